import { Drive, type Fate, type Reply } from "./drive.ts";
import type { Engine } from "./engine.ts";
import type { WexaError } from "./errors.ts";
import { CREATE } from "./generated/groups.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import { type ApiPromise, apiPromise } from "./group.ts";
import { type More, withMore } from "./loading.ts";
import { type CreateOptions, reconciles, type Settings, settingsOfCall } from "./options.ts";
import { type Ledger, ledgerOf, type Start } from "./reconcile-ledger.ts";

/** Is told the body just before it is sent. */
type Sending = (text: string) => void;

/**
 * Starts an execution. Where it is unknown what became of that, and the caller wants it, looks for the execution.
 *
 * Every create goes through here, whether it would look or not: what one has started, no other may take for its own.
 */
export function createExecution(
  engine: Engine,
  settings: () => Settings,
  body: CreateExecution,
  options: CreateOptions | undefined,
  sending?: Sending,
): ApiPromise<Execution> {
  return apiPromise<Execution>((fate) => {
    const given = { operation: CREATE, name: "executions.create", ids: [], body };
    const call = settingsOfCall(settings(), options);
    const run = (settings: Settings, looks?: Looks): void => {
      new Drive(engine, settings, given, new Starting(fate, sending, looks) as Fate<unknown>).run();
    };
    if (!reconciles(options)) return run(call);
    const deadline = Date.now() + call.totalTimeout;
    // What looks for the execution has to be there before anything can be lost.
    const running = withMore(engine, given.name, call, (more) => {
      const left = Math.max(deadline - Date.now(), 1);
      run({ ...call, totalTimeout: left }, { more, engine, settings: call, deadline });
    });
    running?.catch((error) => fate.failed(error));
  });
}

/** What looks for an execution, and what it needs. */
interface Looks {
  more: More;
  engine: Engine;
  settings: Settings;
  deadline: number;
}

/** One create on its way, and its place in the ledger. */
class Starting implements Fate<Execution> {
  readonly #fate: Fate<Execution>;
  readonly #told: Sending | undefined;
  readonly #looks: Looks | undefined;
  #start: Start | undefined;
  #ledger: Ledger | undefined;
  #key: string | null = null;

  constructor(fate: Fate<Execution>, told: Sending | undefined, looks: Looks | undefined) {
    this.#fate = fate;
    this.#told = told;
    this.#looks = looks;
  }

  /**
   * What is really sent is seen at the fetch: the body with all that the client has filled in, whatever becomes of the
   * caller's objects later.
   */
  sending(url: string, init: RequestInit): void {
    const { body: text, headers } = init as { body: string; headers: Record<string, string> };
    this.#told?.(text);
    const at = Date.now();
    this.#key = headers["x-api-key"] ?? null;
    this.#start ??= { url, text, at, settled: false };
    this.#start.at = at;
    this.#ledger = ledgerOf(url, at);
    this.#ledger.add(this.#start);
  }

  done(reply: Reply<Execution>): void {
    this.#ended(reply.data);
    this.#fate.done(reply);
  }

  failed(thrown: unknown): void {
    const error = thrown as WexaError;
    const { outcome } = error;
    this.#ended(outcome === "accepted" ? error.body : undefined);
    const looks = this.#looks;
    const start = this.#start;
    if (!looks || outcome !== "unknown" || !start || looks.settings.signal?.aborted) {
      this.#fate.failed(error);
      return;
    }
    const ledger = ledgerOf(start.url, Date.now());
    looks.more.reconcile({ ...looks, start, ledger, key: this.#key, error }).then(
      (reply) => this.#fate.done(reply),
      (error) => this.#fate.failed(error),
    );
  }

  #ended(execution: unknown): void {
    const id = (execution as { execution_id?: unknown } | null | undefined)?.execution_id;
    if (typeof id === "string") this.#ledger?.claim(id, Date.now());
    if (this.#start) this.#ledger?.settle(this.#start);
  }
}
