//! The main job on the five seed articles, through the real binary.

use std::collections::BTreeMap;

use crate::common::{Folder, command, finish, seeds, workspace};
use serde_json::{Value, json};

fn on_seeds(args: &[&str]) -> Vec<Value> {
    let run = finish(command(&workspace()).args(args), b"");
    assert_eq!(run.status, 0, "{run:#?}");
    run.json().as_array().unwrap().clone()
}

/// A JSON string of the object, or a panic that shows the object.
fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}"))
}

#[test]
fn the_default_run_summarises_the_five_seeds() {
    let objects = on_seeds(&["summarize", "--format", "json"]);
    let tags: Vec<&str> = objects.iter().map(|object| text(&object["language"], "tag")).collect();
    assert_eq!(tags, ["fr", "fr", "fr", "fr", "en"]);
    for object in &objects {
        assert_eq!(object["language"]["strength"], "sure");
        assert_eq!(object["summary"].as_array().unwrap().len(), 3);
    }
}

#[test]
fn no_summary_holds_what_is_no_body() {
    for n_sentences in ["3", "5"] {
        for object in on_seeds(&["summarize", "--format", "json", "--sentences", n_sentences, "seeds"]) {
            let uses: BTreeMap<&str, &str> = object["blocks"]
                .as_array()
                .unwrap()
                .iter()
                .map(|block| (text(block, "id"), text(block, "use")))
                .collect();
            for pick in object["summary"].as_array().unwrap() {
                let block = text(pick, "id").split('.').next().unwrap();
                assert_eq!(uses[block], "body", "{pick}");
                for trace in [
                    "Photo",
                    "Scène de la réunion",
                    "Comment (",
                    "Source",
                    ".jpg",
                    "Michoustine",
                    "Azerbaïdjan",
                    "Vesak",
                ] {
                    assert!(!text(pick, "text").contains(trace), "{pick}");
                }
            }
            assert!(object["blocks"].as_array().unwrap().iter().all(|block| {
                !text(block, "role").is_empty()
                    && !text(&block["reason"], "code").is_empty()
                    && !text(&block["reason"], "message").is_empty()
            }));
        }
    }
}

#[test]
fn every_sentence_is_a_slice_of_its_text() {
    for object in on_seeds(&["explain", "--format", "json", "--with-text", "seeds"]) {
        let whole = text(&object, "text");
        let sentences =
            object["sentences"].as_array().unwrap().iter().chain(object["summary"].as_array().unwrap());
        for sentence in sentences {
            let (start, end) = (sentence["span"][0].as_u64().unwrap(), sentence["span"][1].as_u64().unwrap());
            assert_eq!(text(sentence, "text"), &whole[start as usize..end as usize]);
        }
    }
}

#[test]
fn what_is_cut_off_leaves_whole_sentences() {
    let seed = &on_seeds(&["segment", "--clean", "--format", "json", "seeds"])[4];
    let sentences = seed["sentences"].as_array().unwrap().iter().map(|sentence| text(sentence, "text"));
    let sentences: Vec<&str> = sentences.collect();
    for (start, end) in [
        ("There are currently over 1,500", "US$7.5 billion."),
        ("At the press conference organised", "on Monday."),
    ] {
        let is_whole = |sentence: &&str| sentence.starts_with(start) && sentence.ends_with(end);
        assert!(sentences.iter().any(is_whole), "{start}\n{sentences:#?}");
    }
}

#[test]
fn cuts_are_on_record() {
    let objects = on_seeds(&["summarize", "--format", "json", "--with-text", "seeds"]);
    let cuts = |seed: usize| -> Vec<(&str, &str)> {
        let whole = text(&objects[seed], "text");
        objects[seed]["cuts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|cut| {
                let (start, end) = (cut["span"][0].as_u64().unwrap(), cut["span"][1].as_u64().unwrap());
                (text(cut, "role"), whole[start as usize..end as usize].trim())
            })
            .collect()
    };
    assert!(cuts(3).contains(&("dateline", "Hanoi (VNA) -")), "{:?}", cuts(3));
    assert!(cuts(3).contains(&("signature", "– VNA")), "{:?}", cuts(3));
    assert!(cuts(4).contains(&("dateline", "HÀ NỘI —")), "{:?}", cuts(4));
    assert!(cuts(4).contains(&("signature", "— VNS")), "{:?}", cuts(4));
    assert!(cuts(1).contains(&("signature", "- VietnamPlus")), "{:?}", cuts(1));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = Folder::new();
    let mut records = String::new();
    for round in 0..8 {
        for (name, bytes) in seeds() {
            let text = String::from_utf8(bytes).unwrap();
            records += &json!({ "id": format!("{round}/{name}"), "text": text }).to_string();
            records.push('\n');
        }
        records += "no record\n";
    }
    folder.write("seeds.jsonl", records);
    let run = |jobs: &str, verb: &str| folder.run(&[verb, "--jobs", jobs, "seeds.jsonl"]);
    for verb in ["explain", "detect", "segment"] {
        let one = run("1", verb);
        assert_eq!((one.status, one.out.lines().count()), (0, 48));
        assert_eq!(one.out, run("2", verb).out);
        assert_eq!(one.out, run("7", verb).out);
    }
}

#[test]
fn a_folder_and_the_same_texts_as_records_give_the_same() {
    let folder = Folder::new();
    let mut records = String::new();
    for (name, bytes) in seeds() {
        records += &json!({ "text": String::from_utf8(bytes).unwrap(), "id": name }).to_string();
        records.push('\n');
    }
    folder.write("seeds.jsonl", records);
    for verb in ["summarize", "explain", "detect", "segment"] {
        let without_id = |mut objects: Vec<Value>| -> Vec<Value> {
            objects.iter_mut().for_each(|object| object["id"] = Value::Null);
            objects
        };
        let from_records =
            folder.run(&[verb, "--format", "json", "seeds.jsonl"]).json().as_array().unwrap().clone();
        let from_folder = on_seeds(&[verb, "--format", "json", "seeds"]);
        assert_eq!(without_id(from_records), without_id(from_folder), "{verb}");
    }
}

/// What must be equal however a text is written down: all but its name, its notes and where something stands.
fn essence(mut object: Value) -> Value {
    for part in ["id", "notes", "cuts"] {
        object[part] = Value::Null;
    }
    for list in ["summary", "sentences", "blocks"] {
        for item in object[list].as_array_mut().unwrap() {
            item.as_object_mut().unwrap().retain(|key, _| !matches!(key.as_str(), "span" | "source_span"));
        }
    }
    object
}

/// Of the other forms a file can have, the tests of all articles take care (`fixtures/tests/invariants.rs`).
#[test]
fn the_encoding_and_the_line_ends_of_a_file_change_nothing() {
    let folder = Folder::new();
    for (name, bytes) in seeds() {
        let text = String::from_utf8(bytes).unwrap();
        let utf16 = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        folder.write(&format!("plain/{name}"), &text);
        folder.write(&format!("cr/{name}"), text.replace('\n', "\r"));
        folder.write(&format!("utf16/{name}"), utf16);
    }
    let explain = |variant: &str| -> Vec<Value> {
        let run = folder.run(&["explain", "--format", "json", variant]);
        run.json().as_array().unwrap().iter().cloned().map(essence).collect()
    };
    let plain = explain("plain");
    assert_eq!(plain.len(), seeds().len());
    for variant in ["cr", "utf16"] {
        assert_eq!(explain(variant), plain, "{variant}");
    }
}
