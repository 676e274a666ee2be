import { join } from "node:path";
import type { Browser } from "playwright-core";
import { type Figure, quantile } from "../inside/measure.ts";
import { launch, serve } from "./chromium.ts";
import { output } from "./node.ts";
import { buildPage } from "./page.ts";

const CONTENDERS = ["raw", "wexa", "openapiFetch", "openapiFetchValibot", "ky", "kyZod", "axios", "openai"];
const ROUNDS = 15;

interface Cold {
  name: string;
  at: number;
}

/** From the start of a process to the first call's resolving. */
export async function coldInNode(project: string): Promise<Figure[]> {
  const rounds: Cold[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const told: Cold[] = [];
    for (const name of CONTENDERS) told.push(JSON.parse(await output(join(project, "cold", `${name}.ts`))));
    rounds.push(told);
  }
  return figuresOf(rounds);
}

/** From the navigation to the first call's resolving, in a fresh context each time: nothing is cached. */
export async function coldInPage(project: string): Promise<Figure[]> {
  const servers = [];
  for (const name of CONTENDERS)
    servers.push(await serve(await buildPage(project, `cold-${name}`, `cold/${name}.ts`)));
  const browser = await launch();
  try {
    const rounds: Cold[][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const told: Cold[] = [];
      for (const { url } of servers) told.push(await firstCall(browser, `${url}/index.html`));
      rounds.push(told);
    }
    return figuresOf(rounds);
  } finally {
    await browser.close();
    for (const server of servers) server.stop();
  }
}

async function firstCall(browser: Browser, url: string): Promise<Cold> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    const told = await page.waitForFunction(() => globalThis.coldCall);
    return (await told.jsonValue()) as Cold;
  } finally {
    await context.close();
  }
}

/** Times in microseconds, as all figures have them; the first round is the warm-up. */
function figuresOf([, ...rounds]: Cold[][]): Figure[] {
  return (rounds[0] ?? []).map(({ name }, index) => {
    const times = rounds.map((round) => (round[index]?.at ?? Number.NaN) * 1000);
    const ratios = rounds.map((round) => (round[index]?.at ?? Number.NaN) / (round[0]?.at ?? Number.NaN));
    return {
      name,
      median: quantile(times, 0.5),
      low: quantile(times, 0.25),
      high: quantile(times, 0.75),
      ratio: quantile(ratios, 0.5),
      ratioLow: quantile(ratios, 0.25),
      ratioHigh: quantile(ratios, 0.75),
    };
  });
}
