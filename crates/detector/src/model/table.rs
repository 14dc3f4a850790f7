//! [`Table`]: the rows of all n-grams, and how they are added up.
//!
//! Keys are gathered and looked up many at once. Then no lookup waits for the one before, and rows are sorted by kind without
//! asking each which it is, so that a processor need not guess.

use super::layout::{
    BESIDE_SHIFT, CHUNK, DENSE, FINGERPRINT_SHIFT, GROUPS_SHIFT, LINK, MAX_LANGS, N_LEVELS, N_REGIONS,
    WEIGHT_BITS, WEIGHTS_BESIDE_LINK, WEIGHTS_PER_GROUP, WEIGHTS_PER_SLOT, bucket, fingerprint, region, slot,
};

/// The parts of a model file that all scripts share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'m> {
    pub(super) regions: [Region; N_REGIONS],
    pub(super) displacements: &'m [[u8; 2]],
    pub(super) slots: &'m [[u8; 8]],
    pub(super) groups: &'m [[u8; 8]],
    pub(super) chunks: &'m [[u8; CHUNK]],
}

/// Where the n-grams of some lengths have their displacements and slots.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Region {
    pub(super) first_bucket: usize,
    pub(super) n_buckets: usize,
    pub(super) first_slot: usize,
    pub(super) n_slots: usize,
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
    /// Keys that are not looked up yet, and their slots.
    keys: [u64; BATCH],
    n_keys: usize,
    slots: [u64; BATCH],
    /// Slots by kind, and how many there are.
    rows: [[u64; BATCH]; N_KINDS],
    n_rows: [usize; N_KINDS],
    /// What the rows begin with that are not in their slots.
    first_groups: [u64; BATCH],
    first_chunks: [[u8; CHUNK]; BATCH],
}

/// Keys looked up at once. Up to 256 weights of a byte each fit into 16 bits, whatever they are; a quarter as many are two or three
/// words, and leave room in the nearest cache.
const BATCH: usize = 64;

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
            keys: [0; BATCH],
            n_keys: 0,
            slots: [0; BATCH],
            rows: [[0; BATCH]; N_KINDS],
            n_rows: [0; N_KINDS],
            first_groups: [0; BATCH],
            first_chunks: [[0; CHUNK]; BATCH],
        }
    }

    /// Forgets all that was added.
    pub(super) fn clear(&mut self) {
        (self.sums, self.n_known, self.n_keys) = ([0; MAX_LANGS], 0, 0);
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
        if self.n_keys == 0 {
            return;
        }
        self.look_up(table);
        // The starts of the rows are fetched together, since each is somewhere else; what follows is beside them.
        let in_groups = &self.rows[IN_GROUPS][..self.n_rows[IN_GROUPS]];
        for (slot, first) in in_groups.iter().zip(&mut self.first_groups) {
            *first = table.groups.get(linked_place(*slot)).map_or(0, |group| u64::from_le_bytes(*group));
        }
        let rows = |kind: usize| &self.rows[kind][..self.n_rows[kind]];
        let mut sums = [0_i16; MAX_LANGS];
        if self.n_dense == MAX_LANGS {
            sums = table.sum_of_full_rows(rows(IN_CHUNKS));
        } else {
            for (slot, first) in rows(IN_CHUNKS).iter().zip(&mut self.first_chunks) {
                *first = table.chunks.get(linked_place(*slot)).copied().unwrap_or_default();
            }
            for (slot, first) in rows(IN_CHUNKS).iter().zip(&self.first_chunks) {
                add_dense(first, &mut sums[..CHUNK]);
                add_dense(table.rest_of_dense(*slot, self.n_dense), &mut sums[CHUNK..]);
            }
        }
        for slot in SHORT.into_iter().flat_map(rows) {
            add_weights::<WEIGHTS_PER_SLOT>(*slot, &self.codebook, &mut sums);
        }
        for (slot, first) in rows(IN_GROUPS).iter().zip(&self.first_groups) {
            add_weights::<WEIGHTS_BESIDE_LINK>(slot >> BESIDE_SHIFT, &self.codebook, &mut sums);
            add_weights::<WEIGHTS_PER_GROUP>(*first, &self.codebook, &mut sums);
            for group in table.groups_of(*slot).iter().skip(1) {
                add_weights::<WEIGHTS_PER_GROUP>(u64::from_le_bytes(*group), &self.codebook, &mut sums);
            }
        }
        for (sum, more) in self.sums.iter_mut().zip(sums) {
            *sum += i32::from(more);
        }
        self.n_known += self.n_rows.iter().sum::<usize>() as u32;
    }

    /// Finds the slots of the keys and sorts them by kind.
    fn look_up(&mut self, table: &Table) {
        let keys = &self.keys[..self.n_keys];
        // No lookup waits for another, so that as many as possible are under way at a time.
        for (key, slot) in keys.iter().zip(&mut self.slots) {
            *slot = u64::from_le_bytes(table.slots[table.place(*key)]);
        }
        self.n_rows = [0; N_KINDS];
        for (key, slot) in keys.iter().zip(&self.slots) {
            let kind = (slot >> KIND_SHIFT) as usize % N_KINDS;
            let n_rows = &mut self.n_rows[kind];
            // It is written either way, and overwritten by the next if the model does not know the key.
            self.rows[kind][*n_rows % BATCH] = *slot;
            *n_rows += usize::from(slot >> FINGERPRINT_SHIFT == fingerprint(*key));
        }
        self.n_keys = 0;
    }
}

