import { join } from "node:path";
import { expect, test } from "vitest";
import { serveEmulator } from "../support/emulator-process.ts";
import { run } from "../support/run.ts";

const root = join(import.meta.dirname, "../..");
const file = join(root, "docs/openapi.json");

test("the OpenAPI file passes a linter", async () => {
  const { code, out, err } = await run(join(root, "node_modules/.bin/redocly"), ["lint", file], {
    within: 60_000,
  });
  expect(code, out + err).toBe(0);
});

test("a fuzzer that is driven by the OpenAPI file finds no server error in the emulator", async () => {
  const emulator = await serveEmulator();
  try {
    const schemathesis = join(root, "target/schemathesis/bin/schemathesis");
    const { code, out, err } = await run(
      schemathesis,
      [
        ...["run", file, "--url", emulator.base, "--header", `x-api-key: ${emulator.key}`],
        ...["--checks", "not_a_server_error", "--phases", "coverage,fuzzing", "--max-examples", "5"],
        ...["--seed", "1", "--generation-database", "none", "--warnings", "off", "--no-color"],
      ],
      // It keeps what it has learned where it is run.
      { within: 150_000, cwd: join(root, "target/test") },
    );
    expect(code, out + err).toBe(0);
    // It must have tried them all: a file that it cannot read tests nothing.
    const [, tested = "0"] = /Tested: (\d+)/.exec(out) ?? [];
    expect(Number(tested)).toBeGreaterThan(100);
  } finally {
    await emulator.stop();
  }
}, 180_000);
