//! Whether a sentence was kept, and why: the same words in every format.

use epitome::{Analysis, Features, Method, Ranked, Row, SentenceId};

/// What was decided about one sentence.
pub(crate) struct Decision {
    /// In which order it was picked, from 1; `None` for one left out.
    pub(crate) rank: Option<u32>,
    /// `picked`, or the code of why it was left out.
    pub(crate) code: &'static str,
    /// The facts of a pick, or why it was left out.
    pub(crate) message: String,
}

/// What was decided about the sentence of a row.
pub(crate) fn decision(analysis: &Analysis, row: &Row) -> Decision {
    if let Some(ranked) = pick(analysis, row.sentence) {
        // The facts are what our own method looks at.
        let message = match analysis.scores.method {
            Method::Epitome => facts(&row.features),
            classic => format!("rated high by {}", classic.name()),
        };
        return Decision { rank: Some(ranked.rank), code: "picked", message };
    }
    let left_out = &analysis.selection.left_out;
    let why = left_out
        .binary_search_by_key(&row.sentence, |left| left.sentence)
        .map(|idx| left_out[idx].why)
        .expect("an eligible sentence is kept or left out");
    Decision { rank: None, code: why.code(), message: why.message(&analysis.sentences) }
}

/// The score of an eligible sentence, per mille.
pub(crate) fn total(analysis: &Analysis, id: SentenceId) -> u16 {
    let rows = &analysis.scores.rows;
    rows.binary_search_by_key(&id, |row| row.sentence).map_or(0, |idx| rows[idx].total)
}

/// The raw facts of a sentence, most telling first: no change of weights moves them.
pub(crate) fn facts(features: &Features) -> String {
    let messages: Vec<String> = features.facts().into_iter().map(|fact| fact.message()).collect();
    if messages.is_empty() { "nothing speaks for it or against it".to_owned() } else { messages.join(", ") }
}

fn pick(analysis: &Analysis, id: SentenceId) -> Option<&Ranked> {
    let kept = &analysis.selection.kept;
    kept.binary_search_by_key(&id, |ranked| ranked.sentence).ok().map(|idx| &kept[idx])
}
