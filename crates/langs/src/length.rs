//! [`length`]: how long a text is, for budgets.

use unicode_normalization::UnicodeNormalization;

use crate::fold::is_composed;
use crate::words::{WORD_BYTES, is_letter, is_unspaced};

/// How long a text is: the same for every encoding of it and for every line width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Words as a word processor counts them: pieces between white space that hold a letter or a digit, and every letter of a script
    /// without spaces.
    pub n_words: usize,
    /// Characters: scalar values in NFC, a run of white space counted as one.
    pub n_chars: usize,
}

/// How long a text is, told in one pass.
///
/// ```
/// let length = epitome_langs::length("L’État a dit :\r\n« oui ».");
/// assert_eq!((length.n_words, length.n_chars), (4, 23));
/// ```
#[must_use]
pub fn length(text: &str) -> Length {
    let bytes = text.as_bytes();
    let (mut length, mut is_plainly_nfc) = (Length::default(), true);
    let (mut has_letter, mut after_space) = (false, false);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if WORD_BYTES[usize::from(*byte)] {
            (has_letter, after_space) = (true, false);
            length.n_chars += 1;
            at += 1;
            continue;
        }
        if *byte == b' ' {
            length.n_words += usize::from(std::mem::take(&mut has_letter));
            length.n_chars += usize::from(!std::mem::replace(&mut after_space, true));
            at += 1;
            continue;
        }
        let c =
            if byte.is_ascii() { char::from(*byte) } else { text[at..].chars().next().unwrap_or_default() };
        at += c.len_utf8();
        let is_space = c.is_whitespace();
        length.n_chars += usize::from(!(is_space && after_space));
        after_space = is_space;
        if is_space {
            length.n_words += usize::from(std::mem::take(&mut has_letter));
        } else if !c.is_ascii() {
            is_plainly_nfc &= is_composed(c);
            if is_unspaced(c) {
                length.n_words += 1;
            } else {
                has_letter |= is_letter(c);
            }
        }
    }
    length.n_words += usize::from(has_letter);
    if !is_plainly_nfc {
        length.n_chars = n_spaced(text.nfc());
    }
    length
}

/// Characters, a run of white space counted as one.
fn n_spaced(chars: impl Iterator<Item = char>) -> usize {
    let mut after_space = false;
    chars.filter(|c| !(std::mem::replace(&mut after_space, c.is_whitespace()) && c.is_whitespace())).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_counted_as_a_word_processor_does() {
        assert_eq!(length("L’État a dit : « oui ».").n_words, 4);
        assert_eq!(length("北京 2024").n_words, 3);
    }

    #[test]
    fn characters_are_the_same_however_the_text_is_encoded_or_wrapped() {
        assert_eq!(length("Hà Nội").n_chars, 6);
        assert_eq!(length("Ha\u{300}\r\nNô\u{323}i").n_chars, 6);
    }

    proptest! {
        #[test]
        fn one_pass_counts_what_two_views_count(text in "[a-zA-Z0-9 \t\u{A0}éệ\u{301}北ก.,«—]{0,60}") {
            let length = length(&text);
            prop_assert_eq!(length.n_chars, n_spaced(text.nfc()));
            let has_letter = |piece: &&str| piece.chars().any(|c| is_letter(c) && !is_unspaced(c));
            let n_unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
            prop_assert_eq!(length.n_words, text.split_whitespace().filter(has_letter).count() + n_unspaced);
        }
    }
}
