//! Bytes of the source that gave no text and have no mark: codes too, unless a translation has no use for them.

use epitome_document::{Document, MarkKind, Media, Span};

use super::{Event, unescaped};
use crate::content::Part;

/// Adds the bytes between the first and the last letter or tag of a block that are neither text nor tags nor white space.
pub(super) fn add(document: &Document, block: Span, events: &mut Vec<(Event, Option<usize>)>) {
    let runs = document.map.runs();
    let first = runs.partition_point(|run| run.text.end() <= block.start());
    let runs = &runs[first..first + runs[first..].partition_point(|run| run.text.start() < block.end())];
    let mut tags = events.iter().map(|(event, _)| event.source).collect::<Vec<Span>>().into_iter().peekable();
    // A unit may begin or end with tags, where what they mark is all within it.
    let last_tag = events.iter().map(|(event, _)| event.source.end()).max();
    let letters = runs.iter().map(|run| (run.source, run.text));
    let end = runs.last().zip(last_tag).map(|(last, tag)| last.source.end().max(tag));
    let end = end.map(|end| (Span::new(end, end), Span::new(block.end(), block.end())));
    let mut at = events.first().map_or(usize::MAX, |(event, _)| event.source.start());
    let mut text_before = block.start();
    let mut found = Vec::new();
    for (source, text) in letters.chain(end) {
        // A run may cover a tag (the line feed of a line break), so tags before the gap are passed over.
        while tags.next_if(|tag| tag.end() <= at).is_some() {}
        let mut gaps = Vec::new();
        while let Some(tag) = tags.next_if(|tag| tag.start() < source.start()) {
            if tag.start() > at {
                gaps.push(Span::new(at, tag.start()));
            }
            at = at.max(tag.end());
        }
        if at < source.start() {
            gaps.push(Span::new(at, source.start()));
        }
        let before = &document.text[..text_before];
        let starts_line = before.is_empty() || before.ends_with(char::is_whitespace);
        for gap in gaps {
            if !is_insignificant(document, gap, starts_line) {
                let at = Span::new(text.start(), text.start());
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
        (at, text_before) = (source.end(), text.end());
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
