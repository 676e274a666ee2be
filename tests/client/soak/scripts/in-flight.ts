// Many calls in flight at the same time, which then end in different ways.
import { answer, report, request, response } from "../../../support/documented.ts";

const [address = "", count = "0"] = process.argv.slice(2);
const many = Number(count);
const { create_executeflow, WexaClient }: typeof import("../../../../npm/index.ts") = await import(address);

const text = JSON.stringify(response);
/** Long enough for all of them to be sent. */
const TIMEOUT = 8000;

let [flying, most] = [0, 0];
let open = (): void => undefined;
const gate = new Promise<void>((resolve) => {
  open = resolve;
});

function fetchOf(end: () => Response | Promise<Response>): typeof fetch {
  return async () => {
    most = Math.max(most, ++flying);
    if (flying === many) open();
    await gate;
    flying--;
    return end();
  };
}

const reasons = ["enough", new Error("enough")];
const ways = [
  () => create({ fetch: fetchOf(() => new Response(text, { status: 201 })) }),
  () => get({ fetch: fetchOf(() => new Response(text)) }),
  () => create({ fetch: fetchOf(() => new Response('{"detail":"no"}', { status: 404 })) }),
  () => create({ fetch: fetchOf(() => Promise.reject(new TypeError("lost"))) }),
  (place: number) => {
    const controller = new AbortController();
    gate.then(() => controller.abort(reasons[place % 2]));
    const fetch = fetchOf(() => new Promise(() => undefined));
    return place % 3 ? create({ fetch }, controller.signal) : get({ fetch }, controller.signal);
  },
  () => create({ fetch: fetchOf(() => new Promise(() => undefined)), timeout: TIMEOUT }),
] as const;

type Options = { fetch: typeof fetch; timeout?: number };
function create(options: Options, signal?: AbortSignal): Promise<unknown> {
  return create_executeflow(request, { apiKey: "k", timeout: 60_000, ...options, signal });
}
function get(options: Options, signal?: AbortSignal): Promise<unknown> {
  return new WexaClient({ apiKey: "k", timeout: 60_000, maxRetries: 0, ...options }).executions.get("e-1", {
    signal,
  });
}

const ends: Record<string, number> = {};
await Promise.all(
  Array.from({ length: many }, async (_, place) => {
    const way = ways[place % ways.length] as (place: number) => Promise<unknown>;
    const end = await way(place).then(
      () => "resolved",
      ({ code, outcome }: { code: string; outcome: string }) => `${code}, ${outcome}`,
    );
    ends[end] = (ends[end] ?? 0) + 1;
  }),
);
const next = (await create_executeflow(request, { apiKey: "k", fetch: answer })).status;
report({ ends, most, next });
