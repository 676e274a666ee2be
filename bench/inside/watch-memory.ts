// In Node, with --expose-gc: the memory that one contender keeps for each of a thousand executions that it follows, while
// it sleeps between two looks, and what is left of that after their end. Prints one JSON.
import { setTimeout as sleep } from "node:timers/promises";
import execution from "./execution.json" with { type: "json" };
import { inProcess } from "./replies.ts";
import { FOLLOWED, followers, ids } from "./watch.ts";

const SLEEP = 1_000;
const wanted = process.argv[2];

let status = "running";
const fetch: typeof globalThis.fetch = (...given) =>
  inProcess({ status: 200, body: JSON.stringify({ ...execution, status }) })(...given);

const follower = followers(() => fetch).find(({ name }) => name === wanted);
if (!follower) throw new Error(`${wanted} cannot follow an execution`);
const { follow } = follower;

/** Follows all of them to their end, and gives the memory that was in use while all of them slept. */
async function life(every: number): Promise<number> {
  status = "running";
  let seen = 0;
  const all = Promise.all(ids().map((id) => follow(id, every, () => seen++)));
  while (seen < FOLLOWED) await sleep(5);
  await sleep(50);
  const asleep = used();
  if (seen !== FOLLOWED) throw new Error("they did not sleep as long as memory was looked at");
  status = "completed";
  await all;
  return asleep;
}

function used(): number {
  // Twice: finalizers run between.
  for (let times = 0; times < 2; times++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

// The first time everything is compiled and every list grows to its size.
await life(SLEEP);
await sleep(50);
const before = used();
const asleep = await life(SLEEP);
await sleep(50);
const kept = (asleep - before) / FOLLOWED;
const left = (used() - before) / FOLLOWED;
process.stdout.write(JSON.stringify({ name: wanted, kept, left }));
