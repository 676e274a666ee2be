import * as wexa from "/node_modules/wexa-executeflow/dist/browser.js";

/** Every way that needs more than single calls, each to its first result. */
const ways = {
  create: (client, { request }) => client.executions.create(request),
  reconcile: (client, { request }) => client.executions.create(request, { onUnknown: "reconcile" }),
  createAndWait: (client, { request, options }) =>
    client.executions.createAndWait(request, { until: () => true, ...options }),
  wait: (client, { id, options }) => client.executions.wait(id, { until: () => true, ...options }),
  listPending: (client, { id }) => client.executions.listPending(id),
  async watch(client, { id, options }) {
    for await (const execution of client.executions.watch(id, options)) return execution;
  },
  async createMany(client, { request, options }) {
    for await (const { execution, error } of client.executions.createMany([request], options)) {
      if (error) throw error;
      return execution;
    }
  },
};

/** What one of them gave, or the error that it came to. */
export async function told(client, way, given) {
  try {
    const found = await ways[way](client, given);
    return { done: Array.isArray(found) ? found.length : typeof found?.execution_id };
  } catch (error) {
    const { name, code, outcome, retryable, message } = error;
    return { error: { name, code, outcome, retryable, message, own: error instanceof wexa.WexaError } };
  }
}

export function clientOf({ baseUrl, apiKey, ...more }) {
  return new wexa.WexaClient({ baseUrl, apiKey, logLevel: "off", ...more });
}

export { wexa };
