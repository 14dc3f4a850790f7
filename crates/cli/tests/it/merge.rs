//! `merge` into records, and what it says of units that did not come back.

use crate::common::Folder;

/// Three records as three programs write them, and blank lines between them.
const RECORDS: &str = concat!(
    "\u{FEFF}{\"id\": 1, \"text\": \"Le ministre a parl\\u00e9 hier \\u00e0 Hanoi. Il a dit non.\"}\r\n",
    "\r\n",
    "{\"id\":2,\"html\":\"\\u003cp\\u003eLe \\u003cb\\u003econseil\\u003c\\/b\\u003e se réunit demain matin.\\u003c\\/p\\u003e\"}\n",
    "{\"id\": [3], \"markdown\": \"# Le *premier* titre\\n\\nLe port a rouvert lundi.\"}",
);

#[test]
fn records_come_back_with_only_their_translated_strings_changed() {
    let folder = Folder::new();
    folder.write("in/a.jsonl", RECORDS);
    let run = folder.run(&["extract", "in/a.jsonl", "--to", "en", "--lang", "fr", "-o", "x"]);
    assert_eq!(
        (run.status, &*run.out),
        (0, "x/a.jsonl.1.xlf\nx/a.jsonl.3.xlf\nx/a.jsonl.4.xlf\n"),
        "{run:#?}"
    );
    // Nothing is translated: nothing changes, whichever of the records came back.
    let files = ["x/a.jsonl.4.xlf", "x/a.jsonl.1.xlf", "x/a.jsonl.3.xlf"];
    for files in [&files[..], &files[..1], &files[1..2]] {
        let run = folder.run(&[&["merge"], files, &["-o", "same.jsonl", "--overwrite"]].concat());
        assert_eq!((run.status, &*run.out), (0, "same.jsonl\n"), "{run:#?}");
        assert_eq!(folder.read("same.jsonl"), RECORDS);
    }
    // One string of each of two records is, and is written as its record writes: in ASCII, with < and / escaped.
    let translate = |name: &str, source: &str, target: &str| {
        let path = format!("x/a.jsonl.{name}.xlf");
        let (old, new) = (
            format!("<source>{source}</source>"),
            format!("<source>{source}</source><target>{target}</target>"),
        );
        let xliff = folder.read(&path);
        assert!(xliff.contains(&old), "{xliff}");
        folder.write(&path, xliff.replace(&old, &new));
    };
    translate("1", "Il a dit non.", "“Nö”, he \"said\".");
    std::fs::create_dir(folder.path().join("out")).unwrap();
    let run = folder.run(&[&["merge"], &files[..], &["-o", "out"]].concat());
    assert_eq!((run.status, &*run.out), (0, "out/a.en.jsonl\n"), "{run:#?}");
    let expected = RECORDS.replace("Il a dit non.", "\\u201cN\\u00f6\\u201d, he \\\"said\\\".");
    assert_eq!(folder.read("out/a.en.jsonl"), expected);
    let pseudo = folder.run(&["pseudo", "in/a.jsonl", "--to", "en", "--lang", "fr", "-o", "p"]);
    assert_eq!(pseudo.status, 0, "{pseudo:#?}");
    let run = folder.run(&["merge", "p/a.jsonl.3.xlf", "-o", "html.jsonl"]);
    assert_eq!(run.status, 0, "{run:#?}");
    let expected = RECORDS.lines().nth(2).unwrap().split("\\u003eLe ").next().unwrap();
    let merged = folder.read("html.jsonl");
    let line = merged.lines().nth(2).unwrap();
    assert!(
        line.starts_with(expected) && line.contains("\\u003cb\\u003eçöñšéîļ\\u003c\\/b\\u003e"),
        "{line}"
    );
}

