import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmulatorProcess, expectStarted, facts, serveEmulator } from "../../support/emulator-process.ts";
import { keep, type Result } from "./results.ts";

/** What the few lines of ../source/start.js are given: JSON. */
export let given: string;

let emulator: EmulatorProcess;

/** What an environment has come to. */
export interface Outcome {
  /** What the program has printed. */
  line: string;
  /** What it loads of the package, compressed by brotli. */
  bytes?: number | undefined;
  /** How long the first call took where the line cannot say it. */
  ms?: number;
}

/** The emulator that the environments of this file send their requests to. */
export function withEmulator(): void {
  beforeAll(async () => {
    emulator = await serveEmulator();
    given = JSON.stringify({
      request: facts.request,
      options: { baseUrl: emulator.base, apiKey: emulator.key },
    });
  });
  afterAll(() => emulator?.stop());
}

const LINE = /^started ([0-9a-f-]{36}), ready, after (\d+) ms$/;

/**
 * One environment: in it the few lines of ../source/start.js must start one execution, follow it (unless it cannot), say so
 * in one line, and do nothing else.
 */
export function environment(
  tool: string,
  way: string,
  version: () => string,
  come: () => Promise<Outcome>,
  follows = true,
): void {
  test(`${tool}, ${way}`, async () => {
    await emulator.reset();
    const result: Result = { tool, way, version: version(), passed: false };
    try {
      const { line, bytes, ms } = await come();
      expect(line).toMatch(LINE);
      const [, id = "", after = ""] = LINE.exec(line) ?? [];
      const methods = (await emulator.requests()).map(({ method }) => method);
      const expected = follows ? ["POST", "GET"] : ["POST"];
      expect(methods.filter((method) => method !== "OPTIONS")).toEqual(expected);
      // By now it may be running.
      expectStarted({ ...(await execution(id)), status: "ready" });
      Object.assign(result, { passed: true, bytes, ms: ms ?? Number(after) });
    } finally {
      keep(result);
    }
  });
}

/** The execution, as the emulator has it. */
async function execution(id: string): Promise<object> {
  const { projectID } = facts.request;
  const response = await fetch(`${emulator.base}/execute_flow/${id}?projectID=${projectID}`, {
    headers: { "x-api-key": emulator.key },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as object;
}
