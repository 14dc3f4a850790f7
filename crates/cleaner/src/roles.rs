//! What each block is among its neighbours: title, lead, headings, quotations, list items, repeats.

use std::collections::{HashMap, HashSet};

use epitome_document::{BlockId, Document, Reason, Role, Treatment, Use};
use epitome_langs::{fold, words};

use crate::lines::{Ending, Line, Shape, key};
use crate::marks::Mark;
use crate::phrases::Cuebook;
use crate::quotes::is_quotation;
use crate::zones::Place;

/// A heading has at most so many words; the longest of the seed articles has 12.
const MAX_HEADING_WORDS: usize = 20;
/// A heading that is a sentence has at most so many words …
const MAX_SENTENCE_HEADING_WORDS: usize = 14;
/// … stands between paragraphs of at least so many …
const MIN_NEIGHBOUR_WORDS: usize = 30;
/// … in an article with so many other headings.
const MIN_OTHER_HEADINGS: usize = 2;
/// More short lines in a row are a poem, a table or a list rather than headings.
const MAX_HEADINGS_IN_A_ROW: usize = 2;
/// The author and the date stand before the third paragraph or after the last.
const MAX_PARAGRAPHS_BEFORE_BYLINE: usize = 2;
/// A line of so many words that comes twice is a mistake of the page; shorter ones may be a refrain or an answer.
const MIN_REPEAT_WORDS: usize = 6;
/// The paragraphs, and the words of each, in which the words of a title are looked for.
const TITLE_WINDOW: (usize, usize) = (5, 400);

/// The treatment of every block, and the block that is the title.
pub(crate) fn assign(
    document: &Document,
    lines: &[Line],
    marks: &[Option<Mark>],
    places: &[Place],
    book: &Cuebook,
) -> (Vec<Treatment>, Option<BlockId>) {
    let article = Article::new(document, lines, marks, places, book);
    let mut blocks: Vec<Treatment> = (0..lines.len()).map(|idx| article.treatment(idx)).collect();
    sentence_headings(&article, &mut blocks);
    repeats(lines, &mut blocks);
    rescue(lines, marks, &mut blocks);
    name_lead(&mut blocks);
    let title = blocks.iter().position(|block| block.role == Role::Title).map(BlockId::new);
    (blocks, title)
}

fn treat(role: Role, reason: Reason, sure: bool) -> Treatment {
    Treatment { role, usage: role.usage(), reason, sure }
}

/// The lines of an article, and where its text begins and ends.
struct Article<'a> {
    lines: &'a [Line<'a>],
    /// The marks that hold where they stand.
    marks: Vec<Option<Mark>>,
    places: &'a [Place],
    book: &'a Cuebook<'a>,
    /// The sentences of the text, from the first to behind the last.
    first: usize,
    end: usize,
    /// The same for its paragraphs.
    first_prose: usize,
    end_prose: usize,
    title: Option<usize>,
}

