//! [`Model`]: the weights, read in place.

use std::sync::OnceLock;

use epitome_document::LangTag;

use super::layout::{
    CHUNK, HEADER_LEN, MAGIC, MAX_LANGS, N_KNOTS, N_LENGTHS, N_LEVELS, SCRIPT_LEN, TAG_LEN, UNITS_PER_NAT,
    WEIGHT_UNITS_PER_NAT,
};
use super::table::{Scores, Table};
use super::{Script, Word, Words, ngrams};

/// A model file, read in place: making one looks at the header only.
#[derive(Clone, Debug)]
pub struct Model<'m> {
    scripts: Vec<ScriptModel>,
    table: Table<'m>,
}

/// Words read before it is asked whether the answer is clear.
const WORDS_PER_ROUND: usize = 8;

/// An answer that is right in so many of a thousand texts is clear. MEASURE
const CLEAR: u16 = 995;

/// What the model knows of the languages of one script.
#[derive(Clone, Debug)]
struct ScriptModel {
    script: Script,
    /// The languages by number. `zxx` stands for strings that are no words.
    tags: Vec<LangTag>,
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
        let [n_slots, n_buckets, n_groups, n_chunks, n_scripts] =
            [size(0)?, size(1)?, size(2)?, size(3)?, size(4)?];
        if magic != MAGIC || n_slots == 0 || n_buckets == 0 {
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

    /// The languages that the words of a script may be in. Every so many-th word is read, all over the text, then those beside
    /// them and so on until the answer is clear; it rests on the words that were read.
    pub(crate) fn rank_until_clear(&self, words: &Words, script: Script) -> Option<Ranking<'_>> {
        let mut reading = self.reading(script)?;
        let n_rounds = (words.iter().len() / WORDS_PER_ROUND).max(1);
        for first in 0..n_rounds {
            for word in words.iter().skip(first).step_by(n_rounds).filter(|word| word.script == script) {
                reading.add(words, word);
            }
            let ranking = reading.ranking();
            if ranking.confidence() >= CLEAR || first + 1 == n_rounds {
                return Some(ranking).filter(|ranking| ranking.n_words > 0);
            }
        }
        None
    }

    fn reading(&self, script: Script) -> Option<Reading<'_>> {
        let part = self.script(script)?;
        let scores = Scores::new(&part.codebook, part.tags.len());
        Some(Reading { part, table: &self.table, scores, n_words: 0, n_letters: 0 })
    }

    /// Whether any script's words can be in this language.
    pub(crate) fn has(&self, tag: LangTag) -> bool {
        self.scripts.iter().any(|part| part.tags.iter().any(|known| known.language() == tag.language()))
    }
}

/// The words of a script that were read so far.
struct Reading<'m> {
    part: &'m ScriptModel,
    table: &'m Table<'m>,
    scores: Scores<'m>,
    n_words: u32,
    n_letters: u32,
}

impl<'m> Reading<'m> {
    #[inline]
    fn add(&mut self, words: &Words, word: &Word) {
        ngrams(words.padded(word), word.script, |key| self.scores.add(self.table, key));
        self.n_words += 1;
        self.n_letters += word.n_letters;
    }

    fn ranking(&mut self) -> Ranking<'m> {
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
        let sum = self.sum();
        let share = move |nats: f32| exp(nats - self.nats[self.best]) / sum;
        self.part.tags.iter().copied().zip(self.nats).map(move |(tag, nats)| (tag, share(nats)))
    }

    /// The languages with how likely each is, in nats: the logarithms of the shares.
    pub(crate) fn nats(&self) -> impl Iterator<Item = f32> {
        let all = self.nats[self.best] + libm::logf(self.sum());
        self.nats.into_iter().take(self.part.tags.len()).map(move |nats| nats - all)
    }

    /// The best language beside this one, and its part of what the model gives to all others.
    pub(crate) fn runner_up(&self) -> Option<(LangTag, f32)> {
        let is_other = |lang: usize| lang != self.best && self.part.tags[lang] != LangTag::ZXX;
        let others = || (0..self.part.tags.len()).filter(|lang| is_other(*lang));
        let next =
            others().reduce(|next, lang| if self.nats[lang] > self.nats[next] { lang } else { next })?;
        let sum: f32 = others().map(|lang| exp(self.nats[lang] - self.nats[next])).sum();
        Some((self.part.tags[next], 1.0 / sum))
    }

    /// What all languages have together, the best being one.
    fn sum(&self) -> f32 {
        self.nats[..self.part.tags.len()].iter().map(|nats| exp(nats - self.nats[self.best])).sum()
    }
}

impl ScriptModel {
    fn ranking(&self, scores: &Scores, n_words: u32) -> Ranking<'_> {
        let scale = 1.0 / (WEIGHT_UNITS_PER_NAT * (scores.n_known.max(1) as f32).sqrt());
        let n_langs = self.tags.len();
        let nats: [f32; MAX_LANGS] = std::array::from_fn(|lang| {
            scores.sums[lang] as f32 * scale + f32::from(self.biases[lang]) / UNITS_PER_NAT
        });
        let (mut best, mut next) = (0, None);
        for lang in 1..n_langs {
            if nats[lang] > nats[best] {
                (best, next) = (lang, Some(best));
            } else if next.is_none_or(|next| nats[lang] > nats[next]) {
                next = Some(lang);
            }
        }
        let margin = next.map_or(f32::from(u16::MAX), |next| (nats[best] - nats[next]) * UNITS_PER_NAT);
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
            codebook: levels.map(|level| level as i8),
            biases: std::array::from_fn(|_| next()),
            calibration: [[(0, 0); N_KNOTS]; N_LENGTHS],
        };
        let (tags, calibration) = rest.get(2 * MAX_LANGS..)?.split_at_checked(TAG_LEN * MAX_LANGS)?;
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
