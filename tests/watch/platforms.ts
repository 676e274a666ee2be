// Where scenarios are played. A browser needs no more than a `PageDriver` to be one of them.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { bundle } from "../faults/platforms/platform.ts";
import { run } from "../packed.ts";
import { launch, tellOf, watchedPage } from "../runtimes/chromium.ts";
import { projectOf } from "../runtimes/installed.ts";
import { serveFiles } from "../runtimes/static-server.ts";
import type { Given } from "./inside/world.ts";

export interface Platform {
  /** Plays a scenario and gives what it tells. */
  play(given: Given): Promise<unknown>;
  stop(): Promise<void>;
}

/** A browser, as far as it is needed. */
export interface PageDriver {
  /** Opens a page afresh, with this behind its `#` as JSON, and gives the JSON that the page puts into a `<pre>`. */
  tell(url: string, given: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** Each scenario in a process of its own, which must end by itself and at once. */
export async function openNode(): Promise<Platform> {
  const script = new URL("inside/node-program.ts", import.meta.url);
  return {
    async play(given) {
      const { report, exitCode, stderr, lingered } = await run(script, { args: [JSON.stringify(given)] });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      // A timer that is left behind holds the process for its interval, a request for its timeout.
      expect(lingered).toBeLessThan(4000);
      return report;
    },
    stop: async () => undefined,
  };
}

/** Each scenario in a page of its own, from files that the package has as they are, without a bundler of the user's. */
export async function openPages(name: string, open: () => Promise<PageDriver>): Promise<Platform> {
  const project = projectOf(`watch-${name}`, {});
  const program = join(import.meta.dirname, "inside/page-program.ts");
  writeFileSync(join(project, "program.js"), await bundle(program, /^\/node_modules\//));
  const html =
    '<!doctype html><meta charset="utf-8"><body><script type="module" src="/program.js"></script></body>';
  writeFileSync(join(project, "page.html"), html);
  const files = await serveFiles(project);
  const driver = await open();
  let pages = 0;
  return {
    // Another address each time: one that differs behind the # alone is the same page.
    play: (given) => driver.tell(`http://127.0.0.1:${files.port}/page.html?${++pages}`, given),
    async stop() {
      await driver.stop();
      await files.stop();
    },
  };
}

export async function openChromium(): Promise<PageDriver> {
  const browser = await launch();
  const { page } = await watchedPage(browser);
  return {
    tell: (url, given) => tellOf(page, url, given),
    stop: () => browser.close(),
  };
}
