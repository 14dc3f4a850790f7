//! [`Shares`]: how much of the article each element of a page holds.

use epitome_document::{Document, ElementId};

use crate::line::Line;

/// How many words of the article each element holds.
pub(crate) struct Shares(Vec<usize>);

impl Shares {
    /// The article are the blocks that `is_kept` says.
    pub(crate) fn new(document: &Document, lines: &[Line], is_kept: impl Fn(&usize) -> bool) -> Shares {
        Shares::sum(document, |idx| if is_kept(&idx) { lines[idx].n_words } else { 0 })
    }

    /// What the blocks in each element count together.
    pub(crate) fn sum(document: &Document, counts: impl Fn(usize) -> usize) -> Shares {
        let elements = &document.elements;
        let mut sums = vec![0; elements.len()];
        for (idx, block) in document.blocks.iter().enumerate() {
            if let Some(element) = block.hint.element {
                sums[element.idx()] += counts(idx);
            }
        }
        // Those inside an element follow it, so one pass from the end adds everything up.
        for id in elements.ids().rev() {
            if let Some(parent) = elements.parent(id) {
                sums[parent.idx()] += sums[id.idx()];
            }
        }
        Shares(sums)
    }

    /// What an element holds.
    pub(crate) fn of(&self, element: ElementId) -> usize {
        self.0[element.idx()]
    }

    /// Whether an element holds anything of the article.
    pub(crate) fn holds_some(&self, element: ElementId) -> bool {
        self.0[element.idx()] > 0
    }

    /// Whether an element holds half of the article: what it is called says nothing of a block that stands beside the article in it.
    pub(crate) fn holds_half(&self, element: ElementId) -> bool {
        self.0[element.idx()] * 2 >= self.0[0]
    }
}
