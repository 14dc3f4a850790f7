//! [`Redundancy`]: how much of each unit the picks say already.

use std::ops::Range;

use crate::Scores;

/// Likeness is measured to the first so many picks (set by hand). Each costs at most one walk over all terms, so that a summary of half
/// a book stays linear; a reader of so long a summary meets most words again anyway.
const MAX_COMPARED: usize = 100;

/// The highest word overlap of each unit with any pick, per mille: shared terms by the terms of the one that has fewer.
pub(crate) struct Redundancy {
    /// Of each unit, its different terms in order.
    terms: Lists,
    /// Of each term, the units that hold it.
    units: Lists,
    highest: Vec<u16>,
    n_compared: usize,
    /// What the last pick changed: unit and value before.
    changed: Vec<(u32, u16)>,
    /// Room to count shared terms in: all 0 between two picks.
    n_shared: Vec<u32>,
    /// How many entries were looked at, for the test of growth.
    #[cfg(test)]
    pub(crate) n_visited: usize,
}

impl Redundancy {
    /// Of units given as ranges of rows; nothing is picked yet.
    pub(crate) fn new(scores: &Scores, units: &[Range<usize>]) -> Redundancy {
        let mut terms = Lists::default();
        for rows in units {
            let mut list: Vec<u32> =
                rows.clone().flat_map(|row| scores.readings.terms.of(row)).map(|(term, _)| *term).collect();
            if rows.len() > 1 {
                list.sort_unstable();
                list.dedup();
            }
            terms.push(&list);
        }
        Redundancy {
            units: terms.inverted(scores.readings.n_terms),
            terms,
            highest: vec![0; units.len()],
            n_compared: 0,
            changed: Vec::new(),
            n_shared: vec![0; units.len()],
            #[cfg(test)]
            n_visited: 0,
        }
    }

    /// The highest overlap of a unit with any pick, per mille.
    pub(crate) fn of(&self, unit: usize) -> u16 {
        self.highest[unit]
    }

    /// Takes note of a pick.
    pub(crate) fn add(&mut self, pick: usize) {
        self.changed.clear();
        if self.n_compared == MAX_COMPARED {
            return;
        }
        self.n_compared += 1;
        let mut sharing = Vec::new();
        for term in self.terms.of(pick) {
            #[cfg(test)]
            {
                self.n_visited += self.units.of(*term as usize).len();
            }
            for unit in self.units.of(*term as usize) {
                let n_shared = &mut self.n_shared[*unit as usize];
                if *n_shared == 0 {
                    sharing.push(*unit);
                }
                *n_shared += 1;
            }
        }
        let n_terms = |unit: usize| self.terms.of(unit).len();
        for unit in sharing {
            let idx = unit as usize;
            let n_shared = std::mem::take(&mut self.n_shared[idx]) as usize;
            let overlap = (n_shared * 1000 / n_terms(idx).min(n_terms(pick))) as u16;
            if overlap > self.highest[idx] {
                self.changed.push((unit, self.highest[idx]));
                self.highest[idx] = overlap;
            }
        }
    }

    /// Forgets the last pick.
    pub(crate) fn take_back(&mut self) {
        for (unit, before) in self.changed.drain(..) {
            self.highest[unit as usize] = before;
        }
    }
}

/// Lists of numbers, one after the other.
#[derive(Default)]
struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn push(&mut self, list: &[u32]) {
        self.items.extend_from_slice(list);
        self.ends.push(self.items.len() as u32);
    }

    fn of(&self, idx: usize) -> &[u32] {
        let start = if idx == 0 { 0 } else { self.ends[idx - 1] };
        &self.items[start as usize..self.ends[idx] as usize]
    }

    /// For each of `n` numbers, the lists that hold it.
    fn inverted(&self, n: usize) -> Lists {
        let mut next = vec![0_u32; n];
        self.items.iter().for_each(|item| next[*item as usize] += 1);
        let mut sum = 0;
        for start in &mut next {
            let count = std::mem::replace(start, sum);
            sum += count;
        }
        let mut items = vec![0; self.items.len()];
        for list in 0..self.ends.len() {
            for item in self.of(list) {
                let at = &mut next[*item as usize];
                items[*at as usize] = list as u32;
                *at += 1;
            }
        }
        // Each number's place has moved to its end.
        Lists { ends: next, items }
    }
}
