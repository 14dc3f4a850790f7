//! [`List`]: words or phrases of a data file, to look up.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Deserialize;

use crate::fold::is_arabic_letter;
use crate::{folded, words};

/// A sorted list of entries. The battery of tests holds every list of our data sorted and without doubles.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct List {
    id: ListId,
    /// Those of our data files are slices of the program.
    entries: Vec<Cow<'static, str>>,
    /// A bit for each entry: most words that stand in no list are turned away without a search.
    filter: [u64; 64],
    /// Where the others are found: the number of an entry plus one at its [`Place`] or, where that was taken, in the next free
    /// slot. At least half of the slots are free, which have a zero.
    slots: Box<[u32]>,
    /// A bit for the first word of each entry, as `filter` has one for the whole. Few lists are asked for it, and taking entries
    /// apart takes longer than reading them: it is made when it is first asked for.
    openings: OnceLock<Box<[u64; 64]>>,
    /// How many entries at the head of the list begin with a hyphen: "-str." stands for every word that ends so.
    n_endings: usize,
    /// The letters these end with, before their stops.
    last_letters: u64,
}

/// Which list it is, in this run of the program: lists with the same one have the same entries. What was worked out with a list is
/// known by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListId(u64);

impl PartialEq for List {
    fn eq(&self, other: &List) -> bool {
        self.entries == other.entries
    }
}

impl Eq for List {}

impl<T: Into<Cow<'static, str>>> FromIterator<T> for List {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> List {
        let mut entries: Vec<Cow<'static, str>> = entries.into_iter().map(Into::into).collect();
        entries.sort_unstable();
        let mut filter = [0; 64];
        let mut slots = vec![0; (entries.len() * 2 + 1).next_power_of_two()].into_boxed_slice();
        for (number, entry) in (1..).zip(&entries) {
            let place = Place::of(entry);
            filter[place.idx()] |= place.bit();
            let free = place.slots(slots.len()).find(|slot| slots[*slot] == 0);
            slots[free.expect("half of the slots are free")] = number;
        }
        let n_endings = entries.iter().take_while(|entry| entry.starts_with('-')).count();
        let last_letters = entries[..n_endings].iter().fold(0, |letters, entry| letters | last_letter(entry));
        static N_LISTS: AtomicU64 = AtomicU64::new(0);
        let id = ListId(N_LISTS.fetch_add(1, Ordering::Relaxed));
        List { id, entries, filter, openings: OnceLock::new(), slots, n_endings, last_letters }
    }
}

impl From<Vec<String>> for List {
    fn from(entries: Vec<String>) -> List {
        entries.into_iter().collect()
    }
}

impl Default for List {
    fn default() -> List {
        List::from_iter::<[&str; 0]>([])
    }
}

fn opening(entry: &str) -> &str {
    words(entry).next().map_or("", |word| &entry[word.range()])
}

/// The golden ratio as a fraction of 2⁶⁴: multiplied by it, numbers that lie together lie apart in their highest bits (Knuth, "The Art
/// of Computer Programming", volume 3, section 6.4).
pub const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Where an entry is looked for in a list, the same for every list: worked out once for a word that is asked of many.
#[derive(Clone, Copy, Debug)]
pub struct Place(u64);

impl Place {
    /// The place of an entry.
    #[must_use]
    pub fn of(entry: &str) -> Place {
        // The length and four bytes at its head and at its end (without the last: it is the stop of every abbreviation) tell
        // words well enough apart. Two bits of each byte are nothing to it, those in which small letters differ from capitals,
        // so that one look suffices for a word in all its cases.
        let bytes = entry.as_bytes();
        let joined = |bytes: &[u8]| bytes.iter().fold(0, |joined, byte| joined << 8 | u32::from(*byte));
        let (head, tail) = match (bytes.first_chunk(), bytes.split_last()) {
            (Some(head), Some((_, [.., a, b, c, d]))) => {
                (u32::from_le_bytes(*head), u32::from_le_bytes([*a, *b, *c, *d]))
            }
            _ => (joined(bytes), 0),
        };
        let shape = u64::from(head | CASES) << 32 | u64::from(tail | CASES);
        let mixed = (shape ^ bytes.len() as u64).wrapping_mul(GOLDEN);
        Place((mixed ^ mixed >> 32).wrapping_mul(GOLDEN))
    }

