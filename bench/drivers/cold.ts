import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { type Figure, figuresOf } from "../inside/measure.ts";
import { launch } from "./chromium.ts";
import { output } from "./node.ts";
import { buildPage } from "./page.ts";
import { type Server, serve } from "./server.ts";

/** What is called, the file it is in, and its name there. */
const CONTENDERS = [
  ["raw fetch", "raw", "raw"],
  ["wexa-executeflow", "wexa", "wexa"],
  ["openapi-fetch", "openapi-fetch", "openapiFetch"],
  ["openapi-fetch + valibot", "openapi-fetch-valibot", "openapiFetchValibot"],
  ["ky", "ky", "ky"],
  ["ky + zod", "ky-zod", "kyZod"],
  ["axios", "axios", "axios"],
  ["openai-node's client.post", "openai", "openai"],
] as const;
const ROUNDS = 13;

declare global {
  var began: number;
  var coldCall: number | undefined;
}

/** A module with nothing but the call of one contender: the others are not loaded. */
function calling(file: string, name: string): string {
  return `import { ${name} as contender } from "../../contenders/${file}.ts";
import { firstCall } from "../../inside/first-call.ts";
export const call = () => firstCall(contender);
`;
}

/** From a client's import to the resolving of its first call, in a fresh process each time. */
export async function coldInNode(project: string): Promise<Figure[]> {
  const files: Array<[string, string]> = [];
  for (const [contender, file, name] of CONTENDERS) {
    const root = join(project, "pages", `node-${name}`);
    mkdirSync(root, { recursive: true });
    const ssr = join(root, "call.ts");
    writeFileSync(ssr, calling(file, name));
    // JavaScript, so that Node does not spend the time on types. The packages stay imports.
    await build({ root, configFile: false, logLevel: "error", build: { ssr, outDir: join(root, "dist") } });
    files.push([contender, join(root, "dist", "call.js")]);
  }
  const program = join(project, "inside", "cold.mjs");
  return inTurns(files, async (file) => JSON.parse(await output([program, file])));
}

/**
 * From the page's first script to the resolving of its first call, in a fresh context each time: nothing is cached.
 * And what the page loads for it.
 */
export async function coldInPage(
  project: string,
): Promise<{ figures: Figure[]; bytes: Record<string, number> }> {
  const servers: Array<[string, Server]> = [];
  const browser = await launch();
  try {
    for (const [contender, file, name] of CONTENDERS) {
      const module = `${calling(file, name)}call().then(() => (globalThis.coldCall = performance.now() - globalThis.began));\n`;
      servers.push([contender, await serve(await buildPage(project, `cold-${name}`, module))]);
    }
    const figures = await inTurns(servers, ({ url }) => inFreshPage(browser, `${url}/index.html`));
    return { figures, bytes: Object.fromEntries(servers.map(([name, server]) => [name, server.bytes()])) };
  } finally {
    await browser.close();
    for (const [, server] of servers) server.stop();
  }
}

async function inFreshPage(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    const told = await page.waitForFunction(() => globalThis.coldCall);
    return (await told.jsonValue()) as number;
  } finally {
    await context.close();
  }
}

/** Each of them in every round. `measured` gives milliseconds; the first round is the warm-up. */
async function inTurns<T>(
  subjects: ReadonlyArray<readonly [name: string, subject: T]>,
  measured: (subject: T) => Promise<number>,
): Promise<Figure[]> {
  const times = new Map(subjects.map(([name]) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, subject] of round % 2 ? subjects.toReversed() : subjects) {
      const ms = await measured(subject);
      if (round > 0) times.get(name)?.push(ms * 1000);
    }
  }
  return figuresOf(times);
}
