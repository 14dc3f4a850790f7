//! Splits texts and compares with their sentences.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use epitome::{Config, Input, LangTag, Stage};

use crate::boundaries::{boundaries, compared};
use crate::data::Text;
use crate::figures::Tally;

/// What is measured.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How the texts are split. Their language is ordered, not detected.
    pub config: Config,
    /// How many faults of each set are listed.
    pub n_faults: usize,
}

/// What came of one set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetResult {
    /// Its name.
    pub name: String,
    /// The language of its texts.
    pub lang: String,
    /// How many boundaries were found.
    pub tally: Tally,
    /// Texts.
    pub n_texts: usize,
    /// Texts without a false or missed boundary.
    pub n_texts_right: usize,
    /// The first faults, as many as were asked for.
    pub faults: Vec<Fault>,
}

/// A boundary that is missing, or is one too many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whether it was found where none is.
    pub is_false: bool,
    /// The text it is in, by its own name.
    pub id: String,
    /// The characters before the boundary, at most 60.
    pub before: String,
    /// The characters after it, at most 40.
    pub after: String,
}

/// Splits the texts and counts the boundaries a set and language, in the order in which these first appear.
///
/// # Errors
/// When the language of a text is no BCP 47 tag, or a text cannot be read.
pub fn segment(texts: &[Text], options: &Options) -> Result<Vec<SetResult>> {
    let mut results: Vec<SetResult> = Vec::new();
    for text in texts {
        let gold = boundaries(text.sents.iter().map(String::as_str));
        let found = found(text, &options.config).with_context(|| format!("{} {}", text.set, text.id))?;
        let is_same = |result: &&mut SetResult| result.name == text.set && result.lang == text.lang;
        let result = match results.iter_mut().find(is_same) {
            Some(result) => result,
            None => {
                let (name, lang) = (text.set.clone(), text.lang.clone());
                results.push(SetResult { name, lang, ..SetResult::default() });
                results.last_mut().expect("one was pushed")
            }
        };
        result.tally += compared(&gold, &found);
        result.n_texts += 1;
        result.n_texts_right += usize::from(gold == found);
        let n_wanted = options.n_faults - result.faults.len();
        let faults = gold.symmetric_difference(&found).take(n_wanted);
        result.faults.extend(faults.map(|boundary| fault(text, *boundary, found.contains(boundary))));
    }
    Ok(results)
}

fn found(text: &Text, config: &Config) -> Result<BTreeSet<usize>> {
    let lang = LangTag::parse(&text.lang)?;
    let input = Input { lang: Some(lang), ..Input::text(&text.set, text.text.as_bytes()) };
    let segmentation = epitome::segment(&input, config, Stage::Raw)?;
    let document = &segmentation.detection.document;
    Ok(boundaries(segmentation.sentences.items.iter().map(|sentence| document.slice(sentence.span))))
}

fn fault(text: &Text, boundary: usize, is_false: bool) -> Fault {
    let mut visible = text.text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let at = visible.nth(boundary - 1).map_or(text.text.len(), |(at, c)| at + c.len_utf8());
    let (before, after) = text.text.split_at(at);
    let start = before.char_indices().rev().nth(59).map_or(0, |(start, _)| start);
    Fault {
        is_false,
        id: text.id.to_string(),
        before: before[start..].to_owned(),
        after: after.chars().take(40).collect(),
    }
}
