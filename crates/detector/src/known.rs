//! [`Known`]: words that were met before, with some numbers that depend on the word alone.

use epitome_document::Span;

/// Words in a fixed number of places, from which new ones drive out the oldest. A word is known again by its bytes and not by a hash of
/// them, so what was met before changes nothing but the time.
pub(crate) struct Known<const WIDTH: usize> {
    n_places: usize,
    /// Nothing before the first word. (Zeros, which cost nothing until they are written to.)
    keys: Vec<[u64; N_PARTS]>,
    /// So many for each key.
    numbers: Vec<i16>,
}

/// Places that a word may stand in.
const N_WAYS: usize = 2;

/// A word as it is written and what is asked about it, in a form that is fast to make and to compare: the bytes of the word, zeros, its
/// length, and a number for the question. None is all zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key([u64; N_PARTS]);

const N_PARTS: usize = 3;
const N_BYTES: usize = 8 * N_PARTS;
/// Longer words have no key and are worked out each time.
const MAX_WORD: usize = N_BYTES - 2;

impl Key {
    /// The key of a word in a text; `None` for one that is too long.
    #[inline]
    pub(crate) fn new(text: &str, word: Span, question: u8) -> Option<Key> {
        let n_bytes = word.len();
        if n_bytes > MAX_WORD {
            return None;
        }
        let bytes: [u8; N_BYTES] = bytes_at(text, word.start());
        let parts = bytes.as_chunks().0;
        let mut key: [u64; N_PARTS] = std::array::from_fn(|idx| {
            // What follows the word is no part of it.
            let n_bits = (8 * n_bytes).saturating_sub(64 * idx) as u32;
            u64::from_le_bytes(parts[idx]) & !u64::MAX.checked_shl(n_bits).unwrap_or(0)
        });
        key[N_PARTS - 1] |= (n_bytes as u64) << 48 | u64::from(question) << 56;
        Some(Key(key))
    }

    fn hash(&self) -> u64 {
        // The multiplier is the one of MurmurHash's last step. Turning keeps equal parts from undoing each other.
        let stir = |hash: u64, part: &u64| (hash.rotate_left(23) ^ part).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        self.0.iter().fold(0, stir)
    }
}

/// So many bytes of a text from a place on, zeros behind its end.
#[inline]
pub(crate) fn bytes_at<const N: usize>(text: &str, at: usize) -> [u8; N] {
    let bytes = &text.as_bytes()[at..];
    bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut padded = [0; N];
        padded[..bytes.len()].copy_from_slice(bytes);
        padded
    })
}

impl<const WIDTH: usize> Known<WIDTH> {
    /// No words, and so many places, a power of two.
    pub(crate) const fn new(n_places: usize) -> Known<WIDTH> {
        Known { n_places, keys: Vec::new(), numbers: Vec::new() }
    }

    /// The place of a word, if it is known.
    #[inline]
    pub(crate) fn place(&self, key: &Key) -> Option<usize> {
        let first = self.first_place(key);
        let ways = self.keys.get(first..first + N_WAYS)?;
        Some(first + ways.iter().position(|known| *known == key.0)?)
    }

    /// The numbers of the word in a place.
    #[inline]
    pub(crate) fn at(&self, place: usize) -> &[i16; WIDTH] {
        &self.numbers.as_chunks().0[place]
    }

    /// Puts a new word in the first of its places, which is returned; the one that stood there moves on.
    pub(crate) fn put(&mut self, key: Key, numbers: &[i16; WIDTH]) -> usize {
        if self.keys.is_empty() {
            self.keys = vec![[0; N_PARTS]; self.n_places];
            self.numbers = vec![0; self.n_places * WIDTH];
        }
        let first = self.first_place(&key);
        self.keys.copy_within(first..first + N_WAYS - 1, first + 1);
        self.keys[first] = key.0;
        let start = first * WIDTH;
        self.numbers.copy_within(start..start + (N_WAYS - 1) * WIDTH, start + WIDTH);
        self.numbers[start..start + WIDTH].copy_from_slice(numbers);
        first
    }

    fn first_place(&self, key: &Key) -> usize {
        (key.hash() >> (u64::BITS - self.n_places.ilog2())) as usize & !(N_WAYS - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(word: &str, question: u8) -> Option<Key> {
        Key::new(word, Span::new(0, word.len()), question)
    }

    #[test]
    fn a_word_has_its_own_numbers_until_it_is_driven_out() {
        let mut known: Known<2> = Known::new(64);
        let keys: Vec<Key> = (0..1000).filter_map(|n| key(&format!("mot{n}"), 0)).collect();
        for (n, key) in (0..).zip(&keys) {
            assert_eq!(known.place(key), None);
            let place = known.put(*key, &[n, -n]);
            assert_eq!((known.place(key), known.at(place)), (Some(place), &[n, -n]));
        }
        let kept: Vec<usize> = (0..keys.len()).filter(|n| known.place(&keys[*n]).is_some()).collect();
        assert!((32..=64).contains(&kept.len()), "{}", kept.len());
        assert!(kept.iter().all(|n| *n > 500), "the latest are kept");
    }

    #[test]
    fn a_key_holds_the_word_and_the_question_and_nothing_else() {
        assert_ne!(key("de", 1), key("de", 2));
        assert_ne!(key("de\0", 1), key("de", 1));
        assert_ne!(key("de", 1), key("du", 1));
        let text = "gouvernement et gouvernement, d’une manière ou d’une autre";
        let at = |start: usize| Key::new(text, Span::new(start, start + "gouvernement".len()), 0);
        assert_eq!(at(0), at("gouvernement et ".len()));
        assert_eq!(at(0), key("gouvernement", 0));
        assert!(key(&"é".repeat(11), 0).is_some() && key(&"é".repeat(12), 0).is_none());
    }
}
