import { expect, test } from "vitest";
import { run } from "../packed.ts";

test("twenty thousand calls, good and bad, leave no memory behind", async () => {
  const script = new URL("scripts/many-calls.ts", import.meta.url);
  const { report, stderr } = await run<{ grown: number; alive: string }>(script, {
    node: ["--expose-gc"],
    args: ["20000"],
  });
  // A hundred bytes for each call would be two million.
  expect(report.grown).toBeLessThan(1_500_000);
  expect(report.alive).toBe("ready");
  expect(stderr).toBe("");
});
