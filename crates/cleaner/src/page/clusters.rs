//! Lines that are decided together, by the strongest evidence among them: those of a box, a label and what it heads.

use epitome_document::{BlockId, BlockKind, Document, ElementId, MarkKind, Reason, Role};

use crate::line::marks::Mark;
use crate::line::{Ending, Line};
use crate::page::inside::is_all;
use crate::page::place::{Place, around};
use crate::page::shares::Shares;
use crate::page::stretch::MAX_LINKED;

/// One of so many lines of a box stays, and all others with it.
const MAX_LINES_TO_ONE: usize = 3;

/// Where some lines of a box stay, so do the others in it: the label above a verdict, the teams beside their goals. A box stands below the
/// title, and nothing in it is a link or says that it is of the page.
pub(crate) fn complete(
    document: &Document,
    lines: &[Line],
    start: usize,
    is_kept: &dyn Fn(&usize) -> bool,
    is_of_page: &dyn Fn(usize) -> bool,
    found: &mut [bool],
) {
    let elements = &document.elements;
    let stays = Shares::new(document, lines, |idx| is_kept(idx) || found[*idx]);
    let is_named = |idx: usize| lines[idx].linked(&document.blocks[idx].hint) > MAX_LINKED || is_of_page(idx);
    let count = |is_counted: &dyn Fn(usize) -> bool| {
        Shares::sum(document, |idx| usize::from(lines[idx].n_words > 0 && is_counted(idx)))
    };
    let (all, kept) = (count(&|_| true), count(&|idx| is_kept(&idx) || found[idx]));
    let named = count(&is_named);
    let is_box = |id: &ElementId| !stays.holds_half(*id);
    for idx in (start..lines.len()).filter(|idx| lines[*idx].n_words > 0) {
        let own = document.blocks[idx].hint.element.filter(|_| !is_kept(&idx) && !found[idx]);
        let outer = own.and_then(|own| elements.ancestors(own).take_while(is_box).last());
        let is_complete = |outer: ElementId| {
            !named.holds_some(outer)
                && kept.of(outer) > 0
                && kept.of(outer) * MAX_LINES_TO_ONE >= all.of(outer)
        };
        found[idx] |= outer.is_some_and(is_complete)
            && Place::of_block(document, idx, &stays).is_some_and(|place| !place.is_picture);
    }
}

/// What has the words of a label of the page and heads a part of the text is none: "Answer:", "We recommend".
pub(crate) fn clear_labels(
    document: &Document,
    lines: &[Line],
    is_in_text: &dyn Fn(usize) -> bool,
    marks: &mut [Option<Mark>],
) {
    let is_unlinked = |idx: usize| lines[idx].linked(&document.blocks[idx].hint) <= MAX_LINKED;
    let is_plain = |idx: usize| document.blocks[idx].hint.n_link_chars == 0;
    for (idx, below) in (1..lines.len()).enumerate() {
        let has_colon = lines[idx].ending == Ending::Colon;
        let is_heading = document.blocks[idx].kind == BlockKind::Heading;
        let is_item = document.blocks[below].kind == BlockKind::ListItem;
        let list = around(document, below).filter(|_| is_item && is_heading);
        let is_beside = |below: Option<ElementId>| around(document, idx) == below;
        let heads_text = marks[below].is_none()
            && is_in_text(below)
            && is_plain(idx)
            && (is_plain(below) || lines[below].is_sentence() && is_unlinked(below));
        marks[idx].take_if(|mark| {
            let is_label = match mark.reason {
                Reason::EndMarker | Reason::TeaserLabel => {
                    mark.role == Role::Furniture && (is_heading || has_colon)
                }
                Reason::PageFurniture => {
                    let is_set_off = is_heading || is_all(document, BlockId::new(idx), MarkKind::Bold);
                    has_colon || is_set_off && lines[below].is_sentence()
                }
                _ => false,
            };
            // "Sources" above the list of them.
            let heads_list = || {
                mark.reason == Reason::SourceLabel
                    && list.is_some_and(|list| is_beside(document.elements.parent(list)))
            };
            heads_text && (is_label && is_beside(around(document, below)) || heads_list())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::{TEXT, roles};

    /// The roles of the blocks between two paragraphs, to which the model gave these logits.
    fn between(part: &str, logits: &[i32]) -> Vec<Role> {
        let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{part}<p>{TEXT} Again.</p><p>{TEXT} So.</p>");
        let logits = [&[100, 200], logits, &[200, 200]].concat();
        let roles = roles(&html, &logits, Some(0));
        roles[2..roles.len() - 2].iter().map(|(role, _)| *role).collect()
    }

    #[test]
    fn a_box_of_which_some_lines_stay_is_whole() {
        let part = "<div class=xk><div><div>Holt</div><div>2 - 2</div><div>Marsh</div></div></div>";
        // Above the text.
        let stays = |part: &str, logits: &[i32]| -> Vec<bool> {
            let html = format!("<h1>The old bridge</h1>{part}<div><p>{TEXT}</p><p>{TEXT} Again.</p></div>");
            let roles = roles(&html, &[&[-100], logits, &[200, 200]].concat(), Some(0));
            roles[1..roles.len() - 2].iter().map(|(role, _)| *role != Role::Furniture).collect()
        };
        assert_eq!(stays(part, &[-400, 100, -400]), [true; 3]);
        assert_eq!(stays(part, &[-400; 3]), [false; 3]);
        let labelled = part.replacen("<div>Holt", "<div class=fact__label>Holt", 1);
        assert_eq!(stays(&labelled, &[-400, 100, -400]), [true; 3]);
        let large = part.replace("</div></div></div>", "</div><div>Quay</div></div></div>");
        assert_eq!(stays(&large, &[-400, -400, -400, 100]), [false, false, false, true]);
        for of_page in ["<a href=/x>Marsh</a>", "Subscribe"] {
            assert!(!stays(&part.replace("Marsh", of_page), &[-400, 100, -400])[0], "{of_page}");
        }
    }

    #[test]
    fn the_words_of_a_label_above_the_text_head_it() {
        let text = format!("<p>{TEXT} And so on.</p>");
        let role = |label: &str, below: &str| between(&format!("{label}{below}"), &[200, 200])[0];
        assert_eq!(role("<h3>Read more</h3>", &text), Role::Heading);
        assert_eq!(role("<p>Read more</p>", &text), Role::Furniture);
        assert_eq!(
            role("<h3>Read more</h3>", "<p><a href=/x>Harbour reopens after the storm</a></p>"),
            Role::Furniture
        );
        assert_eq!(role("<h3>Notes to editors</h3>", &text), Role::Heading);
        assert_eq!(role("<p><b>Notes to editors</b></p>", &text), Role::Heading);
        assert_eq!(role("<h3>Sources</h3>", "<ul><li>The code of the town, section 9</ul>"), Role::Heading);
        assert_ne!(role("<p>Reply:</p>", &text), Role::Furniture);
        assert_eq!(role("<p>Reply</p>", &text), Role::Furniture);
    }
}
