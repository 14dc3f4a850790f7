//! Which blocks belong to the article where its whole text is known.

use std::collections::HashSet;

use epitome::{BlockKind, Document};

use super::examples::Label;
use crate::cleaner::shingles::words;

/// Words in a row that are compared; a shorter block is compared as a whole.
const N_WORDS: usize = 4;
/// A block belongs to the article when so many per cent of its shingles do; in between nothing is sure.
const IN_SHARE: usize = 70;
const OUT_SHARE: usize = 30;
/// A block counts by its words, as it does in the measure of the benchmarks, but no block more than so many.
const MAX_WORDS: usize = 60;
/// What a block counts beside its words, in words: menus are made of short ones.
const BASE_WORDS: usize = 4;
/// What all blocks of the article count together; the rest may count more or less.
const PAGE_WEIGHT: f64 = 12.0;
/// An article has at least such a mass beside the rest of its page.
const MIN_ARTICLE: f64 = 40.0;

/// A label for each block but alternative texts. Captions are not asked about: one text keeps them, another does not.
pub(super) fn labels(document: &Document, text: &str) -> Vec<Label> {
    let known: Vec<&str> = words(text).collect();
    let shingles: HashSet<&[&str]> = known.windows(N_WORDS).collect();
    let lines: HashSet<Vec<&str>> = text.lines().map(|line| words(line).collect()).collect();
    let blocks = document.block_ids().filter(|id| document.block(*id).kind != BlockKind::Alt);
    let mut labels = Vec::new();
    for id in blocks {
        let own: Vec<&str> = words(document.block_text(id)).collect();
        let share = match own.len() {
            0 => None,
            1..N_WORDS => Some(if lines.contains(&own) { 100 } else { 0 }),
            n => {
                let n_shingles = n + 1 - N_WORDS;
                let n_known = own.windows(N_WORDS).filter(|shingle| shingles.contains(shingle)).count();
                Some(n_known * 100 / n_shingles)
            }
        };
        let is_article = share.is_some_and(|share| share >= IN_SHARE);
        let is_clear = share.is_some_and(|share| share >= IN_SHARE || share <= OUT_SHARE);
        let is_caption = document.block(id).kind == BlockKind::Caption;
        labels.push(Label {
            is_article,
            weight: if is_clear && !is_caption { weight(own.len()) } else { 0.0 },
        });
    }
    balance(&mut labels);
    labels
}

/// What a block of so many words counts.
pub(super) fn weight(n_words: usize) -> f64 {
    (BASE_WORDS + n_words.min(MAX_WORDS)) as f64
}

/// Gives the article of a page a fixed weight, and the rest one by it.
pub(super) fn balance(labels: &mut [Label]) {
    let mass = |side: bool| -> f64 {
        let own = labels.iter().filter(|label| label.is_article == side);
        own.map(|label| label.weight).sum::<f64>().max(1.0)
    };
    let (article, rest) = (mass(true), mass(false));
    for label in labels {
        // A word too many costs as much as one too few, so that the rest should count by the words of the article; but a page whose
        // known text is cut short says wrong things of it then. The geometric mean of both is better than either in cross-validation.
        let all = if label.is_article { article } else { (rest * article.max(MIN_ARTICLE)).sqrt() };
        label.weight *= PAGE_WEIGHT / all;
    }
}
