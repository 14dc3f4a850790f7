//! Front matter: the lines between `---` (YAML) or `+++` (TOML) that a Markdown file may begin with.
//!
//! Of either language only what titles, names, dates and addresses are written in is understood: keys, each with a [value] of text or
//! the first of a list. Everything else is passed over and stays in the file as it is.
//!
//! [value]: super::value

use super::value;
use crate::{LangTag, Located, Meta, MetaKind, MetaSyntax, MetaText, Span};

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
        let Some(colon) = text.find([':', '=']) else { continue };
        let key = text[..colon].trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        let start = line.start() + colon + 1;
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
            "lang" | "language" | "locale" if meta.declared.is_none() => {
                let Some(named) = located() else { continue };
                meta.declared = LangTag::parse(&named.value).ok();
                meta.lang_places.extend(named.source.map(|source| (MetaSyntax::FrontMatter, source)));
            }
            _ => {}
        }
    }
    meta.texts = texts;
    (meta, end)
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

/// The lines between the fences, without their ends, and the end of the closing fence; `None` where there are no fences, or where
/// a line of YAML between them is neither key, item, comment nor a continuation. In Markdown `+++` is no rule, so whatever it fences
/// is TOML.
fn fenced(source: &str) -> Option<(Vec<Span>, usize)> {
    let mut at = 0;
    let mut lines: Vec<Span> = Vec::new();
    let mut fence = "";
    for raw in source.split_inclusive('\n') {
        let line = raw.trim_end();
        if at == 0 {
            fence = if matches!(line, "---" | "+++") { line } else { return None };
        } else if line == fence || (fence == "---" && line == "...") {
            let has_key = lines.iter().any(|line| is_key(&source[line.range()]));
            return has_key.then_some((lines, at + raw.len()));
        } else {
            let goes_on = line.is_empty() || line.starts_with([' ', '\t', '-', '#', '[', ']', '}']);
            if fence == "---" && !goes_on && !is_key(line) {
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

/// `key: value` or `key = value`, the key a single word.
fn is_key(line: &str) -> bool {
    line.find([':', '=']).is_some_and(|colon| {
        let key = line[..colon].trim_end().trim_matches(['"', '\'']);
        let ends = line[colon + 1..].is_empty()
            || line[colon..].starts_with('=')
            || line[colon + 1..].starts_with([' ', '\t']);
        ends && !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    })
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

    #[test]
    fn a_paragraph_between_rules_is_text() {
        for source in [
            "---\nTo be, or not to be\n---\n",
            "---\n\n---\n",
            "---\ntitle: a\n",
            "--- \nSaid he: no.\n---",
            "+++",
            "",
        ] {
            assert_eq!(read(source).1, 0, "{source:?}");
        }
    }
}
