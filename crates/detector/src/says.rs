//! What the words of a document say for each language, each worked out once.

use std::sync::OnceLock;

use epitome_document::LangTag;

use crate::finding::language_of;
use crate::model::{Model, N_SCRIPTS, Reading, Script, Word, Words, embedded};
use crate::path::UNITS_PER_NAT;

/// Languages that a row has room for; a test holds that they fit.
pub(crate) const N_LANES: usize = 96;

/// What a word says for each language, in fractions of a nat.
pub(crate) type Row = [i16; N_LANES];

/// What a word costs a language that is not written in its script, in nats: three such words in a row are a run of their own, one
/// or two are a name or a term.
const FOREIGN: f32 = 4.5;

/// What a word with a capital says counts for less: it is often a name.
const CAPITALISED: f32 = 0.7;

/// No word says more than this against a language.
const LEAST: f32 = -12.0;

/// Letters of scripts without spaces that cost as much as one word, and the most words that a stretch of them costs.
const LETTERS_PER_WORD: u32 = 4;
const MAX_COST: u32 = 14;

/// Words that are kept: a word is found in the place that its key names, or is not known any more. Of all words of an article
/// three in five were there before.
const MAX_KEPT: usize = 1024;
const BYTES_PER_KEPT: usize = 16;

/// What the words of a document say. Words that come again are not worked out again, as far as there is room.
pub(crate) struct Says {
    kept: Vec<(u64, Row)>,
    /// By script, begun when it is first needed.
    readings: [Option<Reading<'static>>; N_SCRIPTS],
}

impl Says {
    /// Nothing yet, with room for a text of so many bytes.
    pub(crate) fn new(n_bytes: usize) -> Says {
        let n_kept = (n_bytes / BYTES_PER_KEPT).next_power_of_two().min(MAX_KEPT);
        Says { kept: vec![(NO_WORD, [0; N_LANES]); n_kept], readings: Default::default() }
    }

    /// What a word says.
    pub(crate) fn row(&mut self, words: &Words, word: &Word) -> &Row {
        let key = key(words, word);
        let place = (key >> 32) as usize & (self.kept.len() - 1);
        if self.kept[place].0 != key {
            self.kept[place] = (key, self.worked_out(words, word));
        }
        &self.kept[place].1
    }

    fn worked_out(&mut self, words: &Words, word: &Word) -> Row {
        let is_unspaced = word.script.is_unspaced();
        let n_units = if is_unspaced { word.n_letters.div_ceil(LETTERS_PER_WORD).min(MAX_COST) } else { 1 };
        let mut row = [in_units(-FOREIGN * n_units as f32); N_LANES];
        let numbers = &states().of_script[word.script as usize];
        let reading = &mut self.readings[word.script as usize];
        if reading.is_none() {
            *reading = embedded().reading(word.script);
        }
        let Some(reading) = reading else {
            numbers.iter().for_each(|number| row[usize::from(*number)] = 0);
            return row;
        };
        let weight = if word.is_capitalised { CAPITALISED } else { 1.0 };
        let says = reading.nats_of(words, word).map(|nats| in_units((weight * nats).max(LEAST)));
        for (number, says) in numbers.iter().zip(says) {
            row[usize::from(*number)] = says;
        }
        row
    }
}

/// The key of no word: that of a word is odd.
const NO_WORD: u64 = 0;

/// By what a word is known again: 63 bits, so that two words are hardly ever one.
fn key(words: &Words, word: &Word) -> u64 {
    const STIR: u64 = 0xFF51_AFD7_ED55_8CCD;
    let start = (u64::from(word.is_capitalised) << 8 | word.script as u64) << 32 | u64::from(word.n_letters);
    let mixed = words.padded(word).iter().fold(start, |hash, c| {
        let hash = (hash ^ u64::from(*c as u32)).wrapping_mul(STIR);
        hash ^ (hash >> 32)
    });
    mixed | 1
}

/// Rounds to the nearest unit: beside so large a number a fraction has no room, and the lowest bits of the sum are the whole
/// number. That is a few wide steps for a whole row, which a checked conversion is not.
fn in_units(nats: f32) -> i16 {
    const LARGE: f32 = 12_582_912.0;
    (nats * f32::from(UNITS_PER_NAT) + LARGE).to_bits() as i16
}

/// All languages that words can be in, and for each script those of its own.
pub(crate) struct States {
    pub(crate) tags: Vec<LangTag>,
    /// Bengali, which is written with the letters of Assamese.
    pub(crate) bengali: Option<u8>,
    /// By script: the number of the language in the model's shares, and here.
    of_script: Vec<Vec<u8>>,
}

pub(crate) fn states() -> &'static States {
    static STATES: OnceLock<States> = OnceLock::new();
    STATES.get_or_init(|| States::of(embedded()))
}

impl States {
    fn of(model: &Model) -> States {
        let mut states = States { tags: Vec::new(), bengali: None, of_script: Vec::new() };
        for script in Script::all() {
            let alone: Vec<LangTag> = language_of(script).into_iter().collect();
            let tags = if model.tags(script).is_empty() { &alone } else { model.tags(script) };
            let numbers = tags.iter().map(|tag| states.add(*tag)).collect();
            states.of_script.push(numbers);
        }
        states.bengali = states.number(LangTag::literal("bn"));
        states
    }

    fn add(&mut self, tag: LangTag) -> u8 {
        self.number(tag).filter(|number| self.tags[usize::from(*number)] == tag).unwrap_or_else(|| {
            self.tags.push(tag);
            (self.tags.len() - 1) as u8
        })
    }

    /// The state of a language, whatever its region; `zh-Hant` is `zh` here.
    pub(crate) fn number(&self, tag: LangTag) -> Option<u8> {
        let exact = self.tags.iter().position(|known| *known == tag);
        let number =
            exact.or_else(|| self.tags.iter().position(|known| known.language() == tag.language()))?;
        u8::try_from(number).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_lane() {
        assert!(states().tags.len() <= N_LANES);
    }

    #[test]
    fn a_word_says_the_same_again_and_when_it_was_forgotten() {
        let words = Words::of("Die Liebe die liebe Mutter");
        let mut says = Says::new(0);
        let rows: Vec<Row> = words.iter().map(|word| *says.row(&words, word)).collect();
        for (word, row) in words.iter().zip(&rows) {
            assert_eq!(says.row(&words, word), row);
            assert_eq!(Says::new(1000).row(&words, word), row);
        }
        assert_ne!(rows[0], rows[2], "a capital makes a difference");
    }
}
