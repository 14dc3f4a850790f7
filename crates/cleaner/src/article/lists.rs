//! [`Lists`]: which lines belong to a list, by their markers or by the lines around them.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::Range;

use epitome_document::Role;
use epitome_langs::words;

use crate::article::Article;
use crate::article::doubts::is_page;
use crate::article::headlines::ends_with_price;
use crate::article::rows::{end_of_facts, is_line_up, is_points, is_value, names_time, tells_fact};
use crate::article::runs::runs;
use crate::article::tables::{self, n_figures};
use crate::article::title::is_summed_up;
use crate::line::dates::{is_clock, is_life};
use crate::line::items::{Marker, list_marker, step_label};
use crate::line::marks::{has_role, n_breaks};
use crate::line::quotes::is_quotation;
use crate::line::{Ending, Line, Shape};

/// So many lines in a row that open with a number are a list: one or two may be headings.
const MIN_LISTED: usize = 3;
/// Words of a sentence that is an item below a colon, and of one below a heading.
const MAX_ITEM_WORDS: usize = 25;
const MAX_STEP_WORDS: usize = 16;
/// Words of a heading that says how many items follow, and of a sentence that does.
const MAX_COUNT_WORDS: usize = 10;
const MAX_COUNT_SENTENCE_WORDS: usize = 5;
/// Words of a label before a value.
const MAX_LABEL_WORDS: usize = 3;
/// Figures at the end of a row below the text, and names in one.
const MIN_ROW_FIGURES: usize = 3;
const MIN_ROW_NAMES: usize = 5;
/// So many lines below a label are what is good, or bad.
const MAX_MERITS: usize = 6;
/// So many lines say who played.
const MIN_LINE_UPS: usize = 2;
/// The day and the month before a year.
const DAY_PIECES: usize = 2;
/// So many lines that bear no cue are more than a page has below a text: of 32 such stretches of the opened labelled texts the longest
/// one of a page has four lines.
const MIN_STRETCH: usize = 5;
/// So many lines directly below a text are facts alone if they say when: in 28 texts written later five, in the opened ones one, and five of the page.
const MAX_WHEN: usize = 2;

/// The lists of an article that only more lines than one tell. The whole of a list is told at once, however long it is.
#[derive(Default)]
pub(crate) struct Lists {
    /// Three short lines and more that open with a number each: "250 g de farine".
    pub(crate) listed: Vec<bool>,
    /// Three lines and more with a number and a figure each, the rows of a ranking: "2. Ann Lee (Harriers) 4:12".
    pub(crate) ranked: Vec<bool>,
    /// Sentences that are items: three short ones and more below a line that ends in a colon, or all there are below a heading.
    pub(crate) sentences: Vec<bool>,
    /// Items behind the text, below a label of the page: "Sent to:".
    pub(crate) below_label: Vec<bool>,
    /// What a review finds good and bad, and the labels above both: "Pros", "A good handle", "Cons", "The lid is stiff".
    pub(crate) merits: Vec<Option<Role>>,
    /// What stands below the text, or between title and text, in rows: results, line-ups, years with what happened, labels with their values, and the headings
    /// above them.
    pub(crate) below_text: Vec<Option<Role>>,
}

impl Lists {
    pub(crate) fn new(article: &Article) -> Lists {
        let n = article.lines.len();
        let is_numbered = |idx: usize| {
            let line = &article.lines[idx];
            article.is_free(idx)
                && line.shape == Shape::Short
                && line.ending == Ending::Open
                && line.key.starts_with(|c: char| c.is_ascii_digit())
        };
        // A year at the end may be of the name.
        let is_ranked = |idx: usize| {
            let line = &article.lines[idx];
            let last = line.key.rsplit(' ').next().unwrap_or_default();
            article.is_free(idx)
                && list_marker(&line.key) == Some(Marker::Number)
                && line.ending == Ending::Open
                && last.contains(|c: char| c.is_ascii_digit())
                && !is_year(last)
        };
        let is_item = |idx: usize| idx >= article.end && article.is_free(idx) && article.is_item(idx);
        let is_label = |label: usize| {
            article.lines[label].ending == Ending::Colon
                && article.marks[label].is_some_and(|mark| mark.role == Role::Furniture)
        };
        Lists {
            sentences: sentence_items(article),
            listed: lines_of(n, is_numbered, |run| run.len() >= MIN_LISTED),
            ranked: lines_of(n, is_ranked, |run| run.len() >= MIN_LISTED),
            below_label: lines_of(n, is_item, |run| run.start > article.end && is_label(run.start - 1)),
            merits: merits(article),
            below_text: rows_below_text(article),
        }
    }
}

