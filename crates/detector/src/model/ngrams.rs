//! The keys of a word's n-grams, the same for training and for reading.

use super::script::Script;

/// The longest n-gram, edges included.
const MAX_ORDER: usize = 5;

/// Calls `emit` with the key of every n-gram of a word between its edges: 1 to 5 characters, and the whole word where that is
/// longer. In Han, where a character is half a word and edges are no edges, they are single characters and pairs.
#[inline]
pub fn ngrams(padded: &[char], script: Script, mut emit: impl FnMut(u64)) {
    let max_order = if script == Script::Han { 2 } else { MAX_ORDER };
    let padded = if script == Script::Han { &padded[1..padded.len() - 1] } else { padded };
    // Apostrophes stand in several scripts, and say something else in each.
    let of_script = (script as u64) << 32;
    let last = padded.len() - 1;
    for start in 0..padded.len() {
        let mut hash = SEED ^ of_script;
        for (order, c) in padded[start..].iter().take(max_order).enumerate() {
            hash = (hash ^ u64::from(*c as u32)).wrapping_mul(STIR).rotate_left(23);
            // An edge alone says nothing.
            if order > 0 || script == Script::Han || (start > 0 && start < last) {
                emit(finish(hash));
            }
        }
    }
    if script != Script::Han && padded.len() > MAX_ORDER {
        let whole = padded
            .iter()
            .fold(SEED_OF_WHOLE, |hash, c| (hash ^ u64::from(*c as u32)).wrapping_mul(STIR).rotate_left(23));
        emit(finish(whole));
    }
}

/// The first of these is the golden ratio, the second pi; the multiplier is the one of MurmurHash's last step.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const SEED_OF_WHOLE: u64 = 0x2437_5488_8E5D_4BC1;
const STIR: u64 = 0xFF51_AFD7_ED55_8CCD;

#[inline]
fn finish(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    hash ^ (hash >> 29)
}
