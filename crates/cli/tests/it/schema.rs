//! Everything written as JSON is valid by the schema that is published with it.

use std::collections::BTreeSet;

use epitome::{Aspect, NoteCode, ReadErrorKind, Reason, Role};
use serde_json::Value;

use crate::common::{Folder, command, finish, workspace};

pub(crate) fn schema() -> Value {
    let path = workspace().join("crates/report/schema/epitome-1.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_object_is_valid() {
    let folder = Folder::new();
    folder.write("bad.txt", [0_u8, 1, 2, 3, 255].repeat(100));
    folder.write("empty.txt", "");
    folder.write("old.txt", b"Le minist\xE8re a tenu une r\xE9union \xE0 Hano\xEF. Il a parl\xE9.");
    folder.write("r.jsonl", "{\"id\":{\"a\":[1]},\"text\":\"Un mot.\",\"title\":\"T\"}\n{\"text\":1}\nno\n");
    folder.write("page.html", "<h1>Bridge to close</h1><p>The bridge at Oakham will be closed until March, the council said.</p><a>Share</a>");
    let seeds = workspace().join("seeds").display().to_string();
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let mut n_objects = 0;
    for args in [
        &["summarize", "--percent", "20"][..],
        &["summarize", "--words", "20,200,1"],
        &["explain", "--words", "50", "--with-text"],
        &["detect", "--runs"],
        &["segment", "--offsets", "utf16"],
    ] {
        let inputs = [
            "--format",
            "jsonl",
            "bad.txt",
            "empty.txt",
            "old.txt",
            "r.jsonl",
            "none.txt",
            "page.html",
            &seeds,
        ];
        let run = finish(command(folder.path()).args(args).args(inputs), b"");
        for object in run.jsonl() {
            let errors: Vec<String> = validator.iter_errors(&object).map(|err| err.to_string()).collect();
            assert!(errors.is_empty(), "{args:?}: {errors:?}\n{object:#}");
            n_objects += 1;
        }
    }
    assert_eq!(n_objects, 5 * (5 + 3 + 5));
}

#[test]
fn what_is_said_of_xliff_and_of_packages_is_valid_too() {
    let folder = Folder::new();
    folder.write("a.txt", "Le ministre a parlé hier à Hanoi. Il a dit non.");
    assert_eq!(folder.run(&["pack", "a.txt", "--to", "en", "--lang", "fr", "-o", "p"]).status, 0);
    let xliff = std::fs::read_to_string(folder.path().join("p/xliff/a.txt.xlf")).unwrap();
    folder.write("p/xliff/bad.xlf", xliff.replace(" datatype=\"plaintext\"", ""));
    folder.write("p/xliff/cut.xlf", &xliff[..xliff.len() / 2]);
    folder.write("p/xliff/none.xlf", "<html/>");
    let run = folder.run(&["validate", "p/xliff", "missing.xlf", "--format", "json"]);
    assert_eq!(run.status, 2, "{run:#?}");
    let mut objects = run.json().as_array().unwrap().clone();
    let ids: Vec<&str> = objects.iter().map(|object| object["id"].as_str().unwrap()).collect();
    let names =
        ["p/xliff/a.txt.xlf", "p/xliff/bad.xlf", "p/xliff/cut.xlf", "p/xliff/none.xlf", "missing.xlf"];
    assert_eq!(ids, names);
    assert_eq!(objects[0]["valid"], Value::Bool(true));
    assert_eq!(objects[1]["findings"][0]["rule"], "attribute-missing");
    assert!(objects[2..].iter().all(|object| object["error"].is_object()), "{objects:#?}");
    let none = folder.run(&["validate", "p/source"]);
    assert!(none.status == 2 && none.err.contains("p/source: the folder holds no XLIFF"), "{none:#?}");
    assert!(none.err.contains("p/source: not judged: 1 file "), "{none:#?}");
    let manifest = std::fs::read_to_string(folder.path().join("p/manifest.json")).unwrap();
    objects.push(serde_json::from_str(&manifest).unwrap());
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for object in objects {
        let errors: Vec<String> = validator.iter_errors(&object).map(|err| err.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{object:#}");
    }
}

#[test]
fn the_schema_lists_every_code() {
    let schema = schema();
    let listed = |name: &str| -> BTreeSet<String> {
        let codes = schema["$defs"][name]["enum"].as_array().unwrap().iter();
        codes.map(|code| code.as_str().unwrap().to_owned()).collect()
    };
    let set = |codes: &mut dyn Iterator<Item = &'static str>| -> BTreeSet<String> {
        codes.map(str::to_owned).collect()
    };
    assert_eq!(listed("role"), set(&mut Role::ALL.iter().map(|role| role.as_str())));
    assert_eq!(listed("reason"), set(&mut Reason::ALL.iter().map(|reason| reason.code())));
    assert_eq!(listed("aspect"), set(&mut Aspect::ALL.iter().map(|aspect| aspect.code())));
    assert_eq!(listed("note"), set(&mut NoteCode::ALL.iter().map(|note| note.as_str())));
    let of_reading = ReadErrorKind::ALL.iter().map(|kind| kind.as_str());
    let others = ["unreadable", "internal", "bad-xml", "bad-xliff"];
    assert_eq!(listed("failure"), set(&mut of_reading.chain(others)));
}
