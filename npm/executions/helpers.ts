import { createMany } from "./create-many.ts";
import type { Engine } from "./engine.ts";
import type { Create, Runs } from "./executions.ts";
import { following } from "./follow.ts";
import type { Execution } from "./generated/types.ts";
import type { Begin } from "./group.ts";
import type { Inbox } from "./inbox.ts";
import type { Settings } from "./options.ts";
import { retold } from "./retold.ts";
import { errorOf, now, WexaError } from "./shared.ts";
import { type Watching, watchingOf } from "./watch-options.ts";
import { requestsOf } from "./watch-requests.ts";

/** What `Executions` does beyond single calls, for one client. */
export function runsOf(engine: Engine, settings: Settings, begin: Begin, create: Create, inbox: Inbox): Runs {
  const follow = following(engine, settings, begin, inbox);

  /** The last value of a watch, or the first that `until` wants. */
  const toEnd = async (
    operation: string,
    id: string,
    options: Watching,
    first?: Execution,
  ): Promise<Execution> => {
    const { until, onUpdate, failOn = [] } = options;
    const watch = follow(operation, id, options, first);
    const failures = failOn.map(spelt);
    let last: Execution | undefined;
    try {
      for (;;) {
        const { done, value } = await watch.next();
        // A watch gives a value before it ends.
        if (done) return last as Execution;
        last = value;
        await onUpdate?.(value);
        if (failures.includes(spelt(value.status))) {
          throw errorOf({
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
    createMany: (requests, options) => createMany(create, settings, requests, options),
    watch: (id, options, began) => () => follow("executions.watch", id, watchingOf(options, began)),
    wait: (id, options, began) => toEnd("executions.wait", id, watchingOf(options, began)),
    listPending: (id, options) => requestsOf(inbox, id, options),
    async createAndWait(request, options, began) {
      const watching = watchingOf(options, began);
      const { totalTimeout } = watching;
      const sent = now();
      // The client's own limit is that of the create alone.
      const limited = options?.totalTimeout === undefined ? options : { ...options, totalTimeout };
      const execution = await create(request, limited);
      try {
        // Time that is up already is still long enough to say so.
        watching.totalTimeout = Math.max(totalTimeout - (now() - sent), 1);
        return await toEnd("executions.createAndWait", execution.execution_id, watching, execution);
      } catch (error) {
        if (!(error instanceof WexaError)) throw error;
        throw retold(error, {
          execution: error.execution ?? execution,
          outcome: "accepted",
          retryable: false,
        });
      }
    },
  };
}

/** A status in the one spelling that statuses are compared in. */
function spelt(status: string): string {
  return status.toLowerCase().replace("canceled", "cancelled");
}
