import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { complaints, installCompilers, resolutions, strict, versions } from "../../support/compile.ts";
import { packageDirectory, projectOf } from "../../support/installed.ts";

let project: string;

beforeAll(async () => {
  const source = join(import.meta.dirname, "project");
  project = projectOf("types", {
    source,
    packages: ["@types/node", "undici-types", "@types/react", "csstype"],
  });
  await installCompilers();
});

describe.each(versions)("TypeScript %s", (version) => {
  // In bad.ts and commonjs.cts each wrong line is marked, and a marked line that is right is a complaint.
  test.each(Object.keys(resolutions))(
    "takes right programs and refuses each wrong line (moduleResolution %s)",
    { timeout: 60_000 },
    async (resolution) => {
      const { files, ...found } = resolutions[resolution as keyof typeof resolutions];
      expect(await complaints(project, files, { ...strict, ...found }, version)).toEqual([]);
    },
  );
});

test("each wrong line is refused for a reason of its own", { timeout: 60_000 }, async () => {
  const marked = readFileSync(join(project, "bad.ts"), "utf8").split("\n");
  const wrong = marked.flatMap((line, index) => (line.includes("@ts-expect-error") ? [index + 2] : []));
  writeFileSync(join(project, "unmarked.ts"), marked.join("\n").replaceAll("// @ts-expect-error", "//"));
  const { files: _, ...bundler } = resolutions.bundler;
  const found = await complaints(project, ["unmarked.ts"], { ...strict, ...bundler });
  const lines = found.flatMap((line) => /^unmarked\.ts\((\d+),/.exec(line)?.slice(1).map(Number) ?? []);
  expect(wrong.length).toBeGreaterThan(20);
  expect([...new Set(lines)]).toEqual(wrong);
});

test("no declaration says any", () => {
  const dist = join(packageDirectory, "dist");
  const declarations = readdirSync(dist).filter((file) => /\.d\.c?ts$/.test(file));
  expect(declarations).toContain("index.d.ts");
  for (const file of declarations) {
    const code = readFileSync(join(dist, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    expect(code.match(/.*\bany\b.*/g), file).toBeNull();
  }
});

describe("the web's types that the package needs come from any of", () => {
  const { files: _, ...bundler } = resolutions.bundler;

  test.each([
    ["lib dom", { lib: ["es2018", "dom"], types: [] }],
    ["lib webworker", { lib: ["es2022", "webworker"], types: [] }],
    ["@types/node", { lib: ["es2022"], types: ["node"] }],
  ])("%s", { timeout: 60_000 }, async (_, libraries) => {
    const found = await complaints(project, ["good.ts"], { ...strict, ...bundler, ...libraries });
    expect(found).toEqual([]);
  });
});
