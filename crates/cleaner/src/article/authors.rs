//! Who wrote the article, by where a name stands: below the title, beside the date, behind the text.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::RangeInclusive;

use epitome_document::{Reason, Role, Treatment};
use epitome_langs::{AbbreviationClass, fold, words};
use foldhash::{HashMap, HashMapExt};
use memchr::memmem::Finder;

use crate::article::Article;
use crate::article::roles::treat;
use crate::line::items::{Marker, list_marker};
use crate::line::limits::{MAX_AUTHORS, MAX_PERSON_WORDS};
use crate::line::marks::{has_role, is_day};
use crate::line::names::{are_people, is_agency, is_capital, is_initials, is_name};
use crate::line::phrases::Cuebook;
use crate::line::{Ending, Line, Shape};

/// A bare name so many lines below the title, subtitles between them, is the author's.
pub(crate) const MAX_AUTHOR_DISTANCE: usize = 3;
/// Words of the name of an author, if nothing else says that it is one: more may be a heading in capitals.
const NAME_WORDS: RangeInclusive<usize> = 2..=3;
/// The same beside a date.
const AUTHOR_WORDS: RangeInclusive<usize> = 2..=5;
/// Words of the office and of the name with which a letter is signed, and of the office alone.
const MAX_SIGNATURE_WORDS: usize = 8;
const MAX_OFFICE_WORDS: usize = 5;
/// Words of a line about a person.
const MIN_LIFE_WORDS: usize = 6;
/// The text above a line about its author has so many times the words of that below.
const MIN_TEXT_TIMES: usize = 3;
/// The text names its author so often: below, where it says who that is.
const MAX_NAMED: usize = 2;

impl Article<'_> {
    /// A bare name below the title or directly after the text. The text speaks of what a subtitle names, but not of its author.
    pub(crate) fn is_author(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let is_near_title = self.title.is_some_and(|title| idx <= title + MAX_AUTHOR_DISTANCE);
        let is_below_text = self.first < self.end
            && (idx == self.end || self.is_below_rows(idx) || self.is_below_greeting(idx));
        (is_below_text && !self.is_above_items(idx)
            || (is_below_text || is_near_title && self.is_subtitle(idx)) && !self.speaks_of(idx))
            && line.ending == Ending::Open
            && (self.is_person(idx) || are_people(line.text) || is_below_text && is_of_agency(line.text))
    }

    /// Names below the title and beside the date, with an office perhaps: "Priyanka Rao, Staff Engineer", "Hữu Phước - Minh Tâm".
    pub(crate) fn is_dated_author(&self, idx: usize) -> bool {
        let is_date = |idx: usize| has_role(&self.marks, idx, Role::Dateline);
        let is_near_title = self.title.is_some_and(|title| title < idx && idx <= title + MAX_AUTHOR_DISTANCE);
        is_near_title
            && self.is_subtitle(idx)
            && (is_date(idx + 1) || idx > 0 && is_date(idx - 1))
            && is_author_line(&self.lines[idx], self.book)
    }

    /// "The mayor, Jane Roe" directly after the text.
    pub(crate) fn is_signature(&self, idx: usize) -> bool {
        self.first < self.end && idx == self.end && names_office(&self.lines[idx])
    }

    /// Directly below the last words of a letter, "With thanks," or "Trân trọng!", or below a note, "* The names have been changed".
    fn is_below_greeting(&self, idx: usize) -> bool {
        let is_note = |line: &Line| list_marker(&line.key) == Some(Marker::Bullet);
        idx == self.end + 1
            && self.is_free(self.end)
            && (self.lines[self.end].goes_on()
                || self.lines[self.end].ending == Ending::Exclaim
                || is_note(&self.lines[self.end]))
    }

    /// Who asks, with the place: "(Ann Lee, Holt)" between the question and "Our lawyer answers:".
    pub(crate) fn is_asking(&self, idx: usize) -> bool {
        let is_label = |line: &Line| line.ending == Ending::Colon && line.n_words <= MAX_OFFICE_WORDS;
        let text = self.lines[idx].text.trim_matches(['(', ')']);
        idx > 0
            && self.lines[idx].n_words <= MAX_SIGNATURE_WORDS
            && self.lines[idx - 1].is_sentence()
            && text.contains([',', '('])
            && words(text).all(|word| is_capital(&text[word.range()]))
            && idx + 1 < self.lines.len()
            && is_label(&self.lines[idx + 1])
    }

    /// Directly below the rows that stand below the text.
    pub(crate) fn is_below_rows(&self, idx: usize) -> bool {
        self.end < idx
            && self.lists.below_text.get(idx - 1).copied().flatten().is_some()
            && self.lists.below_text[idx].is_none()
    }

    /// Beside the day of the article, below its first sentence.
    pub(crate) fn is_beside_day(&self, idx: usize) -> bool {
        let is_day = |idx: usize| is_day(self.lines, &self.marks, idx);
        is_day(idx + 1) || idx > 0 && is_day(idx - 1)
    }

    pub(crate) fn is_person(&self, idx: usize) -> bool {
        is_person(without_title(self.lines[idx].text, self.book))
    }

    /// "Ann Lee, Holt" below a sentence: who wrote a letter, and where.
    pub(crate) fn names_reader(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let is_place = |place: &str| is_name(place, self.book);
        line.ending == Ending::Open
            && idx > 0
            && self.is_free(idx)
            && self.is_free_sentence(idx - 1)
            && line.text.split_once(", ").is_some_and(|(name, place)| {
                is_person(without_title(name, self.book)) && place.split(", ").all(is_place)
            })
    }
}

