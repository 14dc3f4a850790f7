//! [`fact_box`]: facts of the article in a box of their own.

use epitome_document::{BlockKind, Document};

use crate::article::lists::opens_with_year;
use crate::article::rows::has_label;
use crate::line::Line;
use crate::page::place::{Place, around};
use crate::page::shares::Shares;

/// Words of the label above the facts, and of a heading there.
const MAX_LABEL_WORDS: usize = 4;
const MAX_HEADING_WORDS: usize = 8;
/// So many items below a label, and so many rows: two titles may have a colon each.
const MIN_ITEMS: usize = 2;
const MIN_ROWS: usize = 3;

/// The end of a box that opens with this block and holds a label perhaps and facts: items below the label ("Pros", "Cons"), rows of a label and what it
/// labels ("Referee: A. Singh"), years, or such rows in elements of their own, a label and a value in each. The box stands where
/// the text stands, nothing names it, and nothing in it is a link.
pub(crate) fn fact_box(document: &Document, lines: &[Line], start: usize, shares: &Shares) -> Option<usize> {
    let elements = &document.elements;
    let own = around(document, start)?;
    let is_inside =
        |idx: usize| document.blocks[idx].hint.element.is_some_and(|id| elements.contains(own, id));
    let opens = start.checked_sub(1).is_some_and(|above| !is_inside(above));
    if !opens || shares.holds_some(own) {
        return None;
    }
    Place::of(document, own, shares).filter(|place| place.is_direct && !place.is_labelled)?;
    let end = (start..lines.len()).find(|idx| !is_inside(*idx)).unwrap_or(lines.len());
    let is_row = |idx: usize| has_label(&lines[idx]) || opens_with_year(&lines[idx]);
    let is_item = |idx: usize| document.blocks[idx].kind == BlockKind::ListItem;
    let max_words = match document.blocks[start].kind {
        BlockKind::Heading => MAX_HEADING_WORDS,
        _ => MAX_LABEL_WORDS,
    };
    let has_label = !is_row(start) && !is_item(start) && lines[start].n_words <= max_words;
    let facts = start + usize::from(has_label)..end;
    let are_pairs = || {
        let row = |idx: usize| around(document, idx).filter(|row| *row != own);
        facts.len() % 2 == 0
            && facts.clone().step_by(2).all(|idx| {
                let is_last = idx + 2 == end;
                row(idx).is_some() && row(idx) == row(idx + 1) && (is_last || row(idx) != row(idx + 2))
            })
    };
    let n_facts = facts.len();
    // Items below a longer label have to say more to be no menu.
    let may_be_items = has_label && lines[start].n_words <= MAX_LABEL_WORDS;
    let is_of = |min: usize, is_so: &dyn Fn(usize) -> bool| n_facts >= min && facts.clone().all(is_so);
    let is_plain = |idx: usize| document.blocks[idx].hint.n_link_chars == 0 && lines[idx].n_words > 0;
    ((start..end).all(is_plain)
        && (may_be_items && is_of(MIN_ITEMS, &is_item)
            || is_of(MIN_ROWS, &|idx| is_row(idx) || may_be_items && is_item(idx))
            || n_facts >= 2 * MIN_ROWS && are_pairs()))
    .then_some(end)
}
