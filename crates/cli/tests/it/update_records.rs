//! `update` where the article is a record.

use crate::common::Folder;
use crate::update::{NEW, OLD, translate};

#[test]
fn a_translation_of_a_record_is_carried_over_also_when_the_record_has_moved() {
    let record = |text: &str| format!("{{\"lang\": \"fr\", \"text\": {text:?}}}\n");
    let folder = Folder::new();
    folder.write("a.jsonl", record("Un autre article.") + &record(OLD));
    assert_eq!(folder.run(&["extract", "a.jsonl", "--to", "en", "-o", "."]).status, 0);
    translate(&folder, "a.jsonl.2.xlf", "Le conseil se réunit demain matin.", "The council meets tomorrow.");
    folder.write("a.jsonl", record("Un autre article.") + &record(NEW));
    let run = folder.run(&["update", "a.jsonl.2.xlf", "-o", "new.xlf"]);
    assert!(run.status == 0 && run.err.contains("new.xlf: 1 unit carried over"), "{run:#?}");
    folder.write("b.jsonl", record(NEW));
    let run = folder.run(&["update", "a.jsonl.2.xlf", "--source", "b.jsonl:1", "-o", "moved.xlf"]);
    assert!(run.status == 0 && run.err.contains("moved.xlf: 1 unit carried over"), "{run:#?}");
    assert_eq!(folder.run(&["merge", "moved.xlf", "-o", "b.en.jsonl"]).status, 0);
    assert_eq!(
        folder.read("b.en.jsonl"),
        record(&NEW.replace("Le conseil se réunit demain matin.", "The council meets tomorrow."))
    );
    let run = folder.run(&["update", "a.jsonl.2.xlf", "--source", "b.jsonl", "-o", "other.xlf"]);
    assert!(run.status == 2 && run.err.contains("b.jsonl has no line 2"), "{run:#?}");
}

#[test]
fn a_record_may_have_become_a_file_and_a_file_a_record() {
    let record = |text: &str| format!("{{\"lang\": \"fr\", \"text\": {text:?}}}\n");
    let folder = Folder::new();
    folder.write("a.jsonl", record(OLD));
    folder.write("a.txt", OLD);
    assert_eq!(
        folder.run(&["extract", "a.jsonl", "a.txt", "--to", "en", "--lang", "fr", "-o", "."]).status,
        0
    );
    folder.write("new.txt", NEW);
    folder.write("new.jsonl", record(NEW));
    for (xliff, source) in [("a.jsonl.1.xlf", "new.txt"), ("a.txt.xlf", "new.jsonl:1")] {
        translate(&folder, xliff, "Le conseil se réunit demain matin.", "The council meets tomorrow.");
        let run = folder.run(&["update", xliff, "--source", source, "-o", "new.xlf", "--overwrite"]);
        assert!(run.status == 0 && run.err.contains("new.xlf: 1 unit carried over"), "{run:#?}");
        assert_eq!(folder.run(&["merge", "new.xlf", "-o", "merged", "--overwrite"]).status, 0);
        assert!(folder.read("merged").contains("The council meets tomorrow."), "{source}");
    }
}

#[test]
fn a_record_beyond_the_limit_is_named_and_never_held() {
    let folder = Folder::new();
    folder.write("a.jsonl", format!("{{\"text\": {OLD:?}}}\n"));
    assert_eq!(folder.run(&["extract", "a.jsonl", "--to", "en", "-o", "."]).status, 0);
    folder.write("a.jsonl", format!("{{\"text\": {:?}}}\n", OLD.repeat(20)));
    let update = ["update", "a.jsonl.1.xlf", "-o", "new.xlf", "--max-record", "1KiB"];
    let run = folder.run(&update);
    let said = run.err.contains("a.jsonl:1") && run.err.contains("--max-record raises it");
    assert!(run.status == 2 && said && !folder.path().join("new.xlf").exists(), "{run:#?}");
    assert_eq!(folder.run(&[&update[..5], &["1MiB"]].concat()).status, 0);
}

/// A record put before others took their translations: all of them were gone.
#[test]
fn records_are_found_where_they_stand_now() {
    let folder = Folder::new();
    let record = |n: u32, text: &str| format!("{{\"id\": {n}, \"text\": \"{text}\"}}\n");
    let first = record(1, "Le ministre a parlé hier à Hanoi.");
    let second = record(2, "Le port rouvre demain matin.");
    folder.write("n.jsonl", format!("{first}{second}{first}"));
    assert_eq!(folder.run(&["extract", "n.jsonl", "--to", "en", "--lang", "fr", "-o", "x"]).status, 0);
    translate(&folder, "x/n.jsonl.1.xlf", "Le ministre a parlé hier à Hanoi.", "The minister spoke.");
    translate(&folder, "x/n.jsonl.2.xlf", "Le port rouvre demain matin.", "The port opens.");
    translate(&folder, "x/n.jsonl.3.xlf", "Le ministre a parlé hier à Hanoi.", "He spoke.");
    let new = record(3, "Un autre article.");
    let expected = format!(
        "{new}{}{}{}",
        record(1, "The minister spoke."),
        record(2, "The port opens."),
        record(1, "He spoke.")
    );
    for (name, update) in
        [("n", &["update", "x", "-o", "n"][..]), ("m", &["update", "x", "--source", "m.jsonl", "-o", "m"])]
    {
        folder.write(&format!("{name}.jsonl"), format!("{new}{first}{second}{first}"));
        let run = folder.run(update);
        assert!(run.status == 0 && run.err.matches("1 unit carried over").count() == 3, "{run:#?}");
        let run = folder.run(&["merge", name, "-o", "out"]);
        assert_eq!(run.status, 0, "{run:#?}");
        assert_eq!(folder.read(&format!("out/{name}.en.jsonl")), expected);
    }
    let run = folder.run(&["update", "x", "--source", "x/n.jsonl.1.xlf", "-o", "y"]);
    assert!(
        run.status == 2
            && run.err.contains("-o must name a folder, and --source the folder of the new articles"),
        "{run:#?}"
    );
    // Nothing said of which file the source was gone.
    std::fs::remove_file(folder.path().join("n.jsonl")).unwrap();
    let run = folder.run(&["update", "x", "-o", "z"]);
    assert!(
        run.status == 2 && run.err.contains("x/n.jsonl.2.xlf: its source n.jsonl cannot be read"),
        "{run:#?}"
    );
}

