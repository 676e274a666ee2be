import { kyZod } from "../contenders/ky.ts";
import { firstCall } from "./first-call.ts";

await firstCall(kyZod);
