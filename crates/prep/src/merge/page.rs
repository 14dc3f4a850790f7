//! What a source says of its language, direction and encoding.

use encoding_rs::{Encoding, UTF_8};
use std::collections::BTreeSet;

use epitome_document::{Declaration, Document, LangTag, Media, MetaSyntax, Span};
use icu_locale::{Direction, LanguageIdentifier, LocaleDirectionality};

use crate::anatomy::decoded;

use super::bytes::{Encodings, Sink, Store};
use super::render::Syntax;
use super::{MergeOptions, Splice, Written};

/// How far into a page its head is looked for: browsers look for its encoding in the first 1024 bytes.
const HEAD: usize = 1 << 16;

/// Notes the language of a translated page, and its new encoding, in its head.
pub(super) fn note(
    document: &Document,
    mut options: MergeOptions,
    is_translated: bool,
    syntax: &Syntax,
    (texts, splices, store): (&[Splice], &mut Vec<Splice>, &mut Store),
    warnings: &mut Vec<String>,
) {
    if !is_translated && options.set_lang.take().is_some() {
        warnings.push("--set-lang: nothing is translated, so the language that is named stays".to_owned());
    }
    if let Some(target) = options.set_lang {
        named(document, options, syntax, target, (texts, splices, store));
    }
    let has_place = !document.meta.lang_places.is_empty();
    if document.source.media != Media::Html {
        if options.set_lang.is_some() && !has_place {
            warnings.push("--set-lang: the file has no place that names its language".to_owned());
        }
        return;
    }
    let bytes = &document.source.bytes[..document.source.bytes.len().min(HEAD)];
    // Markup is ASCII in every encoding of the web; in UTF-16 each character of it has a zero byte beside.
    let n_unit = if document.source.encoding.starts_with("UTF-16") { 2 } else { 1 };
    let head: Vec<u8> = bytes
        .chunks(n_unit)
        .map(|unit| unit.iter().fold(0_u8, |ascii, byte| ascii | byte).to_ascii_lowercase())
        .collect();
    let mut found = Vec::new();
    if let Some(target) = options.set_lang {
        match tag(&head, 0, b"html") {
            Some(html) => language(&head, html, target, &mut found),
            None if has_place => {}
            None => warnings.push("--set-lang: the page has no <html> tag to name its language".to_owned()),
        }
    }
    // A byte order mark says it already.
    if options.to_utf8 && Encoding::for_bom(bytes).is_none() {
        charset(&head, document.source.encoding != UTF_8.name(), &mut found);
    }
    for (span, text) in found {
        let source = Span::new(span.start() * n_unit, span.end() * n_unit);
        splices.push(markup(document, options, source, &text, store));
    }
}

/// Notes the language, and its direction, where the source names its own: of all of it, and of each element whose text is written anew,
/// or that stands in such a text and is of the same language.
fn named(
    document: &Document,
    options: MergeOptions,
    syntax: &Syntax,
    target: LangTag,
    (texts, splices, store): (&[Splice], &mut Vec<Splice>, &mut Store),
) {
    let tag = |place: Span| {
        // Open Graph writes fr_FR.
        let has_underscore = decoded(document, place).contains('_');
        if has_underscore { target.as_str().replace('-', "_") } else { target.to_string() }
    };
    let is_of_source = |place: Span| {
        let named = LangTag::parse(decoded(document, place).trim()).ok();
        named.zip(document.meta.declared).is_some_and(|(named, all)| named.language() == all.language())
    };
    let is_translated = |part: Span, place: Span| {
        let next = texts.partition_point(|text| text.source.end() <= part.start());
        texts
            .get(next)
            .filter(|text| text.source.start() < part.end())
            .is_some_and(|text| part.contains(text.source) || is_of_source(place))
    };
    let mut parts = BTreeSet::new();
    let tags = document.meta.lang_places.iter().filter_map(|Declaration { syntax, source, part }| {
        let is_wanted = part.is_none_or(|part| is_translated(part, *source));
        parts.extend(part.filter(|_| is_wanted));
        is_wanted.then(|| (*syntax, *source, tag(*source)))
    });
    let mut found: Vec<(MetaSyntax, Span, String)> = tags.collect();
    let directions = document.meta.dir_places.iter();
    let directions = directions.filter(|place| place.part.is_none_or(|part| parts.contains(&part)));
    found.extend(directions.map(|place| (place.syntax, place.source, direction(target).to_owned())));
    for (syntax_there, place, value) in found {
        let mut sink = Sink::new(Encodings::new(document, options.to_utf8));
        let written = syntax.render_meta(document, syntax_there, place, &value, &mut sink);
        debug_assert!(written.is_ok(), "tags of languages are ASCII, which every encoding has");
        splices.push(splice(place, sink, store));
    }
}

/// Text for the head of a page.
fn markup(document: &Document, options: MergeOptions, source: Span, text: &str, store: &mut Store) -> Splice {
    let mut sink = Sink::new(Encodings::new(document, options.to_utf8));
    let written = sink.text(text, |_| None);
    debug_assert!(written.is_ok(), "tags of languages are ASCII, which every encoding has");
    splice(source, sink, store)
}

fn splice(source: Span, mut sink: Sink, store: &mut Store) -> Splice {
    Splice {
        source,
        written: Written { bytes: sink.keep(store), codes: Box::default() },
        name: store.keep(b"what the source says of itself"),
    }
}

/// Places in the head, in characters of it, and what is put there.
type Found = Vec<(Span, String)>;

