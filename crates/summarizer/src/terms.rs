//! [`Vocabulary`], [`Terms`] and [`Stems`]: which words a sentence holds.
//!
//! A term is the stem of a folded word that is no stop word and has more than one character. Terms are numbered in the order
//! of their first appearance, so that nothing depends on how a hash map is laid out. In scripts without spaces, where every
//! letter is a word, two letters that touch are a term (character bigrams).

use epitome_document::Span;
use epitome_langs::{GOLDEN, Language, Length, fold, folded, length_and_words};

use crate::lexicon::{Lexicon, Look, Number, Word};
use crate::rows::Rows;

/// Bytes of a word with what stands behind it: few sentences have more words than their length by this.
const MIN_BYTES_PER_WORD: usize = 5;

/// The same of a term: about half of all words are function words, or stand in the sentence before.
const MIN_BYTES_PER_TERM: usize = 10;

/// The words and terms met so far.
pub(crate) struct Vocabulary<'a> {
    language: &'a Language,
    lexicon: Lexicon,
    /// Room for the words of a text.
    looks: Vec<Look>,
    /// How many different words were met, folded.
    n_words: u32,
    /// For each stem whether it is a term; the first word with the stem decides.
    is_topic: Vec<bool>,
}

/// A text by its words.
#[derive(Default)]
pub(crate) struct Reading {
    /// Where its words stand.
    pub(crate) spans: Vec<Span>,
    /// What they are, in order.
    pub(crate) words: Vec<Word>,
    /// Pairs of letters that touch, which are terms too.
    pub(crate) pairs: Vec<u32>,
    /// How long it is.
    pub(crate) length: Length,
}

impl Reading {
    /// Room for a sentence: few have more words.
    pub(crate) fn with_room() -> Reading {
        let (spans, words) = (Vec::with_capacity(N_WORDS), Vec::with_capacity(N_WORDS));
        Reading { spans, words, ..Reading::default() }
    }

    /// The numbers of its words' stems, in order.
    pub(crate) fn stems(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().map(|word| word.stem)
    }

    /// Its terms, each once and in order.
    pub(crate) fn terms(&self) -> Vec<u32> {
        let of_words = self.words.iter().filter(|word| word.kind.is_term).map(|word| word.stem);
        let mut terms: Vec<u32> = of_words.chain(self.pairs.iter().copied()).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// How many words begin with a digit.
    pub(crate) fn n_numbers(&self) -> u32 {
        self.words.iter().map(|word| u32::from(word.kind.is_number)).sum()
    }

    /// Whether a word is a day of the week.
    pub(crate) fn has_weekday(&self) -> bool {
        self.words.iter().any(|word| word.kind.is_weekday)
    }

    /// A hash of its words.
    pub(crate) fn hash(&self) -> u64 {
        let mix = |hash: u64, word: &Word| (hash ^ u64::from(word.id)).wrapping_mul(GOLDEN).rotate_left(29);
        self.words.iter().fold(0, mix)
    }

    /// Whether two texts say the same, word for word.
    pub(crate) fn says_the_same(&self, other: &Reading) -> bool {
        self.words.iter().map(|word| word.id).eq(other.words.iter().map(|word| word.id))
    }
}

/// Words of nearly all sentences.
const N_WORDS: usize = 64;

/// Different words of most articles.
const N_DIFFERENT: usize = 512;

impl<'a> Vocabulary<'a> {
    /// An empty one, with the stop words and the stemmer of a language.
    pub(crate) fn new(language: &'a Language) -> Vocabulary<'a> {
        let is_topic = Vec::with_capacity(N_DIFFERENT);
        let looks = Vec::with_capacity(N_WORDS);
        Vocabulary { language, lexicon: Lexicon::of(language), looks, n_words: 0, is_topic }
    }

    /// How many terms and other stems there are; their numbers are smaller.
    pub(crate) fn n_terms(&self) -> usize {
        self.is_topic.len()
    }

    /// For each stem whether it is a term.
    pub(crate) fn into_topics(self) -> Vec<bool> {
        self.lexicon.keep();
        self.is_topic
    }

    /// Reads a text.
    pub(crate) fn read(&mut self, text: &str) -> Reading {
        let mut reading = Reading::default();
        self.read_into(&mut reading, text);
        reading
    }

    /// Reads a text in the place of another one, whose memory is used again.
    pub(crate) fn read_into(&mut self, reading: &mut Reading, text: &str) {
        let Reading { spans, words: found, pairs, length } = reading;
        spans.clear();
        found.clear();
        pairs.clear();
        *length = length_and_words(text, |span| spans.push(span));
        let mut looks = std::mem::take(&mut self.looks);
        self.lexicon.look_up(text, spans, &mut looks);
        let mut before = Span::new(text.len(), text.len());
        found.extend(looks.iter().map(|look| {
            let span = look.word;
            let word = self.lexicon.met(look).unwrap_or_else(|| {
                let number = look.number.unwrap_or_else(|| self.lexicon.number(&text[span.range()]));
                self.meet(number)
            });
            if before.end() == span.start() {
                let [before, form] = [before, span].map(|span| &text[span.range()]);
                pairs.push(self.pair(&(fold(before) + &folded(form))));
            }
            before = span;
            word
        }));
        self.looks = looks;
    }

    /// Meets a word as it stands in the text. Kept out of the loop over words.
    #[inline(never)]
    fn meet(&mut self, form: Number) -> Word {
        let next = self.is_topic.len() as u32;
        let word = self.lexicon.meet(form, self.n_words, next, self.language);
        self.n_words += u32::from(word.id == self.n_words);
        if word.stem == next {
            self.is_topic.push(word.kind.is_term);
        }
        word
    }

    /// Meets a pair of letters.
    fn pair(&mut self, pair: &str) -> u32 {
        let next = self.is_topic.len() as u32;
        let number = self.lexicon.number(pair);
        let term = self.lexicon.meet_term(number, next);
        if term == next {
            self.is_topic.push(true);
        }
        term
    }
}

/// The different terms of all rows, and what is known of each and of each word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    /// A term that a row has once is its number, one that it has more often its number with a mark, and behind it how often.
    terms: Rows<u32>,
    facts: Vec<Facts>,
    /// Room for the numbers of a row that others had, and for those that none had.
    known: Vec<u32>,
    new: Vec<u32>,
}

/// The mark of a term that a row has more than once, above all numbers: a text has less than 2²⁹ bytes.
const SEVERAL: u32 = 1 << 31;

/// What is known of a word or term in all rows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    /// How often it occurs, as a word and as a term.
    pub(crate) n_words: u32,
    pub(crate) n_terms: u32,
    /// In how many rows it does.
    pub(crate) n_rows_of_word: u32,
    pub(crate) n_rows_of_term: u32,
    /// The first row that has it as a word.
    pub(crate) first_row: u32,
    /// One more than the last row that has it, and how often that does: as a word, and above that as a term.
    rows_up_to_last: u32,
    n_in_last: u64,
}

