//! [`Sink`]: standard output in one of its formats, and how a run went.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use epitome_report::html;

use crate::args::Format;

/// How a run went.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outcome {
    /// Files that failed.
    pub(crate) n_failed_files: usize,
    /// Records that failed.
    pub(crate) n_failed_records: usize,
    /// Whether failed records count.
    pub(crate) fail_on_error: bool,
}

impl Outcome {
    /// 0 done, 1 a record failed and `--fail-on error` was given, 2 a file failed.
    pub(crate) fn exit_code(self) -> ExitCode {
        if self.n_failed_files > 0 {
            ExitCode::from(2)
        } else if self.fail_on_error && self.n_failed_records > 0 {
            ExitCode::from(1)
        } else {
            ExitCode::SUCCESS
        }
    }
}

/// A wire object as JSON.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("wire objects have string keys only")
}

/// Standard output in one of its formats.
pub(crate) struct Sink {
    out: Box<dyn Write>,
    format: Format,
    is_first: bool,
}

impl Sink {
    pub(crate) fn new(format: Format) -> Sink {
        let stdout = io::stdout();
        let out: Box<dyn Write> = match format {
            Format::Text if stdout.is_terminal() => Box::new(anstream::stdout().lock()),
            Format::Text => Box::new(io::BufWriter::new(anstream::AutoStream::auto(stdout))),
            Format::Json | Format::Jsonl | Format::Html => Box::new(io::BufWriter::new(stdout)),
        };
        Sink { out, format, is_first: true }
    }

    /// A failure stands in its place where scripts read; a person is told elsewhere.
    pub(crate) fn write_failure(&mut self, json: &str) -> io::Result<()> {
        if self.format.is_wire() { self.write(json) } else { Ok(()) }
    }

    pub(crate) fn write(&mut self, out: &str) -> io::Result<()> {
        let before = match (self.format, self.is_first) {
            (Format::Json, true) => "[\n",
            (Format::Json, false) => ",\n",
            (Format::Html, true) => &html::page_start(),
            (Format::Text | Format::Jsonl | Format::Html, _) => "",
        };
        let after = if self.format == Format::Jsonl { "\n" } else { "" };
        self.is_first = false;
        write!(self.out, "{before}{out}{after}")
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    pub(crate) fn finish(&mut self) -> io::Result<()> {
        match (self.format, self.is_first) {
            (Format::Json, true) => self.out.write_all(b"[]\n")?,
            (Format::Json, false) => self.out.write_all(b"\n]\n")?,
            (Format::Html, true) => write!(self.out, "{}{}", html::page_start(), html::page_end())?,
            (Format::Html, false) => self.out.write_all(html::page_end().as_bytes())?,
            (Format::Text | Format::Jsonl, _) => {}
        }
        self.out.flush()
    }
}
