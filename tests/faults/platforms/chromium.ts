import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { projectOf } from "../../runtimes/installed.ts";
import { serveFiles } from "../../runtimes/static-server.ts";
import type { Cell, Told } from "../inside/cell.ts";
import { bundle, type Platform } from "./platform.ts";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--no-proxy-server",
  // Nobody is asked about it.
  "--host-resolver-rules=MAP nowhere.invalid ~NOTFOUND",
];

/** A page of Chromium, served from this machine. */
export async function openChromium(): Promise<Platform> {
  const project = projectOf("faults-chromium", {});
  const program = join(import.meta.dirname, "../inside/page-program.ts");
  writeFileSync(join(project, "program.js"), await bundle(program, /^\/node_modules\//));
  writeFileSync(
    join(project, "page.html"),
    '<!doctype html><script type="module" src="/program.js"></script>',
  );
  const files = await serveFiles(project);
  const browsers = readFileSync(join(import.meta.dirname, "../../../target/browsers.json"), "utf8");
  const { path } = JSON.parse(browsers).chromium as { path: string };
  const browser = await chromium.launch({ executablePath: path, args: ARGUMENTS });
  const page = await browser.newPage();
  let printed = "";
  page.on("console", (message) => {
    printed += `${message.text()}\n`;
  });
  page.on("pageerror", (error) => {
    printed += `uncaught: ${error.stack}\n`;
  });
  await page.goto(`http://127.0.0.1:${files.port}/page.html`);
  await page.waitForFunction(() => "runCell" in globalThis);
  return {
    run: (cell) =>
      page.evaluate(
        (cell) => (globalThis as unknown as { runCell(cell: Cell): Promise<Told> }).runCell(cell),
        cell,
      ),
    printed: () => printed,
    async stop() {
      await browser.close();
      await files.stop();
    },
  };
}