    /// The place of a word as it is when it is [folded](crate::fold): most words need not be for that.
    #[must_use]
    pub fn of_folded(word: &str) -> Place {
        if is_placed(word) { Place::of(word) } else { Place::of(&folded(word)) }
    }

    /// The word of the filter its bit stands in.
    fn idx(self) -> usize {
        (self.0 >> 58) as usize
    }

    fn bit(self) -> u64 {
        1 << (self.0 >> 52 & 63)
    }

    /// The slots it may stand in, of so many, a power of two.
    fn slots(self, n_slots: usize) -> impl Iterator<Item = usize> {
        let first = (self.0 >> 32) as usize;
        (first..).map(move |slot| slot & (n_slots - 1))
    }
}

/// The bit of the letter before the last byte of a word, in any letter case; all bits for one beyond ASCII, or without it.
pub(crate) fn last_letter(word: &str) -> u64 {
    match word.as_bytes() {
        [.., letter, _] if letter.is_ascii() => 1 << (letter.to_ascii_lowercase() & 63),
        _ => u64::MAX,
    }
}

/// The bits that tell "A" from "a", "À" from "à" and "Ё" from "ё" (0x20), and "Ạ" from "ạ" (0x01).
const CASE: u8 = 0x21;

/// The same of four letters.
const CASES: u32 = u32::from_ne_bytes([CASE; 4]);

/// Whether a word has the same [`Place`] when it is folded. Beside letters beyond ASCII, white space is folded too, and has another
/// place then.
fn is_placed(word: &str) -> bool {
    word.is_ascii() || word.chars().all(|c| is_placed_without_case(c) && !c.is_ascii_control())
}

/// Whether a character and the one it is folded to have the same [`Place`] in a word.
pub(crate) fn is_placed_without_case(c: char) -> bool {
    c.is_ascii()
        || matches!(c, 'À'..='į' | 'Ŋ'..='ŷ' | 'Ơ' | 'ơ' | 'ư' | 'А'..='џ' | 'Ạ'..='ỹ')
        || is_arabic_letter(c)
}

impl List {
    /// Which list it is.
    #[must_use]
    pub fn id(&self) -> ListId {
        self.id
    }

    /// Whether the entry stands in the list, letter by letter.
    #[must_use]
    pub fn contains(&self, entry: &str) -> bool {
        self.holds(Place::of(entry), entry)
    }

    /// The same where the place of the entry is known.
    #[must_use]
    pub fn holds(&self, place: Place, entry: &str) -> bool {
        self.may_hold(place)
            && place
                .slots(self.slots.len())
                .map_while(|slot| (self.slots[slot] as usize).checked_sub(1))
                .any(|idx| self.entries[idx] == entry)
    }

    /// Whether a word stands in the list when it is [folded](crate::fold).
    #[must_use]
    pub fn contains_folded(&self, word: &str) -> bool {
        (self.may_hold(Place::of(word)) || !is_placed(word)) && self.contains(&folded(word))
    }

    /// Whether a text that begins with this word may open with an entry: where this says no, none has its first word. A list is
    /// looked up several times for each line of a text, and few lines open so.
    #[must_use]
    pub fn may_open(&self, first_word: &str) -> bool {
        self.may_open_at(Place::of(first_word))
    }

    /// The same where the place of the word is known.
    #[must_use]
    pub fn may_open_at(&self, first_word: Place) -> bool {
        let openings = self.openings.get_or_init(|| {
            let mut openings = Box::new([0; 64]);
            for place in self.entries.iter().map(|entry| Place::of(opening(entry))) {
                openings[place.idx()] |= place.bit();
            }
            openings
        });
        openings[first_word.idx()] & first_word.bit() != 0
    }

    /// The entries that begin with a hyphen, without it.
    pub(crate) fn endings(&self) -> impl Iterator<Item = &str> {
        self.entries[..self.n_endings].iter().map(|entry| &entry[1..])
    }

    /// The [last letters](last_letter) of these, a bit each.
    pub(crate) fn last_letters(&self) -> u64 {
        self.last_letters
    }

    /// Whether an entry may stand at this place; where this says no, none does.
    pub(crate) fn may_hold(&self, place: Place) -> bool {
        self.filter[place.idx()] & place.bit() != 0
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
    use crate::fold;

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
