import { create_executeflow } from "wexa-executeflow";

/** What a user writes, the same everywhere: starts an execution, and says so in one line. */
export async function start({ request, options }) {
  const execution = await create_executeflow(request, options);
  return `started ${execution.execution_id}, ${execution.status}, after ${Math.round(performance.now())} ms`;
}
