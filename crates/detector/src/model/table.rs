//! [`Table`]: the rows of all n-grams, and how they are added up.
//!
//! Keys are gathered and looked up many at once. Then no lookup waits for the one before, and rows are sorted by kind without
//! asking each which it is, so that a processor need not guess.

use super::layout::{
    BESIDE_SHIFT, CHUNK, DENSE, FINGERPRINT_SHIFT, GROUPS_SHIFT, LINK, MAX_LANGS, N_LEVELS, WEIGHT_BITS,
    WEIGHTS_BESIDE_LINK, WEIGHTS_PER_GROUP, WEIGHTS_PER_SLOT, bucket, fingerprint, slot,
};

/// The parts of a model file that all scripts share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'m> {
    pub(super) displacements: &'m [[u8; 2]],
    pub(super) slots: &'m [[u8; 8]],
    pub(super) groups: &'m [[u8; 8]],
    pub(super) chunks: &'m [[u8; CHUNK]],
}

/// What the n-grams of some words add up to.
#[derive(Debug)]
pub(super) struct Scores<'c> {
    /// The sum of weights for each language.
    pub(super) sums: [i32; MAX_LANGS],
    /// N-grams that the model knows.
    pub(super) n_known: u32,
    codebook: &'c [i8; N_LEVELS],
    n_langs: usize,
    /// Keys that are not looked up yet.
    keys: [u64; BATCH],
    n_keys: usize,
}

/// Keys looked up at once: so many weights of a byte each fit into 16 bits, whatever they are.
const BATCH: usize = 256;

impl<'c> Scores<'c> {
    pub(super) fn new(codebook: &'c [i8; N_LEVELS], n_langs: usize) -> Scores<'c> {
        Scores { sums: [0; MAX_LANGS], n_known: 0, codebook, n_langs, keys: [0; BATCH], n_keys: 0 }
    }

    /// Adds the row of a key, now or later.
    #[inline]
    pub(super) fn add(&mut self, table: &Table, key: u64) {
        self.keys[self.n_keys % BATCH] = key;
        self.n_keys += 1;
        if self.n_keys == BATCH {
            self.finish(table);
        }
    }

    /// Adds the rows of the keys that are left.
    pub(super) fn finish(&mut self, table: &Table) {
        let mut short = Batch::default();
        let mut dense = Batch::default();
        let mut linked = Batch::default();
        for key in &self.keys[..self.n_keys] {
            let slot = table.slot(*key);
            let is_known = slot >> FINGERPRINT_SHIFT == fingerprint(*key);
            let (has_link, is_dense) = (slot & LINK != 0, slot & DENSE != 0);
            short.push(slot, is_known & !has_link);
            dense.push(slot, is_known & has_link & is_dense);
            linked.push(slot, is_known & has_link & !is_dense);
        }
        self.n_keys = 0;
        self.n_known += (short.n + dense.n + linked.n) as u32;
        let codebook = self.codebook.map(i16::from);
        let mut sums = [0_i16; MAX_LANGS];
        match self.n_langs.div_ceil(CHUNK) {
            1 => table.add_dense::<1>(dense.slots(), &mut sums),
            2 => table.add_dense::<2>(dense.slots(), &mut sums),
            3 => table.add_dense::<3>(dense.slots(), &mut sums),
            _ => table.add_dense::<4>(dense.slots(), &mut sums),
        }
        for slot in short.slots() {
            add_weights::<WEIGHTS_PER_SLOT>(*slot, &codebook, &mut sums);
        }
        for slot in linked.slots() {
            add_weights::<WEIGHTS_BESIDE_LINK>(slot >> BESIDE_SHIFT, &codebook, &mut sums);
            for group in table.groups_of(*slot) {
                add_weights::<WEIGHTS_PER_GROUP>(u64::from_le_bytes(*group), &codebook, &mut sums);
            }
        }
        for (sum, more) in self.sums.iter_mut().zip(sums) {
            *sum += i32::from(more);
        }
    }
}

/// Slots of one kind.
struct Batch {
    slots: [u64; BATCH],
    n: usize,
}

impl Default for Batch {
    fn default() -> Batch {
        Batch { slots: [0; BATCH], n: 0 }
    }
}

impl Batch {
    /// Adds a slot if it is one of this kind. It is written either way, and overwritten by the next if it is not.
    #[inline]
    fn push(&mut self, slot: u64, is_one: bool) {
        self.slots[self.n % BATCH] = slot;
        self.n += usize::from(is_one);
    }

    fn slots(&self) -> &[u64] {
        &self.slots[..self.n]
    }
}

impl<'m> Table<'m> {
    #[inline]
    fn slot(&self, key: u64) -> u64 {
        let displacement = u16::from_le_bytes(self.displacements[bucket(key, self.displacements.len())]);
        u64::from_le_bytes(self.slots[slot(key, displacement, self.slots.len())])
    }

    /// The groups of further weights that a slot has a link to; none where it points beyond the file.
    #[inline]
    fn groups_of(&self, slot: u64) -> &'m [[u8; 8]] {
        let n_groups = (slot >> GROUPS_SHIFT) as usize & 0xF;
        self.groups.get(place(slot)..place(slot) + n_groups).unwrap_or_default()
    }

    #[inline]
    fn add_dense<const N: usize>(&self, slots: &[u64], sums: &mut [i16; MAX_LANGS]) {
        let sums = &mut sums.as_chunks_mut::<CHUNK>().0[..N];
        for slot in slots {
            let rows = self.chunks.get(place(*slot)..place(*slot) + N).unwrap_or_default();
            for (sums, row) in sums.iter_mut().zip(rows) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(*weight as i8));
                }
            }
        }
    }
}

/// Where in its part of the file the row goes on that a slot has a link to.
#[inline]
fn place(slot: u64) -> usize {
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
