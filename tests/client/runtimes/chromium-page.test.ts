import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launch, tellOf, type Watched, watchedPage } from "../../support/chromium.ts";
import { type EmulatorProcess, expectStarted, facts, serveEmulator } from "../../support/emulator-process.ts";
import { projectOf } from "../../support/installed.ts";
import { type Answer, type StaticServer, serveFiles } from "../../support/static-server.ts";

interface Told {
  execution?: unknown;
  requestId?: string;
  error?: { name: string; code: string; outcome: string; message: string };
}

const DIST = "/node_modules/wexa-executeflow/dist";
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' http://127.0.0.1:*";

let browser: Browser;
let emulator: EmulatorProcess;
let files: StaticServer;
let watched: Watched;

beforeAll(async () => {
  emulator = await serveEmulator();
  files = await serveFiles(projectOf("runtimes-page", { source: join(import.meta.dirname, "project") }));
  browser = await launch();
});
beforeEach(async () => {
  files.reset();
  await emulator.reset();
  watched = await watchedPage(browser);
});
afterEach(() => watched?.close());
afterAll(async () => {
  await emulator?.stop();
  await browser?.close();
  await files?.stop();
});

function start(page = "page.html"): Promise<Told> {
  const options = { baseUrl: emulator.base, apiKey: emulator.key };
  return tellOf(watched.page, `http://127.0.0.1:${files.port}/${page}`, { request: facts.request, options });
}

/** What the page fetched of the package. */
function parts(): string[] {
  return files.asked.filter((path) => path.startsWith(DIST)).map((path) => path.slice(DIST.length + 1));
}

async function expectCreated(told: Told): Promise<void> {
  expect(told.error).toBeUndefined();
  expectStarted(told.execution);
  const seen = await emulator.requests();
  expect(seen.map(({ method }) => method)).toEqual(["OPTIONS", "POST"]);
}

describe("a module script without a bundler", () => {
  test("starts an execution at another origin, and says nothing", async () => {
    const told = await start();
    await expectCreated(told);
    expect(told.requestId).toMatch(/\S/);
    expect(watched.logged).toEqual([]);
  });

  test("compiles the module while it arrives, and leaves the copy in JavaScript alone", async () => {
    await expectCreated(await start());
    expect(parts()).toEqual(["browser.js", "wexa.wasm"]);
  });

  const spoilt: Array<[string, Answer]> = [
    ["with a MIME type that cannot be streamed", { type: "application/octet-stream" }],
    ["not at all", { status: 404, body: "not found", type: "text/plain" }],
    ["as the HTML of a single-page app", { body: "<!doctype html><p>app</p>", type: "text/html" }],
    ["as something else under the right MIME type", { body: "<!doctype html><p>app</p>" }],
  ];
  test.each(spoilt)("a module served %s is taken from JavaScript instead", async (_, answer) => {
    files.answers.set("/wexa.wasm", answer);
    await expectCreated(await start());
    expect(parts()).toEqual(["browser.js", "wexa.wasm", "bytes.js"]);
    // The browser itself tells of a 404.
    const own = watched.logged.filter((line) => !/Failed to load resource.* 404/.test(line));
    expect(own).toEqual([]);
  });
});

describe("under a strict Content-Security-Policy", () => {
  test("'wasm-unsafe-eval' is all that it needs", async () => {
    files.csp = POLICY;
    await expectCreated(await start());
    expect(parts()).toEqual(["browser.js", "wexa.wasm"]);
    expect(watched.logged).toEqual([]);
  });

  test("also where the module comes from JavaScript", async () => {
    files.csp = POLICY;
    files.answers.set("/wexa.wasm", { type: "application/octet-stream" });
    await expectCreated(await start());
    expect(watched.logged).toEqual([]);
  });

  test("one that forbids to fetch the module, but not to run it, is met by the module in JavaScript", async () => {
    files.csp = POLICY.replace("connect-src 'self'", "connect-src").replace(
      "127.0.0.1:*",
      new URL(emulator.base).host,
    );
    await expectCreated(await start());
    expect(parts()).toEqual(["browser.js", "bytes.js"]);
  });

  // As Chromium has said it in some of its versions.
  test("a fetch that is refused in the words of a policy is not taken for a module that is", async () => {
    await watched.page.addInitScript(() => {
      const { fetch } = globalThis;
      const words =
        "Failed to fetch. Refused to connect because it violates the document's Content Security Policy.";
      globalThis.fetch = (input, init) =>
        String(input).endsWith(".wasm") ? Promise.reject(new TypeError(words)) : fetch(input, init);
    });
    await expectCreated(await start());
    expect(parts()).toEqual(["browser.js", "bytes.js"]);
  });

  test.each([
    ["Firefox", "call to WebAssembly.compileStreaming() blocked by CSP"],
    ["Chrome 111", "WebAssembly.compileStreaming(): Wasm code generation disallowed by embedder"],
  ])("a refusal in the words of %s is understood", async (_, words) => {
    await watched.page.addInitScript((words) => {
      WebAssembly.compileStreaming = () => Promise.reject(new WebAssembly.CompileError(words));
    }, words);
    const { error } = await start();
    expect(error?.message).toContain("add 'wasm-unsafe-eval' to its script-src");
    expect(parts().filter((name) => name === "bytes.js")).toEqual([]);
  });

  test("without it the error names it, and nothing is sent or tried in vain", async () => {
    files.csp = POLICY.replace(" 'wasm-unsafe-eval'", "");
    const { error } = await start();
    expect(error).toMatchObject({ name: "WasmError", code: "wasm_load", outcome: "not_sent" });
    expect(error?.message).toContain("add 'wasm-unsafe-eval' to its script-src");
    expect(parts()).toEqual(["browser.js", "wexa.wasm"]);
    expect(await emulator.requests()).toEqual([]);
  });
});

describe("a module worker of a page", () => {
  test("starts an execution", async () => {
    await expectCreated(await start("worker-page.html"));
    expect(parts()).toEqual(["browser.js", "wexa.wasm"]);
    expect(watched.logged).toEqual([]);
  });

  test("also where the module comes from JavaScript", async () => {
    files.answers.set("/wexa.wasm", { status: 404 });
    await expectCreated(await start("worker-page.html"));
    expect(parts()).toEqual(["browser.js", "wexa.wasm", "bytes.js"]);
  });
});

describe("a module service worker", () => {
  test("starts an execution", async () => {
    await expectCreated(await start("service-worker-page.html"));
    expect(parts()).toEqual(["browser.js", "wexa.wasm"]);
  });

  // It may not import: what its user can mend is the file.
  test("is told why the file of the module is not one, and sends nothing", async () => {
    files.answers.set("/wexa.wasm", { status: 404 });
    const { error } = await start("service-worker-page.html");
    expect(error).toMatchObject({ name: "WasmError", code: "wasm_load", outcome: "not_sent" });
    expect(error?.message).toMatch(/404|HTTP status code is not ok/);
    expect(await emulator.requests()).toEqual([]);
  });
});
