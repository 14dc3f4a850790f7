//! The longest sentence there can be.

use epitome_document::{End, Span, trim};

use crate::chars::{is_blank, is_mark};

/// The most characters a sentence may have, blanks and marks not counted: later stages compare sentences with each other, and
/// translators' tools hold a segment in memory. The longest sentence
/// of 52 treebanks, a Czech law, has 3,006.
pub(crate) const MAX_CHARS: usize = 4_000;

/// Hands on the sentence at `span`, in pieces where it is too long: cut at the last white space that keeps a piece within the
/// limit, or between two characters where there is none.
pub(crate) fn emit_limited(text: &str, span: Span, end: End, emit: &mut impl FnMut(Span, End)) {
    // A character is one byte to four: most sentences are passed without counting, others with a quick count.
    if span.len() <= MAX_CHARS {
        return emit(span, end);
    }
    let mut rest = span;
    let may_be_long = |text: &str| text.len() > 4 * MAX_CHARS || text.chars().count() > MAX_CHARS;
    while may_be_long(&text[rest.range()])
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
        let joins = is_mark(c)
            || previous.is_some_and(joins_next)
            || is_emoji_part(c)
            || (is_flag(c) && n_flags % 2 == 0);
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
    matches!(
        c,
        '\u{200D}'
            | '\u{94D}'
            | '\u{9CD}'
            | '\u{A4D}'
            | '\u{ACD}'
            | '\u{B4D}'
            | '\u{C4D}'
            | '\u{CCD}'
            | '\u{D4D}'
            | '\u{1039}'
            | '\u{17D2}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(usize, End)> {
        let mut found = Vec::new();
        emit_limited(text, Span::new(0, text.len()), End::BlockEnd, &mut |span, end| {
            found.push((text[span.range()].chars().filter(|c| !is_blank(*c) && !is_mark(*c)).count(), end));
        });
        found
    }

    #[test]
    fn a_long_stretch_is_cut_at_white_space() {
        let words = "mots ".repeat(1_501);
        assert_eq!(pieces(words.trim_end()), [(4_000, End::Forced), (2_004, End::BlockEnd)]);
        assert_eq!(pieces(&"mots ".repeat(1_000)), [(4_000, End::BlockEnd)]);
    }

    #[test]
    fn without_white_space_it_is_cut_between_characters() {
        assert_eq!(pieces(&"e\u{301}".repeat(4_001)), [(4_000, End::Forced), (1, End::BlockEnd)]);
        assert_eq!(pieces(&"é".repeat(4_001)), [(4_000, End::Forced), (1, End::BlockEnd)]);
        // A flag is two code points, a family five: neither is torn.
        let flags = "a".to_owned() + &"🇫🇷".repeat(4_000);
        let mut ends = Vec::new();
        emit_limited(&flags, Span::new(0, flags.len()), End::BlockEnd, &mut |span, _| ends.push(span.end()));
        assert!(ends.iter().all(|end| (end - 1) % "🇫🇷".len() == 0), "{ends:?}");
        let families = "a".repeat(3_999) + "👩\u{200D}👩\u{200D}👧b";
        assert_eq!(pieces(&families), [(4_002, End::Forced), (1, End::BlockEnd)]);
    }
}
