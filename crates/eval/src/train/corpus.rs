//! The text to train on, as numbers: each word is looked at once.

use std::collections::BTreeMap;
use std::collections::HashMap;

use epitome_detector::model::{Script, Words, ngrams};
use epitome_document::LangTag;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::noise::{Alphabet, noise};
use super::random::Random;

/// The lines of the languages of one script.
pub(super) struct Corpus {
    pub(super) script: Script,
    pub(super) classes: Vec<Class>,
    /// For each word where the keys of its n-grams start; one more than there are words.
    pub(super) starts: Vec<u32>,
    pub(super) keys: Vec<u64>,
    pub(super) n_letters: Vec<u8>,
    /// For each word the same without diacritics, or itself.
    pub(super) bare: Vec<u32>,
    numbers: HashMap<String, u32>,
}

/// What there is of one language.
pub(super) struct Class {
    pub(super) tag: LangTag,
    /// Lines of two words and more.
    pub(super) lines: Vec<Vec<u32>>,
    /// Each word once, from the third letter on.
    pub(super) vocabulary: Vec<u32>,
}

/// A line with its language as the data name it.
pub(super) struct Line<'t> {
    pub(super) code: &'t str,
    pub(super) text: &'t str,
}

/// A language with fewer lines cannot be learnt.
const MIN_LINES: usize = 60;

/// Strings made to look like words.
const N_NOISE: usize = 150_000;

/// The scripts that several languages share.
pub(super) const SCRIPTS: [(Script, &str); 7] = [
    (Script::Latin, "Latn"),
    (Script::Cyrillic, "Cyrl"),
    (Script::Arabic, "Arab"),
    (Script::Devanagari, "Deva"),
    (Script::Hebrew, "Hebr"),
    (Script::Bengali, "Beng"),
    (Script::Han, "Hani"),
];

/// The words of the lines of each language.
type WordsByTag = BTreeMap<LangTag, Vec<Vec<u32>>>;

/// The lines of each script that several languages share, `most` of each language.
pub(super) fn corpora(lines: &[Line], most: usize) -> Vec<Corpus> {
    let mut n_lines: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for line in lines {
        n_lines.entry(line.code).or_default().0 += 1;
    }
    let mut corpora: Vec<(Corpus, WordsByTag)> =
        SCRIPTS.iter().map(|(script, _)| (Corpus::new(*script), BTreeMap::new())).collect();
    let mut tags: HashMap<(&str, &str), Option<LangTag>> = HashMap::new();
    for line in lines {
        let Some((all, read)) = n_lines.get_mut(line.code) else { continue };
        *read += 1;
        let is_read = *all <= most || *read * most / *all != (*read - 1) * most / *all;
        if !is_read {
            continue;
        }
        let words = Words::of(line.text);
        for ((corpus, found), (script, subtag)) in corpora.iter_mut().zip(SCRIPTS) {
            let Some(tag) = *tags.entry((line.code, subtag)).or_insert_with(|| tag(line.code, subtag)) else {
                continue;
            };
            let numbers = corpus.line(&words, line.code);
            if !numbers.is_empty() {
                found.entry(tag).or_default().push(numbers);
            }
            if line.code == "sr" && script == Script::Latin {
                let numbers = corpus.line(&Words::of(&in_latin_letters(line.text)), line.code);
                if !numbers.is_empty() {
                    found.entry(tag).or_default().push(numbers);
                }
            }
        }
    }
    let finish = |(mut corpus, found): (Corpus, BTreeMap<LangTag, Vec<Vec<u32>>>)| {
        for (tag, lines) in found.into_iter().filter(|(_, lines)| lines.len() >= MIN_LINES) {
            let class = corpus.class(tag, lines);
            corpus.classes.push(class);
        }
        corpus
    };
    corpora.into_iter().map(finish).collect()
}

