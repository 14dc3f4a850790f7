//! [`Vocabulary`], [`Terms`] and [`Stems`]: which words a sentence holds.
//!
//! A term is the stem of a folded word that is no stop word and has more than one character. Terms are numbered in the order
//! of their first appearance, so that nothing depends on how a hash map is laid out. In scripts without spaces, where every
//! letter is a word, two letters that touch are a term (character bigrams).

use std::ops::Range;

use epitome_document::Span;
use epitome_langs::{Language, fold, folded, words};

use crate::lexicon::{Lexicon, Look, Number, Word};
use crate::stem::Stemmer;

/// Bytes of a word with what stands behind it: few sentences have more words than their length by this.
const MIN_BYTES_PER_WORD: usize = 5;

/// The same for terms, of which a sentence has one for every two words.
const MIN_BYTES_PER_TERM: usize = 10;

/// The words and terms met so far.
pub(crate) struct Vocabulary<'a> {
    language: &'a Language,
    lexicon: Lexicon,
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
    /// The numbers of its words, in order: two texts with the same numbers say the same, word for word.
    pub(crate) words: Vec<u32>,
    /// The numbers of their stems, in order; terms are those among them that carry a topic.
    pub(crate) stems: Vec<u32>,
    /// Its terms, each once and in order of number, with how often it occurs.
    pub(crate) terms: Vec<(u32, u32)>,
    /// How many words begin with a digit.
    pub(crate) n_numbers: u32,
    /// Room for the words as they are looked for, and for the terms as they come.
    looks: Vec<Look>,
    firsts: Vec<Option<Number>>,
    met: Vec<u32>,
}

impl Reading {
    /// Room for a sentence: few have more words.
    pub(crate) fn with_room() -> Reading {
        Reading {
            spans: Vec::with_capacity(N_WORDS),
            words: Vec::with_capacity(N_WORDS),
            stems: Vec::with_capacity(N_WORDS),
            terms: Vec::with_capacity(N_WORDS),
            n_numbers: 0,
            looks: Vec::with_capacity(N_WORDS),
            firsts: Vec::with_capacity(N_WORDS),
            met: Vec::with_capacity(N_WORDS),
        }
    }
}

const N_WORDS: usize = 64;

impl<'a> Vocabulary<'a> {
    /// An empty one, with the stop words and the stemmer of a language.
    pub(crate) fn new(language: &'a Language) -> Vocabulary<'a> {
        let lexicon = Lexicon::of(Stemmer::of(language));
        Vocabulary { language, lexicon, n_words: 0, is_topic: Vec::new() }
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
        let Reading { spans, words: ids, stems, terms, n_numbers, looks, firsts, met } = reading;
        ids.clear();
        stems.clear();
        met.clear();
        *n_numbers = 0;
        spans.clear();
        spans.extend(words(text));
        looks.clear();
        looks.extend(spans.iter().map(|span| self.lexicon.look(&text[span.range()])));
        firsts.clear();
        firsts.extend(looks.iter().map(|look| self.lexicon.first(look)));
        let mut before: Option<Span> = None;
        for (span, first) in spans.iter().zip(firsts) {
            let form = &text[span.range()];
            let number = first.unwrap_or_else(|| self.lexicon.number(form));
            let word = self.word(form, number);
            *n_numbers += u32::from(word.is_number);
            ids.push(word.id);
            stems.push(word.stem);
            if word.has_topic {
                met.push(word.stem);
            }
            if let Some(before) = before.filter(|before| before.end() == span.start()) {
                let pair = self.lexicon.number(&(fold(&text[before.range()]) + &folded(form)));
                met.push(self.term(pair, true));
            }
            before = Some(*span);
        }
        count(met, terms);
    }

    fn word(&mut self, form: &str, number: Number) -> Word {
        let folded = self.lexicon.folded(number);
        self.lexicon.met_word(folded).unwrap_or_else(|| self.new_word(form, number, folded))
    }

    /// Meets the word that a form is folded to; most are in small letters already.
    fn new_word(&mut self, form: &str, of_form: Number, number: Number) -> Word {
        let key = if of_form == number { form } else { self.lexicon.word(number) };
        let has_topic = key.chars().nth(1).is_some() && !self.language.stop_words.contains(key);
        let is_number = key.starts_with(char::is_numeric);
        let stem = self.lexicon.stem(number);
        let word = Word { id: self.n_words, stem: self.term(stem, has_topic), has_topic, is_number };
        self.n_words += 1;
        self.lexicon.meet_word(number, word);
        word
    }

    fn term(&mut self, number: Number, is_topic: bool) -> u32 {
        let next = self.is_topic.len() as u32;
        let term = self.lexicon.meet_term(number, next);
        if term == next {
            self.is_topic.push(is_topic);
        }
        term
    }
}

/// Counts how often each term was met.
fn count(met: &mut [u32], counts: &mut Vec<(u32, u32)>) {
    met.sort_unstable();
    counts.clear();
    for term in met {
        match counts.last_mut() {
            Some((last, count)) if last == term => *count += 1,
            _ => counts.push((*term, 1)),
        }
    }
}

/// The terms of all rows, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    starts: Vec<u32>,
    entries: Vec<(u32, u32)>,
}

