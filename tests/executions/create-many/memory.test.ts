import { expect, test } from "vitest";
import { run } from "../../support/packed.ts";

interface Report {
  started: number;
  creates: number;
  grownOnTheWay: number;
  grown: number;
  wasm: number;
  wasmGrown: number;
}

test("ten thousand starts take no more memory than the first thousands", { timeout: 130_000 }, async () => {
  const script = new URL("scripts/ten-thousand.ts", import.meta.url);
  const options = { node: ["--expose-gc"], args: ["10000"], milliseconds: 120_000 };
  const { report, stderr } = await run<Report>(script, options);
  console.log(report);
  expect(stderr).toBe("");
  expect(report.started).toBe(10_000);
  expect(report.creates).toBe(12_000);
  // An execution is some 2 KB: ten thousand that are kept would be 20 million bytes.
  expect(report.grownOnTheWay).toBeLessThan(3_000_000);
  expect(report.grown).toBeLessThan(1_500_000);
  expect(report.wasm).toBeGreaterThan(0);
  expect(report.wasmGrown).toBe(0);
});
