//! The measure of trafilatura's evaluation: pieces of text that the article holds, and pieces that it does not.

use serde_json::Value;

use crate::figures::Tally;

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

    /// Which pieces were found: of the article rightly, of the rest falsely.
    #[must_use]
    pub fn compared(&self, found: &str) -> Tally {
        let found = blanks(found);
        let count = |pieces: &[String]| pieces.iter().filter(|piece| found.contains(piece.as_str())).count();
        let n_right = count(&self.with);
        Tally { n_right, n_false: count(&self.without), n_missed: self.with.len() - n_right }
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
        let tally = known.compared("The\nbridge  opened\u{A0}on Monday.\nSubscribe now");
        assert_eq!(tally, Tally { n_right: 2, n_false: 1, n_missed: 1 });
    }
}
