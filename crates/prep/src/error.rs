//! [`PrepError`]: why a translation could not be prepared or put back.

use std::fmt;

/// Why XLIFF could not be read, or a translation not put back. One boxed value; the kinds may grow.
#[derive(Debug)]
pub struct PrepError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: PrepErrorKind,
    message: String,
    place: Option<Place>,
}

/// A line and a column of a file, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: u64,
    /// The column.
    pub column: u64,
}

impl Place {
    /// Where a file begins.
    pub(crate) const START: Place = Place { line: 1, column: 1 };

    /// The place behind a text that begins at this one.
    pub(crate) fn after(self, text: &str) -> Place {
        let n_lines = memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
        let (column, start) = match memchr::memrchr(b'\n', text.as_bytes()) {
            Some(end) => (1, end + 1),
            None => (self.column, 0),
        };
        Place { line: self.line + n_lines, column: column + text[start..].chars().count() as u64 }
    }
}

/// The sort of a [`PrepError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PrepErrorKind {
    /// The file is no well-formed XML, or of a form that is refused.
    BadXml,
    /// It is XML, but no XLIFF of a version that is read.
    BadXliff,
    /// It is larger or deeper than is read.
    TooLarge,
    /// It was made of another source.
    OtherSource,
    /// Units whose codes or places are wrong.
    BadUnits,
    /// The encoding of the source cannot hold a character of the translation.
    Encoding,
    /// It cannot be read or written.
    Io,
}

impl PrepErrorKind {
    /// The code in the wire format.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            PrepErrorKind::BadXml => "bad-xml",
            PrepErrorKind::BadXliff => "bad-xliff",
            PrepErrorKind::TooLarge => "too-large",
            PrepErrorKind::OtherSource => "other-source",
            PrepErrorKind::BadUnits => "bad-units",
            PrepErrorKind::Encoding => "encoding",
            PrepErrorKind::Io => "unreadable",
        }
    }
}

impl PrepError {
    /// An error with its message: what is wrong and what helps, without a full stop.
    #[must_use]
    pub fn new(kind: PrepErrorKind, message: impl Into<String>) -> PrepError {
        PrepError(Box::new(Inner { kind, message: message.into(), place: None }))
    }

    /// The same error with the place of the file it was found at.
    #[must_use]
    pub fn at(mut self, place: Place) -> PrepError {
        self.0.place = Some(place);
        self
    }

    /// The sort of error.
    #[must_use]
    pub fn kind(&self) -> PrepErrorKind {
        self.0.kind
    }

    /// The place in the file, when it has one.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.0.place
    }
}

impl fmt::Display for PrepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Place { line, column }) = self.0.place {
            write!(f, "line {line}, column {column}: ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for PrepError {}
