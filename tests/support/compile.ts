import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { installOnce } from "./install-once.ts";
import { run } from "./run.ts";

const root = join(import.meta.dirname, "../..");

// The oldest and the newest that the package is for, and those between where much changed.
const OTHERS: Record<string, string> = { "5.4": "5.4.5", "5.9": "5.9.3", "7.0": "7.0.2" };

/** The compilers that the types are for. */
export const versions = ["5.4", "5.9", "6.0", "7.0"] as const;
export type Version = (typeof versions)[number];

/** Installs the compilers that this repository does not have itself. */
export function installCompilers(): Promise<string> {
  const packages = Object.entries(OTHERS).map(
    ([version, exact]) => `typescript-${version}@npm:typescript@${exact}`,
  );
  return installOnce("typescript", packages);
}

/** What a strict project sets. */
export const strict = {
  target: "es2022",
  lib: ["es2022", "dom"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  skipLibCheck: false,
  noEmit: true,
} as const;

/** The two ways in which a project finds its packages, and the programs to be found right with each. */
export const resolutions = {
  bundler: { module: "esnext", moduleResolution: "bundler", files: ["good.ts", "bad.ts", "react.ts"] },
  node16: {
    module: "node16",
    moduleResolution: "node16",
    files: ["good.ts", "bad.ts", "react.ts", "commonjs.cts"],
  },
} as const;

/** Compiles files of a project, and gives the compiler's complaints: none if all is right. */
export async function complaints(
  project: string,
  files: readonly string[],
  compilerOptions: object,
  version: Version = "6.0",
): Promise<string[]> {
  const compilers = version === "6.0" ? root : await installCompilers();
  const name = version === "6.0" ? "typescript" : `typescript-${version}`;
  const config = `tsconfig.${version}.${Object.values(compilerOptions).join("-").replace(/\W/g, "")}.json`;
  writeFileSync(join(project, config), JSON.stringify({ compilerOptions, files }));
  const compiler = join(compilers, "node_modules", name, "bin/tsc");
  const args = [compiler, "--project", config, "--pretty", "false"];
  const { code, out, err } = await run(process.execPath, args, { cwd: project, within: 60_000 });
  const lines = `${out}${err}`.split("\n").filter((line) => line !== "");
  return code === 0 || lines.length > 0 ? lines : [`exit code ${code}`];
}
