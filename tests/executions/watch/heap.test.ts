import { expect, test } from "vitest";
import { run } from "../../support/packed.ts";

/** In bytes, of one watch. */
interface Size {
  held: number;
  left: number;
}

test("5,000 watches that wait hold at most 6 KB each, and leave nothing behind", async () => {
  const script = new URL("scripts/heap.ts", import.meta.url);
  const { report, stderr } = await run<{ alone: Size; withSignal: Size }>(script, {
    node: ["--expose-gc"],
    args: ["5000"],
    milliseconds: 60_000,
  });
  console.table(report);
  expect(stderr).toBe("");
  for (const { held, left } of [report.alone, report.withSignal]) {
    // The execution itself, as JSON.parse makes it, and the caller's loop are in it.
    expect(held).toBeLessThan(6000);
    expect(left).toBeLessThan(100);
  }
}, 90_000);
