import { WexaClient, WexaError } from "wexa-executeflow";
import type { Env, Result, Start } from "./env.ts";
import { onceOf } from "./once.ts";

/** How long a start is remembered: longer than the queue keeps a message. */
const REMEMBERED_MS = 15 * 24 * 3600 * 1000;

/** Starts what has been queued, one after the other, not faster than `STARTS_PER_SECOND`. */
export async function startQueued(batch: MessageBatch<Start>, env: Env): Promise<void> {
  const wexa = new WexaClient({
    apiKey: env.WEXA_API_KEY,
    baseUrl: env.WEXA_URL,
    projectID: env.PROJECT_ID,
    executedBy: env.EXECUTED_BY,
    // It is the queue that waits and tries again.
    maxRetries: 0,
  });
  const pause = 1000 / Number(env.STARTS_PER_SECOND);
  for (const message of batch.messages) {
    await startOne(message, wexa, env);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/**
 * Starts one, and writes what has become of it to KV.
 *
 * A queue delivers a message at least once, so a message is no permission to start: the claim is. It is given back
 * only where the client says that repeating cannot start a second execution.
 */
async function startOne(message: Message<Start>, wexa: WexaClient, env: Env): Promise<void> {
  const { id, request } = message.body;
  const once = onceOf(env, `start ${id}`);
  if (!(await once.claim(REMEMBERED_MS))) {
    // Delivered again. Without a result the first delivery ended between its claim and its answer.
    const lost: Result = {
      error: { code: "delivered_again", outcome: "unknown", message: "it may have been started" },
    };
    await write(env, id, (await once.result()) ?? lost);
    return message.ack();
  }
  try {
    const { execution_id, status } = await wexa.executions.create(request);
    await settle({ execution_id, status });
  } catch (error) {
    if (!(error instanceof WexaError)) throw error;
    const { code, outcome, message: words, retryable, retryAfter } = error;
    if (retryable) {
      await once.release();
      return message.retry({ delaySeconds: Math.ceil((retryAfter ?? 0) / 1000) });
    }
    await settle({ error: { code, outcome, message: words } });
  }
  message.ack();

  async function settle(result: Result): Promise<void> {
    await once.settle(result);
    await write(env, id, result);
  }
}

function write(env: Env, id: string, result: Result): Promise<void> {
  return env.RESULTS.put(id, JSON.stringify(result));
}
