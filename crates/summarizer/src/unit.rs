//! [`Unit`]: rows that are picked together.

use std::ops::Range;

use crate::weights::MAX_PAID_WORDS;
use crate::{Budget, Scores};

/// Rows that are picked together.
pub(crate) struct Unit {
    first_row: u32,
    pub(crate) n_rows: u32,
    /// Mean of the totals of its rows, weighted by their words; of what the words asked about add to them the most.
    pub(crate) total: i32,
    /// How many words it has, at least one.
    pub(crate) n_words: i64,
    /// What the words asked about add to the total.
    pub(crate) asked: i32,
    /// The total less what its length costs.
    pub(crate) worth: i64,
    /// What it takes of the budget.
    pub(crate) cost: u32,
}

impl Unit {
    pub(crate) fn new(rows: Range<usize>, scores: &Scores, budget: Budget) -> Unit {
        let items = &scores.rows[rows.clone()];
        let n_words = items.iter().map(|row| i64::from(row.features.words)).sum::<i64>().max(1);
        let weighted: i64 =
            items.iter().map(|row| i64::from(row.features.words) * i64::from(row.points - row.asked)).sum();
        let asked = items.iter().map(|row| row.asked).max().unwrap_or(0);
        let total = weighted / n_words + i64::from(asked);
        let n_paid: i64 = items.iter().map(|row| i64::from(row.features.words).min(MAX_PAID_WORDS)).sum();
        let penalty = i64::from(scores.weights.points_per_word) * n_paid;
        let pays = budget.counts_sentences() && scores.is_ours();
        let worth = if pays { total - penalty } else { total };
        let cost: u64 = items.iter().map(|row| budget.cost(row)).sum();
        Unit {
            first_row: rows.start as u32,
            n_rows: rows.len() as u32,
            total: total as i32,
            n_words,
            asked,
            worth,
            cost: cost.min(u64::from(u32::MAX)) as u32,
        }
    }

    pub(crate) fn rows(&self) -> Range<usize> {
        self.first_row as usize..(self.first_row + self.n_rows) as usize
    }
}
