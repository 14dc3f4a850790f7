//! [`Classes`]: many bytes of a text at a time, instead of character by character.

const ONES: u64 = u64::MAX / 0xFF;
const HIGHEST: u64 = ONES << 7;

/// Bytes that are classed together: a bit for each fits into one number.
pub(crate) const BLOCK: usize = 64;

/// What the bytes of a block are, a bit for each; the first byte is the lowest. Nothing is known of what is behind the end of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classes {
    /// Letters and digits of ASCII, and most other letters of Latin script.
    pub(crate) of_words: u64,
    /// Parts of any other character beyond ASCII, and control characters: what these are must be asked one by one. So must a letter
    /// that goes on in the next block.
    pub(crate) others: u64,
    block: [u8; BLOCK],
}

impl Classes {
    /// Nothing but signs of ASCII, which are in no class.
    pub(crate) const NONE: Classes = Classes { of_words: 0, others: 0, block: [b'-'; BLOCK] };

    /// The classes of the bytes of a text from a place on, where a character begins.
    pub(crate) fn of(text: &str, at: usize) -> Classes {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let block = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut block = Classes::NONE.block;
            block[..rest.len()].copy_from_slice(rest);
            block
        });
        // Nothing here branches, so the compiler looks at sixteen bytes at a time.
        let (mut kinds, mut all) = ([0; BLOCK], 0);
        for (kind, byte) in kinds.iter_mut().zip(block) {
            *kind = flag(is_plain(byte) | is_first_of_two(byte) | is_second(byte), OF_WORD)
                | flag(!is_within(byte, b' ', b'~') & !is_first_of_two(byte) & !is_second(byte), ODD);
            all |= *kind;
        }
        if all & ODD != 0 {
            return Classes::of_mixed(block);
        }
        // No letter begins beyond ASCII but with one of the first bytes, and none goes on but with one of the second.
        let goes_on = flag(is_first_of_two(block[BLOCK - 1]), 1_u64 << (BLOCK - 1));
        Classes { of_words: bits(&kinds, OF_WORD) & !goes_on, others: goes_on, block }
    }

    /// The same of a block that has other characters, too.
    fn of_mixed(block: [u8; BLOCK]) -> Classes {
        let kinds = block.map(|byte| {
            flag(is_plain(byte), PLAIN)
                | flag(is_first_of_two(byte), FIRST_OF_TWO)
                | flag(byte == 0xE1, FIRST_OF_THREE)
                | flag(is_within(byte, 0xB8, 0xBB), SECOND_OF_THREE)
                | flag(is_second(byte), SECOND)
                | flag(!is_within(byte, b' ', b'~'), OTHER)
        });
        let seconds = bits(&kinds, SECOND);
        let pairs = bits(&kinds, FIRST_OF_TWO) & seconds >> 1;
        let triples = bits(&kinds, FIRST_OF_THREE) & bits(&kinds, SECOND_OF_THREE) >> 1 & seconds >> 2;
        let letters = pairs | pairs << 1 | triples | triples << 1 | triples << 2;
        Classes { of_words: bits(&kinds, PLAIN) | letters, others: bits(&kinds, OTHER) & !letters, block }
    }

    /// Whether a point or a comma may stand between two digits of ASCII: it does, or it is the last byte and stands behind one.
    pub(crate) fn may_join_digits(&self) -> bool {
        let is_digit = |byte: u8| is_within(byte, b'0', b'9');
        let bytes = self.block.iter().zip(&self.block[1..]);
        // Few blocks have a sign behind a digit: nothing here branches.
        let is_behind = bytes.fold(false, |any, (digit, sign)| any | is_digit(*digit) & is_joint(*sign));
        let joins = |three: &[u8; 3]| is_digit(three[0]) & is_joint(three[1]) & is_digit(three[2]);
        let [.., digit, sign] = self.block;
        is_behind && (is_digit(digit) & is_joint(sign) || self.block.array_windows().any(joins))
    }

    /// Spaces.
    pub(crate) fn spaces(&self) -> u64 {
        bits(&self.block.map(|byte| flag(byte == b' ', 1)), 1)
    }

    /// The bytes of the letters of words but for the first of each.
    pub(crate) fn behind_first(&self) -> u64 {
        bits(&self.block.map(|byte| flag(is_within(byte, 0x80, 0xBF), 1)), 1) & self.of_words
    }
}

