//! [`Scales`]: what each aspect of a block counts, for a person who asks why.

use std::collections::BTreeMap;

use epitome_document::{Aspect, Weight};

use super::group::*;
use super::weights::Weights;

/// Adds the weights of a block's evidence up, aspect by aspect.
pub(super) struct Scales<'a> {
    weights: &'a Weights,
    sums: BTreeMap<Aspect, i32>,
    /// The name that counts most for each aspect of names, on either side.
    names: BTreeMap<Aspect, (i32, String)>,
}

impl<'a> Scales<'a> {
    pub(super) fn new(weights: &'a Weights) -> Scales<'a> {
        Scales { weights, sums: BTreeMap::from([(Aspect::Before, weights.bias[0])]), names: BTreeMap::new() }
    }

    /// What all counts together.
    pub(super) fn total(&self) -> i32 {
        self.sums.values().sum()
    }

    /// What each aspect counts, the weightiest first. A name stands with its aspect where both speak for the same.
    pub(super) fn weights(mut self) -> Vec<Weight> {
        let mut weights: Vec<Weight> = self
            .sums
            .into_iter()
            .filter(|(_, hundredths)| *hundredths != 0)
            .map(|(aspect, hundredths)| {
                let name = self.names.remove(&aspect);
                let name = name.filter(|(own, _)| own.signum() == hundredths.signum()).map(|(_, name)| name);
                Weight { aspect, hundredths, name }
            })
            .collect();
        weights.sort_by_key(|weight| std::cmp::Reverse(weight.hundredths.unsigned_abs()));
        weights
    }
}

impl Sink for Scales<'_> {
    fn add(&mut self, group: Group, bucket: usize) {
        *self.sums.entry(aspect(group)).or_default() += self.weights.get(group, None, bucket)[0];
    }

    fn add_name(&mut self, group: Group, name: &str, bucket: usize) {
        let [weight] = self.weights.get(group, Some(name), bucket);
        let aspect = aspect(group);
        *self.sums.entry(aspect).or_default() += weight;
        let most = self.names.entry(aspect).or_default();
        if weight.abs() > most.0.abs() {
            *most = (weight, name.to_owned());
        }
    }
}

/// Which aspect of a block a kind of evidence is of. A person wants to hear of a few, not of all hundred groups.
fn aspect(group: Group) -> Aspect {
    match group {
        WORDS | ENDING | WORDS_ENDING | STOP_WORDS | DIGITS | CAPITALS | SIGNS => Aspect::Form,
        LINKS | WORDS_LINKS | LINKED_1 | LINKED_2 | LINKED_3 | LINKED_4 => Aspect::Links,
        MARK | SAYS => Aspect::Words,
        HEADED => Aspect::Heading,
        SAID_TWICE => Aspect::Repetition,
        KIND | HIDDEN | ELEMENT | ELEMENT_WORDS | ELEMENT_INSIDE => Aspect::Element,
        AROUND | NEAR | FAR | FAMILIES | BOXED => Aspect::Names,
        TITLE_DISTANCE | TITLE_SIDE | IS_TITLE | TITLE_WORDS | OWN_WORDS => Aspect::Topic,
        CLAIMED => Aspect::Machines,
        SHARE_BEFORE | SHARE_AFTER | POSITION | GAP_BEFORE | GAP_AFTER | GAPS | RUN | RUN_WORDS => {
            Aspect::Place
        }
        SHARE_1 | SHARE_2 | SHARE_3 | SHARE_4 | BLOCKS_1 | BLOCKS_2 | INSIDE_DEPTH | INSIDE_WORDS_LINKS
        | OUTSIDE_DEPTH | OUTSIDE_WORDS | OUTSIDE_HEIGHT | OUTSIDE_SIDE => Aspect::Container,
        OWN_CHANCE | CHANCE_WORDS => Aspect::Alone,
        CHANCE_BEFORE_1 | CHANCE_BEFORE_3 | CHANCE_BEFORE_10 | CHANCE_AFTER_1 | CHANCE_AFTER_3
        | CHANCE_AFTER_10 | CHANCE_AROUND | MASS_BEFORE | MASS_AFTER | SPAN_BEFORE | SPAN_AFTER
        | SPAN_INSIDE => Aspect::Around,
        ALIKE | ALIKE_MASS => Aspect::Alike,
        MASS_0 | MASS_1 | MASS_2 | MASS_3 | CHANCE_0 | CHANCE_1 | CHANCE_2 | CHANCE_3 | CORE | CORE_DEPTH => {
            Aspect::Core
        }
        _ => Aspect::Neighbours,
    }
}
