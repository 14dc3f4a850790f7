//! [`Lexicon`]: words with their folded forms and stems, each worked out once.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use epitome_langs::{Language, ListId, folded};
use foldhash::fast::RandomState;

use crate::stem::Stemmer;

/// Different words by number, with the words they are folded to, the stems of those, and what a document makes of them. It is kept
/// from one document to the next in the same language, since most words come again; what is known already changes nothing but the time.
pub(crate) struct Lexicon {
    stemmer: Stemmer,
    stop_words: ListId,
    /// All words, one after the other.
    text: String,
    entries: Vec<Entry>,
    origins: Vec<Origin>,
    /// Where a word is found by its hash: its number and one, and above it half of the hash. At least half of the slots are free, which
    /// have a zero.
    slots: Vec<u64>,
    /// Drawn anew for every lexicon, so that no text can be made whose words share their slots.
    seeds: [u64; 3],
    /// The number of the document that is read.
    document: u32,
}

/// What is asked about each word of a text, in half a line of the cache.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Entry {
    ends: Ends,
    /// Bytes of the word, or 255 where it has more.
    n_bytes: u8,
    /// What the last document that had the word made of it.
    kind: Kind,
    document: u32,
    id: u32,
    stem: u32,
}

impl Entry {
    /// Whether it may be that of a word, and is if the ends of that tell it.
    #[inline]
    fn fits(&self, ends: Ends, word: &[u8]) -> bool {
        self.ends == ends && self.n_bytes == capped(word.len())
    }

    /// What a document makes of the word, if it has met it.
    #[inline]
    fn met(&self, document: u32) -> Option<Word> {
        let &Entry { id, stem, kind, .. } = self;
        (self.document == document).then_some(Word { id, stem, kind })
    }
}

fn capped(n_bytes: usize) -> u8 {
    u8::try_from(n_bytes).unwrap_or(u8::MAX)
}

/// What is asked about a word where a document first has it.
#[derive(Clone, Copy)]
struct Origin {
    /// Where the word stands among all.
    start: u32,
    n_bytes: u32,
    /// The word it is folded to, and what it is itself as a folded word, once they were asked for.
    folded: Option<Number>,
    nature: Option<Nature>,
    /// The last document that had it as a stem, and its number there.
    document: u32,
    term: u32,
}

/// What holds for a folded word in every document.
#[derive(Clone, Copy)]
pub(crate) struct Nature {
    pub(crate) stem: Number,
    pub(crate) kind: Kind,
}

/// What a folded word is in its language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Whether it is a term: no stop word, and of more than one character.
    pub(crate) is_term: bool,
    /// Whether it begins with a digit.
    pub(crate) is_number: bool,
    /// Whether it is a day of the week: "sun" is none.
    pub(crate) is_weekday: bool,
}

/// The first and the last eight bytes of a word: with their number all of a word up to sixteen, in a form that is fast to hash and to compare.
/// Of one under eight they are fours, of one under four all and none.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ends([u64; 2]);

/// Bytes of the longest word that its ends tell.
const MAX_TOLD: usize = 16;

impl Ends {
    #[inline]
    fn of(word: &[u8]) -> Ends {
        let eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
        Ends(match (word.first_chunk(), word.last_chunk()) {
            (Some(first), Some(last)) => [eight(first), eight(last)],
            _ => match (word.first_chunk(), word.last_chunk()) {
                (Some(first), Some(last)) => [four(first), four(last)],
                _ => [word.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0],
            },
        })
    }

    /// The hash of the word: products of 128 bits, both halves together.
    #[inline]
    fn hash(self, word: &[u8], seeds: [u64; 3]) -> u64 {
        let Ends([first, last]) = self;
        let mut hash = folded_product(first ^ seeds[0], last ^ seeds[1] ^ word.len() as u64);
        if word.len() > MAX_TOLD {
            for bytes in word[8..word.len() - 8].chunks(8) {
                let eight = bytes.iter().fold(0, |eight, byte| eight << 8 | u64::from(*byte));
                hash = folded_product(hash ^ eight, seeds[2]);
            }
        }
        hash
    }
}

/// The number of a word, from one.
pub(crate) type Number = NonZeroU32;

/// What a document makes of a folded word.
#[derive(Clone, Copy, Default)]
pub(crate) struct Word {
    /// Its number among the different words of the document.
    pub(crate) id: u32,
    /// The number of its stem among those of the document.
    pub(crate) stem: u32,
    /// What it is.
    pub(crate) kind: Kind,
}

/// A lexicon of more words or bytes is not kept. French news has so many words in about 1,500 articles.
const MAX_WORDS: usize = 1 << 16;
const MAX_BYTES: usize = 1 << 20;

/// Slots of an empty one.
const N_SLOTS: usize = 1 << 10;

