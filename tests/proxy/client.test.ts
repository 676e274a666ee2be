// The ordinary client, through the proxy: from Node, and from a page that has no key.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Browser } from "playwright-core";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import type { createEmulator, Emulator } from "../../npm/emulator/index.ts";
import { launch, tellOf, type Watched, watchedPage } from "../support/chromium.ts";
import { expectStarted, facts } from "../support/emulator-process.ts";
import { packed, projectOf } from "../support/installed.ts";
import { packed as load } from "../support/packed.ts";
import { ORIGIN, type Platform, proxyPackage, serveHandler } from "./stage.ts";

const emulated = createRequire(join(packed, "package.json"))("wexa-executeflow/emulator") as {
  createEmulator: typeof createEmulator;
};
const { projectID, executed_by: executedBy } = facts.request;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const OPERATIONS = ["executions.create", "executions.get", "executions.list", "executions.cancel"] as const;

let emulator: Emulator;
let origins: string[];
const proxy = (): ReturnType<typeof proxyPackage.createProxy> =>
  proxyPackage.createProxy({
    apiKey: emulator.apiKey,
    baseUrl: emulator.clientOptions().baseUrl,
    fetch: emulator.fetch,
    allow: [...OPERATIONS, "agentflows.get"],
    authorize: () => true,
    origins,
    basePath: "/wexa",
  });
const started = (): number =>
  emulator.requests.filter(({ operation }) => operation === "executions.create").length;

beforeEach(() => {
  emulator = emulated.createEmulator();
  origins = [ORIGIN];
});

describe("from Node", () => {
  const clientOf = async (fetch: typeof globalThis.fetch) => {
    const { WexaClient } = await load();
    const headers = { origin: ORIGIN };
    return new WexaClient({ apiKey: null, baseUrl: `${ORIGIN}/wexa`, fetch, headers, projectID, executedBy });
  };
  const through =
    (handler = proxy()): typeof fetch =>
    (url, init) =>
      handler(new Request(url as string, init));
  const { agentflow_id, goal, input_variables } = facts.request;
  const start = { agentflow_id, goal, input_variables };

  test("create, get, list and cancel", async () => {
    const wexa = await clientOf(through());
    const execution = await wexa.executions.create(start);
    expectStarted(execution);
    const { execution_id } = execution;
    expect((await wexa.executions.get(execution_id)).execution_id).toBe(execution_id);
    const listed: string[] = [];
    for await (const one of wexa.executions.list()) listed.push(one.execution_id);
    expect(listed).toEqual([execution_id]);
    expect(await wexa.executions.cancel(execution_id)).toMatchObject({ execution_id });
  });

  test("each attempt has a UUID of its own, and what only reads has none", async () => {
    const seen: Array<string | null> = [];
    const forward = through();
    const wexa = await clientOf((url, init) => {
      seen.push(new Headers(init?.headers).get("x-wexa-attempt"));
      return forward(url, init);
    });
    emulator.fault({ status: 429, retryAfter: 0 });
    await wexa.executions.create(start);
    await wexa.executions.list();
    expect(seen).toHaveLength(3);
    for (const id of seen.slice(0, 2)) expect(id).toMatch(UUID);
    expect(seen[0]).not.toBe(seen[1]);
    expect(seen[2]).toBeNull();
  });

  test("so it is in a page over http, which has no randomUUID", async () => {
    vi.stubGlobal("crypto", {});
    onTestFinished(() => void vi.unstubAllGlobals());
    const seen: Array<string | null> = [];
    const wexa = await clientOf(async (_, init) => {
      seen.push(new Headers(init?.headers).get("x-wexa-attempt"));
      return Response.json(facts.response, { status: 201 });
    });
    await wexa.executions.create(start);
    await wexa.executions.create(start);
    for (const id of seen) expect(id).toMatch(UUID);
    expect(new Set(seen).size).toBe(2);
  });

  test("towards the API itself there is no such header", async () => {
    const { create_executeflow } = await load();
    await create_executeflow(facts.request, emulator.clientOptions());
    expect(emulator.requests[0]?.headers).not.toHaveProperty("x-wexa-attempt");
  });

  test("it can be left away for another's proxy", async () => {
    const { create_executeflow } = await load();
    const headers = { "x-wexa-attempt": null };
    const fetch: typeof globalThis.fetch = (url, init) =>
      emulator.fetch(url, { ...init, headers: { ...init?.headers, "x-api-key": emulator.apiKey } });
    await create_executeflow(facts.request, {
      apiKey: null,
      baseUrl: "http://emulator.localhost",
      fetch,
      headers,
    });
    expect(emulator.requests[0]?.headers).not.toHaveProperty("x-wexa-attempt");
  });

  test("a refusal is the error that it is, with the field that is wrong", async () => {
    const wexa = await clientOf(through());
    const { PermissionError, ValidationError } = await load();
    const denied = await wexa.tasks.list().catch((error) => error);
    expect(denied).toBeInstanceOf(PermissionError);
    expect(denied).toMatchObject({
      outcome: "refused",
      message: expect.stringContaining("does not allow tasks.list"),
    });
    const wrong = await wexa.executions
      .create({ ...start, input_variables: JSON.parse('{"__proto__":1}') })
      .catch((error) => error);
    expect(wrong).toBeInstanceOf(ValidationError);
    expect(wrong.fields).toEqual([{ path: "input_variables.__proto__", message: expect.any(String) }]);
    expect(emulator.requests).toEqual([]);
  });

  /** Sends each start twice, as a browser does whose connection breaks, and gives the reply to the second. */
  const replaying = (): typeof fetch => {
    const forward = through();
    return async (url, init) => {
      if (init?.method === "POST") await forward(url, init);
      return forward(url, init);
    };
  };

  test("a start that the browser has replayed is unknown, not refused, and is not sent again", async () => {
    const wexa = await clientOf(replaying());
    const error = await wexa.executions.create(start).catch((error) => error);
    expect(error).toMatchObject({
      name: "ConflictError",
      status: 409,
      outcome: "unknown",
      retryable: false,
      attempts: 1,
    });
    expect(started()).toBe(1);
  });

  test("what it has started is found", async () => {
    const wexa = await clientOf(replaying());
    expectStarted(await wexa.executions.create(start, { onUnknown: "reconcile" }));
    expect(started()).toBe(1);
  });
});

