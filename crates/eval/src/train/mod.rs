//! Training the detector's model: text in, model file out, the same bytes on every machine.

mod calibrate;
mod corpus;
mod held;
mod noise;
mod pack;
mod prune;
mod random;
mod sampler;
mod softmax;

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use epitome_detector::model::layout::{N_KNOTS, N_LENGTHS, N_LEVELS};
use epitome_detector::model::{Model, Script};

use corpus::{Corpus, Line, corpora};
use pack::{Trained, pack};
use prune::prune;
use softmax::{Levels, Rows, Schedule, Weights};

/// What is asked of a training.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Bytes of the model file.
    pub n_bytes: usize,
    /// Samples of each of the three passes over a script.
    pub n_samples: usize,
    /// N-grams considered in the first pass.
    pub n_candidates: usize,
    /// Of a language with more lines so many are read, at equal distances.
    pub n_lines: usize,
}

/// Trains on `data`, `code<TAB>text` a line, and measures on `held`, `set<TAB>category<TAB>code<TAB>text` a line.
///
/// # Errors
/// When a file cannot be read or has too little text.
pub fn train(data: &Path, held: &Path, order: Order) -> Result<(Vec<u8>, String)> {
    let text = std::fs::read_to_string(data).with_context(|| format!("{} cannot be read", data.display()))?;
    let lines = lines(&text);
    let held_text =
        std::fs::read_to_string(held).with_context(|| format!("{} cannot be read", held.display()))?;
    let held_samples = held::samples(&held_text);
    // The rest is for the header and the scripts' own parts.
    let n_bytes = order.n_bytes.saturating_sub(20_000);
    let corpora = corpora(&lines, order.n_lines);
    say("read");
    let mut trained: Vec<Trained> = std::thread::scope(|scope| {
        let learning: Vec<_> =
            corpora.into_iter().map(|corpus| scope.spawn(|| learn(corpus, n_bytes, order))).collect();
        let learnt: Result<Vec<Option<Trained>>, _> =
            learning.into_iter().map(|thread| thread.join()).collect();
        learnt.map(|scripts| scripts.into_iter().flatten().collect())
    })
    .ok()
    .context("a thread of the training failed")?;
    let file = pack(&trained)?;
    let model = Model::read(&file).context("the file that was packed cannot be read")?;
    for part in &mut trained {
        part.calibration = calibrate::calibrate(&model, part.script, &held_samples);
    }
    let file = pack(&trained)?;
    let model = Model::read(&file).context("the file that was packed cannot be read")?;
    let report = held::measure(&model, &held_samples);
    Ok((file, report))
}

fn lines(text: &str) -> Vec<Line<'_>> {
    text.lines().filter_map(|line| line.split_once('\t')).map(|(code, text)| Line { code, text }).collect()
}

/// The share of the bytes that a script's n-grams have, per mille: by how much it has to tell apart.
fn share(script: Script) -> usize {
    match script {
        Script::Latin => 740,
        Script::Cyrillic => 150,
        Script::Arabic => 40,
        Script::Devanagari => 25,
        Script::Hebrew | Script::Bengali => 5,
        _ => 35,
    }
}

fn learn(mut corpus: Corpus, n_bytes: usize, order: Order) -> Option<Trained> {
    let script = corpus.script;
    if corpus.classes.len() < 2 {
        return None;
    }
    corpus.add_noise();
    let n_langs = corpus.classes.len();
    let n_bytes = n_bytes * share(script) / 1000;
    // Scripts with few languages need fewer samples and fewer n-grams.
    let part = if script == Script::Latin { 1 } else { 3 };
    let n_samples = order.n_samples / part;
    say(&format!("{script:?}: {n_langs} classes, {} words", corpus.n_words()));

    let (rows, weights) = Rows::count(&corpus, order.n_samples, order.n_candidates / part, 3);
    say(&format!("{script:?}: {} n-grams", rows.keys.len()));
    let (kept, mut weights) = prune(&rows, &weights, n_bytes * 8 / 5);
    let rows = rows.only(&kept);
    weights.train(&corpus, &rows, Schedule { n_samples, rate: 0.8, seed: 2 }, None);

    let (kept, mut weights) = prune(&rows, &weights, n_bytes);
    let rows = rows.only(&kept);
    weights.train(&corpus, &rows, Schedule { n_samples, rate: 0.5, seed: 3 }, None);

    let levels = fit_levels(&rows, &weights);
    weights.train(&corpus, &rows, Schedule { n_samples, rate: 0.3, seed: 4 }, Some(&levels));
    let tags = corpus.classes.iter().map(|class| class.tag).collect();
    let calibration = [[(0, 0); N_KNOTS]; N_LENGTHS];
    let n_dense = (0..rows.keys.len()).filter(|row| weights.is_dense(*row)).count();
    say(&format!(
        "{script:?}: {} rows, {n_dense} of them dense, {} weights",
        rows.keys.len(),
        weights.values.len()
    ));
    Some(Trained { script, tags, rows, weights, levels, calibration })
}

fn fit_levels(rows: &Rows, weights: &Weights) -> Levels {
    let mut values = Vec::new();
    for (row, count) in rows.counts.iter().enumerate().filter(|(row, _)| !weights.is_dense(*row)) {
        let worth = (*count as f32).sqrt();
        values.extend(weights.values[weights.row(row)].iter().map(|value| (*value, worth)));
    }
    Levels::fit(&values, N_LEVELS)
}

fn say(text: &str) {
    // Progress is talk; that it cannot be said is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{text}");
}
