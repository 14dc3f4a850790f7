//! [`likeness`]: how sentences, as unit vectors of their terms, lie to each other.
//!
//! A term weighs `ln(1 + count) · ln(1 + n / n_with)`: how often it stands in the sentence, and in how few of the `n`
//! sentences. Similarity is the cosine. Directed centrality (Zheng and Lapata, "Sentence Centrality Revisited for
//! Unsupervised Summarization", 2019) takes a sentence's similarity to those that follow apart from that to those that precede it. As
//! similarity is linear, the sum over all that follow is one product with the sum of those sentences: time linear in the number of terms and
//! no matrix of all pairs.

use crate::logarithms::ln_1p;
use crate::signals::per_mille;
use crate::terms::Terms;

/// How a sentence lies to others.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Likeness {
    /// The sum of its cosines with all sentences after it.
    pub(crate) forward: f64,
    /// Its cosine with the sum of all.
    pub(crate) centroid: f64,
    /// Its cosine with the title, in as little room as the next.
    pub(crate) title: f32,
    /// Its cosine with the first sentence, per mille.
    pub(crate) lead: i16,
}

/// What a term weighs.
#[derive(Clone, Copy)]
struct Weights {
    rarity: f64,
    /// In a row that has it once, before it is divided by the length of the row.
    once: f64,
    /// In the sum of all rows, and of those before the row that is looked at.
    all: f64,
    before: f64,
    title: f64,
    lead: f64,
}

impl Weights {
    /// In a row that has it so often.
    fn of(&self, count: u32) -> f64 {
        if count == 1 { self.once } else { ln_1p(count) * self.rarity }
    }
}

/// The likeness of all rows; `title` are the terms of the title, each once and in order.
pub(crate) fn likeness(terms: &Terms, title: &[u32]) -> Vec<Likeness> {
    let n_rows = terms.n_rows();
    // Terms that occur in as many rows are as rare, and none occurs in many. One that occurs in none weighs nothing.
    let most = terms.facts().iter().map(|facts| facts.n_rows_of_term).max().unwrap_or(0);
    let rarity = |n: u32| if n == 0 { 0.0 } else { libm::log(1.0 + n_rows as f64 / f64::from(n)) };
    let rarities: Vec<f64> = (0..=most).map(rarity).collect();
    let weights = terms.facts().iter().map(|facts| {
        let rarity = rarities[facts.n_rows_of_term as usize];
        Weights { rarity, once: ln_1p(1) * rarity, all: 0.0, before: 0.0, title: 0.0, lead: 0.0 }
    });
    let mut weights: Vec<Weights> = weights.collect();
    let length = |square: f64| if square > 0.0 { libm::sqrt(square) } else { 1.0 };
    let square = |weight: f64| weight * weight;

    let length_of_title = length(title.iter().map(|term| square(weights[*term as usize].rarity)).sum());
    for term in title {
        let weights = &mut weights[*term as usize];
        weights.title = weights.rarity / length_of_title;
    }
    let mut lengths = Vec::with_capacity(n_rows);
    for row in 0..n_rows {
        let weight = |(term, count): (u32, u32)| weights[term as usize].of(count);
        let length = length(terms.counts(row).map(weight).map(square).sum());
        lengths.push(length);
        for (term, count) in terms.counts(row) {
            let weights = &mut weights[term as usize];
            let weight = weights.of(count) / length;
            weights.all += weight;
            if row == 0 {
                weights.lead = weight;
            }
        }
    }
    let length_of_sum = libm::sqrt(weights.iter().map(|weights| square(weights.all)).sum());
    let mut likeness = |(row, length): (usize, f64)| {
        let (mut all, mut before, mut own, mut title, mut lead) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (term, count) in terms.counts(row) {
            let weights = &mut weights[term as usize];
            let weight = weights.of(count) / length;
            all += weight * weights.all;
            before += weight * weights.before;
            own += square(weight);
            title += weight * weights.title;
            lead += weight * weights.lead;
            weights.before += weight;
        }
        Likeness {
            forward: (all - before - own).max(0.0),
            centroid: if length_of_sum > 0.0 { all / length_of_sum } else { 0.0 },
            title: title as f32,
            lead: per_mille(lead) as i16,
        }
    };
    lengths.into_iter().enumerate().map(&mut likeness).collect()
}
