import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { run } from "../../support/packed.ts";

const script = new URL("scripts/slim.ts", import.meta.url);

interface Report {
  first: unknown;
  second: unknown;
  asked: number;
}

// Under the wrong MIME type, as servers that know no .wasm serve it.
const server = createServer((request, response) => {
  const found = request.url === "/wexa.wasm";
  response.writeHead(found ? 200 : 404, { "content-type": "application/octet-stream" });
  const file = join(inject("packed"), "node_modules/wexa-executeflow/dist/wexa.wasm");
  response.end(found ? readFileSync(file) : "not found");
});
const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

async function slim(how: string): Promise<Report> {
  return (await run<Report>(script, { args: [how, url()] })).report;
}

const failed = (message: RegExp) =>
  expect.objectContaining({
    name: "WasmError",
    code: "wasm_load",
    outcome: "not_sent",
    message: expect.stringMatching(message),
  });

describe("wexa-executeflow/slim makes its module from", () => {
  test.each([
    "a module",
    "a module of another realm",
    "a module at the edge",
    "a module of another realm at the edge",
    "the promise of a module",
    "a view of bytes",
    "a buffer",
    "a URL",
    "an address",
    "a reply",
    "the promise of a reply",
  ])("%s", async (how) => {
    expect(await slim(how)).toEqual({ first: "ready", second: "ready", asked: 0 });
  });

  test("a function, which is asked again after it has failed, and not after it has succeeded", async () => {
    expect(await slim("a function that fails once")).toEqual({
      first: failed(/HTTP 404 instead of the module/),
      second: "ready",
      asked: 2,
    });
  });
});

describe("wexa-executeflow/slim says what is wrong", () => {
  test("where no module was handed over", async () => {
    const { first } = await slim("nothing");
    expect(first).toEqual(
      failed(/No WebAssembly module was provided\. Call load\(\) from "wexa-executeflow\/slim" first\./),
    );
  });

  test("where what was handed over is no module", async () => {
    const { first } = await slim("a reply that is no module");
    expect(first).toEqual(failed(/expected magic word/));
  });
});

test("the slim entry brings no bytes of the module", () => {
  for (const name of ["slim.js", "slim.cjs"]) {
    const text = readFileSync(join(inject("packed"), "node_modules/wexa-executeflow/dist", name), "utf8");
    expect(text).not.toContain("AGFzbQ");
    expect(text.match(/import\(|new URL\(["']/g) ?? []).toEqual([]);
  }
});
