//! What is split.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use epitome_document::LangTag;

/// The text of a file, or without one our own articles in this language.
pub(crate) fn seed(path: Option<&Path>, tag: LangTag) -> Result<String> {
    let read =
        |path: &Path| fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()));
    if let Some(path) = path {
        return read(path);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the folder of the workspace")?;
    let mut articles = articles(&root.join("fixtures/articles").join(tag.language()))?;
    articles.sort();
    // A paragraph an article: those of scraped pages are as long.
    let paragraph =
        |path: &PathBuf| read(path).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let texts: Vec<String> = articles.iter().map(paragraph).collect::<Result<_>>()?;
    if texts.is_empty() {
        bail!("there is no article of ours in {tag}; --data names a text");
    }
    Ok(texts.join("\n"))
}

/// The articles in plain text in the folders under a folder.
fn articles(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return Ok(found) };
    for entry in entries {
        for file in fs::read_dir(entry?.path())? {
            let path = file?.path();
            if path.file_name().is_some_and(|name| name == "article.txt") {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// A text again and again, `n_bytes` long or a little less.
pub(crate) fn repeated(seed: &str, n_bytes: usize) -> String {
    let seed = format!("{}\n", seed.trim());
    let mut text = seed.repeat(n_bytes.div_ceil(seed.len()));
    text.truncate(text.floor_char_boundary(n_bytes));
    text
}
