// Where things are. Everything that set-up finds out is told to the other scripts through files in target/.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const target = join(root, "target");
export const nodeModules = join(root, "node_modules");
export const binaries = join(nodeModules, ".bin");
export const toolchainFile = join(target, "toolchain.json");
export const browsersFile = join(target, "browsers.json");

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The full path of a command, looked for on PATH and then in `more` directories. */
export function findCommand(name, more = []) {
  const directories = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), ...more];
  return directories.map((directory) => join(directory, name)).find(isExecutable);
}

/** rustup's installer puts its commands here; a shell opened before that does not have it on PATH. */
export const cargoHomeBin = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "bin");

export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined; // missing or broken: found out anew
  }
}

/** Writes only what changed, so that file times stay meaningful. */
export function writeJson(path, value) {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
