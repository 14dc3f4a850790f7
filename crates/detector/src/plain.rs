//! What of a stretch is read where a text is skimmed: short words, and the last letters of long ones.

use epitome_document::Span;
use unicode_normalization::char::is_combining_mark;

use crate::model::{Script, is_letter};
use crate::says::states;

/// Words of up to so many letters are read whole, and so many last letters of longer ones. With four and three, 92.2 % and 64.7 % of the words in
/// phrases of five and of three are told.
pub(crate) const MAX_SHORT: u32 = 5;
const ENDING: usize = 3;

/// A stretch that is one word of plain letters, hyphens and apostrophes, as most are, perhaps in quotation marks of ASCII, and with stops and
/// commas behind it.
pub(crate) struct PlainWord {
    /// What is read of it: all of a short word, the end of a long one.
    pub(crate) asked: Span,
    pub(crate) is_long: bool,
    /// Whether it starts a phrase, whatever stands before it, and whether it ends one. Quotation marks count before a short word and behind a
    /// long one, wherever they stand.
    pub(crate) starts_phrase: bool,
    pub(crate) ends_phrase: bool,
    /// Where the stretch ends.
    pub(crate) next: usize,
}

impl PlainWord {
    /// The one that begins at a place, if one does.
    #[inline]
    pub(crate) fn at(bytes: &[u8], start: usize) -> Option<PlainWord> {
        let first = past_quotes(bytes, start);
        let (mut end, mut n_letters) = (first, 0);
        while let Some(byte) = bytes.get(end) {
            let kind = PLAIN[usize::from(*byte)];
            if kind < SIGN {
                n_letters += kind;
                end += 1;
            } else if opens_vietnamese(&bytes[end..]) {
                n_letters += LETTER;
                end += 3;
            } else {
                break;
            }
        }
        let (mut closing, mut next, mut ends_phrase) = (end, end, false);
        if bytes.get(end).is_some_and(|byte| *byte != b' ') {
            closing = past_quotes(bytes, end);
            (next, ends_phrase) = past_stops(bytes, closing)?;
            ends_phrase |= closing > end;
        }
        let has_quotes = closing > end || first > start;
        if n_letters == 0 || closing - start >= SIGN as usize {
            return None;
        }
        let is_long = n_letters > MAX_SHORT;
        let asked = if is_long {
            let opens_letter = |byte: u8| PLAIN[usize::from(byte)] == LETTER || byte == FIRST_OF_VIETNAMESE;
            let letters = (first..end).rev().filter(|at| opens_letter(bytes[*at]));
            letters.take(ENDING).last().unwrap_or(first)
        } else {
            first
        };
        let starts_phrase = has_quotes && !is_long;
        ends_phrase |= has_quotes && is_long;
        Some(PlainWord { asked: Span::new(asked, end), is_long, starts_phrase, ends_phrase, next })
    }
}

/// Where the quotation marks of ASCII end that stand at a place.
#[inline]
fn past_quotes(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while bytes.get(at) == Some(&b'"') {
        at += 1;
    }
    at
}

/// Where the stops and commas end that stand at a place, and whether there is more than commas; `None` where anything else stands behind
/// them but a space.
fn past_stops(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let (mut at, mut ends_phrase) = (at, false);
    while let Some(byte) = bytes.get(at).filter(|byte| **byte != b' ') {
        if !matches!(byte, b'.' | b',' | b';' | b':' | b'!' | b'?') {
            return None;
        }
        ends_phrase |= *byte != b',';
        at += 1;
    }
    Some((at, ends_phrase))
}

/// The first byte of the letters of three bytes in Latin script, most of them Vietnamese, and whether it is one of those.
const FIRST_OF_VIETNAMESE: u8 = 0xE1;

fn opens_vietnamese(bytes: &[u8]) -> bool {
    matches!(bytes, [FIRST_OF_VIETNAMESE, 0xB8..=0xBB, _, ..])
}

/// The letters of a stretch that can be skimmed.
#[derive(Clone, Copy)]
pub(crate) struct Letters {
    pub(crate) n_letters: u32,
    /// Whether all of them are told by their first bytes, as in [`PLAIN`].
    are_plain: bool,
    /// Whether there is anything else that may end a phrase.
    pub(crate) has_signs: bool,
}

