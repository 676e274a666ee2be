import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { rolldown } from "rolldown";
import { describe, expect, test } from "vitest";
import { manifest, packageDirectory, packed, tarball } from "../support/installed.ts";
import { run } from "../support/run.ts";
import { resolveExport, targets } from "./resolve-exports.ts";

const root = join(import.meta.dirname, "../..");

// What each tool sets, in the order of nothing: the order is that of package.json.
const importers: Array<[who: string, conditions: string[], entry: string]> = [
  ["Node, import", ["node", "import", "node-addons", "module-sync"], "node.js"],
  ["Node, require", ["node", "require", "node-addons", "module-sync"], "node.cjs"],
  ["Deno", ["deno", "node", "import"], "node.js"],
  ["Bun, import", ["bun", "node", "import"], "node.js"],
  ["Bun, require", ["bun", "node", "require"], "node.cjs"],
  ["wrangler and workerd", ["workerd", "worker", "browser", "import"], "workerd.js"],
  ["Vercel's edge", ["edge-light", "worker", "browser", "import"], "edge-light.js"],
  ["a bundler for pages", ["browser", "import", "module", "development"], "browser.js"],
  ["a bundler for workers of pages", ["worker", "browser", "import", "module"], "browser.js"],
  ["Jest with jsdom", ["browser", "require"], "inline.cjs"],
  ["Vitest with jsdom, and server-side rendering", ["node", "import", "module"], "node.js"],
  ["React Native", ["react-native", "import"], "inline.js"],
  ["anything else, import", ["import"], "inline.js"],
  ["anything else, require", ["require"], "inline.cjs"],
];

describe("which entry is resolved by", () => {
  test.each(importers)("%s", (_, conditions, entry) => {
    expect(resolveExport(manifest.exports, ".", conditions)).toBe(`./dist/${entry}`);
    const types = resolveExport(manifest.exports, ".", ["types", ...conditions]);
    expect(types).toBe(entry.endsWith(".cjs") ? "./dist/index.d.cts" : "./dist/index.d.ts");
  });

  test.each([
    ["import", [], "node.js"],
    ["import", ["workerd"], "workerd.js"],
    ["import", ["edge-light"], "edge-light.js"],
    ["import", ["browser"], "node.js"],
    ["require", [], "node.cjs"],
  ])("Node itself: %s with the conditions %j", async (how, conditions, entry) => {
    const flags = conditions.map((condition) => `--conditions=${condition}`);
    const type = `--input-type=${how === "import" ? "module" : "commonjs"}`;
    const program = `console.log(${how === "import" ? "import.meta" : "require"}.resolve("wexa-executeflow"))`;
    const { out, err } = await run(process.execPath, [...flags, type, "--eval", program], { cwd: packed });
    expect(err).toBe("");
    expect(out.trim()).toMatch(new RegExp(`/node_modules/wexa-executeflow/dist/${entry}$`));
  });
});

describe("package.json", () => {
  test("names only files that are there", () => {
    const { exports, main, module, types, bin } = manifest;
    for (const target of targets({ exports, main, module, types, bin })) {
      expect(existsSync(join(packageDirectory, target)), target).toBe(true);
    }
  });

  test("has a command that a shell can run", () => {
    const command = join(
      packageDirectory,
      (manifest.bin as Record<string, string>)["wexa-executeflow"] as string,
    );
    expect(readFileSync(command, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(command).mode & 0o111).toBe(0o111);
  });

  test("promises no side effects, and a program that uses nothing of it gets nothing of it", async () => {
    expect(manifest.sideEffects).toBe(false);
    const plugin = {
      name: "program",
      resolveId: (id: string) => (id === "program" ? join(packed, "program.js") : null),
      load: (id: string) =>
        id.endsWith("program.js")
          ? 'import { WexaClient } from "wexa-executeflow"; console.log("own");'
          : null,
    };
    const bundle = await rolldown({ input: "program", plugins: [plugin], logLevel: "silent" });
    const { output } = await bundle.generate({ format: "esm" });
    expect(output).toHaveLength(1);
    expect(output[0].code.replace(/^\/\/.*\n/gm, "").trim()).toBe('console.log("own");');
  });
});

test("the proxy carries the table of routes, but no schemas, no options of a client and no module", () => {
  const script = readFileSync(join(packageDirectory, "dist/proxy.js"), "utf8");
  expect(script).toContain("// npm/generated/routes.ts\n");
  // The bundler names each file that something was taken from.
  expect(script).not.toMatch(/^\/\/ npm\/(generated\/(?!routes)|core\/(options|option-|validate)|wasm\/)/m);
  expect(script.length).toBeLessThan(64_000);
});

test("publint has nothing to say", async () => {
  const file = readFileSync(tarball);
  const bytes = new Uint8Array(file).buffer;
  const { messages } = await publint({ strict: true, pack: { tarball: bytes } });
  expect(messages).toEqual([]);
});

test("the types are right for every importer", { timeout: 60_000 }, async () => {
  const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const flags = ["--profile", "node16", "--exclude-entrypoints", "./wexa.wasm", "--no-color", "--no-emoji"];
  const { code, out, err } = await run(process.execPath, [attw, tarball, ...flags], { within: 50_000 });
  expect(code, `${out}${err}`).toBe(0);
});
