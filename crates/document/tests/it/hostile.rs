//! Pages that are to be refused, and pages made to be slow.

use epitome_document::{Input, ReadErrorKind, ReadOptions, read};

use crate::{html, try_html};

#[test]
fn each_limit_is_an_error_that_names_itself_and_its_flag() {
    let small = ReadOptions {
        max_html: 40,
        max_blocks: 3,
        max_depth: 4,
        max_attributes: 2,
        ..ReadOptions::default()
    };
    for (page, kind, parts) in [
        ("<p>this page is too long by a few bytes...", ReadErrorKind::TooLarge, ["40 bytes", "--max-html"]),
        ("<p>a<p>b<p>c<p>d", ReadErrorKind::TooLarge, ["4 blocks", "--max-blocks"]),
        ("<html><body><div><p><i>", ReadErrorKind::TooDeep, ["4 levels", "--max-depth"]),
        ("<p><a b c d>", ReadErrorKind::TooManyAttributes, ["2 attributes", "--max-attributes"]),
    ] {
        let err = read(&Input::html("page.html", page.as_bytes()), &small).unwrap_err();
        assert_eq!(err.kind(), kind);
        for part in parts {
            assert!(err.to_string().contains(part), "{err}");
        }
    }
    let lines = |text: &str| read(&Input::text("lines.txt", text.as_bytes()), &small);
    assert_eq!(lines("a\nb\nc\n").unwrap().blocks.len(), 3);
    assert_eq!(lines("a\nb\nc\nd\ne\n").unwrap_err().byte(), Some(6));
    for page in ["<html><body><div><p>x</p></div>", "<p b c>x</p>"] {
        assert_eq!(read(&Input::html("page.html", page.as_bytes()), &small).unwrap().blocks.len(), 1);
    }
}

#[test]
fn an_error_says_where_also_in_another_encoding() {
    let page = format!("é{}", "<div>".repeat(600));
    assert_eq!(try_html(page.as_bytes()).unwrap_err().byte(), Some(2 + 511 * 5));
    let units: Vec<u8> = format!("\u{FEFF}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(try_html(&units).unwrap_err().byte(), Some(2 + 2 + 511 * 5 * 2));
}

/// Each of these took a reader of ours or of others time or memory that grows with the square of its length, or ended it.
#[test]
fn pages_made_to_be_slow_are_read() {
    let many = 50_000;
    let deep = "<div>".repeat(500);
    for (page, n_blocks) in [
        ("<p><b>text ".repeat(many), many),
        (format!("{deep}{}", "<p>a".repeat(many)), many),
        (format!("{deep}{}", "</b>".repeat(many)), 0),
        (format!("<y><div>{}{}x", "<x>".repeat(480), "</y>".repeat(many)), 1),
        (format!("<div>{}x", "<form>".repeat(many)), 1),
        ("<a>".repeat(many) + "x", 1),
        (format!("<p>t{}", "<b></b>".repeat(many)), 1),
        ("<".repeat(many), 1),
        ("&".repeat(many), 1),
        (format!("x<!--{}", "-".repeat(many)), 1),
        (format!("x<script>{}", "<!--<script>".repeat(many)), 1),
        (format!("x<script type=application/ld+json>{}", "[".repeat(many)), 1),
        ("<a b=\"".repeat(100), 0),
        ((0..many).map(|n| format!("<n{n}></n{n}>")).collect::<String>() + "x", 1),
        ("x\0".repeat(many), 1),
        ("a<br>".repeat(many), 1),
        (String::new(), 0),
    ] {
        let head: String = page.chars().take(40).collect();
        assert_eq!(html(&page).blocks.len(), n_blocks, "{head}");
    }
}
