import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { environment, given, withEmulator } from "../../harness/environment.ts";
import { projectOf, warnings } from "../../harness/project.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
const version = (): string => project.version("vitest");

/** A user's own test, run by the user's own Vitest. */
async function tested(environment: string): Promise<{ line: string }> {
  const line = join(project.directory, `line-${environment}.txt`);
  const args = ["run", "--environment", environment];
  const ended = await project.run("vitest", args, { GIVEN: given, LINE: line });
  expect(warnings(ended)).toEqual([]);
  return { line: readFileSync(line, "utf8") };
}

environment("Vitest", "node", version, () => tested("node"));
environment("Vitest", "jsdom", version, () => tested("jsdom"));
