import { expect, test } from "vitest";
import { created } from "../../support/answers.ts";
import { run } from "../../support/packed.ts";
import { serve } from "../../support/server.ts";

const script = new URL("scripts/exit.ts", import.meta.url);

test.each([
  ["a start", "done"],
  ["a start over the network", "done"],
  ["a refusal", { code: "permission" }],
  ["a request that is wrong", { code: "invalid_request" }],
  ["a fetch that hangs", { code: "timeout" }],
  ["an abort in the middle of a wait", { code: "aborted" }],
  ["a client that is never used", "done"],
])("a process ends by itself after %s", async (way, expected) => {
  const server = await serve(created);
  const { report, exitCode, stderr, lingered } = await run(script, { args: [way, server.url] });
  expect(report).toEqual(typeof expected === "string" ? expected : expect.objectContaining(expected));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(lingered).toBeLessThan(1500);
});
