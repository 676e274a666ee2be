import type { CreateRequest, Execution } from "./execution.ts";
import type { ExecutionStore } from "./executions.ts";
import type { Call, Reply, Row } from "./table.ts";
import type { Fields } from "./validation.ts";

const PROJECT: Fields = { projectID: "string" };
const ANY_PROJECT: Fields = { projectID: "string?" };

/** The routes of executions, stateful. */
export function executionRoutes(store: ExecutionStore): Row[] {
  const find = ({ params, query }: Call): Execution => store.get(params.execution_id ?? "", query.projectID);

  const change = (
    operation: string,
    path: string,
    act: (execution: Execution, now: number) => void,
  ): Row => ({
    operation,
    method: "POST",
    path,
    query: PROJECT,
    body: { projectID: "string", execution_id: "string" },
    handle(call): Reply {
      const execution = find(call);
      act(execution, store.clock.now());
      return { body: { execution_id: execution.executionID, status: execution.run.status } };
    },
  });
  const cancel = (path: string): Row => change("executions.cancel", path, ({ run }, now) => run.cancel(now));

  return [
    {
      operation: "executions.create",
      method: "POST",
      path: "/execute_flow",
      query: PROJECT,
      body: {
        agentflow_id: "string",
        executed_by: "string",
        goal: "string",
        input_variables: "object",
        projectID: "string",
      },
      handle: ({ body }) => ({
        status: 201,
        body: store.create(body as unknown as CreateRequest).toWire(),
      }),
    },
    {
      operation: "executions.list",
      method: "GET",
      path: "/{projectID}/execution_flows",
      query: ANY_PROJECT,
      handle: ({ params: { projectID } }) => ({ body: { data: wire(store.list({ projectID })) } }),
    },
    {
      operation: "executions.get",
      method: "GET",
      path: "/execute_flow/{execution_id}",
      query: ANY_PROJECT,
      handle: (call) => ({ body: find(call).toWire() }),
    },
    {
      operation: "executions.monitor",
      method: "GET",
      path: "/execute_flow/{agentflow_id}/monitor",
      query: ANY_PROJECT,
      handle: ({ params: { agentflow_id }, query: { projectID } }) => ({
        body: { data: wire(store.list({ agentflow_id, projectID })) },
      }),
    },
    change("executions.pause", "/execute_flow/{execution_id}/pause", ({ run }, now) => run.pause(now)),
    {
      ...change("executions.resume", "/execute_flow/{execution_id}/resume", ({ run }, now) =>
        run.resume(now),
      ),
      // Its page cannot be read; the vendor's SDK sends neither query nor body.
      query: ANY_PROJECT,
      body: { projectID: "string?", execution_id: "string?" },
    },
    cancel("/execute_flow/{execution_id}/cancel"),
    // The documents' own path, against every SDK's.
    cancel("/execute_flow/{execution_id}"),
    change("executions.execute", "/execute_flow/{execution_id}/execute", ({ run }, now) => run.restart(now)),
  ];
}

function wire(executions: readonly Execution[]): Reply["body"] {
  return executions.map((execution) => execution.toWire());
}
