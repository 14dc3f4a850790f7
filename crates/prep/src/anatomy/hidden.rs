//! Bytes of the source that gave no text and have no mark: codes too, unless a translation has no use for them.

use epitome_document::{Document, MarkKind, Media, Span};

use super::{Event, unescaped};
use crate::content::Part;

/// Adds the bytes between the letters of a block that are neither text nor tags nor white space.
pub(super) fn add(document: &Document, block: Span, events: &mut Vec<(Event, Option<usize>)>) {
    let runs = document.map.runs();
    let first = runs.partition_point(|run| run.text.end() <= block.start());
    let mut tags = events.iter().map(|(event, _)| event.source).collect::<Vec<Span>>().into_iter().peekable();
    let mut found = Vec::new();
    for pair in runs[first..].windows(2) {
        let (before, after) = (pair[0], pair[1]);
        if after.text.start() >= block.end() {
            break;
        }
        if before.source.end() == after.source.start() {
            continue;
        }
        // A run may cover a tag (the line feed of a line break), so tags before the gap are passed over.
        let mut at = before.source.end();
        while tags.next_if(|tag| tag.end() <= at).is_some() {}
        let mut gaps = Vec::new();
        while let Some(tag) = tags.next_if(|tag| tag.start() < after.source.start()) {
            if tag.start() > at {
                gaps.push(Span::new(at, tag.start()));
            }
            at = at.max(tag.end());
        }
        if at < after.source.start() {
            gaps.push(Span::new(at, after.source.start()));
        }
        let starts_line = document.text[..before.text.end()].ends_with(char::is_whitespace);
        for gap in gaps {
            if !is_insignificant(document, gap, starts_line) {
                let at = Span::new(after.text.start(), after.text.start());
                let event = Event {
                    text: at,
                    source: gap,
                    kind: MarkKind::Other,
                    part: Part::Alone,
                    partner: None,
                    is_hidden: true,
                };
                found.push((event, None));
            }
        }
    }
    events.append(&mut found);
}

/// White space that collapsed, and what opens the next line of a quotation or a list item: a translation that is written anew has
/// no use for them.
fn is_insignificant(document: &Document, gap: Span, starts_line: bool) -> bool {
    let text = unescaped(document, gap);
    let opens_line = |c: char| c.is_whitespace() || matches!(c, '>' | '*' | '-' | '+' | '|');
    text.chars().all(char::is_whitespace)
        || document.source.media != Media::Html
            && (starts_line || text.starts_with(['\n', '\r']))
            && text.chars().all(opens_line)
}
