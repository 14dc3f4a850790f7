//! [`Densities`]: how much a sentence says for each of its words.
//!
//! A summary of given length is best filled with sentences that say much a word. What a word is worth can be guessed from the
//! article: it stands in the title, it returns, it was there from the start (the observation behind SumBasic, Nenkova and
//! Vanderwende 2005, and behind Luhn 1958, with the first mention added). Each density is the sum over a sentence's different words, or pairs of
//! neighbours, by its number of words and a few more, so that a short sentence needs more than luck. Function words count
//! too: those of a title are part of names ("Pays de la Loire"), and in a script where every syllable is a word they are
//! half of many words.

use std::ops::Range;

use epitome_langs::GOLDEN;

use crate::logarithms::ln;
use crate::terms::Stems;

/// Words added to each sentence before dividing, so that a scrap with one good word does not win.
const N_ADDED: f64 = 4.0;

/// Densities of one sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Densities {
    /// Of topic words.
    pub(crate) terms: OfWords,
    /// Of function words.
    pub(crate) particles: OfWords,
    /// Of pairs of neighbours.
    pub(crate) pairs: OfPairs,
}

/// What different words of a kind add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct OfWords {
    /// How many there are.
    pub(crate) all: f64,
    /// Those of the title.
    pub(crate) in_title: f64,
    /// Each by the logarithm of how often it occurs, a function word of how many sentences hold it.
    pub(crate) common: f64,
    /// Each one by the number of the sentence where it is first met.
    pub(crate) early: f64,
}

/// What different pairs of neighbours add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct OfPairs {
    /// Those of the title.
    pub(crate) in_title: f64,
    /// Each by the logarithm of how often it occurs.
    pub(crate) common: f64,
}

/// The densities of all rows of `stems`, one by one; `title` are the title's stems in order.
pub(crate) fn densities<'a>(stems: &'a Stems, title: &[u32]) -> impl Iterator<Item = Densities> + use<'a> {
    let facts = facts(stems, title);
    let pairs = of_pairs(stems, title, &facts);
    let worths: Vec<Worth> = (0..).zip(&facts).map(|(stem, fact)| fact.worth(stems.is_topic(stem))).collect();
    let mut room = Vec::new();
    pairs.into_iter().enumerate().map(move |(row, pairs)| {
        let words = stems.of(row);
        let by = words.len() as f64 + N_ADDED;
        let [particles, terms] = of_words(words, &worths, &mut room).map(|sums| sums.divided(by));
        let pairs = OfPairs { in_title: pairs.in_title / by, common: pairs.common / by };
        Densities { terms, particles, pairs }
    })
}

impl OfWords {
    fn divided(self, by: f64) -> OfWords {
        OfWords {
            all: self.all / by,
            in_title: self.in_title / by,
            common: self.common / by,
            early: self.early / by,
        }
    }
}

/// What is known of a stem.
#[derive(Clone, Copy, Debug, Default)]
struct StemFacts {
    in_title: bool,
    /// How often it occurs.
    total: u32,
    /// How many rows hold it.
    n_rows: u32,
    first_row: u32,
}

impl StemFacts {
    fn worth(&self, is_topic: bool) -> Worth {
        Worth {
            is_topic,
            in_title: f64::from(u8::from(self.in_title)),
            common: ln(if is_topic { self.total } else { self.n_rows }),
            early: 1.0 / (1.0 + f64::from(self.first_row)),
        }
    }
}

/// What a stem adds to a row that holds it.
#[derive(Clone, Copy)]
struct Worth {
    is_topic: bool,
    in_title: f64,
    common: f64,
    early: f64,
}

fn facts(stems: &Stems, title: &[u32]) -> Vec<StemFacts> {
    let mut facts = vec![StemFacts::default(); stems.n_stems()];
    let mut last_row = vec![u32::MAX; stems.n_stems()];
    for row in 0..stems.n_rows() {
        for stem in stems.of(row) {
            let fact = &mut facts[*stem as usize];
            if fact.total == 0 {
                fact.first_row = row as u32;
            }
            let is_new = std::mem::replace(&mut last_row[*stem as usize], row as u32) != row as u32;
            fact.n_rows += u32::from(is_new);
            fact.total += 1;
        }
    }
    title.iter().for_each(|stem| facts[*stem as usize].in_title = true);
    facts
}

/// What the function words of a row and its topic words add up to, each once and in their order; `different` is room for them.
fn of_words(row: &[u32], worths: &[Worth], different: &mut Vec<u32>) -> [OfWords; 2] {
    different.clear();
    different.extend_from_slice(row);
    different.sort_unstable();
    different.dedup();
    let mut sums = [OfWords::default(); 2];
    for stem in different {
        let worth = &worths[*stem as usize];
        let sums = &mut sums[usize::from(worth.is_topic)];
        sums.all += 1.0;
        sums.in_title += worth.in_title;
        sums.common += worth.common;
        sums.early += worth.early;
    }
    sums
}

