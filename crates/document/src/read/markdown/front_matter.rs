//! Front matter: the lines between `---` (YAML) or `+++` (TOML) that a Markdown file may begin with.
//!
//! Of either language only what titles, names, dates and addresses are written in is understood: keys, each with a [value] of text or
//! the first of a list. Everything else is passed over and stays in the file as it is.
//!
//! [value]: super::value

use super::value;
use crate::{Declaration, LangTag, Located, Meta, MetaKind, MetaSyntax, MetaText, Span};

/// What the front matter says, and where the text begins. A source without any begins at 0: so does one whose first lines only
/// look like a fence, because a paragraph between two rules must not be lost.
pub(super) fn read(source: &str) -> (Meta, usize) {
    let mut meta = Meta::default();
    let Some((lines, end)) = fenced(source) else { return (meta, 0) };
    let is_toml = source.starts_with('+');
    let mut is_top = true; // keys of a TOML table or of a nested map are not the article's
    let mut done = 0;
    let mut texts = Vec::new();
    for (idx, line) in lines.iter().enumerate() {
        let text = &source[line.range()];
        if line.start() < done {
            continue; // it is part of a string
        }
        if text.starts_with('[') {
            is_top = false;
        }
        if !is_top || text.starts_with([' ', '\t', '-', '#']) {
            continue;
        }
        let Some(key) = key(text) else { continue };
        let start = line.start() + key.len() + text[key.len()..].find([':', '=']).map_or(0, |at| at + 1);
        let key = key.trim_matches(['"', '\'']).to_ascii_lowercase();
        let strings = if is_toml { value::string_of_lines(&source[start..end]) } else { None };
        done = strings.map_or(done, |len| start + len);
        let located = || {
            let end = entry_end(source, &lines[idx..], start, is_toml).max(done);
            value::read(source, Span::new(start, end))
        };
        let kind = TEXTS.iter().find(|(name, _)| *name == key).map(|(_, kind)| *kind);
        texts.extend(kind.and_then(|kind| text_of(&located()?, kind)));
        match key.as_str() {
            "title" => set(&mut meta.title, located),
            "description" | "summary" | "excerpt" => set(&mut meta.page.description, located),
            "author" | "authors" | "by" | "byline" => set(&mut meta.page.author, located),
            "date" | "published" | "pubdate" | "publishdate" => set(&mut meta.page.date, located),
            "url" | "canonical" | "canonical_url" | "source" | "link" => set(&mut meta.url, located),
            "lang" | "language" | "languagecode" | "locale" => {
                let Some(named) = located() else { continue };
                meta.declared = meta.declared.or_else(|| LangTag::parse(&named.value).ok());
                meta.lang_places.extend(named.source.map(declaration));
            }
            "dir" | "direction" => {
                let named = located().filter(|named| matches!(&*named.value, "ltr" | "rtl"));
                meta.dir_places.extend(named.and_then(|named| named.source).map(declaration));
            }
            _ => {}
        }
    }
    meta.texts = texts;
    (meta, end)
}

fn declaration(source: Span) -> Declaration {
    Declaration::of_all(MetaSyntax::FrontMatter, source)
}

/// The values that a reader meets, on the page of the article or in lists of articles.
const TEXTS: [(&str, MetaKind); 6] = [
    ("title", MetaKind::Title),
    ("subtitle", MetaKind::Title),
    ("description", MetaKind::Description),
    ("summary", MetaKind::Description),
    ("excerpt", MetaKind::Description),
    ("image_alt", MetaKind::Alt),
];

fn set(field: &mut Option<Located>, value: impl FnOnce() -> Option<Located>) {
    if field.is_none() {
        *field = value();
    }
}

fn text_of(Located { value, source }: &Located, kind: MetaKind) -> Option<MetaText> {
    let value = value.trim().into();
    Some(MetaText { kind, syntax: MetaSyntax::FrontMatter, value, source: (*source)? })
}

