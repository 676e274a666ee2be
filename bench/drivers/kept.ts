import type { Machine } from "./machine.ts";
import type { Memory } from "./node.ts";
import type { Profile } from "./profile.ts";
import type { Scale } from "./scale.ts";
import type { Results } from "./table.ts";

/** All that a run has found: what bench/results/ holds, and what the documents are written from. */
export interface Kept {
  command: string;
  minutes: number;
  machine: Machine;
  results: Results;
  /** Of what follows executions in Node. */
  memory?: Memory[];
  /** What a page loads for its first call, by clients: bytes of JavaScript and WebAssembly, with brotli. */
  bytes?: Record<string, number>;
  scale?: Scale;
  profile?: Profile;
}

export const COLD = "First call, cold";
export const WATCH = "watch of 1,000";

/** A run of everything: the comparison is written from no other. */
export type Complete = Required<Kept>;

export function isComplete(kept: Kept): kept is Complete {
  const { results, memory, bytes, scale, profile } = kept;
  const cases = (place: string): number => Object.keys(results[place] ?? {}).length;
  // The cases of inside/cases.ts, those over HTTP and the watch; a run of some of them has fewer.
  const all = cases("Node") === cases("Chromium") && Boolean(results.Node?.create && results.Node[WATCH]);
  return all && Boolean(results.workerd && results[COLD] && memory && bytes && scale && profile);
}
