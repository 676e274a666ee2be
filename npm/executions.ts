import { ExecutionsOperations } from "./generated/groups.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import type { ApiPromise, Begin } from "./group.ts";
import type { CreateOptions } from "./options.ts";
import type { StartManyOptions, StartResult } from "./start-many.ts";

/** Starts an execution for a client. */
export type Create = (body: CreateExecution, options: CreateOptions | undefined) => ApiPromise<Execution>;

/** Starts executions for a client. */
export type StartMany = (
  requests: Iterable<CreateExecution> | AsyncIterable<CreateExecution>,
  options: StartManyOptions | undefined,
) => AsyncGenerator<StartResult, void, undefined>;

/** Executions: runs of an agentflow. The documents call the group Executeflow. */
export class Executions extends ExecutionsOperations {
  readonly #create: Create;
  readonly #startMany: StartMany;

  constructor(begin: Begin, create: Create, startMany: StartMany) {
    super(begin);
    this.#create = create;
    this.#startMany = startMany;
  }

  /**
   * Starts the execution of an agentflow.
   *
   * It costs credits, and the API has no idempotency key: the client never sends it a second time unless the
   * server has certainly refused it. Where it stays unknown whether the execution was started, the option
   * `onUnknown: "reconcile"` has the client look for it.
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
   * for await (const { index, execution, error } of wexa.executions.startMany(requests, { concurrency: 4 })) {
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
  startMany(
    requests: Iterable<CreateExecution> | AsyncIterable<CreateExecution>,
    options?: StartManyOptions,
  ): AsyncGenerator<StartResult, void, undefined> {
    return this.#startMany(requests, options);
  }
}
