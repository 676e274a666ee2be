import "./setup/project-node.mjs";
import { readFileSync, writeFileSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { readJson, root, toolchainFile } from "./setup/paths.mjs";
import { measure } from "./size/measure.mjs";

// What a page downloads for the default entry, with brotli: the module, and the JavaScript as a bundler gives it. Past a
// limit this fails, and says which part has grown since the sizes that are committed in size/accepted.json. `--accept` writes those; `--report` never fails; `--keep`
// writes the sizes, and what made them, to bench/results/.

/** Bytes, with brotli. */
const LIMITS = { "first load": 51_200 };

const file = join(root, "scripts/size/accepted.json");
const { together, parts } = await measure();
const sizes = Object.fromEntries(Object.entries(parts).map(([name, { brotli }]) => [name, brotli]));
if (process.argv.includes("--accept")) writeFileSync(file, `${JSON.stringify(sizes, null, 2)}\n`);
const accepted = JSON.parse(readFileSync(file, "utf8"));

console.log(`${"bytes".padEnd(32)}${["raw", "gzip", "brotli"].map((word) => word.padStart(9)).join("")}`);
for (const [name, { raw, gzip, brotli }] of Object.entries(together)) {
  console.log(`${name.padEnd(32)}${[raw, gzip, brotli].map((size) => String(size).padStart(9)).join("")}`);
}

if (process.argv.includes("--keep")) {
  const kept = { command: "npm run size -- --keep", made: made(), limits: LIMITS, together, parts };
  const name = `size-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}.json`;
  writeFileSync(join(root, "bench/results", name), `${JSON.stringify(kept, null, 2)}\n`);
  console.log(`kept: bench/results/${name}`);
}

const past = Object.entries(LIMITS).filter(([name, limit]) => together[name].brotli > limit);
if (past.length > 0 && !process.argv.includes("--report")) {
  for (const [name, limit] of past) {
    const { brotli } = together[name];
    console.error(`\n${name}: ${brotli} bytes are ${brotli - limit} more than the ${limit} allowed.`);
  }
  console.error("\nSince the accepted sizes:");
  const grown = [...new Set([...Object.keys(sizes), ...Object.keys(accepted)])]
    .map((name) => [name, (sizes[name] ?? 0) - (accepted[name] ?? 0)])
    .filter(([, by]) => by !== 0)
    .sort(([, one], [, other]) => other - one);
  for (const [name, by] of grown) {
    console.error(`${name.padEnd(32)}${(by > 0 ? `+${by}` : String(by)).padStart(9)}`);
  }
  console.error("\nEach part is compressed by itself; `WEXA_NAMES=1 cargo xtask build` and `twiggy top`");
  console.error("target/bindgen/npm/wexa_bg.wasm show the module's functions.");
  process.exitCode = 1;
}

/** What the sizes depend on. */
function made() {
  const { kind, rustcVersion } = readJson(toolchainFile);
  const locked = readFileSync(join(root, "Cargo.lock"), "utf8");
  const version = (name) => readJson(join(root, "node_modules", name, "package.json")).version;
  return {
    date: new Date().toISOString().slice(0, 10),
    system: `${process.platform} ${release()}`,
    node: process.version,
    brotli: process.versions.brotli,
    rustc: `${rustcVersion} (${kind})`,
    "wasm-bindgen": /name = "wasm-bindgen"\nversion = "(.+)"/.exec(locked)?.[1],
    binaryen: version("binaryen"),
    rolldown: version("rolldown"),
  };
}
