//! Bytes into text, as a whole.

use std::borrow::Cow;

use encoding_rs::UTF_8;

use crate::encoding::{encoding_of, not_in};
use crate::{Place, PrepError, PrepErrorKind};

/// The most bytes of a file: the limit of every text that is read. Offsets then fit into 32 bits.
const MAX_BYTES: usize = 256 << 20;

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, PrepError> {
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has more than {} MiB; split it", MAX_BYTES >> 20);
        return Err(PrepError::new(PrepErrorKind::TooLarge, message));
    }
    let (encoding, n_mark) = encoding_of(bytes)?;
    let body = &bytes[n_mark..];
    if encoding == UTF_8 {
        return match std::str::from_utf8(body) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(err) => {
                let before = String::from_utf8_lossy(&body[..err.valid_up_to()]);
                let message = "the file is not valid UTF-8 here; save it as UTF-8, or name its encoding in the XML declaration";
                Err(PrepError::new(PrepErrorKind::BadXml, message).at(Place::START.after(&before)))
            }
        };
    }
    match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) if text.len() <= u32::MAX as usize => Ok(text),
        Some(_) => Err(PrepError::new(PrepErrorKind::TooLarge, "the file is too large as UTF-8; split it")),
        None => Err(not_in(encoding)),
    }
}
