//! [`Stemmer`]: the one place that knows rust-stemmers.

use std::borrow::Cow;
use std::cell::RefCell;
use std::hash::BuildHasher;

use epitome_langs::{Language, fold, words};
use foldhash::fast::FixedState;
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
pub(crate) struct Stemmer(Option<Snowball>);

struct Snowball {
    /// Its number in [`ALGORITHMS`].
    idx: usize,
    stemmer: rust_stemmers::Stemmer,
}

impl Stemmer {
    /// The stemmer a language's data file names.
    pub(crate) fn of(language: &Language) -> Stemmer {
        let named = |name: &str| ALGORITHMS.iter().position(|(algorithm, _)| *algorithm == name);
        Stemmer(
            language
                .stemmer
                .as_deref()
                .and_then(named)
                .map(|idx| Snowball { idx, stemmer: rust_stemmers::Stemmer::create(ALGORITHMS[idx].1) }),
        )
    }

    /// The stem of a folded word.
    pub(crate) fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        match &self.0 {
            Some(snowball) => snowball.stem(word).into(),
            None => Cow::Borrowed(word),
        }
    }
}

/// Words with their stems, each word at a place of its own until another one needs that place. So there are never more than
/// [`N_KNOWN`], and what is known already changes nothing but the time.
type Known = Vec<Option<(Box<str>, Box<str>)>>;

/// Known stems of each algorithm. In French news two of three different words of an article are among those of the thousand
/// before it; to find one takes a hundred instructions, to stem it five thousand.
const N_KNOWN: usize = 1 << 14;

thread_local! {
    static KNOWN: RefCell<[Known; ALGORITHMS.len()]> = const { RefCell::new([const { Vec::new() }; ALGORITHMS.len()]) };
}

impl Snowball {
    fn stem(&self, word: &str) -> String {
        KNOWN.with_borrow_mut(|known| {
            let known = &mut known[self.idx];
            known.resize(N_KNOWN, None);
            let place = &mut known[FixedState::default().hash_one(word) as usize % N_KNOWN];
            match place {
                Some((known, stem)) if **known == *word => stem.to_string(),
                _ => {
                    let stem = self.stemmer.stem(word).into_owned();
                    *place = Some((word.into(), stem.as_str().into()));
                    stem
                }
            }
        })
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
            assert_eq!(language.stemmer.is_some(), Stemmer::of(language).0.is_some(), "{}", language.tag);
        }
    }

    #[test]
    fn a_stem_is_the_same_whatever_was_stemmed_before() {
        let stemmer = Stemmer::of(Languages::default().get("fr".parse().unwrap()));
        let words: Vec<String> = (0..3 * N_KNOWN).map(|n| format!("mot{n}ement")).collect();
        let snowball = rust_stemmers::Stemmer::create(Algorithm::French);
        for word in words.iter().chain(&words) {
            assert_eq!(stemmer.stem(word), snowball.stem(word));
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
