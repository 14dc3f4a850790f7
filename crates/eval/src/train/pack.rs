//! Writing a model file.

use anyhow::{Context, Result};
use epitome_detector::model::Script;
use epitome_detector::model::layout::{
    BESIDE_SHIFT, CHUNK, DENSE, FINGERPRINT_SHIFT, GROUPS_SHIFT, LINK, MAGIC, MAX_LANGS, N_KNOTS, N_LENGTHS,
    N_REGIONS, TAG_LEN, UNITS_PER_NAT, WEIGHT_BITS, WEIGHTS_BESIDE_LINK, WEIGHTS_PER_GROUP, WEIGHTS_PER_SLOT,
    bucket, fingerprint, region, slot,
};
use epitome_document::LangTag;

use super::softmax::{Levels, Rows, Weights, units};

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

/// The model file of these scripts.
pub(super) fn pack(scripts: &[Trained]) -> Result<Vec<u8>> {
    let mut table = Table::default();
    let mut parts = Vec::new();
    for trained in scripts {
        table.add(trained)?;
        part(trained, &mut parts);
    }
    let regions: Vec<Region> = table.keyed.iter().map(|keyed| place(keyed)).collect::<Result<_>>()?;
    let mut packed = MAGIC.to_vec();
    let n_chunks = table.weights.len() / CHUNK;
    let sizes = regions.iter().flat_map(|region| [region.displacements.len(), region.slots.len()]);
    for size in [scripts.len(), table.groups.len(), n_chunks].into_iter().chain(sizes) {
        packed.extend((size as u32).to_le_bytes());
    }
    packed.extend(parts);
    let displacements = regions.iter().flat_map(|region| &region.displacements);
    packed.extend(displacements.flat_map(|displacement| displacement.to_le_bytes()));
    let slots = regions.iter().flat_map(|region| &region.slots);
    packed.extend(slots.chain(&table.groups).flat_map(|slot| slot.to_le_bytes()));
    packed.extend(table.weights.into_iter().map(|weight| weight as u8));
    Ok(packed)
}

/// The rows of all scripts.
#[derive(Default)]
struct Table {
    /// By region the slots, each with its key.
    keyed: [Vec<(u64, u64)>; N_REGIONS],
    /// Groups of the weights that did not fit into a slot.
    groups: Vec<u64>,
    /// The weights of dense rows.
    weights: Vec<i8>,
}

impl Table {
    fn add(&mut self, trained: &Trained) -> Result<()> {
        for (row, key) in trained.rows.keys.iter().enumerate() {
            let payload = if trained.weights.is_dense(row) {
                self.dense(&trained.weights.values[trained.weights.row(row)])?
            } else {
                self.listed(trained, row)?
            };
            self.keyed[region(*key)].push((*key, fingerprint(*key) << FINGERPRINT_SHIFT | payload));
        }
        Ok(())
    }

    fn dense(&mut self, values: &[f32]) -> Result<u64> {
        let place = link(self.weights.len() / CHUNK)?;
        self.weights.extend(values.iter().copied().map(units));
        self.weights.resize(self.weights.len().next_multiple_of(CHUNK), 0);
        Ok(LINK | DENSE | place)
    }

    fn listed(&mut self, trained: &Trained, row: usize) -> Result<u64> {
        let levels = &trained.levels;
        let zero = levels.number(0.0) as u64;
        let range = trained.weights.row(row);
        let langs = trained.weights.langs[range.clone()].iter().map(|lang| u64::from(*lang));
        let numbers = trained.weights.values[range].iter().map(|value| levels.number(*value) as u64);
        let weights: Vec<u64> = langs.zip(numbers).map(|(lang, level)| lang << 4 | level).collect();
        let packed = |weights: &[u64], n: usize| {
            let filled = weights.iter().copied().chain(std::iter::repeat(zero)).take(n);
            filled.enumerate().map(|(idx, weight)| weight << (WEIGHT_BITS * idx as u32)).sum::<u64>()
        };
        if weights.len() <= WEIGHTS_PER_SLOT {
            return Ok(packed(&weights, WEIGHTS_PER_SLOT));
        }
        let place = link(self.groups.len())?;
        let (beside, further) = weights.split_at(WEIGHTS_BESIDE_LINK);
        let groups = further.chunks(WEIGHTS_PER_GROUP);
        let n_groups = groups.len() as u64;
        self.groups.extend(groups.map(|group| packed(group, WEIGHTS_PER_GROUP)));
        let beside = packed(beside, WEIGHTS_BESIDE_LINK) << BESIDE_SHIFT;
        Ok(LINK | beside | n_groups << GROUPS_SHIFT | place)
    }
}

/// The place that a link points to.
fn link(place: usize) -> Result<u64> {
    let place = place as u64;
    (place < 1 << GROUPS_SHIFT).then_some(place).context("the model has more rows than links can point to")
}

fn part(trained: &Trained, file: &mut Vec<u8>) {
    let bias = |value: f32| ((value * UNITS_PER_NAT).round() as i16).to_le_bytes();
    file.extend([trained.script as u8, trained.tags.len() as u8]);
    file.extend(trained.levels.0.iter().map(|level| units(*level) as u8));
    for idx in 0..MAX_LANGS {
        file.extend(bias(trained.weights.biases.get(idx).copied().unwrap_or_default()));
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

/// A region of the tables.
struct Region {
    displacements: Vec<u16>,
    slots: Vec<u64>,
}

/// Finds for each bucket, the fullest first, the displacement under which all of its keys have a slot of their own.
fn place(keyed: &[(u64, u64)]) -> Result<Region> {
    let n_slots = keyed.len() * 1000 / FULL_PER_MILLE + 1;
    let n_buckets = keyed.len() / KEYS_PER_BUCKET + 1;
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
    Ok(Region { displacements, slots: table })
}