impl<'a> Article<'a> {
    fn new(
        document: &Document,
        lines: &'a [Line<'a>],
        marks: &[Option<Mark>],
        places: &'a [Place],
        book: &'a Cuebook<'a>,
    ) -> Article<'a> {
        let marks = settled(lines, marks, places);
        let is_free = |idx: &usize| places[*idx] == Place::Text && marks[*idx].is_none();
        let sentences: Vec<usize> = (0..lines.len()).filter(is_free).filter(|idx| lines[*idx].is_sentence()).collect();
        let prose: Vec<usize> = sentences.iter().copied().filter(|idx| lines[*idx].shape == Shape::Prose).collect();
        let (first, end) = bounds(&sentences, lines.len());
        let (first_prose, end_prose) = bounds(&prose, lines.len());
        let mut article =
            Article { lines, marks, places, book, first, end, first_prose, end_prose, title: None };
        article.title = article.find_title(document, &sentences);
        if article.title == Some(first) {
            article.first = sentences.get(1).copied().unwrap_or(lines.len());
        }
        article
    }

    fn is_free(&self, idx: usize) -> bool {
        self.places[idx] == Place::Text && self.marks[idx].is_none()
    }

    fn is_free_sentence(&self, idx: usize) -> bool {
        self.is_free(idx) && self.lines[idx].is_sentence()
    }

    /// The title the caller knows; else, of the short lines before the text, the one that shares most words with it.
    fn find_title(&self, document: &Document, sentences: &[usize]) -> Option<usize> {
        if let Some(given) = &document.meta.title {
            let given = key(&given.value);
            let found = (0..self.lines.len()).find(|idx| self.places[*idx] == Place::Text && self.lines[*idx].key == given);
            if found.is_some() {
                return found;
            }
        }
        let first = *sentences.first()?;
        let candidates: Vec<usize> =
            (0..first).filter(|idx| self.is_free(*idx) && self.lines[*idx].shape == Shape::Short).collect();
        if candidates.is_empty() {
            let line = &self.lines[first];
            let is_question = line.ending == Ending::Exclaim && line.n_words <= MAX_HEADING_WORDS;
            let opens = is_question && list_marker(line.text).is_none() && !is_quotation(line.text);
            return (opens && sentences.get(1).is_some_and(|next| self.lines[*next].shape == Shape::Prose)).then_some(first);
        }
        let vocabulary = self.vocabulary(sentences);
        let shared = |idx: usize| {
            let own: HashSet<String> = self.topic_words(idx).collect();
            own.into_iter().filter(|word| vocabulary.contains(word)).count()
        };
        let mut best: Option<(usize, usize)> = None;
        for &idx in &candidates {
            let n_shared = shared(idx);
            if n_shared > best.map_or(0, |(_, most)| most) {
                best = Some((idx, n_shared));
            }
        }
        let last_long = candidates.iter().copied().rev().find(|idx| self.lines[*idx].n_words >= 3);
        best.map(|(idx, _)| idx).or(last_long)
    }

    fn vocabulary(&self, sentences: &[usize]) -> HashSet<String> {
        sentences.iter().take(TITLE_WINDOW.0).flat_map(|idx| self.topic_words(*idx)).collect()
    }

    /// The folded words of a line that are no stop words; where none are known, those of four letters and more.
    fn topic_words(&self, idx: usize) -> impl Iterator<Item = String> {
        let text = self.lines[idx].inner();
        let has_list = !self.book.language.stop_words.is_empty();
        words(text).take(TITLE_WINDOW.1).map(|word| fold(&text[word.range()])).filter(move |word| {
            if has_list { !self.book.is_stop_word(word) } else { word.chars().count() >= 4 }
        })
    }

    fn treatment(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        match (self.places[idx], self.marks[idx]) {
            (Place::After(_) | Place::Rhythm, Some(mark)) if mark.role.usage() == Use::Drop => {
                treat(mark.role, mark.reason, true)
            }
            (Place::After(marker), _) => treat(Role::Teaser, Reason::AfterEnd(marker), true),
            (Place::Rhythm, _) => treat(Role::Teaser, Reason::TeaserRhythm, true),
            (Place::Text, _) if self.title == Some(idx) => treat(Role::Title, Reason::ShortLineBeforeText, true),
            (Place::Text, Some(mark)) => treat(mark.role, mark.reason, true),
            (Place::Text, None) => match line.shape {
                Shape::Prose | Shape::Sentence => self.sentence(idx),
                Shape::List if self.is_inside(idx) => treat(Role::Paragraph, Reason::RunningText, false),
                Shape::Short if self.is_inside(idx) => self.short_line(idx),
                Shape::Short if self.is_subtitle(idx) => treat(Role::Heading, Reason::ShortLineBeforeText, true),
                Shape::Short | Shape::List if self.is_item(idx) => treat(Role::ListItem, Reason::ListMarker, true),
                Shape::Short | Shape::List => treat(Role::Furniture, Reason::LineOutsideText, true),
            },
        }
    }

    fn is_inside(&self, idx: usize) -> bool {
        self.first < idx && idx < self.end
    }

    fn is_subtitle(&self, idx: usize) -> bool {
        self.title.is_some_and(|title| title < idx) && idx < self.first
    }

    fn sentence(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        // A sentence far from every paragraph may be the page's own ("We use cookies.").
        let sure = line.shape == Shape::Prose || self.first_prose < idx && idx < self.end_prose;
        if is_quotation(line.inner()) {
            treat(Role::Quote, Reason::WholeQuotation, sure)
        } else if self.is_item(idx) {
            treat(Role::ListItem, Reason::ListMarker, sure)
        } else {
            treat(Role::Paragraph, Reason::RunningText, sure)
        }
    }

    /// A short line inside the text.
    fn short_line(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        let is_numbered_heading = matches!(list_marker(line.text), Some(Marker::Number))
            && self.lines.get(idx + 1).is_some_and(|next| next.is_sentence() && list_marker(next.text).is_none());
        if self.is_item(idx) && !is_numbered_heading {
            treat(Role::ListItem, Reason::ListMarker, true)
        } else if self.is_beside_picture(idx) {
            treat(Role::Caption, Reason::BesidePicture, true)
        } else if line.n_words > MAX_HEADING_WORDS {
            treat(Role::Paragraph, Reason::RunningText, false)
        } else {
            treat(Role::Heading, Reason::ShortLineInText, !self.is_in_row(idx))
        }
    }

    /// Directly after a picture's file name, or before the line that says who made it.
    fn is_beside_picture(&self, idx: usize) -> bool {
        let is = |idx: Option<usize>, role| {
            idx.and_then(|idx| self.marks.get(idx)).copied().flatten().is_some_and(|mark| mark.role == role)
        };
        is(idx.checked_sub(1), Role::ImageName) || is(Some(idx + 1), Role::Credit)
    }

    /// Among more short lines in a row than headings make.
    fn is_in_row(&self, idx: usize) -> bool {
        let is_short = |idx: &usize| {
            self.lines.get(*idx).is_some_and(|line| line.shape == Shape::Short) && self.is_free(*idx)
        };
        let before = (0..idx).rev().take(MAX_HEADINGS_IN_A_ROW).take_while(is_short).count();
        let after = (idx + 1..).take(MAX_HEADINGS_IN_A_ROW).take_while(is_short).count();
        before + 1 + after > MAX_HEADINGS_IN_A_ROW
    }

    /// Whether a line is an item of a list: bullets and numbers are, dashes unless somebody speaks.
    fn is_item(&self, idx: usize) -> bool {
        let is_dashed = |idx: usize| self.lines.get(idx).is_some_and(|line| list_marker(line.text) == Some(Marker::Dash));
        let asks = |idx: usize| is_dashed(idx) && self.lines[idx].ending == Ending::Exclaim;
        match list_marker(self.lines[idx].text) {
            Some(Marker::Bullet | Marker::Number) => true,
            Some(Marker::Dash) => !(asks(idx) || asks(idx + 1) || idx > 0 && asks(idx - 1)),
            None => false,
        }
    }
}

