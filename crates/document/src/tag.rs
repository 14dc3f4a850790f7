//! [`LangTag`]: the name of a language, always in its canonical BCP 47 form.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{PoisonError, RwLock};

use icu_locale::{Locale, LocaleCanonicalizer, LocaleExpander};

/// The longest tag kept: RFC 5646, section 4.4.1, asks for room for 35 characters.
const MAX_LEN: usize = 35;

/// Language, script and region, where it is not all three: `zh-Hant`, `es-419`.
const MAX_SHORT: usize = 8;

/// Begins the bytes of a longer tag: no letter.
const LONG: u8 = 0xFF;

/// So many longer tags are kept and no more, so that no input takes memory without end. The registry has some hundred variants.
const MAX_LONG_TAGS: usize = 1 << 16;

/// A canonical BCP 47 language tag, `Copy` and 8 bytes: each sentence of a book has one. A longer tag, which hardly any article has,
/// is kept once for all, as long as the program runs.
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
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct LangTag {
    /// Its letters with zeros behind them, or [`LONG`] and its number among the longer ones.
    bytes: [u8; MAX_SHORT],
}

/// The tags that are longer than [`MAX_SHORT`], in the order they were met, and the number of each.
struct LongTags {
    tags: Vec<&'static str>,
    numbers: BTreeMap<&'static str, u32>,
}

static LONG_TAGS: RwLock<LongTags> = RwLock::new(LongTags { tags: Vec::new(), numbers: BTreeMap::new() });

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
    /// When it is longer than 8 bytes.
    #[must_use]
    pub const fn literal(tag: &str) -> LangTag {
        let source = tag.as_bytes();
        let mut bytes = [0; MAX_SHORT];
        let mut idx = 0;
        while idx < source.len() {
            bytes[idx] = source[idx];
            idx += 1;
        }
        LangTag { bytes }
    }

    /// A tag of more than 8 bytes; `None` where too many different ones have come already.
    fn long(tag: &str) -> Option<LangTag> {
        let mut known = LONG_TAGS.write().unwrap_or_else(PoisonError::into_inner);
        let number = match known.numbers.get(tag) {
            Some(number) => *number,
            None if known.tags.len() == MAX_LONG_TAGS => return None,
            None => {
                let kept: &'static str = Box::leak(tag.into());
                let number = known.tags.len() as u32;
                known.tags.push(kept);
                known.numbers.insert(kept, number);
                number
            }
        };
        let [a, b, c, d] = number.to_le_bytes();
        Some(LangTag { bytes: [LONG, a, b, c, d, 0, 0, 0] })
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
        if canonical.len() <= MAX_SHORT {
            return Ok(LangTag::literal(&canonical));
        }
        let canonical = Some(&*canonical).filter(|tag| tag.len() <= MAX_LEN);
        canonical.and_then(LangTag::long).ok_or_else(refuse)
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        if let [LONG, a, b, c, d, ..] = self.bytes {
            let known = LONG_TAGS.read().unwrap_or_else(PoisonError::into_inner);
            return known.tags[u32::from_le_bytes([a, b, c, d]) as usize];
        }
        let len = self.bytes.iter().position(|byte| *byte == 0).unwrap_or(MAX_SHORT);
        std::str::from_utf8(&self.bytes[..len]).expect("a tag is ASCII")
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

impl Ord for LangTag {
    fn cmp(&self, other: &LangTag) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for LangTag {
    fn partial_cmp(&self, other: &LangTag) -> Option<Ordering> {
        Some(self.cmp(other))
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

    /// Each sentence had room for the longest.
    #[test]
    fn a_long_tag_is_kept_once() {
        assert_eq!(size_of::<LangTag>(), 8);
        let tags = ["sr-Latn-RS", "ca-valencia", "sr-Latn", "ca", "sr-Latn-RS", "sr-Latn-BA"];
        let mut parsed = tags.map(|tag| LangTag::parse(tag).unwrap());
        assert_eq!(parsed[0], parsed[4]);
        parsed.sort_unstable();
        let sorted = ["ca", "ca-valencia", "sr-Latn", "sr-Latn-BA", "sr-Latn-RS", "sr-Latn-RS"];
        assert_eq!(parsed.each_ref().map(LangTag::as_str), sorted);
    }

    #[test]
    fn special_tags_are_no_languages() {
        assert!(!LangTag::UND.is_language() && !LangTag::MUL.is_language() && !LangTag::ZXX.is_language());
        assert!(LangTag::literal("vi").is_language());
    }
}
