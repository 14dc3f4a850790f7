//! `update` and `pack`: what is translated already stays, and what a translator is sent comes back.

use crate::common::{Folder, workspace};

pub(crate) const OLD: &str = "Le ministre a parlé hier à Hanoi. Il a dit non à tous ceux qui étaient là ce lundi.\n\nLe conseil se réunit demain matin. \
    Une phrase qui va partir.\n";

/// A paragraph moved up, a day changed, a sentence gone, another one new.
pub(crate) const NEW: &str = "Le conseil se réunit demain matin.\n\nLe ministre a parlé hier à Hanoi. Il a dit non à tous ceux qui étaient là ce \
    mardi. Le port a rouvert.\n";

/// Puts the translation of one source into an XLIFF file.
pub(crate) fn translate(folder: &Folder, file: &str, source: &str, target: &str) {
    let xliff = folder.read(file);
    let old = format!("<source>{source}</source>");
    let end = xliff.find(&old).unwrap_or_else(|| panic!("{source:?} is not in\n{xliff}")) + old.len();
    let rest = xliff[end..].trim_start();
    let rest = rest.strip_prefix("<target").map_or(rest, |rest| rest.split_once("</target>").unwrap().1);
    folder.write(file, format!("{}<target>{target}</target>{rest}", &xliff[..end]));
}

/// Units that nobody had translated yet were called new, as if the article had changed.
#[test]
fn a_unit_that_waits_for_its_translation_is_not_new() {
    for form in [["--xliff", "2.0"], ["--for", "trados"]] {
        let folder = Folder::new();
        folder.write("a.txt", OLD);
        folder.run(&[&["extract", "a.txt", "--to", "en", "--lang", "fr"], &form[..]].concat());
        translate(&folder, "a.txt.xlf", "Une phrase qui va partir.", "A sentence that will leave.");
        folder.write("a.txt", NEW);
        let run = folder.run(&["update", "a.txt.xlf", "-o", "new.xlf"]);
        let said = "0 units carried over, 0 similar, 2 new, 1 gone, 2 still without a translation\n";
        assert!(run.status == 0 && run.err.contains(said), "{run:#?}");
        assert!(!run.err.contains("new: p1.s1"), "{run:#?}");
    }
}

#[test]
fn a_translation_is_carried_over_to_a_new_version() {
    for form in [["--xliff", "2.0"], ["--for", "trados"]] {
        let folder = Folder::new();
        folder.write("a.txt", OLD);
        let run = folder.run(&[&["extract", "a.txt", "--to", "en", "--lang", "fr"], &form[..]].concat());
        assert_eq!(run.status, 0, "{run:#?}");
        for (source, target) in [
            ("Le ministre a parlé hier à Hanoi.", "The minister spoke in Hanoi yesterday."),
            (
                "Il a dit non à tous ceux qui étaient là ce lundi.",
                "He said no to all who were there that Monday.",
            ),
            ("Le conseil se réunit demain matin.", "The council meets tomorrow morning."),
            ("Une phrase qui va partir.", "A sentence that will leave."),
        ] {
            translate(&folder, "a.txt.xlf", source, target);
        }
        folder.write("a.txt", NEW);
        let run = folder.run(&["merge", "a.txt.xlf", "-o", "a.en.txt"]);
        assert!(
            run.status == 2 && run.err.contains("epitome update a.txt.xlf --source a.txt -o NEW.xlf carries"),
            "{run:#?}"
        );
        let run = folder.run(&["update", "a.txt.xlf", "-o", "new.xlf"]);
        assert_eq!((run.status, &*run.out), (0, "new.xlf\n"), "{run:#?}");
        // The page for translators shows what is said.
        let page = std::fs::read_to_string(workspace().join("docs/translators.md")).unwrap();
        let screen = page.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
        let (shown, said) = (screen.split_once('\n').unwrap().1, format!("{}{}", run.err, run.out));
        assert_eq!(shown.replace("b.txt.xlf", "new.xlf"), said);
        let run = folder.run(&["validate", "new.xlf"]);
        assert_eq!(run.status, 0, "{run:#?}");
        // What nobody has confirmed is not merged; what somebody has changed or confirmed is.
        let run = folder.run(&["merge", "new.xlf", "-o", "a.en.txt"]);
        assert!(
            run.status == 0 && run.err.contains("earlier text that nobody has confirmed: 1 of 4 units; the"),
            "{run:#?}"
        );
        let merged = |similar: &str| {
            format!(
                "The council meets tomorrow morning.\n\nThe minister spoke in Hanoi yesterday. {similar} Le port a rouvert.\n"
            )
        };
        assert_eq!(folder.read("a.en.txt"), merged("Il a dit non à tous ceux qui étaient là ce mardi."));
        let xliff = folder.read("new.xlf");
        folder.write("changed.xlf", xliff.replace("there that Monday.", "there that Tuesday."));
        let confirmed = xliff
            .replace("state=\"initial\" subState=\"epi:fuzzy\"", "state=\"reviewed\"")
            .replace("state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\"", "state=\"final\"");
        folder.write("confirmed.xlf", confirmed);
        for (file, day) in [("changed.xlf", "Tuesday"), ("confirmed.xlf", "Monday")] {
            assert_eq!(folder.run(&["merge", file, "-o", "a.en.txt", "--overwrite"]).status, 0);
            assert_eq!(
                folder.read("a.en.txt"),
                merged(&format!("He said no to all who were there that {day}."))
            );
        }
        // A second new version keeps in mind what was not confirmed.
        let run = folder.run(&["update", "new.xlf", "-o", "again.xlf"]);
        assert_eq!(run.status, 0, "{run:#?}");
        let run = folder.run(&["merge", "again.xlf", "-o", "a.en.txt", "--overwrite"]);
        assert!(run.err.contains("earlier text that nobody has confirmed: 1 of 4 units; the"), "{run:#?}");
        let note =
            "the translation is of a text 91 % like this: Il a dit non à tous ceux qui étaient là ce lundi.";
        assert!(folder.read("again.xlf").contains(note), "{form:?}");
    }
}

