// The page in Chromium, as somebody opens it.
import { mkdirSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";
import { executableOf } from "../support/browsers/executable.ts";
import { fromRoot } from "./built.ts";
import { Stage } from "./stage.ts";

/** A page that is open, and what went wrong in it. */
export interface Visit {
  readonly page: Page;
  /** Warnings and errors of its console, and uncaught exceptions. */
  readonly complaints: string[];
  /** The origins that it sent requests to. */
  readonly origins: Set<string>;
}

/** A stage with a browser. */
export class Chromium extends Stage {
  #browser: Browser | undefined;

  override async open(): Promise<void> {
    await super.open();
    this.#browser = await chromium.launch({
      executablePath: executableOf("chromium"),
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

  /** Closes the pages too. One that is left open goes on following its execution, and meets the next test's faults. */
  async clearAll(): Promise<void> {
    for (const context of this.#browser?.contexts() ?? []) await context.close();
    this.clear();
  }

  override async close(): Promise<void> {
    await this.#browser?.close();
    await super.close();
  }

  /** The page in a context of its own; its emulator is the one inside it. */
  async visit(options: BrowserContextOptions = {}, fragment = ""): Promise<Visit> {
    if (!this.#browser) throw new Error("the browser is not open");
    const context = await this.#browser.newContext({ locale: "en-GB", ...options });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    const origins = new Set<string>();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => origins.add(new URL(request.url()).origin));
    await page.addInitScript(watchMoves);
    await page.goto(this.page + fragment);
    await page.locator(".row:not(.skeleton)").first().waitFor();
    return { page, complaints, origins };
  }

  /** The page, connected to the emulator beside it by its settings. */
  async visitWithAddress(options: BrowserContextOptions = {}): Promise<Visit> {
    const visit = await this.visit(options);
    await connect(visit.page, this.api);
    return visit;
  }
}

/** Leads the page to an address, by its settings. */
export async function connect(page: Page, address: string, key = "emulator-key"): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("An address").check();
  await dialog.getByLabel("Base URL").fill(address);
  await dialog.getByRole("textbox", { name: "Key" }).fill(key);
  await dialog.getByRole("button", { name: "Use these" }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Starts an execution of an agentflow that nobody created, and waits for its page. */
export async function startOther(page: Page, goal: string): Promise<void> {
  await page.getByLabel("Agentflow’s id").fill("67fdea9b68df1c3e9580a549");
  await page.getByLabel("Goal").fill(goal);
  await page.getByRole("button", { name: "Start execution" }).click();
  await badge(page).waitFor();
}

/** The status of the execution that is shown. */
export function badge(page: Page): Locator {
  return page.locator(".execution-head .badge");
}

/** Waits until the execution that is shown has a status. */
export async function shows(page: Page, status: string): Promise<void> {
  await expect.poll(() => badge(page).textContent(), { timeout: 30_000 }).toBe(status);
}

/** The outputs in the timeline, oldest first. */
export async function outputs(page: Page): Promise<string[]> {
  const texts = await page.locator(".entry[data-tone=done] .entry-body").allTextContents();
  return texts.map((text) => text.trim());
}

/** The bar for what moves by itself; 0.1 is what browsers' makers call good. The tests' own choosing is in it. */
export const MOST_SHIFT = 0.02;

/** How much of what was seen moved without the user having done something: the sum of all shifts. */
export function shift(page: Page): Promise<{ sum: number; moved: string[] }> {
  return page.evaluate(() => (globalThis as unknown as { shifts: { sum: number; moved: string[] } }).shifts);
}

interface LayoutShift extends PerformanceEntry {
  readonly hadRecentInput: boolean;
  readonly value: number;
  readonly sources: Array<{ readonly node: Node | null }>;
}

function watchMoves(): void {
  const shifts = { sum: 0, moved: [] as string[] };
  Object.assign(globalThis, { shifts });
  new PerformanceObserver((seen) => {
    for (const { hadRecentInput, value, sources } of seen.getEntries() as LayoutShift[]) {
      if (hadRecentInput) continue;
      shifts.sum += value;
      for (const { node } of sources) {
        shifts.moved.push(`${node?.nodeName}: ${node?.textContent?.slice(0, 40)}`);
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Keeps a picture for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const directory = fromRoot("target/screenshots");
  mkdirSync(directory, { recursive: true });
  await page.screenshot({ path: `${directory}/console-${name}.png`, animations: "disabled" });
}
