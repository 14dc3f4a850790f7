//! HTML and Markdown, from files, folders, records and standard input.

use crate::common::{Folder, Run};

const FIRST: &str = "The town council of Oakham said on Monday that the old bridge over the river will be closed until March.";
const SECOND: &str =
    "Engineers found cracks in two of its eleven pillars, and repairs will cost about four million euros.";

fn page() -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=en><head><title>Bridge</title></head>\n<body><article>\n<h1>Bridge to close</h1>\n\n<p>{FIRST}</p>\n\
         <p>{SECOND}</p>\n</article></body></html>\n"
    )
}

fn markdown() -> String {
    format!(
        "---\ntitle: Bridge to close\nlang: en\n---\n\n# Bridge to close\n\n{}\n\n{SECOND}\n",
        FIRST.replacen("old", "*old*", 1)
    )
}

/// The summary is the two sentences, at these places.
fn assert_says(run: &Run, places: [&str; 2]) {
    assert_eq!(run.status, 0, "{run:#?}");
    for (sentence, place) in [FIRST, SECOND].into_iter().zip(places) {
        assert!(run.out.contains(&format!("  {sentence}\n  {place}\n")), "{run:#?}");
    }
}

#[test]
fn the_extension_says_what_a_file_is_and_a_place_is_a_line_of_it() {
    let folder = Folder::new();
    for name in ["a.html", "b.htm", "c.xhtml"] {
        folder.write(name, page());
        let run = folder.run(&["summarize", name]);
        assert_says(&run, [&format!("{name}:6"), &format!("{name}:7")]);
        assert!(run.err.is_empty(), "{run:#?}");
    }
    for name in ["a.md", "b.markdown"] {
        folder.write(name, markdown());
        assert_says(&folder.run(&["summarize", name]), [&format!("{name}:8"), &format!("{name}:10")]);
    }
    let json = folder.run(&["summarize", "--format", "json", "a.md"]).json();
    let source = markdown();
    let pick = &json[0]["summary"][0];
    let place: Vec<usize> =
        pick["source_span"].as_array().unwrap().iter().map(|at| at.as_u64().unwrap() as usize).collect();
    assert_eq!(
        (&source[place[0]..place[1]], pick["line"].as_u64()),
        (&*FIRST.replacen("old", "*old*", 1), Some(8))
    );
    assert_eq!(json[0]["title"], "Bridge to close");
}

#[test]
fn a_folder_holds_pages_and_markdown_too() {
    let folder = Folder::new();
    for name in ["in/1.txt", "in/2.md", "in/3.html", "in/4.jsonl", "in/5.pdf"] {
        folder.write(name, FIRST);
    }
    folder.write("in/3.html", page());
    let run = folder.run(&["detect", "--format", "text", "in"]);
    let names: Vec<&str> = run.out.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(names, ["in/1.txt", "in/2.md", "in/3.html"]);
    assert!(run.err.contains("in: not read: 1 file ") && run.err.contains("in/4.jsonl:1:"), "{run:#?}");
}

#[test]
fn every_verb_reads_markup() {
    let folder = Folder::new();
    folder.write("a.html", page());
    folder.write("a.md", markdown());
    for verb in ["summarize", "explain", "detect", "segment"] {
        let run = folder.run(&[verb, "a.html", "a.md"]);
        assert_eq!(run.status, 0, "{verb}: {run:#?}");
        assert!(!run.out.contains(['<', '*', '#']) || verb == "explain", "{verb}: {run:#?}");
    }
}

#[test]
fn explain_tells_what_was_weighed_of_each_block_of_a_page() {
    let folder = Folder::new();
    folder.write("a.html", page());
    folder.write("a.txt", FIRST);
    let run = folder.run(&["explain", "a.html"]);
    assert!(run.out.contains("weights are nats: +0.7") && run.out.contains("by itself "), "{run:#?}");
    let run = folder.run(&["explain", "--format", "html", "a.html"]);
    assert!(run.out.contains("<span class=\"weighed\""), "{run:#?}");
    let run = folder.run(&["explain", "--format", "json", "a.html", "a.txt"]);
    let found = run.json();
    for block in found[0]["blocks"].as_array().unwrap() {
        let weighing = &block["weighing"];
        let parts = weighing["parts"].as_array().unwrap_or_else(|| panic!("{block}"));
        let sum: i64 = parts.iter().map(|part| part["weight"].as_i64().unwrap()).sum();
        assert_eq!(weighing["total"].as_i64(), Some(sum), "{block}");
        assert!(weighing["alone"].as_array().is_some_and(|alone| !alone.is_empty()), "{block}");
    }
    // Rules alone decide about a short text; and who does not ask is told nothing.
    assert!(found[1]["blocks"].as_array().unwrap().iter().all(|block| block["weighing"].is_null()));
    assert!(!folder.run(&["summarize", "--format", "json", "a.html"]).out.contains("weighing"));
}