/// Short lines below a label that says in words known that they are good, or bad. A page has no such label.
fn merits(article: &Article) -> Vec<Option<Role>> {
    let mut found = vec![None; article.lines.len()];
    let is_label = |idx: usize| article.book.is_line(|cues| &cues.merit_labels, &article.lines[idx]);
    if !(0..article.lines.len()).any(is_label) {
        return found;
    }
    let is_item = |idx: usize| {
        let line = &article.lines[idx];
        article.is_free(idx)
            && line.shape == Shape::Short
            && line.n_words <= MAX_STEP_WORDS
            && !is_value(line)
            && !ends_with_price(&line.key)
            && !article.is_labelled_row(idx)
    };
    let head = article.title.map_or(0, |title| title + 1);
    for run in runs(article.lines.len(), |idx| idx >= head && is_item(idx)) {
        let labels: Vec<usize> = run.clone().filter(|idx| is_label(*idx)).collect();
        // One alone with nothing below it heads a paragraph.
        if labels.len() > 1 || labels.first().is_some_and(|label| label + 1 < run.end) {
            // The last line may be the heading of the paragraph below.
            let is_heading = |idx: usize| {
                run.end - labels[labels.len() - 1] > 2
                    && article.lines[idx].ending == Ending::Open
                    && article.lines.get(idx + 1).is_some_and(Line::is_sentence)
            };
            let end = run.end - usize::from(is_heading(run.end - 1));
            let end = end.min(labels[labels.len() - 1] + 1 + MAX_MERITS);
            found[labels[0]..end].fill(Some(Role::ListItem));
            for label in labels {
                found[label] = Some(Role::Heading);
            }
        }
    }
    found
}

