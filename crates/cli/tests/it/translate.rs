//! `extract`, `merge` and `pseudo`: files for translators, and the way back.

use crate::common::{Folder, seeds};

const PAGE: &str = "<html lang=\"fr\"><body><article><h1>Le centre de données</h1><p>Le <b>Vietnam</b> a inauguré lundi son \
    premier centre national de donn&eacute;es, près de Hanoï.</p><p>Le chantier a duré trois ans et a coûté plus de 300 millions \
    de dollars à l’État, selon https://example.org/a.</p></article></body></html>\n";

#[test]
fn every_seed_comes_back_byte_for_byte() {
    let folder = Folder::new();
    for (name, bytes) in seeds() {
        folder.write(&format!("in/{name}"), bytes);
    }
    for (dir, form) in [("a", ["--xliff", "2.0"]), ("b", ["--for", "omegat"])] {
        let run = folder.run(&[&["extract", "in", "--to", "de", "-o", dir], &form[..]].concat());
        assert_eq!((run.status, run.out.lines().count()), (0, 5), "{run:#?}");
        let files: Vec<&str> = run.out.lines().collect();
        std::fs::create_dir(folder.path().join(format!("{dir}-out"))).unwrap();
        let run = folder.run(&[&["merge"], &files[..], &["-o", &format!("{dir}-out")]].concat());
        assert_eq!((run.status, run.out.lines().count()), (0, 5), "{run:#?}");
        for (name, bytes) in seeds() {
            let merged = name.replace(".txt", ".de.txt");
            assert_eq!(std::fs::read(folder.path().join(format!("{dir}-out/{merged}"))).unwrap(), bytes);
        }
    }
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let folder = Folder::new();
    for (name, bytes) in seeds() {
        folder.write(&format!("in/{name}"), bytes);
    }
    let written = |dir: &str, jobs: &str| {
        let run = folder.run(&["extract", "in", "--to", "en", "-o", dir, "--jobs", jobs, "--gist-first"]);
        run.out.lines().map(|file| std::fs::read(folder.path().join(file)).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(written("one", "1"), written("four", "4"));
}

#[test]
fn a_page_is_translated_in_place() {
    let folder = Folder::new();
    folder.write("a.html", PAGE);
    let run = folder.run(&["pseudo", "a.html", "--to", "ar", "-o", "x"]);
    assert_eq!((run.status, &*run.out), (0, "x/a.html.xlf\n"), "{run:#?}");
    let run = folder.run(&["merge", "x/a.html.xlf", "-o", "a.ar.html", "--set-lang"]);
    assert_eq!((run.status, &*run.out), (0, "a.ar.html\n"), "{run:#?}");
    let merged = std::fs::read_to_string(folder.path().join("a.ar.html")).unwrap();
    assert!(merged.starts_with("<html dir=\"rtl\" lang=\"ar\"><body><article><h1>["), "{merged}");
    assert!(
        merged.contains("<b>\u{202E}Ṽî&eacute;ţñåɱ\u{202C}</b>")
            && merged.contains(" https://example.org/a.]"),
        "{merged}"
    );
}

#[test]
fn one_article_goes_through_standard_output_and_back() {
    let folder = Folder::new();
    folder.write("a.html", PAGE);
    let run = folder.run(&["pseudo", "a.html", "--to", "de", "-o", "-"]);
    assert!(run.status == 0 && run.out.starts_with("<?xml") && run.out.ends_with("</xliff>\n"), "{run:#?}");
    folder.write("a.xlf", run.out);
    let run = folder.run(&["merge", "a.xlf", "-o", "-"]);
    assert!(run.status == 0 && run.out.starts_with("<html lang=\"fr\"><body><article><h1>[Ļé"), "{run:#?}");
    let run = folder.run(&["merge", "a.xlf", "-o", "de/"]);
    assert_eq!((run.status, &*run.out), (0, "de/a.de.html\n"), "the folder is made: {run:#?}");
    let several = folder.run(&["extract", "a.html", "a.xlf", "--to", "de", "-o", "-"]);
    assert!(several.status == 2 && several.err.contains("name a folder for several"), "{several:#?}");
    // Records of standard input must not be given names that look like flags.
    let record = "{\"text\":\"Le port a rouvert lundi.\"}\n";
    let run = folder.run_with(&["extract", "-", "--to", "de"], record.as_bytes());
    assert_eq!((run.status, &*run.out), (0, "./stdin.1.xlf\n"), "{run:#?}");
}

#[test]
fn what_is_not_translated_is_told() {
    let folder = Folder::new();
    let page = PAGE.replace("<article>", "<nav><a href=\"/\">Accueil</a></nav><article>");
    folder.write("a.html", page.replace("<p>Le <b>", "<p>HANOI (AFP) - Le <b>"));
    let run = folder.run(&["extract", "a.html", "--to", "fr"]);
    assert!(
        run.err.contains("left out as not of the article: 1 block, 1 cut of 1 article; --all"),
        "{run:#?}"
    );
    assert!(run.err.contains("it is in fr already, the language of the translation"), "{run:#?}");
    let all = folder.run(&["extract", "a.html", "--to", "fr-CA", "--all", "--overwrite"]);
    assert_eq!((all.status, &*all.err), (0, ""));
}

#[test]
fn nothing_is_written_over_and_nothing_half() {
    let folder = Folder::new();
    folder.write("a/n.txt", "Le ministre a parlé hier à Hanoi.");
    folder.write("b/n.txt", "Le ministre a parlé hier à Paris.");
    let run = folder.run(&["extract", "a/n.txt", "b/n.txt", "--to", "en", "-o", "x"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("a/n.txt and b/n.txt would both be written to n.txt.xlf"), "{run:#?}");
    assert!(!folder.path().join("x").exists());
    let extract = ["extract", "a/n.txt", "--to", "en", "-o", "x"];
    assert_eq!(folder.run(&extract).status, 0);
    let run = folder.run(&extract);
    assert!(
        run.status == 2 && run.err.contains("n.txt.xlf is there already; --overwrite writes over it"),
        "{run:#?}"
    );
    assert_eq!(folder.run(&[&extract[..], &["--overwrite"]].concat()).status, 0);
    let left: Vec<_> = std::fs::read_dir(folder.path().join("x")).unwrap().collect();
    assert_eq!(left.len(), 1, "no file is left of the writing");
    let run = folder.run(&["merge", "x/n.txt.xlf", "--source", "b/n.txt", "-o", "out.txt"]);
    assert!(run.status == 2 && run.err.contains("b/n.txt has changed since it was extracted"), "{run:#?}");
    folder.write("bad.xlf", "<xliff version=\"2.0\"><file id=\"f\">");
    let run = folder.run(&["merge", "bad.xlf", "--source", "a/n.txt", "-o", "out.txt"]);
    assert!(run.status == 2 && run.err.contains("bad.xlf"), "{run:#?}");
    assert!(!folder.path().join("out.txt").exists());
}

#[test]
fn units_are_found_by_their_ids_when_a_tool_has_dropped_their_places() {
    let folder = Folder::new();
    folder.write("a.txt", "Le ministre a parlé hier à Hanoi. Il a dit non à tous ceux qui étaient là.");
    assert_eq!(folder.run(&["pseudo", "a.txt", "--to", "en"]).status, 0);
    assert_eq!(folder.run(&["merge", "a.txt.xlf", "-o", "whole.txt"]).status, 0);
    let xliff = std::fs::read_to_string(folder.path().join("a.txt.xlf")).unwrap();
    let bare: String = xliff
        .split(" epi:at=\"")
        .enumerate()
        .map(|(idx, part)| match idx {
            0 => part.to_owned(),
            _ => part.split_once('"').unwrap().1.to_owned(),
        })
        .collect();
    folder.write("bare.xlf", bare);
    assert_eq!(folder.run(&["merge", "bare.xlf", "-o", "bare.txt"]).status, 0);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("bare.txt"), read("whole.txt"));
    assert!(read("bare.txt").starts_with("[Ļé ɱîñîšţŕé"), "{}", read("bare.txt"));
}

/// `--newlines` and `--encoding` were forgotten, and no file that was read by them could be merged.
#[test]
fn a_source_is_read_again_as_it_was_read() {
    let text = "Le port de la ville a rouvert\nlundi ses portes. Il compte\ndes étés, des grues\n\nUne autre ligne.\n";
    let mac = text.replace('é', "\u{8E}").chars().map(|c| c as u8).collect::<Vec<u8>>();
    for form in [["--xliff", "2.0"], ["--for", "poedit"]] {
        for (bytes, order) in
            [(text.as_bytes(), ["--newlines", "blank"]), (&mac[..], ["--encoding", "macintosh"])]
        {
            let folder = Folder::new();
            folder.write("w.txt", bytes);
            let pseudo = ["pseudo", "w.txt", "--lang", "fr", "--to", "de"];
            let run = folder.run(&[&pseudo[..], &form, &order].concat());
            assert_eq!(run.status, 0, "{run:#?}");
            assert_eq!(folder.run(&["validate", "w.txt.xlf"]).status, 0);
            let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
            let run = folder.run(&["merge", "w.txt.xlf", "-o", "de.txt", "--encoding", "utf-8"]);
            assert_eq!((run.status, &*run.err), (0, ""), "{order:?} {form:?}");
            assert!(String::from_utf8(read("de.txt")).unwrap().contains("éţéš"), "{order:?}");
            // The places of the units may be lost, and the text must be read as before to find them again.
            let xliff = String::from_utf8(read("w.txt.xlf")).unwrap();
            let lost = xliff.replace("epi:at=", "epi:was=").replace("extradata=", "ts=");
            folder.write("lost.xlf", lost);
            let run = folder.run(&["merge", "lost.xlf", "-o", "lost.txt", "--encoding", "utf-8"]);
            assert_eq!((run.status, read("lost.txt")), (0, read("de.txt")), "{run:#?}");
            let run = folder.run(&["update", "w.txt.xlf", "-o", "new.xlf"]);
            assert!(run.err.contains("units carried over, 0 similar, 0 new, 0 gone"), "{run:#?}");
            let run = folder.run(&["merge", "new.xlf", "-o", "new.txt", "--encoding", "utf-8"]);
            assert_eq!((run.status, read("new.txt")), (0, read("de.txt")), "{run:#?}");
        }
    }
}

/// What the project file orders counted for the extraction and not for the merge.
#[test]
fn a_package_is_merged_under_another_project_file() {
    let folder = Folder::new();
    let text = "Le port de la ville a rouvert\nlundi ses portes. Il compte\ndes grues.\n";
    folder.write("w.txt", text);
    folder.write("epitome.toml", "newlines = \"blank\"\nlang = \"fr\"\n");
    assert_eq!(folder.run(&["pack", "w.txt", "--to", "de", "-o", "sent"]).status, 0);
    folder.write("epitome.toml", "newlines = \"line\"\n");
    let path = folder.path().join("sent/xliff/w.txt.xlf");
    let xliff = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, xliff.replace("\">Le port", "\">Der Hafen")).unwrap();
    let run = folder.run(&["merge", "sent/xliff/w.txt.xlf", "-o", "de.txt"]);
    assert_eq!(run.status, 0, "{run:#?}");
    let merged = std::fs::read_to_string(folder.path().join("de.txt")).unwrap();
    assert!(
        merged.starts_with("Der Hafen de la ville a rouvert") && merged.ends_with("des grues.\n"),
        "{merged}"
    );
}

/// Files of a folder that are called alike could not be extracted, nor packed.
#[test]
fn the_paths_below_a_folder_are_kept_there_and_back() {
    let folder = Folder::new();
    let page = |name: &str, day: &str| format!("<p>Le port de {name} a rouvert {day} matin.</p>\n");
    let names = ["index.html", "a/index.html", "a/b/index.html"];
    for name in names {
        folder.write(&format!("site/{name}"), page(name, "lundi"));
        folder.write(&format!("later/{name}"), page(name, "lundi") + "<p>Une autre phrase est venue.</p>");
    }
    folder.write("site/a/r.jsonl", "{\"text\":\"Le port a rouvert lundi.\"}\n");
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let options = ["--to", "de", "--lang", "fr", "-o"];
    for (named, dir) in [("site", "x"), ("./site/", "y"), ("site/**/*.html", "z"), ("s*/**/*.html", "w")] {
        let run = folder.run(&[&["pseudo", named][..], &options, &[dir]].concat());
        assert_eq!(run.status, 0, "{run:#?}");
        let below = if dir == "w" { "site/" } else { "" };
        for name in names {
            assert!(run.out.contains(&format!("{dir}/{below}{name}.xlf\n")), "{named}: {run:#?}");
        }
    }
    let run = folder.run(&["merge", "x", "-o", "out"]);
    let written = "out/a/b/index.de.html\nout/a/index.de.html\nout/a/r.de.jsonl\nout/index.de.html\n";
    assert_eq!((run.status, &*run.out), (0, written), "{run:#?}");
    // The sources may have moved, and may have changed.
    let run = folder.run(&["update", "z", "--source", "later", "-o", "new"]);
    let new = "new/a/b/index.html.xlf\nnew/a/index.html.xlf\nnew/index.html.xlf\n";
    assert_eq!((run.status, &*run.out), (0, new), "{run:#?}");
    assert_eq!(run.err.matches("1 unit carried over, 0 similar, 1 new, 0 gone").count(), 3, "{run:#?}");
    let run = folder.run(&["merge", "new", "--source", "later", "-o", "late"]);
    assert_eq!(run.status, 0, "{run:#?}");
    for name in names {
        let merged = name.replace(".html", ".de.html");
        let (early, late) = (read(&format!("out/{merged}")), read(&format!("late/{merged}")));
        assert!(late.starts_with(&early) && late.ends_with("<p>Une autre phrase est venue.</p>"), "{late}");
    }

    // A package has the tree in all its folders, and what OmegaT writes to `target` finds its way from there.
    assert_eq!(folder.run(&[&["pack", "site"][..], &options, &["sent"]].concat()).status, 0);
    for name in names {
        assert_eq!(read(&format!("sent/source/{name}")), read(&format!("site/{name}")));
        let to = folder.path().join(format!("sent/target/{name}.xlf"));
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::rename(folder.path().join(format!("sent/xliff/{name}.xlf")), to).unwrap();
    }
    let moved = folder.path().join("site");
    std::fs::rename(&moved, folder.path().join("gone")).unwrap();
    let run = folder.run(&["merge", "sent/target", "-o", "same"]);
    assert_eq!(run.status, 0, "{run:#?}");
    for name in names {
        assert_eq!(
            read(&format!("same/{}", name.replace(".html", ".de.html"))),
            read(&format!("gone/{name}"))
        );
    }
    let run = folder.run(&["extract", "gone", "gone/a/index.html", "--to", "de", "-o", "v"]);
    assert!(run.status == 2 && !folder.path().join("v").exists(), "{run:#?}");
}
