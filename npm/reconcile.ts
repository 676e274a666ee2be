import { Drive, type Reply, type Sending } from "./drive.ts";
import type { Engine } from "./engine.ts";
import { errorOf, type WexaError } from "./errors.ts";
import { CREATE } from "./generated/groups.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import { type ApiPromise, apiPromise } from "./group.ts";
import { type CreateOptions, reconciles, type Settings, settingsOfCall } from "./options.ts";
import { type Ledger, ledgerOf, type Start } from "./reconcile-ledger.ts";
import { Search } from "./reconcile-look.ts";
import { redact } from "./redact.ts";

/**
 * Starts an execution. Where it is unknown what became of that, and the caller wants it, looks for the execution.
 *
 * Every create goes through here, whether it would look or not: what one has started, no other may take for its own.
 * `sending` is told the body just before it is sent.
 */
export function createExecution(
  engine: Engine,
  settings: () => Settings,
  body: CreateExecution,
  options: CreateOptions | undefined,
  sending?: (text: string) => void,
): ApiPromise<Execution> {
  return apiPromise<Execution>((resolve, reject) => {
    const given = { operation: CREATE, name: "executions.create", ids: [], body };
    const call = settingsOfCall(settings(), options);
    const wanted = reconciles(options);
    const deadline = Date.now() + call.totalTimeout;
    const sent = new Sent();
    const done = (reply: Reply<Execution>): void => {
      sent.claim(reply.data);
      sent.settle();
      resolve(reply);
    };
    const failed = (error: WexaError): void => {
      if (error.outcome === "accepted") sent.claim(error.body);
      sent.settle();
      const { start, key } = sent;
      if (!wanted || error.outcome !== "unknown" || !start || call.signal?.aborted) reject(error);
      else reconcile(new Search(engine, call, deadline, start), error, key).then(resolve, reject);
    };
    const note: Sending = (url, init) => {
      sending?.((init as SentInit).body);
      sent.note(url, init as SentInit);
    };
    new Drive(engine, call, given, note).run(done, (error) => failed(error as WexaError));
  });
}

interface SentInit {
  body: string;
  headers: Record<string, string>;
}

/**
 * What is really sent, seen at the fetch: the body with all that the client has filled in, whatever becomes of the
 * caller's objects later.
 */
class Sent {
  start: Start | undefined;
  key: string | null = null;
  #ledger: Ledger | undefined;

  note(url: string, { body, headers }: SentInit): void {
    const at = Date.now();
    this.key = headers["x-api-key"] ?? null;
    this.start ??= { url, text: body, at, settled: false };
    this.start.at = at;
    this.#ledger = ledgerOf(url, at);
    this.#ledger.add(this.start);
  }

  claim(execution: unknown): void {
    const id = (execution as { execution_id?: unknown } | null | undefined)?.execution_id;
    if (typeof id === "string") this.#ledger?.claim(id, Date.now());
  }

  settle(): void {
    if (this.start) this.#ledger?.settle(this.start);
  }
}

/** The execution that a search finds, or the error that it was made for, with what it saw. */
async function reconcile(search: Search, error: WexaError, key: string | null): Promise<Reply<Execution>> {
  const found = await search.find();
  if (found) return found;
  const { looks, failures } = search;
  const candidates = redact(search.candidates, key);
  const failed = failures > 0 ? `, ${failures} of the looks failed` : "";
  const message = `${error.message}; looked ${looks} times for the execution: ${candidates.length} may be it${failed}`;
  const details = { ...error, message, candidates, cause: error.cause };
  if (!search.aborted) throw errorOf(details);
  const { operation } = error;
  const { reason } = search.aborted;
  throw errorOf({
    ...details,
    code: "aborted",
    message: `${operation}: the caller ended the call, which had failed before: ${message}`,
    cause: reason,
  });
}
