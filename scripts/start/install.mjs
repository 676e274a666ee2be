// Packs the package and installs the tarball in target/start, so that what runs is what npm's users get.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withLock } from "../setup/lock.mjs";
import { readJson, root, target } from "../setup/paths.mjs";
import { buildIfNeeded } from "./build.mjs";
import { runToEnd } from "./processes.mjs";
import { StartError } from "./start-error.mjs";

/** A project of its own, with the package as its only dependency. */
export const project = join(target, "start");
const installed = join(project, "node_modules", "wexa-executeflow");
const tarballs = join(project, "tarball");
const stamp = join(project, "installed.json");
const client = join(project, "client.mjs");

/**
 * The packed package, installed.
 * @returns {Promise<{ version: string, tarball: string, size: number, command: string }>}
 */
export async function installPacked({ build }, ending) {
  // Two at a time would pack each other's halves.
  return withLock(async () => {
    if (build) await buildIfNeeded(ending);
    const tarball = await pack(ending);
    const bytes = readFileSync(join(tarballs, tarball));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    // The same once more is left alone: another `npm start` may be serving it.
    if (readJson(stamp)?.sha256 !== sha256 || !readJson(join(installed, "package.json"))) {
      await install(tarball, ending);
      writeFileSync(stamp, JSON.stringify({ sha256 }));
    }
    const { version, bin } = readJson(join(installed, "package.json"));
    return { version, tarball, size: bytes.length, command: join(installed, bin["wexa-executeflow"]) };
  });
}

/** The module that a user's `import … from "wexa-executeflow"` gives. */
export async function packedClient() {
  return import(pathToFileURL(client).href);
}

async function pack(ending) {
  rmSync(tarballs, { recursive: true, force: true });
  mkdirSync(tarballs, { recursive: true });
  await npm(["pack", "--ignore-scripts", "--pack-destination", tarballs], root, "packed", ending);
  const name = readdirSync(tarballs).find((each) => each.endsWith(".tgz"));
  if (!name) throw new StartError(`npm pack left no tarball in ${tarballs}.`);
  return name;
}

async function install(tarball, ending) {
  rmSync(stamp, { force: true });
  rmSync(join(project, "node_modules"), { recursive: true, force: true });
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  writeFileSync(client, 'export * from "wexa-executeflow";\n');
  // It has no dependencies, so there is nothing to ask a registry for.
  const quiet = [
    "--offline",
    "--no-audit",
    "--no-fund",
    "--no-save",
    "--no-package-lock",
    "--ignore-scripts",
  ];
  await npm(["install", ...quiet, join(tarballs, tarball)], project, "installed", ending);
}

async function npm(args, directory, done, ending) {
  const { code, lines } = await runToEnd(["npm", ...args], directory, ending);
  if (code !== 0)
    throw new StartError(`The package cannot be ${done}: npm ${args[0]} failed.`, lines.slice(-12));
}
