// The package under test: the one that `npm pack` makes, as an installed dependency.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inject } from "vitest";

export type Package = typeof import("../../npm/index.ts");

/** What `import` gives in a project that has installed the package. */
export async function packed(): Promise<Package> {
  return load("imported.js");
}

/** What `require` gives in the same project: another copy. */
export async function packedCommonJs(): Promise<Package> {
  return load("required.cjs");
}

/** An entry by its file. In Node that of pages takes the inlined bytes: no file is read by fetch. */
export function packedEntry(file: string): Package {
  return load(`node_modules/wexa-executeflow/dist/${file}`);
}

/** Node's own loader, which the test runner's `import` is not. */
function load(file: string): Package {
  return createRequire(join(inject("packed"), "package.json"))(`./${file}`);
}

/** What a script has printed and come to. */
export interface Ran<Report> {
  /** The JSON that it printed. */
  report: Report;
  exitCode: number | null;
  stderr: string;
  /** How long the process lived after its report, in milliseconds. */
  lingered: number;
}

export interface RunOptions {
  /** Which of the installed packages. */
  variant?: "packed" | "packedTrap";
  /** Options of Node. */
  node?: string[];
  /** Arguments of the script, after the address of the package. */
  args?: string[];
  /** How long the process may live. */
  milliseconds?: number;
}

/** Runs a script in a process of its own. Its first argument is the address that the package is imported from. */
export function run<Report>(script: URL, options: RunOptions = {}): Promise<Ran<Report>> {
  const { variant = "packed", node = [], args = [], milliseconds = 25_000 } = options;
  const entry = pathToFileURL(join(inject(variant), "imported.js")).href;
  const child = spawn(process.execPath, [...node, fileURLToPath(script), entry, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: milliseconds,
  });
  let [stdout, stderr, reported] = ["", "", 0];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    reported = performance.now();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      const lingered = performance.now() - reported;
      try {
        resolve({ report: JSON.parse(stdout), exitCode, stderr, lingered });
      } catch {
        reject(new Error(`no report from ${script.pathname} (exit code ${exitCode}): ${stdout}${stderr}`));
      }
    });
  });
}
