//! Multinomial logistic regression over the n-grams of words.

use epitome_detector::model::Script;
use epitome_detector::model::layout::{WEIGHT_UNITS_PER_NAT, WEIGHTS_PER_SLOT};

use super::corpus::Corpus;
use super::sampler::Sampler;

/// The n-grams to learn: for each word of the corpus the rows of its n-grams.
pub(super) struct Rows {
    /// The keys, sorted; a row's number is its place.
    pub(super) keys: Vec<u64>,
    /// How often each was seen in the samples that were counted.
    pub(super) counts: Vec<u32>,
    starts: Vec<u32>,
    rows: Vec<u32>,
}

/// A sample is read as far as this many n-grams.
const MAX_ROWS: usize = 400;

/// A sample that is right with an error below this teaches nothing, and three in four are soon.
const MIN_ERROR: f32 = 2e-4;

/// Samples looked at, at most, to find out how often an n-gram occurs.
const N_COUNTED: usize = 2_000_000;

/// What an n-gram that was not seen in a language counts as.
const UNSEEN: f32 = 0.7;

/// N-grams overlap, so that what each says alone is said several times over.
const START: f32 = 0.5;

impl Rows {
    /// Counts n-grams the way training meets them in so many samples, and keeps the `most` frequent that were seen `least` times.
    /// Beside them the weights to start from.
    pub(super) fn count(corpus: &Corpus, n_samples: usize, most: usize, least: u32) -> (Rows, Weights) {
        let mut seen: Vec<(u32, u8)> = Vec::new();
        let mut sampler = Sampler::new(corpus, 1);
        for _ in 0..n_samples.min(N_COUNTED) {
            let lang = sampler.draw();
            seen.extend(sampler.words.iter().map(|word| (*word, lang as u8)));
        }
        seen.sort_unstable();
        let seen: Vec<(u32, u8, u32)> =
            seen.chunk_by(|a, b| a == b).map(|same| (same[0].0, same[0].1, same.len() as u32)).collect();
        let mut counted: Vec<(u64, u32)> = Vec::new();
        for of_word in seen.chunk_by(|a, b| a.0 == b.0) {
            let n = of_word.iter().map(|(_, _, n)| n).sum();
            counted.extend(corpus.keys_of(of_word[0].0).iter().map(|key| (*key, n)));
        }
        counted.sort_unstable();
        let mut sums: Vec<(u64, u32)> = counted
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| (same[0].0, same.iter().map(|(_, n)| n).sum()))
            .filter(|(_, sum)| *sum >= least)
            .collect();
        drop(counted);
        sums.sort_unstable_by_key(|(key, sum)| (std::cmp::Reverse(*sum), *key));
        sums.truncate(most);
        sums.sort_unstable();
        let rows = Rows::of(corpus, sums);
        let weights = rows.likelihoods(&seen, corpus.classes.len());
        (rows, weights)
    }

    /// How much more likely each n-gram is in a language than in the one in the middle, in logarithms: what a naive Bayesian
    /// would decide by, and a good place to start from.
    fn likelihoods(&self, seen: &[(u32, u8, u32)], n_langs: usize) -> Weights {
        let mut values = vec![0_f32; self.keys.len() * n_langs];
        let mut totals = vec![0_f32; n_langs];
        for (word, lang, n) in seen {
            let (word, lang) = (*word as usize, usize::from(*lang));
            for row in &self.rows[self.starts[word] as usize..self.starts[word + 1] as usize] {
                values[*row as usize * n_langs + lang] += *n as f32;
                totals[lang] += *n as f32;
            }
        }
        let largest = totals.iter().copied().fold(1.0, f32::max);
        for row in values.chunks_mut(n_langs) {
            for (value, total) in row.iter_mut().zip(&totals) {
                *value = libm::logf(*value * largest / total.max(1.0) + UNSEEN) * START;
            }
        }
        Weights { values, biases: vec![0.0; n_langs], ..Weights::dense(self.keys.len(), n_langs) }
    }

    /// Those of the rows that `kept` names, in order.
    pub(super) fn only(&self, kept: &[u32]) -> Rows {
        let mut place = vec![u32::MAX; self.keys.len()];
        for (new, old) in kept.iter().enumerate() {
            place[*old as usize] = new as u32;
        }
        let (mut starts, mut rows) = (vec![0], Vec::new());
        for word in self.starts.windows(2) {
            let old = &self.rows[word[0] as usize..word[1] as usize];
            rows.extend(old.iter().map(|row| place[*row as usize]).filter(|row| *row != u32::MAX));
            starts.push(rows.len() as u32);
        }
        let of = |all: &[u32]| kept.iter().map(|row| all[*row as usize]).collect();
        Rows {
            keys: kept.iter().map(|row| self.keys[*row as usize]).collect(),
            counts: of(&self.counts),
            starts,
            rows,
        }
    }

    fn of(corpus: &Corpus, sums: Vec<(u64, u32)>) -> Rows {
        let (keys, counts): (Vec<u64>, Vec<u32>) = sums.into_iter().unzip();
        // Looking up a key by the place its leading bits point to is several times faster than halving the whole list.
        let index = Index::new(&keys);
        let (mut starts, mut rows) = (vec![0], Vec::new());
        for word in 0..corpus.n_words() {
            rows.extend(corpus.keys_of(word as u32).iter().filter_map(|key| index.find(&keys, *key)));
            starts.push(rows.len() as u32);
        }
        Rows { keys, counts, starts, rows }
    }

    /// The rows of a sample.
    fn of_words(&self, words: &[u32], into: &mut Vec<u32>) {
        into.clear();
        for word in words {
            let word = *word as usize;
            into.extend_from_slice(&self.rows[self.starts[word] as usize..self.starts[word + 1] as usize]);
        }
        into.truncate(MAX_ROWS);
    }
}

