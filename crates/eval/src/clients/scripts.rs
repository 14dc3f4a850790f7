//! Tools that are libraries, each asked by a script of a few lines.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Outcome, Sent, Tools, arrival, units_of};

/// The package xliff of npm: what it reads. What it writes is indented within texts, so it is not asked to.
/// Of 2.0 it drops white space between two codes, whatever it is asked (`drops_space`).
pub(super) fn npm(
    sent: &[Sent],
    xliff: &Path,
    drops_space: bool,
    work: &Path,
    tools: &Tools,
) -> Result<Outcome> {
    let node = || {
        let mut command = Command::new(&tools.node);
        command.envs(tools.node_modules.iter().map(|folder| ("NODE_PATH", folder)));
        command
    };
    if !succeeds(node().args(["-e", "require('xliff')"])) {
        return Ok(Err("node does not find the package xliff; --node-modules names its folder".to_owned()));
    }
    let found = work.join("npm");
    fs::create_dir_all(&found)?;
    let script = work.join("npm_xliff.cjs");
    fs::write(&script, include_str!("npm_xliff.cjs"))?;
    run(node().arg(&script).arg(xliff).arg(&found))?;
    let mut arrived = BTreeMap::new();
    for article in sent {
        let path = found.join(format!("{}.json", article.name));
        let json = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        arrived.insert(article.name.clone(), serde_json::from_slice(&json)?);
    }
    Ok(Ok(arrival(sent, &arrived, drops_space)))
}

/// Translate Toolkit: what it has taken from the source into the target.
pub(super) fn toolkit(sent: &[Sent], xliff: &Path, work: &Path, tools: &Tools) -> Result<Outcome> {
    if !succeeds(Command::new(&tools.python).args(["-c", "import translate.storage.xliff"])) {
        return Ok(Err("python does not find translate-toolkit; --python names one that does".to_owned()));
    }
    let saved = work.join("toolkit");
    fs::create_dir_all(&saved)?;
    let script = work.join("translate_toolkit.py");
    fs::write(&script, include_str!("translate_toolkit.py"))?;
    run(Command::new(&tools.python).arg(&script).arg(xliff).arg(&saved))?;
    let mut arrived = BTreeMap::new();
    for article in sent {
        let units = units_of(&saved.join(&article.name))?.into_iter();
        let units = units.filter_map(|unit| Some((unit.id, unit.target?.to_string()))).collect();
        arrived.insert(article.name.clone(), units);
    }
    Ok(Ok(arrival(sent, &arrived, false)))
}

/// Whether a program is there and ends well.
pub(super) fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Runs a program to its end; what it says is told only where it fails.
pub(super) fn run(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("{command:?} cannot be run"))?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        bail!("{command:?} failed\n{}", String::from_utf8_lossy(&said));
    }
    Ok(())
}
