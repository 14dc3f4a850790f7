//! [`ReasonTally`]: how often each reason for dropping a line is right, which tells what a rule is worth better than any single error.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use epitome::{Cleaning, Reason, Treatment, Use};

/// A line of so many words that ends as sentences do is counted as a sentence.
const MIN_SENTENCE_WORDS: usize = 6;

/// For each reason the lines dropped for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReasonTally {
    rows: BTreeMap<String, Row>,
}

/// Lines of the article that were dropped, and lines of the rest: sentences, and all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Row {
    sentences: [usize; 2],
    others: [usize; 2],
}

impl ReasonTally {
    /// Takes in one line: what was made of it, and whether it is of the article. Lines that stay are not counted.
    pub fn add(&mut self, cleaning: &Cleaning, treatment: Treatment, text: &str, is_article: bool) {
        if treatment.usage != Use::Drop {
            return;
        }
        let mut name = format!("{} {}", treatment.role.as_str(), treatment.reason.code());
        if let Reason::AfterEnd(marker) = treatment.reason {
            // An agency's signature at the end of a paragraph is such a marker too.
            let marker = cleaning.of(marker);
            let code = if marker.usage == Use::Drop { marker.reason.code() } else { "signature" };
            name = format!("{name} ({code})");
        }
        let row = self.rows.entry(name).or_default();
        let kind = if is_sentence(text) { &mut row.sentences } else { &mut row.others };
        kind[usize::from(!is_article)] += 1;
    }

    /// A table: for each role and reason the sentences of the article and of the rest that were dropped, then all other lines.
    #[must_use]
    pub fn table(&self) -> String {
        let mut out = String::from("sentences dropped: article, rest | other lines: article, rest\n");
        for (name, row) in &self.rows {
            let ([lost, right], [lost_others, right_others]) = (row.sentences, row.others);
            let _ = writeln!(out, "{lost:6} {right:6} | {lost_others:6} {right_others:6}  {name}");
        }
        out
    }
}

fn is_sentence(text: &str) -> bool {
    let closing = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '…' | '。');
    text.split_whitespace().nth(MIN_SENTENCE_WORDS - 1).is_some()
        && text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。'])
}

#[cfg(test)]
mod tests {
    use epitome::Role;

    use super::*;

    #[test]
    fn dropped_lines_are_counted_by_their_reason() {
        let drop = |reason| Treatment { role: Role::Teaser, usage: Use::Drop, reason, sure: true };
        let cleaning = Cleaning { blocks: vec![drop(Reason::EndMarker)], ..Cleaning::default() };
        let mut tally = ReasonTally::default();
        let marker = epitome::BlockId::new(0);
        let text = "The mayor opened the new bridge on Monday.";
        tally.add(&cleaning, drop(Reason::AfterEnd(marker)), text, true);
        tally.add(&cleaning, drop(Reason::AfterEnd(marker)), "The new bridge", false);
        let kept = Treatment { usage: Use::Body, ..drop(Reason::RunningText) };
        tally.add(&cleaning, kept, text, true);
        let table = tally.table();
        assert!(table.ends_with("     1      0 |      0      1  teaser after-end (end-marker)\n"), "{table}");
        assert_eq!(table.lines().count(), 2);
    }
}
