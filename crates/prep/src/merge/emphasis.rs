//! [`beside_emphasis`]: letters that would keep the signs of emphasis beside them from being read as such.

use std::ops::Range;

use epitome_document::{Document, MarkKind, Span};

use crate::anatomy::{Anatomy, CodeKind};
use crate::content::{Content, Part, Placed};

/// A sign left open is looked for in so many bytes before the unit, so that the time stays linear.
const MAX_BEFORE: usize = 4096;

/// This part of a translation into Markdown, its first and its last letter apart as character references where they need to be. Which
/// run of `*`, `_` or `~` opens or closes emphasis depends on the characters at both sides of it (CommonMark 0.31, section 6.2):
/// "中文**“中文”**中文" has none, and a `~` left open in the text before takes the next one for its partner. A reference ends with
/// a sign and begins with one, which tells the side.
pub(super) fn beside_emphasis<'a>(
    document: &Document,
    unit: Span,
    anatomy: &Anatomy,
    target: &'a Content,
    part: Range<usize>,
) -> (String, &'a str, String) {
    let code_at = |at: usize, part: Part| {
        let first = target.codes.partition_point(|code| (code.at as usize) < at);
        let mut codes = target.codes[first..].iter().take_while(|code| code.at as usize == at);
        codes.find(|code| code.part == part).and_then(|code| delimiter(document, anatomy, code))
    };
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (before, text, behind) =
        (&target.text[..part.start], &target.text[part.clone()], &target.text[part.end..]);
    let is_open = |sign: char| {
        let block = document.block(document.block_at(unit.start()));
        let near = document.text.floor_char_boundary(unit.start().saturating_sub(MAX_BEFORE));
        document.text[block.span.start().max(near)..unit.start()].contains(sign)
    };
    let closes = is_letter(text.chars().next())
        && code_at(part.start, Part::Close)
            .is_some_and(|sign| sign == '_' || !is_letter(before.chars().next_back()));
    let opens = is_letter(text.chars().next_back())
        && code_at(part.end, Part::Open)
            .is_some_and(|sign| sign == '_' || !is_letter(behind.chars().next()) || is_open(sign));
    let reference = |c: char| format!("&#{};", u32::from(c));
    let first = text.chars().next().filter(|_| closes);
    let text = &text[first.map_or(0, char::len_utf8)..];
    let last = text.chars().next_back().filter(|_| opens);
    let text = &text[..text.len() - last.map_or(0, char::len_utf8)];
    (first.map(reference).unwrap_or_default(), text, last.map(reference).unwrap_or_default())
}

/// The sign of which the source makes this side of the emphasis.
fn delimiter(document: &Document, anatomy: &Anatomy, placed: &Placed) -> Option<char> {
    let code = anatomy.code(placed.id)?;
    let is_emphasis =
        matches!(code.kind, CodeKind::Mark(MarkKind::Bold | MarkKind::Italic | MarkKind::Strike));
    let sign = document.source.bytes[code.source(placed.part)?.range()].first().copied().map(char::from);
    sign.filter(|sign| is_emphasis && matches!(sign, '*' | '_' | '~'))
}
