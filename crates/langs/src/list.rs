//! [`List`]: words or phrases of a data file, to look up.

use serde::Deserialize;

/// A sorted list of entries. The battery of tests holds every list of our data sorted and without doubles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<Box<str>>")]
pub struct List {
    entries: Vec<Box<str>>,
}

impl From<Vec<Box<str>>> for List {
    fn from(mut entries: Vec<Box<str>>) -> List {
        entries.sort_unstable();
        List { entries }
    }
}

impl List {
    /// Whether the entry stands in the list, letter by letter.
    #[must_use]
    pub fn contains(&self, entry: &str) -> bool {
        self.entries.binary_search_by(|probe| probe.as_ref().cmp(entry)).is_ok()
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
