//! The main points of an article between its title and its text.

use std::ops::Range;

use epitome_document::{BlockKind, Document};

use crate::line::Line;
use crate::line::items::{Marker, list_marker};
use crate::page::place::around;
use crate::page::shares::Shares;
use crate::page::stretch::{is_list, is_unlabelled};

/// Finds the points among the blocks above the text: items of a list, or lines with bullets, that are no links.
pub(crate) fn points(
    document: &Document,
    lines: &[Line],
    above: Range<usize>,
    shares: &Shares,
    found: &mut [bool],
) {
    let is_point = |idx: usize| {
        let (block, line) = (&document.blocks[idx], &lines[idx]);
        let is_item = block.kind == BlockKind::ListItem || list_marker(&line.key) == Some(Marker::Bullet);
        is_item && block.hint.n_link_chars == 0 && line.n_words > 0
    };
    let is_beside = |idx: usize, other: usize| around(document, idx) == around(document, other);
    let mut start = above.start;
    while start < above.end {
        let goes_on = |idx: &usize| is_point(*idx) && is_beside(start, *idx);
        let end = (start..above.end).find(|idx| !goes_on(idx)).unwrap_or(above.end);
        if is_list(&lines[start..end]) && is_unlabelled(document, start, shares) {
            found[start..end].fill(true);
        }
        start = end.max(start + 1);
    }
}

#[cfg(test)]
mod tests {
    use crate::page::stretch::tests::{TEXT, staying_of};

    #[test]
    fn the_main_points_between_title_and_text_stay() {
        let staying = |points: &str| {
            let html = format!("<h1>The bridge</h1>{points}<div><p>{TEXT}</p><p>{TEXT} And so on.</p></div>");
            staying_of(&html, -600, Some(0))
        };
        let points = ["Bridge closes until next spring", "Ferry takes walkers and bicycles"];
        let list = |open: &str, close: &str| points.map(|point| format!("{open}{point}{close}")).concat();
        assert_eq!(staying(&format!("<ul>{}</ul>", list("<li>", "</li>"))), points);
        assert_eq!(staying(&list("<div>* ", "</div>")).len(), 2);
        assert!(staying(&list("<div>", "</div>")).is_empty());
        assert!(staying("<ul><li>Rivers<li>Masons<li>Mills</ul>").is_empty());
        assert!(staying(&format!("<ul>{}</ul>", list("<li><a href=/x>", "</a></li>"))).is_empty());
    }
}
