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

/// What stands behind a place of the source on its line, as far as it is near.
pub(super) fn behind_on_line(document: &Document, at: usize) -> String {
    let end = document.source.bytes.len().min(at + MAX_HEAD);
    let behind = decoded(document, Span::new(at, end));
    let is_json = document.source.media == Media::Record;
    let behind = if is_json { unescaped_start(&behind).into() } else { behind };
    behind[..behind.find(['\n', '\r']).unwrap_or(behind.len())].to_owned()
}

/// Whether the beginning of a line is only quotation signs, signs and numbers of lists, boxes of tasks, and what a note or a
/// definition begins with.
pub(super) fn is_line_head(line: &str) -> bool {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if let Some((_, after)) = rest.strip_prefix("[^").and_then(|name| name.split_once("]:")) {
            rest = after;
            continue;
        }
        let box_of_task = || ["[ ]", "[x]", "[X]"].iter().find_map(|sign| rest.strip_prefix(sign));
        let after = match n_digits {
            0 => rest.strip_prefix(['-', '+', '*', ':', '~']).or_else(box_of_task),
            n => rest[n..].strip_prefix(['.', ')']),
        };
        match after {
            Some(after) if after.is_empty() || after.starts_with([' ', '\t']) => rest = after,
            _ => return rest.is_empty(),
        }
    }
}

/// Whether the quotation mark there ends or begins a string of JSON.
fn is_end(json: &str, at: usize) -> bool {
    json[..at].bytes().rev().take_while(|byte| *byte == b'\\').count().is_multiple_of(2)
}

/// The rest of a string of JSON, up to its closing quotation mark if that is near; the last escape may be cut.
fn unescaped_start(json: &str) -> String {
    let end = memchr::memchr_iter(b'"', json.as_bytes()).find(|at| is_end(json, *at)).unwrap_or(json.len());
    let mut ends = (0..=end).rev().filter(|end| json.is_char_boundary(*end)).take(7);
    let unescaped = ends.find_map(|end| serde_json::from_str(&format!("\"{}\"", &json[..end])).ok());
    unescaped.unwrap_or_default()
}

/// The end of a string of JSON, from its opening quotation mark on if that is near; what the beginning cuts may be wrong.
fn unescaped_end(json: &str) -> String {
    let mut quotes = memchr::memrchr_iter(b'"', json.as_bytes());
    let start = quotes.find(|at| is_end(json, *at)).map_or(0, |at| at + 1);
    // The longest escape has six characters, which may be cut anywhere.
    let mut starts = (start..json.len()).filter(|from| json.is_char_boundary(*from)).take(7);
    let unescaped = starts.find_map(|from| serde_json::from_str(&format!("\"{}\"", &json[from..])).ok());
    unescaped.unwrap_or_default()
}
