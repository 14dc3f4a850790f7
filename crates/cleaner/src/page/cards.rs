//! Cards of other stories: what stands with the title of one in an element of its own.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{BlockKind, ElementId, Reason, Role, Treatment, Use};

use crate::article::roles::treat;
use crate::page::Page;
use crate::page::place;

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

#[cfg(test)]
mod tests {
    use epitome_document::Role;

    use crate::page::tests::{TEXT, roles};

    #[test]
    fn the_date_of_another_story_belongs_to_it_and_that_of_the_head_of_the_page_to_the_page() {
        let card =
            "<div><div><a href=/x>Harbour reopens after the storm</a></div><div>3 May 2024</div></div>";
        let html = format!(
            "<header><p>Monday, 6 May 2024</header><h1>The old bridge</h1><p>5 May 2024<p>{TEXT}</p><p>{TEXT} Again.</p>{card}\
             <div><a href=/y>Brass pulley for old windows £14.00</a></div>"
        );
        let roles = roles(&html, &[-300, 100, -300, 200, 200, -300, -300, -300], Some(1));
        let found: Vec<Role> = roles.iter().map(|(role, _)| *role).collect();
        let (f, t) = (Role::Furniture, Role::Teaser);
        assert_eq!([found[0], found[2]], [f, Role::Dateline]);
        assert_eq!(found[5..], [t, t, f]);
    }
}
