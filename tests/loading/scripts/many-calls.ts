// Calls by the thousand, good and bad, and how much memory they leave behind. Needs --expose-gc.
import { answer, report, request, response } from "./documented.ts";

const [address = "", count = "0"] = process.argv.slice(2);
const { create_executeflow, WexaClient }: typeof import("../../../npm/index.ts") = await import(address);

const text = JSON.stringify(response);
const replies = [
  (): Response => new Response(text, { status: 201 }),
  (): Response => new Response(text, { status: 201 }),
  (): Response => new Response('{"detail": "no"}', { status: 404 }),
  (): Response => new Response("<html>", { status: 200 }),
  (): Response => {
    throw new TypeError("lost");
  },
];
let turn = 0;
const fetch: typeof globalThis.fetch = async () =>
  (replies[turn++ % replies.length] ?? replies[0])?.() ?? answer("");
const { signal } = new AbortController();
const client = new WexaClient({ apiKey: "k", fetch, maxRetries: 0 });

async function calls(many: number): Promise<void> {
  for (let call = 0; call < many; call += 10) {
    await Promise.allSettled(
      Array.from({ length: 10 }, (_, place) =>
        place % 2 ? client.executions.get("e-1", { signal }) : client.executions.create(request, { signal }),
      ),
    );
  }
}

function heap(): number {
  for (let time = 0; time < 4; time++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

await calls(2000);
const before = heap();
await calls(Number(count));
report({
  grown: heap() - before,
  alive: (await create_executeflow(request, { apiKey: "k", fetch: answer })).status,
});
