//! Notes of an article: what it adds in a box or below its end, in elements that are called so.

use epitome_document::{BlockKind, Document};

use crate::line::Line;
use crate::model::families::{FRAME, families};
use crate::model::tree::MAX_ANCESTORS;
use crate::page::frame::Calls;
use crate::page::shares::Shares;
use crate::page::stretch::MAX_LINKED;

/// Elements of a page that hold no note.
const PARTS: [&str; 8] = ["button", "dialog", "footer", "form", "header", "menu", "nav", "select"];

/// Whether an element around a block is called as a note is.
pub(crate) fn is_named(document: &Document, idx: usize, calls: &Calls) -> bool {
    let own = document.blocks[idx].hint.element.into_iter();
    own.flat_map(|own| document.elements.ancestors(own).take(MAX_ANCESTORS)).any(|id| calls.is_note(id))
}

/// Whether a block stands in a note beside half of the article, and in nothing that names it as a part of the page.
pub(crate) fn is_note(
    document: &Document,
    lines: &[Line],
    idx: usize,
    calls: &Calls,
    shares: &Shares,
) -> bool {
    let (block, elements) = (&document.blocks[idx], &document.elements);
    let Some(own) = block.hint.element.filter(|_| block.kind != BlockKind::Caption) else { return false };
    let mut is_note = false;
    for id in elements.ancestors(own).take(MAX_ANCESTORS).take_while(|id| !shares.holds_half(*id)) {
        let is_called = calls.is_note(id);
        if PARTS.contains(&elements.name(id)) || !is_called && families(elements, id) & FRAME != 0 {
            return false;
        }
        is_note |= is_called;
    }
    is_note && lines[idx].n_words > 0 && lines[idx].linked(&block.hint) <= MAX_LINKED
}

#[cfg(test)]
mod tests {
    use epitome_document::Role;

    use crate::page::tests::{TEXT, roles};

    /// The role of the last block of a page, behind the text.
    fn last(part: &str) -> Role {
        let html = format!("<body><h1>The old bridge</h1><div><p>{TEXT}</p><p>{TEXT} Again.</p>{part}</div>");
        roles(&html, &[100, 200, 200, -500], Some(0))[3].0
    }

    #[test]
    fn a_note_of_the_text_stays_however_little_it_is_like_it() {
        let note = "Lee 1987, page 44";
        for part in [
            format!("<div class=footnotes><p>{note}</p></div>"),
            format!("<figure class=callout><div>{note}</div></figure>"),
            format!("<aside role=doc-endnotes><p>{note}</p></aside>"),
            format!("</div><div class=x><p class=MsoFootnoteText>{note}</p></div>"),
        ] {
            assert_ne!(last(&part).usage(), epitome_document::Use::Drop, "{part}");
        }
        for part in [
            format!("<div class=x><p>{note}</p></div>"),
            format!("<div class=sidebar><div class=callout>{note}</div></div>"),
            "<div class=footnotes><p>Subscribe</p></div>".to_owned(),
            format!("<div class=callout><a href=/x>{note}</a></div>"),
        ] {
            assert_eq!(last(&part).usage(), epitome_document::Use::Drop, "{part}");
        }
    }
}
