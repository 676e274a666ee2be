import { expect, test } from "vitest";
import { run } from "../../support/packed.ts";

const script = new URL("scripts/first-calls.ts", import.meta.url);

interface Report {
  first: unknown[];
  second: unknown[];
  compiled: number;
  instances: number;
}

test("twenty first calls at once load the module once", async () => {
  const { report } = await run<Report>(script);
  expect(report).toEqual({
    first: Array(20).fill("ready"),
    second: Array(20).fill("ready"),
    compiled: 1,
    instances: 1,
  });
});

test("a load that fails rejects every call that waits for it, and the next call loads again", async () => {
  const { report } = await run<Report>(script, { args: ["1"] });
  const failed = {
    name: "WasmError",
    code: "wasm_load",
    outcome: "not_sent",
    attempts: 0,
    message: expect.stringContaining("no memory for code"),
    cause: "CompileError: no memory for code",
  };
  expect(report).toEqual({
    first: Array(20).fill(failed),
    second: Array(20).fill("ready"),
    compiled: 2,
    instances: 1,
  });
});
