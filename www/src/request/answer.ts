// Answering what a run asks.
import { signal } from "@preact/signals";
import type { PendingItem, WexaClient } from "wexa-executeflow";
import { clearNotice, showNotice } from "../app/notices.tsx";
import { connection } from "../connection/connection.ts";
import { note } from "../execution/board.ts";
import { follow } from "../execution/follow.ts";
import { lookAtList } from "../executions/list.ts";

/** The request that is being answered, by its id, until the reply has come. */
export const answering = signal<string | undefined>(undefined);

interface Answer {
  /** For the timeline, once it has been given: `Approved`. Left out for a draft. */
  readonly done?: string;
  readonly failed: string;
  readonly send: (client: WexaClient) => Promise<unknown>;
}

/** Whether it was taken. */
export async function answer(item: PendingItem, { done, failed, send }: Answer): Promise<boolean> {
  const opened = connection.value;
  if (opened === undefined || answering.value !== undefined) return false;
  answering.value = item._id;
  clearNotice();
  try {
    await send(opened.client);
  } catch (error) {
    showNotice(failed, error);
    return false;
  } finally {
    answering.value = undefined;
  }
  if (done !== undefined) {
    note(item.execution_id, { kind: "answer", words: done, agent: item.agent_title, at: Date.now() });
    follow(item.execution_id);
    lookAtList();
  }
  return true;
}
