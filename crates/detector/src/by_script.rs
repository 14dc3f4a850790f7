//! What a script alone, or one of its letters, tells of the language.

use epitome_document::LangTag;

use crate::model::{Script, Words};

/// Bengali or Assamese: the letters for r and w are other ones, and no text of three words is without an r.
pub(crate) fn of_bengali(words: &Words) -> LangTag {
    let of_script = || words.iter().filter(|word| word.script == Script::Bengali);
    let n_of = |letters: &[char]| {
        of_script().flat_map(|word| words.padded(word)).filter(|c| letters.contains(c)).count()
    };
    LangTag::literal(if n_of(&['ৰ', 'ৱ']) > n_of(&['র']) { "as" } else { "bn" })
}

/// The language a script stands for where the model does not tell several apart.
pub(crate) fn language_of(script: Script) -> Option<LangTag> {
    Some(LangTag::literal(match script {
        Script::Hebrew => "he",
        Script::Bengali => "bn",
        Script::Kana => "ja",
        Script::Hangul => "ko",
        Script::Greek => "el",
        Script::Armenian => "hy",
        Script::Georgian => "ka",
        Script::Ethiopic => "am",
        Script::Thai => "th",
        Script::Lao => "lo",
        Script::Myanmar => "my",
        Script::Khmer => "km",
        Script::Tibetan => "bo",
        Script::Sinhala => "si",
        Script::Tamil => "ta",
        Script::Telugu => "te",
        Script::Kannada => "kn",
        Script::Malayalam => "ml",
        Script::Gujarati => "gu",
        Script::Gurmukhi => "pa",
        Script::Oriya => "or",
        Script::Latin
        | Script::Cyrillic
        | Script::Arabic
        | Script::Devanagari
        | Script::Han
        | Script::Other => return None,
    }))
}
