//! Which weights are kept: the strongest of each row, as many as a row of one kind or another has room for.

use epitome_detector::model::layout::{
    CHUNK, MAX_GROUPS, WEIGHTS_BESIDE_LINK, WEIGHTS_PER_GROUP, WEIGHTS_PER_SLOT,
};

use super::softmax::{Rows, Weights};

/// Bytes of a slot: eight, a fiftieth of the table left free, and every fourth slot has a displacement of two.
const SLOT_BYTES: f32 = 8.7;

/// A way to pack a row.
#[derive(Clone, Copy)]
struct Form {
    n_weights: usize,
    bytes: f32,
}

/// Keeps what matters most in `n_bytes`: what a row's weights say, squared, times how often it occurs, for each byte. A row's
/// weights count from their median, since what speaks for all languages alike says nothing. Returns the rows kept and their
/// weights.
pub(super) fn prune(rows: &Rows, weights: &Weights, n_bytes: usize) -> (Vec<u32>, Weights) {
    let n_rows = rows.keys.len();
    let n_langs = weights.biases.len();
    let forms = forms(n_langs);
    let mut order: Vec<Vec<(u8, f32)>> = Vec::with_capacity(n_rows);
    let mut steps: Vec<(f32, u32, Form, f32)> = Vec::new();
    for row in 0..n_rows {
        let range = weights.row(row);
        let mut strongest: Vec<(u8, f32)> =
            weights.langs[range.clone()].iter().copied().zip(weights.values[range].iter().copied()).collect();
        if strongest.len() == n_langs {
            let middle = median(&strongest);
            for (_, value) in &mut strongest {
                *value -= middle;
            }
        }
        strongest.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        let gain = |form: &Form| {
            let kept = strongest.iter().take(form.n_weights);
            kept.map(|(_, value)| value * value).sum::<f32>() * rows.counts[row] as f32
        };
        let possible = forms.iter().filter(|form| form.n_weights <= strongest.len().max(WEIGHTS_PER_SLOT));
        let (mut at, mut bytes) = (0.0, 0.0);
        let possible: Vec<(Form, f32)> = possible.map(|form| (*form, gain(form))).collect();
        let mut left = &possible[..];
        // The steps of the upper hull: each gains less for a byte than the one before.
        while let Some((idx, worth)) = steepest(left, at, bytes) {
            let (form, gained) = left[idx];
            steps.push((worth, row as u32, form, form.bytes - bytes));
            (at, bytes) = (gained, form.bytes);
            left = &left[idx + 1..];
        }
        order.push(strongest);
    }
    steps.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.n_weights.cmp(&b.2.n_weights)));
    let mut n_kept = vec![0_usize; n_rows];
    let mut bytes_left = n_bytes as f32;
    for (_, row, form, bytes) in steps {
        bytes_left -= bytes;
        if bytes_left < 0.0 {
            break;
        }
        n_kept[row as usize] = form.n_weights;
    }
    let mut kept = Vec::new();
    let mut pruned =
        Weights { starts: vec![0], langs: Vec::new(), values: Vec::new(), biases: weights.biases.clone() };
    for (row, n) in n_kept.into_iter().enumerate().filter(|(_, n)| *n > 0) {
        kept.push(row as u32);
        let strongest = &mut order[row];
        strongest.truncate(n);
        if n == n_langs {
            strongest.sort_by_key(|(lang, _)| *lang);
        }
        for (lang, value) in strongest {
            pruned.langs.push(*lang);
            pruned.values.push(*value);
        }
        pruned.starts.push(pruned.langs.len() as u32);
    }
    (kept, pruned)
}

/// The ways to pack a row, the smallest first.
fn forms(n_langs: usize) -> Vec<Form> {
    let mut forms = vec![Form { n_weights: WEIGHTS_PER_SLOT.min(n_langs), bytes: SLOT_BYTES }];
    let linked = |n_groups: usize| Form {
        n_weights: WEIGHTS_BESIDE_LINK + WEIGHTS_PER_GROUP * n_groups,
        bytes: SLOT_BYTES + 8.0 * n_groups as f32,
    };
    forms.extend((1..=MAX_GROUPS).map(linked).filter(|form| form.n_weights < n_langs));
    if n_langs > WEIGHTS_PER_SLOT {
        let bytes = SLOT_BYTES + (n_langs.next_multiple_of(CHUNK)) as f32;
        forms.push(Form { n_weights: n_langs, bytes });
    }
    forms
}

/// Which of the larger forms gains most for a byte beyond what there is, and how much.
fn steepest(forms: &[(Form, f32)], gained: f32, bytes: f32) -> Option<(usize, f32)> {
    let worth = forms.iter().map(|(form, gain)| (gain - gained) / (form.bytes - bytes)).enumerate();
    worth.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn median(row: &[(u8, f32)]) -> f32 {
    let mut values: Vec<f32> = row.iter().map(|(_, value)| *value).collect();
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}
