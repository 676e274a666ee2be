// Packages from Debian, where that is possible without asking anybody for a password.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findCommand, target } from "./paths.mjs";
import { run, tail } from "./run.mjs";
import { SetupError } from "./say.mjs";

const isRoot = process.getuid?.() === 0;
const log = join(target, "setup-apt.log");

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8")) && existsSync("/usr/bin/apt-get");
  } catch {
    return false; // not Linux
  }
}

let answer;
/** Whether packages can be installed here and now: Debian, and root or sudo without a password. */
export function canInstall() {
  answer ??= (async () => {
    if (!isDebian()) return false;
    if (isRoot) return true;
    return Boolean(findCommand("sudo")) && (await run(["sudo", "-n", "true"], { seconds: 10 })).code === 0;
  })();
  return answer;
}

export const installCommand = (packages) =>
  `${isRoot ? "" : "sudo "}apt-get install -y --no-install-recommends ${packages.join(" ")}`;

/** The command to tell a user of Debian or of its children; other systems get nothing. */
export const hintFor = (packages) => (findCommand("apt-get") ? [installCommand(packages)] : []);

function apt(args) {
  const command = [
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "-q",
    "-o",
    "DPkg::Lock::Timeout=300",
    ...args,
  ];
  return run(isRoot ? command : ["sudo", "-n", ...command], { seconds: 20 * 60, log });
}

let updated;
/** Package lists go stale within days: they are renewed once, and only when a package is really wanted. */
function update() {
  updated ??= (async () => {
    rmSync(log, { force: true });
    const first = await apt(["update"]);
    return first.code === 0 ? first : apt(["update"]);
  })();
  return updated;
}

/** --no-remove: a contributor's own packages must never be pushed out by ours. */
export async function install(packages, what) {
  const commands = ["apt-get update", installCommand(packages)].map((line) =>
    line.replace(/^apt-get/, isRoot ? "apt-get" : "sudo apt-get"),
  );
  const steps = [update, () => apt(["install", "-y", "--no-install-recommends", "--no-remove", ...packages])];
  for (const step of steps) {
    const { code, lines } = await step();
    if (code === 0) continue;
    throw new SetupError(`${what} could not be installed from Debian`, {
      commands,
      log: { path: log, tail: tail(lines) },
    });
  }
}