#[test]
fn records_that_cannot_be_merged_leave_nothing_half() {
    let folder = Folder::new();
    folder.write("a.jsonl", RECORDS);
    assert_eq!(folder.run(&["pseudo", "a.jsonl", "--to", "en", "--lang", "fr"]).status, 0);
    let merge = ["merge", "a.jsonl.1.xlf", "a.jsonl.4.xlf", "-o", "out.jsonl"];
    folder.write("a.jsonl", RECORDS.replace("Il a dit", "Elle a dit"));
    let run = folder.run(&merge);
    assert!(run.status == 2 && run.err.contains("a.jsonl.1.xlf: a.jsonl:1 has changed since"), "{run:#?}");
    folder.write("a.jsonl", RECORDS.lines().next().unwrap());
    let run = folder.run(&merge);
    assert!(run.status == 2 && run.err.contains("a.jsonl.4.xlf: a.jsonl has no line 4"), "{run:#?}");
    let run = folder.run(&["merge", "a.jsonl.1.xlf", "a.jsonl.1.xlf", "-o", "out.jsonl"]);
    assert!(run.status == 2 && run.err.contains("a translation of the same record"), "{run:#?}");
    folder.write("b.jsonl", RECORDS);
    let run = folder.run(&["merge", "a.jsonl.1.xlf", "--source", "b.jsonl", "-o", "b.en.jsonl"]);
    assert_eq!(run.status, 0, "{run:#?}");
    let mut left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    let expected =
        ["a.jsonl", "a.jsonl.1.xlf", "a.jsonl.3.xlf", "a.jsonl.4.xlf", "b.en.jsonl", "b.jsonl", "out.jsonl"];
    assert_eq!(left, expected);
}

#[test]
fn a_record_beyond_the_limit_is_named_and_never_held() {
    let folder = Folder::new();
    folder.write("a.jsonl", RECORDS);
    assert_eq!(folder.run(&["pseudo", "a.jsonl", "--to", "en", "--lang", "fr"]).status, 0);
    let merge = ["merge", "a.jsonl.1.xlf", "-o", "out.jsonl", "--max-record"];
    let run = folder.run(&[&merge[..], &["16"]].concat());
    let said = "a.jsonl.1.xlf: a.jsonl:1: the record has";
    assert!(run.status == 2 && run.err.contains(said), "{run:#?}");
    assert!(run.err.contains("the limit is 16 bytes; --max-record raises it"), "{run:#?}");
    assert!(!folder.path().join("out.jsonl").exists());
    assert_eq!(folder.run(&[&merge[..], &["64KiB"]].concat()).status, 0);
}

#[test]
fn units_that_did_not_come_back_are_named() {
    let folder = Folder::new();
    folder.write(
        "a.txt",
        "Le ministre a parlé hier à Hanoi. Il a dit non à tous. Le conseil se réunit demain matin.",
    );
    for (is_1, form) in [(false, ["--xliff", "2.0"]), (true, ["--for", "omegat"])] {
        let pseudo = ["pseudo", "a.txt", "--to", "en", "--lang", "fr", "--overwrite"];
        let run = folder.run(&[&pseudo, &form[..]].concat());
        assert_eq!(run.status, 0, "{run:#?}");
        let xliff = folder.read("a.txt.xlf");
        let (name, end) = if is_1 { ("trans-unit", "</trans-unit>") } else { ("unit", "</unit>") };
        let start = xliff.match_indices(&format!("<{name} ")).nth(1).unwrap().0;
        let end = start + xliff[start..].find(end).unwrap() + end.len();
        folder.write("a.txt.xlf", format!("{}{}", &xliff[..start], &xliff[end..]));
        let run = folder.run(&["merge", "a.txt.xlf", "-o", "out.txt", "--overwrite"]);
        assert_eq!(run.status, 0, "{run:#?}");
        assert!(run.err.contains("1 unit is missing, p1.s2; the source stays there"), "{run:#?}");
        assert!(folder.read("out.txt").contains("] Il a dit non à tous. ["), "{}", folder.read("out.txt"));
    }
}

/// Whoever merged a second time gave `--force`, and no longer heard of the codes that a translation had lost.
#[test]
fn what_is_written_over_is_checked_as_before() {
    let folder = Folder::new();
    folder.write("a.html", "<p>Le <b>ministre</b> a parlé hier à Hanoi.</p>");
    assert_eq!(folder.run(&["extract", "a.html", "--to", "en", "--lang", "fr"]).status, 0);
    let xliff = folder.read("a.html.xlf");
    let broken = xliff.replace("</source>", "</source><target>The minister spoke in Hanoi.</target>");
    folder.write("a.html.xlf", broken);
    folder.write("a.en.html", "earlier");
    let merge = ["merge", "a.html.xlf", "-o", "a.en.html"];
    let run = folder.run(&[&merge[..], &["--force"]].concat());
    assert!(run.status == 2 && run.err.contains("is there already; --overwrite"), "{run:#?}");
    let run = folder.run(&[&merge[..], &["--overwrite"]].concat());
    assert!(run.status == 2 && run.err.contains("1 unit cannot be merged; --force"), "{run:#?}");
    assert_eq!(folder.read("a.en.html"), "earlier");
    let run = folder.run(&[&merge[..], &["--overwrite", "--force"]].concat());
    assert_eq!((run.status, folder.read("a.en.html")), (0, folder.read("a.html")), "{run:#?}");
}

