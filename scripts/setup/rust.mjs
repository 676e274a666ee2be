// The Rust that is here: which cargo, which version, what it can build.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canInstall, hintFor, install } from "./debian.mjs";
import { cargoHomeBin, findCommand, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { SetupError, say } from "./say.mjs";

export const wasm = "wasm32-unknown-unknown";
export const howToGetRust = "see https://rustup.rs";

/** @typedef {{ cargo: string, rustc: string, version: string, llvm: string, sysroot: string }} Rust */

/** @returns {Promise<Rust | undefined>} undefined when this rustc does not run */
export async function inspect(cargo, rustc) {
  const [about, sysroot] = await Promise.all([run([rustc, "-vV"]), run([rustc, "--print", "sysroot"])]);
  const field = (name) => about.lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const version = field("release");
  if (about.code !== 0 || sysroot.code !== 0 || !version) return undefined;
  return { cargo, rustc, version, llvm: field("LLVM version") ?? "", sysroot: sysroot.lines.at(-1).trim() };
}

/** A name that PATH resolves stays a name, so that the file is right for every shell of this user. */
function named(name) {
  if (findCommand(name)) return name;
  return findCommand(name, [cargoHomeBin]);
}

/** The Rust that the user works with: rustup's, or any other on PATH. */
export async function findRust() {
  const cargo = named("cargo");
  const rustc = named("rustc");
  return cargo && rustc ? inspect(cargo, rustc) : undefined;
}

export const findRustup = () => named("rustup");

export const hasWasm = ({ sysroot }) => existsSync(join(sysroot, "lib", "rustlib", wasm, "lib"));
export const hasSource = ({ sysroot }) =>
  existsSync(join(sysroot, "lib/rustlib/src/rust/library/std/Cargo.toml"));
export const hasLints = ({ sysroot }) =>
  ["cargo-clippy", "cargo-fmt"].every((name) => findCommand(name, [join(sysroot, "bin")]));

export function isNewEnough({ version }) {
  const [, major, minor] = /^rust-version\s*=\s*"(\d+)\.(\d+)/m.exec(readManifest()) ?? [];
  if (!major) return true;
  const [haveMajor, haveMinor] = version.split(".").map(Number);
  return haveMajor > Number(major) || (haveMajor === Number(major) && haveMinor >= Number(minor));
}

function readManifest() {
  try {
    return readFileSync(join(root, "Cargo.toml"), "utf8");
  } catch {
    return "";
  }
}

/** Build scripts and tests are linked by the system's C compiler; rustup does not bring one. */
export const ensureLinker = () => ensure("cc", "a C linker", ["gcc", "libc6-dev"], "Rust build scripts");

/** libFuzzer is written in C++. */
export const ensureCxx = () => ensure("c++", "a C++ compiler", ["g++"], "fuzzing");

async function ensure(command, what, packages, why) {
  if (findCommand(command)) return;
  if (await canInstall()) {
    say(`installing ${what} from Debian (${why})`);
    return install(packages, what);
  }
  const commands = process.platform === "darwin" ? ["xcode-select --install"] : hintFor(packages);
  throw new SetupError(`${what} (${command}) is missing: ${why}`, { commands });
}