/// The rows directly below the text, and those below short headings that follow: a page has no more than two such lines below its own
/// labels.
fn rows_below_text(article: &Article) -> Vec<Option<Role>> {
    let n = article.lines.len();
    let mut found = vec![None; n];
    let is_short = |idx: usize| {
        idx < n && article.is_free(idx) && matches!(article.lines[idx].shape, Shape::Short | Shape::List)
    };
    // What opens with a bullet is an item, what opens with a number and ends with figures a row.
    let is_row = |idx: usize| {
        let is_told = |line: &Line| is_row(line) || is_life(line, article.book);
        is_short(idx)
            && is_told(&article.lines[idx])
            && (!article.is_item(idx) || n_figures(&article.lines[idx]) >= MIN_ROW_FIGURES)
    };
    let end_of_rows = |start: usize| (start..n).find(|idx| !is_row(*idx)).unwrap_or(n);
    if article.first >= article.end {
        return found;
    }
    let mut end = end_of_rows(article.end);
    found[article.end..end].fill(Some(Role::Paragraph));
    // A line-up and the years of a life are the article's even if they stand alone.
    // The text of a whole page has lists of subjects there.
    let is_page = is_page(article.lines);
    let is_clear = |line: &Line| !is_page && holds_names(line) || is_life(line, article.book);
    let weigh = |rows: Range<usize>| -> usize {
        rows.map(|idx| if is_clear(&article.lines[idx]) { MIN_LISTED } else { 1 }).sum()
    };
    let (below, mut n_rows) = (end, weigh(article.end..end));
    loop {
        let is_heading = is_short(end) && article.lines[end].ending == Ending::Open;
        let next = if is_heading { end_of_rows(end + 1) } else { end };
        if next <= end + 1 {
            break;
        }
        found[end] = Some(Role::Heading);
        found[end + 1..next].fill(Some(Role::Paragraph));
        n_rows += weigh(end + 1..next);
        end = next;
    }
    if n_rows < MIN_LISTED {
        found[below..end].fill(None);
    }
    // So are those who played in a match, and when they came and went.
    for run in runs(n, |idx| idx >= end && article.is_free(idx) && is_line_up(&article.lines[idx])) {
        if run.len() >= MIN_LINE_UPS {
            if is_short(run.start - 1) && article.lines[run.start - 1].ending == Ending::Open {
                found[run.start - 1] = Some(Role::Heading);
            }
            found[run].fill(Some(Role::Paragraph));
        }
    }
    // Figures in columns are a table's, whatever else stands on the page. A word of the page may part them from the text: "Advertisement".
    let is_word = |idx: usize| {
        idx < n
            && article.lines[idx].n_words <= MAX_LABEL_WORDS
            && article.marks[idx].is_some_and(|mark| mark.role == Role::Furniture)
    };
    let below = end + usize::from(is_word(end));
    let lines_below = below..(below..n).find(|idx| !is_short(*idx)).unwrap_or(n);
    let mut above = lines_below.start;
    for table in tables::find(article.lines, lines_below, article.book)
        .take_while(|table| !is_ranking(&article.lines[table.cells.clone()]))
    {
        found[above..table.cells.start].fill(Some(Role::Heading));
        above = table.cells.end;
        end = above;
        found[table.cells].fill(Some(Role::Paragraph));
    }
    // Who wrote the article may sign above it, or where it ends.
    let is_author =
        |idx: usize| idx < n && (article.is_person(idx) && !is_row(idx + 1) || article.is_signature(idx));
    let is_signed = is_author(end) || has_role(&article.marks, end, Role::Byline);
    let start = end + usize::from(is_signed);
    let stretch = start..(start..n).find(|idx| !is_short(*idx) || is_author(*idx)).unwrap_or(n);
    // Nor has a page such a box of facts between title and text.
    let head = article.title.map_or(0..0, |title| title + 1..article.first);
    let boxes = runs(head.end, |idx| idx >= head.start && is_short(idx))
        .filter(|stretch| !stretch.clone().any(|idx| is_summed_up(article, idx)));
    // A menu has hardly a figure.
    let tells_figures =
        |idx: &usize| is_row(*idx) || article.lines[*idx].key.contains(|c: char| c.is_ascii_digit());
    // Nor has a page points that it gives, one after the other.
    let is_rated = |stretch: &Range<usize>| {
        stretch.clone().filter(|idx| is_points(&article.lines[*idx].key)).count() >= MIN_LISTED
    };
    // Nor does anything else stand between an entry of an encyclopaedia and its title.
    let is_own = |stretch: &Range<usize>| {
        stretch.len() >= MIN_STRETCH
            && (article.is_entry && stretch.end == article.first
                || (!is_page || is_rated(stretch))
                    && stretch.clone().filter(tells_figures).count() * MIN_LISTED >= stretch.len())
    };
    let is_fact =
        |idx: usize| !is_page && !article.is_item(idx) && tells_fact(&article.lines[idx], article.book);
    let tells_when = |idx: &usize| is_fact(*idx) && names_time(&article.lines[*idx], article.book);
    let facts = end_of_facts(stretch.clone(), is_fact);
    let when = stretch.clone().take(MAX_WHEN).rfind(tells_when).map_or(start, |last| last + 1);
    let stretch = if is_own(&stretch) { stretch } else { start..facts.max(when) };
    for stretch in boxes.filter(is_own).chain([stretch]) {
        for idx in stretch.clone() {
            let is_short = article.lines[idx].n_words <= MAX_LABEL_WORDS && idx + 1 < stretch.end;
            let is_label = !is_row(idx) && !is_fact(idx) && (is_short || is_row(idx + 1));
            found[idx] = Some(if is_label { Role::Heading } else { Role::Paragraph });
        }
    }
    found
}

