//! Any bytes may come in: a clear message, the status that was promised, and the other inputs still done.

use crate::common::{Folder, Run, command, finish};

const GOOD: &str = "The ministry said on Monday that the plan would be reviewed by the committee before the end of the month.";

/// A folder with a good article and a bad input; runs both and checks that the good one is done.
fn beside_good(folder: &Folder, bad: &str) -> Run {
    folder.write("good.txt", GOOD);
    let run = folder.run(&["summarize", bad, "good.txt"]);
    assert!(run.out.contains(GOOD), "the other input is still done: {run:#?}");
    assert!(!run.err.contains("panicked"), "{run:#?}");
    run
}

#[test]
fn an_empty_file_is_a_result_with_a_warning() {
    let folder = Folder::new();
    for (name, bytes) in [("empty.txt", ""), ("blank.txt", " \n\u{A0}\r\n\t"), ("bom.txt", "\u{FEFF}")] {
        folder.write(name, bytes);
        let run = beside_good(&folder, name);
        assert_eq!(run.status, 0, "{run:#?}");
        assert!(run.err.contains(name) && run.err.contains("warning"), "{run:#?}");
    }
    let run = folder.run(&["summarize", "--format", "json", "empty.txt"]);
    assert_eq!(run.json()[0]["summary"], serde_json::json!([]));
    assert_eq!(run.json()[0]["language"]["tag"], "und");
}

#[test]
fn a_binary_file_is_refused() {
    let folder = Folder::new();
    let noise: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    folder.write("noise.txt", noise);
    let run = beside_good(&folder, "noise.txt");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("noise.txt: the file is not text"), "{run:#?}");
    let json = folder.run(&["summarize", "--format", "json", "noise.txt", "good.txt"]);
    assert_eq!(json.json()[0]["error"]["code"], "binary");
    assert_eq!(json.json()[1]["id"], "good.txt");
    assert_eq!(json.status, 2);
}

#[test]
fn a_missing_path_is_named() {
    let folder = Folder::new();
    let run = beside_good(&folder, "no/such.txt");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("no/such.txt: there is no such file or folder"), "{run:#?}");
    let run = beside_good(&folder, "*.nothing");
    assert!(run.err.contains("*.nothing: no file matches the pattern"), "{run:#?}");
    let run = beside_good(&folder, "[");
    assert!(
        run.err.contains("[: there is no such file, and as a pattern it is malformed at character 1"),
        "{run:#?}"
    );
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_named() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let folder = Folder::new();
    folder.write("good.txt", GOOD);
    folder.write("closed/inside.txt", GOOD);
    let set_mode = |path: std::path::PathBuf, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set_mode(folder.path().to_owned(), 0o755);
    set_mode(folder.path().join("closed"), 0o000);
    let mut command = command(folder.path());
    command.args(["summarize", "closed", "."]);
    // Nothing is closed to the superuser, so the binary runs as somebody else then.
    let is_superuser = std::fs::metadata(folder.path()).unwrap().uid() == 0;
    if is_superuser {
        command.uid(65_534);
    }
    let run = finish(&mut command, b"");
    set_mode(folder.path().join("closed"), 0o755);
    assert_eq!(run.status, 2, "{run:#?}");
    assert!(run.out.contains(GOOD), "{run:#?}");
    assert!(run.err.contains("closed: permission is denied"), "{run:#?}");
    assert!(run.err.contains("./closed: permission is denied"), "{run:#?}");
}

