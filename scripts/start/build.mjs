// Builds the package where that is needed: a file of it is missing, or older than the sources it is made from.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/paths.mjs";
import { runToEnd } from "./processes.mjs";
import { StartError } from "./start-error.mjs";

const sources = [
  "src",
  "npm",
  "xtask",
  "scripts/build",
  "Cargo.toml",
  "Cargo.lock",
  "package.json",
  "rolldown.config.ts",
];
/** Written by the build itself, or no part of what it makes. */
const others = /^generated$|\.md$/;

function* filesIn(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) {
    if (stat) yield stat.mtimeMs;
    return;
  }
  for (const name of readdirSync(path)) if (!others.test(name)) yield* filesIn(join(path, name));
}

/** Every file that package.json promises. */
function promised(value) {
  if (typeof value === "string") return value.startsWith("./dist/") ? [value] : [];
  return value ? Object.values(value).flatMap(promised) : [];
}

/** Why the package has to be built; `undefined` where it has not. */
function reason() {
  const { exports, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const made = promised([exports, bin]).map((name) => ({
    name,
    stat: statSync(join(root, name), { throwIfNoEntry: false }),
  }));
  const missing = made.find(({ stat }) => !stat);
  if (missing) return `${missing.name.slice(2)} is missing`;
  const oldest = Math.min(...made.map(({ stat }) => stat.mtimeMs));
  const newest = Math.max(...sources.flatMap((name) => [...filesIn(join(root, name))]));
  return newest > oldest ? "the sources are newer than dist/" : undefined;
}

export async function buildIfNeeded(ending) {
  const why = reason();
  if (!why) return;
  console.log(`Building the package, since ${why}. This can take a minute or two.`);
  const { code, lines } = await runToEnd(
    [process.execPath, join(root, "scripts", "build.mjs")],
    root,
    ending,
  );
  if (code !== 0) throw new StartError("The package cannot be built.", lines.slice(-20));
}
