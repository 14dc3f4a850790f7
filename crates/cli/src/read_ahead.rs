//! [`Work`]: what there is to do, put into a queue by a thread of its own.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

use epitome::{Input, Media, ReadOptions};

use crate::inputs::{Source, shown};
use crate::kind::{Kind, is_in_pieces, looks_like_json, looks_like_markup, looks_like_page};
use crate::lines::{Line, next_line};
use crate::talk::reason;

/// One piece of work.
pub(crate) enum Work {
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
    pub(crate) fn unreadable(name: String, err: &io::Error) -> Work {
        Work::Failed { name, code: "unreadable", message: reason(err) }
    }

    pub(crate) fn n_bytes(&self) -> usize {
        match self {
            Work::Read(input) | Work::Told(input, _) => input.bytes.len(),
            Work::File(..) | Work::TooLong { .. } | Work::Failed { .. } => 0,
        }
    }
}

/// Puts the work of all sources into the queue. Stops when nobody takes it any more.
pub(crate) fn read_ahead(sources: &[Source], options: &ReadOptions, queue: &SyncSender<Work>) {
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

pub(crate) fn read_file(path: &Path, kind: Kind, options: &ReadOptions) -> io::Result<Work> {
    let file = File::open(path)?;
    let n_bytes = file.metadata()?.len() as usize;
    read_article(&shown(path), kind, Some(n_bytes), &mut BufReader::new(file), options)
}
