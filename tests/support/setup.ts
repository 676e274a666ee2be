// Before any test: the package as users get it, and the same around a module that traps when it is told to.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { build, install, installPacked, root, scratch, tarballOf, target } from "./pack.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A project with the package around the module that traps. */
    packedTrap: string;
  }
}

export default function setup(project: TestProject): void {
  project.provide("packed", installPacked());
  project.provide("tarball", tarballOf("packed"));
  project.provide("packedTrap", install(trapPackage(), "packed-trap"));
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
