//! `cargo xtask bench detector`: the language detector beside its peers.
//!
//! Each engine names the language of each text by itself, on one thread, in rounds that take turns; the best round counts, in CPU
//! time, for texts of each length: those of the data, and paragraphs and articles made of its sentences. Slow engines get every so many-th text: their speed does not depend on how many there are, and their accuracy only
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
    let mut samples = read(&data.context("bench detector needs --data FILE")?)?;
    first_verdict(&samples[0].text);
    add_long_texts(&mut samples);
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

/// Makes paragraphs of a kilobyte and articles of ten of the sentences of each language, since speed depends on length.
fn add_long_texts(samples: &mut Vec<Sample>) {
    let mut sentences: BTreeMap<LangTag, Vec<&str>> = BTreeMap::new();
    for sample in samples.iter().filter(|sample| sample.category == "sentence") {
        sentences.entry(sample.gold).or_default().push(&sample.text);
    }
    let mut made = Vec::new();
    for (category, n_bytes) in [("paragraph", 1_000), ("article", 10_000)] {
        for (gold, sentences) in &sentences {
            let mut text = String::new();
            for sentence in sentences {
                text.push_str(sentence);
                if text.len() < n_bytes {
                    text.push(' ');
                } else {
                    made.push(Sample {
                        category: category.to_owned(),
                        gold: *gold,
                        text: std::mem::take(&mut text),
                    });
                }
            }
        }
    }
    samples.extend(made);
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
    let mut categories: Vec<&str> = Vec::new();
    for sample in samples {
        if !categories.contains(&sample.category.as_str()) {
            categories.push(&sample.category);
        }
    }
    // Of each engine and category: seconds a megabyte, and over all texts.
    let mut best = vec![vec![f64::INFINITY; categories.len() + 1]; engines.len()];
    for _ in 0..N_ROUNDS {
        for (engine, best) in engines.iter().zip(&mut best) {
            let (mut seconds, mut n_bytes) = (0.0, 0);
            for (category, best) in categories.iter().zip(&mut *best) {
                let of_category = samples.iter().filter(|sample| sample.category == **category);
                let texts: Vec<&str> =
                    of_category.map(|sample| sample.text.as_str()).step_by(engine.share).collect();
                let (taken, _) = timed(|| {
                    for text in &texts {
                        std::hint::black_box((engine.detect)(text));
                    }
                });
                let n_here: usize = texts.iter().map(|text| text.len()).sum();
                *best = best.min(taken * 1e6 / n_here as f64);
                seconds += taken;
                n_bytes += n_here;
            }
            if let Some(overall) = best.last_mut() {
                *overall = overall.min(seconds * 1e6 / n_bytes as f64);
            }
        }
    }
    let header = || {
        print!("{:12}", "");
        categories.iter().for_each(|category| print!(" {category:>9}"));
    };
    header();
    println!(" {:>9} {:>11}", "all", "texts");
    for (engine, best) in engines.iter().zip(&best) {
        print!("{:12}", engine.name);
        best.iter().for_each(|seconds| print!(" {:9.2}", 1.0 / seconds));
        println!(" {:11} MB/s", samples.len().div_ceil(engine.share));
    }
    if let Some(whatlang) = engines.iter().position(|engine| engine.name == "whatlang") {
        for (engine, of_engine) in engines.iter().zip(&best) {
            print!("{:12}", engine.name);
            best[whatlang]
                .iter()
                .zip(of_engine)
                .for_each(|(whatlang, own)| print!(" {:9.2}", whatlang / own));
            println!(" {:>11} as fast as whatlang", "times");
        }
    }
    println!();
    header();
    println!(" {:>21}", "beyond");
    for engine in engines {
        let (found, n_bytes) = memory::beyond(|| tally(engine, samples));
        print!("{:12}", engine.name);
        for category in &categories {
            print!(
                " {:9.2}",
                mean(found.iter().filter(|((of, _), _)| of == category).map(|(_, counts)| *counts))
            );
        }
        println!(" {:17} KiB", n_bytes >> 10);
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
