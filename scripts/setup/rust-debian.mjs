// Debian's current Rust. It stands in /usr/bin, usually behind rustup's commands on PATH, so both are named in full.
import { existsSync } from "node:fs";
import { canInstall, install, installCommand } from "./debian.mjs";
import { hasSource, howToGetRust, inspect } from "./rust.mjs";
import { SetupError, say } from "./say.mjs";

const cargo = "/usr/bin/cargo";
const rustc = "/usr/bin/rustc";
const packages = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];

/** rustc calls the linker `rust-lld`, a link to the lld of exactly its own LLVM. */
const linker = (rust) => `lld-${rust.llvm.split(".")[0]}`;

async function found() {
  return existsSync(cargo) && existsSync(rustc) ? inspect(cargo, rustc) : undefined;
}

const hasLinker = (rust) => existsSync("/usr/bin/rust-lld") && existsSync(`/usr/bin/${linker(rust)}`);

/** Debian's Rust when all of it is here, else undefined. */
export async function debianRust() {
  const rust = await found();
  return rust && hasSource(rust) && hasLinker(rust) ? rust : undefined;
}

export async function getDebianRust() {
  const here = await debianRust();
  if (here) return here;
  if (!(await canInstall())) {
    throw new SetupError("Debian's Rust is not complete here, and no package can be installed", {
      commands: [installCommand([...packages, "lld-<the LLVM version of /usr/bin/rustc -vV>"]), howToGetRust],
    });
  }
  say("installing Rust from Debian (to build WebAssembly)");
  await install(packages, "Rust");
  const rust = await found();
  if (rust && !hasLinker(rust)) await install([linker(rust)], "the WebAssembly linker");
  const complete = await debianRust();
  if (complete) return complete;
  throw new SetupError("Debian's Rust was installed but is not complete", { commands: [howToGetRust] });
}
