//! [`Words`]: which words of an article keep together as its [key terms](crate::key_terms).

use std::collections::HashMap;
use std::ops::Range;

use epitome_document::{Document, Sentence, Sentences, Span};
use epitome_langs::{AbbreviationClass, Language, fold, words};
use unicode_normalization::UnicodeNormalization;

use crate::Scores;
use crate::quotations::is_apostrophe;
use crate::surface::spoken;

/// The words of the longest term. Names of offices and bodies are seldom longer, also where every syllable is a word;
/// what returns for longer is a repeated sentence.
const MAX_WORDS: usize = 6;

/// The characters a word must have where we know no stop words: most function words have fewer. Set by hand.
const MIN_CHARS_UNKNOWN: usize = 4;

/// The words of all rows, one after the other.
pub(crate) struct Words<'a> {
    /// Their stems.
    pub(crate) stems: Vec<u32>,
    spans: Vec<Span>,
    /// Whether it may be part of a term.
    is_member: Vec<bool>,
    /// Whether it is a number, which begins no term.
    is_number: Vec<bool>,
    /// Whether it makes no term alone.
    says_little: Vec<bool>,
    /// Whether it begins with a capital.
    is_capital: Vec<bool>,
    /// Whether it begins with a capital without being the first of its sentence.
    is_named: Vec<bool>,
    /// Whether nothing but a space or a joining sign stands between it and the word before.
    follows: Vec<bool>,
    /// Whether a sign joins it to the word before.
    is_joined: Vec<bool>,
    /// For each stem whether it follows a word that stands before nouns; all do where the language has no list of such words.
    is_noun: Vec<bool>,
    /// Whether the title has a stem.
    pub(crate) in_title: Vec<bool>,
    /// The stems of the title, in order.
    title: &'a [u32],
}

