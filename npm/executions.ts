import type { CreateExecution, Execution } from "./generated/types.ts";
import type { ApiPromise, Begin } from "./group.ts";
import { ExecutionsOperations } from "./groups.ts";
import type { CreateOptions } from "./options.ts";

/** Starts an execution for a client. */
export type Create = (body: CreateExecution, options: CreateOptions | undefined) => ApiPromise<Execution>;

/** Executions: runs of an agentflow. The documents call the group Executeflow. */
export class Executions extends ExecutionsOperations {
  readonly #create: Create;

  constructor(begin: Begin, create: Create) {
    super(begin);
    this.#create = create;
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
}