/// `merge` read it, and `update` looked for a file of the name `-`.
#[test]
fn an_update_reads_standard_input_too() {
    let folder = Folder::new();
    folder.write("a.txt", OLD);
    assert_eq!(folder.run(&["pseudo", "a.txt", "--to", "en", "--lang", "fr"]).status, 0);
    let xliff = folder.read("a.txt.xlf");
    let run = folder.run_with(&["update", "-", "--source", "a.txt", "-o", "-"], xliff.as_bytes());
    assert_eq!((run.status, run.out), (0, xliff), "{}", run.err);
}

/// Lines that were broken elsewhere made a text a similar one.
#[test]
fn a_translation_stays_where_a_text_was_wrapped_anew() {
    let folder = Folder::new();
    let text = "Le ministre a parlé hier à Hanoi devant\nla presse. Il est parti.\n";
    folder.write("a.txt", text);
    let pseudo = ["pseudo", "a.txt", "--to", "en", "--lang", "fr", "--newlines", "blank"];
    assert_eq!(folder.run(&pseudo).status, 0);
    folder.write("a.txt", text.replace("à Hanoi devant\nla", "à\nHanoi devant la"));
    let run = folder.run(&["update", "a.txt.xlf", "-o", "new.xlf"]);
    assert!(run.err.contains("2 units carried over, 0 similar, 0 new, 0 gone"), "{run:#?}");
}

/// Other markup around the same words was "similar by 100 %", which OmegaT had no way to confirm.
#[test]
fn a_translation_stays_where_only_the_markup_has_changed() {
    let page = |(open, close): (&str, &str), url: &str, block: &str| {
        format!(
            "<html lang=fr><body><article><{block}>Le port {open}a rouvert{close} lundi matin.</{block}>\
             <p>Voir <a href=/x>la carte</a> sur https://example.org/{url}.</p></article></body></html>\n"
        )
    };
    for form in [["--xliff", "2.0"], ["--for", "omegat"]] {
        let folder = Folder::new();
        folder.write("a.html", page(("<b>", "</b>"), "a", "p"));
        let pseudo = ["pseudo", "a.html", "--to", "en", "--lang", "fr"];
        assert_eq!(folder.run(&[&pseudo[..], &form].concat()).status, 0);
        folder.write("a.html", page(("<strong class=x>", "</strong>"), "b?c=1", "h2"));
        let run = folder.run(&["update", "a.html.xlf", "-o", "new.xlf"]);
        assert!(run.err.contains("2 units carried over, 0 similar, 0 new, 0 gone"), "{run:#?}");
        let run = folder.run(&["merge", "new.xlf", "-o", "a.en.html"]);
        assert_eq!((run.status, &*run.err), (0, ""), "{run:#?}");
        let merged = folder.read("a.en.html");
        assert!(
            merged.contains("<h2>[Ļé þöŕţ <strong class=x>") && merged.contains("https://example.org/b?c=1"),
            "{merged}"
        );
    }
}

