//! [`words`]: what a word is, for every stage.

use epitome_document::Span;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, in order.
///
/// A word is a run of letters, digits and the marks on them. Apostrophes and hyphens part words ("l'IA" is two), a point or a
/// comma between digits does not ("2,2" is one), nor a middle dot between letters ("col·lectiu", as in UAX 29). In scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) every
/// letter is a word. Composed and decomposed text give the same words.
pub fn words(text: &str) -> impl Iterator<Item = Span> + Clone + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        at = word_end(text, start);
        Some(Span::new(start, at))
    })
}

/// Whether a text holds any word.
#[must_use]
pub fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Words as a word processor counts them, for budgets: pieces between white space that hold a letter or a digit, and every
/// letter of a script without spaces.
#[must_use]
pub fn n_words(text: &str) -> usize {
    text.split_whitespace()
        .map(|piece| {
            let n_unspaced = piece.chars().filter(|c| is_unspaced(*c)).count();
            let has_other = piece.chars().any(|c| c.is_alphanumeric() && !is_unspaced(c));
            n_unspaced + usize::from(has_other)
        })
        .sum()
}

fn word_end(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices().peekable();
    let (_, first) = chars.next().expect("a word starts with a letter or a digit");
    let alone = is_unspaced(first);
    let mut previous = first;
    while let Some((offset, c)) = chars.next() {
        let joins = if is_mark(c) {
            true
        } else if alone {
            false
        } else if c.is_alphanumeric() {
            !is_unspaced(c)
        } else {
            match (c, chars.peek()) {
                ('.' | ',', Some((_, next))) => previous.is_numeric() && next.is_numeric(),
                ('·', Some((_, next))) => next.is_alphabetic(),
                _ => false,
            }
        };
        if !joins {
            return start + offset;
        }
        previous = c;
    }
    text.len()
}

/// Marks on a letter, and what stands invisibly inside a word.
fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && (is_combining_mark(c) || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'))
}

/// Letters of the scripts written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn a_word_is_letters_digits_and_their_marks() {
        assert_eq!(
            split("L’IA, n°57-NQ/TW: 2,2 milliards. Fin."),
            ["L", "IA", "n", "57", "NQ", "TW", "2,2", "milliards", "Fin"]
        );
        assert_eq!(split("Việt Nam e\u{301}te\u{301}"), ["Việt", "Nam", "e\u{301}te\u{301}"]);
        assert_eq!(split("co\u{AD}op 北京abc 12.5.2024"), ["co\u{AD}op", "北", "京", "abc", "12.5.2024"]);
        assert_eq!(split("un col·lectiu · i 2·3"), ["un", "col·lectiu", "i", "2", "3"]);
        assert_eq!(split("… — !"), Vec::<&str>::new());
    }

    #[test]
    fn budgets_count_as_a_word_processor_does() {
        assert_eq!(n_words("L’État a dit : « oui »."), 4);
        assert_eq!(n_words("北京 2024"), 3);
    }

    proptest! {
        #[test]
        fn composed_and_decomposed_text_have_the_same_words(text in "[a-zA-Zéèêàçôũơưếệạđ0-9 .,'’-]{0,60}") {
            let decomposed: String = text.nfd().collect();
            let again: Vec<String> = split(&decomposed).into_iter().map(|word| word.nfc().collect()).collect();
            let composed: String = text.nfc().collect();
            prop_assert_eq!(split(&composed), again);
        }

        #[test]
        fn words_are_disjoint_and_in_order(text in any::<String>()) {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(word.start() >= end && !word.is_empty());
                prop_assert!(text.is_char_boundary(word.end()));
                end = word.end();
            }
        }
    }
}
