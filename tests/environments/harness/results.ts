import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tarballOf, target } from "../../support/pack.ts";

/** Where what has been found is kept. */
const directory = join(target, "environments");

/** What is kept of a run, for the table. */
export interface Result {
  tool: string;
  way: string;
  version: string;
  passed: boolean;
  /** What it loads of the package, compressed by brotli. */
  bytes?: number | undefined;
  /** Milliseconds from its start to the end of the first call. */
  ms?: number | undefined;
}

/** Which package it was a run of. */
function stamp(): string {
  return createHash("sha256")
    .update(readFileSync(tarballOf("packed")))
    .digest("hex");
}

export function keep(result: Result): void {
  mkdirSync(directory, { recursive: true });
  const name = `${result.tool} ${result.way}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  writeFileSync(join(directory, `${name}.json`), JSON.stringify({ ...result, package: stamp() }));
}

/** What has been found of the package as it is now; what is older goes. */
export function kept(): Result[] {
  const [results, current] = [[] as Result[], stamp()];
  if (!existsSync(directory)) return results;
  for (const name of readdirSync(directory)) {
    const result = JSON.parse(readFileSync(join(directory, name), "utf8"));
    if (result.package === current) results.push(result);
    else rmSync(join(directory, name));
  }
  return results;
}