impl Terms {
    /// Adds the terms of the next row.
    pub(crate) fn push(&mut self, terms: &[(u32, u32)]) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.entries.extend_from_slice(terms);
        self.starts.push(self.entries.len() as u32);
    }

    /// Room for the terms of so many rows and bytes of text: to double as it grows would take a book tens of megabytes.
    pub(crate) fn with_room(n_rows: usize, n_bytes: usize) -> Terms {
        let entries = Vec::with_capacity(n_bytes / MIN_BYTES_PER_TERM);
        Terms { starts: Vec::with_capacity(n_rows + 1), entries }
    }

    /// Gives back what is left of that room.
    pub(crate) fn shrink(&mut self) {
        self.entries.shrink_to_fit();
    }

    /// How many rows there are.
    pub(crate) fn n_rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The terms of a row, each once and in order of number, with how often it occurs.
    pub(crate) fn of(&self, row: usize) -> &[(u32, u32)] {
        &self.entries[self.range(row)]
    }

    /// Where the terms of a row stand among those of all rows.
    pub(crate) fn range(&self, row: usize) -> Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }

    /// For each of `n_terms` terms, in how many rows it occurs and how often altogether.
    pub(crate) fn frequencies(&self, n_terms: usize) -> (Vec<u32>, Vec<u32>) {
        let (mut rows, mut total) = (vec![0; n_terms], vec![0; n_terms]);
        for (term, count) in &self.entries {
            rows[*term as usize] += 1;
            total[*term as usize] += count;
        }
        (rows, total)
    }
}

/// The stems of all rows in the order of their words, one row after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stems {
    ends: Vec<u32>,
    items: Vec<u32>,
    is_topic: Vec<bool>,
}

impl Stems {
    /// Adds the stems of the next row.
    pub(crate) fn push(&mut self, stems: &[u32]) {
        self.items.extend_from_slice(stems);
        self.ends.push(self.items.len() as u32);
    }

    /// Room for the stems of so many rows and bytes of text.
    pub(crate) fn with_room(n_rows: usize, n_bytes: usize) -> Stems {
        let items = Vec::with_capacity(n_bytes / MIN_BYTES_PER_WORD);
        Stems { ends: Vec::with_capacity(n_rows), items, is_topic: Vec::new() }
    }

    /// Says which are terms, once all rows and the title have been read, and gives back what is left of the room.
    pub(crate) fn finish(&mut self, is_topic: Vec<bool>) {
        self.is_topic = is_topic;
        self.items.shrink_to_fit();
    }

    /// How many rows there are.
    pub(crate) fn n_rows(&self) -> usize {
        self.ends.len()
    }

    /// How many words all rows have.
    pub(crate) fn n_words(&self) -> usize {
        self.items.len()
    }

    /// How many different stems there are; their numbers are smaller.
    pub(crate) fn n_stems(&self) -> usize {
        self.is_topic.len()
    }

    /// The stems of a row.
    pub(crate) fn of(&self, row: usize) -> &[u32] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.items[start as usize..self.ends[row] as usize]
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
        assert_eq!(readings[0].terms, readings[1].terms);
        assert_ne!(readings[0].words, readings[1].words);
        assert_eq!(readings[0].words, readings[2].words);
    }

    #[test]
    fn numbers_are_counted_and_kept_as_terms() {
        let readings = read("en", &["US$7.5 billion in 2023", "2023"]);
        assert_eq!(readings[0].n_numbers, 2);
        assert_eq!(readings[1].terms.len(), 1);
        assert!(readings[0].terms.iter().any(|entry| entry.0 == readings[1].terms[0].0));
    }

    #[test]
    fn scripts_without_spaces_have_bigrams() {
        let readings = read("zh", &["北京大学", "大学", "京大"]);
        assert_eq!(readings[0].terms.len(), 3);
        let shared = |at: usize| readings[at].terms.iter().all(|entry| readings[0].terms.contains(entry));
        assert!(shared(1) && shared(2));
    }
}
