//! Inputs, formats, streams, statuses: how the program behaves among others.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use epitome::ReadOptions;

use crate::common::{Folder, command, finish, workspace};

const ARTICLE: &str =
    "The ministry said on Monday that the plan would be reviewed before the end of the month.";

#[test]
fn without_input_the_project_file_says_what_to_read() {
    let folder = Folder::new();
    folder.write("epitome.toml", "inputs = [\"in\"]\nsentences = 1\n");
    folder.write("in/b.txt", ARTICLE);
    folder.write("in/a.txt", ARTICLE);
    folder.write("deep/er/x", "");
    let run = folder.run_with(&["summarize"], b"ignored");
    assert_eq!(run.status, 0);
    assert!(run.out.find("in/a.txt:1") < run.out.find("in/b.txt:1"), "{run:#?}");
    assert!(
        run.err.contains("no input named, reading those of epitome.toml: in; standard input is ignored"),
        "{run:#?}"
    );

    let mut below = command(&folder.path().join("deep/er"));
    let run = finish(below.arg("summarize"), b"");
    assert!(run.out.contains("../../in/a.txt:1") && !run.err.contains("ignored"), "{run:#?}");
}

#[test]
fn without_input_and_project_file_both_ways_are_told() {
    let folder = Folder::new();
    let run = folder.run(&["summarize"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("name files or folders") && run.err.contains("epitome.toml"), "{run:#?}");
}

#[test]
fn a_folder_is_read_in_byte_order_without_hidden_files_and_strangers() {
    let folder = Folder::new();
    for name in
        ["in/b/1.txt", "in/b-.txt", "in/B.text", "in/é.txt", "in/.hidden.txt", "in/.git/x.txt", "in/c.jpg"]
    {
        folder.write(name, ARTICLE);
    }
    folder.write("out.txt", ARTICLE);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../out.txt", folder.path().join("in/outside.txt")).unwrap();
        std::os::unix::fs::symlink(".", folder.path().join("in/loop")).unwrap();
        std::os::unix::fs::symlink("b-.txt", folder.path().join("in/inside.txt")).unwrap();
    }
    let run = folder.run(&["detect", "in"]);
    let names: Vec<&str> = run.out.lines().filter_map(|line| line.split('\t').next()).collect();
    let expected = ["in/B.text", "in/b-.txt", "in/b/1.txt", "in/inside.txt", "in/é.txt"];
    assert_eq!(
        names,
        expected.into_iter().filter(|name| cfg!(unix) || *name != "in/inside.txt").collect::<Vec<_>>()
    );
    assert!(
        run.err.contains("in: not read: 1 file ") && run.err.contains("in: not followed: 2 links"),
        "{run:#?}"
    );
    assert!(folder.run(&["--quiet", "detect", "in"]).err.is_empty());

    let run = folder.run(&["detect", "in/b*"]);
    assert_eq!(run.out.lines().count(), 2, "{run:#?}");
}

#[test]
fn standard_input_is_text_or_records_as_it_looks() {
    let folder = Folder::new();
    let run = folder.run_with(&["summarize", "-"], ARTICLE.as_bytes());
    assert!(run.out.contains("-:1") && run.out.contains(ARTICLE), "{run:#?}");
    let record = format!(" {{ \"id\": \"a\", \"text\": \"{ARTICLE}\"}}\n");
    let run = folder.run_with(&["summarize", "-"], record.as_bytes());
    assert_eq!(run.jsonl()[0]["id"], "a");
    let run = folder.run_with(&["summarize", "--format", "json", "--from", "text", "-"], record.as_bytes());
    assert_eq!(run.json()[0]["id"], "-");
    let run = folder.run_with(&["detect", "-", "-"], ARTICLE.as_bytes());
    assert_eq!(run.status, 2, "{run:#?}");
}

#[test]
fn formats_follow_the_input_unless_asked() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    folder.write("r.jsonl", format!("{{\"id\":1,\"text\":\"{ARTICLE}\"}}\n"));
    assert!(folder.run(&["detect", "a.txt"]).out.starts_with("a.txt\ten\t"));
    assert_eq!(folder.run(&["detect", "r.jsonl", "a.txt"]).jsonl().len(), 2);
    assert_eq!(folder.run(&["detect", "--format", "json", "a.txt"]).json().as_array().unwrap().len(), 1);
    assert_eq!(folder.run(&["detect", "--format", "json", "no.txt"]).json().as_array().unwrap().len(), 1);
}

