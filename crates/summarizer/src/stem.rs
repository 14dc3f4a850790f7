//! [`Stemmer`]: the one place that knows rust-stemmers.

use std::borrow::Cow;

use epitome_langs::{Language, words};
use rust_stemmers::Algorithm;

use crate::lexicon::Lexicon;

/// The stems of all words of a text, in order: what summaries are compared by.
///
/// ```
/// let languages = epitome_langs::Languages::default();
/// let french = languages.get("fr".parse()?);
/// assert_eq!(epitome_summarizer::stems("Des données numériques", french), ["de", "don", "numer"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn stems(text: &str, language: &Language) -> Vec<String> {
    let mut lexicon = Lexicon::of(language);
    let stems = words(text).map(|word| lexicon.stem_of(&text[word.range()], language).to_owned()).collect();
    lexicon.keep();
    stems
}

/// The Snowball stemmer of a language; where there is none, words are their own stems.
pub(crate) struct Stemmer {
    name: Option<Box<str>>,
    snowball: Option<rust_stemmers::Stemmer>,
}

impl Stemmer {
    /// The stemmer a language's data file names.
    pub(crate) fn of(language: &Language) -> Stemmer {
        let name = language.stemmer.clone();
        let named = |algorithm: &&(&str, Algorithm)| name.as_deref() == Some(algorithm.0);
        let algorithm = ALGORITHMS.iter().find(named);
        let snowball = algorithm.map(|(_, algorithm)| rust_stemmers::Stemmer::create(*algorithm));
        Stemmer { name, snowball }
    }

    /// Whether it is that of a language.
    pub(crate) fn is_of(&self, language: &Language) -> bool {
        self.name == language.stemmer
    }

    /// The stem of a folded word.
    pub(crate) fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        self.snowball.as_ref().map_or(Cow::Borrowed(word), |snowball| snowball.stem(word))
    }
}

/// Snowball's own names of its algorithms.
const ALGORITHMS: [(&str, Algorithm); 18] = [
    ("arabic", Algorithm::Arabic),
    ("danish", Algorithm::Danish),
    ("dutch", Algorithm::Dutch),
    ("english", Algorithm::English),
    ("finnish", Algorithm::Finnish),
    ("french", Algorithm::French),
    ("german", Algorithm::German),
    ("greek", Algorithm::Greek),
    ("hungarian", Algorithm::Hungarian),
    ("italian", Algorithm::Italian),
    ("norwegian", Algorithm::Norwegian),
    ("portuguese", Algorithm::Portuguese),
    ("romanian", Algorithm::Romanian),
    ("russian", Algorithm::Russian),
    ("spanish", Algorithm::Spanish),
    ("swedish", Algorithm::Swedish),
    ("tamil", Algorithm::Tamil),
    ("turkish", Algorithm::Turkish),
];

#[cfg(test)]
mod tests {
    use epitome_langs::Languages;

    use super::*;

    #[test]
    fn every_stemmer_a_data_file_names_exists() {
        for language in Languages::default().all() {
            assert_eq!(
                language.stemmer.is_some(),
                Stemmer::of(language).snowball.is_some(),
                "{}",
                language.tag
            );
        }
    }

    #[test]
    fn inflected_forms_share_a_stem_and_other_languages_keep_their_words() {
        let languages = Languages::default();
        let of = |tag: &str| Stemmer::of(languages.get(tag.parse().unwrap()));
        assert_eq!(of("fr").stem("numériques"), of("fr").stem("numérique"));
        assert_eq!(of("vi").stem("nước"), "nước");
    }
}
