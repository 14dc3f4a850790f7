//! The longest sentence there can be.

use epitome_document::{End, Span, trim};

use crate::chars::{is_blank, is_mark};

/// The most characters a sentence may have, blanks and marks not counted: later stages compare sentences with each other, and
/// translators' tools hold a segment in memory. The longest sentence of the 52 treebanks we measured on has 1,900.
pub(crate) const MAX_CHARS: usize = 4_000;

/// Hands on the sentence at `span`, in pieces where it is too long: cut at the last white space that keeps a piece within the
/// limit, or between two characters where there is none.
pub(crate) fn emit_limited(text: &str, span: Span, end: End, emit: &mut impl FnMut(Span, End)) {
    let mut rest = span;
    // A character is at least one byte: most sentences are passed without counting.
    while rest.len() > MAX_CHARS
        && let Some(cut) = cut(&text[rest.range()])
    {
        let at = rest.start() + cut;
        emit(trim(text, Span::new(rest.start(), at)), End::Forced);
        rest = trim(text, Span::new(at, rest.end()));
    }
    emit(rest, end);
}

/// Where to cut a text of more than [`MAX_CHARS`] characters.
fn cut(text: &str) -> Option<usize> {
    let mut n_chars = 0;
    let mut n_flags = 0;
    let mut after_blank = None;
    let mut previous = None;
    for (at, c) in text.char_indices() {
        if is_blank(c) {
            after_blank = Some(at);
        } else if !is_mark(c) {
            n_chars += 1;
        }
        n_flags = if is_flag(c) { n_flags + 1 } else { 0 };
        let joins = is_mark(c) || previous.is_some_and(joins_next) || is_emoji_part(c) || (is_flag(c) && n_flags % 2 == 0);
        if n_chars > MAX_CHARS && !joins {
            return Some(after_blank.unwrap_or(at));
        }
        previous = Some(c);
    }
    None
}

/// Halves of a flag: two of them are one character.
fn is_flag(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Skin tones and the tags of regional flags, which change the emoji before them.
fn is_emoji_part(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

/// Characters that bind the next one to themselves: the zero-width joiner, and the signs that join Indic consonants.
fn joins_next(c: char) -> bool {
    matches!(c, '\u{200D}' | '\u{94D}' | '\u{9CD}' | '\u{A4D}' | '\u{ACD}' | '\u{B4D}' | '\u{C4D}' | '\u{CCD}' | '\u{D4D}' | '\u{1039}' | '\u{17D2}')
}
