//! What only repetition tells: buttons below every post of a thread, and the lines above each that name its author and date.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::Range;

use epitome_document::{Reason, Role};
use foldhash::{HashMap, HashMapExt, HashSet};

use crate::article::zones::Place;
use crate::line::items::list_marker;
use crate::line::limits::{MAX_AUTHORS, MAX_USER_WORDS, MIN_POSTS};
use crate::line::marks::{Mark, has_role, is_day, plain};
use crate::line::{Ending, Line, MIN_PROSE_WORDS, Shape};

/// A button has no more words.
const MAX_BUTTON_WORDS: usize = 3;
/// The lines of a header on either side of its date: name, rank, number of posts, town.
const MAX_HEADER_LINES: usize = 5;
/// Lines between two posts, buttons and header; more are a table, whose cells come again too.
const MAX_BUTTONS_AND_HEADER: usize = 12;
/// Words of such a line: more are the title of another story above its date.
const MAX_HEADER_WORDS: usize = 6;
/// So many posts with a header make a thread, the first one apart.
const MIN_ANSWERS: usize = 1;

/// The same marks, and those that repetition gives.
pub(crate) fn mark(lines: &[Line], marks: &[Option<Mark>], places: &[Place]) -> Vec<Option<Mark>> {
    let mut marks = marks.to_vec();
    buttons(lines, places, &mut marks);
    headers(lines, places, &mut marks);
    marks
}

/// The marks of a page on which people write in turn and somebody answers again: the posts of a thread, or comments.
pub(crate) fn of_page(lines: &[Line], marks: &[Option<Mark>]) -> Option<Vec<Option<Mark>>> {
    let repeated = mark(lines, marks, &vec![Place::Text; lines.len()]);
    answers_again(lines, &new_authors(marks, &repeated)).then_some(repeated)
}

/// The lines that only repetition tells to be authors.
pub(crate) fn new_authors(marks: &[Option<Mark>], repeated: &[Option<Mark>]) -> Vec<usize> {
    let is_new = |idx: &usize| has_role(repeated, *idx, Role::Byline) && !has_role(marks, *idx, Role::Byline);
    (0..marks.len()).filter(is_new).collect()
}

/// Whether a text is nothing but a thread: several posts, somebody writes again, and little stands before the first. A list of stories with
/// authors and dates, or comments below an article, are built alike.
pub(crate) fn is_forum(lines: &[Line], marks: &[Option<Mark>], authors: &[usize]) -> bool {
    let n_words = |range: Range<usize>| -> usize {
        range.filter(|idx| is_text(lines, marks, *idx)).map(|idx| lines[idx].n_words).sum()
    };
    let Some(first) = authors.first() else { return false };
    answers_again(lines, authors) && n_words(0..*first) * 2 <= n_words(*first..lines.len())
}

/// Whether several posts have authors and one of these writes again.
fn answers_again(lines: &[Line], authors: &[usize]) -> bool {
    let mut users: Vec<&str> = authors.iter().map(|idx| lines[*idx].key.as_str()).collect();
    users.sort_unstable();
    authors.len() >= MIN_POSTS && users.windows(2).any(|pair| pair[0] == pair[1])
}

/// Whether a line is of the text of a post, with a full stop or without.
fn is_text(lines: &[Line], marks: &[Option<Mark>], idx: usize) -> bool {
    marks[idx].is_none() && (lines[idx].is_sentence() || lines[idx].n_words >= MIN_PROSE_WORDS)
}

/// A short line that comes again.
struct Said<'a> {
    /// Below how many texts, or stretches of texts.
    n: usize,
    /// How many lines of text stood above it the last time.
    n_texts: usize,
    /// Whether it never stands directly above a text or a date.
    is_below: bool,
    /// The line below it, where it is the same each time and stands above a date.
    rank: Option<&'a str>,
}

