//! What lines in a row are that are no sentences: items of a list, labels with their values, or rows of a table.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::Range;

use epitome_document::{Reason, Role, Treatment};

use crate::article::Article;
use crate::article::lists::is_result;
use crate::article::roles::treat;
use crate::article::rows::is_value;
use crate::article::tables;
use crate::line::dates::is_clock;
use crate::line::{Ending, Line, Shape};

/// So many lines in a row, the heading above them among them, are no headings: those never come in threes.
const MIN_RUN: usize = 4;
/// The same below a line that ends in a colon.
const MIN_LISTED: usize = 3;
/// Words of an item without a full stop.
const MAX_ITEM_WORDS: usize = 45;
/// Words of a label with its figure: what has more is an item that opens with a label.
const MAX_VALUE_WORDS: usize = 9;
/// Words of the cells of a table in the mean: of 281 lines in such runs of the opened texts, and of the opened pages flattened, 11 are items.
const MAX_CELL_WORDS: usize = 3;
/// Words of the heading above a list or above what follows it.
const MAX_HEADING_WORDS: usize = 12;
/// Words of the caption of a table: of the 13 lines above one in the opened labelled texts those with fewer are headings.
const MIN_CAPTION_WORDS: usize = 7;
/// Words of a label that stands above its value ("When").
const MAX_LABEL_WORDS: usize = 3;

/// What each line in such a row is; `None` for those in no row.
pub(crate) fn find(article: &Article) -> Vec<Option<Treatment>> {
    let n = article.lines.len();
    let mut found = vec![None; n];
    for run in runs(n, |idx| article.is_in_run(idx)) {
        article.name_run(run, &mut found);
    }
    found
}

/// The runs, of so many lines, whose lines all are of a kind.
pub(crate) fn runs(n: usize, is_in: impl Fn(usize) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = (end..n).find(|idx| is_in(*idx))?;
        end = (start..n).find(|idx| !is_in(*idx)).unwrap_or(n);
        Some(start..end)
    })
}

/// "9:00 - 11:30 Tour of the halls": a row of a programme.
fn opens_with_span(key: &str) -> bool {
    let mut pieces = key.split(' ');
    let is_time = |piece: Option<&str>| piece.is_some_and(is_clock);
    is_time(pieces.next()) && matches!(pieces.next(), Some("-" | "–" | "—")) && is_time(pieces.next())
}

