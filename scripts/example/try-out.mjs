// What a visitor and a job would do with the worker of examples/edge.
import { setTimeout as sleep } from "node:timers/promises";
import { packedClient } from "../start/install.mjs";
import { StartError } from "../start/start-error.mjs";

/** @returns {Promise<[string, string][]>} what came of each */
export async function tryOut({ address, emulator, projectID, token }) {
  const page = await fetch(address);
  if (!page.ok || !/<title>/.test(await page.text()))
    throw new StartError("The worker does not serve the console.");

  const { WexaClient } = await packedClient();
  // A project has agentflows of its own; the proxy looks whether this is one.
  const agentflow = await new WexaClient({ ...emulator, projectID }).agentflows.create({
    name: "example",
    description: "made by npm run example:edge",
    role: "example",
  });
  // Node says no origin by itself, as a page does.
  const headers = { origin: new URL(address).origin };
  const visitor = new WexaClient({
    apiKey: null,
    baseUrl: new URL("/wexa", address).href,
    projectID,
    executedBy: "67fdea40aac77be632954f0e",
    headers,
  });
  const request = { agentflow_id: agentflow._id, goal: "run" };
  const { execution_id, status } = await visitor.executions.create(request);
  const id = crypto.randomUUID();
  const result = await throughQueue(address, token, { id, request });
  return [
    ["a page", `started ${execution_id} without a key: ${status}`],
    ["the queue", `started ${result.execution_id}: ${result.status}`],
  ];
}

async function throughQueue(address, token, start) {
  const headers = { authorization: `Bearer ${token}` };
  const body = JSON.stringify({ starts: [start] });
  const queued = await fetch(new URL("/starts", address), { method: "POST", headers, body });
  if (queued.status !== 202) throw new StartError(`The queue takes nothing: HTTP ${queued.status}.`);
  for (let look = 0; look < 100; look++) {
    const reply = await fetch(new URL(`/starts/${start.id}`, address), { headers });
    if (reply.ok) {
      const result = await reply.json();
      if (!result.execution_id)
        throw new StartError(`The queue's start failed: ${JSON.stringify(result.error)}`);
      return result;
    }
    await sleep(200);
  }
  throw new StartError("The queue's start came to nothing in 20 seconds.");
}
