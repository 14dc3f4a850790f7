//! Figures that several measures give.

use std::ops::AddAssign;

/// A share in per cent. It is 100 of nothing: where nothing was to be found, nothing was missed.
pub(crate) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// What was found, beside what is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What is there and was found.
    pub n_right: usize,
    /// What was found but is not there.
    pub n_false: usize,
    /// What is there but was not found.
    pub n_missed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.n_right += other.n_right;
        self.n_false += other.n_false;
        self.n_missed += other.n_missed;
    }
}

impl Tally {
    /// Of what was found, what is there, in per cent; 100 when nothing was found.
    #[must_use]
    pub fn precision(&self) -> f64 {
        percent(self.n_right, self.n_right + self.n_false)
    }

    /// Of what is there, what was found, in per cent; 100 when there is nothing.
    #[must_use]
    pub fn recall(&self) -> f64 {
        percent(self.n_right, self.n_right + self.n_missed)
    }

    /// The harmonic mean of [`precision`](Tally::precision) and [`recall`](Tally::recall), in per cent.
    #[must_use]
    pub fn f1(&self) -> f64 {
        percent(2 * self.n_right, 2 * self.n_right + self.n_false + self.n_missed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_weighs_false_and_missed_alike() {
        let mut tally = Tally { n_right: 2, n_false: 1, n_missed: 0 };
        tally += Tally { n_right: 1, n_false: 0, n_missed: 1 };
        assert_eq!((tally.precision(), tally.recall(), tally.f1()), (75.0, 75.0, 75.0));
        assert_eq!(Tally { n_missed: 1, ..Tally::default() }.f1(), 0.0);
        assert_eq!(Tally::default().f1(), 100.0);
    }
}
