//! What a page teaches: the evidence of its blocks, and which of them belong to the article.

use std::collections::HashMap;

use epitome::{BlockId, BlockKind, Document};
use epitome_cleaner::model::{Group, Sink, Weights};

use super::{labelled, whole};
use crate::cleaner::segments::{Segments, blanks};

/// What a block that holds a known piece counts; the pieces are few and chosen with care.
const PIECE_WEIGHT: f64 = 4.0;
/// The same for a piece of the rest, and for one that occurs in many places.
const REST_WEIGHT: (f64, f64) = (3.0, 1.0);
/// What a block between two pieces of one kind counts, and all such blocks of a page together at most.
const BETWEEN_WEIGHT: f64 = 0.5;
const MAX_BETWEEN: f64 = 25.0;

/// The weight of a name that says next to nothing, in hundredths of a logit: the table stays small without it.
const MIN_WEIGHT: i32 = 5;

/// What is known of one block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Label {
    pub(super) is_article: bool,
    /// How much it counts; 0 where nothing is known.
    pub(super) weight: f64,
}

/// What is known of the blocks of a page, alternative texts left out.
pub(super) struct Labels(Vec<Label>);

impl Labels {
    pub(super) fn new(document: &Document, known: &Segments) -> Labels {
        let ids = document.block_ids().filter(|id| document.block(*id).kind != BlockKind::Alt);
        let texts: Vec<String> = ids.map(|id| blanks(document.block_text(id))).collect();
        let mut labels = vec![Label::default(); texts.len()];
        for (pieces, is_article) in [(&known.with, true), (&known.without, false)] {
            for piece in pieces {
                let holders: Vec<usize> =
                    (0..texts.len()).filter(|idx| texts[*idx].contains(piece.as_str())).collect();
                // A piece of the article that occurs often is meant in one place; one of the rest is meant everywhere.
                let weight = match (is_article, holders.len()) {
                    (true, n) => PIECE_WEIGHT / n.max(1) as f64,
                    (false, n) if n < 4 => REST_WEIGHT.0,
                    (false, _) => REST_WEIGHT.1,
                };
                for idx in holders {
                    labels[idx] = Label { is_article, weight: weight.max(labels[idx].weight) };
                }
            }
        }
        between(&mut labels, &texts);
        Labels(labels)
    }

    /// Where the whole text of the article is known.
    pub(super) fn of_text(document: &Document, text: &str) -> Labels {
        Labels(whole::labels(document, text))
    }

    /// Where the role of each line is known.
    pub(super) fn of_lines(document: &Document, rows: &[(String, String)]) -> Labels {
        Labels(labelled::labels(document, rows))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Label> {
        self.0.iter()
    }
}

/// What lies between two pieces of one kind, and nothing of the other, is most likely of that kind; so is what lies before the
/// first and after the last piece of the rest. The pieces alone were picked by hand and are unlike most blocks of a page: on
/// them a model learns little of menus and of the text in side columns.
fn between(labels: &mut [Label], texts: &[String]) {
    let pieces: Vec<usize> = (0..labels.len()).filter(|idx| labels[*idx].weight >= 1.0).collect();
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
    let inner = pieces.windows(2).map(|pair| (pair[0] + 1..pair[1], pair[0], pair[1]));
    let outer = [(0..*first, *first, *first), (last + 1..labels.len(), *last, *last)];
    let mut found = Vec::new();
    for (stretch, before, after) in inner.chain(outer) {
        let is_article = labels[before].is_article;
        if is_article == labels[after].is_article && !(is_article && before == after) {
            found.extend(stretch.filter(|idx| labels[*idx].weight == 0.0).map(|idx| (idx, is_article)));
        }
    }
    let weight = |idx: usize| BETWEEN_WEIGHT * (0.3 + texts[idx].len() as f64 / 120.0).min(2.0);
    let all: f64 = found.iter().map(|(idx, _)| weight(*idx)).sum();
    let scale = (MAX_BETWEEN / all.max(1e-9)).min(1.0);
    for (idx, is_article) in found {
        labels[idx] = Label { is_article, weight: weight(idx) * scale };
    }
}

/// A piece of evidence: its group, the name on the page if it has one, its bucket.
type Clue = (Group, Option<Box<str>>, usize);

/// All evidence that was ever seen, each with a number.
#[derive(Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<Clue, u32>,
    clues: Vec<Clue>,
    n_pages: Vec<u32>,
    /// The number in the model, for evidence of enough pages.
    places: Vec<Option<u32>>,
    n_known: usize,
}

