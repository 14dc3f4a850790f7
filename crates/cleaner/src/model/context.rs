//! [`context`]: what the blocks around a block came to. A second look, with the first one's answers.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::collections::BTreeMap;

use super::facts::{Scene, densest_run};
use super::group::*;
use crate::page::siblings::{Build, build};

/// A block counts for no more words, so that one long paragraph does not outweigh all others.
const MAX_WORDS: usize = 60;
/// The chance, per cent, from which a block adds to the run of the article.
const RUN_CHANCE: i64 = 45;
/// The innermost element with so many per cent of the text is the core of the page.
const CORE_SHARE: usize = 70;
/// The buckets of a chance, per cent.
const ROUGH: [usize; 3] = [20, 50, 80];
const FINE: [usize; 6] = [1, 10, 30, 50, 70, 90];

/// What a first look at all blocks came to.
pub(super) struct Context {
    /// The chance of each block to be of the article, per cent.
    chances: Vec<usize>,
    /// The words each block counts for, and that times its chance, summed up before each.
    words_before: Vec<usize>,
    mass_before: Vec<usize>,
    run: std::ops::Range<usize>,
    /// Mass and words of each element.
    elements: Vec<(usize, usize)>,
    core: Option<usize>,
    /// For each block which others are built alike, and their mass, words and number.
    alike: Vec<usize>,
    kinds: Vec<(usize, usize, usize)>,
}

impl Context {
    pub(super) fn new(scene: &Scene, chances: Vec<usize>) -> Context {
        let weights: Vec<usize> = scene.facts.iter().map(|facts| facts.n_words.min(MAX_WORDS)).collect();
        let sums = |of: &dyn Fn(usize) -> usize| {
            let mut sums = vec![0];
            for idx in 0..chances.len() {
                sums.push(sums[idx] + of(idx));
            }
            sums
        };
        let words_before = sums(&|idx| weights[idx]);
        let mass_before = sums(&|idx| weights[idx] * chances[idx]);
        let gains = chances.iter().zip(&weights);
        let run = densest_run(gains.map(|(chance, n)| (*chance as i64 - RUN_CHANCE) * *n as i64));
        let mut elements = vec![(0, 0); scene.document.elements.len()];
        let mut alike = Vec::with_capacity(chances.len());
        let mut kinds: Vec<(usize, usize, usize)> = Vec::new();
        let mut numbers = BTreeMap::new();
        for (idx, facts) in scene.facts.iter().enumerate() {
            let mass = weights[idx] * chances[idx];
            let chain = scene.tree.as_ref().map_or(&[][..], |tree| &tree.chains[idx]);
            if let Some(own) = chain.first() {
                elements[*own].0 += mass;
                elements[*own].1 += weights[idx];
            }
            let number = *numbers.entry(signature(scene, facts.id.idx())).or_insert(kinds.len());
            if number == kinds.len() {
                kinds.push((0, 0, 0));
            }
            let kind = &mut kinds[number];
            *kind = (kind.0 + mass, kind.1 + weights[idx], kind.2 + 1);
            alike.push(number);
        }
        let tree = &scene.document.elements;
        for id in tree.ids().rev() {
            if let Some(parent) = tree.parent(id) {
                let (mass, n_words) = elements[id.idx()];
                elements[parent.idx()].0 += mass;
                elements[parent.idx()].1 += n_words;
            }
        }
        let all = mass_before[chances.len()];
        // Elements stand in the order of their start tags, so the last one that holds enough is the innermost.
        let core = elements.iter().rposition(|(mass, _)| mass * 100 >= all * CORE_SHARE && all > 0);
        Context { chances, words_before, mass_before, run, elements, core, alike, kinds }
    }

    /// The chance of the blocks of a stretch, per cent.
    fn between(&self, from: usize, to: usize) -> usize {
        mean(self.mass_before[to] - self.mass_before[from], self.words_before[to] - self.words_before[from])
    }
}

/// The bucket of a mean chance; the first one stands for no words at all.
fn mean(mass: usize, n_words: usize) -> usize {
    mass.checked_div(n_words).map_or(0, |share| bucket(share, &FINE).max(1))
}

