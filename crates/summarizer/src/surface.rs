//! [`surface`]: what can be seen in a sentence alone.

use epitome_document::Span;
use epitome_langs::{AbbreviationClass, Language, Place, words};

use crate::Features;
use crate::quotations::Quoting;
use crate::terms::Reading;

/// The features of a sentence that need no other sentence. `language` is the sentence's own.
pub(crate) fn surface(text: &str, reading: &Reading, quoting: Quoting, language: &Language) -> Features {
    Features {
        words: reading.words.len() as u32,
        numbers: reading.n_numbers,
        anaphoric: is_anaphoric(text, language),
        question: is_question(text),
        quoted: quoting.quoted,
        unbalanced: quoting.unbalanced,
        ..Features::default()
    }
}

/// The longest opener looked for, in words: "dans le même temps".
const MAX_OPENER_WORDS: usize = 4;

/// The same in Chinese and Japanese, where each letter is a word: "それにもかかわらず".
const MAX_OPENER_LETTERS: usize = 9;

/// The last word a demonstrative is looked for at, from 0: "vụ việc này", "dans la foulée de ce" is too far.
const LAST_DEMONSTRATIVE: usize = 2;

/// Whether the first words, less any mark before them, point back: an opener, a demonstrative, a pronoun without a name; and are no
/// impersonal phrase that only looks so.
fn is_anaphoric(text: &str, language: &Language) -> bool {
    // No script with spaces but Hangul begins so late in Unicode, and Korean openers are not longer for it. For Thai and its
    // neighbours, whose letters are words too, there is no list of openers.
    let is_unspaced =
        text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c| c >= '\u{3005}');
    let n_opener = if is_unspaced { MAX_OPENER_LETTERS } else { MAX_OPENER_WORDS };
    let first: Vec<Span> = words(text).take(LAST_DEMONSTRATIVE + n_opener).collect();
    let first = &first;
    let phrases = |from: usize| {
        let ends = first[from..].iter().take(n_opener);
        ends.map(move |end| &text[first[from].start()..end.end()])
    };
    let is_impersonal = |from: usize| phrases(from).any(|phrase| language.impersonal.contains_folded(phrase));
    let word = |idx: usize| &text[first[idx].range()];
    if first.is_empty() {
        return false;
    }
    // Most first words open no phrase of the list. Where a sign of ASCII follows, the word is one in the folded text too.
    let is_word = text.as_bytes().get(first[0].end()).is_none_or(u8::is_ascii);
    let may_open = !is_word || language.anaphora.may_open_at(Place::of_folded(word(0)));
    let is_opener = may_open && phrases(0).any(|opener| language.anaphora.contains_folded(opener));
    let is_pronoun = language.pronouns.contains_folded(word(0))
        && !first.get(1).is_some_and(|next| text[next.range()].starts_with(char::is_uppercase));
    let is_demonstrative =
        |idx: usize| language.demonstratives.contains_folded(word(idx)) && !is_impersonal(idx);
    ((is_opener || is_pronoun) && !is_impersonal(0))
        || (0..first.len().min(LAST_DEMONSTRATIVE + 1)).any(is_demonstrative)
}

/// Whether somebody is named by a title and one name ("M. Giang") whom the sentence before introduces with more of the name ("M. Nguyen
/// Truong Giang"): who speaks is said there only. Titles are abbreviations; with pronouns that stand before names ("ông An") Vietnamese
/// summaries lose 0.2 points at the length of the reference (cross-validation on the fitting split).
pub(crate) fn is_introduced_before(text: &str, before: &str, language: &Language) -> bool {
    let of_before = |name: &str| {
        let all: Vec<Span> = words(before).collect();
        let is_long_name = |pair: &[Span]| {
            let [given, family] = [&before[pair[0].range()], &before[pair[1].range()]];
            family == name && is_name(given) && before[pair[0].end()..pair[1].start()].trim().is_empty()
        };
        all.windows(2).any(is_long_name)
    };
    // A title has its full stop before a name: most sentences have no stop but at their end.
    if !text.trim_end_matches('.').contains('.') {
        return false;
    }
    let all: Vec<Span> = words(text).collect();
    let mut named = all.windows(2).enumerate().filter(|(at, pair)| {
        is_title(text, pair[0], language)
            && is_name(&text[pair[1].range()])
            && !all.get(at + 2).is_some_and(|next| {
                is_name(&text[next.range()]) && text[pair[1].end()..next.start()].trim().is_empty()
            })
    });
    // The first alone is looked at, so that the time stays linear.
    named.next().is_some_and(|(_, pair)| of_before(&text[pair[1].range()]))
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some()
}

fn is_title(text: &str, word: Span, language: &Language) -> bool {
    text[word.end()..].starts_with('.')
        && language.abbreviations.class(&text[word.start()..=word.end()]) == Some(AbbreviationClass::Title)
}

/// Whether a question mark stands after the last word.
fn is_question(text: &str) -> bool {
    let after_words = text.rfind(char::is_alphanumeric).unwrap_or(0);
    text[after_words..].contains(['?', '？', '؟'])
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;
    use epitome_langs::Languages;

    use super::*;

    #[test]
    fn an_opener_points_back_unless_it_is_impersonal() {
        let languages = Languages::default();
        let is_anaphoric = |tag, text| is_anaphoric(text, languages.get(LangTag::literal(tag)));
        assert!(
            is_anaphoric("fr", "« Il a parlé lundi. »") && is_anaphoric("fr", "En réponse, M. Lam a ri.")
        );
        assert!(
            !is_anaphoric("fr", "Il y a dix ans, la ville dormait.") && !is_anaphoric("fr", "Île de Ré.")
        );
        assert!(
            is_anaphoric("vi", "Ông cho biết giá sẽ tăng.")
                && !is_anaphoric("vi", "Ông Nguyễn Văn An đã đến.")
        );
        assert!(
            is_anaphoric("fr", "Dans ce rapport, tout est dit.")
                && !is_anaphoric("fr", "Réunis ce lundi à Lyon.")
        );
        assert!(
            is_anaphoric("vi", "Vụ việc này gây xôn xao.")
                && is_anaphoric("vi", "Bà khuyên mọi người ở nhà.")
        );
        assert!(
            is_anaphoric("en", "It also grew.") && !is_anaphoric("en", "It is expected that prices rise.")
        );
    }

    #[test]
    fn a_speaker_is_introduced_in_the_sentence_before() {
        let languages = Languages::default();
        let is_introduced =
            |tag, before, text| is_introduced_before(text, before, languages.get(LangTag::literal(tag)));
        let before = "M. Nguyen Truong Giang, président de Misa, a pris la parole.";
        assert!(is_introduced("fr", before, "M. Giang a déclaré que la coopération avançait."));
        assert!(!is_introduced("fr", before, "M. Nguyen Truong Giang a aussi parlé des prix."));
        assert!(!is_introduced("fr", before, "M. Long a parlé des prix."));
        assert!(!is_introduced("fr", before, "Misa a parlé des prix."));
        assert!(is_introduced("en", "Mr. John Smith came.", "“Prices rise,” said Mr. Smith."));
    }

    #[test]
    fn a_question_ends_with_its_mark() {
        assert!(is_question("Qui paiera ?") && is_question("“Who will pay?”") && is_question("誰が払う？"));
        assert!(!is_question("« Qui paiera ? », demande-t-il.") && !is_question("Nobody pays."));
    }
}
