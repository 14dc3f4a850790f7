//! What only repetition tells: buttons below every post of a thread, and the lines above each that name its author and date.

use epitome_document::{Reason, Role};
use foldhash::{HashMap, HashMapExt};

use crate::items::list_marker;
use crate::lines::{Ending, Line, MIN_PROSE_WORDS, Shape};
use crate::marks::{Mark, Signal};
use crate::zones::Place;

/// A button has no more words.
const MAX_BUTTON_WORDS: usize = 3;
/// A name that users give themselves has no more words.
const MAX_USER_WORDS: usize = 4;
/// The lines of a header on either side of its date: name, rank, number of posts, town.
const MAX_HEADER_LINES: usize = 5;
/// So many posts with a header make a thread, the first one apart.
const MIN_ANSWERS: usize = 1;

/// The same marks, and those that repetition gives.
pub(crate) fn mark(lines: &[Line], marks: &[Option<Mark>], places: &[Place]) -> Vec<Option<Mark>> {
    let mut marks = marks.to_vec();
    buttons(lines, places, &mut marks);
    headers(lines, places, &mut marks);
    marks
}

/// Whether a line is of the text of a post, with a full stop or without.
fn is_text(lines: &[Line], marks: &[Option<Mark>], idx: usize) -> bool {
    marks[idx].is_none() && (lines[idx].is_sentence() || lines[idx].n_words >= MIN_PROSE_WORDS)
}

fn is_date(lines: &[Line], mark: Option<Mark>, idx: usize) -> bool {
    // The times of a live page are no posts.
    mark.is_some_and(|mark| mark.role == Role::Dateline)
        && lines[idx].key.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4)
}

/// Short lines said again and again that stand neither above a text, as headings and speakers do, nor above a date, as authors do.
fn buttons(lines: &[Line], places: &[Place], marks: &mut [Option<Mark>]) {
    let Some(first) = (0..lines.len()).find(|idx| is_text(lines, marks, *idx)) else { return };
    let mut said: HashMap<&str, (usize, bool)> = HashMap::new();
    let is_short = |idx: usize| {
        let line = &lines[idx];
        line.shape == Shape::Short && line.n_words <= MAX_BUTTON_WORDS && line.ending == Ending::Open
    };
    for idx in (first..lines.len()).filter(|idx| is_short(*idx)) {
        // An author's rank may stand between the name and the date.
        let is_rank = |next: &usize| marks[*next].is_some_and(|mark| mark == furniture());
        let next = (idx + 1..lines.len()).take(MAX_HEADER_LINES).find(|next| !is_rank(next));
        let is_above = next.is_some_and(|next| {
            next == idx + 1 && is_text(lines, marks, next) || is_date(lines, marks[next], next)
        });
        let entry = said.entry(lines[idx].key.as_str()).or_insert((0, true));
        *entry = (entry.0 + 1, entry.1 && !is_above);
    }
    for idx in (first..lines.len()).filter(|idx| is_short(*idx)) {
        let is_button = said.get(lines[idx].key.as_str()).is_some_and(|(n, below)| *n > 1 && *below);
        if is_button && marks[idx].is_none() && places[idx] == Place::Text {
            marks[idx] = Some(furniture());
        }
    }
}

fn furniture() -> Mark {
    Mark { role: Role::Furniture, reason: Reason::PageFurniture, signal: Signal::None }
}

/// Above each post of a thread stand its author and its date, with the author's rank and the like.
fn headers(lines: &[Line], places: &[Place], marks: &mut [Option<Mark>]) {
    let is_post = |idx: &usize| {
        places[*idx] == Place::Text
            && is_date(lines, marks[*idx], *idx)
            && (idx + 1..lines.len()).take(MAX_HEADER_LINES).any(|next| is_text(lines, marks, next))
    };
    let dates: Vec<usize> = (0..lines.len()).filter(is_post).collect();
    let Some(first) = (0..lines.len()).find(|idx| is_text(lines, marks, *idx)) else { return };
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
        named[author] = Some(Mark { role: Role::Byline, reason: Reason::AuthorLine, signal: Signal::None });
        let rest = (author + 1..lines.len()).take_while(|idx| !is_text(lines, marks, *idx));
        for idx in rest.take(date - author + MAX_HEADER_LINES) {
            if marks[idx].is_none() && lines[idx].shape == Shape::Short {
                named[idx] = Some(furniture());
            }
        }
    }
    marks.copy_from_slice(&named);
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
    let start = date.saturating_sub(MAX_HEADER_LINES);
    let start = (start..date).rev().take_while(|idx| !is_text(lines, marks, *idx)).last()?;
    let counts = |idx: usize| lines[idx].n_words > 1 && lines[idx].key.contains(|c: char| c.is_ascii_digit());
    // "Ann and 2 others" like the post above.
    let mut users = (start..date).filter(|idx| is_user(&lines[*idx], marks[*idx]));
    users.clone().find(|idx| !counts(*idx)).or_else(|| users.next())
}

fn is_user(line: &Line, mark: Option<Mark>) -> bool {
    mark.is_none_or(|mark| mark.role == Role::Byline)
        && line.shape == Shape::Short
        && (1..=MAX_USER_WORDS).contains(&line.n_words)
        && line.ending == Ending::Open
        && line.key.starts_with(char::is_alphabetic)
        && list_marker(&line.key).is_none()
        && !line.key.contains([':', ',', '"', '|', '/'])
}
