//! Writing a model file.

use anyhow::{Context, Result};
use epitome_detector::model::Script;
use epitome_detector::model::layout::{
    FINGERPRINT_SHIFT, MAGIC, MAX_LANGS, MORE, N_KNOTS, N_LENGTHS, N_LEVELS, TAG_LEN, UNITS_PER_NAT,
    WEIGHT_BITS, WEIGHTS_PER_SLOT, bucket, fingerprint, following, slot,
};
use epitome_document::LangTag;

use super::softmax::{Levels, Rows, Weights};

/// What was learnt of one script.
pub(super) struct Trained {
    pub(super) script: Script,
    pub(super) tags: Vec<LangTag>,
    pub(super) rows: Rows,
    pub(super) weights: Weights,
    pub(super) levels: Levels,
    pub(super) calibration: Calibration,
}

/// Per length of text: margins and how many of a thousand answers are right.
pub(super) type Calibration = [[(u16, u16); N_KNOTS]; N_LENGTHS];

/// Buckets hold four keys on average: with fewer the table of displacements grows, with more they are long to find.
const KEYS_PER_BUCKET: usize = 4;

/// Of a thousand slots so many are used: the last keys find a free one within the 65,536 displacements there are.
const FULL_PER_MILLE: usize = 980;

/// How many keys a table of so many bytes can hold.
pub(super) fn keys_in(bytes: usize) -> usize {
    // A slot is 8 bytes, and every fourth key has a displacement of 2.
    bytes * 2 * FULL_PER_MILLE / (16 * 1000 + FULL_PER_MILLE)
}

/// The model file of these scripts.
pub(super) fn pack(scripts: &[Trained]) -> Result<Vec<u8>> {
    let mut keyed: Vec<(u64, u64)> = Vec::new();
    let mut file = Vec::new();
    for trained in scripts {
        keyed.extend(slots(trained));
        part(trained, &mut file);
    }
    let n_slots = keyed.len() * 1000 / FULL_PER_MILLE + 1;
    let n_buckets = keyed.len() / KEYS_PER_BUCKET + 1;
    let (displacements, table) = place(&keyed, n_slots, n_buckets)?;
    let mut packed = MAGIC.to_vec();
    for size in [n_slots, n_buckets, scripts.len()] {
        packed.extend((size as u32).to_le_bytes());
    }
    packed.extend(file);
    packed.extend(displacements.into_iter().flat_map(u16::to_le_bytes));
    packed.extend(table.into_iter().flat_map(u64::to_le_bytes));
    Ok(packed)
}

fn part(trained: &Trained, file: &mut Vec<u8>) {
    let units = |value: f32| ((value * UNITS_PER_NAT).round() as i16).to_le_bytes();
    file.extend([trained.script as u8, trained.tags.len() as u8]);
    for idx in 0..N_LEVELS {
        file.extend(units(trained.levels.0[idx]));
    }
    for idx in 0..MAX_LANGS {
        file.extend(units(trained.weights.biases.get(idx).copied().unwrap_or_default()));
    }
    for idx in 0..MAX_LANGS {
        let mut tag = trained.tags.get(idx).map_or("", |tag| tag.as_str()).as_bytes().to_vec();
        tag.resize(TAG_LEN, 0);
        file.extend(tag);
    }
    for (margin, right) in trained.calibration.as_flattened() {
        file.extend(margin.to_le_bytes());
        file.extend(right.to_le_bytes());
    }
}

/// The slots of all rows, each with its key.
fn slots(trained: &Trained) -> Vec<(u64, u64)> {
    let zero = trained.levels.number(0.0) as u64;
    let mut slots = Vec::new();
    for (row, first) in trained.rows.keys.iter().enumerate() {
        let mut key = *first;
        let range = trained.weights.row(row);
        let weights: Vec<(u8, f32)> = trained.weights.langs[range.clone()]
            .iter()
            .copied()
            .zip(trained.weights.values[range].iter().copied())
            .collect();
        let n = weights.len().div_ceil(WEIGHTS_PER_SLOT);
        for (idx, chunk) in weights.chunks(WEIGHTS_PER_SLOT).enumerate() {
            let mut packed = fingerprint(key) << FINGERPRINT_SHIFT;
            for place in 0..WEIGHTS_PER_SLOT {
                let (lang, level) = chunk.get(place).map_or((0, zero), |(lang, value)| {
                    (u64::from(*lang), trained.levels.number(*value) as u64)
                });
                packed |= (lang << 4 | level) << (WEIGHT_BITS * place as u32);
            }
            if idx + 1 < n {
                packed |= MORE;
            }
            slots.push((key, packed));
            key = following(key);
        }
    }
    slots
}

/// Finds for each bucket, the fullest first, the displacement under which all of its keys have a slot of their own.
fn place(keyed: &[(u64, u64)], n_slots: usize, n_buckets: usize) -> Result<(Vec<u16>, Vec<u64>)> {
    let mut buckets: Vec<Vec<usize>> = vec![Vec::new(); n_buckets];
    for (idx, (key, _)) in keyed.iter().enumerate() {
        buckets[bucket(*key, n_buckets)].push(idx);
    }
    let mut order: Vec<usize> = (0..n_buckets).collect();
    order.sort_by_key(|idx| (std::cmp::Reverse(buckets[*idx].len()), *idx));
    let mut displacements = vec![0; n_buckets];
    // An empty slot must not look like a key's: its fingerprint would have to be right by chance.
    let mut table = vec![0; n_slots];
    let mut is_taken = vec![false; n_slots];
    let mut places = Vec::new();
    for idx in order {
        let fits = |displacement: &u16, places: &mut Vec<usize>| {
            places.clear();
            buckets[idx].iter().all(|keyed_idx| {
                let place = slot(keyed[*keyed_idx].0, *displacement, n_slots);
                let is_free = !is_taken[place] && !places.contains(&place);
                places.push(place);
                is_free
            })
        };
        let displacement = (0..=u16::MAX).find(|displacement| fits(displacement, &mut places));
        displacements[idx] = displacement.context("a bucket finds no place: the table is too full")?;
        for (place, keyed_idx) in places.iter().zip(&buckets[idx]) {
            is_taken[*place] = true;
            table[*place] = keyed[*keyed_idx].1;
        }
    }
    Ok((displacements, table))
}
