//! Boundaries between sentences.

use std::collections::BTreeSet;

use crate::data::visible;
use crate::figures::Tally;

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

/// The boundaries that are there and those that were found, compared.
pub(crate) fn compared(gold: &BTreeSet<usize>, found: &BTreeSet<usize>) -> Tally {
    let n_right = gold.intersection(found).count();
    Tally { n_right, n_false: found.len() - n_right, n_missed: gold.len() - n_right }
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
    fn a_boundary_elsewhere_is_false_and_one_is_missed() {
        let tally = compared(&BTreeSet::from([1, 2, 3, 4]), &BTreeSet::from([2, 3, 4, 5]));
        assert_eq!(tally, Tally { n_right: 3, n_false: 1, n_missed: 1 });
    }
}