/// So many are kept, those used last: one for each language at a time, and for each thread that reads it.
const MAX_KEPT: usize = 64;

/// Those that no document uses. A new thread finds what others have learnt.
static KEPT: Mutex<Vec<Lexicon>> = Mutex::new(Vec::new());

impl Lexicon {
    /// One for a new document in a language.
    pub(crate) fn of(language: &Language) -> Lexicon {
        let is_of = |lexicon: &Lexicon| {
            lexicon.stop_words == language.stop_words.id() && lexicon.stemmer.is_of(language)
        };
        let kept = {
            let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
            kept.iter().rposition(is_of).map(|idx| kept.remove(idx))
        };
        let mut lexicon = kept.unwrap_or_else(|| Lexicon::new(language));
        lexicon.document += 1;
        lexicon
    }

    /// Keeps it for another document.
    pub(crate) fn keep(self) {
        let is_small = self.entries.len() <= MAX_WORDS && self.text.len() <= MAX_BYTES;
        if is_small && self.document < u32::MAX {
            let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() == MAX_KEPT {
                kept.remove(0);
            }
            kept.push(self);
        }
    }

    fn new(language: &Language) -> Lexicon {
        let random = RandomState::default();
        let seeds = [0_u8, 1, 2].map(|nth| random.hash_one(nth));
        let (stemmer, stop_words) = (Stemmer::of(language), language.stop_words.id());
        let (text, entries, origins, slots) = (String::new(), Vec::new(), Vec::new(), vec![0; N_SLOTS]);
        Lexicon { stemmer, stop_words, text, entries, origins, slots, seeds, document: 0 }
    }

    /// The number of a word, if it stands in the first slot it may have, as nearly all words do that are known; and what this document
    /// makes of it, if it has met it.
    #[inline]
    pub(crate) fn at_once(&self, word: &[u8]) -> Option<(Number, Option<Word>)> {
        let ends = Ends::of(word);
        let hash = ends.hash(word, self.seeds) >> 32;
        let number = Number::new(self.slots[hash as usize & (self.slots.len() - 1)] as u32)?;
        let entry = self.entry(number);
        (word.len() <= MAX_TOLD && entry.fits(ends, word)).then(|| (number, entry.met(self.document)))
    }

