//! [`Vectors`]: sentences as unit vectors of their terms, and how they lie to each other.
//!
//! A term weighs `ln(1 + count) · ln(1 + n / n_with)`: how often it stands in the sentence, and in how few of the `n`
//! sentences. Similarity is the cosine. Directed centrality (Zheng and Lapata, "Sentence Centrality Revisited for
//! Unsupervised Summarization", 2019) takes a sentence's similarity to those that follow apart from that to those that precede it. As
//! similarity is linear, the sum over all that follow is one product with the sum of those sentences: time linear in the number of terms and
//! no matrix of all pairs.

use crate::logarithms::ln_1p;
use crate::terms::Terms;

/// All rows as unit vectors.
pub(crate) struct Vectors<'a> {
    terms: &'a Terms,
    /// The length of each row before it was made a unit vector. Weights are worked out when they are asked for: a book has millions.
    lengths: Vec<f64>,
    /// Inverse sentence frequency of each term; 0 for a term of no sentence.
    rarity: Vec<f64>,
}

/// How central a sentence is: sums of its cosines.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Centrality {
    /// With all sentences after it.
    pub(crate) forward: f64,
    /// With the sum of all, as a cosine.
    pub(crate) centroid: f64,
}

impl<'a> Vectors<'a> {
    /// The vectors of all rows; `n_rows_with` says for each term in how many rows it occurs.
    pub(crate) fn new(terms: &'a Terms, n_rows_with: &[u32]) -> Vectors<'a> {
        let n_rows = terms.n_rows() as f64;
        // Terms that occur in as many rows are as rare: of these numbers there are few.
        let most = n_rows_with.iter().max().map_or(0, |most| *most as usize);
        let mut rarity_by_n = vec![None; most + 1];
        rarity_by_n[0] = Some(0.0);
        let rarity: Vec<f64> = n_rows_with
            .iter()
            .map(|n| *rarity_by_n[*n as usize].get_or_insert_with(|| libm::log(1.0 + n_rows / f64::from(*n))))
            .collect();
        let mut vectors = Vectors { terms, lengths: vec![1.0; terms.n_rows()], rarity };
        for row in 0..terms.n_rows() {
            let length = libm::sqrt(vectors.row(row).map(|(_, weight)| weight * weight).sum());
            if length > 0.0 {
                vectors.lengths[row] = length;
            }
        }
        vectors
    }

    /// The cosine of two rows.
    pub(crate) fn cosine(&self, a: usize, b: usize) -> f64 {
        let mut sum = 0.0;
        let mut right = self.row(b).peekable();
        for (term, weight) in self.row(a) {
            while right.next_if(|entry| entry.0 < term).is_some() {}
            if let Some((_, other)) = right.next_if(|entry| entry.0 == term) {
                sum += weight * other;
            }
        }
        sum
    }

    /// The cosine of every row with a list of terms, each weighing its rarity.
    pub(crate) fn cosines_with(&self, query: &[(u32, u32)]) -> Vec<f64> {
        let mut dense = vec![0.0; self.rarity.len()];
        let mut weights: Vec<f64> = query.iter().map(|(term, _)| self.rarity[*term as usize]).collect();
        make_unit(&mut weights);
        for ((term, _), weight) in query.iter().zip(weights) {
            dense[*term as usize] = weight;
        }
        (0..self.terms.n_rows()).map(|row| self.product(row, &dense)).collect()
    }

    /// How central every row is, one by one.
    pub(crate) fn centrality(&self) -> impl Iterator<Item = Centrality> + '_ {
        let mut sum = vec![0.0; self.rarity.len()];
        for row in 0..self.terms.n_rows() {
            self.row(row).for_each(|(term, weight)| sum[term as usize] += weight);
        }
        let length = libm::sqrt(sum.iter().map(|weight| weight * weight).sum());
        let mut before = vec![0.0; self.rarity.len()];
        (0..self.terms.n_rows()).map(move |row| {
            let (mut all, mut backward, mut own) = (0.0, 0.0, 0.0);
            for (term, weight) in self.row(row) {
                let before = &mut before[term as usize];
                all += weight * sum[term as usize];
                backward += weight * *before;
                own += weight * weight;
                *before += weight;
            }
            Centrality {
                forward: (all - backward - own).max(0.0),
                centroid: if length > 0.0 { all / length } else { 0.0 },
            }
        })
    }

    fn row(&self, row: usize) -> impl Iterator<Item = (u32, f64)> + '_ {
        let length = self.lengths[row];
        let weight =
            move |(term, count): &(u32, u32)| (*term, ln_1p(*count) * self.rarity[*term as usize] / length);
        self.terms.of(row).iter().map(weight)
    }

    fn product(&self, row: usize, dense: &[f64]) -> f64 {
        self.row(row).map(|(term, weight)| weight * dense[term as usize]).sum()
    }
}

fn make_unit(weights: &mut [f64]) {
    let length = libm::sqrt(weights.iter().map(|weight| weight * weight).sum());
    if length > 0.0 {
        weights.iter_mut().for_each(|weight| *weight /= length);
    }
}
