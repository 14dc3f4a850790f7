//! [`Lexicon`]: words with their folded forms and stems, each worked out once.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use epitome_document::Span;
use epitome_langs::{Language, ListId, folded};
use foldhash::fast::RandomState;

use crate::ends::{Ends, MAX_TOLD};
use crate::stem::Stemmer;

/// Different words by number, with the words they are folded to, the stems of those, and what a document makes of them. It is kept
/// from one document to the next in the same language, since most words come again; what is known already changes nothing but the time.
pub(crate) struct Lexicon {
    stemmer: Stemmer,
    stop_words: ListId,
    /// All words, one after the other.
    text: String,
    entries: Vec<Entry>,
    folded: Vec<Folded>,
    stems: Vec<Stem>,
    /// The number of a word at its hash, or behind it. At least half of the slots are free.
    slots: Vec<Option<Number>>,
    /// Drawn anew for every lexicon, so that no text can be made whose words share their slots.
    seeds: [u64; 3],
    /// The number of the document that is read.
    document: u32,
}

/// A word as it is written, in half a line of the cache.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Entry {
    ends: Ends,
    start: u32,
    n_bytes: u32,
    /// What it is folded to, and which stem it is itself, once they were asked for.
    folded: Option<NonZeroU32>,
    stem: Option<NonZeroU32>,
}

impl Entry {
    /// Whether it may be that of a word, and is if the ends of that tell it.
    #[inline]
    fn fits(&self, ends: Ends, n_bytes: usize) -> bool {
        self.ends == ends && self.n_bytes as usize == n_bytes
    }

    /// Where the word stands among all.
    fn range(&self) -> Range<usize> {
        self.start as usize..(self.start + self.n_bytes) as usize
    }
}

/// What is asked about a folded word, and what the last document made of it that had it.
#[derive(Clone, Copy)]
struct Folded {
    stem: NonZeroU32,
    document: u32,
    word: Word,
}

/// The word that a stem is, the last document that had it, and its number there.
#[derive(Clone, Copy)]
struct Stem {
    word: Number,
    document: u32,
    term: u32,
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

/// A word of a text that is looked up, before anything depends on whether it is found.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    ends: Ends,
    pub(crate) word: Span,
    /// Its number, if it is known at once, what it is folded to, and the last document that had that.
    pub(crate) number: Option<Number>,
    folded: Option<NonZeroU32>,
    document: u32,
}

/// The number of a word, from one.
pub(crate) type Number = NonZeroU32;

