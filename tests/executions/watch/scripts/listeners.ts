// Many watches and calls on one signal: which listeners they add, and which they leave behind.
import { getEventListeners, setMaxListeners } from "node:events";
import { documented } from "../../../support/answers.ts";

const [address = "", how = ""] = process.argv.slice(2);
const { WexaClient }: typeof import("../../../../npm/index.ts") = await import(address);
const { request, response } = documented;

const warnings: string[] = [];
process.on("warning", ({ name }) => warnings.push(name));

/** A signal whose listeners are counted, with the limit at which Node 20 warns; Node 24 has none for signals. */
function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  setMaxListeners(10, signal);
  const counts = { added: 0, most: 0 };
  const { addEventListener } = signal;
  signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
    counts.added++;
    addEventListener.apply(signal, given);
    counts.most = Math.max(counts.most, getEventListeners(signal, "abort").length);
  };
  return { controller, signal, counts };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let status = "running";
/** Calls on their way, which are answered when a test says so. */
const held: Array<() => void> = [];
const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
  if (init?.method === "POST") await new Promise<void>((resolve) => held.push(resolve));
  const execution_id = String(url).split("/").at(-1);
  return Response.json(
    { ...response, execution_id, status },
    { status: init?.method === "POST" ? 201 : 200 },
  );
};
const client = new WexaClient({ apiKey: "key-1", baseUrl: "https://api.test", fetch, logLevel: "off" });
await client.executions.get("warm-up");

const { controller, signal, counts } = countedSignal();
const results = new Map<string, number>();
const note = (result: string): void => void results.set(result, (results.get(result) ?? 0) + 1);

/** Begins watches of different executions, and gives them once all of them wait for a change. */
async function watches(count: number) {
  let seen = 0;
  const all = Array.from({ length: count }, (_, index) => {
    const watch = client.executions
      .watch(`execution-${index}`, { signal, interval: 1000 })
      [Symbol.asyncIterator]();
    const ended = (async () => {
      for (;;) {
        const { done, value } = await watch.next();
        if (done) return note("done");
        if (value.status === "running") seen++;
      }
    })().catch((error) => note(error.code));
    return { watch, ended };
  });
  while (seen < count) await sleep(5);
  return all;
}

const rounds: Record<string, () => Promise<void>> = {
  async "watches that end"() {
    const all = await watches(5000);
    status = "completed";
    await Promise.all(all.map(({ ended }) => ended));
  },
  async "watches that are left"() {
    const all = await watches(5000);
    for (const { watch } of all) await watch.return?.();
    await Promise.all(all.map(({ ended }) => ended));
  },
  async "watches that are aborted"() {
    const all = await watches(5000);
    controller.abort();
    await Promise.all(all.map(({ ended }) => ended));
  },
  async "calls that succeed"() {
    const calls = Array.from({ length: 1000 }, () => client.executions.create(request, { signal }));
    while (held.length < 1000) await sleep(5);
    for (const answer of held) answer();
    for (const { status } of await Promise.all(calls)) note(status);
  },
  async "calls that are aborted"() {
    const calls = Array.from({ length: 1000 }, () => client.executions.create(request, { signal }));
    while (held.length < 1000) await sleep(5);
    controller.abort();
    for (const call of calls) await call.catch((error) => note(error.code));
  },
  async "loops of createMany"() {
    const loops = Array.from({ length: 50 }, async () => {
      for await (const { execution } of client.executions.createMany([request, request], { signal })) {
        note(execution?.status ?? "failed");
      }
    });
    let running = true;
    const all = Promise.all(loops).finally(() => {
      running = false;
    });
    while (running) {
      for (const answer of held.splice(0)) answer();
      await sleep(5);
    }
    await all;
  },
};

await rounds[how]?.();
// Warnings are emitted in a later turn.
await sleep(20);
const left = getEventListeners(signal, "abort").length;
const report = { ...counts, left, warnings, results: Object.fromEntries(results) };
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(0);
