//! [`Ids`]: which units came.

use std::collections::HashSet;

use foldhash::fast::RandomState;

/// Ids of units, each once. Those of our own are kept as the numbers they are: a set of their texts took a sixth of the time of a
/// merge of 10 MB, most of it to wait for memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    own: HashSet<u64, RandomState>,
    other: HashSet<String>,
}

impl Ids {
    pub(super) fn with_capacity(n: usize) -> Ids {
        Ids { own: HashSet::with_capacity_and_hasher(n, RandomState::default()), other: HashSet::new() }
    }

    /// Adds an id; whether it was none of them.
    pub(super) fn insert(&mut self, id: &str) -> bool {
        match number_of(id) {
            Some(number) => self.own.insert(number),
            None => self.other.insert(id.to_owned()),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn n(&self) -> usize {
        self.own.len() + self.other.len()
    }

    /// Whether an id is one of them.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        match number_of(id) {
            Some(number) => self.own.contains(&number),
            None => self.other.contains(id),
        }
    }
}

/// An id as the writer gives it: the twelve digits of its hash, and the number among equals from 2 on. No two have one number.
fn number_of(id: &str) -> Option<u64> {
    let (hash, nth) = id.strip_prefix('u')?.split_at_checked(12)?;
    let hash = hash.bytes().try_fold(0, |hash, byte| {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            _ => return None,
        };
        Some(hash << 4 | u64::from(digit))
    })?;
    let nth = match nth.strip_prefix('-') {
        None if nth.is_empty() => 1,
        Some(digits) if !digits.starts_with(['0', '+']) && digits != "1" => digits.parse::<u16>().ok()?,
        _ => return None,
    };
    Some(hash << 16 | u64::from(nth))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_ids_are_one() {
        let given = [
            "u0123456789ab",
            "u0123456789ab-1",
            "u0123456789ab-2",
            "u0123456789ab-02",
            "u0123456789ab-+2",
            "u0123456789ab-65535",
            "u0123456789ab-65536",
            "u0123456789ab-",
            "u0123456789AB",
            "u0123456789a",
            "u0123456789abc",
            "u123456789ab",
            "u+123456789ab",
            "u000000000000",
            "u000000000000-2",
            "x0123456789ab",
            "u0123456789é",
            "",
        ];
        let mut ids = Ids::default();
        for (nth, id) in given.into_iter().enumerate() {
            assert!(!ids.contains(id), "{id}");
            assert!(ids.insert(id), "{id}");
            assert!(ids.contains(id) && !ids.insert(id), "{id}");
            assert_eq!(ids.n(), nth + 1);
        }
        assert_eq!(ids.own.len(), 5, "{:?}", ids.own);
    }
}
