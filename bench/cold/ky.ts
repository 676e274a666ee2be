import { ky } from "../contenders/ky.ts";
import { firstCall } from "./first-call.ts";

await firstCall(ky);
