//! [`Model`]: the weights, read in place.

use std::sync::OnceLock;

use epitome_document::LangTag;

use super::layout::{
    CHUNK, HEADER_LEN, MAGIC, MAX_LANGS, N_KNOTS, N_LENGTHS, N_LEVELS, N_REGIONS, SCRIPT_LEN, TAG_LEN,
    UNITS_PER_NAT, WEIGHT_UNITS_PER_NAT,
};
use super::table::{Region, Scores, Table};
use super::{Script, Word, Words, ngrams};

/// A model file, read in place: making one looks at the header only.
#[derive(Clone, Debug)]
pub struct Model<'m> {
    scripts: Vec<ScriptModel>,
    table: Table<'m>,
}

/// What the model knows of the languages of one script.
#[derive(Clone, Debug)]
struct ScriptModel {
    script: Script,
    /// The languages by number. `zxx` stands for strings that are no words.
    tags: Vec<LangTag>,
    /// The number of `zxx`.
    noise: Option<usize>,
    codebook: [i8; N_LEVELS],
    biases: [i16; MAX_LANGS],
    /// Per length of text: margins in 1/256 nat, and how many of a thousand answers by that margin are right.
    calibration: [[(u16, u16); N_KNOTS]; N_LENGTHS],
}

/// The languages of a script, by how well they fit.
#[derive(Clone, Debug)]
pub struct Ranking<'m> {
    part: &'m ScriptModel,
    /// How well each language fits, in nats.
    nats: [f32; MAX_LANGS],
    best: usize,
    margin: u16,
    n_words: u32,
}

/// The model that comes with this crate: of 3 MB, or with its feature `large-model` of 10 MB.
#[must_use]
pub fn embedded() -> &'static Model<'static> {
    static MODEL: OnceLock<Model<'static>> = OnceLock::new();
    #[cfg(not(feature = "large-model"))]
    static FILE: &Lined<[u8]> = &Lined(*include_bytes!("../../model/small.bin"));
    #[cfg(feature = "large-model")]
    static FILE: &Lined<[u8]> = &Lined(*include_bytes!("../../model/large.bin"));
    MODEL.get_or_init(|| Model::read(&FILE.0).expect("the model that was embedded is whole; a test reads it"))
}

/// Bytes that start where a line of a processor's cache does: dense rows are in one line each then.
#[repr(C, align(64))]
struct Lined<T: ?Sized>(T);

impl<'m> Model<'m> {
    /// Reads the header of a model file; `None` when it is not one, or not whole.
    #[must_use]
    pub fn read(file: &'m [u8]) -> Option<Model<'m>> {
        let (header, mut rest) = file.split_at_checked(HEADER_LEN)?;
        let (magic, sizes) = header.split_at_checked(MAGIC.len())?;
        let mut sizes = sizes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes) as usize);
        let mut size = || sizes.next();
        let (n_scripts, n_groups, n_chunks) = (size()?, size()?, size()?);
        let mut regions = [Region::default(); N_REGIONS];
        let (mut n_buckets, mut n_slots) = (0, 0);
        for region in &mut regions {
            *region =
                Region { first_bucket: n_buckets, n_buckets: size()?, first_slot: n_slots, n_slots: size()? };
            n_buckets += region.n_buckets;
            n_slots += region.n_slots;
        }
        if magic != MAGIC || regions.iter().any(|region| region.n_buckets == 0 || region.n_slots == 0) {
            return None;
        }
        let mut scripts = Vec::new();
        for _ in 0..n_scripts {
            let (part, after) = rest.split_at_checked(SCRIPT_LEN)?;
            scripts.push(ScriptModel::read(part)?);
            rest = after;
        }
        let (displacements, rest) = rest.split_at_checked(2 * n_buckets)?;
        let (slots, rest) = rest.split_at_checked(8 * n_slots)?;
        let (groups, chunks) = rest.split_at_checked(8 * n_groups)?;
        let table = Table {
            regions,
            displacements: displacements.as_chunks().0,
            slots: slots.as_chunks().0,
            groups: groups.as_chunks().0,
            chunks: chunks.as_chunks().0,
        };
        (chunks.len() == CHUNK * n_chunks).then_some(Model { scripts, table })
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
        let mut reading = self.reading(of.peek()?.script)?;
        for word in of {
            reading.add(words, word);
        }
        Some(reading.ranking())
    }

    /// Begins to read words of a script; `None` where the model has no statistics of it.
    #[inline]
    pub(crate) fn reading(&self, script: Script) -> Option<Reading<'_>> {
        let part = self.script(script)?;
        let scores = Scores::new(&part.codebook, part.tags.len());
        Some(Reading { part, table: &self.table, scores, n_words: 0, n_letters: 0 })
    }

    /// Whether any script's words can be in this language.
    pub(crate) fn has(&self, tag: LangTag) -> bool {
        self.scripts.iter().any(|part| part.tags.iter().any(|known| known.language() == tag.language()))
    }
}