impl Letters {
    /// `None` where letters stand beside more than marks, hyphens, apostrophes and quotation marks, or are of a script that the language is not
    /// written in: names in other scripts, addresses and code are looked at more closely.
    pub(crate) fn of(stretch: &str, own: u8, is_in_latin: bool) -> Option<Letters> {
        if stretch.len() < SIGN as usize {
            let sum: u32 = stretch.bytes().map(|byte| PLAIN[usize::from(byte)]).sum();
            let (n_letters, n_signs) = (sum % SIGN, sum / SIGN % SIGN);
            if sum < OTHER && (n_letters == 0 || (n_signs == 0 && is_in_latin)) {
                return Some(Letters { n_letters, are_plain: true, has_signs: n_signs > 0 });
            }
        }
        let mut letters = Letters { n_letters: 0, are_plain: false, has_signs: false };
        let mut last = None;
        for c in stretch.chars() {
            match Script::of(c) {
                Some(script) => {
                    let is_own = || !script.is_unspaced() && states().is_written_in(own, script);
                    if last.replace(script) != Some(script) && !is_own() {
                        return None;
                    }
                    letters.n_letters += u32::from(is_letter(c));
                }
                None => match c {
                    '-' | '\'' | '\u{2018}' | '\u{2019}' => {}
                    '"' | '«' | '»' | '\u{201C}'..='\u{201F}' => letters.has_signs = true,
                    _ if is_combining_mark(c) => {}
                    _ => return None,
                },
            }
        }
        Some(letters)
    }

    /// Where the last of them begin in their stretch.
    pub(crate) fn ending(self, stretch: &str) -> usize {
        if self.are_plain {
            let bytes = stretch.bytes().enumerate().rev();
            let mut letters = bytes.filter(|(_, byte)| PLAIN[usize::from(*byte)] == LETTER);
            return letters.nth(ENDING - 1).map_or(0, |(at, _)| at);
        }
        let mut letters = stretch.char_indices().rev().filter(|(_, c)| is_letter(*c));
        letters.nth(ENDING - 1).map_or(0, |(at, _)| at)
    }
}

/// What a byte counts to the sum that tells what a stretch consists of: letters of ASCII and Latin letters of two bytes, hyphens and
/// apostrophes, other signs and digits of ASCII, and what takes a look at its characters. Up to 63 bytes are counted without one kind
/// running into another.
static PLAIN: [u32; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match byte as u8 {
            b'A'..=b'Z' | b'a'..=b'z' | 0xC3..=0xC9 => LETTER,
            b'-' | b'\'' | 0x80..=0xBF => 0,
            ..0x80 => SIGN,
            _ => OTHER,
        };
        byte += 1;
    }
    table
};
const LETTER: u32 = 1;
const SIGN: u32 = 1 << 6;
const OTHER: u32 = 1 << 12;

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;

    use super::*;

    #[test]
    fn letters_are_those_of_the_language() {
        let read = |text: &'static str, tag| {
            let own = states().number(LangTag::literal(tag)).expect("a language of the model");
            let letters = Letters::of(text, own, states().is_written_in(own, Script::Latin))?;
            Some((letters.n_letters, &text[letters.ending(text)..]))
        };
        for (text, tag, expected) in [
            ("peut-être", "fr", Some((8, "tre"))),
            ("qu'elles-mêmes", "fr", Some((12, "mes"))),
            ("cote\u{301}", "fr", Some((4, "ote\u{301}"))),
            ("l’été»", "fr", Some((4, "été»"))),
            ("où", "fr", Some((2, "où"))),
            ("президент", "ru", Some((9, "ент"))),
            ("президент", "fr", None),
            ("president", "ru", None),
            ("vtv.vn", "fr", None),
            ("G20", "fr", None),
            ("(2024)", "fr", Some((0, "(2024)"))),
            ("東京都", "ja", None),
        ] {
            assert_eq!(read(text, tag), expected, "{text}");
        }
    }
    #[test]
    fn a_plain_word_is_read_as_any_other() {
        let french = states().number(LangTag::literal("fr")).expect("a language of the model");
        let mut n_plain = 0;
        for core in [
            "été",
            "peut-être",
            "d'Été",
            "gouvernement",
            "Hiếu",
            "nghiêng",
            "\u{1E00}\u{1EFF}a",
            "\"Le",
            "dit\"",
            "\"gilets",
            "« a",
            "2e",
            "\"",
            "'",
        ] {
            for closing in ["", ",", ".", "...", "?!"] {
                let stretch = format!("{core}{closing}");
                let Some(word) = PlainWord::at(stretch.as_bytes(), 0) else { continue };
                let letters = Letters::of(core, french, true).expect("plain letters");
                assert_eq!(
                    (word.next, word.is_long),
                    (stretch.len(), letters.n_letters > MAX_SHORT),
                    "{stretch}"
                );
                let asked = &stretch[word.asked.range()];
                let expected = if word.is_long { &core[letters.ending(core)..] } else { core };
                assert_eq!(asked, expected.trim_matches('"'), "{stretch}");
                let ends =
                    core.ends_with('"') || word.is_long && letters.has_signs || !matches!(closing, "" | ",");
                assert_eq!(
                    (word.starts_phrase, word.ends_phrase),
                    (!word.is_long && letters.has_signs, ends),
                    "{stretch}"
                );
                n_plain += 1;
            }
        }
        assert_eq!(n_plain, 10 * 5);
    }
}
