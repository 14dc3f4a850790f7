//! Heads of Markdown files that no fence marks: the object of JSON that Hugo reads, the title block of Pandoc (lines that begin with
//! `%`), and the `Key: value` lines of MultiMarkdown.

use serde_json::{Map, Value};

use crate::{Located, Meta, MetaKind, MetaSyntax, MetaText, Span};

/// What the head says, and where the text begins; `None` where there is none.
pub(super) fn read(source: &str) -> Option<(Meta, usize)> {
    json(source).or_else(|| pandoc(source)).or_else(|| multi_markdown(source))
}

/// An object with a title before anything else, an empty line or nothing below it.
fn json(source: &str) -> Option<(Meta, usize)> {
    source.strip_prefix('{')?;
    let mut values = serde_json::Deserializer::from_str(source).into_iter::<Map<String, Value>>();
    let head = values.next()?.ok()?;
    let end = values.byte_offset();
    let rest = &source[end..];
    let line_len = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let text = |keys: &[&str]| {
        let value = keys.iter().find_map(|key| head.get(*key))?.as_str()?;
        Some(Located { value: value.into(), source: None })
    };
    let mut meta = Meta { title: text(&["title"]), ..Meta::default() };
    meta.page.author = text(&["author"]);
    meta.page.date = text(&["date"]);
    meta.page.description = text(&["description", "summary"]);
    (meta.title.is_some() && rest[..line_len].trim().is_empty()).then_some((meta, end + line_len))
}

/// "% Title", and below it authors and date.
fn pandoc(source: &str) -> Option<(Meta, usize)> {
    let mut meta = Meta::default();
    let mut end = 0;
    for (nth, line) in source.split_inclusive('\n').take(3).enumerate() {
        let Some(value) = line.strip_prefix('%').filter(|value| value.starts_with([' ', '\n', '\r'])) else {
            break;
        };
        let located = located(source, Span::new(end + line.len() - value.len(), end + line.len()));
        end += line.len();
        match nth {
            0 => meta.title = located,
            1 => meta.page.author = located,
            _ => meta.page.date = located,
        }
    }
    finish(meta, source, end)
}

/// Lines of a word or a few with a value each, a title among them, down to an empty line.
fn multi_markdown(source: &str) -> Option<(Meta, usize)> {
    let mut meta = Meta::default();
    let (mut end, mut n_lines) = (0, 0);
    for line in source.split_inclusive('\n').take_while(|line| !line.trim().is_empty()) {
        let start = end;
        end += line.len();
        if line.starts_with([' ', '\t']) && n_lines > 0 {
            continue; // it goes on with the value above
        }
        let (key, value) =
            line.split_once(':').filter(|(key, value)| is_key(key) && value.starts_with([' ', '\t']))?;
        n_lines += 1;
        let located = || located(source, Span::new(start + line.len() - value.len(), start + line.len()));
        match key.to_ascii_lowercase().as_str() {
            "title" => meta.title = located(),
            "author" => meta.page.author = located(),
            "date" => meta.page.date = located(),
            _ => {}
        }
    }
    if n_lines < MIN_LINES { None } else { finish(meta, source, end) }
}

/// One such line alone may open a text: "Title: to be found".
const MIN_LINES: usize = 2;

fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' '))
        && key.split(' ').count() <= 3
}

fn located(source: &str, span: Span) -> Option<Located> {
    let span = crate::trim(source, span);
    let value = &source[span.range()];
    (!value.is_empty()).then(|| Located { value: value.into(), source: Some(span) })
}

/// A head has a title, and an empty line or nothing below it.
fn finish(mut meta: Meta, source: &str, end: usize) -> Option<(Meta, usize)> {
    let next = source[end..].lines().next().unwrap_or_default();
    let Located { value, source } = meta.title.clone().filter(|_| next.trim().is_empty())?;
    let title =
        source.map(|source| MetaText { kind: MetaKind::Title, syntax: MetaSyntax::HeadLine, value, source });
    meta.texts.extend(title);
    Some((meta, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\nThe lock was closed again.\n";

    /// All of it was one block, and that the title.
    #[test]
    fn heads_without_a_fence_are_no_text() {
        for head in [
            "{\n  \"title\": \"The lock\",\n  \"tags\": [\"a\", \"}\"],\n  \"author\": \"Ann Lee\", \"date\": \"2025\"\n}\n",
            "% The lock\n% Ann Lee\n% 2025\n",
            "Title:  The lock\nAuthor: Ann Lee\nDate: 2025\nBase Header Level: 2\nTags: a,\n    b\n",
        ] {
            let source = format!("{head}{TEXT}");
            let (meta, end) = read(&source).unwrap_or_else(|| panic!("{head}"));
            let values = [meta.title, meta.page.author, meta.page.date].map(|value| value.unwrap().value);
            assert_eq!(values.each_ref().map(AsRef::as_ref), ["The lock", "Ann Lee", "2025"], "{head}");
            assert_eq!(source[end..].trim(), TEXT.trim());
            assert!(meta.texts.iter().all(|text| &source[text.source.range()] == "The lock"));
        }
    }

    #[test]
    fn a_text_that_opens_like_a_head_is_one() {
        for text in [
            "{\"title\": \"a\"} is JSON",
            "{\"name\": \"a\"}\n\nText",
            "{{ title }}\n\nText",
            "% of all\nare here\n",
            "Title: to be found\n\nText",
            "Note: he said\nDate: no.\n\nText",
            "Title: a\nHe said so.\n\nText",
            "",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