const OF_WORD: u8 = 1;
const ODD: u8 = 1 << 1;

const PLAIN: u8 = 1;
/// Of À to ɿ.
const FIRST_OF_TWO: u8 = 1 << 1;
/// Of Ḁ to ỿ.
const FIRST_OF_THREE: u8 = 1 << 2;
const SECOND_OF_THREE: u8 = 1 << 3;
const SECOND: u8 = 1 << 4;
const OTHER: u8 = 1 << 5;

fn flag<T: Default>(is: bool, bit: T) -> T {
    if is { bit } else { T::default() }
}

fn is_within(byte: u8, first: u8, last: u8) -> bool {
    byte.wrapping_sub(first) <= last - first
}

fn is_joint(byte: u8) -> bool {
    (byte == b'.') | (byte == b',')
}

fn is_plain(byte: u8) -> bool {
    is_within(byte | 0x20, b'a', b'z') | is_within(byte, b'0', b'9')
}

fn is_first_of_two(byte: u8) -> bool {
    is_within(byte, 0xC3, 0xC9)
}

/// Whether a byte goes on with a character, but for those that make the signs × and ÷ of the first byte of letters.
fn is_second(byte: u8) -> bool {
    is_within(byte, 0x80, 0xBF) & (byte | 0x20 != 0xB7)
}

/// A bit for each byte that has a flag, a power of two.
fn bits(kinds: &[u8; BLOCK], flag: u8) -> u64 {
    // The multiplication brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let eights = kinds.as_chunks().0.iter().enumerate();
    eights.fold(0, |bits, (nth, eight)| {
        let flags = u64::from_le_bytes(*eight) >> flag.trailing_zeros() & ONES;
        bits | (flags.wrapping_mul(GATHER) >> 56) << (8 * nth)
    })
}

/// Where the first byte stands that is no letter, digit, sign or space of ASCII, from a place on: a control character, or one beyond.
#[inline]
pub(crate) fn end_of_printed_ascii(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let next = u64::from_le_bytes(*next);
        // Seven bits and the number added never reach beyond eight: no byte spills over into the next.
        let low = next & !HIGHEST;
        let from_space = low + ONES * u64::from(0x80 - b' ');
        let beyond_last = low + ONES;
        let others = (!from_space | beyond_last | next) & HIGHEST;
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(|byte| matches!(byte, b' '..=b'~')).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::is_letter;

    #[test]
    fn what_is_classed_is_what_it_is() {
        for c in '\0'..='\u{FFFF}' {
            let text = format!("{}{c}{}", " ".repeat(9), "a".repeat(BLOCK));
            let classes = Classes::of(&text, 0);
            let (first, n_bytes) = (1 << 9, c.len_utf8());
            let all = (1_u64 << (9 + n_bytes)) - first;
            assert_eq!(classes.spaces() & all, if c == ' ' { first } else { 0 }, "{c:?}");
            if classes.others & all == 0 {
                assert_eq!(classes.of_words & all, if is_letter(c) { all } else { 0 }, "{c:?}");
                assert_eq!(classes.behind_first() & all, all & !first, "{c:?}");
            } else {
                assert!(!matches!(c, ' '..='~'), "{c:?}");
                assert_eq!(classes.others & all, all, "{c:?}");
                assert_eq!(classes.of_words & all, 0, "{c:?}");
            }
            assert_eq!(classes.of_words | all, u64::MAX << 9, "{c:?}");
        }
    }

    #[test]
    fn a_letter_that_goes_on_in_the_next_block_is_asked_for() {
        for text in ["é", "ế"] {
            let classes = Classes::of(&("a".repeat(BLOCK - 1) + text), 0);
            assert_eq!((classes.of_words, classes.others), (u64::MAX >> 1, 1 << (BLOCK - 1)));
            let behind = Classes::of(&(" ".repeat(BLOCK - 1) + text), BLOCK - 1);
            assert_eq!(behind.of_words, (1 << text.len()) - 1);
        }
    }
}
