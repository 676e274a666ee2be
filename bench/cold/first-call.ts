import type { Contender } from "../contenders/contender.ts";
import { inProcess, ONE } from "../inside/replies.ts";

declare global {
  var coldCall: { name: string; at: number } | undefined;
}

/** The first call of a process or a page: when it has resolved, in milliseconds since the process or page began. */
export async function firstCall(contender: Contender): Promise<void> {
  const client = contender.client({ baseUrl: "http://bench.localhost", fetch: inProcess(ONE) });
  await client.create();
  globalThis.coldCall = { name: contender.name, at: performance.now() };
  // In Node, what a user waits for is on the page of `performance.now`: the import is in it.
  if (typeof process === "object") process.stdout.write(JSON.stringify(globalThis.coldCall));
}
