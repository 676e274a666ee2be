import type { Execution, WexaClient } from "wexa-executeflow";
import { isTerminal } from "./status.ts";

/** Milliseconds between two looks. */
const EVERY = 1000;

/**
 * Looks at an execution every second and tells each state of it, until nothing more happens to it.
 *
 * Rejects with the client's error where a look fails, and with the signal's reason once that has aborted.
 */
export async function follow(
  client: WexaClient,
  execution: Execution,
  signal: AbortSignal,
  tell: (execution: Execution) => void,
): Promise<void> {
  for (let latest = execution; ; ) {
    tell(latest);
    if (isTerminal(latest.status)) return;
    await wait(EVERY, signal);
    latest = await client.executions.get(execution.execution_id, { signal });
    signal.throwIfAborted();
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
