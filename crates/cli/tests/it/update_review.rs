//! What people have said of units and of their translations, over an `update`.

use crate::common::Folder;
use crate::update::{NEW, OLD};

const SAME: &str = "Le conseil se réunit demain matin.";
const CHANGED: &str = "Il a dit non à tous ceux qui étaient là ce lundi.";
const GONE: &str = "Une phrase qui va partir.";

/// Puts a target with its attributes, and a note, into the unit of a source.
fn review(folder: &Folder, file: &str, source: &str, target: Option<(&str, &str)>, note: &str) {
    let xliff = folder.read(file);
    let source = format!("<source>{source}</source>");
    let at = xliff.find(&source).unwrap_or_else(|| panic!("{source} is not in\n{xliff}"));
    let start = xliff[..at].rfind("<unit").or_else(|| xliff[..at].rfind("<trans-unit")).unwrap();
    let end = at + xliff[at..].find("unit>").unwrap();
    let unit = &xliff[start..end];
    let is_1 = unit.starts_with("<trans-unit");
    let (head, tail) = unit.split_once(&source).unwrap();
    let tail = tail.trim_start();
    let tail = match tail.split_once("</target>") {
        Some((_, rest)) if target.is_some() => rest,
        _ => tail,
    };
    let (mut head, mut written) = (head.to_owned(), String::new());
    if let Some((state, target)) = target {
        written = format!("<target>{target}</target>");
        if is_1 {
            let (approved, state) = state.split_once('|').unwrap_or(("", state));
            head = head.replace("<trans-unit ", &format!("<trans-unit{approved} "));
            written = written.replace("<target>", &format!("<target {state}>"));
        } else {
            head = head.replace("<segment>", &format!("<segment {state}>"));
        }
    }
    let mut tail = tail.to_owned();
    if is_1 {
        tail = tail.replace("</trans-", &format!("{note}</trans-"));
    } else if head.contains("</notes>") {
        head = head.replace("</notes>", &format!("{note}</notes>"));
    } else {
        head = head.replace("<segment", &format!("<notes>{note}</notes><segment"));
    }
    folder.write(file, format!("{}{head}{source}{written}{tail}{}", &xliff[..start], &xliff[end..]));
}

/// The unit of a source.
fn unit(xliff: &str, source: &str) -> String {
    let at = xliff.find(&format!("<source>{source}</source>")).unwrap_or_else(|| panic!("{source}\n{xliff}"));
    let start = xliff[..at].rfind("unit id=").unwrap();
    xliff[start..at + xliff[at..].find("unit>").unwrap()].to_owned()
}

/// Every state became `translated`, a name that somebody had confirmed to be the same in both languages counted as untranslated, and
/// notes of people were deleted.
#[test]
fn what_people_have_said_of_a_unit_stays_while_it_does() {
    let note_2 = "<note category=\"translator\" id=\"n1\" priority=\"2\">Anna: a &lt; b</note>";
    let note_1 = "<note from=\"anna\" priority=\"2\" annotates=\"target\">a &lt; b</note>";
    let states_2 = ["state=\"final\"", "state=\"reviewed\" subState=\"acme:ok\"", "state=\"translated\""];
    let states_1 = [
        " approved=\"yes\"|state=\"signed-off\"",
        "state=\"final\" state-qualifier=\"exact-match\"",
        " approved=\"yes\"|state=\"x-done\"",
    ];
    let layouts = [("2.0", note_2, states_2), ("2.1", note_2, states_2), ("1.2", note_1, states_1)];
    let clients = ["omegat", "poedit", "lokalize", "weblate", "trados", "memoq", "phrase"];
    let forms = layouts.iter().map(|layout| (layout, ["--xliff", layout.0]));
    let forms = forms.chain(clients.map(|client| (&layouts[2], ["--for", client])));
    for ((_, note, states), form) in forms {
        for state in states {
            let folder = Folder::new();
            folder.write("a.txt", OLD);
            folder.run(&[&["extract", "a.txt", "--to", "en", "--lang", "fr"], &form[..]].concat());
            for (source, target) in [(SAME, SAME), (CHANGED, "He said no."), (GONE, "It goes.")] {
                review(&folder, "a.txt.xlf", source, Some((state, target)), note);
            }
            review(&folder, "a.txt.xlf", "Le ministre a parlé hier à Hanoi.", None, note);
            assert_eq!(folder.run(&["validate", "a.txt.xlf"]).status, 0, "{}", folder.read("a.txt.xlf"));
            // Of the same article all comes back.
            let run = folder.run(&["update", "a.txt.xlf", "-o", "same.xlf"]);
            assert!(run.err.contains("3 units carried over, 0 similar, 0 new, 0 gone, 1 still"), "{run:#?}");
            let same = folder.read("same.xlf");
            let words: Vec<&str> = state.split(['|', ' ']).filter(|word| !word.is_empty()).collect();
            for word in &words {
                assert_eq!(same.matches(word).count(), 3, "{word} in\n{same}");
            }
            assert_eq!(same.matches(note).count(), 4, "{same}");
            // The two verbs agree on what is translated.
            for file in ["a.txt.xlf", "same.xlf"] {
                let run = folder.run(&["merge", file, "-o", "a.en.txt", "--overwrite"]);
                assert!(run.err.contains("without a translation: 1 of 4 units"), "{run:#?}");
            }
            // Of another version, what was said of a translation goes with it only.
            folder.write("a.txt", NEW);
            let run = folder.run(&["update", "a.txt.xlf", "-o", "new.xlf"]);
            assert!(run.err.contains("1 unit carried over, 1 similar, 1 new, 1 gone, 1 still"), "{run:#?}");
            assert!(run.err.contains("its note: "), "{run:#?}");
            let new = folder.read("new.xlf");
            let (same, similar) = (unit(&new, SAME), unit(&new, &CHANGED.replace("lundi", "mardi")));
            assert!(words.iter().all(|word| same.contains(word)) && same.contains(note), "{same}");
            assert!(!words.iter().any(|word| similar.contains(word)) && similar.contains(note), "{similar}");
            assert_eq!(new.matches(note).count(), 3, "{new}");
            let run = folder.run(&["validate", "new.xlf"]);
            assert_eq!(run.status, 0, "{run:#?}");
            let run = folder.run(&["merge", "new.xlf", "-o", "a.en.txt", "--overwrite"]);
            assert!(run.err.contains("earlier text that nobody has confirmed: 1 of 4 units"), "{run:#?}");
        }
    }
}

