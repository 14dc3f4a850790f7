//! What the attributes of a tag say.

use super::references;
use super::tags::Tag;
use super::tokenizer::Attribute;
use crate::{Attribute as Kept, Elements, Span};

/// The place of an attribute's value.
pub(super) fn find(page: &str, attributes: &[Attribute], name: &str) -> Option<Span> {
    let mut all = attributes.iter();
    all.find(|attribute| page[attribute.name.range()].eq_ignore_ascii_case(name))
        .map(|attribute| attribute.value)
}

/// An attribute's value, references as they stand.
pub(super) fn value<'page>(page: &'page str, attributes: &[Attribute], name: &str) -> Option<&'page str> {
    find(page, attributes, name).map(|span| &page[span.range()])
}

/// Gives the element opened last the attributes that are kept.
pub(super) fn keep(page: &str, tag: Tag, attributes: &[Attribute], elements: &mut Elements) {
    for attribute in attributes {
        let name = &page[attribute.name.range()];
        let kept = KEPT.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, kept)| *kept);
        if let Some(kept) = kept.filter(|kept| *kept != Kept::Href || tag == Tag::A) {
            elements.set_attribute(kept, &references::unescape(&page[attribute.value.range()]));
        }
    }
}

const KEPT: [(&str, Kept); 10] = [
    ("class", Kept::Class),
    ("id", Kept::Id),
    ("role", Kept::Role),
    ("itemprop", Kept::ItemProp),
    ("itemtype", Kept::ItemType),
    ("lang", Kept::Lang),
    ("xml:lang", Kept::Lang),
    ("rel", Kept::Rel),
    ("href", Kept::Href),
    ("datetime", Kept::DateTime),
];

/// Whether a tag says to translate its element, where it says anything: by its attribute `translate`, else by the class that the
/// translators of browsers know.
pub(super) fn translate(page: &str, attributes: &[Attribute]) -> Option<bool> {
    let is_notranslate =
        |class: &str| class.split_ascii_whitespace().any(|name| name.eq_ignore_ascii_case("notranslate"));
    match value(page, attributes, "translate").map(str::to_ascii_lowercase).as_deref() {
        Some("no") => Some(false),
        Some("yes" | "") => Some(true),
        _ => value(page, attributes, "class").filter(|class| is_notranslate(class)).map(|_| false),
    }
}

/// The level of the heading that a tag says its element is, by WAI-ARIA: 2 where it says none.
pub(super) fn heading(page: &str, attributes: &[Attribute]) -> Option<u8> {
    value(page, attributes, "role").filter(|role| role.trim().eq_ignore_ascii_case("heading"))?;
    let level = value(page, attributes, "aria-level").and_then(|level| level.trim().parse().ok());
    Some(level.filter(|level| (1..=6).contains(level)).unwrap_or(2))
}

/// Whether a tag says not to show its element.
pub(super) fn is_hidden(page: &str, attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let name = &page[attribute.name.range()];
        let value = &page[attribute.value.range()];
        match name.len() {
            6 if name.eq_ignore_ascii_case("hidden") => !value.eq_ignore_ascii_case("false"),
            11 if name.eq_ignore_ascii_case("aria-hidden") => value.trim().eq_ignore_ascii_case("true"),
            5 if name.eq_ignore_ascii_case("style") => hides(value),
            5 if name.eq_ignore_ascii_case("class") => {
                value.split_ascii_whitespace().any(|class| HIDING_CLASSES.contains(&class))
            }
            7 => name.eq_ignore_ascii_case("popover"),
            _ => false,
        }
    })
}

/// Classes by which Bootstrap, WordPress and Drupal leave an element to those who hear the page.
const HIDING_CLASSES: [&str; 4] = ["element-invisible", "screen-reader-text", "sr-only", "visually-hidden"];

/// Further to the left or above, in pixels, nobody looks.
const OUT_OF_SIGHT: i32 = -900;

/// Whether a style hides its element.
fn hides(style: &str) -> bool {
    style.split(';').any(|rule| {
        let Some((property, value)) = rule.split_once(':') else { return false };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        let value = value.trim_end_matches("!important").trim();
        let is_zero = || value.trim_end_matches("px") == "0";
        match property.as_str() {
            "display" => value == "none",
            "visibility" => value == "hidden",
            "mso-hide" => value == "all",
            "opacity" | "font-size" | "max-height" => is_zero(),
            "left" | "top" | "text-indent" => {
                value.strip_suffix("px").and_then(|n| n.parse().ok()).is_some_and(|n: i32| n <= OUT_OF_SIGHT)
            }
            _ => false,
        }
    })
}
