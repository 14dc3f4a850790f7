//! Epitome and its peers side by side, in one run on one text: `cargo xtask bench segment`; `bench detector`, `bench cleaner`,
//! `bench summarizer` and `bench prep` are told in [`detector`], [`cleaner`], [`summarizer`] and [`prep`].
//!
//! Each engine splits the whole text and then its paragraphs, in rounds that take turns so that a busy machine slows all alike;
//! the best round counts, in CPU time. An engine is compared with ICU4X on the whole text and by paragraph, in every language we
//! have articles of our own in.

mod cleaner;
mod detector;
mod engines;
mod memory;
mod prep;
mod summarizer;
mod text;

use std::hint::black_box;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use cpu_time::ThreadTime;
use epitome_document::LangTag;
use epitome_langs::{Language, Languages};
use epitome_segmenter::{Options, split};

use engines::Engine;

/// How often each engine gets its turn.
const N_ROUNDS: usize = 15;

/// The text of the comparison. Repetition suits all caches alike.
const N_BYTES: usize = 10_000_000;

const HELP: &str = "\
cargo xtask bench segment [--data FILE] [--lang TAG] [--srx FILE]

  --data FILE   the text; a line is a paragraph [default: our own articles, repeated]
  --lang TAG    its language [default: fr]; without --data, every language of our articles unless one is named
  --srx FILE    also split by these rules, by our engine and by the srx crate

cargo xtask bench detector --data FILE

  --data FILE   texts with their language: set, category, language and text a line, parted by tabs

cargo xtask bench summarizer --data FILE [--python PYTHON]

  --data FILE      articles as eval summarizer reads them: lang, title, sents and para, an object a line
  --python PYTHON  an interpreter that has sumy and nltk, to run sumy's LexRank beside ours

cargo xtask bench cleaner --aeb DIR [--python PROGRAM]

  --aeb DIR     pages with the text of their article: the article-extraction-benchmark

cargo xtask bench prep [--toolkit DIR]

  --toolkit DIR  the folder of Translate Toolkit's txt2po and html2po, to run them on the same files
";

struct Args {
    data: Option<PathBuf>,
    lang: Option<LangTag>,
    srx: Option<PathBuf>,
}

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1).peekable();
    if words.next_if(|word| word == "detector").is_some() {
        return detector::run(words);
    }
    if words.next_if(|word| word == "summarizer").is_some() {
        return summarizer::run(words);
    }
    if words.next_if(|word| word == "cleaner").is_some() {
        return cleaner::run(words);
    }
    if words.next_if(|word| word == "prep").is_some() {
        return prep::run(words);
    }
    let Some(args) = parse(words)? else {
        print!("{HELP}");
        return Ok(());
    };
    loading();
    let seeds = match (&args.data, args.lang) {
        (Some(path), tag) => vec![(tag.unwrap_or(LangTag::literal("fr")), text::of_file(path)?)],
        (None, Some(tag)) => vec![(tag, text::of_articles(tag)?)],
        (None, None) => text::of_all_articles()?,
    };
    println!("{:.1} MB of each language, best of {N_ROUNDS} rounds, MB per CPU second", N_BYTES as f64 / 1e6);
    for (tag, seed) in &seeds {
        let mut engines = engines::all(*tag);
        if let Some(path) = &args.srx {
            engines.extend(engines::of_srx(path, *tag)?);
        }
        compare(*tag, &engines, &text::repeated(seed, N_BYTES));
    }
    let (tag, seed) = &seeds[0];
    growth(seed, *tag);
    Ok(())
}

fn parse(mut words: impl Iterator<Item = String>) -> Result<Option<Args>> {
    if words.next().as_deref() != Some("segment") {
        return Ok(None);
    }
    let mut args = Args { data: None, lang: None, srx: None };
    while let Some(flag) = words.next() {
        let mut value = || words.next().with_context(|| format!("{flag} needs a value"));
        match flag.as_str() {
            "--data" => args.data = Some(value()?.into()),
            "--lang" => args.lang = Some(LangTag::parse(&value()?)?),
            "--srx" => args.srx = Some(value()?.into()),
            "-h" | "--help" => return Ok(None),
            _ => bail!("there is no flag {flag}; --help lists them"),
        }
    }
    Ok(Some(args))
}

