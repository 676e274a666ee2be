import type { Execution } from "wexa-executeflow";
import { toneOf } from "./status.ts";

/** Something that happened to an execution, in the order in which it was seen. Times are epoch milliseconds. */
export type Happening =
  | { readonly kind: "output"; readonly index: number; readonly at: number | undefined }
  | { readonly kind: "status"; readonly status: string; readonly at: number | undefined }
  | { readonly kind: "answer"; readonly words: string; readonly agent: string; readonly at: number };

/**
 * What happened between two looks.
 *
 * The API tells no times but the beginning and the end: a time is that of the look which first saw it, and what had
 * happened before the first look has none.
 */
export function between(before: Execution | undefined, after: Execution, at: number): Happening[] {
  const known = before?.agents_output?.length ?? 0;
  const outputs = after.agents_output ?? [];
  const when = before === undefined ? undefined : at;
  const happened: Happening[] = outputs
    .slice(known)
    .map((_, step) => ({ kind: "output", index: known + step, at: when }));
  if (isTold(before?.status, after.status)) happened.push({ kind: "status", status: after.status, at: when });
  return happened;
}

/** Whether a change of status is worth a line: starting is one anyway, and so is the end. */
function isTold(before: string | undefined, after: string): boolean {
  if (before === after) return false;
  const tone = toneOf(after);
  if (tone === "paused") return true;
  // A run that goes on: after a question that is the answer's line.
  return tone === "going" && before !== undefined && toneOf(before) === "paused";
}
