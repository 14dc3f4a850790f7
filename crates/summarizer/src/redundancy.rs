//! [`Redundancy`]: how much of each unit the picks say already.

use std::ops::Range;

use crate::terms::{Entry, Terms};

/// Likeness is measured to the first so many picks (set by hand). Each costs one walk over all terms, so that a summary of half
/// a book stays linear; a reader of so long a summary meets most words again anyway.
const MAX_COMPARED: usize = 100;

/// The highest word overlap of each unit with any pick, per mille: shared terms by the terms of the one that has fewer.
pub(crate) struct Redundancy<'a> {
    terms: &'a Terms,
    /// How many different terms each unit has.
    n_different: Vec<u32>,
    highest: Vec<u16>,
    n_compared: usize,
    /// What the last pick changed: unit and value before.
    changed: Vec<(u32, u16)>,
    /// Of each term whether the pick has it, and the last unit in which it was counted: room for a walk.
    marks: Vec<u32>,
    /// How many entries were looked at, for the test of growth.
    #[cfg(test)]
    pub(crate) n_visited: usize,
}

/// A term that the pick does not have.
const ABSENT: u32 = 0;
/// A term of the pick that was counted nowhere yet. Where it was, its mark is the number of the unit and two.
const UNCOUNTED: u32 = 1;

impl<'a> Redundancy<'a> {
    /// Of units given as ranges of rows; nothing is picked yet.
    pub(crate) fn new(terms: &'a Terms, units: &[Range<usize>]) -> Redundancy<'a> {
        let n_different = units.iter().map(|rows| match rows.len() {
            1 => of_rows(terms, rows.clone()).count() as u32,
            _ => {
                let mut list: Vec<u32> = of_rows(terms, rows.clone()).collect();
                list.sort_unstable();
                list.dedup();
                list.len() as u32
            }
        });
        Redundancy {
            terms,
            n_different: n_different.collect(),
            highest: vec![0; units.len()],
            n_compared: 0,
            changed: Vec::new(),
            marks: vec![ABSENT; terms.facts().len()],
            #[cfg(test)]
            n_visited: 0,
        }
    }

    /// The highest overlap of a unit with any pick, per mille.
    pub(crate) fn of(&self, unit: usize) -> u16 {
        self.highest[unit]
    }

    /// Takes note of a pick; `units` are the rows of all units, in order.
    pub(crate) fn add(&mut self, pick: usize, units: impl Iterator<Item = Range<usize>> + Clone) {
        self.changed.clear();
        if self.n_compared == MAX_COMPARED {
            return;
        }
        self.n_compared += 1;
        let Some(rows) = units.clone().nth(pick) else { return };
        of_rows(self.terms, rows.clone()).for_each(|term| self.marks[term as usize] = UNCOUNTED);
        for (unit, rows) in units.enumerate() {
            #[cfg(test)]
            {
                self.n_visited += of_rows(self.terms, rows.clone()).count();
            }
            let n_shared = if rows.len() == 1 {
                let of_pick =
                    |entry: &&Entry| (self.marks[entry.number as usize] != ABSENT) & (entry.count() > 0);
                self.terms.of(rows.start).iter().filter(of_pick).count() as u64
            } else {
                let mut of_pick = |term: &u32| {
                    let mark = &mut self.marks[*term as usize];
                    *mark != ABSENT && std::mem::replace(mark, unit as u32 + 2) != unit as u32 + 2
                };
                of_rows(self.terms, rows).filter(|term| of_pick(term)).count() as u64
            };
            if n_shared > 0 {
                let n_fewer = self.n_different[unit].min(self.n_different[pick]);
                let overlap = (n_shared * 1000 / u64::from(n_fewer)) as u16;
                if overlap > self.highest[unit] {
                    self.changed.push((unit as u32, self.highest[unit]));
                    self.highest[unit] = overlap;
                }
            }
        }
        of_rows(self.terms, rows).for_each(|term| self.marks[term as usize] = ABSENT);
    }

    /// Forgets the last pick.
    pub(crate) fn take_back(&mut self) {
        for (unit, before) in self.changed.drain(..) {
            self.highest[unit as usize] = before;
        }
    }
}

fn of_rows(terms: &Terms, rows: Range<usize>) -> impl Iterator<Item = u32> + '_ {
    rows.flat_map(|row| terms.counts(row)).map(|(term, _)| term)
}
