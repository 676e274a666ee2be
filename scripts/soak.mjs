// A million calls against a fetch in the same process, through the packed package:  npm run soak [-- 200000]
import "./setup/project-node.mjs";
import { spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { binaries, root } from "./setup/paths.mjs";

const [calls = "1000000"] = process.argv.slice(2);
if (!/^[1-9]\d*0$/.test(calls)) {
  console.error(`how many calls? A multiple of ten, and not ${calls}`);
  process.exit(1);
}
const { status } = spawnSync("vitest", ["run", "tests/client/soak"], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { ...process.env, WEXA_SOAK_CALLS: calls, PATH: `${binaries}${delimiter}${process.env.PATH}` },
});
process.exit(status ?? 1);
