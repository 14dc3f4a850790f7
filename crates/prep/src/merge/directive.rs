//! [`hide`]: words that would be taken for something that is written for a program where they stand on their line.

use std::ops::Range;

use epitome_document::{directives, may_have_directives};

use super::emphasis;
use super::line_head::is_line_head;
use super::markdown::{Piece, n_ticks};

/// Writes the first sign or letter of such words as what it is and nothing else, between what stands beside them on their line.
pub(super) fn hide(written: &mut [Piece], before: &str, behind: impl Fn() -> String) {
    let mut before = if is_line_head(before) { "" } else { before };
    let mut starts_line = true;
    let mut is_in_code = false;
    for idx in 0..written.len() {
        if starts_line && !is_in_code && !written[idx].text.is_empty() {
            let head = if before.is_empty() { &*written[idx].text } else { before };
            let is_text = |piece: &&mut Piece| piece.source.is_none() && piece.emphasis.is_none();
            let is_first = |range: &Range<usize>| range.contains(&before.len());
            if may_have_directives(head)
                && directives(&line(before, &written[idx..], &behind)).iter().any(is_first)
                && let Some(piece) = written[idx..].iter_mut().find(is_text)
            {
                hide_first(piece);
            }
            before = "";
        }
        is_in_code ^= written[idx].source.is_some() && n_ticks(&written[idx].text).is_some();
        if !written[idx].text.is_empty() {
            starts_line = written[idx].text.ends_with(['\n', '\r']);
        }
    }
}

/// A line: what stands before it, and what is written up to its end or behind it.
fn line(before: &str, written: &[Piece], behind: impl Fn() -> String) -> String {
    let mut line = before.to_owned();
    for piece in written {
        if let Some(end) = piece.text.find(['\n', '\r']) {
            return line + &piece.text[..end];
        }
        line.push_str(&piece.text);
    }
    line + &behind()
}

fn hide_first(piece: &mut Piece) {
    let n_blank = piece.text.len() - piece.text.trim_start().len();
    if piece.text[n_blank..].starts_with(|c: char| c.is_ascii_punctuation()) {
        piece.text.insert(n_blank, '\\');
    } else {
        emphasis::hide_first(piece);
    }
}
