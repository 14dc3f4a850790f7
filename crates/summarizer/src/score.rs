//! [`score`]: what each eligible sentence is worth.

use std::collections::HashMap;

use epitome_document::{Cleaning, Document, End, LangTag, SentenceId, Sentences, Use};
use epitome_langs::{Language, Languages, fold, has_words, n_words, words};
use unicode_normalization::UnicodeNormalization;

use crate::centrality::Vectors;
use crate::quotations::{Quoting, quotations};
use crate::terms::{Reading, Terms, Vocabulary};
use crate::weights::N_SIGNALS;
use crate::{Features, Parts, SIGNALS};

/// What every eligible sentence is worth, and what [`select`](crate::select) needs besides.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// One for each eligible sentence, in document order.
    pub rows: Vec<Row>,
    /// Whether the article has a title, so that likeness to it counts.
    pub has_title: bool,
    /// The terms of each row.
    pub(crate) terms: Terms,
    /// How many different terms there are.
    pub(crate) n_terms: usize,
}

/// One eligible sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which one.
    pub sentence: SentenceId,
    /// What was counted in it.
    pub features: Features,
    /// How strong each signal is, 0 to 1000.
    pub signals: Parts,
    /// What each signal adds to the total.
    pub parts: Parts,
    /// 500 and the sum of the parts, kept within 0 and 1000: an average sentence without faults has 500.
    pub total: u16,
    /// Sentences with the same number belong to one quotation.
    pub quotation: Option<u32>,
    /// Words as a word processor counts them.
    pub n_words: u32,
    /// Characters: scalar values in NFC, a run of white space counted as one.
    pub n_chars: u32,
    /// The first row with the same words in the same order; itself when there is none before it.
    pub(crate) twin: u32,
}

/// Scores every eligible sentence: those with words, of blocks whose use is [`Use::Body`]. `language` is that of the
/// article; its stop words and stemmer decide which terms two sentences share.
#[must_use]
pub fn score(
    document: &Document,
    cleaning: &Cleaning,
    sentences: &Sentences,
    languages: &Languages,
    language: LangTag,
) -> Scores {
    let mut vocabulary = Vocabulary::new(languages.get(language));
    let quotings = quotations(document, sentences, languages);
    let mut first_with: HashMap<Box<[u32]>, u32> = HashMap::new();
    let mut scores = Scores::default();
    for (id, sentence) in sentences.iter() {
        let text = document.slice(sentence.span);
        if cleaning.of(sentence.block).usage != Use::Body || !has_words(text) {
            continue;
        }
        let reading = vocabulary.read(text);
        let position = scores.rows.len() as u32;
        let quoting = quotings[id.idx()];
        scores.terms.push(&reading.terms);
        scores.rows.push(Row {
            sentence: id,
            features: Features {
                position,
                unfinished: sentence.end != End::Terminal,
                ..surface(text, &reading, quoting, languages.get(sentence.tag))
            },
            signals: Parts::default(),
            parts: Parts::default(),
            total: 0,
            quotation: quoting.group,
            n_words: n_words(text) as u32,
            n_chars: n_chars(text),
            twin: *first_with.entry(reading.words).or_insert(position),
        });
    }
    let title = title(document, cleaning).map(|title| vocabulary.read(&title).terms).unwrap_or_default();
    scores.has_title = !title.is_empty();
    scores.n_terms = vocabulary.n_terms();
    let signals = measure(&mut scores, &title);
    weigh(&mut scores, signals);
    scores
}

/// The title of the article: what the source says, else the block the cleaner found.
fn title(document: &Document, cleaning: &Cleaning) -> Option<String> {
    let of_block = || cleaning.title.map(|id| document.slice(cleaning.inner(document.block(id).span)).into());
    document.meta.title.as_ref().map(|title| title.value.to_string()).or_else(of_block)
}