/// `segment` drops nothing, `--raw` neither, and `explain` shows the sentences as they stand.
#[test]
fn what_would_have_no_effect_is_refused() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    for args in [
        &["segment", "--strict"][..],
        &["detect", "--raw", "--strict"],
        &["explain", "--order", "rank"],
        &["summarize", "--max-depth", "0"],
    ] {
        let run = folder.run(&[args, &["a.txt"]].concat());
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{run:#?}");
    }
}

#[test]
fn a_folder_without_an_article_is_an_error_as_a_pattern_without_a_file_is() {
    let folder = Folder::new();
    folder.write("none/x.jpg", "");
    let none = folder.run(&["detect", "--format", "json", "none"]);
    assert_eq!((&none.json()[0]["error"]["code"], none.status), (&"unreadable".into(), 2));
    assert!(none.err.contains("none: the folder holds no article"), "{none:#?}");
}

#[test]
fn a_record_is_answered_before_the_next_one_comes() {
    let mut child = command(Folder::new().path().parent().unwrap())
        .args(["detect", "--from", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in 0..3 {
        writeln!(stdin, "{{\"id\":{id},\"text\":\"{ARTICLE}\"}}").unwrap();
        let answer: serde_json::Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["id"], id);
    }
    drop(stdin);
    assert!(answers.next().is_none());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_who_has_enough_is_no_error() {
    let folder = Folder::new();
    let record = format!("{{\"id\":1,\"text\":\"{ARTICLE}\"}}\n");
    folder.write("many.jsonl", record.repeat(20_000));
    let mut child = command(folder.path())
        .args(["detect", "many.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap(); // and the pipe is closed here
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn colour_is_for_terminals_or_by_order() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    assert!(!folder.run(&["summarize", "a.txt"]).out.contains('\u{1B}'));
    assert!(folder.run(&["summarize", "--color", "always", "a.txt"]).out.contains('\u{1B}'));
    assert!(!folder.run(&["summarize", "--color", "never", "a.txt"]).out.contains('\u{1B}'));
}

#[test]
fn every_short_help_fits_a_small_terminal() {
    let help = Folder::new().run(&["--help"]).out;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let verbs = commands.map_while(|line| line.split_whitespace().next()).filter(|verb| *verb != "help");
    let verbs: Vec<&str> = verbs.chain([""]).collect();
    assert!(verbs.contains(&"summarize") && verbs.contains(&"man"), "{verbs:?}");
    for verb in verbs {
        let args: Vec<&str> = [verb, "-h"].into_iter().filter(|arg| !arg.is_empty()).collect();
        let run = Folder::new().run(&args);
        assert_eq!(run.status, 0);
        assert!(run.out.lines().count() <= 24, "{verb}: {} lines\n{}", run.out.lines().count(), run.out);
        assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{verb}:\n{}", run.out);
    }
}

#[test]
fn offsets_and_text_come_as_asked() {
    let folder = Folder::new();
    let text = "L’été 🐟 fut long à Hanoï. Le ministère a annoncé lundi une réforme de l’école.";
    folder.write("a.txt", text);
    let unit = |unit: &str| {
        let run = folder.run(&["segment", "--format", "json", "--offsets", unit, "--with-text", "a.txt"]);
        let object = run.json()[0].clone();
        assert_eq!(object["text"], text);
        object["sentences"][1]["span"][0].as_u64().unwrap() as usize
    };
    let second = text.find("Le ministère").unwrap();
    assert_eq!(unit("bytes"), second);
    assert_eq!(unit("chars"), text[..second].chars().count());
    assert_eq!(unit("utf16"), text[..second].encode_utf16().count());
}

#[test]
fn segment_writes_a_sentence_a_line() {
    let folder = Folder::new();
    folder.write("a.txt", "M. Nguyen est là. Il parle !\nUn second bloc.\n");
    assert_eq!(folder.run(&["segment", "a.txt"]).out, "M. Nguyen est là.\nIl parle !\n\nUn second bloc.\n");
    folder.write("b.txt", "« Oui. Non. » C'est dit.");
    let kept = folder.run(&["segment", "--lang", "fr", "--quotes", "keep", "a.txt", "b.txt"]);
    assert!(
        kept.out.contains("a.txt:2: Un second bloc.") && kept.out.contains("b.txt:1: « Oui. Non. »"),
        "{kept:#?}"
    );
}

#[test]
fn langs_lists_what_there_is() {
    let folder = Folder::new();
    assert!(folder.run(&["langs"]).out.contains("Vietnamese"));
    let listed = folder.run(&["langs", "--format", "json"]).json();
    let tags: Vec<&str> = listed["languages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|language| language["tag"].as_str().unwrap())
        .collect();
    assert!(tags.is_sorted() && ["en", "fr", "vi"].iter().all(|tag| tags.contains(tag)));
}

#[test]
fn the_version_names_the_data() {
    let run = Folder::new().run(&["--version"]);
    assert!(run.out.starts_with("epitome 0.") && run.out.contains("+data."), "{run:#?}");
    let engine = run.out.trim().strip_prefix("epitome ").unwrap().to_owned();
    let summary = finish(command(&workspace()).args(["detect", "--format", "json", "seeds"]), b"");
    assert_eq!(summary.json()[0]["engine"], engine);
}

#[test]
fn init_writes_a_project_file_once() {
    let folder = Folder::new();
    folder.write("in/a.txt", ARTICLE);
    assert_eq!(folder.run(&["init", "in"]).status, 0);
    assert!(folder.run(&["summarize"]).out.contains("in/a.txt:1"));
    let again = folder.run(&["init", "out"]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("--overwrite"), "{again:#?}");
    assert_eq!(folder.run(&["init", "--overwrite", "out"]).status, 0);
}

#[test]
fn the_manual_has_a_page_a_verb_that_leaves_nothing_out() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["man", "--out", "pages"]).status, 0);
    let mut pages: Vec<String> = std::fs::read_dir(folder.path().join("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    assert_eq!(pages.len(), 15);
    assert_eq!(pages[14], "epitome.1");
    let page = folder.run(&["man", "summarize"]).out;
    assert!(page.contains("The largest record read") && page.contains("The language to expect"), "{page}");
    assert!(page.contains("EXIT STATUS") && !page.contains("EXTRA"), "{page}");
    assert!(page.contains(".SH SYNOPSIS\nepitome summarize [OPTIONS] [INPUT]...\n.SH OPTIONS"), "{page}");
    assert!(folder.run(&["man", "sumarize"]).err.contains("there is no verb sumarize; there are summarize"));
}

#[test]
fn completions_know_the_verbs_and_flags() {
    for shell in ["bash", "zsh", "fish"] {
        let script = Folder::new().run(&["completions", shell]).out;
        assert!(script.contains("summarize") && script.contains("max-record"), "{shell}");
    }
}

#[test]
fn the_engine_that_tells_the_language_can_be_chosen() {
    let folder = Folder::new();
    // whatlang takes the two words for another language than they are, and names no runner-up.
    folder.write("a.txt", "I love you");
    let language = |engine: &[&str]| {
        let run = folder.run(&[&["detect", "--raw", "--format", "jsonl", "a.txt"], engine].concat());
        assert_eq!(run.status, 0, "{run:#?}");
        run.out
    };
    assert_eq!(language(&["--engine", "own"]), language(&[]));
    assert_ne!(language(&["--engine", "whatlang"]), language(&[]));
    assert!(language(&["--engine", "whatlang"]).contains("\"runner_up\":null"));
    assert_eq!(folder.run(&["detect", "--engine", "other", "a.txt"]).status, 2);
}

/// The numbers stand there as words.
#[test]
fn the_help_names_the_limits_as_they_are() {
    let help = Folder::new().run(&["summarize", "--help"]).out;
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let mib = |bytes: usize| format!("{}MiB", bytes >> 20);
    for (flag, limit) in [
        ("--max-text", mib(ReadOptions::MAX_TEXT)),
        ("--max-record", mib(ReadOptions::MAX_RECORD)),
        ("--max-html", mib(ReadOptions::MAX_HTML)),
        ("--max-blocks", ReadOptions::MAX_BLOCKS.to_string()),
        ("--max-depth", ReadOptions::MAX_DEPTH.to_string()),
        ("--max-attributes", ReadOptions::MAX_ATTRIBUTES.to_string()),
    ] {
        let described = help.split(flag).nth(1).unwrap().split(" --").next().unwrap();
        assert!(described.ends_with(&format!("[default: {limit}]")), "{flag} {described}");
    }
}
