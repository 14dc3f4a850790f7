//! What is said when something is wrong: it names the file, the place and what helps, and never a number of the system's.

use crate::common::Folder;

const ARTICLE: &str = "The ministry said on Monday that the plan would be reviewed by the committee.";

/// The path of a folder with an article, a changed one, its XLIFF, and things that are none of them.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    folder.write("new.txt", format!("{ARTICLE} The port is closed."));
    folder.write("page.html", format!("<p>{ARTICLE}</p>"));
    folder.write("r.jsonl", "{\"id\": 1, \"text\": \"One. Two.\"}\n");
    folder.write("empty.txt", "");
    folder.write("d/other.txt", ARTICLE);
    for args in [["extract", "a.txt", "--to", "de"], ["extract", "page.html", "--to", "de"]] {
        assert_eq!(folder.run(&args).status, 0);
    }
    let xliff = std::fs::read_to_string(folder.path().join("a.txt.xlf")).unwrap();
    folder.write("nowhere.xlf", xliff.replace(" trgLang=\"de\"", ""));
    let second = "</file><file id=\"g\" original=\"b.txt\"><unit id=\"u\"><segment><source>x</source></segment></unit></file>";
    folder.write("second.xlf", xliff.replace("</file>", second));
    folder.write("two/a.xlf", &xliff);
    folder.write("two/b.xlf", &xliff);
    folder
}

#[test]
fn each_error_names_what_is_wrong_and_what_helps() {
    let folder = folder();
    for (command, said) in [
        ("merge none.xlf -o m", "none.xlf: there is no such file or folder"),
        ("update none.xlf -o m", "none.xlf: there is no such file or folder"),
        ("segment --srx none.srx a.txt", "--srx none.srx: there is no such file or folder"),
        (
            "extract a.txt --to de -o a.txt",
            "a.txt is a file, so nothing can be put into it; name another folder",
        ),
        ("extract a.txt --to de -o a.txt/x", "a.txt is a file, so nothing can be put into it"),
        ("pack a.txt --to de -o a.txt/x", "a.txt is a file, so nothing can be put into it"),
        ("man --out a.txt", "a.txt is a file, so nothing can be put into it"),
        ("merge a.txt.xlf -o a.txt/x", "a.txt is a file, so nothing can be put into it"),
        (
            "merge a.txt.xlf -o d --overwrite --source none.txt",
            "a.txt.xlf: --source none.txt: there is no such file",
        ),
        (
            "merge a.txt.xlf -o m --source d",
            "a.txt.xlf: --source d: d/a.txt: there is no such file or folder",
        ),
        (
            "merge a.txt.xlf -o m --source new.txt",
            "epitome update a.txt.xlf --source new.txt -o NEW.xlf carries the",
        ),
        (
            "update a.txt.xlf -o m --source new.txt:3",
            "new.txt is no file of records, so none stands on line 3; --from jsonl reads it as records",
        ),
        (
            "update page.html.xlf -o m --from jsonl",
            "page.html is read as records, one a line, and the XLIFF is of no record; --source names its article",
        ),
        ("merge page.html.xlf -o m --source r.jsonl", "r.jsonl is read as records, one a line"),
        (
            "merge nowhere.xlf -o m",
            "nowhere.xlf: it does not name the language of the translation; for German, write trgLang",
        ),
        ("update nowhere.xlf -o m", "for German, write trgLang=\"de\" into <xliff>"),
        (
            "merge second.xlf -o m",
            "second.xlf: it holds the units of a second article, b.txt; give each a file of its own",
        ),
        ("update second.xlf -o m", "it holds the units of a second article, b.txt"),
        ("update two -o a.txt", "several files are updated at once: -o must name a folder"),
        ("update - -o m", "XLIFF on standard input lies in no folder; --source names its article"),
        (
            "merge a.txt -o m",
            "a.txt: line 1, column 1: this is no XLIFF: it begins with text; is it the right file?",
        ),
        ("merge empty.txt -o m", "empty.txt: line 1, column 1: the file is empty; have it sent again"),
        ("extract a.txt a.txt --to de -o x", "a.txt is named twice; name it once"),
        (
            "extract a.txt d/a.txt --to de --lang-hint und",
            "und names no language; write one, such as en or pt-BR",
        ),
        (
            "pack empty.txt --to de -o p",
            "none of the articles has anything to translate, so no package is made",
        ),
        ("summarize - -", "-: standard input is named twice; name it once"),
        ("summarize new.txt/x", "new.txt/x: what stands before its last name is a file, not a folder"),
    ] {
        let run = folder.run(&command.split(' ').collect::<Vec<_>>());
        assert!(run.status == 2 && run.err.contains(said), "{command}\n{said}\n{run:#?}");
        assert!(!run.err.contains("os error"), "{command}\n{run:#?}");
        assert!(!folder.path().join("m").exists(), "{command}");
    }
}

/// A broken project file was passed over by all but the verbs that read articles. What it says of texts that stay as they are counts in
/// the ids of units, so what came out was wrong.
#[test]
fn a_broken_project_file_stops_merge_and_update_too() {
    let folder = folder();
    for (file, said) in [
        ("[prep", "epitome.toml cannot be used: "),
        ("lang = \"xx!!\"", "epitome.toml cannot be used: lang: "),
    ] {
        folder.write("epitome.toml", file);
        for command in
            ["merge a.txt.xlf -o m", "update a.txt.xlf -o m", "summarize a.txt", "extract a.txt --to de -o m"]
        {
            let run = folder.run(&command.split(' ').collect::<Vec<_>>());
            assert!(run.status == 2 && run.err.contains(said), "{command}\n{run:#?}");
            assert!(!folder.path().join("m").exists(), "{command}");
        }
    }
}

#[test]
fn an_ordered_language_without_data_is_no_secret() {
    let folder = folder();
    let run = folder.run(&["summarize", "--lang", "zzz", "a.txt"]);
    assert!(run.status == 0 && run.err.contains("a.txt: warning: there is no data for zzz"), "{run:#?}");
}

/// People open files in editors, which count lines.
#[test]
fn a_place_in_a_page_is_a_line_and_a_column() {
    let folder = Folder::new();
    folder.write("deep.html", format!("<p>é\r\n{}", "é<b>".repeat(600)));
    let run = folder.run(&["summarize", "deep.html"]);
    assert!(run.status == 2 && run.err.contains("(at line 2, column 2042, byte 2559)"), "{run:#?}");
}
