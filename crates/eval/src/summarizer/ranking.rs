//! [`Ranking`]: what a method would say of an article, and what that is worth.

use epitome_summarizer::{Budget, Scores, select};

use super::article::Prepared;
use super::rouge::Rouge;

/// The order in which a method takes the sentences of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// All sentences, the best first, where words are counted.
    pub by_words: Vec<usize>,
    /// The best three, where sentences are counted.
    pub three: Vec<usize>,
}

/// What a ranking is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Worth {
    /// In as many words as the reference has, the last sentence cut.
    pub at_length: Rouge,
    /// In three sentences.
    pub at_three: Rouge,
}

impl Ranking {
    /// By these scores.
    #[must_use]
    pub fn of(scores: &Scores) -> Ranking {
        let mut by_words = picks(scores, Budget::Percent(100));
        let mut is_ranked =
            vec![false; scores.rows.iter().map(|row| row.sentence.idx() + 1).max().unwrap_or(0)];
        by_words.iter().for_each(|idx| is_ranked[*idx] = true);
        // What says again what was picked comes last.
        by_words.extend(scores.rows.iter().map(|row| row.sentence.idx()).filter(|idx| !is_ranked[*idx]));
        Ranking { by_words, three: picks(scores, Budget::Sentences(3)) }
    }

    /// What it is worth.
    #[must_use]
    pub fn worth(&self, article: &Prepared) -> Worth {
        let mut n_left = article.reference.len();
        let mut pieces: Vec<(usize, &[u32])> = Vec::new();
        for idx in &self.by_words {
            let words = &article.stems[*idx];
            let n_words = words.len().min(n_left);
            pieces.push((*idx, &words[..n_words]));
            n_left -= n_words;
            if n_left == 0 {
                break;
            }
        }
        let three = self.three.iter().map(|idx| (*idx, article.stems[*idx].as_slice())).collect();
        Worth {
            at_length: Rouge::of(&in_order(pieces), &article.reference),
            at_three: Rouge::of(&in_order(three), &article.reference),
        }
    }
}

/// The sentences of a selection, in the order they were picked.
fn picks(scores: &Scores, budget: Budget) -> Vec<usize> {
    let mut kept = select(scores, budget).0.kept;
    kept.sort_by_key(|ranked| ranked.rank);
    kept.into_iter().map(|ranked| ranked.sentence.idx()).collect()
}

/// The words of some sentences, in the order of the article.
fn in_order(mut pieces: Vec<(usize, &[u32])>) -> Vec<u32> {
    pieces.sort_unstable_by_key(|piece| piece.0);
    pieces.into_iter().flat_map(|piece| piece.1.iter().copied()).collect()
}
