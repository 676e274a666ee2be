import type { Contender } from "../contenders/contender.ts";
import { inProcess, ONE } from "./replies.ts";

/** The first call of a process or a page. */
export async function firstCall(contender: Contender): Promise<void> {
  await contender.client({ baseUrl: "http://bench.localhost", fetch: inProcess(ONE) }).create();
}
