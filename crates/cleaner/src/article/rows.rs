//! Rows of a label and what it labels: "Referee: A. Singh", "Rating: 4/5".
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::Range;

use epitome_document::{Reason, Role, Treatment};
use epitome_langs::{List, words};

use crate::article::Article;
use crate::article::headlines::{MIN_NUMBER_DIGITS, ends_with_price, is_currency, n_digits};
use crate::article::lists::is_result;
use crate::article::roles::treat;
use crate::line::Line;
use crate::line::dates::{is_clock, names_month};
use crate::line::names::is_capital;
use crate::line::phrases::Cuebook;

/// Words of the label of a row, and of what it labels: of the rows in the labelled texts those with more are mostly items.
const MAX_LABEL_WORDS: usize = 3;
const MAX_VALUE_WORDS: usize = 6;
/// So many lines with a label are rows, if one of them is told to be; so many are looked at on either side. Words of such a row.
const MIN_ROWS: usize = 3;
const MAX_ROWS: usize = 8;
const MAX_ROW_WORDS: usize = 20;
/// Bytes of the points of a rating: "17,5".
const MAX_RATING_BYTES: usize = 4;
/// Names in a line that says who played.
const MIN_LINE_UP_NAMES: usize = 3;
/// Words of a line with the score of a match.
const MAX_SCORE_WORDS: usize = 8;
/// Words of a line that counts something between title and text ("3 min", "1.245 views").
const MAX_COUNTER_WORDS: usize = 3;
/// Lines below a text are facts of it where so many are, and two of three: when a play is given, what a book costs. The 721 opened texts
/// keep no line of the page more for it; of 38 written later ten lines of the article stay.
const MIN_FACTS: usize = 2;

impl Article<'_> {
    /// What a line is that stands in rows between title and text or below it.
    pub(crate) fn row(&self, idx: usize) -> Option<Treatment> {
        let role = self.lists.below_text[idx]?;
        let reason = match role {
            Role::Heading if !self.is_entry => Reason::ShortLineInText,
            _ => Reason::AmongText,
        };
        Some(treat(role, reason, false))
    }

    /// "Screenplay: Ann Lee" beside "Directed by: Tom Roe"; of three rows with a label and more one such tells the others.
    pub(crate) fn is_labelled_row(&self, idx: usize) -> bool {
        let is_told = |idx: usize| is_value(&self.lines[idx]) || is_labelled_value(&self.lines[idx]);
        let is_row = |idx: usize| idx < self.lines.len() && self.is_free(idx) && is_told(idx);
        is_row(idx) && (is_row(idx + 1) || idx > 0 && is_row(idx - 1)) || self.is_among_rows(idx, is_told)
    }

    /// Among so many lines with a label of which one is told to be a row.
    fn is_among_rows(&self, idx: usize, is_told: impl Fn(usize) -> bool) -> bool {
        let is_labelled = |idx: &usize| {
            let line = &self.lines[*idx];
            line.n_words <= MAX_ROW_WORDS && self.is_free(*idx) && has_label(line) && !self.is_item(*idx)
        };
        if !is_labelled(&idx) {
            return false;
        }
        let before = (0..idx).rev().take(MAX_ROWS).take_while(is_labelled);
        let after = (idx..self.lines.len()).take(MAX_ROWS).take_while(is_labelled);
        // An item of a list goes on in small letters or with a number: "June: delivery of the parts".
        let goes_on = |idx: usize| {
            let value = self.lines[idx].text.split_once(": ").map_or("", |(_, value)| value);
            !is_capital(value) && words(value).nth(MAX_VALUE_WORDS).is_some()
        };
        let (mut n_rows, mut n_told, mut n_items) = (0, 0, 0);
        for idx in before.chain(after) {
            n_rows += 1;
            n_told += usize::from(is_told(idx));
            n_items += usize::from(goes_on(idx));
        }
        n_rows >= MIN_ROWS && n_told > 0 && n_items * 2 <= n_rows
    }
}

/// A label with a figure: "Note : 4/5", "Cuisson : 35 min", "Dessin 9/10".
pub(crate) fn is_value(line: &Line) -> bool {
    is_points(&line.key)
        || line.key.split_once(':').is_some_and(|(label, value)| {
            label.contains(char::is_alphabetic)
                && value.trim_start().starts_with(|c: char| c.is_ascii_digit())
        })
}

/// So many points of all there are, with a few words before them or without: "Sound 9/10", "4,7/5".
pub(crate) fn is_points(key: &str) -> bool {
    let (label, rating) = key.rsplit_once(' ').unwrap_or(("", key));
    let is_number =
        |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= MAX_RATING_BYTES;
    words(label).nth(MAX_LABEL_WORDS).is_none()
        && !label.contains(|c: char| c.is_ascii_digit())
        && rating
            .split_once('/')
            .is_some_and(|(points, all)| is_number(points) && matches!(all, "5" | "10" | "20" | "100"))
}

