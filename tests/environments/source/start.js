import { create_executeflow, WexaClient } from "wexa-executeflow";

/** What a user writes, the same everywhere: starts an execution, follows it, and says so in one line. */
export async function start({ request, options, follow = true }) {
  const { execution_id, status } = await create_executeflow(request, options);
  const line = `started ${execution_id}, ${status}, after ${Math.round(performance.now())} ms`;
  const { executions } = new WexaClient({ ...options, projectID: request.projectID });
  if (follow) await executions.wait(execution_id, { until: () => true });
  return line;
}
