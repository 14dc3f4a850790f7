//! [`Densities`]: how much a sentence says for each of its words.
//!
//! A summary of given length is best filled with sentences that say much a word. What a word is worth can be guessed from the
//! article: it stands in the title, it returns, it was there from the start (the observation behind SumBasic, Nenkova and
//! Vanderwende 2005, and behind Luhn 1958, with the first mention added). Each density is the sum over a sentence's different words, or pairs of
//! neighbours, by its number of words and a few more, so that a short sentence needs more than luck. Function words count
//! too: those of a title are part of names ("Pays de la Loire"), and in a script where every syllable is a word they are
//! half of many words.

use epitome_langs::GOLDEN;

use crate::logarithms::ln;
use crate::terms::Stems;

/// Words added to each sentence before dividing, so that a scrap with one good word does not win.
const N_ADDED: f64 = 4.0;

/// Densities of one sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Densities {
    /// Topic words of the title.
    pub(crate) title_terms: f64,
    /// Function words of the title.
    pub(crate) title_particles: f64,
    /// Pairs of neighbours of the title.
    pub(crate) title_pairs: f64,
    /// Topic words, each by the logarithm of how often it occurs.
    pub(crate) repeated_terms: f64,
    /// Function words, each by the logarithm of how many sentences hold it.
    pub(crate) common_particles: f64,
    /// Topic words, each one by the number of the sentence where it is first met.
    pub(crate) early_terms: f64,
    /// Function words, likewise.
    pub(crate) early_particles: f64,
    /// Function words.
    pub(crate) particles: f64,
    /// Pairs of neighbours, each by the logarithm of how often it occurs.
    pub(crate) repeated_pairs: f64,
}

/// The densities of all rows of `stems`; `title` are the title's stems in order.
pub(crate) fn densities(stems: &Stems, title: &[u32]) -> Vec<Densities> {
    let facts = facts(stems, title);
    let mut found: Vec<Densities> =
        (0..stems.n_rows()).map(|row| of_words(stems.of(row), &facts, stems)).collect();
    add_pairs(stems, title, &mut found);
    for (row, densities) in found.iter_mut().enumerate() {
        densities.divide(stems.of(row).len() as f64 + N_ADDED);
    }
    found
}

impl Densities {
    fn divide(&mut self, by: f64) {
        for sum in [
            &mut self.title_terms,
            &mut self.title_particles,
            &mut self.title_pairs,
            &mut self.repeated_terms,
            &mut self.common_particles,
            &mut self.early_terms,
            &mut self.early_particles,
            &mut self.particles,
            &mut self.repeated_pairs,
        ] {
            *sum /= by;
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
    last_row: u32,
    /// The logarithms of `total` and `n_rows`.
    log_total: f64,
    log_rows: f64,
}

fn facts(stems: &Stems, title: &[u32]) -> Vec<StemFacts> {
    let mut facts = vec![StemFacts::default(); stems.n_stems()];
    for row in 0..stems.n_rows() {
        for stem in stems.of(row) {
            let fact = &mut facts[*stem as usize];
            if fact.total == 0 {
                fact.first_row = row as u32;
            }
            if fact.total == 0 || fact.last_row != row as u32 {
                fact.n_rows += 1;
                fact.last_row = row as u32;
            }
            fact.total += 1;
        }
    }
    for fact in &mut facts {
        (fact.log_total, fact.log_rows) = (ln(fact.total), ln(fact.n_rows));
    }
    title.iter().for_each(|stem| facts[*stem as usize].in_title = true);
    facts
}

fn of_words(row: &[u32], facts: &[StemFacts], stems: &Stems) -> Densities {
    let mut sums = Densities::default();
    let mut different = row.to_vec();
    different.sort_unstable();
    different.dedup();
    for stem in different {
        let fact = &facts[stem as usize];
        let early = 1.0 / (1.0 + f64::from(fact.first_row));
        let in_title = f64::from(u8::from(fact.in_title));
        if stems.is_topic(stem) {
            sums.title_terms += in_title;
            sums.repeated_terms += fact.log_total;
            sums.early_terms += early;
        } else {
            sums.title_particles += in_title;
            sums.common_particles += fact.log_rows;
            sums.early_particles += early;
            sums.particles += 1.0;
        }
    }
    sums
}

/// Adds the sums over pairs. They are sorted rather than hashed: the order of a sum is part of the result.
fn add_pairs(stems: &Stems, title: &[u32], found: &mut [Densities]) {
    let key = |pair: &[u32]| u64::from(pair[0]) << 32 | u64::from(pair[1]);
    let mut of_title: Vec<u64> = title.windows(2).map(key).collect();
    of_title.sort_unstable();
    // Most pairs occur once and count for nothing: they need not be sorted. A few that share a place with another are sorted in
    // vain, which a table of the pairs themselves would spare, at eight times the memory.
    let n_places = (2 * stems.n_words()).next_power_of_two().max(2);
    let place = |pair: u64| (pair.wrapping_mul(GOLDEN) >> (u64::BITS - n_places.ilog2())) as usize;
    let mut n_at = vec![0_u8; n_places];
    let rows = || {
        (0..stems.n_rows()).flat_map(|row| stems.of(row).windows(2).map(move |pair| (key(pair), row as u32)))
    };
    for (pair, _) in rows() {
        let n = &mut n_at[place(pair)];
        *n = n.saturating_add(1);
    }
    let counts = |pair: &u64| n_at[place(*pair)] > 1 || of_title.binary_search(pair).is_ok();
    // Counted first: a vector that grows takes up to twice what it needs.
    let mut pairs: Vec<(u64, u32)> = Vec::with_capacity(rows().filter(|(pair, _)| counts(pair)).count());
    pairs.extend(rows().filter(|(pair, _)| counts(pair)));
    pairs.sort_unstable();
    for same in pairs.chunk_by(|a, b| a.0 == b.0) {
        let in_title = of_title.binary_search(&same[0].0).is_ok();
        let repeated = ln(same.len() as u32);
        for rows in same.chunk_by(|a, b| a.1 == b.1) {
            let sums = &mut found[rows[0].1 as usize];
            sums.repeated_pairs += repeated;
            sums.title_pairs += f64::from(u8::from(in_title));
        }
    }
}
