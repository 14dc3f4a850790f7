//! The battery that every data file must pass.
//!
//! A new language needs no test of its own: write `data/<tag>.toml`, add its line to `FILES` in `src/table.rs`, and these
//! tests hold it to the rules that [`Language`] documents. Each fault is one sentence: file, list, entry, what to do.
//!
//! Rules of form are checked on the text of the file, since a parsed list is already sorted; rules of content on what is read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use epitome_document::LangTag;
use epitome_langs::{Language, Languages, Press, fold, words};
use unicode_normalization::UnicodeNormalization;

/// The lists that stages cannot do without in any language. `months` is none of them: some languages number their months.
const REQUIRED: [&str; 9] = [
    "stop_words",
    "starters",
    "anaphora",
    "number_words",
    "abbreviations.titles",
    "abbreviations.general",
    "cues.credit_labels",
    "cues.end_markers",
    "cues.furniture",
];

/// The lists of `quantities` that keep the letter case: "MW" is not "mW".
const AS_WRITTEN: [&str; 9] = [
    "currency_signs",
    "document_suffixes",
    "doubtful_currencies",
    "gazettes",
    "law_parts",
    "number_signs",
    "standards",
    "time_zones",
    "unit_symbols",
];

/// The Snowball algorithms that the stemmer at hand has.
const SNOWBALL: [&str; 18] = [
    "arabic",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "hungarian",
    "italian",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "spanish",
    "swedish",
    "tamil",
    "turkish",
];

#[test]
fn every_file_has_a_header_that_names_sources_and_licence() {
    hold(header_faults);
}

#[test]
fn every_list_has_one_entry_a_line_sorted_and_without_doubles() {
    hold(|file| match raw_lists(file) {
        Ok(lists) => lists.iter().flat_map(|list| form_faults(file, list)).collect(),
        Err(fault) => vec![fault],
    });
}

#[test]
fn every_entry_is_in_the_form_its_list_asks_for() {
    hold(|file| match raw_lists(file) {
        Ok(lists) => lists.iter().flat_map(|list| content_faults(file, list)).collect(),
        Err(fault) => vec![fault],
    });
}

#[test]
fn every_language_has_the_lists_that_stages_need() {
    hold(|file| if file.is_language() { missing_faults(file) } else { Vec::new() });
}

#[test]
fn lists_do_not_contradict_each_other() {
    hold(|file| if file.name == "press" { Vec::new() } else { contradictions(file) });
}

#[test]
fn every_file_can_be_read_and_unknown_keys_are_refused() {
    hold(|file| {
        let read = |text: &str| match file.name.as_str() {
            "press" => toml::from_str::<Press>(text).map(|_| ()),
            _ => toml::from_str::<Language>(text).map(|_| ()),
        };
        let mut faults = Vec::new();
        if let Err(err) = read(&file.text) {
            faults.push(format!("{}: cannot be read: {err}.", file.path()));
        }
        let with_key_in = |table: &str| match table {
            "" => format!("surprise = 1\n{}", file.text),
            _ => file.text.replace(&format!("[{table}]\n"), &format!("[{table}]\nsurprise = 1\n")),
        };
        let tables = file.text.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
        for table in tables.chain([""]) {
            if read(&with_key_in(table)).is_ok() {
                faults.push(format!(
                    "{}: an unknown key in [{table}] passes; deny unknown fields there.",
                    file.path()
                ));
            }
        }
        faults
    });
}

#[test]
fn settings_are_within_reason() {
    hold(|file| if file.name == "press" { Vec::new() } else { setting_faults(file) });
}

#[test]
fn the_table_has_exactly_the_files_there_are_in_order() {
    let languages = Languages::default();
    let mut in_table: Vec<String> = languages.all().map(|language| language.tag.to_string()).collect();
    assert!(in_table.is_sorted(), "FILES in src/table.rs is not sorted by tag: {in_table:?}; sort it.");
    assert_eq!(languages.get(LangTag::UND).tag, LangTag::UND, "FILES in src/table.rs lacks und; add it.");
    in_table.extend(["press".to_owned(), "und".to_owned()]);
    in_table.sort();
    let in_folder: Vec<String> = files().into_iter().map(|file| file.name).collect();
    assert_eq!(
        in_table, in_folder,
        "FILES in src/table.rs and the files in data/ differ; add or remove the line."
    );
}

