// The one execution that is shown, followed to its end.
import { signal } from "@preact/signals";
import type { Execution, PendingItem, WexaError } from "wexa-executeflow";
import { type Connection, connection } from "../connection/connection.ts";
import { see } from "./board.ts";
import { isTerminal } from "./status.ts";

/** How the following of an execution stands. */
export interface Following {
  readonly id: string;
  /** What it waits for a person to answer. */
  readonly requests: readonly PendingItem[];
  /** The latest look failed, and will be repeated: how many did in a row. */
  readonly trouble: number;
  /** Why it is not followed any more. */
  readonly error: unknown;
}

export const following = signal<Following | undefined>(undefined);

let current: AbortController | undefined;

/** Follows an execution from now on, and no other any more. It is looked at at once. */
export function follow(id: string): void {
  stopFollowing();
  const opened = connection.value;
  if (opened === undefined) return;
  current = new AbortController();
  following.value = { id, requests: [], trouble: 0, error: undefined };
  void run(opened, id, current.signal);
}

export function stopFollowing(): void {
  current?.abort();
  current = undefined;
  following.value = undefined;
}

async function run({ client }: Connection, id: string, signal: AbortSignal): Promise<void> {
  const change = (to: Partial<Following>): void => {
    if (!signal.aborted && following.value !== undefined) following.value = { ...following.value, ...to };
  };
  // It is answered by somebody, in the timeline: here it is left open.
  const ask = (request: PendingItem): undefined => {
    change({ requests: [...(following.value?.requests ?? []), request] });
  };
  const onError = (_: WexaError, inARow: number): void => change({ trouble: inARow });
  const options = { signal, onError, onRuntimeInput: ask, onPreview: ask, onAnomaly: ask };
  try {
    for await (const execution of client.executions.watch(id, {
      ...options,
      interval: 800,
      maxInterval: 5000,
    })) {
      if (signal.aborted) return;
      const isOpen = isStillAsked(execution);
      see(execution);
      change({ trouble: 0, requests: (following.value?.requests ?? []).filter(isOpen) });
    }
  } catch (error) {
    change({ requests: [], error });
  }
}

/** A request is over when its agent has given something, or the run has ended: somebody may answer elsewhere. */
function isStillAsked({ status, agents_output }: Execution): (request: PendingItem) => boolean {
  const given = new Set(
    (agents_output ?? []).map((item) => (item as { agent_id?: unknown } | null)?.agent_id),
  );
  return ({ agent_id }) => !isTerminal(status) && !given.has(agent_id);
}
