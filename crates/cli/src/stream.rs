//! From sources to output: read ahead, work on all cores, write in input order.
//!
//! A reader thread puts work into a short queue; the main thread takes what is there, works on it in parallel and writes the
//! results in order before it takes more. So memory is bounded, output does not depend on the number of threads, and a slow
//! producer on a pipe sees each answer as soon as it can be given.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::Context;
use epitome::{Input, Media, ReadError, ReadOptions, counted, record_id, too_large};
use epitome_report::html;
use epitome_report::wire::{self, Id, Line as RecordLine};
use rayon::prelude::*;

use crate::args::Format;
use crate::inputs::{Source, shown};
use crate::kind::{Kind, is_in_pieces, looks_like_json, looks_like_markup, looks_like_page};
use crate::lines::{Line, next_line};
use crate::settings::Settings;
use crate::talk::{Progress, Talk, reason};

/// Records or files waiting for a free hand.
const QUEUE: usize = 32;
/// A batch is worked on when it has this many items or bytes, or when nothing more is waiting.
const BATCH_ITEMS: usize = 256;
const BATCH_BYTES: usize = 16 << 20;

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

/// What a verb makes of one article: text for standard output, unless something is made of all of them in the end.
#[derive(Debug)]
pub(crate) struct Rendered<T = String> {
    /// What is made.
    pub(crate) out: T,
    /// What is worth saying besides.
    pub(crate) warnings: Vec<String>,
}

/// One piece of work.
enum Work {
    File(PathBuf, Kind),
    Read(Input),
    /// What begins otherwise than its name says, and what is to be said of that.
    Told(Input, &'static str),
    TooLong {
        name: String,
        media: Media,
        n_bytes: usize,
    },
    Failed {
        name: String,
        code: &'static str,
        message: String,
    },
}

impl Work {
    /// Something that the system does not let us read.
    fn unreadable(name: String, err: &io::Error) -> Work {
        Work::Failed { name, code: "unreadable", message: reason(err) }
    }

    fn n_bytes(&self) -> usize {
        match self {
            Work::Read(input) | Work::Told(input, _) => input.bytes.len(),
            Work::File(..) | Work::TooLong { .. } | Work::Failed { .. } => 0,
        }
    }
}

/// What came of one piece of work.
struct Done<T> {
    name: String,
    result: Result<Rendered<T>, Failure>,
}

/// An article that failed.
struct Failure {
    is_record: bool,
    /// The object that stands for it in JSON output.
    json: String,
    message: String,
}

impl Failure {
    fn new(id: Id, line: Option<RecordLine>, code: &'static str, message: String) -> Failure {
        let is_record = line.is_some();
        Failure { is_record, json: json(&wire::error(id, line, code, message.clone())), message }
    }

    fn of_reading(id: Id, line: Option<RecordLine>, err: &ReadError) -> Failure {
        Failure::new(id, line, err.kind().as_str(), err.to_string())
    }
}

/// Takes every source through `render` and writes what comes out.
pub(crate) fn run(
    settings: &Settings,
    format: Format,
    talk: &Talk,
    render: impl Fn(&Input) -> Result<Rendered, ReadError> + Sync,
) -> anyhow::Result<Outcome> {
    let mut sink = Sink::new(format);
    let outcome = each(settings, format, talk, render, &mut sink, |sink, rendered| sink.write(&rendered))?;
    sink.finish()?;
    Ok(outcome)
}

/// Takes every source through `make`, holds what comes out in input order, and writes what `conclude` makes of it in the end,
/// after the failures.
pub(crate) fn gather<T: Send>(
    settings: &Settings,
    format: Format,
    talk: &Talk,
    make: impl Fn(&Input) -> Result<Rendered<T>, ReadError> + Sync,
    conclude: impl FnOnce(Vec<T>) -> Vec<Rendered>,
) -> anyhow::Result<Outcome> {
    let mut sink = Sink::new(format);
    let mut made = Vec::new();
    let outcome = each(settings, format, talk, make, &mut sink, |_, out| {
        made.push(out);
        Ok(())
    })?;
    for rendered in conclude(made) {
        rendered.warnings.iter().for_each(|warning| talk.say(warning));
        sink.write(&rendered.out)?;
    }
    sink.finish()?;
    Ok(outcome)
}

fn each<T: Send>(
    settings: &Settings,
    format: Format,
    talk: &Talk,
    make: impl Fn(&Input) -> Result<Rendered<T>, ReadError> + Sync,
    sink: &mut Sink,
    mut take: impl FnMut(&mut Sink, T) -> io::Result<()>,
) -> anyhow::Result<Outcome> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(settings.n_jobs)
        .build()
        .context("the threads cannot be started; --jobs 1 needs the fewest")?;
    let progress = talk.progress(number_of_files(&settings.sources));
    let mut outcome = Outcome { fail_on_error: settings.fail_on_error, ..Outcome::default() };
    let (sender, receiver) = sync_channel(QUEUE);
    let written: io::Result<()> = std::thread::scope(|scope| {
        let (sources, options) = (&settings.sources, &settings.config.read);
        scope.spawn(move || read_ahead(sources, options, &sender));
        while let Some(batch) = next_batch(&receiver) {
            let n_items = batch.len();
            let options = &settings.config.read;
            let results: Vec<Done<T>> =
                pool.install(|| batch.into_par_iter().map(|work| work_on(work, options, &make)).collect());
            for done in results {
                report(&done, format, talk, &progress, &mut outcome);
                match done.result {
                    Ok(rendered) => take(sink, rendered.out)?,
                    Err(failure) => sink.write_failure(&failure)?,
                }
            }
            sink.flush()?;
            progress.advance(n_items);
        }
        drop(receiver); // before the scope waits for the reader, who may be waiting for us
        Ok(())
    });
    progress.finish();
    written?;
    if outcome.n_failed_records > 0 && format.is_wire() {
        let records = counted(outcome.n_failed_records, "record");
        talk.say(&format!("could not be read: {records}; each has an error object with its line"));
    }
    Ok(outcome)
}

