import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { manifest } from "../../../support/installed.ts";
import { environment, withEmulator } from "../../harness/environment.ts";
import { printedBy, projectOf } from "../../harness/project.ts";
import { withRegistry } from "../../harness/registry.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
const version = (): string => project.version("deno");
const deno = join(project.directory, "node_modules/deno/bin.cjs");

const run = (env: Record<string, string> = {}) =>
  printedBy(
    project,
    process.execPath,
    [deno, "run", "--quiet", "--allow-env=GIVEN", "--allow-net=127.0.0.1", "src/program.js"],
    env,
  );

environment("Deno", "node_modules", version, () => run());

// Last: it does without the node_modules, and with the name that Deno's users write.
environment("Deno", "npm: specifier", version, () =>
  withRegistry((registry) => {
    const start = join(project.directory, "src/start.js");
    const specifier = `"npm:wexa-executeflow@${manifest.version}"`;
    writeFileSync(start, readFileSync(start, "utf8").replace('"wexa-executeflow"', specifier));
    rmSync(join(project.directory, "package.json"));
    return run({ NPM_CONFIG_REGISTRY: registry, DENO_DIR: join(project.directory, "cache") });
  }),
);
