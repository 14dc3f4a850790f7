//! [`Tree`]: the elements around the blocks of a page, with how much text and how many links each holds.

use std::borrow::Cow;
use std::collections::BTreeSet;

use epitome_document::{Attribute, Document, ElementId, Elements};

use super::facts::Facts;
use super::families::families;

/// So many elements around a block are looked at: deeper pages are all frame.
pub(crate) const MAX_ANCESTORS: usize = 24;
/// So much of a class or an id is read.
const MAX_NAME_BYTES: usize = 200;
/// Elements with a name within so many of the block are near it.
const N_NEAR: usize = 3;
/// What the elements around a block get of its words, from the inside out: the densest is found by the sum.
const PART: [usize; 4] = [8, 4, 2, 1];

/// Elements that flow with the text; they bound no block.
pub(crate) const INLINE: [&str; 30] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u",
    "var",
];

/// The elements of a page with what they hold.
pub(super) struct Tree {
    /// For each block the elements around it that bound blocks, from the inside out, as indices.
    pub(super) chains: Vec<Vec<usize>>,
    /// For each element.
    pub(super) sums: Vec<Sum>,
    /// The elements around the densest one, itself included, from the inside out.
    pub(super) top: Vec<usize>,
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

impl Tree {
    pub(super) fn new(document: &Document, facts: &[Facts]) -> Tree {
        let elements = &document.elements;
        let mut sums = vec![Sum::default(); elements.len()];
        let mut scores = vec![0; elements.len()];
        let mut chains = Vec::with_capacity(facts.len());
        let mut n_prose = 0;
        for facts in facts {
            let element = document.block(facts.id).hint.element;
            let chain = element.map(|element| chain(elements, element)).unwrap_or_default();
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
        let families = elements.ids().map(|id| families(elements, id)).collect();
        Tree { chains, sums, top, families, n_prose: n_prose.max(1) }
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
fn chain(elements: &Elements, element: ElementId) -> Vec<usize> {
    let bounds = |id: &ElementId| !INLINE.contains(&elements.name(*id));
    elements.ancestors(element).filter(bounds).take(MAX_ANCESTORS).map(ElementId::idx).collect()
}

/// What the elements around a block are called.
#[derive(Default)]
pub(crate) struct Names<'a> {
    /// The name of the innermost element that bounds blocks.
    pub(crate) element: &'a str,
    /// The names of the elements around that one.
    pub(crate) around: BTreeSet<&'a str>,
    /// Words of the classes and ids of the nearest elements, and of all of them.
    pub(crate) near: BTreeSet<Cow<'a, str>>,
    pub(crate) far: BTreeSet<Cow<'a, str>>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(elements: &'a Elements, element: ElementId) -> Names<'a> {
        Names::below(elements, element, |_| false)
    }

    /// Up to an element that is not asked any more.
    pub(crate) fn below(
        elements: &'a Elements,
        element: ElementId,
        is_end: impl Fn(ElementId) -> bool,
    ) -> Names<'a> {
        let mut names = Names::default();
        let mut n_bounds = 0;
        for id in elements.ancestors(element).take(MAX_ANCESTORS) {
            let name = elements.name(id);
            if matches!(name, "body" | "html") || is_end(id) {
                break;
            }
            let is_inline = INLINE.contains(&name);
            if !is_inline && n_bounds == 0 {
                names.element = name;
            } else if name != "div" {
                names.around.insert(name);
            }
            let attributes =
                [Attribute::Class, Attribute::Id, Attribute::Role, Attribute::ItemProp, Attribute::ItemType];
            for value in attributes.iter().filter_map(|attribute| elements.attribute(id, *attribute)) {
                for word in name_words(value) {
                    if n_bounds < N_NEAR {
                        names.near.insert(word.clone());
                    }
                    names.far.insert(word);
                }
            }
            n_bounds += usize::from(!is_inline);
        }
        names
    }
}

/// The words of the class and the id of the innermost element that bounds a block, and of those between it and the text.
pub(crate) fn own_words(elements: &Elements, element: ElementId) -> Vec<Cow<'_, str>> {
    let mut words = Vec::new();
    for id in elements.ancestors(element).take(MAX_ANCESTORS) {
        let values = [Attribute::Class, Attribute::Id].map(|attribute| elements.attribute(id, attribute));
        words.extend(values.into_iter().flatten().flat_map(name_words));
        if !INLINE.contains(&elements.name(id)) {
            break;
        }
    }
    words
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
