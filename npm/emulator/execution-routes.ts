import type { CreateRequest, Execution } from "./execution.ts";
import type { ExecutionStore } from "./executions.ts";
import type { JsonValue } from "./json.ts";
import type { Call, Handler, Handlers } from "./row.ts";

/** Executions, stateful. */
export function executionHandlers(store: ExecutionStore): Handlers {
  const find = ({ ids: [id = ""], query }: Call): Execution => store.get(id, query.projectID);
  const change =
    (act: (execution: Execution, now: number) => void): Handler =>
    (call) => {
      const execution = find(call);
      act(execution, store.clock.now());
      return { body: { execution_id: execution.executionID, status: execution.status } };
    };

  return {
    "executions.create": ({ body }) => ({
      status: 201,
      body: store.create(body as unknown as CreateRequest).toWire(),
    }),
    "executions.list": ({ ids: [projectID] }) => ({ body: { data: wire(store.list({ projectID })) } }),
    "executions.get": (call) => ({ body: find(call).toWire() }),
    "executions.monitor": ({ ids: [agentflow_id], query: { projectID } }) => ({
      body: { data: wire(store.list({ agentflow_id, projectID })) },
    }),
    "executions.pause": change(({ run }, now) => run.pause(now)),
    "executions.resume": change(({ run }, now) => run.resume(now)),
    "executions.cancel": change(({ run }, now) => run.cancel(now)),
    "executions.execute": change(({ run }, now) => run.restart(now)),
  };
}

function wire(executions: readonly Execution[]): JsonValue {
  return executions.map((execution) => execution.toWire());
}
