import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.ts";

/** Where tests put what they make. */
export const made: string = join(import.meta.dirname, "../../target/test");

/**
 * A directory with these packages in its node_modules. They are installed once, and again when the list changes.
 *
 * @param packages npm's own words: `node@20.19.0`, `typescript-5.4@npm:typescript@5.4.5`
 */
export async function installOnce(name: string, packages: readonly string[]): Promise<string> {
  const directory = join(made, name);
  const stamp = join(directory, "installed.txt");
  const wanted = packages.join("\n");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return directory;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "package.json"), '{ "private": true }\n');
  const flags = ["--silent", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", directory];
  const { code, out, err } = await run("npm", ["install", ...flags, ...packages], { within: 110_000 });
  if (code !== 0) throw new Error(`npm cannot install ${wanted}: ${out}${err}`);
  writeFileSync(stamp, wanted);
  return directory;
}