    /// The number of a word, which may be new.
    pub(crate) fn number(&mut self, word: &str) -> Number {
        let ends = Ends::of(word.as_bytes());
        let hash = ends.hash(word.as_bytes(), self.seeds) >> 32;
        let mut slot = hash as usize & (self.slots.len() - 1);
        while self.slots[slot] != 0 {
            let filled = self.slots[slot];
            if filled >> 32 == hash
                && let Some(number) = Number::new(filled as u32)
                && self.entry(number).fits(ends, word.as_bytes())
                && (word.len() <= MAX_TOLD || self.word(number) == word)
            {
                return number;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        let (start, n_bytes) = (self.text.len() as u32, word.len() as u32);
        self.text.push_str(word);
        let kind = Kind::default();
        self.entries.push(Entry { ends, n_bytes: capped(word.len()), kind, document: 0, id: 0, stem: 0 });
        self.origins.push(Origin { start, n_bytes, folded: None, nature: None, document: 0, term: 0 });
        let number = self.entries.len() as u32;
        self.slots[slot] = hash << 32 | u64::from(number);
        if 2 * self.entries.len() > self.slots.len() {
            self.spread();
        }
        Number::new(number).expect("there is an entry")
    }

    /// Doubles the slots.
    fn spread(&mut self) {
        let n_slots = 2 * self.slots.len();
        let filled = std::mem::replace(&mut self.slots, vec![0; n_slots]);
        for filled in filled.into_iter().filter(|filled| *filled != 0) {
            let mut slot = (filled >> 32) as usize & (n_slots - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (n_slots - 1);
            }
            self.slots[slot] = filled;
        }
    }

    /// The word with a number.
    pub(crate) fn word(&self, number: Number) -> &str {
        let &Origin { start, n_bytes, .. } = self.origin(number);
        &self.text[start as usize..(start + n_bytes) as usize]
    }

    fn entry(&self, number: Number) -> &Entry {
        &self.entries[number.get() as usize - 1]
    }

    fn origin(&self, number: Number) -> &Origin {
        &self.origins[number.get() as usize - 1]
    }

    fn origin_mut(&mut self, number: Number) -> &mut Origin {
        &mut self.origins[number.get() as usize - 1]
    }

    /// The word that a word is folded to.
    #[inline]
    pub(crate) fn folded(&mut self, number: Number) -> Number {
        self.origin(number).folded.unwrap_or_else(|| self.fold(number))
    }

    fn fold(&mut self, number: Number) -> Number {
        let folded = match folded(self.word(number)) {
            Cow::Borrowed(_) => number,
            Cow::Owned(key) => self.number(&key),
        };
        self.origin_mut(number).folded = Some(folded);
        folded
    }

    /// What a folded word is in `language`, that of the lexicon.
    #[inline]
    pub(crate) fn nature(&mut self, number: Number, language: &Language) -> Nature {
        self.origin(number).nature.unwrap_or_else(|| self.find_nature(number, language))
    }

    fn find_nature(&mut self, number: Number, language: &Language) -> Nature {
        let word = self.word(number);
        let kind = Kind {
            is_term: word.chars().nth(1).is_some() && !language.stop_words.contains(word),
            is_number: word.starts_with(char::is_numeric),
            is_weekday: word.chars().nth(3).is_some() && language.quantities.weekdays.contains(word),
        };
        let stem = Some(self.stemmer.stem(word)).filter(|stem| stem != word).map(Cow::into_owned);
        let stem = stem.map_or(number, |stem| self.number(&stem));
        let nature = Nature { stem, kind };
        self.origin_mut(number).nature = Some(nature);
        nature
    }

    /// The stem of a word as it stands in a text.
    pub(crate) fn stem_of(&mut self, form: &str, language: &Language) -> &str {
        let number = self.number(form);
        let folded = self.folded(number);
        let stem = self.nature(folded, language).stem;
        self.word(stem)
    }

    /// What this document makes of a word, if it has met it.
    #[inline]
    pub(crate) fn met_word(&self, number: Number) -> Option<Word> {
        self.entry(number).met(self.document)
    }

    /// Meets a word.
    pub(crate) fn meet_word(&mut self, number: Number, what: Word) {
        let entry = &mut self.entries[number.get() as usize - 1];
        entry.document = self.document;
        Word { id: entry.id, stem: entry.stem, kind: entry.kind } = what;
    }

    /// The number of a stem in this document; `next` where it is a new one.
    pub(crate) fn meet_term(&mut self, number: Number, next: u32) -> u32 {
        let document = self.document;
        let origin = self.origin_mut(number);
        if origin.document != document {
            (origin.document, origin.term) = (document, next);
        }
        origin.term
    }
}

/// Both halves of a product of 128 bits together.
#[inline]
pub(crate) fn folded_product(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use epitome_langs::Languages;

    use super::*;

    #[test]
    fn what_is_known_already_changes_nothing() {
        let languages = Languages::default();
        let french = languages.get("fr".parse().unwrap());
        let words: Vec<String> =
            (0..3 * N_SLOTS).map(|n| format!("{}Mot{n}ement", "a".repeat(n % 31))).collect();
        let read = || -> Vec<String> {
            let mut lexicon = Lexicon::of(french);
            let stems = words.iter().map(|word| {
                let number = lexicon.number(word);
                assert_eq!(lexicon.word(number), word);
                assert!(lexicon.met_word(number).is_none(), "a new document has met no word");
                lexicon.meet_word(number, Word::default());
                lexicon.stem_of(word, french).to_owned()
            });
            let stems = stems.collect();
            lexicon.keep();
            stems
        };
        let first = read();
        assert_eq!(read(), first);
        let expected = words.iter().map(|word| Stemmer::of(french).stem(&word.to_lowercase()).into_owned());
        assert!(first.into_iter().eq(expected));
    }

    #[test]
    fn words_that_begin_and_end_alike_are_different() {
        let mut lexicon = Lexicon::new(Languages::default().get("vi".parse().unwrap()));
        let words: Vec<String> = ["a", "ab", "abc", "abcd", "abcde", "abcdefgh", "abcdefghi"]
            .into_iter()
            .map(str::to_owned)
            .chain((1..40).map(|n| "a".repeat(n + 1)))
            .chain((0..26_u8).map(|n| format!("aaaaaaaa{}aaaaaaaaa", char::from(b'a' + n))))
            .collect();
        let numbers: Vec<Number> = words.iter().map(|word| lexicon.number(word)).collect();
        for (idx, word) in words.iter().enumerate() {
            assert_eq!(lexicon.word(numbers[idx]), word);
            let first = words.iter().position(|other| other == word);
            assert_eq!(first.map(|first| numbers[first]), Some(numbers[idx]), "{word}");
        }
    }

    #[test]
    fn a_stem_has_one_number_in_a_document() {
        let mut lexicon = Lexicon::new(Languages::default().get("vi".parse().unwrap()));
        let [one, other] = ["nước", "Nước"].map(|word| lexicon.number(word));
        assert_eq!(lexicon.folded(other), one);
        lexicon.document = 1;
        assert_eq!((lexicon.meet_term(one, 7), lexicon.meet_term(one, 8)), (7, 7));
        lexicon.document = 2;
        assert_eq!(lexicon.meet_term(one, 0), 0);
    }
}
