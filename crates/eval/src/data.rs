//! Texts with known sentences, as they lie in files.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};
use lzma_rust2::XzReader;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A running text and the sentences it was made of. Fields of a line that are not named here are ignored.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Text {
    /// The treebank or list it is from: results are given a set.
    pub set: String,
    /// Its language, as a BCP 47 tag.
    pub lang: String,
    /// What it is called within its set: any JSON value.
    #[serde(default)]
    pub id: Value,
    /// The text.
    pub text: String,
    /// Its sentences in order. Their white space does not count.
    pub sents: Vec<String>,
}

/// Reads a file of texts, one JSON object a line, compressed where its name ends in `.xz`.
///
/// # Errors
/// When it cannot be read, when a line is no such object, and when the sentences of a text are not the text.
pub fn read_texts(path: &Path) -> Result<Vec<Text>> {
    read_objects(path, |text: &Text| {
        if !text.sents.iter().flat_map(|sent| visible(sent)).eq(visible(&text.text)) {
            bail!("the sentences are not the text");
        }
        Ok(())
    })
}

/// Reads a file with one JSON object a line, compressed where its name ends in `.xz`, and holds each object to `check`.
pub(crate) fn read_objects<T: DeserializeOwned>(
    path: &Path,
    check: impl Fn(&T) -> Result<()>,
) -> Result<Vec<T>> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let is_compressed = path.extension().is_some_and(|extension| extension == "xz");
    let reader: Box<dyn Read> =
        if is_compressed { Box::new(XzReader::new(BufReader::new(file), true)) } else { Box::new(file) };
    let mut objects = Vec::new();
    for (idx, line) in BufReader::new(reader).lines().enumerate() {
        let place = || format!("{}:{}", path.display(), idx + 1);
        let line = line.with_context(place)?;
        if line.trim().is_empty() {
            continue;
        }
        let object: T = serde_json::from_str(&line).with_context(place)?;
        check(&object).with_context(place)?;
        objects.push(object);
    }
    Ok(objects)
}

/// The characters that count: all but white space.
pub(crate) fn visible(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace())
}
