// The one execution that is shown, followed to its end.
import { signal } from "@preact/signals";
import type { Execution, InboxItem } from "wexa-executeflow";
import { type Connection, connection } from "../connection/connection.ts";
import { see } from "./board.ts";
import { isTerminal, toneOf } from "./status.ts";

/** How the following of an execution stands. */
export interface Following {
  readonly id: string;
  /** When it was looked at last, in epoch milliseconds. */
  readonly at: number | undefined;
  /** What it waits for a person to answer. */
  readonly requests: readonly InboxItem[];
  /** Why it is not followed any more. */
  readonly error: unknown;
}

export const following = signal<Following | undefined>(undefined);

/** Milliseconds between two looks. */
const EVERY = 1000;

let current: AbortController | undefined;

/** Follows an execution from now on, and no other any more. */
export function follow(id: string): void {
  stopFollowing();
  const opened = connection.value;
  if (opened === undefined) return;
  current = new AbortController();
  following.value = { id, at: undefined, requests: [], error: undefined };
  void run(opened, id, current.signal);
}

export function stopFollowing(): void {
  current?.abort();
  current = undefined;
  following.value = undefined;
}

async function run({ client }: Connection, id: string, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      const execution = await client.executions.get(id, { signal });
      const requests =
        toneOf(execution.status) === "asking" ? await requestsOf(client, execution, signal) : [];
      if (signal.aborted) return;
      see(execution);
      following.value = { id, at: Date.now(), requests, error: undefined };
      if (isTerminal(execution.status)) return;
      await new Promise((resolve) => setTimeout(resolve, EVERY));
      if (signal.aborted) return;
    }
  } catch (error) {
    if (!signal.aborted) following.value = { id, at: following.value?.at, requests: [], error };
  }
}

async function requestsOf(
  client: Connection["client"],
  { execution_id }: Execution,
  signal: AbortSignal,
): Promise<InboxItem[]> {
  const page = await client.inbox.list({ status: "pending", limit: 100 }, { signal });
  return page.inbox_requests.filter((item) => item.execution_id === execution_id);
}
