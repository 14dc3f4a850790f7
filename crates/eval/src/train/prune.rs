//! Which weights are kept: the strongest of each row, in slots of five.

use epitome_detector::model::layout::WEIGHTS_PER_SLOT;

use super::softmax::{Rows, Weights};

/// Keeps the `n_slots` slots that matter most: what a slot's weights say, squared, times how often the row occurs. A row's
/// weights count from their median, since what speaks for all languages alike says nothing. Returns the rows kept and their
/// weights.
pub(super) fn prune(rows: &Rows, weights: &Weights, n_slots: usize) -> (Vec<u32>, Weights) {
    let n_rows = rows.keys.len();
    let mut order: Vec<Vec<(u8, f32)>> = Vec::with_capacity(n_rows);
    let mut gains: Vec<(f32, u32)> = Vec::new();
    for row in 0..n_rows {
        let range = weights.row(row);
        let mut strongest: Vec<(u8, f32)> =
            weights.langs[range.clone()].iter().copied().zip(weights.values[range].iter().copied()).collect();
        if strongest.len() == weights.biases.len() {
            let middle = median(&strongest);
            for (_, value) in &mut strongest {
                *value -= middle;
            }
        }
        strongest.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        for slot in strongest.chunks(WEIGHTS_PER_SLOT) {
            let power: f32 = slot.iter().map(|(_, value)| value * value).sum();
            gains.push((power * rows.counts[row] as f32, row as u32));
        }
        order.push(strongest);
    }
    gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    gains.truncate(n_slots);
    let mut n_kept = vec![0_usize; n_rows];
    for (_, row) in gains {
        n_kept[row as usize] += 1;
    }
    let mut kept = Vec::new();
    let mut pruned =
        Weights { starts: vec![0], langs: Vec::new(), values: Vec::new(), biases: weights.biases.clone() };
    for (row, n) in n_kept.into_iter().enumerate().filter(|(_, n)| *n > 0) {
        kept.push(row as u32);
        for (lang, value) in order[row].iter().take(n * WEIGHTS_PER_SLOT) {
            pruned.langs.push(*lang);
            pruned.values.push(*value);
        }
        pruned.starts.push(pruned.langs.len() as u32);
    }
    (kept, pruned)
}

fn median(row: &[(u8, f32)]) -> f32 {
    let mut values: Vec<f32> = row.iter().map(|(_, value)| *value).collect();
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}
