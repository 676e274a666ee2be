import type { Calls, Package } from "./calls.ts";
import type { Way } from "./trap.ts";

/** What a place has to play with. */
export interface Stage {
  calls: Calls;
  wexa: Package;
  way: Way;
  /** Whether the other calls are told of the trap. */
  tells: boolean;
  /** How long no call ends by itself, in milliseconds. */
  patience: number;
}

/** Begins the call that traps, and ends when it has settled. */
export type Play = (stage: Stage) => Promise<unknown>;
