import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/**
 * A project in target/bench with the clients that are compared and this package as npm would publish it.
 * Returns its directory.
 */
export function project(): string {
  const directory = join(root, "target", "bench");
  mkdirSync(directory, { recursive: true });
  const lock = readFileSync(join(root, "bench", "package-lock.json"), "utf8");
  const installed = join(directory, "installed.json");
  const fresh = !existsSync(installed) || readFileSync(installed, "utf8") !== lock;
  for (const name of readdirSync(directory)) {
    if (fresh || name !== "node_modules") rmSync(join(directory, name), { recursive: true });
  }
  cpSync(join(root, "bench"), directory, {
    recursive: true,
    filter: (source) => !source.endsWith("node_modules"),
  });
  if (fresh) npm(directory, "ci");
  const [packed] = JSON.parse(
    npm(root, "pack", "--json", "--ignore-scripts", "--pack-destination", directory),
  );
  npm(directory, "install", "--no-save", "--ignore-scripts", join(directory, packed.filename));
  writeFileSync(installed, lock);
  return directory;
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", [...args, "--no-audit", "--no-fund"], { cwd, encoding: "utf8", stdio: "pipe" });
}
