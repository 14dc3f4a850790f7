//! JSON records: one article, one JSON object.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::encoding::Decoded;
use super::page::{Page, Parse, moved_through};
use super::written::{self, Piece};
use super::{encoding, html, markdown, mojibake, notes, plain, too_large};
use crate::{
    Bytes, Declaration, Document, Elements, EncodingEvidence, Input, LangTag, Located, Media, Meta, MetaKind,
    MetaSyntax, MetaText, Note, ReadError, ReadErrorKind, ReadOptions, SourceMap, Span,
};

/// The fields of a record, each still the JSON text it was given as. Unknown fields are ignored, doubled ones refused.
#[derive(Default, Deserialize)]
struct Record<'line> {
    #[serde(borrow)]
    id: Option<&'line RawValue>,
    #[serde(borrow)]
    text: Option<&'line RawValue>,
    #[serde(borrow)]
    html: Option<&'line RawValue>,
    #[serde(borrow)]
    markdown: Option<&'line RawValue>,
    #[serde(borrow)]
    title: Option<&'line RawValue>,
    #[serde(borrow)]
    description: Option<&'line RawValue>,
    #[serde(borrow)]
    lang: Option<&'line RawValue>,
    #[serde(borrow)]
    lang_hint: Option<&'line RawValue>,
    #[serde(borrow)]
    url: Option<&'line RawValue>,
}

/// What a record holds its article as.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Markup(Media, Parse),
}

pub(super) fn read(input: &Input, options: &ReadOptions) -> Result<Document, ReadError> {
    let mut notes = Vec::new();
    if options.encoding.is_none() {
        let page = page(utf8(&input.bytes)?, input, options, &mut notes)?;
        return Ok(page.into_document(input, "UTF-8", EncodingEvidence::Valid, notes));
    }
    let Decoded { text, map, encoding, how, .. } = encoding::decode(&input.bytes, options)?;
    let page = page(&text, input, options, &mut notes)?.moved_through(&map);
    Ok(page.into_document(input, encoding, how, notes))
}

/// The article of a record, every place leading into its line.
fn page(line: &str, input: &Input, options: &ReadOptions, notes: &mut Vec<Note>) -> Result<Page, ReadError> {
    let record = parse(line)?;
    let (name, field, form) = article(&record)?;
    let Some((mut text, mut map)) = string_field(line, name, Some(field))? else { return Err(no_article()) };
    if options.encoding.is_none()
        && let Some(repaired) = mojibake::repair(&text)
    {
        map = repaired.map.compose(&map);
        notes::repaired(&repaired.text, repaired.first, repaired.count, notes);
        text = Cow::Owned(repaired.text);
    }
    let mut page = match form {
        Form::Text => {
            notes::line_ends(&text, notes);
            Page {
                blocks: plain::blocks(&text, options.newlines),
                text: text.into_owned(),
                map,
                marks: Vec::new(),
                elements: Elements::default(),
                meta: Meta::default(),
            }
        }
        Form::Markup(media, _) if text.len() > options.limit(media) => {
            return Err(too_large(media, text.len(), options));
        }
        Form::Markup(_, parse) => {
            for note in notes {
                note.span = None; // it leads into the text with its markup
            }
            parse(&text, options).map_err(|err| moved_through(err, &map))?.moved_through(&map)
        }
    };
    let located = |name, field: Option<&RawValue>| -> Result<Option<Located>, ReadError> {
        let source = field.map(|raw| place(line, raw));
        let value = string_field(line, name, field)?;
        Ok(value.map(|(value, _)| Located { value: value.into(), source }))
    };
    let tag = |name, field: Option<&RawValue>| -> Result<Option<LangTag>, ReadError> {
        let Some((value, _)) = string_field(line, name, field)? else { return Ok(None) };
        let bad = |err| ReadError::new(ReadErrorKind::BadRecord, format!("field \"{name}\": {err}"));
        LangTag::parse(&value).map(Some).map_err(bad)
    };
    let known = input.title.clone().map(|value| Located { value, source: None });
    page.meta.id = record.id.map(|raw| raw.get().into());
    let title = located("title", record.title)?;
    page.meta.texts.extend(title.as_ref().and_then(|title| title_text(line, title)));
    page.meta.texts.extend(record.description.and_then(|raw| description_text(line, raw)));
    page.meta.texts.sort_by_key(|text| text.source);
    page.meta.title = title.or(known).or(page.meta.title);
    page.meta.url = located("url", record.url)?.or(page.meta.url);
    page.meta.given = tag("lang", record.lang)?;
    page.meta.declared = tag("lang_hint", record.lang_hint)?.or(page.meta.declared);
    let tags = [record.lang, record.lang_hint].into_iter().flatten();
    let strings = tags.filter(|raw| raw.get() != "null").map(|raw| inside(place(line, raw)));
    page.meta.lang_places.extend(strings.map(|string| Declaration::of_all(MetaSyntax::Json, string)));
    Ok(page)
}

