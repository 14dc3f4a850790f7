//! Pages with known answers, and what we take for their article.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use epitome::{BlockKind, Cleaning, Config, Document, Input, LangTag, Newlines, Role, Stage, Use};
use epitome_cleaner::clean;
use epitome_cleaner::model::{Model, clean_by};
use flate2::read::GzDecoder;
use serde_json::Value;

use super::segments::Segments;

/// A page and its answer.
#[derive(Clone, Debug)]
pub struct Page<Answer> {
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is known of it.
    pub answer: Answer,
}

impl<Answer> Page<Answer> {
    /// The same page with another answer.
    pub fn map<Other>(self, answer: impl FnOnce(Answer) -> Other) -> Page<Other> {
        Page { name: self.name, bytes: self.bytes, answer: answer(self.answer) }
    }
}

/// What is taken for the article of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// From the page.
    Page,
    /// From its text, a block a line, without any markup.
    Flat,
}

/// Reads the article-extraction-benchmark: the text of the article of each page.
///
/// # Errors
/// When a file is missing or cannot be read.
pub fn read_article_benchmark(dir: &Path) -> Result<Vec<Page<String>>> {
    article_benchmark(dir)?.collect()
}

/// The same page by page, so that one alone is held.
///
/// # Errors
/// When the answers cannot be read; a page that cannot is one itself.
pub fn article_benchmark(dir: &Path) -> Result<impl Iterator<Item = Result<Page<String>>> + use<>> {
    let Value::Object(truth) = json(&dir.join("ground-truth.json"))? else {
        bail!("ground-truth.json is no object");
    };
    let dir = dir.join("html");
    Ok(truth.into_iter().map(move |(name, item)| {
        let bytes = unzip(&dir.join(format!("{name}.html.gz")))?;
        let answer = item["articleBody"].as_str().unwrap_or_default().to_owned();
        Ok(Page { name, bytes, answer })
    }))
}

/// Reads trafilatura's evaluation pages: pieces that belong to the article of each page and pieces that do not. `dir` is
/// that repository, or its folder `tests`.
///
/// # Errors
/// When a file is missing or cannot be read.
pub fn read_segment_pages(dir: &Path) -> Result<Vec<Page<Segments>>> {
    let tests = dir.join("tests");
    let dir = if tests.is_dir() { &tests } else { dir };
    let data: Value = json(&dir.join("evaldata.json"))?;
    let pages = data.as_object().context("evaldata.json is no object")?.iter();
    pages
        .map(|(url, item)| {
            let file = item["file"].as_str().with_context(|| format!("{url} has no file"))?;
            let paths = ["cache", "eval"].map(|folder| dir.join(folder).join(file));
            let path =
                paths.iter().find(|path| path.is_file()).with_context(|| format!("{file} is missing"))?;
            let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
            Ok(Page { name: url.clone(), bytes, answer: Segments::read(item) })
        })
        .collect()
}

/// Reads pages with the whole text of their article, as the web content extraction benchmark WCXB has them:
/// `html/NAME.html.gz` and `ground-truth/NAME.json`. Pages of other kinds than articles, and without a text, are left out.
///
/// # Errors
/// When a file is missing or cannot be read.
pub fn read_text_pages(dir: &Path) -> Result<Vec<Page<String>>> {
    let folder = dir.join("ground-truth");
    let entries = fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    let mut pages = Vec::new();
    for path in paths {
        let item: Value = json(&path)?;
        let text = item["ground_truth"]["main_content"].as_str().unwrap_or_default();
        if item["_internal"]["page_type"]["primary"] != "article" || text.is_empty() {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = unzip(&dir.join("html").join(format!("{name}.html.gz")))?;
        pages.push(Page { name, bytes, answer: text.to_owned() });
    }
    Ok(pages)
}

fn unzip(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut bytes = Vec::new();
    GzDecoder::new(file).read_to_end(&mut bytes).with_context(|| path.display().to_string())?;
    Ok(bytes)
}

fn json(path: &Path) -> Result<Value> {
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| path.display().to_string())
}

/// What is taken for the article of a page, a block a line; by another model than ours where one is given.
///
/// # Errors
/// When the page cannot be read.
pub fn article(bytes: &[u8], taken: Taken, config: &Config, model: Option<&Model>) -> Result<String> {
    let (document, cleaning) = cleaned(bytes, taken, config, model)?;
    Ok(kept(&document, &cleaning))
}

/// A page, or its text, and what each of its blocks is; by another model than ours where one is given.
///
/// # Errors
/// When the page cannot be read.
pub fn cleaned(
    bytes: &[u8],
    taken: Taken,
    config: &Config,
    model: Option<&Model>,
) -> Result<(Document, Cleaning)> {
    let (document, hint) = read(bytes, taken, config)?;
    let (languages, orders) = (&config.languages, &config.orders);
    let cleaning = match model {
        Some(model) => clean_by(|| model, &document, hint, languages, orders),
        None => clean(&document, hint, languages, orders),
    };
    Ok((document, cleaning))
}

/// A page, or its text, and its language.
pub(crate) fn read(bytes: &[u8], taken: Taken, config: &Config) -> Result<(Document, LangTag)> {
    let detection = epitome::detect(&Input::html("page", bytes), config, Stage::Raw)?;
    if taken == Taken::Flat {
        return read_flat(flatten(&detection.document), config);
    }
    Ok((detection.document, detection.tagging.whole.tag))
}

/// The text of a page, a block a line, and its language.
pub(crate) fn read_flat(text: String, config: &Config) -> Result<(Document, LangTag)> {
    let mut config = config.clone();
    config.read.newlines = Newlines::Line;
    let detection = epitome::detect(&Input::text("page", text.into_bytes()), &config, Stage::Raw)?;
    Ok((detection.document, detection.tagging.whole.tag))
}

/// The text and the headings in it, a block a line.
#[must_use]
pub fn kept(document: &Document, cleaning: &Cleaning) -> String {
    let is_kept =
        |treatment: &epitome::Treatment| treatment.usage == Use::Body || treatment.role == Role::Heading;
    let blocks = document.block_ids().zip(&cleaning.blocks).filter(|(_, treatment)| is_kept(treatment));
    blocks.map(|(id, _)| document.block_text(id).to_owned() + "\n").collect()
}

/// The text of a page without its markup, a block a line: what one copies from a browser.
#[must_use]
pub fn flatten(document: &Document) -> String {
    let ids = document.block_ids().filter(|id| document.block(*id).kind != BlockKind::Alt);
    let mut out = String::new();
    for id in ids {
        for (idx, piece) in document.block_text(id).split_whitespace().enumerate() {
            if idx > 0 {
                out.push(' ');
            }
            out.push_str(piece);
        }
        out.push('\n');
    }
    out
}