/// What a word adds: to the sum of each language, and last to how many n-grams the model knows. A word of so few letters as have a
/// [`Key`](crate::known::Key) reaches no half of what sixteen bits hold.
pub(crate) type Sums = [i16; N_ADDED];

/// See [`Sums`].
pub(crate) const N_ADDED: usize = MAX_LANGS + 1;

/// The words of a script that were read so far.
pub(crate) struct Reading<'m> {
    part: &'m ScriptModel,
    table: &'m Table<'m>,
    scores: Scores,
    n_words: u32,
    n_letters: u32,
}

impl<'m> Reading<'m> {
    /// Forgets all words.
    pub(crate) fn clear(&mut self) {
        self.scores.clear();
        (self.n_words, self.n_letters) = (0, 0);
    }

    /// Reads one more.
    #[inline]
    pub(crate) fn add(&mut self, words: &Words, word: &Word) {
        ngrams(words.padded(word), word.script, |key| self.scores.add(self.table, key));
        self.n_words += 1;
        self.n_letters += word.n_letters;
    }

    /// The same, and what it adds.
    pub(crate) fn add_new(&mut self, words: &Words, word: &Word) -> Sums {
        self.scores.finish(self.table);
        let (before, n_before) = (self.scores.sums, self.scores.n_known);
        self.add(words, word);
        self.scores.finish(self.table);
        let mut added = [0; N_ADDED];
        for (added, (sum, before)) in added.iter_mut().zip(self.scores.sums.iter().zip(before)) {
            *added = (sum - before) as i16;
        }
        added[MAX_LANGS] = (self.scores.n_known - n_before) as i16;
        added
    }

    /// Reads one more of which it is known what it adds.
    #[inline]
    pub(crate) fn add_known(&mut self, added: &Sums, word: &Word) {
        for (sum, added) in self.scores.sums.iter_mut().zip(added) {
            *sum += i32::from(*added);
        }
        self.scores.n_known += added[MAX_LANGS] as u32;
        self.n_words += 1;
        self.n_letters += word.n_letters;
    }

    /// The languages by number with how likely each is by the letters and edges of one word alone, in nats: the logarithms of
    /// their shares. No word may be read before.
    pub(crate) fn nats_of(&mut self, padded: &[char]) -> [f32; MAX_LANGS] {
        ngrams(padded, self.part.script, |key| self.scores.add(self.table, key));
        self.scores.finish(self.table);
        let mut nats = self.part.nats(&self.scores);
        let best = nats[highest(&nats)];
        let all = best + libm::logf(sum_of_exp(self.part.of_languages(&nats), best));
        nats.iter_mut().for_each(|nats| *nats -= all);
        nats
    }

    /// The languages these words may be in.
    pub(crate) fn ranking(&mut self) -> Ranking<'m> {
        self.scores.finish(self.table);
        let is_han = self.part.script == Script::Han;
        self.part.ranking(&self.scores, if is_han { self.n_letters.div_ceil(2) } else { self.n_words })
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
        let (nats, best) = (self.nats, self.nats[self.best]);
        let all = sum_of_exp(self.part.of_languages(&nats), best);
        self.part.tags.iter().copied().zip(nats.into_iter().map(move |nats| exp(nats - best) / all))
    }

    /// The next best language, and its part of what the model gives to all but the best.
    pub(crate) fn runner_up(&self) -> Option<(LangTag, f32)> {
        let mut others = self.nats;
        others[self.best] = f32::MIN;
        if let Some(noise) = self.part.noise {
            others[noise] = f32::MIN;
        }
        let next = highest(&others[..self.part.tags.len()]);
        (others[next] > f32::MIN)
            .then(|| (self.part.tags[next], 1.0 / sum_of_exp(self.part.of_languages(&others), others[next])))
    }
}

