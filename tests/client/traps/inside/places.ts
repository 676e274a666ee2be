// Where a call traps.
import { NESTED_PLACES } from "./nested-places.ts";
import { Network, type NetworkOptions } from "./network.ts";
import type { Play } from "./stage.ts";
import { type Point, trapOnce } from "./trap.ts";

/** A create that traps at a point that it comes to after its first response. */
const afterFetch =
  (point: Point, creates: NetworkOptions["creates"]): Play =>
  ({ calls, way, patience }) => {
    const victim = new Network({ creates, patience, before: () => trapOnce(point, way) } as NetworkOptions);
    victim.keptOpen = point === "response" ? 1 : 0;
    calls.create("trapped", victim);
    return calls.settled.trapped as Promise<unknown>;
  };

/** A create that loses its response, and traps at a request of its search for what it has started. */
const inSearch =
  (skipped: number): Play =>
  ({ calls, way, patience }) => {
    const before = (fetch: number): void => {
      if (fetch === 1) trapOnce("reconcile", way, skipped);
    };
    const victim = new Network({ creates: ["lose"], patience, before });
    calls.create("trapped", victim, { onUnknown: "reconcile" });
    return calls.settled.trapped as Promise<unknown>;
  };

export const PLACES = {
  "before the fetch": ({ calls, way, patience }) => {
    trapOnce("request", way);
    calls.create("trapped", new Network({ creates: ["answer"], patience }));
    return calls.settled.trapped as Promise<unknown>;
  },
  "in flight": afterFetch("response", ["answer"]),
  "while its body streams": afterFetch("body", ["pieces"]),
  "in the pause after a 429": afterFetch("retry", ["refuse", "answer"]),
  "in a watch": ({ calls, wexa, way, patience }) => {
    const before = (fetch: number): void => {
      if (fetch === 2) trapOnce("watch", way);
    };
    const watched = new Network({ gets: ["running", "running"], patience, before });
    const client = new wexa.WexaClient(calls.options(watched));
    calls.begin("trapped", watched, () => client.executions.wait("e", { interval: 1 }));
    return calls.settled.trapped as Promise<unknown>;
  },
  "in a call that onError of a watch starts": ({ calls, wexa, way, patience }) => {
    const watched = new Network({ gets: ["running", "lose"], patience });
    const client = new wexa.WexaClient(calls.options(watched, { maxRetries: 0 }));
    const onError = (): void => {
      if (calls.settled.inner) return;
      trapOnce("request", way);
      calls.create("inner", new Network({ creates: ["answer"], patience }));
    };
    calls.begin("trapped", watched, () => client.executions.wait("e", { interval: 1, onError }));
    return calls.settled.trapped as Promise<unknown>;
  },
  "in the list of a search": inSearch(0),
  "in the get of a search": inSearch(1),
  "before the fetch, while two more wait for the module": async ({ calls, way, patience, tells }) => {
    trapOnce("request", way);
    calls.create("trapped", new Network({ creates: ["answer"], patience }));
    await calls.settled.trapped;
    // The watch among the other calls polls again on the next instance, and must not meet the trap of this create there.
    if (tells) await calls.settled.watching;
    trapOnce("request", way);
    for (const name of ["trapped again", "second", "third"])
      calls.create(name, new Network({ creates: ["answer"], patience }));
    await Promise.all([calls.settled.second, calls.settled.third]);
  },
  ...NESTED_PLACES,
} satisfies Record<string, Play>;

export type Place = keyof typeof PLACES;