#[test]
fn a_bad_record_becomes_an_error_line_and_the_run_goes_on() {
    let folder = Folder::new();
    let deep = format!("{{\"text\":\"{GOOD}\",\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let lines = [
        "no JSON at all".to_owned(),
        "{\"id\": 1, \"text\": \"half".to_owned(),
        "{\"id\": [2, \"b\"], \"body\": \"no text\"}".to_owned(),
        "{\"id\": 3, \"text\": 7}".to_owned(),
        "{\"id\": 4, \"text\": \"\\ud800\"}".to_owned(),
        "{\"id\": 5, \"text\": \"a\", \"text\": \"b\"}".to_owned(),
        "{\"id\": 6, \"html\": \"<p>a</p>\", \"text\": \"a\"}".to_owned(),
        String::new(),
        format!("{{\"id\": 7, \"text\": \"{GOOD}\"}}"),
        deep,
        "{\"id\": 9, \"text\": \"\\u0000\"}".to_owned(),
    ];
    let stream = lines.join("\n");
    let run = folder.run_with(&["summarize", "--from", "jsonl", "-"], stream.as_bytes());
    assert_eq!(run.status, 0, "{run:#?}");
    let objects = run.jsonl();
    assert_eq!(objects.len(), 10, "one object a record, none for a blank line");
    let codes: Vec<_> =
        objects.iter().map(|object| object["error"]["code"].as_str().unwrap_or("-")).collect();
    let expected = [
        "bad-json",
        "bad-json",
        "bad-record",
        "bad-record",
        "bad-record",
        "bad-record",
        "bad-record",
        "-",
        "-",
        "-",
    ];
    assert_eq!(codes, expected);
    assert_eq!(objects[2]["id"], serde_json::json!([2, "b"]));
    let place = |nth: usize| (&objects[nth]["error"]["source"], &objects[nth]["error"]["line"]);
    assert_eq!((place(0), place(2)), ((&"-".into(), &1.into()), (&"-".into(), &3.into())));
    assert_eq!(objects[7]["summary"][0]["text"], GOOD);
    assert_eq!(objects[8]["summary"][0]["text"], GOOD);
    assert!(run.err.contains("could not be read: 7 records"), "{run:#?}");

    let failing =
        folder.run_with(&["summarize", "--from", "jsonl", "--fail-on", "error", "-"], stream.as_bytes());
    assert_eq!((failing.status, failing.out), (1, run.out));

    let text = folder.run_with(&["summarize", "--format", "text", "-"], lines[8..9].join("\n").as_bytes());
    assert!(text.out.contains("-:1 (id 7)"), "{text:#?}");
    let text = folder.run_with(&["detect", "--from", "jsonl", "--format", "text", "-"], stream.as_bytes());
    assert!(text.err.contains("-:3: the record has no field \"text\""), "{text:#?}");
}

#[test]
fn a_record_that_is_not_utf8_says_where() {
    let folder = Folder::new();
    folder.write("latin1.jsonl", b"{\"id\":1,\"text\":\"\xE9t\xE9\"}\n{\"id\":2,\"text\":\"ok\"}\n");
    let run = folder.run(&["detect", "latin1.jsonl"]);
    let objects = run.jsonl();
    assert_eq!(objects[0]["error"]["code"], "bad-json");
    assert!(objects[0]["error"]["message"].as_str().unwrap().contains("not UTF-8"));
    assert!(objects[0]["error"]["message"].as_str().unwrap().ends_with("(at byte 16)"));
    assert_eq!((objects[1]["id"].as_u64(), run.status), (Some(2), 0));
}

#[test]
fn a_record_over_the_limit_costs_itself_only() {
    let folder = Folder::new();
    let long = "a ".repeat(40_000);
    let stream = format!("{{\"id\":1,\"text\":\"{long}\"}}\n{{\"id\":2,\"text\":\"{GOOD}\"}}\n");
    let run =
        folder.run_with(&["summarize", "--from", "jsonl", "--max-record", "64KiB", "-"], stream.as_bytes());
    let objects = run.jsonl();
    assert_eq!(objects[0]["error"]["code"], "too-large");
    let message = objects[0]["error"]["message"].as_str().unwrap();
    assert_eq!(message, "the record has 79 KiB and the limit is 64 KiB; --max-record raises it, up to 2 GiB");
    assert_eq!(objects[1]["summary"][0]["text"], GOOD);
    assert_eq!(run.status, 0);
}

#[test]
fn a_text_over_the_limit_is_refused_without_being_read() {
    let folder = Folder::new();
    let path = folder.write("huge.txt", "");
    std::fs::OpenOptions::new().write(true).open(path).unwrap().set_len(1 << 30).unwrap();
    let run = beside_good(&folder, "huge.txt");
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("huge.txt: the text has 1024 MiB and the limit is 256 MiB; --max-text raises it"),
        "{run:#?}"
    );
    let run = folder.run_with(&["summarize", "--max-text", "1KiB", "-"], "word ".repeat(1000).as_bytes());
    assert_eq!(run.status, 2);
    assert!(run.err.contains("-: the text has 2 KiB and the limit is 1 KiB"), "{run:#?}");
}

