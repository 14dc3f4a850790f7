//! [`Model`]: the weights, read in place.

use std::sync::OnceLock;

use epitome_document::LangTag;

use super::layout::{
    FINGERPRINT_SHIFT, HEADER_LEN, MAGIC, MAX_LANGS, MORE, N_KNOTS, N_LENGTHS, N_LEVELS, SCRIPT_LEN, TAG_LEN,
    UNITS_PER_NAT, WEIGHT_BITS, WEIGHTS_PER_SLOT, bucket, fingerprint, following, slot,
};
use super::{Script, Word, Words, ngrams};

/// A model file, read in place: making one looks at the header only.
#[derive(Clone, Debug)]
pub struct Model<'m> {
    scripts: Vec<ScriptModel>,
    displacements: &'m [[u8; 2]],
    slots: &'m [[u8; 8]],
}

/// What the model knows of the languages of one script.
#[derive(Clone, Debug)]
struct ScriptModel {
    script: Script,
    /// The languages by number. `zxx` stands for strings that are no words.
    tags: Vec<LangTag>,
    codebook: [i16; N_LEVELS],
    biases: [i16; MAX_LANGS],
    /// Per length of text: margins in 1/256 nat, and how many of a thousand answers by that margin are right.
    calibration: [[(u16, u16); N_KNOTS]; N_LENGTHS],
}

/// The languages of a script, by how well they fit.
#[derive(Clone, Debug)]
pub struct Ranking<'m> {
    part: &'m ScriptModel,
    shares: [f32; MAX_LANGS],
    best: usize,
    margin: u16,
    n_words: u32,
}

/// What the n-grams of some words add up to.
#[derive(Clone, Copy, Debug)]
struct Scores {
    /// The sum of weights for each language.
    sums: [i32; MAX_LANGS],
    /// N-grams that the model knows.
    n_known: u32,
}

/// The model that comes with this crate.
#[must_use]
pub fn embedded() -> &'static Model<'static> {
    static MODEL: OnceLock<Model<'static>> = OnceLock::new();
    static FILE: &[u8] = include_bytes!("../../model/small.bin");
    MODEL.get_or_init(|| Model::read(FILE).expect("the model that was embedded is whole; a test reads it"))
}

impl<'m> Model<'m> {
    /// Reads the header of a model file; `None` when it is not one, or not whole.
    #[must_use]
    pub fn read(file: &'m [u8]) -> Option<Model<'m>> {
        let (header, mut rest) = file.split_at_checked(HEADER_LEN)?;
        let (magic, sizes) = header.split_at_checked(MAGIC.len())?;
        let size =
            |idx: usize| Some(u32::from_le_bytes(sizes.get(4 * idx..4 * idx + 4)?.try_into().ok()?) as usize);
        let (n_slots, n_buckets, n_scripts) = (size(0)?, size(1)?, size(2)?);
        if magic != MAGIC || n_slots == 0 || n_buckets == 0 {
            return None;
        }
        let mut scripts = Vec::new();
        for _ in 0..n_scripts {
            let (part, after) = rest.split_at_checked(SCRIPT_LEN)?;
            scripts.push(ScriptModel::read(part)?);
            rest = after;
        }
        let (displacements, slots) = rest.split_at_checked(2 * n_buckets)?;
        let (displacements, slots) = (displacements.as_chunks().0, slots.as_chunks().0);
        (slots.len() == n_slots).then_some(Model { scripts, displacements, slots })
    }

    /// The languages of a script by their number, or nothing where the model has no statistics of it.
    #[must_use]
    pub fn tags(&self, script: Script) -> &[LangTag] {
        self.script(script).map_or(&[], |part| &part.tags)
    }

    fn script(&self, script: Script) -> Option<&ScriptModel> {
        self.scripts.iter().find(|part| part.script == script)
    }

    /// The languages some words of one script may be in, by the n-grams they are made of. `None` where the model has no
    /// statistics of the script, or there is no word.
    pub fn rank<'w>(&self, words: &Words, of: impl Iterator<Item = &'w Word>) -> Option<Ranking<'_>> {
        let mut of = of.peekable();
        let part = self.script(of.peek()?.script)?;
        let mut scores = Scores::default();
        let (mut n_words, mut n_letters) = (0, 0);
        for word in of {
            self.add(words, word, &part.codebook, &mut scores);
            n_words += 1;
            n_letters += word.n_letters;
        }
        let n_words = if part.script == Script::Han { n_letters.div_ceil(2) } else { n_words };
        Some(part.ranking(&scores, n_words))
    }

    /// Adds the weights of a word's n-grams.
    #[inline]
    fn add(&self, words: &Words, word: &Word, codebook: &[i16; N_LEVELS], scores: &mut Scores) {
        ngrams(words.padded(word), word.script, |key| self.add_row(key, codebook, scores));
    }

    /// Whether any script's words can be in this language.
    pub(crate) fn has(&self, tag: LangTag) -> bool {
        self.scripts.iter().any(|part| part.tags.iter().any(|known| known.language() == tag.language()))
    }

    #[inline]
    fn add_row(&self, key: u64, codebook: &[i16; N_LEVELS], scores: &mut Scores) {
        let mut key = key;
        let mut slot = self.slot(key);
        if slot >> FINGERPRINT_SHIFT != fingerprint(key) {
            return;
        }
        scores.n_known += 1;
        loop {
            let mut weights = slot;
            for _ in 0..WEIGHTS_PER_SLOT {
                let lang = (weights >> 4) as usize % MAX_LANGS;
                scores.sums[lang] += i32::from(codebook[weights as usize % N_LEVELS]);
                weights >>= WEIGHT_BITS;
            }
            if slot & MORE == 0 {
                return;
            }
            key = following(key);
            slot = self.slot(key);
        }
    }

    #[inline]
    fn slot(&self, key: u64) -> u64 {
        let displacement = u16::from_le_bytes(self.displacements[bucket(key, self.displacements.len())]);
        u64::from_le_bytes(self.slots[slot(key, displacement, self.slots.len())])
    }
}

