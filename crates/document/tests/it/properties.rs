//! What holds for any page.

use epitome_document::{Document, MarkTags, RunKind, Span, trim};
use proptest::prelude::*;

use crate::soup::{soup, soup_without};
use crate::{html, try_html};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(document) = try_html(&bytes) {
            check(&document);
        }
    }

    #[test]
    fn any_characters_are_read(page in "[<>/!a-c=\"'& \n-]{0,200}") {
        check(&html(&page));
    }

    #[test]
    fn any_soup_is_read(page in soup(60)) {
        if let Ok(document) = try_html(page.as_bytes()) { // many NULs are no text
            check(&document);
            check_bytes(&document);
        }
    }

    #[test]
    fn another_encoding_changes_places_only(page in soup_without(&["\0"], 30)) {
        let plain = html(&page);
        let units: Vec<u8> = format!("\u{FEFF}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide = try_html(&units).unwrap();
        check(&wide);
        prop_assert_eq!(&plain.text, &wide.text);
        prop_assert_eq!(&plain.blocks, &wide.blocks);
        for (mark, other) in plain.marks.iter().zip(&wide.marks) {
            let tag = mark.tags.source();
            let wide_tag = other.tags.source();
            let back = String::from_utf16(&units_of(&units[wide_tag.range()])).unwrap();
            prop_assert_eq!(&page[tag.range()], back);
        }
    }
}

fn units_of(bytes: &[u8]) -> Vec<u16> {
    bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect()
}

/// Blocks, marks and the map are whole and in order.
fn check(document: &Document) {
    let (text, map) = (&document.text, &document.map);
    assert_eq!((map.text_len(), map.source_len()), (text.len(), document.source.bytes.len()));
    let (mut text_end, mut source_end) = (0, 0);
    for id in document.block_ids() {
        let span = document.block(id).span;
        assert!(span.start() >= text_end && !span.is_empty());
        assert_eq!(trim(text, span), span);
        assert!(
            trim(text, Span::new(text_end, span.start())).is_empty(),
            "text between blocks is white space"
        );
        let source = document.block_source(id).unwrap();
        assert!(source.start() >= source_end, "blocks and gaps follow each other: {source:?} {source_end}");
        (text_end, source_end) = (span.end(), source.end());
        let element = document.block(id).hint.element.unwrap();
        assert!(element.idx() < document.elements.len());
        assert!(document.block(id).hint.n_link_chars as usize <= document.block_text(id).chars().count());
        let mut opened = 0;
        for mark in document.block_marks(id) {
            assert!(span.contains(mark.span) && source.contains(mark.tags.source()));
            assert!(mark.tags.source().start() >= opened, "marks stand in the order they open");
            if !matches!(mark.tags, MarkTags::Close(_)) {
                opened = mark.tags.source().start();
            }
        }
    }
    assert!(trim(text, Span::new(text_end, text.len())).is_empty());
    assert!(source_end <= document.source.bytes.len());
    let n_marks: usize = document.block_ids().map(|id| document.block_marks(id).len()).sum();
    assert_eq!(n_marks, document.marks.len(), "each mark belongs to one block");
    for pair in document.map.runs().windows(2) {
        assert!(pair[0].text.end() <= pair[1].text.start() && pair[0].source.end() <= pair[1].source.start());
    }
    for id in document.elements.ids() {
        let parent = document.elements.parent(id);
        assert!(parent.is_none_or(|parent| parent < id && document.elements.contains(parent, id)));
    }
}

/// In UTF-8, each byte of a block's source is text, a tag of a mark, inside a mark without text, or white space
/// that was one too many.
fn check_bytes(document: &Document) {
    let bytes = &document.source.bytes;
    let mut is_known = vec![false; bytes.len()];
    for run in document.map.runs() {
        if run.kind == RunKind::Copy {
            assert_eq!(&document.text.as_bytes()[run.text.range()], &bytes[run.source.range()]);
        }
        is_known[run.source.range()].fill(true);
    }
    for mark in &document.marks {
        match mark.tags {
            MarkTags::Pair { open, close } if !mark.span.is_empty() => {
                is_known[open.range()].fill(true);
                is_known[close.range()].fill(true);
            }
            tags => is_known[tags.source().range()].fill(true),
        }
    }
    for id in document.block_ids() {
        let source = document.block_source(id).unwrap();
        let unknown: Vec<u8> = source.range().filter(|at| !is_known[*at]).map(|at| bytes[at]).collect();
        let unknown = String::from_utf8_lossy(&unknown).replace("&#32;", " ");
        assert!(unknown.trim_matches([' ', '\t', '\r', '\n', '\0']).is_empty(), "{id}: {unknown:?}");
    }
}
