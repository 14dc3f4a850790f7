//! What words say for each language, each worked out as seldom as possible.

use std::cell::RefCell;
use std::sync::OnceLock;

use epitome_document::{LangTag, Span};

use crate::by_script::language_of;
use crate::known::{Key, Known, bytes_at};
use crate::lead::{Rivals, rivals};
use crate::model::{Model, N_ADDED, N_SCRIPTS, Ranking, Reading, Script, Word, Words, embedded};
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

/// As how many words a word counts.
fn n_units(word: &Word) -> u32 {
    if word.script.is_unspaced() { word.n_letters.div_ceil(LETTERS_PER_WORD).min(MAX_COST) } else { 1 }
}

/// Words and endings that are known: 200 bytes each, 3.5 MB in all, and nothing for places that stay empty. With half as many places 609 French articles take 8 instructions a byte more, of 200.
const N_ROWS: usize = 1 << 14;

/// Words whose n-grams are added up: 370 KB.
const N_ADDED_UP: usize = 1 << 11;

/// Short words and endings whose rivals are known: 400 KB at the most.
const N_ASKED: usize = 1 << 13;
/// What is none of these.
const NOT_ASKED: u16 = u16::MAX;

thread_local! {
    static SAYS: RefCell<Says> = const {
        RefCell::new(Says {
            rows: Known::new(N_ROWS),
            sums: Known::new(N_ADDED_UP),
            rivals: Vec::new(),
            asked_at: Vec::new(),
            without_key: [0; N_LANES],
            words: Words::new(), readings: [const { None }; N_SCRIPTS] })
    };
}

/// What words say. A thread keeps it from one document to the next, since most words come again.
pub(crate) struct Says {
    rows: Known<N_LANES>,
    /// What the n-grams of words add up to.
    sums: Known<N_ADDED>,
    rivals: Vec<Asked>,
    /// By a hash, which of these it may be.
    asked_at: Vec<u16>,
    /// The latest row of a word that is too long to be known again.
    without_key: Row,
    /// Room for the words of a short text.
    words: Words,
    /// By script, begun when it is first needed.
    readings: [Option<Box<Reading<'static>>>; N_SCRIPTS],
}

/// Hands on what this thread knows already.
pub(crate) fn with_says<T>(work: impl FnOnce(&mut Says) -> T) -> T {
    SAYS.with_borrow_mut(work)
}

/// A short word or the end of a long one, and what it says for the rivals of a language.
#[derive(Clone, Copy)]
struct Asked {
    /// Its bytes.
    word: u64,
    question: u16,
    rivals: Rivals,
}

/// What is asked about a word: what all of it says, or its end alone.
const WHOLE: u8 = 0;
const ENDING: u8 = 1;

impl Says {
    /// What a word says, which stands in `text`.
    pub(crate) fn row(&mut self, text: &str, words: &Words, word: &Word) -> &Row {
        self.answer(Key::new(text, word.span, WHOLE), |says| says.worked_out(words, word, WHOLE))
    }

    /// What a stretch of text says that is a word, if that is known.
    #[inline]
    pub(crate) fn known(&self, text: &str, stretch: Span) -> Option<&Row> {
        let row = self.rows.row(&Key::new(text, stretch, WHOLE)?)?;
        Some(self.rows.at(row))
    }

    /// What the last letters of a word say, whichever letters stand before them.
    #[inline]
    pub(crate) fn ending(&mut self, text: &str, ending: Span) -> &Row {
        self.answer(Key::new(text, ending, ENDING), |says| {
            says.of_words(&text[ending.range()], ENDING, |words| words.last()).unwrap_or([0; N_LANES])
        })
    }

