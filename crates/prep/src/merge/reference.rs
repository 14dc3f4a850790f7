//! Links of Markdown that their text names: `[port]` and `[port][]` lead where a definition says, and to nowhere once the text is
//! another. Then the name goes behind it: `[harbour][port]`.

use epitome_document::{Document, MarkKind, MarkTags, Span};

use super::markdown::N_MARKS;
use super::render::Codes;
use crate::anatomy::{decoded, unescaped};

/// The end of such a link, and its text in the source, which is its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) end: Span,
    pub(super) name: Span,
}

/// The links that are no longer named by their text now that this is written for a unit: those in it, and the one around it or a
/// part of it.
pub(super) fn renamed(document: &Document, unit: Span, written: &[u8], codes: &Codes) -> Vec<Reference> {
    // Links do not stand in links, so the one around the unit is near.
    let marks = &document.marks;
    let first = marks.partition_point(|mark| mark.span.start() < unit.start());
    let last = marks.partition_point(|mark| mark.span.start() < unit.end());
    let near =
        marks[first.saturating_sub(N_MARKS)..last].iter().filter(|mark| mark.span.end() > unit.start());
    let of_mark = |kind: MarkKind, tags: MarkTags| {
        let MarkTags::Pair { open, close } = tags else { return None };
        let is_named = matches!(kind, MarkKind::Link | MarkKind::Image)
            && matches!(&*unescaped(document, close), "]" | "][]");
        let reference = Reference { end: close, name: Span::new(open.end(), close.start()) };
        (is_named && !is_kept(document, reference, open, written, codes)).then_some(reference)
    };
    near.filter_map(|mark| of_mark(mark.kind, mark.tags)).collect()
}

/// Whether the link stands in what is written with its text as it was.
fn is_kept(document: &Document, link: Reference, open: Span, written: &[u8], codes: &Codes) -> bool {
    let place = |tag: Span| codes.iter().position(|(_, source)| *source == tag);
    let (Some(first), Some(last)) = (place(open), place(link.end)) else { return false };
    let source = &document.source.bytes;
    let mut text = Vec::new();
    let mut done = codes[first].0;
    for (at, code) in codes.get(first + 1..last).unwrap_or_default() {
        text.extend_from_slice(&written[done..*at]);
        text.extend_from_slice(&source[code.range()]);
        done = *at;
    }
    text.extend(written.get(done..codes[last].0).unwrap_or_default());
    text == source[link.name.range()]
}

/// The same for the description of a picture.
pub(super) fn of_picture(document: &Document, description: Span) -> Option<Reference> {
    const MAX_SPACE: usize = 64;
    let (start, n_bytes) = (description.end(), document.source.bytes.len());
    let behind = decoded(document, Span::new(start, n_bytes.min(start + MAX_SPACE)));
    let rest = behind.trim_ascii_start();
    let end = rest.strip_prefix(']')?;
    let n_end = match end {
        _ if end.starts_with("[]") => 3,
        _ if end.starts_with(['(', '[']) => return None,
        _ => 1,
    };
    let n_unit = if document.source.encoding.starts_with("UTF-16") { 2 } else { 1 };
    let start = start + (behind.len() - rest.len()) * n_unit;
    Some(Reference { end: Span::new(start, start + n_end * n_unit), name: description })
}
