// What is known of executions: the latest state of each, and what was seen to happen to those that are looked at.
import { signal } from "@preact/signals";
import type { Execution } from "wexa-executeflow";
import { between, type Happening } from "./history.ts";

/** One execution, as far as it is known. */
export interface Known {
  readonly execution: Execution;
  readonly happened: readonly Happening[];
}

export const board = signal<ReadonlyMap<string, Known>>(new Map());

/** Takes a state that was seen. */
export function see(execution: Execution): void {
  const before = board.value.get(execution.execution_id);
  const more = between(before?.execution, execution, Date.now());
  put(execution.execution_id, { execution, happened: [...(before?.happened ?? []), ...more] });
}

/** Notes what was done here. */
export function note(id: string, happening: Happening): void {
  const known = board.value.get(id);
  if (known !== undefined) put(id, { ...known, happened: [...known.happened, happening] });
}

export function forgetAll(): void {
  board.value = new Map();
}

function put(id: string, known: Known): void {
  board.value = new Map(board.value).set(id, known);
}