    /// What a short word says for the rivals of a language, or the end of a long one; `None` where it is more than one word, or has more than
    /// eight bytes.
    #[inline]
    pub(crate) fn rivals(&mut self, text: &str, word: Span, is_ending: bool, own: u8) -> Option<&Rivals> {
        let n_bits = (u64::BITS as usize).checked_sub(8 * word.len())? as u32;
        // What follows the word is no part of it.
        let asked = u64::from_le_bytes(bytes_at(text, word.start())) << n_bits;
        let question = u16::from(own) << 1 | u16::from(is_ending);
        let hash = (asked ^ u64::from(question)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        let place = (hash >> (u64::BITS - N_ASKED.ilog2())) as usize;
        let known = self.asked_at.get(place).and_then(|row| self.rivals.get(usize::from(*row)));
        if known.is_none_or(|known| (known.word, known.question) != (asked, question)) {
            let rivals = rivals(self.asked(text, word, is_ending)?, own);
            if self.asked_at.is_empty() {
                self.asked_at = vec![NOT_ASKED; N_ASKED];
            }
            let asked = Asked { word: asked, question, rivals };
            match self.rivals.get_mut(usize::from(self.asked_at[place])) {
                Some(known) => *known = asked,
                None => {
                    self.asked_at[place] = self.rivals.len() as u16;
                    self.rivals.push(asked);
                }
            }
        }
        Some(&self.rivals[usize::from(self.asked_at[place])].rivals)
    }

    fn asked(&mut self, text: &str, word: Span, is_ending: bool) -> Option<&Row> {
        if is_ending {
            return Some(self.ending(text, word));
        }
        let key = Key::new(text, word, WHOLE)?;
        let row = match self.rows.row(&key) {
            Some(row) => row,
            None => {
                let row = self.of_words(&text[word.range()], WHOLE, |words| {
                    if let [only] = words { Some(only) } else { None }
                })?;
                self.rows.put(key, &row)
            }
        };
        Some(self.rows.at(row))
    }

    /// What one of the words of a text says, if there is that one.
    fn of_words(&mut self, text: &str, question: u8, one: impl Fn(&[Word]) -> Option<&Word>) -> Option<Row> {
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        words.add(text);
        let row = one(words.iter().as_slice()).map(|word| self.worked_out(&words, word, question));
        self.words = words;
        row
    }

    #[inline]
    fn answer(&mut self, key: Option<Key>, work: impl FnOnce(&mut Says) -> Row) -> &Row {
        if let Some(row) = key.as_ref().and_then(|key| self.rows.row(key)) {
            return self.rows.at(row);
        }
        let row = work(self);
        match key {
            Some(key) => {
                let row = self.rows.put(key, &row);
                self.rows.at(row)
            }
            None => {
                self.without_key = row;
                &self.without_key
            }
        }
    }

    /// What reads words of a script, and has read none; `None` where the model has no statistics of it.
    fn reading(&mut self, script: Script) -> Option<&mut Reading<'static>> {
        let kept = &mut self.readings[script as usize];
        if kept.is_none() {
            *kept = embedded().reading(script).map(Box::new);
        }
        let reading = kept.as_deref_mut()?;
        reading.clear();
        Some(reading)
    }

    /// Begins to read words of a script; false where the model has no statistics of it.
    pub(crate) fn begin(&mut self, script: Script) -> bool {
        self.reading(script).is_some()
    }

    /// Reads one more word of the script that was begun.
    pub(crate) fn read(&mut self, words: &Words, word: &Word) {
        let Some(reading) = &mut self.readings[word.script as usize] else { return };
        let Some(key) = Key::of_letters(words.padded(word), word.script as u8) else {
            return reading.add(words, word);
        };
        match self.sums.row(&key) {
            Some(row) => reading.add_known(self.sums.at(row), word),
            None => _ = self.sums.put(key, &reading.add_new(words, word)),
        }
    }

    /// The languages that the words may be in that were read of a script.
    pub(crate) fn ranking(&mut self, script: Script) -> Option<Ranking<'static>> {
        self.readings[script as usize].as_mut().map(|reading| reading.ranking())
    }

