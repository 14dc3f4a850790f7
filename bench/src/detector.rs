//! `cargo xtask bench detector`: the language detector beside its peers.
//!
//! Each engine names the language of each text by itself, on one thread, in rounds that take turns; the best round counts, in CPU
//! time. Slow engines get every so many-th text: their speed does not depend on how many there are, and their accuracy only
//! becomes less certain. Accuracy is the mean over the languages of the data, those that an engine does not know included.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use epitome_detector::Request;
use epitome_document::LangTag;

use crate::{HELP, memory, timed};

/// How often each engine gets its turn.
const N_ROUNDS: usize = 3;

/// A text and its language.
struct Sample {
    category: String,
    gold: LangTag,
    text: String,
}

/// A detector under test.
struct Engine {
    name: &'static str,
    /// It gets one text in so many.
    share: usize,
    /// The language of a text, as the engine writes it; `und` for none.
    detect: Box<dyn Fn(&str) -> LangTag>,
}

impl Engine {
    fn new(name: &'static str, share: usize, detect: impl Fn(&str) -> LangTag + 'static) -> Engine {
        Engine { name, share, detect: Box::new(detect) }
    }
}

/// Runs the comparison that these words ask for.
pub(crate) fn run(mut words: impl Iterator<Item = String>) -> Result<()> {
    let mut data: Option<PathBuf> = None;
    while let Some(flag) = words.next() {
        match flag.as_str() {
            "--data" => data = Some(words.next().context("--data needs a value")?.into()),
            "-h" | "--help" => {
                print!("{HELP}");
                return Ok(());
            }
            _ => bail!("there is no flag {flag}; --help lists them"),
        }
    }
    let samples = read(&data.context("bench detector needs --data FILE")?)?;
    first_verdict(&samples[0].text);
    let engines = engines();
    compare(&engines, &samples);
    Ok(())
}

fn read(path: &PathBuf) -> Result<Vec<Sample>> {
    let file = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut samples = Vec::new();
    for (idx, line) in file.lines().enumerate() {
        let fields: Vec<&str> = line.splitn(4, '\t').collect();
        let [_, category, gold, text] = fields[..] else {
            bail!("{}:{}: a line is set, category, language and text", path.display(), idx + 1);
        };
        samples.push(Sample { category: category.to_owned(), gold: canonical(gold)?, text: text.to_owned() });
    }
    if samples.is_empty() {
        bail!("{} has no texts", path.display());
    }
    Ok(samples)
}

/// What the first call costs beyond the second: whatever an engine does at its start.
fn first_verdict(text: &str) {
    let ours = || epitome_detector::detect(text, Request::default());
    let ((first, _), n_bytes) = memory::beyond(|| timed(ours));
    let (second, _) = timed(ours);
    println!(
        "epitome, first verdict: {:.3} ms beyond the second, {} KiB of memory",
        1e3 * (first - second).max(0.0),
        n_bytes >> 10
    );
}

fn engines() -> Vec<Engine> {
    let named = |code: Option<&'static str>| code.map_or(LangTag::UND, LangTag::literal);
    #[allow(unused_mut, reason = "without the feature nothing is added")]
    let mut engines = vec![
        Engine::new("epitome", 1, |text| epitome_detector::detect(text, Request::default()).tag),
        Engine::new("whatlang", 4, move |text| named(whatlang::detect_lang(text).map(|lang| lang.code()))),
        Engine::new("whichlang", 1, move |text| {
            named(Some(whichlang::detect_language(text).three_letter_code()))
        }),
    ];
    #[cfg(feature = "lingua")]
    engines.extend(linguas());
    engines
}

#[cfg(feature = "lingua")]
fn linguas() -> Vec<Engine> {
    let engine = |name, is_low| {
        let mut builder = lingua::LanguageDetectorBuilder::from_all_languages();
        if is_low {
            builder.with_low_accuracy_mode();
        }
        let (detector, n_bytes) = memory::beyond(|| {
            let detector = builder.with_preloaded_language_models().build();
            detector.detect_language_of("Quelle langue est-ce ?");
            detector
        });
        println!("{name}: {} KiB of heap for its models, which otherwise lie in the binary", n_bytes >> 10);
        Engine::new(name, 200, move |text| {
            let language = detector.detect_language_of(text);
            language.map_or(LangTag::UND, |language| LangTag::literal(&language.iso_code_639_1().to_string()))
        })
    };
    vec![engine("lingua low", true), engine("lingua high", false)]
}

fn compare(engines: &[Engine], samples: &[Sample]) {
    let mut best = vec![f64::INFINITY; engines.len()];
    for _ in 0..N_ROUNDS {
        for (engine, best) in engines.iter().zip(&mut best) {
            let (seconds, _) = timed(|| {
                for sample in samples.iter().step_by(engine.share) {
                    std::hint::black_box((engine.detect)(&sample.text));
                }
            });
            let n_bytes: usize = samples.iter().step_by(engine.share).map(|sample| sample.text.len()).sum();
            *best = best.min(seconds * 1e6 / n_bytes as f64);
        }
    }
    let whatlang =
        engines.iter().position(|engine| engine.name == "whatlang").map_or(f64::NAN, |idx| best[idx]);
    let mut categories: Vec<&str> = samples.iter().map(|sample| sample.category.as_str()).collect();
    categories.dedup();
    categories.sort_unstable();
    categories.dedup();
    print!("{:12} {:>7} {:>7} {:>11} {:>9}", "engine", "texts", "MB/s", "of whatlang", "beyond");
    for category in &categories {
        print!(" {category:>9}");
    }
    println!();
    for (engine, best) in engines.iter().zip(&best) {
        let (found, n_bytes) = memory::beyond(|| tally(engine, samples));
        let n_texts = samples.len().div_ceil(engine.share);
        print!(
            "{:12} {n_texts:7} {:7.2} {:11.2} {:5} KiB",
            engine.name,
            1.0 / best,
            whatlang / best,
            n_bytes >> 10
        );
        for category in &categories {
            print!(
                " {:9.2}",
                mean(found.iter().filter(|((of, _), _)| of == category).map(|(_, counts)| *counts))
            );
        }
        println!();
    }
}

/// Texts and right answers of each category and language.
fn tally<'s>(engine: &Engine, samples: &'s [Sample]) -> BTreeMap<(&'s str, LangTag), [usize; 2]> {
    let mut counts = BTreeMap::new();
    let mut known: BTreeMap<LangTag, LangTag> = BTreeMap::new();
    for sample in samples.iter().step_by(engine.share) {
        let given = (engine.detect)(&sample.text);
        let found = *known.entry(given).or_insert_with(|| canonical(given.as_str()).unwrap_or(LangTag::UND));
        let [n, n_right] = counts.entry((sample.category.as_str(), sample.gold)).or_insert([0; 2]);
        *n += 1;
        *n_right += usize::from(found.language() == sample.gold.language());
    }
    counts
}

/// The mean accuracy over languages, in per cent.
fn mean(counts: impl Iterator<Item = [usize; 2]>) -> f64 {
    let shares: Vec<f64> = counts.map(|[n, n_right]| 100.0 * n_right as f64 / n as f64).collect();
    shares.iter().sum::<f64>() / shares.len() as f64
}

fn canonical(code: &str) -> Result<LangTag> {
    Ok(LangTag::parse(code)?)
}
