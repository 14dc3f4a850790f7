//! What is split.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use epitome_document::LangTag;

/// The text of a file.
pub(crate) fn of_file(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Our own articles in a language, each one paragraph: those of scraped pages are as long.
pub(crate) fn of_articles(tag: LangTag) -> Result<String> {
    let mut paragraphs = Vec::new();
    for folder in folders(&home().join(tag.language())).unwrap_or_default() {
        let path = folder.join("article.txt");
        let Ok(bytes) = fs::read(&path) else { continue };
        match String::from_utf8(bytes) {
            Ok(text) => paragraphs.push(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            Err(_) => println!("left out, not in UTF-8: {}", path.display()),
        }
    }
    if paragraphs.is_empty() {
        bail!("there is no article of ours in {tag}; --data names a text");
    }
    Ok(paragraphs.join("\n"))
}

/// Our own articles in each language there are any in.
pub(crate) fn of_all_articles() -> Result<Vec<(LangTag, String)>> {
    let names = folders(&home())?.into_iter().filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
    names
        .map(|name| LangTag::parse(&name).map_err(Into::into).and_then(|tag| Ok((tag, of_articles(tag)?))))
        .collect()
}

/// The folder with a folder of articles for each language.
fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/articles")
}

/// The folders in a folder, sorted.
fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut found = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    found.retain(|path| path.is_dir());
    found.sort();
    Ok(found)
}

/// A text again and again, `n_bytes` long or a little less.
pub(crate) fn repeated(seed: &str, n_bytes: usize) -> String {
    let seed = format!("{}\n", seed.trim());
    let mut text = seed.repeat(n_bytes.div_ceil(seed.len()));
    text.truncate(text.floor_char_boundary(n_bytes));
    text
}
