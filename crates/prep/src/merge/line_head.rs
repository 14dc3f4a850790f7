//! [`line_head`]: what a line put into code of Markdown begins with; [`before_on_line`]: what a line begins with.

use epitome_document::{Document, Media, Span};

use crate::anatomy::decoded;

/// No line of code begins behind more bytes of indentation and quotation signs than this; so a look at them takes bounded time.
const MAX_HEAD: usize = 512;

/// What stands before each line of a block of code: its indentation, and the signs of the quotations around it. The number or
/// the sign of a list item is written once, and is as wide as the space below it.
pub(super) fn line_head(document: &Document, unit: Span) -> String {
    let block = document.block(document.block_at(unit.start()));
    let Some(block) = document.map.to_source(block.span) else { return String::new() };
    let line = before_on_line(document, block.start());
    // A no-break space is trimmed off the block as others are, but belongs to the code.
    let line = line.split(|c: char| c.is_whitespace() && !c.is_ascii()).next().unwrap_or_default();
    let is_head = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')');
    let repeated = |c: char| if matches!(c, '\t' | '>') { c } else { ' ' };
    if line.chars().all(is_head) { line.chars().map(repeated).collect() } else { String::new() }
}

/// What stands before a place of the source on its line, as far as it is near.
pub(super) fn before_on_line(document: &Document, at: usize) -> String {
    let before = decoded(document, Span::new(at - at.min(MAX_HEAD), at));
    let before = if document.source.media == Media::Record { unescaped_end(&before).into() } else { before };
    before[before.rfind(['\n', '\r']).map_or(0, |at| at + 1)..].trim_start_matches('\u{FEFF}').to_owned()
}

/// What stands behind a place of the source on its line, as far as it is near. In a record a line end is two characters.
pub(super) fn behind_on_line(document: &Document, at: usize) -> String {
    let end = document.source.bytes.len().min(at + MAX_HEAD);
    let behind = decoded(document, Span::new(at, end));
    let ends = ["\n", "\r", "\\n", "\\r"];
    let n_ends = if document.source.media == Media::Record { 4 } else { 2 };
    let line_end = ends[..n_ends].iter().filter_map(|end| behind.find(end)).min();
    behind[..line_end.unwrap_or(behind.len())].to_owned()
}

/// Whether the beginning of a line is only quotation signs, and signs and numbers of lists.
pub(super) fn is_line_head(line: &str) -> bool {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let after = match n_digits {
            0 => rest.strip_prefix(['-', '+', '*']),
            n => rest[n..].strip_prefix(['.', ')']),
        };
        match after {
            Some(after) if after.is_empty() || after.starts_with([' ', '\t']) => rest = after,
            _ => return rest.is_empty(),
        }
    }
}

/// The end of a string of JSON, from its opening quotation mark on if that is near; what the beginning cuts may be wrong.
fn unescaped_end(json: &str) -> String {
    let is_quote =
        |at: &usize| json[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count().is_multiple_of(2);
    let start = memchr::memrchr_iter(b'"', json.as_bytes()).find(is_quote).map_or(0, |at| at + 1);
    // The longest escape has six characters, which may be cut anywhere.
    let mut starts = (start..json.len()).filter(|from| json.is_char_boundary(*from)).take(7);
    let unescaped = starts.find_map(|from| serde_json::from_str(&format!("\"{}\"", &json[from..])).ok());
    unescaped.unwrap_or_default()
}
