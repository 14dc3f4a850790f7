//! Bytes into text, as a whole.

use std::borrow::Cow;

use encoding_rs::UTF_8;

use crate::encoding::{encoding_of, not_in, not_utf8};
use crate::{MAX_XLIFF_BYTES, Place, PrepError, PrepErrorKind};

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, PrepError> {
    if bytes.len() > MAX_XLIFF_BYTES {
        let message = format!("the file has more than {} MiB; split it", MAX_XLIFF_BYTES >> 20);
        return Err(PrepError::new(PrepErrorKind::TooLarge, message));
    }
    let (encoding, n_mark) = encoding_of(bytes)?;
    let body = &bytes[n_mark..];
    if encoding == UTF_8 {
        return match std::str::from_utf8(body) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(err) => {
                let before = String::from_utf8_lossy(&body[..err.valid_up_to()]);
                Err(not_utf8(err.error_len().is_none()).at(Place::START.after(&before)))
            }
        };
    }
    match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) if text.len() <= u32::MAX as usize => Ok(text),
        Some(_) => Err(PrepError::new(PrepErrorKind::TooLarge, "the file is too large as UTF-8; split it")),
        None => Err(not_in(encoding)),
    }
}
