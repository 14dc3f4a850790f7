//! [`words`]: what a word is, for every stage.

use epitome_document::Span;
use unicode_normalization::char::is_combining_mark;

use crate::classes::{BLOCK, Classes};
use crate::scripts::is_unspaced;

/// The words of a text, in order.
///
/// A word is a run of letters, digits and the marks on them. Apostrophes and hyphens part words ("l'IA" is two), a point or a
/// comma between digits does not ("2,2" is one), nor a middle dot between letters ("col·lectiu", as in UAX 29). In scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) every
/// letter is a word. Composed and decomposed text give the same words.
pub fn words(text: &str) -> impl Iterator<Item = Span> + Clone + '_ {
    Words { text, at: 0, block: 0, classes: Classes::NONE }
}

/// The words from a place on, found by the [classes](Classes) of many bytes at once wherever they suffice: fastest all together, by
/// `for_each` or whatever folds.
#[derive(Clone)]
struct Words<'t> {
    text: &'t str,
    at: usize,
    /// Where the block begins whose classes these are.
    block: usize,
    classes: Classes,
}

/// The words up to here are found byte by byte: many texts have no more, and of many only the first words are asked for.
const N_FIRST: usize = 16;

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let (start, end) = if self.at < N_FIRST {
            let start = word_start(self.text, self.at)?;
            (start, word_end(self.text, start))
        } else {
            self.next_by_classes()?
        };
        self.at = end;
        Some(Span::new(start, end))
    }

    #[inline]
    fn fold<B, F: FnMut(B, Span) -> B>(self, init: B, mut f: F) -> B {
        let (mut at, mut all) = (self.at, init);
        while at < self.text.len() {
            (at, all) = fold_block(self.text, at, &Classes::of(self.text, at), at, all, &mut f);
        }
        all
    }

    fn count(mut self) -> usize {
        let mut n_words = 0;
        while self.at < self.text.len() {
            self.look_at(self.at);
            let Classes { of_words, others, .. } = self.classes;
            // Where a point or a comma may be of a number, or the word may go on behind the block, words are found one by one.
            let starts = of_words & !(of_words << 1);
            let last = u64::BITS - (!of_words).leading_zeros();
            if others == 0 && last > 0 && !self.classes.may_join_digits() {
                let behind = starts.checked_shr(last).unwrap_or(0);
                n_words += (starts.count_ones() - behind.count_ones()) as usize;
                self.at += last as usize;
            } else {
                let end = self.at + BLOCK;
                while self.at < end && self.next().is_some() {
                    n_words += 1;
                }
                if self.at < end {
                    break;
                }
            }
        }
        n_words
    }
}

/// Folds the words that begin in a block, from a place in it on. Gives the place where the next may begin, too: the end of the block, or
/// of a word that goes on behind it.
#[inline]
pub(crate) fn fold_block<B>(
    text: &str,
    block: usize,
    classes: &Classes,
    from: usize,
    init: B,
    f: &mut impl FnMut(B, Span) -> B,
) -> (usize, B) {
    let Classes { of_words, others, .. } = classes;
    let (mut at, mut all) = (from, init);
    while at < block + BLOCK {
        let ahead = u64::MAX << (at - block);
        let first = ((of_words | others) & ahead).trailing_zeros() as usize;
        if first == BLOCK {
            return (block + BLOCK, all);
        }
        let behind = (!of_words & u64::MAX << first).trailing_zeros() as usize;
        let (mut start, mut end) = (block + first, block + behind);
        if first == behind {
            let Some(beyond_ascii) = start_beyond_ascii(text, start) else { return (text.len(), all) };
            start = beyond_ascii;
            end = word_end(text, start);
        } else if behind == BLOCK {
            end = word_end(text, start);
        } else if !ends_plainly(text.as_bytes(), end) {
            end = end_of_any_word(text, start, end);
        }
        all = f(all, Span::new(start, end));
        at = end;
    }
    (at, all)
}

