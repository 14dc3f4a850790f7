//! [`Method`]: classic ways to rate sentences, to compare with.
//!
//! They are as their authors, or the implementation most people know (sumy), have them: no guards, no likeness to picks, no
//! quotations kept whole. Some look at all pairs of sentences; of a longer text they rate the first [`MAX_ROWS`], and the rest
//! comes after these in its own order.

mod edmundson;
mod graph;
mod luhn;
mod sumbasic;

use crate::Scores;
use crate::signals::Title;
use crate::terms::{Reading, Stems, Terms};

/// Sentences that are compared with each other, which is quadratic; an article has a hundred at most.
const MAX_ROWS: usize = 3_000;

/// A way to rate sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// Ours.
    #[default]
    Epitome,
    /// The first sentences.
    Lead,
    /// Words that stand close together and return (Luhn, "The Automatic Creation of Literature Abstracts", 1958).
    Luhn,
    /// Words of the title and places in the text (Edmundson, "New Methods in Automatic Extracting", 1969).
    Edmundson,
    /// A walk from sentence to similar sentence, by shared words (Mihalcea and Tarau, "TextRank", 2004).
    TextRank,
    /// The same by cosines above a threshold (Erkan and Radev, "LexRank", 2004).
    LexRank,
    /// Frequent words, each less worth once it has been said (Nenkova and Vanderwende, "The Impact of Frequency on
    /// Summarization", 2005).
    SumBasic,
}

impl Method {
    /// All of them.
    pub const ALL: [Method; 7] = [
        Method::Epitome,
        Method::Lead,
        Method::Luhn,
        Method::Edmundson,
        Method::TextRank,
        Method::LexRank,
        Method::SumBasic,
    ];

    /// Its name on the command line and in the wire format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Method::Epitome => "epitome",
            Method::Lead => "lead",
            Method::Luhn => "luhn",
            Method::Edmundson => "edmundson",
            Method::TextRank => "textrank",
            Method::LexRank => "lexrank",
            Method::SumBasic => "sumbasic",
        }
    }

    fn rater(self) -> Option<&'static dyn Rate> {
        Some(match self {
            Method::Epitome => return None,
            Method::Lead => &Lead,
            Method::Luhn => &luhn::Luhn,
            Method::Edmundson => &edmundson::Edmundson,
            Method::TextRank => &graph::TextRank,
            Method::LexRank => &graph::LexRank,
            Method::SumBasic => &sumbasic::SumBasic,
        })
    }
}

/// Rates the sentences of an article.
trait Rate {
    /// A number for each row, higher is better, none below 0.
    fn rate(&self, readings: &Readings) -> Vec<f64>;
}

/// What the sentences of an article say: what every method works on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readings {
    /// The different words and terms of each row.
    pub(crate) terms: Terms,
    /// All words of each row.
    pub(crate) stems: Stems,
    /// The title.
    pub(crate) title: Title,
    /// The paragraph of each row.
    pub(crate) paragraphs: Vec<u32>,
}

impl Readings {
    /// Room for so many rows and bytes of text.
    pub(crate) fn with_room(n_rows: usize, n_bytes: usize) -> Readings {
        Readings {
            terms: Terms::with_room(n_rows, n_bytes),
            stems: Stems::with_room(n_rows, n_bytes),
            title: Title::default(),
            paragraphs: Vec::with_capacity(n_rows),
        }
    }

    /// Adds the next row; its terms and stems have numbers below `n`.
    pub(crate) fn push(&mut self, reading: &Reading, n: usize, paragraph: u32) {
        self.terms.push(reading, n);
        self.stems.push(reading.stems());
        self.paragraphs.push(paragraph);
    }

    /// Says which are terms, once all rows and the title have been read.
    pub(crate) fn finish(&mut self, is_topic: Vec<bool>) {
        self.terms.finish(is_topic.len());
        self.stems.finish(is_topic);
    }

    /// How many rows are rated.
    fn n_rows(&self) -> usize {
        self.terms.n_rows().min(MAX_ROWS)
    }
}

impl Scores {
    /// Whether our own rules of selection hold: guards, likeness to picks, the price of length.
    pub(crate) fn is_ours(&self) -> bool {
        self.method == Method::Epitome
    }

    /// The same sentences rated by a method.
    #[must_use]
    pub fn by(mut self, method: Method) -> Scores {
        let Some(rater) = method.rater() else { return self };
        let ratings = rater.rate(&self.readings);
        let highest = ratings.iter().copied().fold(0.0, f64::max);
        for (idx, row) in self.rows.iter_mut().enumerate() {
            let rating = ratings.get(idx).copied().unwrap_or(0.0);
            let share = if highest > 0.0 { rating / highest } else { 0.0 };
            // Whole numbers from here on, fine enough to tell ranks of a walk apart.
            row.points = (share * 1000.0 * POINTS_OF_TOTAL as f64 + 0.5) as i32;
            row.total = (share * 1000.0 + 0.5) as u16;
        }
        self.method = method;
        self
    }
}

/// Points of these methods for each of a total; a thousand times as many are the most, which 32 bits hold.
pub(crate) const POINTS_OF_TOTAL: i64 = 1_000_000;

/// The first sentences of an article.
struct Lead;

impl Rate for Lead {
    fn rate(&self, readings: &Readings) -> Vec<f64> {
        (0..readings.terms.n_rows()).map(|row| 1.0 / (1.0 + row as f64)).collect()
    }
}
