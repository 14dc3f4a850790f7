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
pub(super) struct Scores<'c> {
    /// The sum of weights for each language.
    pub(super) sums: [i32; MAX_LANGS],
    /// N-grams that the model knows.
    pub(super) n_known: u32,
    codebook: &'c [i8; N_LEVELS],
    n_langs: usize,
    /// Keys that are not looked up yet.
    keys: Batch,
    places: [u32; BATCH],
    slots: [u64; BATCH],
    short: Batch,
    dense: Batch,
    linked: Batch,
    firsts: [u64; BATCH],
}

/// Keys looked up at once. Up to 256 weights of a byte each fit into 16 bits, whatever they are; half as many leave room in the
/// nearest cache.
const BATCH: usize = 128;

impl<'c> Scores<'c> {
    #[inline]
    pub(super) fn new(codebook: &'c [i8; N_LEVELS], n_langs: usize) -> Scores<'c> {
        Scores {
            sums: [0; MAX_LANGS],
            n_known: 0,
            codebook,
            n_langs,
            keys: Batch::default(),
            places: [0; BATCH],
            slots: [0; BATCH],
            short: Batch::default(),
            dense: Batch::default(),
            linked: Batch::default(),
            firsts: [0; BATCH],
        }
    }

    /// Adds the row of a key, now or later.
    #[inline]
    pub(super) fn add(&mut self, table: &Table, key: u64) {
        self.keys.push(key, true);
        if self.keys.n == BATCH {
            self.finish(table);
        }
    }

    /// Adds the rows of the keys that are left.
    pub(super) fn finish(&mut self, table: &Table) {
        self.look_up(table);
        let codebook = self.codebook.map(i16::from);
        let mut sums = [0_i16; MAX_LANGS];
        match self.n_langs.div_ceil(CHUNK) {
            1 => table.add_dense::<1>(self.dense.all(), &mut sums),
            2 => table.add_dense::<2>(self.dense.all(), &mut sums),
            3 => table.add_dense::<3>(self.dense.all(), &mut sums),
            _ => table.add_dense::<4>(self.dense.all(), &mut sums),
        }
        for slot in self.short.all() {
            add_weights::<WEIGHTS_PER_SLOT>(*slot, &codebook, &mut sums);
        }
        // The first groups are fetched together, since each is somewhere else; the others of a row are beside its first.
        for (slot, first) in self.linked.all.iter().zip(&mut self.firsts).take(self.linked.n) {
            *first = table.groups.get(linked_place(*slot)).map_or(0, |group| u64::from_le_bytes(*group));
        }
        for (slot, first) in self.linked.all().iter().zip(self.firsts) {
            add_weights::<WEIGHTS_BESIDE_LINK>(slot >> BESIDE_SHIFT, &codebook, &mut sums);
            add_weights::<WEIGHTS_PER_GROUP>(first, &codebook, &mut sums);
            for group in table.groups_of(*slot).iter().skip(1) {
                add_weights::<WEIGHTS_PER_GROUP>(u64::from_le_bytes(*group), &codebook, &mut sums);
            }
        }
        for (sum, more) in self.sums.iter_mut().zip(sums) {
            *sum += i32::from(more);
        }
    }

    /// Finds the slots of the keys and sorts them by kind.
    fn look_up(&mut self, table: &Table) {
        let keys = self.keys.all();
        for (key, place) in keys.iter().zip(&mut self.places) {
            *place = table.place(*key) as u32;
        }
        // Nothing but loads, so that as many as possible are under way at a time.
        for ((_, place), slot) in keys.iter().zip(&self.places).zip(&mut self.slots) {
            *slot = u64::from_le_bytes(table.slots[*place as usize]);
        }
        (self.short.n, self.dense.n, self.linked.n) = (0, 0, 0);
        for (key, slot) in keys.iter().zip(self.slots) {
            let is_known = slot >> FINGERPRINT_SHIFT == fingerprint(*key);
            let (has_link, is_dense) = (slot & LINK != 0, slot & DENSE != 0);
            self.short.push(slot, is_known & !has_link);
            self.dense.push(slot, is_known & has_link & is_dense);
            self.linked.push(slot, is_known & has_link & !is_dense);
        }
        self.keys.n = 0;
        self.n_known += (self.short.n + self.dense.n + self.linked.n) as u32;
    }
}

/// Some keys, or slots of one kind.
#[derive(Debug)]
struct Batch {
    all: [u64; BATCH],
    n: usize,
}

impl Default for Batch {
    fn default() -> Batch {
        Batch { all: [0; BATCH], n: 0 }
    }
}

impl Batch {
    /// Adds what is one of this kind. It is written either way, and overwritten by the next if it is not.
    #[inline]
    fn push(&mut self, value: u64, is_one: bool) {
        self.all[self.n % BATCH] = value;
        self.n += usize::from(is_one);
    }

    fn all(&self) -> &[u64] {
        &self.all[..self.n]
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

    #[inline]
    fn add_dense<const N: usize>(&self, slots: &[u64], sums: &mut [i16; MAX_LANGS]) {
        let sums = &mut sums.as_chunks_mut::<CHUNK>().0[..N];
        for slot in slots {
            let rows = self.chunks.get(linked_place(*slot)..linked_place(*slot) + N).unwrap_or_default();
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
