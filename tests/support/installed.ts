import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { made } from "./install-once.ts";

const repository = join(import.meta.dirname, "../..");

/** A project in which the packed package is installed: see setup.ts. */
export const packed: string = inject("packed");

/** The package, as npm unpacked it there. */
export const packageDirectory: string = join(packed, "node_modules/wexa-executeflow");

/** What npm would publish. */
export const tarball: string = inject("tarball");

/** The package.json that users get. */
export const manifest: Record<string, unknown> & { exports: Record<string, unknown> } = JSON.parse(
  readFileSync(join(packageDirectory, "package.json"), "utf8"),
);

interface Parts {
  /** A directory whose files it gets. */
  source?: string;
  /** Packages of this repository that it gets too. */
  packages?: readonly string[];
}

/** A new project of its own, with the package in its node_modules. */
export function projectOf(name: string, { source, packages = [] }: Parts): string {
  const directory = join(made, name);
  const modules = join(directory, "node_modules");
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  if (source) cpSync(source, directory, { recursive: true });
  // A package.json of its own: without one, Node would take the name for that of this repository.
  writeFileSync(join(directory, "package.json"), '{ "private": true, "type": "module" }\n');
  cpSync(packageDirectory, join(modules, "wexa-executeflow"), { recursive: true });
  for (const each of packages) {
    cpSync(join(repository, "node_modules", each), join(modules, each), { recursive: true });
  }
  return directory;
}
