import type { ApiPromise, CallOperation } from "../core/api-promise.ts";
import { now } from "../core/clock.ts";
import type { CreateManyResult } from "../core/option-types.ts";
import type {
  CreateManyOptions,
  CreateOptions,
  RequestOptions,
  WaitOptions,
  WatchOptions,
} from "../generated/options.ts";
import { ExecutionsResource } from "../generated/resources/executions.ts";
import type { CreateExecution, Execution } from "../generated/types.ts";
import { createCallError } from "../wasm/call-promise.ts";
import type { Create } from "./create.ts";
import type { Following } from "./follow.ts";
import type { PendingItem } from "./inbox.ts";
import type { CreateAndWaitOptions } from "./watch-options.ts";

/** What `Executions` does beyond single calls: its methods of the same names say what. */
export interface ExecutionHelpers {
  createMany(
    requests: Iterable<CreateExecution> | AsyncIterable<CreateExecution>,
    options: CreateManyOptions | undefined,
  ): AsyncGenerator<CreateManyResult, void, undefined>;
  /** Begins it. `began` is when it was called: its time runs from there. */
  watch(id: string, options: WatchOptions | undefined, began: number): Following;
  wait(id: string, options: WaitOptions | undefined): Promise<Execution>;
  createAndWait(request: CreateExecution, options: CreateAndWaitOptions | undefined): Promise<Execution>;
  listPending(id: string, options: RequestOptions | undefined): Promise<PendingItem[]>;
}

/** Executions: runs of an agentflow. The documents call the group Executeflow. */
export class Executions extends ExecutionsResource {
  readonly #create: Create;
  readonly #helpers: ExecutionHelpers;

  constructor(call: CallOperation, create: Create, helpers: ExecutionHelpers) {
    super(call);
    this.#create = create;
    this.#helpers = helpers;
  }

  /**
   * Starts the execution of an agentflow.
   *
   * It costs credits, and the API has no idempotency key: the client never sends it a second time unless the
   * server has certainly refused it. Where it stays unknown whether the execution was started, the option
   * `onUnknown: "reconcile"` has the client search for it.
   *
   * Source: the documented page “create executeflow”.
   */
  override create(body: CreateExecution, options?: CreateOptions): ApiPromise<Execution> {
    return this.#create(body, options);
  }

  /**
   * Starts an execution for each request of an iterable, `concurrency` of them at once, and gives what became of each,
   * in the order of the requests.
   *
   * ```ts
   * for await (const { index, execution, error } of wexa.executions.createMany(requests, { concurrency: 4 })) {
   *   console.log(index, execution?.execution_id ?? error?.outcome);
   * }
   * ```
   *
   * Nothing happens before the loop asks. The iterable, of either kind, is asked for one request at a time, and only
   * if that can be sent now: not while `concurrency` creates are on their way, nor while twice as many results wait
   * for the loop. A request is read when it is taken, and each is started once at most: like `create`, this sends
   * again only what the server has certainly refused, or what never left.
   *
   * It begins with one create at a time, and has one more on its way with each answer. A 429, a 503 with Retry-After
   * and a server that cannot be reached hold all of them back until the time that the server asks for is over (else
   * for a backoff), and it begins with one again. A request is given up, with its error, when there were more than
   * `maxRetries` such pauses in a row without an answer in between, when the server asks to wait longer than
   * `maxRetryAfter`, or when `totalTimeout` (counted for each request from when it is first sent) would be over.
   *
   * The error of one request ends nothing but that request. What the iterable throws ends the loop with that error,
   * after the results of all that it gave before. When the `signal` aborts, the iterable is closed, what is on its way
   * is ended as any call (its `outcome` is then `unknown`), the results of all that were begun are still given, and the
   * loop ends with an `AbortError`. Leaving the loop closes the iterable and starts nothing more, but lets what is on
   * its way come to its end, of which `onResult` is told; abort to leave at once.
   */
  async *createMany(
    requests: Iterable<CreateExecution> | AsyncIterable<CreateExecution>,
    options?: CreateManyOptions,
  ): AsyncGenerator<CreateManyResult, void, undefined> {
    yield* this.#helpers.createMany(requests, options);
  }

  /**
   * Follows an execution: its state now, then each change of it, until it has ended.
   *
   * ```ts
   * for await (const execution of wexa.executions.watch(id)) render(execution);
   * ```
   *
   * A change is one of `status`, `agents_output`, `conclusion`, `end_time`, `anomaly_detected`, `previews`,
   * `runtime_inputs`, `error` and `paused_at`. The last value has a status that ends an execution; one that nobody
   * knows does not. The API has no push channel, so the client polls: often at first, less often while nothing
   * changes, and only while the loop waits for a value. A loop that is slow gets the latest state, not each one.
   *
   * Nothing is sent before the first value is asked for; each `for await` over the result is a watch of its own.
   * `break` ends one at once, with its request in flight. Those of one client that follow the same execution share
   * their requests, but not on edge hosts, where requests may share nothing.
   *
   * Throws what a poll came to that no retry can mend (`NotFoundError`), or the last of more than `maxErrors` failures
   * in a row; `TimeoutError` after `totalTimeout`; `AbortError`; what a handler has thrown. Errors of this package
   * hold the `execution` as it was seen last.
   */
  watch(execution_id: string, options?: WatchOptions): AsyncIterable<Execution> {
    return {
      [Symbol.asyncIterator]: () => {
        const began = now();
        return lazily(() => this.#helpers.watch(execution_id, options, began));
      },
    };
  }

  /**
   * Waits for the end of an execution, or for what `until` wants, and gives the execution.
   *
   * An execution that has failed or was cancelled is a result as well, unless `failOn` names its status: then it is an
   * `ExecutionFailedError`. Rejects with all that `watch` throws.
   */
  async wait(execution_id: string, options?: WaitOptions): Promise<Execution> {
    return this.#helpers.wait(execution_id, options);
  }

  /**
   * Starts an execution and waits for its end: `create`, then `wait`.
   *
   * Options are checked before anything is sent. Until the execution has started, it rejects as `create` does. After
   * that, every error of this package has the `execution`, the outcome `accepted` and is not `retryable`, since
   * calling `createAndWait` again would start a second one: go on with `wait(error.execution.execution_id)`. What your
   * own handlers throw is thrown as it is; they know the execution.
   */
  async createAndWait(request: CreateExecution, options?: CreateAndWaitOptions): Promise<Execution> {
    return this.#helpers.createAndWait(request, options);
  }

  /** Lists what an execution waits for: the items of the inbox that are its own and that nobody has answered. */
  async listPending(execution_id: string, options?: RequestOptions): Promise<PendingItem[]> {
    return this.#helpers.listPending(execution_id, options);
  }
}

const DONE = { done: true, value: undefined } as const;

/** A watch that begins with its first `next`. What is wrong with it is a rejection. */
function lazily(begin: () => Following): AsyncIterator<Execution, undefined> {
  let watch: Following | undefined;
  let over = false;
  return {
    async next(): Promise<IteratorResult<Execution, undefined>> {
      if (over) return DONE;
      try {
        watch ??= begin();
      } catch (error) {
        // An error is given once; after it there is nothing.
        over = true;
        throw await createCallError(error);
      }
      return await watch.next();
    },
    async return(): Promise<IteratorResult<Execution, undefined>> {
      over = true;
      return watch ? watch.return() : DONE;
    },
  };
}
