//! [`Redundancy`]: how much of each unit the picks say already.

use std::ops::Range;

use crate::rows::Rows;
use crate::terms::Terms;

/// Likeness is measured to the first so many picks (set by hand). Each costs one walk over all terms, so that a summary of half
/// a book stays linear; a reader of so long a summary meets most words again anyway.
const MAX_COMPARED: usize = 100;

/// The highest word overlap of each unit with any pick, per mille: shared terms by the terms of the one that has fewer.
pub(crate) struct Redundancy {
    /// The different terms of each unit.
    terms: Rows<u32>,
    highest: Vec<u16>,
    n_compared: usize,
    /// What the last pick changed: unit and value before.
    changed: Vec<(u32, u16)>,
    /// Of each term whether the pick has it: room for a walk.
    is_of_pick: Vec<bool>,
    /// How many terms were looked at, for the test of growth.
    #[cfg(test)]
    pub(crate) n_visited: usize,
}

impl Redundancy {
    /// Of units given as ranges of rows; nothing is picked yet.
    pub(crate) fn new(of_rows: &Terms, units: &[Range<usize>]) -> Redundancy {
        let mut terms = Rows::with_room(units.len(), of_rows.n_counts());
        for rows in units {
            let of_row = |row: usize| of_rows.counts(row).iter().map(|(term, _)| *term);
            if rows.len() == 1 {
                terms.extend(of_row(rows.start));
            } else {
                let mut of_unit: Vec<u32> = rows.clone().flat_map(of_row).collect();
                of_unit.sort_unstable();
                of_unit.dedup();
                terms.extend(of_unit.into_iter());
            }
            terms.end();
        }
        Redundancy {
            terms,
            highest: vec![0; units.len()],
            n_compared: 0,
            changed: Vec::new(),
            is_of_pick: vec![false; of_rows.facts().len()],
            #[cfg(test)]
            n_visited: 0,
        }
    }

    /// Says of each term of a unit whether the pick has it.
    fn mark(&mut self, unit: usize, is_of_pick: bool) {
        for term in self.terms.of(unit) {
            self.is_of_pick[*term as usize] = is_of_pick;
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
        self.mark(pick, true);
        for unit in 0..self.terms.len() {
            #[cfg(test)]
            {
                self.n_visited += self.terms.of(unit).len();
            }
            let n_shared = self.terms.of(unit).iter().filter(|term| self.is_of_pick[**term as usize]).count();
            if n_shared > 0 {
                let n_fewer = self.terms.of(unit).len().min(self.terms.of(pick).len());
                let overlap = (n_shared * 1000 / n_fewer) as u16;
                if overlap > self.highest[unit] {
                    self.changed.push((unit as u32, self.highest[unit]));
                    self.highest[unit] = overlap;
                }
            }
        }
        self.mark(pick, false);
    }

    /// Forgets the last pick.
    pub(crate) fn take_back(&mut self) {
        for (unit, before) in self.changed.drain(..) {
            self.highest[unit as usize] = before;
        }
    }
}
