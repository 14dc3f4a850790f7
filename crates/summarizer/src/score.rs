//! [`score`]: what each eligible sentence is worth.

use std::collections::HashMap;

use epitome_document::{Cleaning, Document, End, LangTag, Role, SentenceId, Sentences, Use};
use epitome_langs::{Languages, has_words, n_words};

use crate::quotations::quotations;
use crate::signals::{measure, per_mille};
use crate::surface::{n_chars, surface};
use crate::terms::{Terms, Vocabulary};
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
                // An item of a list is a part of the sentence that opens the list.
                unfinished: sentence.end != End::Terminal
                    || cleaning.of(sentence.block).role == Role::ListItem,
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
            let mean = if signal.is_centred { means[at] } else { 0 };
            (i64::from(weight) * (signals[at] - mean) + 500).div_euclid(1000)
        });
        row.signals = signals.map(|value| value as i16).into();
        row.parts = parts.map(|value| value as i16).into();
        row.total = (500 + parts.iter().sum::<i64>()).clamp(0, 1000) as u16;
    }
}
