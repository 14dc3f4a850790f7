//! [`doubts`]: the parts of a text that may be in another language than the one around it. Nearly all texts have none.
//!
//! The words of a text are walked through as in the search of Viterbi (1967), but forwards only, and for one question: does a language get so far
//! ahead of the text's own that a path would go over to it and come back? Where the text's own is ahead of each of the others by as
//! much as it costs to go over, every path comes from it: what stands on either side is a part by itself. A part where another language
//! comes [near](NEAR) to being that far ahead is in doubt, and has to be searched, which reads all of its words.
//!
//! Until then a text is only *skimmed*: short words are read, and of long ones their last three letters. Articles, pronouns and the endings of
//! nouns and verbs are what languages differ in most, and they come again and again, so that what they say is known to the thread already;
//! of the words of an article as they are, one in eight is new. Words in another script are read whole.
//!
//! That skimming overlooks nothing is measured, not proven. Into 2,024 texts of six sentences in 23 languages, held back from the training,
//! a sentence or a phrase in another language was put. Of the words in sentences 97.9 % got their language, as they do when all words are read, in
//! phrases of five words 93.2 % (93.6 %; in quotation marks 93.3 and 93.4 %), and in phrases of three 66.2 % (70.2 %).
//! Of the 28,000 words that are new in 609 articles in French, 10,500 are worked out, and 2,800 endings.

use epitome_document::Span;
use unicode_normalization::char::is_combining_mark;

use crate::model::{Script, Stretch, Words, is_letter, stretches};
use crate::path::UNITS_PER_NAT;
use crate::runs::{NOWHERE, SEARCH, ends_phrase};
use crate::says::{N_LANES, Row, Says, states};

/// Words of up to so many letters are read whole, and so many last letters of longer ones. With four and three, 92.2 % and 64.7 % of the words in
/// phrases of five and of three are told.
const MAX_SHORT: u32 = 5;
const ENDING: usize = 3;

/// How near another language comes to taking over before a part is in doubt. With two nats 92.7 % and 65.0 % are told, with four, for 5 % more
/// work, 93.5 % and 67.1 %.
const NEAR: i16 = 3 * UNITS_PER_NAT;

/// What is found of a text.
pub(crate) struct Doubts {
    /// Whether there is any word.
    pub(crate) has_words: bool,
    /// The parts in doubt, in order. What stands around them is in the language of the text around, and each begins and ends with a stretch.
    pub(crate) parts: Vec<Span>,
}

/// Looks for the parts of a text that may be in another language than `own`, which is that of the text around.
pub(crate) fn doubts(text: &str, own: u8, says: &mut Says) -> Doubts {
    let mut walk = Walk::new(text, own);
    for stretch in stretches(text) {
        let (core, closing) = stretch.without_closing();
        if !core.span().is_empty() {
            if walk.most < -SEARCH.of(walk.starts_phrase) {
                walk.end_part(core.span().start());
            }
            walk.over(core, says);
        }
        walk.starts_phrase |= !closing.is_empty() && ends_phrase(closing);
    }
    // No path need come back behind the last word.
    walk.look(0);
    walk.end_part(text.len());
    Doubts { has_words: walk.has_words, parts: walk.in_doubt }
}

