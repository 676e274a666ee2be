// The example worker of examples/edge, on workerd, with a queue, KV and Durable Objects, against the emulator.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type EmulatorProcess, facts, type Seen, serveEmulator } from "../support/emulator-process.ts";
import { packageDirectory, projectOf } from "../support/installed.ts";

const example = join(import.meta.dirname, "../../examples/edge");
const TOKEN = "token-of-those-who-fill-the-queue";
const { projectID, executed_by } = facts.request;
let agentflow_id: string;

interface Result {
  execution_id?: string;
  status?: string;
  error?: { code: string; outcome: string };
}

let emulator: EmulatorProcess;
let worker: Miniflare;
let origin: string;

/** Bundles as wrangler does. */
async function bundle(project: string): Promise<string> {
  const build = await rolldown({
    input: join(project, "src/worker.ts"),
    tsconfig: false,
    external: [/^cloudflare:/],
    resolve: { conditionNames: ["workerd", "worker", "browser", "import"] },
    plugins: [{ name: "wasm", resolveId: (id) => (/\.wasm$/.test(id) ? { id, external: true } : null) }],
  });
  const { output } = await build.generate({ format: "esm" });
  return output[0].code;
}

beforeAll(async () => {
  emulator = await serveEmulator();
  agentflow_id = await newAgentflow();
  const project = projectOf("edge", {});
  cpSync(join(example, "src"), join(project, "src"), { recursive: true });
  const config = readFileSync(join(example, "wrangler.jsonc"), "utf8");
  const { compatibility_date, compatibility_flags, queues, vars } = JSON.parse(
    config.replace(/^\s*\/\/.*$/gm, ""),
  );
  const pages = join(project, "public");
  mkdirSync(pages);
  writeFileSync(join(pages, "index.html"), "<!doctype html><title>the console</title>");
  worker = new Miniflare({
    modulesRoot: "/",
    modules: [
      { type: "ESModule", path: "/worker.js", contents: await bundle(project) },
      {
        type: "CompiledWasm",
        path: "/wexa.wasm",
        contents: new Uint8Array(readFileSync(join(packageDirectory, "dist/wexa.wasm"))),
      },
    ],
    // This workerd may be older than the one that the example is deployed to.
    compatibilityDate: compatibility_date < "2026-07-30" ? compatibility_date : "2026-07-01",
    compatibilityFlags: compatibility_flags,
    bindings: {
      ...vars,
      WEXA_URL: emulator.base,
      WEXA_API_KEY: emulator.key,
      PROJECT_ID: projectID,
      EXECUTED_BY: executed_by,
      OPEN: "yes",
      STARTS_TOKEN: TOKEN,
      STARTS_PER_SECOND: "100",
    },
    assets: { directory: pages, binding: "ASSETS", routerConfig: { has_user_worker: true } },
    kvNamespaces: ["RESULTS"],
    durableObjects: { ONCE: { className: "Once", useSQLite: true } },
    queueProducers: { STARTS: "starts" },
    queueConsumers: {
      starts: {
        maxBatchSize: queues.consumers[0].max_batch_size,
        maxBatchTimeout: queues.consumers[0].max_batch_timeout,
        maxRetries: queues.consumers[0].max_retries,
      },
    },
  });
  origin = (await worker.ready).origin;
});
beforeEach(() => emulator.reset());
afterAll(async () => {
  await worker?.dispose();
  await emulator?.stop();
});

/** One of the project's: the proxy looks whose it is. */
async function newAgentflow(): Promise<string> {
  const headers = { "x-api-key": emulator.key, "content-type": "application/json" };
  const body = JSON.stringify({ name: "a", description: "b", role: "c", projectID });
  const reply = await fetch(`${emulator.base}/agentflow/`, { method: "POST", headers, body });
  return ((await reply.json()) as { _id: string })._id;
}

let ids = 0;
const newStart = (): { id: string; request: object } => {
  const id = `start-${++ids}`;
  return { id, request: { agentflow_id, goal: id } };
};
const queue = (...starts: object[]): Promise<Response> =>
  fetch(`${origin}/starts`, {
    method: "POST",
    body: JSON.stringify({ starts }),
    headers: { authorization: `Bearer ${TOKEN}` },
  });
const resultOf = async (id: string): Promise<Result | null> => {
  const results = (await worker.getKVNamespace("RESULTS")) as unknown as {
    get(id: string, type: "json"): Promise<Result | null>;
  };
  return results.get(id, "json");
};
async function settled(id: string): Promise<Result> {
  await expect.poll(() => resultOf(id), { interval: 50, timeout: 20_000 }).not.toBeNull();
  return (await resultOf(id)) as Result;
}
const posts = async (): Promise<Seen[]> =>
  (await emulator.requests()).filter(({ method }) => method === "POST");
