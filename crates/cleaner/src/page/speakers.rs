//! Who is quoted: below the quotation, in its element.

use epitome_document::{BlockKind, Role, Treatment};

use crate::article::authors::is_author_line;
use crate::line::Shape;
use crate::page::Page;
use crate::page::place::{bounding, within};

/// Who said what was pulled out of the text is pulled out with it.
pub(crate) fn follow(page: &Page, blocks: &mut [Treatment]) {
    for idx in (1..blocks.len()).filter(|idx| page.is_speaker(*idx)) {
        if blocks[idx - 1].role == Role::Repeat {
            blocks[idx] = blocks[idx - 1];
        }
    }
}

impl Page<'_> {
    /// Who is quoted, below the quotation in its element: "Ann Lee, mayor".
    pub(crate) fn is_speaker(&self, idx: usize) -> bool {
        let is_footer =
            || bounding(self.document, idx).is_some_and(|own| self.document.elements.name(own) == "footer");
        let is_called = || self.document.blocks[idx].kind == BlockKind::Caption || is_footer();
        let is_quoted = |above: usize| {
            let block = &self.document.blocks[above];
            let whole = || within(self.document, idx, &["blockquote", "figure"]);
            block.kind == BlockKind::Quote
                && whole()
                    .zip(block.hint.element)
                    .is_some_and(|(whole, own)| self.document.elements.contains(whole, own))
                && (self.stays[above] || self.looks.logits[above].is_some_and(|logit| logit >= self.cut))
        };
        self.lines[idx].shape == Shape::Short
            && idx.checked_sub(1).is_some_and(is_quoted)
            && (is_called() || is_author_line(&self.lines[idx], self.book))
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::Role;

    use crate::page::tests::{TEXT, roles};

    #[test]
    fn who_is_quoted_stands_with_the_quotation() {
        let role = |quote: &str, logit: i32| {
            let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{quote}<p>{TEXT} Again.</p>");
            roles(&html, &[100, 200, 200, logit, 200], Some(0))[3].0
        };
        let said = "The river takes what it wants and brings nothing back.";
        for quote in [
            format!(
                "<blockquote><p>{said}</p><footer>Ann Lee, who was mayor until 2019</footer></blockquote>"
            ),
            format!("<blockquote><p>{said}</p><cite>Ann Lee</cite></blockquote>"),
            format!(
                "<figure><blockquote>{said}</blockquote><figcaption>Ann Lee, mayor</figcaption></figure>"
            ),
        ] {
            assert_eq!([role(&quote, 100), role(&quote, -200)], [Role::Quote; 2], "{quote}");
        }
        let html = format!(
            "<body><h1>The old bridge</h1><div><p>{TEXT}</p><figure><blockquote>{said}</blockquote>\
             <figcaption>Ann Lee, mayor</figcaption></figure><p>{TEXT} Again.</p></div>"
        );
        let found = roles(&html, &[100, 200, -5, 30, 200], Some(0));
        assert_eq!([found[2].0, found[3].0], [Role::Quote; 2], "also one little like the text");
        let picture = format!("<figure><p>{said}</p><figcaption>Ann Lee, mayor</figcaption></figure>");
        assert_eq!(role(&picture, 100), Role::Caption);
        // What is pulled out of the text takes its speaker along.
        let pulled = format!("<blockquote><p>{TEXT}</p><footer>Ann Lee, mayor</footer></blockquote>");
        assert_eq!(role(&pulled, 100), Role::Repeat);
    }
}
