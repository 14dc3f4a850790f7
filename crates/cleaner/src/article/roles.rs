//! What each block is among its neighbours: title, lead, headings, quotations, list items, repeats.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{BlockId, Document, Reason, Role, Treatment, Use};

use crate::article::Article;
use crate::article::authors::{MAX_AUTHOR_DISTANCE, about_authors, signed_again};
use crate::article::behind::{dates_of_stories, is_claim, titles_below_comments};
use crate::article::headlines::{MIN_UNLABELLED_WORDS, is_headline, lines_about_site};
use crate::article::passes::{
    lines_above_furniture, name_lead, pull_quotes, question_headings, repeats, replies, rescue,
    sentence_headings,
};
use crate::article::rows::{is_counter, is_points, is_score, is_stars, is_value};
use crate::article::title::{is_crumbs, is_summed_up};
use crate::article::zones::Place;
use crate::article::{doubts, opinions};
use crate::line::dates::{is_clock, is_dated_entry, is_length};
use crate::line::items::{Marker, list_marker, told_by_others};
use crate::line::marks::{Mark, has_role, is_of_page, n_breaks};
use crate::line::phrases::Cuebook;
use crate::line::quotes::{is_attributed, is_quotation};
use crate::line::{Ending, Line, MIN_PROSE_WORDS, Shape};
use crate::model::Looks;

/// A heading has at most so many words; the longest of the seed articles has 11.
const MAX_HEADING_WORDS: usize = 20;

/// A line above a list that ends in a colon is a sentence if it has so many words: "Good to know:" is a heading.
const MIN_INTRODUCTION_WORDS: usize = 3;
/// Words of a subtitle: of the lines between title and text in the opened labelled texts those with fewer are buttons, ranks and offices,
/// but for the label of a list.
const MIN_SUBTITLE_WORDS: usize = 5;
/// Words of a note in brackets: fewer are the name of an agency.
const MIN_NOTE_WORDS: usize = 4;
/// A line between title and text that is no subtitle and has so many words may be of the text: the details of a book.
const MIN_STRAY_WORDS: usize = 10;
/// Words of a sentence above a list that is its heading: "Conduite à tenir."
const MAX_STOPPED_HEADING_WORDS: usize = 4;
/// Words of a line below the title that is a standfirst without a full stop: most subtitles have
/// fewer. Of the three such lines in the open labelled texts two are the lead.
pub(crate) const MIN_STANDFIRST_WORDS: usize = 14;

/// The treatment of every block, and the block that is the title.
pub(crate) fn assign<'l>(
    document: &Document,
    lines: &[Line],
    marks: &[Option<Mark>],
    places: &[Place],
    book: &Cuebook,
    look: impl Fn() -> &'l Looks,
) -> (Vec<Treatment>, Option<BlockId>) {
    let article = Article::new(document, lines, marks, places, book);
    let mut blocks: Vec<Treatment> = (0..lines.len()).map(|idx| article.treatment(idx)).collect();
    sentence_headings(&article, &mut blocks);
    question_headings(&article, &mut blocks);
    signed_again(&article, &mut blocks);
    about_authors(&article, &mut blocks);
    lines_above_furniture(&article, &mut blocks);
    let cells = article.title.filter(|_| article.is_entry).unwrap_or(article.first);
    doubts::overrule(lines, || &look().logits, cells, article.is_forum, &mut blocks);
    if !article.is_forum && !article.is_thread {
        opinions::heed(lines, &look, &mut blocks);
    }
    replies(lines, &mut blocks);
    repeats(document, lines, &mut blocks);
    pull_quotes(lines, &mut blocks);
    rescue(lines, marks, &mut blocks);
    name_lead(lines, &mut blocks);
    titles_below_comments(&article, &mut blocks);
    dates_of_stories(&article, &mut blocks);
    lines_about_site(&article, &mut blocks);
    told_by_others(lines, &mut blocks);
    let title = blocks.iter().position(|block| block.role == Role::Title).map(BlockId::new);
    (blocks, title)
}

pub(crate) fn treat(role: Role, reason: Reason, sure: bool) -> Treatment {
    Treatment { role, usage: role.usage(), reason, sure }
}

