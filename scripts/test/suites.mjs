// All that `npm test` and `npm run test:all` run, in this order: quick checks first, the types after the build that generates them.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cargoHomeBin, findCommand, readJson, root, target, toolchainFile } from "../setup/paths.mjs";
import { cargoTest, check, fuzz, nextest, vitest } from "./count.mjs";

const environments = "tests/environments";

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} group     `--only` takes names and groups
 * @property {string[]} command
 * @property {(result: object) => { passed: number, failed: number, skipped: number }} count
 * @property {RegExp} [hide]    lines that are not worth showing; without it nothing is shown unless the suite fails
 * @property {boolean} [mayBeEmpty]  no test at all is no failure
 * @property {string} [skip]    why it cannot run here
 * @property {() => void} [before]
 */

/** Vitest's tests, counted from its report. */
function vitestSuite(name, ...args) {
  const report = join(target, "test", `${name}.json`);
  return {
    name,
    group: "vitest",
    command: ["vitest", "run", ...args, "--reporter=default", "--reporter=json", `--outputFile=${report}`],
    before: () => rmSync(report, { force: true }),
    count: (result) => vitest(result, existsSync(report) ? readJson(report) : undefined),
    hide: /^\s*$|^JSON report written/,
  };
}

/**
 * @param {{ all?: boolean }} which  with all environments, or with the core of them
 * @returns {Suite[]}
 */
export function suites({ all = false } = {}) {
  const { kind, nativeCargo: cargo = "cargo" } = readJson(toolchainFile) ?? {};
  const hasNextest = Boolean(findCommand("cargo-nextest", [cargoHomeBin]));
  const checks = (name, command, more) => ({ name, group: "checks", command, count: check, ...more });
  const compiling =
    /^\s*(Compiling|Checking|Downloading|Downloaded|Updating|Locking|Adding|Blocking|Finished) /;
  const rust = {
    group: "rust",
    hide: new RegExp(
      `${compiling.source}|^test .* ok$|^running \\d+ test|^test result: ok|^all doctests ran|^ +(Running|PASS|Doc-tests) |^\\s*$`,
    ),
  };
  const only = (...features) => ["-p", "wexa-executeflow", ...features];

  return [
    checks("rustfmt", [cargo, "fmt", "--all", "--check", "--", "--color", "never"]),
    checks("rustfmt (fuzz)", [cargo, "fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]),
    checks("rustfmt (example)", [cargo, "fmt", "--manifest-path", "examples/yew/Cargo.toml", "--check"]),
    checks("biome", ["biome", "check", "."]),
    checks("house rules", [process.execPath, join(root, "scripts/test/house.mjs")]),
    checks("clippy", [
      cargo,
      "clippy",
      "--workspace",
      "--all-targets",
      "--all-features",
      "--",
      "-D",
      "warnings",
    ]),
    checks(
      "clippy (wasm32)",
      [
        cargo,
        "clippy",
        "--target",
        "wasm32-unknown-unknown",
        ...only("--features", "npm"),
        "--",
        "-D",
        "warnings",
      ],
      { skip: kind === "rustup" ? undefined : "the native Rust has no wasm32 target" },
    ),

    hasNextest
      ? {
          ...rust,
          name: "rust",
          command: [cargo, "nextest", "run", "--workspace", "--no-fail-fast"],
          count: nextest,
        }
      : {
          ...rust,
          name: "rust",
          command: [cargo, "test", "--workspace", "--no-fail-fast"],
          count: cargoTest,
        },
    // Without nextest they are part of the suite above.
    ...(hasNextest
      ? [
          {
            ...rust,
            name: "rust documentation",
            command: [cargo, "test", "--workspace", "--doc", "--no-fail-fast"],
            count: cargoTest,
            mayBeEmpty: true,
          },
        ]
      : []),

    checks("rustdoc", [
      cargo,
      "rustdoc",
      "--locked",
      "--lib",
      "-p",
      "wexa-executeflow",
      "--",
      "-D",
      "warnings",
      "-D",
      "missing_docs",
    ]),
    // The crate as Rust users get it: compiled from nothing but what is in it.
    checks("crate", [cargo, "package", "--locked", "--allow-dirty", "-p", "wexa-executeflow"]),

    {
      name: "fuzz",
      group: "fuzz",
      // Two minutes in all, shared by the cores; `npm run fuzz` takes longer.
      command: [process.execPath, join(root, "scripts/fuzz.mjs"), "--seconds", "24"],
      count: fuzz,
      hide: /^\s*$/,
    },
    {
      name: "build",
      group: "build",
      command: [process.execPath, join(root, "scripts/build.mjs")],
      count: check,
      hide: compiling,
    },
    checks("size", [process.execPath, join(root, "scripts/size.mjs")]),
    checks("reference", [cargo, "run", "--quiet", "--locked", "-p", "xtask", "--", "docs-check"]),
    checks("types", ["tsc", "--noEmit", "-p", "tsconfig.json"]),
    checks("types of the console", ["tsc", "--noEmit", "-p", "www/tsconfig.json"]),
    checks("release", [process.execPath, join(root, "scripts/release-check.mjs")]),
    vitestSuite("vitest"),
    vitestSuite("creates", "--config", "tests/executions/create-through-faults/vitest.config.ts"),
    vitestSuite(
      "environments",
      "--config",
      `${environments}/vitest.config.ts`,
      all ? environments : `${environments}/core`,
    ),
    ...(all
      ? [
          vitestSuite("browsers", "--config", "tests/browsers/vitest.config.ts"),
          vitestSuite("rust example", "--config", "tests/rust/example/vitest.config.ts"),
        ]
      : []),
  ];
}
