//! Captions that no element names: a few words directly below a picture.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{Attribute, BlockId, BlockKind, Document, MarkKind};
use memchr::memmem;

use crate::article::authors::is_author_line;
use crate::line::Line;
use crate::line::marks::n_breaks;
use crate::line::phrases::Cuebook;
use crate::model::tree::name_words;
use crate::page::inside::is_all;

/// A caption that is known by its place alone has at most so many words.
const MAX_WORDS: usize = 25;
/// So far behind the last text a picture is looked for.
const MAX_GAP: usize = 4000;
/// With its picture a caption stands among fewer blocks: credit and label, perhaps.
const MAX_WITH_PICTURE: usize = 4;
/// So many elements around a text are asked whether they hold a picture.
const MAX_AROUND: usize = 3;
/// Words in a class or an id of what holds a picture and its caption.
const PICTURES: [&str; 12] = [
    "figure", "foto", "gallery", "hinhanh", "image", "images", "img", "media", "photo", "photobox",
    "picture", "pic",
];

/// Which blocks are short, stand directly below a picture, and are set apart from the text: in the element of the picture behind a line
/// break, in slanted letters, in an element that is called a picture, or in one that holds next to nothing else.
pub(crate) fn captions(document: &Document, lines: &[Line], book: &Cuebook) -> Vec<bool> {
    let mut end = 0;
    let mut found = vec![false; lines.len()];
    for (idx, id) in document.block_ids().enumerate() {
        let block = document.block(id);
        if block.kind == BlockKind::Alt {
            continue;
        }
        let Some(source) = document.block_source(id) else { continue };
        let gap = document.source.bytes.get(end.max(source.start().saturating_sub(MAX_GAP))..source.start());
        end = source.end();
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Cell);
        let is_short = lines[idx].n_words <= MAX_WORDS;
        let Some(below) = gap.filter(|_| is_short && is_text).and_then(below_picture) else { continue };
        if n_breaks(lines[idx].inner()) > 0 {
            continue;
        }
        found[idx] = is_behind_break(below)
            || is_all(document, id, MarkKind::Italic)
            || is_in_picture(document, id)
            || is_with_picture(document, idx, below) && !is_author_line(&lines[idx], book);
    }
    found
}

/// The source between the last picture and the text below it.
fn below_picture(gap: &[u8]) -> Option<&[u8]> {
    let at = memmem::rfind(gap, b"<img").or_else(|| memmem::rfind(gap, b"<IMG"))?;
    let end = memchr::memchr(b'>', &gap[at..])?;
    Some(&gap[at + end + 1..])
}

/// Whether nothing but one line break stands between.
fn is_behind_break(below: &[u8]) -> bool {
    let tags: Vec<u8> =
        below.iter().filter(|byte| !byte.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect();
    matches!(&tags[..], b"<br>" | b"<br/>")
}

/// Whether a text stands with its picture in an element that holds next to nothing else.
fn is_with_picture(document: &Document, idx: usize, below: &[u8]) -> bool {
    let Some(depth) = depth_below(below) else { return false };
    let elements = &document.elements;
    let element = |idx: usize| document.blocks.get(idx)?.hint.element;
    let Some(around) = element(idx).and_then(|own| elements.ancestors(own).nth(depth)) else { return false };
    let is_inside = |other: &usize| {
        document.blocks[*other].kind != BlockKind::Alt
            && element(*other).is_some_and(|other| elements.contains(around, other))
    };
    let near = idx.saturating_sub(MAX_WITH_PICTURE)..(idx + MAX_WITH_PICTURE + 1).min(document.blocks.len());
    near.filter(is_inside).count() < MAX_WITH_PICTURE
}

/// How many elements open between a picture and the text below it; `None` where the one that holds the picture closes.
fn depth_below(below: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    for tag in memchr::memchr_iter(b'<', below) {
        let tag = &below[tag + 1..];
        let name = |tag: &[u8]| -> Vec<u8> {
            tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect()
        };
        if let Some(tag) = tag.strip_prefix(b"/") {
            let is_around_picture = matches!(&name(tag)[..], b"a" | b"picture" | b"span" | b"noscript");
            depth = if depth == 0 && is_around_picture { 0 } else { depth.checked_sub(1)? };
        } else if !matches!(&name(tag)[..], b"br" | b"hr" | b"wbr" | b"source" | b"input" | b"") {
            depth += 1;
        }
    }
    Some(depth)
}

/// Whether an element around a block is called a picture.
fn is_in_picture(document: &Document, id: BlockId) -> bool {
    let elements = &document.elements;
    let Some(element) = document.block(id).hint.element else { return false };
    let is_picture = |value: &str| name_words(value).any(|word| PICTURES.contains(&&*word));
    elements.ancestors(element).take(MAX_AROUND).any(|around| {
        let values = [Attribute::Class, Attribute::Id].map(|attribute| elements.attribute(around, attribute));
        values.into_iter().flatten().any(is_picture)
    })
}

#[cfg(test)]
mod tests {
    use epitome_document::{Input, LangTag, ReadOptions, read};
    use epitome_langs::Languages;

    use super::*;

    fn is_caption(html: &str) -> bool {
        let html = format!("<p>The council met on Monday.</p>{html}");
        let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let lines: Vec<Line> =
            document.block_ids().map(|id| Line::new(document.block_text(id), &book)).collect();
        captions(&document, &lines, &book).last() == Some(&true)
    }

    #[test]
    fn a_few_words_below_a_picture_and_apart_from_the_text_are_its_caption() {
        let text = "The bridge on the day it was closed";
        for html in [
            format!("<p><img src=a.jpg><br>{text}<br><br></p>"),
            format!("<p><img src=a.jpg alt=bridge></p><p><em>{text}</em></p>"),
            format!("<div class=\"box-img\"><img src=a.jpg><div>{text}</div></div>"),
            format!("<div class=c1><a href=a.jpg><img src=a.jpg></a><div class=c2>{text}</div></div>"),
            format!("<p><center><img src=a.jpg><br><font size=2>{text}</font></center>"),
        ] {
            assert!(is_caption(&html), "{html}");
        }
        for html in [
            format!("<p><img src=a.jpg></p><p>{text}</p>"),
            format!("<p>{text}</p>"),
            format!("<div class=c1><img src=a.jpg><p>One.</p><p>Two.</p><p>Three.</p><p>{text}</p></div>"),
            "<div class=c1><img src=a.jpg><div>Ann Lee</div></div>".to_owned(),
            format!("<p><em>{text}</em></p>"),
            format!(
                "<p><img src=a.jpg><br>{text}. It will stay closed until the spring. Nobody knows more.</p>"
            ),
        ] {
            assert!(!is_caption(&html), "{html}");
        }
    }
}