impl<'m> Table<'m> {
    /// The place of a key among the slots.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let region = &self.regions[region(key)];
        let bucket = region.first_bucket + bucket(key, region.n_buckets);
        let displacement = u16::from_le_bytes(self.displacements[bucket]);
        region.first_slot + slot(key, displacement, region.n_slots)
    }

    /// The groups of further weights that a slot has a link to; none where it points beyond the file.
    #[inline]
    fn groups_of(&self, slot: u64) -> &'m [[u8; 8]] {
        let n_groups = (slot >> GROUPS_SHIFT) as usize & 0xF;
        self.groups.get(linked_place(slot)..linked_place(slot) + n_groups).unwrap_or_default()
    }

    /// The sum of dense rows of the most weights, without those that point beyond the file. A function of its own, so that the sums stay
    /// in registers from the first row to the last.
    #[inline(never)]
    fn sum_of_full_rows(&self, slots: &[u64]) -> [i16; MAX_LANGS] {
        let mut sums = [0_i16; MAX_LANGS];
        for slot in slots {
            let row =
                self.chunks.get(linked_place(*slot)..).and_then(|chunks| chunks.as_flattened().first_chunk());
            let row: &[u8; MAX_LANGS] = row.unwrap_or(&[0; MAX_LANGS]);
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum = sum.wrapping_add(i16::from(*weight as i8));
            }
        }
        sums
    }

    /// What follows the first chunk of a dense row of so many weights; nothing where it points beyond the file.
    #[inline]
    fn rest_of_dense(&self, slot: u64, n_weights: usize) -> &'m [u8] {
        let chunks = self.chunks.get(linked_place(slot)..).unwrap_or_default();
        chunks.as_flattened().get(CHUNK..n_weights).unwrap_or_default()
    }
}

/// Where in its part of the file the row goes on that a slot has a link to.
#[inline]
fn linked_place(slot: u64) -> usize {
    slot as usize & ((1 << GROUPS_SHIFT) - 1)
}

/// Adds some weights of a dense row. How many is not known when this is compiled, so that it stays a loop of wide steps.
#[inline]
fn add_dense(weights: &[u8], sums: &mut [i16]) {
    for (sum, weight) in sums.iter_mut().zip(weights) {
        *sum = sum.wrapping_add(i16::from(*weight as i8));
    }
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