impl Article<'_> {
    /// Whether a line does not end as a sentence does, nor is told by itself.
    fn is_in_run(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        self.is_free(idx)
            && (line.ending == Ending::Open || line.text.ends_with(';'))
            && ((1..=MAX_ITEM_WORDS).contains(&line.n_words) || tables::is_nil(line.text))
            && line.tail.is_none()
            && self.title != Some(idx)
            && !(is_value(line) && line.n_words <= MAX_VALUE_WORDS)
            && !self.is_labelled_row(idx)
            && !self.is_item(idx)
    }

    fn name_run(&self, mut run: Range<usize>, found: &mut [Option<Treatment>]) {
        let heading = treat(Role::Heading, Reason::ShortLineInText, true);
        let paragraph = treat(Role::Paragraph, Reason::RunningText, false);
        for table in tables::find(self.lines, run.clone(), self.book) {
            self.name_caption(table.header.start, found);
            found[table.header].fill(Some(heading));
            run.start = table.cells.end;
            found[table.cells].fill(Some(treat(Role::Paragraph, Reason::AmongText, false)));
        }
        let label = run.start.checked_sub(1).filter(|above| self.is_free(*above));
        let is_below_colon = label.is_some_and(|label| self.lines[label].ending == Ending::Colon);
        if run.len() >= MIN_LISTED && run.clone().all(|idx| opens_with_span(&self.lines[idx].key)) {
            found[run].fill(Some(paragraph));
            return;
        }
        if run.len() >= if is_below_colon { MIN_LISTED } else { MIN_RUN } {
            if !is_below_colon && self.are_labels(run.clone()) {
                for idx in run.clone() {
                    let is_label = (idx - run.start).is_multiple_of(2);
                    found[idx] = Some(if is_label { heading } else { paragraph });
                }
            } else {
                let (first, last) = (run.start, run.end - 1);
                let is_title = |idx: usize| {
                    let line = &self.lines[idx];
                    line.shape == Shape::Short
                        && line.n_words <= MAX_HEADING_WORDS
                        && !line.text.starts_with(char::is_lowercase)
                };
                let opens = !is_below_colon && is_title(first);
                let items = first + usize::from(!is_below_colon)..last;
                let closes = is_title(last)
                    && self.is_above_text(last)
                    && (!is_below_colon || self.is_unlike(last, items));
                let are_results = (first + 1..last).all(|idx| is_result(&self.lines[idx].key));
                let item = match are_results || self.are_cells(run.clone()) {
                    true => paragraph,
                    false => treat(Role::ListItem, Reason::ListMarker, false),
                };
                found[run.clone()].fill(Some(item));
                found[first] = if opens { Some(heading) } else { found[first] };
                found[last] = if closes { Some(heading) } else { found[last] };
                if let Some(second) = self.second_heading(run.clone()).filter(|_| opens) {
                    found[second] = Some(heading);
                }
            }
        }
        for rows in self.rows(run) {
            let has_header = rows.len() >= MIN_LISTED;
            let header = rows.start;
            found[rows].fill(Some(paragraph));
            if has_header {
                self.name_caption(header, found);
                found[header] = Some(heading);
            }
        }
    }

    /// What stands directly above the names of the columns of a table is its caption, where it is too long for a heading.
    fn name_caption(&self, header: usize, found: &mut [Option<Treatment>]) {
        if let Some(above) = header.checked_sub(1).filter(|above| self.is_free(*above))
            && self.lines[above].shape == Shape::Short
            && self.lines[above].ending == Ending::Open
            && self.lines[above].n_words >= MIN_CAPTION_WORDS
        {
            found[above] = Some(treat(Role::Caption, Reason::BesidePicture, false));
        }
    }

    /// The heading of the second of two lists, as short as that of the first: "Pros", "A good handle", "Stays hot for hours", "Cons", …
    fn second_heading(&self, run: Range<usize>) -> Option<usize> {
        let n_words = |idx: usize| self.lines[idx].n_words;
        let is_as_short = |idx: &usize| n_words(*idx) <= n_words(run.start);
        let mut short = (run.start + 2..run.end.saturating_sub(1)).filter(is_as_short);
        let second = short.next().filter(|_| n_words(run.start) <= MAX_LABEL_WORDS)?;
        let is_only = short.next().is_none() && !is_as_short(&(run.start + 1));
        let is_item = |idx: usize| n_words(idx) >= 2 * n_words(run.start);
        (is_only && is_item(run.start + 1) && is_item(second + 1)).then_some(second)
    }

    /// Above a sentence, or above rows with labels.
    fn is_above_text(&self, idx: usize) -> bool {
        idx + 1 < self.lines.len()
            && (self.is_free_sentence(idx + 1) || self.is_labelled_row(idx + 1))
            && !self.is_in_run(idx + 1)
    }

    /// The rows of a table beside each other: as many bars or tabs, or three of them and more with as many strokes or semicolons.
    fn rows(&self, run: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let n_cells = |idx: usize, signs: &[&str]| -> usize {
            signs.iter().map(|sign| self.lines[idx].text.matches(sign).count()).sum()
        };
        let mut found = Vec::new();
        for (signs, least) in [(&["|", "\t"][..], 2), (&[" / "], MIN_LISTED), (&[" ; "], MIN_LISTED)] {
            let mut start = run.start;
            while start < run.end {
                let own = n_cells(start, signs);
                let end = (start..run.end).find(|idx| n_cells(*idx, signs) != own).unwrap_or(run.end);
                if own > 0 && end - start >= least {
                    found.push(start..end);
                }
                start = end;
            }
        }
        found.into_iter()
    }

    /// Few words each and figures among them: the cells of a table whose columns nothing tells. Each item of a list opens with a figure, or none.
    fn are_cells(&self, run: Range<usize>) -> bool {
        let lines = &self.lines[run];
        let n_words: usize = lines.iter().map(|line| line.n_words).sum();
        let opens_with_figure = |line: &Line| {
            line.key.starts_with(|c: char| c.is_ascii_digit()) && line.key.contains(char::is_alphabetic)
        };
        let [_, items @ .., _] = lines else { return false };
        n_words <= MAX_CELL_WORDS * lines.len()
            && lines.iter().any(|line| line.key.contains(|c: char| c.is_ascii_digit()))
            && !items.iter().all(opens_with_figure)
    }

    /// Labels and values in turn: "When", "Saturday, 10 to 2", "Where", "Corn Hall, Market Place".
    fn are_labels(&self, run: Range<usize>) -> bool {
        let n_words = |idx: usize| self.lines[idx].n_words;
        run.clone().step_by(2).all(|idx| {
            n_words(idx) <= MAX_LABEL_WORDS
                && !self.lines[idx].key.contains(|c: char| c.is_ascii_digit())
                && (idx + 1 == run.end || n_words(idx + 1) > n_words(idx))
        })
    }

    /// Whether the last line of a list is the heading of what follows: shorter by half than its items, or without the number, or with the
    /// capital, that all of them open with or do not.
    fn is_unlike(&self, idx: usize, items: Range<usize>) -> bool {
        let n_items = items.len().max(1);
        let n_words: usize = items.clone().map(|item| self.lines[item].n_words).sum();
        let opening = |idx: usize| {
            let first = self.lines[idx].text.chars().find(|c| c.is_alphanumeric());
            first.map(|c| (c.is_numeric(), c.is_lowercase()))
        };
        let is_short = self.lines[idx].n_words * 2 * n_items <= n_words;
        is_short || items.into_iter().all(|item| opening(item) != opening(idx))
    }
}
