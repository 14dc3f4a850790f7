//! Bytes into text: the byte order mark or the XML declaration says how, and nothing is guessed or repaired.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Place, PrepError, PrepErrorKind};

/// The most bytes of a file: the limit of every text that is read. Offsets then fit into 32 bits.
const MAX_BYTES: usize = 256 << 20;

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, PrepError> {
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has more than {} MiB; split it", MAX_BYTES >> 20);
        return Err(PrepError::new(PrepErrorKind::TooLarge, message));
    }
    let (encoding, n_mark) = match Encoding::for_bom(bytes) {
        Some((encoding, n_mark)) => (encoding, n_mark),
        // Without a mark, UTF-16 shows by the zero beside the first `<`.
        None if bytes.starts_with(b"<\0") => (UTF_16LE, 0),
        None if bytes.starts_with(b"\0<") => (UTF_16BE, 0),
        None => (declared(bytes)?.unwrap_or(UTF_8), 0),
    };
    let body = &bytes[n_mark..];
    if encoding == UTF_8 {
        return match std::str::from_utf8(body) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(err) => {
                let before = String::from_utf8_lossy(&body[..err.valid_up_to()]);
                let message = "the file is not valid UTF-8 here; save it as UTF-8, or name its encoding in the XML declaration";
                Err(bad_xml(message).at(end_of(&before)))
            }
        };
    }
    match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) if text.len() <= u32::MAX as usize => Ok(text),
        Some(_) => Err(PrepError::new(PrepErrorKind::TooLarge, "the file is too large as UTF-8; split it")),
        None => {
            Err(bad_xml(format!("the file is not the {} it says it is; save it as UTF-8", encoding.name())))
        }
    }
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Result<Option<&'static Encoding>, PrepError> {
    let head = &bytes[..bytes.len().min(256)];
    let Some(declaration) = head.strip_prefix(b"<?xml") else { return Ok(None) };
    let n = memchr::memchr(b'>', declaration).unwrap_or(declaration.len());
    let declaration = String::from_utf8_lossy(&declaration[..n]);
    let Some((_, value)) = declaration.split_once("encoding") else { return Ok(None) };
    let value = value.trim_start_matches(['=', ' ', '\t', '\r', '\n']);
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return Ok(None) };
    let label = value[1..].split(quote).next().unwrap_or_default();
    match Encoding::for_label(label.as_bytes()) {
        // The declaration itself could be read, so its bytes are not UTF-16.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {
            Err(bad_xml("the file says it is UTF-16 and is not; save it as UTF-8")
                .at(Place { line: 1, column: 1 }))
        }
        Some(encoding) => Ok(Some(encoding)),
        None => Err(bad_xml(format!("the encoding {label:?} is not known; save the file as UTF-8"))
            .at(Place { line: 1, column: 1 })),
    }
}

fn bad_xml(message: impl Into<String>) -> PrepError {
    PrepError::new(PrepErrorKind::BadXml, message)
}

/// The place after a text.
fn end_of(text: &str) -> Place {
    let line = 1 + memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
    let last = memchr::memrchr(b'\n', text.as_bytes()).map_or(text, |at| &text[at + 1..]);
    Place { line, column: 1 + last.chars().count() as u64 }
}
