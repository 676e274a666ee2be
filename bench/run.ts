// Side by side:  npm run bench [-- --only create] [--place node,chromium,workerd,cold,scale] [--keep]
// The project in target/bench holds this package as npm would publish it, the clients it is compared with, and a copy
// of this folder, which then runs.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { project } from "./drivers/project.ts";

const program = join(project(), "drivers", "main.ts");
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
