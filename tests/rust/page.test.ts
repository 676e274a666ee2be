import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launch, SITE, tellOf, type Watched, watchedPage } from "../support/chromium.ts";
import { type EmulatorProcess, expectStarted, facts, serveEmulator } from "../support/emulator-process.ts";
import { projectOf } from "../support/installed.ts";
import { run } from "../support/run.ts";
import { type StaticServer, serveFiles } from "../support/static-server.ts";

interface Told {
  value?: { execution_id: string; status: string };
  plain?: boolean;
  error?: { code: string; outcome: string; message: string; fields: string[] };
}

const root = join(import.meta.dirname, "../..");
const { agentflow_id, goal, executed_by: executedBy, projectID: projectId } = facts.request;

let browser: Browser;
let emulator: EmulatorProcess;
let files: StaticServer;
let watched: Watched;

// What has not changed since is not compiled again.
beforeAll(async () => {
  const script = join(root, "scripts/build.mjs");
  const { code, out, err } = await run(process.execPath, [script, "rust-page"], {
    cwd: root,
    within: 280_000,
  });
  if (code !== 0) throw new Error(`the page cannot be built: ${out}${err}`);
  const project = projectOf("runtimes-rust", { source: join(import.meta.dirname, "project") });
  cpSync(join(root, "target/bindgen/rust-page"), join(project, "rust"), { recursive: true });
  emulator = await serveEmulator();
  files = await serveFiles(project);
  browser = await launch();
}, 300_000);
beforeEach(async () => {
  await emulator.reset();
  watched = await watchedPage(browser);
});
afterEach(() => watched?.close());
afterAll(async () => {
  await emulator?.stop();
  await browser?.close();
  await files?.stop();
});

function ask(options: object, { call = "create", host = "127.0.0.1" } = {}): Promise<Told> {
  const defaults = { baseUrl: emulator.base, apiKey: emulator.key, projectId, executedBy };
  const given = { call, options: { ...defaults, ...options }, agentflow: agentflow_id, goal };
  return tellOf(watched.page, `http://${host}:${files.port}/rust.html`, given);
}

/** The requests that are not preflights. */
async function arrived(): Promise<Array<{ method: string; path: string }>> {
  const seen = await emulator.requests();
  return seen.filter(({ method }) => method !== "OPTIONS");
}

test("Rust in a page starts an execution, and JavaScript gets it as a plain object", async () => {
  const { value, plain, error } = await ask({});
  expect(error).toBeUndefined();
  expectStarted(value);
  expect(plain).toBe(true);
  expect(watched.logged).toEqual([]);
});

test("it starts an execution with the documented request, and asks for it by its id", async () => {
  const { value, error } = await ask({}, { call: "createAndGet" });
  expect(error).toBeUndefined();
  expectStarted({ ...value, status: "ready" });
  const seen = await arrived();
  expect(seen).toMatchObject([
    { method: "POST", path: expect.stringMatching(/^\/execute_flow/), body: facts.request },
    { method: "GET", path: `/execute_flow/${value?.execution_id}` },
  ]);
});

test("without a key, for a proxy, each start has an id of its own; with one it has none", async () => {
  for (let start = 0; start < 2; start++) {
    await ask({ apiKey: undefined });
    // An address that differs in nothing, or in its hash, is not loaded again.
    await watched.page.goto("about:blank");
  }
  const ids = (await emulator.requests())
    .filter(({ method }) => method === "POST")
    .map(({ headers }) => headers["x-wexa-attempt"]);
  expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  expect(ids[0]).not.toBe(ids[1]);
  await emulator.reset();
  await ask({});
  for (const { headers } of await emulator.requests()) expect(headers).not.toHaveProperty("x-wexa-attempt");
});

test("it follows an execution to its end, and says why it cannot follow another", async () => {
  await emulator.script({ match: { goal: "endless" }, stepDuration: 1e12 });
  await emulator.script({ match: { goal }, steps: 1, stepDuration: 700 });
  const { value, error } = await ask({}, { call: "createAndWatch" });
  expect(error).toBeUndefined();
  expect(value).toEqual({
    seen: [
      ["ready", 0],
      ["running", 0],
      ["completed", 1],
    ],
    ended: "completed",
    lost: expect.objectContaining({ code: "not_found", operation: "executions.get" }),
    late: expect.objectContaining({ code: "timeout", operation: "executions.watch" }),
  });
});

test("a key that the server does not know is a 401, refused", async () => {
  const { error } = await ask({ apiKey: "another" });
  expect(error).toMatchObject({
    code: "authentication",
    outcome: "refused",
    operation: "executions.create",
    status: 401,
    attempts: 1,
  });
  expect(error?.message).toMatch(/^executions\.create: \S/);
  expect(error?.message).not.toContain("another");
});

test("a project that nobody gave is found before anything is sent", async () => {
  const { error } = await ask({ projectId: undefined });
  expect(error).toMatchObject({ code: "configuration", outcome: "not_sent", attempts: 0 });
  expect(error?.message).toContain("projectID");
  expect(await arrived()).toEqual([]);
});

test("a reply that does not come in time leaves the outcome unknown, and nothing is sent again", async () => {
  await emulator.fault({ match: { operation: "executions.create" }, replyDelayMs: 3000 });
  const { error } = await ask({ timeout: 300 });
  expect(error).toMatchObject({ code: "timeout", outcome: "unknown", attempts: 1 });
  expect(await arrived()).toHaveLength(1);
});

test("a lost reply is said to be, and nothing is sent again", async () => {
  await emulator.fault({ match: { operation: "executions.create" }, truncateBody: true });
  const { error } = await ask({});
  expect(error).toMatchObject({ code: "connection", outcome: "unknown", attempts: 1 });
});

test("a field that the client relies on is named where the response lacks it, and nothing is sent again", async () => {
  await emulator.fault({
    match: { operation: "executions.create" },
    status: 201,
    body: { execution_id: null, status: "ready" },
  });
  const { error } = await ask({});
  expect(error).toMatchObject({
    code: "bad_response",
    outcome: "unknown",
    message: expect.stringMatching(
      /^executions\.create: the response is not what the documentation says: execution_id: .*expected a string/,
    ),
    fields: ["execution_id"],
  });
  expect(await arrived()).toHaveLength(1);
});

test("a server that is busy is asked again", async () => {
  await emulator.fault({ match: { operation: "executions.create" }, status: 429, retryAfter: 0 });
  const { value } = await ask({});
  expectStarted(value);
  expect(await arrived()).toHaveLength(2);
});

test("a page of the internet is refused a key for the vendor's API", async () => {
  const { error } = await ask({ baseUrl: "https://api.wexa.ai" }, { host: SITE });
  expect(error).toMatchObject({ code: "configuration", outcome: "not_sent" });
  expect(error?.message).toContain("proxy");
  expect(watched.requests.filter((request) => !request.includes(`//${SITE}:`))).toEqual([]);
});
