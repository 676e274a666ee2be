import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { environment, withEmulator } from "../../harness/environment.ts";
import { pageOf, withChromium } from "../../harness/page.ts";
import { projectOf, warnings } from "../../harness/project.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
withChromium();

/** As esbuild: the page asks for the .wasm in vain. */
const ABSENT = [/^error: Failed to load resource.* 404/];

environment(
  "Rollup",
  "ES modules",
  () => project.version("rollup"),
  async () => {
    const to = join(project.directory, "dist");
    const args = ["src/page.js", "--dir", to, "--format", "es", "--plugin", "node-resolve={browser:true}"];
    expect(warnings(await project.run("rollup", args))).toEqual([]);
    cpSync(join(project.directory, "src/page.html"), join(to, "page.html"));
    return pageOf(to, "page.html", { known: ABSENT });
  },
);
