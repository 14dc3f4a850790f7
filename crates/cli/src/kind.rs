//! What an input is: by order, by its extension, by how it begins.

use std::path::Path;

use epitome::Media;

use crate::args::From;

/// The extensions we know, for messages.
pub(crate) const EXTENSIONS: &str = "txt, text, html, htm, xhtml, md, markdown, jsonl, ndjson";

/// What an input is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One article of this kind.
    Article(Media),
    /// One article: a page if it [begins like one](looks_like_page), else text.
    TextOrPage,
    /// JSON records, one a line.
    Records,
}

/// The kind of a file of this name. One of no known extension is text or a page.
pub(crate) fn kind_of(path: &Path, from: From) -> Kind {
    match from {
        From::Auto => by_extension(path).unwrap_or(Kind::TextOrPage),
        From::Text => Kind::Article(Media::Text),
        From::Html => Kind::Article(Media::Html),
        From::Markdown => Kind::Article(Media::Markdown),
        From::Jsonl => Kind::Records,
    }
}

/// Whether files of this name are read when they lie in a folder that is named.
pub(crate) fn is_known(path: &Path) -> bool {
    by_extension(path).is_some()
}

fn by_extension(path: &Path) -> Option<Kind> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "text" => Some(Kind::TextOrPage),
        "html" | "htm" | "xhtml" => Some(Kind::Article(Media::Html)),
        "md" | "markdown" => Some(Kind::Article(Media::Markdown)),
        "jsonl" | "ndjson" => Some(Kind::Records),
        _ => None,
    }
}

/// Whether bytes begin with the doctype or the root element of a page: no article in plain text does, and a scraper that saves
/// pages as `.txt` means pages.
pub(crate) fn looks_like_page(start: &[u8]) -> bool {
    let start = without_mark(start);
    let prolog = start.strip_prefix(b"<?xml").and_then(|rest| {
        let end = rest.windows(2).position(|pair| pair == b"?>")?;
        Some(rest[end + 2..].trim_ascii_start())
    });
    let start = prolog.unwrap_or(start);
    ["<!doctype html", "<html"].iter().any(|tag| {
        let is_tag = start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()));
        is_tag && start.get(tag.len()).is_some_and(|next| next.is_ascii_whitespace() || *next == b'>')
    })
}

/// Whether bytes begin with a declaration of XML or with an element that pages, parts of them or feeds are made of.
pub(crate) fn looks_like_markup(start: &[u8]) -> bool {
    let start = without_mark(start);
    let Some(tag) = start.strip_prefix(b"<") else { return false };
    let len = tag.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b':').count();
    let is_known = |name: &str| tag[..len].eq_ignore_ascii_case(name.as_bytes());
    let is_closed =
        tag.get(len).is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'>' | b'/'));
    tag.starts_with(b"?xml") || is_closed && ELEMENTS.iter().any(|name| is_known(name))
}

/// What pages, parts of them and feeds begin with.
const ELEMENTS: [&str; 22] = [
    "article",
    "blockquote",
    "body",
    "center",
    "div",
    "feed",
    "font",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "main",
    "ol",
    "p",
    "rdf:rdf",
    "rss",
    "section",
    "span",
    "table",
    "title",
    "ul",
];

/// Whether bytes begin with `{"`, as records do.
pub(crate) fn looks_like_records(start: &[u8]) -> bool {
    let inside = without_mark(start).strip_prefix(b"{");
    inside.is_some_and(|inside| inside.trim_ascii_start().starts_with(b"\""))
}

/// Whether bytes begin with an object or an array of objects.
pub(crate) fn looks_like_json(start: &[u8]) -> bool {
    let array = without_mark(start).strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    looks_like_records(array.unwrap_or(start))
}

/// Whether the first line of what should be records opens an array of them, or an object that it does not fill.
pub(crate) fn is_in_pieces(line: &[u8]) -> bool {
    let line = without_mark(line).trim_ascii_end();
    matches!(line, b"[" | b"{") || line.starts_with(b"[") && looks_like_json(line)
}

fn without_mark(start: &[u8]) -> &[u8] {
    start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_how_they_begin() {
        for page in
            ["<!DOCTYPE html>", "\u{FEFF}\n <html lang=fr>", "<?xml version=\"1.0\"?>\n<!doctype HTML PUBLIC"]
        {
            assert!(looks_like_page(page.as_bytes()), "{page}");
        }
        for text in ["", "<", "<htmlx>", "<p>a", "The <html> tag", "<!doctype htmlish>", "<?xml"] {
            assert!(!looks_like_page(text.as_bytes()), "{text}");
        }
    }

    /// A feed, or a part of a page, was read as text without a word.
    #[test]
    fn markup_is_told_by_how_it_begins() {
        for markup in
            ["<?xml version=\"1.0\"?>\n<rss>", "\u{FEFF}<feed xmlns=", "<DIV class=a>", "\n<p>a", "<ul>"]
        {
            assert!(looks_like_markup(markup.as_bytes()), "{markup}");
        }
        for text in ["", "<", "<ann> Hello", "<p", "<pre-war>", "< p >", "a <p>", "<3"] {
            assert!(!looks_like_markup(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn json_is_told_by_how_it_begins() {
        for json in ["{\"id\": 1}", "\u{FEFF}[\n {\n  \"id\": 1", "[{\"id\""] {
            assert!(looks_like_json(json.as_bytes()), "{json}");
        }
        for text in ["", "[", "[1] Siehe oben", "[\"array\"]", "{{ title }}", "{a}"] {
            assert!(!looks_like_json(text.as_bytes()), "{text}");
        }
        for line in ["[", "{ ", "\u{FEFF}[ {\"id\": 1}, {"] {
            assert!(is_in_pieces(line.as_bytes()), "{line}");
        }
        for line in ["{\"id\": 1}", "[\"array\"]", "{{", "a"] {
            assert!(!is_in_pieces(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn an_order_goes_before_the_extension() {
        assert_eq!(kind_of(Path::new("a.HTM"), From::Auto), Kind::Article(Media::Html));
        assert_eq!(kind_of(Path::new("a.md"), From::Text), Kind::Article(Media::Text));
        assert_eq!(kind_of(Path::new("a"), From::Auto), Kind::TextOrPage);
        assert!(EXTENSIONS.split(", ").all(|extension| is_known(Path::new(&format!("a.{extension}")))));
    }
}
