//! The measure of the article-extraction-benchmark: four words in a row, found and known.

use std::collections::HashMap;

/// Words of a shingle.
const N_WORDS: usize = 4;

/// Precision and recall, each the mean over all pages for which it can be told.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PageMeans {
    precision: (f64, u32),
    recall: (f64, u32),
    /// Pages whose words are all right.
    pub n_exact: u32,
    /// Pages.
    pub n_pages: u32,
}

impl PageMeans {
    /// Takes a page in.
    pub fn add(&mut self, known: &str, found: &str) {
        let (n_right, n_false, n_missed) = shingles(known, found);
        let mut count = |mean: fn(&mut PageMeans) -> &mut (f64, u32), n_other: u32| {
            if n_right + n_other > 0 {
                let share = f64::from(n_right) / f64::from(n_right + n_other);
                let mean = mean(self);
                *mean = (mean.0 + share, mean.1 + 1);
            }
        };
        count(|means| &mut means.precision, n_false);
        count(|means| &mut means.recall, n_missed);
        self.n_exact += u32::from(words(known).eq(words(found)));
        self.n_pages += 1;
    }

    /// Of what was found, how much is known: 0 to 1.
    #[must_use]
    pub fn precision(&self) -> f64 {
        self.precision.0 / f64::from(self.precision.1.max(1))
    }

    /// Of what is known, how much was found: 0 to 1.
    #[must_use]
    pub fn recall(&self) -> f64 {
        self.recall.0 / f64::from(self.recall.1.max(1))
    }

    /// The harmonic mean of the two means.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let sum = self.precision() + self.recall();
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision() * self.recall() / sum }
    }
}

/// How many shingles are in both texts, only in the one found, and only in the one known; each as often as it occurs. A shorter
/// text is one shingle.
#[must_use]
pub fn shingles(known: &str, found: &str) -> (u32, u32, u32) {
    let mut counts: HashMap<Vec<&str>, (u32, u32)> = HashMap::new();
    for shingle in of(known) {
        counts.entry(shingle).or_default().0 += 1;
    }
    for shingle in of(found) {
        counts.entry(shingle).or_default().1 += 1;
    }
    counts.into_values().fold((0, 0, 0), |(n_right, n_false, n_missed), (known, found)| {
        let both = known.min(found);
        (n_right + both, n_false + found - both, n_missed + known - both)
    })
}

fn of(text: &str) -> Vec<Vec<&str>> {
    let words: Vec<&str> = words(text).collect();
    match words.len() {
        0 => Vec::new(),
        n if n < N_WORDS => vec![words],
        _ => words.windows(N_WORDS).map(<[&str]>::to_vec).collect(),
    }
}

/// The words of a text as the benchmark counts them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_are_counted_as_often_as_they_occur() {
        // "a b c d" is known once and found twice, "b c d e" is known only, "b c d a", "c d a b" and "d a b c" are found only.
        assert_eq!(shingles("a b c d e", "a b c d a b c d"), (1, 4, 1));
        assert_eq!(shingles("one two", "one, two!"), (1, 0, 0));
        assert_eq!(shingles("", "one two"), (0, 1, 0));
        assert_eq!(shingles("", ""), (0, 0, 0));
    }

    #[test]
    fn means_are_taken_over_pages_and_f1_over_the_means() {
        let mut means = PageMeans::default();
        means.add("a b c d", "a b c d"); // both 1
        means.add("a b c d", "a b c d e f g"); // precision 1/4, recall 1
        means.add("a b c d", ""); // no precision, recall 0
        assert_eq!((means.precision(), means.recall()), (0.625, 2.0 / 3.0));
        assert!((means.f1() - 0.645_161).abs() < 1e-6);
        assert_eq!((means.n_exact, means.n_pages), (1, 3));
    }
}
