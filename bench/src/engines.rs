//! The engines, all under one call.

use std::hint::black_box;
use std::path::Path;

use anyhow::{Context, Result};
use cpu_time::ThreadTime;
use epitome_document::LangTag;
use epitome_langs::Languages;
use epitome_segmenter::{Options, Srx, split};
use icu_segmenter::SentenceSegmenter;
use unicode_segmentation::UnicodeSegmentation;

/// An engine under test.
pub(crate) struct Engine {
    pub(crate) name: &'static str,
    /// It gets one part in so many of the text.
    pub(crate) share: usize,
    /// The number of sentences of a text.
    pub(crate) count: Box<dyn Fn(&str) -> usize>,
}

impl Engine {
    fn new(name: &'static str, share: usize, count: impl Fn(&str) -> usize + 'static) -> Engine {
        Engine { name, share, count: Box::new(count) }
    }
}

/// Ours and those that need no file.
pub(crate) fn all(tag: LangTag) -> Vec<Engine> {
    // Both live as long as the program: a language is looked up once, as its user does.
    let language = Box::leak(Box::new(Languages::default())).get(tag);
    let icu = SentenceSegmenter::new(Default::default());
    vec![
        // The result is built in full, as a user gets it; the peers only pass by.
        Engine::new("epitome", 1, |text| split(text, language, Options::default()).len()),
        Engine::new("icu_segmenter", 1, move |text| icu.segment_str(text).count().saturating_sub(1)),
        Engine::new("unicode-segmentation", 1, |text| text.unicode_sentences().count()),
        // It pairs quotation marks, in more than linear time on a long text.
        Engine::new("sentencex", 10, move |text| sentencex::segment(tag.language(), text).len()),
    ]
}

/// Ours and the srx crate, by the rules of a file.
pub(crate) fn of_srx(path: &Path, tag: LangTag) -> Result<Vec<Engine>> {
    let xml = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let start = ThreadTime::now();
    let (ours, notes) = Srx::read(xml.as_bytes())?;
    let reading = start.elapsed();
    black_box(ours.split("Un. Deux.", tag));
    println!(
        "load: srx {:.1} ms, with its first language {:.1} ms, {} notes",
        reading.as_secs_f64() * 1e3,
        start.elapsed().as_secs_f64() * 1e3,
        notes.len()
    );
    let start = ThreadTime::now();
    let peer: srx::SRX = xml.parse().map_err(|err| anyhow::anyhow!("the srx crate: {err:?}"))?;
    let n_dropped: usize = peer.errors().values().map(Vec::len).sum();
    println!("load: srx crate {:.1} ms, {n_dropped} rules dropped", start.elapsed().as_secs_f64() * 1e3);
    let rules = peer.language_rules(tag.language());
    Ok(vec![
        Engine::new("epitome, SRX", 1, move |text| ours.split(text, tag).len()),
        Engine::new("srx crate", 20, move |text| rules.split(text).count()),
    ])
}