struct Index {
    shift: u32,
    firsts: Vec<u32>,
}

impl Index {
    fn new(keys: &[u64]) -> Index {
        let bits = (keys.len().max(2) as u64).ilog2();
        let shift = 64 - bits;
        let firsts =
            (0..=1_u64 << bits).map(|top| keys.partition_point(|key| key >> shift < top) as u32).collect();
        Index { shift, firsts }
    }

    fn find(&self, keys: &[u64], key: u64) -> Option<u32> {
        let top = (key >> self.shift) as usize;
        let (from, to) = (self.firsts[top] as usize, self.firsts[top + 1] as usize);
        keys[from..to].iter().position(|known| *known == key).map(|offset| (from + offset) as u32)
    }
}

/// What is learnt: for each row the languages it speaks for and against.
pub(super) struct Weights {
    /// Where each row starts; one more than there are rows.
    pub(super) starts: Vec<u32>,
    pub(super) langs: Vec<u8>,
    pub(super) values: Vec<f32>,
    pub(super) biases: Vec<f32>,
}

/// How a run of training goes.
#[derive(Clone, Copy)]
pub(super) struct Schedule {
    pub(super) n_samples: usize,
    /// The rate of the first step; the last has a twentieth of it.
    pub(super) rate: f32,
    pub(super) seed: u64,
}

impl Weights {
    /// A place for every language in every row.
    fn dense(n_rows: usize, n_langs: usize) -> Weights {
        Weights {
            starts: (0..=n_rows).map(|row| (row * n_langs) as u32).collect(),
            langs: (0..n_rows * n_langs).map(|idx| (idx % n_langs) as u8).collect(),
            values: Vec::new(),
            biases: Vec::new(),
        }
    }

    pub(super) fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }

    /// Whether a row has a place for every language, in their order, beyond what fits into a slot.
    pub(super) fn is_dense(&self, row: usize) -> bool {
        let n_langs = self.biases.len();
        n_langs > WEIGHTS_PER_SLOT && self.row(row).len() == n_langs
    }

    /// All weights as they will be packed.
    fn rounded(&self, levels: &Levels) -> Vec<f32> {
        let of_row = |row: usize| {
            let round = rounding(self.is_dense(row), levels);
            self.values[self.row(row)].iter().map(move |value| round(*value))
        };
        (0..self.starts.len() - 1).flat_map(of_row).collect()
    }

    /// Learns from samples by stochastic gradient descent, the step of each row falling with what it has learnt already
    /// (Adagrad, Duchi, Hazan and Singer 2011). With `levels` the error is that of the rounded weights, so that they learn
    /// to be rounded.
    pub(super) fn train(
        &mut self,
        corpus: &Corpus,
        rows: &Rows,
        schedule: Schedule,
        levels: Option<&Levels>,
    ) {
        let n_langs = self.biases.len();
        let mut sampler = Sampler::new(corpus, schedule.seed);
        let mut seen = vec![1e-3_f32; rows.keys.len()];
        let mut rounded = levels.map_or(Vec::new(), |levels| self.rounded(levels));
        let mut sample = Vec::new();
        let mut scores = vec![0_f32; n_langs];
        let (mut loss, mut n_right) = (0.0_f64, 0_usize);
        for step in 0..schedule.n_samples {
            let lang = sampler.draw();
            rows.of_words(&sampler.words, &mut sample);
            if sample.is_empty() {
                continue;
            }
            let scale = 1.0 / (sample.len() as f32).sqrt();
            scores.fill(0.0);
            let values = if levels.is_some() { &rounded } else { &self.values };
            for row in &sample {
                let range = self.row(*row as usize);
                for (lang, value) in self.langs[range.clone()].iter().zip(&values[range]) {
                    scores[usize::from(*lang)] += value;
                }
            }
            for (score, bias) in scores.iter_mut().zip(&self.biases) {
                *score = *score * scale + bias;
            }
            n_right += usize::from((0..n_langs).all(|other| other == lang || scores[other] < scores[lang]));
            softmax(&mut scores);
            loss -= f64::from(libm::logf(scores[lang].max(1e-9)));
            scores[lang] -= 1.0;
            if (step + 1) % 1_000_000 == 0 {
                progress(corpus.script, step + 1, loss / 1e6, n_right as f64 / 1e4);
                (loss, n_right) = (0.0, 0);
            }
            let done = step as f32 / schedule.n_samples as f32;
            let rate = schedule.rate * (1.0 - 0.95 * done);
            for (bias, error) in self.biases.iter_mut().zip(&scores) {
                *bias -= 0.002 * (1.0 - 0.95 * done) * error;
            }
            let error: f32 = scores.iter().map(|error| error * error).sum();
            if error < MIN_ERROR {
                continue;
            }
            let gradient = error * scale * scale;
            for row in &sample {
                let row = *row as usize;
                seen[row] += gradient;
                let step = rate * scale / seen[row].sqrt();
                let range = self.row(row);
                for idx in range.clone() {
                    self.values[idx] -= step * scores[usize::from(self.langs[idx])];
                }
                if let Some(levels) = levels {
                    let round = rounding(self.is_dense(row), levels);
                    for idx in range {
                        rounded[idx] = round(self.values[idx]);
                    }
                }
            }
        }
        if levels.is_some() {
            self.values = rounded;
        }
    }
}

