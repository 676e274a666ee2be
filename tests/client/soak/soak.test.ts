import { expect, test } from "vitest";
import { run } from "../../support/packed.ts";
import type { Sample } from "./scripts/soak.ts";

/** `npm run soak` makes a million. */
const CALLS = Number(process.env.WEXA_SOAK_CALLS ?? 50_000);
/** What garbage collection leaves differs by so much from one time to the next, in bytes: of a call, 100 would be five million. */
const HEAP_NOISE = 1_500_000;

interface Report {
  samples: Sample[];
  ends: Record<string, number>;
  instances: number;
}

test(
  `${CALLS.toLocaleString("en-US")} calls of every sort leave nothing behind`,
  async () => {
    const script = new URL("scripts/soak.ts", import.meta.url);
    const milliseconds = 120_000 + CALLS * 2;
    const { report, stderr } = await run<Report>(script, {
      node: ["--expose-gc"],
      args: [`${CALLS}`],
      milliseconds,
    });
    const { samples, ends, instances } = report;
    console.table(samples);
    console.log(ends);

    // No call has trapped, or the new instance would have hidden what the old one held.
    expect(instances).toBe(1);
    expect(Object.keys(ends).sort()).toEqual(ENDS);
    expect(Object.values(ends).reduce((sum, each) => sum + each)).toBe(CALLS);

    const [first] = samples as [Sample, ...Sample[]];
    const { wasm, timers } = first;
    for (const sample of samples) {
      expect(sample).toMatchObject({ wasm, tables: 0, timers, listeners: 0 });
      expect(sample.heap).toBeLessThan(first.heap + HEAP_NOISE);
    }
    expect(stderr).toBe("");
  },
  150_000 + CALLS * 2,
);

/** A million calls would hide one of which nothing was ever made. */
const ENDS = [
  "aborted",
  "bad_response",
  "connection",
  "invalid_request",
  "not_found",
  "redirected",
  "resolved",
  "timeout",
  "validation",
];

test("ten thousand calls in flight at once all settle, each in its own way", async () => {
  const script = new URL("scripts/in-flight.ts", import.meta.url);
  const { report, exitCode, stderr } = await run<{ ends: object; most: number; next: string }>(script, {
    args: ["10000"],
    milliseconds: 60_000,
  });
  expect(report).toEqual({
    ends: {
      resolved: 3334,
      "not_found, refused": 1667,
      "connection, unknown": 1667,
      "aborted, unknown": 1666,
      "timeout, unknown": 1666,
    },
    most: 10_000,
    next: "ready",
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
}, 90_000);
