// Runs the edge worker of examples/edge on this machine:  npm run example:edge [-- --once]
// Its package is the packed one, its API the emulator, its console the one of www/; workerd is wrangler's.
import "../setup/project-node.mjs";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { nodeModules, readJson, root, target } from "../setup/paths.mjs";
import { SetupError } from "../setup/say.mjs";
import { startEmulator } from "../start/emulator.mjs";
import { Ending } from "../start/ending.mjs";
import { flagsOf } from "../start/flags.mjs";
import { installPacked } from "../start/install.mjs";
import { row } from "../start/pretty.mjs";
import { runNode, runToEnd } from "../start/processes.mjs";
import { StartError } from "../start/start-error.mjs";
import { tryOut } from "./try-out.mjs";

const example = join(root, "examples", "edge");
const stamp = join(target, "example-edge.json");
const projectID = "67fdea40aac77be632954f13";
const token = "starts-token";

async function main(ending) {
  const flags = flagsOf(process.argv.slice(2));
  const { tarball, command } = await installPacked(flags, ending);
  copyFileSync(join(target, "start", "tarball", tarball), join(example, "wexa-executeflow.tgz"));
  await installExample(ending);
  await buildConsole(ending);

  const emulator = await startEmulator(command, ending);
  console.log(row("emulator", `${emulator.baseUrl} answers like the Wexa AI API`));
  const address = await serveWorker(emulator, ending);
  console.log(row("worker", `${address} (console, proxy at /wexa, queue at /starts)`));
  for (const [name, told] of await tryOut({ address, emulator, projectID, token }))
    console.log(row(name, told));
  if (flags.once) return console.log("\nAll of it works. Nothing is left running.");
  console.log("\nNothing leaves this machine. Ctrl-C ends the worker and the emulator.");
  await ending.signalled();
}

/** The example's own packages: wrangler, and this package as a file. */
async function installExample(ending) {
  const wanted = JSON.stringify([
    readFileSync(join(example, "package.json"), "utf8"),
    readJson(join(target, "start", "installed.json"))?.sha256,
  ]);
  const there = readJson(join(example, "node_modules", "wrangler", "package.json"));
  if (there && readJson(stamp) === wanted) return;
  console.log("Installing the example's packages (wrangler with its workerd). This can take a minute.");
  const flags = ["--no-audit", "--no-fund", "--no-package-lock"];
  // The tarball has the same name and version when it has changed, and npm would keep the old one.
  const { code, lines } = await runToEnd(["npm", "install", ...flags], example, ending);
  if (code !== 0) throw new StartError("The example's packages cannot be installed.", lines.slice(-12));
  const own = ["npm", "install", "--no-save", ...flags, "./wexa-executeflow.tgz"];
  const again = await runToEnd(own, example, ending);
  if (again.code !== 0) throw new StartError("The package cannot be installed.", again.lines.slice(-12));
  writeFileSync(stamp, JSON.stringify(wanted));
}

async function buildConsole(ending) {
  const vite = join(nodeModules, "vite", "bin", "vite.js");
  const flags = ["--outDir", join(example, "public"), "--emptyOutDir", "--logLevel", "warn"];
  const { code, lines } = await runToEnd([process.execPath, vite, "build", "www", ...flags], root, ending);
  if (code !== 0) throw new StartError("The console cannot be built.", lines.slice(-12));
}

/** `wrangler dev`, without its looks at the internet. @returns {Promise<string>} its address */
function serveWorker({ baseUrl, apiKey }, ending) {
  const vars = {
    WEXA_URL: baseUrl,
    WEXA_API_KEY: apiKey,
    PROJECT_ID: projectID,
    EXECUTED_BY: "67fdea40aac77be632954f0e",
    OPEN: "yes",
    STARTS_TOKEN: token,
  };
  const flags = Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
  process.env.WRANGLER_SEND_METRICS = "false";
  process.env.CI = "1";
  const wrangler = join(example, "node_modules", "wrangler", "bin", "wrangler.js");
  const state = join(target, "example-edge");
  const args = ["dev", "--cwd", example, "--ip", "127.0.0.1", "--port", "0", "--persist-to", state, ...flags];
  const child = runNode([wrangler, ...args], ending);
  const lines = [];
  return new Promise((resolve, reject) => {
    const take = (line) => {
      lines.push(line);
      const address = /Ready on (http:\/\/\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", take);
    child.on("close", () => reject(new StartError("The worker does not start.", lines.slice(-20))));
  });
}

const ending = new Ending();
try {
  await main(ending);
} catch (error) {
  if (!ending.begun) {
    const isOurs = error instanceof StartError || error instanceof SetupError;
    console.error(isOurs ? error.toString() : error);
    process.exitCode = 1;
  }
}
await ending.run();
