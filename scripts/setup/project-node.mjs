// Import this first in a script that needs the project's Node (a dev dependency) and not the machine's.
// A PATH with node_modules/.bin in front is not enough: in `node a.mjs && node b.mjs` the shell remembers
// where it found the first `node`, and on a clean clone that was before the packages were there.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { binaries, isExecutable } from "./paths.mjs";

const wanted = 24;
const current = Number.parseInt(process.versions.node, 10);
const own = join(binaries, "node");
const isChild = process.env.WEXA_PROJECT_NODE !== undefined;
delete process.env.WEXA_PROJECT_NODE; // not for the processes that are started from here

if (current < wanted) {
  if (!isExecutable(own) || isChild) {
    console.error(`Node ${wanted} is needed here, this is ${process.versions.node}.\n  get it: npm ci`);
    process.exit(1);
  }
  const child = spawn(own, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: "inherit",
    env: { ...process.env, WEXA_PROJECT_NODE: "1" },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // The script that imports this waits here for ever: its work is done by the child.
  await new Promise(() => {
    child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}
