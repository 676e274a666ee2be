// Ends one call in the way that is asked for, reports, and has nothing more to do.
import { answer, report, request, told } from "../../../support/documented.ts";

const [address = "", way = "", server] = process.argv.slice(2);
const { create_executeflow, WexaClient }: typeof import("../../../../npm/index.ts") = await import(address);

const apiKey = "k";
const reply =
  (status: number, headers: Record<string, string> = {}): typeof fetch =>
  async () =>
    Response.json({}, { status, headers });

const ways: Record<string, () => Promise<unknown>> = {
  "a start": () => create_executeflow(request, { apiKey, fetch: answer, totalTimeout: 60_000 }),
  "a start over the network": () => create_executeflow(request, { apiKey, baseUrl: server }),
  "a refusal": () => create_executeflow(request, { apiKey, fetch: reply(403) }),
  "a request that is wrong": () =>
    create_executeflow({ ...request, goal: 5 as unknown as string }, { apiKey }),
  "a fetch that hangs": () =>
    create_executeflow(request, { apiKey, fetch: () => new Promise(() => undefined), timeout: 50 }),
  "an abort in the middle of a wait": () => {
    const signal = AbortSignal.timeout(50);
    return create_executeflow(request, { apiKey, fetch: reply(429, { "retry-after": "20" }), signal });
  },
  "a client that is never used": async () => new WexaClient({ apiKey }),
};
report(await ways[way]?.().then(() => "done", told));