/// How a block is built: its element and the one around it, with their classes.
type Signature<'a> = Vec<Build<'a>>;

fn signature<'a>(scene: &Scene<'a>, idx: usize) -> Signature<'a> {
    let elements = &scene.document.elements;
    let Some(element) = scene.document.blocks[idx].hint.element else {
        return Vec::new();
    };
    elements.ancestors(element).take(2).map(|id| build(scene.document, id)).collect()
}

/// Hands what the blocks around a block came to to a sink.
pub(super) fn context<S: Sink + ?Sized>(scene: &Scene, context: &Context, idx: usize, sink: &mut S) {
    let n = context.chances.len();
    let chance = context.chances[idx];
    let rough = bucket(chance, &ROUGH);
    sink.add(OWN_CHANCE, bucket(chance, &[3, 10, 25, 40, 50, 60, 75, 90, 97]));
    let reaches = [
        (1, CHANCE_BEFORE_1, CHANCE_AFTER_1),
        (3, CHANCE_BEFORE_3, CHANCE_AFTER_3),
        (10, CHANCE_BEFORE_10, CHANCE_AFTER_10),
    ];
    for (reach, before, after) in reaches {
        sink.add(before, context.between(idx.saturating_sub(reach), idx));
        sink.add(after, context.between(idx + 1, (idx + 1 + reach).min(n)));
    }
    let side = |from: usize, to: usize| {
        let n_words = context.words_before[to] - context.words_before[from];
        let mass = context.mass_before[to] - context.mass_before[from];
        bucket(mass / n_words.max(1), &ROUGH)
    };
    let (before, after) = (side(idx.saturating_sub(3), idx), side(idx + 1, (idx + 4).min(n)));
    sink.add(CHANCE_AROUND, (before * 4 + after) * 4 + rough);
    let all = context.mass_before[n].max(1);
    let per_cent = |mass: usize| bucket(mass * 100 / all, &[1, 5, 30, 70, 95, 99]);
    sink.add(MASS_BEFORE, per_cent(context.mass_before[idx]) * 4 + rough);
    sink.add(MASS_AFTER, per_cent(context.mass_before[n] - context.mass_before[idx + 1]) * 4 + rough);
    let far = |distance: usize| bucket(distance, &[2, 4, 10, 30]) * 4 + rough;
    if idx < context.run.start {
        sink.add(SPAN_BEFORE, far(context.run.start - idx));
    } else if idx >= context.run.end {
        sink.add(SPAN_AFTER, far(idx + 1 - context.run.end));
    } else {
        sink.add(SPAN_INSIDE, bucket(chance, &[10, 25, 50, 80]));
    }
    sink.add(CHANCE_WORDS, rough * 7 + bucket(scene.facts[idx].n_words, &[2, 4, 7, 12, 20, 40]));
    let weight = context.words_before[idx + 1] - context.words_before[idx];
    let mass = weight * chance;
    let Some(tree) = &scene.tree else { return };
    let chain = &tree.chains[idx];
    let rows = [(MASS_0, CHANCE_0), (MASS_1, CHANCE_1), (MASS_2, CHANCE_2), (MASS_3, CHANCE_3)];
    for ((share, others), element) in rows.into_iter().zip(chain) {
        let (sum, n_words) = context.elements[*element];
        sink.add(share, bucket(sum * 100 / all, &[2, 10, 30, 60, 90]));
        sink.add(others, mean(sum - mass, n_words - weight));
    }
    let (sum, n_words, n_blocks) = context.kinds[context.alike[idx]];
    sink.add(ALIKE, mean(sum - mass, n_words - weight) * 4 + bucket(n_blocks, &[2, 4, 10]));
    sink.add(ALIKE_MASS, bucket(sum * 100 / all, &[2, 10, 30, 60]));
    if let Some(core) = context.core {
        let depth = chain.iter().position(|element| *element == core);
        sink.add(CORE, usize::from(depth.is_some()) * 4 + rough);
        if let Some(depth) = depth {
            sink.add(CORE_DEPTH, depth.min(6));
        }
    }
}
