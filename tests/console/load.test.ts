import { brotliCompressSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Chromium } from "./visit.ts";

const stage = new Chromium();
vi.setConfig({ testTimeout: 90_000 });

beforeAll(() => stage.open());
afterEach(() => stage.clearAll());
afterAll(() => stage.close());

/** The first load, emulator and all, is to stay below this many bytes of brotli. */
const BUDGET = 150_000;

test("the first load is small, from its own host alone, and works below a path", async () => {
  const { page, complaints, origins } = await stage.visit({}, "#/nothing-here");
  const files = await page.evaluate(async () => {
    const urls = [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
    return Promise.all(
      urls.map(async (url) => {
        const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
        let text = "";
        for (const byte of bytes) text += String.fromCharCode(byte);
        return [url, btoa(text)] as const;
      }),
    );
  });
  const sizes = files.map(
    ([url, text]) =>
      [url.replace(stage.page, ""), brotliCompressSync(Buffer.from(text, "base64")).length] as const,
  );
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  console.log(`first load: ${total} bytes of brotli (${sizes.map((each) => each.join(" ")).join(", ")})`);
  expect(sizes.some(([url]) => url.endsWith(".wasm"))).toBe(true);
  expect(total).toBeLessThan(BUDGET);
  expect([...origins]).toEqual([new URL(stage.page).origin]);
  expect(complaints).toEqual([]);
});

test("the folder brings the licences of what is in it, and no address but relative ones", async () => {
  const texts = await Promise.all(
    ["LICENSES.txt", "wexa.LICENSES.txt", "emulator.LICENSES.txt", "index.html"].map(async (name) =>
      (await fetch(stage.page + name)).text(),
    ),
  );
  const [page = "", client, emulator, html = ""] = texts;
  for (const name of ["preact", "@preact/signals", "@dagrejs/dagre", "marked", "dompurify"]) {
    expect(page).toMatch(new RegExp(`^${name} \\d`, "m"));
  }
  expect(client).toMatch(/^js-sys \d/m);
  expect(emulator).toMatch(/^hono \d/m);
  expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^\.\/assets\//)]),
  );
  expect(html).not.toMatch(/(?:src|href)="(?!\.\/|data:)/);
});

test("the policy of the page lets no foreign script and no inline script run", async () => {
  const { page, complaints } = await stage.visit();
  await page.evaluate(() => {
    for (const make of [
      (script: HTMLScriptElement) => script.append("globalThis.hurt = 1"),
      (script: HTMLScriptElement) => {
        script.src = "data:text/javascript,globalThis.hurt=2";
      },
    ]) {
      const script = document.createElement("script");
      make(script);
      document.head.append(script);
    }
  });
  await expect.poll(() => complaints.filter((text) => /Content Security Policy/.test(text)).length).toBe(2);
  expect(await page.evaluate(() => (globalThis as { hurt?: number }).hurt)).toBeUndefined();
});
