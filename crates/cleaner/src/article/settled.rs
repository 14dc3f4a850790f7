//! The marks that hold where they stand: what lines say of themselves, looked at again beside their neighbours.

use std::ops::Range;

use epitome_document::{Reason, Role};
use foldhash::{HashMap, HashMapExt};

use crate::article::headlines::holds_offer;
use crate::article::lists::{opens_with_day, opens_with_year};
use crate::article::rows::has_label;
use crate::article::runs::runs;
use crate::article::tables::{is_figure, is_nil};
use crate::article::title::MIN_TITLE_WORDS;
use crate::article::zones::Place;
use crate::line::bylines::opener;
use crate::line::dates::{is_clock, is_date_alone, is_period, is_pointed_time};
use crate::line::items::list_marker;
use crate::line::limits::MIN_POSTS;
use crate::line::marks::{Mark, has_role, plain};
use crate::line::names::is_signed_initials;
use crate::line::phrases::Cuebook;
use crate::line::{Ending, Line, Shape};

/// So many rows with a label beside each other tell what the others are.
const MIN_ROWS: usize = 2;
/// Words of a heading that opens as a line with the author does.
const MAX_HEADING_WORDS: usize = 11;
/// So near to a cell with nothing in it stands one with a figure.
const MAX_REACH: usize = 3;
/// Columns of a table whose first one has a name like an agency's.
const MAX_COLUMNS: usize = 6;
/// The author and the date stand before the third paragraph or after the last.
const MAX_PARAGRAPHS_BEFORE_BYLINE: usize = 2;
/// So many short lines in a row are the cells of a table, and so many words each of them has in the mean.
const MIN_CELLS: usize = 6;
const MAX_CELL_WORDS: usize = 4;

/// The same marks but for those of titles that open with the state of a thread: "[Solved] The boiler goes out every night".
pub(crate) fn with_states(lines: &[Line], marks: &[Option<Mark>]) -> Vec<Option<Mark>> {
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
pub(crate) fn with_values(lines: &[Line], mut marks: Vec<Option<Mark>>, book: &Cuebook) -> Vec<Option<Mark>> {
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
    let rows: Vec<Range<usize>> = runs(lines.len(), is_row).collect();
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

/// The lines, a few words each, of which so many stand in a row between sentences, two dates and more among them: the cells of a table.
fn cells(lines: &[Line], marks: &[Option<Mark>], places: &[Place]) -> Vec<bool> {
    let is_date = |idx: &usize| has_role(marks, *idx, Role::Dateline);
    let end = lines.iter().rposition(Line::is_sentence).unwrap_or_default();
    let is_cell = |idx: usize| {
        places[idx] == Place::Text
            && marks[idx].is_none_or(|mark| mark.role == Role::Dateline)
            && lines[idx].shape == Shape::Short
    };
    let mut cells = vec![false; lines.len()];
    for run in runs(end, is_cell).filter(|run| run.len() >= MIN_CELLS) {
        let n_words: usize = run.clone().map(|idx| lines[idx].n_words).sum();
        let is_table = n_words <= MAX_CELL_WORDS * run.len() && run.clone().filter(is_date).count() > 1;
        cells[run].fill(is_table);
    }
    cells
}

/// The marks that hold where they stand. Inside the text a line like "By Land and Sea" or "12 May 2024" is a heading, but "Compiled by Ann Lee" is none. Before it a
/// short one like "Video: Two trains collide" is the title, if nothing else can be.
pub(crate) fn settled(
    lines: &[Line],
    marks: &[Option<Mark>],
    places: &[Place],
    book: &Cuebook,
) -> Vec<Option<Mark>> {
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
    let cells = cells(lines, &settled, places);
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
        mark.take_if(|mark| mark.role == Role::Dateline && n_before > 0 && cells[idx] && !is_clock(idx));
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
        // With a date it may be an item of a list of sources: "Report by the Holt Post, 3 May 2024".
        let is_short = |line: &Line| {
            !line.is_sentence()
                && line.n_words <= MAX_HEADING_WORDS
                && (opener(line, book).is_none_or(|(_, n_words)| n_words <= 1)
                    || line.key.contains(|c: char| c.is_ascii_digit()))
        };
        // The times of a live page are no headings.
        let has_words = || lines[idx].key.chars().filter(|c| c.is_alphabetic()).nth(2).is_some();
        mark.take_if(|mark| {
            is_inside
                && (mark.role == Role::Byline && is_short(&lines[idx])
                    || mark.role == Role::Dateline && !days[idx])
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
                && (idx.saturating_sub(MAX_REACH)..=idx + MAX_REACH)
                    .any(|near| near != idx && holds_figure(near))
        });
        // "In pictures: the harbour under water" below the time of a post is its heading.
        mark.take_if(|mark| mark.role == Role::Teaser && idx > 0 && is_clock(idx - 1));
    }
    settled
}
