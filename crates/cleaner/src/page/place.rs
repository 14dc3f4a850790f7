//! [`Place`]: where a block of a page stands among the elements around it.

use epitome_document::{Document, ElementId};

use crate::model::families::{FRAME, LABELS, PICTURES, families};
use crate::model::tree::{INLINE, MAX_ANCESTORS};
use crate::page::shares::Shares;

/// Elements that are a part of their own, whatever they are called.
const PARTS: [&str; 10] =
    ["aside", "button", "dialog", "figure", "footer", "form", "header", "menu", "nav", "select"];

/// The nearest element around a block with one of these names.
pub(crate) fn within(document: &Document, idx: usize, names: &[&str]) -> Option<ElementId> {
    let elements = &document.elements;
    let mut around = elements.ancestors(document.blocks.get(idx)?.hint.element?).take(MAX_ANCESTORS);
    around.find(|id| names.contains(&elements.name(*id)))
}

/// The element that bounds a block.
pub(crate) fn bounding(document: &Document, idx: usize) -> Option<ElementId> {
    let elements = &document.elements;
    let mut around = elements.ancestors(document.blocks.get(idx)?.hint.element?);
    around.find(|id| !INLINE.contains(&elements.name(*id)))
}

/// The element around the one that bounds a block.
pub(crate) fn around(document: &Document, idx: usize) -> Option<ElementId> {
    document.elements.parent(bounding(document, idx)?)
}

/// Where a block stands, seen from the nearest element that holds half of the article.
pub(crate) struct Place {
    /// Directly in that element.
    pub(crate) is_direct: bool,
    /// Directly in a list that stands in it.
    pub(crate) is_direct_list: bool,
    /// In an element between that names a picture or a label.
    pub(crate) is_labelled: bool,
    /// In one that names a picture.
    pub(crate) is_picture: bool,
    /// In an element between that holds some of the article.
    pub(crate) is_beside_text: bool,
}

impl Place {
    /// That of a block; `None` also where no element is around it.
    pub(crate) fn of_block(document: &Document, idx: usize, shares: &Shares) -> Option<Place> {
        Place::of(document, document.blocks[idx].hint.element?, shares)
    }

    /// `None` inside a part of the page that is no text.
    pub(crate) fn of(document: &Document, element: ElementId, shares: &Shares) -> Option<Place> {
        let elements = &document.elements;
        let mut place = Place {
            is_direct: true,
            is_direct_list: true,
            is_labelled: false,
            is_picture: false,
            is_beside_text: false,
        };
        let (mut depth, mut n_lists, mut is_table) = (0, 0, false);
        for id in elements.ancestors(element).take(MAX_ANCESTORS) {
            if shares.holds_half(id) {
                break;
            }
            let families = families(elements, id);
            let name = elements.name(id);
            is_table |= matches!(name, "blockquote" | "table");
            // A figure may be a table or a quotation.
            // "header" is a fitting name for the head of a table, and "inline" for a whole one.
            let is_table_of_text = name == "table" && shares.holds_some(id);
            let is_frame = families & FRAME != 0 && !matches!(name, "th" | "thead") && !is_table_of_text;
            if is_frame || PARTS.contains(&name) && !(name == "figure" && is_table) {
                return None;
            }
            place.is_beside_text |= shares.holds_some(id);
            depth += usize::from(!INLINE.contains(&elements.name(id)));
            n_lists += usize::from(matches!(name, "ul" | "ol"));
            place.is_direct &= depth <= 1;
            place.is_direct_list &= depth <= 1 + n_lists && n_lists <= 1;
            place.is_labelled |= families & LABELS != 0;
            place.is_picture |= families & PICTURES != 0;
        }
        Some(place)
    }
}
