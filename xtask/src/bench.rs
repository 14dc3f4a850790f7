//! `cargo xtask bench`: speed beside other tools.

use anyhow::Result;

use crate::workspace::{cargo, root, run};

/// Runs the benchmark from the caller's folder, so that it finds the files that were named. It lies in a workspace of its own, so
/// that the peers never enter our dependencies.
pub(crate) fn bench(words: &[String]) -> Result<()> {
    let manifest = root().join("bench/Cargo.toml");
    let mut command = cargo(&["run", "--quiet", "--release"]);
    if words.first().is_some_and(|word| word == "detector") {
        // Its models make a binary of 300 MB, which nobody needs who measures something else.
        command.args(["--features", "lingua"]);
    }
    run(command
        .arg("--manifest-path")
        .arg(manifest)
        .arg("--")
        .args(words)
        .current_dir(std::env::current_dir()?))
}
