//! TextRank and LexRank: a sentence is good when a walk over similar sentences often meets it.

use super::{Rate, Readings};

pub(super) struct TextRank;

pub(super) struct LexRank;

impl Rate for TextRank {
    fn rate(&self, readings: &Readings) -> Vec<f64> {
        let n_rows = readings.n_rows();
        let counts: Vec<Vec<(u32, u32)>> =
            (0..n_rows).map(|row| readings.terms.counts(row).collect()).collect();
        let log = |row: &Vec<(u32, u32)>| libm::log(f64::from(row.iter().map(|entry| entry.1).sum::<u32>()));
        let logs: Vec<f64> = counts.iter().map(log).collect();
        let edges = pairs(readings, |row, other| {
            let n_shared = shared(&counts[row], &counts[other], |a, b| f64::from(a * b));
            let length = logs[row] + logs[other];
            if n_shared == 0.0 || length == 0.0 { n_shared } else { n_shared / length }
        });
        let sums: Vec<f64> = edges.chunks(n_rows.max(1)).map(|row| row.iter().sum::<f64>() + 1e-7).collect();
        walk(&edges, &sums, 0.85, 1e-4, false)
    }
}

impl Rate for LexRank {
    /// With the threshold of .1 and the rough convergence of .1 that sumy has.
    fn rate(&self, readings: &Readings) -> Vec<f64> {
        let n_rows = readings.n_rows();
        let n_rows_with = |term: u32| f64::from(readings.terms.facts()[term as usize].n_rows_of_term);
        let rarity = |term: u32| libm::log(n_rows as f64 / (1.0 + n_rows_with(term)));
        let weights: Vec<Vec<(u32, f64)>> = (0..n_rows)
            .map(|row| {
                let terms = || readings.terms.counts(row);
                let most = f64::from(terms().map(|(_, count)| count).max().unwrap_or(1));
                terms().map(|(term, count)| (term, f64::from(count) / most * rarity(term))).collect()
            })
            .collect();
        let length = |row: &[(u32, f64)]| libm::sqrt(row.iter().map(|entry| entry.1 * entry.1).sum());
        let lengths: Vec<f64> = weights.iter().map(|row| length(row)).collect();
        let edges = pairs(readings, |row, other| {
            let product = shared(&weights[row], &weights[other], |a, b| a * b);
            let scale = lengths[row] * lengths[other];
            if scale > 0.0 && product / scale > 0.1 { 1.0 } else { 0.0 }
        });
        let degrees: Vec<f64> =
            edges.chunks(n_rows.max(1)).map(|row| row.iter().sum::<f64>().max(1.0)).collect();
        walk(&edges, &degrees, 1.0, 0.1, true)
    }
}

/// What all pairs of rows have to do with each other, row after row; it is the same both ways.
fn pairs(readings: &Readings, likeness: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let n_rows = readings.n_rows();
    let mut edges = vec![0.0; n_rows * n_rows];
    for row in 0..n_rows {
        for other in row..n_rows {
            let value = likeness(row, other);
            edges[row * n_rows + other] = value;
            edges[other * n_rows + row] = value;
        }
    }
    edges
}

/// The sum over the terms two rows share.
fn shared<T: Copy>(left: &[(u32, T)], right: &[(u32, T)], product: impl Fn(T, T) -> f64) -> f64 {
    let mut right = right.iter().peekable();
    let mut sum = 0.0;
    for (term, value) in left {
        while right.next_if(|entry| entry.0 < *term).is_some() {}
        if let Some((_, other)) = right.next_if(|entry| entry.0 == *term) {
            sum += product(*value, *other);
        }
    }
    sum
}

/// The most steps a walk takes: it has settled long before, or it never will. Set by hand.
const MAX_STEPS: usize = 100;

/// How often a walk that leaves each row along its edges, or with the rest of `damping` for anywhere, comes by each row. With
/// `of_length_one` each step is scaled to length one, which decides when it has settled.
fn walk(edges: &[f64], sums: &[f64], damping: f64, settled: f64, of_length_one: bool) -> Vec<f64> {
    let n_rows = sums.len();
    let mut shares = vec![1.0 / n_rows.max(1) as f64; n_rows];
    for _ in 0..MAX_STEPS {
        let rest = (1.0 - damping) / n_rows as f64 * shares.iter().sum::<f64>();
        let mut next = vec![rest; n_rows];
        for (row, edges) in edges.chunks(n_rows.max(1)).enumerate() {
            let share = damping * shares[row] / sums[row];
            next.iter_mut().zip(edges).for_each(|(next, edge)| *next += share * edge);
        }
        if of_length_one {
            let length = libm::sqrt(next.iter().map(|share| share * share).sum());
            next.iter_mut().for_each(|share| *share /= if length > 0.0 { length } else { 1.0 });
        }
        let moved: f64 = next.iter().zip(&shares).map(|(a, b)| (a - b) * (a - b)).sum();
        shares = next;
        if libm::sqrt(moved) <= settled {
            break;
        }
    }
    shares
}
