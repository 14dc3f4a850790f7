//! [`Bytes`]: what an input consists of.

use std::ops::Deref;
use std::sync::Arc;

/// The bytes of an input, held once by all who need them: also by the text of a document, where that is its file.
#[derive(Clone, Debug)]
pub enum Bytes {
    /// They are UTF-8.
    Text(Arc<str>),
    /// They are not.
    Other(Arc<[u8]>),
}

impl<T: AsRef<[u8]>> From<T> for Bytes {
    fn from(bytes: T) -> Bytes {
        let bytes = bytes.as_ref();
        std::str::from_utf8(bytes)
            .map_or_else(|_| Bytes::Other(bytes.into()), |text| Bytes::Text(text.into()))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Text(text) => text.as_bytes(),
            Bytes::Other(bytes) => bytes,
        }
    }
}
