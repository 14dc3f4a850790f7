//! [`length`]: how long a text is, for budgets.

use epitome_document::Span;
use unicode_normalization::UnicodeNormalization;

use crate::classes::{BLOCK, Classes};
use crate::fold::is_composed;
use crate::scripts::is_unspaced;
use crate::words::{fold_block, is_letter};

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
    let mut counter = Counter { is_plainly_nfc: true, ..Counter::default() };
    let mut block = 0;
    while block < text.len() {
        block = counter.add_block(text, block, &Classes::of(text, block));
    }
    counter.length(text)
}

/// How long a text is, whose [`words`](crate::words) are handed on, in the same pass.
pub fn length_and_words(text: &str, mut found: impl FnMut(Span)) -> Length {
    let mut counter = Counter { is_plainly_nfc: true, ..Counter::default() };
    let (mut block, mut at) = (0, 0);
    while block < text.len() {
        let classes = Classes::of(text, block);
        at = fold_block(text, block, &classes, at.max(block), (), &mut |(), word| found(word)).0;
        block = counter.add_block(text, block, &classes);
    }
    counter.length(text)
}

#[derive(Default)]
struct Counter {
    length: Length,
    /// Whether the piece between white space has had a letter.
    has_letter: bool,
    after_space: bool,
    is_plainly_nfc: bool,
}

impl Counter {
    /// Adds a block and what of its last character stands behind it. Gives where the next block begins.
    fn add_block(&mut self, text: &str, block: usize, classes: &Classes) -> usize {
        let n_bytes = BLOCK.min(text.len() - block);
        let (spaces, behind_first) = (classes.spaces(), classes.behind_first());
        let mut done = 0;
        while done < n_bytes {
            let n_plain = ((classes.others >> done).trailing_zeros() as usize).min(n_bytes - done);
            self.add_plain(classes.of_words >> done, spaces >> done, behind_first >> done, n_plain);
            done += n_plain;
            if done < n_bytes
                && let Some(c) = text[block + done..].chars().next()
            {
                self.add(c);
                done += c.len_utf8();
            }
        }
        block + done
    }

    /// The length of the text, all of which was added.
    fn length(self, text: &str) -> Length {
        let Length { n_words, n_chars } = self.length;
        Length {
            n_words: n_words + usize::from(self.has_letter),
            n_chars: if self.is_plainly_nfc { n_chars } else { n_spaced(text.nfc()) },
        }
    }

    /// Adds so many bytes, which are plain letters, signs of ASCII and spaces: a bit says of each whether it is of a word, a space, or
    /// goes on with a letter. Bits behind them mean nothing.
    fn add_plain(&mut self, of_words: u64, spaces: u64, behind_first: u64, n_bytes: usize) {
        if n_bytes == 0 {
            return;
        }
        let all = u64::MAX >> (BLOCK - n_bytes);
        let (letters, spaces) = (of_words & all, spaces & all);
        let more_spaces = spaces & (spaces << 1 | u64::from(self.after_space));
        let n_counted = (all & !behind_first & !more_spaces).count_ones();
        self.length.n_chars += n_counted as usize;
        // A letter that is added to the piece it stands in carries into the space behind the piece.
        let pieces = all & !spaces;
        let letters = letters | u64::from(self.has_letter) & pieces;
        let ends_at_once = self.has_letter && spaces & 1 == 1;
        let (carried, _) = pieces.overflowing_add(letters);
        self.length.n_words += (carried & spaces).count_ones() as usize + usize::from(ends_at_once);
        let last = 1 << (n_bytes - 1);
        self.after_space = spaces & last != 0;
        let behind_spaces = letters.checked_shr(u64::BITS - spaces.leading_zeros()).unwrap_or(0);
        self.has_letter = behind_spaces != 0;
    }

    fn add(&mut self, c: char) {
        let is_space = c.is_whitespace();
        self.length.n_chars += usize::from(!(is_space && self.after_space));
        self.after_space = is_space;
        if is_space {
            self.length.n_words += usize::from(std::mem::take(&mut self.has_letter));
        } else if is_unspaced(c) {
            self.is_plainly_nfc &= is_composed(c);
            self.length.n_words += 1;
        } else {
            self.is_plainly_nfc &= is_composed(c);
            self.has_letter |= is_letter(c);
        }
    }
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
    use crate::words;

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
        fn one_pass_counts_what_two_views_count(text in "[a-zA-Z0-9 \t\u{A0}éệ\u{301}北ก.,«—]{0,240}") {
            let length = length(&text);
            let mut found = Vec::new();
            prop_assert_eq!(length_and_words(&text, |word| found.push(word)), length);
            prop_assert_eq!(found, words(&text).collect::<Vec<_>>());
            prop_assert_eq!(length.n_chars, n_spaced(text.nfc()));
            let has_letter = |piece: &&str| piece.chars().any(|c| is_letter(c) && !is_unspaced(c));
            let n_unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
            prop_assert_eq!(length.n_words, text.split_whitespace().filter(has_letter).count() + n_unspaced);
        }
    }
}