impl Words<'_> {
    fn next_by_classes(&mut self) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        if self.at >= self.block + BLOCK || self.block == 0 {
            self.look_at(self.at);
        }
        let of_next = |classes: &Classes| classes.of_words | classes.others;
        let mut ahead = of_next(&self.classes) & u64::MAX << (self.at - self.block);
        while ahead == 0 {
            let next = self.block + BLOCK;
            if next >= bytes.len() {
                return None;
            }
            self.look_at(next);
            ahead = of_next(&self.classes);
        }
        let start = self.block + ahead.trailing_zeros() as usize;
        let is_plain = |at: usize, block: usize, classes: &Classes| classes.of_words >> (at - block) & 1 == 1;
        if !is_plain(start, self.block, &self.classes) {
            let start = start_beyond_ascii(self.text, start)?;
            return Some((start, word_end(self.text, start)));
        }
        let mut behind = !self.classes.of_words & u64::MAX << (start - self.block);
        while behind == 0 {
            self.look_at(self.block + BLOCK);
            behind = !self.classes.of_words;
        }
        let end = self.block + behind.trailing_zeros() as usize;
        Some((start, if ends_plainly(bytes, end) { end } else { end_of_any_word(self.text, start, end) }))
    }

    /// Looks at the block that begins at a place.
    fn look_at(&mut self, at: usize) {
        self.block = at;
        self.classes = Classes::of(self.text, at);
    }
}

/// Whether letters that end before this byte are surely the end of their word: a space or a sign of ASCII follows.
fn ends_plainly(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'.' | b','))
}

/// Whether a text holds any word.
#[must_use]
pub fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Where the next word begins.
#[inline]
fn word_start(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match text.as_bytes().get(at)? {
            byte if byte.is_ascii_alphanumeric() => return Some(at),
            byte if byte.is_ascii() => at += 1,
            _ => return start_beyond_ascii(text, at),
        }
    }
}

/// The same from a character beyond ASCII on.
fn start_beyond_ascii(text: &str, from: usize) -> Option<usize> {
    if len_of_common_letter(text.as_bytes(), from) > 0 {
        return Some(from);
    }
    text[from..].char_indices().find(|(_, c)| is_letter(*c)).map(|(at, _)| from + at)
}

#[inline]
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let at = end_of_common_letters(bytes, start);
    if at > start && ends_plainly(bytes, at) {
        return at;
    }
    end_of_any_word(text, start, at)
}

/// The end of a word of which some common letters were passed over, if it begins with any.
fn end_of_any_word(text: &str, start: usize, behind_common: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = behind_common;
    let first = if at > start { None } else { char_at(text, start) };
    let alone = first.is_some_and(is_unspaced);
    at += first.map_or(0, char::len_utf8);
    loop {
        if !alone {
            at = end_of_common_letters(bytes, at);
        }
        match bytes.get(at) {
            Some(b'.' | b',') if !alone && is_in_number(text, at) => at += 1,
            Some(byte) if !byte.is_ascii() => {
                let Some(c) = char_at(text, at) else { return at };
                let is_before_letter = || char_at(text, at + c.len_utf8()).is_some_and(char::is_alphabetic);
                let joins = match kind(c) {
                    Kind::Mark => true,
                    Kind::Letter => !alone,
                    Kind::Unspaced => false,
                    Kind::Other => !alone && c == '·' && is_before_letter(),
                };
                if !joins {
                    return at;
                }
                at += c.len_utf8();
            }
            _ => return at,
        }
    }
}

/// Where the letters and digits end that are known by their bytes.
#[inline]
fn end_of_common_letters(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            byte if byte.is_ascii_alphanumeric() => 1,
            0..=0x7F => return at,
            _ => match len_of_common_letter(bytes, at) {
                0 => return at,
                n_bytes => n_bytes,
            },
        };
    }
    at
}

/// How many bytes the [common letter](is_common_letter) at a place has, where its first two tell it; else none.
#[inline]
fn len_of_common_letter(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([0xC4..=0xC9 | 0xD0..=0xD1, ..]) => 2,
        // But for the signs × and ÷.
        Some([0xC3, next, ..]) if !matches!(next, 0x97 | 0xB7) => 2,
        Some([0xE1, 0xB8..=0xBB, ..]) => 3,
        _ => 0,
    }
}

