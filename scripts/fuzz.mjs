// Fuzzes the pure modules:  node scripts/fuzz.mjs [--minutes 5 | --seconds 30] [--only address,validate]
// Each target of fuzz/fuzz_targets gets so much time, as many at once as there are cores. What a target finds is kept
// in fuzz/corpus/, and an input that breaks a property in fuzz/artifacts/.
//
// libFuzzer is linked as a library, and the coverage it follows is a stable option of rustc: neither cargo-fuzz nor a
// nightly compiler is needed. `cargo +nightly fuzz run address` works too, with AddressSanitizer.
import "./setup/project-node.mjs";
import { mkdirSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { cargoHomeBin, findCommand, readJson, root, target, toolchainFile } from "./setup/paths.mjs";
import { run, tail } from "./setup/run.mjs";

const directory = join(root, "fuzz");
const coverage = ["level=4", "inline-8bit-counters", "pc-table", "trace-compares"];
const flags = [
  "--cfg=fuzzing",
  "-Cpasses=sancov-module",
  ...coverage.map((option) => `-Cllvm-args=-sanitizer-coverage-${option}`),
  "-Ccodegen-units=1",
];

const { values } = parseArgs({
  options: { minutes: { type: "string" }, seconds: { type: "string" }, only: { type: "string" } },
});
const seconds = Number(values.seconds ?? Number(values.minutes ?? 5) * 60);
const all = readdirSync(join(directory, "fuzz_targets")).map((file) => basename(file, ".rs"));
const chosen = values.only?.split(",") ?? all;
const unknown = chosen.filter((name) => !all.includes(name));
if (!(seconds > 0) || unknown.length > 0) {
  console.error(
    `usage: node scripts/fuzz.mjs [--minutes N | --seconds N] [--only ${all.join(",")}], N greater than 0`,
  );
  process.exit(2);
}

const programs = await build();
const waiting = [...chosen];
let failed = false;
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) await fuzz(name);
  }),
);
process.exitCode = failed ? 1 : 0;

/** Builds every target with coverage, and gives the directory of the programs. */
async function build() {
  const cargo = readJson(toolchainFile)?.nativeCargo ?? "cargo";
  const rustc = findCommand("rustc", [cargoHomeBin]) ?? "rustc";
  const { lines } = await run([rustc, "-vV"]);
  const host = lines.find((line) => line.startsWith("host: "))?.slice(6);
  const output = join(target, "fuzz");
  // With a target that is named, build scripts and macros are compiled without the flags.
  const command = [
    cargo,
    "build",
    "--release",
    "--bins",
    "--locked",
    "--target",
    host,
    "--target-dir",
    output,
  ];
  const { code, lines: said } = await run([...command, "--manifest-path", join(directory, "Cargo.toml")], {
    env: { RUSTFLAGS: flags.join(" "), CARGO_ENCODED_RUSTFLAGS: undefined, RUSTC: rustc },
  });
  if (code === 0) return join(output, host, "release");
  console.error(tail(said, 60).join("\n"));
  process.exit(1);
}

async function fuzz(name) {
  const corpus = join(directory, "corpus", name);
  const artifacts = join(directory, "artifacts", name);
  for (const each of [corpus, artifacts]) mkdirSync(each, { recursive: true });
  const options = [
    `-max_total_time=${seconds}`,
    // One input for so long is a hang, and so much memory a leak.
    "-timeout=10",
    "-rss_limit_mb=1024",
    `-artifact_prefix=${artifacts}/`,
    "-print_final_stats=1",
  ];
  const program = join(programs, name);
  const command = [program, ...options, corpus, join(directory, "seeds", name)];
  const { code, lines, timedOut } = await run(command, { seconds: seconds + 120 });
  const runs = Number(find(lines, /^stat::number_of_executed_units: (\d+)/) ?? 0);
  const edges = find(lines.toReversed(), / cov: (\d+) /) ?? 0;
  const figures = `${name}: ${runs} inputs in ${seconds} s, ${edges} edges of the program seen`;
  if (code === 0 && runs > 0) return console.log(`ok ${figures}`);

  failed = true;
  console.log(`FAILED ${figures}`);
  const artifact = find(lines, /Test unit written to (\S+)/);
  const panicked = lines.findIndex((line) => / panicked at /.test(line));
  const why = panicked < 0 ? tail(lines, 20) : lines.slice(panicked, panicked + 6);
  for (const line of why) console.log(`  ${line}`);
  if (timedOut) console.log("  it did not end by itself");
  if (artifact) console.log(`  again: ${[program, artifact].map((path) => relative(root, path)).join(" ")}`);
}

function find(lines, pattern) {
  for (const line of lines) {
    const found = pattern.exec(line);
    if (found) return found[1];
  }
  return undefined;
}