/// "★★★★☆": what the author gives.
pub(crate) fn is_stars(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| matches!(c, '★' | '☆' | '⭐' | '½' | ' '))
}

/// "Holt Rovers 2-1 Wray Town" and nothing else.
pub(crate) fn is_score(line: &Line) -> bool {
    line.n_words <= MAX_SCORE_WORDS
        && line.key.starts_with(char::is_alphabetic)
        && line.key.ends_with(char::is_alphabetic)
        && !line.key.contains([':', ','])
        && is_result(&line.key)
}

/// A number and a word or two.
pub(crate) fn is_counter(line: &Line) -> bool {
    line.n_words <= MAX_COUNTER_WORDS && line.key.starts_with(|c: char| c.is_ascii_digit())
}

/// A short label in words with a few words: "Screenplay: Ann Lee". What opens with a number or a date is an item.
fn is_labelled_value(line: &Line) -> bool {
    line.key.split_once(':').is_some_and(|(label, value)| {
        (1..=MAX_LABEL_WORDS).contains(&words(label).count())
            && !label.contains(|c: char| c.is_ascii_digit())
            && value.starts_with(' ')
            && (1..=MAX_VALUE_WORDS).contains(&words(value).count())
    })
}

/// A label of a few words, and anything behind it: "Thornley (4-4-2): Gage 6; Moxon 6".
pub(crate) fn has_label(line: &Line) -> bool {
    is_value(line)
        || colon(&line.key).is_some_and(|at| {
            has_words(&line.key[..at], MAX_LABEL_WORDS + 1) && line.key[at..].contains(char::is_alphanumeric)
        })
}

/// Where the first colon with a space behind it stands.
fn colon(key: &str) -> Option<usize> {
    let mut colons = key.match_indices(':').map(|(at, _)| at);
    colons.find(|at| key[at + 1..].starts_with(' '))
}

/// Whether a text has a word, and no more than so many.
fn has_words(text: &str, max: usize) -> bool {
    (1..=max).contains(&words(text).take(max + 1).count())
}

/// "Harriers: Ann, Bea (Cat 64), Dee", "Booked: Ann (12), Bea (38), Cat (90)".
pub(crate) fn is_line_up(line: &Line) -> bool {
    let mut brackets = line.key.split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    has_label(line)
        && line.key.matches([',', ';']).count() + 1 >= MIN_LINE_UP_NAMES
        && brackets.any(|(inner, _)| inner.trim_end_matches('\'').ends_with(|c: char| c.is_ascii_digit()))
}

/// The end of the last fact with which two of three of the lines from the first on are facts.
pub(crate) fn end_of_facts(stretch: Range<usize>, is_fact: impl Fn(usize) -> bool) -> usize {
    let (mut end, mut n_facts) = (stretch.start, 0);
    for idx in stretch.clone().filter(|idx| is_fact(*idx)) {
        n_facts += 1;
        if n_facts >= MIN_FACTS && n_facts * 3 >= (idx + 1 - stretch.start) * 2 {
            end = idx + 1;
        }
    }
    end
}

/// When, how long or for how much: "Until 30 August, Old Tannery, Holt", "Running time: 1 h 25", "Harbour Press, 184 pp., £29", but no telephone
/// number and nothing that is sold.
pub(crate) fn tells_fact(line: &Line, book: &Cuebook) -> bool {
    let quantities = &book.language.quantities;
    let lists = [&quantities.durations, &quantities.minutes, &quantities.currencies];
    let is_offer = || ends_with_price(&line.key) && !line.key.contains(", ");
    holds_figure(line)
        && (names_time(line, book) || line.key.contains(is_currency) || holds_word(line, &lists))
        && !is_offer()
}

fn holds_figure(line: &Line) -> bool {
    line.key.contains(|c: char| c.is_ascii_digit())
        && n_digits(&line.key) < MIN_NUMBER_DIGITS
        && !is_counter(line)
}

/// When: "Until 30 August, Old Tannery, Holt".
pub(crate) fn names_time(line: &Line, book: &Cuebook) -> bool {
    line.key.split(' ').any(is_clock)
        || holds_word(line, &[&book.language.quantities.weekdays])
        || names_month(&line.key, book)
}

pub(crate) fn holds_word(line: &Line, lists: &[&List]) -> bool {
    words(&line.key).any(|word| lists.iter().any(|list| list.contains(&line.key[word.range()])))
}