/// What can be seen in the sentence alone.
fn surface(text: &str, reading: &Reading, quoting: Quoting, language: &Language) -> Features {
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

/// The longest opener looked for, in words.
const MAX_OPENER_WORDS: usize = 4;

fn is_anaphoric(text: &str, language: &Language) -> bool {
    let start = words(text).next().map_or(0, |word| word.start());
    words(text)
        .take(MAX_OPENER_WORDS)
        .any(|word| language.anaphora.contains(&fold(&text[start..word.end()])))
}

fn is_question(text: &str) -> bool {
    let after_words = text.rfind(char::is_alphanumeric).unwrap_or(0);
    text[after_words..].contains(['?', '？', '؟', '\u{37E}'])
}

fn n_chars(text: &str) -> u32 {
    let mut in_space = false;
    let counts = |c: char| {
        let was_in_space = std::mem::replace(&mut in_space, c.is_whitespace());
        !(was_in_space && in_space)
    };
    text.nfc().filter({ let mut counts = counts; move |c| counts(*c) }).count() as u32
}

/// The most frequent terms that count as frequent.
const N_FREQUENT: usize = 20;

/// Fills in the features that need the whole article and returns the signals of each row, 0 to 1 each, in the order of
/// [`SIGNALS`].
fn measure(scores: &mut Scores, title: &[(u32, u32)]) -> Vec<[f64; N_SIGNALS]> {
    let (n_rows_with, totals) = scores.terms.frequencies(scores.n_terms);
    let vectors = Vectors::new(&scores.terms, &n_rows_with);
    let centrality = vectors.centrality();
    let title_similarity = vectors.cosines_with(title);
    let is_frequent = most_frequent(&totals);
    let is_in_title = marked(title.iter().map(|entry| entry.0), scores.n_terms);
    let first = if scores.rows.is_empty() { &[] } else { scores.terms.of(0) };
    let is_in_lead = marked(first.iter().map(|entry| entry.0), scores.n_terms);

    let forward = shares(centrality.iter().map(|row| row.forward).collect());
    let backward = shares(centrality.iter().map(|row| row.backward).collect());
    let centroid = shares(centrality.iter().map(|row| row.centroid).collect());
    let mut frequency = Vec::with_capacity(scores.rows.len());
    let mut coverage = Vec::with_capacity(scores.rows.len());
    for (idx, row) in scores.rows.iter_mut().enumerate() {
        let terms = scores.terms.of(idx);
        let with = |marks: &[bool]| terms.iter().filter(|entry| marks[entry.0 as usize]).count() as u32;
        row.features.title_words = with(&is_in_title);
        row.features.frequent_words = with(&is_frequent);
        row.features.lead_words = if idx == 0 { 0 } else { with(&is_in_lead) };
        row.features.centrality = per_mille(forward[idx]) as u16;
        let n_occurrences: u32 = terms.iter().map(|entry| entry.1).sum();
        let logs = terms.iter().map(|(term, count)| {
            f64::from(*count) * (1.0 + libm::log(f64::from(totals[*term as usize])))
        });
        // Below three terms a mean says little, so it is held down.
        frequency.push(logs.sum::<f64>() / f64::from(n_occurrences.max(3)));
        let frequent = terms.iter().filter(|entry| is_frequent[entry.0 as usize]);
        coverage.push(frequent.map(|entry| f64::from(totals[entry.0 as usize])).sum());
    }
    let (frequency, coverage) = (shares(frequency), shares(coverage));
    scores
        .rows
        .iter()
        .enumerate()
        .map(|(idx, row)| {
            let features = &row.features;
            let n_words = f64::from(features.words);
            let is = |flag: bool| f64::from(u8::from(flag));
            [
                title_similarity[idx],
                f64::from(features.title_words) / (title.len().max(1) as f64),
                1.0 / (1.0 + idx as f64),
                is(idx < 3),
                if idx == 0 { 0.0 } else { vectors.cosine(idx, 0) },
                frequency[idx],
                coverage[idx],
                centroid[idx],
                forward[idx],
                backward[idx],
                ((n_words - 40.0) / 40.0).clamp(0.0, 1.0),
                is(features.is_short()),
                is(features.question),
                is(features.unfinished),
                is(features.unbalanced),
            ]
        })
        .collect()
}

/// Marks the terms that occur most often, at least twice; of equally frequent ones the first met.
fn most_frequent(totals: &[u32]) -> Vec<bool> {
    let mut terms: Vec<u32> = (0..totals.len() as u32).filter(|term| totals[*term as usize] > 1).collect();
    terms.sort_by_key(|term| std::cmp::Reverse(totals[*term as usize]));
    terms.truncate(N_FREQUENT);
    marked(terms.into_iter(), totals.len())
}

fn marked(terms: impl Iterator<Item = u32>, n_terms: usize) -> Vec<bool> {
    let mut marks = vec![false; n_terms];
    terms.for_each(|term| marks[term as usize] = true);
    marks
}

/// Each value as a share of the largest.
fn shares(mut values: Vec<f64>) -> Vec<f64> {
    let largest = values.iter().copied().fold(0.0, f64::max);
    if largest > 0.0 {
        values.iter_mut().for_each(|value| *value /= largest);
    }
    values
}

fn per_mille(share: f64) -> i64 {
    (share * 1000.0 + 0.5) as i64
}

/// Signals times weights, in whole numbers from here on.
fn weigh(scores: &mut Scores, signals: Vec<[f64; N_SIGNALS]>) {
    let signals: Vec<[i64; N_SIGNALS]> = signals.into_iter().map(|row| row.map(per_mille)).collect();
    let n_rows = signals.len().max(1) as i64;
    let means: [i64; N_SIGNALS] =
        std::array::from_fn(|at| signals.iter().map(|row| row[at]).sum::<i64>() / n_rows);
    for (row, signals) in scores.rows.iter_mut().zip(&signals) {
        let parts: [i64; N_SIGNALS] = std::array::from_fn(|at| {
            let signal = &SIGNALS[at];
            let weight = if scores.has_title { signal.with_title } else { signal.without_title };
            let mean = if signal.centred { means[at] } else { 0 };
            (i64::from(weight) * (signals[at] - mean) + 500).div_euclid(1000)
        });
        row.signals = signals.map(|value| value as i16).into();
        row.parts = parts.map(|value| value as i16).into();
        row.total = (500 + parts.iter().sum::<i64>()).clamp(0, 1000) as u16;
    }
}
