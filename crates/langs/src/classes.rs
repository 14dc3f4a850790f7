//! [`Classes`]: many bytes of a text at a time, instead of character by character.

const ONES: u64 = u64::MAX / 0xFF;
const HIGHEST: u64 = ONES << 7;

/// Bytes that are classed together: a bit for each fits into one number.
pub(crate) const BLOCK: usize = 64;

/// What the bytes of a block are, a bit for each; the first byte is the lowest. Nothing is known of what is behind the end of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Classes {
    /// Letters and digits of ASCII, and most other letters of Latin script.
    pub(crate) of_words: u64,
    /// Spaces.
    pub(crate) spaces: u64,
    /// The bytes of these letters but for the first.
    pub(crate) behind_first: u64,
    /// Parts of any other character beyond ASCII, and control characters: what these are must be asked one by one. So must a letter
    /// that goes on in the next block.
    pub(crate) others: u64,
}

impl Classes {
    /// The classes of the bytes of a text from a place on.
    pub(crate) fn of(text: &str, at: usize) -> Classes {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        match rest.first_chunk() {
            Some(block) => Classes::of_block(block),
            None => {
                // A sign of ASCII is in no class.
                let mut block = [b'-'; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                Classes::of_block(&block)
            }
        }
    }

    fn of_block(block: &[u8; BLOCK]) -> Classes {
        // Nothing here branches, so the compiler looks at sixteen bytes at a time.
        let (mut kinds, mut all) = ([0; BLOCK], 0);
        for (kind, byte) in kinds.iter_mut().zip(*block) {
            *kind = kind_of(byte);
            all |= *kind;
        }
        let (of_words, spaces) = (bits(&kinds, PLAIN), bits(&kinds, SPACE));
        if all & OTHER == 0 {
            return Classes { of_words, spaces, ..Classes::default() };
        }
        let next = bits(&kinds, NEXT);
        let pairs = bits(&kinds, FIRST_OF_TWO) & next >> 1;
        let mut behind_first = pairs << 1;
        let mut firsts = pairs;
        if all & FIRST_OF_THREE != 0 {
            let triples = bits(&kinds, FIRST_OF_THREE) & bits(&kinds, SECOND_OF_THREE) >> 1 & next >> 2;
            firsts |= triples;
            behind_first |= triples << 1 | triples << 2;
        }
        let letters = firsts | behind_first;
        let others = bits(&kinds, OTHER) & !letters;
        Classes { of_words: of_words | letters, spaces, behind_first, others }
    }
}

const PLAIN: u8 = 1;
const SPACE: u8 = 1 << 1;
/// The first byte of À to ɿ.
const FIRST_OF_TWO: u8 = 1 << 2;
/// The first two bytes of Ḁ to ỿ.
const FIRST_OF_THREE: u8 = 1 << 3;
const SECOND_OF_THREE: u8 = 1 << 4;
/// A byte that is not the first one, but for those that make the signs × and ÷ of the first byte of letters.
const NEXT: u8 = 1 << 5;
/// No printed character of ASCII.
const OTHER: u8 = 1 << 6;

fn kind_of(byte: u8) -> u8 {
    let is_within = |first: u8, last: u8| byte.wrapping_sub(first) <= last - first;
    let flag = |is: bool, bit: u8| if is { bit } else { 0 };
    flag((byte | 0x20).wrapping_sub(b'a') < 26, PLAIN)
        | flag(is_within(b'0', b'9'), PLAIN)
        | flag(byte == b' ', SPACE)
        | flag(is_within(0xC3, 0xC9), FIRST_OF_TWO)
        | flag(byte == 0xE1, FIRST_OF_THREE)
        | flag(is_within(0xB8, 0xBB), SECOND_OF_THREE)
        | flag(is_within(0x80, 0xBF) & (byte != 0x97) & (byte != 0xB7), NEXT)
        | flag(!is_within(b' ', b'~'), OTHER)
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
            assert_eq!(classes.spaces & all, if c == ' ' { first } else { 0 }, "{c:?}");
            if classes.others & all == 0 {
                assert_eq!(classes.of_words & all, if is_letter(c) { all } else { 0 }, "{c:?}");
                assert_eq!(classes.behind_first & all, all & !first, "{c:?}");
            } else {
                assert!(!matches!(c, ' '..='~'), "{c:?}");
                assert_eq!(classes.others & all, all, "{c:?}");
                assert_eq!((classes.of_words | classes.behind_first) & all, 0, "{c:?}");
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
