//! Bytes into a [`Document`].

mod encoding;
mod plain;
mod record;

use crate::{Document, Input, MAX_TEXT_BYTES, Media, ReadError, ReadErrorKind, ReadOptions};

pub use record::record_id;

/// Reads one article.
///
/// # Errors
/// When the input is larger than its limit, is no text, or is a record that cannot be used. An empty text is no error: it
/// is a document without blocks.
pub fn read(input: &Input, options: &ReadOptions) -> Result<Document, ReadError> {
    let (limit, what, flag) = match input.media {
        Media::Text => (options.max_text, "text", "--max-text"),
        Media::Record => (options.max_record, "record", "--max-record"),
    };
    let limit = limit.min(MAX_TEXT_BYTES);
    if input.bytes.len() > limit {
        let message = format!(
            "the {what} has {} and the limit is {}; {flag} raises it, up to 2 GiB",
            size(input.bytes.len()),
            size(limit)
        );
        return Err(ReadError::new(ReadErrorKind::TooLarge, message));
    }
    match input.media {
        Media::Text => plain::read(input, options),
        Media::Record => record::read(input, options),
    }
}

/// A number of bytes as a person says it.
fn size(bytes: usize) -> String {
    match bytes {
        0..0x400 => format!("{bytes} bytes"),
        0x400..0x10_0000 => format!("{} KiB", bytes.div_ceil(0x400)),
        _ => format!("{} MiB", bytes.div_ceil(0x10_0000)),
    }
}
