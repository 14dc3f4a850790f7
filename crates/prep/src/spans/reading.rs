//! [`Reading`]: a text with the words its language has around numbers, and the steps every recogniser takes through it.

use std::cell::Cell;

use epitome_langs::{Language, Quantities, is_hangul, is_unspaced};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lists::{Lexicon, Lists, MONTH_NAMES, MONTHS, Words};
use super::phrases::Phrases;

/// No word of our lists is longer in bytes, so a look at a word takes bounded time.
const MAX_BYTES: usize = 48;

/// A text and what is known about its language.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) language: &'a Language,
    /// What all languages write alike.
    pub(super) common: &'a Quantities,
    words: &'a Words,
    ahead: &'a Phrases,
    behind: &'a Phrases,
    /// The words before the last few places asked about: each recogniser asks about the same ones.
    befores: [Cell<(usize, Option<Before<'a>>)>; N_BEFORES],
    /// The symbol at the last place asked about.
    symbol: Cell<Option<Symbol>>,
}

/// What may be a symbol, and the lists it stands in.
#[derive(Clone, Copy)]
struct Symbol {
    start: usize,
    end: usize,
    lists: Lists,
    /// With the full stop that follows.
    lists_with_stop: Lists,
}

/// How many of them are remembered.
const N_BEFORES: usize = 4;

/// A word before a place, with the abbreviation's full stop where it has one.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    pub(super) start: usize,
    pub(super) text: &'a str,
}

impl<'a> Reading<'a> {
    /// Begins to read a text; the one before is done with.
    pub(super) fn new(text: &'a str, lexicon: &'a Lexicon<'_>) -> Reading<'a> {
        lexicon.ahead.clear();
        lexicon.behind.clear();
        Reading {
            text,
            language: lexicon.language,
            common: lexicon.common,
            words: lexicon.words(),
            ahead: &lexicon.ahead,
            behind: &lexicon.behind,
            befores: std::array::from_fn(|_| Cell::new((usize::MAX, None))),
            symbol: Cell::new(None),
        }
    }

    pub(super) fn next(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    pub(super) fn previous(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The place after one white space, or after none.
    pub(super) fn skip_space(&self, at: usize) -> usize {
        match self.next(at) {
            Some(c) if c.is_whitespace() && c != '\n' => at + c.len_utf8(),
            _ => at,
        }
    }

    /// The end of the digits at a place.
    pub(super) fn digits_end(&self, at: usize) -> usize {
        at + self.text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// The lists a key stands in, of the language or of all.
    pub(super) fn lists(&self, key: &str) -> Lists {
        self.words.get(key).copied().unwrap_or_default()
    }

    /// The same of a key that may be decomposed.
    fn lists_of_composed(&self, key: &str) -> Lists {
        let is_composed = key.is_ascii() || !key.contains(is_combining_mark);
        if is_composed { self.lists(key) } else { self.lists(&key.nfc().collect::<String>()) }
    }

    /// Whether a key stands in one of the lists, composed or not.
    pub(super) fn knows(&self, key: &str, lists: Lists) -> bool {
        self.lists_of_composed(key) & lists != 0
    }

    /// Whether a key names a month.
    pub(super) fn is_month(&self, key: &str) -> bool {
        self.knows(key, MONTHS | MONTH_NAMES)
    }

    /// The end of the longest phrase of these lists that stands at a place, after a space or none.
    pub(super) fn phrase(&self, at: usize, lists: Lists) -> Option<usize> {
        self.ahead.ahead(self, at, lists)
    }

    /// The end of the name of a month that stands at a place, after a space or none.
    pub(super) fn month(&self, at: usize) -> Option<usize> {
        self.phrase(at, MONTHS | MONTH_NAMES)
    }

    /// The start of the longest phrase of these lists that ends before a place.
    pub(super) fn phrase_before(&self, at: usize, lists: Lists) -> Option<usize> {
        self.behind.behind(self, at, lists)
    }

    /// The end of the symbol of one of these lists at a place, with letter case as written.
    pub(super) fn symbol(&self, at: usize, lists: Lists) -> Option<usize> {
        let symbol =
            self.symbol.get().filter(|symbol| symbol.start == at).unwrap_or_else(|| self.symbol_at(at));
        self.symbol.set(Some(symbol));
        let is_known = symbol.lists & lists != 0;
        if symbol.lists_with_stop & lists != 0 && !(is_known && self.is_last(symbol.end)) {
            return Some(symbol.end + 1);
        }
        is_known.then_some(symbol.end)
    }

    fn symbol_at(&self, start: usize) -> Symbol {
        let is_part = |c: char| {
            is_word(c) || is_currency(c) || matches!(c, '°' | '%' | '‰' | 'µ' | '²' | '³' | '℃' | '℉' | '₂')
        };
        let end = self.run_end(start, is_part);
        let has_stop = end > start && self.text[end..].starts_with('.');
        let lists = self.lists_of_composed(&self.text[start..end]);
        let lists_with_stop = if has_stop { self.lists_of_composed(&self.text[start..end + 1]) } else { 0 };
        Symbol { start, end, lists, lists_with_stop }
    }

    /// Whether the full stop at a place is the last of its sentence: what may be written without one leaves it to the sentence.
    pub(super) fn is_last(&self, stop: usize) -> bool {
        !self.text[stop + 1..].contains(is_word)
    }

    /// The word before a place, after a white space or a comma with one; nothing longer than a word of our lists.
    pub(super) fn before(&self, at: usize) -> Option<Before<'a>> {
        let known = &self.befores[at % N_BEFORES];
        let (place, word) = known.get();
        if place == at {
            return word;
        }
        let word = self.word_before(at);
        known.set((at, word));
        word
    }

    fn word_before(&self, at: usize) -> Option<Before<'a>> {
        let head = self.text[..at].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
        if self.text[head.len()..at].chars().count() > 2 {
            return None;
        }
        let head = head.strip_suffix(',').unwrap_or(head);
        let mut start = head.len();
        for c in head.chars().rev().take(MAX_BYTES) {
            if !(is_word(c) || matches!(c, '.' | '°' | '§' | '-' | '/' | '№' | '&')) {
                break;
            }
            start -= c.len_utf8();
        }
        let text = &head[start..];
        (!text.is_empty()).then_some(Before { start, text })
    }

    pub(super) fn run_end(&self, at: usize, is_part: impl Fn(char) -> bool) -> usize {
        let run = self.text[at..].chars().take(MAX_BYTES).take_while(|c| is_part(*c));
        at + run.map(char::len_utf8).sum::<usize>()
    }
}

/// Whether a character is part of a word: a letter, a digit, or a mark on one.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c)
}

/// Whether a character is part of a word and no digit.
pub(super) fn is_letter(c: char) -> bool {
    is_word(c) && !c.is_numeric()
}

/// Whether a character is of a script that glues its words to names in ASCII.
pub(super) fn is_glued(c: char) -> bool {
    is_unspaced(c) || is_hangul(c)
}

/// Whether a character is the sign of a currency.
pub(super) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '¢' | '฿' | '\u{20A0}'..='\u{20CF}')
}
