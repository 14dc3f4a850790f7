//! [`Article`]: the lines with their marks and places, and where the text begins and ends.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

pub(crate) mod authors;
pub(crate) mod behind;
pub(crate) mod captions;
pub(crate) mod contents;
pub(crate) mod doubts;
pub(crate) mod headlines;
pub(crate) mod lists;
pub(crate) mod opinions;
pub(crate) mod passes;
pub(crate) mod roles;
pub(crate) mod rows;
pub(crate) mod runs;
pub(crate) mod settled;
pub(crate) mod tables;
pub(crate) mod threads;
pub(crate) mod title;
pub(crate) mod zones;

use epitome_document::{Document, Role, Treatment};

use crate::article::headlines::footers;
use crate::article::lists::Lists;
use crate::article::settled::{settled, with_states, with_values};
use crate::article::title::is_defined;
use crate::article::zones::Place;
use crate::line::marks::{Mark, is_of_page};
use crate::line::phrases::Cuebook;
use crate::line::{Ending, Line, Shape};

/// More short lines in a row are a poem, a table or a list rather than headings.
const MAX_HEADINGS_IN_A_ROW: usize = 2;
/// So many sentences may be the page's own behind the text, which has so many times their words.
const MAX_STRAY_SENTENCES: usize = 5;
const MIN_TEXT_TIMES: usize = 6;
/// Headings with a full stop are so many: of 49 lines of two and three words with one in the labelled texts eight are headings, most
/// of them in two texts.
const MIN_STOPPED_HEADINGS: usize = 3;
/// So many letters, each signed with name and place, make a page of them.
const MIN_LETTERS: usize = 3;

/// The lines of an article, and where its text begins and ends.
pub(crate) struct Article<'a> {
    pub(crate) lines: &'a [Line<'a>],
    /// The marks that hold where they stand.
    pub(crate) marks: Vec<Option<Mark>>,
    pub(crate) places: &'a [Place],
    pub(crate) book: &'a Cuebook<'a>,
    /// The sentences of the text, from the first to behind the last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// Behind the last sentence, the page's own among them.
    pub(crate) last: usize,
    /// The same for its paragraphs.
    pub(crate) first_prose: usize,
    pub(crate) end_prose: usize,
    pub(crate) title: Option<usize>,
    /// Whether a line is of the footer of the page.
    pub(crate) footers: Vec<bool>,
    /// Whether it is an entry of an encyclopaedia, which opens with what it is about: its facts may stand above that.
    pub(crate) is_entry: bool,
    /// Whether it is nothing but a thread.
    pub(crate) is_forum: bool,
    /// Whether posts have authors that only repetition tells.
    pub(crate) is_thread: bool,
    /// Whether several people write in turn, each with a name and a date.
    pub(crate) is_conversation: bool,
    /// Whether short lines end with a full stop as a matter of style: headings do so then.
    pub(crate) has_stopped_headings: bool,
    /// Whether it holds letters, each signed below.
    pub(crate) has_letters: bool,
    pub(crate) lists: Lists,
    /// What lines in a row are that are no sentences.
    pub(crate) runs: Vec<Option<Treatment>>,
}

