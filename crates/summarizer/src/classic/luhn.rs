//! Luhn's method: the densest cluster of words that return.

use super::{Rate, Readings};

/// So many words in a row that do not return end a cluster: Luhn (1958) found a limit of four or five useful.
const MAX_GAP: usize = 4;

pub(super) struct Luhn;

impl Rate for Luhn {
    fn rate(&self, readings: &Readings) -> Vec<f64> {
        let is_significant = |stem: &u32| readings.terms.facts()[*stem as usize].n_terms > 1;
        (0..readings.n_rows())
            .map(|row| {
                let words: Vec<bool> = readings.stems.of(row).iter().map(is_significant).collect();
                densest(&words)
            })
            .collect()
    }
}

/// The square of the significant words of a cluster by all its words, of the best cluster. One word is no cluster.
fn densest(words: &[bool]) -> f64 {
    let mut best = 0.0_f64;
    let (mut start, mut last, mut n) = (0, 0, 0_u32);
    for (idx, _) in words.iter().enumerate().filter(|word| *word.1) {
        if n == 0 || idx - last > MAX_GAP {
            best = best.max(density(n, start, last));
            (start, n) = (idx, 0);
        }
        (last, n) = (idx, n + 1);
    }
    best.max(density(n, start, last))
}

fn density(n_significant: u32, start: usize, last: usize) -> f64 {
    if n_significant < 2 { 0.0 } else { f64::from(n_significant * n_significant) / (last - start + 1) as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_of_four_words_parts_clusters() {
        let words = |text: &str| text.chars().map(|c| c == 'x').collect::<Vec<_>>();
        assert_eq!(densest(&words(".x...")), 0.0);
        assert_eq!(densest(&words("x.x")), 4.0 / 3.0);
        assert_eq!(densest(&words("x...x")), 4.0 / 5.0);
        assert_eq!(densest(&words("x....x")), 0.0);
        assert_eq!(densest(&words("xxx....x")), 3.0);
        assert_eq!(densest(&words("xx..x")), 9.0 / 5.0);
    }
}
