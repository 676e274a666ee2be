// What the browser's entry loads when it is first used: in Chromium, from the files that a user gets.
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launch, type Watched, watchedPage } from "../../support/chromium.ts";
import { type EmulatorProcess, facts, serveEmulator } from "../../support/emulator-process.ts";
import { projectOf } from "../../support/installed.ts";
import { type StaticServer, serveFiles } from "../../support/static-server.ts";

const DIST = "/node_modules/wexa-executeflow/dist/";
const FIRST = ["browser.js", "wexa.wasm"];
/** All that needs more than single calls. */
const MORE = ["reconcile", "createAndWait", "wait", "watch", "listPending", "createMany"];

let browser: Browser;
let emulator: EmulatorProcess;
let files: StaticServer;
let watched: Watched;
let id: string;

beforeAll(async () => {
  emulator = await serveEmulator();
  files = await serveFiles(projectOf("loading-more", { source: join(import.meta.dirname, "project") }));
  browser = await launch();
});
beforeEach(async () => {
  const headers = { "x-api-key": emulator.key, "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(facts.request) };
  const { projectID } = facts.request;
  const reply = await fetch(`${emulator.base}/execute_flow?projectID=${projectID}`, init);
  id = ((await reply.json()) as { execution_id: string }).execution_id;
  await open();
});
afterEach(() => watched?.close());
afterAll(async () => {
  await emulator?.stop();
  await browser?.close();
  await files?.stop();
});

/** A page of its own, on a server that has all files. */
async function open(): Promise<void> {
  files.reset();
  watched = await watchedPage(browser);
  await watched.page.goto(`http://127.0.0.1:${files.port}/more.html`);
  await watched.page.waitForFunction(() => "play" in globalThis);
}

function play<T>(name: string, more: object = {}, options: object = {}): Promise<T> {
  const { request } = facts;
  const { projectID } = request;
  const given = {
    options: { baseUrl: emulator.base, apiKey: emulator.key, projectID, ...options },
    given: { request, id },
    ...more,
  };
  return watched.page.evaluate(
    ([name, given]) =>
      (globalThis as unknown as { play(name: string, given: object): Promise<T> }).play(name, given),
    [name, given] as const,
  );
}

/** What was fetched of the package, in the order of the alphabet: some of it comes side by side. */
function parts(): string[] {
  return files.asked
    .filter((path) => path.startsWith(DIST))
    .map((path) => path.slice(DIST.length))
    .sort();
}

/** The requests that came, without those that a browser asks first. */
async function arrived(): Promise<string[]> {
  return (await emulator.requests()).map(({ method }) => method).filter((method) => method !== "OPTIONS");
}

/** Nothing was sent before: what would still be on its way is there before a create that is made now. */
async function expectNothingSent(): Promise<void> {
  expect(await play("ways", { names: ["create"] })).toEqual([{ done: "string" }]);
  expect(await arrived()).toEqual(["POST"]);
}

const missing = {
  error: {
    name: "WasmError",
    code: "wasm_load",
    outcome: "not_sent",
    retryable: true,
    own: true,
    message: expect.stringMatching(/more\.js cannot be loaded: TypeError.*wexa-executeflow\/inline/),
  },
};

describe("what is loaded", () => {
  beforeEach(() => emulator.reset());

  test("a create loads nothing but the entry and the module", async () => {
    expect(await play("ways", { names: ["create", "create"] })).toEqual([
      { done: "string" },
      { done: "string" },
    ]);
    expect(parts()).toEqual(FIRST);
  });

  test.each(MORE.filter((way) => !["wait", "watch", "listPending"].includes(way)))(
    "%s loads the rest, and is done",
    async (way) => {
      expect(await play("ways", { names: [way] })).toEqual([{ done: "string" }]);
      expect(parts()).toEqual(["browser.js", "more.js", "wexa.wasm"]);
    },
  );

  test("preload() loads all: after it nothing more is asked for", async () => {
    await play("preloadThen", { names: [] });
    expect(parts()).toEqual(["browser.js", "more.js", "wexa.wasm"]);
    files.asked.length = 0;
    expect(await play("ways", { names: ["createAndWait", "createMany"] })).toEqual([
      { done: "string" },
      { done: "string" },
    ]);
    expect(parts()).toEqual([]);
  });

  test("the request is read at the call where all is there", async () => {
    expect(await play("changed")).toBe(facts.request.goal);
  });
});

test("two watches at once load it once, and give what they see", async () => {
  expect(await play("ways", { names: ["watch", "watch", "wait", "listPending"] })).toEqual([
    { done: "string" },
    { done: "string" },
    { done: "string" },
    { done: 0 },
  ]);
  expect(parts()).toEqual(["browser.js", "more.js", "wexa.wasm"]);
});

describe("where it is missing", () => {
  beforeEach(async () => {
    await emulator.reset();
    files.answers.set("/more.js", { status: 404, type: "text/plain", body: "not found" });
  });

  test.each(MORE)("%s says so, and nothing is sent", async (way) => {
    expect(await play("ways", { names: [way] })).toEqual([missing]);
    await expectNothingSent();
  });

  test("so does preload()", async () => {
    await expect(play("preloadThen", { names: [] })).rejects.toThrow(/more\.js cannot be loaded/);
  });

  test("a create needs none of it", async () => {
    expect(await play("ways", { names: ["createAndWait", "create"] })).toEqual([missing, { done: "string" }]);
    expect(await arrived()).toEqual(["POST"]);
  });

  // Other browsers may remember that it was missing, until the page is loaded again.
  test("a later call tries again: Chromium asks for it again", async () => {
    expect(await play("ways", { names: ["createAndWait"] })).toEqual([missing]);
    files.answers.clear();
    files.asked.length = 0;
    const [second] = await play<unknown[]>("ways", { names: ["createAndWait"] });
    expect([second, parts()]).toEqual([{ done: "string" }, ["more.js"]]);
  });

  test("an error of a watch is given once", async () => {
    expect(await play("once")).toEqual(["rejected", "fulfilled", true]);
  });
});

describe("while it is on its way", () => {
  let release: () => void;
  beforeEach(async () => {
    await emulator.reset();
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await watched.page.route("**/more.js", async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
  });
  afterEach(() => release());

  /** What comes of it after all: nothing may be sent. */
  async function nothingComes(): Promise<void> {
    release();
    await play("preloadThen", { names: [] });
    await expectNothingSent();
  }

  test("a watch is left at once, and whoever waits for a value gets the end", async () => {
    expect(await play("left")).toEqual(Array(4).fill({ done: true, value: null }));
    await nothingComes();
  });

  test.each(["createAndWait", "wait", "watch", "createMany"])("a signal ends %s", async (way) => {
    expect(await play("ended", { way })).toEqual({
      error: expect.objectContaining({ name: "AbortError", code: "aborted", outcome: "not_sent", own: true }),
    });
    await nothingComes();
  });

  test.each(["createAndWait", "wait", "watch"])("totalTimeout ends %s", async (way) => {
    const given = { request: facts.request, id, options: { totalTimeout: 100 } };
    expect(await play("ways", { names: [way], given })).toEqual([
      { error: expect.objectContaining({ name: "TimeoutError", code: "timeout", outcome: "not_sent" }) },
    ]);
    await nothingComes();
  });

  test("the client's own totalTimeout ends a create that is to look, and none that is not", async () => {
    const told = await play("ways", { names: ["reconcile", "create"] }, { totalTimeout: 2000 });
    expect(told).toEqual([
      { error: expect.objectContaining({ code: "timeout", outcome: "not_sent" }) },
      { done: "string" },
    ]);
    expect(await arrived()).toEqual(["POST"]);
  });

  test.each([
    ["createAndWait", { failOn: "failed" }, "failOn"],
    ["createAndWait", { onUnknown: "guess" }, "onUnknown"],
    ["createMany", { concurrency: 0 }, "concurrency"],
    ["watch", { interval: -1 }, "interval"],
  ])("%s with the options %j is refused before anything is sent", async (way, options, name) => {
    release();
    const given = { request: facts.request, id, options };
    expect(await play("ways", { names: [way], given })).toEqual([
      {
        error: expect.objectContaining({
          name: "ConfigurationError",
          outcome: "not_sent",
          message: expect.stringContaining(name),
        }),
      },
    ]);
    await expectNothingSent();
  });
});

test("a service worker may not import(): it creates, and is told what to import for the rest", async () => {
  await emulator.reset();
  const told = await play("serviceWorker", { names: ["create", ...MORE] });
  expect(told).toEqual([{ done: "string" }, ...Array(MORE.length).fill(missing)]);
  expect(await arrived()).toEqual(["POST"]);
});
