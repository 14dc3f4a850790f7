//! Texts with a known language, as they lie in files.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use epitome_document::LangTag;

/// A text and the language it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The list it is from.
    pub set: String,
    /// What kind of text it is: `word`, `pair`, `sentence`, or the class of a probe. Results are given a category.
    pub category: String,
    /// Its language; `und` when it is in none.
    pub gold: LangTag,
    /// The text.
    pub text: String,
}

/// Reads a file of samples: `set, category, gold, text` a line, parted by tabs.
///
/// # Errors
/// When it cannot be read, when a line has fewer than four fields, and when a language is no BCP 47 tag.
pub fn read_samples(path: &Path) -> Result<Vec<Sample>> {
    let file = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut tags = KnownTags::default();
    let mut samples = Vec::new();
    for (idx, line) in file.lines().enumerate() {
        let place = || format!("{}:{}", path.display(), idx + 1);
        let mut fields = line.splitn(4, '\t');
        let (Some(set), Some(category), Some(gold), Some(text)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            bail!("{}: a line is set, category, language and text, parted by tabs", place());
        };
        samples.push(Sample {
            set: set.to_owned(),
            category: category.to_owned(),
            gold: tags.parse(gold).with_context(place)?,
            text: text.to_owned(),
        });
    }
    Ok(samples)
}

/// Tags that were parsed before: a file has a hundred thousand lines and a hundred languages, and canonical form is costly.
#[derive(Default)]
pub(super) struct KnownTags(Vec<(String, LangTag)>);

impl KnownTags {
    pub(super) fn parse(&mut self, tag: &str) -> Result<LangTag> {
        if let Some((_, known)) = self.0.iter().find(|(given, _)| given == tag) {
            return Ok(*known);
        }
        let parsed = LangTag::parse(tag)?;
        self.0.push((tag.to_owned(), parsed));
        Ok(parsed)
    }
}
