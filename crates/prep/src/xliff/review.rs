//! What people have said of units, as it is written again.

use super::escape::{attribute, text};
use crate::Unit;
use crate::review::Note;

/// State and detail of a translation of another text, and in 1.2 the state of a copy of the source.
pub(super) const FUZZY_1: [&str; 2] = ["needs-review-translation", "fuzzy-match"];
pub(super) const FUZZY_2: [&str; 2] = ["initial", "epi:fuzzy"];
pub(super) const OPEN_1: &str = "needs-translation";

/// The notes that people have written.
pub(super) fn said(unit: &Unit) -> &[Note] {
    unit.review.as_ref().map_or(&[], |review| &review.notes)
}

pub(super) fn push_note(out: &mut String, note: &Note) {
    out.push_str("<note");
    note.attributes.iter().for_each(|(name, value)| attribute(out, name, value));
    out.push('>');
    text(out, &note.text);
    out.push_str("</note>");
}

/// Adds how far a translation has come, in attributes of these names: as people have said, or `otherwise`.
pub(super) fn push_state(
    out: &mut String,
    unit: &Unit,
    names: [&str; 2],
    fuzzy: [&str; 2],
    otherwise: Option<&str>,
) {
    let review = unit.review.as_deref();
    let values = match unit.target {
        Some(_) if unit.fuzzy.is_some() => fuzzy.map(Some),
        _ => [
            review.and_then(|review| review.state.as_deref()).or(otherwise),
            review.and_then(|review| review.detail.as_deref()),
        ],
    };
    for (name, value) in names.into_iter().zip(values) {
        if let Some(value) = value {
            attribute(out, name, value);
        }
    }
}