/// The lines between the fences, without their ends, and the end of the closing fence; `None` where there are no fences, no line
/// between them begins with a key that cannot be words of a sentence, or a line of YAML begins with no key at all, and is neither item,
/// comment, continuation nor the sign of a template. In Markdown `+++` is no rule, so whatever it fences is TOML.
fn fenced(source: &str) -> Option<(Vec<Span>, usize)> {
    let mut at = 0;
    let mut lines: Vec<Span> = Vec::new();
    let mut fence = "";
    for raw in source.split_inclusive('\n') {
        let line = raw.trim_end();
        if at == 0 {
            fence = if matches!(line, "---" | "+++") { line } else { return None };
        } else if line == fence || (fence == "---" && line == "...") {
            let has_key = lines.iter().any(|line| key(&source[line.range()]).is_some_and(is_clear));
            return has_key.then_some((lines, at + raw.len()));
        } else {
            let goes_on = line.is_empty() || line.starts_with([' ', '\t', '-', '#', '[', ']', '{', '}']);
            if fence == "---" && !goes_on && key(line).is_none() {
                return None;
            }
            lines.push(Span::new(at, at + line.len()));
        }
        at += raw.len();
    }
    None
}

/// Where the value that begins at `start` in the first of these lines ends at the latest.
fn entry_end(source: &str, lines: &[Span], start: usize, is_toml: bool) -> usize {
    let value = source[start..lines[0].end()].trim_start();
    let is_below = value.is_empty() || value.starts_with('#');
    let goes_on = |line: &&Span| match &source[line.range()] {
        _ if is_toml => value.starts_with('['),
        text => text.is_empty() || text.starts_with([' ', '\t']) || is_below && text.starts_with('-'),
    };
    lines[1..].iter().take_while(goes_on).last().unwrap_or(&lines[0]).end()
}

/// The key of `key: value`, which may be anything, or of `key = value`, a single word.
fn key(line: &str) -> Option<&str> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'');
    let is_end = |at: &usize| line[at + 1..].is_empty() || line[at + 1..].starts_with([' ', '\t']);
    let before = |at: usize| line[..at].trim_end();
    let assigned = line.find('=').map(before).filter(|key| key.chars().all(is_word));
    let named = || line.match_indices(':').map(|(at, _)| at).find(is_end).map(before);
    assigned.or_else(named).filter(|key| !key.is_empty())
}

