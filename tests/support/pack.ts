// The package as users get it: packed, and installed into a project of its own.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

declare module "vitest" {
  interface ProvidedContext {
    /** A project with nothing but the packed package in it. */
    packed: string;
    /** What was packed: the file that npm would publish. */
    tarball: string;
  }
}

export const root: string = resolve(import.meta.dirname, "../..");
export const target: string = join(root, "target");
export const scratch: string = join(target, "test");

export function tarballOf(name: string): string {
  return join(scratch, `${name}.tgz`);
}

export function build(step: string): void {
  execFileSync(process.execPath, [join(root, "scripts", "build.mjs"), step], { cwd: root, stdio: "inherit" });
}

/** The package that users get, in the project `packed`. */
export function installPacked(): string {
  if (!existsSync(join(root, "dist", "node.js"))) build("build");
  return install(root, "packed");
}

/** Packs the package in `directory` and installs it into the project `name`, unless it is there already. */
export function install(directory: string, name: string): string {
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

function npm(cwd: string, ...args: string[]): string {
  // What npm says of the user's own settings is not for here; an error holds what it said.
  const options = { cwd, encoding: "utf8", stdio: "pipe", shell: process.platform === "win32" } as const;
  return execFileSync("npm", args, options);
}
