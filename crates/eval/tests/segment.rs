//! The measure itself, on data whose figures can be counted by hand.

use std::fs;

use epitome_eval::{Options, faults, read_texts, segment, table};

const LINES: &str = concat!(
    r#"{"set":"a","lang":"fr","id":7,"text":"Il est venu. Elle part. M. Lam reste.","sents":["Il est venu. Elle part.","M. Lam reste."]}"#,
    "\n\n",
    r#"{"set":"b","lang":"en","text":"It rained no end on They left.","sents":["It rained no end on","They left."]}"#,
    "\n",
    r#"{"set":"a","lang":"fr","text":"Il pleut. Elle part.","sents":["Il pleut.","Elle part."]}"#,
    "\n",
);

#[test]
fn false_and_missed_boundaries_are_counted_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.jsonl");
    fs::write(&path, LINES).unwrap();
    let results =
        segment(&read_texts(&path).unwrap(), &Options { n_faults: 9, ..Options::default() }).unwrap();
    let figures: Vec<_> = results
        .iter()
        .map(|set| (set.name.as_str(), set.tally.n_right, set.tally.n_false, set.tally.n_missed))
        .collect();
    assert_eq!(figures, [("a", 2, 1, 0), ("b", 0, 0, 1)]);
    assert_eq!(
        faults(&results),
        "false  a 7  Il est venu. ||  Elle part. M. Lam reste.\n\
         missed b null  It rained no end on ||  They left.\n"
    );
    let table = table(&results);
    assert!(table.contains("mean of de en es fr it pt, 2 sets: F1 40.00"), "{table}");
    assert!(table.ends_with("texts right 1/3\n"), "{table}");
}

#[test]
fn data_that_contradicts_itself_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.jsonl");
    for (line, complaint) in [
        (r#"{"set":"a","lang":"fr","text":"Oui. Non.","sents":["Oui."]}"#, "the sentences are not the text"),
        (r#"{"set":"a","lang":"fr","text":"Oui."}"#, "sents"),
    ] {
        fs::write(&path, format!("\n{line}\n")).unwrap();
        let err = format!("{:#}", read_texts(&path).unwrap_err());
        assert!(err.contains("data.jsonl:2") && err.contains(complaint), "{err}");
    }
}