/// Whether a key cannot be the beginning of a sentence or of a block of Markdown: a word, or in quotation marks.
fn is_clear(key: &str) -> bool {
    let is_quoted =
        key.len() > 1 && ['"', '\''].iter().any(|mark| key.starts_with(*mark) && key.ends_with(*mark));
    is_quoted
        || !key.contains(char::is_whitespace)
            && !key.starts_with(['*', '>', '|', '[', '{', '!', '&', '`', '#', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(source: &str) -> [Option<&str>; 4] {
        let (meta, _) = read(source);
        let fields = [meta.title, meta.page.author, meta.page.date, meta.url];
        fields.map(|field| field.and_then(|located| located.source).map(|span| &source[span.range()]))
    }

    #[test]
    fn yaml_and_toml_say_who_wrote_what_and_when() {
        let yaml = "---\n# from the editor\ntitle: \"L\\u2019été : un bilan\" # draft\nauthors:\n  - Élie Blanc\n  - Ana\ndate: 2024-05-12\nlang: fr\ntags: [a, b]\nurl: https://example.org/a#b\n---\nText\n";
        assert_eq!(
            values(yaml),
            [
                Some("\"L\\u2019été : un bilan\""),
                Some("Élie Blanc"),
                Some("2024-05-12"),
                Some("https://example.org/a#b")
            ]
        );
        let (meta, body) = read(yaml);
        assert_eq!(&*meta.title.unwrap().value, "L’été : un bilan");
        assert_eq!((meta.declared.unwrap().as_str(), &yaml[body..]), ("fr", "Text\n"));
        let toml = "+++\r\ntitle = 'It''s here'\r\nauthors = [\"Ana Blum\", \"B\"]\r\n[extra]\r\nurl = \"no\"\r\n+++\r\nText";
        assert_eq!(values(toml), [Some("'It''s here'"), Some("\"Ana Blum\""), None, None]);
        assert_eq!(values("---\nauthor: [Ana Blum, B]\ntitle:\n---\n"), [None, Some("Ana Blum"), None, None]);
        assert_eq!(values("---\nauthor:\n  name: Ana\n---\n")[1], None);
    }

    /// Of a block only the first line was read, as if it were the item of a list, and of other texts too.
    #[test]
    fn a_value_of_several_lines_is_read_whole() {
        for (value, expected) in [
            (">\n  Un texte plié sur\n  deux lignes\n\n  et une\n", "Un texte plié sur deux lignes\net une"),
            (">- # note\r\n  Un texte\r\n  plié\r\n", "Un texte plié"),
            ("|2\n  - un\n     deux # trois\n", "- un\n   deux # trois"),
            ("Le port\n  qui rouvre # lundi\n  # ou mardi\n", "Le port qui rouvre"),
            ("\n  Le port\n\n  qui rouvre\n", "Le port\nqui rouvre"),
            ("\"Le \\\"port\\\"\n  qui\n  rouvre\"\n", "Le \"port\" qui rouvre"),
            ("'Le port\n  d''en bas'\n", "Le port d'en bas"),
            ("[\n  \"Le port\", x\n]\n", "Le port"),
            ("# note\n- Le port\n- x\n", "Le port"),
        ] {
            let source = format!("---\ntitle: {value}lang: fr\n---\nText");
            let (meta, body) = read(&source);
            let title = meta.title.unwrap_or_else(|| panic!("{source}"));
            assert_eq!((&*title.value, &source[body..]), (expected, "Text"));
            let rest = source[title.source.unwrap().end()..].trim_start();
            assert!(["lang", "# lundi", ", x", "- x"].iter().any(|next| rest.starts_with(next)), "{rest:?}");
        }
        let unknown = [
            ">\n  Un\n    deux\n",
            "> un\n",
            ">\n",
            "Un\n  deux: trois\n",
            "Un # a\n  deux\n",
            "&a Un\n",
            "\"\\x41\n a\"\n",
            "\"a\n",
        ];
        for value in unknown {
            let (meta, _) = read(&format!("---\ntitle: {value}lang: fr\n---\nText"));
            assert_eq!((meta.title, meta.declared), (None, Some(LangTag::literal("fr"))), "{value}");
        }
    }

    /// The second line is no key, so all of it was text of the article once.
    #[test]
    fn a_string_of_toml_may_have_several_lines() {
        let source = "+++\ntitle = \"\"\"\r\nLe \"port\"\r\ndate = 1 \\\"\"\" rouvre\"\"\"\nsummary = '''un\nC:\\'''\ndate = 2024-05-12\n+++\nText";
        let (meta, body) = read(source);
        assert_eq!(&source[body..], "Text");
        assert_eq!(&*meta.title.unwrap().value, "Le \"port\"\ndate = 1 \"\"\" rouvre");
        assert_eq!(&*meta.page.description.unwrap().value, "un\nC:\\");
        assert_eq!(&*meta.page.date.unwrap().value, "2024-05-12");
    }

    /// One key of another kind made a heading of all of it, and a translation one line of that.
    #[test]
    fn a_key_of_yaml_may_be_anything() {
        for line in [
            "Date created: 2024-01-02",
            "\"my key\": x",
            "og:title: x",
            "\"@context\": x",
            "@context: x",
            "$schema: x",
            "<<: *x",
            "a/b: c",
            "k (x): y",
            "it's: y",
            "{{ template }}",
            "{% if x %}",
            "? a",
        ] {
            let source = format!("---\n{line}\ntitle: Le port: un bilan\n---\n\nText");
            let (meta, body) = read(&source);
            let title = meta.title.map(|title| title.value);
            let expected =
                if line == "? a" { (None, &*source) } else { (Some("Le port: un bilan".into()), "\nText") };
            assert_eq!((title, &source[body..]), expected, "{line}");
        }
        assert_eq!(values("---\nog:title: x\n---\n"), [None, None, None, None]);
        assert_eq!(values("---\n\"title\" : x\n---\n")[0], Some("x"));
    }

    #[test]
    fn a_paragraph_between_rules_is_text() {
        for source in [
            "---\nTo be, or not to be\n---\n",
            "---\n\n---\n",
            "---\ntitle: a\n",
            "--- \nSaid he: no.\n---",
            "---\n*Said he*: no.\n---",
            "---\nNote: he said\nno.\n---",
            "+++",
            "",
        ] {
            assert_eq!(read(source).1, 0, "{source:?}");
        }
    }
}
