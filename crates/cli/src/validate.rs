//! `validate`: whether files are XLIFF as the standard asks.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use epitome::prep::{PrepErrorKind, Validation, validate};
use epitome_report::wire;

use crate::args::{ListFormat, ValidateArgs};
use crate::inputs::{XLIFF, no_xliff, reason, shown, xliff_files};
use crate::stream::{Outcome, json};
use crate::talk::Talk;
use crate::whole::is_standard;

/// The most bytes that are taken from standard input or a file: one more than the validator judges, which then says so.
const MAX_BYTES: u64 = (256 << 20) + 1;

/// Judges every file in turn: 0 when all are valid, 1 when one is not, 2 when one cannot be judged.
pub(crate) fn run(args: &ValidateArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome { fail_on_error: true, ..Outcome::default() };
    let mut out = anstream::stdout().lock();
    let mut n_files = 0;
    let mut n_written = 0;
    for name in &args.files {
        let (paths, n_other) = xliff_files(name);
        if paths.is_empty() {
            talk.error(&no_xliff(name));
            outcome.n_failed_files += 1;
            n_files += 1;
        }
        if n_other > 0 {
            talk.say(&format!(
                "{}: {n_other} file(s) not judged, their extension is none of {XLIFF}; name them to judge them",
                shown(name)
            ));
        }
        for path in paths {
            n_files += 1;
            let name = shown(&path);
            let judged = match bytes(&path) {
                Ok(bytes) => validate(&bytes).map_err(|err| (err.kind().as_str(), err.to_string())),
                Err(err) => Err((PrepErrorKind::Io.as_str(), reason(&err))),
            };
            match &judged {
                Ok(validation) => outcome.n_failed_records += usize::from(!validation.findings.is_empty()),
                Err((_, message)) => {
                    outcome.n_failed_files += 1;
                    talk.error(&format!("{name}: {message}"));
                }
            }
            let text = match args.format {
                ListFormat::Text => judged.map_or(String::new(), |validation| lines(&name, &validation)),
                ListFormat::Json => {
                    let id = wire::Id::Path(name.clone());
                    let view = match &judged {
                        Ok(validation) => json(&wire::validation(id, validation)),
                        Err((code, message)) => json(&wire::error(id, code, message.clone())),
                    };
                    n_written += 1;
                    format!("{}{view}", if n_written == 1 { "[" } else { ",\n" })
                }
            };
            out.write_all(text.as_bytes())?;
        }
    }
    if args.format == ListFormat::Json {
        out.write_all(if n_written == 0 { b"[]\n" } else { b"]\n" })?;
    }
    let n_valid = n_files - outcome.n_failed_files - outcome.n_failed_records;
    talk.say(&format!("{n_valid} of {n_files} files are valid"));
    Ok(outcome)
}

/// A line a finding, as an editor jumps to it.
fn lines(name: &str, validation: &Validation) -> String {
    let line = |finding: &epitome::prep::Finding| {
        let epitome::prep::Finding { place, rule, section, message, remedy } = finding;
        format!("{name}:{}:{}: {rule}: {message}; {remedy} ({section})\n", place.line, place.column)
    };
    validation.findings.iter().map(line).collect()
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
