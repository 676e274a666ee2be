// What becomes of calls.
import type { Ended, Told } from "./inside/calls.ts";

export type Played = Told & { uncaught: string[] };

export const panic = (outcome: string, sent: number): Ended => ({
  code: "wasm_panic",
  outcome,
  sent,
  aborted: true,
});
/** A call that its trap has not ended. */
export const resolved = (sent: number): Ended => ({ code: "resolved", outcome: null, sent, aborted: true });

/** What becomes of the ten others. */
export const OTHERS: Record<string, Ended> = {
  "held 1": panic("unknown", 1),
  "held 2": panic("unknown", 1),
  "held 3": panic("unknown", 1),
  "streaming 1": panic("unknown", 1),
  "streaming 2": panic("unknown", 1),
  // They were refused, but have begun to fetch: to be in doubt is safe.
  "sleeping 1": panic("unknown", 1),
  "sleeping 2": panic("unknown", 1),
  "waiting for its key": panic("not_sent", 0),
  get: panic("unknown", 0),
  // A watch goes on with the next instance.
  watching: resolved(0),
};
