import "./setup/project-node.mjs";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup/paths.mjs";
import { measure } from "./size/measure.mjs";

// What a page downloads for the default entry, with brotli: the module, and the JavaScript as a bundler gives it. What
// follows executions and starts many is loaded when it is first used. Past a limit this fails, and says which part has
// grown since the sizes that are committed in size/accepted.json. `--accept` writes those; `--report` never fails.

/** Bytes, with brotli. The first load is to come down to 16,384. */
const LIMITS = { "first load": 20_480, together: 25_600 };

const file = join(root, "scripts/size/accepted.json");
const { together, parts } = await measure();
const sizes = Object.fromEntries(Object.entries(parts).map(([name, { brotli }]) => [name, brotli]));
if (process.argv.includes("--accept")) writeFileSync(file, `${JSON.stringify(sizes, null, 2)}\n`);
const accepted = JSON.parse(readFileSync(file, "utf8"));

console.log(`${"bytes".padEnd(32)}${["raw", "gzip", "brotli"].map((word) => word.padStart(9)).join("")}`);
for (const [name, { raw, gzip, brotli }] of Object.entries(together)) {
  console.log(`${name.padEnd(32)}${[raw, gzip, brotli].map((size) => String(size).padStart(9)).join("")}`);
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
