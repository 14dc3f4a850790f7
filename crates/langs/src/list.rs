//! [`List`]: words or phrases of a data file, to look up.

use serde::Deserialize;

/// A sorted list of entries. The battery of tests holds every list of our data sorted and without doubles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<Box<str>>")]
pub struct List {
    entries: Vec<Box<str>>,
    /// For each first byte (its low five bits), the lengths of the entries as a set of bits: most words that stand in no
    /// list are turned away without a search.
    lengths: [u32; 32],
}

impl From<Vec<Box<str>>> for List {
    fn from(mut entries: Vec<Box<str>>) -> List {
        entries.sort_unstable();
        let mut lengths = [0; 32];
        for entry in &entries {
            let (bucket, bit) = shape(entry);
            lengths[bucket] |= bit;
        }
        List { entries, lengths }
    }
}

/// The bucket of the first byte of an entry, and the bit of its length; the last bit is for all that are longer.
fn shape(entry: &str) -> (usize, u32) {
    let first = entry.as_bytes().first().copied().unwrap_or_default();
    (usize::from(first) % 32, 1 << entry.len().min(31))
}

impl List {
    /// Whether the entry stands in the list, letter by letter.
    #[must_use]
    pub fn contains(&self, entry: &str) -> bool {
        let (bucket, bit) = shape(entry);
        self.lengths[bucket] & bit != 0
            && self.entries.binary_search_by(|probe| probe.as_ref().cmp(entry)).is_ok()
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
