//! Counting the letters of a long text, sixteen bytes at a time where the text allows it.

use std::ops::Range;

use crate::model::is_letter;

/// Bytes whose letters are counted at once.
const BLOCK: usize = 64;
const CHUNK: usize = 16;

/// The blocks of a text: of equal length, but that none ends within a character.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        at = text.ceil_char_boundary(at + BLOCK);
        (start < at).then_some(start..at)
    })
}

/// How many letters a block of a text has.
pub(crate) fn n_letters(text: &str, block: Range<usize>) -> u8 {
    let n_european =
        text.as_bytes().get(block.clone()).and_then(|bytes| bytes.as_array()).and_then(n_european);
    let plain = || text.as_bytes().get(block.start..).and_then(|bytes| bytes.first_chunk()).and_then(n_plain);
    let any = || text[block.clone()].chars().filter(|c| is_counted(*c)).count() as u8;
    n_european.or_else(plain).unwrap_or_else(any)
}

/// Where the letter of a block stands before which there are `n` others; its end where there are no more.
pub(crate) fn place(block: &str, n: usize) -> usize {
    let (chunks, rest) = block.as_bytes().as_chunks::<CHUNK>();
    let is_european = |bytes: &[u8]| bytes.iter().fold(true, |all, byte| all & (*byte <= LAST_EUROPEAN));
    if chunks.iter().all(|chunk| is_european(chunk)) && is_european(rest) {
        // Chunks before the one with the letter are counted without looking for it.
        let (mut n_left, mut start) = (n, 0);
        for chunk in chunks {
            let n_here = chunk.iter().fold(0_u8, |n, byte| n + u8::from(opens_european_letter(*byte)));
            if usize::from(n_here) > n_left {
                break;
            }
            n_left -= usize::from(n_here);
            start += CHUNK;
        }
        let letters = block.bytes().enumerate().skip(start).filter(|(_, byte)| opens_european_letter(*byte));
        return letters.map(|(at, _)| at).nth(n_left).unwrap_or(block.len());
    }
    let mut letters = block.char_indices().filter(|(_, c)| is_counted(*c));
    letters.nth(n).map_or(block.len(), |(at, _)| at)
}

/// What begins no character but those of ASCII and of Latin script with two bytes, and the signs beside them.
const LAST_EUROPEAN: u8 = 0xC9;

/// Whether a letter begins with a byte, where no byte is beyond [`LAST_EUROPEAN`].
fn opens_european_letter(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte >= 0xC3)
}

/// The letters that begin in a block without any byte beyond [`LAST_EUROPEAN`]: most blocks of most texts, and a third of the steps of
/// [`n_plain`].
fn n_european(bytes: &[u8; BLOCK]) -> Option<u8> {
    let n = bytes.iter().fold(0_u8, |n, byte| n + u8::from(opens_european_letter(*byte)));
    bytes.iter().fold(true, |all, byte| all & (*byte <= LAST_EUROPEAN)).then_some(n)
}

/// Whether a character counts as a letter: equal for composed and decomposed text, since no mark counts, nor does the second and
/// third part of a Hangul syllable. Some signs count too, where the letters beside them are told by their first byte.
pub(crate) fn is_counted(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphabetic(),
        '\u{C0}'..='\u{2FF}' | '\u{388}'..='\u{57F}' | '\u{1E00}'..='\u{1EFF}' | '\u{4000}'..='\u{9FFF}' => {
            true
        }
        '\u{80}'..='\u{BF}' | '\u{300}'..='\u{33F}' | '\u{2000}'..='\u{20FF}' => false,
        _ => is_letter(c),
    }
}

/// The letters that begin in a block, of which the next byte is there too; `None` where it has characters that must be looked
/// at one by one. Nothing here branches, so the compiler looks at sixteen bytes at a time.
fn n_plain(bytes: &[u8; BLOCK + 1]) -> Option<u8> {
    let (mut n, mut n_others) = (0_u8, 0_u8);
    for idx in 0..BLOCK {
        let (byte, next) = (bytes[idx], bytes[idx + 1]);
        let is_within = |first: u8, last: u8| byte.wrapping_sub(first) <= last - first;
        let is_ascii = (byte | 0x20).wrapping_sub(b'a') < 26;
        // Latin, Greek and Cyrillic, but for the first marks (CC), for others with Greek behind them (CD), and signs (CE).
        let is_of_two = is_within(0xC3, 0xD5) & !is_within(0xCC, 0xCD) & !((byte == 0xCE) & (next < 0x88));
        // The Latin letters of Vietnamese, and Chinese characters.
        let is_of_three = (byte == 0xE1) & (next.wrapping_sub(0xB8) < 4) | is_within(0xE4, 0xE9);
        // Signs beside ASCII, marks, quotation marks and dashes.
        let is_no_letter = (byte < 0xC3) | (byte == 0xCC) | (byte == 0xE2) & (next < 0x84);
        let is_letter = is_ascii | is_of_two | is_of_three;
        n = n.wrapping_add(u8::from(is_letter));
        n_others = n_others.wrapping_add(u8::from(!is_letter & !is_no_letter));
    }
    (n_others == 0).then_some(n)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// Beyond are planes without letters.
    const LAST_LETTER: char = '\u{323AF}';

    fn n_of(text: &str) -> usize {
        blocks(text).map(|block| usize::from(n_letters(text, block))).sum()
    }

    #[test]
    fn every_letter_counts_once_composed_or_not() {
        for c in '\0'..=LAST_LETTER {
            let decomposed: String = c.nfd().collect();
            assert_eq!(n_of(&decomposed), usize::from(is_counted(c)), "{c:?} {:x}", c as u32);
        }
    }

    #[test]
    fn many_letters_count_as_each_by_itself() {
        for c in '\0'..='\u{FFFF}' {
            let text = format!("ab{c}c");
            assert_eq!(place(&text, 2), if is_counted(c) { 2 } else { text.len() - 1 }, "{c:?}");
            let text = format!("{c} ").repeat(BLOCK);
            assert_eq!(n_of(&text), BLOCK * usize::from(is_counted(c)), "{c:?} {:x}", c as u32);
        }
    }
}