/// The number of the highest score, the first of equals.
fn highest(scores: &[f32]) -> usize {
    let (lanes, rest) = scores.as_chunks::<8>();
    let mut most = [f32::MIN; 8];
    for lane in lanes {
        for (most, score) in most.iter_mut().zip(lane) {
            *most = if *score > *most { *score } else { *most };
        }
    }
    let most = most.iter().chain(rest).fold(f32::MIN, |most, score| most.max(*score));
    scores.iter().position(|score| *score == most).unwrap_or_default()
}

/// What all have together where the highest counts one.
fn sum_of_exp(nats: &[[f32; N_SUMS]], highest: f32) -> f32 {
    // Some sums at a time, so that none waits for another.
    let mut sums = [0.0; N_SUMS];
    for eight in nats {
        for (sum, nats) in sums.iter_mut().zip(eight) {
            *sum += exp(nats - highest);
        }
    }
    sums.iter().sum()
}

/// Sums of shares that are made side by side.
const N_SUMS: usize = 8;

impl ScriptModel {
    /// The parts of a row that languages stand in: what is behind them fits nothing, and adds nothing to a sum.
    fn of_languages<'n>(&self, nats: &'n [f32; MAX_LANGS]) -> &'n [[f32; N_SUMS]] {
        &nats.as_chunks().0[..self.tags.len().div_ceil(N_SUMS)]
    }

    /// How well each language fits, in nats. A number beyond the last language is no language, and fits nothing.
    fn nats(&self, scores: &Scores) -> [f32; MAX_LANGS] {
        let scale = 1.0 / (WEIGHT_UNITS_PER_NAT * (scores.n_known.max(1) as f32).sqrt());
        let mut nats = [f32::MIN; MAX_LANGS];
        for ((nats, sum), bias) in nats[..self.tags.len()].iter_mut().zip(&scores.sums).zip(&self.biases) {
            *nats = *sum as f32 * scale + f32::from(*bias) / UNITS_PER_NAT;
        }
        nats
    }

    fn ranking(&self, scores: &Scores, n_words: u32) -> Ranking<'_> {
        let nats = self.nats(scores);
        let best = highest(&nats[..self.tags.len()]);
        let mut others = nats;
        others[best] = f32::MIN;
        let next = others[highest(&others[..self.tags.len()])];
        let margin = if next > f32::MIN { (nats[best] - next) * UNITS_PER_NAT } else { f32::from(u16::MAX) };
        Ranking { part: self, nats, best, margin: margin as u16, n_words }
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
        let (levels, rest) = rest.split_first_chunk::<N_LEVELS>()?;
        let mut numbers = rest.as_chunks::<2>().0.iter().map(|bytes| i16::from_le_bytes(*bytes));
        let mut next = || numbers.next().unwrap_or_default();
        let mut model = ScriptModel {
            script: Script::from_number(script)?,
            tags: Vec::new(),
            noise: None,
            codebook: levels.map(|level| level as i8),
            biases: std::array::from_fn(|_| next()),
            calibration: [[(0, 0); N_KNOTS]; N_LENGTHS],
        };
        let (tags, calibration) = rest.get(2 * MAX_LANGS..)?.split_at_checked(TAG_LEN * MAX_LANGS)?;
        for tag in tags.chunks(TAG_LEN).take(usize::from(n_langs)) {
            let tag = std::str::from_utf8(tag).ok()?.trim_end_matches('\0');
            model.tags.push(LangTag::literal(tag));
        }
        model.noise = model.tags.iter().position(|tag| *tag == LangTag::ZXX);
        let mut numbers = calibration.as_chunks::<2>().0.iter().map(|bytes| u16::from_le_bytes(*bytes));
        for knot in model.calibration.as_flattened_mut() {
            *knot = (numbers.next()?, numbers.next()?);
        }
        Some(model)
    }
}
