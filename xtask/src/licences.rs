//! The licences of the crates that are compiled into the module, shipped beside it.

use crate::Failure;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const SEPARATOR: &str =
    "\n\n--------------------------------------------------------------------------------\n\n";

/// Writes `{directory}/wexa.LICENSES.txt`: the crates with their licences, then each licence text once.
pub fn write(directory: &str) -> Result<(), Failure> {
    let mut list = String::from("This module is made of these Rust crates:\n\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, package) in compiled_in()? {
        writeln!(list, "{name} ({})", package.license)?;
        for text in texts_in(&package.directory)? {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    list.push_str("the Rust standard library (MIT OR Apache-2.0), copyright The Rust Project Developers");
    let mut parts = vec![list];
    parts.extend(texts.into_iter().map(|(text, names)| format!("{}:\n\n{text}", names.join(", "))));
    let path = Path::new(directory).join("wexa.LICENSES.txt");
    Ok(std::fs::write(path, parts.join(SEPARATOR) + "\n")?)
}

struct Package {
    license: String,
    directory: PathBuf,
}

/// The crates that the module is made of, macros that only ran while it was made left out.
fn compiled_in() -> Result<BTreeMap<String, Package>, Failure> {
    let tree = cargo(&[
        "tree",
        "--package=wexa-executeflow",
        "--no-default-features",
        "--features=npm",
        "--target=wasm32-unknown-unknown",
        "--edges=normal,no-proc-macro",
        "--prefix=none",
        "--format={p}",
    ])?;
    let metadata: serde_json::Value = serde_json::from_str(&cargo(&["metadata", "--format-version=1"])?)?;
    let mut packages = BTreeMap::new();
    for line in tree.lines() {
        let mut words = line.split(' ');
        let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
        let version = version.trim_start_matches('v');
        let found = metadata["packages"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|package| package["name"] == name && package["version"] == version);
        let Some(package) = found else { return Err(format!("cargo knows nothing of {line}").into()) };
        if package["source"].is_null() {
            continue; // this project's own
        }
        let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap_or_default());
        packages.insert(
            format!("{name} {version}"),
            Package {
                license: package["license"].as_str().unwrap_or("see below").into(),
                directory: manifest.parent().unwrap_or(Path::new(".")).into(),
            },
        );
    }
    Ok(packages)
}

/// The licence texts that a crate ships. Some crates of a workspace name their licence and ship no text of it.
fn texts_in(directory: &Path) -> Result<Vec<String>, Failure> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_file() && (file.starts_with("LICEN") || file.starts_with("COPYING")) {
            texts.push(std::fs::read_to_string(&path)?.trim().to_owned());
        }
    }
    Ok(texts)
}

fn cargo(arguments: &[&str]) -> Result<String, Failure> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo).args(arguments).arg("--locked").output()?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned().into())
    }
}
