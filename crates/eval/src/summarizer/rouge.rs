//! [`Rouge`]: how much of a reference a summary has (Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004).
//!
//! The arithmetic is that of the rouge-score package, of which `summary-level` ROUGE-L is not used: the words of all
//! sentences are one sequence. Words are stems of any script, where that package knows Latin letters only.

/// F1 of one-word overlap, two-word overlap and longest common subsequence, each from 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rouge {
    /// ROUGE-1.
    pub one: f64,
    /// ROUGE-2.
    pub two: f64,
    /// ROUGE-L.
    pub longest: f64,
}

impl Rouge {
    /// Of a summary, given the words of both as numbers.
    ///
    /// ```
    /// use epitome_eval::summarizer::Rouge;
    ///
    /// // "the cat sat on the mat" and "the cat lay on a mat".
    /// let rouge = Rouge::of(&[1, 2, 3, 4, 1, 5], &[1, 2, 6, 4, 7, 5]);
    /// assert_eq!(rouge.one.round(), 67.0);
    /// assert_eq!(rouge.two, 20.0);
    /// ```
    #[must_use]
    pub fn of(summary: &[u32], reference: &[u32]) -> Rouge {
        let n_pairs = |words: &[u32]| words.len().saturating_sub(1);
        let one = n_common(words(summary), words(reference));
        let two = n_common(pairs(summary), pairs(reference));
        Rouge {
            one: f1(one, summary.len(), reference.len()),
            two: f1(two, n_pairs(summary), n_pairs(reference)),
            longest: f1(longest_common(summary, reference), summary.len(), reference.len()),
        }
    }

    /// The mean of the three.
    #[must_use]
    pub fn mean(self) -> f64 {
        (self.one + self.two + self.longest) / 3.0
    }
}

/// Words and pairs of neighbours that both have, each as often as the one that has it less often.
pub(crate) fn n_hits(sentence: &[u32], reference: &[u32]) -> (usize, usize) {
    (n_common(words(sentence), words(reference)), n_common(pairs(sentence), pairs(reference)))
}

fn f1(n_common: usize, n_summary: usize, n_reference: usize) -> f64 {
    if n_common == 0 {
        return 0.0;
    }
    let (precision, recall) = (n_common as f64 / n_summary as f64, n_common as f64 / n_reference as f64);
    200.0 * precision * recall / (precision + recall)
}

fn words(words: &[u32]) -> Vec<u64> {
    sorted(words.iter().map(|word| u64::from(*word)).collect())
}

fn pairs(words: &[u32]) -> Vec<u64> {
    sorted(words.windows(2).map(|pair| u64::from(pair[0]) << 32 | u64::from(pair[1])).collect())
}

fn sorted(mut items: Vec<u64>) -> Vec<u64> {
    items.sort_unstable();
    items
}

/// How many items two sorted lists share, each as often as it is in both.
fn n_common(left: Vec<u64>, right: Vec<u64>) -> usize {
    let mut right = right.into_iter().peekable();
    let mut n = 0;
    for item in left {
        while right.next_if(|other| *other < item).is_some() {}
        n += usize::from(right.next_if_eq(&item).is_some());
    }
    n
}

fn longest_common(left: &[u32], right: &[u32]) -> usize {
    let mut row = vec![0_usize; right.len() + 1];
    for item in left {
        let mut diagonal = 0;
        for (idx, other) in right.iter().enumerate() {
            let above = row[idx + 1];
            row[idx + 1] = if item == other { diagonal + 1 } else { above.max(row[idx]) };
            diagonal = above;
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_words_count_as_often_as_both_have_them() {
        let rouge = Rouge::of(&[1, 1, 1, 2], &[1, 1, 3]);
        // Two of four, two of three.
        assert!((rouge.one - 100.0 * 4.0 / 7.0).abs() < 1e-9);
        // One pair (1, 1) of three, of two.
        assert!((rouge.two - 40.0).abs() < 1e-9);
        assert_eq!(rouge.longest, rouge.one);
    }

    #[test]
    fn order_matters_to_the_longest_only() {
        let rouge = Rouge::of(&[1, 2, 3, 4], &[4, 3, 2, 1]);
        assert_eq!((rouge.one, rouge.two, rouge.longest), (100.0, 0.0, 25.0));
    }

    /// `n_words` numbers below `n_kinds`, the same on every machine (a linear congruential generator).
    fn sequence(seed: u64, n_words: usize, n_kinds: u64) -> Vec<u32> {
        let next = |state: &u64| Some((state * 1_103_515_245 + 12_345) % (1 << 31));
        let states = std::iter::successors(Some(seed), next).skip(1);
        states.take(n_words).map(|state| ((state >> 16) % n_kinds) as u32).collect()
    }

    /// What the Python package rouge-score 0.1.2 gives for the same words: summary and reference by seed and length, kinds of
    /// words, and the F1 of its rouge1, rouge2 and rougeL in per cent.
    #[test]
    fn figures_are_those_of_the_rouge_score_package() {
        let cases = [
            (1, 10, 2, 8, 5, [77.777778, 37.500000, 55.555556]),
            (3, 34, 4, 34, 20, [55.882353, 0.000000, 29.411765]),
            (5, 34, 6, 34, 9, [82.352941, 33.333333, 38.235294]),
            (7, 90, 8, 34, 40, [41.935484, 0.000000, 22.580645]),
            (9, 90, 10, 34, 12, [53.225806, 13.114754, 33.870968]),
            (11, 3, 12, 50, 6, [11.320755, 0.000000, 11.320755]),
            (13, 60, 14, 20, 30, [42.500000, 5.128205, 20.000000]),
            (15, 1, 16, 1, 1, [100.000000, 0.000000, 100.000000]),
            (17, 120, 18, 40, 60, [38.750000, 2.531646, 15.000000]),
            (19, 25, 20, 30, 300, [3.636364, 0.000000, 3.636364]),
        ];
        for (seed, n_words, seed_of_reference, n_of_reference, n_kinds, expected) in cases {
            let summary = sequence(seed, n_words, n_kinds);
            let Rouge { one, two, longest } =
                Rouge::of(&summary, &sequence(seed_of_reference, n_of_reference, n_kinds));
            for (ours, theirs) in [one, two, longest].into_iter().zip(expected) {
                assert!((ours - theirs).abs() < 1e-6, "seed {seed}: {ours}, not {theirs}");
            }
        }
    }

    #[test]
    fn nothing_in_common_is_nothing() {
        assert_eq!(Rouge::of(&[], &[1]), Rouge::default());
        assert_eq!(Rouge::of(&[1], &[]), Rouge::default());
        assert_eq!(Rouge::of(&[1], &[1]).two, 0.0);
    }
}