/// A walk through the words of a text.
struct Walk<'t> {
    text: &'t str,
    own: u8,
    /// Whether that is written in Latin letters.
    is_in_latin: bool,
    has_words: bool,
    /// Whether the next word starts a phrase.
    starts_phrase: bool,
    /// By how much each language is ahead of the text's own, and the most of these.
    ahead: Row,
    most: i16,
    /// What keeps the text's own language out of these.
    handicap: Row,
    /// Where the part begins that is walked through, and whether another language comes near in it.
    start: usize,
    is_near: bool,
    /// The parts where one does.
    in_doubt: Vec<Span>,
    /// Room for the words of a stretch.
    words: Words,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, own: u8) -> Walk<'t> {
        let mut handicap = [0; N_LANES];
        handicap[usize::from(own)] = NOWHERE;
        Walk {
            text,
            own,
            is_in_latin: states().is_written_in(own, Script::Latin),
            has_words: false,
            starts_phrase: true,
            ahead: [NOWHERE; N_LANES],
            most: NOWHERE,
            handicap,
            start: 0,
            is_near: false,
            in_doubt: Vec::new(),
            words: Words::default(),
        }
    }

    /// Ends a part where the text's own language is certain.
    fn end_part(&mut self, end: usize) {
        let start = std::mem::replace(&mut self.start, end);
        if std::mem::take(&mut self.is_near) {
            self.in_doubt.push(Span::new(start, end));
        }
    }

    /// Goes over a stretch: its word, or its words where it is more than letters.
    fn over(&mut self, stretch: Stretch, says: &mut Says) {
        let span = stretch.span();
        let core = &self.text[span.range()];
        if let Some(letters) = Letters::of(core, self.own, self.is_in_latin) {
            let is_long = letters.n_letters > MAX_SHORT;
            if is_long {
                let start = span.start() + letters.ending(core);
                self.over_word(says.ending(self.text, Span::new(start, span.end())));
            }
            self.starts_phrase |= letters.has_signs && ends_phrase(core);
            if is_long || letters.n_letters == 0 {
                return;
            }
        }
        if let Some(row) = says.known(self.text, span) {
            return self.over_word(row);
        }
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        words.add_stretch(stretch);
        let mut end = span.start();
        for word in words.iter() {
            self.starts_phrase |= ends_phrase(&self.text[end..word.span.start()]);
            self.over_word(says.row(self.text, &words, word));
            end = word.span.end();
        }
        self.starts_phrase |= ends_phrase(&self.text[end..span.end()]);
        self.words = words;
    }

    /// Goes over a word, which says this.
    fn over_word(&mut self, row: &Row) {
        let cost = SEARCH.of(self.starts_phrase);
        self.look(cost);
        // Each language goes on, or takes over from the text's own or from the one that is furthest ahead.
        let by_going_over = self.most.max(0) - cost;
        let own = row[usize::from(self.own)];
        let mut most = NOWHERE;
        for ((ahead, says), handicap) in self.ahead.iter_mut().zip(row).zip(&self.handicap) {
            *ahead = (*ahead).max(by_going_over).saturating_add(says - own).saturating_add(*handicap);
            most = most.max(*ahead);
        }
        self.most = most;
        self.has_words = true;
        self.starts_phrase = false;
    }

    /// Looks whether a language is so far ahead that a path comes back from it at this cost, or near to that.
    fn look(&mut self, cost: i16) {
        self.is_near |= self.most > cost - NEAR;
    }
}

/// The letters of a stretch that can be skimmed.
#[derive(Clone, Copy)]
struct Letters {
    n_letters: u32,
    /// Whether all of them are told by their first bytes, as in [`PLAIN`].
    are_plain: bool,
    /// Whether there is anything else that may end a phrase.
    has_signs: bool,
}

impl Letters {
    /// `None` where letters stand beside more than marks, hyphens, apostrophes and quotation marks, or are of a script that the language is not
    /// written in: names in other scripts, addresses and code are looked at more closely.
    fn of(stretch: &str, own: u8, is_in_latin: bool) -> Option<Letters> {
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
    fn ending(self, stretch: &str) -> usize {
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
    use crate::runs::searched;
    use crate::says::{states, with_says};

    /// Texts in French but for some phrases, with more words than a search holds at once.
    fn texts() -> impl Iterator<Item = String> {
        let phrases = [
            "les ministres du gouvernement,",
            "se réunissent peut-être lundi.",
            "en 2024 (ou avant) :",
            "die Regierung hat beschlossen",
            "the house of the",
            "« de la »",
            "no",
            "El presidente en la",
            "Hanoi Vuong vtv.vn",
            "президент страны",
            "東京都は新しい",
        ];
        (0..300_usize).map(move |seed| {
            let phrase = |at: usize| {
                let mixed = (seed * 31 + at) * 2_654_435_761;
                let is_other = (mixed >> 13) % 16 < seed % 8;
                phrases[if is_other { (mixed >> 17) % phrases.len() } else { at % 3 }]
            };
            (0..if seed % 20 == 0 { 900 } else { 12 }).map(phrase).collect::<Vec<_>>().join(" ")
        })
    }

    #[test]
    fn a_search_finds_nothing_else_where_there_is_no_doubt() {
        let french = states().number(LangTag::literal("fr")).expect("a language of the model");
        let (mut n_without, mut n_in_one) = (0, 0);
        for text in texts() {
            let words = Words::of(&text);
            let (doubts, found) =
                with_says(|says| (doubts(&text, french, says), searched(&text, &words, Some(french), says)));
            let is_in_one = found.iter().all(|state| *state == french);
            n_in_one += usize::from(is_in_one);
            if doubts.parts.is_empty() {
                assert!(is_in_one && doubts.has_words, "{text}");
                n_without += 1;
            }
        }
        assert!(n_without > 50 && n_in_one < 300, "{n_without} of {n_in_one}");
    }

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
}
