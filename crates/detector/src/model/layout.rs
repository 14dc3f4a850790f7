//! Where in a model file what stands: shared by those that read it and those that write it.
//!
//! | part | size |
//! | --- | --- |
//! | [`MAGIC`], number of slots, of buckets, of scripts | 8, 4, 4, 4 bytes |
//! | for each script a [`SCRIPT_LEN`]: script, number of languages, codebook, biases, tags, calibration | 1, 1, 32, 128, 512, … |
//! | for each bucket its displacement | 2 bytes |
//! | for each slot: fingerprint, whether it goes on, five weights | 13, 1, 50 bits |
//!
//! All numbers are little-endian. The table of slots is a hash table without empty places: a key's bucket names the displacement
//! under which the key's slot is its own ("hash, displace and compress", Belazzougui, Botelho and Dietzfelbinger 2009). A key that
//! is in no slot is told by its fingerprint in 8,191 of 8,192 cases. A row of more than five weights goes on in the slot of the
//! key that follows from its own.

/// What a model file starts with, and the version of its layout.
pub const MAGIC: &[u8; 8] = b"epilang1";

/// The most languages in one script: their numbers have six bits.
pub const MAX_LANGS: usize = 64;

/// Weights in a slot.
pub const WEIGHTS_PER_SLOT: usize = 5;

/// Values a weight can have.
pub const N_LEVELS: usize = 16;

/// Bytes of a tag, filled up with zeros.
pub const TAG_LEN: usize = 8;

/// Fractions of a nat that weights and biases are counted in.
pub const UNITS_PER_NAT: f32 = 256.0;

/// Texts of 1, 2, 3 to 4, 5 to 10, 11 to 20 and more words are calibrated by themselves.
pub const N_LENGTHS: usize = 6;

/// Points of a calibration curve.
pub const N_KNOTS: usize = 16;

/// Bytes before the first script.
pub const HEADER_LEN: usize = 20;

/// Bytes of a script's part.
pub const SCRIPT_LEN: usize =
    2 + 2 * N_LEVELS + 2 * MAX_LANGS + TAG_LEN * MAX_LANGS + 4 * N_LENGTHS * N_KNOTS;

/// Bits of a weight in a slot: the language in the upper six, the level in the lower four.
pub const WEIGHT_BITS: u32 = 10;

/// The bit that says that the row goes on.
pub const MORE: u64 = 1 << 50;

/// The fingerprint is above all else.
pub const FINGERPRINT_SHIFT: u32 = 51;

/// The bucket of a key.
#[inline]
#[must_use]
pub fn bucket(key: u64, n_buckets: usize) -> usize {
    (((key >> 32) * n_buckets as u64) >> 32) as usize
}

/// The slot of a key under the displacement of its bucket.
#[inline]
#[must_use]
pub fn slot(key: u64, displacement: u16, n_slots: usize) -> usize {
    let mixed = (key as u32 ^ u32::from(displacement).wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0xC2B2_AE35);
    ((u64::from(mixed) * n_slots as u64) >> 32) as usize
}

/// The fingerprint of a key.
#[inline]
#[must_use]
pub fn fingerprint(key: u64) -> u64 {
    (key >> 19) & 0x1FFF
}

/// The key under which a row goes on.
#[inline]
#[must_use]
pub fn following(key: u64) -> u64 {
    let next = (key ^ 0xA076_1D64_78BD_642F).wrapping_mul(0xE703_7ED1_A0B4_28DB);
    next ^ (next >> 32)
}
