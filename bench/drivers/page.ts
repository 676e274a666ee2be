import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import type { Figure } from "../inside/measure.ts";
import { launch, serve } from "./chromium.ts";

/** Builds a page around one module, as a user of Vite would. Returns the folder. */
export async function buildPage(project: string, name: string, module: string): Promise<string> {
  const root = join(project, "pages", name);
  mkdirSync(root, { recursive: true });
  writeFileSync(
    join(root, "index.html"),
    `<!doctype html><title>${name}</title><script type="module" src="/main.ts"></script>\n`,
  );
  writeFileSync(join(root, "main.ts"), `import "../../${module}";\n`);
  const outDir = join(root, "dist");
  await build({
    root,
    configFile: false,
    logLevel: "error",
    build: { outDir, emptyOutDir: true, target: "es2022" },
  });
  return outDir;
}

/** All cases in a page. */
export async function inPage(
  project: string,
  only: string | undefined,
): Promise<{ version: string; told: Record<string, Figure[]> }> {
  const server = await serve(await buildPage(project, "all", "inside/page.ts"));
  const browser = await launch();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(20 * 60_000);
    await page.goto(`${server.url}/index.html`);
    await page.waitForFunction(() => "benchRun" in window);
    const told: Record<string, Figure[]> = {};
    for (const name of await page.evaluate(() => window.benchCases())) {
      if (only && !name.startsWith(only)) continue;
      told[name] = await page.evaluate((each) => window.benchRun(each), name);
      process.stderr.write(`  ${name}\n`);
    }
    return { version: browser.version(), told };
  } finally {
    await browser.close();
    server.stop();
  }
}
