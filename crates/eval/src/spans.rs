//! Protected and localisable spans against labelled sentences.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use epitome_document::LangTag;
use epitome_langs::Languages;
use epitome_prep::spans::{Protection, spans};

use crate::figures::Tally;

/// The languages there are labelled sentences of.
const LANGUAGES: [&str; 4] = ["fr", "en", "vi", "de"];

/// Measures the recognisers on the sentences of `DIR/{fr,en,vi,de}.tsv`: a table for the even lines, on which they were tuned,
/// and one for the odd lines, which are only for measuring. A span is right when its place and its class are. With
/// `with_errors` the faults of the even lines come first.
///
/// # Errors
/// When a file cannot be read or a mark in it is not closed.
pub fn span_tables(dir: &Path, with_errors: bool) -> Result<String> {
    let languages = Languages::default();
    let mut halves: [BTreeMap<(String, &str), Tally>; 2] = Default::default();
    let mut out = String::new();
    for tag in LANGUAGES {
        let path = dir.join(format!("{tag}.tsv"));
        let file =
            std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let language = languages.get(LangTag::parse(tag)?);
        for (idx, line) in file.lines().enumerate() {
            let (text, gold) = labelled(line).with_context(|| format!("{}:{}", path.display(), idx + 1))?;
            let found = spans(&text, language, &Protection::default());
            let found: Vec<(usize, usize, String)> = found
                .iter()
                .map(|inline| (inline.span.start(), inline.span.end(), inline.class.as_str().to_owned()))
                .collect();
            let half = (idx + 1) % 2;
            let mut fault = |kind: &str, (start, end, class): &(usize, usize, String)| {
                if with_errors && half == 0 {
                    let _ = writeln!(
                        out,
                        "{kind} {tag}:{}  {class} {:?}  in {text}",
                        idx + 1,
                        &text[*start..*end]
                    );
                }
            };
            for span in &gold {
                let count = halves[half].entry((span.2.clone(), tag)).or_default();
                if found.contains(span) {
                    count.n_right += 1;
                } else {
                    count.n_missed += 1;
                    fault("missed", span);
                }
            }
            for span in found.iter().filter(|span| !gold.contains(span)) {
                halves[half].entry((span.2.clone(), tag)).or_default().n_false += 1;
                fault("false ", span);
            }
        }
    }
    for (name, half) in ["even lines (tuned on)", "odd lines (measured only)"].iter().zip(&halves) {
        out += &table(name, half);
    }
    Ok(out)
}

/// Start, end and class of a labelled span.
type Labelled = (usize, usize, String);

/// A sentence and its spans: what is marked `⟦class|text⟧`.
fn labelled(line: &str) -> Result<(String, Vec<Labelled>)> {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut rest = line;
    while let Some((head, tail)) = rest.split_once('⟦') {
        text += head;
        let Some(((class, marked), tail)) =
            tail.split_once('⟧').and_then(|(mark, tail)| Some((mark.split_once('|')?, tail)))
        else {
            bail!("a mark is not closed; write ⟦class|text⟧");
        };
        spans.push((text.len(), text.len() + marked.len(), class.to_owned()));
        text += marked;
        rest = tail;
    }
    text += rest;
    Ok((text, spans))
}

fn table(name: &str, counts: &BTreeMap<(String, &str), Tally>) -> String {
    let mut classes: BTreeMap<&str, Tally> = BTreeMap::new();
    for ((class, _), count) in counts {
        *classes.entry(class).or_default() += *count;
    }
    let mut out = format!("\n{name:26}      F1       P       R  false missed");
    for tag in LANGUAGES {
        let _ = write!(out, "   F1 {tag}");
    }
    out.push('\n');
    for (class, count) in &classes {
        let (precision, recall) = (count.precision(), count.recall());
        let (n_false, n_missed) = (count.n_false, count.n_missed);
        let _ = write!(
            out,
            "{class:26} {:7.2} {precision:7.2} {recall:7.2} {n_false:6} {n_missed:6}",
            count.f1()
        );
        for tag in LANGUAGES {
            let f1 = counts.get(&((*class).to_owned(), tag)).copied().unwrap_or_default().f1();
            let _ = write!(out, " {f1:7.2}");
        }
        out.push('\n');
    }
    let mean = classes.values().map(|count| count.f1()).sum::<f64>() / classes.len().max(1) as f64;
    let _ = writeln!(out, "{:26} {mean:7.2}", "mean of the classes");
    out
}
