//! [`trimmed`]: a text without the white space at its ends, whatever that is written as.

use crate::Span;

/// What one character, or one reference or escape, of a written text is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Its bytes.
    pub(super) len: usize,
    /// Whether it is white space.
    pub(super) is_space: bool,
}

impl Piece {
    /// The character that a text begins with.
    pub(super) fn of_char(text: &str) -> Piece {
        let c = text.chars().next();
        Piece { len: c.map_or(1, char::len_utf8), is_space: c.is_some_and(char::is_whitespace) }
    }
}

/// A part of a source without the white space at its ends, which stays when the text is written anew; `first` says what the rest of it
/// begins with.
pub(super) fn trimmed(source: &str, part: Span, first: impl Fn(&str) -> Piece) -> Span {
    let (mut start, mut end, mut at) = (None, part.start(), part.start());
    while at < part.end() {
        let Piece { len, is_space } = first(&source[at..part.end()]);
        if !is_space {
            start = start.or(Some(at));
            end = at + len;
        }
        at += len;
    }
    Span::new(start.unwrap_or(end), end)
}
