import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { environment, given, withEmulator } from "../../harness/environment.ts";
import { projectOf } from "../../harness/project.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
const version = (): string => project.version("jest");

/** A user's own test, run by the user's own Jest. */
async function tested(environment: string, file = "user"): Promise<{ line: string }> {
  const line = join(project.directory, `line-${environment}.txt`);
  const args = ["--env", environment, "--testMatch", `**/${file}.spec.cjs`];
  const { out, err } = await project.run("jest", args, { GIVEN: given, LINE: line });
  // Jest tells of its passed tests as of an error.
  expect({ out, err }).toEqual({ out: "", err: expect.stringMatching(/^PASS /) });
  expect(err).toContain("1 passed, 1 total");
  expect(err).not.toMatch(/warn|console\./i);
  return { line: readFileSync(line, "utf8") };
}

environment("Jest", "node", version, () => tested("node"));
// Jest's jsdom has no fetch: this test brings one, as such tests do.
environment("Jest", "jsdom", version, () => tested("jsdom", "jsdom"));

test.each(["node", "jsdom"])("Jest, %s: a mocked fetch is what a call gets", async (environment) => {
  const { line } = await tested(environment, "mocked");
  expect(line).toBe("POST https://api.wexa.ai/execute_flow?projectID=67fdea40aac77be632954f13");
});
