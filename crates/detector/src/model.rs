//! The statistics of letters and words. They are whatlang's, and this is the only file that knows it.

use std::sync::OnceLock;

use epitome_document::LangTag;
use whatlang::{Detector, Info, Lang, Script, detect_script};

use crate::calibration::precision;
use crate::prepare::n_letters;

/// The words of a text that are in its main script.
pub(crate) struct Reading {
    script: Script,
    words: String,
    /// Letters of these words.
    pub(crate) n_letters: usize,
}

/// What a reading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The script has one language.
    OneLanguage { tag: LangTag },
    /// Chinese or Japanese, by the kana among the characters.
    Han { tag: LangTag },
    /// The best of many languages and its margin over the next, per mille of what whatlang takes for certain.
    BestOf { tag: LangTag, margin: u16 },
    /// The letters belong to none of the languages there are statistics for.
    Foreign,
}

/// A Han character or a kana says as much as three letters of an alphabet: Chinese text with English names in it often has
/// fewer characters than letters and is Chinese all the same.
const HAN_WEIGHT: usize = 3;

/// Letters beyond ASCII of the languages whatlang has in Latin and Cyrillic script.
const KNOWN_LETTERS: &str = "ªºßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿāăąćĉčďđēėęěĝğģĥĩīįıĳĵķĺļľłńņňōőœŕŗřśŝşšţťũūŭůűųŵŷźżžơưɔəɛʻșțẁẃẅ\
    ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹабвгдежзийклмнопрстуфхцчшщъыьэюяѐёђѓєѕіїјљњћќѝўџґ";

/// From one other letter in fifty on, the language is none that whatlang has. So 99 % of the texts of 30 letters and more in
/// Kazakh and Yoruba, 87 % in Icelandic and 85 % in Mongolian are found to be foreign, which would else be Belarusian,
/// Vietnamese, Welsh and Russian without a doubt; of 99,000 texts in its own languages five are.
const FOREIGN_SHARE: usize = 50;

/// Languages whatlang lacks, each with the one it takes them for, as surely as if they were it: Bosnian in 98 of 100 texts of
/// 60 letters and more, Malay in 95, Nynorsk in 94, Xhosa in 99. So its answer says nothing against them. `no` is Bokmål or
/// Nynorsk, and Serbian in Latin letters differs from Bosnian in its name.
const TAKEN_FOR: [(&str, &str); 6] =
    [("bs", "hr"), ("ms", "id"), ("nn", "nb"), ("no", "nb"), ("sr-Latn", "hr"), ("xh", "zu")];

/// Reads prepared text: words parted by single spaces. `None` when most letters are of no script there is a language for.
pub(crate) fn read(prepared: &str) -> Option<Reading> {
    let scripts: Vec<Option<Script>> = prepared.split(' ').map(script_of).collect();
    let mut weights: Vec<(Option<Script>, usize)> = Vec::new();
    for (word, script) in prepared.split(' ').zip(&scripts) {
        let weight = n_letters(word) * if *script == Some(Script::Mandarin) { HAN_WEIGHT } else { 1 };
        match weights.iter_mut().find(|(known, _)| known == script) {
            Some((_, sum)) => *sum += weight,
            None => weights.push((*script, weight)),
        }
    }
    // Reversed, since `max_by_key` takes the last of equals and the first is wanted.
    let (main, _) = weights.into_iter().rev().max_by_key(|(_, weight)| *weight)?;
    let of_main = prepared.split(' ').zip(&scripts).filter(|(_, script)| **script == main);
    let words = of_main.map(|(word, _)| word).collect::<Vec<_>>().join(" ");
    main.map(|script| Reading { script, n_letters: n_letters(&words), words })
}

/// What the words say.
pub(crate) fn answer(reading: &Reading) -> Option<Answer> {
    match (reading.script, reading.script.langs()) {
        (Script::Mandarin, _) => {
            let best = Detector::new().detect(&reading.words)?;
            Some(Answer::Han { tag: tag_of(best.lang()) })
        }
        (_, [only]) => Some(Answer::OneLanguage { tag: tag_of(*only) }),
        _ if is_foreign(&reading.words) => Some(Answer::Foreign),
        _ => {
            let best = Detector::new().detect(&reading.words)?;
            Some(Answer::BestOf { tag: tag_of(best.lang()), margin: margin(&best) })
        }
    }
}

/// The best answer other than `tag`. whatlang tells only the best, so it is asked again without that.
pub(crate) fn next_best(reading: &Reading, tag: LangTag) -> Option<LangTag> {
    let others: Vec<Lang> =
        langs_of(&reading.script).iter().copied().filter(|lang| Some(*lang) != lang_of(tag)).collect();
    match others[..] {
        [] => None,
        [only] => Some(tag_of(only)),
        _ => Detector::with_allowlist(others).detect(&reading.words).map(|next| tag_of(next.lang())),
    }
}

