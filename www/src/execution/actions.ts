// What somebody can do to an execution.
import { signal } from "@preact/signals";
import type { Execution } from "wexa-executeflow";
import { clearNotice, showNotice } from "../app/notices.tsx";
import { connection } from "../connection/connection.ts";
import { lookAtList } from "../executions/list.ts";
import { follow } from "./follow.ts";
import { isTerminal, toneOf } from "./status.ts";

export type Action = "pause" | "resume" | "cancel";

/** What is being done, until its reply has come. */
export const doing = signal<Action | undefined>(undefined);

const WORDS: Record<Action, string> = { pause: "Pausing", resume: "Resuming", cancel: "Cancelling" };

/** Whether the state of an execution allows it. */
export function allows({ status }: Execution, action: Action): boolean {
  switch (action) {
    case "pause":
      return !isTerminal(status) && toneOf(status) !== "paused";
    case "resume":
      return toneOf(status) === "paused";
    case "cancel":
      return !isTerminal(status);
  }
}

export async function act(execution: Execution, action: Action): Promise<void> {
  const opened = connection.value;
  if (opened === undefined || doing.value !== undefined || !allows(execution, action)) return;
  doing.value = action;
  clearNotice();
  try {
    await opened.client.executions[action](execution.execution_id);
  } catch (error) {
    showNotice(`${WORDS[action]} did not work`, error);
  } finally {
    doing.value = undefined;
  }
  // At once rather than at the next look.
  follow(execution.execution_id);
  lookAtList();
}
