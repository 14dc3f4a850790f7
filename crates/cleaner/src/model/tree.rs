//! [`Tree`]: the elements around the blocks of a page, with how much text and how many links each holds.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::borrow::Cow;

use epitome_document::{Attribute, Document, ElementId, Elements};
use foldhash::{HashMap, HashMapExt, HashSet};

use super::facts::Facts;
use super::families::families_of;

/// So many elements around a block are looked at: deeper pages are all frame.
pub(crate) const MAX_ANCESTORS: usize = 24;
/// So much of a class or an id is read.
const MAX_NAME_BYTES: usize = 200;
/// Elements with a name within so many of the block are near it.
pub(crate) const N_NEAR: usize = 3;
/// What the elements around a block get of its words, from the inside out: the densest is found by the sum.
const PART: [usize; 4] = [8, 4, 2, 1];

/// Elements that flow with the text; they bound no block.
pub(crate) const INLINE: [&str; 30] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u",
    "var",
];

/// The elements of a page with what they hold.
pub(super) struct Tree<'a> {
    /// For each block the elements around it that bound blocks, from the inside out, as indices.
    pub(super) chains: Vec<Vec<usize>>,
    /// For each element.
    pub(super) sums: Vec<Sum>,
    /// The elements around the densest one, itself included, from the inside out.
    pub(super) top: Vec<usize>,
    /// Whether each element flows with the text.
    is_inline: Vec<bool>,
    /// What the elements are called.
    pub(super) words: Words<'a>,
    /// What kind of part the name of each element speaks of, a bit each.
    pub(super) families: Vec<u16>,
    /// Words of prose on the page, at least 1.
    pub(super) n_prose: usize,
}

/// What an element holds.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    pub(super) n_prose: usize,
    pub(super) n_words: usize,
    pub(super) n_linked: usize,
    pub(super) n_blocks: usize,
}

impl<'a> Tree<'a> {
    pub(super) fn new(document: &'a Document, facts: &[Facts]) -> Tree<'a> {
        let elements = &document.elements;
        let inline: HashSet<&str> = INLINE.into_iter().collect();
        let is_inline: Vec<bool> = elements.ids().map(|id| inline.contains(elements.name(id))).collect();
        let mut sums = vec![Sum::default(); elements.len()];
        let mut scores = vec![0; elements.len()];
        let mut chains = Vec::with_capacity(facts.len());
        let mut n_prose = 0;
        for facts in facts {
            let element = document.block(facts.id).hint.element;
            let chain = element.map(|element| chain(elements, element, &is_inline)).unwrap_or_default();
            n_prose += facts.prose;
            for (part, idx) in PART.iter().zip(chain.iter().skip(1)) {
                scores[*idx] += facts.prose * part;
            }
            if let Some(element) = element {
                let sum = &mut sums[element.idx()];
                sum.n_prose += facts.prose;
                sum.n_words += facts.n_words;
                sum.n_linked += facts.n_words * facts.links / 100;
                sum.n_blocks += 1;
            }
            chains.push(chain);
        }
        // Those inside an element follow it, so one pass from the end adds everything up.
        for id in elements.ids().rev() {
            if let Some(parent) = elements.parent(id) {
                let Sum { n_prose, n_words, n_linked, n_blocks } = sums[id.idx()];
                let sum = &mut sums[parent.idx()];
                sum.n_prose += n_prose;
                sum.n_words += n_words;
                sum.n_linked += n_linked;
                sum.n_blocks += n_blocks;
            }
        }
        let mut best: Option<(usize, ElementId)> = None;
        for id in elements.ids() {
            let sum = sums[id.idx()];
            let score = scores[id.idx()] * (sum.n_words - sum.n_linked) / sum.n_words.max(1);
            if score > 0 && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, id));
            }
        }
        let top =
            best.map(|(_, id)| elements.ancestors(id).map(ElementId::idx).collect()).unwrap_or_default();
        let words = Words::new(elements);
        let by_word: Vec<u16> = words.words.iter().map(|word| families_of(word)).collect();
        let of_words =
            |id| words.of_class_and_id(id).iter().fold(0, |bits, word| bits | by_word[*word as usize]);
        let families = elements.ids().map(of_words).collect();
        Tree { chains, sums, top, is_inline, words, families, n_prose: n_prose.max(1) }
    }

    pub(super) fn has_top(&self) -> bool {
        !self.top.is_empty()
    }

    pub(super) fn is_in_top(&self, idx: usize) -> bool {
        self.depth_in_top(idx).is_some()
    }

    /// How many elements lie between a block and the densest element around it.
    pub(super) fn depth_in_top(&self, idx: usize) -> Option<usize> {
        let top = self.top.first()?;
        self.chains[idx].iter().position(|element| element == top)
    }
}