/// What came as 2.2 became 2.1, with its other namespace, and nothing said so.
#[test]
fn a_version_that_is_not_written_is_named() {
    let folder = Folder::new();
    folder.write("a.txt", OLD);
    assert_eq!(folder.run(&["pseudo", "a.txt", "--to", "en", "--lang", "fr", "--xliff", "2.1"]).status, 0);
    let run = folder.run(&["update", "a.txt.xlf", "-o", "new.xlf"]);
    assert!(!run.err.contains("read only"), "{run:#?}");
    let later =
        folder.read("a.txt.xlf").replace("document:2.0\"", "document:2.2\"").replace("\"2.1\"", "\"2.2\"");
    folder.write("later.xlf", later);
    let run = folder.run(&["update", "later.xlf", "-o", "new.xlf", "--overwrite"]);
    assert!(run.err.contains("later.xlf is XLIFF 2.2, which is read only; new.xlf is 2.1"), "{run:#?}");
}

/// With no target that was equal to its source, new units had none, and OmegaT did not see them.
#[test]
fn new_units_are_seen_by_a_tool_that_has_translated_all_others() {
    let folder = Folder::new();
    folder.write("a.txt", OLD);
    assert_eq!(folder.run(&["pseudo", "a.txt", "--to", "en", "--lang", "fr", "--for", "omegat"]).status, 0);
    folder.write("a.txt", NEW);
    assert_eq!(folder.run(&["update", "a.txt.xlf", "-o", "new.xlf"]).status, 0);
    let xliff = folder.read("new.xlf");
    assert_eq!((xliff.matches("<trans-unit ").count(), xliff.matches("<target ").count()), (4, 4), "{xliff}");
    assert!(xliff.contains("<target state=\"needs-translation\">Le port a rouvert.</target>"), "{xliff}");
}

