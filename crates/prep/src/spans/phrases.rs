//! [`Phrases`]: what begins or ends at a place, taken apart once and looked up in all lists at once.

use std::cell::RefCell;

use epitome_langs::{folded, is_east_asian};
use unicode_normalization::char::is_combining_mark;

use super::lists::{CLOSES, Lists, OPENS};
use super::reading::{Reading, is_letter, is_word};

/// Phrases have at most so many words: "đô la đài loan".
const MAX_WORDS: usize = 4;

/// Before a number they have fewer.
const MAX_WORDS_BEFORE: usize = 3;

/// Words that others are glued to are looked for in so many characters, decomposed ones counted singly.
const MAX_GLUED: usize = 24;

/// How many places are remembered: around one number a few are asked about, with many lists each.
const N_PLACES: usize = 8;

/// How many phrases are remembered, the last place's aside.
const MAX_PHRASES: usize = 256;

/// The phrases on one side of the last few places asked about.
#[derive(Debug, Default)]
pub(super) struct Phrases(RefCell<Known>);

#[derive(Debug)]
struct Known {
    places: [Place; N_PLACES],
    found: Found,
}

impl Default for Known {
    fn default() -> Known {
        Known { places: [NOWHERE; N_PLACES], found: Found::default() }
    }
}

/// A place asked about, and its phrases among those found.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: usize,
    start: usize,
    end: usize,
}

const NOWHERE: Place = Place { at: usize::MAX, start: 0, end: 0 };

/// The phrases found, those of each place from the shortest to the longest.
#[derive(Debug, Default)]
struct Found {
    phrases: Vec<Phrase>,
    /// The key of the phrase at hand, folded.
    key: String,
    /// The key of one that is a word shorter.
    shorter: String,
}

#[derive(Clone, Copy, Debug)]
struct Phrase {
    /// Its other end.
    end: usize,
    /// The lists it stands in.
    lists: Lists,
    /// Whether its full stop may be that of the sentence: it is left to it where the phrase is known without.
    is_stopped: bool,
}

impl Phrases {
    /// Forgets those of one text: another begins.
    pub(super) fn clear(&self) {
        let mut known = self.0.borrow_mut();
        known.places.fill(NOWHERE);
        known.found.phrases.clear();
    }

    /// The end of the longest phrase of these lists that begins at a place, after a space or none.
    pub(super) fn ahead(&self, reading: &Reading<'_>, at: usize, lists: Lists) -> Option<usize> {
        self.longest(at, lists, |found| found.look_ahead(reading, at))
    }

    /// The start of the longest one that ends before a place.
    pub(super) fn behind(&self, reading: &Reading<'_>, at: usize, lists: Lists) -> Option<usize> {
        self.longest(at, lists, |found| found.look_behind(reading, at))
    }

    fn longest(&self, at: usize, lists: Lists, look: impl FnOnce(&mut Found)) -> Option<usize> {
        let Known { places, found } = &mut *self.0.borrow_mut();
        if places[at % N_PLACES].at != at {
            if found.phrases.len() > MAX_PHRASES {
                found.phrases.clear();
                places.fill(NOWHERE);
            }
            let start = found.phrases.len();
            look(found);
            places[at % N_PLACES] = Place { at, start, end: found.phrases.len() };
        }
        let Place { start, end, .. } = places[at % N_PLACES];
        let mut longest = None;
        for phrase in &found.phrases[start..end] {
            let is_sentence_end = phrase.is_stopped && longest == Some(phrase.end - 1);
            if phrase.lists & lists != 0 && !is_sentence_end {
                longest = Some(phrase.end);
            }
        }
        longest
    }
}

impl Found {
    /// Adds the phrase whose key is at hand, and says in which lists it stands.
    fn push(&mut self, reading: &Reading<'_>, end: usize, is_stopped: bool) -> Lists {
        let lists = reading.lists(&self.key);
        self.phrases.push(Phrase { end, lists, is_stopped });
        lists
    }

    fn look_ahead(&mut self, reading: &Reading<'_>, at: usize) {
        self.key.clear();
        let first = reading.skip_space(at);
        if reading.next(first).is_some_and(is_east_asian) {
            return self.look_at_glued(reading, first);
        }
        let mut at = at;
        for _ in 0..MAX_WORDS {
            let start = if self.key.ends_with(['-', '\'']) { at } else { reading.skip_space(at) };
            let end = reading.run_end(start, is_letter);
            if start > at && !self.key.is_empty() {
                self.key.push(' ');
            }
            if end == start || reading.next(end).is_some_and(|c| c.is_ascii_digit()) {
                // Signs stand alone: "%", wide and in Arabic too.
                let sign = reading.next(start).filter(|c| matches!(c, '%' | '‰' | '％' | '٪'));
                if let Some(sign) = sign {
                    self.key.push(sign);
                    self.push(reading, start + sign.len_utf8(), false);
                }
                break;
            }
            push_folded(&mut self.key, &reading.text[start..end]);
            let mut lists = self.push(reading, end, false);
            at = end;
            let mut rest = reading.text[end..].chars();
            match (rest.next(), rest.next()) {
                _ if lists & OPENS == 0 => {}
                (Some('.'), _) => {
                    let has_stops = self.key.contains('.');
                    self.key.push('.');
                    at = end + 1;
                    lists = self.push(reading, at, !has_stops && reading.is_last(end));
                }
                (Some('-'), Some(c)) if c.is_alphabetic() => {
                    self.key.push('-');
                    at = end + 1;
                }
                (Some(c @ ('\'' | '’')), Some(next)) if next.is_alphabetic() => {
                    self.key.push('\'');
                    at = end + c.len_utf8();
                    lists = self.push(reading, at, false);
                }
                _ => {}
            }
            if lists & OPENS == 0 {
                break;
            }
        }
    }

    /// The same in Chinese, Japanese and Korean: what follows is glued to the word, "48億円を".
    fn look_at_glued(&mut self, reading: &Reading<'_>, at: usize) {
        let goes_on = |end: usize| {
            let next = reading.next(end);
            next.is_some_and(|c| is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11FF}'))
        };
        let run =
            reading.text[at..].char_indices().take(MAX_GLUED).take_while(|(_, c)| is_word(*c) || *c == ' ');
        let ends = run.map(|(offset, c)| at + offset + c.len_utf8()).filter(|end| !goes_on(*end));
        for end in ends {
            self.key.clear();
            push_folded(&mut self.key, &reading.text[at..end]);
            self.push(reading, end, false);
        }
    }

    fn look_behind(&mut self, reading: &Reading<'_>, mut at: usize) {
        self.key.clear();
        for _ in 0..MAX_WORDS_BEFORE {
            let Some(word) = reading.before(at) else { break };
            std::mem::swap(&mut self.key, &mut self.shorter);
            self.key.clear();
            push_folded(&mut self.key, word.text);
            if !self.shorter.is_empty() {
                self.key.push(' ');
                self.key.push_str(&self.shorter);
            }
            if self.push(reading, word.start, false) & CLOSES == 0 {
                break;
            }
            at = word.start;
        }
    }
}

/// Adds a text as it is folded.
fn push_folded(key: &mut String, text: &str) {
    if text.is_ascii() {
        let start = key.len();
        key.push_str(text);
        key[start..].make_ascii_lowercase();
    } else {
        key.push_str(&folded(text));
    }
}
