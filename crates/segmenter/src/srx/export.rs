//! Our rules as an SRX 2.0 file, for tools that read no other.
//!
//! A rule of SRX sees one pattern before a break and one after it, and the first rule that matches decides. So each list of a
//! language's data file becomes a few rules, and what the native engine does by code stands behind them in a list for all
//! languages. What SRX cannot say is left out: where a sentence began, and so which words stand at its head but for those after
//! a terminal.

use std::fmt::Write;

use epitome_langs::{Language, Languages, List};

/// What ends a sentence before white space.
const TERMINALS: &str = "[.!?…\u{37E}؟۔]+";

/// What ends a sentence whatever follows.
const FULL_STOPS: &str = "(?:[。！？．।॥\u{589}።፧፨။។៕᠃᱾᱿]|[\u{531}-\u{587}]:)+";

/// What may stand between a terminal and the end of its sentence.
const CLOSERS: &str =
    r#"(?:["'\u00BB\u203A\u2019\u201D\u00B9\u00B2\u00B3*_\p{Pe}]|\[[0-9]{1,3}\]|\((?:\.\.\.|…)\))*"#;

/// White space, and what may stand before the first word of a sentence.
const OPENERS: &str = r#"\s+[\s"'*_¿¡•«»\u2018-\u201F\p{Ps}\p{Pd}]*"#;

/// Two to four letters without a vowel: shortened, whoever listed them or not.
const CONSONANTS: &str = "(?i:[bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ]{2,4})";

/// A file with the rules of all languages, valid by the schema of SRX 2.0. Its breaks stand right after the terminal and what
/// closes with it, before the white space.
#[must_use]
pub fn export(languages: &Languages) -> String {
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<!-- Written by epitome from its language data. Licence: MIT OR Apache-2.0. -->\n",
        "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n",
        "  <header segmentsubflows=\"yes\" cascade=\"yes\">\n",
        "    <formathandle type=\"start\" include=\"no\"/>\n",
        "    <formathandle type=\"end\" include=\"yes\"/>\n",
        "    <formathandle type=\"isolated\" include=\"no\"/>\n",
        "  </header>\n  <body>\n    <languagerules>\n",
    ));
    let mut maps = String::new();
    for language in languages.all() {
        let name = &language.name;
        write_list(&mut out, name, &of_language(language));
        let letters = language.tag.language().chars();
        let tag: String = letters.map(|c| format!("[{}{c}]", c.to_ascii_uppercase())).collect();
        write_map(&mut maps, &format!("{tag}(?:[-_].*)?"), name);
    }
    write_list(&mut out, "Any language", &of_any_language());
    write_map(&mut maps, ".*", "Any language");
    let _ = write!(out, "    </languagerules>\n    <maprules>\n{maps}    </maprules>\n  </body>\n</srx>\n");
    out
}

/// A rule: whether it breaks, the pattern before and the pattern after.
type Rule = (bool, String, String);

fn yes(before: impl Into<String>, after: impl Into<String>) -> Rule {
    (true, before.into(), after.into())
}

fn no(before: impl Into<String>, after: impl Into<String>) -> Rule {
    (false, before.into(), after.into())
}

/// What the lists of a language say.
fn of_language(language: &Language) -> Vec<Rule> {
    let lists = &language.abbreviations;
    let starters = format!("{OPENERS}{}", any_of(capitalized(&language.starters)));
    let mut rules = Vec::new();
    let words = |list: &List| (!list.is_empty()).then(|| abbreviations(list));
    for list in [&lists.titles, &lists.before_number, &lists.general, &lists.closing] {
        rules.extend(words(list).map(|words| no(words, format!("{OPENERS}\\p{{Ll}}"))));
    }
    rules.extend(words(&lists.titles).map(|words| no(words, "\\s")));
    let number = format!(r"{OPENERS}(?:[\p{{Nd}}§°#]|[IVXLCDM]+\b|\p{{Lu}}\b)");
    rules.extend(words(&lists.before_number).map(|words| no(words, number)));
    if !language.months.is_empty() {
        let months = any_of(language.months.iter().map(str::to_owned).collect());
        rules.push(no(r"\b\p{Nd}+\.", format!(r"\s+(?i:{months})")));
    }
    if !language.starters.is_empty() {
        let shortened =
            [words(&lists.general), Some(r"\b\p{L}\.".to_owned()), Some(format!("\\b{CONSONANTS}\\."))];
        rules.extend(shortened.into_iter().flatten().map(|words| yes(words, starters.as_str())));
    }
    if language.ordinal_stop {
        if !language.starters.is_empty() {
            rules.push(yes(r"\b\p{Nd}{1,2}\.", starters.as_str()));
        }
        rules.push(no(r"\b\p{Nd}{1,2}\.", "\\s"));
        rules.push(no(r"\b(?:\p{Nd}+|[IVXLCDM]+)\.", format!("{OPENERS}\\p{{Ll}}")));
    }
    rules.extend(words(&lists.general).map(|words| no(words, "\\s")));
    for list in [&lists.before_number, &lists.closing] {
        let short: List = list.iter().filter(|word| word.chars().count() > 2).map(str::to_owned).collect();
        rules.extend(words(&short).map(|words| yes(words, "\\s")));
    }
    rules
}

