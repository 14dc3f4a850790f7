//! [`ReadError`]: why bytes did not become a document.

use std::fmt;

use crate::Lines;

/// Why an input could not be read. One boxed value; the kinds may grow.
#[derive(Debug)]
pub struct ReadError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ReadErrorKind,
    message: String,
    at: Option<usize>,
    /// The line and the column of that byte, from 1, where the input is no record and is UTF-8 up to there.
    place: Option<(usize, usize)>,
}

/// The sort of a [`ReadError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The bytes are no text.
    Binary,
    /// The input is larger than its limit.
    TooLarge,
    /// Elements of a page, or quotations and lists of Markdown, stand deeper inside each other than the limit.
    TooDeep,
    /// A tag of a page has more attributes than the limit.
    TooManyAttributes,
    /// A record is not JSON.
    BadJson,
    /// A record is JSON but not a record: no text, a field of the wrong type, a tag that is none.
    BadRecord,
    /// A kind of input this version does not read.
    Unsupported,
}

impl ReadErrorKind {
    /// Every kind there is, for the schema.
    pub const ALL: [ReadErrorKind; 7] = [
        ReadErrorKind::Binary,
        ReadErrorKind::TooLarge,
        ReadErrorKind::TooDeep,
        ReadErrorKind::TooManyAttributes,
        ReadErrorKind::BadJson,
        ReadErrorKind::BadRecord,
        ReadErrorKind::Unsupported,
    ];

    /// The code in the wire format.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ReadErrorKind::Binary => "binary",
            ReadErrorKind::TooLarge => "too-large",
            ReadErrorKind::TooDeep => "too-deep",
            ReadErrorKind::TooManyAttributes => "too-many-attributes",
            ReadErrorKind::BadJson => "bad-json",
            ReadErrorKind::BadRecord => "bad-record",
            ReadErrorKind::Unsupported => "unsupported",
        }
    }
}

impl ReadError {
    /// An error with its message: what is wrong and what helps, one sentence without a full stop.
    #[must_use]
    pub fn new(kind: ReadErrorKind, message: impl Into<String>) -> ReadError {
        ReadError(Box::new(Inner { kind, message: message.into(), at: None, place: None }))
    }

    /// The same error with the byte of the input it was found at.
    #[must_use]
    pub fn at(mut self, byte: usize) -> ReadError {
        self.0.at = Some(byte);
        self
    }

    /// The same error with the line and the column, in characters, of its byte in an input that editors show as UTF-8.
    pub(crate) fn in_lines(mut self, bytes: &[u8]) -> ReadError {
        let before = self.0.at.and_then(|at| bytes.get(..at)).and_then(|before| str::from_utf8(before).ok());
        self.0.place = before.map(|before| {
            let line = Lines::new(before).line(before.len());
            let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
            (line, before[start..].chars().count() + 1)
        });
        self
    }

    /// The sort of error.
    #[must_use]
    pub fn kind(&self) -> ReadErrorKind {
        self.0.kind
    }

    /// The byte of the input it was found at, when it has a place.
    #[must_use]
    pub fn byte(&self) -> Option<usize> {
        self.0.at
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        match (self.0.at, self.0.place) {
            (Some(byte), Some((line, column))) => {
                write!(f, " (at line {line}, column {column}, byte {byte})")
            }
            (Some(byte), None) => write!(f, " (at byte {byte})"),
            (None, _) => Ok(()),
        }
    }
}

impl std::error::Error for ReadError {}