/// The first index, and one past the last.
fn bounds(indices: &[usize], n: usize) -> (usize, usize) {
    (indices.first().copied().unwrap_or(n), indices.last().map_or(0, |last| last + 1))
}

/// The marks that hold where they stand: inside the text a line like "By Land and Sea" or "12 May 2024" is a heading.
fn settled(lines: &[Line], marks: &[Option<Mark>], places: &[Place]) -> Vec<Option<Mark>> {
    let is_text = |idx: &usize| places[*idx] == Place::Text && marks[*idx].is_none() && lines[*idx].shape == Shape::Prose;
    let n_prose = (0..lines.len()).filter(is_text).count();
    let mut n_before = 0;
    let mut settled = marks.to_vec();
    for (idx, mark) in settled.iter_mut().enumerate() {
        n_before += usize::from(is_text(&idx));
        let is_inside = n_before > MAX_PARAGRAPHS_BEFORE_BYLINE && n_before < n_prose;
        mark.take_if(|mark| is_inside && matches!(mark.role, Role::Byline | Role::Dateline));
    }
    settled
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    Bullet,
    Dash,
    Number,
}

/// The list marker with which a text opens. A dash as long as a letter opens speech.
fn list_marker(text: &str) -> Option<Marker> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let is_spaced = |rest: &str| rest.starts_with(char::is_whitespace);
    match first {
        '•' | '◦' | '▪' | '▫' | '■' | '□' | '●' | '○' | '►' | '▶' | '‣' | '⁃' | '·' | '✓' | '✔' | '★' | '➤' => Some(Marker::Bullet),
        '*' | '+' if is_spaced(chars.as_str()) => Some(Marker::Bullet),
        '-' | '–' if is_spaced(chars.as_str()) => Some(Marker::Dash),
        _ => {
            let label = text.split_whitespace().next()?.trim_start_matches('(');
            let number = label.strip_suffix(['.', ')', '/'])?;
            let is_number = number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
            let is_letter = number.len() == 1 && number.chars().all(|c| c.is_ascii_lowercase()) && label.ends_with(')');
            (!number.is_empty() && label.len() < text.len() && (is_number || is_letter)).then_some(Marker::Number)
        }
    }
}

