//! From sources to output: read ahead, work on all cores, write in input order.
//!
//! A reader thread puts work into a short queue; the main thread takes what is there, works on it in parallel and writes the
//! results in order before it takes more. So memory is bounded, output does not depend on the number of threads, and a slow
//! producer on a pipe sees each answer as soon as it can be given.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, sync_channel};

use anyhow::Context;
use epitome::{Input, Media, ReadError, ReadOptions, counted, record_id, too_large};
use epitome_report::wire::{self, Id, Line as RecordLine};
use rayon::prelude::*;

use crate::args::Format;
use crate::inputs::{Source, shown};
use crate::read_ahead::{Work, read_ahead, read_file};
use crate::settings::Settings;
use crate::sink::{Outcome, Sink, json};
use crate::talk::{Progress, Talk};

/// Records or files waiting for a free hand.
const QUEUE: usize = 32;
/// A batch is worked on when it has this many items or bytes, or when nothing more is waiting.
const BATCH_ITEMS: usize = 256;
const BATCH_BYTES: usize = 16 << 20;

/// What a verb makes of one article: text for standard output, unless something is made of all of them in the end.
#[derive(Debug)]
pub(crate) struct Rendered<T = String> {
    /// What is made.
    pub(crate) out: T,
    /// What is worth saying besides.
    pub(crate) warnings: Vec<String>,
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
                    Err(failure) => sink.write_failure(&failure.json)?,
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
