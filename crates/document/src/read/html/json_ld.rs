//! JSON-LD: what the page tells machines about its article (schema.org).

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::read::record::{inside, place, string_text};
use crate::{Located, MetaKind, MetaSyntax, MetaText, Span};

/// The texts about an article that people meet in lists of results.
const TEXTS: [(&str, MetaKind); 4] = [
    ("headline", MetaKind::Title),
    ("alternativeHeadline", MetaKind::Title),
    ("description", MetaKind::Description),
    ("keywords", MetaKind::Keywords),
];

/// What names the language of something.
const IN_LANGUAGE: &str = "inLanguage";

/// How deep in one another objects are looked through for the article: each level is read once more.
const MAX_DEPTH: usize = 8;

/// Where an article stands in an object, one of these.
const HOLDERS: [&str; 4] = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"];

/// What was found about the article.
#[derive(Default)]
pub(super) struct Article {
    pub(super) headline: Option<Located>,
    pub(super) description: Option<Located>,
    pub(super) author: Option<Located>,
    pub(super) publisher: Option<Located>,
    pub(super) date: Option<Located>,
    pub(super) body: Option<Located>,
    pub(super) url: Option<Located>,
    pub(super) lang: Option<String>,
    pub(super) is_article: bool,
    /// Its texts as they stand in the page.
    pub(super) texts: Vec<MetaText>,
}

/// A script in which raw line ends stand in strings, as pages put them there: JSON does not allow that, and outside strings a space does as
/// well. All stays in its place.
fn spaced(page: &str, script: Span) -> String {
    page[script.range()].replace(|c: char| c.is_ascii_control(), " ")
}

/// What a script holds. JSON that cannot be read says nothing; the page does not depend on it.
fn root(spaced: &str) -> Option<&RawValue> {
    let json = spaced.trim().trim_start_matches("<!--").trim_end_matches("-->").trim().trim_end_matches(';');
    serde_json::from_str(json).ok()
}

/// What a script of JSON-LD calls the languages of all that it speaks of, and where, if in a string.
pub(super) fn languages(page: &str, script: Span) -> Vec<(String, Span)> {
    let mut languages = Vec::new();
    if !page[script.range()].contains(IN_LANGUAGE) {
        return languages;
    }
    let spaced = spaced(page, script);
    if let Some(root) = root(&spaced) {
        values(root, IN_LANGUAGE, MAX_DEPTH, &mut |value| {
            let string = serde_json::from_str(value.get()).ok();
            languages
                .extend(string.map(|name| (name, inside(place(&spaced, value)).shifted(script.start()))));
        });
    }
    languages
}

/// The article a script of JSON-LD describes.
pub(super) fn article(page: &str, script: Span) -> Option<Article> {
    let spaced = spaced(page, script);
    let root = root(&spaced)?;
    let object = find_article(root, MAX_DEPTH)?;
    let field = |key: &str| -> Option<Value> { serde_json::from_str(object.get(key)?.get()).ok() };
    let text = |key: &str| {
        let text = name_of(&field(key)?)?;
        let words: Vec<&str> = text.split_whitespace().collect();
        (!words.is_empty()).then(|| Located { value: words.join(" ").into(), source: Some(script) })
    };
    let headline = if object.contains_key("headline") { "headline" } else { "name" };
    Some(Article {
        headline: text(headline),
        description: text("description"),
        author: text("author"),
        publisher: text("publisher"),
        date: text("datePublished"),
        body: text("articleBody"),
        url: text("url"),
        lang: field(IN_LANGUAGE).as_ref().and_then(language_of).map(str::to_owned),
        is_article: true,
        texts: texts(&object, root, &spaced)
            .into_iter()
            .map(|text| MetaText { source: text.source.shifted(script.start()), ..text })
            .collect(),
    })
}

/// The texts of an article in `spaced`, and the captions of all that is shown with it.
fn texts(object: &Object, root: &RawValue, spaced: &str) -> Vec<MetaText> {
    let mut texts = Vec::new();
    let mut add = |value: &RawValue, kind| {
        if let Ok(text) = serde_json::from_str::<String>(value.get()) {
            texts.extend(string_text(spaced, place(spaced, value), &text, kind, MetaSyntax::JsonScript));
        }
    };
    for (key, kind) in TEXTS {
        let Some(value) = object.get(key) else { continue };
        add(value, kind);
        for item in serde_json::from_str::<Vec<&RawValue>>(value.get()).into_iter().flatten() {
            add(item, kind);
        }
    }
    if root.get().contains("\"caption\"") {
        values(root, "caption", MAX_DEPTH, &mut |value| add(value, MetaKind::Caption));
    }
    texts
}

/// Finds what is called so: the captions of pictures in the article, or beside it in `@graph`.
fn values<'a>(value: &'a RawValue, called: &str, depth: usize, found: &mut impl FnMut(&'a RawValue)) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(value.get()) {
        items.into_iter().for_each(|value| values(value, called, depth, found));
    } else if let Ok(object) = serde_json::from_str::<Object>(value.get()) {
        for (key, value) in object {
            if key == called { found(value) } else { values(value, called, depth, found) }
        }
    }
}

/// An object whose values are as they are written.
type Object<'a> = BTreeMap<String, &'a RawValue>;

/// The first object whose type is an article, in the order of the text.
fn find_article(value: &RawValue, depth: usize) -> Option<Object<'_>> {
    let depth = depth.checked_sub(1)?;
    match value.get().as_bytes().first()? {
        b'[' => {
            let values: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
            values.into_iter().find_map(|value| find_article(value, depth))
        }
        b'{' => {
            let object: Object = serde_json::from_str(value.get()).ok()?;
            let kind = object.get("@type").and_then(|kind| serde_json::from_str(kind.get()).ok());
            if kind.as_ref().is_some_and(is_article) {
                return Some(object);
            }
            HOLDERS.into_iter().find_map(|key| object.get(key).and_then(|value| find_article(value, depth)))
        }
        _ => None,
    }
}

/// Whether the types of an object, or its one type, are those of an article.
fn is_article(kind: &Value) -> bool {
    let is = |value: &Value| {
        value.as_str().is_some_and(|name| {
            name.ends_with("Article") || name.ends_with("BlogPosting") || name.ends_with("Report")
        })
    };
    match kind {
        Value::Array(types) => types.iter().any(is),
        one => is(one),
    }
}

/// A text, or the name of a person or an organisation; several are joined.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(str::to_owned),
        Value::Array(values) => {
            let names: Vec<String> =
                values.iter().filter(|value| !value.is_array()).filter_map(name_of).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

fn language_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(tag) => Some(tag),
        Value::Object(object) => object.get("alternateName").or_else(|| object.get("name"))?.as_str(),
        _ => None,
    }
}
