//! `validate`: whether files are XLIFF as the standard asks.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use epitome::counted;
use epitome::prep::{MAX_XLIFF_BYTES, PrepErrorKind, validate};
use epitome_report::{text, wire};

use crate::args::{Format, ListFormat, ValidateArgs};
use crate::inputs::{XLIFF, no_xliff, shown, xliff_files};
use crate::sink::{Outcome, Sink, json};
use crate::talk::{Talk, reason};
use crate::whole::is_standard;

/// The most bytes that are taken from standard input or a file: one more than the validator judges, which then says so.
const MAX_BYTES: u64 = MAX_XLIFF_BYTES as u64 + 1;

/// Judges every file in turn: 0 when all are valid, 1 when one is not, 2 when one cannot be judged.
pub(crate) fn run(args: &ValidateArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome { fail_on_error: true, ..Outcome::default() };
    let mut sink = Sink::new(match args.format {
        ListFormat::Text => Format::Text,
        ListFormat::Json => Format::Json,
    });
    let mut n_files = 0;
    for name in &args.files {
        let (paths, n_other) = xliff_files(name);
        if paths.is_empty() {
            talk.error(&no_xliff(name));
            outcome.n_failed_files += 1;
            n_files += 1;
        }
        if n_other > 0 {
            talk.say(&format!(
                "{}: not judged: {} with an extension that is none of {XLIFF}; name it to judge it",
                shown(name),
                counted(n_other, "file")
            ));
        }
        for path in paths {
            n_files += 1;
            let name = shown(&path);
            let judged = match bytes(&path) {
                Ok(bytes) => validate(&bytes).map_err(|err| (err.kind().as_str(), err.to_string())),
                Err(err) => Err((PrepErrorKind::Io.as_str(), reason(&err))),
            };
            let id = || wire::Id::Path(name.clone());
            match judged {
                Ok(validation) => {
                    outcome.n_failed_records += usize::from(!validation.findings.is_empty());
                    sink.write(&match args.format {
                        ListFormat::Text => text::validation(&name, &validation),
                        ListFormat::Json => json(&wire::validation(id(), &validation)),
                    })?;
                }
                Err((code, message)) => {
                    outcome.n_failed_files += 1;
                    talk.error(&format!("{name}: {message}"));
                    sink.write_failure(&json(&wire::error(id(), None, code, message)))?;
                }
            }
        }
    }
    sink.finish()?;
    let n_valid = n_files - outcome.n_failed_files - outcome.n_failed_records;
    talk.say(&format!("valid: {n_valid} of {}", counted(n_files, "file")));
    Ok(outcome)
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if is_standard(path) {
        io::stdin().lock().take(MAX_BYTES).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(path)?.take(MAX_BYTES).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
