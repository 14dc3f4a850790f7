//! What counts as one: words, and letters where a script writes no spaces.

use std::ops::Range;

use epitome_langs::is_unspaced;

/// The places of the units of a text: words with a letter in them, and the single letters of words in scripts without spaces.
pub(super) fn units(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        if word.contains(is_unspaced) {
            let letters = word.char_indices().filter(|(_, c)| c.is_alphabetic());
            found.extend(letters.map(|(at, c)| start + at..start + at + c.len_utf8()));
        } else if word.contains(char::is_alphabetic) {
            found.push(start..start + word.len());
        }
    }
    found
}

/// The length of a text in words. Two letters of a script without spaces count as a word: about the mean length of Chinese ones.
pub(super) fn n_words(text: &str) -> usize {
    let (mut n_words, mut n_letters) = (0, 0);
    for word in text.split_whitespace() {
        if word.contains(is_unspaced) {
            n_letters += word.chars().filter(|c| c.is_alphabetic()).count();
        } else if word.contains(char::is_alphabetic) {
            n_words += 1;
        }
    }
    n_words + n_letters.div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_letters_of_scripts_without_spaces() {
        let text = "Voir 我们 – 42 l’été";
        let found: Vec<&str> = units(text).into_iter().map(|unit| &text[unit]).collect();
        assert_eq!(found, ["Voir", "我", "们", "l’été"]);
        assert_eq!((n_words(text), n_words("42 !"), n_words("我们去")), (3, 0, 2));
    }
}
