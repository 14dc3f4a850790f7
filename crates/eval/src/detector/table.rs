//! Results as text.

use std::fmt::Write;

use epitome_document::{LangTag, Strength};

use super::accuracy::{Judgement, LENGTHS, by_language, calibration, confusions, coverage, macro_accuracy};
use super::mixed::KindResult;
use super::samples::Sample;
use crate::figures::percent;

/// The precisions, in per cent, at which the share that is kept is given.
const PRECISIONS: [f64; 3] = [95.0, 98.0, 99.0];

/// A line a category, then what the words of the confidence are worth by the length of the text.
#[must_use]
pub fn accuracy_table(categories: &[(String, Vec<Judgement>)]) -> String {
    let mut out = format!(
        "{:12} {:>9} {:>9}  {:>8} {:>7}   kept at 95 %   98 %   99 %\n",
        "category", "samples", "languages", "accuracy", "open"
    );
    for (name, judgements) in categories {
        let accuracy = macro_accuracy(judgements);
        let kept = PRECISIONS.map(|precision| coverage(judgements, precision));
        let _ = writeln!(
            out,
            "{name:12} {:9} {:9}  {:8.2} {:7.2}  {:13.1} {:6.1} {:6.1}",
            judgements.len(),
            by_language(judgements).len(),
            accuracy.right,
            accuracy.open,
            kept[0],
            kept[1],
            kept[2]
        );
    }
    let all: Vec<&Judgement> = categories.iter().flat_map(|(_, judgements)| judgements).collect();
    let _ = write!(out, "\n{:14}", "length");
    for strength in [Strength::Sure, Strength::Likely, Strength::Unsure] {
        let _ = write!(out, " {:>7} right", strength.as_str());
    }
    for (idx, (name, _)) in LENGTHS.iter().enumerate() {
        let _ = write!(out, "\n{name:14}");
        for strength in [Strength::Sure, Strength::Likely, Strength::Unsure] {
            let (share, right) = calibration(&all, idx, strength);
            let _ = write!(out, " {share:6.1}% {right:5.1}");
        }
    }
    out.push('\n');
    out
}

/// A line a language, with its accuracy in each category.
#[must_use]
pub fn language_table(categories: &[(String, Vec<Judgement>)]) -> String {
    let by_category: Vec<_> = categories.iter().map(|(_, judgements)| by_language(judgements)).collect();
    let mut languages: Vec<LangTag> =
        by_category.iter().flat_map(|accuracies| accuracies.keys().copied()).collect();
    languages.sort_unstable();
    languages.dedup();
    let mut out = format!("{:8}", "language");
    for (name, _) in categories {
        let _ = write!(out, " {name:>9}");
    }
    for language in languages {
        let _ = write!(out, "\n{language:8}");
        for accuracies in &by_category {
            match accuracies.get(&language) {
                Some(accuracy) => drop(write!(out, " {:9.1}", accuracy.right)),
                None => out += "         -",
            }
        }
    }
    out.push('\n');
    out
}

/// The most frequent confusions of each category.
#[must_use]
pub fn confusion_table(categories: &[(String, Vec<Judgement>)], n_most: usize) -> String {
    let mut out = String::new();
    for (name, judgements) in categories {
        let _ = write!(out, "{name}:");
        for (gold, found, n) in confusions(judgements).into_iter().take(n_most) {
            let _ = write!(out, "  {gold} as {found} {n}");
        }
        out.push('\n');
    }
    out
}

/// A line a class of probes: how many were left open, how many are right. Then all of them together.
#[must_use]
pub fn probe_table(categories: &[(String, Vec<Judgement>)]) -> String {
    let mut out = format!("{:14} {:>7} {:>7} {:>7}\n", "class", "probes", "open", "right");
    let mut line = |name: &str, judgements: &[&Judgement]| {
        let n_open = judgements.iter().filter(|judgement| !judgement.found.is_language()).count();
        let n_right = judgements.iter().filter(|judgement| judgement.is_right()).count();
        let n = judgements.len();
        let _ = writeln!(out, "{name:14} {n:7} {:6.1}% {:6.1}%", percent(n_open, n), percent(n_right, n));
    };
    for (name, judgements) in categories {
        line(name, &judgements.iter().collect::<Vec<_>>());
    }
    line("all", &categories.iter().flat_map(|(_, judgements)| judgements).collect::<Vec<_>>());
    out
}

/// The first wrong answers of each category, one a line: what it is, what it was taken for, how sure, and the text.
#[must_use]
pub fn error_list(samples: &[Sample], categories: &[(String, Vec<Judgement>)], n_most: usize) -> String {
    let mut out = String::new();
    for (name, judgements) in categories {
        let of_category = samples.iter().filter(|sample| sample.category == *name);
        let wrong = of_category.zip(judgements).filter(|(_, judgement)| !judgement.is_right());
        for (sample, Judgement { gold, found, strength, confidence, .. }) in wrong.take(n_most) {
            let _ = writeln!(
                out,
                "{name}  {gold} as {found}, {} {confidence}  {}",
                strength.as_str(),
                sample.text
            );
        }
    }
    out
}

/// A line a kind of document.
#[must_use]
pub fn mixed_table(results: &[KindResult]) -> String {
    let mut out = format!(
        "{:8} {:>9} {:>12} {:>16} {:>15}\n",
        "kind", "documents", "units right", "runs a document", "kept whole"
    );
    for result in results {
        let a_document = |n: usize| n as f64 / result.n_documents.max(1) as f64;
        let kept = if result.n_single == 0 { "-".to_owned() } else { format!("{:.1}%", result.kept_whole()) };
        let _ = writeln!(
            out,
            "{:8} {:9} {:11.1}% {:7.1} (of {:.1}) {kept:>15}",
            result.kind,
            result.n_documents,
            result.units_right(),
            a_document(result.n_runs),
            a_document(result.n_gold_runs)
        );
    }
    out
}
