//! What stands inside a paragraph: tags of HTML, code, descriptions of pictures.

use std::ops::Range;

use crate::MarkKind;

/// A tag of HTML inside a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InlineTag {
    /// `<br>`
    LineBreak,
    /// A tag without an end, a comment, a declaration.
    Alone(MarkKind),
    /// A start tag: its name in lower case.
    Open(Box<str>, MarkKind),
    /// An end tag.
    Close(Box<str>, MarkKind),
}

impl InlineTag {
    /// What a tag, given from `<` to `>`, is.
    pub(super) fn of(html: &str) -> InlineTag {
        let inside = html.trim_start_matches('<');
        let (is_end, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        let len = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
        let name = inside[..len].to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return InlineTag::Alone(MarkKind::Other);
        }
        let kind = kind(&name);
        match name.as_str() {
            "br" => InlineTag::LineBreak,
            "img" | "wbr" | "hr" | "input" | "embed" | "source" | "track" => InlineTag::Alone(kind),
            _ if is_end => InlineTag::Close(name.into(), kind),
            _ if html.ends_with("/>") => InlineTag::Alone(kind),
            _ => InlineTag::Open(name.into(), kind),
        }
    }
}

fn kind(name: &str) -> MarkKind {
    match name {
        "b" | "strong" => MarkKind::Bold,
        "i" | "em" => MarkKind::Italic,
        "u" | "ins" => MarkKind::Underline,
        "s" | "del" | "strike" => MarkKind::Strike,
        "sup" => MarkKind::Superscript,
        "sub" => MarkKind::Subscript,
        "a" => MarkKind::Link,
        "code" | "kbd" | "samp" | "tt" => MarkKind::Code,
        "img" => MarkKind::Image,
        _ => MarkKind::Other,
    }
}

/// Where the text of a code span stands in its source: between the backticks, without the space on each side that is there for
/// the eye of the writer.
pub(super) fn code(source: &str, text: &str) -> Range<usize> {
    let n_ticks = source.len() - source.trim_start_matches('`').len();
    if source.len() < 2 * n_ticks {
        return 0..source.len();
    }
    let inner = n_ticks..source.len() - n_ticks;
    let is_padded = inner.len() == text.len() + 2
        && source[inner.clone()].starts_with([' ', '\n'])
        && source[inner.clone()].ends_with([' ', '\n']);
    if is_padded { inner.start + 1..inner.end - 1 } else { inner }
}

/// Bytes of the description of a picture, whose source after `![` this is: up to the bracket that closes the first.
pub(super) fn description_len(source: &str) -> usize {
    let mut depth = 1;
    let mut is_escaped = false;
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    source.len()
}

/// Bytes of the characters both begin with.
pub(super) fn common_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

/// Bytes of the characters both end with.
pub(super) fn common_end(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_apart() {
        assert_eq!(InlineTag::of("<BR class=x/>"), InlineTag::LineBreak);
        assert_eq!(InlineTag::of("<B>"), InlineTag::Open("b".into(), MarkKind::Bold));
        assert_eq!(InlineTag::of("</a >"), InlineTag::Close("a".into(), MarkKind::Link));
        assert_eq!(InlineTag::of("<x-y/>"), InlineTag::Alone(MarkKind::Other));
        for alone in ["<!-- a -->", "<?php ?>", "<![CDATA[x]]>", "<!D x>", "<", ""] {
            assert_eq!(InlineTag::of(alone), InlineTag::Alone(MarkKind::Other), "{alone}");
        }
    }

    #[test]
    fn the_padding_of_code_is_no_part_of_it() {
        assert_eq!(code("`a b`", "a b"), 1..4);
        assert_eq!(code("`` `a` ``", "`a`"), 3..6);
        assert_eq!(code("` a`", " a"), 1..3);
        assert_eq!(code("`a\r\nb`", "a b"), 1..5);
    }
}
