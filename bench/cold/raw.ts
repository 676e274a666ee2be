import { raw } from "../contenders/raw.ts";
import { firstCall } from "./first-call.ts";

await firstCall(raw);
