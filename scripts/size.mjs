import "./setup/project-node.mjs";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup/paths.mjs";
import { measure } from "./size/measure.mjs";

// What a page downloads for the default entry: the module, and the JavaScript minified as a bundler does it, with brotli.
// Past the limit this fails, and says which part has grown since the sizes that are committed in size/accepted.json.
// `--accept` writes those; `--report` never fails.

/** Bytes, with brotli: a little more than there is. It is to come down to 20,480, and then to 16,384. */
const LIMIT = 26_624;

const file = join(root, "scripts/size/accepted.json");
const { together, parts } = await measure();
const sizes = Object.fromEntries(Object.entries(parts).map(([name, { brotli }]) => [name, brotli]));
if (process.argv.includes("--accept")) writeFileSync(file, `${JSON.stringify(sizes, null, 2)}\n`);
const accepted = JSON.parse(readFileSync(file, "utf8"));

console.log(`${"bytes".padEnd(32)}${["raw", "gzip", "brotli"].map((word) => word.padStart(9)).join("")}`);
for (const [name, { raw, gzip, brotli }] of Object.entries(together)) {
  console.log(`${name.padEnd(32)}${[raw, gzip, brotli].map((size) => String(size).padStart(9)).join("")}`);
}

const total = together.together.brotli;
if (total > LIMIT && !process.argv.includes("--report")) {
  console.error(
    `\n${total} bytes are ${total - LIMIT} more than the ${LIMIT} allowed. Since the accepted sizes:`,
  );
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