/// Two inputs that are called alike became one file, and the first translation was lost.
#[test]
fn two_translations_never_become_one_file() {
    let folder = Folder::new();
    for name in ["a", "b"] {
        folder.write(&format!("{name}/index.html"), format!("<p>Le ministre a parlé hier à {name}.</p>"));
        let source = format!("{name}/index.html");
        let out = format!("x/{name}");
        assert_eq!(folder.run(&["pseudo", &source, "--to", "en", "--lang", "fr", "-o", &out]).status, 0);
    }
    let merge = ["merge", "x/a/index.html.xlf", "x/b/index.html.xlf", "-o", "out/", "--overwrite"];
    let run = folder.run(&merge);
    assert_eq!(run.status, 2, "{run:#?}");
    let said = "a/index.html and b/index.html would both be written to out/index.en.html";
    assert!(run.err.contains(said) && !folder.path().join("out").exists(), "{run:#?}");
    let run = folder.run(&["merge", "x", "-o", "out"]);
    assert_eq!((run.status, &*run.out), (0, "out/a/index.en.html\nout/b/index.en.html\n"), "{run:#?}");
}

/// One edited line kept all others from being merged, with `--force` too.
#[test]
fn a_record_that_has_changed_keeps_its_source_where_that_is_wanted() {
    let folder = Folder::new();
    folder.write("a.jsonl", RECORDS);
    assert_eq!(folder.run(&["pseudo", "a.jsonl", "--to", "en", "--lang", "fr"]).status, 0);
    folder.write("a.jsonl", RECORDS.replace("Il a dit", "Elle a dit"));
    let merge = ["merge", "a.jsonl.1.xlf", "a.jsonl.4.xlf", "-o", "out.jsonl", "--force"];
    let run = folder.run(&merge);
    assert_eq!((run.status, &*run.out), (0, "out.jsonl\n"), "{run:#?}");
    assert!(run.err.contains("a.jsonl:1 has changed since it was extracted"), "{run:#?}");
    let (source, merged) = (folder.read("a.jsonl"), folder.read("out.jsonl"));
    assert_eq!(merged.lines().next(), source.lines().next());
    assert_ne!(merged.lines().last(), source.lines().last());
    // A line that is gone kept them too.
    folder.write("a.jsonl", RECORDS.lines().next().unwrap());
    let run = folder.run(&[&merge[..], &["--overwrite"]].concat());
    assert!(
        run.status == 0 && run.err.contains("a.jsonl has no line 4; the source stays as it is"),
        "{run:#?}"
    );
    let (source, merged) = (folder.read("a.jsonl"), folder.read("out.jsonl"));
    assert!(source != merged && merged.lines().count() == 1, "{merged}");
}

#[test]
fn xliff_is_read_from_standard_input() {
    let folder = Folder::new();
    folder.write("a.txt", "Le ministre a parlé hier à Hanoi.");
    let xliff = folder.run(&["pseudo", "a.txt", "--to", "en", "--lang", "fr", "-o", "-"]).out;
    let merge = ["merge", "-", "-o", "-"];
    let run = folder.run_with(&[&merge[..], &["--source", "a.txt"]].concat(), xliff.as_bytes());
    assert!(run.status == 0 && run.out.starts_with("[Ļé ɱîñîšţŕé"), "{run:#?}");
    let run = folder.run_with(&merge, xliff.as_bytes());
    assert!(run.status == 2 && run.err.contains("--source names its article"), "{run:#?}");
    for tag in ["und", "mul", "zxx"] {
        let run = folder.run(&["extract", "a.txt", "--to", tag, "-o", "-"]);
        assert!(run.status == 2 && run.err.contains("names no language; write one"), "{run:#?}");
    }
}