#[test]
fn the_battery_finds_what_is_wrong() {
    let broken = "# French\n# Sources:\nstop_words = [\n    \"le\",\n    \"la\",\n    \"la\",\n    \"L’un\",\n    \"\",\n]\n\
                  [abbreviations]\ntitles = [\n    \"Dr\",\n]\n[cues]\nsource_labels = [\n    \"source:\",\n]\n";
    let file = File { name: "fr".to_owned(), text: broken.to_owned() };
    let lists = raw_lists(&file).expect("well-formed lists");
    let mut faults = header_faults(&file);
    faults.extend(lists.iter().flat_map(|list| form_faults(&file, list)));
    faults.extend(lists.iter().flat_map(|list| content_faults(&file, list)));
    assert_eq!(
        faults,
        [
            "data/fr.toml: the header comment names no sources; add \"# Sources: …\".",
            "data/fr.toml: the header comment names no licence; add \"# Licence: …\".",
            "data/fr.toml, stop_words, \"la\": stands after \"le\"; sort the list by code point.",
            "data/fr.toml, stop_words, \"L’un\": stands after \"la\"; sort the list by code point.",
            "data/fr.toml, stop_words, \"\": stands after \"L’un\"; sort the list by code point.",
            "data/fr.toml, stop_words, \"la\": stands there twice; remove one.",
            "data/fr.toml, stop_words, \"L’un\": is not folded; write \"l'un\".",
            "data/fr.toml, stop_words, \"L’un\": is not one word; write its words one by one, \"l\", \"un\".",
            "data/fr.toml, stop_words, \"\": is empty or has space at an end; remove it.",
            "data/fr.toml, abbreviations.titles, \"Dr\": lacks its full stop; write \"Dr.\".",
            "data/fr.toml, cues.source_labels, \"source:\": ends in punctuation; write \"source\".",
        ]
    );
    let crammed = File { name: "fr".to_owned(), text: "stop_words = [\"le\", \"la\"]\n".to_owned() };
    assert_eq!(
        raw_lists(&crammed).map(|_| ()),
        Err("data/fr.toml, line 1: is no form of a list; write \"name = [\", one entry a line, \"]\"."
            .to_owned())
    );
}

/// A data file as it stands in the folder.
struct File {
    name: String,
    text: String,
}

impl File {
    fn path(&self) -> String {
        format!("data/{}.toml", self.name)
    }

    fn is_language(&self) -> bool {
        !matches!(self.name.as_str(), "press" | "und")
    }

    fn language(&self) -> Result<Language, String> {
        toml::from_str(&self.text).map_err(|err| format!("{}: cannot be read: {err}.", self.path()))
    }
}

/// A list as written: `abbreviations.titles` and its entries.
struct RawList {
    name: String,
    entries: Vec<String>,
}

