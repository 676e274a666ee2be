// The one call, through the packed client.
import { packedClient } from "./install.mjs";
import { prettyJson, row } from "./pretty.mjs";

/** What the outcome of an error means to whoever pays. */
const became = {
  not_sent: "Nothing was sent.",
  refused: "The server refused it. No execution was started.",
  unknown: "It may have been started. Look at the project's executions before you start it again.",
  accepted: "It was started, only its reply was not accepted.",
};

/** Makes the call and tells it, and the execution that came of it. The key is told to nobody. @returns whether it worked */
export async function createAndTell(request, { baseUrl, apiKey }, ending) {
  const { create_executeflow, WexaError } = await packedClient();
  const { agentflow_id, goal } = request;
  const shown = `agentflow_id: ${JSON.stringify(agentflow_id)}, goal: ${JSON.stringify(goal)}, …`;
  console.log(row("call", `create_executeflow({ ${shown} })`));

  const abort = new AbortController();
  const { signal } = abort;
  const call = create_executeflow(request, { baseUrl, apiKey, signal }).withResponse();
  // Whoever ends this while the request is on its way has to know what became of it.
  ending.add(async () => {
    abort.abort();
    await told;
  });
  const told = call.then(
    ({ data, response }) => {
      console.log(row("reply", `HTTP ${response.status} to POST ${response.url}`));
      console.log(row("execution", `${data.execution_id}, ${data.status}`));
      console.log(`\n${prettyJson(data)}\n`);
      return true;
    },
    (error) => {
      if (!(error instanceof WexaError)) throw error;
      process.exitCode = 1;
      console.error(`The call failed (${error.code}): ${error.message}\n  ${became[error.outcome]}`);
      return false;
    },
  );
  return told;
}
