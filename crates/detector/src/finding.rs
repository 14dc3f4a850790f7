//! What a text says of its language by itself.

use epitome_document::{Evidence, LangTag, Strength, Verdict};

use crate::Engine;
use crate::by_script::{language_of, of_bengali};
use crate::han::{chinese, is_japanese};
use crate::model::{N_SCRIPTS, Ranking, Script, Stretch, Words, embedded, has_letters, stretches};
use crate::says::Says;
use crate::strings::{MIN_WORDS_OF_PROSE, has_no_language};
use crate::whatlang::{knows_more_of, opinion};
use crate::windows::{Windows, windows};

/// What is found of a text.
pub(crate) struct Finding {
    /// What the text says by itself, with the runner-up.
    pub(crate) verdict: Verdict,
    /// The script most of it is in.
    pub(crate) script: Option<Script>,
    /// What the model says where the script has several languages.
    pub(crate) ranking: Option<Ranking<'static>>,
    /// In which characters Chinese is written, if it is.
    chinese: LangTag,
}

impl Finding {
    fn new(verdict: Verdict, script: Option<Script>, ranking: Option<Ranking<'static>>) -> Finding {
        Finding { verdict, script, ranking, chinese: LangTag::literal("zh") }
    }

    /// The languages it may be in where the script has several, with what the model gives each.
    pub(crate) fn shares(&self) -> Vec<(LangTag, f32)> {
        let written = |tag| if tag == LangTag::literal("zh") { self.chinese } else { tag };
        let shares = self.ranking.iter().flat_map(Ranking::shares);
        shares.filter(|(tag, _)| *tag != LangTag::ZXX).map(|(tag, share)| (written(tag), share)).collect()
    }
}

/// A Han character or a kana says as much as three letters of an alphabet: Chinese text with English names in it often has
/// fewer characters than letters and is Chinese all the same.
const HAN_WEIGHT: u32 = 3;

/// Of 37,000 texts in scripts with one language all were in that language, from the second letter on. The last per mille is
/// for the smaller languages that share such a script.
const ONE_LANGUAGE: u16 = 999;

/// Right for Japanese, per mille, where there are kana.
const KANA_RIGHT: u16 = 998;

/// One letter of a script is a symbol ("π", "한"), two letters of an alphabet an abbreviation ("OK").
const MIN_LETTERS_OF_ONE_LANGUAGE: u32 = 2;
const MIN_LETTERS: u32 = 3;

/// So many words, each with a capital, are a name unless they are likely to be of one language.
const MAX_WORDS_OF_NAME: usize = 3;

/// From so many letters on whatlang's clear answer in a language that the model lacks is worth more than a doubtful one of its own.
const MIN_LETTERS_FOR_SECOND: u32 = 30;

/// The most that such an answer is worth: it is checked by nobody.
const SECOND_OPINION: u16 = 900;

/// What an answer must be worth to be likely, and sure.
const LIKELY: u16 = 950;
const SURE: u16 = 990;

/// A text is read in eight rounds, or in as many as it takes so that a round has so many stretches. Of 27,989
/// held-back sentences as many are right (97.7 %) and sure (95.5 %) when two words come first as when three do.
const N_ROUNDS: usize = 8;
const MIN_PER_ROUND: usize = 2;
const MAX_PER_ROUND: usize = 4;

/// A text of fewer stretches is read at once: it may be an address or code, which is told by the whole of it.
const MIN_IN_ROUNDS: usize = 6;

/// Words that say which language of Bengali letters it is.
const MIN_BY_SCRIPT: usize = 3;

/// An answer by this margin, four nats, is clear, if it is sure by its number of words too. Three nats would do by the held-back
/// sentences, but on lingua's test data they told the surest answers from sure ones less well, so the choice was not made blind.
const CLEAR: u16 = 1024;

/// A text is read in rounds as long as there are so many letters of its script to one of another: names and terms.
const LETTERS_PER_OTHER: u32 = 3;

