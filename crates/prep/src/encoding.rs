//! [`encoding_of`]: how the bytes of an XML file become text. The byte order mark or the XML declaration says it, and nothing is
//! guessed or repaired.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Place, PrepError, PrepErrorKind};

/// The most bytes of a file that are looked at: an XML declaration has some fifty.
pub(crate) const HEAD: usize = 256;

/// The encoding that the head of a file shows, and how many bytes its byte order mark has.
pub(crate) fn encoding_of(head: &[u8]) -> Result<(&'static Encoding, usize), PrepError> {
    match Encoding::for_bom(head) {
        Some(marked) => Ok(marked),
        // Without a mark, UTF-16 shows by the zero beside the first `<`.
        None if head.starts_with(b"<\0") => Ok((UTF_16LE, 0)),
        None if head.starts_with(b"\0<") => Ok((UTF_16BE, 0)),
        None => Ok((declared(head)?.unwrap_or(UTF_8), 0)),
    }
}

/// What is wrong with bytes that are not in their encoding.
pub(crate) fn not_in(encoding: &'static Encoding) -> PrepError {
    bad_xml(format!("the file is not the {} it says it is; save it as UTF-8", encoding.name()))
}

/// What is wrong with bytes that are not UTF-8 and do not say what else they are.
pub(crate) fn not_utf8(is_cut: bool) -> PrepError {
    bad_xml(if is_cut {
        "the file ends inside a character: it is cut off; have it sent again"
    } else {
        "the file is not valid UTF-8 here; save it as UTF-8, or name its encoding in the XML declaration"
    })
}

/// Whether a text may be XML: whoever names another file is told so, and not what is wrong with it as XML.
pub(crate) fn begins_as_xml(text: &str) -> Result<(), PrepError> {
    match text.trim_start().chars().next() {
        Some('<') => Ok(()),
        Some(_) => {
            Err(bad_xml("this is no XLIFF: it begins with text; is it the right file?").at(Place::START))
        }
        None => Err(bad_xml("the file is empty; have it sent again").at(Place::START)),
    }
}

/// The encoding that the XML declaration names.
fn declared(head: &[u8]) -> Result<Option<&'static Encoding>, PrepError> {
    let head = &head[..head.len().min(HEAD)];
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
            Err(bad_xml("the file says it is UTF-16 and is not; save it as UTF-8").at(Place::START))
        }
        Some(encoding) => Ok(Some(encoding)),
        None => {
            let message = format!("the encoding {label:?} is not known; save the file as UTF-8");
            Err(bad_xml(message).at(Place::START))
        }
    }
}

fn bad_xml(message: impl Into<String>) -> PrepError {
    PrepError::new(PrepErrorKind::BadXml, message)
}
