//! The keys of a word's n-grams, the same for training and for reading.

use super::layout::key;
use super::script::Script;

/// The longest n-gram, edges included.
const MAX_ORDER: usize = 5;

/// Calls `emit` with the key of every n-gram of a word between its edges: 2 to 5 characters, single letters beyond ASCII (what `e`
/// says, its pairs say), and the whole word where that is longer. In Han, where a character is half a word and edges are no
/// edges, they are single characters and pairs.
#[inline]
pub fn ngrams(padded: &[char], script: Script, mut emit: impl FnMut(u64)) {
    // Apostrophes stand in several scripts, and say something else in each.
    let seed = SEED ^ (script as u64) << 32;
    if script == Script::Han {
        return in_han(&padded[1..padded.len() - 1], seed, emit);
    }
    let mut rest = padded;
    while let Some((first, after)) = rest.split_first() {
        let mut hash = with(seed, *first);
        if !first.is_ascii() {
            emit(key(hash, 1));
        }
        // Where all lengths fit, each is known when this is compiled, and with it the region of its key.
        if let Some([second, third, fourth, fifth]) = after.first_chunk() {
            hash = with(hash, *second);
            emit(key(hash, 2));
            hash = with(hash, *third);
            emit(key(hash, 3));
            hash = with(hash, *fourth);
            emit(key(hash, 4));
            emit(key(with(hash, *fifth), MAX_ORDER));
        } else {
            for (more, c) in after.iter().enumerate() {
                hash = with(hash, *c);
                emit(key(hash, more + 2));
            }
        }
        rest = after;
    }
    if padded.len() > MAX_ORDER {
        emit(key(padded.iter().fold(SEED_OF_WHOLE, |hash, c| with(hash, *c)), padded.len()));
    }
}

fn in_han(characters: &[char], seed: u64, mut emit: impl FnMut(u64)) {
    for (idx, first) in characters.iter().enumerate() {
        let hash = with(seed, *first);
        if !first.is_ascii() {
            emit(key(hash, 1));
        }
        if let Some(second) = characters.get(idx + 1) {
            emit(key(with(hash, *second), 2));
        }
    }
}

/// The first of these is the golden ratio, the second pi; the multiplier is the one of MurmurHash's last step.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const SEED_OF_WHOLE: u64 = 0x2437_5488_8E5D_4BC1;
const STIR: u64 = 0xFF51_AFD7_ED55_8CCD;

/// The hash of an n-gram with one more character.
#[inline]
fn with(hash: u64, c: char) -> u64 {
    let hash = (hash ^ u64::from(c as u32)).wrapping_mul(STIR);
    hash ^ (hash >> 32)
}