/// Memory is reserved for the words of so many bytes of text, which is enough for most answers, and for the stretches of so many.
const ROOM: usize = 192;
const MAX_ROOM: usize = 8192;
const BYTES_PER_STRETCH: usize = 6;

/// Judges a text, given in pieces, by itself.
pub(crate) fn find<'t>(
    pieces: impl Iterator<Item = &'t str> + Clone,
    engine: Engine,
    says: &mut Says,
) -> Finding {
    let Windows { texts, are_apart } = windows(pieces.clone());
    if are_apart
        && engine == Engine::Own
        && let Some(finding) = find_in_windows(&texts, says)
    {
        return finding;
    }
    let n_bytes = texts.iter().map(|text| text.len()).sum::<usize>();
    let mut all: Vec<Stretch> = Vec::with_capacity(n_bytes.min(MAX_ROOM) / BYTES_PER_STRETCH);
    for text in &texts {
        all.extend(stretches(text));
    }
    if !are_apart
        && engine == Engine::Own
        && let Some(finding) = find_among(&all, says)
    {
        return finding;
    }
    let mut words = Words::with_room(n_bytes.min(ROOM));
    for stretch in all {
        words.add_stretch(stretch);
    }
    let Some((script, n_letters)) = main_script(&words) else {
        return Finding::new(without_words(pieces), None, None);
    };
    let found = |verdict| Finding::new(verdict, Some(script), None);
    if engine == Engine::Whatlang {
        return found(of_whatlang(&texts.join(" ")));
    }
    if pieces.clone().all(|piece| has_no_language(piece, &words)) {
        return found(unknown(Evidence::TooShort));
    }
    if script == Script::Han {
        return of_han(&words, n_letters);
    }
    match embedded().rank(&words, words.iter().filter(|word| word.script == script)) {
        Some(ranking) => {
            let verdict = by_statistics(&words, script, n_letters, &ranking);
            Finding::new(verdict, Some(script), Some(ranking))
        }
        None => found(by_script(&words, script, n_letters)),
    }
}

/// Reads the first stretch of every other window, then of those between, and so on until the answer is clear. Half of the windows
/// are enough for what is sure in Han, where one stretch is all of a window.
fn find_in_windows(texts: &[&str], says: &mut Says) -> Option<Finding> {
    let mut windows: Vec<_> = texts.iter().map(|text| stretches(text)).collect();
    let mut n_rounds_without = 0;
    let mut words = Words::with_room(ROOM);
    let mut read = |words: &mut Words, round: usize| {
        let of_round = windows.iter_mut().skip(round % 2).step_by(2);
        let n_read = of_round.filter_map(Iterator::next).map(|stretch| words.add_stretch(stretch)).count();
        n_rounds_without = if n_read == 0 { n_rounds_without + 1 } else { 0 };
        n_rounds_without < 2
    };
    let goes_on = read(&mut words, 0);
    match main_script(&words)? {
        (Script::Han, n_letters) => {
            let finding = of_han(&words, n_letters);
            (finding.verdict.strength == Strength::Sure).then_some(finding)
        }
        (script, _) => find_in_rounds(words, script, goes_on, read, says),
    }
}

/// Reads every so many-th stretch, all over the text, then those beside them and so on until the answer is clear.
fn find_among(stretches: &[Stretch], says: &mut Says) -> Option<Finding> {
    if stretches.len() < MIN_IN_ROUNDS {
        return None;
    }
    let n_rounds = stretches.len() / (stretches.len() / N_ROUNDS).clamp(MIN_PER_ROUND, MAX_PER_ROUND);
    let read = |words: &mut Words, round: usize| {
        for stretch in stretches.iter().skip(round).step_by(n_rounds) {
            words.add_stretch(*stretch);
        }
        round + 1 < n_rounds
    };
    let mut words = Words::with_room(ROOM);
    let goes_on = read(&mut words, 0);
    match main_script(&words)? {
        (Script::Han, _) => None,
        (script, _) => find_in_rounds(words, script, goes_on, read, says),
    }
}

