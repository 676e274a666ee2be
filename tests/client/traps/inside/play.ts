// One trap among calls that are each at another point of their life. Runs in Node and in workerd, from the same file.
import { Calls, type Package, type Told } from "./calls.ts";
import { Network, type Reply } from "./network.ts";
import { type Point, trapOnce } from "./trap.ts";

/** A trap: at which point of a step, and in which attempt of the call that meets it. */
export interface Scene {
  point: Extract<Point, "request" | "response" | "body">;
  /** The first attempt, the one after a refusal, or the first search for what a lost create has started. */
  attempt: "first" | "second" | "search";
  /** How long the other calls may take: on edge hosts they find out by themselves. In milliseconds. */
  patience: number;
}

/** Plays a scene: other calls wait in every way there is, then one call traps, and then the next one works. */
export async function play(wexa: Package, { point, attempt, patience }: Scene): Promise<Told> {
  const calls = new Calls(wexa, patience);
  await wexa.preload();
  calls.create("held", new Network({ creates: ["hold"], patience }));
  calls.create("streaming", new Network({ creates: ["stream"], patience }));
  calls.create("sleeping", new Network({ creates: ["refuse"], patience }));
  const apiKey = (): Promise<string> => new Promise(() => undefined);
  calls.create("waiting for its key", new Network({ patience }), { apiKey });
  const onUnknown = "reconcile";
  // Where a search is what traps, that call is the one that searches.
  if (attempt !== "search")
    calls.create("about to search", new Network({ creates: ["lose"], patience }), { onUnknown });
  await calls.inPlace();

  const met = attempt === "first" ? 1 : 2;
  const creates: Reply[] =
    attempt === "first" ? ["answer"] : attempt === "second" ? ["refuse", "answer"] : ["lose"];
  const before = (fetch: number): void => {
    if (fetch === met && point !== "request") trapOnce(point, "unreachable");
  };
  const victim = new Network({ creates, patience, before });
  victim.keptOpen = point === "response" ? met : 0;
  let keys = 0;
  const key = (): string => {
    if (++keys === met && point === "request") trapOnce(point, "unreachable");
    return "k";
  };
  calls.create("trapped", victim, { apiKey: key, ...(attempt === "search" ? { onUnknown } : {}) });
  await Promise.race([calls.settled.trapped, calls.settled.held]);
  calls.create("next", new Network({ creates: ["answer"], patience }));
  return calls.end();
}
