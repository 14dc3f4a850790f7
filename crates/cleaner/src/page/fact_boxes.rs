//! [`fact_box`]: facts of the article in a box of their own.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::Range;

use epitome_document::{BlockKind, Document, ElementId};

use crate::article::lists::opens_with_year;
use crate::article::rows::{end_of_facts, has_label, tells_fact};
use crate::line::Line;
use crate::line::phrases::Cuebook;
use crate::model::tree::MAX_ANCESTORS;
use crate::page::place::Place;
use crate::page::shares::Shares;
use crate::page::siblings::tables;

/// Words of the label above the facts, and of a heading there.
const MAX_LABEL_WORDS: usize = 4;
const MAX_HEADING_WORDS: usize = 8;
/// So many items below a label, and so many rows: two titles may have a colon each.
const MIN_ITEMS: usize = 2;
const MIN_ROWS: usize = 3;
/// Where no label heads them so many lines say what there is to know: more are what is on in town.
const MAX_FACTS: usize = 5;

/// The end of a box that opens with this block and holds a label perhaps and facts: items below the label ("Pros", "Cons"), rows of a label and what it
/// labels ("Referee: A. Singh"), years, lines of which two of three say when, how long or for how much, or a table without a `table`: rows in elements that are called alike. The box stands where the text stands, nothing names it,
/// and nothing in it is a link.
pub(crate) fn fact_box(
    document: &Document,
    lines: &[Line],
    book: &Cuebook,
    start: usize,
    shares: &Shares,
) -> Option<usize> {
    let elements = &document.elements;
    // The outermost box: rows may stand in several elements.
    let is_direct = |id: &ElementId| elements.parent(*id).is_some_and(|around| shares.holds_half(around));
    let own =
        elements.ancestors(document.blocks.get(start)?.hint.element?).take(MAX_ANCESTORS).find(is_direct)?;
    let is_inside =
        |idx: usize| document.blocks[idx].hint.element.is_some_and(|id| elements.contains(own, id));
    let opens = start.checked_sub(1).is_some_and(|above| !is_inside(above));
    if !opens || shares.holds_some(own) {
        return None;
    }
    let place = Place::of(document, own, shares).filter(|place| !place.is_picture)?;
    let end = (start..lines.len()).find(|idx| !is_inside(*idx)).unwrap_or(lines.len());
    let is_row = |idx: usize| has_label(&lines[idx]) || opens_with_year(&lines[idx]);
    let is_item = |idx: usize| document.blocks[idx].kind == BlockKind::ListItem;
    let max_words = match document.blocks[start].kind {
        BlockKind::Heading => MAX_HEADING_WORDS,
        _ => MAX_LABEL_WORDS,
    };
    let has_label = !is_row(start) && !is_item(start) && lines[start].n_words <= max_words;
    let facts = start + usize::from(has_label)..end;
    // A table without a `table`: labels with their values, or days with what happened.
    let are_rows = |facts: Range<usize>| {
        let facts: Vec<usize> = facts.collect();
        let is_told = |row: &Vec<usize>| {
            lines[row[0]].key.contains(|c: char| c.is_ascii_digit())
                || !row.iter().any(|idx| lines[*idx].is_sentence())
        };
        let mut tables = tables(document, shares, &facts).into_iter();
        tables.any(|rows| rows.len() * rows[0].len() == facts.len() && rows.iter().all(is_told))
    };
    let n_facts = facts.len();
    // Items below a longer label have to say more to be no menu.
    let may_be_items = has_label && lines[start].n_words <= MAX_LABEL_WORDS;
    let is_of = |min: usize, is_so: &dyn Fn(usize) -> bool| n_facts >= min && facts.clone().all(is_so);
    let tell_facts = || {
        let is_fact = |idx: usize| is_row(idx) || tells_fact(&lines[idx], book);
        !has_label
            && (MIN_ROWS..=MAX_FACTS).contains(&n_facts)
            && end_of_facts(facts.clone(), is_fact) == facts.end
            && facts.clone().all(|idx| document.blocks[idx].kind == BlockKind::Paragraph)
    };
    let is_plain = |idx: usize| document.blocks[idx].hint.n_link_chars == 0 && lines[idx].n_words > 0;
    ((start..end).all(is_plain)
        && (!place.is_labelled
            && (may_be_items && is_of(MIN_ITEMS, &is_item)
                || is_of(MIN_ROWS, &|idx| is_row(idx) || may_be_items && is_item(idx))
                || tell_facts())
            || n_facts >= 2 * MIN_ROWS && (are_rows(start..end) || has_label && are_rows(facts.clone()))))
    .then_some(end)
}
