//! [`List`]: words or phrases of a data file, to look up.

use serde::Deserialize;

/// A sorted list of entries. The battery of tests holds every list of our data sorted and without doubles.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<Box<str>>")]
pub struct List {
    entries: Vec<Box<str>>,
    /// A bit for each entry: most words that stand in no list are turned away without a search.
    filter: [u64; 64],
}

impl From<Vec<Box<str>>> for List {
    fn from(mut entries: Vec<Box<str>>) -> List {
        entries.sort_unstable();
        let mut filter = [0; 64];
        for entry in &entries {
            let (word, bit) = place(entry);
            filter[word] |= bit;
        }
        List { entries, filter }
    }
}

impl Default for List {
    fn default() -> List {
        List::from(Vec::new())
    }
}

/// Where the bit of an entry stands: its length and the bytes at its head, middle and end (not the last: it is the stop of
/// every abbreviation) tell words well enough apart.
fn place(entry: &str) -> (usize, u64) {
    let bytes = entry.as_bytes();
    let byte = |idx: usize| bytes.get(idx).map_or(0, |byte| u32::from(*byte));
    let shape = [byte(0), byte(1), byte(bytes.len() / 2), byte(bytes.len().wrapping_sub(2))];
    let mixed = shape.iter().fold(bytes.len() as u32, |mixed, byte| (mixed ^ byte).wrapping_mul(0x9E37_79B1));
    ((mixed >> 26) as usize, 1 << (mixed >> 20 & 63))
}

impl List {
    /// Whether the entry stands in the list, letter by letter.
    #[must_use]
    pub fn contains(&self, entry: &str) -> bool {
        let (word, bit) = place(entry);
        self.filter[word] & bit != 0
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
