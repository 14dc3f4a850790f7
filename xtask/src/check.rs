//! `cargo xtask check`: all that must hold before a change goes in.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::workspace::{cargo, root, run, say};
use crate::{hygiene, licences, third_party};

/// One thing to check.
#[derive(Debug)]
pub(crate) struct Step {
    /// The word for it on the command line.
    pub(crate) name: &'static str,
    /// What it runs or reads.
    what: &'static str,
    check: fn() -> Result<()>,
}

/// Steps are told apart by their names.
impl PartialEq for Step {
    fn eq(&self, other: &Step) -> bool {
        self.name == other.name
    }
}

/// The steps, the quickest to fail first.
pub(crate) const STEPS: [Step; 6] = [
    Step { name: "format", what: "cargo fmt --all --check", check: format },
    Step { name: "lints", what: "cargo clippy --workspace --all-targets -- -D warnings", check: lints },
    Step {
        name: "tests",
        what: "INSTA_UPDATE=no cargo test --workspace; the detector's with its large model",
        check: tests,
    },
    Step { name: "docs", what: "RUSTDOCFLAGS=\"-D warnings\" cargo doc --workspace --no-deps", check: docs },
    Step {
        name: "fixtures",
        what: "every article has its snapshots, every snapshot its article",
        check: fixtures,
    },
    Step {
        name: "licences",
        what: "deny.toml allows every licence, THIRD-PARTY.md is up to date",
        check: licences,
    },
];

/// Checks these steps in turn and stops at the first that fails: the later ones mostly fail for the same cause.
pub(crate) fn check(steps: &[&Step]) -> Result<()> {
    let mut took: Vec<(&str, Duration)> = Vec::new();
    for step in steps {
        say(&format!("--- {}: {}", step.name, step.what));
        let start = Instant::now();
        if let Err(err) = (step.check)() {
            say(&format!("{err:#}"));
            bail!(
                "step {name:?} failed; repeat just this step with `cargo xtask check {name}`",
                name = step.name
            );
        }
        took.push((step.name, start.elapsed()));
        say(&format!("--- {}: ok, {}", step.name, seconds(start.elapsed())));
    }
    let total = took.iter().map(|(_, time)| *time).sum();
    let each: Vec<String> = took.iter().map(|(name, time)| format!("{name} {}", seconds(*time))).collect();
    say(&format!("--- all is well after {} ({})", seconds(total), each.join(", ")));
    Ok(())
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f32())
}

fn format() -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

fn lints() -> Result<()> {
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn tests() -> Result<()> {
    run(cargo(&["test", "--workspace"]).env("INSTA_UPDATE", "no"))?;
    run(&mut cargo(&["test", "-p", "epitome-detector", "--features", "large-model"]))
}

fn docs() -> Result<()> {
    run(cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn fixtures() -> Result<()> {
    hygiene::check(root())
}

fn licences() -> Result<()> {
    licences::check(root())?;
    third_party::check(root())
}