/// Whether a language is written from right to left.
pub(crate) fn is_right_to_left(tag: LangTag) -> bool {
    let parsed = LanguageIdentifier::try_from_str(tag.as_str());
    parsed.is_ok_and(|id| LocaleDirectionality::new_common().get(&id) == Some(Direction::RightToLeft))
}

fn direction(tag: LangTag) -> &'static str {
    if is_right_to_left(tag) { "rtl" } else { "ltr" }
}

/// Adds what the tag of a page does not say.
fn language(head: &[u8], html: Span, target: LangTag, found: &mut Found) {
    let has = |name: &[u8]| attribute(head, html, name).is_some_and(|value| !value.is_empty());
    let mut insert = String::new();
    if !has(b"lang") && !has(b"xml:lang") {
        match attribute(head, html, b"lang") {
            Some(empty) => found.push((empty, target.to_string())),
            None => insert.push_str(&format!(" lang=\"{target}\"")),
        }
    }
    if !has(b"dir") && direction(target) == "rtl" {
        insert.push_str(" dir=\"rtl\"");
    }
    if !insert.is_empty() {
        let at = html.start() + "<html".len();
        found.push((Span::new(at, at), insert));
    }
}

/// Puts `utf-8` where the page names another encoding: in a `meta`, or in the declaration of XML. One that is converted and names none
/// gets a `meta`: browsers would guess, and guess an old encoding.
fn charset(head: &[u8], is_converted: bool, found: &mut Found) {
    let mut names = Vec::new();
    let mut from = 0;
    while let Some(meta) = tag(head, from, b"meta") {
        from = meta.end();
        let is_type = || {
            let kind = attribute(head, meta, b"http-equiv");
            kind.is_some_and(|kind| &head[kind.range()] == b"content-type")
        };
        let content = || attribute(head, meta, b"content").filter(|_| is_type());
        let named = attribute(head, meta, b"charset");
        names.extend(named.or_else(|| named_behind(head, content()?, b"charset")));
    }
    if head.starts_with(b"<?xml")
        && let Some(end) = find(head, 0, b"?>")
    {
        names.extend(named_behind(head, Span::new(0, end), b"encoding"));
    }
    if names.is_empty() && is_converted {
        let tags: [&[u8]; 3] = [b"head", b"html", b"!doctype"];
        let at = tags.into_iter().find_map(|name| tag(head, 0, name)).map_or(0, Span::end);
        let end = if head.starts_with(b"<?xml") { "/>" } else { ">" };
        found.push((Span::new(at, at), format!("<meta charset=\"utf-8\"{end}")));
    }
    names.retain(|name| Encoding::for_label(&head[name.range()]) != Some(UTF_8));
    found.extend(names.into_iter().map(|name| (name, "utf-8".to_owned())));
}

/// The name behind a key and `=`.
fn named_behind(head: &[u8], within: Span, key: &[u8]) -> Option<Span> {
    let at = find(&head[..within.end()], within.start(), key)? + key.len();
    let len = |at: usize, is: &dyn Fn(u8) -> bool| {
        head[at..within.end()].iter().take_while(|byte| is(**byte)).count()
    };
    let start = at + len(at, &|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\''));
    let end =
        start + len(start, &|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.'));
    Some(Span::new(start, end))
}

/// The first start tag of a name from `from` on, comments passed over.
fn tag(head: &[u8], mut from: usize, name: &[u8]) -> Option<Span> {
    while let Some(at) = find(head, from, b"<") {
        let rest = &head[at + 1..];
        if rest.starts_with(b"!--") {
            from = find(head, at, b"-->")?;
            continue;
        }
        let after = rest.strip_prefix(name).and_then(<[u8]>::first);
        if after.is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')) {
            return Some(Span::new(at, tag_end(head, at)?));
        }
        from = at + 1;
    }
    None
}

/// One past the `>` that ends a tag; one in quotation marks does not.
fn tag_end(head: &[u8], start: usize) -> Option<usize> {
    let mut open: Option<u8> = None;
    for (at, byte) in head.iter().enumerate().skip(start) {
        match (open, byte) {
            (None, b'"' | b'\'') => open = Some(*byte),
            (None, b'>') => return Some(at + 1),
            (Some(mark), byte) if mark == *byte => open = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute of a tag, without its quotation marks.
fn attribute(head: &[u8], tag: Span, name: &[u8]) -> Option<Span> {
    let mut at = tag.start() + 1;
    let skip = |at: usize, is: &dyn Fn(u8) -> bool| {
        at + head[at..tag.end()].iter().take_while(|byte| is(**byte)).count()
    };
    at = skip(at, &|byte| !byte.is_ascii_whitespace() && byte != b'>');
    while at < tag.end() {
        at = skip(at, &|byte| byte.is_ascii_whitespace() || byte == b'/');
        let start = at;
        at = skip(at, &|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/'));
        let is_it = &head[start..at] == name;
        let after = skip(at, &|byte| byte.is_ascii_whitespace());
        if head.get(after) != Some(&b'=') {
            if at == start {
                return None;
            }
            continue;
        }
        at = skip(after + 1, &|byte| byte.is_ascii_whitespace());
        let value = match head.get(at) {
            Some(mark @ (b'"' | b'\'')) => {
                let end = skip(at + 1, &|byte| byte != *mark);
                Span::new(at + 1, end)
            }
            _ => Span::new(at, skip(at, &|byte| !byte.is_ascii_whitespace() && byte != b'>')),
        };
        if is_it {
            return Some(value);
        }
        at = (value.end() + 1).min(tag.end());
    }
    None
}

fn find(head: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(head.get(from..)?, needle).map(|at| from + at)
}
