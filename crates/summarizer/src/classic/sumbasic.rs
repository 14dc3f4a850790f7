//! SumBasic: the sentence whose words are the most frequent, again and again; words that have been said count less.

use super::{Rate, Readings};

pub(super) struct SumBasic;

impl Rate for SumBasic {
    fn rate(&self, readings: &Readings) -> Vec<f64> {
        let n_rows = readings.n_rows();
        let facts = readings.terms.facts();
        let n_words: u32 = facts.iter().map(|facts| facts.n_terms).sum();
        let mut probability: Vec<f64> =
            facts.iter().map(|facts| f64::from(facts.n_terms) / f64::from(n_words.max(1))).collect();
        let mut ratings = vec![0.0; n_rows];
        let mut left: Vec<usize> = (0..n_rows).collect();
        while !left.is_empty() {
            let mut best = (0, f64::NEG_INFINITY);
            for (at, row) in left.iter().enumerate() {
                let mean = mean(|| readings.terms.counts(*row), &probability);
                if mean > best.1 {
                    best = (at, mean);
                }
            }
            ratings[left[best.0]] = left.len() as f64;
            let row = left.remove(best.0);
            for (term, count) in readings.terms.counts(row) {
                for _ in 0..count {
                    probability[term as usize] *= probability[term as usize];
                }
            }
        }
        ratings
    }
}

fn mean<T: Iterator<Item = (u32, u32)>>(terms: impl Fn() -> T, probability: &[f64]) -> f64 {
    let n: u32 = terms().map(|(_, count)| count).sum();
    let sum: f64 = terms().map(|(term, count)| f64::from(count) * probability[term as usize]).sum();
    if n == 0 { 0.0 } else { sum / f64::from(n) }
}
