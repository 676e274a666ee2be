import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { environment, withEmulator } from "../../harness/environment.ts";
import { pageOf, withChromium } from "../../harness/page.ts";
import { projectOf, warnings } from "../../harness/project.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
withChromium();
const version = (): string => project.version("webpack");

/** Without a configuration file: what webpack does by itself. */
async function build(mode: string, entry: string): Promise<string> {
  const to = join(project.directory, `dist-${mode}`);
  const args = ["build", "--mode", mode, "--entry", `./src/${entry}.js`, "--output-path", to];
  expect(warnings(await project.run("webpack", args), TOLD)).toEqual([]);
  cpSync(join(import.meta.dirname, "page.html"), join(to, "page.html"));
  return to;
}

/** It names the files that it bundles. */
const TOLD = [/^\s*(asset|\.\/node_modules\/wexa-executeflow\/|modules by path|cacheable modules)/];

environment("webpack", "production", version, async () =>
  pageOf(await build("production", "page"), "page.html"),
);
environment("webpack", "development", version, async () =>
  pageOf(await build("development", "page"), "page.html"),
);
environment("webpack", "worker of a page", version, async () =>
  pageOf(await build("production", "worker-page"), "page.html"),
);