/// Short lines said again and again that stand neither above a text, as headings and speakers do, nor above a date, as authors do.
fn buttons(lines: &[Line], places: &[Place], marks: &mut [Option<Mark>]) {
    let Some(first) = (0..lines.len()).find(|idx| is_text(lines, marks, *idx)) else { return };
    let mut said: HashMap<&str, Said> = HashMap::new();
    let (mut n_texts, mut last_text) = (0, first);
    let is_short = |idx: usize| {
        let line = &lines[idx];
        line.shape == Shape::Short
            && line.n_words <= MAX_BUTTON_WORDS
            && line.ending == Ending::Open
            && !line.key.contains(|c: char| c.is_ascii_digit())
    };
    // What a list of contents holds comes again as a heading.
    for idx in first..lines.len() {
        if is_text(lines, marks, idx) {
            (n_texts, last_text) = (n_texts + 1, idx);
        }
        if !is_short(idx) || marks[idx].is_some() || idx - last_text > MAX_BUTTONS_AND_HEADER {
            continue;
        }
        // An author's rank may stand between the name and the date.
        let is_rank = |next: &usize| marks[*next] == furniture();
        let next = (idx + 1..lines.len()).take(MAX_HEADER_LINES).find(|next| !is_rank(next));
        let is_above = next
            .is_some_and(|next| next == idx + 1 && is_text(lines, marks, next) || is_day(lines, marks, next));
        // A rank that is known only by standing there each time: "ann_42", "Member", "14/9/22".
        let rank = lines.get(idx + 1).map(|line| line.key.as_str());
        let is_above_rank = idx + 2 < lines.len() && is_short(idx + 1) && is_day(lines, marks, idx + 2);
        let rank = rank.filter(|_| is_above_rank);
        let entry =
            said.entry(lines[idx].key.as_str()).or_insert(Said { n: 0, n_texts: 0, is_below: true, rank });
        // What comes again without a text between is a cell of a table.
        entry.n += usize::from(entry.n_texts < n_texts);
        entry.n_texts = n_texts;
        entry.is_below &= !is_above;
        entry.rank = entry.rank.filter(|own| rank == Some(*own));
    }
    // Who writes a live page signs again and again.
    let authors: Vec<&str> = (0..lines.len())
        .filter(|idx| has_role(marks, *idx, Role::Byline))
        .take(MAX_AUTHORS)
        .map(|idx| lines[idx].key.as_str())
        .collect();
    let is_author =
        |line: &Line| line.n_words > 1 && authors.iter().any(|author| author.contains(line.key.as_str()));
    let is_button = |idx: usize| {
        let said = said.get(lines[idx].key.as_str()).filter(|_| is_short(idx) && marks[idx].is_none());
        said.is_some_and(|said| said.n > 1 && said.is_below && said.rank.is_none() && !is_author(&lines[idx]))
    };
    // Labels come again too, each above its value: "Wind", "light, from the south", "Sun", "6 hours".
    let is_value = |idx: usize| {
        let line = &lines[idx];
        marks[idx].is_none()
            && line.shape == Shape::Short
            && line.key.contains(char::is_alphabetic)
            && !is_button(idx)
    };
    let are_labels =
        |idx: usize, next: usize| next < lines.len() && is_button(next) && is_value(idx.midpoint(next));
    let is_label = |idx: usize| are_labels(idx, idx + 2) || idx >= first + 2 && are_labels(idx, idx - 2);
    let labels: HashSet<&str> = (first..lines.len())
        .filter(|idx| is_button(*idx) && is_label(*idx))
        .map(|idx| lines[idx].key.as_str())
        .collect();
    let buttons: Vec<usize> = (first..lines.len())
        .filter(|idx| {
            is_button(*idx) && !labels.contains(lines[*idx].key.as_str()) && places[*idx] == Place::Text
        })
        .collect();
    for idx in buttons {
        marks[idx] = furniture();
    }
}

fn furniture() -> Option<Mark> {
    plain(Role::Furniture, Reason::PageFurniture)
}

/// Above each post of a thread stand its author and its date, with the author's rank and the like.
fn headers(lines: &[Line], places: &[Place], marks: &mut [Option<Mark>]) {
    let is_post = |idx: &usize| {
        places[*idx] == Place::Text
            && is_day(lines, marks, *idx)
            && (idx + 1..lines.len()).take(MAX_HEADER_LINES).any(|next| is_text(lines, marks, next))
    };
    let Some(first) = (0..lines.len()).find(|idx| is_text(lines, marks, *idx)) else { return };
    let is_post = |idx: &usize| is_post(idx) && (*idx < first || !is_cell(lines, marks, *idx));
    let dates: Vec<usize> = (0..lines.len()).filter(is_post).collect();
    // How far above its date each author stands, in the posts that answer.
    let answers = dates.iter().filter(|date| **date > first);
    let found: Vec<(usize, usize)> =
        answers.filter_map(|date| author(lines, marks, *date).map(|author| (author, *date))).collect();
    if found.len() < MIN_ANSWERS || (found.len() + 1) * 2 < dates.len() || dates.len() < 2 {
        return;
    }
    let opening = dates.iter().copied().find(|date| *date < first);
    let opening =
        opening.and_then(|date| opening_author(lines, marks, date, &found).map(|author| (author, date)));
    let mut named = marks.to_vec();
    for (author, date) in opening.into_iter().chain(found) {
        named[author] = plain(Role::Byline, Reason::AuthorLine);
        // Behind the date a greeting, or a list with what leads to it, opens the post.
        let is_item = |idx: usize| lines.get(idx).is_some_and(|line| list_marker(&line.key).is_some());
        let opens = |idx: usize| idx > date && (lines[idx].goes_on() || is_item(idx) || is_item(idx + 1));
        let rest = (author + 1..lines.len()).take_while(|idx| !is_text(lines, marks, *idx) && !opens(*idx));
        for idx in rest.take(date - author + MAX_HEADER_LINES) {
            if marks[idx].is_none() && lines[idx].shape == Shape::Short && !lines[idx].goes_on() {
                named[idx] = furniture();
            }
        }
    }
    marks.copy_from_slice(&named);
}

