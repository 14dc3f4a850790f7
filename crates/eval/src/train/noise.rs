//! Strings that are no words: what the detector must learn not to take for a language.

use super::random::Random;

/// A string that looks like letters and is no word of any language.
pub(super) fn noise(random: &mut Random, alphabet: Alphabet, words: &[String]) -> String {
    let letters: Vec<char> = alphabet.letters().chars().collect();
    match random.below(10) {
        0..3 => string(random, &letters, 5, 12),
        3 => string(random, &alphabet.consonants().chars().collect::<Vec<_>>(), 4, 9),
        4 => keys(random, alphabet),
        5 => {
            let syllable = string(random, &letters, 1, 2);
            syllable.repeat(3 + random.below(4))
        }
        6 => code(random, &letters),
        _ => {
            let word = random.pick(words);
            shuffled(random, word)
        }
    }
}

/// Whose letters noise is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alphabet {
    Latin,
    Cyrillic,
}

impl Alphabet {
    fn letters(self) -> &'static str {
        match self {
            Alphabet::Latin => "abcdefghijklmnopqrstuvwxyz",
            Alphabet::Cyrillic => "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        }
    }

    fn consonants(self) -> &'static str {
        match self {
            Alphabet::Latin => "bcdfghjklmnpqrstvwxz",
            Alphabet::Cyrillic => "бвгджзклмнпрстфхцчшщ",
        }
    }

    fn rows_of_keys(self) -> [&'static str; 3] {
        match self {
            Alphabet::Latin => ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
            Alphabet::Cyrillic => ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"],
        }
    }
}

fn string(random: &mut Random, letters: &[char], least: usize, most: usize) -> String {
    let n = least + random.below(most - least + 1);
    (0..n).map(|_| *random.pick(letters)).collect()
}

/// Fingers drumming on a row of keys.
fn keys(random: &mut Random, alphabet: Alphabet) -> String {
    let row: Vec<char> = random.pick(&alphabet.rows_of_keys()).chars().collect();
    let mut at = random.below(row.len());
    let n = 5 + random.below(6);
    (0..n)
        .map(|_| {
            let c = row[at];
            at = (at + [1, 1, 1, 2, row.len() - 1][random.below(5)]) % row.len();
            c
        })
        .collect()
}

/// Three to five letters that recur, as in identifiers and part numbers.
fn code(random: &mut Random, letters: &[char]) -> String {
    let few = [*random.pick(letters), *random.pick(letters), *random.pick(letters), *random.pick(letters)];
    string(random, &few, 5, 10)
}

/// The letters of a word in another order.
fn shuffled(random: &mut Random, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    for idx in (1..letters.len()).rev() {
        letters.swap(idx, random.below(idx + 1));
    }
    letters.into_iter().collect()
}
