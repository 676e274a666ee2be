//! What a user downloads: `scripts/size.mjs` measures it.

use crate::Failure;
use std::process::Command;

/// Prints raw, gzip and brotli sizes.
pub fn print() -> Result<(), Failure> {
    let status = Command::new("node").args(["scripts/size.mjs", "--report"]).status()?;
    if status.success() { Ok(()) } else { Err("the sizes cannot be measured".into()) }
}
