//! Results as text.

use std::fmt::Write;

use crate::segment::SetResult;

/// The languages of the mean that goals are set for.
const CORE: [&str; 6] = ["de", "en", "es", "fr", "it", "pt"];

/// Sets that stand in no core mean: transcribed speech, where sentences start in lower case.
const SPEECH: [&str; 1] = ["French-ParisStories"];

/// A line a set, then the means over the sets: a small set counts as much as a large one.
#[must_use]
pub fn table(results: &[SetResult]) -> String {
    let width = results.iter().map(|result| result.name.chars().count()).max().unwrap_or(0).max(22);
    let mut out = format!("{:width$}  lang      F1       P       R  false missed  texts right\n", "set");
    for SetResult { name, lang, tally, n_texts, n_texts_right, .. } in results {
        let _ = writeln!(
            out,
            "{name:width$}  {lang:4} {:7.2} {:7.2} {:7.2} {:6} {:6}  {n_texts_right}/{n_texts}",
            tally.f1(),
            tally.precision(),
            tally.recall(),
            tally.n_false,
            tally.n_missed
        );
    }
    let core =
        |result: &&SetResult| CORE.contains(&result.lang.as_str()) && !SPEECH.contains(&result.name.as_str());
    let core: Vec<&SetResult> = results.iter().filter(core).collect();
    out += &mean("mean of de en es fr it pt", &core);
    out += &mean("mean of all", &results.iter().collect::<Vec<_>>());
    out
}

fn mean(name: &str, results: &[&SetResult]) -> String {
    if results.is_empty() {
        return String::new();
    }
    let n_sets = results.len();
    let of = |figure: fn(&SetResult) -> f64| {
        results.iter().map(|result| figure(result)).sum::<f64>() / n_sets as f64
    };
    let n_texts: usize = results.iter().map(|result| result.n_texts).sum();
    let n_texts_right: usize = results.iter().map(|result| result.n_texts_right).sum();
    format!(
        "{name}, {n_sets} sets: F1 {:.2}  P {:.2}  R {:.2}  texts right {n_texts_right}/{n_texts}\n",
        of(|result| result.tally.f1()),
        of(|result| result.tally.precision()),
        of(|result| result.tally.recall())
    )
}

/// The listed faults, one a line: what it is, where, and the text on both sides of `||`.
#[must_use]
pub fn faults(results: &[SetResult]) -> String {
    let mut out = String::new();
    for result in results {
        for fault in &result.faults {
            let kind = if fault.is_false { "false " } else { "missed" };
            let line = format!("{kind} {} {}  {} || {}", result.name, fault.id, fault.before, fault.after);
            let _ = writeln!(out, "{}", line.replace(['\n', '\r'], "⏎"));
        }
    }
    out
}
