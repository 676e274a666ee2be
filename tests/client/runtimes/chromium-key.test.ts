import { join } from "node:path";
import type { Browser, Request } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launch, SITE, tellOf, type Watched, watchedPage } from "../../support/chromium.ts";
import { expectStarted, facts } from "../../support/emulator-process.ts";
import { projectOf } from "../../support/installed.ts";
import { type StaticServer, serveFiles } from "../../support/static-server.ts";

interface Told {
  execution?: unknown;
  error?: { name: string; code: string; outcome: string; message: string };
}

const KEY = "0f9a-secret";
const API = "https://api.wexa.ai";

let browser: Browser;
let files: StaticServer;
let watched: Watched;
let toApi: Request[];

beforeAll(async () => {
  files = await serveFiles(projectOf("runtimes-key", { source: join(import.meta.dirname, "project") }));
  browser = await launch();
});
beforeEach(async () => {
  const context = await browser.newContext();
  toApi = [];
  // The vendor's API, played by the browser: nothing of these tests leaves the machine.
  await context.route(`${API}/**`, (route) => {
    toApi.push(route.request());
    const headers = { "access-control-allow-origin": "*" };
    return route.fulfill({ status: 201, headers, json: facts.response });
  });
  watched = await watchedPage(browser, context);
});
afterEach(() => watched?.close());
afterAll(async () => {
  await browser?.close();
  await files?.stop();
});

function start(host: string, options: object, more: object = {}, page = "page.html"): Promise<Told> {
  const url = `http://${host}:${files.port}/${page}`;
  return tellOf(watched.page, url, { request: facts.request, options, ...more });
}

describe("a page of this machine with a key for the vendor's API", () => {
  test("works, with one warning however many clients it makes", async () => {
    const { execution, error } = await start("127.0.0.1", { apiKey: KEY }, { times: 3 });
    expect(error).toBeUndefined();
    expectStarted(execution);
    expect(toApi).toHaveLength(3);
    expect(watched.logged).toHaveLength(1);
    expect(watched.logged[0]).toMatch(/^warning: wexa-executeflow: .*API key.*proxy/);
    expect(watched.logged[0]).not.toContain(KEY);
  });
});

describe("a page of the internet with a key for the vendor's API", () => {
  test.each(["page.html", "worker-page.html"])("is refused in %s, pointed to the proxy", async (page) => {
    const { error } = await start(SITE, { apiKey: KEY }, {}, page);
    expect(error).toMatchObject({ name: "ConfigurationError", code: "configuration", outcome: "not_sent" });
    expect(error?.message).toContain("proxy");
    expect(error?.message).toContain("dangerouslyAllowBrowser");
    expect(error?.message).not.toContain(KEY);
    const left = watched.requests.filter((request) => !request.includes(`//${SITE}:`));
    expect(left).toEqual([]);
    expect(watched.logged).toEqual([]);
  });

  test("passes with dangerouslyAllowBrowser", async () => {
    const { execution, error } = await start(SITE, { apiKey: KEY, dangerouslyAllowBrowser: true });
    expect(error).toBeUndefined();
    expectStarted(execution);
    expect(await toApi[0]?.headerValue("x-api-key")).toBe(KEY);
    expect(watched.logged).toEqual([]);
  });

  test("passes without a key, and sends none", async () => {
    const { execution, error } = await start(SITE, { apiKey: null });
    expect(error).toBeUndefined();
    expectStarted(execution);
    expect(toApi).toHaveLength(1);
    expect(await toApi[0]?.headerValue("x-api-key")).toBeNull();
    expect(watched.logged).toEqual([]);
  });
});
