// The packages of package-lock.json. A stamp in node_modules says which lock file it was made from.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { binaries, nodeModules, readJson, root, target } from "./paths.mjs";
import { run, tail } from "./run.mjs";
import { SetupError, say } from "./say.mjs";

const lockFile = join(root, "package-lock.json");
const stampFile = join(nodeModules, ".wexa-setup");
const log = join(target, "setup-npm.log");

/** With the platform in it: a tree shared with a container holds the other system's binaries. */
function wantedStamp() {
  const hash = createHash("sha256").update(readFileSync(lockFile)).digest("hex");
  return `${hash} ${process.platform}-${process.arch}\n`;
}

/** npm keeps a copy of what it installed. Equal to the lock file means that `npm install` was run by hand. */
function installedByHand() {
  const installed = readJson(join(nodeModules, ".package-lock.json"))?.packages;
  const wanted = readJson(lockFile)?.packages;
  if (!installed || !wanted) return false;
  const same = ([path, { version, integrity }]) =>
    wanted[path]?.version === version && wanted[path]?.integrity === integrity;
  const absent = ([path, { optional, devOptional }]) =>
    path === "" || path in installed || optional || devOptional;
  return Object.entries(installed).every(same) && Object.entries(wanted).every(absent);
}

export async function ensureNodeModules() {
  const stamp = wantedStamp();
  const found = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : undefined;
  if (found === stamp) return;
  const otherSystem = found !== undefined && found.split(" ")[1] !== stamp.split(" ")[1];
  if (otherSystem || !installedByHand()) await install();
  writeFileSync(stampFile, stamp);
}

async function install() {
  say("installing npm packages (npm ci)");
  // The project's own Node is inside the directory that npm is about to replace, so it must not run npm.
  const path = process.env.PATH.split(delimiter).filter((directory) => directory !== binaries);
  const env = { PATH: path.join(delimiter) };
  const command = ["npm", "ci", "--include=dev", "--no-audit", "--no-fund"];
  rmSync(log, { force: true });
  let result = await run(command, { env, log, seconds: 20 * 60 });
  const isUseless = ({ code, lines }) => code === 127 || lines.some((line) => line.includes("EUSAGE"));
  if (result.code !== 0 && !isUseless(result)) {
    say("npm ci failed, trying once more");
    result = await run(command, { env, log, seconds: 20 * 60 });
  }
  if (result.code === 0) return;
  const outOfStep = result.lines.some((line) => line.includes("EUSAGE"));
  throw new SetupError("the npm packages could not be installed", {
    commands: outOfStep ? ["npm install && node scripts/setup/lock-file.mjs --fix"] : ["npm ci"],
    log: { path: log, tail: explanation(result.lines) },
  });
}

/** npm says what is wrong first and then prints its manual. */
function explanation(lines) {
  const errors = lines.filter((line) => /^npm error \S/.test(line));
  return errors.length > 0 ? errors.slice(0, 12) : tail(lines);
}
