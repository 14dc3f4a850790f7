//! `cargo xtask eval`: measures against data with known answers.

use anyhow::Result;

use crate::workspace::{cargo, run};

/// Runs the evaluation in release mode, where its figures of speed mean something, from the caller's folder, so that it finds the
/// files that were named.
pub(crate) fn eval(words: &[String]) -> Result<()> {
    let mut command = cargo(&["run", "--quiet", "--release", "--package", "epitome-eval", "--"]);
    run(command.args(words).current_dir(std::env::current_dir()?))
}

/// Trains a model, by the same program.
pub(crate) fn train(words: Vec<String>) -> Result<()> {
    eval(&[vec!["train".to_owned()], words].concat())
}