fn progress(script: Script, step: usize, loss: f64, right: f64) {
    use std::io::Write;
    // Progress is talk; that it cannot be said is no reason to stop.
    let _ = writeln!(
        std::io::stderr(),
        "{script:?} {:>3} M samples, loss {loss:.4}, right {right:.2} %",
        step / 1_000_000
    );
}

fn softmax(scores: &mut [f32]) {
    let max = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - max);
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// e to the power of something not above zero. Vectorised, unlike the library's, and the same everywhere.
fn exp(x: f32) -> f32 {
    // (1 + x/1024)^1024, within 0.1 % where it matters.
    let mut power = (1.0 + x.max(-30.0) / 1024.0).max(0.0);
    for _ in 0..10 {
        power *= power;
    }
    power
}

/// How the weights of a row are rounded: those of a dense one to whole units, the others to the levels.
fn rounding(is_dense: bool, levels: &Levels) -> impl Fn(f32) -> f32 {
    move |value| if is_dense { f32::from(units(value)) / WEIGHT_UNITS_PER_NAT } else { levels.round(value) }
}

/// A weight in the units it is packed in.
pub(super) fn units(value: f32) -> i8 {
    // The lowest value of a byte is left out, so that the range is as wide on either side.
    (value * WEIGHT_UNITS_PER_NAT).round().clamp(f32::from(-i8::MAX), f32::from(i8::MAX)) as i8
}

/// The values a weight can have once it is packed.
#[derive(Clone, Debug)]
pub(super) struct Levels(pub(super) Vec<f32>);

impl Levels {
    /// The levels that fit `values` best, each weighing as `counts` says (Lloyd 1982). One is zero.
    pub(super) fn fit(values: &[(f32, f32)], n_levels: usize) -> Levels {
        if values.is_empty() {
            return Levels(vec![0.0; n_levels]);
        }
        let mut sorted = values.to_vec();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut levels: Vec<f32> =
            (0..n_levels).map(|idx| sorted[(2 * idx + 1) * sorted.len() / (2 * n_levels)].0).collect();
        for _ in 0..40 {
            let zero = nearest(&levels, 0.0);
            levels[zero] = 0.0;
            let mut from = 0;
            for idx in 0..n_levels {
                let to = match levels.get(idx + 1) {
                    Some(next) => sorted.partition_point(|(value, _)| *value < (levels[idx] + next) / 2.0),
                    None => sorted.len(),
                }
                .max(from);
                let (mut sum, mut weight) = (0.0_f64, 0.0_f64);
                for (value, n) in &sorted[from..to] {
                    sum += f64::from(*value) * f64::from(*n);
                    weight += f64::from(*n);
                }
                if idx != zero && weight > 0.0 {
                    levels[idx] = (sum / weight) as f32;
                }
                from = to;
            }
            levels.sort_by(f32::total_cmp);
        }
        let zero = nearest(&levels, 0.0);
        levels[zero] = 0.0;
        Levels(levels.into_iter().map(|level| f32::from(units(level)) / WEIGHT_UNITS_PER_NAT).collect())
    }

    pub(super) fn round(&self, value: f32) -> f32 {
        self.0[nearest(&self.0, value)]
    }

    pub(super) fn number(&self, value: f32) -> usize {
        nearest(&self.0, value)
    }
}

fn nearest(levels: &[f32], value: f32) -> usize {
    let above = levels.partition_point(|level| *level < value);
    match (above.checked_sub(1), levels.get(above)) {
        (Some(below), Some(level)) if value - levels[below] <= level - value => below,
        (Some(below), None) => below,
        _ => above,
    }
}
