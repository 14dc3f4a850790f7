//! One whole page as a news site serves it, our own writing, and all that is read from it.

use std::fmt::Write as _;

use epitome_document::{Document, MarkTags};

use crate::html;

#[test]
fn a_page_as_a_news_site_serves_it() {
    insta::assert_snapshot!(listing(&html(include_str!("page.html"))));
}

/// The blocks, with their elements and marks, and what the page says of itself.
fn listing(document: &Document) -> String {
    let mut out = String::new();
    let page = &document.meta.page;
    let claims = [
        ("title", &page.title),
        ("headline", &page.headline),
        ("description", &page.description),
        ("author", &page.author),
        ("date", &page.date),
        ("site", &page.site_name),
        ("url", &document.meta.url),
    ];
    for (name, claim) in claims {
        writeln!(out, "{name:12} {}", claim.as_ref().map_or("-", |located| &located.value)).unwrap();
    }
    writeln!(out, "{:12} {:?}", "declared", document.meta.declared).unwrap();
    for text in &document.meta.texts {
        writeln!(out, "{:12} {}", text.kind.as_str(), text.value).unwrap();
    }
    for id in document.block_ids() {
        let block = document.block(id);
        let element = block.hint.element.unwrap();
        let hidden = if document.elements.is_hidden(element) { ", hidden" } else { "" };
        let links = block.hint.n_link_chars;
        writeln!(
            out,
            "\n{id} {:?} {} in {}, {links} in links{hidden}",
            block.kind,
            block.level,
            document.block_path(id)
        )
        .unwrap();
        writeln!(out, "    {:?}", document.block_text(id)).unwrap();
        let source = |span: epitome_document::Span| {
            String::from_utf8_lossy(&document.source.bytes[span.range()]).into_owned()
        };
        for mark in document.block_marks(id) {
            let text = document.slice(mark.span);
            let tags = match mark.tags {
                MarkTags::Pair { open, close } => format!("{} … {}", source(open), source(close)),
                MarkTags::Open(tag) => format!("{} …", source(tag)),
                MarkTags::Close(tag) => format!("… {}", source(tag)),
                MarkTags::Alone(tag) => source(tag),
            };
            writeln!(out, "    {:?} {text:?} {tags:?}", mark.kind).unwrap();
        }
    }
    out
}
