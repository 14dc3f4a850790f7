//! [`notes`]: what stands beside a unit for its translator.

use epitome_document::{Document, LangTag, Role};

use crate::{Origin, Skip, Unit};

/// The most characters of a neighbour in a note.
const MAX_NEIGHBOUR: usize = 160;

/// What the note is called that says why a translation is not sure to be one of its text.
pub(super) const FUZZY_NOTE: &str = "fuzzy";

/// What a translator is told of a unit. That it is a paragraph goes without saying: nearly all are, and where a tool shows a note for
/// each unit, nobody looks at the few that say something.
pub(super) fn notes(
    document: &Document,
    unit: &Unit,
    main: LangTag,
    is_reordered: bool,
) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    match unit.origin {
        Origin::Sentence { role: Role::Paragraph, .. } => {}
        Origin::Sentence { role, .. } => notes.push(("role", role.as_str().to_owned())),
        Origin::Meta { kind, .. } => notes.push(("role", kind.as_str().to_owned())),
    }
    if let Some(rank) = unit.rank {
        notes.push(("summary", format!("in the summary, rank {rank}")));
    }
    if unit.skip == Some(Skip::Verbatim) {
        notes.push(("translate", Skip::Verbatim.message().to_owned()));
    } else if let Some(skip) = unit.skip {
        notes.push(("language", format!("{}: {}", unit.tag, skip.message())));
    } else if unit.tag != main {
        notes.push(("language", unit.tag.to_string()));
    }
    if let Some(fuzzy) = &unit.fuzzy {
        notes.push((FUZZY_NOTE, fuzzy.note.clone()));
    }
    if !unit.localize.is_empty() {
        let spans = unit.localize.iter();
        let list: Vec<String> = spans
            .map(|inline| format!("{} ({})", document.slice(inline.span), inline.class.as_str()))
            .collect();
        notes.push(("localize", list.join("; ")));
    }
    // Where the summary comes first, what stands around its sentences in the text does not stand around them in the file.
    if let Origin::Sentence { block, span, .. } = unit.origin
        && is_reordered
        && unit.rank.is_some()
    {
        let block = document.block(block).span;
        let before = document.text[block.start()..span.start()].trim_end();
        let after = document.text[span.end()..block.end()].trim_start();
        if !before.is_empty() {
            let cut = before.char_indices().rev().nth(MAX_NEIGHBOUR).map_or(0, |(at, c)| at + c.len_utf8());
            notes.push(("before", before[cut..].to_owned()));
        }
        if !after.is_empty() {
            let cut = after.char_indices().nth(MAX_NEIGHBOUR).map_or(after.len(), |(at, _)| at);
            notes.push(("after", after[..cut].to_owned()));
        }
    }
    notes
}
