// What `npm run release:check` finds: each case is right but for one thing. The suite "release" runs it on the real files.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { crateProblems, npmProblems } from "../../scripts/release/contents.ts";
import { isAllowed, licenceProblems, licensedIn, textProblems } from "../../scripts/release/licences.ts";
import { changelogProblems, versionProblems } from "../../scripts/release/versions.ts";
import { releaseProblems, workflowProblems } from "../../scripts/release/workflows.ts";

const said = { "package.json": "1.2.3", "package-lock.json": "1.2.3", "Cargo.toml": "1.2.3" };
const changelog =
  "# Changelog\n\n## 1.2.3 - 2027-01-02\n\n### Added\n\n- A thing.\n\n## 1.2.2 - 2026-12-24\n";

describe("versions", () => {
  test("one version everywhere, and its tag", () => {
    const all = { said, changelog, tag: "v1.2.3" };
    expect([...versionProblems(all), ...changelogProblems(all)]).toEqual([]);
  });

  test("a crate or a tag of another version", () => {
    const other = { said: { ...said, "Cargo.toml": "1.2.2" }, changelog, tag: "v1.2.4" };
    expect(versionProblems(other)).toEqual([
      "Cargo.toml says 1.2.2, package.json 1.2.3",
      "the tag v1.2.4 is not v1.2.3",
    ]);
  });

  test.each([
    ["of another version", changelog.replace("## 1.2.3", "## 1.2.4"), "top entry is of 1.2.4"],
    ["without a heading of a version", `# Changelog\n\n## Unreleased\n\n- A thing.\n`, "not headed"],
    ["that says nothing", changelog.replace("- A thing.", ""), "says nothing"],
    ["without a date", changelog.replace("2027-01-02", "unreleased"), "has no date"],
  ])("a changelog entry %s", (_, text, problem) => {
    expect(changelogProblems({ said, changelog: text, tag: "v1.2.3" })).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  test("without a tag the entry needs no date", () => {
    const text = changelog.replace("2027-01-02", "unreleased");
    expect(changelogProblems({ said, changelog: text })).toEqual([]);
  });
});

describe("the npm package", () => {
  const manifest = {
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/a.js" } },
    bin: { x: "./dist/cli.js" },
  };
  const contents: Record<string, string> = {
    "CHANGELOG.md": "",
    "LICENSE-APACHE": "",
    "LICENSE-MIT": "",
    "README.md": "",
    "package.json": "",
    "dist/a.js": 'import "./b.js";',
    "dist/b.js": 'new URL("./c.wasm", import.meta.url);',
    "dist/c.wasm": "",
    "dist/c.LICENSES.txt": "",
    "dist/cli.js": "",
    "dist/index.d.ts": 'export * from "./shared.js";',
    "dist/shared.d.ts": "",
  };
  const problemsOf = (files: Record<string, string | undefined>, size = 1): string[] => {
    const all = Object.entries({ ...contents, ...files }).filter(([, text]) => text !== undefined);
    const packed = all.map(([path]) => ({ path, size }));
    return npmProblems(manifest, packed, (path) => Object.fromEntries(all)[path] ?? "");
  };

  test("what entries name and import", () => expect(problemsOf({})).toEqual([]));

  test.each([
    ["a command that is not there", { "dist/cli.js": undefined }, ["dist/cli.js is missing"]],
    ["no licence", { "LICENSE-MIT": undefined }, ["LICENSE-MIT is missing"]],
    ["a file that nobody imports", { "dist/old.js": "" }, ["dist/old.js is reached from no entry"]],
    ["licences of nothing", { "dist/d.LICENSES.txt": "" }, ["dist/d.LICENSES.txt is reached from no entry"]],
    ["a source map", { "dist/a.js.map": "" }, ["dist/a.js.map is nothing that a user needs"]],
    [
      "a link to one",
      { "dist/b.js": 'import "./c.wasm";\n//# sourceMappingURL=b.js.map' },
      ["dist/b.js points to a source map"],
    ],
    ["a secret", { "dist/.env": "" }, ["dist/.env is nothing that a user needs"]],
  ])("%s", (_, files, problems) => expect(problemsOf(files)).toEqual(problems));

  test("files that are far too large", () => {
    const problems = problemsOf({}, 700_000);
    expect(problems).toContain("dist/a.js has 700000 bytes, 600000 at most");
    expect(problems.at(-1)).toMatch(/^8400000 bytes in all/);
  });
});

test("the crate has its sources, and no tests or files of others", () => {
  const needed = ["Cargo.toml", "Cargo.lock", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "src/lib.rs"];
  expect(crateProblems(needed)).toEqual([]);
  const strays = ["src/send/state/tests.rs", "node_modules/x/README.md"];
  const told = strays.map((path) => `${path} is nothing that a Rust user needs`);
  expect(crateProblems([...needed.slice(1), ...strays])).toEqual(["Cargo.toml is missing", ...told]);
});

describe("licences", () => {
  test.each(["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"])(
    "%s is allowed",
    (license) => expect(isAllowed(license)).toBe(true),
  );

  test.each(["GPL-3.0-only", "MIT AND MPL-2.0", "see the file", "", null, undefined])(
    "%s is not allowed",
    (license) => expect(isAllowed(license)).toBe(false),
  );

  test("a file of licences is read, and its packages are judged", () => {
    const text =
      "@a/b 1.0.0 (MIT)\n\nPermission is hereby granted to 3 (three)\n\nc 0.1.0-rc.1 (AGPL-3.0-only)\n";
    expect(licensedIn(text)).toHaveLength(2);
    expect(licenceProblems(licensedIn(text))).toEqual(["c 0.1.0-rc.1: AGPL-3.0-only"]);
  });

  test("a crate without its licence beside the module", () => {
    const text = "a 1.0.0 (MIT)\n\nPermission is hereby granted\n\nApache License\n";
    expect(textProblems(["a 1.0.0"], text)).toEqual([]);
    expect(textProblems(["a 1.0.1"], text)).toEqual(["a 1.0.1 is not in it"]);
    expect(textProblems(["a 1.0.0"], "a 1.0.0 (MIT)\n")).toHaveLength(2);
  });
});

describe("workflows", () => {
  const path = join(import.meta.dirname, "../../.github/workflows/release.yml");
  const release = readFileSync(path, "utf8");
  const without = (part: string | RegExp, by = ""): string => {
    const changed = release.replace(part, by);
    expect(changed).not.toBe(release);
    return changed;
  };

  test.each([
    ["no YAML", () => "jobs: [", "flow"],
    ["an action of any version", () => without("actions/checkout@v5", "actions/checkout@main"), "not pinned"],
    ["no permissions", () => without(/^permissions:\n {2}contents: read\n/m), "permissions"],
  ])("%s", (_, text, problem) => {
    expect(workflowProblems(text()).join("\n").toLowerCase()).toContain(problem);
  });

  test.each([
    [
      "no proof of identity",
      () => without("id-token: write"),
      ["id-token: write is not given: no provenance"],
    ],
    ["no provenance", () => without(" --provenance"), ["npm publish without --provenance"]],
    ["a private package", () => without(" --access public"), ["npm publish without --access public"]],
    ["no tests", () => without("npm run test:all", "echo"), ["npm run test:all is not run before"]],
    ["no check", () => without("npm run release:check", "echo"), ["npm run release:check is not run before"]],
    ["nothing published", () => without("npm publish", "echo"), ["0 jobs publish to npm, not 1"]],
    ["no tag", () => without('tags: ["v*"]', "branches: [main]"), ["no tag starts it"]],
    ["a stored token", () => `${release}# \${{ secrets.NPM }}\n`, ["it uses a stored token"]],
  ])("%s", (_, text, problems) => expect(releaseProblems(text())).toEqual(problems));
});