    fn worked_out(&mut self, words: &Words, word: &Word, question: u8) -> Row {
        let mut row = [in_units(-FOREIGN * n_units(word) as f32); N_LANES];
        let numbers = &states().of_script[word.script as usize];
        let Some(reading) = self.reading(word.script) else {
            numbers.iter().for_each(|number| row[usize::from(*number)] = 0);
            return row;
        };
        let weight = if word.is_capitalised { CAPITALISED } else { 1.0 };
        let padded = &words.padded(word)[usize::from(question == ENDING)..];
        let says = reading.nats_of(padded).map(|nats| in_units((weight * nats).max(LEAST)));
        if states().has_first_lanes[word.script as usize] {
            row[..numbers.len()].copy_from_slice(&says[..numbers.len()]);
        } else {
            numbers.iter().zip(says).for_each(|(number, says)| row[usize::from(*number)] = says);
        }
        row
    }
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
    /// By script: whether both numbers are the same, as they are in the first script, Latin.
    has_first_lanes: Vec<bool>,
}

pub(crate) fn states() -> &'static States {
    static STATES: OnceLock<States> = OnceLock::new();
    STATES.get_or_init(|| States::of(embedded()))
}

impl States {
    fn of(model: &Model) -> States {
        let mut states =
            States { tags: Vec::new(), bengali: None, of_script: Vec::new(), has_first_lanes: Vec::new() };
        for script in Script::all() {
            let alone: Vec<LangTag> = language_of(script).into_iter().collect();
            let tags = if model.tags(script).is_empty() { &alone } else { model.tags(script) };
            let numbers: Vec<u8> = tags.iter().map(|tag| states.add(*tag)).collect();
            states.has_first_lanes.push(numbers.iter().copied().eq(0..numbers.len() as u8));
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

    /// Whether a language is written in a script.
    pub(crate) fn is_written_in(&self, language: u8, script: Script) -> bool {
        self.of_script[script as usize].contains(&language)
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
        assert!(states().tags.len() <= N_LANES, "{}", states().tags.len());
    }

    #[test]
    fn words_add_up_to_the_same_when_they_are_known() {
        let text = "Die Regierung hat am Montag die Straßenverkehrsgenehmigungsverfahren und die Steuern beschlossen";
        let words = Words::of(text);
        let found = |ranking: Ranking| {
            (ranking.best(), ranking.margin(), ranking.n_words(), ranking.shares().collect::<Vec<_>>())
        };
        let expected = embedded().rank(&words, words.iter()).map(found);
        for n_known in [0, 5, words.iter().len()] {
            let read = with_says(|says| {
                says.sums = Known::new(N_ADDED_UP);
                for n in [n_known, words.iter().len()] {
                    assert!(says.begin(Script::Latin));
                    words.iter().take(n).for_each(|word| says.read(&words, word));
                }
                says.ranking(Script::Latin)
            });
            assert_eq!(read.map(found), expected, "{n_known} known");
        }
    }

    #[test]
    fn a_word_says_the_same_again_and_when_it_was_forgotten() {
        let text = "Die Liebe die liebe Mutter";
        let words = Words::of(text);
        let rows = || -> Vec<Row> {
            with_says(|says| words.iter().map(|word| *says.row(text, &words, word)).collect())
        };
        let before = rows();
        assert_eq!(rows(), before);
        // Words enough to take every place of the table.
        let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
        let many: String = (0..8 * N_ROWS)
            .flat_map(|n| [letter(n), letter(n / 26), letter(n / 676), letter(n / 17_576), ' '])
            .collect();
        let others = Words::of(&many);
        let others = || -> Vec<Row> {
            with_says(|says| others.iter().map(|word| *says.row(&many, &others, word)).collect())
        };
        let said = others();
        assert_eq!(said.len(), 8 * N_ROWS);
        assert_eq!(rows(), before);
        assert_eq!(others(), said);
        assert_ne!(before[0], before[2], "a capital makes a difference");
    }
}
