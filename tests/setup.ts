// Before any test: the package as users get it, packed and installed into a project of its own.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A project with nothing but the packed package in it. */
    packed: string;
    /** What was packed: the file that npm would publish. */
    tarball: string;
    /** The same, around a module that traps when it is told to. */
    packedTrap: string;
  }
}

const root = resolve(import.meta.dirname, "..");
const target = join(root, "target");
const scratch = join(target, "test");

export default function setup(project: TestProject): void {
  if (!existsSync(join(root, "dist", "node.js"))) build("build");
  project.provide("packed", install(root, "packed"));
  project.provide("tarball", tarballOf("packed"));
  project.provide("packedTrap", install(trapPackage(), "packed-trap"));
}

function tarballOf(name: string): string {
  return join(scratch, `${name}.tgz`);
}

function build(step: string): void {
  execFileSync(process.execPath, [join(root, "scripts", "build.mjs"), step], { cwd: root, stdio: "inherit" });
}

/** Packs the package in `directory` and installs it into the project `name`, unless it is there already. */
function install(directory: string, name: string): string {
  const project = join(scratch, name);
  const tarball = tarballOf(name);
  mkdirSync(project, { recursive: true });
  const [packed] = JSON.parse(
    npm(directory, "pack", "--json", "--ignore-scripts", "--pack-destination", project),
  );
  cpSync(join(project, packed.filename), tarball);
  rmSync(join(project, packed.filename));

  const hash = createHash("sha256").update(readFileSync(tarball)).digest("hex");
  const installed = join(project, "installed.sha256");
  if (existsSync(installed) && readFileSync(installed, "utf8") === hash) return project;
  rmSync(project, { recursive: true });
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "type": "module", "private": true }\n');
  npm(project, "install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", tarball);
  // What the project's own modules get when they import or require the package.
  writeFileSync(join(project, "imported.js"), 'export * from "wexa-executeflow";\n');
  writeFileSync(join(project, "required.cjs"), 'module.exports = require("wexa-executeflow");\n');
  writeFileSync(installed, hash);
  return project;
}

/** The directory of the package around the module that traps on demand. */
function trapPackage(): string {
  const dist = join(target, "dist-trap");
  const built = join(dist, "node.js");
  if (!existsSync(built) || statSync(built).mtimeMs < newestSource()) build("trap-build");
  const directory = join(scratch, "trap-package");
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  cpSync(dist, join(directory, "dist"), { recursive: true });
  cpSync(join(root, "package.json"), join(directory, "package.json"));
  return directory;
}

function newestSource(): number {
  const files = ["Cargo.toml", "Cargo.lock", "rolldown.config.ts"].map((name) => join(root, name));
  for (const name of ["src", "npm", "xtask/src"]) {
    for (const entry of readdirSync(join(root, name), { recursive: true, withFileTypes: true })) {
      // What is generated is written by each build.
      if (entry.isFile() && !entry.parentPath.endsWith("generated"))
        files.push(join(entry.parentPath, entry.name));
    }
  }
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

function npm(cwd: string, ...args: string[]): string {
  // What npm says of the user's own settings is not for here; an error holds what it said.
  const options = { cwd, encoding: "utf8", stdio: "pipe", shell: process.platform === "win32" } as const;
  return execFileSync("npm", args, options);
}
