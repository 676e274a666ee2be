//! Rust to WebAssembly.

use crate::Failure;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is compiled.
#[derive(Clone, Copy)]
pub enum Crate {
    /// The npm package's module.
    Npm,
    /// The same, with traps on demand.
    Trap,
    /// The page that uses the crate from Rust.
    RustPage,
    /// The example page, in a workspace of its own.
    YewExample,
}

impl Crate {
    const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Npm => &["--package", "wexa-executeflow", "--no-default-features", "--features", "npm"],
            Self::Trap => &["--package", "wexa-executeflow", "--no-default-features", "--features", "trap"],
            Self::RustPage => &["--package", "rust-api-page"],
            // As its own workspace says: quick to compile.
            Self::YewExample => &["--manifest-path", "examples/yew/Cargo.toml"],
        }
    }

    const fn target_dir(self) -> &'static str {
        if self.is_small() { "target/wasm" } else { "target/wasm-examples" }
    }

    /// Whether it is made as small as can be.
    const fn is_small(self) -> bool {
        !matches!(self, Self::YewExample)
    }

    const fn file(self) -> &'static str {
        match self {
            Self::Npm | Self::Trap => "wexa_executeflow.wasm",
            Self::RustPage => "rust_api_page.wasm",
            Self::YewExample => "wexa-yew-example.wasm",
        }
    }
}

/// The compiler that the set-up found, in `target/toolchain.json`.
struct Toolchain {
    cargo: String,
    rustc: Option<String>,
    /// Whether its library source is there, to compile the library itself for size.
    build_std: bool,
}

fn toolchain() -> Result<Toolchain, Failure> {
    let text = std::fs::read_to_string("target/toolchain.json")
        .map_err(|_| "target/toolchain.json is not there: run `npm run setup` first")?;
    let json: serde_json::Value = serde_json::from_str(&text)?;
    let path = |name: &str| json[name].as_str().map(str::to_owned);
    Ok(Toolchain {
        cargo: path("cargo").unwrap_or_else(|| "cargo".into()),
        rustc: path("rustc"),
        build_std: json["buildStd"].as_bool().unwrap_or(false),
    })
}

/// Reference types are of no use to the glue, and wasm2js takes no second table.
const TARGET: &str = "-Ctarget-feature=-reference-types,-multivalue";

/// Flags that keep paths of this machine out of the module.
fn remapped() -> String {
    let homes = [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")];
    let home = std::env::var("HOME").unwrap_or_default();
    let flags = homes.map(|(variable, directory)| {
        let path = std::env::var(variable).unwrap_or_else(|_| format!("{home}/{directory}"));
        format!("--remap-path-prefix={path}={directory}")
    });
    flags.join(" ")
}

/// Compiles `what`, and gives the module's path.
pub fn wasm(what: Crate) -> Result<PathBuf, Failure> {
    let Toolchain { cargo, rustc, build_std } = toolchain()?;
    let mut command = Command::new(cargo);
    let target = ["--quiet", "--locked", "--target", "wasm32-unknown-unknown"];
    if what.is_small() {
        // As nothing else than a module: cargo links a crate that is to be a Rust library as well without `lto`.
        command.arg("rustc").args(target).args(["--release", "--lib", "--crate-type", "cdylib"]);
    } else {
        command.arg("build").args(target);
    }
    // A directory of its own: this compiler may be another than the one of the native tests.
    command.args(["--target-dir", what.target_dir()]).args(what.arguments());
    // What cargo told this process of its own toolchain would confuse another one.
    for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTC", "RUSTDOC", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(name);
    }
    if let Some(rustc) = rustc {
        command.env("RUSTC", rustc);
    }
    if !what.is_small() {
        command.env_remove("RUSTFLAGS"); // as a user compiles it
    } else if build_std {
        command.env("RUSTC_BOOTSTRAP", "1");
        command.args(["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"]);
        // A panic is a trap without a message: formatting one costs more than the rest of the client. Where it was
        // is left out as well: those are paths of this machine.
        let flags = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none";
        command.env("RUSTFLAGS", format!("{flags} {TARGET}"));
    } else {
        command.env("RUSTFLAGS", format!("{} {TARGET}", remapped()));
        println!(
            "build: without the standard library's source the module is larger; `rustup component add rust-src`"
        );
    }
    if !command.status()?.success() {
        return Err("the module does not compile".into());
    }
    let profile = if what.is_small() { "release" } else { "debug" };
    Ok(Path::new(what.target_dir()).join("wasm32-unknown-unknown").join(profile).join(what.file()))
}
