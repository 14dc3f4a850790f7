//! Front matter: the lines between `---` (YAML) or `+++` (TOML) that a Markdown file may begin with.
//!
//! Of either language only what titles, names, dates and addresses are written in is understood: one key a line, a string with or
//! without quotation marks, a list of strings. Everything else is passed over and stays in the file as it is.

use crate::{LangTag, Located, Meta, MetaKind, MetaSyntax, MetaText, Span};

/// What the front matter says, and where the text begins. A source without any begins at 0: so does one whose first lines only
/// look like a fence, because a paragraph between two rules must not be lost.
pub(super) fn read(source: &str) -> (Meta, usize) {
    let mut meta = Meta::default();
    let Some((lines, end)) = fenced(source) else { return (meta, 0) };
    let mut is_top = true; // keys of a TOML table or of a nested map are not the article's
    for (idx, line) in lines.iter().enumerate() {
        let text = &source[line.range()];
        if text.starts_with('[') {
            is_top = false;
        }
        if !is_top || text.starts_with([' ', '\t', '-', '#']) {
            continue;
        }
        let Some(colon) = text.find([':', '=']) else { continue };
        let key = text[..colon].trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        let value = Span::new(line.start() + colon + 1, line.end());
        let located = || match first_item(source, value) {
            Some(span) => scalar(source, span),
            None => lines[idx + 1..]
                .iter()
                .map_while(|line| list_item(source, *line))
                .next()
                .and_then(|span| scalar(source, span)),
        };
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
    let texts = [(&meta.title, MetaKind::Title), (&meta.page.description, MetaKind::Description)];
    meta.texts = texts.into_iter().filter_map(|(located, kind)| text(located.as_ref()?, kind)).collect();
    (meta, end)
}

fn set(field: &mut Option<Located>, value: impl FnOnce() -> Option<Located>) {
    if field.is_none() {
        *field = value();
    }
}

fn text(Located { value, source }: &Located, kind: MetaKind) -> Option<MetaText> {
    let value = value.trim().into();
    Some(MetaText { kind, syntax: MetaSyntax::FrontMatter, value, source: (*source)? })
}

/// The lines between the fences, without their ends, and the end of the closing fence; `None` where there are no fences, or where
/// a line between them is neither key, item, comment nor a continuation.
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
            if !goes_on && !is_key(line) {
                return None;
            }
            lines.push(Span::new(at, at + line.len()));
        }
        at += raw.len();
    }
    None
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

/// The value, or the first of a list in brackets; `None` where nothing stands on the line.
fn first_item(source: &str, value: Span) -> Option<Span> {
    let value = crate::trim(source, value);
    let text = &source[value.range()];
    let inner = match text.strip_prefix('[') {
        Some(list) => crate::trim(source, Span::new(value.start() + 1, value.start() + 1 + closed(list))),
        None => value,
    };
    let is_empty = inner.is_empty() || source[inner.range()].starts_with('#');
    (!is_empty && !matches!(text, "|" | ">" | "|-" | ">-")).then_some(inner)
}

/// Bytes up to the end of a bracketed list.
fn closed(list: &str) -> usize {
    list.rfind(']').unwrap_or(list.len())
}

/// What follows the dash of `- item`.
fn list_item(source: &str, line: Span) -> Option<Span> {
    let text = &source[line.range()];
    let item = text.trim_start();
    let item = item.strip_prefix("- ").unwrap_or(item);
    let is_inside = text.starts_with([' ', '\t', '-']) && !item.is_empty() && !item.contains(": ");
    is_inside.then(|| Span::new(line.end() - item.len(), line.end()))
}

/// A string: between quotation marks, or up to a comma of a list or a comment.
fn scalar(source: &str, span: Span) -> Option<Located> {
    let text = &source[span.range()];
    let (value, len) = match text.as_bytes().first()? {
        b'"' => {
            let end = quoted_end(text)?;
            let value = serde_json::from_str(&text[..end]).unwrap_or_else(|_| text[1..end - 1].to_owned());
            (value, end)
        }
        b'\'' => {
            let end = 1 + text[1..].replace("''", "\u{1}\u{1}").find('\'')?;
            (text[1..end].replace("''", "'"), end + 1)
        }
        b'{' => return None,
        _ => {
            let end = text.find(" #").unwrap_or(text.len());
            let is_list = source[..span.start()].trim_end().ends_with('[');
            let end = if is_list { text[..end].find(',').unwrap_or(end) } else { end };
            (text[..end].trim_end().to_owned(), text[..end].trim_end().len())
        }
    };
    let source = Span::new(span.start(), span.start() + len);
    (!value.trim().is_empty()).then(|| Located { value: value.into(), source: Some(source) })
}

/// The end of a string in double quotation marks, which a backslash may escape.
fn quoted_end(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
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
        assert_eq!(values("---\nauthor:\n  name: Ana\ntitle: >\n  Two\n  lines\n---\n")[1], None);
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