/// How sure it is, per mille, that the answer `tag` is right if it is either that or `other`, which the caller suggests.
/// `confidence` is what the answer is worth by itself.
pub(crate) fn confidence_over(other: LangTag, reading: &Reading, tag: LangTag, confidence: u16) -> u16 {
    let is_taken_for = |(lacking, answer): &(&str, &str)| {
        other == LangTag::literal(lacking) && tag == LangTag::literal(answer)
    };
    if TAKEN_FOR.iter().any(is_taken_for) {
        return 0;
    }
    let langs = langs_of(&reading.script);
    match (lang_of(tag), lang_of(other)) {
        (_, Some(other)) if !langs.contains(&other) => 1000,
        (_, None) if langs.len() == 1 => 1000,
        (Some(tag), Some(other)) if reading.script != Script::Mandarin => {
            let best = Detector::with_allowlist(vec![tag, other]).detect(&reading.words);
            best.map_or(confidence, |best| precision(margin(&best)))
        }
        _ => confidence,
    }
}

/// The languages written in a script.
fn langs_of(script: &Script) -> &[Lang] {
    match script {
        Script::Mandarin => &[Lang::Cmn, Lang::Jpn],
        other => other.langs(),
    }
}

/// The script of a word. Han and kana are one, since Japanese is written in both.
fn script_of(word: &str) -> Option<Script> {
    detect_script(word).map(|script| match script {
        Script::Hiragana | Script::Katakana => Script::Mandarin,
        other => other,
    })
}

fn is_foreign(words: &str) -> bool {
    let n_foreign = words.chars().filter(|c| is_foreign_letter(*c)).count();
    n_foreign > 0 && n_foreign * FOREIGN_SHARE >= n_letters(words)
}

/// A Latin or Cyrillic letter that is none of [`KNOWN_LETTERS`], or an accent that composes with no letter, as in Yoruba.
/// The dot above stays after the "I" of Turkish in lower case, so it is no sign.
fn is_foreign_letter(c: char) -> bool {
    let is_accent = matches!(c, '\u{300}'..='\u{304}');
    let is_beyond_ascii = matches!(c, '\u{AA}'..='\u{24F}' | '\u{400}'..='\u{52F}' | '\u{1E00}'..='\u{1EFF}');
    is_accent || (is_beyond_ascii && c.is_alphabetic() && !KNOWN_LETTERS.contains(c))
}

/// whatlang's confidence, per mille. It says by how much the best score exceeds the next, not how often that is right.
fn margin(info: &Info) -> u16 {
    (info.confidence() * 1000.0) as u16
}

/// Canonical tags in the order of whatlang's enum.
fn tags() -> &'static [LangTag] {
    static TAGS: OnceLock<Vec<LangTag>> = OnceLock::new();
    TAGS.get_or_init(|| {
        let canonical = |lang: &Lang| LangTag::parse(lang.code()).expect("ISO 639-3 codes are language tags");
        Lang::all().iter().map(canonical).collect()
    })
}

fn tag_of(lang: Lang) -> LangTag {
    tags()[lang as usize]
}

/// The language of a tag in whatlang's enum. A script subtag stands only where it is not the usual one, and there whatlang
/// has no statistics, except that it reads both kinds of Chinese.
fn lang_of(tag: LangTag) -> Option<Lang> {
    let has_script = tag
        .as_str()
        .split('-')
        .skip(1)
        .any(|part| part.len() == 4 && part.starts_with(|c: char| c.is_alphabetic()));
    if has_script && tag.language() != "zh" {
        return None;
    }
    let idx = tags().iter().position(|known| known.language() == tag.language())?;
    Lang::all().get(idx).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_canonical_tag_of_its_own() {
        for (idx, lang) in Lang::all().iter().enumerate() {
            assert_eq!(*lang as usize, idx, "the enum is numbered in the order of its list");
            let tag = tag_of(*lang);
            assert!(tag.is_language(), "{lang} became {tag}");
            assert_eq!(LangTag::parse(tag.as_str()), Ok(tag), "{lang}");
            assert_eq!(lang_of(tag), Some(*lang), "{tag}");
        }
        let tag = |lang| tag_of(lang).to_string();
        assert_eq!(tag(Lang::Cmn), "zh");
        assert_eq!(tag(Lang::Nob), "nb");
        assert_eq!(tag(Lang::Pes), "fa");
        assert_eq!(tag(Lang::Tgl), "fil");
        assert_eq!(tag(Lang::Fra), "fr");
    }

    #[test]
    fn tags_written_in_the_program_are_canonical() {
        for tag in TAKEN_FOR.iter().flat_map(|(lacking, answer)| [lacking, answer]) {
            assert_eq!(LangTag::parse(tag).map(|tag| tag.to_string()).as_deref(), Ok(*tag));
        }
    }

    #[test]
    fn a_script_that_is_not_the_usual_one_has_no_statistics() {
        let lang = |tag| lang_of(LangTag::parse(tag).expect("a tag"));
        assert_eq!(lang("sr"), Some(Lang::Srp));
        assert_eq!(lang("sr-Latn"), None);
        assert_eq!(lang("zh-Hant-TW"), Some(Lang::Cmn));
        assert_eq!(lang("de-1901"), Some(Lang::Deu));
        assert_eq!(lang("is"), None);
    }

    #[test]
    fn the_main_script_has_the_most_letters_and_a_han_character_counts_three() {
        let words = |text| read(text).map(|reading| reading.words);
        assert_eq!(words("hello большой мир").as_deref(), Some("большой мир"));
        assert_eq!(words("请 用 python 运 行 程 序").as_deref(), Some("请 用 运 行 程 序"));
        assert_eq!(
            words("the thai word ภ า ษ า means language").as_deref(),
            Some("the thai word means language")
        );
        assert_eq!(words(""), None);
    }
}
