//! [`measure`]: what needs the whole article, and the signals made of it.

use std::cmp::Reverse;

use crate::centrality::likeness;
use crate::classic::Readings;
use crate::density::{densities, of_pairs};
use crate::logarithms::ln;
use crate::terms::{Facts, Terms};
use crate::weights::N_SIGNALS;
use crate::{Features, Row, Scores};

/// The most frequent terms that count as frequent. Set by hand; it moves no pick, a person is told.
const N_FREQUENT: usize = 20;

/// Fills in the features that need the whole article, and the signals of each row.
pub(crate) fn measure(scores: &mut Scores) {
    let n_asked = scores.query.len().max(1) as f64;
    let Scores { rows, has_title, readings: Readings { terms, stems, title, .. }, .. } = scores;
    // Here a book takes the most memory of all: what needs much of it comes one after the other, and shares are worked out where they
    // are needed.
    let pairs = of_pairs(terms, stems, &title.stems);
    let frequency = count_terms(rows, terms, &title.terms);
    let likeness = likeness(terms, &title.terms);
    let most_forward = largest(likeness.iter().map(|row| row.forward));
    let most_central = largest(likeness.iter().map(|row| row.centroid));
    let densities = densities(terms, stems, &title.stems, pairs);
    let mut found = Vec::with_capacity(rows.len());
    for ((idx, row), density) in rows.iter_mut().enumerate().zip(densities) {
        let forward = share_of(likeness[idx].forward, most_forward);
        let features = &mut row.features;
        features.centrality = per_mille(forward) as u16;
        let n_words = f64::from(features.words);
        let asked = f64::from(features.query_words) / n_asked;
        let is = |flag: bool| i16::from(flag) * 1000;
        let share = |share: f64| per_mille(share) as i16;
        let root = |density: f64| share(libm::sqrt(density));
        let topical = 1.0 - density.particles.all;
        // In the order of `SIGNALS`.
        let signals: [i16; N_SIGNALS] = [
            share(TOPICAL * topical * topical * f64::from(likeness[idx].title)),
            share(f64::from(features.title_words) / title.terms.len().max(1) as f64),
            share(density.terms.in_title),
            share(density.particles.in_title),
            share(density.pairs.in_title),
            share(if *has_title { 0.0 } else { 1.0 / (1.0 + idx as f64) }),
            is(idx < 3),
            if idx == 0 { 0 } else { likeness[idx].lead },
            share(frequency[idx]),
            share(share_of(likeness[idx].centroid, most_central)),
            share(forward),
            share(density.terms.common / HIGH_LOG),
            share(density.particles.common / HIGH_LOG),
            root(density.terms.early),
            root(density.particles.early),
            share(density.particles.all),
            root(density.pairs.common / HIGH_LOG),
            share((n_words - 40.0) / 40.0),
            is(idx == 0),
            is(row.names_weekday),
            share(1.0 - n_words / f64::from(Features::FEW_WORDS)),
            is(features.question),
            is(features.call_to_action),
            is(features.preformatted),
            is(features.unfinished && !features.list_item),
            is(features.list_item),
            is(features.unbalanced),
            is(features.anaphoric && idx == 0),
            share(asked * asked),
        ];
        found.push(signals.into());
    }
    scores.signals = found;
}

/// A mean logarithm of counts that no sentence of an article passes, and few of a book: what goes beyond is cut
/// off. Set by hand.
const HIGH_LOG: f64 = 2.0;

/// Makes up for the square of the share of words that are no function words, which is about a half in the mean: likeness to the title
/// varies as much as without it, and the penalty of the regression weighs as much on it.
const TOPICAL: f64 = 2.0;

/// What the title says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Title {
    /// Its terms, each once and in order.
    pub(crate) terms: Vec<u32>,
    /// The stems of all its words, in order.
    pub(crate) stems: Vec<u32>,
}

/// A share in whole per mille, rounded; below 0 it is none, and above 1 all.
pub(crate) fn per_mille(share: f64) -> i32 {
    (share.clamp(0.0, 1.0) * 1000.0 + 0.5) as i32
}

/// Counts terms of the title, frequent ones and those of the first sentence in every row. Gives for each the mean over its terms of the
/// logarithm of how often they occur in the article, as a share of the highest.
fn count_terms(rows: &mut [Row], terms: &Terms, title: &[u32]) -> Vec<f64> {
    // All marks in one number, so that they are counted at once.
    let known = |facts: &Facts| (0_u64, 1.0 + ln(facts.n_terms));
    let mut known: Vec<(u64, f64)> = terms.facts().iter().map(known).collect();
    title.iter().for_each(|term| known[*term as usize].0 |= IN_TITLE);
    most_frequent(terms).for_each(|term| known[term as usize].0 |= IS_FREQUENT);
    if !rows.is_empty() {
        terms.counts(0).for_each(|(term, _)| known[term as usize].0 |= IN_LEAD);
    }
    let mut means = Vec::with_capacity(rows.len());
    for (idx, row) in rows.iter_mut().enumerate() {
        let (mut sum, mut n_terms, mut n_marked) = (0.0, 0, 0);
        for (term, count) in terms.counts(idx) {
            let (marks, frequency) = known[term as usize];
            sum += f64::from(count) * frequency;
            n_terms += count;
            n_marked += marks;
        }
        let n = |mark: u64| (n_marked / mark) as u32 & N_MARKED;
        row.features.title_words = n(IN_TITLE);
        row.features.frequent_words = n(IS_FREQUENT);
        row.features.lead_words = if idx == 0 { 0 } else { n(IN_LEAD) };
        // The mean of a few terms says little and may be high by chance, so a short sentence is held down. Ten terms, set by hand,
        // move nothing by more than 0.16 points either way against three, and put a long first sentence before a short remark.
        means.push(sum / f64::from(n_terms.max(10)));
    }
    shares(means)
}

/// Marks of a term, so far apart that the terms of no row add up to the next: a text has less than 2²⁹ bytes, and few are frequent.
const IN_TITLE: u64 = 1;
const IN_LEAD: u64 = 1 << 29;
const IS_FREQUENT: u64 = 1 << 58;
const N_MARKED: u32 = (1 << 29) - 1;

/// The terms that occur most often, at least twice; of equally frequent ones the first met.
fn most_frequent(terms: &Terms) -> impl Iterator<Item = u32> {
    let facts = terms.facts();
    let mut terms: Vec<u32> =
        (0..).zip(facts).filter(|(_, facts)| facts.n_terms > 1).map(|(term, _)| term).collect();
    if terms.len() > N_FREQUENT {
        terms.select_nth_unstable_by_key(N_FREQUENT, |term| (Reverse(facts[*term as usize].n_terms), *term));
    }
    terms.into_iter().take(N_FREQUENT)
}

/// Each value as a share of the largest.
pub(crate) fn shares(mut values: Vec<f64>) -> Vec<f64> {
    let largest = largest(values.iter().copied());
    values.iter_mut().for_each(|value| *value = share_of(*value, largest));
    values
}

fn largest(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, f64::max)
}

fn share_of(value: f64, largest: f64) -> f64 {
    if largest > 0.0 { value / largest } else { value }
}