/// What a document makes of a folded word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
        let (text, slots) = (String::new(), vec![None; N_SLOTS]);
        let (entries, folded, stems) = (Vec::new(), Vec::new(), Vec::new());
        Lexicon { stemmer, stop_words, text, entries, folded, stems, slots, seeds, document: 0 }
    }

    /// Looks up the words of a text, so that no lookup waits for another. Most stand in the first slot they may have, and are known at once.
    pub(crate) fn look_up(&self, text: &str, words: &[Span], looks: &mut Vec<Look>) {
        looks.clear();
        looks.extend(words.iter().map(|word| {
            let ends = Ends::of(text.as_bytes(), word.range());
            let number = self.slots[self.slot(ends.hash(text.as_bytes(), word.range(), self.seeds))];
            Look { ends, word: *word, number, folded: None, document: 0 }
        }));
        for look in looks {
            let is_told = look.word.len() <= MAX_TOLD;
            look.number =
                look.number.filter(|first| is_told && self.entry(*first).fits(look.ends, look.word.len()));
            look.folded = look.number.and_then(|number| self.entry(number).folded);
            look.document = look.folded.map_or(0, |folded| self.folded[idx(folded)].document);
        }
    }

    /// What this document makes of a word that was looked up, if it had met it then.
    #[inline]
    pub(crate) fn met(&self, look: &Look) -> Option<Word> {
        let folded = look.folded.filter(|_| look.document == self.document)?;
        Some(self.folded[idx(folded)].word)
    }

    /// The number of a word, which may be new.
    pub(crate) fn number(&mut self, word: &str) -> Number {
        let ends = Ends::of(word.as_bytes(), 0..word.len());
        let mut slot = self.slot(ends.hash(word.as_bytes(), 0..word.len(), self.seeds));
        while let Some(number) = self.slots[slot] {
            if self.entry(number).fits(ends, word.len())
                && (word.len() <= MAX_TOLD || self.word(number) == word)
            {
                return number;
            }
            slot = self.next(slot);
        }
        let (start, n_bytes) = (self.text.len() as u32, word.len() as u32);
        self.text.push_str(word);
        let number = pushed(&mut self.entries, Entry { ends, start, n_bytes, folded: None, stem: None });
        self.slots[slot] = Some(number);
        if 2 * self.entries.len() > self.slots.len() {
            self.spread();
        }
        number
    }

    /// Doubles the slots.
    fn spread(&mut self) {
        self.slots = vec![None; 2 * self.slots.len()];
        for (number, entry) in (1..).zip(&self.entries) {
            let hash = entry.ends.hash(self.text.as_bytes(), entry.range(), self.seeds);
            let mut slot = self.slot(hash);
            while self.slots[slot].is_some() {
                slot = self.next(slot);
            }
            self.slots[slot] = Number::new(number);
        }
    }

    /// The first slot for a hash: by its upper half, which is mixed better.
    fn slot(&self, hash: u64) -> usize {
        (hash >> 32) as usize & (self.slots.len() - 1)
    }

    fn next(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }

    /// The word with a number.
    pub(crate) fn word(&self, number: Number) -> &str {
        &self.text[self.entry(number).range()]
    }

    fn entry(&self, number: Number) -> &Entry {
        &self.entries[idx(number)]
    }

    /// What this document makes of a word in `language`, that of the lexicon. Where it has not met the word yet, or its stem, these get the
    /// next numbers: `id`, and `term`.
    pub(crate) fn meet(&mut self, number: Number, id: u32, term: u32, language: &Language) -> Word {
        let place = self.entry(number).folded.unwrap_or_else(|| self.fold(number, language));
        let Folded { stem, document, word } = self.folded[idx(place)];
        if document == self.document {
            return word;
        }
        let word = Word { id, stem: self.meet_stem(stem, term), kind: word.kind };
        self.folded[idx(place)] = Folded { stem, document: self.document, word };
        word
    }

    /// The number of a word in this document as a stem; `next` where it is a new one.
    pub(crate) fn meet_term(&mut self, number: Number, next: u32) -> u32 {
        let stem = self.stem(number);
        self.meet_stem(stem, next)
    }

    fn meet_stem(&mut self, stem: NonZeroU32, next: u32) -> u32 {
        let stem = &mut self.stems[idx(stem)];
        if stem.document != self.document {
            (stem.document, stem.term) = (self.document, next);
        }
        stem.term
    }

    /// What a word is folded to.
    fn fold(&mut self, number: Number, language: &Language) -> NonZeroU32 {
        let key = match folded(self.word(number)) {
            Cow::Borrowed(_) => number,
            Cow::Owned(key) => self.number(&key),
        };
        let known = self.entry(key).folded;
        let place = known.unwrap_or_else(|| {
            let folded = self.describe(key, language);
            pushed(&mut self.folded, folded)
        });
        self.entries[idx(key)].folded = Some(place);
        self.entries[idx(number)].folded = Some(place);
        place
    }

    /// What holds for a folded word in every document.
    fn describe(&mut self, number: Number, language: &Language) -> Folded {
        let word = self.word(number);
        let kind = Kind {
            is_term: word.chars().nth(1).is_some() && !language.stop_words.contains(word),
            is_number: word.starts_with(char::is_numeric),
            is_weekday: word.chars().nth(3).is_some() && language.quantities.weekdays.contains(word),
        };
        let stem = Some(self.stemmer.stem(word)).filter(|stem| stem != word).map(Cow::into_owned);
        let stem = stem.map_or(number, |stem| self.number(&stem));
        Folded { stem: self.stem(stem), document: 0, word: Word { kind, ..Word::default() } }
    }

    /// Which stem a word is itself.
    fn stem(&mut self, number: Number) -> NonZeroU32 {
        self.entry(number).stem.unwrap_or_else(|| {
            let stem = pushed(&mut self.stems, Stem { word: number, document: 0, term: 0 });
            self.entries[idx(number)].stem = Some(stem);
            stem
        })
    }

    /// The stem of a word as it stands in a text.
    pub(crate) fn stem_of(&mut self, form: &str, language: &Language) -> &str {
        let number = self.number(form);
        let folded = self.entry(number).folded.unwrap_or_else(|| self.fold(number, language));
        let stem = self.folded[idx(folded)].stem;
        self.word(self.stems[idx(stem)].word)
    }
}

