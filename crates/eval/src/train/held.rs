//! How good a model is on text that was held back.

use std::collections::BTreeMap;
use std::fmt::Write;

use epitome_detector::model::{Model, Script, Words};
use epitome_document::LangTag;

use super::corpus::SCRIPTS;
use crate::figures::percent;

/// One text with what it is: `set<TAB>category<TAB>code<TAB>text` a line.
#[derive(Clone, Copy)]
pub(super) struct Sample<'t> {
    pub(super) category: &'t str,
    pub(super) gold: LangTag,
    pub(super) text: &'t str,
}

/// Reads such lines; those of another form, or with no canonical tag, are passed over.
pub(super) fn samples(text: &str) -> Vec<Sample<'_>> {
    let sample = |line| {
        let mut columns = str::splitn(line, 4, '\t');
        let (_, category, code, text) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
        Some(Sample { category, gold: LangTag::parse(code).ok()?, text })
    };
    text.lines().filter_map(sample).collect()
}

/// A line a category: macro average of accuracy over the languages the model has, then each of them.
pub(super) fn measure(model: &Model, samples: &[Sample]) -> String {
    let mut tally: BTreeMap<(&str, LangTag), (usize, usize)> = BTreeMap::new();
    for sample in samples {
        let words = Words::of(sample.text);
        let Some(script) = main_script(&words) else { continue };
        if !model.tags(script).contains(&sample.gold) {
            continue;
        }
        let ranking = model.rank(&words, words.iter().filter(|word| word.script == script));
        let best = ranking.map(|ranking| ranking.best());
        let entry = tally.entry((sample.category, sample.gold)).or_default();
        entry.0 += usize::from(best == Some(sample.gold));
        entry.1 += 1;
    }
    let mut categories: Vec<&str> = tally.keys().map(|(category, _)| *category).collect();
    categories.dedup();
    categories.into_iter().map(|category| row(category, &tally)).collect()
}

/// The script most letters are in, of those that several languages share.
pub(super) fn main_script(words: &Words) -> Option<Script> {
    let n_letters =
        |script| words.iter().filter(|word| word.script == script).map(|word| word.n_letters).sum::<u32>();
    let counted = SCRIPTS.iter().map(|(script, _)| (n_letters(*script), *script));
    counted.filter(|(n, _)| *n > 0).max_by_key(|(n, _)| *n).map(|(_, script)| script)
}

fn row(category: &str, tally: &BTreeMap<(&str, LangTag), (usize, usize)>) -> String {
    let of_category = tally.iter().filter(|((known, _), _)| *known == category);
    let shares: Vec<(LangTag, f64)> =
        of_category.map(|((_, tag), (right, all))| (*tag, percent(*right, *all))).collect();
    let average = shares.iter().map(|(_, share)| share).sum::<f64>() / shares.len().max(1) as f64;
    let mut text = format!("{category} {average:.2} ");
    for (tag, share) in shares {
        let _ = write!(text, " {tag} {share:.0}");
    }
    text + "\n"
}
