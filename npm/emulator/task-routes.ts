import type { Execution } from "./execution.ts";
import type { ExecutionStore } from "./executions.ts";
import type { JsonObject } from "./json.ts";
import { skipped } from "./pages.ts";
import { Refusal } from "./refusal.ts";
import type { Handler, Handlers } from "./row.ts";

/** Tasks keep nothing themselves: each is a view of the execution it came with. */
export function taskHandlers(store: ExecutionStore): Handlers {
  const find = (taskID: string, projectID?: string): Execution => {
    const [execution] = store.list({ taskID, projectID });
    if (execution === undefined) throw new Refusal(404, "Task not found");
    return execution;
  };
  const change =
    (act: (execution: Execution, now: number) => void): Handler =>
    ({ ids: [id = ""], query: { projectID } }) => {
      const execution = find(id, projectID);
      act(execution, store.clock.now());
      return { body: { task_id: execution.taskID, status: execution.status } };
    };

  return {
    "tasks.list": ({ ids: [projectID], query }) => {
      const found = store.list({ projectID, executed_by: query.created_by });
      return { body: { data: skipped(found, query.skip, query.limit).map(toWire) } };
    },
    "tasks.get": ({ ids: [id = ""], query: { projectID } }) => ({ body: toWire(find(id, projectID)) }),
    "tasks.pause": change(({ run }, now) => run.pause(now)),
    "tasks.resume": change(({ run }, now) => run.resume(now)),
    "tasks.stop": change(({ run }, now) => run.cancel(now)),
  };
}

/** The documented object, in the documented order. */
function toWire(execution: Execution): JsonObject {
  const { request, run, createdAt, executionID } = execution;
  const { agentflow_id } = request;
  return {
    _id: execution.taskID,
    projectID: request.projectID,
    created_at: createdAt / 1000,
    updated_at: (run.endedAt ?? createdAt) / 1000,
    status: execution.status,
    created_by: request.executed_by,
    execution_ids: [executionID],
    execution_nodes: [
      { execution_id: executionID, _id: execution.id, execution_type: "execution", children: [] },
    ],
    name: execution.agentflow.name,
    executions: [
      { agentflow_id, conclusion: execution.conclusion, execution_id: executionID, status: execution.status },
    ],
  };
}
