//! [`Known`]: words that were met before, with some numbers that depend on the word alone.

use epitome_document::Span;

/// Words in a fixed number of places, from which new ones drive out the oldest. A word is known again by its bytes and not by a hash of
/// them, so what was met before changes nothing but the time.
pub(crate) struct Known<const WIDTH: usize> {
    n_places: usize,
    n_words: u16,
    /// Nothing before the first word. (Zeros, which cost nothing until they are written to.)
    keys: Vec<[u64; N_PARTS]>,
    /// For each key which numbers are those of its word.
    rows: Vec<u16>,
    /// In parts, so that nothing is copied and little is left over as they become more.
    numbers: Vec<Vec<[i16; WIDTH]>>,
}

/// Places that a word may stand in.
const N_WAYS: usize = 2;

/// Words whose numbers stand together.
const PART: usize = 256;

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

    /// The key of letters that stand in no text.
    pub(crate) fn of_letters(letters: &[char], question: u8) -> Option<Key> {
        let (mut bytes, mut n_bytes) = ([0; N_BYTES], 0);
        for letter in letters {
            let end = n_bytes + letter.len_utf8();
            letter.encode_utf8(bytes[..MAX_WORD].get_mut(n_bytes..end)?);
            n_bytes = end;
        }
        [bytes[MAX_WORD], bytes[MAX_WORD + 1]] = [n_bytes as u8, question];
        let parts = bytes.as_chunks().0;
        Some(Key(std::array::from_fn(|idx| u64::from_le_bytes(parts[idx]))))
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
        assert!(n_places < 1 << u16::BITS, "each place has a row");
        Known { n_places, n_words: 0, keys: Vec::new(), rows: Vec::new(), numbers: Vec::new() }
    }

    /// The row of a word, if it is known.
    #[inline]
    pub(crate) fn row(&self, key: &Key) -> Option<u16> {
        let first = self.first_place(key);
        let ways = self.keys.get(first..first + N_WAYS)?;
        Some(self.rows[first + ways.iter().position(|known| *known == key.0)?])
    }

    /// The numbers of the word that has a row.
    #[inline]
    pub(crate) fn at(&self, row: u16) -> &[i16; WIDTH] {
        &self.numbers[usize::from(row) / PART][usize::from(row) % PART]
    }

    /// Puts a new word in the first of its places, and returns its row; those that stood there move on, and the last leaves its row to it.
    pub(crate) fn put(&mut self, key: Key, numbers: &[i16; WIDTH]) -> u16 {
        if self.keys.is_empty() {
            self.keys = vec![[0; N_PARTS]; self.n_places];
            self.rows = vec![0; self.n_places];
        }
        let first = self.first_place(&key);
        let ways = first..first + N_WAYS;
        self.keys[ways.clone()].rotate_right(1);
        self.rows[ways].rotate_right(1);
        if std::mem::replace(&mut self.keys[first], key.0) == [0; N_PARTS] {
            self.rows[first] = self.n_words;
            self.n_words += 1;
        }
        let row = self.rows[first];
        let (part, place) = (usize::from(row) / PART, usize::from(row) % PART);
        if part == self.numbers.len() {
            self.numbers.push(vec![[0; WIDTH]; PART]);
        }
        self.numbers[part][place] = *numbers;
        row
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
            assert_eq!(known.row(key), None);
            let row = known.put(*key, &[n, -n]);
            assert_eq!((known.row(key), known.at(row)), (Some(row), &[n, -n]));
        }
        let kept: Vec<usize> = (0..keys.len()).filter(|n| known.row(&keys[*n]).is_some()).collect();
        assert!((32..=64).contains(&kept.len()), "{}", kept.len());
        for n in kept {
            assert!(n > 500, "the latest are kept");
            let row = known.row(&keys[n]).expect("it is kept");
            assert_eq!(known.at(row), &[n as i16, -(n as i16)]);
        }
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
        for word in ["", "de", "l'été", "gouvernements_nationaux"] {
            let letters: Vec<char> = word.chars().collect();
            assert_eq!(Key::of_letters(&letters, 7), key(word, 7), "{word}");
        }
    }
}
