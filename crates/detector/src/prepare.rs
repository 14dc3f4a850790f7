//! From a text, however long, to the words that tell its language.

use epitome_langs::{fold, words};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A longer text is read through windows: sixteen thousand letters are some 3,000 words, and of texts with 500 letters and more
/// whatlang already tells 999 in 1,000 right. More would cost time only.
const MAX_LETTERS: usize = N_WINDOWS * WINDOW;
const N_WINDOWS: usize = 16;
const WINDOW: usize = 1024;

/// What follows the first so many characters of a word is cut off: no word is that long, but a text may claim it.
const MAX_WORD: usize = 64;

/// The words of a text in lower case, parted by single spaces, without addresses, names of files, handles and numbers: these
/// look alike in all languages and tip the answer to English.
///
/// Composed and decomposed, full-width and half-width, upper and lower case text give the same words.
pub(crate) fn prepare<'t>(pieces: impl Iterator<Item = &'t str> + Clone) -> String {
    let mut prepared = String::new();
    for piece in windows(pieces) {
        for run in runs(piece).filter(|run| !is_address(run)) {
            for word in words(run).map(|span| &run[span.range()]) {
                if !word.contains(char::is_numeric) {
                    prepared.extend(word.stream_safe().nfkc().take(MAX_WORD));
                    prepared.push(' ');
                }
            }
        }
    }
    fold(prepared.trim_end())
}

/// How many letters there are. Equal for composed and decomposed text: neither marks nor the second and third part of a Hangul
/// syllable count, nor the vowels of Kirat Rai, which compose with each other.
pub(crate) fn n_letters(text: &str) -> usize {
    text.chars().filter(|c| is_letter(*c)).count()
}

/// Whether there is any letter.
pub(crate) fn has_letters(text: &str) -> bool {
    text.contains(is_letter)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii()
            && c.is_alphabetic()
            && !is_combining_mark(c)
            && !matches!(c, '\u{1160}'..='\u{11FF}' | '\u{16D63}'..='\u{16D6A}'))
}

/// The pieces themselves, or windows of equal width at equal distances when they have too many letters. Everything is counted
/// in letters, so that the windows do not depend on how the text is encoded.
fn windows<'t>(pieces: impl Iterator<Item = &'t str> + Clone) -> Vec<&'t str> {
    let n_bytes: usize = pieces.clone().map(str::len).sum();
    if n_bytes <= MAX_LETTERS {
        return pieces.collect();
    }
    let n_total: usize = pieces.clone().map(n_letters).sum();
    if n_total <= MAX_LETTERS {
        return pieces.collect();
    }
    let stride = n_total / N_WINDOWS;
    let mut seen = 0;
    let mut found = Vec::new();
    for piece in pieces {
        let mut start = (seen % stride < WINDOW).then_some(0);
        for (at, _) in piece.char_indices().filter(|(_, c)| is_letter(*c)) {
            match seen % stride {
                0 => start = Some(at),
                WINDOW => found.extend(start.take().map(|start| &piece[start..at])),
                _ => {}
            }
            seen += 1;
        }
        found.extend(start.map(|start| &piece[start..]));
    }
    found
}

/// Runs of characters that may stand in one address, and what is between them. White space ends a run, and so does a letter
/// of the scripts from Thai on, many of which put an address into the text without a space.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let ends_address = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{0E00}'..='\u{1CFF}' | '\u{2E80}'..='\u{FAFF}' | '\u{FF00}'..='\u{10FFFF}')
    };
    let mut rest = text;
    std::iter::from_fn(move || {
        let outside = ends_address(rest.chars().next()?);
        let end = rest.find(|c| ends_address(c) != outside).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(end);
        rest = tail;
        Some(run)
    })
}

/// Whether a run is a web or mail address, a handle, a hashtag, an identifier or the name of a file or site.
fn is_address(run: &str) -> bool {
    run.contains("://") || run.contains(['@', '#', '_', '\\']) || run.split('/').any(is_dotted_name)
}

/// "vtv.vn", "photo-12.jpeg": a point inside, and two to five letters or digits after the last one.
fn is_dotted_name(part: &str) -> bool {
    let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
    bare.rsplit_once('.').is_some_and(|(stem, ending)| {
        stem.ends_with(char::is_alphanumeric)
            && (2..=5).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn prepared(text: &str) -> String {
        prepare([text].into_iter())
    }

    #[test]
    fn addresses_and_numbers_are_left_out() {
        for (text, expected) in [
            ("Voir https://vtv.vn/a-b?c=d, merci.", "voir merci"),
            ("VTV.VN et photo-12.jpeg", "et"),
            ("Écrire à jean.dupont@poste.example !", "écrire à"),
            ("@vnanet #Hanoi snake_case C:\\Temp", ""),
            ("En 2024, 2,2 milliards (n°57-NQ/TW)", "en milliards n nq tw"),
            ("请访问https://example.org了解", "请 访 问 了 解"),
            ("L’été et/ou l'hiver. Fin", "l été et ou l hiver fin"),
        ] {
            assert_eq!(prepared(text), expected, "{text}");
        }
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (one, other) in [
            ("E\u{301}TE\u{301}", "été"),
            ("ＡＢＣ", "abc"),
            ("ｱｲｳ", "アイウ"),
            ("co\u{AD}opé\u{200B}rer", "coopérer"),
            ("ﬁn", "fin"),
        ] {
            assert_eq!(prepared(one), prepared(other));
        }
    }

    #[test]
    fn every_letter_counts_once_composed_or_not() {
        for c in '\0'..=char::MAX {
            let decomposed: String = c.nfd().collect();
            assert_eq!(n_letters(&decomposed), usize::from(is_letter(c)), "{c:?}");
        }
    }

    #[test]
    fn a_long_text_is_read_evenly() {
        let text: String =
            (0..100_000).map(|idx| format!("{} ", ["début", "milieu", "fin"][idx / 33_334])).collect();
        let read = windows([text.as_str()].into_iter());
        let n_read: usize = read.iter().map(|window| n_letters(window)).sum();
        assert!((MAX_LETTERS..MAX_LETTERS + N_WINDOWS).contains(&n_read), "{n_read}");
        for part in ["début", "milieu", "fin"] {
            assert!(read.iter().filter(|window| window.contains(part)).count() >= 4, "{part}");
        }
        let decomposed: String = text.nfd().collect();
        assert_eq!(prepared(&decomposed), prepared(&text));
        let (left, right) = text.split_at(text.find("milieu").unwrap_or(0));
        assert_eq!(prepare([left, right].into_iter()), prepared(&text), "pieces read as one text");
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert!(prepared(&"a".repeat(1_000_000)).len() <= N_WINDOWS * (MAX_WORD + 1));
        assert!(prepared(&format!("a{}", "\u{323}".repeat(1_000_000))).chars().count() <= MAX_WORD);
    }
}
