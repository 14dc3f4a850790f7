//! [`Span`]: where something stands in a text.

use std::fmt;
use std::ops::Range;

/// A range of bytes of a text: `start <= end`, both on character boundaries of the text it belongs to.
///
/// Stored as two `u32` (8 bytes, `Copy`), so a text holds at most 4 GiB; readers refuse more than 2 GiB
/// ([`MAX_TEXT_BYTES`](crate::MAX_TEXT_BYTES)). Getters return `usize`, ready to slice with.
///
/// ```
/// use epitome_document::Span;
/// let text = "Hanoi (VNA) - Le Parti";
/// let span = Span::new(14, 22);
/// assert_eq!(&text[span.range()], "Le Parti");
/// assert_eq!(format!("{span:?}"), "14..22");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes `start..end`.
    ///
    /// # Panics
    /// When `start > end` or `end` does not fit in 32 bits: both are mistakes of the program, never of the input.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Span {
        assert!(start <= end, "a span ends before it starts");
        assert!(end <= u32::MAX as usize, "a span lies beyond 4 GiB");
        Span { start: start as u32, end: end as u32 }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Number of bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range to slice with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether all of `other` lies within.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The bytes both have, if there are any.
    #[must_use]
    pub fn intersection(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// The same range moved `by` bytes to the right: from a slice's coordinates into those of the text around it.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The part of `text[span]` left when white space and invisible characters at both ends are taken off.
///
/// Invisible are U+200B (zero-width space), U+2060 (word joiner), U+FEFF (zero-width no-break space) and U+00AD (soft hyphen).
#[must_use]
pub fn trim(text: &str, span: Span) -> Span {
    let slice = &text[span.range()];
    let left = slice.trim_start_matches(is_blank);
    let start = span.end() - left.len();
    Span::new(start, start + left.trim_end_matches(is_blank).len())
}

/// Whether a character shows nothing, so that it belongs to no text where it stands at its rim.
#[inline]
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}