impl Terms {
    /// Room for the terms of so many rows and bytes of text.
    pub(crate) fn with_room(n_rows: usize, n_bytes: usize) -> Terms {
        Terms {
            terms: Rows::with_room(n_rows, n_bytes / MIN_BYTES_PER_TERM),
            facts: Vec::with_capacity(N_DIFFERENT),
            known: Vec::with_capacity(N_WORDS),
            new: Vec::with_capacity(N_WORDS),
        }
    }

    /// Adds the next row; all its numbers are below `n`, and those that no row has had above all that one had.
    pub(crate) fn push(&mut self, reading: &Reading, n: usize) {
        const WORD: u64 = 1;
        const TERM: u64 = 1 << 32;
        self.facts.resize(n, Facts::default());
        let Terms { terms, facts, known, new } = self;
        let row = terms.len() as u32;
        // Whether a number is new, known or of this row already is as good as chance: all are written down, and none asked.
        let n_room = known.len().max(reading.words.len() + reading.pairs.len());
        known.resize(n_room, 0);
        new.resize(n_room, 0);
        let (mut n_known, mut n_new) = (0, 0);
        let mut meet = |number: u32, what: u64| {
            let facts = &mut facts[number as usize];
            let is_first = facts.rows_up_to_last <= row;
            let is_new = facts.rows_up_to_last == 0;
            (known[n_known], new[n_new]) = (number, number);
            n_known += usize::from(is_first & !is_new);
            n_new += usize::from(is_new);
            facts.n_in_last = what + if is_first { 0 } else { facts.n_in_last };
            facts.rows_up_to_last = row + 1;
        };
        let of_word = |word: &Word| WORD + if word.kind.is_term { TERM } else { 0 };
        reading.words.iter().for_each(|word| meet(word.stem, of_word(word)));
        reading.pairs.iter().for_each(|pair| meet(*pair, TERM));
        let (known, new) = (&mut known[..n_known], &mut new[..n_new]);
        known.sort_unstable();
        if !reading.pairs.is_empty() {
            new.sort_unstable();
        }
        for number in known.iter().chain(&*new) {
            let facts = &mut facts[*number as usize];
            let (n_words, n_terms) = (facts.n_in_last as u32, (facts.n_in_last >> 32) as u32);
            if facts.n_words == 0 {
                facts.first_row = row;
            }
            facts.n_words += n_words;
            facts.n_terms += n_terms;
            facts.n_rows_of_word += u32::from(n_words > 0);
            facts.n_rows_of_term += u32::from(n_terms > 0);
            let several = if n_terms > 1 { SEVERAL } else { 0 };
            terms.add_if(n_terms > 0, number | several);
            terms.add_if(n_terms > 1, n_terms);
        }
        terms.end();
    }

