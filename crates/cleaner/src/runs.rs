//! What lines in a row are that are no sentences: items of a list, labels with their values, or rows of a table.

use epitome_document::{Reason, Role, Treatment};

use crate::article::Article;
use crate::lines::{Ending, Line, Shape};
use crate::roles::{is_value, treat};

/// So many lines in a row, the heading above them among them, are no headings: those never come in threes.
const MIN_RUN: usize = 4;
/// The same below a line that ends in a colon.
const MIN_LISTED: usize = 3;
/// So far a run is looked through in either direction.
const MAX_RUN: usize = 60;
/// Words of an item without a full stop.
const MAX_ITEM_WORDS: usize = 45;
/// Words of the heading above a list or above what follows it.
const MAX_HEADING_WORDS: usize = 12;
/// Words of a label that stands above its value ("When").
const MAX_LABEL_WORDS: usize = 3;

impl Article<'_> {
    /// What a line in a row of lines that are no sentences is, if there are enough of them.
    pub(crate) fn in_run(&self, idx: usize) -> Option<Treatment> {
        if !self.is_in_run(idx) {
            return None;
        }
        if self.is_row(idx) {
            return Some(treat(Role::Paragraph, Reason::RunningText, false));
        }
        let start = idx - (0..idx).rev().take(MAX_RUN).take_while(|idx| self.is_in_run(*idx)).count();
        let end = idx + (idx..self.lines.len()).take(MAX_RUN).take_while(|idx| self.is_in_run(*idx)).count();
        let label = start.checked_sub(1).filter(|above| self.is_free(*above));
        let is_below_colon = label.is_some_and(|label| self.lines[label].ending == Ending::Colon);
        if end - start < if is_below_colon { MIN_LISTED } else { MIN_RUN } {
            return None;
        }
        let is_heading = |idx: usize| {
            self.lines[idx].shape == Shape::Short && self.lines[idx].n_words <= MAX_HEADING_WORDS
        };
        let heading = Some(treat(Role::Heading, Reason::ShortLineInText, true));
        if !is_below_colon && self.are_labels(start..end) {
            let is_label = (idx - start).is_multiple_of(2);
            return if is_label { heading } else { Some(treat(Role::Paragraph, Reason::RunningText, false)) };
        }
        let opens = idx == start && !is_below_colon && is_heading(idx);
        let closes = idx + 1 == end && is_heading(idx) && self.is_above_sentence(idx);
        let items = start + usize::from(!is_below_colon)..end - 1;
        if opens || closes && (!is_below_colon || self.is_unlike(idx, items)) {
            return heading;
        }
        Some(treat(Role::ListItem, Reason::ListMarker, false))
    }

    /// Whether a line is none that ends as a sentence does.
    fn is_in_run(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        self.is_free(idx)
            && (line.ending == Ending::Open || line.text.ends_with(';'))
            && (1..=MAX_ITEM_WORDS).contains(&line.n_words)
            && line.tail.is_none()
            && self.title != Some(idx)
            && !is_value(line)
            && !self.is_item(idx)
    }

    fn is_above_sentence(&self, idx: usize) -> bool {
        idx + 1 < self.lines.len() && self.is_free_sentence(idx + 1) && !self.is_in_run(idx + 1)
    }

    /// Whether a line is a row of a table beside another: as many bars or tabs.
    fn is_row(&self, idx: usize) -> bool {
        let n_cells = |line: &Line| line.text.matches(['|', '\t']).count();
        let own = n_cells(&self.lines[idx]);
        let is_alike = |other: usize| self.is_free(other) && n_cells(&self.lines[other]) == own;
        own > 0 && (idx > 0 && is_alike(idx - 1) || idx + 1 < self.lines.len() && is_alike(idx + 1))
    }

    /// Labels and values in turn: "When", "Saturday, 10 to 2", "Where", "Corn Hall, Market Place".
    fn are_labels(&self, run: std::ops::Range<usize>) -> bool {
        let n_words = |idx: usize| self.lines[idx].n_words;
        run.clone().step_by(2).all(|idx| {
            n_words(idx) <= MAX_LABEL_WORDS
                && !self.lines[idx].key.contains(|c: char| c.is_ascii_digit())
                && (idx + 1 == run.end || n_words(idx + 1) > n_words(idx))
        })
    }

    /// Whether the last line of a list is the heading of what follows: shorter by half than its items, or without the number, or with the
    /// capital, that all of them open with or do not.
    fn is_unlike(&self, idx: usize, items: std::ops::Range<usize>) -> bool {
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
