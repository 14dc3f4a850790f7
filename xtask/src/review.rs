//! `cargo xtask review`: a page to read in a browser, with what was picked before a change beside what is picked now.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::workspace::{cargo, root, say};

/// Writes the page of the articles whose name contains `filter` to `out`, seen from the caller's folder, or into the target
/// folder. The state before is that of the accepted snapshots or, with `base`, of those of a revision.
pub(crate) fn review(filter: Option<&str>, base: Option<&str>, out: Option<&Path>) -> Result<()> {
    let mut command = cargo(&["run", "--quiet", "--package", "epitome-fixtures", "--bin", "review", "--"]);
    if let Some(base) = base {
        command.args(["--base", base]);
    }
    let output = command.args(filter).stderr(Stdio::inherit()).output().context("cargo does not start")?;
    if !output.status.success() {
        bail!("there is no page; the reason stands above");
    }
    let path = match out {
        Some(out) => std::env::current_dir()?.join(out),
        None => default_path()?,
    };
    fs::write(&path, output.stdout).with_context(|| format!("cannot write {}", path.display()))?;
    say(&format!("open {} in a browser", path.display()));
    Ok(())
}

/// `target/review.html`, which git ignores.
fn default_path() -> Result<PathBuf> {
    let folder = root().join("target");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder.join("review.html"))
}