/// Pairs that are sorted at a time, as a share of all words, and at the least: those of an article at once, those of a book in
/// parts, at an eighth of the memory.
const SORTED_SHARE: usize = 8;
const MIN_SORTED: usize = 1 << 17;

/// The sums over the pairs of each row. They are sorted rather than hashed: the order of a sum is part of the result.
fn of_pairs(stems: &Stems, title: &[u32], facts: &[StemFacts]) -> Vec<OfPairs> {
    let key = |pair: &[u32]| u64::from(pair[0]) << 32 | u64::from(pair[1]);
    let mut of_title: Vec<u64> = title.windows(2).map(key).collect();
    of_title.sort_unstable();
    // Most pairs occur once and count for nothing: they need not be sorted. Those of the title are seen twice before.
    let mut seen = Seen::new(stems.n_words());
    of_title.iter().chain(&of_title).for_each(|pair| seen.add(*pair));
    for row in 0..stems.n_rows() {
        stems.of(row).windows(2).for_each(|pair| seen.add(key(pair)));
    }

    let mut sums = vec![OfPairs::default(); stems.n_rows()];
    let n_sorted = MIN_SORTED.max(stems.n_words() / SORTED_SHARE);
    // By first stem: the second one of each pair, and its row below. There is room for as many as the stem occurs.
    let mut pairs: Vec<u64> = Vec::with_capacity(n_sorted.min(stems.n_words()));
    let mut ends: Vec<usize> = Vec::new();
    for firsts in parts(facts, n_sorted) {
        let mut n_pairs = 0;
        let of_part = &facts[firsts.clone()];
        ends.clear();
        for fact in of_part {
            ends.push(n_pairs);
            n_pairs += fact.total as usize;
        }
        pairs.resize(n_pairs, 0);
        for row in 0..stems.n_rows() {
            for pair in stems.of(row).windows(2) {
                if firsts.contains(&(pair[0] as usize)) && seen.is_again(key(pair)) {
                    let end = &mut ends[pair[0] as usize - firsts.start];
                    pairs[*end] = u64::from(pair[1]) << 32 | row as u64;
                    *end += 1;
                }
            }
        }
        let mut start = 0;
        for ((first, fact), end) in (firsts.start..).zip(of_part).zip(&ends) {
            let with_first = &mut pairs[start..*end];
            start += fact.total as usize;
            with_first.sort_unstable();
            for same in with_first.chunk_by(|a, b| a >> 32 == b >> 32) {
                let in_title = of_title.binary_search(&((first as u64) << 32 | same[0] >> 32)).is_ok();
                let common = ln(same.len() as u32);
                for rows in same.chunk_by(|a, b| a == b) {
                    let sums = &mut sums[rows[0] as u32 as usize];
                    sums.common += common;
                    sums.in_title += f64::from(u8::from(in_title));
                }
            }
        }
    }
    sums
}

/// The stems, parted so that those of a part occur `max` times together at the most, or are one alone.
fn parts(facts: &[StemFacts], max: usize) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let mut n_words = 0;
        let fits = |fact: &&StemFacts| {
            n_words += fact.total as usize;
            n_words <= max
        };
        let n_stems = facts[start..].iter().take_while(fits).count().max(1);
        let part = start..(start + n_stems).min(facts.len());
        start = part.end;
        (!part.is_empty()).then_some(part)
    })
}

/// Which pairs have been seen, and which of them again. A pair that shares its place with another counts as seen again, which a table
/// of the pairs themselves would spare, at thirty times the memory.
struct Seen {
    once: Vec<u64>,
    again: Vec<u64>,
    n_places: usize,
}

impl Seen {
    /// Places for so many pairs.
    fn new(n_pairs: usize) -> Seen {
        let n_places = (2 * n_pairs).next_power_of_two().max(64);
        Seen { once: vec![0; n_places / 64], again: vec![0; n_places / 64], n_places }
    }

    fn add(&mut self, pair: u64) {
        let (idx, bit) = self.place(pair);
        self.again[idx] |= self.once[idx] & bit;
        self.once[idx] |= bit;
    }

    fn is_again(&self, pair: u64) -> bool {
        let (idx, bit) = self.place(pair);
        self.again[idx] & bit != 0
    }

    fn place(&self, pair: u64) -> (usize, u64) {
        let place = pair.wrapping_mul(GOLDEN) >> (u64::BITS - self.n_places.ilog2());
        (place as usize / 64, 1 << (place % 64))
    }
}
