// One way of trapping, at one place in the life of a call, with ten other calls in flight. Runs in Node, in a page and in
// workerd, from the same file.
import { Calls, type Package, type Told } from "./calls.ts";
import { Network } from "./network.ts";
import { beginOthers } from "./others.ts";
import { PLACES, type Place } from "./places.ts";
import { isTrapPending, trapNever, type Way } from "./trap.ts";

export interface Scene {
  way: Way;
  place: Place;
  /** Whether the others are told of the trap. On an edge host they find out at their own next event. */
  tells: boolean;
}

/** So long that no call ends by itself. */
const PATIENCE_MS = 50_000;

export async function play(wexa: Package, { way, place, tells }: Scene): Promise<Told> {
  const calls = new Calls(wexa, PATIENCE_MS);
  await wexa.preload();
  beginOthers(calls, wexa, PATIENCE_MS);
  await calls.inPlace();
  await PLACES[place]({ calls, wexa, way, tells, patience: PATIENCE_MS });
  if (isTrapPending()) throw new Error(`nothing has trapped: ${place}`);
  trapNever();
  if (!tells) calls.timers.fireAll();
  calls.create("next", new Network({ creates: ["answer"], patience: PATIENCE_MS }));
  return calls.end();
}
