//! [`Article`]: the lines with their marks and places, and where the text begins and ends.

pub(crate) mod authors;
pub(crate) mod captions;
pub(crate) mod contents;
pub(crate) mod doubts;
pub(crate) mod headlines;
pub(crate) mod lists;
pub(crate) mod passes;
pub(crate) mod roles;
pub(crate) mod rows;
pub(crate) mod runs;
pub(crate) mod tables;
pub(crate) mod threads;
pub(crate) mod title;
pub(crate) mod zones;

use std::ops::Range;

use epitome_document::{Document, Reason, Role, Treatment};
use foldhash::{HashMap, HashMapExt};

use crate::article::headlines::{footers, holds_offer};
use crate::article::lists::{Lists, opens_with_day, opens_with_year};
use crate::article::rows::has_label;
use crate::article::tables::{is_figure, is_nil};
use crate::article::title::MIN_TITLE_WORDS;
use crate::article::zones::Place;
use crate::line::dates::{is_clock, is_date_alone, is_period, is_pointed_time};
use crate::line::items::list_marker;
use crate::line::marks::{Mark, has_role, is_of_page, plain};
use crate::line::names::is_signed_initials;
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
/// So many rows with a label beside each other tell what the others are.
const MIN_ROWS: usize = 2;
/// So many times make a live page.
const MIN_POSTS: usize = 3;
/// Words of a heading that opens as a line with the author does.
const MAX_HEADING_WORDS: usize = 11;
/// Columns of a table whose first one has a name like an agency's.
const MAX_COLUMNS: usize = 6;
/// The author and the date stand before the third paragraph or after the last.
const MAX_PARAGRAPHS_BEFORE_BYLINE: usize = 2;

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

/// The same marks but for those of titles that open with the state of a thread: "[Solved] The boiler goes out every night".
fn with_states(lines: &[Line], marks: &[Option<Mark>]) -> Vec<Option<Mark>> {
    let mut marks = marks.to_vec();
    for (line, mark) in
        lines.iter().zip(&mut marks).take_while(|(line, mark)| mark.is_some() || !line.is_sentence())
    {
        mark.take_if(|mark| {
            mark.reason == Reason::PageFurniture
                && line.key.starts_with('[')
                && line.n_words >= MIN_TITLE_WORDS
        });
    }
    marks
}

/// The same marks but for those of dates that are values, in rows with a label each below the first sentence: "Start: August 2024" below
/// "Language: English". Rows are told together, by those that nothing else tells. (A label that dates something again and again is that of posts.)
fn with_values(lines: &[Line], mut marks: Vec<Option<Mark>>, book: &Cuebook) -> Vec<Option<Mark>> {
    let text = lines.iter().position(Line::is_sentence).unwrap_or(lines.len());
    let is_date = |mark: &Option<Mark>| mark.is_some_and(|mark| mark.role == Role::Dateline);
    let label = |idx: usize| lines[idx].key.split_once(": ").map(|(label, _)| label);
    let mut n_dates: HashMap<Option<&str>, usize> = HashMap::new();
    for idx in (0..lines.len()).filter(|idx| is_date(&marks[*idx])) {
        *n_dates.entry(label(idx)).or_default() += 1;
    }
    let is_row = |idx: usize| {
        let line = &lines[idx];
        idx > text
            && line.shape == Shape::Short
            && has_label(line)
            && (marks[idx].is_none()
                || is_date(&marks[idx])
                    && n_dates[&label(idx)] == 1
                    && book.line_opener(|cues| &cues.date_openers, line).is_none())
    };
    let rows: Vec<Range<usize>> = runs::runs(lines.len(), is_row).collect();
    for rows in rows {
        if marks[rows.clone()].iter().filter(|mark| mark.is_none()).count() >= MIN_ROWS {
            marks[rows].fill(None);
        }
    }
    marks
}

/// The times of a live page, with a point: one or two may be figures, and so may those in a row.
fn mark_pointed_times(lines: &[Line], is_free: impl Fn(&usize) -> bool, marks: &mut [Option<Mark>]) {
    let is_time = |idx: usize| lines.get(idx).is_some_and(|line| is_pointed_time(&line.key)) && is_free(&idx);
    let is_alone = |idx: &usize| is_time(*idx) && !is_time(idx + 1) && (*idx == 0 || !is_time(idx - 1));
    let times: Vec<usize> = (0..lines.len()).filter(is_alone).collect();
    if times.len() >= MIN_POSTS {
        for idx in times {
            marks[idx] = plain(Role::Dateline, Reason::DateLine);
        }
    }
}

/// The days of a chronology, each above its text, a heading between them perhaps. Where there are several, a year or a season is one too:
/// "2011-2013", "Spring 2020".
fn days(lines: &[Line], marks: &[Option<Mark>], places: &[Place], book: &Cuebook) -> Vec<bool> {
    let is_free = |idx: usize| idx < lines.len() && places[idx] == Place::Text && marks[idx].is_none();
    let is_text = |idx: usize| is_free(idx) && lines[idx].is_sentence();
    let is_heading = |idx: usize| is_free(idx) && lines[idx].shape == Shape::Short;
    let is_above_text = |idx: usize| is_text(idx + 1) || is_heading(idx + 1) && is_text(idx + 2);
    let is_unmarked = |idx: usize| marks[idx].is_none_or(|mark| mark.role == Role::Dateline);
    let is_date = |idx: &usize| places[*idx] == Place::Text && is_unmarked(*idx) && is_above_text(*idx);
    let dates: Vec<usize> = (0..lines.len()).filter(is_date).collect();
    let mut days = vec![false; lines.len()];
    if dates.iter().filter(|idx| is_date_alone(&lines[**idx], book)).count() >= MIN_POSTS {
        for idx in
            dates.into_iter().filter(|idx| is_date_alone(&lines[*idx], book) || is_period(&lines[*idx]))
        {
            days[idx] = true;
        }
    }
    days
}