impl<'a> Article<'a> {
    pub(crate) fn new(
        document: &Document,
        lines: &'a [Line<'a>],
        marks: &[Option<Mark>],
        places: &'a [Place],
        book: &'a Cuebook<'a>,
    ) -> Article<'a> {
        let marks = with_values(lines, with_states(lines, marks), book);
        let repeated = threads::mark(lines, &marks, places);
        let authors = threads::new_authors(&marks, &repeated);
        let is_thread = !authors.is_empty();
        let marks = if is_thread { repeated } else { settled(lines, &repeated, places, book) };
        let is_forum = threads::is_forum(lines, &marks, &authors);
        let is_free = |idx: &usize| places[*idx] == Place::Text && marks[*idx].is_none();
        let sentences: Vec<usize> =
            (0..lines.len()).filter(is_free).filter(|idx| lines[*idx].is_sentence()).collect();
        let prose: Vec<usize> =
            sentences.iter().copied().filter(|idx| lines[*idx].shape == Shape::Prose).collect();
        let (first, end) = bounds(&sentences, lines.len());
        let last = end;
        let end = if is_thread { end } else { text_end(lines, &marks, &sentences).unwrap_or(end) };
        let (first_prose, end_prose) = bounds(&prose, lines.len());
        let n_marked = |role: Role| marks.iter().flatten().filter(|mark| mark.role == role).count();
        let is_conversation = n_marked(Role::Byline) > 1 && n_marked(Role::Dateline) > 1;
        let is_stopped = |idx: &usize| {
            let line = &lines[*idx];
            is_free(idx) && line.n_words > 1 && line.shape == Shape::Short && line.ending == Ending::Stop
        };
        let has_stopped_headings = (first..end).filter(is_stopped).count() >= MIN_STOPPED_HEADINGS;
        let mut article = Article {
            lines,
            marks,
            places,
            book,
            first,
            end,
            last,
            first_prose,
            end_prose,
            title: None,
            footers: Vec::new(),
            is_entry: false,
            is_forum,
            is_thread,
            is_conversation,
            has_stopped_headings,
            has_letters: false,
            lists: Lists::default(),
            runs: Vec::new(),
        };
        article.title = title::find(&article, document, &sentences);
        let head = article.title.unwrap_or(first);
        article.footers = footers(lines, &article.marks, book, head, end);
        if let Some(title) = article.title {
            let below = sentences.iter().copied().find(|idx| *idx > title);
            article.first = below.unwrap_or(if title < first { first } else { lines.len() });
        }
        let first = article.first;
        article.is_entry =
            first < lines.len() && article.title.is_some_and(|title| is_defined(&article, title, first));
        let n_letters = (article.first..lines.len()).filter(|idx| article.names_reader(*idx)).count();
        article.has_letters = n_letters >= MIN_LETTERS;
        article.lists = Lists::new(&article);
        article.runs = runs::find(&article);
        article
    }

    pub(crate) fn is_free(&self, idx: usize) -> bool {
        self.places[idx] == Place::Text && self.marks[idx].is_none()
    }

    pub(crate) fn is_free_sentence(&self, idx: usize) -> bool {
        self.is_free(idx) && self.lines[idx].is_sentence()
    }

    pub(crate) fn is_inside(&self, idx: usize) -> bool {
        self.first < idx && idx < self.end
    }

    /// In a text without any paragraph short lines in a row are its lines, as in a poem.
    pub(crate) fn is_verse(&self, idx: usize) -> bool {
        let has_prose = self.first_prose < self.end_prose;
        !has_prose && self.first < self.end && (self.is_inside(idx) || self.is_in_row(idx))
    }

    pub(crate) fn is_subtitle(&self, idx: usize) -> bool {
        self.title.is_some_and(|title| title < idx) && idx < self.first
    }

    /// Whether the line below is an item of a list.
    pub(crate) fn is_above_items(&self, idx: usize) -> bool {
        idx + 1 < self.lines.len() && self.is_free(idx + 1) && self.is_item(idx + 1)
    }

    /// Among more short lines in a row than headings make.
    pub(crate) fn is_in_row(&self, idx: usize) -> bool {
        let is_short = |idx: &usize| {
            self.lines.get(*idx).is_some_and(|line| line.shape == Shape::Short) && self.is_free(*idx)
        };
        let before = (0..idx).rev().take(MAX_HEADINGS_IN_A_ROW).take_while(is_short).count();
        let after = (idx + 1..).take(MAX_HEADINGS_IN_A_ROW).take_while(is_short).count();
        before + 1 + after > MAX_HEADINGS_IN_A_ROW
    }
}

/// The first index, and one past the last.
fn bounds(indices: &[usize], n: usize) -> (usize, usize) {
    (indices.first().copied().unwrap_or(n), indices.last().map_or(0, |last| last + 1))
}

/// Where the text ends if the last sentences are the page's own: few words, each alone, and parted from the text by a button or a label of
/// the page. They stay, but what stands around them is no heading of the text.
fn text_end(lines: &[Line], marks: &[Option<Mark>], sentences: &[usize]) -> Option<usize> {
    let n_words = |sentences: &[usize]| -> usize { sentences.iter().map(|idx| lines[*idx].n_words).sum() };
    let n_total = n_words(sentences);
    let mut end = None;
    for nth in (1..sentences.len()).rev().take(MAX_STRAY_SENTENCES) {
        let (before, own) = (sentences[nth - 1], sentences[nth]);
        let mut between = marks[before + 1..own].iter().flatten();
        if own == before + 1
            || n_words(&sentences[nth..]) * MIN_TEXT_TIMES > n_total
            || between.clone().any(|mark| mark.role == Role::Dateline)
        {
            break;
        }
        if between.any(|mark| is_of_page(mark.role)) {
            end = Some(before + 1);
        }
    }
    end
}
