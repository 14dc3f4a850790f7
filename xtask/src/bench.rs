//! `cargo xtask bench`: speed beside other tools.

use anyhow::Result;

use crate::workspace::{cargo, root, run};

/// Runs the benchmark from the caller's folder, so that it finds the files that were named. It lies in a workspace of its own, so
/// that the peers never enter our dependencies.
pub(crate) fn bench(words: &[String]) -> Result<()> {
    let manifest = root().join("bench/Cargo.toml");
    let mut command = cargo(&["run", "--quiet", "--release", "--manifest-path"]);
    run(command.arg(manifest).arg("--").args(words).current_dir(std::env::current_dir()?))
}
