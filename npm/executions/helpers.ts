import type { CallOperation } from "../core/api-promise.ts";
import { now } from "../core/clock.ts";
import { createError, WexaError, withDetails } from "../core/errors.ts";
import type { ResolvedOptions } from "../core/options.ts";
import type { Execution } from "../generated/types.ts";
import type { WasmRuntime } from "../wasm/runtime.ts";
import { createMany } from "./create-many.ts";
import type { Create, ExecutionHelpers } from "./executions.ts";
import { createWatcherFactory } from "./follow.ts";
import type { Inbox } from "./inbox.ts";
import { listPending } from "./inbox-handlers.ts";
import { pickCreateOptions, resolveWatchOptions, type WatchConfig } from "./watch-options.ts";

/** What `Executions` does beyond single calls, for one client. */
export function createHelpers(
  runtime: WasmRuntime,
  options: ResolvedOptions,
  call: CallOperation,
  create: Create,
  inbox: Inbox,
): ExecutionHelpers {
  const createWatcher = createWatcherFactory(runtime, options, call, inbox);

  /** The last value of a watch, or the first that `until` wants. */
  const waitForEnd = async (
    operation: string,
    id: string,
    config: WatchConfig,
    first?: Execution,
  ): Promise<Execution> => {
    const { until, onUpdate, failOn = [] } = config;
    const watch = createWatcher(operation, id, config, first);
    const failures = failOn.map(normalizeStatus);
    let last: Execution | undefined;
    try {
      for (;;) {
        const { done, value } = await watch.next();
        // A watch gives a value before it ends.
        if (done) return last as Execution;
        last = value;
        await onUpdate?.(value);
        if (failures.includes(normalizeStatus(value.status))) {
          throw createError({
            code: "execution_failed",
            message: `${operation}: the execution is ${JSON.stringify(value.status)}`,
            outcome: "accepted",
            operation,
            execution: value,
          });
        }
        if (await until?.(value)) return value;
      }
    } finally {
      void watch.return();
    }
  };

  return {
    createMany: (requests, given) => createMany(create, options, requests, given),
    watch: (id, given, began) =>
      createWatcher("executions.watch", id, resolveWatchOptions(given, "executions.watch", began)),
    async wait(id, given) {
      const config = resolveWatchOptions(given, "executions.wait", now());
      return waitForEnd("executions.wait", id, config);
    },
    listPending: (id, given) => listPending(inbox, id, given),
    async createAndWait(request, given) {
      const began = now();
      const config = resolveWatchOptions(given, "executions.createAndWait", began);
      const { totalTimeout } = config;
      // The client's own limit is that of the create alone.
      const limits = given?.totalTimeout === undefined ? {} : { totalTimeout };
      const execution = await create(
        request,
        pickCreateOptions({ ...config, totalTimeout: undefined, ...limits }),
      );
      try {
        // Time that is up already is still long enough to say so.
        config.totalTimeout = Math.max(totalTimeout - (now() - began), 1);
        return await waitForEnd("executions.createAndWait", execution.execution_id, config, execution);
      } catch (error) {
        if (!(error instanceof WexaError)) throw error;
        const last = error.execution ?? execution;
        throw withDetails(error, { execution: last, outcome: "accepted", retryable: false });
      }
    },
  };
}

/** A status in the one spelling that statuses are compared in. */
function normalizeStatus(status: string): string {
  return status.toLowerCase().replace("canceled", "cancelled");
}
