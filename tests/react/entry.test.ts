// The file of the hooks, as it is shipped.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { packageDirectory } from "../support/installed.ts";

const file = (name: string): string => join(packageDirectory, "dist", name);

async function minified(name: string): Promise<string> {
  const bundle = await rolldown({ input: file(name), external: ["react"], logLevel: "silent" });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  expect(output).toHaveLength(1);
  return output[0].code;
}

test.each(["react.js", "react.cjs"])("%s is a client's file for React's servers", (name) => {
  expect(readFileSync(file(name), "utf8")).toMatch(/^"use client";\n(?!"use client")/);
});

test("it is less than 1 KB, minified and compressed", async () => {
  const bytes = brotliCompressSync(await minified("react.js")).length;
  console.log(`react.js: ${bytes} bytes, minified, brotli`);
  expect(bytes).toBeGreaterThan(500);
  expect(bytes).toBeLessThan(1024);
});

test("nothing of the client is in it, and nothing but React is asked for", async () => {
  const code = await minified("react.js");
  expect(code).not.toMatch(/wasm|x-api-key|WexaError/);
  expect(Array.from(code.matchAll(/\bfrom\s*["'`](.*?)["'`]/g), ([, id]) => id)).toEqual(["react"]);
  expect(readFileSync(file("react.cjs"), "utf8").match(/require\(.*?\)/g)).toEqual(['require("react")']);
});

test("its types are those of the client, not a copy", () => {
  for (const name of ["react.d.ts", "react.d.cts"]) {
    const types = readFileSync(file(name), "utf8");
    expect(types).toMatch(/import (type )?\{[^}]*\bWexaClient\b[^}]*\} from "wexa-executeflow";/);
    expect(types).not.toMatch(/class WexaClient/);
  }
});
