//! The package's JavaScript: TypeScript and glue, bundled by rolldown as `rolldown.config.ts` says.

use crate::Failure;
use std::process::Command;

/// Bundles the package around the module of `variant` into `directory`.
pub fn package(variant: &str, directory: &str) -> Result<(), Failure> {
    let status = Command::new("node")
        .args(["node_modules/rolldown/bin/cli.mjs", "--config", "rolldown.config.ts", "--logLevel", "warn"])
        .env("WEXA_VARIANT", variant)
        .env("WEXA_DIST", directory)
        .status()?;
    if status.success() { Ok(()) } else { Err("the package's JavaScript cannot be bundled".into()) }
}
