//! `explain --format html`: a page for a person, whatever the articles hold.

use crate::common::Folder;

const HARMLESS: &str =
    "The council of Marlow Point said on Monday that the ferry would sail again in spring.\n";
const HOSTILE: &str = "The \"mayor\" & <script>alert('x')</script> said </p></td></table> that\u{0} the plan is <b>off</b>.\n\
                       \u{202E}It was written from right to left, the mayor's office said on Monday evening in town.\n";

/// The tags of a page, in order, without attributes. What stands in the style sheet is none.
fn tags(page: &str) -> Vec<String> {
    let (head, rest) = page.split_once("<style>").unwrap();
    let body = rest.split_once("</style>").unwrap().1;
    let tag = |piece: &str| piece.split(['>', ' ', '\n']).next().unwrap().to_owned();
    [head, body].iter().flat_map(|part| part.split('<').skip(1)).map(tag).collect()
}

/// Every element is closed in its turn.
fn assert_well_formed(page: &str) {
    let mut open: Vec<String> = Vec::new();
    for tag in tags(page) {
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed), "after {open:?}");
        } else if !matches!(tag.as_str(), "!doctype" | "meta" | "link" | "input") {
            open.push(tag);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn several_articles_stand_on_one_page() {
    let folder = Folder::new();
    folder.write("a.txt", HARMLESS);
    folder.write("b & c.txt", HOSTILE);
    let run = folder.run(&["explain", "--format", "html", "a.txt", "b & c.txt"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{run:#?}");
    assert_well_formed(&run.out);
    let n = |what: &str| run.out.matches(what).count();
    assert_eq!((n("<!doctype html>"), n("<main>"), n("<article>")), (1, 1, 2));
    assert!(run.out.contains("<h2>a.txt</h2>") && run.out.contains("<h2>b &amp; c.txt</h2>"));
    assert_eq!((n("<script"), n("<b>off"), n("\u{0}"), n("\u{202E}")), (0, 0, 0, 0));
    assert!(run.out.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
}

#[test]
fn a_page_without_articles_is_a_page() {
    let folder = Folder::new();
    let run = folder.run(&["explain", "--format", "html", "no.txt"]);
    assert_eq!(run.status, 2, "{run:#?}");
    assert_well_formed(&run.out);
    folder.write("a.txt", HARMLESS);
    let run = folder.run(&["explain", "--format", "html", "no.txt", "a.txt"]);
    assert_eq!((run.status, run.out.matches("<article>").count()), (2, 1), "{run:#?}");
    assert_well_formed(&run.out);
}

#[test]
fn records_stand_on_a_page_too() {
    let folder = Folder::new();
    let records = format!("{{\"id\":\"<1>\",\"text\":\"{}\"}}\nnot a record\n", HARMLESS.trim_end());
    let run = folder.run_with(&["explain", "--format", "html", "--from", "jsonl", "-"], records.as_bytes());
    assert_well_formed(&run.out);
    assert!(run.out.contains("<h2>-:1 (id &quot;&lt;1&gt;&quot;)</h2>"), "{run:#?}");
    assert!(run.err.contains("-:2"), "{run:#?}");
}

#[test]
fn other_verbs_write_no_page() {
    let folder = Folder::new();
    folder.write("a.txt", HARMLESS);
    for verb in ["summarize", "detect", "segment"] {
        let run = folder.run(&[verb, "--format", "html", "a.txt"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{run:#?}");
        assert!(run.err.contains("[possible values: text, json, jsonl]"), "{run:#?}");
    }
}
