import { axios } from "../contenders/axios.ts";
import { firstCall } from "./first-call.ts";

await firstCall(axios);
