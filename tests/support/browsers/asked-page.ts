// A program of the tests in a browser, served from this machine without a bundler of the user's.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectOf } from "../installed.ts";
import { bundle, type Platform } from "../platforms/platform.ts";
import { serveFiles } from "../static-server.ts";
import { browsers } from "./all.ts";
import type { BrowserName } from "./driver.ts";
import type { Told } from "./inside/answer.ts";

export type Place = "page" | "worker";

/** A browser is slow where the machine is busy. */
const PATIENCE = 60_000;

const PAGES: Record<Place, string> = { page: "program.js", worker: "worker-host.js" };

export interface AskedPage<Question, Answer> extends Platform<Question, Answer> {
  /** Leaves the page for one afresh. */
  reopen(): Promise<void>;
  /** Where the page is from. */
  origin: string;
}

/** The page, with the program in it or in a worker of it. Questions may be asked while others are not answered. */
export async function openAsked<Question, Answer>(
  name: string,
  program: string,
  browser: BrowserName,
  place: Place,
): Promise<AskedPage<Question, Answer>> {
  const project = projectOf(`${name}-${browser}-${place}`, {});
  writeFileSync(join(project, "program.js"), await bundle(program, /^\/node_modules\//));
  const host = join(import.meta.dirname, "inside/worker-host.ts");
  writeFileSync(join(project, "worker-host.js"), await bundle(host, /^$/));
  const html = `<!doctype html><meta charset="utf-8"><title>${name}</title><script type="module" src="/${PAGES[place]}"></script>`;
  writeFileSync(join(project, "page.html"), html);
  const files = await serveFiles(project);
  const origin = `http://127.0.0.1:${files.port}`;
  const driver = await browsers[browser]();

  let pages = 0;
  let last = 0;
  let waiting = new Map<number, { resolve(told: Answer): void; reject(error: Error): void }>();
  // Drivers take one command at a time: each waits for the one before.
  let turn: Promise<unknown> = Promise.resolve();
  const read = <T>(expression: string): Promise<T> => {
    const value = turn.then(() => driver.read<T>(expression));
    turn = value.catch(() => undefined);
    return value;
  };
  const failAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting = new Map();
  };

  async function reopen(): Promise<void> {
    await turn;
    await driver.open(`${origin}/page.html?${++pages}`);
    const until = Date.now() + PATIENCE;
    while (!(await read<boolean>("typeof globalThis.ask === 'function'"))) {
      if (Date.now() > until) throw new Error(`the program does not start: ${driver.printed()}`);
      await sleep(20);
    }
  }

  let collecting = false;
  async function collect(): Promise<void> {
    if (collecting) return;
    collecting = true;
    while (waiting.size > 0) {
      for (const each of (await read<Told[]>("globalThis.take()").catch(failAll)) ?? []) {
        if ("uncaught" in each) failAll(new Error(`uncaught in ${browser}: ${each.uncaught}`));
        else {
          waiting.get(each.id)?.resolve(each.told as Answer);
          waiting.delete(each.id);
        }
      }
      await sleep(10);
    }
    collecting = false;
  }

  try {
    await reopen();
  } catch (error) {
    await driver.close();
    await files.stop();
    throw error;
  }
  return {
    origin,
    reopen,
    run(question) {
      const id = ++last;
      const told = new Promise<Answer>((resolve, reject) => waiting.set(id, { resolve, reject }));
      read(`globalThis.ask(${id}, ${JSON.stringify(question)})`).then(collect, failAll);
      return told;
    },
    printed: () => driver.printed(),
    async stop() {
      await driver.close();
      await files.stop();
    },
  };
}
