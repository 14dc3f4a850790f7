//! [`Densities`]: how much a sentence says for each of its words.
//!
//! A summary of given length is best filled with sentences that say much a word. What a word is worth can be guessed from the
//! article: it stands in the title, it returns, it was there from the start (the observation behind SumBasic, Nenkova and
//! Vanderwende 2005, and behind Luhn 1958, with the first mention added). Each density is the sum over a sentence's different words, or pairs of
//! neighbours, by its number of words and a few more, so that a short sentence needs more than luck. Function words count
//! too: those of a title are part of names ("Pays de la Loire"), and in a script where every syllable is a word they are
//! half of many words.

use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::ends::folded_product;
use crate::logarithms::ln;
use crate::terms::{Facts, Stems, Terms};

/// Words added to each sentence before dividing, so that a scrap with one good word does not win. With 2 French loses 0.04
/// points at the length of the reference, with 8 it loses 0.06 in three sentences (9,000 articles that nothing was fitted on, standard error 0.02).
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

/// The densities of all rows, one by one; `title` are the title's stems in order, and `pairs` what is [found](of_pairs) of pairs.
pub(crate) fn densities<'a>(
    terms: &Terms,
    stems: &'a Stems,
    title: &[u32],
    pairs: Vec<OfPairs>,
) -> impl Iterator<Item = Densities> + use<'a> {
    let in_title = stems.are_among(title);
    let worths: Vec<Worth> = (0..)
        .zip(terms.facts())
        .map(|(stem, facts)| Worth::of(facts, stems.is_topic(stem), in_title[stem as usize]))
        .collect();
    let mut words = Vec::new();
    pairs.into_iter().enumerate().map(move |(row, pairs)| {
        let by = stems.of(row).len() as f64 + N_ADDED;
        // To sort them again takes less than to keep a second list of the words of a book.
        words.clear();
        words.extend_from_slice(stems.of(row));
        words.sort_unstable();
        words.dedup();
        let [particles, topics] = of_words(&words, &worths).map(|sums| sums.divided(by));
        let pairs = OfPairs { in_title: pairs.in_title / by, common: pairs.common / by };
        Densities { terms: topics, particles, pairs }
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

/// What a word adds to a row that holds it.
#[derive(Clone, Copy)]
struct Worth {
    is_topic: bool,
    in_title: f64,
    common: f64,
    early: f64,
}

impl Worth {
    fn of(facts: &Facts, is_topic: bool, in_title: bool) -> Worth {
        Worth {
            is_topic,
            in_title: f64::from(u8::from(in_title)),
            common: ln(if is_topic { facts.n_words } else { facts.n_rows_of_word }),
            early: 1.0 / (1.0 + f64::from(facts.first_row)),
        }
    }
}

/// What the function words of a row and its topic words add up to, in order of number.
fn of_words(row: &[u32], worths: &[Worth]) -> [OfWords; 2] {
    let mut sums = [OfWords::default(); 2];
    for word in row {
        let worth = &worths[*word as usize];
        let sums = &mut sums[usize::from(worth.is_topic)];
        sums.all += 1.0;
        sums.in_title += worth.in_title;
        sums.common += worth.common;
        sums.early += worth.early;
    }
    sums
}

/// Pairs that are counted at a time, as a share of all words, and at the least: those of an article at once, those of a book in
/// parts, at a sixteenth of the memory.
const COUNTED_SHARE: usize = 16;
const MIN_COUNTED: usize = 1 << 15;

/// Few rows have more pairs that return.
const N_OF_ROW: usize = 64;

/// The sums over the pairs of each row, in order of the pairs: the order of a sum is part of the result.
pub(crate) fn of_pairs(terms: &Terms, stems: &Stems, title: &[u32]) -> Vec<OfPairs> {
    let (facts, in_title) = (terms.facts(), stems.are_among(title));
    // A pair that occurs once and not in the title counts for nothing, and such is every pair with a word that does.
    let returns = |(facts, in_title): (&Facts, &bool)| facts.n_words > 1 || *in_title;
    let returns: Vec<bool> = facts.iter().zip(&in_title).map(returns).collect();
    let mut sums = vec![OfPairs::default(); stems.n_rows()];
    let n_counted = MIN_COUNTED.max(stems.n_words() / COUNTED_SHARE);
    let mut counts = Counts::default();
    // The place of each pair among the counts, row after row.
    let mut places = Vec::with_capacity(stems.n_words().min(n_counted));
    let mut ends = Vec::with_capacity(stems.n_rows());
    let mut of_row: Vec<(Pair, u32)> = Vec::with_capacity(N_OF_ROW);
    for firsts in parts(facts, n_counted) {
        let n_pairs: u32 = facts[firsts.clone()].iter().map(|facts| facts.n_words).sum();
        counts.clear(n_pairs as usize + title.len());
        title.array_windows().for_each(|pair| counts.mark(*pair));
        places.clear();
        ends.clear();
        for row in 0..stems.n_rows() {
            let mut before = None;
            for stem in stems.of(row) {
                let returns = returns[*stem as usize];
                if let Some(before) = before.filter(|before| returns && firsts.contains(&(*before as usize)))
                {
                    places.push(counts.add([before, *stem]));
                }
                before = returns.then_some(*stem);
            }
            ends.push(places.len());
        }
        let mut start = 0;
        for (sums, end) in sums.iter_mut().zip(&ends) {
            let pairs = places[start..*end].iter().map(|place| counts.places[*place as usize]);
            start = *end;
            of_row.clear();
            of_row.extend(pairs.filter(|(_, marks)| *marks > 1));
            of_row.sort_unstable();
            of_row.dedup();
            for (_, marks) in &of_row {
                sums.common += ln(marks & !IN_TITLE);
                sums.in_title += f64::from(marks / IN_TITLE);
            }
        }
    }
    sums
}

/// Two stems that stand side by side. (Two numbers of four bytes need less room beside a third than one of eight.)
type Pair = [u32; 2];

/// The mark of a pair of the title, above all counts: a text has less than 2²⁹ bytes.
const IN_TITLE: u32 = 1 << 31;

/// How often each of many pairs occurs.
#[derive(Default)]
struct Counts {
    /// A pair stands in the place of its hash or, where that is taken, in the next free one, with its count and whether the title has
    /// it. At least half of the places are free, which have a zero.
    places: Vec<(Pair, u32)>,
    /// Drawn anew, so that no text can be made whose pairs share their places.
    seeds: [u64; 2],
}

impl Counts {
    /// Makes room for so many pairs, none of which is counted yet.
    fn clear(&mut self, n: usize) {
        let random = RandomState::default();
        self.seeds = [0_u8, 1].map(|nth| random.hash_one(nth));
        self.places.clear();
        self.places.resize((2 * n).next_power_of_two(), ([0; 2], 0));
    }

    /// Says that the title has a pair.
    fn mark(&mut self, pair: Pair) {
        let place = self.place(pair);
        self.places[place] = (pair, IN_TITLE);
    }

    /// Counts a pair, and gives its place.
    fn add(&mut self, pair: Pair) -> u32 {
        let place = self.place(pair);
        self.places[place] = (pair, self.places[place].1 + 1);
        place as u32
    }

    /// Where a pair stands, or would.
    fn place(&self, pair: Pair) -> usize {
        let last = self.places.len() - 1;
        let both = u64::from(pair[0]) << 32 | u64::from(pair[1]);
        let mut place = folded_product(both ^ self.seeds[0], self.seeds[1] | 1) as usize & last;
        while self.places[place].1 > 0 && self.places[place].0 != pair {
            place = (place + 1) & last;
        }
        place
    }
}

/// The stems, parted so that those of a part occur `max` times together at the most, or are one alone.
fn parts(facts: &[Facts], max: usize) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let mut n_words = 0;
        let fits = |facts: &&Facts| {
            n_words += facts.n_words as usize;
            n_words <= max
        };
        let n_stems = facts[start..].iter().take_while(fits).count().max(1);
        let part = start..(start + n_stems).min(facts.len());
        start = part.end;
        (!part.is_empty()).then_some(part)
    })
}