/// The elements around a block that bound blocks, from the inside out.
fn chain(elements: &Elements, element: ElementId, is_inline: &[bool]) -> Vec<usize> {
    let bounds = |id: &ElementId| !is_inline[id.idx()];
    elements.ancestors(element).filter(bounds).take(MAX_ANCESTORS).map(ElementId::idx).collect()
}

/// What the elements around a block are called.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// The name of the innermost element that bounds blocks.
    pub(super) element: &'a str,
    /// The names of the elements around that one, each once.
    pub(super) around: Vec<&'a str>,
    /// The numbers of the words of the nearest elements, and of all of them, each once.
    pub(super) near: Vec<u32>,
    pub(super) far: Vec<u32>,
}

impl<'a> Tree<'a> {
    /// What the elements around a block are called, the innermost first.
    pub(super) fn names(&self, elements: &'a Elements, element: ElementId) -> Names<'a> {
        let mut names = Names::default();
        let mut n_bounds = 0;
        for id in elements.ancestors(element).take(MAX_ANCESTORS) {
            let name = elements.name(id);
            if matches!(name, "body" | "html") {
                break;
            }
            let is_inline = self.is_inline[id.idx()];
            if !is_inline && n_bounds == 0 {
                names.element = name;
            } else if name != "div" {
                names.around.push(name);
            }
            names.far.extend_from_slice(self.words.of(id));
            if n_bounds < N_NEAR {
                names.near.extend_from_slice(self.words.of(id));
            }
            n_bounds += usize::from(!is_inline);
        }
        for numbers in [&mut names.near, &mut names.far] {
            numbers.sort_unstable();
            numbers.dedup();
        }
        names.around.sort_unstable();
        names.around.dedup();
        names
    }
}

/// The attributes that say what an element is called, class and id first.
pub(crate) const NAMED_BY: [Attribute; 5] =
    [Attribute::Class, Attribute::Id, Attribute::Role, Attribute::ItemProp, Attribute::ItemType];

/// The words by which the elements of a page are called. Their numbers are in the order of the alphabet. A block stands in a dozen
/// elements, most of which it shares with others, so that each element is read once.
pub(super) struct Words<'a> {
    words: Vec<Cow<'a, str>>,
    /// The numbers of the words of all elements, and where those of the class and the id of each end, and all of them.
    numbers: Vec<u32>,
    ends: Vec<(u32, u32)>,
}

impl<'a> Words<'a> {
    fn new(elements: &'a Elements) -> Words<'a> {
        let (mut met, mut numbers, mut ends) = (HashMap::new(), Vec::new(), Vec::new());
        for id in elements.ids() {
            let mut end_of = |attributes: &[Attribute]| {
                let values = attributes.iter().filter_map(|attribute| elements.attribute(id, *attribute));
                for word in values.flat_map(name_words) {
                    let next = met.len() as u32;
                    numbers.push(*met.entry(word).or_insert(next));
                }
                numbers.len() as u32
            };
            let (class_and_id, others) = NAMED_BY.split_at(2);
            ends.push((end_of(class_and_id), end_of(others)));
        }
        let mut words: Vec<(Cow<str>, u32)> = met.into_iter().collect();
        words.sort_unstable();
        let mut places = vec![0; words.len()];
        for (place, (_, number)) in (0..).zip(&words) {
            places[*number as usize] = place;
        }
        numbers.iter_mut().for_each(|number| *number = places[*number as usize]);
        Words { words: words.into_iter().map(|(word, _)| word).collect(), numbers, ends }
    }

    /// The word with a number.
    pub(super) fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    /// The numbers of the words of an element.
    fn of(&self, id: ElementId) -> &[u32] {
        &self.numbers[self.start(id)..self.ends[id.idx()].1 as usize]
    }

    fn of_class_and_id(&self, id: ElementId) -> &[u32] {
        &self.numbers[self.start(id)..self.ends[id.idx()].0 as usize]
    }

    fn start(&self, id: ElementId) -> usize {
        id.idx().checked_sub(1).map_or(0, |before| self.ends[before].1 as usize)
    }
}

/// The words of a class or an id: `articleBody-text2` holds "article", "body" and "text".
pub(crate) fn name_words(value: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let value = &value[..value.floor_char_boundary(MAX_NAME_BYTES)];
    let parts = value.split(|c: char| !c.is_ascii_alphabetic());
    parts.flat_map(camel_words).filter(|word| (2..=20).contains(&word.len())).map(small)
}

fn small(word: &str) -> Cow<'_, str> {
    let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) }
}

fn camel_words(part: &str) -> impl Iterator<Item = &str> {
    let bytes = part.as_bytes();
    let is_break = |at: usize| {
        bytes[at].is_ascii_uppercase()
            && (bytes[at - 1].is_ascii_lowercase()
                || bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase) && at + 1 < bytes.len())
    };
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= bytes.len() {
            return None;
        }
        let end = (start + 1..bytes.len()).find(|at| is_break(*at)).unwrap_or(bytes.len());
        let word = &part[start..end];
        start = end;
        Some(word)
    })
}