/// Judges what is read in rounds, for as long as hardly a word is in another script. `None` where some are, or where the words are
/// so few that the text may be no prose. `read` adds the words of a round, and says whether there is another one.
fn find_in_rounds(
    mut words: Words,
    script: Script,
    mut goes_on: bool,
    mut read: impl FnMut(&mut Words, usize) -> bool,
    says: &mut Says,
) -> Option<Finding> {
    let has_statistics = says.begin(script);
    let n_enough = if has_statistics { MIN_PER_ROUND } else { MIN_BY_SCRIPT };
    let (mut n_read, mut n_words, mut n_letters, mut n_others) = (0, 0, 0, 0);
    for round in 1.. {
        for word in words.iter().skip(n_read) {
            if word.script == script {
                n_words += 1;
                n_letters += word.n_letters;
                says.read(&words, word);
            } else {
                n_others += word.n_letters * if joined(word.script) == Script::Han { HAN_WEIGHT } else { 1 };
            }
        }
        n_read = words.iter().len();
        if n_others * LETTERS_PER_OTHER > n_letters {
            return None;
        }
        let is_enough = if goes_on { n_words >= n_enough } else { n_read >= MIN_WORDS_OF_PROSE };
        if is_enough {
            let Some(ranking) = says.ranking(script) else {
                return Some(Finding::new(by_script(&words, script, n_letters), Some(script), None));
            };
            let is_clear = ranking.margin() >= CLEAR && ranking.confidence() >= SURE;
            if !goes_on || (is_clear && ranking.best().is_language()) {
                let verdict = by_statistics(&words, script, n_letters, &ranking);
                return Some(Finding::new(verdict, Some(script), Some(ranking)));
            }
        }
        if !goes_on {
            return None;
        }
        goes_on = read(&mut words, round);
    }
    None
}

/// The script with the most letters and how many they are; Han and kana are one here.
fn main_script(words: &Words) -> Option<(Script, u32)> {
    let mut n_letters = [0; N_SCRIPTS];
    for word in words.iter() {
        n_letters[joined(word.script) as usize] += word.n_letters;
    }
    let weight =
        |script: Script| n_letters[script as usize] * if script == Script::Han { HAN_WEIGHT } else { 1 };
    // The first of equals wins, in the order of the text.
    let main = words
        .iter()
        .map(|word| joined(word.script))
        .reduce(|best, script| if weight(script) > weight(best) { script } else { best })?;
    Some((main, n_letters[main as usize]))
}

fn joined(script: Script) -> Script {
    if script == Script::Kana { Script::Han } else { script }
}

fn by_statistics(words: &Words, script: Script, n_letters: u32, ranking: &Ranking) -> Verdict {
    let tag = ranking.best();
    let confidence = ranking.confidence();
    if n_letters < MIN_LETTERS || (confidence < SURE && is_name(words)) {
        return unknown(Evidence::TooShort);
    }
    if confidence < LIKELY
        && n_letters >= MIN_LETTERS_FOR_SECOND
        && knows_more_of(words)
        && let Some(second) = opinion(&text_of(words, script))
        && second.is_reliable
        && !embedded().has(second.tag)
    {
        let next = tag.is_language().then_some((tag, 1000 - SECOND_OPINION));
        return Verdict { runner_up: next, ..verdict(second.tag, SECOND_OPINION, Evidence::Statistics) };
    }
    if !tag.is_language() {
        return unknown(Evidence::Statistics);
    }
    Verdict {
        runner_up: ranking.runner_up().map(|next| rest(confidence, next)),
        ..verdict(tag, confidence, Evidence::Statistics)
    }
}

/// The next best language with its part of what the best leaves.
fn rest(confidence: u16, (tag, part): (LangTag, f32)) -> (LangTag, u16) {
    (tag, (f32::from(1000 - confidence) * part) as u16)
}

/// "Joe Biden", "Paris": names are of every language.
fn is_name(words: &Words) -> bool {
    let mut all = words.iter();
    all.len() <= MAX_WORDS_OF_NAME && all.all(|word| word.is_capitalised)
}

