//! [`Stemmer`]: the one place that knows rust-stemmers.

use std::borrow::Cow;

use epitome_langs::{Language, fold, words};
use rust_stemmers::Algorithm;

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
    let stemmer = Stemmer::of(language);
    words(text).map(|word| stemmer.stem(&fold(&text[word.range()])).into_owned()).collect()
}

/// The Snowball stemmer of a language; where there is none, words are their own stems.
pub(crate) struct Stemmer(Option<rust_stemmers::Stemmer>);

impl Stemmer {
    /// The stemmer a language's data file names.
    pub(crate) fn of(language: &Language) -> Stemmer {
        let algorithm = language.stemmer.as_deref().and_then(algorithm);
        Stemmer(algorithm.map(rust_stemmers::Stemmer::create))
    }

    /// The stem of a folded word.
    pub(crate) fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        match &self.0 {
            Some(stemmer) => stemmer.stem(word),
            None => Cow::Borrowed(word),
        }
    }
}

/// Snowball's own names of its algorithms.
fn algorithm(name: &str) -> Option<Algorithm> {
    Some(match name {
        "arabic" => Algorithm::Arabic,
        "danish" => Algorithm::Danish,
        "dutch" => Algorithm::Dutch,
        "english" => Algorithm::English,
        "finnish" => Algorithm::Finnish,
        "french" => Algorithm::French,
        "german" => Algorithm::German,
        "greek" => Algorithm::Greek,
        "hungarian" => Algorithm::Hungarian,
        "italian" => Algorithm::Italian,
        "norwegian" => Algorithm::Norwegian,
        "portuguese" => Algorithm::Portuguese,
        "romanian" => Algorithm::Romanian,
        "russian" => Algorithm::Russian,
        "spanish" => Algorithm::Spanish,
        "swedish" => Algorithm::Swedish,
        "tamil" => Algorithm::Tamil,
        "turkish" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use epitome_langs::Languages;

    use super::*;

    #[test]
    fn every_stemmer_a_data_file_names_exists() {
        for language in Languages::default().all() {
            assert_eq!(language.stemmer.is_some(), Stemmer::of(language).0.is_some(), "{}", language.tag);
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
