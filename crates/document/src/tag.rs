//! [`LangTag`]: the name of a language, always in its canonical BCP 47 form.

use std::fmt;
use std::str::FromStr;

use icu_locale::{Locale, LocaleCanonicalizer, LocaleExpander};

/// The longest tag kept: RFC 5646, section 4.4.1, asks for room for 35 characters.
const MAX_LEN: usize = 35;

/// A canonical BCP 47 language tag, `Copy` and 36 bytes.
///
/// Canonical means: CLDR's aliases resolved (`fra` and `FR` are `fr`, `iw` is `he`, `cmn` is `zh`), letter case as in
/// RFC 5646, and no script subtag where it is the likely one (`zh-Hans` is `zh`, `sr-Latn` stays).
/// `und` says that the language is unknown, `mul` that there are several, `zxx` that there is none.
///
/// ```
/// use epitome_document::LangTag;
/// assert_eq!(LangTag::parse("pt_br")?.as_str(), "pt-BR");
/// assert_eq!(LangTag::parse("fra-Latn")?, LangTag::parse("fr")?);
/// assert_eq!(LangTag::parse("zh-Hant-TW")?.language(), "zh");
/// assert!(LangTag::parse("french").is_err());
/// # Ok::<(), epitome_document::TagError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LangTag {
    bytes: [u8; MAX_LEN],
    len: u8,
}

impl LangTag {
    /// Undetermined.
    pub const UND: LangTag = LangTag::literal("und");
    /// Several languages.
    pub const MUL: LangTag = LangTag::literal("mul");
    /// No linguistic content.
    pub const ZXX: LangTag = LangTag::literal("zxx");

    /// A tag written in the program, which must be canonical already.
    ///
    /// # Panics
    /// When it is longer than 35 bytes.
    #[must_use]
    pub const fn literal(tag: &str) -> LangTag {
        let source = tag.as_bytes();
        let mut bytes = [0; MAX_LEN];
        let mut idx = 0;
        while idx < source.len() {
            bytes[idx] = source[idx];
            idx += 1;
        }
        LangTag { bytes, len: source.len() as u8 }
    }

    /// Reads a tag and makes it canonical. `_` is taken for `-`; three-letter codes and any letter case are understood.
    ///
    /// # Errors
    /// When it is not a well-formed language tag, or longer than 35 bytes.
    pub fn parse(tag: &str) -> Result<LangTag, TagError> {
        let refuse = || TagError { given: tag.chars().take(40).collect() };
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        // ICU reads four letters as a script and leaves the language open; five to eight are reserved and unused.
        if !matches!(language.len(), 2 | 3) {
            return Err(refuse());
        }
        let mut locale = Locale::try_from_str(&tag.replace('_', "-")).map_err(|_| refuse())?;
        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
        if let Some(script) = locale.id.script {
            let mut bare = locale.id.clone();
            bare.script = None;
            if LocaleExpander::new_extended().get_likely_script(&bare) == Some(script) {
                locale.id.script = None;
            }
        }
        let canonical = locale.to_string();
        if canonical.len() > MAX_LEN { Err(refuse()) } else { Ok(LangTag::literal(&canonical)) }
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).expect("a tag is ASCII")
    }

    /// The primary language subtag: `pt` of `pt-BR`.
    #[must_use]
    pub fn language(&self) -> &str {
        let tag = self.as_str();
        &tag[..tag.bytes().position(|byte| byte == b'-').unwrap_or(tag.len())]
    }

    /// Whether it names one language: neither `und` nor `mul` nor `zxx`.
    #[must_use]
    pub fn is_language(&self) -> bool {
        !matches!(self.language(), "und" | "mul" | "zxx")
    }
}

impl FromStr for LangTag {
    type Err = TagError;

    fn from_str(tag: &str) -> Result<LangTag, TagError> {
        LangTag::parse(tag)
    }
}

impl fmt::Display for LangTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for LangTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was given is no language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagError {
    given: String,
}

impl fmt::Display for TagError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a BCP 47 language tag; write for example fr, pt-BR or zh-Hant", self.given)
    }
}

impl std::error::Error for TagError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_canonical() {
        for (given, expected) in [
            ("fr", "fr"),
            ("FRA", "fr"),
            ("fra-Latn", "fr"),
            ("iw", "he"),
            ("cmn", "zh"),
            ("zh-hans", "zh"),
            ("zh-Hant", "zh-Hant"),
            ("zh_TW", "zh-TW"),
            ("sr-latn", "sr-Latn"),
            ("sr-Cyrl", "sr"),
            ("en-us", "en-US"),
            ("arb", "ar"),
            ("pes", "fa"),
            ("nob", "nb"),
            ("und", "und"),
            ("mul", "mul"),
            ("zxx", "zxx"),
            ("ca-valencia", "ca-valencia"),
        ] {
            assert_eq!(LangTag::parse(given).map(|tag| tag.to_string()), Ok(expected.to_owned()), "{given}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for given in [
            "",
            "-",
            "f",
            "french",
            "fr-",
            "fr--FR",
            "Latn",
            "fr-FR-fr-FR-fr-FR",
            "è",
            "fr\0",
            &"fr-".repeat(1000),
        ] {
            assert!(LangTag::parse(given).is_err(), "{given:?}");
        }
        let longer_than_kept = "de-u-co-phonebk-nu-latn-ca-gregory-hc-h23";
        assert!(LangTag::parse(longer_than_kept).is_err());
    }

    #[test]
    fn special_tags_are_no_languages() {
        assert!(!LangTag::UND.is_language() && !LangTag::MUL.is_language() && !LangTag::ZXX.is_language());
        assert!(LangTag::literal("vi").is_language());
    }
}