impl Vocabulary {
    /// Takes in the evidence of one page.
    pub(super) fn page(&mut self) -> Reader<'_> {
        Reader { vocabulary: self, blocks: Vec::new() }
    }

    /// Forgets evidence of fewer pages; names must be on twice as many, so that those of one site's template go.
    pub(super) fn prune(&mut self, min_pages: u32) {
        let mut n_known = 0;
        let place = |(n, (group, ..)): (&u32, &Clue)| {
            let min_pages = if group.has_names() { min_pages * 2 } else { min_pages };
            (*n >= min_pages).then(|| {
                n_known += 1;
                n_known - 1
            })
        };
        self.places = self.n_pages.iter().zip(&self.clues).map(place).collect();
        self.n_known = n_known as usize;
    }

    pub(super) fn len(&self) -> usize {
        self.n_known
    }

    pub(super) fn known<'a>(&'a self, clues: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        clues.iter().filter_map(|clue| self.places[*clue as usize])
    }

    /// The table of weights, the last of which are the biases.
    pub(super) fn weights<const N: usize>(&self, fitted: &[f64]) -> Weights<N> {
        let hundredths = |weight: f64| (weight * 100.0).round() as i32;
        let (fitted, _) = fitted.as_chunks::<N>();
        let mut weights = Weights::zero();
        weights.bias = fitted[self.n_known].map(hundredths);
        for ((group, name, bucket), place) in self.clues.iter().zip(&self.places) {
            let Some(place) = place else { continue };
            let mut row = fitted[*place as usize].map(hundredths);
            if name.is_some() {
                row.iter_mut().filter(|weight| weight.abs() < MIN_WEIGHT).for_each(|weight| *weight = 0);
            }
            if row != [0; N] {
                weights.set(*group, name.as_deref(), *bucket, row);
            }
        }
        weights
    }

    /// What a model makes of each block, in hundredths of a logit.
    pub(super) fn logits(&self, weights: &Weights, blocks: &[Vec<u32>]) -> Vec<i32> {
        let weight = |clue: &u32| {
            let (group, name, bucket) = &self.clues[*clue as usize];
            weights.get(*group, name.as_deref(), *bucket)[0]
        };
        blocks.iter().map(|clues| weights.bias[0] + clues.iter().map(weight).sum::<i32>()).collect()
    }
}

/// Takes in the evidence of one page.
pub(super) struct Reader<'a> {
    vocabulary: &'a mut Vocabulary,
    blocks: Vec<Vec<u32>>,
}

impl Reader<'_> {
    /// The evidence of each block.
    pub(super) fn finish(self) -> Vec<Vec<u32>> {
        let mut seen: Vec<u32> = self.blocks.iter().flatten().copied().collect();
        seen.sort_unstable();
        seen.dedup();
        for clue in seen {
            self.vocabulary.n_pages[clue as usize] += 1;
        }
        self.blocks
    }

    fn push(&mut self, group: Group, name: Option<&str>, bucket: usize) {
        let key = (group, name.map(Box::from), bucket);
        let vocabulary = &mut *self.vocabulary;
        let number = *vocabulary.numbers.entry(key).or_insert_with_key(|key| {
            vocabulary.clues.push(key.clone());
            vocabulary.n_pages.push(0);
            vocabulary.clues.len() as u32 - 1
        });
        self.blocks.last_mut().expect("a block was begun").push(number);
    }
}

impl Sink for Reader<'_> {
    fn begin(&mut self, _block: BlockId) {
        self.blocks.push(Vec::new());
    }

    fn add(&mut self, group: Group, bucket: usize) {
        self.push(group, None, bucket);
    }

    fn add_name(&mut self, group: Group, name: &str, bucket: usize) {
        self.push(group, Some(name), bucket);
    }
}
