// The built page in a browser, with an emulator beside it that tests can look into.
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { createEmulator, type Emulator } from "wexa-executeflow/emulator";

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A page that is open, and what went wrong in it. */
export interface Opened {
  readonly page: Page;
  /** Warnings and errors of its console, and uncaught exceptions. */
  readonly complaints: string[];
  /** The origins that it sent requests to. */
  readonly origins: Set<string>;
}

export class Stage {
  readonly emulator: Emulator = createEmulator({ stepDuration: 300 });
  readonly #servers: Server[] = [];
  #browser: Browser | undefined;
  page = "";
  api = "";

  async open(): Promise<void> {
    await build({ configFile: fromRoot("www/vite.config.ts"), logLevel: "warn" });
    const files = new Hono().use(serveStatic({ root: fromRoot("target/www") }));
    this.page = await this.#listen(files.fetch);
    this.api = await this.#listen((request) => this.emulator.handle(request));
    const { path } = JSON.parse(readFileSync(fromRoot("target/browsers.json"), "utf8")).chromium;
    this.#browser = await chromium.launch({
      executablePath: path,
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    });
  }

  /** Closes the pages. One that is left open goes on following its execution, and meets the next test's faults. */
  async clear(): Promise<void> {
    for (const context of this.#browser?.contexts() ?? []) await context.close();
    this.emulator.clearRequests();
    this.emulator.clearFaults();
    this.emulator.clearScripts();
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  /** The page in a context of its own, at its beginning. */
  async visit(options: BrowserContextOptions = {}): Promise<Opened> {
    if (!this.#browser) throw new Error("the browser is not open");
    const context = await this.#browser.newContext({ locale: "en-GB", ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    const origins = new Set<string>();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => origins.add(new URL(request.url()).origin));
    await page.addInitScript(watchMoves);
    await page.goto(this.page);
    return { page, complaints, origins };
  }

  /** The page, about to send to the emulator beside it. */
  async visitWithAddress(options?: BrowserContextOptions): Promise<Opened> {
    const opened = await this.visit(options);
    await opened.page.getByLabel("An address").check();
    await opened.page.getByLabel("Base URL").fill(this.api);
    return opened;
  }

  /** How many creates have arrived. */
  get creates(): number {
    return this.emulator.requests.filter(({ method, path }) => `${method} ${path}` === "POST /execute_flow")
      .length;
  }

  async #listen(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
    const server = serve({ fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false }) as Server;
    this.#servers.push(server);
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
}

/** What moved without the user having done something, as browsers measure it. */
export function moved(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved);
}

interface LayoutShift extends PerformanceEntry {
  readonly hadRecentInput: boolean;
  readonly sources: Array<{ readonly node: Node | null }>;
}

function watchMoves(): void {
  const list: string[] = [];
  Object.assign(globalThis, { moved: list });
  new PerformanceObserver((seen) => {
    for (const { hadRecentInput, sources } of seen.getEntries() as LayoutShift[]) {
      if (hadRecentInput) continue;
      for (const { node } of sources) list.push(`${node?.nodeName}: ${node?.textContent?.slice(0, 40)}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Keeps a picture for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const directory = fromRoot("target/screenshots");
  mkdirSync(directory, { recursive: true });
  await page.screenshot({ path: `${directory}/${name}.png`, fullPage: true });
}
