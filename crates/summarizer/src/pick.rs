//! [`pick`]: the greedy choice behind [`select`](crate::select).

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use epitome_document::{Ranked, SentenceId};

use crate::redundancy::Redundancy;
use crate::weights::{LENGTH_PENALTY, REDUNDANCY_PENALTY};
use crate::{Budget, LeftOut, Row, Scores, Selection, Why};

/// Picks units, groups of rows that stand or fall together, best first until the budget is spent. `units` cover all rows
/// in order.
pub(crate) fn pick(scores: &Scores, budget: Budget, units: Vec<Range<usize>>) -> Picks<'_> {
    let mut picks = Picks::new(scores, budget, units);
    let mut queue: BinaryHeap<(i64, Reverse<usize>)> =
        (0..picks.units.len()).map(|unit| (picks.value(unit), Reverse(unit))).collect();
    let mut is_waiting = vec![false; picks.units.len() + 1];
    while picks.left > 0
        && let Some((value, Reverse(unit))) = queue.pop()
    {
        // Values only sink, when a similar unit is picked: who has sunk stands in the queue anew.
        let current = picks.value(unit);
        if current < value {
            queue.push((current, Reverse(unit)));
        } else if picks.repeats(unit).is_some() || picks.refuse(unit) {
            // Nothing that happens later lets it in.
        } else if picks.needs(unit).is_some() {
            is_waiting[unit] = true;
        } else {
            picks.add(unit);
            if is_waiting[unit + 1] {
                queue.push((picks.value(unit + 1), Reverse(unit + 1)));
            }
        }
    }
    picks
}

/// What has been picked so far.
pub(crate) struct Picks<'a> {
    scores: &'a Scores,
    budget: Budget,
    units: Vec<Unit>,
    redundancy: Redundancy,
    /// Picked units, in the order they were picked.
    order: Vec<usize>,
    is_picked: Vec<bool>,
    /// For each row that is the first with its words, which picked sentence says them.
    said_by: Vec<Option<SentenceId>>,
    /// What is left of the budget.
    left: u64,
    /// Units that were too long when their turn came.
    too_long: Vec<bool>,
    any_too_long: bool,
    last: Option<Last>,
}

/// Circumstances of the last pick.
struct Last {
    value: i64,
    /// What was left of the budget before it.
    left: u64,
}

/// Rows that are picked together.
struct Unit {
    rows: Range<usize>,
    /// Mean of the totals of its rows, weighted by their words.
    total: i64,
    /// The total, less what its length costs.
    worth: i64,
    /// What it takes of the budget.
    cost: u64,
}

impl Unit {
    fn new(rows: Range<usize>, scores: &Scores, budget: Budget) -> Unit {
        let items = &scores.rows[rows.clone()];
        let n_words: i64 = items.iter().map(|row| i64::from(row.features.words)).sum();
        let weighted: i64 = items.iter().map(|row| i64::from(row.features.words) * i64::from(row.total)).sum();
        let total = weighted / n_words.max(1);
        let penalty = LENGTH_PENALTY * n_words / (25 * items.len() as i64);
        let worth = if budget.counts_sentences() { total - penalty } else { total };
        Unit { total, worth, cost: items.iter().map(|row| budget.cost(row)).sum(), rows }
    }
}

impl<'a> Picks<'a> {
    fn new(scores: &'a Scores, budget: Budget, units: Vec<Range<usize>>) -> Picks<'a> {
        let n_units = units.len();
        Picks {
            redundancy: Redundancy::new(scores, &units),
            units: units.into_iter().map(|rows| Unit::new(rows, scores, budget)).collect(),
            order: Vec::new(),
            is_picked: vec![false; n_units],
            said_by: vec![None; scores.rows.len()],
            left: budget.limit(scores),
            too_long: vec![false; n_units],
            any_too_long: false,
            last: None,
            scores,
            budget,
        }
    }

    /// Whether nothing has been picked.
    pub(crate) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// What a unit is worth beside the picks.
    fn value(&self, unit: usize) -> i64 {
        self.units[unit].worth - REDUNDANCY_PENALTY * i64::from(self.redundancy.of(unit)) / 1000
    }

    fn rows(&self, unit: usize) -> &'a [Row] {
        &self.scores.rows[self.units[unit].rows.clone()]
    }

