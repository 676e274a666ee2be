//! The module's JavaScript glue, and the module made small.

use crate::Failure;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// The WebAssembly features that every baseline engine has. Named one by one: "all" includes some that none has.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Writes `target/bindgen/{variant}/wexa.js` and `wexa_bg.wasm`, made small, and gives that directory.
pub fn generate(wasm: &Path, variant: &str) -> Result<PathBuf, Failure> {
    let directory = glue(wasm, variant)?;
    optimise(&directory.join("wexa_bg.wasm"))?;
    Ok(directory)
}

/// The same, and the module as the compiler left it.
pub fn glue(wasm: &Path, variant: &str) -> Result<PathBuf, Failure> {
    let directory = Path::new("target/bindgen").join(variant);
    if directory.exists() {
        std::fs::remove_dir_all(&directory)?;
    }
    Bindgen::new()
        .input_path(wasm)
        .out_name("wexa")
        .web(true)?
        // The entries of the package say where the module is.
        .omit_default_module_path(true)
        .typescript(true)
        .remove_name_section(!named())
        .remove_producers_section(true)
        .generate(&directory)?;
    Ok(directory)
}

/// Whether the functions keep their names, to see what a module is made of: `WEXA_NAMES=1 cargo xtask build`.
fn named() -> bool {
    std::env::var_os("WEXA_NAMES").is_some()
}

fn optimise(module: &Path) -> Result<(), Failure> {
    let status = Command::new("node")
        .arg("node_modules/binaryen/bin/wasm-opt")
        .arg(module)
        .args(FEATURES)
        .args(["-Oz", "--converge", "--strip-producers", "--strip-target-features", "-o"])
        .arg(module)
        .args(named().then_some("-g"))
        .status()?;
    if status.success() { Ok(()) } else { Err("wasm-opt failed".into()) }
}
