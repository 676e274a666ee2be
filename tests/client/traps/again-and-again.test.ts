import { expect, test } from "vitest";
import { run } from "../../support/packed.ts";

test("a thousand traps, one after another, leave nothing behind", { timeout: 70_000 }, async () => {
  const script = new URL("scripts/again-and-again.ts", import.meta.url);
  const { report, exitCode, stderr } = await run<{
    codes: object;
    grown: number;
    resources: number;
    uncaught: [];
  }>(script, { variant: "packedTrap", node: ["--expose-gc"], args: ["1000"], milliseconds: 60_000 });
  expect(report).toMatchObject({ codes: { wasm_panic: 3000 }, uncaught: [] });
  expect(report.resources).toBeLessThanOrEqual(1);
  // An instance has a memory of a megabyte.
  expect(report.grown).toBeLessThan(5_000_000);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
});
