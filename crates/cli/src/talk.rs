//! Everything said on standard error, and the names of what was written, on standard output.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run shorter than this needs no progress bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// The voice of the program. Findings never come here; they are data, on standard output.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Talk {
    quiet: bool,
}

impl Talk {
    pub(crate) fn new(quiet: bool) -> Talk {
        Talk { quiet }
    }

    /// What is good to know; silent under `--quiet`.
    pub(crate) fn say(&self, message: &str) {
        if !self.quiet {
            line(&format!("epitome: {message}"));
        }
    }

    /// The name of what was written, on standard output.
    pub(crate) fn print(&self, line: &str) -> std::io::Result<()> {
        writeln!(anstream::stdout().lock(), "{line}")
    }

    /// What went wrong; never silent.
    pub(crate) fn error(&self, message: &str) {
        let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into()));
        line(&format!("epitome: {style}error:{style:#} {message}"));
    }

    /// A bar over `n_inputs` inputs, or a counter where their number is not known. It shows on a terminal only, on long runs
    /// only, and not where the findings themselves run over the terminal.
    pub(crate) fn progress(&self, n_inputs: Option<u64>) -> Progress {
        let wanted = !self.quiet && std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        if !wanted {
            return Progress { bar: None };
        }
        let bar = ProgressBar::with_draw_target(n_inputs, ProgressDrawTarget::hidden());
        let template =
            if n_inputs.is_some() { "{wide_bar} {pos}/{len} {eta}" } else { "{spinner} {pos} {per_sec}" };
        bar.set_style(ProgressStyle::with_template(template).expect("the template is well formed"));
        Progress { bar: Some(bar) }
    }
}

/// A progress bar, or nothing.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Moves on by `n` articles.
    pub(crate) fn advance(&self, n: usize) {
        if let Some(bar) = &self.bar {
            if bar.is_hidden() && bar.elapsed() > PATIENCE {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            bar.inc(n as u64);
        }
    }

    /// Says something above the bar.
    pub(crate) fn around(&self, speak: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(speak),
            None => speak(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// What an error of the system means to a person.
pub(crate) fn reason(err: &io::Error) -> String {
    match err.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        ErrorKind::NotADirectory => "what stands before its last name is a file, not a folder".to_owned(),
        ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        _ => without_number(&err.to_string()),
    }
}

/// What went wrong, and behind it each cause of it.
pub(crate) fn in_words(err: &anyhow::Error) -> String {
    let causes = err.chain().map(|cause| match cause.downcast_ref::<io::Error>() {
        Some(err) => reason(err),
        None => without_number(&cause.to_string()),
    });
    causes.collect::<Vec<_>>().join(": ")
}

/// The words of the system without its number for them, which helps nobody.
fn without_number(message: &str) -> String {
    let message = message
        .strip_suffix(')')
        .and_then(|inside| inside.rsplit_once(" (os error "))
        .map_or(message, |(words, _)| words);
    message.to_owned()
}

/// Writes a line, and does not mind when nobody listens.
fn line(message: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{message}");
}
