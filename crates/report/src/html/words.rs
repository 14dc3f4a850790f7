//! Words for a reader who knows nothing of the program.

use std::fmt::Display;

use epitome::{Features, LangTag, Languages};

use super::escape::escaped;
use super::state::{BlockState, LanguageState};

/// The value of a `lang` attribute: empty where the language is not known, as HTML has it.
pub(super) fn lang(tag: &str) -> impl Display {
    let known = LangTag::parse(tag).is_ok_and(|tag| tag.is_language());
    escaped(if known { tag.to_owned() } else { String::new() })
}

/// A language with its name, where that is known: `French (fr)`.
pub(super) fn language_name(tag: &str) -> String {
    let languages = Languages::default();
    match LangTag::parse(tag) {
        Ok(parsed) if languages.has(parsed) => format!("{} ({tag})", languages.get(parsed).name),
        _ => match tag {
            "und" => "unknown (und)".to_owned(),
            "mul" => "several (mul)".to_owned(),
            "zxx" => "none (zxx)".to_owned(),
            _ => tag.to_owned(),
        },
    }
}

/// A language, how sure it is, and what that rests on.
pub(super) fn verdict(language: &LanguageState) -> String {
    let evidence = match language.evidence.as_str() {
        "given" => "as ordered",
        "declared" => "as declared",
        "statistics" => "by its letters and words",
        "script-only" => "by its script",
        "too-short" => "too short to tell, so as the whole",
        other => other,
    };
    format!("{}, {}, {evidence}", language_name(&language.tag), language.strength)
}

/// What a block is, and why: `dropped · teaser: points to another story`.
pub(super) fn treatment(block: &BlockState) -> String {
    let usage = match block.usage.as_str() {
        "drop" => "dropped",
        other => other,
    };
    let doubt = if block.sure { "" } else { " (in doubt)" };
    format!("{usage} · {}: {}{doubt}", block.role, block.reason)
}

/// The names of the counts in which two states of a sentence differ.
pub(super) fn differing_facts(before: &Features, now: &Features) -> Vec<&'static str> {
    let counted = |features: &Features| {
        [
            ("first sentence", u32::from(features.position == 0)),
            ("length in words", features.words),
            ("title words", features.title_words),
            ("words of the lead", features.lead_words),
            ("frequent words", features.frequent_words),
            ("numbers", features.numbers),
            ("centrality", u32::from(features.centrality)),
            ("points back", u32::from(features.anaphoric)),
            ("question", u32::from(features.question)),
            ("call to action", u32::from(features.call_to_action)),
            ("unfinished", u32::from(features.unfinished)),
            ("list item", u32::from(features.list_item)),
            ("preformatted", u32::from(features.preformatted)),
            ("quoted", u32::from(features.quoted)),
            ("unbalanced quotation marks", u32::from(features.unbalanced)),
        ]
    };
    let both = counted(before).into_iter().zip(counted(now));
    both.filter(|(old, new)| old != new).map(|(old, _)| old.0).collect()
}

/// `close call` or `clear`.
pub(super) fn call(is_close: bool) -> &'static str {
    if is_close { "close call" } else { "clear" }
}