impl Article<'_> {
    fn treatment(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        match (self.places[idx], self.marks[idx]) {
            (Place::After(marker), mark) => self.after_end(idx, marker, mark),
            (Place::Rhythm, Some(mark)) if mark.role.usage() == Use::Drop => {
                treat(mark.role, mark.reason, true)
            }
            (Place::Rhythm, _) => treat(Role::Teaser, Reason::TeaserRhythm, true),
            (Place::Text, _) if self.title == Some(idx) => {
                treat(Role::Title, Reason::ShortLineBeforeText, true)
            }
            // Behind the text whose page it is, not whose picture.
            (Place::Text, Some(mark)) if is_claim(mark, line) && idx > self.end => {
                treat(Role::Furniture, Reason::PageFurniture, true)
            }
            (Place::Text, Some(mark)) => treat(mark.role, mark.reason, true),
            (Place::Text, None) => match line.shape {
                _ if self.lists.ranked[idx] && self.first < idx && self.first < self.end => {
                    treat(Role::Paragraph, Reason::RunningText, false)
                }
                Shape::Prose | Shape::Sentence => self.sentence(idx),
                Shape::List if self.is_inside(idx) => treat(Role::Paragraph, Reason::RunningText, false),
                Shape::Short if let Some(role) = self.lists.merits[idx] => {
                    treat(role, Reason::AmongText, false)
                }
                Shape::Short if self.is_verse(idx) && !self.is_item(idx) => {
                    treat(Role::Paragraph, Reason::RunningText, false)
                }
                Shape::Short if self.is_directly_above_credit(idx) || self.is_below_picture(idx) => {
                    treat(Role::Caption, Reason::BesidePicture, true)
                }
                Shape::Short if self.is_inside(idx) => self.short_line(idx),
                // Those who read the article give it no marks without saying how many they are.
                Shape::Short
                    if (is_points(&line.key) || is_stars(&line.key))
                        && self.title.is_some_and(|title| title < idx)
                        || is_score(line) && self.is_subtitle(idx) =>
                {
                    treat(Role::Paragraph, Reason::AmongText, false)
                }
                Shape::Short
                    if self.lists.below_text[idx].is_none()
                        && (self.is_author(idx) || self.is_signature(idx) || self.is_dated_author(idx)) =>
                {
                    treat(Role::Byline, Reason::AuthorLine, true)
                }
                // A greeting, or the last words of a letter.
                Shape::Short if line.goes_on() && (idx + 1 == self.first || idx == self.end) => {
                    treat(Role::Paragraph, Reason::RunningText, false)
                }
                Shape::Short if self.is_subtitle(idx) && self.is_among_items(idx) => {
                    treat(Role::ListItem, Reason::ListMarker, true)
                }
                Shape::Short
                    if self.is_subtitle(idx) && !self.is_standfirst(idx) && is_summed_up(self, idx) =>
                {
                    treat(Role::ListItem, Reason::ListMarker, false)
                }
                Shape::Short if self.is_subtitle(idx) && is_summed_up(self, idx + 1) => {
                    treat(Role::Heading, Reason::ShortLineBeforeText, false)
                }
                Shape::Short
                    if self.is_subtitle(idx)
                        && (line.n_words >= MIN_STRAY_WORDS && !self.is_below_title(idx)
                            || self.is_labelled_row(idx)) =>
                {
                    treat(Role::Paragraph, Reason::RunningText, false)
                }
                _ if self.is_subtitle(idx)
                    && let Some(row) = self.row(idx) =>
                {
                    row
                }
                Shape::Short
                    if self.is_subtitle(idx)
                        && (is_crumbs(line.text) || is_counter(line) || !self.is_below_title(idx)) =>
                {
                    treat(Role::Furniture, Reason::LineOutsideText, true)
                }
                Shape::Short if self.is_standfirst(idx) => treat(Role::Paragraph, Reason::RunningText, false),
                Shape::Short if self.is_subtitle(idx) => {
                    treat(Role::Heading, Reason::ShortLineBeforeText, true)
                }
                _ if let Some(row) = self.row(idx) => row,
                Shape::Short | Shape::List if self.lists.below_label[idx] => {
                    treat(Role::Furniture, Reason::LineOutsideText, true)
                }
                Shape::Short if self.is_item(idx) && self.title.is_some_and(|title| idx < title) => {
                    treat(Role::Furniture, Reason::LineOutsideText, true)
                }
                Shape::Short | Shape::List if self.is_item(idx) => {
                    // Before the text it may be a menu.
                    treat(Role::ListItem, Reason::ListMarker, idx >= self.end)
                }
                Shape::Short if idx >= self.end && self.is_above_items(idx) => self.above_items(idx),
                Shape::Short
                    if (idx == self.end || self.is_below_rows(idx)) && is_quotation(line.inner()) =>
                {
                    treat(Role::Quote, Reason::WholeQuotation, false)
                }
                Shape::Short
                    if idx == self.end
                        && (holds_sentence(line)
                            || line.is_in_brackets()
                                && (line.n_words >= MIN_NOTE_WORDS || line.key.contains('='))
                            || matches!(line.ending, Ending::Stop | Ending::Exclaim)
                            || list_marker(&line.key) == Some(Marker::Bullet))
                        || idx > self.end && n_breaks(line.inner()) > 1 && !self.footers[idx] =>
                {
                    treat(Role::Paragraph, Reason::RunningText, false)
                }
                Shape::Short if self.lists.listed[idx] && idx >= self.end && idx < self.last => {
                    treat(Role::ListItem, Reason::ListMarker, false)
                }
                Shape::Short | Shape::List if self.is_other_title(idx) => {
                    treat(Role::Teaser, Reason::LineOutsideText, false)
                }
                Shape::Short | Shape::List => treat(Role::Furniture, Reason::LineOutsideText, true),
            },
        }
    }

    /// A line as long as a sentence directly below the title: a standfirst without its full stop.
    fn is_standfirst(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        self.is_subtitle(idx)
            && idx.checked_sub(1) == self.title
            && line.n_words >= MIN_STANDFIRST_WORDS
            && line.ending == Ending::Open
    }

    /// A subtitle stands directly below the title, or below another one; a label above a list or a paragraph.
    fn is_below_title(&self, idx: usize) -> bool {
        let is_subtitle = |idx: usize| self.is_free(idx) && self.lines[idx].n_words >= MIN_SUBTITLE_WORDS;
        let title = self.title.unwrap_or(idx);
        idx <= title + MAX_AUTHOR_DISTANCE && (title + 1..=idx).all(is_subtitle)
            || self.is_above_items(idx)
            || has_role(&self.marks, idx - 1, Role::Dateline) && is_clock(&self.lines[idx - 1].key)
    }

    /// The title of another story behind the text, though no label stands above it.
    fn is_other_title(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        self.first < self.end
            && idx >= self.end
            && line.n_words >= MIN_UNLABELLED_WORDS
            && n_breaks(line.inner()) == 0
            && !self.footers[idx]
            && (is_headline(line, self.book) || is_dated_entry(line, self.book) && !is_value(line))
    }

    fn sentence(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        // A sentence far from every paragraph may be the page's own ("We use cookies.").
        let sure = line.shape == Shape::Prose || self.first_prose <= idx + 1 && idx <= self.end_prose;
        if self.is_below_picture(idx) || self.is_above_credit(idx) {
            treat(Role::Caption, Reason::BesidePicture, true)
        } else if is_quotation(line.inner()) {
            treat(Role::Quote, Reason::WholeQuotation, sure)
        } else if self.is_numbered_heading(idx) || self.is_stopped_heading(idx) {
            treat(Role::Heading, Reason::ShortLineInText, true)
        } else if self.is_item(idx) {
            treat(Role::ListItem, Reason::ListMarker, sure)
        } else if self.lists.sentences[idx] && !self.is_labelled_row(idx) {
            treat(Role::ListItem, Reason::ListMarker, false)
        } else if let Some(treatment) = self.runs[idx] {
            treatment
        } else {
            treat(Role::Paragraph, Reason::RunningText, sure)
        }
    }

    /// A short line inside the text.
    fn short_line(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        // In a conversation: "Oui.", "— Vraiment ?". In a text: "Nothing more."
        let is_answer = matches!(line.ending, Ending::Stop | Ending::Exclaim)
            && (line.n_words == 1 || line.text.starts_with(['—', '–', '-']))
            || line.ending == Ending::Stop && !self.has_stopped_headings;
        let is_listed = |idx: usize| {
            idx < self.lines.len()
                && (self.runs[idx].is_some_and(|treatment| treatment.role == Role::ListItem)
                    || self.lists.listed[idx]
                    || self.lists.sentences[idx])
        };
        if self.is_item(idx) && !self.is_numbered_heading(idx) {
            treat(Role::ListItem, Reason::ListMarker, true)
        } else if self.lists.sentences[idx] {
            treat(Role::ListItem, Reason::ListMarker, false)
        } else if self.is_above_items(idx) || is_introduction(line) && is_listed(idx + 1) {
            self.above_items(idx)
        } else if let Some(treatment) = self.runs[idx] {
            treatment
        } else if self.lists.listed[idx] || line.text.starts_with(char::is_lowercase) && is_listed(idx - 1) {
            treat(Role::ListItem, Reason::ListMarker, false)
        } else if line.ending == Ending::Stop && is_quotation(line.inner()) {
            treat(Role::Quote, Reason::WholeQuotation, true)
        } else if is_answer
            || is_value(line)
            || self.is_labelled_row(idx)
            || line.goes_on()
            || list_marker(&line.key) == Some(Marker::Bullet)
        {
            treat(Role::Paragraph, Reason::RunningText, false)
        } else if self.is_person(idx) && self.is_beside_day(idx)
            || self.is_asking(idx)
            || self.has_letters && self.names_reader(idx)
        {
            treat(Role::Byline, Reason::AuthorLine, true)
        } else if line.is_in_brackets() {
            treat(Role::Paragraph, Reason::RunningText, false)
        } else if is_length(&line.key, self.book) {
            treat(Role::Furniture, Reason::PageFurniture, false)
        } else if (line.n_words > MAX_HEADING_WORDS || is_attributed(line.inner()))
            && is_quotation(line.inner())
        {
            treat(Role::Quote, Reason::WholeQuotation, true)
        } else if line.n_words > MAX_HEADING_WORDS
            || line.ending == Ending::Exclaim && (self.is_conversation || self.is_above_furniture(idx))
            || self.is_thread
        {
            treat(Role::Paragraph, Reason::RunningText, false)
        } else {
            treat(Role::Heading, Reason::ShortLineInText, !self.is_in_row(idx))
        }
    }

    /// Directly above what is of the page, as the last line of a post of a thread is: no heading stands there.
    fn is_above_furniture(&self, idx: usize) -> bool {
        self.marks.get(idx + 1).copied().flatten().is_some_and(|mark| is_of_page(mark.role))
    }

    /// A short line above a list: "In short, the plan has three parts:" is a sentence of the text, "The plan in figures" is a heading.
    fn above_items(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        if is_introduction(line) || line.n_words > MAX_HEADING_WORDS {
            treat(Role::Paragraph, Reason::RunningText, true)
        } else {
            treat(Role::Heading, Reason::ShortLineInText, true)
        }
    }

    /// "What to do." between a paragraph and a list.
    fn is_stopped_heading(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        line.n_words <= MAX_STOPPED_HEADING_WORDS
            && line.ending == Ending::Stop
            && self.is_above_items(idx)
            && !self.is_item(idx)
            && self.is_inside(idx)
    }

    /// "3. Where to sleep?" above a paragraph.
    fn is_numbered_heading(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let is_title =
            matches!(line.ending, Ending::Open | Ending::Exclaim) && line.n_words <= MAX_HEADING_WORDS;
        // "c) …" above "3. …" is of another list.
        let opens_with_digit = |idx: usize| {
            self.lines[idx].key.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit())
        };
        let is_number = |other: usize| {
            self.is_free(other)
                && list_marker(&self.lines[other].key) == Some(Marker::Number)
                && opens_with_digit(other) == opens_with_digit(idx)
        };
        is_title
            && is_number(idx)
            && !(idx > 0 && is_number(idx - 1))
            && idx + 1 < self.lines.len()
            && self.is_free(idx + 1)
            && !is_number(idx + 1)
    }
}

/// "The plan has three parts:"
fn is_introduction(line: &Line) -> bool {
    line.ending == Ending::Colon && line.n_words >= MIN_INTRODUCTION_WORDS
}

/// A line without a full stop that goes on after a sentence, or is too long for anything else.
fn holds_sentence(line: &Line) -> bool {
    line.n_words > MAX_HEADING_WORDS || line.n_words >= MIN_PROSE_WORDS && n_breaks(line.inner()) > 0
}
