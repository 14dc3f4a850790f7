//! [`ReadError`]: why bytes did not become a document.

use std::fmt;

/// Why an input could not be read. One boxed value; the kinds may grow.
#[derive(Debug)]
pub struct ReadError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ReadErrorKind,
    message: String,
    at: Option<usize>,
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
        ReadError(Box::new(Inner { kind, message: message.into(), at: None }))
    }

    /// The same error with the byte of the input it was found at.
    #[must_use]
    pub fn at(mut self, byte: usize) -> ReadError {
        self.0.at = Some(byte);
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
        match self.0.at {
            Some(byte) => write!(f, " (at byte {byte})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ReadError {}