/// All data files, sorted by name.
fn files() -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut files: Vec<File> = fs::read_dir(folder)
        .expect("the folder data/")
        .map(|entry| {
            let path = entry.expect("an entry of data/").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8");
            let name = name
                .strip_suffix(".toml")
                .unwrap_or_else(|| panic!("data/{name}: is no .toml file; move it."));
            File { name: name.to_owned(), text: fs::read_to_string(&path).expect("text in UTF-8") }
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// Checks every file and fails with all that is wrong.
fn hold(faults_of: impl Fn(&File) -> Vec<String>) {
    let faults: Vec<String> = files().iter().flat_map(faults_of).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The lists of a file, read line by line: `name = [`, entries `    "…",`, and `]`.
fn raw_lists(file: &File) -> Result<Vec<RawList>, String> {
    let mut lists: Vec<RawList> = Vec::new();
    let mut table = String::new();
    let mut is_open = false;
    for (idx, line) in file.text.lines().enumerate() {
        let fault = || {
            let remedy = "is no form of a list; write \"name = [\", one entry a line, \"]\"";
            format!("{}, line {}: {remedy}.", file.path(), idx + 1)
        };
        if is_open {
            match line.strip_prefix("    ").and_then(|entry| entry.strip_suffix(',')) {
                Some(entry) => {
                    let entry = toml::from_str::<toml::Table>(&format!("entry = {entry}")).ok();
                    let entry = entry.as_ref().and_then(|table| table["entry"].as_str()).ok_or_else(fault)?;
                    lists.last_mut().ok_or_else(fault)?.entries.push(entry.to_owned());
                }
                None if line == "]" => is_open = false,
                None => return Err(fault()),
            }
        } else if let Some(name) = line.strip_suffix(" = [") {
            lists.push(RawList { name: format!("{table}{name}"), entries: Vec::new() });
            is_open = true;
        } else if let Some(name) = line.strip_prefix('[') {
            table = format!("{}.", name.strip_suffix(']').ok_or_else(fault)?);
        } else if line.contains(" = [") {
            return Err(fault());
        }
    }
    Ok(lists)
}

fn header_faults(file: &File) -> Vec<String> {
    let header: Vec<&str> = file.text.lines().take_while(|line| line.starts_with('#')).collect();
    let names = |label: &str| {
        header.iter().any(|line| line.strip_prefix(label).is_some_and(|rest| !rest.trim().is_empty()))
    };
    let missing = |what: &str, label: &str| {
        format!("{}: the header comment names no {what}; add \"{label} …\".", file.path())
    };
    let labels = [("sources", "# Sources:"), ("licence", "# Licence:")];
    labels.iter().filter(|(_, label)| !names(label)).map(|(what, label)| missing(what, label)).collect()
}

fn form_faults(file: &File, list: &RawList) -> Vec<String> {
    let fault = |entry: &str, what: String| format!("{}, {}, {entry:?}: {what}.", file.path(), list.name);
    let mut faults = Vec::new();
    let is_ordered_by_rank = list.name == "quotes";
    for pair in list.entries.windows(2).filter(|_| !is_ordered_by_rank) {
        if pair[1] < pair[0] {
            faults.push(fault(&pair[1], format!("stands after {:?}; sort the list by code point", pair[0])));
        }
    }
    let mut seen = BTreeSet::new();
    for entry in list.entries.iter().filter(|entry| !seen.insert(entry.as_str())) {
        faults.push(fault(entry, "stands there twice; remove one".to_owned()));
    }
    faults
}

fn content_faults(file: &File, list: &RawList) -> Vec<String> {
    let faults_of = |entry: &String| {
        let mut faults = Vec::new();
        let mut fault =
            |what: String| faults.push(format!("{}, {}, {entry:?}: {what}.", file.path(), list.name));
        if entry.trim() != entry || entry.is_empty() {
            fault("is empty or has space at an end; remove it".to_owned());
            return faults;
        }
        let composed: String = entry.nfc().collect();
        let keeps_case = list.name.starts_with("abbreviations.")
            || matches!(list.name.as_str(), "agencies" | "quotes")
            || list.name.strip_prefix("quantities.").is_some_and(|name| AS_WRITTEN.contains(&name));
        if composed != *entry {
            fault(format!("is not in NFC; write {composed:?}"));
        }
        if !keeps_case && fold(entry) != *entry {
            fault(format!("is not folded; write {:?}", fold(entry)));
        }
        let parts: Vec<String> = words(entry).map(|word| fold(&entry[word.range()])).collect();
        if list.name == "stop_words" && parts != [entry.as_str()] {
            let parts: Vec<String> = parts.iter().map(|part| format!("{part:?}")).collect();
            fault(format!("is not one word; write its words one by one, {}", parts.join(", ")));
        }
        if list.name.starts_with("abbreviations.") && !entry.ends_with('.') {
            fault(format!("lacks its full stop; write \"{entry}.\""));
        }
        let bare = entry.trim_end_matches([':', '.', '!', '?', '…', ';', ',']);
        if list.name.starts_with("cues.") && bare != entry {
            fault(format!("ends in punctuation; write {bare:?}"));
        }
        if list.name == "quotes" && entry.chars().count() != 2 {
            fault("is no pair; write the opening and the closing mark".to_owned());
        }
        faults
    };
    list.entries.iter().flat_map(faults_of).collect()
}

fn missing_faults(file: &File) -> Vec<String> {
    let lists = match raw_lists(file) {
        Ok(lists) => lists,
        Err(fault) => return vec![fault],
    };
    let has_entries = |name: &str| lists.iter().any(|list| list.name == name && !list.entries.is_empty());
    let empty = REQUIRED.iter().filter(|name| !has_entries(name));
    empty.map(|name| format!("{}, {name}: has no entry; stages need it, so fill it.", file.path())).collect()
}

/// A word that may open a sentence is no abbreviation, except one that is known by the number after it ("no. 5"); and an
/// abbreviation has one class.
fn contradictions(file: &File) -> Vec<String> {
    let language = match file.language() {
        Ok(language) => language,
        Err(fault) => return vec![fault],
    };
    let classes = [
        ("titles", &language.abbreviations.titles),
        ("before_number", &language.abbreviations.before_number),
        ("general", &language.abbreviations.general),
        ("closing", &language.abbreviations.closing),
    ];
    let mut faults = Vec::new();
    for (idx, (class, list)) in classes.iter().enumerate() {
        for entry in list.iter() {
            let bare = entry.trim_end_matches('.');
            if *class != "before_number" && language.starters.contains(bare) {
                let what = format!("is also in starters as {bare:?}; remove one of them");
                faults.push(format!("{}, abbreviations.{class}, {entry:?}: {what}.", file.path()));
            }
            if let Some((other, _)) = classes[..idx].iter().find(|(_, other)| other.contains(entry)) {
                let what =
                    format!("is also in abbreviations.{other}; decide what may follow it and keep one");
                faults.push(format!("{}, abbreviations.{class}, {entry:?}: {what}.", file.path()));
            }
        }
    }
    faults
}

fn setting_faults(file: &File) -> Vec<String> {
    let language = match file.language() {
        Ok(language) => language,
        Err(fault) => return vec![fault],
    };
    let is_script = |script: &str| {
        script.len() == 4
            && script.starts_with(|c: char| c.is_ascii_uppercase())
            && script[1..].bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let numbers = &language.numbers;
    let rules = [
        (
            LangTag::parse(&file.name).is_ok_and(|tag| tag.as_str() == file.name),
            "the file is not named after a canonical tag; rename it",
        ),
        (!language.name.trim().is_empty(), "name is empty; write the English name"),
        (!language.own_name.trim().is_empty(), "own_name is empty; write the name in the language itself"),
        (is_script(&language.script), "script is no ISO 15924 code; write for example \"Latn\""),
        (
            language.stemmer.as_deref().is_none_or(|stemmer| SNOWBALL.contains(&stemmer)),
            "stemmer is none that ours has; correct it or leave the line out: words are then compared whole",
        ),
        ((50..=200).contains(&language.expansion), "expansion is not within 50 and 200 per cent; correct it"),
        (!language.quotes.is_empty(), "quotes has no entry; write the language's own pair first"),
        (
            numbers.decimal.chars().count() == 1
                && numbers.group.chars().count() <= 1
                && numbers.decimal != numbers.group,
            "numbers needs one sign for decimals and another, or none, between groups; correct it",
        ),
        (
            language.months.is_empty() || language.months.len() >= 12,
            "months has fewer than twelve names; add the others or leave the list empty where months are numbers",
        ),
    ];
    rules.iter().filter(|(holds, _)| !holds).map(|(_, fault)| format!("{}: {fault}.", file.path())).collect()
}