#[test]
fn a_line_of_50_megabytes_is_summarised() {
    let folder = Folder::new();
    let sentences = "The committee of the town of Oak said on Monday that bridge number 7 will be rebuilt before winter. ";
    folder.write("long.txt", sentences.repeat((50 << 20) / sentences.len()));
    let run = beside_good(&folder, "long.txt");
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains(sentences.trim()));
    folder.write("wordless.txt", "x".repeat(50 << 20));
    assert_eq!(beside_good(&folder, "wordless.txt").status, 0);
}

#[test]
fn odd_bytes_are_text_all_the_same() {
    let folder = Folder::new();
    folder.write("nul.txt", GOOD.replace("Monday", "Mon\0day"));
    folder.write("escape.txt", format!("\u{1B}[2J{GOOD}"));
    folder.write("cut.txt", &"Le ministère a annoncé lundi une réforme, dès l’été prochain, à Hanoï même, née d’idées déjà âgées là-bas : élégante é".as_bytes()[..135]);
    for name in ["nul.txt", "escape.txt", "cut.txt"] {
        let run = folder.run(&["summarize", "--color", "never", name]);
        assert_eq!(run.status, 0, "{run:#?}");
        assert!(!run.out.contains(['\u{1B}', '\0']), "no control character reaches a terminal: {run:#?}");
    }
    let notes = &folder.run(&["summarize", "--format", "json", "nul.txt"]).json()[0]["notes"];
    assert_eq!(notes[0]["code"], "control-characters");
}

#[test]
fn an_encoding_nobody_knows_is_answered_with_those_like_it() {
    let folder = Folder::new();
    folder.write("a.txt", GOOD);
    let run = folder.run(&["detect", "--encoding", "macroman", "a.txt"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("there is no encoding \"macroman\"; the nearest names are mac, macintosh"),
        "{run:#?}"
    );
}

#[test]
fn hostile_markdown_is_refused_with_the_flag_that_raises_the_limit() {
    let folder = Folder::new();
    folder.write("deep.md", format!("{}a\n{}", "> ".repeat(100_000), "b\n".repeat(100_000)));
    let run = beside_good(&folder, "deep.md");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("deep.md: ") && run.err.contains("--max-depth raises it"), "{run:#?}");
}

#[test]
fn each_limit_of_size_names_its_flag() {
    let folder = Folder::new();
    for (name, what, flag) in [
        ("long.txt", "text", "--max-text"),
        ("long.md", "text", "--max-text"),
        ("long.html", "page", "--max-html"),
        ("long.jsonl", "record", "--max-record"),
    ] {
        folder.write(name, "x".repeat(2000));
        let run = folder.run(&["detect", "--format", "text", flag, "1KiB", name]);
        let said = format!("the {what} has 2 KiB and the limit is 1 KiB; {flag} raises it, up to 2 GiB");
        assert!(run.out.is_empty() && run.err.contains(&said), "{run:#?}");
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    let folder = Folder::new();
    for args in [
        &["summarize", "--sentences", "0", "x"][..],
        &["summarize", "--sentences", "3", "--words", "9", "x"],
        &["summarize", "--lang", "french", "x"],
        &["summarise"],
        &[],
    ] {
        let run = folder.run(args);
        assert_eq!(run.status, 2, "{run:#?}");
        assert!(!run.err.is_empty());
    }
    folder.write("epitome.toml", "input = [\"a\"]");
    let run = folder.run(&["summarize"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("epitome.toml") && run.err.contains("did you mean `inputs`?"), "{run:#?}");
}

/// `"id": 1,` was a sentence of the summary, and of two records over several lines ten errors came.
#[test]
fn json_that_is_no_records_is_told_once() {
    let folder = Folder::new();
    let array = format!("[\n {{\n  \"id\": 1,\n  \"text\": \"{GOOD}\"\n }}\n]");
    folder.write("a.json", &array);
    folder.write("a.jsonl", &array);
    let run = folder.run(&["summarize", "a.json"]);
    assert_eq!((run.status, run.err.matches("--from jsonl").count()), (0, 1), "{run:#?}");
    let run = beside_good(&folder, "a.jsonl");
    assert_eq!(
        (run.status, run.err.matches("one piece of JSON").count(), run.err.lines().count()),
        (2, 1, 1),
        "{run:#?}"
    );
    let run = folder.run_with(&["detect", "--from", "jsonl", "-"], b"{\"text\": \"a\"}\n[\"array\"]\n");
    assert_eq!(run.jsonl()[1]["id"], serde_json::Value::Null, "{run:#?}");
}
