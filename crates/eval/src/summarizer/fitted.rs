//! [`fitted`]: trained coefficients as the source file the summarizer has them in.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use epitome_document::Input;
use epitome_summarizer::SIGNALS;

use super::train::Trained;

/// The text of `crates/summarizer/src/fitted.rs`, with where the numbers come from: the files by name and hash, the command,
/// and the gains over the lead.
///
/// # Errors
/// When a file cannot be read.
pub fn fitted(trained: &Trained, files: &[impl AsRef<Path>]) -> Result<String> {
    let mut out = String::from(
        "//! The coefficients, as `cargo xtask train summarizer --data FILE…` wrote them. Do not edit: train again.\n\
         //!\n\
         //! Fitted by ridge regression on the two thirds of these files that `--split fit` names:\n\
         //!\n",
    );
    for path in files {
        let path = path.as_ref();
        let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let hash = Input::text(&name, bytes).sha256();
        let _ = writeln!(out, "//! - {name}, SHA-256 {hash}");
    }
    out += "//!\n\
            //! Points better than the lead in cross-validation (mean of ROUGE-1, -2 and -L F1), at the length of the reference and in\n\
            //! three sentences:\n\
            //!\n";
    for (figure, without) in trained.figures.iter().zip(&trained.without_title) {
        let _ = writeln!(
            out,
            "//! - {}, {} articles: {:+.2} and {:+.2}, without their titles {:+.2} and {:+.2}",
            figure.lang,
            figure.n_articles,
            figure.at_length,
            figure.at_three,
            without.at_length,
            without.at_three
        );
    }
    out += "\nuse crate::weights::{WITHOUT_TITLE, Weights};\n\n/// The coefficients in use.\n#[rustfmt::skip]\n\
            pub(crate) const FITTED: Weights = Weights {\n";
    out += "    with_title: [\n";
    for (signal, value) in SIGNALS.iter().zip(&trained.weights.with_title) {
        let _ = writeln!(out, "        {value:4}, // {}", signal.name);
    }
    out += "    ],\n    without_title: WITHOUT_TITLE,\n";
    let _ = writeln!(
        out,
        "    points_per_word: {},\n    redundancy: {},\n}};",
        trained.weights.points_per_word, trained.weights.redundancy
    );
    Ok(out)
}