/// How many articles there will be, where that can be known.
fn number_of_files(sources: &[Source]) -> Option<u64> {
    let is_file = |source: &Source| !source.is_records() && !matches!(source, Source::Stdin(_));
    sources.iter().all(is_file).then_some(sources.len() as u64)
}

/// Says what is to be said of one result and counts failures.
fn report<T>(done: &Done<T>, format: Format, talk: &Talk, progress: &Progress, outcome: &mut Outcome) {
    match &done.result {
        Ok(rendered) if rendered.warnings.is_empty() => {}
        Ok(rendered) => progress.around(|| {
            for warning in &rendered.warnings {
                talk.say(&format!("{}: {warning}", done.name));
            }
        }),
        Err(failure) if failure.is_record => {
            outcome.n_failed_records += 1;
            if !format.is_wire() {
                progress.around(|| talk.error(&format!("{}: {}", done.name, failure.message)));
            }
        }
        Err(failure) => {
            outcome.n_failed_files += 1;
            progress.around(|| talk.error(&format!("{}: {}", done.name, failure.message)));
        }
    }
}

/// Waits for work and takes as much as is there; `None` when all is done.
fn next_batch(receiver: &Receiver<Work>) -> Option<Vec<Work>> {
    let first = receiver.recv().ok()?;
    let mut n_bytes = first.n_bytes();
    let mut batch = vec![first];
    while batch.len() < BATCH_ITEMS && n_bytes < BATCH_BYTES {
        let Ok(work) = receiver.try_recv() else { break };
        n_bytes += work.n_bytes();
        batch.push(work);
    }
    Some(batch)
}

/// Puts the work of all sources into the queue. Stops when nobody takes it any more.
fn read_ahead(sources: &[Source], options: &ReadOptions, queue: &SyncSender<Work>) {
    for source in sources {
        let sent = match source {
            Source::Failed { name, code, message } => {
                queue.send(Work::Failed { name: name.clone(), code, message: message.clone() }).is_ok()
            }
            Source::File { path, kind: Kind::Records, .. } => match File::open(path) {
                Ok(file) => {
                    send_records(&shown(path), &mut BufReader::with_capacity(1 << 16, file), options, queue)
                }
                Err(err) => queue.send(Work::unreadable(shown(path), &err)).is_ok(),
            },
            Source::File { path, kind, .. } => queue.send(Work::File(path.clone(), *kind)).is_ok(),
            Source::Stdin(kind) => send_stdin(*kind, options, queue),
        };
        if !sent {
            return;
        }
    }
}

fn send_stdin(kind: Kind, options: &ReadOptions, queue: &SyncSender<Work>) -> bool {
    let mut stdin = BufReader::with_capacity(1 << 16, io::stdin());
    let work = match kind {
        Kind::Records => return send_records("-", &mut stdin, options, queue),
        Kind::Article(_) | Kind::TextOrPage => match read_article("-", kind, None, &mut stdin, options) {
            Ok(work) => work,
            Err(err) => Work::unreadable("-".to_owned(), &err),
        },
    };
    queue.send(work).is_ok()
}

/// Puts every line into the queue as a record; blank lines are passed over.
fn send_records(
    name: &str,
    reader: &mut impl BufRead,
    options: &ReadOptions,
    queue: &SyncSender<Work>,
) -> bool {
    let limit = options.limit(Media::Record);
    let mut is_first = true;
    for n_line in 1_u64.. {
        let place = format!("{name}:{n_line}");
        let work = match next_line(reader, limit) {
            Ok(None) => return true,
            Ok(Some(Line::Bytes { bytes, .. })) if bytes.trim_ascii().is_empty() => continue,
            Ok(Some(Line::Bytes { bytes, .. })) if is_first && is_in_pieces(&bytes) => {
                let message = "the file is not a record a line but one piece of JSON over all lines; jq -c '.[]' makes \
                               records of an array, jq -c . of objects"
                    .to_owned();
                let work = Work::Failed { name: name.to_owned(), code: "bad-json", message };
                return queue.send(work).is_ok();
            }
            Ok(Some(Line::Bytes { bytes, .. })) => Work::Read(Input::record(&place, bytes)),
            Ok(Some(Line::TooLong(n_bytes))) => Work::TooLong { name: place, media: Media::Record, n_bytes },
            Err(err) => {
                return queue.send(Work::unreadable(name.to_owned(), &err)).is_ok();
            }
        };
        is_first = false;
        if queue.send(work).is_err() {
            return false;
        }
    }
    true
}

