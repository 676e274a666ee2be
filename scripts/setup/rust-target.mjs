// Chooses the Rust that builds the WebAssembly, and writes it to target/toolchain.json for the build.
//
//   rustup   the user's own Rust, with its wasm32 target; with rust-src the build recompiles std for size
//   debian   Debian's Rust, which has no wasm32 target: std is always compiled from its source
//
// Native builds and tests use the user's own Rust in both cases.

import { canInstall, hintFor, install } from "./debian.mjs";
import { readJson, toolchainFile, writeJson } from "./paths.mjs";
import { run } from "./run.mjs";
import {
  findRust,
  findRustup,
  hasLints,
  hasSource,
  hasWasm,
  howToGetRust,
  isNewEnough,
  wasm,
} from "./rust.mjs";
import { debianRust, getDebianRust } from "./rust-debian.mjs";
import { SetupError, say } from "./say.mjs";

const addTarget = `rustup target add ${wasm}`;
const addSource = "rustup component add rust-src";

/** @param {{ lints: boolean }} options lints: clippy and rustfmt are wanted too */
export async function ensureRust({ lints }) {
  const wish = process.env.WEXA_TOOLCHAIN;
  if (wish && wish !== "rustup" && wish !== "debian") {
    throw new SetupError(`WEXA_TOOLCHAIN is "${wish}"; it can be "rustup" or "debian"`);
  }
  const before = readJson(toolchainFile);
  const own = await findRust();
  const chosen = await choose(wish, own, before);
  if (!isNewEnough(chosen)) {
    throw new SetupError(`Rust ${chosen.version} is older than Cargo.toml's rust-version`, {
      commands: chosen.kind === "rustup" ? ["rustup update"] : [],
    });
  }
  const native = own ?? (await findRust()) ?? chosen;
  if (lints) await ensureLints(native);

  const toolchain = {
    kind: chosen.kind,
    cargo: chosen.cargo,
    rustc: chosen.rustc,
    buildStd: chosen.buildStd,
    rustcVersion: chosen.version,
    nativeCargo: native.cargo,
  };
  if (JSON.stringify(toolchain) !== JSON.stringify(before)) say(describe(toolchain));
  writeJson(toolchainFile, toolchain);
}

function describe({ kind, rustcVersion, buildStd }) {
  const from = kind === "debian" ? "Debian's Rust" : "Rust";
  const std = buildStd ? "std compiled for size" : "std as shipped (no rust-src), so the wasm is larger";
  return `WebAssembly is built by ${from} ${rustcVersion}, ${std}`;
}

async function choose(wish, own, before) {
  const fallback = wish !== "rustup";
  if (wish === "debian") return asDebian(await getDebianRust());
  if (own && hasWasm(own)) return asOwn(own, before);
  // Once the fallback was taken, the ordinary way is not tried on every run.
  if (fallback && before?.kind === "debian") {
    const rust = await debianRust();
    if (rust) return asDebian(rust);
  }
  const possible = fallback && ((await debianRust()) !== undefined || (await canInstall()));
  let problem;
  if (own && findRustup()) {
    say(`adding ${wasm} (${addTarget})`);
    problem = await rustup(["target", "add", wasm], possible);
    if (hasWasm(own)) return asOwn(own, before);
    if (possible) say(`rustup could not add it (${problem}), taking Debian's Rust instead`);
  }
  if (possible) return asDebian(await getDebianRust());
  if (!own) throw new SetupError("cargo is missing", { commands: [howToGetRust] });
  throw new SetupError(
    `Rust's target ${wasm} is missing from ${own.sysroot}${problem ? ` (${problem})` : ""}`,
    {
      commands: findRustup() ? [addTarget] : [`${addTarget}   (rustup: ${howToGetRust})`],
    },
  );
}

const asDebian = (rust) => ({ ...rust, kind: "debian", buildStd: true });

async function asOwn(own, before) {
  const triedBefore =
    before?.kind === "rustup" && before.rustcVersion === own.version && before.buildStd === false;
  if (!hasSource(own) && findRustup() && !triedBefore) {
    say(`adding the source of std (${addSource})`);
    await rustup(["component", "add", "rust-src"], true);
  }
  return { ...own, kind: "rustup", buildStd: hasSource(own) };
}

/** Where there is another way, rustup gets little time: a blocked network can hang for minutes. */
async function rustup(args, otherWay) {
  const seconds = otherWay ? 45 : 10 * 60;
  const { code, timedOut, lines } = await run([findRustup(), ...args], {
    env: { RUSTUP_MAX_RETRIES: "0", RUST_BACKTRACE: "0" },
    seconds,
  });
  if (timedOut) return `no answer within ${seconds} s`;
  if (code === 0) return "the rustc on PATH is not rustup's";
  return lines.find((line) => line.startsWith("error:"))?.slice(7, 160) ?? `exit code ${code}`;
}

async function ensureLints(native) {
  if (hasLints(native)) return;
  const add = "rustup component add clippy rustfmt";
  const debian = ["rust-web-clippy", "rustfmt-web"];
  if (native.sysroot === "/usr") {
    if (await canInstall()) {
      say("installing clippy and rustfmt from Debian (checks)");
      return install(debian, "clippy and rustfmt");
    }
  } else if (findRustup()) {
    say(`adding clippy and rustfmt (${add})`);
    await rustup(["component", "add", "clippy", "rustfmt"], false);
    if (hasLints(native)) return;
  }
  const commands = native.sysroot === "/usr" ? hintFor(debian) : [add];
  throw new SetupError("clippy and rustfmt are missing (the checks need them)", { commands });
}