/// Two words or three that are written as the name of a person is.
pub(crate) fn is_person(text: &str) -> bool {
    let is_sign = |c: char| matches!(c, '.' | '-' | '\'' | '’') || c.is_whitespace();
    NAME_WORDS.contains(&words(text).take(*NAME_WORDS.end() + 1).count())
        && fold(text).chars().all(|c| c.is_alphabetic() || is_sign(c))
        && words(text).all(|word| is_capital(&text[word.range()]))
        && (words(text).all(|word| word.range().len() > 1) || text.contains('.'))
}

/// "The mayor, Jane Roe", "Jane Roe, mayor".
pub(crate) fn names_office(line: &Line) -> bool {
    let parts = line.text.split_once(',');
    line.n_words <= MAX_SIGNATURE_WORDS
        && line.ending == Ending::Open
        && !line.key.contains(|c: char| c.is_ascii_digit())
        && parts.is_some_and(|(one, other)| {
            let is_name = |name: &str| {
                NAME_WORDS.contains(&words(name).count())
                    && words(name).all(|word| is_capital(&name[word.range()]))
            };
            let is_office = |office: &str| (1..=MAX_OFFICE_WORDS).contains(&words(office).count());
            let is_small = |office: &str| office.trim_start().starts_with(char::is_lowercase);
            is_office(one) && is_name(other) || is_name(one) && is_small(other) && is_office(other)
        })
}

/// The name behind a title: "Dr. Ann Lee".
fn without_title<'text>(text: &'text str, book: &Cuebook) -> &'text str {
    let (title, name) = text.split_once(' ').unwrap_or_default();
    let is_title = || {
        let written = format!("{}.", title.trim_end_matches('.'));
        book.language.abbreviations.class(&written) == Some(AbbreviationClass::Title)
    };
    if !name.is_empty() && is_title() { name } else { text }
}

/// "Ann Lee/NWP", "Ann Lee (NWP)".
fn is_of_agency(text: &str) -> bool {
    let (name, agency) = text.split_once(['/', '(']).unwrap_or_default();
    let agency = agency.trim_end_matches(')');
    (2..=MAX_PERSON_WORDS).contains(&words(name).take(MAX_PERSON_WORDS + 1).count())
        && words(name).all(|word| is_capital(&name[word.range()]))
        && (is_initials(agency) || is_agency(agency))
}

/// The lines that name the authors, the first few.
fn bylines<'a>(lines: &'a [Line], blocks: &[Treatment]) -> Vec<&'a str> {
    let bylines = blocks.iter().zip(lines).filter(|(block, _)| block.role == Role::Byline);
    bylines.take(MAX_AUTHORS).map(|(_, line)| line.key.as_str()).collect()
}

