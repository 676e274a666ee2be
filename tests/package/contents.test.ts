import { readdirSync, readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";
import { describe, expect, test } from "vitest";
import { manifest, packageDirectory } from "../support/installed.ts";

const root = resolve(import.meta.dirname, "../..");

/** The files of the package, as npm unpacked them. */
const shipped: string[] = readdirSync(packageDirectory, { recursive: true, encoding: "utf8" })
  .filter((name) => statSync(join(packageDirectory, name)).isFile())
  .sort();

const text = (name: string): string => readFileSync(join(packageDirectory, name), "latin1");
const scripts = shipped.filter((name) => /\.c?js$/.test(name));

test("a user gets these files and no other", () => {
  expect(shipped).toEqual([
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "dist/browser.js",
    "dist/bytes.js",
    "dist/cli.LICENSES.txt",
    "dist/cli.js",
    "dist/edge-light.js",
    "dist/emulator.LICENSES.txt",
    "dist/emulator.cjs",
    "dist/emulator.d.cts",
    "dist/emulator.d.ts",
    "dist/emulator.js",
    "dist/index.d.cts",
    "dist/index.d.ts",
    "dist/inline.cjs",
    "dist/inline.js",
    "dist/node.cjs",
    "dist/node.js",
    "dist/proxy.cjs",
    "dist/proxy.d.cts",
    "dist/proxy.d.ts",
    "dist/proxy.js",
    "dist/react.cjs",
    "dist/react.d.cts",
    "dist/react.d.ts",
    "dist/react.js",
    "dist/slim.cjs",
    "dist/slim.d.cts",
    "dist/slim.d.ts",
    "dist/slim.js",
    "dist/wexa.LICENSES.txt",
    "dist/wexa.wasm",
    "dist/workerd.js",
    "package.json",
  ]);
});

test("no file tells of the machine that built it", () => {
  const places = [root, homedir(), "/.cargo/", "/.rustup/", "/home/", "/Users/", "file:///"];
  for (const name of shipped) {
    // The module is also in JavaScript, in base64.
    const bytes = text(name).match(/"AGFzbQ[\w+/=]+"/g) ?? [];
    const all = [text(name), ...bytes.map((base64) => Buffer.from(base64, "base64").toString("latin1"))];
    const told = places.filter((place) => all.some((content) => content.includes(place)));
    expect.soft(told, name).toEqual([]);
  }
});

test("no file points to a source map that is not there", () => {
  for (const name of shipped) expect.soft(text(name), name).not.toMatch(/^\/[/*][#@] sourceMappingURL=/m);
});

describe("a user installs nothing else", () => {
  test.each(["dependencies", "optionalDependencies", "bundleDependencies"])("no %s", (field) => {
    expect(manifest[field]).toBeUndefined();
  });

  test("and React only if they use the hooks", () => {
    expect(manifest.peerDependencies).toEqual({ react: ">=18" });
    expect(manifest.peerDependenciesMeta).toEqual({ react: { optional: true } });
  });

  test("no script runs at installation", () => {
    const names = Object.keys((manifest.scripts ?? {}) as object);
    expect(names).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$|^prepare$/)]),
    );
  });

  test("no script asks for a module that is not part of it", async () => {
    for (const name of scripts) {
      const beside = await importsOf(name);
      const own = beside.filter((id) => shipped.includes(join("dist", id.replace("?module", ""))));
      const allowed = beside.filter((id) =>
        /^dist\/react\./.test(name) ? id === "react" : name === "dist/cli.js" && isBuiltin(id),
      );
      expect.soft(beside, name).toEqual([...own, ...allowed]);
    }
  });
});

/** What a script imports or requires, its own dynamic imports included. */
async function importsOf(name: string): Promise<string[]> {
  const ids = new Set<string>();
  const record = {
    name: "record",
    resolveId: (id: string, importer: string | undefined) => {
      if (importer !== undefined) ids.add(id);
      return importer === undefined ? null : { id, external: true };
    },
  };
  const bundle = await rolldown({
    input: join(packageDirectory, name),
    plugins: [record],
    logLevel: "silent",
  });
  await bundle.generate();
  return [...ids].sort();
}

describe("licences", () => {
  test("its own are there, as package.json names them", () => {
    expect(manifest.license).toBe("MIT OR Apache-2.0");
    expect(text("LICENSE-MIT")).toContain("Permission is hereby granted");
    expect(text("LICENSE-APACHE")).toContain("Apache License");
  });

  // The bundler leaves a comment where each module begins.
  const bundled = (name: string): string[] => [
    ...new Set(
      Array.from(
        text(name).matchAll(/^\/\/ .*node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm),
        (at) => at[1] as string,
      ),
    ),
  ];

  test("the licence of every package that is bundled is beside the bundle", () => {
    for (const name of scripts.filter((name) => bundled(name).length > 0)) {
      const licences = text(name.replace(/\.c?js$/, ".LICENSES.txt"));
      for (const each of bundled(name)) {
        const { version } = JSON.parse(
          readFileSync(join(root, "node_modules", each, "package.json"), "utf8"),
        );
        const [, licence = ""] = licences.split(`${each} ${version} (`);
        expect.soft(licence.slice(0, 800), `${each} in ${name}`).toContain("Permission is hereby granted");
      }
    }
  });

  test("what is bundled is found at all", () => {
    expect(bundled("dist/cli.js")).toEqual(
      expect.arrayContaining(["hono", "commander", "@hono/node-server"]),
    );
  });
});
