//! [`Ends`]: a word in a form that is fast to hash and to compare.

use std::ops::Range;

/// The first and the last eight bytes of a word, or all of a shorter one twice: with their number all of a word up to sixteen, in a form that is
/// fast to hash and to compare.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ends([u64; 2]);

/// Bytes of the longest word that its ends tell.
pub(crate) const MAX_TOLD: usize = 16;

impl Ends {
    /// Those of a word in a text. How long it is cannot be guessed, so nothing here depends on it but how far is shifted.
    #[inline]
    pub(crate) fn of(text: &[u8], word: Range<usize>) -> Ends {
        let n_unused = 8 * 8_usize.saturating_sub(word.len()) as u32;
        let all = u64::MAX.checked_shr(n_unused).unwrap_or(0);
        let (from, until) = (&text[word.start..], &text[..word.end]);
        let first = from.first_chunk().map_or_else(|| at_head(from), eight);
        let last = until.last_chunk().map_or_else(|| at_tail(until), eight);
        Ends([first & all, last.wrapping_shr(n_unused) & all])
    }

    /// The hash of the word they are of: products of 128 bits, both halves together.
    #[inline]
    pub(crate) fn hash(self, text: &[u8], word: Range<usize>, seeds: [u64; 3]) -> u64 {
        let Ends([first, last]) = self;
        let mut hash = folded_product(first ^ seeds[0], last ^ seeds[1] ^ word.len() as u64);
        if word.len() > MAX_TOLD {
            for bytes in text[word.start + 8..word.end - 8].chunks(8) {
                hash = folded_product(hash ^ at_head(bytes), seeds[2]);
            }
        }
        hash
    }
}

fn eight(bytes: &[u8; 8]) -> u64 {
    u64::from_le_bytes(*bytes)
}

/// Up to eight bytes with zeros behind them.
fn at_head(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte))
}

/// Up to eight bytes with zeros before them.
fn at_tail(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |eight, byte| eight >> 8 | u64::from(*byte) << 56)
}

/// Both halves of a product of 128 bits together.
#[inline]
pub(crate) fn folded_product(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}
