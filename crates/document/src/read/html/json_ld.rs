//! JSON-LD: what the page tells machines about its article (schema.org).

use serde_json::{Map, Value};

use crate::{Located, Span};

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
}

/// The article a script of JSON-LD describes. JSON that cannot be read says nothing; the page does not depend on it.
pub(super) fn article(page: &str, script: Span) -> Option<Article> {
    let json = &page[script.range()];
    // Pages put raw line ends into strings, which JSON does not allow; outside strings a space does as well.
    let json = json.replace(|c: char| c.is_ascii_control(), " ");
    let json = json.trim().trim_start_matches("<!--").trim_end_matches("-->").trim().trim_end_matches(';');
    let value: Value = serde_json::from_str(json).ok()?;
    let object = find_article(&value)?;
    let text = |value: Option<&Value>| {
        let text = name_of(value?)?;
        let words: Vec<&str> = text.split_whitespace().collect();
        (!words.is_empty()).then(|| Located { value: words.join(" ").into(), source: Some(script) })
    };
    Some(Article {
        headline: text(object.get("headline").or_else(|| object.get("name"))),
        description: text(object.get("description")),
        author: text(object.get("author")),
        publisher: text(object.get("publisher")),
        date: text(object.get("datePublished")),
        body: text(object.get("articleBody")),
        url: text(object.get("url")),
        lang: object.get("inLanguage").and_then(language_of).map(str::to_owned),
        is_article: true,
    })
}

/// The first object whose type is an article, in the order of the text. The JSON reader holds nesting to 128 levels.
fn find_article(value: &Value) -> Option<&Map<String, Value>> {
    match value {
        Value::Array(values) => values.iter().find_map(find_article),
        Value::Object(object) if is_article(object) => Some(object),
        Value::Object(object) => ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"]
            .into_iter()
            .find_map(|key| object.get(key).and_then(find_article)),
        _ => None,
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is = |value: &Value| {
        value.as_str().is_some_and(|name| {
            name.ends_with("Article") || name.ends_with("BlogPosting") || name.ends_with("Report")
        })
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(is),
        Some(one) => is(one),
        None => false,
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
