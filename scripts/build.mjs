import "./setup/project-node.mjs";
import { spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { binaries, readJson, root, toolchainFile } from "./setup/paths.mjs";

// Makes dist/: the steps are in xtask/. `node scripts/build.mjs trap-build` and others run another step.
const { nativeCargo = "cargo" } = readJson(toolchainFile) ?? {};
const step = process.argv[2] ?? "build";
const { status } = spawnSync(nativeCargo, ["run", "--quiet", "--locked", "--package", "xtask", "--", step], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` },
});
process.exit(status ?? 1);
