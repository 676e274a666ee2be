import { wexa } from "../contenders/wexa.ts";
import { firstCall } from "./first-call.ts";

await firstCall(wexa);
