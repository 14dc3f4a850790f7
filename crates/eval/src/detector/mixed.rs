//! Documents in two languages, and what becomes of them.

use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use epitome_detector::{Request, tag};
use epitome_document::{Input, LangTag, ReadOptions, Tagging, read};
use serde::Deserialize;

use super::samples::KnownTags;
use super::units::units;
use crate::figures::percent;

/// A document made of parts whose languages are known.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Mixed {
    /// How it was made: results are given a kind.
    pub kind: String,
    /// The parts in order. The document is their texts with a space between.
    pub parts: Vec<Part>,
}

/// A part of a document.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Part {
    /// Its language, as a BCP 47 tag.
    pub lang: String,
    /// Its text.
    pub text: String,
}

/// Reads a file with one JSON object a line: `{"kind": "phrase", "parts": [{"lang": "fr", "text": "…"}, …]}`.
///
/// # Errors
/// When it cannot be read, and when a line is no such object.
pub fn read_mixed(path: &Path) -> Result<Vec<Mixed>> {
    let file = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let line =
        |(idx, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), idx + 1));
    file.lines().enumerate().map(line).collect()
}

/// What came of the documents of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KindResult {
    /// Its name.
    pub kind: String,
    /// Documents.
    pub n_documents: usize,
    /// Words, and letters in scripts without spaces.
    pub n_units: usize,
    /// Those that got their language.
    pub n_units_right: usize,
    /// Stretches in one language, as they are.
    pub n_gold_runs: usize,
    /// Stretches in one language, as they were found.
    pub n_runs: usize,
    /// Documents in one language.
    pub n_single: usize,
    /// Those of them in which one language was found.
    pub n_kept_whole: usize,
}

impl KindResult {
    /// Of the units, those that got their language, in per cent.
    #[must_use]
    pub fn units_right(&self) -> f64 {
        percent(self.n_units_right, self.n_units)
    }

    /// Of the documents in one language, those in which one was found, in per cent.
    #[must_use]
    pub fn kept_whole(&self) -> f64 {
        percent(self.n_kept_whole, self.n_single)
    }
}

/// Tags the documents and counts a kind, in the order in which these first appear.
///
/// # Errors
/// When a language is no BCP 47 tag, or a document cannot be read.
pub fn judge_mixed(documents: &[Mixed]) -> Result<Vec<KindResult>> {
    let mut results: Vec<KindResult> = Vec::new();
    let mut tags = KnownTags::default();
    for mixed in documents {
        let gold = gold(mixed, &mut tags)?;
        let input = Input::text("mixed", joined(mixed).into_bytes());
        let document = read(&input, &ReadOptions::default())?;
        let (tagging, _) = tag(&document, None, Request::default());
        let idx = results.iter().position(|result| result.kind == mixed.kind).unwrap_or(results.len());
        if idx == results.len() {
            results.push(KindResult { kind: mixed.kind.clone(), ..KindResult::default() });
        }
        count(&mut results[idx], &document.text, &gold, &tagging);
    }
    Ok(results)
}

fn joined(mixed: &Mixed) -> String {
    mixed.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Where the parts stand in the document, and their languages.
fn gold(mixed: &Mixed, tags: &mut KnownTags) -> Result<Vec<(Range<usize>, LangTag)>> {
    let mut start = 0;
    let mut found = Vec::new();
    for part in &mixed.parts {
        let end = start + part.text.len();
        found.push((start..end, tags.parse(&part.lang)?));
        start = end + 1;
    }
    Ok(found)
}

fn count(result: &mut KindResult, text: &str, gold: &[(Range<usize>, LangTag)], tagging: &Tagging) {
    result.n_documents += 1;
    for (place, lang) in gold {
        for unit in units(&text[place.clone()]) {
            // A seam within a word is nobody's fault: its middle counts.
            let middle = place.start + unit.start.midpoint(unit.end);
            result.n_units += 1;
            result.n_units_right += usize::from(tagging.at(middle).tag.language() == lang.language());
        }
    }
    let n_gold_runs = n_stretches(gold.iter().map(|(_, lang)| lang.language()));
    let n_runs = n_stretches(tagging.runs.iter().map(|run| run.verdict.tag.language()));
    result.n_gold_runs += n_gold_runs;
    result.n_runs += n_runs;
    if n_gold_runs == 1 {
        result.n_single += 1;
        result.n_kept_whole += usize::from(n_runs <= 1);
    }
}

/// How often the language changes, and once more for the first.
fn n_stretches<'t>(languages: impl Iterator<Item = &'t str>) -> usize {
    let mut last = None;
    languages.filter(|language| last.replace(*language) != Some(*language)).count()
}

#[cfg(test)]
mod tests {
    use epitome_document::{Evidence, LangRun, Span, Strength, Verdict};

    use super::*;

    fn tagging(runs: &[(usize, usize, &str)]) -> Tagging {
        let verdict = |tag: &str| Verdict {
            tag: LangTag::literal(tag),
            strength: Strength::Sure,
            confidence: 999,
            runner_up: None,
            evidence: Evidence::Statistics,
        };
        let run = |&(start, end, tag): &(usize, usize, &str)| LangRun {
            span: Span::new(start, end),
            verdict: verdict(tag),
        };
        Tagging { whole: verdict(runs[0].2), runs: runs.iter().map(run).collect() }
    }

    fn counted(parts: &[(&str, &str)], runs: &[(usize, usize, &str)]) -> KindResult {
        let part = |&(lang, text): &(&str, &str)| Part { lang: lang.to_owned(), text: text.to_owned() };
        let mixed = Mixed { kind: "phrase".to_owned(), parts: parts.iter().map(part).collect() };
        let mut result = KindResult::default();
        let gold = gold(&mixed, &mut KnownTags::default()).unwrap();
        count(&mut result, &joined(&mixed), &gold, &tagging(runs));
        result
    }

    #[test]
    fn units_count_where_their_middle_is() {
        // "Il pleut it rains 雨": the second language was found a word late, the third not at all.
        let result = counted(
            &[("fr", "Il pleut"), ("en", "it rains"), ("ja", "雨が")],
            &[(0, 12, "fr"), (12, 24, "en")],
        );
        assert_eq!((result.n_units_right, result.n_units), (3, 6));
        assert_eq!((result.n_gold_runs, result.n_runs, result.n_single), (3, 2, 0));
    }

    #[test]
    fn a_document_in_one_language_is_kept_whole_or_not() {
        let parts = [("fr", "Il pleut."), ("fr", "Elle part.")];
        let whole = counted(&parts, &[(0, 10, "fr"), (10, 20, "fr")]);
        assert_eq!((whole.n_single, whole.n_kept_whole, whole.n_runs), (1, 1, 1));
        let split = counted(&parts, &[(0, 10, "fr"), (10, 20, "it")]);
        assert_eq!((split.kept_whole(), split.units_right()), (0.0, 50.0));
    }
}
