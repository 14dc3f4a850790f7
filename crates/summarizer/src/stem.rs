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
        let create =
            |idx: usize| Snowball { idx, stemmer: rust_stemmers::Stemmer::create(ALGORITHMS[idx].1) };
        Stemmer(language.stemmer.as_deref().and_then(named).map(create))
    }

    /// The stem of a folded word.
    pub(crate) fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        match &self.0 {
            Some(snowball) => snowball.stem(word),
            None => Cow::Borrowed(word),
        }
    }
}

/// Words with their stems, each in one of a few slots, from which a new word drives the oldest out. So there are never more than
/// [`N_KNOWN`], and what is known already changes nothing but the time.
type Known = Vec<Slot>;

/// Known stems of each algorithm. Of the different words of an article most stand in the articles before it, and to look a stem up
/// takes 290 instructions where finding it takes 4,700 (French news).
const N_KNOWN: usize = 1 << 15;
/// Slots a word may stand in. With one alone, the words of 200 articles drove each other out so often that scoring took half as
/// long again.
const N_SLOTS: usize = 4;

thread_local! {
    static KNOWN: RefCell<[Known; ALGORITHMS.len()]> = const { RefCell::new([const { Vec::new() }; ALGORITHMS.len()]) };
}

impl Snowball {
    fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        KNOWN.with_borrow_mut(|known| {
            let known = &mut known[self.idx];
            if known.is_empty() {
                *known = vec![EMPTY; N_KNOWN];
            }
            let row = FixedState::default().hash_one(word) as usize % (N_KNOWN / N_SLOTS);
            let slots = &mut known[row * N_SLOTS..][..N_SLOTS];
            if let Some(stem) = slots.iter().find_map(|slot| stem_in(slot, word)) {
                // Most stems are what their words begin with.
                let head = word.get(..stem.len()).filter(|head| head.as_bytes() == stem);
                let copied = || std::str::from_utf8(stem).expect("it was made of a stem").to_owned();
                return head.map_or_else(|| Cow::Owned(copied()), Cow::Borrowed);
            }
            let stem = self.stemmer.stem(word);
            if let Some(filled) = filled(word, &stem) {
                slots.rotate_right(1);
                slots[0] = filled;
            }
            stem
        })
    }
}

/// The lengths of a word and of its stem, and the bytes of both: together a line of the processor's cache, so that looking a word up
/// reads one. (Bytes and not fields: a table of zeros costs nothing until it is written to.)
type Slot = [u8; 64];

const EMPTY: Slot = [0; 64];
/// Longer words are stemmed each time.
const MAX_BYTES: usize = 31;
/// Where word and stem begin in a slot.
const WORD: usize = 2;
const STEM: usize = WORD + MAX_BYTES;

/// The stem in a slot, where it is that of this word.
fn stem_in<'a>(slot: &'a Slot, word: &str) -> Option<&'a [u8]> {
    let (n_word, n_stem) = (usize::from(slot[0]), usize::from(slot[1]));
    let is_known = slot[WORD..WORD + n_word] == *word.as_bytes() && n_word > 0;
    is_known.then(|| &slot[STEM..STEM + n_stem])
}

fn filled(word: &str, stem: &str) -> Option<Slot> {
    if word.len() > MAX_BYTES || stem.len() > MAX_BYTES {
        return None;
    }
    let mut slot = EMPTY;
    (slot[0], slot[1]) = (word.len() as u8, stem.len() as u8);
    slot[WORD..WORD + word.len()].copy_from_slice(word.as_bytes());
    slot[STEM..STEM + stem.len()].copy_from_slice(stem.as_bytes());
    Some(slot)
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
        let words: Vec<String> =
            (0..3 * N_KNOWN).map(|n| format!("{}mot{n}ement", "a".repeat(n % 31))).collect();
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
