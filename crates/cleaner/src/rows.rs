//! Rows of a label and what it labels: "Referee: A. Singh", "Rating: 4/5".

use epitome_langs::words;

use crate::article::Article;
use crate::lines::Line;

/// Words of the label of a row, and of what it labels: of the rows in the labelled texts those with more are mostly items.
const MAX_LABEL_WORDS: usize = 3;
const MAX_VALUE_WORDS: usize = 6;

impl Article<'_> {
    /// "Screenplay: Ann Lee" beside "Directed by: Tom Roe".
    pub(crate) fn is_labelled_row(&self, idx: usize) -> bool {
        let is_row = |idx: usize| {
            idx < self.lines.len()
                && self.is_free(idx)
                && (is_value(&self.lines[idx]) || is_labelled_value(&self.lines[idx]))
        };
        is_row(idx) && (is_row(idx + 1) || idx > 0 && is_row(idx - 1))
    }
}

/// A label with a figure: "Note : 4/5", "Cuisson : 35 min".
pub(crate) fn is_value(line: &Line) -> bool {
    line.key.split_once(':').is_some_and(|(label, value)| {
        label.contains(char::is_alphabetic) && value.trim_start().starts_with(|c: char| c.is_ascii_digit())
    })
}

/// A short label in words with a few words: "Screenplay: Ann Lee". What opens with a number or a date is an item.
fn is_labelled_value(line: &Line) -> bool {
    line.key.split_once(':').is_some_and(|(label, value)| {
        (1..=MAX_LABEL_WORDS).contains(&words(label).count())
            && !label.contains(|c: char| c.is_ascii_digit())
            && value.starts_with(' ')
            && (1..=MAX_VALUE_WORDS).contains(&words(value).count())
    })
}

/// A label of a few words, and anything behind it: "Thornley (4-4-2): Gage 6; Moxon 6".
pub(crate) fn is_labelled(line: &Line) -> bool {
    is_value(line)
        || line.key.split_once(": ").is_some_and(|(label, value)| {
            (1..=MAX_LABEL_WORDS + 1).contains(&words(label).count()) && value.contains(char::is_alphanumeric)
        })
}