/// Whether a date has more short lines above it than the header of a post, dates among them: it is a cell of a table.
fn is_cell(lines: &[Line], marks: &[Option<Mark>], date: usize) -> bool {
    let is_short = |idx: &usize| {
        lines[*idx].shape == Shape::Short && marks[*idx].is_none_or(|mark| mark.role == Role::Dateline)
    };
    (0..date).rev().take(MAX_HEADER_LINES + 1).take_while(is_short).count() > MAX_HEADER_LINES
}

/// The author of the first post, above whom stand the title and the menu of the page: the one who answers again, or else the line
/// that stands where an author stands in the answers.
fn opening_author(
    lines: &[Line],
    marks: &[Option<Mark>],
    date: usize,
    answers: &[(usize, usize)],
) -> Option<usize> {
    let mut header =
        (date.saturating_sub(MAX_HEADER_LINES)..date).rev().filter(|idx| is_user(&lines[*idx], marks[*idx]));
    let answers_again = |idx: &usize| answers.iter().any(|(author, _)| lines[*author].key == lines[*idx].key);
    let stands_alike = |idx: &usize| answers.iter().any(|(author, at)| at - author == date - idx);
    header.clone().find(answers_again).or_else(|| header.find(stands_alike))
}

/// The first line of the header of a post that may be a name; buttons of the post above come before it.
fn author(lines: &[Line], marks: &[Option<Mark>], date: usize) -> Option<usize> {
    let mut users = header(lines, marks, date);
    users.clone().find(|idx| !counts(&lines[*idx])).or_else(|| users.next())
}

/// The lines above the date of a post, below the text of the one before, that may be names.
fn header(lines: &[Line], marks: &[Option<Mark>], date: usize) -> impl Iterator<Item = usize> + Clone {
    let start = date.saturating_sub(MAX_HEADER_LINES);
    let is_title = |idx: usize| marks[idx].is_none() && lines[idx].n_words > MAX_HEADER_WORDS;
    let is_header = |idx: &usize| !is_text(lines, marks, *idx) && !is_title(*idx);
    let start = (start..date).rev().take_while(is_header).last().unwrap_or(date);
    (start..date).filter(|idx| is_user(&lines[*idx], marks[*idx]))
}

/// "Ann and 2 others" like the post above.
fn counts(line: &Line) -> bool {
    line.key.contains(' ') && line.key.contains(|c: char| c.is_ascii_digit())
}

fn is_user(line: &Line, mark: Option<Mark>) -> bool {
    mark.is_none_or(|mark| mark.role == Role::Byline)
        && line.shape == Shape::Short
        && (1..=MAX_USER_WORDS).contains(&line.n_words)
        && line.ending == Ending::Open
        && line.key.starts_with(char::is_alphabetic)
        && list_marker(&line.key).is_none()
        && !line.key.contains([':', ',', '"', '|', '/', '>'])
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;
    use epitome_langs::Languages;

    use super::*;
    use crate::line::phrases::Cuebook;

    #[test]
    fn a_forum_is_a_thread_in_which_somebody_answers_again_and_nothing_else() {
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let text = "The council voted on Monday to close the old bridge until the spring of next year.";
        let is_forum = |texts: &[&str], authors: &[usize]| {
            let lines: Vec<Line> = texts.iter().map(|text| Line::new(text, &book)).collect();
            super::is_forum(&lines, &vec![None; lines.len()], authors)
        };
        let thread = ["Ann", text, "Tom", text, "Ann", text];
        assert!(is_forum(&thread, &[0, 2, 4]));
        assert!(!is_forum(&["Ann", text, "Tom", text, "Kim", text], &[0, 2, 4]), "stories by three authors");
        let article = [&[text; 4], &thread[..]].concat();
        assert!(!is_forum(&article, &[4, 6, 8]), "an article with comments");
    }
}
