//! Captions and credits of flattened text: what a line says of itself, and what stands beside it.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{Reason, Role};
use epitome_langs::words;

use crate::article::Article;
use crate::line::items::list_marker;
use crate::line::marks::{Mark, has_role, n_breaks, plain};
use crate::line::phrases::Cuebook;
use crate::line::{Ending, Line, Shape};

/// Longer lines with a credit are paragraphs that swallowed one. The longest caption of the seed articles, with its credit, has 49 words.
const MAX_CAPTION_WORDS: usize = 60;
/// Words of a caption behind "Table:": with fewer it may be a name or a rating.
const MIN_LABELLED_WORDS: usize = 4;
/// Words of a credit whose label says enough, and of that label.
const MAX_COURTESY_WORDS: usize = 9;
const MIN_COURTESY_LABEL_WORDS: usize = 3;
/// A line that opens as a caption and is one has at most so many words; the one in the seed articles has 23.
const MAX_OPENER_WORDS: usize = 40;
/// Words of a line without a full stop below a picture that is its caption: headings stand there too.
const MIN_PICTURED_WORDS: usize = 6;
/// Words of a sentence below a picture that is its caption.
const MAX_PICTURED_WORDS: usize = 30;
/// Words of a sentence above a credit that is the caption of its picture.
const MAX_CREDITED_WORDS: usize = 20;

/// Captions and credits.
pub(crate) fn picture(line: &Line, book: &Cuebook) -> Option<Mark> {
    let has_credit = line.tail.is_some_and(|tail| tail.role == Role::Credit);
    if has_credit && line.n_words == 0 {
        return plain(Role::Credit, Reason::PhotoCredit);
    }
    if has_credit && line.n_words <= MAX_CAPTION_WORDS {
        return plain(Role::Caption, Reason::PhotoCredit);
    }
    if line.n_words <= MAX_CAPTION_WORDS && is_numbered(line, book) {
        return plain(Role::Caption, Reason::CaptionOpener);
    }
    if line.shape == Shape::Short && line.ending == Ending::Open && is_labelled_caption(line, book) {
        return plain(Role::Caption, Reason::CaptionOpener);
    }
    if is_courtesy(line, book) {
        return plain(Role::Credit, Reason::PhotoCredit);
    }
    let opens = || book.line_opener(|cues| &cues.caption_openers, line).is_some();
    let is_labelled = || {
        let label = book.line_opener(|cues| &cues.credit_labels, line);
        label.is_some_and(|end| {
            let rest = line.key[end..].trim_start();
            rest.starts_with(':') && rest.contains(char::is_alphabetic)
        })
    };
    let is_one_sentence = || n_breaks(line.inner()) <= 1;
    if line.n_words <= MAX_OPENER_WORDS && (opens() || is_labelled()) && is_one_sentence() {
        plain(Role::Caption, Reason::CaptionOpener)
    } else {
        None
    }
}

/// "Figure 3: the latency before", "Table 1. Errors a shift", "Hình 2 – Bến cá".
fn is_numbered(line: &Line, book: &Cuebook) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    book.line_opener(|cues| &cues.caption_labels, line).is_some_and(|end| {
        let rest = line.key[end..].trim_start_matches(['.', ' ']);
        let text = rest.trim_start_matches(is_number);
        let number = &rest[..rest.len() - text.len()];
        let sign = text.trim_start();
        let is_set_off = number.ends_with('.') && text.starts_with(' ')
            || sign.starts_with([':', '：', '–', '—', '|', '-']);
        number.starts_with(|c: char| c.is_ascii_digit()) && is_set_off && text.contains(char::is_alphabetic)
    })
}

/// "Table: errors a shift, before and after".
fn is_labelled_caption(line: &Line, book: &Cuebook) -> bool {
    book.line_opener(|cues| &cues.caption_labels, line).is_some_and(|end| {
        let text = line.key[end..].trim_start().strip_prefix([':', '：']).unwrap_or_default();
        words(text).nth(MIN_LABELLED_WORDS - 1).is_some()
    })
}

/// "Photo courtesy of the family": a label of so many words needs no colon and no name.
fn is_courtesy(line: &Line, book: &Cuebook) -> bool {
    line.n_words <= MAX_COURTESY_WORDS
        && line.ending == Ending::Open
        && book.line_opener(|cues| &cues.credit_labels, line).is_some_and(|end| {
            let n_label = words(&line.key[..end]).count();
            n_label >= MIN_COURTESY_LABEL_WORDS && n_label < line.n_words
        })
}

impl Article<'_> {
    /// A line or two sentences directly below a picture's file name are its caption, as in the seed articles and in all the labelled texts
    /// with such a name.
    pub(crate) fn is_below_picture(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let above = idx.checked_sub(1).and_then(|above| self.marks[above]);
        let is_heading = || line.n_words < MIN_PICTURED_WORDS || list_marker(&line.key).is_some();
        above.is_some_and(|mark| mark.role == Role::ImageName)
            && line.n_words <= MAX_PICTURED_WORDS
            && (line.is_sentence() || !is_heading())
            && n_breaks(line.inner()) <= 1
    }

    /// A line without a full stop above the one that says who made a picture.
    pub(crate) fn is_directly_above_credit(&self, idx: usize) -> bool {
        self.title.is_none_or(|title| title < idx)
            && idx < self.end
            && has_role(&self.marks, idx + 1, Role::Credit)
    }

    /// A short sentence between another line of the page and the one that says who made a picture. Between paragraphs, or where the text
    /// opens, it may be of the text.
    pub(crate) fn is_above_credit(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let is_credit = |mark: &Option<Mark>| mark.is_some_and(|mark| mark.role == Role::Credit);
        self.is_inside(idx)
            && self.marks[idx - 1].is_some()
            && self.marks.get(idx + 1).is_some_and(is_credit)
            && line.n_words <= MAX_CREDITED_WORDS
            && n_breaks(line.inner()) == 0
    }
}