/** The executions that the emulator has, by their goals. */
async function startedWith(goal: string): Promise<string[]> {
  const headers = { "x-api-key": emulator.key };
  const reply = await fetch(`${emulator.base}/${projectID}/execution_flows?projectID=${projectID}`, {
    headers,
  });
  const body = (await reply.json()) as { goal: string; execution_id: string }[] | { data: never };
  const list = Array.isArray(body) ? body : Object.values(body).find(Array.isArray);
  return (list as { goal: string; execution_id: string }[])
    .filter((execution) => execution.goal === goal)
    .map(({ execution_id }) => execution_id);
}

describe("a start in the queue", () => {
  test("becomes an execution, whose id is in KV", async () => {
    const start = newStart();
    expect((await queue(start)).status).toBe(202);
    const { execution_id, status } = await settled(start.id);
    expect(status).toBe("ready");
    expect(await startedWith(start.id)).toEqual([execution_id]);
    const told = await fetch(`${origin}/starts/${start.id}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(await told.json()).toEqual({ execution_id, status });
  });

  test("30 of them become 30", async () => {
    const starts = Array.from({ length: 30 }, newStart);
    await queue(...starts);
    const results = await Promise.all(starts.map(({ id }) => settled(id)));
    expect(new Set(results.map(({ execution_id }) => execution_id)).size).toBe(30);
    expect(await posts()).toHaveLength(30);
  });

  test("that is refused for now is tried again by the queue, and started once", async () => {
    await emulator.fault({ match: { operation: "executions.create" }, status: 429, retryAfter: 1 });
    const start = newStart();
    await queue(start);
    const { execution_id } = await settled(start.id);
    expect(await startedWith(start.id)).toEqual([execution_id]);
    expect((await posts()).map(({ status }) => status)).toEqual([429, 201]);
  });

  test("whose reply is lost is unknown, and is not tried again", async () => {
    await emulator.fault({ match: { operation: "executions.create" }, reset: "after" });
    const start = newStart();
    await queue(start);
    expect((await settled(start.id)).error).toMatchObject({ outcome: "unknown", code: "connection" });
    // Long enough for a retry, had there been one: the next start is through.
    const next = newStart();
    await queue(next);
    await settled(next.id);
    expect(await startedWith(start.id)).toHaveLength(1);
    expect(await posts()).toHaveLength(2);
  });

  test("that is wrong is told, and is not tried again", async () => {
    const start = { ...newStart(), request: { agentflow_id } };
    await queue(start);
    expect((await settled(start.id)).error).toMatchObject({ outcome: "not_sent", code: "invalid_request" });
    expect(await posts()).toEqual([]);
  });

  test("that is delivered again is not started again, and its result stays", async () => {
    const start = newStart();
    await queue(start);
    const first = await settled(start.id);
    const last = newStart();
    await queue(start, start, last);
    await settled(last.id);
    expect(await startedWith(start.id)).toEqual([first.execution_id]);
    expect(await resultOf(start.id)).toEqual(first);
  });

  test("is put there only by those who may", async () => {
    for (const authorization of ["", "Bearer", "Bearer guess", `Bearer ${TOKEN}x`]) {
      const headers = { authorization };
      const reply = await fetch(`${origin}/starts`, { method: "POST", body: '{"starts":[]}', headers });
      expect(reply.status, authorization).toBe(403);
    }
    expect((await queue()).status).toBe(422);
  });
});

describe("the same worker", () => {
  const create = (attempt: string): Promise<Response> =>
    fetch(`${origin}/wexa/execute_flow?projectID=${projectID}`, {
      method: "POST",
      body: JSON.stringify({ ...facts.request, agentflow_id, goal: attempt }),
      headers: { origin, "content-type": "application/json", "x-wexa-attempt": attempt },
    });

  test("serves the console", async () => {
    expect(await (await fetch(`${origin}/`)).text()).toContain("<title>the console</title>");
  });

  test("adds the key to what its page asks, and forwards an attempt once", async () => {
    const attempt = crypto.randomUUID();
    const replies = await Promise.all([create(attempt), create(attempt), create(attempt)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await startedWith(attempt)).toHaveLength(1);
  });

  test("refuses pages of others", async () => {
    const reply = await fetch(`${origin}/wexa/execute_flow/x`, {
      headers: { origin: "https://evil.example" },
    });
    expect([reply.status, await posts()]).toEqual([403, []]);
  });
});