/// The place of what has a number from one on.
fn idx(number: NonZeroU32) -> usize {
    number.get() as usize - 1
}

/// Adds an item and gives its number. The room grows by half and is not doubled: a thread keeps it.
fn pushed<T>(items: &mut Vec<T>, item: T) -> NonZeroU32 {
    if items.len() == items.capacity() {
        items.reserve_exact(N_SLOTS.max(items.len() / 2));
    }
    items.push(item);
    NonZeroU32::new(items.len() as u32).expect("there is an item")
}

#[cfg(test)]
mod tests {
    use epitome_langs::Languages;

    use super::*;

    fn met(lexicon: &Lexicon, word: &str) -> Option<Word> {
        let mut looks = Vec::new();
        lexicon.look_up(word, &[Span::new(0, word.len())], &mut looks);
        lexicon.met(&looks[0])
    }

    #[test]
    fn what_is_known_already_changes_nothing() {
        let languages = Languages::default();
        let french = languages.get("fr".parse().unwrap());
        let words: Vec<String> =
            (0..3 * N_SLOTS).map(|n| format!("{}Mot{n}ement", "a".repeat(n % 31))).collect();
        let read = || -> Vec<String> {
            let (mut lexicon, mut n_met) = (Lexicon::of(french), 0);
            let stems = words.iter().map(|word| {
                let number = lexicon.number(word);
                assert_eq!(lexicon.word(number), word);
                assert_eq!(met(&lexicon, word), None, "a new document has met no word");
                let what = lexicon.meet(number, 0, 0, french);
                let met = met(&lexicon, word);
                assert!(met.is_none_or(|met| met == what), "{word}");
                n_met += usize::from(met.is_some());
                lexicon.stem_of(word, french).to_owned()
            });
            let stems = stems.collect();
            lexicon.keep();
            assert!(n_met > N_SLOTS / 4, "{n_met} of the words that their ends tell");
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
        let (text, mut looks) = (words.join("'"), Vec::new());
        let spans: Vec<Span> = epitome_langs::words(&text).collect();
        lexicon.look_up(&text, &spans, &mut looks);
        let known = looks.iter().zip(numbers).filter(|(look, _)| look.number.is_some());
        let n_known = known.map(|(look, number)| assert_eq!(look.number, Some(number))).count();
        assert!(n_known > spans.iter().filter(|span| span.len() <= MAX_TOLD).count() / 2, "{n_known}");
    }

    #[test]
    fn a_stem_has_one_number_in_a_document() {
        let languages = Languages::default();
        let vietnamese = languages.get("vi".parse().unwrap());
        let mut lexicon = Lexicon::new(vietnamese);
        let [one, other] = ["nước", "Nước"].map(|word| lexicon.number(word));
        lexicon.document = 1;
        let words = [other, one].map(|word| lexicon.meet(word, 3, 7, vietnamese));
        assert_eq!(words.map(|word| (word.id, word.stem)), [(3, 7); 2]);
        assert_eq!(lexicon.meet_term(one, 8), 7);
        lexicon.document = 2;
        assert_eq!(lexicon.meet_term(one, 0), 0);
        assert_eq!(lexicon.meet(other, 0, 1, vietnamese).stem, 0);
    }
}