/// "Referee: A. Singh", "Harriers 2-2 Athletic", "1963 Born in the lock-keeper's house", "15h00: Harriers - Athletic", "1. Harriers 41 14 9 5",
/// "Ann, Bea, Cat, Dee, Eve".
fn is_row(line: &Line) -> bool {
    let is_value = |(label, value): (&str, &str)| {
        words(label).count() <= MAX_LABEL_WORDS && value.contains(char::is_alphanumeric)
    };
    line.key.split_once(": ").is_some_and(is_value)
        || is_result(&line.key)
        || opens_with_year(line)
        || opens_with_day(line)
        || n_figures(line) >= MIN_ROW_FIGURES
        || holds_names(line)
}

/// Whether the only figures are 1, 2, 3: those beside the most read stories.
fn is_ranking(lines: &[Line]) -> bool {
    let figures = lines.iter().filter(|line| line.text.starts_with(|c: char| c.is_ascii_digit()));
    figures.zip(1..).all(|(line, rank)| line.text.parse() == Ok(rank))
}

/// "1963 Born in the lock-keeper's house".
pub(crate) fn opens_with_year(line: &Line) -> bool {
    line.n_words > 1 && is_year(line.key.split(' ').next().unwrap_or_default())
}

/// "12 May 1963 Born in the lock-keeper's house".
pub(crate) fn opens_with_day(line: &Line) -> bool {
    let mut pieces = line.key.split(' ').skip(DAY_PIECES);
    line.key.starts_with(|c: char| c.is_ascii_digit())
        && pieces.next().is_some_and(is_year)
        && pieces.next().is_some_and(|piece| piece.contains(char::is_alphabetic))
}