/// e to the power of something not above zero: within a thousandth, and the same on every machine.
fn exp(x: f32) -> f32 {
    let mut power = (1.0 + x / 1024.0).max(0.0);
    for _ in 0..10 {
        power *= power;
    }
    power
}

/// The curve that texts of so many words are calibrated by.
#[must_use]
pub fn length(n_words: u32) -> usize {
    match n_words {
        0..=1 => 0,
        2 => 1,
        3..=4 => 2,
        5..=10 => 3,
        11..=20 => 4,
        _ => 5,
    }
}

impl Ranking<'_> {
    /// The best language; `zxx` where the words look like none.
    #[must_use]
    pub fn best(&self) -> LangTag {
        self.part.tags[self.best]
    }

    /// By how much it is better than the next, in 1/256 nat.
    #[must_use]
    pub fn margin(&self) -> u16 {
        self.margin
    }

    /// How many words were read; in Han two characters are one.
    #[must_use]
    pub fn n_words(&self) -> u32 {
        self.n_words
    }

    /// How many of a thousand texts as long and as clear as this were right.
    pub(crate) fn confidence(&self) -> u16 {
        self.part.right(self.margin, self.n_words)
    }

    /// The languages with what the model gives each, of one.
    pub(crate) fn shares(&self) -> impl Iterator<Item = (LangTag, f32)> {
        self.part.tags.iter().copied().zip(self.shares)
    }
}

impl Default for Scores {
    fn default() -> Scores {
        Scores { sums: [0; MAX_LANGS], n_known: 0 }
    }
}

impl ScriptModel {
    fn ranking(&self, scores: &Scores, n_words: u32) -> Ranking<'_> {
        let scale = 1.0 / (UNITS_PER_NAT * (scores.n_known.max(1) as f32).sqrt());
        let n_langs = self.tags.len();
        let mut shares: [f32; MAX_LANGS] = std::array::from_fn(|lang| {
            scores.sums[lang] as f32 * scale + f32::from(self.biases[lang]) / UNITS_PER_NAT
        });
        let (mut best, mut next) = (0, None);
        for lang in 1..n_langs {
            if shares[lang] > shares[best] {
                (best, next) = (lang, Some(best));
            } else if next.is_none_or(|next| shares[lang] > shares[next]) {
                next = Some(lang);
            }
        }
        let margin = next.map_or(f32::from(u16::MAX), |next| (shares[best] - shares[next]) * UNITS_PER_NAT);
        let highest = shares[best];
        let mut sum = 0.0;
        for share in &mut shares[..n_langs] {
            *share = exp(*share - highest);
            sum += *share;
        }
        for share in &mut shares[..n_langs] {
            *share /= sum;
        }
        Ranking { part: self, shares, best, margin: margin as u16, n_words }
    }

    /// How many of a thousand answers by this margin are right.
    fn right(&self, margin: u16, n_words: u32) -> u16 {
        let curve = &self.calibration[length(n_words)];
        let above = curve.partition_point(|(known, _)| *known <= margin);
        let (low, low_right) = above.checked_sub(1).map_or((0, curve[0].1 / 2), |below| curve[below]);
        let Some((high, high_right)) = curve.get(above).filter(|(high, _)| *high < u16::MAX) else {
            return low_right;
        };
        let step = u32::from(high_right - low_right) * u32::from(margin - low) / u32::from(high - low).max(1);
        low_right + step as u16
    }

    fn read(part: &[u8]) -> Option<ScriptModel> {
        let (&[script, n_langs], rest) = part.split_first_chunk()?;
        let mut numbers = rest.as_chunks::<2>().0.iter().map(|bytes| i16::from_le_bytes(*bytes));
        let mut next = || numbers.next().unwrap_or_default();
        let mut model = ScriptModel {
            script: Script::from_number(script)?,
            tags: Vec::new(),
            codebook: std::array::from_fn(|_| next()),
            biases: std::array::from_fn(|_| next()),
            calibration: [[(0, 0); N_KNOTS]; N_LENGTHS],
        };
        let (tags, calibration) =
            rest.get(2 * (N_LEVELS + MAX_LANGS)..)?.split_at_checked(TAG_LEN * MAX_LANGS)?;
        for tag in tags.chunks(TAG_LEN).take(usize::from(n_langs)) {
            let tag = std::str::from_utf8(tag).ok()?.trim_end_matches('\0');
            model.tags.push(LangTag::literal(tag));
        }
        let mut numbers = calibration.as_chunks::<2>().0.iter().map(|bytes| u16::from_le_bytes(*bytes));
        for knot in model.calibration.as_flattened_mut() {
            *knot = (numbers.next()?, numbers.next()?);
        }
        Some(model)
    }
}
