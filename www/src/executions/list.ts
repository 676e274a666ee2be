// The executions of the project, looked at again every few seconds while the page is seen.
import { signal } from "@preact/signals";
import type { Execution } from "wexa-executeflow";
import { type Connection, connection } from "../connection/connection.ts";
import { board } from "../execution/board.ts";
import { isTerminal } from "../execution/status.ts";

/** Newest first; `undefined` until the first look. */
export const executions = signal<readonly Execution[] | undefined>(undefined);
/** Why the latest look failed. */
export const listFailure = signal<unknown>(undefined);

const MOST = 200;
const BUSY = 3000;
const CALM = 10_000;

let looking: AbortController | undefined;

/** Looks at the list from now on, and again at once where it is looked at already. */
export function lookAtList(): void {
  looking?.abort();
  looking = new AbortController();
  void look(looking.signal);
}

async function look(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const opened = connection.value;
    if (opened !== undefined && document.visibilityState === "visible") await once(opened, signal);
    const isBusy = executions.value?.some(({ status }) => !isTerminal(status)) ?? true;
    await rest(isBusy ? BUSY : CALM, signal);
  }
}

async function once({ client }: Connection, signal: AbortSignal): Promise<void> {
  try {
    const found: Execution[] = [];
    for await (const execution of client.executions.list({ signal })) {
      found.push(execution);
      if (found.length === MOST) break;
    }
    if (signal.aborted) return;
    executions.value = found.sort((a, b) => (b.created_at ?? 0) - (a.created_at ?? 0));
    listFailure.value = undefined;
  } catch (error) {
    if (!signal.aborted) listFailure.value = error;
  }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    document.addEventListener("visibilitychange", end);
    signal.addEventListener("abort", end);
  });
}

/** The newest state of a row: what is followed is known better than the list. */
export function latestOf(row: Execution): Execution {
  return board.value.get(row.execution_id)?.execution ?? row;
}
