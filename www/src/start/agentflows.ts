import { signal } from "@preact/signals";
import type { Agentflow } from "wexa-executeflow";
import { connection } from "../connection/connection.ts";
import { agentflowID, choose } from "./start.ts";

/** The project's agentflows; `undefined` until they are read. */
export const agentflows = signal<readonly Agentflow[] | undefined>(undefined);
/** Why they could not be read: then an id can be typed. */
export const agentflowsFailure = signal<unknown>(undefined);

const MOST = 200;

export async function readAgentflows(): Promise<void> {
  const opened = connection.value;
  agentflows.value = undefined;
  agentflowsFailure.value = undefined;
  if (opened === undefined) return;
  try {
    const found: Agentflow[] = [];
    for await (const agentflow of opened.client.agentflows.list({ limit: MOST })) {
      found.push(agentflow);
      if (found.length === MOST) break;
    }
    if (connection.value !== opened) return;
    const [first] = found;
    if (first !== undefined && !found.some(({ _id }) => _id === agentflowID.value)) take(first);
    agentflows.value = found;
  } catch (error) {
    if (connection.value === opened) agentflowsFailure.value = error;
  }
}

/** Takes an agentflow, with what is known to go with it. */
export function take({ _id, default_goal }: Agentflow): void {
  const sample = connection.value?.emulator?.samples.get(_id);
  choose(_id, {
    ...(default_goal ? { goal: default_goal } : {}),
    ...(sample === undefined ? {} : { variables: sample.variables }),
  });
}
