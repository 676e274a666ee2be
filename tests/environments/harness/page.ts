import { brotliCompressSync } from "node:zlib";
import type { Browser, Response } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { launch, watchedPage } from "../../support/chromium.ts";
import { serveFiles } from "../../support/static-server.ts";
import { given, type Outcome } from "./environment.ts";

let browser: Browser;

/** Chromium for the environments of this file. */
export function withChromium(): void {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
}

export const chromiumVersion = (): string => browser.version();

interface Ways {
  /** What the console may say. */
  known?: readonly RegExp[];
  /** A Content-Security-Policy for every reply. */
  csp?: string;
}

/** What a page of a directory says, served as it is by a server of files. */
export async function pageOf(directory: string, page: string, ways: Ways = {}): Promise<Outcome> {
  const files = await serveFiles(directory);
  files.csp = ways.csp;
  try {
    return await pageAt(`http://127.0.0.1:${files.port}/${page}`, ways);
  } finally {
    await files.stop();
  }
}

/** What a page says when it is given the request, and how much of the package it has loaded. */
export async function pageAt(url: string, { known = [] }: Ways = {}): Promise<Outcome> {
  const { page, logged, close } = await watchedPage(browser);
  const loaded: Array<Promise<number>> = [];
  page.context().on("response", (response) => loaded.push(bytesOf(response)));
  try {
    // A development server may compile for a while.
    await page.goto(`${url}#${encodeURIComponent(given)}`, { timeout: 120_000 });
    const line = await page
      .locator("output")
      .textContent({ timeout: 30_000 })
      .catch((error) => `no line: ${error} ${logged.join("\n")}`);
    const worrying = logged.filter((line) => /^(error|warning|uncaught)/.test(line));
    expect(worrying.filter((line) => !known.some((pattern) => pattern.test(line)))).toEqual([]);
    const sizes = await Promise.all(loaded);
    return { line: line ?? "", bytes: sizes.reduce((sum, size) => sum + size, 0) };
  } finally {
    await close();
  }
}

/** The compressed size of a file that holds something of the package. */
async function bytesOf(response: Response): Promise<number> {
  if (!response.ok() || !/^https?:/.test(response.url())) return 0;
  const body = await response.body().catch(() => Buffer.alloc(0));
  return holdsPackage(body) ? brotliCompressSync(body).length : 0;
}

/** Its module, in bytes or base64, or its JavaScript: such words outlive every minifier. */
export function holdsPackage(body: Buffer): boolean {
  const marks = ["\0asm", "AGFzbQ", "wexa-executeflow.error", "executions.watch"];
  return marks.some((mark) => body.includes(mark, 0, "latin1"));
}
