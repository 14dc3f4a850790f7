//! [`surface`]: what can be seen in a sentence alone.

use epitome_langs::{Language, fold, words};
use unicode_normalization::UnicodeNormalization;

use crate::Features;
use crate::quotations::Quoting;
use crate::terms::Reading;

/// The features of a sentence that need no other sentence. `language` is the sentence's own.
pub(crate) fn surface(text: &str, reading: &Reading, quoting: Quoting, language: &Language) -> Features {
    Features {
        words: reading.words.len() as u32,
        numbers: reading.n_numbers,
        anaphoric: is_anaphoric(text, language),
        question: is_question(text),
        quoted: quoting.quoted,
        unbalanced: quoting.unbalanced,
        ..Features::default()
    }
}

/// Scalar values in NFC, a run of white space counted as one: the same for every encoding of the same text and for every
/// line width.
pub(crate) fn n_chars(text: &str) -> u32 {
    let (mut n_chars, mut after_space) = (0, false);
    for c in text.nfc() {
        let is_space = c.is_whitespace();
        n_chars += u32::from(!(is_space && after_space));
        after_space = is_space;
    }
    n_chars
}

/// The longest opener looked for, in words: "dans le même temps".
const MAX_OPENER_WORDS: usize = 4;

/// Whether the first words, less any mark before them, are an opener that points back, and no impersonal one that only looks so.
fn is_anaphoric(text: &str, language: &Language) -> bool {
    let start = words(text).next().map_or(0, |word| word.start());
    let openers = || words(text).take(MAX_OPENER_WORDS).map(|word| fold(&text[start..word.end()]));
    openers().any(|opener| language.anaphora.contains(&opener))
        && !openers().any(|opener| language.impersonal.contains(&opener))
}

/// Whether a question mark stands after the last word.
fn is_question(text: &str) -> bool {
    let after_words = text.rfind(char::is_alphanumeric).unwrap_or(0);
    text[after_words..].contains(['?', '？', '؟'])
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;
    use epitome_langs::Languages;

    use super::*;

    #[test]
    fn characters_are_the_same_however_the_text_is_encoded_or_wrapped() {
        assert_eq!(n_chars("Hà Nội"), 6);
        assert_eq!(n_chars("Ha\u{300}\r\nNô\u{323}i"), 6);
    }

    #[test]
    fn an_opener_points_back_unless_it_is_impersonal() {
        let languages = Languages::default();
        let is_anaphoric = |tag, text| is_anaphoric(text, languages.get(LangTag::literal(tag)));
        assert!(
            is_anaphoric("fr", "« Il a parlé lundi. »") && is_anaphoric("fr", "En réponse, M. Lam a ri.")
        );
        assert!(
            !is_anaphoric("fr", "Il y a dix ans, la ville dormait.") && !is_anaphoric("fr", "Île de Ré.")
        );
        assert!(
            is_anaphoric("vi", "Ông cho biết giá sẽ tăng.")
                && !is_anaphoric("vi", "Ông Nguyễn Văn An đã đến.")
        );
        assert!(
            is_anaphoric("en", "It also grew.") && !is_anaphoric("en", "It is expected that prices rise.")
        );
    }

    #[test]
    fn a_question_ends_with_its_mark() {
        assert!(is_question("Qui paiera ?") && is_question("“Who will pay?”") && is_question("誰が払う？"));
        assert!(!is_question("« Qui paiera ? », demande-t-il.") && !is_question("Nobody pays."));
    }
}
