//! Bytes into a [`Document`].

mod encoding;
mod find;
mod guess;
mod html;
mod markdown;
mod mojibake;
mod notes;
mod page;
mod plain;
mod record;
mod wrap;
mod written;

use crate::{Block, Document, Input, Media, ReadError, ReadErrorKind, ReadOptions};

pub use markdown::{directives, may_have_directives};
pub use record::record_id;

/// Reads one article.
///
/// # Errors
/// When the input is larger than its limit, is no text, or is a record that cannot be used. An empty text is no error: it
/// is a document without blocks.
pub fn read(input: &Input, options: &ReadOptions) -> Result<Document, ReadError> {
    if input.bytes.len() > options.limit(input.media) {
        return Err(too_large(input.media, input.bytes.len(), options));
    }
    let read = match input.media {
        Media::Text => plain::read(input, options),
        Media::Html => html::decode(&input.bytes, options)
            .and_then(|decoded| page::read(input, options, decoded, html::parse)),
        Media::Markdown => encoding::decode(&input.bytes, options)
            .and_then(|decoded| page::read(input, options, decoded, markdown::parse)),
        Media::Record => record::read(input, options),
    };
    let read = read.and_then(|document| within(document, options));
    // A record is one line, whose number its name has.
    if input.media == Media::Record { read } else { read.map_err(|err| err.in_lines(&input.bytes)) }
}

/// The document, unless it has more blocks than are read.
fn within(document: Document, options: &ReadOptions) -> Result<Document, ReadError> {
    match document.blocks.get(options.max_blocks) {
        Some(block) => Err(too_many_blocks(&document, block, options)),
        None => Ok(document),
    }
}

/// A list of all words of a language is a text of a few megabytes, whose lines would take gigabytes on their way.
fn too_many_blocks(document: &Document, block: &Block, options: &ReadOptions) -> ReadError {
    let (n_blocks, limit) = (document.blocks.len(), options.max_blocks);
    let message = format!(
        "there are {n_blocks} blocks (paragraphs, headings, items, cells), one a line in plain text, and the limit is {limit}; \
         --max-blocks raises it"
    );
    let place = document.map.to_source(block.span).map_or(0, |span| span.start());
    ReadError::new(ReadErrorKind::TooLarge, message).at(place)
}

/// The error for an input of `n_bytes` that is over its limit, also for a caller who sees that before reading it.
#[must_use]
pub fn too_large(media: Media, n_bytes: usize, options: &ReadOptions) -> ReadError {
    let (what, flag) = match media {
        Media::Text | Media::Markdown => ("text", "--max-text"),
        Media::Html => ("page", "--max-html"),
        Media::Record => ("record", "--max-record"),
    };
    let limit = size(options.limit(media));
    let message =
        format!("the {what} has {} and the limit is {limit}; {flag} raises it, up to 2 GiB", size(n_bytes));
    ReadError::new(ReadErrorKind::TooLarge, message)
}

/// A number of bytes as a person says it.
fn size(bytes: usize) -> String {
    match bytes {
        0..0x400 => format!("{bytes} bytes"),
        0x400..0x10_0000 => format!("{} KiB", bytes.div_ceil(0x400)),
        _ => format!("{} MiB", bytes.div_ceil(0x10_0000)),
    }
}