/// Its bytes had changed, so it was looked for on its old line only.
#[test]
fn a_record_that_changed_and_moved_is_found_by_its_id() {
    let folder = Folder::new();
    let record = |id: &str, text: &str| format!("{{\"id\": {id}, \"lang\": \"fr\", \"text\": {text:?}}}\n");
    let (first, second) = ("\"a<&\\\" b\"", "7");
    for (version, to) in [("2.0", "x"), ("1.2", "y")] {
        folder.write("n.jsonl", record(first, OLD) + &record(second, "Le port rouvre demain matin."));
        let extract = ["extract", "n.jsonl", "--to", "en", "--xliff", version, "-o", to, "--overwrite"];
        assert_eq!(folder.run(&extract).status, 0);
        translate(
            &folder,
            &format!("{to}/n.jsonl.1.xlf"),
            "Le conseil se réunit demain matin.",
            "The council meets.",
        );
        folder.write(
            "n.jsonl",
            record("1", "Un autre article.") + &record(second, "Un port.") + &record(first, NEW),
        );
        let run = folder.run(&["update", to, "-o", "new", "--overwrite"]);
        assert!(run.status == 0 && run.err.contains("n.jsonl.1.xlf: 1 unit carried over"), "{run:#?}");
        let run = folder.run(&["merge", "new", "-o", "out.jsonl", "--overwrite"]);
        assert_eq!(run.status, 0, "{run:#?}");
        let out = folder.read("out.jsonl/n.en.jsonl");
        assert!(out.lines().nth(2).is_some_and(|line| line.contains("The council meets.")), "{out}");
        folder.write("n.jsonl", record(second, "Un port."));
        let run = folder.run(&["update", to, "-o", "new", "--overwrite"]);
        let said = "n.jsonl.1.xlf: n.jsonl has no record with the id \"a<&\\\" b\"; --source n.jsonl:LINE";
        assert!(run.status == 2 && run.err.contains(said), "{run:#?}");
    }
}

/// A merge named the line as the place to carry the translation over to, though another record stood there; a blank line was "no JSON
/// object". What it says now finds them all.
#[test]
fn a_merge_says_what_finds_records_that_have_moved() {
    let folder = Folder::new();
    let record = |n: u32, text: &str| format!("{{\"id\": {n}, \"text\": \"{text}\"}}\n");
    let records = record(1, "Le ministre a parlé hier à Hanoi.") + &record(2, "Le port rouvre demain matin.");
    folder.write("n.jsonl", &records);
    assert_eq!(folder.run(&["pseudo", "n.jsonl", "--to", "en", "--lang", "fr", "-o", "x"]).status, 0);
    folder.write("new.jsonl", record(3, "Un autre article.") + "\n" + &records);
    for (merged, source) in
        [(&["x"][..], "new.jsonl"), (&["x/n.jsonl.1.xlf", "x/n.jsonl.2.xlf"], "new.jsonl"), (&["x"], "")]
    {
        let named = ["--source", source];
        let named = if source.is_empty() { &[] } else { &named[..] };
        if source.is_empty() {
            folder.write("n.jsonl", folder.read("new.jsonl"));
        }
        let run = folder.run(&[&["merge", "-o", "out.jsonl"], merged, named].concat());
        let said = run.err.matches("has changed since it was extracted, or is another record now").count();
        assert!(run.status == 2 && said == 2, "{run:#?}");
        let advice: Vec<&str> =
            run.err.lines().filter_map(|line| line.strip_prefix("epitome update ")).collect();
        assert_eq!(advice.len(), merged.len(), "{run:#?}");
        for (nth, advice) in advice.into_iter().enumerate() {
            let new = format!("{nth}{}", source.len());
            let command = advice.split_once(" carries over").unwrap().0.replace("NEW", &new);
            let run = folder.run(&[&["update"], &*command.split(' ').collect::<Vec<_>>()].concat());
            assert_eq!((run.status, run.err.contains(" 0 new, 0 gone")), (0, true), "{command}: {run:#?}");
            let file = command.rsplit(' ').next().unwrap();
            assert_eq!(folder.run(&["merge", file, "-o", "done/"]).status, 0);
            std::fs::remove_dir_all(folder.path().join("done")).unwrap();
        }
    }
}