/// What holds in every language.
fn of_any_language() -> Vec<Rule> {
    let lower = format!("{OPENERS}\\p{{Ll}}");
    vec![
        // The heads of list items.
        no(r"(?:^|[.!?…]\s+)(?:\p{Nd}{1,3}|\p{L})\.", "\\s"),
        // Initials and acronyms, but "5 m. Le mur".
        yes(r"\p{Nd}\s(?:\p{Ll}|\p{Ll}{2})\.", r"\s+[^\p{Ll}\p{Nd}]"),
        no(r"\b(?:\p{L}[.\-])*\p{L}\.", "\\s"),
        no(format!("\\b{CONSONANTS}\\."), "\\s"),
        no(r"\b\p{Nd}{1,2}\.", format!("{OPENERS}\\p{{Ll}}")),
        // A point of Armenian parts clauses.
        no("[\u{531}-\u{587}]\\.", lower.as_str()),
        // A sentence may start in lower case, but not after signs of its own.
        no(r"\.[^.\s\w]+", lower.as_str()),
        no(r"\.", r"\s+\p{Ps}\p{Ll}"),
        no(r"[!?][^.!?\s\w]+", lower.as_str()),
        no(r"[!?]", r"\s+[^\s\w]+\p{Ll}"),
        no(format!(r"(?:\.\.+|…){CLOSERS}"), format!(r"{OPENERS}[\p{{Ll}}\p{{Nd}}]")),
        no(r"[\(\[][.!?…]+[\)\]]?", "\\s"),
        // The sentence goes on after these, but for the two commas of a typewriter's opening quotation mark; and a closing mark may
        // stand apart.
        no(format!("{TERMINALS}{CLOSERS}"), r"\s*(?:[;:%&=/،؛、，；：·\p{Pe}]|,(?:[^,]|$))"),
        no(format!("{TERMINALS}{CLOSERS}"), r#"\s+(?:[»›”"]|'')(?:[\s.,;:!?]|$)"#),
        yes(format!(r#"{TERMINALS}{CLOSERS}\s(?:[»›”"]|'')"#), "\\s"),
        yes(format!("{TERMINALS}{CLOSERS}"), "\\s"),
        no("．", "\\p{Nd}"),
        // What somebody said, and the particle after it: 「行こう。」と言った。
        no(format!("{FULL_STOPS}[」』]"), "[とっ]"),
        no(format!("{FULL_STOPS}{CLOSERS}"), r"\s*[、，；：·\p{Pe}。！？।॥]"),
        yes(format!("{FULL_STOPS}{CLOSERS}"), ""),
        // A space was lost.
        yes(r"\p{Ll}{4}[.!?]", r"\p{Lu}\p{Ll}+[\s,]"),
    ]
}

/// The abbreviations of a list, each with its stop. An entry in lower case stands for every letter case.
fn abbreviations(list: &List) -> String {
    let (exact, any_case): (Vec<&str>, Vec<&str>) =
        list.iter().partition(|entry| entry.chars().any(char::is_uppercase));
    let words = |entries: Vec<&str>| {
        entries
            .into_iter()
            .map(|entry| entry.strip_suffix('.').unwrap_or(entry).to_owned())
            .collect::<Vec<_>>()
    };
    let (exact, any_case) = (words(exact), words(any_case));
    let parts = match (exact.is_empty(), any_case.is_empty()) {
        (false, true) => any_of(exact),
        (true, _) => format!("(?i:{})", any_of(any_case)),
        (false, false) => format!("(?:{}|(?i:{}))", any_of(exact), any_of(any_case)),
    };
    format!("{parts}\\.")
}

/// Starters as they stand at the head of a sentence.
fn capitalized(list: &List) -> Vec<String> {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    list.iter().map(capital).collect()
}

/// A group of words, whole ones.
fn any_of(words: Vec<String>) -> String {
    let words: Vec<String> = words
        .iter()
        .map(|word| {
            let escaped = regex_syntax::escape(word).replace('\'', "['’]");
            let edge = |c: Option<char>| if c.is_some_and(char::is_alphanumeric) { "\\b" } else { "" };
            format!("{}{escaped}{}", edge(word.chars().next()), edge(word.chars().next_back()))
        })
        .collect();
    format!("(?:{})", words.join("|"))
}

fn write_list(out: &mut String, name: &str, rules: &[Rule]) {
    let _ = writeln!(out, "      <languagerule languagerulename=\"{}\">", escape(name));
    for (breaks, before, after) in rules {
        let breaks = if *breaks { "yes" } else { "no" };
        let (before, after) = (escape(before), escape(after));
        let _ = writeln!(out, "        <rule break=\"{breaks}\">");
        let _ = writeln!(out, "          <beforebreak>{before}</beforebreak>");
        let _ = writeln!(out, "          <afterbreak>{after}</afterbreak>");
        let _ = writeln!(out, "        </rule>");
    }
    let _ = writeln!(out, "      </languagerule>");
}

fn write_map(out: &mut String, pattern: &str, name: &str) {
    let (pattern, name) = (escape(pattern), escape(name));
    let _ = writeln!(out, "      <languagemap languagepattern=\"{pattern}\" languagerulename=\"{name}\"/>");
}

fn escape(text: &str) -> std::borrow::Cow<'_, str> {
    quick_xml::escape::escape(text)
}