impl<'a> Words<'a> {
    /// Those of the sentences in `language`.
    pub(crate) fn new(
        document: &Document,
        sentences: &Sentences,
        scores: &'a Scores,
        language: &Language,
    ) -> Words<'a> {
        let stems = &scores.readings.stems;
        let in_title = stems.are_among(&scores.readings.title.stems);
        let mut found = Words {
            stems: Vec::with_capacity(stems.n_words()),
            spans: Vec::with_capacity(stems.n_words()),
            is_member: Vec::new(),
            is_number: Vec::new(),
            says_little: Vec::new(),
            is_capital: Vec::new(),
            is_named: Vec::new(),
            follows: Vec::new(),
            is_joined: Vec::new(),
            is_noun: vec![language.before_nouns.is_empty(); in_title.len()],
            in_title,
            title: &scores.readings.title.stems,
        };
        let knows_stop_words = !language.stop_words.is_empty();
        let is_long = |form: &str| form.nfc().nth(MIN_CHARS_UNKNOWN - 1).is_some();
        for (nth, row) in scores.rows.iter().enumerate() {
            let Sentence { span, tag, .. } = *sentences.get(row.sentence);
            if tag.language() != language.tag.language() {
                continue;
            }
            let text = spoken(document.slice(span));
            let start = span.end() - text.len();
            let mut end = None;
            let mut is_noun_next = false;
            for (word, stem) in words(text).zip(stems.of(nth)) {
                let form = &text[word.range()];
                let between = end.map(|end| &text[end..word.start()]);
                let touches = between == Some("");
                found.stems.push(*stem);
                found.spans.push(Span::new(start + word.start(), start + word.end()));
                if touches && let Some(before) = found.is_member.last_mut() {
                    *before = true;
                }
                let key = fold(form);
                // A topic word and a stop word may share a stem: "Nhan Dan", "dans".
                let is_function_word =
                    language.stop_words.contains(&key) || language.verbs_of_saying.contains(&key);
                let is_topic = stems.is_topic(*stem) && !is_function_word;
                found.is_member.push(touches || (is_topic && (knows_stop_words || is_long(form))));
                found.is_number.push(!form.contains(char::is_alphabetic));
                found.says_little.push(says_little(form, &key, language));
                let is_capital = form.starts_with(char::is_uppercase);
                found.is_capital.push(is_capital);
                found.is_named.push(end.is_some() && is_capital);
                let is_joined = between.is_some_and(|between| JOINING.contains(&between));
                found.is_joined.push(is_joined);
                found.follows.push(is_joined || between.is_some_and(|between| between.trim().is_empty()));
                let is_close = |between: &str| between.trim_matches(is_apostrophe).trim().is_empty();
                found.is_noun[*stem as usize] |= is_noun_next && between.is_some_and(is_close);
                is_noun_next = language.before_nouns.contains(&key)
                    || language.number_words.contains(&key)
                    || form.starts_with(char::is_numeric);
                end = Some(word.end());
            }
        }
        found.add_particles();
        found
    }

    /// Makes a stop word with a capital between two words with capitals part of their name.
    fn add_particles(&mut self) {
        for idx in 1..self.stems.len().saturating_sub(1) {
            let is_within = self.follows[idx] && self.follows[idx + 1];
            if is_within && self.is_named[idx] && self.is_capital[idx - 1] && self.is_capital[idx + 1] {
                self.is_member[idx] = true;
            }
        }
    }

    /// For each word whether it is written as a name: with a capital, which at the head of a sentence tells nothing unless the word has
    /// one elsewhere too.
    pub(crate) fn names(&self) -> Vec<bool> {
        let mut is_named = vec![false; self.in_title.len()];
        let named = self.stems.iter().zip(&self.is_named).filter(|(_, is_named)| **is_named);
        named.for_each(|(stem, _)| is_named[*stem as usize] = true);
        self.stems
            .iter()
            .zip(&self.is_capital)
            .map(|(stem, is_capital)| *is_capital && is_named[*stem as usize])
            .collect()
    }

    /// Whether a stretch is a word with a capital beside another one that is no title.
    pub(crate) fn is_part_of_name(&self, stretch: &Range<usize>) -> bool {
        let is_name = |idx: usize| {
            self.is_capital.get(idx) == Some(&true) && self.is_member[idx] && !self.says_little[idx]
        };
        let follows = |idx: usize| self.follows.get(idx) == Some(&true);
        let before = || stretch.start > 0 && follows(stretch.start) && is_name(stretch.start - 1);
        let behind = || follows(stretch.end) && is_name(stretch.end);
        stretch.len() == 1 && is_name(stretch.start) && (before() || behind())
    }

    /// The longest stretches of words that keep together, in order.
    pub(crate) fn stretches(&self) -> Vec<Range<usize>> {
        let joins = self.joins();
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for idx in (0..self.stems.len()).filter(|idx| self.is_member[*idx]) {
            match stretches.last_mut() {
                Some(last) if last.end == idx && joins[idx] && last.len() < MAX_WORDS => last.end += 1,
                _ if !self.is_number[idx] => stretches.push(idx..idx + 1),
                _ => {}
            }
        }
        // A letter of a script without spaces is no term.
        let touches =
            |idx: usize| self.spans.get(idx + 1).is_some_and(|next| next.start() == self.spans[idx].end());
        let is_letter = |stretch: &Range<usize>| {
            stretch.len() == 1
                && (touches(stretch.start) || (stretch.start > 0 && touches(stretch.start - 1)))
        };
        stretches
            .retain(|stretch| !is_letter(stretch) && !self.says_little[stretch.clone()].iter().all(|is| *is));
        stretches
    }

    /// For each word whether it keeps together with the one before.
    fn joins(&self) -> Vec<bool> {
        let mut n_words = vec![0_u32; self.in_title.len()];
        let mut n_pairs: HashMap<[u32; 2], u32> = HashMap::new();
        let members = || (0..self.stems.len()).filter(|idx| self.is_member[*idx]);
        let pair = |idx: usize| {
            let is_pair = self.follows[idx] && idx > 0 && self.is_member[idx - 1];
            is_pair.then(|| [self.stems[idx - 1], self.stems[idx]])
        };
        for idx in members() {
            n_words[self.stems[idx] as usize] += 1;
            if let Some(pair) = pair(idx) {
                *n_pairs.entry(pair).or_default() += 1;
            }
        }
        for title in self.title.windows(2) {
            *n_pairs.entry([title[0], title[1]]).or_default() += 1;
        }
        self.title.iter().for_each(|stem| n_words[*stem as usize] += 1);
        let keeps_together = |pair: [u32; 2]| {
            let [left, right] = pair.map(|stem| n_words[stem as usize]);
            n_pairs[&pair] > 1 && 2 * n_pairs[&pair] >= left.min(right)
        };
        let mut joins = vec![false; self.stems.len()];
        for idx in members() {
            joins[idx] = pair(idx).is_some_and(|pair| self.is_joined[idx] || keeps_together(pair));
        }
        joins
    }

    /// Whether a stretch is one word that never follows one that stands before nouns: "fell", "restera".
    pub(crate) fn is_verb(&self, stretch: &Range<usize>) -> bool {
        stretch.len() == 1 && !self.is_noun[self.stems[stretch.start] as usize]
    }

    /// How a stretch is written.
    pub(crate) fn form(&self, document: &Document, stretch: &Range<usize>) -> String {
        let span = Span::new(self.spans[stretch.start].start(), self.spans[stretch.end - 1].end());
        let pieces: Vec<String> =
            document.slice(span).split_whitespace().map(|piece| piece.nfc().collect()).collect();
        pieces.join(" ")
    }
}

/// What joins two words into one.
const JOINING: [&str; 4] = ["-", "\u{2010}", "\u{2011}", "."];

/// Whether a word, also given folded, is one for numbers, or for what they count in any text: units, money, times; or a title.
fn says_little(form: &str, key: &str, language: &Language) -> bool {
    let quantities = &language.quantities;
    let is_title = || language.abbreviations.class(&format!("{form}.")) == Some(AbbreviationClass::Title);
    [
        &language.number_words,
        &language.months,
        &quantities.scales,
        &quantities.currencies,
        &quantities.units,
        &quantities.unit_symbols,
        &quantities.durations,
        &quantities.periods,
        &quantities.weekdays,
        &quantities.day_words,
        &quantities.month_words,
        &quantities.year_words,
        &quantities.clock_words,
        &quantities.hours,
        &quantities.minutes,
    ]
    .into_iter()
    .any(|list| list.contains(key))
        || is_title()
}
