import { expect, test } from "vitest";
import { run } from "../support/packed.ts";

const program = new URL("program.ts", import.meta.url);

// Another seed on each day: a failure prints it, and WEXA_SEED repeats the run.
const seed = Number(process.env.WEXA_SEED ?? Math.floor(Date.now() / 86_400_000));
const runs = Number(process.env.WEXA_RUNS ?? 1000);

test.each([
  ["an argument", "whole"],
  ["a field of a request", "fields"],
  ["an option of a client", "ofClient"],
  ["an option of a call", "ofCall"],
  ["what the function for the key comes to", "ofKey"],
  ["what fetch comes to", "ofFetch"],
])(
  "any JavaScript value as %s ends in a typed error or a good call",
  async (_, property) => {
    const args = [property, String(runs), String(seed)];
    const { report, exitCode, stderr } = await run(program, { args, milliseconds: 110_000 });
    expect({ ...(report as object), exitCode, stderr }).toEqual({
      runs,
      failure: null,
      uncaught: [],
      exitCode: 0,
      stderr: "",
    });
  },
  120_000,
);
