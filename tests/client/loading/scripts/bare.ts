// Calls the package on a platform without some of the globals of the web.
import { answer, report, request, response, told } from "../../../support/documented.ts";

const [address = "", ...missing] = process.argv.slice(2);
const { create_executeflow, WexaClient }: typeof import("../../../../npm/index.ts") = await import(address);

const [responses, globals] = [Response, globalThis as Record<string, unknown>];
for (const name of missing) delete globals[name];

const text = "é…\u{1F980}\uFEFF\u0000";
const bodies: unknown[] = [];
const fetch: typeof globalThis.fetch = async (_, init) => {
  bodies.push(JSON.parse(String(init?.body)));
  return answer("");
};
const options = { apiKey: "k", fetch };
const started = await create_executeflow(
  { ...request, goal: text, input_variables: { [text]: text } },
  options,
).then((execution) => execution.execution_id === response.execution_id, told);
// In pieces of one byte each, as a network may bring them.
const refuse: typeof globalThis.fetch = async () => {
  const body = new ReadableStream({
    start(controller) {
      for (const byte of Buffer.from(JSON.stringify({ detail: text })))
        controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  return new responses(body, { status: 404 });
};
const addresses: unknown[] = [];
const refused = await new WexaClient({
  apiKey: "k",
  fetch: (url) => {
    addresses.push(url);
    return refuse("");
  },
}).executions
  .get(text)
  .then(() => "done", told);
const withoutFetch = await create_executeflow(request, { apiKey: "k" }).then(() => "done", told);
report({
  gone: missing.every((name) => !(name in globalThis)),
  bodies,
  started,
  addresses,
  refused,
  withoutFetch,
});
