import type { Changed } from "./contender.ts";

const TERMINAL = new Set(["completed", "failed", "cancelled", "canceled", "stopped", "error"]);

/**
 * The loop that is written by hand where a client has none: ask, compare as text, tell, sleep.
 *
 * It is honest, and small: it compares two fields where `executions.watch` compares nine, cannot be stopped, ends with
 * the first failure, never slows down, and asks twice for what two of its callers follow.
 */
export async function byHand(get: () => Promise<unknown>, every: number, changed: Changed): Promise<void> {
  let before: string | undefined;
  for (;;) {
    const execution = (await get()) as { status: string; agents_output: unknown };
    const now = JSON.stringify([execution.status, execution.agents_output]);
    if (now !== before) changed(execution);
    before = now;
    if (TERMINAL.has(execution.status)) return;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