describe("a page without a key", () => {
  const TYPES: Record<string, string> = {
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".html": "text/html",
  };
  let browser: Browser;
  let site: Platform;
  let watched: Watched;
  /** The starts that have arrived, and how many of them get no reply but a broken connection. */
  let arrived: number;
  let breaks: number;

  beforeAll(async () => {
    const directory = projectOf("proxy-page", { source: join(import.meta.dirname, "project") });
    const files = (path: string): Response => {
      const file = join(directory, normalize(path));
      return new Response(readFileSync(file), {
        headers: { "content-type": TYPES[extname(file)] ?? "text/plain" },
      });
    };
    let handler: ReturnType<typeof proxy> | undefined;
    let of: Emulator | undefined;
    site = await serveHandler(async (request, env) => {
      const { pathname, origin } = new URL(request.url);
      if (!pathname.startsWith("/wexa/")) return files(pathname);
      if (of !== emulator) {
        origins = [origin];
        of = emulator;
        handler = proxy();
      }
      const reply = await (handler as ReturnType<typeof proxy>)(request);
      if (request.method !== "POST" || ++arrived > breaks) return reply;
      (env as HttpBindings).outgoing.socket?.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    });
    browser = await launch();
  });
  beforeEach(async () => {
    [arrived, breaks] = [0, 0];
    watched = await watchedPage(browser);
  });
  afterEach(() => watched?.close());
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  const inPage = (onUnknown: "throw" | "reconcile"): Promise<Record<string, unknown>> =>
    tellOf(watched.page, `http://127.0.0.1:${site.port}/page.html`, { request: facts.request, onUnknown });

  test("creates, gets and lists", async () => {
    const told = await inPage("throw");
    expectStarted(told.execution);
    const { execution_id } = told.execution as { execution_id: string };
    expect(told).toMatchObject({ got: execution_id, listed: [execution_id], requestId: expect.any(String) });
    expect(watched.logged).toEqual([]);
  });

  test("a start that Chromium sends again by itself is started once, and found", async () => {
    breaks = 1;
    const told = await inPage("reconcile");
    // Not the client's doing: it has called fetch once.
    expect(arrived).toBe(2);
    expect(started()).toBe(1);
    expectStarted(told.execution);
  });

  test("without looking for it, it is unknown", async () => {
    breaks = 1;
    const told = await inPage("throw");
    expect(told).toEqual({ code: "conflict", outcome: "unknown", retryable: false, status: 409 });
    expect([arrived, started()]).toEqual([2, 1]);
  });
});
