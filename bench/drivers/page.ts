import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import type { Figure } from "../inside/measure.ts";
import { launch } from "./chromium.ts";
import { oneByOne } from "./one-by-one.ts";
import { serve } from "./server.ts";

/** The longest time of one case, in milliseconds. */
const LONGEST = 4 * 60_000;

/** Builds a page of one module, as a user of Vite would. Returns the folder. */
export async function buildPage(project: string, name: string, module: string): Promise<string> {
  const root = join(project, "pages", name);
  mkdirSync(root, { recursive: true });
  writeFileSync(
    join(root, "index.html"),
    `<!doctype html><title>${name}</title><script>globalThis.began = performance.now()</script>
<script type="module" src="/main.ts"></script>\n`,
  );
  writeFileSync(join(root, "main.ts"), module);
  const outDir = join(root, "dist");
  await build({
    root,
    configFile: false,
    logLevel: "error",
    build: { outDir, emptyOutDir: true, target: "es2022" },
  });
  return outDir;
}

/** All cases, each in a page of its own. */
export async function inPage(
  project: string,
  only = "",
): Promise<{ version: string; told: Record<string, Figure[]> }> {
  const server = await serve(await buildPage(project, "all", 'import "../../inside/page.ts";\n'));
  const browser = await launch();
  /** Each case has a page with a process of its own, as in Node. */
  const inFresh = async <T>(use: (page: Page) => Promise<T>): Promise<T> => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(`${server.url}/index.html`);
      await page.waitForFunction(() => "benchRun" in window);
      return await use(page);
    } finally {
      await context.close();
    }
  };
  try {
    const names = await inFresh((page) => page.evaluate(() => window.benchCases()));
    const told = await oneByOne(names, only, (name) =>
      within(
        LONGEST,
        name,
        inFresh((page) => page.evaluate((each) => window.benchRun(each), name)),
      ),
    );
    return { version: browser.version(), told };
  } finally {
    await browser.close();
    server.stop();
  }
}

/** Rejects where a promise takes longer. */
async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} has taken more than ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