/// A person's note stays also where nothing was translated, though the text is not quite the same, and where nothing is to be.
#[test]
fn notes_stay_without_a_translation() {
    let folder = Folder::new();
    let page = |day: &str| {
        format!(
            "<html lang=fr><body><article><p translate=no>Le port a rouvert après la tempête.</p>\
             <p>Il a dit non à tous ceux qui étaient là ce {day}.</p></article></body></html>\n"
        )
    };
    folder.write("a.html", page("lundi"));
    let run = folder.run(&["extract", "a.html", "--to", "en", "--lang", "fr"]);
    assert_eq!(run.status, 0, "{run:#?}");
    review(&folder, "a.html.xlf", "Le port a rouvert après la tempête.", None, "<note>a motto</note>");
    review(&folder, "a.html.xlf", CHANGED, None, "<note>which day?</note>");
    folder.write("a.html", page("mardi"));
    let run = folder.run(&["update", "a.html.xlf", "-o", "new.xlf"]);
    assert!(run.err.contains("0 units carried over, 0 similar, 1 new, 0 gone\n"), "{run:#?}");
    let new = folder.read("new.xlf");
    assert!(new.contains("<note>a motto</note>") && new.contains("<note>which day?</note>"), "{new}");
}

/// A copy that nobody has confirmed is no translation, neither here nor there; and what we say ourselves is not taken for a person's.
#[test]
fn our_own_states_are_nobodys_word() {
    let folder = Folder::new();
    folder.write("a.txt", OLD);
    folder.run(&["extract", "a.txt", "--to", "en", "--lang", "fr", "--for", "omegat"]);
    // OmegaT writes its translation into the target and leaves the rest.
    let xliff = folder.read("a.txt.xlf").replace(&format!(">{CHANGED}</target>"), ">He said no.</target>");
    folder.write("a.txt.xlf", xliff);
    let run = folder.run(&["update", "a.txt.xlf", "-o", "same.xlf"]);
    assert!(run.err.contains("1 unit carried over, 0 similar, 0 new, 0 gone, 3 still"), "{run:#?}");
    assert!(folder.read("same.xlf").contains("<target state=\"translated\">He said no.</target>"));
    folder.write("a.txt", NEW);
    for (form, ours) in [("2.0", "subState"), ("1.2", "needs-review")] {
        folder.write("b.txt", OLD);
        folder.run(&["extract", "b.txt", "--to", "en", "--lang", "fr", "--xliff", form, "--overwrite"]);
        review(&folder, "b.txt.xlf", CHANGED, Some(("state=\"final\"", "He said no on Monday.")), "");
        folder.write("b.txt", NEW);
        let run = folder.run(&["update", "b.txt.xlf", "-o", "new.xlf", "--overwrite"]);
        assert!(run.err.contains("1 similar"), "{run:#?}");
        let new = folder.read("new.xlf");
        assert!(new.contains(ours), "{new}");
        // Somebody has changed the text, and no state.
        folder.write("new.xlf", new.replace("on Monday", "on Tuesday"));
        let run = folder.run(&["update", "new.xlf", "-o", "again.xlf", "--overwrite"]);
        assert!(run.err.contains("1 unit carried over"), "{run:#?}");
        let again = folder.read("again.xlf");
        assert!(!again.contains(ours) && again.contains("state=\"translated\""), "{again}");
    }
}
