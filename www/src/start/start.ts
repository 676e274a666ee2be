// The execution that is being put together, and its start.
import { computed, signal } from "@preact/signals";
import type { CreateExecution } from "wexa-executeflow";
import { go } from "../app/route.ts";
import { connection } from "../connection/connection.ts";
import { see } from "../execution/board.ts";
import { lookAtList } from "../executions/list.ts";
import { type Draft, draftOf, read } from "../variables/variables.ts";

export const agentflowID = signal("");
export const goal = signal("");
export const variables = signal<Draft>(draftOf({}));
/** Whether the client is to look for what it started, where the reply is lost. */
export const looksForLost = signal(true);

export const isStarting = signal(false);
export const startFailure = signal<unknown>(undefined);

/** The request; `undefined` while something in it is wrong. */
export const request = computed<CreateExecution | undefined>(() => {
  const found = read(variables.value);
  if ("problem" in found) return undefined;
  return { agentflow_id: agentflowID.value.trim(), goal: goal.value, input_variables: found.value };
});

/** Takes an agentflow, and what it offers for the rest. */
export function choose(id: string, offered?: { goal?: string; variables?: Record<string, unknown> }): void {
  agentflowID.value = id;
  if (offered?.goal) goal.value = offered.goal;
  if (offered?.variables) variables.value = draftOf(offered.variables, variables.value.form);
}

export async function start(): Promise<void> {
  const { value: asked } = request;
  const { value: opened } = connection;
  // A second press while the first is on its way would be a second execution.
  if (isStarting.value || asked === undefined || opened === undefined) return;
  isStarting.value = true;
  startFailure.value = undefined;
  try {
    const onUnknown = looksForLost.value ? "reconcile" : "throw";
    const execution = await opened.client.executions.create(asked, { onUnknown });
    see(execution);
    go({ view: "execution", id: execution.execution_id });
  } catch (error) {
    startFailure.value = error;
  } finally {
    isStarting.value = false;
    // Also after a failure: what may have been started would be in it.
    lookAtList();
  }
}