    /// Makes sure that there are facts of all numbers below `n`, and gives back what is left of the room.
    pub(crate) fn finish(&mut self, n: usize) {
        self.facts.resize(n, Facts::default());
        self.facts.shrink_to_fit();
        self.terms.finish();
    }

    /// How many rows there are.
    pub(crate) fn n_rows(&self) -> usize {
        self.terms.len()
    }

    /// The terms of a row, in order of number, with how often each occurs.
    pub(crate) fn counts(&self, row: usize) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut items = self.terms.of(row).iter();
        std::iter::from_fn(move || {
            let number = *items.next()?;
            Some(if number & SEVERAL == 0 { (number, 1) } else { (number & !SEVERAL, *items.next()?) })
        })
    }

    /// How many terms all rows have at the most.
    pub(crate) fn max_counts(&self) -> usize {
        self.terms.n_items()
    }

    /// What is known of each word and term, by number.
    pub(crate) fn facts(&self) -> &[Facts] {
        &self.facts
    }
}

/// The stems of all rows in the order of their words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stems {
    rows: Rows<u32>,
    is_topic: Vec<bool>,
}

impl Stems {
    /// Adds the stems of the next row.
    pub(crate) fn push(&mut self, stems: impl Iterator<Item = u32>) {
        self.rows.extend(stems);
        self.rows.end();
    }

    /// Of each stem and term whether it is one of these.
    pub(crate) fn are_among(&self, numbers: &[u32]) -> Vec<bool> {
        let mut are_among = vec![false; self.n_stems()];
        numbers.iter().for_each(|number| are_among[*number as usize] = true);
        are_among
    }

    /// Room for the stems of so many rows and bytes of text.
    pub(crate) fn with_room(n_rows: usize, n_bytes: usize) -> Stems {
        Stems { rows: Rows::with_room(n_rows, n_bytes / MIN_BYTES_PER_WORD), is_topic: Vec::new() }
    }

    /// Says which are terms, once all rows and the title have been read, and gives back what is left of the room.
    pub(crate) fn finish(&mut self, is_topic: Vec<bool>) {
        self.is_topic = is_topic;
        self.rows.finish();
    }

    /// How many rows there are.
    pub(crate) fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// How many words all rows have.
    pub(crate) fn n_words(&self) -> usize {
        self.rows.n_items()
    }

    /// How many different stems there are; their numbers are smaller.
    pub(crate) fn n_stems(&self) -> usize {
        self.is_topic.len()
    }

    /// The stems of a row.
    pub(crate) fn of(&self, row: usize) -> &[u32] {
        self.rows.of(row)
    }

    /// Whether a stem carries a topic.
    pub(crate) fn is_topic(&self, stem: u32) -> bool {
        self.is_topic[stem as usize]
    }
}

#[cfg(test)]
mod tests {
    use epitome_langs::Languages;

    use super::*;

    fn read(tag: &str, texts: &[&str]) -> Vec<Reading> {
        let languages = Languages::default();
        let mut vocabulary = Vocabulary::new(languages.get(tag.parse().unwrap()));
        texts.iter().map(|text| vocabulary.read(text)).collect()
    }

    #[test]
    fn inflections_are_one_term_but_different_words() {
        let readings = read("fr", &["Données numériques", "donnée numérique", "DONNÉES NUMÉRIQUES !"]);
        assert_eq!(readings[0].terms(), readings[1].terms());
        assert!(!readings[0].says_the_same(&readings[1]));
        assert!(readings[0].says_the_same(&readings[2]));
    }

    #[test]
    fn numbers_are_counted_and_kept_as_terms() {
        let readings = read("en", &["US$7.5 billion in 2023", "2023"]);
        assert_eq!(readings[0].n_numbers(), 2);
        assert_eq!(readings[1].terms().len(), 1);
        assert!(readings[0].terms().contains(&readings[1].terms()[0]));
    }

    #[test]
    fn scripts_without_spaces_have_bigrams() {
        let readings = read("zh", &["北京大学", "大学", "京大"]);
        assert_eq!(readings[0].terms().len(), 3);
        let shared = |at: usize| readings[at].terms().iter().all(|term| readings[0].terms().contains(term));
        assert!(shared(1) && shared(2));
    }

    #[test]
    fn a_row_tells_how_often_it_has_each_term() {
        let mut terms = Terms::default();
        read("en", &["Bridge, ferry, bridge and Bridge", "A ferry"])
            .iter()
            .for_each(|row| terms.push(row, 4));
        let counts = [0, 1].map(|row| terms.counts(row).collect::<Vec<_>>());
        assert_eq!(counts, [vec![(0, 3), (1, 1)], vec![(1, 1)]]);
    }
}