/// A short sentence between long paragraphs, when the article has other headings.
fn sentence_headings(article: &Article, blocks: &mut [Treatment]) {
    let n_headings = blocks.iter().filter(|block| block.reason == Reason::ShortLineInText && block.sure).count();
    if n_headings < MIN_OTHER_HEADINGS {
        return;
    }
    let is_long = |idx: usize| article.is_free_sentence(idx) && article.lines[idx].n_words >= MIN_NEIGHBOUR_WORDS;
    for idx in 1..blocks.len().saturating_sub(1) {
        let line = &article.lines[idx];
        let is_sentence = blocks[idx].role == Role::Paragraph
            && line.n_words <= MAX_SENTENCE_HEADING_WORDS
            && line.ending != Ending::Colon
            && line.tail.is_none();
        // What names somebody's words, gives a figure or points back belongs to the text around it.
        let is_plain = !line.key.contains(|c: char| matches!(c, '"' | ',' | ';' | ':') || c.is_ascii_digit())
            && !opens_with_anaphora(line, article.book);
        if is_sentence && is_plain && is_long(idx - 1) && is_long(idx + 1) {
            blocks[idx] = treat(Role::Heading, Reason::ShortSentenceInText, true);
        }
    }
}

fn opens_with_anaphora(line: &Line, book: &Cuebook) -> bool {
    words(&line.key).take(3).any(|word| book.language.anaphora.contains(&line.key[..word.end()]))
}

/// What is said again, word for word, is used once: the first time it is used at all.
fn repeats(lines: &[Line], blocks: &mut [Treatment]) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (idx, line) in lines.iter().enumerate() {
        if blocks[idx].usage == Use::Drop {
            continue;
        }
        match first.get(line.key.as_str()) {
            Some(&earlier) => {
                let is_mistake = line.n_words >= MIN_REPEAT_WORDS
                    || earlier + 1 == idx
                    || blocks[earlier].role == Role::Title
                    || blocks[idx].role == Role::Caption;
                if is_mistake {
                    blocks[idx] = treat(Role::Repeat, Reason::Repeats(BlockId::new(earlier)), true);
                }
            }
            None => {
                first.insert(&line.key, idx);
            }
        }
    }
}

/// Nothing is silently lost: an article without any body keeps its sentences as one, or else every line that bears no mark.
fn rescue(lines: &[Line], marks: &[Option<Mark>], blocks: &mut [Treatment]) {
    if blocks.iter().any(|block| block.usage == Use::Body) {
        return;
    }
    let is_weak = |block: &Treatment| {
        matches!(block.role, Role::Title | Role::Heading | Role::Caption | Role::Teaser | Role::Byline)
            || block.reason == Reason::LineOutsideText
    };
    let has_sentence = blocks.iter().zip(lines).any(|(block, line)| is_weak(block) && line.is_sentence());
    for ((block, line), mark) in blocks.iter_mut().zip(lines).zip(marks) {
        if is_weak(block) && if has_sentence { line.is_sentence() } else { mark.is_none() } {
            *block = treat(Role::Paragraph, Reason::NothingElse, false);
        }
    }
}

fn name_lead(blocks: &mut [Treatment]) {
    let first = blocks.iter_mut().find(|block| block.usage == Use::Body);
    if let Some(block) = first
        && block.reason == Reason::RunningText
    {
        *block = treat(Role::Lead, Reason::FirstParagraph, block.sure);
    }
}
