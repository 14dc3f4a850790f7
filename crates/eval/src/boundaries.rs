//! Boundaries between sentences, and how many of them were found.

use std::collections::BTreeSet;

use crate::data::visible;

/// The boundaries between these sentences, each the number of characters before it, white space not counted: so a segmenter
/// may give the white space at the seam to either side. The end of the text is no boundary: nobody can miss it.
pub fn boundaries<'a>(sentences: impl IntoIterator<Item = &'a str>) -> BTreeSet<usize> {
    let mut n_chars = 0;
    let mut found = BTreeSet::new();
    for sentence in sentences {
        n_chars += visible(sentence).count();
        found.insert(n_chars);
    }
    found.remove(&n_chars);
    found.remove(&0);
    found
}

/// How many boundaries were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Boundaries that are there and were found.
    pub n_right: usize,
    /// Boundaries that were found but are not there.
    pub n_false: usize,
    /// Boundaries that are there but were not found.
    pub n_missed: usize,
    /// Texts.
    pub n_texts: usize,
    /// Texts without a false or missed boundary.
    pub n_texts_right: usize,
}

impl Tally {
    /// Adds one text: the boundaries it has, and those that were found.
    pub fn add(&mut self, gold: &BTreeSet<usize>, found: &BTreeSet<usize>) {
        let n_right = gold.intersection(found).count();
        self.n_right += n_right;
        self.n_false += found.len() - n_right;
        self.n_missed += gold.len() - n_right;
        self.n_texts += 1;
        self.n_texts_right += usize::from(gold == found);
    }

    /// Of the boundaries found, those that are there, in per cent; 100 when none was found.
    #[must_use]
    pub fn precision(&self) -> f64 {
        percent(self.n_right, self.n_right + self.n_false)
    }

    /// Of the boundaries that are there, those found, in per cent; 100 when there is none.
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

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_at_the_seam_does_not_count() {
        let expected = BTreeSet::from([3, 5]);
        assert_eq!(boundaries(["Oui.", "No."]), BTreeSet::from([4]));
        assert_eq!(boundaries(["a b.", " c.", " d."]), expected);
        assert_eq!(boundaries(["a b. ", "", "c.", " d. "]), expected);
        assert_eq!(boundaries([]), BTreeSet::new());
    }

    #[test]
    fn f1_weighs_false_and_missed_alike() {
        let mut tally = Tally::default();
        tally.add(&BTreeSet::from([1, 2, 3, 4]), &BTreeSet::from([2, 3, 4, 5]));
        tally.add(&BTreeSet::new(), &BTreeSet::new());
        assert_eq!((tally.n_right, tally.n_false, tally.n_missed), (3, 1, 1));
        assert_eq!((tally.n_texts, tally.n_texts_right), (2, 1));
        assert_eq!(tally.f1(), 75.0);
        assert_eq!(Tally::default().f1(), 100.0);
    }
}