/// Whether the sign at this place stands between two digits.
fn is_in_number(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_numeric) && text[at + 1..].starts_with(char::is_numeric)
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// What a character beyond ASCII is to a word.
enum Kind {
    /// A letter or a digit.
    Letter,
    /// A letter of a script without spaces.
    Unspaced,
    /// A mark on a letter.
    Mark,
    /// Anything else parts words.
    Other,
}

fn kind(c: char) -> Kind {
    if is_common_letter(c) {
        Kind::Letter
    } else if is_common_sign(c) {
        Kind::Other
    } else if is_mark(c) {
        Kind::Mark
    } else if !c.is_alphanumeric() {
        Kind::Other
    } else if is_unspaced(c) {
        Kind::Unspaced
    } else {
        Kind::Letter
    }
}

pub(crate) fn is_letter(c: char) -> bool {
    is_common_letter(c) || !is_common_sign(c) && c.is_alphanumeric()
}

/// Letters beyond ASCII of most texts in Latin and Cyrillic script, known by their ranges without a search in Unicode's tables.
fn is_common_letter(c: char) -> bool {
    matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ʯ' | 'Ѐ'..='ҁ' | 'Ḁ'..='ỿ')
}

/// Spaces, dashes and quotation marks of most texts, likewise.
fn is_common_sign(c: char) -> bool {
    matches!(c, '\u{A0}' | '«' | '°' | '·' | '»' | '\u{2010}'..='\u{2027}' | '\u{202F}' | '€')
}

/// Marks on a letter, and what stands invisibly inside a word.
fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && (is_combining_mark(c) || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// The same byte by byte.
    fn slowly(text: &str) -> Vec<Span> {
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(start) = word_start(text, at) {
            at = word_end(text, start);
            found.push(Span::new(start, at));
        }
        found
    }

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn a_word_is_letters_digits_and_their_marks() {
        assert_eq!(
            split("L’IA, n°57-NQ/TW: 2,2 milliards. Fin."),
            ["L", "IA", "n", "57", "NQ", "TW", "2,2", "milliards", "Fin"]
        );
        assert_eq!(split("Việt Nam e\u{301}te\u{301}"), ["Việt", "Nam", "e\u{301}te\u{301}"]);
        assert_eq!(split("co\u{AD}op 北京abc 12.5.2024"), ["co\u{AD}op", "北", "京", "abc", "12.5.2024"]);
        assert_eq!(split("un col·lectiu · i 2·3"), ["un", "col·lectiu", "i", "2", "3"]);
        assert_eq!(split("… — !"), Vec::<&str>::new());
    }

    #[test]
    fn common_characters_are_told_as_the_tables_tell_them() {
        for c in '\u{80}'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?}");
            assert!(!is_common_letter(c) || !is_mark(c) && !is_unspaced(c), "{c:?}");
            assert!(!is_common_sign(c) || !is_mark(c), "{c:?}");
            let n_bytes = len_of_common_letter(c.to_string().as_bytes(), 0);
            assert!(n_bytes == 0 || is_common_letter(c) && n_bytes == c.len_utf8(), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn composed_and_decomposed_text_have_the_same_words(text in "[a-zA-Zéèêàçôũơưếệạđ0-9 .,'’-]{0,60}") {
            let decomposed: String = text.nfd().collect();
            let again: Vec<String> = split(&decomposed).into_iter().map(|word| word.nfc().collect()).collect();
            let composed: String = text.nfc().collect();
            prop_assert_eq!(split(&composed), again);
        }

        #[test]
        fn classes_give_the_words_that_bytes_give(text in "([a-zA-Z0-9 .,'-]{0,9}[éÀ×÷ėŷɿếṽα«’·\u{301}\u{AD}\u{A0}北กа\n]{0,2}){0,40}") {
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), slowly(&text));
            let mut all = Vec::new();
            words(&text).for_each(|word| all.push(word));
            prop_assert_eq!(all, slowly(&text));
            for (at, _) in text.char_indices() {
                prop_assert_eq!(words(&text[at..]).count(), slowly(&text[at..]).len());
            }
        }

        #[test]
        fn words_are_disjoint_and_in_order(text in any::<String>()) {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(word.start() >= end && !word.is_empty());
                prop_assert!(text.is_char_boundary(word.end()));
                end = word.end();
            }
        }
    }
}
