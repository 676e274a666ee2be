import { signal } from "@preact/signals";
import type { Agentflow } from "wexa-executeflow";
import { connection } from "../connection/connection.ts";

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
    if (connection.value === opened) agentflows.value = found;
  } catch (error) {
    if (connection.value === opened) agentflowsFailure.value = error;
  }
}
