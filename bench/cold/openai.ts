import { openai } from "../contenders/openai.ts";
import { firstCall } from "./first-call.ts";

await firstCall(openai);
