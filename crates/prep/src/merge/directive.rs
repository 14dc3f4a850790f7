//! [`hide`]: words that would be taken for something that is written for a program where they stand on their line; [`kept_head`]:
//! signs that may be such, and stay.

use std::ops::Range;

use epitome_document::{Span, directives, may_have_directives};

use super::emphasis;
use super::line_head::is_line_head;
use super::markdown::{Piece, Unit};
use crate::content::Content;

/// Writes the first sign or letter of such words as what it is and nothing else, between what stands beside them on their line.
pub(super) fn hide(written: &mut [Piece], before: &str, behind: impl Fn() -> String) {
    let mut before = if is_line_head(before) { "" } else { before };
    let mut starts_line = true;
    let mut is_in_code = false;
    for idx in 0..written.len() {
        if starts_line && !is_in_code && !written[idx].text.is_empty() {
            let head = if before.is_empty() { &*written[idx].text } else { before };
            let is_text =
                |piece: &&mut Piece| piece.source.is_none() && piece.emphasis.is_none() && !piece.is_fence;
            let is_first = |range: &Range<usize>| range.contains(&before.len());
            if may_have_directives(head)
                && directives(&line(before, &written[idx..], &behind)).iter().any(is_first)
                && let Some(piece) = written[idx..].iter_mut().find(is_text)
            {
                hide_first(piece);
            }
            before = "";
        }
        is_in_code ^= written[idx].is_fence;
        if !written[idx].text.is_empty() {
            // A line end is written with what its next line begins with.
            starts_line = written[idx].text.trim_end_matches([' ', '\t', '>']).ends_with(['\n', '\r']);
        }
    }
}

/// The length of signs that a translation begins with as its source does, with the like behind them: there they are none of CommonMark,
/// but may be some of another program, as those of marked words are.
pub(super) fn kept_head(unit: &Unit<'_>, target: &Content) -> usize {
    let source = &unit.anatomy.content;
    let first = |content: &Content| content.codes.first().map_or(content.text.len(), |code| code.at as usize);
    let (there, here) = (&source.text[..first(source)], &target.text[..first(target)]);
    let is_sign = |c: &char| matches!(c, '*' | '_' | '~' | ':' | '+' | '-' | '=' | '>' | '#' | '|');
    let n = there.chars().zip(here.chars()).take_while(|(a, b)| a == b && is_sign(a)).count();
    let is_like = match (there[n..].chars().next(), here[n..].chars().next()) {
        (Some(a), Some(b)) => a == b && !a.is_whitespace() || a.is_alphanumeric() && b.is_alphanumeric(),
        _ => false,
    };
    let start = unit.span.start();
    let written = unit.document.map.to_source(Span::new(start, start + n));
    let is_written = || written.is_some_and(|written| unit.read(written) == here[..n]);
    // A sign that is text would open what one that is emphasis closes.
    let is_safe =
        || !target.codes.iter().filter_map(|code| unit.sign(code)).any(|sign| here[..n].contains(sign));
    if n > 0 && is_like && is_written() && is_safe() { n } else { 0 }
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
    // The partner of a bracket would be left alone.
    let letter = piece.text.char_indices().find(|(_, c)| c.is_ascii_alphanumeric());
    if let Some((at, letter)) = letter.filter(|_| piece.text[n_blank..].starts_with('[')) {
        piece.text.replace_range(at..=at, &format!("&#{};", u32::from(letter)));
    } else if piece.text[n_blank..].starts_with(|c: char| c.is_ascii_punctuation()) {
        piece.text.insert(n_blank, '\\');
    } else {
        emphasis::hide_first(piece);
    }
}
