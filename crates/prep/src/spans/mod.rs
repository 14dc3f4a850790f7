//! Recognisers of protected and localisable spans.

use epitome_document::Span;
use epitome_langs::Language;

use crate::{Class, Inline, Keep};

/// What a project asks of the recognisers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protection {
    /// Phrases that stay as they are, with letter case as given.
    pub do_not_translate: Vec<Box<str>>,
    /// Classes that stay as they are although they would be localised.
    pub verbatim: Vec<Class>,
    /// Classes that are localised although they would stay as they are.
    pub localize: Vec<Class>,
}

impl Protection {
    /// What a translation does with spans of a class.
    #[must_use]
    pub fn keep(&self, class: Class) -> Keep {
        if self.verbatim.contains(&class) {
            Keep::Verbatim
        } else if self.localize.contains(&class) {
            Keep::Localize
        } else {
            class.keep()
        }
    }
}

/// The spans of a text that a translation treats by a rule: in order, disjoint.
///
/// ```
/// use epitome_document::LangTag;
/// use epitome_langs::Languages;
/// use epitome_prep::spans::{Protection, spans};
///
/// let text = "Écrivez à info@example.org ou voyez https://example.org/fr.";
/// let languages = Languages::default();
/// let found = spans(text, languages.get(LangTag::parse("fr")?), &Protection::default());
/// let found: Vec<&str> = found.iter().map(|inline| &text[inline.span.range()]).collect();
/// assert_eq!(found, ["info@example.org", "https://example.org/fr"]);
/// # Ok::<(), epitome_document::TagError>(())
/// ```
#[must_use]
pub fn spans(text: &str, _language: &Language, protection: &Protection) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut end = 0;
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let class = if word.contains("://") || word.starts_with("www.") {
            Class::Url
        } else if is_email(word) {
            Class::Email
        } else {
            continue;
        };
        let trimmed = word.trim_start_matches(is_wrapping);
        let at = start + word.len() - trimmed.len();
        let span = Span::new(at, at + trimmed.trim_end_matches(is_wrapping).len());
        if span.is_empty() || span.start() < end {
            continue;
        }
        end = span.end();
        found.push(Inline { span, class, keep: protection.keep(class) });
    }
    found
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        name.ends_with(|c: char| c.is_ascii_alphanumeric())
            && host.starts_with(|c: char| c.is_ascii_alphanumeric())
            && host.contains('.')
            && host.is_ascii()
    })
}

/// Signs around an address that are none of it.
fn is_wrapping(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '('
            | ')'
            | '<'
            | '>'
            | '['
            | ']'
            | '"'
            | '\''
            | '«'
            | '»'
            | '“'
            | '”'
            | '’'
            | '…'
    )
}
