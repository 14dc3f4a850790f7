//! Where in a model file what stands: shared by those that read it and those that write it.
//!
//! | part | size |
//! | --- | --- |
//! | [`MAGIC`], number of scripts, of groups, of dense chunks | 8, 4, 4, 4 bytes |
//! | for each of the [`N_REGIONS`] its number of buckets and of slots | 4, 4 bytes |
//! | for each script a [`SCRIPT_LEN`]: script, number of languages, codebook, biases, tags, calibration | 1, 1, 16, 128, 512, … |
//! | for each bucket its displacement | 2 bytes |
//! | for each slot: fingerprint, whether it has a link, five weights | 13, 1, 50 bits |
//! | for each group of further weights: six of them | 60 of 64 bits |
//! | for each dense chunk: 16 weights | 16 bytes |
//!
//! All numbers are little-endian. The table of slots is a hash table without empty places: a key's bucket names the displacement
//! under which the key's slot is its own ("hash, displace and compress", Belazzougui, Botelho and Dietzfelbinger 2009). A key that
//! is in no slot is told by its fingerprint in 8,191 of 8,192 cases. Short n-grams have a region of their own in either table, so
//! that what every text asks for again and again lies close together and stays in the processor's caches.
//!
//! A row of up to five weights is in its slot. A longer one has a link there, either to the groups of its further weights, beside
//! which the slot holds two, or to its dense chunks: one byte for each language of the script, in the order of their numbers.
//! So a row of the pairs and triples of letters that every text is full of is added up in a few wide steps.

/// What a model file starts with, and the version of its layout.
pub const MAGIC: &[u8; 8] = b"epilang2";

/// The most languages in one script: their numbers have six bits.
pub const MAX_LANGS: usize = 64;

/// Weights in a slot without a link.
pub const WEIGHTS_PER_SLOT: usize = 5;

/// Weights in a slot with a link.
pub const WEIGHTS_BESIDE_LINK: usize = 2;

/// Weights in a group of further ones.
pub const WEIGHTS_PER_GROUP: usize = 6;

/// The most groups of further weights of a row: a row with more is dense, which is hardly larger and faster to add.
pub const MAX_GROUPS: usize = 4;

/// Weights in a dense chunk.
pub const CHUNK: usize = 16;

/// Values that a weight in a slot or a group can have.
pub const N_LEVELS: usize = 16;

/// Bytes of a tag, filled up with zeros.
pub const TAG_LEN: usize = 8;

/// Fractions of a nat that biases and margins are counted in.
pub const UNITS_PER_NAT: f32 = 256.0;

/// Fractions of a nat that weights are counted in: a byte reaches eight nats, and hardly an n-gram says more.
pub const WEIGHT_UNITS_PER_NAT: f32 = 16.0;

/// Texts of 1, 2, 3 to 4, 5 to 10, 11 to 20 and more words are calibrated by themselves.
pub const N_LENGTHS: usize = 6;

/// Points of a calibration curve.
pub const N_KNOTS: usize = 16;

/// Bytes before the first script.
pub const HEADER_LEN: usize = MAGIC.len() + 12 + 8 * N_REGIONS;

/// Bytes of a script's part.
pub const SCRIPT_LEN: usize = 2 + N_LEVELS + 2 * MAX_LANGS + TAG_LEN * MAX_LANGS + 4 * N_LENGTHS * N_KNOTS;

/// Bits of a weight in a slot: the language in the upper six, the level in the lower four.
pub const WEIGHT_BITS: u32 = 10;

/// The bit that says that the slot has a link.
pub const LINK: u64 = 1 << 50;

/// The bit beside a link that says that it is to a dense row.
pub const DENSE: u64 = 1 << 49;

/// The bits of a link from here on: the number of groups, and above it the weights beside the link. Below is the place.
pub const GROUPS_SHIFT: u32 = 24;
/// See [`GROUPS_SHIFT`].
pub const BESIDE_SHIFT: u32 = 28;

/// The fingerprint is above all else.
pub const FINGERPRINT_SHIFT: u32 = 51;

/// Regions of the tables: up to two characters, three, four, more.
pub const N_REGIONS: usize = 4;

/// The key of an n-gram that hashes to `hash`: its lowest bits say of which region it is.
#[inline]
#[must_use]
pub fn key(hash: u64, n_characters: usize) -> u64 {
    let region = n_characters.saturating_sub(2).min(N_REGIONS - 1);
    hash & !(N_REGIONS as u64 - 1) | region as u64
}

/// The region of a key.
#[inline]
#[must_use]
pub fn region(key: u64) -> usize {
    key as usize % N_REGIONS
}

/// The bucket of a key in its region.
#[inline]
#[must_use]
pub fn bucket(key: u64, n_buckets: usize) -> usize {
    (((key >> 32) * n_buckets as u64) >> 32) as usize
}

/// The slot of a key in its region under the displacement of its bucket.
#[inline]
#[must_use]
pub fn slot(key: u64, displacement: u16, n_slots: usize) -> usize {
    let mixed = (key as u32 ^ u32::from(displacement).wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B);
    ((u64::from(mixed) * n_slots as u64) >> 32) as usize
}

/// The fingerprint of a key.
#[inline]
#[must_use]
pub fn fingerprint(key: u64) -> u64 {
    (key >> 19) & 0x1FFF
}
