//! [`measure`]: what needs the whole article, and the signals made of it.

use std::cmp::Reverse;

use crate::centrality::Vectors;
use crate::classic::Readings;
use crate::density::densities;
use crate::logarithms::ln;
use crate::terms::Terms;
use crate::weights::N_SIGNALS;
use crate::{Features, Row, Scores};

/// The most frequent terms that count as frequent.
const N_FREQUENT: usize = 20;

/// Fills in the features that need the whole article, and the signals of each row.
pub(crate) fn measure(scores: &mut Scores) {
    let n_asked = scores.query.len().max(1) as f64;
    let Scores { rows, readings: Readings { terms, stems, title, n_terms, .. }, .. } = scores;
    let Title { terms: title, stems: title_stems } = title;
    let (n_rows_with, totals) = terms.frequencies(*n_terms);
    count_terms(rows, terms, title, &totals);
    let vectors = Vectors::new(terms, &n_rows_with);
    let (forward, centroid) = vectors.centrality().map(|row| (row.forward, row.centroid)).unzip();
    let (forward, centroid) = (shares(forward), shares(centroid));
    let logs: Vec<f64> = totals.iter().map(|total| ln(*total)).collect();
    let frequency = shares((0..rows.len()).map(|row| mean_log_frequency(terms.of(row), &logs)).collect());
    let title_similarity = vectors.cosines_with(title);
    let densities = densities(stems, title_stems);
    let mut found = Vec::with_capacity(rows.len());
    for ((idx, row), density) in rows.iter_mut().enumerate().zip(densities) {
        let features = &mut row.features;
        features.centrality = per_mille(forward[idx]) as u16;
        let n_words = f64::from(features.words);
        let is = |flag: bool| f64::from(u8::from(flag));
        // 0 to 1 each, in the order of `SIGNALS`.
        let signals: [f64; N_SIGNALS] = [
            title_similarity[idx],
            f64::from(features.title_words) / title.len().max(1) as f64,
            density.terms.in_title,
            density.particles.in_title,
            density.pairs.in_title,
            1.0 / (1.0 + idx as f64),
            is(idx < 3),
            if idx == 0 { 0.0 } else { vectors.cosine(idx, 0) },
            frequency[idx],
            centroid[idx],
            forward[idx],
            density.terms.common / HIGH_LOG,
            density.particles.common / HIGH_LOG,
            density.terms.early,
            density.particles.early,
            density.particles.all,
            density.pairs.common / HIGH_LOG,
            ((n_words - 40.0) / 40.0).clamp(0.0, 1.0),
            (1.0 - n_words / f64::from(Features::FEW_WORDS)).max(0.0),
            is(features.question),
            is(features.call_to_action),
            is(features.preformatted),
            is(features.unfinished && !features.list_item),
            is(features.list_item),
            is(features.unbalanced),
            is(features.anaphoric && idx == 0),
            f64::from(features.query_words) / n_asked,
        ];
        found.push(signals.map(|value| per_mille(value) as i16).into());
    }
    scores.signals = found;
}

/// A mean logarithm of counts that no sentence of an article passes, and few of a book: what goes beyond is cut off.
const HIGH_LOG: f64 = 2.0;

/// What the title says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Title {
    /// Its terms, each once.
    pub(crate) terms: Vec<(u32, u32)>,
    /// The stems of all its words, in order.
    pub(crate) stems: Vec<u32>,
}

/// A share in whole per mille, rounded.
pub(crate) fn per_mille(share: f64) -> i64 {
    (share.clamp(0.0, 1.0) * 1000.0 + 0.5) as i64
}

/// Counts terms of the title, frequent ones and those of the first sentence in every row.
fn count_terms(rows: &mut [Row], terms: &Terms, title: &[(u32, u32)], totals: &[u32]) {
    let lead = if rows.is_empty() { &[] } else { terms.of(0) };
    let mut marks = vec![0_u8; totals.len()];
    let mut mark =
        |of: &mut dyn Iterator<Item = u32>, bit: u8| of.for_each(|term| marks[term as usize] |= bit);
    mark(&mut title.iter().map(|entry| entry.0), IN_TITLE);
    mark(&mut lead.iter().map(|entry| entry.0), IN_LEAD);
    mark(&mut most_frequent(totals).into_iter(), IS_FREQUENT);
    for (idx, row) in rows.iter_mut().enumerate() {
        // One number for each mark, so that a row is walked over once.
        let (mut n_title, mut n_lead, mut n_frequent) = (0, 0, 0);
        for (term, _) in terms.of(idx) {
            let marks = marks[*term as usize];
            n_title += u32::from(marks & IN_TITLE);
            n_lead += u32::from(marks & IN_LEAD) / u32::from(IN_LEAD);
            n_frequent += u32::from(marks & IS_FREQUENT) / u32::from(IS_FREQUENT);
        }
        row.features.title_words = n_title;
        row.features.frequent_words = n_frequent;
        row.features.lead_words = if idx == 0 { 0 } else { n_lead };
    }
}

/// Marks of a term.
const IN_TITLE: u8 = 1;
const IN_LEAD: u8 = 2;
const IS_FREQUENT: u8 = 4;

/// The mean over a sentence's terms of the logarithm of how often each occurs in the article.
fn mean_log_frequency(terms: &[(u32, u32)], logs: &[f64]) -> f64 {
    let logs = terms.iter().map(|(term, count)| f64::from(*count) * (1.0 + logs[*term as usize]));
    let n_terms: u32 = terms.iter().map(|entry| entry.1).sum();
    // The mean of a few terms says little and may be high by chance, so a short sentence is held down. Ten terms, set by hand,
    // move nothing by more than 0.16 points either way against three, and put a long first sentence before a short remark.
    logs.sum::<f64>() / f64::from(n_terms.max(10))
}

/// The terms that occur most often, at least twice; of equally frequent ones the first met.
fn most_frequent(totals: &[u32]) -> Vec<u32> {
    let mut terms: Vec<u32> = (0..totals.len() as u32).filter(|term| totals[*term as usize] > 1).collect();
    terms.sort_by_key(|term| Reverse(totals[*term as usize]));
    terms.truncate(N_FREQUENT);
    terms
}

/// Each value as a share of the largest.
pub(crate) fn shares(mut values: Vec<f64>) -> Vec<f64> {
    let largest = values.iter().copied().fold(0.0, f64::max);
    if largest > 0.0 {
        values.iter_mut().for_each(|value| *value /= largest);
    }
    values
}
