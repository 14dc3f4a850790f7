//! [`Plain`]: a text with the digits of other scripts as those of ASCII, which the recognisers look for.

use std::borrow::Cow;

use epitome_langs::{ascii_digit, may_open_digit};

/// A text with plain digits, and the way back.
pub(super) struct Plain<'a> {
    pub(super) text: Cow<'a, str>,
    /// After each character that was replaced: where the plain text goes on, and where the text does.
    steps: Vec<(usize, usize)>,
}

impl<'a> Plain<'a> {
    pub(super) fn new(text: &'a str) -> Plain<'a> {
        // The signs between Arabic digits begin as these do.
        if text.is_ascii() || !text.bytes().any(may_open_digit) {
            return Plain { text: text.into(), steps: Vec::new() };
        }
        let mut plain = String::with_capacity(text.len());
        let mut steps = Vec::new();
        let mut copied = 0;
        for (at, c) in text.char_indices() {
            let is_wide_stop = c == '．' && plain.ends_with(|c: char| c.is_ascii_digit()) && copied == at;
            let Some(ascii) = ascii(c).or(is_wide_stop.then_some('.')) else { continue };
            plain.push_str(&text[copied..at]);
            plain.push(ascii);
            copied = at + c.len_utf8();
            steps.push((plain.len(), copied));
        }
        plain.push_str(&text[copied..]);
        Plain { text: plain.into(), steps }
    }

    /// The place in the text of one in the plain text.
    pub(super) fn source(&self, at: usize) -> usize {
        let before = self.steps.partition_point(|(plain, _)| *plain <= at);
        let (plain, source) = before.checked_sub(1).map_or((0, 0), |idx| self.steps[idx]);
        source + (at - plain)
    }
}

/// The sign of ASCII for a digit of another script, or for the signs between Arabic ones and behind them.
fn ascii(c: char) -> Option<char> {
    match c {
        '\u{66A}' => Some('%'),
        '\u{66B}' => Some('.'),
        '\u{66C}' => Some(','),
        _ => ascii_digit(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts_are_plain_and_lead_back() {
        let text = "در ۱۲ مه، ٣٫٥ و १२ a２";
        let plain = Plain::new(text);
        assert_eq!(plain.text, "در 12 مه، 3.5 و 12 a2");
        for (at, c) in plain.text.char_indices() {
            let source = text[plain.source(at)..].chars().next().unwrap();
            assert_eq!(ascii(source).unwrap_or(source), c);
        }
        assert_eq!(plain.source(plain.text.len()), text.len());
        assert!(matches!(Plain::new("điều 12").text, Cow::Borrowed("điều 12")));
    }
}