/// How long it takes to load each language. The first pays for what is loaded once.
fn loading() {
    let languages = Languages::default();
    let mut loads = Vec::new();
    let mut note = |language: &Language, seconds: f64| {
        loads.push(format!("{} {:.2}", language.tag.language(), seconds * 1e3));
    };
    let (seconds, language) = timed(|| languages.get(LangTag::UND));
    note(language, seconds);
    let mut others = languages.all();
    while let (seconds, Some(language)) = timed(|| others.next()) {
        note(language, seconds);
    }
    println!("load, ms: {}", loads.join(", "));
}

fn compare(tag: LangTag, engines: &[Engine], text: &str) {
    println!(
        "\n{:28} {:>7} {:>10} {:>13} {:>10} {:>10}",
        tag.language(),
        "whole",
        "paragraphs",
        "of icu4x",
        "sentences",
        "beyond"
    );
    let mut best = vec![[f64::INFINITY; 2]; engines.len()];
    for _ in 0..N_ROUNDS {
        for (engine, best) in engines.iter().zip(&mut best) {
            // A slow engine gets a shorter text: its speed does not depend on the length.
            let text = &text[..text.floor_char_boundary(text.len() / engine.share)];
            let paragraphs: Vec<&str> = text.lines().collect();
            let (whole, _) = timed(|| (engine.count)(text));
            let (by_paragraph, _) =
                timed(|| paragraphs.iter().map(|line| (engine.count)(line)).sum::<usize>());
            let times = [whole, by_paragraph].map(|seconds| seconds / megabytes(text));
            *best = [best[0].min(times[0]), best[1].min(times[1])];
        }
    }
    let icu = engines.iter().position(|engine| engine.name == "icu_segmenter").map(|idx| best[idx]);
    let [icu, icu_by_paragraph] = icu.unwrap_or([f64::NAN; 2]);
    for (engine, [whole, by_paragraph]) in engines.iter().zip(&best) {
        let text = &text[..text.floor_char_boundary(text.len() / engine.share)];
        let (n_sentences, beyond) = memory::beyond(|| (engine.count)(text));
        println!(
            "{:28} {:7.1} {:10.1} {:6.2} {:6.2} {n_sentences:10} {:6} KiB",
            engine.name,
            1.0 / whole,
            1.0 / by_paragraph,
            icu / whole,
            icu_by_paragraph / by_paragraph,
            beyond >> 10
        );
    }
}

/// Whether time grows with the text and nothing else.
fn growth(seed: &str, tag: LangTag) {
    let languages = Languages::default();
    let language = languages.get(tag);
    println!("\nepitome by length of the text, {tag}, MB per CPU second");
    for n_bytes in [1_000_000, 10_000_000, 50_000_000] {
        let text = text::repeated(seed, n_bytes);
        let times = (0..N_ROUNDS).map(|_| timed(|| split(&text, language, Options::default())).0);
        let best = times.fold(f64::INFINITY, f64::min);
        let (sentences, n_bytes) = memory::beyond(|| split(&text, language, Options::default()));
        let result = sentences.capacity() * size_of_val(&sentences[0]);
        println!(
            "{:5.0} MB {:7.1}, {} KiB beyond the text and the result",
            megabytes(&text),
            megabytes(&text) / best,
            n_bytes.saturating_sub(result) >> 10
        );
    }
}

/// How many CPU seconds of this thread some work takes, and what it gives.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = ThreadTime::now();
    let result = black_box(work());
    (start.elapsed().as_secs_f64(), result)
}

fn megabytes(text: &str) -> f64 {
    text.len() as f64 / 1e6
}
