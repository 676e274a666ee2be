import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EmulatorProcess, expectStarted, facts, serveEmulator } from "../../support/emulator-process.ts";
import { installOnce } from "../../support/install-once.ts";
import { manifest, projectOf } from "../../support/installed.ts";
import { run } from "../../support/run.ts";

const root = join(import.meta.dirname, "../../..");
const { version: own } = JSON.parse(readFileSync(join(root, "node_modules/node/package.json"), "utf8"));

// The oldest that package.json promises, and the one that this repository is developed with.
const OLDEST = "20.19.0";
const versions: string[] = [OLDEST, own];

let emulator: EmulatorProcess;
let project: string;
const binaries = new Map<string, string>();

beforeAll(async () => {
  emulator = await serveEmulator();
  project = projectOf("runtimes-node", { source: join(import.meta.dirname, "project") });
  const binary = "node_modules/node/bin/node";
  binaries.set(own, join(root, binary));
  binaries.set(OLDEST, join(await installOnce("node-20", [`node@${OLDEST}`]), binary));
});

afterAll(() => emulator?.stop());

test("package.json promises no older Node than is tested", () => {
  expect(manifest.engines).toEqual({ node: `>=${OLDEST.replace(/\.0$/, "")}` });
});

describe.each(versions)("Node %s", (version) => {
  test.each([
    ["an ES module", "program.mjs", "/dist/node.js"],
    ["a CommonJS module", "program.cjs", "/dist/node.cjs"],
  ])("%s starts an execution, asks for it, and the process ends by itself", async (_, program, entry) => {
    const { base: baseUrl, key: apiKey } = emulator;
    const given = JSON.stringify({ baseUrl, apiKey, request: facts.request });
    const node = binaries.get(version) as string;
    const { code, out, err, ms } = await run(node, [program, given], { cwd: project });

    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.trimEnd().split("\n")).toHaveLength(1);
    const told = JSON.parse(out);
    expect(told.node).toBe(version);
    expect(told.entry).toMatch(new RegExp(`/wexa-executeflow${entry}$`));
    expectStarted(told.execution);
    expectStarted(told.started);
    expect(told.got.execution_id).toBe(told.started.execution_id);
    expect(told.started.execution_id).not.toBe(told.execution.execution_id);
    // Nothing is left running: no timer, no connection.
    expect(ms).toBeLessThan(10_000);
  });

  test("importing touches nothing of the platform", async () => {
    const { code, out, err } = await run(binaries.get(version) as string, ["import-only.mjs"], {
      cwd: project,
    });
    expect({ code, out, err }).toEqual({ code: 0, out: "imported\n", err: "" });
  });
});