/// Who is named as the author signs with the same name elsewhere, and what follows below the text and opens with it is about that person:
/// "Ann Lee", "Ann has written about trains since 2009."
pub(crate) fn signed_again(article: &Article, blocks: &mut [Treatment]) {
    let lines = article.lines;
    let names = bylines(lines, blocks);
    let is_named = |idx: usize| {
        let key = lines[idx].key.as_str();
        (article.is_person(idx)
            || lines[idx].n_words > MAX_PERSON_WORDS && is_name(lines[idx].text, article.book)
            || lines[idx].n_words == 1 && lines[idx].ending == Ending::Open && article.first < idx)
            && names.iter().any(|name| name.len() > key.len() && ends_with_words(name, key) || *name == key)
    };
    let found: Vec<usize> = (0..blocks.len())
        .filter(|idx| {
            matches!(blocks[*idx].role, Role::Heading | Role::Furniture | Role::Teaser)
                && article.is_free(*idx)
                && is_named(*idx)
        })
        .collect();
    for idx in found {
        blocks[idx] = treat(Role::Byline, Reason::AuthorLine, true);
        let about = idx + 1;
        let opens_with_name = |line: &Line| {
            let first = words(&line.key).next().map(|word| &line.key[word.range()]);
            first.is_some_and(|first| {
                words(&lines[idx].key).any(|word| &lines[idx].key[word.range()] == first)
            })
        };
        if about < blocks.len()
            && about + 1 >= article.last
            && blocks[about].role == Role::Paragraph
            && opens_with_name(&lines[about])
        {
            blocks[about] = treat(Role::Furniture, Reason::PageFurniture, false);
        }
    }
}

/// What opens with the full name of the author where little of the text follows is about that person: "Ann Lee has written about trains
/// since 2009."
pub(crate) fn about_authors<'a>(article: &Article<'a>, blocks: &mut [Treatment]) {
    let lines = article.lines;
    let bylines = bylines(lines, blocks);
    let author = |line: &'a Line| -> Option<&'a str> {
        let ends = words(&line.key).take(MAX_PERSON_WORDS).skip(1).map(|word| word.end());
        let mut names = ends.map(|end| &line.key[..end]);
        let is_named = |name: &&str| bylines.iter().any(|byline| ends_with_words(byline, name));
        names.find(|name| is_capital(line.text) && is_named(name))
    };
    // Whom the text names again and again is no author: a firm that signs its release.
    let mut known: HashMap<&str, bool> = HashMap::new();
    let mut names_author = |line: &'a Line| {
        author(line).is_some_and(|name| {
            let finder = Finder::new(name);
            let is_named = |idx: &usize| {
                article.is_free_sentence(*idx) && finder.find(lines[*idx].key.as_bytes()).is_some()
            };
            let n_named = || (0..lines.len()).filter(is_named).take(MAX_NAMED + 1).count();
            *known.entry(name).or_insert_with(|| n_named() <= MAX_NAMED)
        })
    };
    let is_text = |idx: usize| article.is_free_sentence(idx);
    let n_words = |idx: usize| if is_text(idx) { lines[idx].n_words } else { 0 };
    let mut n_above: usize = (0..blocks.len()).map(n_words).sum();
    let mut n_below = 0;
    for idx in (0..blocks.len()).rev() {
        n_above -= n_words(idx);
        if n_below * MIN_TEXT_TIMES > n_above {
            break;
        }
        if lines[idx].n_words >= MIN_LIFE_WORDS
            && matches!(blocks[idx].role, Role::Paragraph | Role::Teaser)
            && !(idx + 1 < blocks.len() && lines[idx + 1].shape == Shape::Prose && is_text(idx + 1))
            && names_author(&lines[idx])
        {
            blocks[idx] = treat(Role::Furniture, Reason::PageFurniture, false);
        }
        n_below += n_words(idx);
    }
}

/// Names and nothing else, or a name with an office behind a sign.
pub(crate) fn is_author_line(line: &Line, book: &Cuebook) -> bool {
    let text = line.inner();
    let parts = text.split([',', '|', '•', '·', '–', '—', '(', '/', '&']).flat_map(|part| part.split(" - "));
    let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let is_person = |name: &str| AUTHOR_WORDS.contains(&words(name).count()) && is_name(name, book);
    line.ending == Ending::Open
        // "THE COMMISSION," goes on below.
        && !text.ends_with(',')
        && line.n_words <= MAX_SIGNATURE_WORDS
        && !line.key.contains(|c: char| c.is_ascii_digit() || c == '"')
        && parts.next().is_some_and(is_person)
}

/// Whether a text holds others, word by word, at its end or before a sign.
fn ends_with_words(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}
