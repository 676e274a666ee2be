import { openapiFetchValibot } from "../contenders/openapi-fetch.ts";
import { firstCall } from "./first-call.ts";

await firstCall(openapiFetchValibot);