fn of_han(words: &Words, n_letters: u32) -> Finding {
    let n_of =
        |script| words.iter().filter(|word| word.script == script).map(|word| word.n_letters).sum::<u32>();
    let (n_han, n_kana) = (n_of(Script::Han), n_of(Script::Kana));
    let found = |verdict| Finding::new(verdict, Some(Script::Han), None);
    if n_letters < MIN_LETTERS_OF_ONE_LANGUAGE {
        return found(unknown(Evidence::TooShort));
    }
    let japanese = LangTag::literal("ja");
    if is_japanese(n_han, n_kana) {
        return found(verdict(japanese, KANA_RIGHT, Evidence::Statistics));
    }
    let Some(ranking) = embedded().rank(words, words.iter().filter(|word| word.script == Script::Han)) else {
        return found(unknown(Evidence::Statistics));
    };
    // A text in kanji only may be Japanese, and the traditional characters of one in Chinese are told only here.
    let chinese = chinese(words);
    let written = |tag| if tag == japanese { tag } else { chinese };
    let confidence = ranking.confidence();
    let runner_up = ranking.runner_up().map(|(tag, part)| rest(confidence, (written(tag), part)));
    let verdict = verdict(written(ranking.best()), confidence, Evidence::Statistics);
    Finding { chinese, ..Finding::new(Verdict { runner_up, ..verdict }, Some(Script::Han), Some(ranking)) }
}

/// The language of a script that has one.
fn by_script(words: &Words, script: Script, n_letters: u32) -> Verdict {
    if n_letters < MIN_LETTERS_OF_ONE_LANGUAGE {
        return unknown(Evidence::TooShort);
    }
    match language_of(script) {
        Some(_) if script == Script::Bengali => {
            verdict(of_bengali(words), ONE_LANGUAGE, Evidence::ScriptOnly)
        }
        Some(tag) => verdict(tag, ONE_LANGUAGE, Evidence::ScriptOnly),
        None => unknown(Evidence::Statistics),
    }
}

fn of_whatlang(text: &str) -> Verdict {
    let Some(opinion) = opinion(text) else { return unknown(Evidence::TooShort) };
    // What is not reliable is right in four of five cases at best, however wide the margin.
    let confidence = if opinion.is_reliable { SURE } else { opinion.margin.clamp(1, 800) };
    verdict(opinion.tag, confidence, Evidence::Statistics)
}

fn text_of(words: &Words, script: Script) -> String {
    let of_script = words.iter().filter(|word| joined(word.script) == script);
    of_script.map(|word| words.text(word)).collect::<Vec<_>>().join(" ")
}

/// A text of which nothing is left to read has no linguistic content (`zxx`) when it has no letter at all, but digits, signs
/// or emoji. Letters that stood in addresses and numbers only may be of any language.
fn without_words<'t>(mut pieces: impl Iterator<Item = &'t str> + Clone) -> Verdict {
    let is_blank = pieces.clone().all(|piece| piece.trim().is_empty());
    if is_blank || pieces.any(has_letters) {
        unknown(Evidence::TooShort)
    } else {
        verdict(LangTag::ZXX, 1000, Evidence::Statistics)
    }
}

pub(crate) fn verdict(tag: LangTag, confidence: u16, evidence: Evidence) -> Verdict {
    Verdict { tag, strength: strength(confidence), confidence, runner_up: None, evidence }
}

pub(crate) fn unknown(evidence: Evidence) -> Verdict {
    Verdict { tag: LangTag::UND, strength: Strength::Unknown, confidence: 0, runner_up: None, evidence }
}

/// The word for a confidence: sure is right in 99 of 100 texts, likely in 95.
pub(crate) fn strength(confidence: u16) -> Strength {
    match confidence {
        SURE.. => Strength::Sure,
        LIKELY.. => Strength::Likely,
        1.. => Strength::Unsure,
        0 => Strength::Unknown,
    }
}
