//! What a user downloads: the module, and the JavaScript of the default entry minified as a bundler does it.

use crate::Failure;
use std::io::Write as _;
use std::process::Command;

/// Prints raw, gzip and brotli sizes.
pub fn print() -> Result<(), Failure> {
    let wasm = std::fs::read("dist/wexa.wasm")?;
    let javascript = minified("dist/browser.js")?;
    println!("{:<24}{:>9}{:>9}{:>9}", "bytes", "raw", "gzip", "brotli");
    let mut total = [0; 3];
    for (name, bytes) in [("wexa.wasm", &wasm), ("browser.js, minified", &javascript)] {
        let sizes = [bytes.len(), gzip(bytes)?, brotli(bytes)?];
        row(name, sizes);
        for (sum, size) in total.iter_mut().zip(sizes) {
            *sum += size;
        }
    }
    row("together", total);
    Ok(())
}

fn row(name: &str, [raw, gzip, brotli]: [usize; 3]) {
    println!("{name:<24}{raw:>9}{gzip:>9}{brotli:>9}");
}

fn minified(path: &str) -> Result<Vec<u8>, Failure> {
    let output = Command::new("node")
        .args([
            "node_modules/rolldown/bin/cli.mjs",
            path,
            "--format",
            "esm",
            "--minify",
            "--external",
            "./bytes.js",
        ])
        .output()?;
    if output.status.success() && !output.stdout.is_empty() {
        Ok(output.stdout)
    } else {
        Err(format!("{path} cannot be minified: {}", String::from_utf8_lossy(&output.stderr)).into())
    }
}

fn gzip(bytes: &[u8]) -> Result<usize, Failure> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize, Failure> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed.len())
}