/// The marks that hold where they stand. Inside the text a line like "By Land and Sea" or "12 May 2024" is a heading. Before it a
/// short one like "Video: Two trains collide" is the title, if nothing else can be.
fn settled(lines: &[Line], marks: &[Option<Mark>], places: &[Place], book: &Cuebook) -> Vec<Option<Mark>> {
    let is_free = |idx: &usize| places[*idx] == Place::Text && marks[*idx].is_none();
    let is_text = |idx: &usize| is_free(idx) && lines[*idx].shape == Shape::Prose;
    let n_prose = (0..lines.len()).filter(is_text).count();
    let mut n_before = 0;
    let mut settled = marks.to_vec();
    let head = (0..lines.len()).find(|idx| is_free(idx)).filter(|idx| lines[*idx].is_sentence()).unwrap_or(0);
    let opens_as_caption =
        |mark: &Option<Mark>| mark.is_some_and(|mark| mark.reason == Reason::CaptionOpener);
    if let Some(idx) =
        (0..head).find(|idx| opens_as_caption(&marks[*idx]) && lines[*idx].shape == Shape::Short)
    {
        settled[idx] = None;
    }
    mark_pointed_times(lines, is_free, &mut settled);
    let days = days(lines, marks, places, book);
    for idx in (0..lines.len()).filter(|idx| days[*idx]) {
        settled[idx] = plain(Role::Dateline, Reason::DateLine);
    }
    let is_clock = |idx: usize| has_role(marks, idx, Role::Dateline) && is_clock(&lines[idx].key);
    let is_post = |idx: usize| is_clock(idx) && lines.get(idx + 1).is_some_and(Line::is_sentence);
    let is_live = (0..lines.len()).filter(|idx| is_post(*idx)).count() >= MIN_POSTS;
    for (idx, mark) in settled.iter_mut().enumerate() {
        // "Answer:" above the answer is no button.
        mark.take_if(|mark| {
            mark.reason == Reason::PageFurniture
                && lines[idx].ending == Ending::Colon
                && n_before > 0
                && idx + 1 < lines.len()
                && is_free(&(idx + 1))
                && list_marker(&lines[idx + 1].key).is_none()
        });
        if mark.is_none() && n_before > 0 && lines[idx].shape == Shape::Short && holds_offer(&lines[idx]) {
            *mark = plain(Role::Furniture, Reason::PageFurniture);
        }
        // "12 May 1963 Born in the lock-keeper's house" beside "1981 Takes over the locks".
        let is_event = |idx: usize| idx < lines.len() && is_free(&idx) && opens_with_year(&lines[idx]);
        mark.take_if(|mark| {
            mark.role == Role::Dateline
                && opens_with_day(&lines[idx])
                && (is_event(idx + 1) || idx > 0 && is_event(idx - 1))
        });
        // Times in a row, and those between short lines, are cells of a table.
        let is_cell = |idx: usize| {
            idx < lines.len() && (is_clock(idx) || is_free(&idx) && lines[idx].shape == Shape::Short)
        };
        mark.take_if(|_| {
            is_clock(idx)
                && !is_live
                && n_before > 0
                && idx > 0
                && (is_clock(idx - 1)
                    || is_clock(idx + 1)
                    || is_cell(idx - 1) && (is_cell(idx + 1) || idx > 1 && is_clock(idx - 2)))
        });
        n_before += usize::from(is_text(&idx));
        let is_inside = n_before > MAX_PARAGRAPHS_BEFORE_BYLINE && n_before < n_prose;
        // "By Land and Sea", but not "(Reporting by Ann Lee and Tom Roe in London; Editing by Kim Orr)".
        let is_short = |idx: usize| !lines[idx].is_sentence() && lines[idx].n_words <= MAX_HEADING_WORDS;
        // The times of a live page are no headings.
        let has_words = || lines[idx].key.chars().filter(|c| c.is_alphabetic()).nth(2).is_some();
        mark.take_if(|mark| {
            is_inside
                && (mark.role == Role::Byline && is_short(idx) || mark.role == Role::Dateline && !days[idx])
                && has_words()
                && !is_signed_initials(lines[idx].text)
        });
        // Above the cells of a table the name of a column, "No.", is no agency: "TT".
        mark.take_if(|mark| {
            let is_cell = |idx: &usize| is_free(idx) && lines[*idx].shape == Shape::Short;
            let below = (idx + 1..lines.len()).take(MAX_COLUMNS).take_while(is_cell);
            mark.role == Role::Signature
                && lines[idx].key.chars().all(char::is_alphabetic)
                && below.clone().count() == MAX_COLUMNS
                && below.into_iter().any(|idx| is_figure(&lines[idx], book))
        });
        // A cell with nothing in it, beside or above one with a figure.
        mark.take_if(|mark| {
            let is_cell = |idx: usize| {
                lines
                    .get(idx)
                    .is_some_and(|line| is_nil(line.text) || is_free(&idx) && line.shape == Shape::Short)
            };
            let holds_figure = |idx: usize| is_cell(idx) && is_figure(&lines[idx], book);
            mark.reason == Reason::NoWords
                && n_before > 0
                && is_nil(lines[idx].text)
                && (is_cell(idx - 1) || is_cell(idx + 1))
                && (idx.saturating_sub(2)..idx + 3).any(|near| near != idx && holds_figure(near))
        });
        // "In pictures: the harbour under water" below the time of a post is its heading.
        mark.take_if(|mark| mark.role == Role::Teaser && idx > 0 && is_clock(idx - 1));
    }
    settled
}