fn is_year(piece: &str) -> bool {
    let year = piece.trim_end_matches([':', '-', '–', '—', '.']);
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Ann, Bea, Cat, Dee, Eve", "Lions: Ann; Bea, Cat, Dee; Eve".
fn holds_names(line: &Line) -> bool {
    line.key.matches([',', ';']).count() + 1 >= MIN_ROW_NAMES
}

/// "Harriers 2-2 Athletic".
pub(crate) fn is_result(key: &str) -> bool {
    let is_goals =
        |goals: &str| matches!(goals.len(), 1..=3) && goals.bytes().all(|byte| byte.is_ascii_digit());
    // A time opens a row of a programme.
    let n_times = usize::from(is_clock(key.split(' ').next().unwrap_or_default()));
    key.split(' ').skip(n_times).any(|piece| {
        piece.split_once(['-', ':']).is_some_and(|(one, other)| is_goals(one) && is_goals(other))
    })
}

/// The sentences that are items of a list whose markers are lost.
fn sentence_items(article: &Article) -> Vec<bool> {
    let lines = article.lines;
    let mut found = vec![false; lines.len()];
    // "22:40: The lake stands a metre above normal." is an event, and so is "Minute 29: Roe levels from the spot."
    let is_event = |line: &Line| {
        let opens_with_digit = line.key.starts_with(|c: char| c.is_ascii_digit());
        step_label(&line.key).is_some()
            || opens_with_digit && line.key.split_once(": ").is_some_and(|(time, _)| is_clock(time))
    };
    let is_sentence = |idx: usize| {
        let is_short = matches!(lines[idx].ending, Ending::Stop) || lines[idx].text.ends_with(';');
        article.is_free(idx)
            && (lines[idx].is_sentence() || is_short)
            && !is_event(&lines[idx])
            && list_marker(&lines[idx].key).is_none()
            && !lines[idx].text.ends_with(['?', '？', ':', '：'])
            && !is_quotation(lines[idx].inner())
    };
    let counts = |idx: usize| {
        let key = lines[idx].key.as_str();
        lines[idx].n_words
            <= if lines[idx].ending == Ending::Open { MAX_COUNT_WORDS } else { MAX_COUNT_SENTENCE_WORDS }
            && words(key).map(|word| &key[word.range()]).any(|word| {
                // "One" may be "a", and zero "not".
                article.book.language.number_words.contains(word) && !article.book.is_stop_word(word)
            })
    };
    let mut start = article.first + 1;
    while start < article.end {
        let above = start - 1;
        let is_heading = lines[above].shape == Shape::Short && lines[above].ending == Ending::Open;
        let max_words = match article.is_free(above) && !article.is_item(above) {
            // "There are three ways out."
            true if lines[above].ending == Ending::Colon || counts(above) => MAX_ITEM_WORDS,
            true if is_heading => MAX_STEP_WORDS,
            _ => 0,
        };
        let is_item = |idx: &usize| is_sentence(*idx) && lines[*idx].n_words <= max_words;
        let end = (start..article.end).take_while(is_item).last().map_or(start, |last| last + 1);
        // Behind items that end in a semicolon the last one ends with a full stop.
        let is_last = |idx: &usize| lines[*idx].ending == Ending::Stop && lines[*idx - 1].text.ends_with(';');
        let end = (start + 1..end).find(is_last).map_or(end, |last| last + 1);
        let n_single = (start..end).filter(|idx| n_breaks(lines[*idx].inner()) == 0).count();
        if end - start >= MIN_LISTED && (max_words == MAX_ITEM_WORDS || n_single * 4 >= (end - start) * 3) {
            found[start..end].fill(true);
        }
        start = end.max(start + 1);
    }
    found
}

/// The lines of the runs, of so many lines, that are asked for.
fn lines_of(n: usize, is_in: impl Fn(usize) -> bool, is_asked: impl Fn(&Range<usize>) -> bool) -> Vec<bool> {
    let mut found = vec![false; n];
    runs(n, is_in).filter(is_asked).for_each(|run| found[run].fill(true));
    found
}

impl Article<'_> {
    pub(crate) fn is_among_items(&self, idx: usize) -> bool {
        let is_beside = |idx: usize| idx < self.lines.len() && self.is_free(idx) && self.is_item(idx);
        self.is_item(idx) && (idx > 0 && is_beside(idx - 1) || is_beside(idx + 1))
    }

    /// "Step 2: …" beside "Step 1: …", but not "Minute 29: …" beside "Minute 11: …".
    fn is_step(&self, idx: usize) -> bool {
        let label = |idx: usize| self.lines.get(idx).and_then(|line| step_label(&line.key));
        label(idx).is_some_and(|(word, number)| {
            let is_next = |other: usize| {
                label(other).is_some_and(|other| other.0 == word && other.1.abs_diff(number) == 1)
            };
            idx > 0 && is_next(idx - 1) || is_next(idx + 1)
        })
    }

    /// Whether a line is an item of a list: bullets and numbers are, dashes unless somebody speaks.
    pub(crate) fn is_item(&self, idx: usize) -> bool {
        let is_dashed =
            |idx: usize| self.lines.get(idx).is_some_and(|line| list_marker(&line.key) == Some(Marker::Dash));
        let asks = |idx: usize| is_dashed(idx) && self.lines[idx].ending == Ending::Exclaim;
        // "* What did you see?", and below it "- Nothing at first."
        let answers =
            |idx: usize| idx > 0 && self.lines[idx - 1].text.ends_with(['?', '？']) && !is_dashed(idx + 1);
        match list_marker(&self.lines[idx].key) {
            Some(Marker::Number) => true,
            // One alone marks a note: "* The names have been changed".
            Some(Marker::Bullet) => {
                let is_bullet = |idx: usize| {
                    self.lines.get(idx).is_some_and(|line| list_marker(&line.key) == Some(Marker::Bullet))
                };
                is_bullet(idx + 1) || idx > 0 && is_bullet(idx - 1)
            }
            Some(Marker::Dash) => !(answers(idx) || asks(idx) || asks(idx + 1) || idx > 0 && asks(idx - 1)),
            None => self.is_step(idx),
        }
    }
}
