//! [`Budget`]: how long a summary may be.

use std::fmt;

use crate::Row;
use crate::score::Scores;

/// How long a summary may be. It is never exceeded, except that one sentence stands where none fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// So many sentences.
    Sentences(u32),
    /// So many words, as a word processor counts them ([`Length`](epitome_langs::Length)).
    Words(u32),
    /// So many characters: scalar values in NFC, a run of white space counted as one, with one character between sentences.
    Chars(u32),
    /// So many per cent of the words of all eligible sentences, rounded down.
    Percent(u8),
}

impl Default for Budget {
    fn default() -> Budget {
        Budget::Sentences(3)
    }
}

/// As a person says it: "3 sentences", "1 word", "10 % of the words".
///
/// ```
/// use epitome_summarizer::Budget;
///
/// assert_eq!(Budget::Words(60).to_string(), "60 words");
/// ```
impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut counted = |n: u32, unit: &str| f.write_str(&epitome_document::counted(n as usize, unit));
        match *self {
            Budget::Sentences(n) => counted(n, "sentence"),
            Budget::Words(n) => counted(n, "word"),
            Budget::Chars(n) => counted(n, "character"),
            Budget::Percent(share) => write!(f, "{share} % of the words"),
        }
    }
}

impl Budget {
    /// Whether it counts sentences, so that long ones are not dearer than short ones.
    pub(crate) fn counts_sentences(self) -> bool {
        matches!(self, Budget::Sentences(_))
    }

    /// How much may be spent, in the unit of [`cost`](Budget::cost).
    pub(crate) fn limit(self, scores: &Scores) -> u64 {
        match self {
            Budget::Sentences(n) | Budget::Words(n) => u64::from(n),
            // Every sentence is counted with one separator, and the last needs none.
            Budget::Chars(n) => u64::from(n) + 1,
            Budget::Percent(share) => {
                let n_words: u64 = scores.rows.iter().map(|row| u64::from(row.n_words)).sum();
                n_words * u64::from(share) / 100
            }
        }
    }

    /// What a sentence takes of it.
    pub(crate) fn cost(self, row: &Row) -> u64 {
        match self {
            Budget::Sentences(_) => 1,
            Budget::Words(_) | Budget::Percent(_) => u64::from(row.n_words),
            Budget::Chars(_) => u64::from(row.n_chars) + 1,
        }
    }
}
