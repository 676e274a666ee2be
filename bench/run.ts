// Side by side:  npm run bench [-- --place node,chromium,workerd,cold,scale,profile] [--only create] [--keep]
//   --place  some of them; all of them take ten minutes
//   --only   the cases of Node and Chromium whose names begin so
//   --keep   writes bench/results/, and from a run of everything docs/bench.md, its charts and the README's table
//   --from bench/results/x.json   measures nothing: writes the documents from what was kept
// The project in target/bench holds this package as npm would publish it, the clients it is compared with, and a copy
// of this folder, which then runs.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { project } from "./drivers/project.ts";

const program = join(project(), "drivers", "main.ts");
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
