import { WexaClient } from "/node_modules/wexa-executeflow/dist/browser.js";

/** What a page tells of a life with a proxy: a list, a create, a get, a list again. */
async function tell({ request, onUnknown }) {
  const { projectID, executed_by: executedBy, ...start } = request;
  const wexa = new WexaClient({ apiKey: null, baseUrl: "/wexa", projectID, executedBy });
  try {
    // The connection is then one that has been used, as it is in a page that is open for a while.
    await wexa.executions.list();
    const { data, requestId } = await wexa.executions.create(start, { onUnknown }).withResponse();
    const { execution_id: got } = await wexa.executions.get(data.execution_id);
    const listed = [];
    for await (const { execution_id } of wexa.executions.list()) listed.push(execution_id);
    return { execution: data, requestId, got, listed };
  } catch ({ code, outcome, retryable, status }) {
    return { code, outcome, retryable, status };
  }
}

const pre = document.createElement("pre");
pre.textContent = JSON.stringify(await tell(JSON.parse(decodeURIComponent(location.hash.slice(1)))));
document.body.append(pre);