const PAGE: &str = "begins as an HTML page and is read as one; --from text reads it as it stands";
const JSON: &str =
    "begins as JSON and is read as text, names and brackets and all; --from jsonl reads records, one a line";

const MARKUP: &str =
    "begins as a page or a feed and is read as text, tags and all; --from html reads it as a page";

/// Reads one article, up to one byte over the limit of its kind: enough to be refused. One whose size is known to be over the
/// limit is refused without being read.
fn read_article(
    name: &str,
    kind: Kind,
    n_bytes: Option<usize>,
    reader: &mut impl BufRead,
    options: &ReadOptions,
) -> io::Result<Work> {
    let (media, note) = match kind {
        Kind::Article(media) => (media, None),
        Kind::TextOrPage | Kind::Records => match reader.fill_buf()? {
            page if looks_like_page(page) => (Media::Html, Some(PAGE)),
            json if looks_like_json(json) => (Media::Text, Some(JSON)),
            markup if looks_like_markup(markup) => (Media::Text, Some(MARKUP)),
            _ => (Media::Text, None),
        },
    };
    let limit = options.limit(media);
    if let Some(n_bytes) = n_bytes.filter(|n_bytes| *n_bytes > limit) {
        return Ok(Work::TooLong { name: name.to_owned(), media, n_bytes });
    }
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    let input = Input { media, ..Input::text(name, bytes) };
    Ok(match note {
        Some(note) => Work::Told(input, note),
        None => Work::Read(input),
    })
}

fn work_on<T>(
    work: Work,
    options: &ReadOptions,
    make: &(impl Fn(&Input) -> Result<Rendered<T>, ReadError> + Sync),
) -> Done<T> {
    match work {
        Work::Failed { name, code, message } => {
            let failure = Failure::new(Id::Path(name.clone()), None, code, message);
            Done { name, result: Err(failure) }
        }
        Work::TooLong { name, media, n_bytes } => {
            let err = too_large(media, n_bytes, options);
            let line = record_line(media, &name);
            let id = if line.is_some() { Id::record(None) } else { Id::Path(name.clone()) };
            Done { name, result: Err(Failure::of_reading(id, line, &err)) }
        }
        Work::File(path, kind) => {
            let name = shown(&path);
            let work = read_file(&path, kind, options).unwrap_or_else(|err| Work::unreadable(name, &err));
            work_on(work, options, make)
        }
        Work::Read(input) => attempt(&input, make),
        Work::Told(input, note) => {
            let mut done = attempt(&input, make);
            if let Ok(rendered) = &mut done.result {
                rendered.warnings.insert(0, note.to_owned());
            }
            done
        }
    }
}

fn read_file(path: &Path, kind: Kind, options: &ReadOptions) -> io::Result<Work> {
    let file = File::open(path)?;
    let n_bytes = file.metadata()?.len() as usize;
    read_article(&shown(path), kind, Some(n_bytes), &mut BufReader::new(file), options)
}

/// Works on one article. A panic is a mistake of ours; it must cost this article only.
fn attempt<T>(input: &Input, make: &(impl Fn(&Input) -> Result<Rendered<T>, ReadError> + Sync)) -> Done<T> {
    let line = || record_line(input.media, &input.name);
    let id = || {
        if input.media == Media::Record {
            Id::record(record_id(&input.bytes).as_deref())
        } else {
            Id::Path(input.name.to_string())
        }
    };
    let result = match catch_unwind(AssertUnwindSafe(|| make(input))) {
        Ok(made) => made.map_err(|err| Failure::of_reading(id(), line(), &err)),
        Err(_) => {
            let message = "epitome made a mistake on this article; please report it with the article";
            Err(Failure::new(id(), line(), "internal", message.to_owned()))
        }
    };
    Done { name: input.name.to_string(), result }
}

/// Where a record stands, by its name; `None` of what is none.
fn record_line(media: Media, name: &str) -> Option<RecordLine> {
    let (source, line) = name.rsplit_once(':').filter(|_| media == Media::Record)?;
    Some(RecordLine { source: source.to_owned(), line: line.parse().ok()? })
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
    fn write_failure(&mut self, failure: &Failure) -> io::Result<()> {
        if self.format.is_wire() { self.write(&failure.json) } else { Ok(()) }
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

    fn flush(&mut self) -> io::Result<()> {
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
