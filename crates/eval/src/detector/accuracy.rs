//! How often the language of a text is right, and what the confidence is worth.

use std::collections::BTreeMap;

use epitome_detector::{Request, detect};
use epitome_document::{LangTag, Strength};

use super::samples::Sample;
use super::units::n_words;
use crate::figures::percent;

/// What was said of a sample.
#[derive(Clone, Copy, Debug)]
pub struct Judgement {
    /// The language it is in.
    pub gold: LangTag,
    /// The language found.
    pub found: LangTag,
    /// How sure, in a word.
    pub strength: Strength,
    /// How sure, per mille.
    pub confidence: u16,
    /// The length of the text in words.
    pub n_words: usize,
}

impl Judgement {
    /// Whether the language is right; script and region do not count. A text in no language is right as `und` and as `zxx`.
    #[must_use]
    pub fn is_right(&self) -> bool {
        if self.gold.is_language() {
            self.found.language() == self.gold.language()
        } else {
            !self.found.is_language()
        }
    }
}

/// The judgements by category, both in order of first appearance, as the detector gives them without any hint.
#[must_use]
pub fn judge(samples: &[Sample]) -> Vec<(String, Vec<Judgement>)> {
    let mut categories: Vec<(String, Vec<Judgement>)> = Vec::new();
    for sample in samples {
        let verdict = detect(&sample.text, Request::default());
        let judgement = Judgement {
            gold: sample.gold,
            found: verdict.tag,
            strength: verdict.strength,
            confidence: verdict.confidence,
            n_words: n_words(&sample.text),
        };
        match categories.iter_mut().find(|(name, _)| *name == sample.category) {
            Some((_, judgements)) => judgements.push(judgement),
            None => categories.push((sample.category.clone(), vec![judgement])),
        }
    }
    categories
}

/// Of one language, or the mean over languages: shares in per cent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Accuracy {
    /// Right.
    pub right: f64,
    /// Left open: `und`, or `zxx`.
    pub open: f64,
}

/// Each language by itself.
#[must_use]
pub fn by_language(judgements: &[Judgement]) -> BTreeMap<LangTag, Accuracy> {
    let mut counts: BTreeMap<LangTag, [usize; 3]> = BTreeMap::new();
    for judgement in judgements {
        let [n, n_right, n_open] = counts.entry(judgement.gold).or_default();
        *n += 1;
        *n_right += usize::from(judgement.is_right());
        *n_open += usize::from(!judgement.found.is_language());
    }
    let accuracy =
        |[n, n_right, n_open]: [usize; 3]| Accuracy { right: percent(n_right, n), open: percent(n_open, n) };
    counts.into_iter().map(|(gold, count)| (gold, accuracy(count))).collect()
}

/// The mean over languages, each weighing the same however many samples it has.
#[must_use]
pub fn macro_accuracy(judgements: &[Judgement]) -> Accuracy {
    let languages = by_language(judgements);
    let mean = |figure: fn(&Accuracy) -> f64| {
        languages.values().map(figure).sum::<f64>() / languages.len().max(1) as f64
    };
    Accuracy { right: mean(|accuracy| accuracy.right), open: mean(|accuracy| accuracy.open) }
}

/// The largest share of the samples, in per cent, that can be kept by a threshold on the confidence such that `precision` per cent
/// of what is kept is right. A sample left open is never kept.
#[must_use]
pub fn coverage(judgements: &[Judgement], precision: f64) -> f64 {
    let mut kept: Vec<&Judgement> =
        judgements.iter().filter(|judgement| judgement.found.is_language()).collect();
    kept.sort_by_key(|judgement| std::cmp::Reverse(judgement.confidence));
    let (mut n, mut n_right, mut best) = (0, 0, 0);
    // No threshold can part equals.
    for equals in kept.chunk_by(|one, other| one.confidence == other.confidence) {
        n += equals.len();
        n_right += equals.iter().filter(|judgement| judgement.is_right()).count();
        if percent(n_right, n) >= precision {
            best = n;
        }
    }
    percent(best, judgements.len())
}

/// The lengths at which the confidence is checked: a name, and the most words.
pub const LENGTHS: [(&str, usize); 4] =
    [("1 word", 1), ("2 words", 2), ("3 to 10 words", 10), ("longer", usize::MAX)];

