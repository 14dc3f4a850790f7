//! [`Phrases`]: what begins or ends at a place, taken apart once and looked up in many lists.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use epitome_langs::{Place, fold};
use unicode_normalization::char::is_combining_mark;

use super::reading::{Reading, is_east_asian, is_word};

/// Phrases have at most so many words: "đô la đài loan".
const MAX_WORDS: usize = 4;

/// Before a number they have fewer.
const MAX_WORDS_BEFORE: usize = 3;

/// Words that others are glued to are looked for in so many characters, decomposed ones counted singly.
const MAX_GLUED: usize = 24;

/// The phrases at a place, each longer than the one before it.
#[derive(Default)]
pub(super) struct Phrases {
    text: String,
    items: Vec<Phrase>,
}

struct Phrase {
    /// Its key, folded.
    key: Range<usize>,
    place: Place,
    /// Its other end.
    end: usize,
    /// Whether its full stop may be that of the sentence: it is left to it where the phrase is known without.
    is_stopped: bool,
}

impl Phrases {
    /// The other end of the longest one that is known.
    pub(super) fn longest(&self, knows: impl Fn(&str, Place) -> bool) -> Option<usize> {
        let mut found = None;
        for phrase in &self.items {
            let is_sentence_end = phrase.is_stopped && found == Some(phrase.end - 1);
            if !is_sentence_end && knows(&self.text[phrase.key.clone()], phrase.place) {
                found = Some(phrase.end);
            }
        }
        found
    }

    fn push(&mut self, key: Range<usize>, end: usize, is_stopped: bool) {
        let place = Place::of(&self.text[key.clone()]);
        self.items.push(Phrase { key, place, end, is_stopped });
    }

    /// The phrases that begin at a place, after a space or none.
    fn ahead(reading: &Reading<'_>, at: usize) -> Phrases {
        let first = reading.skip_space(at);
        if reading.next(first).is_some_and(is_east_asian) {
            return Phrases::glued(reading, first);
        }
        let mut phrases = Phrases::default();
        let mut at = at;
        for _ in 0..MAX_WORDS {
            let key = &mut phrases.text;
            let start = if key.ends_with(['-', '\'']) { at } else { reading.skip_space(at) };
            let end = reading.run_end(start, |c| is_word(c) && !c.is_numeric());
            let space = if start > at && !key.is_empty() { " " } else { "" };
            if end == start || reading.next(end).is_some_and(|c| c.is_ascii_digit()) {
                // Signs stand alone: "%", wide and in Arabic too.
                let sign = reading.next(start).filter(|c| matches!(c, '%' | '‰' | '％' | '٪'));
                if let Some(sign) = sign {
                    key.push_str(space);
                    key.push(sign);
                    phrases.push(0..phrases.text.len(), start + sign.len_utf8(), false);
                }
                break;
            }
            key.push_str(space);
            key.push_str(&fold(&reading.text[start..end]));
            phrases.push(0..phrases.text.len(), end, false);
            at = end;
            let mut rest = reading.text[end..].chars();
            match (rest.next(), rest.next()) {
                (Some('.'), _) => {
                    let has_stops = phrases.text.contains('.');
                    phrases.text.push('.');
                    at = end + 1;
                    phrases.push(0..phrases.text.len(), at, !has_stops && reading.is_last(end));
                }
                (Some('-'), Some(c)) if c.is_alphabetic() => {
                    phrases.text.push('-');
                    at = end + 1;
                }
                (Some(c @ ('\'' | '’')), Some(next)) if next.is_alphabetic() => {
                    phrases.text.push('\'');
                    at = end + c.len_utf8();
                    phrases.push(0..phrases.text.len(), at, false);
                }
                _ => {}
            }
        }
        phrases
    }

    /// The same in Chinese, Japanese and Korean: what follows is glued to the word, "48億円を".
    fn glued(reading: &Reading<'_>, at: usize) -> Phrases {
        let goes_on = |end: usize| {
            let next = reading.next(end);
            next.is_some_and(|c| is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11FF}'))
        };
        let run =
            reading.text[at..].char_indices().take(MAX_GLUED).take_while(|(_, c)| is_word(*c) || *c == ' ');
        let ends = run.map(|(offset, c)| at + offset + c.len_utf8()).filter(|end| !goes_on(*end));
        let mut phrases = Phrases::default();
        for end in ends {
            let start = phrases.text.len();
            phrases.text.push_str(&fold(&reading.text[at..end]));
            phrases.push(start..phrases.text.len(), end, false);
        }
        phrases
    }

    /// The phrases that end before a place.
    fn behind(reading: &Reading<'_>, mut at: usize) -> Phrases {
        let mut words = Vec::with_capacity(MAX_WORDS_BEFORE);
        while words.len() < MAX_WORDS_BEFORE
            && let Some(word) = reading.before(at)
        {
            words.push((word.start, fold(word.text)));
            at = word.start;
        }
        let mut phrases = Phrases::default();
        let mut starts = Vec::with_capacity(words.len());
        for (_, word) in words.iter().rev() {
            if !phrases.text.is_empty() {
                phrases.text.push(' ');
            }
            starts.push(phrases.text.len());
            phrases.text.push_str(word);
        }
        for ((start, _), key) in words.iter().zip(starts.into_iter().rev()) {
            phrases.push(key..phrases.text.len(), *start, false);
        }
        phrases
    }
}

/// How many places are remembered: around one number a few are asked about, with many lists each.
const N_PLACES: usize = 8;

/// The phrases at the last few places asked about.
#[derive(Default)]
pub(super) struct Recent([RefCell<Option<Known>>; N_PLACES]);

/// A place with its phrases.
type Known = (usize, Rc<Phrases>);

impl Recent {
    /// The phrases that begin at a place.
    pub(super) fn ahead(&self, reading: &Reading<'_>, at: usize) -> Rc<Phrases> {
        self.at(at, || Phrases::ahead(reading, at))
    }

    /// The phrases that end before a place.
    pub(super) fn behind(&self, reading: &Reading<'_>, at: usize) -> Rc<Phrases> {
        self.at(at, || Phrases::behind(reading, at))
    }

    fn at(&self, at: usize, make: impl FnOnce() -> Phrases) -> Rc<Phrases> {
        let mut known = self.0[at % N_PLACES].borrow_mut();
        match &*known {
            Some((place, phrases)) if *place == at => Rc::clone(phrases),
            _ => {
                let phrases = Rc::new(make());
                *known = Some((at, Rc::clone(&phrases)));
                phrases
            }
        }
    }
}