#[test]
fn standard_input_is_a_page_when_it_begins_as_one_and_markdown_by_order() {
    let folder = Folder::new();
    let run = folder.run_with(&["summarize", "-"], page().as_bytes());
    assert_says(&run, ["-:6", "-:7"]);
    assert!(run.err.contains("-: begins as an HTML page and is read as one; --from text"), "{run:#?}");
    let run = folder.run_with(&["summarize", "--from", "markdown", "-"], markdown().as_bytes());
    assert_says(&run, ["-:8", "-:10"]);
    let run = folder.run_with(&["segment", "--from", "html", "-"], b"<p>One &amp; two.");
    assert!(run.out.contains("One & two."), "{run:#?}");
}

#[test]
fn a_page_in_a_text_file_is_a_page_unless_text_is_ordered() {
    let folder = Folder::new();
    folder.write("page.txt", page());
    let run = folder.run(&["summarize", "page.txt"]);
    assert_says(&run, ["page.txt:6", "page.txt:7"]);
    assert!(run.err.contains("page.txt: begins as an HTML page and is read as one; --from text"), "{run:#?}");
    for name in ["page.txt", "page.html"] {
        folder.write(name, page());
        let run = folder.run(&["segment", "--from", "text", name]);
        assert!(run.out.contains("<h1>") && run.err.is_empty(), "{run:#?}");
    }
}

#[test]
fn records_hold_text_or_html_or_markdown() {
    let folder = Folder::new();
    let record =
        |id: u8, field: &str, value: &str| serde_json::json!({"id": id, field: value}).to_string() + "\n";
    let stream = record(1, "text", &format!("{FIRST}\n{SECOND}"))
        + &record(2, "html", &page())
        + &record(3, "markdown", &markdown());
    let objects = folder.run_with(&["summarize", "--from", "jsonl", "-"], stream.as_bytes()).jsonl();
    assert_eq!(objects.len(), 3);
    for object in &objects {
        let texts: Vec<&str> =
            object["summary"].as_array().unwrap().iter().filter_map(|pick| pick["text"].as_str()).collect();
        assert_eq!(texts, [FIRST, SECOND], "{object}");
        assert!(object["summary"][0].get("source_span").is_none());
    }
    assert_eq!(objects[2]["title"], "Bridge to close");
}

#[test]
fn an_encoding_that_is_named_is_taken() {
    let folder = Folder::new();
    folder.write("mac.txt", b"\x8Et\x8E \xC7oui\xC8");
    let run = folder.run(&["segment", "--encoding", "macintosh", "mac.txt"]);
    assert!(run.out.contains("été «oui»"), "{run:#?}");
}

#[test]
fn doubtful_blocks_are_dropped_where_that_is_asked() {
    let folder = Folder::new();
    folder.write("a.txt", format!("{FIRST}\n{SECOND}\nPartager\nShare\nMore of it here.\nPrint\n"));
    let doubtful = |args: &[&str]| -> Vec<String> {
        let object = folder.run(args).json()[0].clone();
        let blocks = object["blocks"].as_array().expect("blocks are listed").clone();
        let doubtful = blocks.iter().filter(|block| block["sure"] == false);
        doubtful
            .map(|block| {
                format!("{} {} {}", block["role"], block["use"], block["reason"]["code"]).replace('"', "")
            })
            .collect()
    };
    let mild = doubtful(&["summarize", "--lang", "en", "--format", "json", "a.txt"]);
    let strict = doubtful(&["summarize", "--lang", "en", "--format", "json", "--strict", "a.txt"]);
    assert_eq!(mild, ["furniture aside line-outside-text", "paragraph body running-text"]);
    assert_eq!(strict, ["furniture drop doubtful", "paragraph drop doubtful"]);
}

#[test]
fn a_translator_is_told_what_is_in_doubt() {
    let folder = Folder::new();
    folder.write("a.txt", format!("{FIRST}\n{SECOND}\nPartager\nShare\nMore of it here.\nPrint\n"));
    assert_eq!(folder.run(&["extract", "--to", "fr", "-o", "out", "a.txt"]).status, 0);
    let package = folder.read("out/a.txt.xlf");
    assert!(package.contains("<note category=\"role\">furniture, in doubt</note>"), "{package}");
}