/// The title of a record as a text to be translated.
fn title_text(line: &str, title: &Located) -> Option<MetaText> {
    string_text(line, title.source?, &title.value, MetaKind::Title, MetaSyntax::Json)
}

/// The description of a record as a text to be translated. Nothing else is read of it, so it may be what it likes.
fn description_text(line: &str, raw: &RawValue) -> Option<MetaText> {
    let value: String = serde_json::from_str(raw.get()).ok()?;
    string_text(line, place(line, raw), &value, MetaKind::Description, MetaSyntax::Json)
}

/// A string of JSON with its quotation marks as a text to be translated; `None` when it is blank.
pub(super) fn string_text(
    json: &str,
    string: Span,
    value: &str,
    kind: MetaKind,
    syntax: MetaSyntax,
) -> Option<MetaText> {
    let source = written::trimmed(json, inside(string), |rest| match rest.as_bytes() {
        [b'\\', ..] => {
            let found = escape(rest.as_bytes());
            found.map_or(Piece { len: 2, is_space: false }, |(c, len)| Piece {
                len,
                is_space: c.is_whitespace(),
            })
        }
        _ => Piece::of_char(rest),
    });
    let value: Box<str> = value.trim().into();
    (!value.is_empty()).then_some(MetaText { kind, syntax, value, source })
}

/// The one field a record holds its article in.
fn article<'line>(record: &Record<'line>) -> Result<(&'static str, &'line RawValue, Form), ReadError> {
    let fields = [
        ("text", record.text, Form::Text),
        ("html", record.html, Form::Markup(Media::Html, html::parse)),
        ("markdown", record.markdown, Form::Markup(Media::Markdown, markdown::parse)),
    ];
    let mut found = fields.into_iter().filter_map(|(name, field, form)| {
        field.filter(|raw| raw.get() != "null").map(|field| (name, field, form))
    });
    let first = found.next().ok_or_else(no_article)?;
    match found.next() {
        None => Ok(first),
        Some((second, ..)) => {
            let message =
                format!("the record has both \"{}\" and \"{second}\"; give one of the two", first.0);
            Err(ReadError::new(ReadErrorKind::BadRecord, message))
        }
    }
}

fn no_article() -> ReadError {
    let message =
        format!("the record has no field \"text\", \"html\" or \"markdown\"; each record needs one, {LIKE}");
    ReadError::new(ReadErrorKind::BadRecord, message)
}

/// The `id` of a record as JSON text, also of one that cannot be read otherwise.
#[must_use]
pub fn record_id(line: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Id<'line> {
        #[serde(borrow)]
        id: Option<&'line RawValue>,
    }
    // An array would give its first item.
    let object = Some(line).filter(|line| line.trim_ascii_start().starts_with(b"{"))?;
    let id: Id<'_> = serde_json::from_slice(object).ok()?;
    id.id.map(|raw| raw.get().to_owned())
}

/// A record is UTF-8 by the standard for JSON (RFC 8259, section 8.1); a byte order mark is passed over.
fn utf8(bytes: &Bytes) -> Result<&str, ReadError> {
    if let Bytes::Text(text) = bytes {
        return Ok(text);
    }
    std::str::from_utf8(bytes).map_err(|err| {
        let message = "the record is not UTF-8, which JSON must be; convert the file, or name its encoding with --encoding";
        ReadError::new(ReadErrorKind::BadJson, message).at(err.valid_up_to())
    })
}

fn parse(line: &str) -> Result<Record<'_>, ReadError> {
    let json = line.trim_start_matches('\u{FEFF}');
    if !json.trim_start().starts_with('{') {
        let message = format!("a record is a JSON object on one line, {LIKE}");
        return Err(ReadError::new(ReadErrorKind::BadJson, message));
    }
    serde_json::from_str(json).map_err(|err| {
        let at = line.len() - json.len() + err.column().saturating_sub(1);
        let kind = if err.is_data() { ReadErrorKind::BadRecord } else { ReadErrorKind::BadJson };
        ReadError::new(kind, said(&err)).at(at.min(line.len()))
    })
}

