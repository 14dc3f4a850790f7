//! What each block is among its neighbours: title, lead, headings, quotations, list items, repeats.

use std::collections::HashMap;

use epitome_document::{BlockId, Document, Reason, Role, Treatment, Use};
use epitome_langs::words;

use crate::article::Article;
use crate::items::{Marker, list_marker};
use crate::lines::{Ending, Line, Shape};
use crate::marks::Mark;
use crate::phrases::Cuebook;
use crate::quotes::is_quotation;
use crate::zones::Place;

/// A heading has at most so many words; the longest of the seed articles has 11.
const MAX_HEADING_WORDS: usize = 20;
/// A heading that is a sentence has at most so many words …
const MAX_SENTENCE_HEADING_WORDS: usize = 14;
/// … stands between paragraphs of at least so many …
const MIN_NEIGHBOUR_WORDS: usize = 30;
/// … in an article with so many other headings.
const MIN_OTHER_HEADINGS: usize = 3;
/// A line of so many words that comes twice is a mistake of the page; shorter ones may be a refrain or an answer.
const MIN_REPEAT_WORDS: usize = 6;

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

impl Article<'_> {
    fn treatment(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        match (self.places[idx], self.marks[idx]) {
            (Place::After(_) | Place::Rhythm, Some(mark)) if mark.role.usage() == Use::Drop => {
                treat(mark.role, mark.reason, true)
            }
            (Place::After(marker), _) => treat(Role::Teaser, Reason::AfterEnd(marker), true),
            (Place::Rhythm, _) => treat(Role::Teaser, Reason::TeaserRhythm, true),
            (Place::Text, _) if self.title == Some(idx) => {
                treat(Role::Title, Reason::ShortLineBeforeText, true)
            }
            (Place::Text, Some(mark)) => treat(mark.role, mark.reason, true),
            (Place::Text, None) => match line.shape {
                Shape::Prose | Shape::Sentence => self.sentence(idx),
                Shape::List if self.is_inside(idx) => treat(Role::Paragraph, Reason::RunningText, false),
                Shape::Short if self.is_verse(idx) => treat(Role::Paragraph, Reason::RunningText, false),
                Shape::Short if self.is_inside(idx) => self.short_line(idx),
                Shape::Short if self.is_subtitle(idx) => {
                    treat(Role::Heading, Reason::ShortLineBeforeText, true)
                }
                Shape::Short | Shape::List if self.is_item(idx) => {
                    // Before the text it may be a menu.
                    treat(Role::ListItem, Reason::ListMarker, idx >= self.end)
                }
                Shape::Short if line.n_words > MAX_HEADING_WORDS && idx == self.end => {
                    treat(Role::Paragraph, Reason::RunningText, false)
                }
                Shape::Short | Shape::List => treat(Role::Furniture, Reason::LineOutsideText, true),
            },
        }
    }

    fn sentence(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        // A sentence far from every paragraph may be the page's own ("We use cookies.").
        let sure = line.shape == Shape::Prose || self.first_prose <= idx + 1 && idx <= self.end_prose;
        if is_quotation(line.inner()) {
            treat(Role::Quote, Reason::WholeQuotation, sure)
        } else if self.is_numbered_heading(idx) {
            treat(Role::Heading, Reason::ShortLineInText, true)
        } else if self.is_item(idx) {
            treat(Role::ListItem, Reason::ListMarker, sure)
        } else {
            treat(Role::Paragraph, Reason::RunningText, sure)
        }
    }

    /// A short line inside the text.
    fn short_line(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        // In a conversation: "Oui.", "— Vraiment ?"
        let is_answer = matches!(line.ending, Ending::Stop | Ending::Exclaim)
            && (line.n_words == 1 || line.text.starts_with(['—', '–', '-']));
        if self.is_item(idx) && !self.is_numbered_heading(idx) {
            treat(Role::ListItem, Reason::ListMarker, true)
        } else if is_answer {
            treat(Role::Paragraph, Reason::RunningText, false)
        } else if self.is_beside_picture(idx) {
            treat(Role::Caption, Reason::BesidePicture, true)
        } else if line.n_words > MAX_HEADING_WORDS {
            treat(Role::Paragraph, Reason::RunningText, false)
        } else {
            treat(Role::Heading, Reason::ShortLineInText, !self.is_in_row(idx))
        }
    }

    /// "3. Where to sleep?" above a paragraph.
    fn is_numbered_heading(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let is_title =
            matches!(line.ending, Ending::Open | Ending::Exclaim) && line.n_words <= MAX_HEADING_WORDS;
        is_title
            && list_marker(&line.key) == Some(Marker::Number)
            && idx + 1 < self.lines.len()
            && self.is_free_sentence(idx + 1)
            && list_marker(&self.lines[idx + 1].key).is_none()
    }

    /// Directly after a picture's file name, or before the line that says who made it.
    fn is_beside_picture(&self, idx: usize) -> bool {
        let is = |idx: Option<usize>, role| {
            idx.and_then(|idx| self.marks.get(idx)).copied().flatten().is_some_and(|mark| mark.role == role)
        };
        is(idx.checked_sub(1), Role::ImageName) || is(Some(idx + 1), Role::Credit)
    }

    /// Whether a line is an item of a list: bullets and numbers are, dashes unless somebody speaks.
    fn is_item(&self, idx: usize) -> bool {
        let is_dashed =
            |idx: usize| self.lines.get(idx).is_some_and(|line| list_marker(&line.key) == Some(Marker::Dash));
        let asks = |idx: usize| is_dashed(idx) && self.lines[idx].ending == Ending::Exclaim;
        match list_marker(&self.lines[idx].key) {
            Some(Marker::Bullet | Marker::Number) => true,
            Some(Marker::Dash) => !(asks(idx) || asks(idx + 1) || idx > 0 && asks(idx - 1)),
            None => false,
        }
    }
}

/// A short sentence between long paragraphs, when the article has other headings.
fn sentence_headings(article: &Article, blocks: &mut [Treatment]) {
    let n_headings =
        blocks.iter().filter(|block| block.reason == Reason::ShortLineInText && block.sure).count();
    if n_headings < MIN_OTHER_HEADINGS {
        return;
    }
    let is_long =
        |idx: usize| article.is_free_sentence(idx) && article.lines[idx].n_words >= MIN_NEIGHBOUR_WORDS;
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
