// The stack of an error names the functions of the caller, who looks for the line that went wrong.
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { launch, tellOf, watchedPage } from "../support/chromium.ts";
import { projectOf } from "../support/installed.ts";
import { serveFiles } from "../support/static-server.ts";

interface Failure {
  name: string;
  stack: string;
}

const expected: Record<string, string> = {
  "a wrong option": "ConfigurationError",
  "a wrong option of a call": "ConfigurationError",
  "an unknown option of a wait": "ConfigurationError",
  "a request that is wrong": "ValidationError",
  "a raw request that is wrong": "ValidationError",
  "HTTP 422": "ValidationError",
  "HTTP 404 with the response asked for": "NotFoundError",
  "HTTP 422 of create_executeflow": "ValidationError",
  "a list": "ServerError",
  "a loop over a list": "ServerError",
  "a lost connection": "ConnectionError",
  "a timeout": "TimeoutError",
  "a total timeout": "TimeoutError",
  "an abort": "AbortError",
  "a module that is not there": "WasmError",
  "a module that is not there for a client": "WasmError",
  "a wait for what is not there": "NotFoundError",
  "a wait that takes too long": "TimeoutError",
  "a wait that is aborted": "AbortError",
  "a watch": "NotFoundError",
  "a watch with a wrong option": "ConfigurationError",
  "createAndWait that is refused": "ValidationError",
  "the first error of createMany": "ValidationError",
  "a wrong option of createMany": "ConfigurationError",
  "an aborted createMany": "AbortError",
  "a module that fails to load": "WasmError",
};

const project = projectOf("stacks", { source: join(import.meta.dirname, "stacks/project") });

async function inNode(): Promise<Record<string, Failure>> {
  const { collectStacks } = createRequire(join(project, "package.json"))("./stacks.js");
  return collectStacks();
}

async function inChromium(): Promise<Record<string, Failure>> {
  const files = await serveFiles(project);
  const browser = await launch();
  try {
    const { page } = await watchedPage(browser);
    return await tellOf(page, `http://127.0.0.1:${files.port}/page.html`, {});
  } finally {
    await browser.close();
    await files.stop();
  }
}

describe.each([
  ["Node", await inNode()],
  ["Chromium", await inChromium()],
])("in %s", (_, stacks) => {
  test("every failure was made", () => {
    expect(Object.keys(stacks)).toEqual(Object.keys(expected));
  });

  test.each(Object.entries(expected))("the stack of %s: %s", (what, name) => {
    const failure = stacks[what];
    expect(failure?.name).toBe(name);
    const frames = failure?.stack.split("\n") ?? [];
    const readReport = frames.findIndex((frame) => /\breadReport\b/.test(frame));
    const openPage = frames.findIndex((frame) => /\bopenPage\b/.test(frame));
    expect(readReport, failure?.stack).toBeGreaterThan(0);
    expect(openPage, failure?.stack).toBeGreaterThan(readReport);
    expect(frames[readReport], "the file and line of the caller").toMatch(/stacks\.js:\d+/);
  });
});