    /// The pick that says what this unit says, word for word.
    fn repeats(&self, unit: usize) -> Option<SentenceId> {
        let mut said_by = self.rows(unit).iter().map(|row| self.said_by[row.twin as usize]);
        let first = said_by.next()??;
        said_by.all(|other| other.is_some()).then_some(first)
    }

    /// The sentence before this unit, when the unit points back to it and it was not picked.
    fn needs(&self, unit: usize) -> Option<SentenceId> {
        let before = unit.checked_sub(1)?;
        let points_back = self.rows(unit).first()?.features.anaphoric;
        (points_back && !self.is_picked[before]).then(|| self.rows(before).last().map(|row| row.sentence))?
    }

    /// Whether a unit whose turn it is may not stand for its length, or for its worth where longer ones did not fit.
    fn refuse(&mut self, unit: usize) -> bool {
        let Unit { cost, total, .. } = self.units[unit];
        if cost > self.left {
            self.too_long[unit] = true;
            self.any_too_long = true;
            return true;
        }
        self.any_too_long && !self.budget.counts_sentences() && total < 500
    }

    fn add(&mut self, unit: usize) {
        self.last = Some(Last { value: self.value(unit), left: self.left });
        self.left = self.left.saturating_sub(self.units[unit].cost);
        self.order.push(unit);
        self.is_picked[unit] = true;
        for row in self.rows(unit) {
            self.said_by[row.twin as usize].get_or_insert(row.sentence);
        }
        self.redundancy.add(unit);
    }

    /// Picks the best single sentence whatever it costs, one that stands by itself if there is any.
    pub(crate) fn add_best_sentence(&mut self) {
        let singles = (0..self.units.len()).filter(|unit| self.units[*unit].rows.len() == 1);
        let best = singles.max_by_key(|unit| (self.needs(*unit).is_none(), self.value(*unit), Reverse(*unit)));
        if let Some(best) = best {
            self.add(best);
        }
    }

    /// The picks in document order, and why the other rows are none.
    pub(crate) fn finish(mut self) -> Selection {
        let margin = self.margin();
        let mut kept = Vec::new();
        for unit in &self.order {
            for row in self.rows(*unit) {
                kept.push(Ranked { sentence: row.sentence, rank: kept.len() as u32 + 1 });
            }
        }
        kept.sort_by_key(|ranked| ranked.sentence);
        let left_out = (0..self.units.len())
            .filter(|unit| !self.is_picked[*unit])
            .flat_map(|unit| {
                let why = self.why(unit);
                self.rows(unit).iter().map(move |row| LeftOut { sentence: row.sentence, why })
            })
            .collect();
        Selection { kept, left_out, margin, budget: self.budget }
    }

    fn why(&self, unit: usize) -> Why {
        if let Some(id) = self.repeats(unit) {
            Why::Repeats(id)
        } else if self.too_long[unit] {
            if self.units[unit].rows.len() > 1 { Why::PartOfLongQuotation } else { Why::OverBudget }
        } else if let Some(id) = self.needs(unit) {
            Why::NeedsSentenceBefore(id)
        } else {
            Why::LowerScore
        }
    }

    /// How much more the last pick was worth than the best that could have stood in its place.
    fn margin(&mut self) -> u16 {
        let (Some(last), Some(last_unit)) = (&self.last, self.order.last()) else { return 1000 };
        let last_value = last.value;
        self.redundancy.take_back();
        let could_stand = |unit: &usize| {
            !self.is_picked[*unit]
                && self.units[*unit].cost <= last.left
                && self.repeats(*unit).is_none()
                && self.needs(*unit).is_none()
                && !(self.rows(*unit)[0].features.anaphoric && *unit == last_unit + 1)
        };
        let best = (0..self.units.len()).filter(could_stand).map(|unit| self.value(unit)).max();
        best.map_or(1000, |best| (last_value - best).clamp(0, 1000) as u16)
    }
}
