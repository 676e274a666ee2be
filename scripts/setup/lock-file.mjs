// package-lock.json must name the optional packages of every platform, else `npm ci` refuses it. npm leaves
// out those that its registry did not offer when the file was written. This finds them and puts them in:
//
//   node scripts/setup/lock-file.mjs           says what is missing (so does the house check)
//   node scripts/setup/lock-file.mjs --fix     adds it; run it after a change of dependencies
//
// An added entry has a version and a platform but no integrity: npm fills that in where it can fetch the package.
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./paths.mjs";

const file = join(root, "package-lock.json");
const systems = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
  "aix",
];
const processors = [
  "arm64",
  "arm",
  "x64",
  "ia32",
  "ppc64",
  "s390x",
  "riscv64",
  "loong64",
  "mips64el",
  "wasm32",
];

/** "@rolldown/binding-linux-x64-musl" -> { cpu: ["x64"], os: ["linux"], libc: ["musl"] } */
export function platformOf(name) {
  const words = name.split("/").at(-1).split("-");
  const cpu = processors.filter((word) => words.includes(word));
  const os = systems.filter((word) => words.includes(word));
  const libc = os.includes("linux")
    ? [words.includes("musl") && "musl", words.includes("gnu") && "glibc"].filter(Boolean)
    : [];
  const orNone = (list) => (list.length > 0 ? list : undefined);
  return { cpu: orNone(cpu), libc: orNone(libc), os: orNone(os) };
}

/** Where Node would find `name` from the package at `path`. */
function resolve(packages, path, name) {
  for (let from = path; ; from = from.slice(0, Math.max(from.lastIndexOf("node_modules/") - 1, 0))) {
    const candidate = `${from ? `${from}/` : ""}node_modules/${name}`;
    if (packages[candidate]) return packages[candidate];
    if (!from) return undefined;
  }
}

/** @returns {{ parent: string, name: string, version: string }[]} */
export function missingFrom(lock) {
  const missing = [];
  for (const [parent, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const found = resolve(lock.packages, parent, name);
      const exact = /^\d/.test(version); // a range is npm's to judge
      if (!found || (exact && found.version !== version)) missing.push({ parent, name, version });
    }
  }
  return missing;
}

function complete(lock) {
  const unknown = [];
  for (const { parent, name, version } of missingFrom(lock)) {
    if (!/^\d/.test(version)) {
      unknown.push(`${name}@${version}`);
      continue;
    }
    const beside = `${parent.slice(0, parent.lastIndexOf("node_modules/"))}node_modules/${name}`;
    const path = lock.packages[beside] ? `${parent}/node_modules/${name}` : beside;
    const { dev, license, engines } = lock.packages[parent];
    const { cpu, libc, os } = platformOf(name);
    // In npm's own order, so that npm does not rewrite it; what is undefined is not written.
    lock.packages[path] = { version, cpu, dev, libc, license, optional: true, os, engines };
  }
  const order = ([a], [b]) => a.localeCompare(b, "en");
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(order));
  return unknown;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingFrom(lock);
  console.log(`package-lock.json misses ${missing.length} optional packages`);
  if (process.argv.includes("--fix") && missing.length > 0) {
    const unknown = complete(lock);
    writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
    if (unknown.length > 0) console.error(`not added, since only a range is known: ${unknown.join(", ")}`);
  } else if (missing.length > 0) {
    for (const { name, version } of missing) console.log(`  ${name}@${version}`);
    process.exitCode = 1;
  }
}