/// What a record looks like, for messages.
const LIKE: &str = r#"{"id": 1, "text": "…"}"#;

/// What is wrong with a record, and what helps.
fn said(err: &serde_json::Error) -> String {
    let text = err.to_string();
    let reason = text.split(" at line ").next().unwrap_or_default();
    match reason {
        _ if err.is_eof() => {
            "the record is cut off: its line ends before the object does; write each record on one line"
                .to_owned()
        }
        _ if err.is_data() => format!("the record cannot be used: {reason}"),
        "trailing characters" => "something follows the object; write one record a line".to_owned(),
        "key must be a string" => format!("the record is no JSON: a name stands in quotation marks, {LIKE}"),
        _ => format!("the record is no JSON: {reason}"),
    }
}

/// Where a raw value stands in its line.
pub(super) fn place(line: &str, raw: &RawValue) -> Span {
    let start = raw.get().as_ptr() as usize - line.as_ptr() as usize;
    Span::new(start, start + raw.get().len())
}

/// What stands between the quotation marks of a string.
pub(super) fn inside(string: Span) -> Span {
    Span::new(string.start() + 1, string.end() - 1)
}

/// A string field, unescaped, with the map from its text to the line. `null` counts as absent.
fn string_field<'line>(
    line: &'line str,
    name: &str,
    field: Option<&'line RawValue>,
) -> Result<Option<(Cow<'line, str>, SourceMap)>, ReadError> {
    let Some(raw) = field else { return Ok(None) };
    let span = place(line, raw);
    match raw.get().as_bytes() {
        b"null" => return Ok(None),
        [b'"', ..] => {}
        _ => {
            let message = format!("field \"{name}\" is not a string");
            return Err(ReadError::new(ReadErrorKind::BadRecord, message).at(span.start()));
        }
    }
    let inner = &raw.get()[1..raw.get().len() - 1];
    let mut map = SourceMap::default();
    map.skip_source(span.start() + 1);
    let text = unescape(inner, &mut map).map_err(|at| {
        let message = format!(
            "field \"{name}\" holds half of a surrogate pair; write both halves or the character itself"
        );
        ReadError::new(ReadErrorKind::BadRecord, message).at(span.start() + 1 + at)
    })?;
    map.skip_source(line.len() - (span.end() - 1));
    Ok(Some((text, map)))
}

/// Undoes JSON's escapes (RFC 8259, section 7), each an atom of the map. `Err` is the place of a lone surrogate.
fn unescape<'line>(inner: &'line str, map: &mut SourceMap) -> Result<Cow<'line, str>, usize> {
    if !inner.contains('\\') {
        map.push_copy(inner.len());
        return Ok(Cow::Borrowed(inner));
    }
    let mut text = String::with_capacity(inner.len());
    let mut at = 0;
    while let Some(n_plain) = memchr::memchr(b'\\', &inner.as_bytes()[at..]) {
        text.push_str(&inner[at..at + n_plain]);
        map.push_copy(n_plain);
        at += n_plain;
        let (c, len) = escape(&inner.as_bytes()[at..]).ok_or(at)?;
        text.push(c);
        map.push_atom(c.len_utf8(), len);
        at += len;
    }
    text.push_str(&inner[at..]);
    map.push_copy(inner.len() - at);
    Ok(Cow::Owned(text))
}

/// The character an escape stands for and the bytes it takes; `None` for half of a surrogate pair.
fn escape(bytes: &[u8]) -> Option<(char, usize)> {
    let simple = match bytes[1] {
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let first = hex(&bytes[2..6])?;
            if let Some(c) = char::from_u32(u32::from(first)) {
                return Some((c, 6));
            }
            let second =
                bytes.get(6..12).filter(|next| next.starts_with(b"\\u")).and_then(|next| hex(&next[2..]))?;
            let c = char::decode_utf16([first, second]).next()?.ok()?;
            return Some((c, 12));
        }
        other => char::from(other),
    };
    Some((simple, 2))
}

fn hex(digits: &[u8]) -> Option<u16> {
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests;
