// The licences of what this is made of: all allowed, and the texts of what is shipped beside it.
import satisfies from "spdx-satisfies";

/** Those that ask for no more than their own text. */
const ALLOWED = [
  "0BSD",
  "Apache-2.0",
  "Apache-2.0 WITH LLVM-exception",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "Unicode-3.0",
  "Unlicense",
  "Zlib",
];

export interface Licensed {
  name: string;
  version: string;
  license?: string | null;
}

export function isAllowed(license: string | null | undefined): boolean {
  try {
    // Before there were expressions, crates wrote "MIT/Apache-2.0".
    return satisfies((license ?? "").replaceAll("/", " OR "), ALLOWED);
  } catch {
    return false; // no expression at all
  }
}

export function licenceProblems(packages: Licensed[]): string[] {
  if (packages.length === 0) return ["no package was found to judge"];
  return packages
    .filter(({ license }) => !isAllowed(license))
    .map(({ name, version, license }) => `${name} ${version}: ${license ?? "no licence"}`);
}

/** The packages that a file of licences names: `hono 4.13.19 (MIT)`, each on a line of its own. */
export function licensedIn(text: string): Licensed[] {
  const lines = text.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) (\d+\.\d+\.\d+\S*) \((.+)\)$/gm);
  return Array.from(lines, ([, name = "", version = "", license = ""]) => ({ name, version, license }));
}

/** @param compiledIn the crates of the module, as `cargo tree` names them: `serde 1.0.229` */
export function textProblems(compiledIn: string[], text: string): string[] {
  const told = new Set(licensedIn(text).map(({ name, version }) => `${name} ${version}`));
  const problems = compiledIn.filter((each) => !told.has(each)).map((each) => `${each} is not in it`);
  for (const words of ["Permission is hereby granted", "Apache License"]) {
    if (!text.includes(words)) problems.push(`no licence text in it says "${words}"`);
  }
  return problems;
}
