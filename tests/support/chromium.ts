import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The host under which a page of this machine is served as one of the internet. */
export const SITE = "site.test";

/** The browser that the set-up found. */
export function launch(): Promise<Browser> {
  const file = join(import.meta.dirname, "../../target/browsers.json");
  const { chromium: found } = JSON.parse(readFileSync(file, "utf8")) as { chromium: { path: string } };
  const args = [...ARGUMENTS, `--host-resolver-rules=MAP ${SITE} 127.0.0.1`];
  return chromium.launch({ executablePath: found.path, args });
}

/** A page of its own, with what it logged and asked for. */
export interface Watched {
  page: Page;
  /** `error: …`, `warning: …`, in their order; exceptions that nobody caught are `uncaught: …`. */
  logged: string[];
  /** `POST https://…`, of the page and of its workers. */
  requests: string[];
  close(): Promise<void>;
}

export async function watchedPage(browser: Browser, context?: BrowserContext): Promise<Watched> {
  const own = context ?? (await browser.newContext());
  const page = await own.newPage();
  const logged: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => logged.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => logged.push(`uncaught: ${error.message}`));
  own.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));
  return { page, logged, requests, close: () => own.close() };
}

/** Opens a page that is given this, and gives what it tells: it puts JSON into a `<pre>`. */
export async function tellOf<T>(page: Page, url: string, given: unknown): Promise<T> {
  await page.goto(`${url}#${encodeURIComponent(JSON.stringify(given))}`);
  const text = await page.locator("pre").textContent({ timeout: 15_000 });
  return JSON.parse(text ?? "null") as T;
}
