//! `cargo xtask eval` measures against data with known answers, `cargo xtask train` makes a model.

use anyhow::Result;

use crate::workspace::{cargo, run};

/// Runs the evaluation in release mode, where its figures of speed mean something, from the caller's folder, so that it finds the
/// files that were named.
pub(crate) fn eval(words: &[String]) -> Result<()> {
    let mut command = cargo(&["run", "--quiet", "--release", "--package", "epitome-eval", "--"]);
    run(command.args(words).current_dir(std::env::current_dir()?))
}

/// Makes a model, by the same program.
pub(crate) fn train(words: &[String]) -> Result<()> {
    let words: Vec<String> = std::iter::once("train".to_owned()).chain(words.iter().cloned()).collect();
    eval(&words)
}
