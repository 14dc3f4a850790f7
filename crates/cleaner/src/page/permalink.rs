//! The sign behind a heading that is a link to its place on the page.

use epitome_document::{BlockId, BlockKind, Document, MarkKind, Span, trim};

/// The sign at the end of a heading or a term that is a link to its place: "Units¶".
pub(crate) fn permalink(document: &Document, id: BlockId) -> Option<Span> {
    let block = document.block(id);
    let link = document.block_marks(id).iter().rfind(|mark| mark.kind == MarkKind::Link)?.span;
    let is_sign = matches!(document.slice(link).trim(), "¶" | "#" | "§" | "🔗");
    let before = trim(document.slice(block.span), Span::new(0, link.start() - block.span.start())).end();
    (matches!(block.kind, BlockKind::Heading | BlockKind::ListItem)
        && is_sign
        && before > 0
        && document.slice(Span::new(link.end(), block.span.end())).trim().is_empty())
    .then(|| Span::new(block.span.start() + before, block.span.end()))
}

#[cfg(test)]
mod tests {
    use epitome_document::{Input, LangTag, ReadOptions, Role, read};
    use epitome_langs::Languages;

    use crate::page::tests::TEXT;
    use crate::{Orders, clean};

    #[test]
    fn the_link_of_a_heading_to_its_place_is_no_word_of_it() {
        let html = format!("<title>Units - Docs</title><h1>Units<a href='#units'>¶</a></h1><p>{TEXT}</p>");
        let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
        let cleaning = clean(&document, LangTag::literal("en"), &Languages::default(), &Orders::default());
        let cuts: Vec<(Role, &str)> =
            cleaning.cuts.iter().map(|cut| (cut.role, document.slice(cut.span))).collect();
        assert_eq!(cuts, [(Role::Furniture, "¶")]);
        assert_eq!(cleaning.blocks[0].role, Role::Title);
    }
}