#[test]
fn a_package_is_a_folder_that_comes_back() {
    let folder = Folder::new();
    folder.write("in/a.txt", OLD);
    folder.write(
        "in/b.html",
        "<html lang=fr><body><p>Le port a <b>rouvert</b> lundi matin après la tempête.</p></body></html>",
    );
    folder
        .write("in/c.jsonl", "{\"text\": \"Le maire de la ville est parti hier soir.\", \"lang\": \"fr\"}\n");
    let pack = ["pack", "in", "--to", "en", "--lang", "fr", "-o", "sent"];
    let run = folder.run(&pack);
    assert_eq!((run.status, &*run.out), (0, "sent\n"), "{run:#?}");
    for name in ["a.txt", "b.html", "c.jsonl"] {
        assert_eq!(folder.read(&format!("sent/source/{name}")), folder.read(&format!("in/{name}")));
    }
    let manifest: serde_json::Value = serde_json::from_str(&folder.read("sent/manifest.json")).unwrap();
    assert_eq!((manifest["schema"].as_u64(), manifest["target"].as_str()), (Some(1), Some("en")));
    let names: Vec<&str> = manifest["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|article| article["xliff"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["xliff/a.txt.xlf", "xliff/b.html.xlf", "xliff/c.jsonl.1.xlf"]);
    assert_eq!(manifest["articles"][0]["units"].as_u64(), Some(4));
    assert_eq!(manifest["articles"][2]["source"].as_str(), Some("source/c.jsonl:1"));
    let project = folder.read("sent/omegat.project");
    assert!(
        project.contains("<source_lang>fr</source_lang>")
            && project.contains("<source_dir>xliff/</source_dir>")
    );
    // A translator writes what is in xliff/ into target/, and it finds its sources from there.
    for name in &names {
        let xliff = folder.read(&format!("sent/{name}"));
        let xliff = xliff.replace(r#"<target state="needs-translation">Le "#, "<target>The ");
        folder.write(&format!("sent/{}", name.replace("xliff/", "target/")), xliff);
    }
    std::fs::create_dir(folder.path().join("out")).unwrap();
    let files =
        names.iter().map(|name| format!("sent/{}", name.replace("xliff/", "target/"))).collect::<Vec<_>>();
    let mut merge = vec!["merge", "-o", "out"];
    merge.extend(files.iter().map(String::as_str));
    let run = folder.run(&merge);
    assert_eq!((run.status, &*run.out), (0, "out/a.en.txt\nout/b.en.html\nout/c.en.jsonl\n"), "{run:#?}");
    assert!(folder.read("out/b.en.html").contains("<p>The port a <b>rouvert</b> lundi"));
    assert!(folder.read("out/c.en.jsonl").starts_with("{\"text\": \"The maire"));
    // Both folders were merged: what was sent too, over what came back.
    std::fs::remove_file(folder.path().join("sent/target/a.txt.xlf")).unwrap();
    let run = folder.run(&["merge", "sent", "-o", "all"]);
    let lines = "all/b.en.html\nall/c.en.jsonl\nall/a.en.txt\n";
    assert_eq!((run.status, &*run.out), (0, lines), "{run:#?}");
    assert_eq!(folder.read("all/a.en.txt"), folder.read("in/a.txt"));
    assert_eq!(folder.read("all/b.en.html"), folder.read("out/b.en.html"));
    let again = folder.run(&pack);
    assert!(again.status == 2 && again.err.contains("sent is there already"), "{again:#?}");
    folder.write("other/a.txt", OLD);
    let run = folder.run(&["pack", "in", "other", "--to", "en", "-o", "both"]);
    assert!(
        run.status == 2 && run.err.contains("in/a.txt and other/a.txt would both be written"),
        "{run:#?}"
    );
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.iter().all(|name| name != "both" && !name.starts_with(".epitome-")), "{names:?}");
}

/// A word that was no longer bold took its translation along: "1 new, 1 gone".
#[test]
fn a_translation_is_proposed_where_the_markup_is_another() {
    for form in [["--xliff", "2.0"], ["--for", "trados"]] {
        let page =
            |text: &str| format!("<html lang=fr><body><article><p>{text}</p></article></body></html>\n");
        let folder = Folder::new();
        folder.write("a.html", page("Le <b>ministre</b> a parlé hier à Hanoi. Le port a rouvert ce lundi."));
        let pseudo = ["pseudo", "a.html", "--to", "en", "--lang", "fr"];
        assert_eq!(folder.run(&[&pseudo[..], &form].concat()).status, 0);
        folder.write(
            "a.html",
            page("Le ministre a parlé hier à Hanoi. Le <i>port</i> a <b>rouvert</b> ce lundi."),
        );
        let run = folder.run(&["update", "a.html.xlf", "-o", "new.xlf"]);
        assert!(run.err.contains("0 units carried over, 2 similar, 0 new, 0 gone"), "{run:#?}");
        assert!(run.err.contains("similar by 94 %, to be looked at: p1.s1: Le ministre"), "{run:#?}");
        let xliff = folder.read("new.xlf");
        assert!(xliff.contains("[Ļé ɱîñîšţŕé ") && xliff.contains("[Ļé þöŕţ "), "{xliff}");
        let run = folder.run(&["validate", "new.xlf"]);
        assert_eq!(run.status, 0, "{run:#?}");
        let run = folder.run(&["merge", "new.xlf", "-o", "a.en.html"]);
        assert!(run.err.contains("earlier text that nobody has confirmed: 2 of 2 units; the"), "{run:#?}");
    }
}

/// What had been extracted with `--all` was gone when the update was not told so again.
#[test]
fn dropped_blocks_stay_in_where_they_were_extracted() {
    for form in [["--xliff", "2.0"], ["--for", "trados"]] {
        let folder = Folder::new();
        let text = format!("{OLD}\nLire aussi\n\nUn autre article sur le port.\n\nVoir plus\n");
        folder.write("a.txt", &text);
        let pseudo = ["pseudo", "a.txt", "--to", "en", "--lang", "fr", "--all"];
        assert_eq!(folder.run(&[&pseudo[..], &form].concat()).status, 0);
        let run = folder.run(&["update", "a.txt.xlf", "-o", "new.xlf"]);
        assert!(run.err.contains(" 0 similar, 0 new, 0 gone"), "{run:#?}");
        let run = folder.run(&["update", "new.xlf", "-o", "again.xlf"]);
        assert!(run.err.contains(" 0 similar, 0 new, 0 gone"), "{run:#?}");
        assert_eq!(folder.run(&["validate", "again.xlf"]).status, 0);
        let plain = folder.run(&["extract", "a.txt", "--to", "en", "--lang", "fr", "-o", "plain"]);
        assert!(plain.err.contains("left out as not of the article"), "{plain:#?}");
    }
}

/// A folder of the user's beside the package was emptied into it, or removed, and a file beside a translation was lost; and a name
/// as long as names can be had no room for that of an unfinished file.
#[test]
fn what_lies_beside_an_output_is_nobody_elses() {
    let folder = Folder::new();
    folder.write("a.txt", OLD);
    folder.write("sent.unfinished/mine.txt", "mine");
    folder.write("a.en.txt.unfinished", "mine");
    let run = folder.run(&["pack", "epitome.toml", "--to", "en", "-o", "sent"]);
    assert_eq!(run.status, 2, "{run:#?}");
    assert!(!folder.path().join("sent").exists());
    assert_eq!(folder.run(&["pack", "a.txt", "--to", "en", "--lang", "fr", "-o", "sent/"]).status, 0);
    assert_eq!(folder.run(&["merge", "sent/xliff/a.txt.xlf", "-o", "a.en.txt"]).status, 0);
    for mine in ["sent.unfinished/mine.txt", "a.en.txt.unfinished"] {
        assert_eq!(folder.read(mine), "mine");
    }
    assert!(!folder.path().join("sent/mine.txt").exists());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 5, "{left:?}");

    let long = format!("{}.txt", "n".repeat(246));
    folder.write(&long, OLD);
    let run = folder.run(&["extract", &long, "--to", "en", "--lang", "fr", "-o", "x"]);
    assert_eq!((run.status, &*run.out), (0, &*format!("x/{long}.xlf\n")), "{run:#?}");
}

