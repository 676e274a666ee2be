// Side by side with other clients:  npm run bench, with the options that bench/run.ts tells
import "./setup/project-node.mjs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./setup/paths.mjs";

for (const [program, args] of [
  ["scripts/build.mjs", []],
  ["bench/run.ts", process.argv.slice(2)],
]) {
  const { status } = spawnSync(process.execPath, [join(root, program), ...args], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
