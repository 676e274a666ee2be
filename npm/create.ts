import { Drive, type Reply, type Sending } from "./drive.ts";
import type { Engine } from "./engine.ts";
import type { WexaError } from "./errors.ts";
import { CREATE } from "./generated/groups.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import { type ApiPromise, apiPromise } from "./group.ts";
import { type More, withMore } from "./loading.ts";
import { type CreateOptions, reconciles, type Settings, settingsOfCall } from "./options.ts";
import { type Ledger, ledgerOf, type Start } from "./reconcile-ledger.ts";

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
    let start: Start | undefined;
    let ledger: Ledger | undefined;
    let key: string | null = null;
    // What is really sent is seen at the fetch: the body with all that the client has filled in, whatever becomes of the
    // caller's objects later.
    const note: Sending = (url, init) => {
      const { body: text, headers } = init as SentInit;
      sending?.(text);
      const at = Date.now();
      key = headers["x-api-key"] ?? null;
      start ??= { url, text, at, settled: false };
      start.at = at;
      ledger = ledgerOf(url, at);
      ledger.add(start);
    };
    const ended = (execution: unknown): void => {
      const id = (execution as { execution_id?: unknown } | null | undefined)?.execution_id;
      if (typeof id === "string") ledger?.claim(id, Date.now());
      if (start) ledger?.settle(start);
    };
    const run = (settings: Settings, more?: More): void => {
      const done = (reply: Reply<Execution>): void => {
        ended(reply.data);
        resolve(reply);
      };
      const failed = (thrown: unknown): void => {
        const error = thrown as WexaError;
        const { outcome } = error;
        ended(outcome === "accepted" ? error.body : undefined);
        if (!more || outcome !== "unknown" || !start || call.signal?.aborted) reject(error);
        else {
          ledger = ledgerOf(start.url, Date.now());
          more
            .reconcile({ engine, settings: call, deadline, start, ledger, key, error })
            .then(resolve, reject);
        }
      };
      new Drive(engine, settings, given, note).run(done, failed);
    };
    if (!wanted) return run(call);
    // What looks for the execution has to be there before anything can be lost.
    const running = withMore(engine, given.name, call, (more) => {
      run({ ...call, totalTimeout: Math.max(deadline - Date.now(), 1) }, more);
    });
    running?.catch(reject);
  });
}

interface SentInit {
  body: string;
  headers: Record<string, string>;
}
