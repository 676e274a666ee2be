// Runs every suite, also after a failing one:  node scripts/test.mjs [--all] [--only rust,vitest]
// `--all`: in all environments that users have, not just in the core of them.
// The last line is the sum: "N passed, N failed, N skipped".
import "./setup/project-node.mjs";
import { delimiter } from "node:path";
import { parseArgs } from "node:util";
import { binaries, cargoHomeBin } from "./setup/paths.mjs";
import { runSuite, sentence } from "./test/run-suite.mjs";
import { suites } from "./test/suites.mjs";

const { values } = parseArgs({ options: { all: { type: "boolean" }, only: { type: "string" } } });
const all = suites(values);
const wanted = values.only?.split(",");
const chosen = wanted
  ? all.filter(({ name, group }) => wanted.includes(name) || wanted.includes(group))
  : all;
const unknown =
  wanted?.filter((word) => !all.some(({ name, group }) => word === name || word === group)) ?? [];
if (unknown.length > 0) {
  const words = [...new Set(all.flatMap(({ name, group }) => [group, name]))];
  console.error(`no suite is called ${unknown.join(", ")}; there are: ${words.join(", ")}`);
  process.exit(1);
}

// The project's tools first; rustup's last, for shells that were opened before it was installed.
// No colours: what the tools print is read here.
const env = {
  PATH: [binaries, process.env.PATH, cargoHomeBin].join(delimiter),
  CARGO_TERM_COLOR: "never",
  NO_COLOR: "1",
  FORCE_COLOR: undefined,
};
const results = [];
for (const suite of chosen) results.push(await runSuite(suite, env));

const sum = (field) => results.reduce((total, result) => total + result[field], 0);
const slowest = results.toSorted((a, b) => b.seconds - a.seconds)[0];
const width = Math.max(...results.map(({ name }) => name.length));

console.log("\n# summary");
for (const result of results) {
  const mark = result.failed > 0 ? "FAILED" : "ok";
  console.log(
    `  ${mark.padEnd(6)} ${result.name.padEnd(width)} ${result.seconds.toFixed(1).padStart(7)} s  ${sentence(result)}`,
  );
}
// Here as well, as what a suite prints is long and may be cut.
for (const { names = [] } of results) for (const name of names) console.log(`  FAILED ${name}`);
console.log(`  ${sum("seconds").toFixed(1)} s in all, slowest: ${slowest.name}\n`);
const total = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(sentence(total));
