//! The module's JavaScript glue, and the module made small.

use crate::Failure;
use std::fmt::Write as _;
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

/// Writes the glue and the module of a page that uses the crate from Rust: `wexa.js` and `wexa_bg.wasm`.
pub fn page(wasm: &Path) -> Result<(), Failure> {
    let module = bound(wasm, "rust-page", |_| true)?;
    optimise(&module, &["-Oz", "--converge"]).map(drop)
}

/// The same of the example page, with the module as it is: it is built for a test, not for visitors.
pub fn example(wasm: &Path) -> Result<(), Failure> {
    bound(wasm, "yew-example", |_| true).map(drop)
}

/// Writes the module of the npm package, `wexa_bg.wasm`, and its `glue.js`. Nothing but numbers crosses the boundary,
/// so the module's imports are the functions of `imports.js` themselves, and the glue is no more than their names.
pub fn package(wasm: &Path, variant: &str) -> Result<(), Failure> {
    // What begins with an underscore is the linker's, or of the table of JavaScript's values, which stays empty.
    let module = bound(wasm, variant, |export| !export.starts_with("__"))?;
    // Nothing is reached by an address that wraps around into the first 1,024 bytes, which are the end of the stack: so
    // small sums become the offsets of loads. What `--converge` does in further rounds compresses worse.
    optimise(&module, &["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz"])?;
    let names = optimise(&module, &["--minify-imports-and-exports-and-modules"])?;
    Ok(std::fs::write(module.with_file_name("glue.js"), glue(&serde_json::from_str(&names)?)?)?)
}

/// The glue of the npm package's module, around the functions that the module imports: `names` is what the optimiser
/// has made of their names.
fn glue(names: &serde_json::Value) -> Result<String, Failure> {
    let functions = std::path::absolute("src/bindings/imports.js")?;
    let list = |kind: &str| names[kind].as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned).unwrap_or_default();
    let mut imports = String::new();
    for row in list("imports") {
        let (name, short) = (text(&row[1]), text(&row[2]));
        // wasm-bindgen adds a hash where it would have put a function of its own in between.
        let known = name
            .strip_prefix("__wbg_")
            .and_then(|name| name.rsplit_once('_'))
            .map_or(&*name, |(name, _)| name);
        if known.starts_with("__") {
            return Err(format!("the module imports {known}, which is not in imports.js").into());
        }
        write!(imports, "{short}: functions.{known}, ")?;
    }
    let mut exports = String::new();
    let mut memory = String::new();
    for row in list("exports") {
        let (name, short) = (text(&row[0]), text(&row[1]));
        match name.as_str() {
            "memory" => memory = short,
            name => write!(exports, "{name}: exports.{short}, ")?,
        }
    }
    Ok(format!(
        "import * as functions from {functions:?};\n\
        function use({{ exports }}) {{\n  functions.hold(exports.{memory});\n  return {{ {exports}}};\n}}\n\
        export default {{ imports: {{ a: {{ {imports}}} }}, use, enter: functions.enter }};\n"
    ))
}

/// The module as wasm-bindgen leaves it, with the exports that are wanted.
fn bound(wasm: &Path, variant: &str, wanted: impl Fn(&str) -> bool) -> Result<PathBuf, Failure> {
    let directory = Path::new("target/bindgen").join(variant);
    if directory.exists() {
        std::fs::remove_dir_all(&directory)?;
    }
    let mut output = Bindgen::new()
        .input_path(wasm)
        .out_name("wexa")
        .web(true)?
        // The entries of the package say where the module is.
        .omit_default_module_path(true)
        .typescript(true)
        .remove_name_section(!named())
        .remove_producers_section(true)
        .generate_output()?;
    let exports = &mut output.wasm_mut().exports;
    let unwanted: Vec<_> =
        exports.iter().filter(|export| !wanted(&export.name)).map(|export| export.id()).collect();
    unwanted.into_iter().for_each(|export| exports.delete(export));
    output.emit(&directory)?;
    Ok(directory.join("wexa_bg.wasm"))
}

/// Whether the functions keep their names, to see what a module is made of: `WEXA_NAMES=1 cargo xtask build`.
fn named() -> bool {
    std::env::var_os("WEXA_NAMES").is_some()
}

/// Makes a module small, and gives what the optimiser printed.
fn optimise(module: &Path, passes: &[&str]) -> Result<String, Failure> {
    let output = Command::new("node")
        .arg("node_modules/binaryen/bin/wasm-opt")
        .arg(module)
        .args(FEATURES)
        .args(["--strip-producers", "--strip-target-features"])
        .args(passes)
        .args(named().then_some("-g"))
        .arg("-o")
        .arg(module)
        .output()?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(format!("wasm-opt failed: {}", String::from_utf8_lossy(&output.stderr)).into())
    }
}
