// The hooks in a browser, in StrictMode, with each React that they are for.
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launch, type Watched, watchedPage } from "../support/chromium.ts";
import { run } from "../support/run.ts";
import { type StaticServer, serveFiles } from "../support/static-server.ts";
import { buildPage } from "./build-page.ts";
import { reactProject, type Version, versions } from "./versions.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

describe.each(Object.keys(versions) as Version[])("React %s", (version) => {
  let project: string;
  let files: StaticServer;
  let watched: Watched;

  beforeAll(async () => {
    project = await reactProject(version);
    await buildPage(project);
    files = await serveFiles(join(project, "built"));
  });
  beforeEach(async () => {
    watched = await watchedPage(browser);
    await watched.page.goto(`http://127.0.0.1:${files.port}/index.html`);
    await watched.page.waitForFunction(() => "play" in globalThis);
  });
  // Warnings of React and exceptions that nobody caught are faults of the hooks.
  afterEach(async () => {
    expect(watched.logged.filter((line) => !line.startsWith("info: "))).toEqual([]);
    await watched.close();
  });
  afterAll(() => files?.stop());

  function play<T>(group: string, name: string): Promise<T> {
    return watched.page.evaluate(
      ([group, name]) =>
        (globalThis as unknown as { play(group: string, name: string): Promise<T> }).play(group, name),
      [group, name] as const,
    );
  }

  test("is the one that was asked for", async () => {
    expect(await watched.page.evaluate(() => (globalThis as unknown as { version: string }).version)).toBe(
      versions[version],
    );
  });

  describe("useExecution", () => {
    const following = <T>(name: string): Promise<T> => play("following", name);

    test("follows a run to its end, and then is still", async () => {
      const { views, most, after } = await following<{ views: string[]; most: number; after: number }>(
        "toItsEnd",
      );
      expect(views[0]).toBe("loading - -");
      expect(views.slice(1, -2).every((view) => /^following (ready|running) -$/.test(view))).toBe(true);
      expect(views.slice(-2)).toEqual(["following completed -", "ended completed -"]);
      expect(most).toBe(1);
      expect(after).toBe(0);
    });

    test("looks once when it is mounted, also in StrictMode", async () => {
      expect(await following("oneLookAtMount")).toBe(1);
    });

    test("looks no more when it is unmounted", async () => {
      expect(await following("unmounted")).toBe(0);
    });

    test("follows another id, without a view of the one before, and none", async () => {
      expect(await following("anotherId")).toEqual({
        views: ["idle -", "loading -", "following one", "loading -", "following two", "idle -"],
        after: 0,
      });
    });

    test("shares its requests with others of the same execution", async () => {
      expect(await following("shared")).toBe(1);
    });

    test("tells of an error, looks no more, and goes on when it is told to", async () => {
      expect(await following("missing")).toEqual({
        view: "error - not_found",
        idle: 0,
        during: "loading - -",
        again: 1,
        after: "error - not_found",
      });
    });

    test("keeps what it has seen when it breaks off", async () => {
      expect(await following("brokenOff")).toEqual({
        kept: true,
        during: "following",
        after: "ended completed -",
      });
    });

    test("takes its client as an option", async () => {
      expect(await following("clientByOption")).toBe("ended completed -");
    });

    test("says so where there is no client", async () => {
      expect(await following("noClient")).toMatch(/no client.*WexaProvider.*client/);
    });

    test("comes to life in a page that a server has rendered", async () => {
      expect(await following("hydrated")).toEqual({
        html: "<p>following ready -</p>",
        onServer: 0,
        complaints: [],
        first: "following ready -",
        last: "ended completed -",
      });
    });
  });

  describe("useCreateExecution", () => {
    const creating = <T>(name: string): Promise<T> => play("creating", name);

    test("starts one execution with one click in StrictMode, and nothing by being there", async () => {
      expect(await creating("once")).toEqual({ before: 0, during: "pending - -", creates: 1, all: 1 });
    });

    test("starts what it is told to: two clicks are one where the button heeds isPending, else two", async () => {
      expect(await creating("twoClicks")).toEqual({ careful: 1, careless: 2 });
    });

    test("tells of a failure, with its outcome, and repeats nothing", async () => {
      expect(await creating("failed")).toEqual({ creates: 1, during: "pending - -", after: 2 });
    });

    test("gives the promise of the call, and functions that stay the same", async () => {
      expect(await creating("awaited")).toEqual({
        same: true,
        afterReset: "still - -",
        sameError: true,
        stable: true,
        refused: "still - refused",
      });
    });

    test("shows the latest of several calls", async () => {
      expect(await creating("latest")).toEqual({
        first: "the second: pending ready -",
        last: "the second: still ready -",
      });
    });

    test("forgets a call when it is reset, and does not end it", async () => {
      expect(await creating("resetMeanwhile")).toEqual({
        during: "pending - -",
        status: "ready",
        after: "still - -",
      });
    });

    test("does not end what it has started when it is unmounted", async () => {
      expect(await creating("unmounted")).toBe("ready");
    });
  });

  describe("a server renders the hooks", () => {
    test("without a request, and the process ends by itself", async () => {
      const { code, out, err } = await run(process.execPath, ["server.mjs"], { cwd: project });
      expect(err).toBe("");
      expect(code).toBe(0);
      expect(JSON.parse(out)).toEqual({
        version: versions[version],
        html: "<p>loading undefined undefined following running idle false</p>",
        fetches: 0,
      });
    });

    test("from CommonJS", async () => {
      const { out, err } = await run(process.execPath, ["server.cjs"], { cwd: project });
      expect(err).toBe("");
      expect(out).toBe(`${versions[version]} <p>loading</p>\n`);
    });
  });
});
