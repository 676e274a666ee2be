import { cpSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { environment, withEmulator } from "../../harness/environment.ts";
import { pageAt, pageOf, withChromium } from "../../harness/page.ts";
import { projectOf, warnings } from "../../harness/project.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
withChromium();
const version = (): string => project.version("esbuild");

/** A bundle, and the page that loads it. */
async function build(name: string, ...args: string[]): Promise<string> {
  const to = join(project.directory, name);
  const ended = await project.run("esbuild", [
    "src/page.js",
    "--bundle",
    "--minify",
    `--outdir=${to}`,
    ...args,
  ]);
  expect(warnings(ended)).toEqual([]);
  cpSync(join(import.meta.dirname, `${name}.html`), join(to, "page.html"));
  return to;
}

environment("esbuild", "ES module", version, async () =>
  pageOf(await build("esm", "--format=esm"), "page.html", { known: ABSENT }),
);
environment("esbuild", "ES modules with splitting", version, async () =>
  pageOf(await build("esm", "--format=esm", "--splitting"), "page.html", { known: ABSENT }),
);
environment("esbuild", "ES modules with splitting, wexa.wasm put beside", version, async () => {
  const to = await build("esm", "--format=esm", "--splitting");
  cpSync(join(project.directory, "node_modules/wexa-executeflow/dist/wexa.wasm"), join(to, "wexa.wasm"));
  return pageOf(to, "page.html");
});
environment("esbuild", "iife", version, async () =>
  pageOf(await build("iife", "--format=iife"), "page.html"),
);
environment("esbuild", "iife in a page of the disk", version, async () =>
  pageAt(pathToFileURL(join(await build("iife", "--format=iife"), "page.html")).href),
);

/** esbuild leaves files beside a module behind: the page asks for the .wasm in vain, and the browser says so. */
const ABSENT = [/^error: Failed to load resource.* 404/];
