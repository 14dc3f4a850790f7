//! Cards of other stories: what stands with the title of one in an element of its own.

use epitome_document::{BlockKind, ElementId, Reason, Role, Treatment, Use};

use crate::page::Page;
use crate::place;
use crate::roles::treat;

/// The blocks of the card of another story, and the words of each beside its title.
const MAX_CARD_BLOCKS: usize = 5;
const MAX_CARD_WORDS: usize = 6;

/// What stands with the title of another story in an element of a few blocks belongs to that story: its date, its kind, its length.
pub(crate) fn name(page: &Page, blocks: &mut [Treatment]) {
    let around = |idx: usize| place::around(page.document, idx);
    let is_in = |card: ElementId, idx: usize| {
        let own = page.document.blocks.get(idx).and_then(|block| block.hint.element);
        own.is_some_and(|own| page.document.elements.contains(card, own))
    };
    for idx in 0..blocks.len() {
        let hint = &page.document.blocks[idx].hint;
        let is_short = page.is_date(idx)
            || page.marks[idx].is_none()
                && page.lines[idx].n_words <= MAX_CARD_WORDS
                && blocks[idx].role == Role::Furniture
                && hint.n_link_chars == 0
                && idx > 0
                && blocks[idx - 1].role == Role::Teaser;
        let Some(card) = around(idx).filter(|_| is_short && blocks[idx].usage == Use::Drop) else { continue };
        let beside = [idx.checked_sub(1), Some(idx + 1)].into_iter().flatten();
        let is_beside_story = beside.filter(|other| is_in(card, *other)).any(|other| {
            blocks[other].role == Role::Teaser && page.document.blocks[other].kind != BlockKind::Alt
        });
        let near = idx.saturating_sub(MAX_CARD_BLOCKS)..idx + MAX_CARD_BLOCKS + 1;
        if is_beside_story && near.filter(|other| is_in(card, *other)).count() <= MAX_CARD_BLOCKS {
            blocks[idx] = treat(Role::Teaser, Reason::OtherStories, blocks[idx].sure);
        }
    }
}