impl Corpus {
    fn new(script: Script) -> Corpus {
        Corpus {
            script,
            classes: Vec::new(),
            starts: vec![0],
            keys: Vec::new(),
            n_letters: Vec::new(),
            bare: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// Adds the class of what is no language.
    pub(super) fn add_noise(&mut self) {
        let alphabet = match self.script {
            Script::Latin => Alphabet::Latin,
            Script::Cyrillic => Alphabet::Cyrillic,
            _ => return,
        };
        let mut random = Random::new(3);
        let mut words: Vec<&String> = self.numbers.keys().filter(|word| word.chars().count() >= 5).collect();
        words.sort_unstable();
        let words: Vec<String> = words.into_iter().cloned().collect();
        let mut vocabulary: Vec<u32> = Vec::new();
        while vocabulary.len() < N_NOISE {
            let made = noise(&mut random, alphabet, &words);
            if !self.numbers.contains_key(&made) {
                vocabulary.extend(self.line(&Words::of(&made), "zxx"));
            }
        }
        let lines = vocabulary.chunks(3).map(<[u32]>::to_vec).collect();
        self.classes.push(Class { tag: LangTag::ZXX, lines, vocabulary });
    }

    pub(super) fn keys_of(&self, word: u32) -> &[u64] {
        let word = word as usize;
        &self.keys[self.starts[word] as usize..self.starts[word + 1] as usize]
    }

    pub(super) fn n_words(&self) -> usize {
        self.starts.len() - 1
    }

    fn class(&self, tag: LangTag, lines: Vec<Vec<u32>>) -> Class {
        let least = if self.script == Script::Han { 2 } else { 3 };
        let mut vocabulary: Vec<u32> = lines.iter().flatten().copied().collect();
        vocabulary.retain(|word| self.n_letters[*word as usize] >= least);
        vocabulary.sort_unstable();
        vocabulary.dedup();
        let lines = lines.into_iter().filter(|line| line.len() > 1).collect();
        Class { tag, lines, vocabulary }
    }

    /// The words of a line, if enough of it is in the script.
    fn line(&mut self, words: &Words, code: &str) -> Vec<u32> {
        let n_all: u32 = words.iter().map(|word| word.n_letters).sum();
        let script = self.script;
        let here = words.iter().filter(|word| word.script == script);
        let n_here: u32 = here.clone().map(|word| word.n_letters).sum();
        let is_han = script == Script::Han && matches!(code, "ja" | "zh");
        if n_here == 0 || (!is_han && n_here * 10 < n_all * 6) {
            return Vec::new();
        }
        if script == Script::Han {
            return here.flat_map(|word| self.pieces(&words.text(word))).collect();
        }
        here.map(|word| self.number(words, word)).collect()
    }

    /// A stretch of Han in pieces of four characters, which is as long as words get.
    fn pieces(&mut self, stretch: &str) -> Vec<u32> {
        let letters: Vec<char> = stretch.chars().collect();
        let mut numbers = Vec::new();
        for piece in letters.chunks(4) {
            let words = Words::of(&piece.iter().collect::<String>());
            for word in words.iter() {
                numbers.push(self.number(&words, word));
            }
        }
        numbers
    }

    fn number(&mut self, words: &Words, word: &epitome_detector::model::Word) -> u32 {
        let text = words.text(word);
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        let number = self.n_words() as u32;
        ngrams(words.padded(word), self.script, |key| self.keys.push(key));
        self.starts.push(self.keys.len() as u32);
        self.n_letters.push(word.n_letters.min(255) as u8);
        self.bare.push(number);
        let bare = (self.script == Script::Latin).then(|| without_diacritics(&text));
        self.numbers.insert(text.clone(), number);
        if let Some(bare) = bare.filter(|bare| *bare != text) {
            let words = Words::of(&bare);
            if let Some(word) = words.iter().next() {
                self.bare[number as usize] = self.number(&words, word);
            }
        }
        number
    }
}

/// The canonical tag of a language in a script; `None` where the language is not written in it by default, but for Serbian.
pub(super) fn tag(code: &str, subtag: &str) -> Option<LangTag> {
    if subtag == "Hani" {
        return matches!(code, "ja" | "zh").then(|| LangTag::parse(code).ok())?;
    }
    let tag = LangTag::parse(&format!("{code}-{subtag}")).ok();
    tag.filter(|tag| !tag.as_str().contains('-') || tag.as_str() == "sr-Latn")
}

/// "tiếng Việt" as it is typed in haste: "tieng Viet".
fn without_diacritics(text: &str) -> String {
    let plain = |c| match c {
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ø' => 'o',
        'ı' => 'i',
        'ħ' => 'h',
        c => c,
    };
    text.nfd().filter(|c| !is_combining_mark(*c)).map(plain).collect()
}

/// Serbian in Latin letters.
fn in_latin_letters(text: &str) -> String {
    const CYRILLIC: &str = "абвгдђежзијклмнопрстћуфхцчш";
    const LATIN: &str = "abvgdđežzijklmnoprstćufhcčš";
    let mut latin = String::new();
    for c in text.chars() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        match lower {
            'љ' => latin.push_str("lj"),
            'њ' => latin.push_str("nj"),
            'џ' => latin.push_str("dž"),
            _ => match CYRILLIC.chars().position(|cyrillic| cyrillic == lower) {
                Some(idx) => latin.extend(LATIN.chars().nth(idx)),
                None => latin.push(c),
            },
        }
    }
    latin
}
