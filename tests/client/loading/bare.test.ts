import { expect, test } from "vitest";
import { documented } from "../../support/answers.ts";
import { run } from "../../support/packed.ts";

const script = new URL("scripts/bare.ts", import.meta.url);

interface Report {
  gone: boolean;
  bodies: unknown[];
  started: unknown;
  addresses: string[];
  refused: unknown;
  withoutFetch: unknown;
}

const text = "é…\u{1F980}\uFEFF\u0000";

test.each([
  [["fetch"]],
  [["fetch", "TextDecoder", "TextEncoder"]],
  [["fetch", "TextDecoder", "TextEncoder", "performance"]],
])("without the globals %j calls work, in any script", async (missing) => {
  const { report, exitCode } = await run<Report>(script, { args: missing });
  expect(report).toEqual({
    gone: true,
    bodies: [{ ...documented.request, goal: text, input_variables: { [text]: text } }],
    started: true,
    addresses: [`https://api.wexa.ai/execute_flow/${encodeURIComponent(text)}`],
    refused: expect.objectContaining({ code: "not_found", message: `executions.get: HTTP 404: ${text}` }),
    withoutFetch: expect.objectContaining({
      name: "ConfigurationError",
      code: "configuration",
      outcome: "not_sent",
      message: expect.stringMatching(/no fetch.*option fetch/),
    }),
  });
  expect(exitCode).toBe(0);
});
