//! Bytes of the source that are text where they stand, and would be the beginning of something else with other text behind them:
//! `<` that of a tag, `&no` of the reference `&not`.

use std::borrow::Cow;

use epitome_document::Document;

use super::line_head::before_on_line;

/// Whether text ends so.
pub(super) fn is_unfinished(text: &str) -> bool {
    let before_name = text.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    text.ends_with('<') || before_name.ends_with('&')
}

/// Whether what stands before a place of the source does.
pub(super) fn is_unfinished_before(document: &Document, at: usize) -> bool {
    // Nearly all units stand behind a tag or white space, which one byte shows; that of UTF-16 may be zero.
    let last = at.checked_sub(1).map_or(b' ', |last| document.source.bytes[last]);
    let may_be = last.is_ascii_alphanumeric() || matches!(last, b'<' | b'&' | b'#' | 0);
    may_be && is_unfinished(&before_on_line(document, at))
}

/// What is written behind that: a first letter or sign that could go on with it as a reference, which begins anew.
pub(super) fn apart(written: Cow<'_, str>) -> Cow<'_, str> {
    let first = written.chars().next();
    match first.filter(|c| c.is_ascii_alphanumeric() || matches!(c, '#' | ';' | '/' | '!' | '?' | '=')) {
        Some(c) => format!("&#{};{}", u32::from(c), &written[1..]).into(),
        None => written,
    }
}
