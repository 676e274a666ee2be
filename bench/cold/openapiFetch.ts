import { openapiFetch } from "../contenders/openapi-fetch.ts";
import { firstCall } from "./first-call.ts";

await firstCall(openapiFetch);
