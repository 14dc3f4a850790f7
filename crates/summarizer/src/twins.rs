//! [`twins`]: which sentences say nearly the same.
//!
//! Two sentences are alike when the sets of their stems are (Jaccard), and when they have the same numbers: "10 dead" is not "12 dead".
//! Comparing all pairs would be quadratic. Two sets that share most of their stems share at least one of the rarest few of
//! each, so it is enough to compare those that do (prefix filtering, Chaudhuri, Ganti and Kaushik 2006).

use std::collections::HashMap;

/// Sentences are alike when they share four of five of their stems. Of 7,599 sentences in 500 Vietnamese training articles, pairs from
/// two articles that share 55 to 70 per cent are formulas about different people ("Ông Moore bác bỏ các cáo buộc này"), and
/// none with the same numbers lies between 75 and 95 per cent.
const ALIKE: (usize, usize) = (4, 5);

/// A sentence is compared with so many others at most, the first that share a rare stem. It bounds the work where thousands are
/// built by one pattern; sentences with the same stems are found whatever their number. Set by hand.
const MAX_COMPARED: usize = 64;

/// What a sentence says, for comparing.
#[derive(Clone, Debug, Hash, PartialEq, Eq)]
pub(crate) struct Said {
    stems: Box<[u32]>,
    numbers: Box<[u32]>,
}

impl Said {
    /// The stems of all words of a sentence, and those of its numbers.
    pub(crate) fn new(stems: Vec<u32>, numbers: Vec<u32>) -> Said {
        let set = |mut stems: Vec<u32>| {
            stems.sort_unstable();
            stems.dedup();
            stems.into_boxed_slice()
        };
        Said { stems: set(stems), numbers: set(numbers) }
    }

    fn is_like(&self, other: &Said) -> bool {
        let n_shared = n_shared(&self.stems, &other.stems);
        let n_all = self.stems.len() + other.stems.len() - n_shared;
        n_shared * ALIKE.1 >= n_all * ALIKE.0 && self.numbers == other.numbers
    }
}

/// For each sentence the first one that says nearly the same, which no earlier one does; itself, where there is none. Time is
/// linear in the number of words.
pub(crate) fn twins(sentences: &[Said], n_stems: usize) -> Vec<u32> {
    let mut n_with = vec![0_u32; n_stems];
    sentences.iter().flat_map(|said| &said.stems).for_each(|stem| n_with[*stem as usize] += 1);
    let mut same: HashMap<&Said, u32> = HashMap::new();
    // Of each stem, the first ones of their kind that have it among their rarest.
    let mut firsts: Vec<Vec<u32>> = vec![Vec::new(); n_stems];
    let mut seen_by = vec![u32::MAX; sentences.len()];
    let mut twins: Vec<u32> = Vec::with_capacity(sentences.len());
    for (idx, said) in sentences.iter().enumerate() {
        if let Some(twin) = same.get(said) {
            twins.push(*twin);
            continue;
        }
        let rarest = rarest(said, &n_with);
        let mut n_compared = 0;
        let mut twin = None;
        'search: for stem in &rarest {
            for first in &firsts[*stem as usize] {
                if std::mem::replace(&mut seen_by[*first as usize], idx as u32) == idx as u32 {
                    continue;
                }
                if said.is_like(&sentences[*first as usize]) {
                    twin = Some(twin.map_or(*first, |twin: u32| twin.min(*first)));
                }
                n_compared += 1;
                if n_compared == MAX_COMPARED {
                    break 'search;
                }
            }
        }
        if twin.is_none() {
            rarest.iter().for_each(|stem| firsts[*stem as usize].push(idx as u32));
        }
        let twin = twin.unwrap_or(idx as u32);
        same.insert(said, twin);
        twins.push(twin);
    }
    twins
}

/// So many of the rarest stems that one of them is in every sentence alike.
fn rarest(said: &Said, n_with: &[u32]) -> Vec<u32> {
    let n = said.stems.len();
    let n_shared = (n * ALIKE.0).div_ceil(ALIKE.1);
    let mut stems = said.stems.to_vec();
    stems.sort_by_key(|stem| (n_with[*stem as usize], *stem));
    stems.truncate(n + 1 - n_shared);
    stems
}

/// How many numbers two sorted lists share.
fn n_shared(left: &[u32], right: &[u32]) -> usize {
    let mut right = right.iter().peekable();
    let is_in_right = |item: &&u32| {
        while right.next_if(|other| other < item).is_some() {}
        right.next_if_eq(item).is_some()
    };
    left.iter().filter(is_in_right).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(stems: &[u32]) -> Said {
        Said::new(stems.to_vec(), Vec::new())
    }

    #[test]
    fn what_differs_in_a_number_is_not_alike() {
        let all = [
            Said::new(vec![1, 2, 3, 4, 5, 6, 7, 8, 9], vec![]),
            Said::new(vec![1, 2, 3, 4, 5, 6, 7, 8, 10], vec![10]),
            Said::new(vec![1, 2, 3, 4, 5, 6, 7, 8, 11], vec![11]),
            Said::new(vec![9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 12], vec![]),
        ];
        assert_eq!(twins(&all, 13), [0, 1, 2, 0]);
    }

    proptest! {
        #[test]
        fn no_pair_is_missed(lists in prop::collection::vec(prop::collection::vec(0_u32..12, 1..9), 0..40)) {
            let all: Vec<Said> = lists.iter().map(|list| said(list)).collect();
            let found = twins(&all, 12);
            for idx in 0..all.len() {
                let before = (0..idx).filter(|first| found[*first] == *first as u32);
                let expected = before.filter(|first| all[*first].is_like(&all[idx])).min().unwrap_or(idx);
                prop_assert_eq!(found[idx], expected as u32);
            }
        }
    }
}
