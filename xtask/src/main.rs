//! The build steps of wexa-executeflow.
//!
//! `cargo xtask build` makes the npm package's `dist/`; `cargo xtask generate` writes only what the TypeScript is
//! generated from, and `cargo xtask docs` the reference; `cargo xtask size` prints what a user downloads.

mod bindgen;
mod bundle;
mod compile;
mod generate;
mod licences;
mod size;

use std::process::ExitCode;

/// What went wrong, in words.
type Failure = Box<dyn std::error::Error>;

const USAGE: &str = "usage: cargo xtask build | generate | docs | docs-check | size | trap-build | rust-page | yew-example | names";

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let done = match command.as_str() {
        "build" => build(),
        "generate" => generate::write(),
        "docs" => generate::write_docs(),
        "docs-check" => generate::check_docs(),
        "size" => size::print(),
        "trap-build" => trap_build(),
        "rust-page" => rust_page(),
        "yew-example" => yew_example(),
        "names" => names(),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// The npm package.
fn build() -> Result<(), Failure> {
    generate::write()?;
    let wasm = compile::wasm(compile::Crate::Npm)?;
    bindgen::package(&wasm, "npm")?;
    bundle::package("npm", "dist")?;
    licences::write("dist")?;
    size::print()
}

/// The npm package around a module that traps when it is told to, for the tests.
fn trap_build() -> Result<(), Failure> {
    generate::write()?;
    let wasm = compile::wasm(compile::Crate::Trap)?;
    bindgen::package(&wasm, "trap")?;
    bundle::package("trap", "target/dist-trap")?;
    licences::write("target/dist-trap")
}

/// The page that uses the crate from Rust, for the tests.
fn rust_page() -> Result<(), Failure> {
    let wasm = compile::wasm(compile::Crate::RustPage)?;
    bindgen::page(&wasm)
}

/// The example page, for its test: what `trunk build` makes for users.
fn yew_example() -> Result<(), Failure> {
    let wasm = compile::wasm(compile::Crate::YewExample)?;
    bindgen::example(&wasm)
}

/// The modules with the names of their functions, for the test of what they are made of.
fn names() -> Result<(), Failure> {
    let (npm, page) = (compile::wasm(compile::Crate::Npm)?, compile::wasm(compile::Crate::RustPage)?);
    bindgen::with_names(&npm, &page)
}