/// The judgements of a length and strength: how many of those of this length there are, in per cent, and how many of them are right.
#[must_use]
pub fn calibration(judgements: &[&Judgement], length_idx: usize, strength: Strength) -> (f64, f64) {
    let (_, most) = LENGTHS[length_idx];
    let least = length_idx.checked_sub(1).map_or(0, |shorter| LENGTHS[shorter].1 + 1);
    let of_length = judgements.iter().filter(|judgement| (least..=most).contains(&judgement.n_words));
    let n_of_length = of_length.clone().count();
    let of_strength = of_length.filter(|judgement| judgement.strength == strength);
    let n = of_strength.clone().count();
    let n_right = of_strength.filter(|judgement| judgement.is_right()).count();
    (percent(n, n_of_length), percent(n_right, n))
}

/// The wrong answers, most frequent first: what it is, what it was taken for, how often.
#[must_use]
pub fn confusions(judgements: &[Judgement]) -> Vec<(LangTag, LangTag, usize)> {
    let mut counts: BTreeMap<(LangTag, LangTag), usize> = BTreeMap::new();
    for judgement in judgements.iter().filter(|judgement| !judgement.is_right()) {
        *counts.entry((judgement.gold, judgement.found)).or_default() += 1;
    }
    let mut confusions: Vec<_> = counts.into_iter().map(|((gold, found), n)| (gold, found, n)).collect();
    confusions.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
    confusions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judgement(gold: &str, found: &str, confidence: u16, n_words: usize) -> Judgement {
        let [gold, found] = [gold, found].map(LangTag::literal);
        let strength = if confidence >= 990 { Strength::Sure } else { Strength::Likely };
        Judgement { gold, found, strength, confidence, n_words }
    }

    #[test]
    fn each_language_weighs_the_same() {
        let judgements = [
            judgement("fr", "fr", 990, 1),
            judgement("fr", "fr", 990, 1),
            judgement("fr", "und", 0, 1),
            judgement("fr", "es", 990, 1),
            judgement("zh", "zh-Hant", 990, 1),
        ];
        assert_eq!(macro_accuracy(&judgements), Accuracy { right: 75.0, open: 12.5 });
        let [fr, zh] = [LangTag::literal("fr"), LangTag::literal("zh")];
        assert_eq!(by_language(&judgements)[&fr], Accuracy { right: 50.0, open: 25.0 });
        assert_eq!(by_language(&judgements)[&zh], Accuracy { right: 100.0, open: 0.0 });
    }

    #[test]
    fn a_text_in_no_language_is_right_when_none_is_named() {
        for (found, is_right) in [("und", true), ("zxx", true), ("fr", false)] {
            assert_eq!(judgement("und", found, 0, 0).is_right(), is_right, "{found}");
        }
    }

    #[test]
    fn coverage_keeps_all_equals_or_none_and_never_what_is_open() {
        let judgements = [
            judgement("fr", "fr", 990, 1),
            judgement("fr", "fr", 900, 1),
            judgement("fr", "es", 900, 1),
            judgement("fr", "fr", 800, 1),
            judgement("fr", "fr", 700, 1),
            judgement("fr", "und", 0, 1),
        ];
        // By the threshold of 900 two of three are right, by that of 700 four of five.
        for (precision, share) in [(100.0, 1), (80.0, 5), (81.0, 1), (60.0, 5)] {
            assert_eq!(coverage(&judgements, precision), percent(share, 6), "{precision}");
        }
        assert_eq!(coverage(&judgements[5..], 95.0), 0.0);
    }

    #[test]
    fn calibration_looks_at_one_length_and_strength() {
        let judgements = [
            judgement("fr", "fr", 995, 2),
            judgement("fr", "es", 995, 2),
            judgement("fr", "fr", 960, 2),
            judgement("fr", "fr", 995, 3),
        ];
        let judgements: Vec<&Judgement> = judgements.iter().collect();
        assert_eq!(calibration(&judgements, 1, Strength::Sure), (percent(2, 3), 50.0));
        assert_eq!(calibration(&judgements, 2, Strength::Sure), (100.0, 100.0));
        assert_eq!(calibration(&judgements, 0, Strength::Sure), (100.0, 100.0), "nothing is as it should be");
    }

    #[test]
    fn confusions_come_most_frequent_first() {
        let judgements = [
            judgement("da", "nb", 900, 1),
            judgement("fr", "es", 900, 1),
            judgement("fr", "es", 900, 1),
            judgement("fr", "fr", 900, 1),
        ];
        let tags = ["fr", "es", "da", "nb"].map(LangTag::literal);
        assert_eq!(confusions(&judgements), [(tags[0], tags[1], 2), (tags[2], tags[3], 1)]);
    }
}
