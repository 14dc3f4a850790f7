//! From a text, however long, to the words that tell its language.

use epitome_langs::{fold, words};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A longer text is read through windows. Sixteen thousand letters are some 2,500 words: from 200 words on, more text made no
/// difference to the answer in any of the languages measured (see [`crate::calibration`]).
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
/// syllable count.
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
            && !matches!(c, '\u{1160}'..='\u{11FF}'))
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
    let ends_address =
        |c: char| c.is_whitespace() || matches!(c, '\u{0E00}'..='\u{1CFF}' | '\u{2E80}'..='\u{10FFFF}');
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
