//! What a margin is worth: how often an answer by it is right, on text that was held back.

use std::collections::BTreeMap;

use epitome_detector::model::layout::{N_KNOTS, N_LENGTHS};
use epitome_detector::model::{Model, Script, Word, Words, length};
use epitome_document::LangTag;

use super::held::{Sample, main_script};
use super::pack::Calibration;
use super::random::Random;

/// The shares right, per mille, at which a curve has its knots: closest where sure and likely begin.
const RIGHT: [u16; N_KNOTS] =
    [150, 250, 350, 450, 550, 650, 750, 820, 880, 920, 950, 965, 980, 990, 995, 999];

/// The longest piece of each length, in words.
const MOST_WORDS: [usize; N_LENGTHS] = [1, 2, 4, 10, 20, usize::MAX];

/// A knot rests on at least so many texts.
const MIN_TEXTS: f64 = 60.0;

/// One text that was judged: its margin, whether that was right, and how much it weighs.
struct Judged {
    margin: u16,
    is_right: bool,
    lang: LangTag,
}

/// The curves of a script.
pub(super) fn calibrate(model: &Model, script: Script, samples: &[Sample]) -> Calibration {
    let mut judged: [Vec<Judged>; N_LENGTHS] = Default::default();
    let mut random = Random::new(9);
    for sample in samples {
        let words = Words::of(sample.text);
        if main_script(&words) != Some(script) || !model.tags(script).contains(&sample.gold) {
            continue;
        }
        let here: Vec<&Word> = words.iter().filter(|word| word.script == script).collect();
        for most in MOST_WORDS {
            let n = here.len().min(most);
            let start = random.below(here.len() - n + 1);
            let Some(ranking) = model.rank(&words, here[start..start + n].iter().copied()) else { continue };
            if ranking.best().is_language() {
                judged[length(ranking.n_words())].push(Judged {
                    margin: ranking.margin(),
                    is_right: ranking.best() == sample.gold,
                    lang: sample.gold,
                });
            }
            if n == here.len() {
                break;
            }
        }
    }
    judged.map(curve)
}

/// The lowest margin at which so many are right, for each of the shares; the highest of all where none is.
fn curve(mut judged: Vec<Judged>) -> [(u16, u16); N_KNOTS] {
    let mut n_of: BTreeMap<LangTag, usize> = BTreeMap::new();
    for text in &judged {
        *n_of.entry(text.lang).or_default() += 1;
    }
    // Languages weigh alike, and all weights add up to the number of texts.
    let n_per_language = judged.len() as f64 / n_of.len().max(1) as f64;
    judged.sort_by_key(|text| text.margin);
    // Pools of texts whose share right rises with the margin (pool adjacent violators).
    let mut pools: Vec<(u16, f64, f64)> = Vec::new();
    for text in &judged {
        let weight = n_per_language / n_of[&text.lang] as f64;
        pools.push((text.margin, if text.is_right { weight } else { 0.0 }, weight));
        while let [.., before, last] = pools[..]
            && (before.1 * last.2 >= last.1 * before.2 || before.2 < MIN_TEXTS)
        {
            pools.pop();
            pools.pop();
            pools.push((before.0, before.1 + last.1, before.2 + last.2));
        }
    }
    RIGHT.map(|right| {
        let reaches = |pool: &&(u16, f64, f64)| 1000.0 * pool.1 >= f64::from(right) * pool.2;
        (pools.iter().find(reaches).map_or(u16::MAX, |pool| pool.0), right)
    })
}
