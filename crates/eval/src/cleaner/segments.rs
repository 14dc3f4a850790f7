//! The measure of trafilatura's evaluation: pieces of text that the article holds, and pieces that it does not.

use serde_json::Value;

/// What is known of a page. White space is one blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// Pieces of the article.
    pub with: Vec<String>,
    /// Pieces of the rest of the page.
    pub without: Vec<String>,
}

impl Segments {
    pub(super) fn read(item: &Value) -> Segments {
        let list = |key: &str| {
            let pieces = item[key].as_array().into_iter().flatten();
            pieces.filter_map(Value::as_str).map(blanks).collect()
        };
        Segments { with: list("with"), without: list("without") }
    }
}

/// How many pieces were found of those that should be and of those that should not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SegmentTally {
    /// Pieces of articles that were found.
    pub n_right: u32,
    /// Pieces of the rest that were found.
    pub n_false: u32,
    /// Pieces of articles that were not.
    pub n_missed: u32,
}

impl SegmentTally {
    /// Takes a page in.
    pub fn add(&mut self, known: &Segments, found: &str) {
        let found = blanks(found);
        let count =
            |pieces: &[String]| pieces.iter().filter(|piece| found.contains(piece.as_str())).count() as u32;
        let n_right = count(&known.with);
        self.n_right += n_right;
        self.n_false += count(&known.without);
        self.n_missed += known.with.len() as u32 - n_right;
    }

    /// Of the pieces found, how many should be: 0 to 1.
    #[must_use]
    pub fn precision(&self) -> f64 {
        f64::from(self.n_right) / f64::from((self.n_right + self.n_false).max(1))
    }

    /// Of the pieces that should be found, how many were: 0 to 1.
    #[must_use]
    pub fn recall(&self) -> f64 {
        f64::from(self.n_right) / f64::from((self.n_right + self.n_missed).max(1))
    }

    /// Their harmonic mean.
    #[must_use]
    pub fn f1(&self) -> f64 {
        2.0 * f64::from(self.n_right) / f64::from((2 * self.n_right + self.n_false + self.n_missed).max(1))
    }
}

/// A text with single blanks.
pub(super) fn blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_looked_for_whatever_the_white_space() {
        let known = Segments {
            with: vec!["The bridge opened".into(), "on Monday".into(), "at last".into()],
            without: vec!["Subscribe".into(), "Share this".into()],
        };
        let mut tally = SegmentTally::default();
        tally.add(&known, "The\nbridge  opened\u{A0}on Monday.\nSubscribe now");
        assert_eq!(tally, SegmentTally { n_right: 2, n_false: 1, n_missed: 1 });
        assert_eq!((tally.precision(), tally.recall(), tally.f1()), (2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0));
    }
}
