import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type EmulatorProcess, expectStarted, facts, serveEmulator } from "../../support/emulator-process.ts";
import { packageDirectory, projectOf } from "../../support/installed.ts";

interface Told {
  execution_id?: string;
  goal?: string;
  error?: { name: string; code: string; outcome: string };
}

let emulator: EmulatorProcess;
let workers: Miniflare;
let code: string;
let bundled: string[];

/** Bundles as wrangler does: with its conditions, and with .wasm files left as modules of their own. */
async function bundle(entry: string): Promise<{ code: string; from: string[] }> {
  const build = await rolldown({
    input: entry,
    resolve: { conditionNames: ["workerd", "worker", "browser", "import"] },
    plugins: [{ name: "wasm", resolveId: (id) => (/\.wasm$/.test(id) ? { id, external: true } : null) }],
  });
  const { output } = await build.generate({ format: "esm" });
  expect(output).toHaveLength(1);
  return { code: output[0].code, from: output[0].moduleIds };
}

beforeAll(async () => {
  emulator = await serveEmulator();
  const project = projectOf("runtimes-workerd", { source: join(import.meta.dirname, "project") });
  const worker = await bundle(join(project, "worker.js"));
  code = worker.code;
  bundled = worker.from.map((id) => id.slice(project.length + 1));
  workers = fresh();
});
beforeEach(async () => {
  await emulator.reset();
});
afterAll(async () => {
  await emulator?.stop();
  await workers?.dispose();
});

/** The worker, in an isolate that has answered nothing yet. */
function fresh(): Miniflare {
  const contents = new Uint8Array(readFileSync(join(packageDirectory, "dist/wexa.wasm")));
  return new Miniflare({
    modulesRoot: "/",
    modules: [
      { type: "ESModule", path: "/worker.js", contents: code },
      { type: "CompiledWasm", path: "/wexa.wasm", contents },
    ],
    // Before workerd began to forgive a request that waits on what another one has begun.
    compatibilityDate: "2024-01-01",
    bindings: { baseUrl: emulator.base, apiKey: emulator.key, request: facts.request },
  });
}

async function inFresh<T>(use: (isolate: Miniflare) => Promise<T>): Promise<T> {
  const isolate = fresh();
  try {
    await isolate.ready;
    return await use(isolate);
  } finally {
    await isolate.dispose();
  }
}

async function ask(path: string, to: Miniflare = workers): Promise<Told> {
  const response = await to.dispatchFetch(`http://worker.test${path}`);
  return (await response.json()) as Told;
}

describe("a Cloudflare worker", () => {
  test("gets the entry that is made for it", () => {
    expect(bundled).toContain("node_modules/wexa-executeflow/dist/workerd.js");
    expect(bundled).toHaveLength(2);
  });

  // workerd itself refuses a worker that does input or output, or compiles WebAssembly, when it is loaded.
  test("loads, and has asked for nothing by then", async () => {
    expect(await workers.ready).toBeInstanceOf(URL);
    expect(await emulator.requests()).toEqual([]);
  });

  test("starts an execution and asks for it", async () => {
    const execution = await ask("/create");
    expectStarted(execution);
    const got = await ask(`/get?id=${execution.execution_id}`);
    expect(got.execution_id).toBe(execution.execution_id);
  });

  test("answers 20 requests at once, its first ones, each with its own execution", async () => {
    const goals = Array.from({ length: 20 }, (_, index) => `goal-${index}`);
    const executions = await inFresh((isolate) =>
      Promise.all(goals.map((goal) => ask(`/create?goal=${goal}`, isolate))),
    );
    expect(executions.map(({ goal }) => goal)).toEqual(goals);
    expect(new Set(executions.map(({ execution_id }) => execution_id)).size).toBe(20);
    expect((await emulator.requests()).filter(({ method }) => method === "POST")).toHaveLength(20);
  });

  test("a first request that is ended takes no other one with it", async () => {
    await emulator.fault({ match: { operation: "executions.create" }, replyDelayMs: 500, times: 2 });
    const [ended, other] = await inFresh((isolate) =>
      Promise.all([ask("/create?goal=ended&abort=10", isolate), ask("/create?goal=other", isolate)]),
    );
    expect(ended?.error).toMatchObject({ name: "AbortError", code: "aborted" });
    expect(other?.goal).toBe("other");
  });

  test("a request that is ended in flight takes no other one with it", async () => {
    await emulator.fault({ match: { operation: "executions.create" }, replyDelayMs: 800, times: 2 });
    const ended = ask("/create?goal=ended&abort=200");
    const other = ask("/create?goal=other");
    expect((await ended).error).toMatchObject({ name: "AbortError", code: "aborted", outcome: "unknown" });
    expect((await other).goal).toBe("other");
    expect((await ask("/create?goal=after")).goal).toBe("after");
  });

  test("a refusal is the error that it is elsewhere", async () => {
    await emulator.fault({ status: 401 });
    expect((await ask("/create")).error).toMatchObject({
      name: "AuthenticationError",
      code: "authentication",
      outcome: "refused",
    });
  });
});
