//! [`list_marker`] and [`step_label`]: how the items of a list open.

use epitome_document::{Reason, Treatment};

use crate::line::Line;

/// Digits of the number of a step.
const MAX_STEP_DIGITS: usize = 2;

/// The sign before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// A bullet, a star, a plus.
    Bullet,
    /// A hyphen or a short dash: an item, or somebody speaks.
    Dash,
    /// "1.", "2)", "(3)", "a)".
    Number,
}

/// The list marker with which a folded text opens. A dash as long as a letter opens speech.
pub(crate) fn list_marker(text: &str) -> Option<Marker> {
    let mut chars = text.chars();
    let first = chars.next()?;
    // Between two dashes an agency sets its headings: "- No way back -".
    let is_set_off = text.ends_with(" -") || text.ends_with(" –");
    let is_spaced = |rest: &str| rest.starts_with(char::is_whitespace);
    match first {
        '•' | '◦' | '▪' | '▫' | '■' | '□' | '●' | '○' | '►' | '▶' | '‣' | '⁃' | '·' | '✓' | '✔' | '★'
        | '➤' => Some(Marker::Bullet),
        '*' | '+' if is_spaced(chars.as_str()) => Some(Marker::Bullet),
        '-' | '–' if is_spaced(chars.as_str()) && !is_set_off => Some(Marker::Dash),
        _ => {
            let label = text.split_whitespace().next()?.trim_start_matches('(');
            let number = label.strip_suffix(['.', ')', '/'])?;
            let is_number = number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
            let is_letter =
                number.len() == 1 && number.chars().all(|c| c.is_ascii_lowercase()) && label.ends_with(')');
            (!number.is_empty() && label.len() < text.len() && (is_number || is_letter))
                .then_some(Marker::Number)
        }
    }
}

/// The word and the number of a step ("step 2: …"), where a folded text opens with such.
pub(crate) fn step_label(text: &str) -> Option<(&str, u8)> {
    let (word, rest) = text.split_once(' ')?;
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let is_set_off = rest[end..].trim_start().starts_with([':', '.', ')', '–', '—', '-']);
    let number = rest[..end].parse().ok().filter(|_| end <= MAX_STEP_DIGITS)?;
    (is_set_off && word.chars().all(char::is_alphabetic)).then_some((word, number))
}

/// An item that opens with no mark of its own was told by those beside it.
pub(crate) fn told_by_others(lines: &[Line], blocks: &mut [Treatment]) {
    for (block, line) in blocks.iter_mut().zip(lines) {
        if block.reason == Reason::ListMarker && list_marker(&line.key).is_none() {
            block.reason = Reason::AmongAlike;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_two_dashes_stands_a_heading() {
        assert_eq!(list_marker("- no way back"), Some(Marker::Dash));
        assert_eq!(list_marker("- no way back -"), None);
    }
}
