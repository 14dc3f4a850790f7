//! [`List`]: words or phrases of a data file, to look up.

use std::borrow::Cow;

use serde::Deserialize;

use crate::fold;

/// A sorted list of entries. The battery of tests holds every list of our data sorted and without doubles.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct List {
    /// Those of our data files are slices of the program.
    entries: Vec<Cow<'static, str>>,
    /// A bit for each entry: most words that stand in no list are turned away without a search.
    filter: [u64; 64],
    /// How many entries at the head of the list begin with a hyphen: "-str." stands for every word that ends so.
    n_endings: usize,
}

impl<T: Into<Cow<'static, str>>> FromIterator<T> for List {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> List {
        let mut entries: Vec<Cow<'static, str>> = entries.into_iter().map(Into::into).collect();
        entries.sort_unstable();
        let mut filter = [0; 64];
        for place in entries.iter().map(|entry| Place::of(entry)) {
            filter[place.idx] |= place.bit;
        }
        let n_endings = entries.iter().take_while(|entry| entry.starts_with('-')).count();
        List { entries, filter, n_endings }
    }
}

impl From<Vec<String>> for List {
    fn from(entries: Vec<String>) -> List {
        entries.into_iter().collect()
    }
}

impl Default for List {
    fn default() -> List {
        List { entries: Vec::new(), filter: [0; 64], n_endings: 0 }
    }
}

/// Where the bit of an entry stands in the filter of a list.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    idx: usize,
    bit: u64,
}

impl Place {
    /// The length and six bytes at its head, middle and end (not the last: it is the stop of every abbreviation) tell words
    /// well enough apart. Two bits of each byte are nothing to it, those in which small letters differ from capitals, so that
    /// one look suffices for a word in all its cases.
    pub(crate) fn of(entry: &str) -> Place {
        let bytes = entry.as_bytes();
        let byte = |idx: usize| bytes.get(idx).map_or(0, |byte| u64::from(*byte | CASE));
        let last = bytes.len().wrapping_sub(2);
        let shape =
            [byte(0), byte(1), byte(2), byte(bytes.len() / 2), byte(last.wrapping_sub(1)), byte(last)];
        let joined = shape.iter().fold(bytes.len() as u64, |joined, byte| joined << 8 | byte);
        let mixed = joined.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Place { idx: (mixed >> 58) as usize, bit: 1 << (mixed >> 52 & 63) }
    }
}

/// The bits that tell "A" from "a", "À" from "à" and "Ё" from "ё" (0x20), and "Ạ" from "ạ" (0x01).
const CASE: u8 = 0x21;

/// Whether a character and the one it is folded to have the same [`Place`] in a word.
pub(crate) fn is_placed_without_case(c: char) -> bool {
    c.is_ascii() || matches!(c, 'À'..='į' | 'Ŋ'..='ŷ' | 'Ơ' | 'ơ' | 'ư' | 'А'..='џ' | 'Ạ'..='ỹ')
}

impl List {
    /// Whether the entry stands in the list, letter by letter.
    #[must_use]
    pub fn contains(&self, entry: &str) -> bool {
        self.may_hold(Place::of(entry)) && self.holds(entry)
    }

    /// The same without the look that turns most words away.
    pub(crate) fn holds(&self, entry: &str) -> bool {
        self.entries.binary_search_by(|probe| (**probe).cmp(entry)).is_ok()
    }

    /// Whether a word stands in the list when it is [folded](crate::fold).
    #[must_use]
    pub fn contains_folded(&self, word: &str) -> bool {
        (!word.is_ascii() || self.may_hold(Place::of(word))) && self.contains(&fold(word))
    }

    /// The entries that begin with a hyphen, without it.
    pub(crate) fn endings(&self) -> impl Iterator<Item = &str> {
        self.entries[..self.n_endings].iter().map(|entry| &entry[1..])
    }

    /// Whether an entry may stand at this place; without one, that is certain.
    pub(crate) fn may_hold(&self, place: Place) -> bool {
        self.filter[place.idx] & place.bit != 0
    }

    /// The entries, sorted by code point.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator + Clone {
        self.entries.iter().map(AsRef::as_ref)
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_does_not_move_a_word() {
        for c in ('\0'..=char::MAX).filter(|c| is_placed_without_case(*c)) {
            let bits = |text: &str| text.bytes().map(|byte| byte | CASE).collect::<Vec<_>>();
            assert_eq!(bits(&c.to_string()), bits(&fold(&c.to_string())), "{c:?}");
        }
    }

    #[test]
    fn a_word_is_found_folded_however_it_is_written() {
        let list = List::from_iter(["élan", "he", "l'"]);
        for word in ["he", "He", "ÉLAN", "E\u{301}lan", "L’"] {
            assert!(list.contains_folded(word), "{word}");
        }
        assert!(!list.contains("He") && !list.contains_folded("hee"));
    }
}