/// English text was still said to be French, and nothing said that no unit was of it.
#[test]
fn an_article_of_another_language_is_known_by_its_text() {
    let folder = Folder::new();
    folder.write("a.txt", OLD);
    let run = folder.run(&["pseudo", "a.txt", "--to", "de", "--lang", "fr"]);
    assert_eq!(run.status, 0, "{run:#?}");
    let english =
        "The harbour reopened on Monday after the storm. Nobody was hurt, the mayor told reporters.\n";
    folder.write("b.txt", english);
    let run = folder.run(&["update", "a.txt.xlf", "--source", "b.txt", "-o", "b.xlf"]);
    let said = "warning: nothing of b.txt is in a.txt.xlf; is it the same article?";
    assert!(run.status == 0 && run.err.contains(said), "{run:#?}");
    assert!(folder.read("b.xlf").contains("srcLang=\"en\""), "{}", folder.read("b.xlf"));
    // A tool or a person may have named the language more exactly.
    folder.write("a.txt.xlf", folder.read("a.txt.xlf").replace("srcLang=\"fr\"", "srcLang=\"fr-CA\""));
    for text in [NEW, "Une tempête a fermé le port dimanche. Personne n'a été blessé, dit le maire.\n"] {
        folder.write("a.txt", text);
        let run = folder.run(&["update", "a.txt.xlf", "-o", "c.xlf", "--overwrite"]);
        assert!(run.status == 0 && !run.err.contains("nothing of b.txt"), "{run:#?}");
        assert!(folder.read("c.xlf").contains("srcLang=\"fr-CA\""), "{}", folder.read("c.xlf"));
    }
    // Where most of it stays, so does what it is said to be in.
    folder.write("a.txt.xlf", folder.read("a.txt.xlf").replace("srcLang=\"fr-CA\"", "srcLang=\"oc\""));
    folder.write("a.txt", OLD);
    assert_eq!(folder.run(&["update", "a.txt.xlf", "-o", "d.xlf"]).status, 0);
    assert!(folder.read("d.xlf").contains("srcLang=\"oc\""), "{}", folder.read("d.xlf"));
}
