//! [`Table`]: the rows of all n-grams, and how they are added up.
//!
//! A key is looked up as soon as it is known: nothing in that waits for the key before, so a processor has many lookups under way
//! at a time. Rows are sorted by kind without asking each which it is, so that it need not guess, and added up by the hundred.

use super::layout::{
    BESIDE_SHIFT, CHUNK, DENSE, FINGERPRINT_SHIFT, GROUPS_SHIFT, LINK, MAX_LANGS, N_LEVELS, N_REGIONS,
    WEIGHT_BITS, WEIGHTS_BESIDE_LINK, WEIGHTS_PER_GROUP, WEIGHTS_PER_SLOT, bucket, fingerprint, region, slot,
};

/// The parts of a model file that all scripts share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'m> {
    pub(super) regions: [Region<'m>; N_REGIONS],
    pub(super) groups: &'m [[u8; 8]],
    pub(super) chunks: &'m [[u8; CHUNK]],
}

/// The displacements and slots of the n-grams of some lengths.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Region<'m> {
    pub(super) displacements: &'m [[u8; 2]],
    pub(super) slots: &'m [[u8; 8]],
}

/// What the n-grams of some words add up to.
#[derive(Debug)]
pub(super) struct Scores {
    /// The sum of weights for each language.
    pub(super) sums: [i32; MAX_LANGS],
    /// N-grams that the model knows.
    pub(super) n_known: u32,
    codebook: [i16; N_LEVELS],
    /// How many weights a dense row has: a chunk may go beyond the last language.
    n_dense: usize,
    /// Slots whose rows are not added yet, by kind, how many of each kind there are, and of how many keys.
    rows: [[u64; BATCH]; N_KINDS],
    n_rows: [usize; N_KINDS],
    n_keys: usize,
}

/// Keys whose rows are added at once. Up to 256 weights of a byte each fit into 16 bits, whatever they are; half as many leave
/// room in the nearest cache.
const BATCH: usize = 128;

/// Two bits of a slot say where its row is. The lower one is a part of a weight where all of them are in the slot.
const N_KINDS: usize = 4;
const SHORT: [usize; 2] = [0, 1];
const IN_GROUPS: usize = (LINK >> KIND_SHIFT) as usize;
const IN_CHUNKS: usize = ((LINK | DENSE) >> KIND_SHIFT) as usize;
const KIND_SHIFT: u32 = DENSE.trailing_zeros();

impl Scores {
    #[inline]
    pub(super) fn new(codebook: &[i8; N_LEVELS], n_langs: usize) -> Scores {
        Scores {
            sums: [0; MAX_LANGS],
            n_known: 0,
            codebook: codebook.map(i16::from),
            n_dense: n_langs.next_multiple_of(CHUNK).min(MAX_LANGS),
            rows: [[0; BATCH]; N_KINDS],
            n_rows: [0; N_KINDS],
            n_keys: 0,
        }
    }

    /// Forgets all that was added.
    pub(super) fn clear(&mut self) {
        (self.sums, self.n_known, self.n_rows, self.n_keys) = ([0; MAX_LANGS], 0, [0; N_KINDS], 0);
    }

    /// Adds the row of a key, now or later.
    #[inline]
    pub(super) fn add(&mut self, table: &Table, key: u64) {
        let slot = table.slot(key);
        let kind = (slot >> KIND_SHIFT) as usize % N_KINDS;
        let n_rows = &mut self.n_rows[kind];
        // It is written either way, and overwritten by the next if the model does not know the key.
        self.rows[kind][*n_rows % BATCH] = slot;
        *n_rows += usize::from(slot >> FINGERPRINT_SHIFT == fingerprint(key));
        self.n_keys += 1;
        if self.n_keys == BATCH {
            self.finish(table);
        }
    }

    /// Adds the rows that are left.
    pub(super) fn finish(&mut self, table: &Table) {
        let rows = |kind: usize| &self.rows[kind][..self.n_rows[kind]];
        let mut sums = [0_i16; MAX_LANGS];
        for slot in rows(IN_CHUNKS) {
            let row = table.dense_row(*slot, self.n_dense);
            // The length is not known when this is compiled, so that it stays a loop of wide steps.
            for (sum, weight) in sums[..self.n_dense].iter_mut().zip(row) {
                *sum = sum.wrapping_add(i16::from(*weight as i8));
            }
        }
        for slot in SHORT.into_iter().flat_map(rows) {
            add_weights::<WEIGHTS_PER_SLOT>(*slot, &self.codebook, &mut sums);
        }
        for slot in rows(IN_GROUPS) {
            add_weights::<WEIGHTS_BESIDE_LINK>(slot >> BESIDE_SHIFT, &self.codebook, &mut sums);
            for group in table.groups_of(*slot) {
                add_weights::<WEIGHTS_PER_GROUP>(u64::from_le_bytes(*group), &self.codebook, &mut sums);
            }
        }
        for (sum, more) in self.sums.iter_mut().zip(sums) {
            *sum += i32::from(more);
        }
        self.n_known += self.n_rows.iter().sum::<usize>() as u32;
        (self.n_rows, self.n_keys) = ([0; N_KINDS], 0);
    }
}

impl<'m> Table<'m> {
    /// The slot where a key is if the model knows it.
    #[inline(always)]
    fn slot(&self, key: u64) -> u64 {
        let Region { displacements, slots } = &self.regions[region(key)];
        let displacement = u16::from_le_bytes(displacements[bucket(key, displacements.len())]);
        u64::from_le_bytes(slots[slot(key, displacement, slots.len())])
    }

    /// The groups of further weights that a slot has a link to; none where it points beyond the file.
    #[inline]
    fn groups_of(&self, slot: u64) -> &'m [[u8; 8]] {
        let n_groups = (slot >> GROUPS_SHIFT) as usize & 0xF;
        self.groups.get(linked_place(slot)..linked_place(slot) + n_groups).unwrap_or_default()
    }

    /// The first so many weights of the dense row that a slot has a link to; none where it points beyond the file.
    #[inline]
    fn dense_row(&self, slot: u64, n_weights: usize) -> &'m [u8] {
        let chunks = self.chunks.get(linked_place(slot)..).unwrap_or_default();
        chunks.as_flattened().get(..n_weights).unwrap_or_default()
    }
}

/// Where in its part of the file the row goes on that a slot has a link to.
#[inline]
fn linked_place(slot: u64) -> usize {
    slot as usize & ((1 << GROUPS_SHIFT) - 1)
}

#[inline]
fn add_weights<const N: usize>(packed: u64, codebook: &[i16; N_LEVELS], sums: &mut [i16; MAX_LANGS]) {
    let mut packed = packed;
    for _ in 0..N {
        let sum = &mut sums[(packed >> 4) as usize % MAX_LANGS];
        *sum = sum.wrapping_add(codebook[packed as usize % N_LEVELS]);
        packed >>= WEIGHT_BITS;
    }
}
