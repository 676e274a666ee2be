// Whether what is built could be published:  npm run release:check [-- --tag v0.1.0]
// A line for each check, then what is wrong; it publishes nothing and asks nobody.
import "./setup/project-node.mjs";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { binaries, cargoHomeBin, readJson, root, toolchainFile } from "./setup/paths.mjs";

// Not before it is known to be the project's Node, which reads TypeScript.
const { crateProblems, npmProblems } = await import("./release/contents.ts");
const { licenceProblems, licensedIn, textProblems } = await import("./release/licences.ts");
const { changelogProblems, versionProblems } = await import("./release/versions.ts");
const { releaseProblems, workflowProblems } = await import("./release/workflows.ts");

const NAME = "wexa-executeflow";
const { nativeCargo = "cargo" } = readJson(toolchainFile) ?? {};
const { values } = parseArgs({ options: { tag: { type: "string" } } });

const env = { ...process.env, PATH: [binaries, process.env.PATH, cargoHomeBin].join(delimiter) };
const text = (path) => readFileSync(join(root, path), "utf8");
const json = (path) => JSON.parse(text(path));
const output = (command, args) =>
  execFileSync(command, args, {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 27,
    stdio: ["ignore", "pipe", "pipe"],
  });

const manifest = json("package.json");
const metadata = JSON.parse(output(nativeCargo, ["metadata", "--format-version=1", "--locked"]));
const crates = metadata.packages;

function versions() {
  const lock = json("package-lock.json");
  return {
    said: {
      "package.json": manifest.version,
      "package-lock.json": lock.packages[""].version,
      "Cargo.toml": crates.find(({ name, source }) => name === NAME && source === null)?.version,
    },
    changelog: text("CHANGELOG.md"),
    tag: values.tag,
  };
}

function packed() {
  // Newer npm gives an object by name, older a list.
  const told = JSON.parse(output("npm", ["pack", "--json", "--dry-run", "--ignore-scripts"]));
  return Object.values(told)[0]?.files ?? [];
}

/** `serde 1.0.229`: the crates that the npm package's module is made of. */
function compiledIn() {
  const features = ["--no-default-features", "--features=npm", "--target=wasm32-unknown-unknown"];
  const form = ["--edges=normal,no-proc-macro", "--prefix=none", "--format={p}"];
  const tree = output(nativeCargo, ["tree", "--locked", `--package=${NAME}`, ...features, ...form]);
  const lines = tree.split("\n").filter((line) => line !== "" && !line.startsWith(`${NAME} `));
  return [...new Set(lines.map((line) => line.split(" ").slice(0, 2).join(" ").replace(" v", " ")))];
}

/** What the bundles contain, from the files of licences beside them. */
function bundled() {
  const names = readdirSync(join(root, "dist")).filter((name) => name.endsWith(".LICENSES.txt"));
  return names.flatMap((name) => licensedIn(text(`dist/${name}`)));
}

function crateFiles() {
  const list = ["package", "--list", "--locked", "--allow-dirty", `--package=${NAME}`];
  return output(nativeCargo, list).trim().split("\n");
}

const workflows = ".github/workflows";
/** @type {Array<[string, () => string[]]>} */
const checks = [
  ["one version", () => versionProblems(versions())],
  ["changelog", () => changelogProblems(versions())],
  ["npm package", () => npmProblems(manifest, packed(), (path) => text(path))],
  ["crate", () => crateProblems(crateFiles())],
  ["licences of crates", () => licenceProblems(crates.filter(({ source }) => source !== null))],
  ["licences of what is bundled", () => licenceProblems(bundled())],
  ["licence texts of the module", () => textProblems(compiledIn(), text("dist/wexa.LICENSES.txt"))],
  ...readdirSync(join(root, workflows)).map((name) => [
    `workflow ${name}`,
    () => workflowProblems(text(`${workflows}/${name}`)),
  ]),
  ["release with provenance", () => releaseProblems(text(`${workflows}/release.yml`))],
];

let wrong = 0;
for (const [name, problemsOf] of checks) {
  const problems = problemsOf();
  console.log(`${problems.length === 0 ? "ok" : "FAILED"} ${name}`);
  for (const problem of problems) console.log(`  ${problem}`);
  wrong += problems.length;
}
process.exitCode = wrong > 0 ? 1 : 0;
