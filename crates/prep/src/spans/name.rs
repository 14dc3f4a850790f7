//! What looks like a number and counts nothing: names with digits and numbers one calls.

use epitome_langs::{fold, is_east_asian};

use super::amount::amount;
use super::lists::{DIALLED, DOCUMENT_WORDS, NAMED, NUMBERED, QUANTIFIERS, WEEKDAYS};
use super::reading::{Reading, is_word};
use crate::Class;

/// Whether a whole number is part of a name: "Schalke 04", "CAC 40", "Apollo 11", and after a word with a capital that stands there
/// for no other reason, "la Formule 1", "a Boeing 737".
pub(super) fn is_name(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let digits = &reading.text[at..end];
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    if digits.len() > 1 && digits.starts_with('0') {
        return true;
    }
    if digits.len() > 4 {
        return false;
    }
    // "1. FC Köln"
    let club = reading.text[end..].strip_prefix(". ").map(|_| word_after(reading, end + 1));
    if club.is_some_and(|word| word.starts_with(char::is_uppercase) && reading.knows(&fold(word), NAMED)) {
        return true;
    }
    let Some(word) = reading.before(at) else { return false };
    let is_apart = reading.text[word.start + word.text.len()..at].contains(|c: char| !c.is_whitespace());
    let letters = word.text.trim_start_matches(|c| !is_word(c));
    if is_apart || !letters.chars().all(|c| is_word(c) || c == '&') {
        return false;
    }
    let n_capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    if n_capitals == 0 {
        return false;
    }
    let key = fold(letters);
    let head = reading.text[..word.start].trim_end();
    let is_mid = head.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '\'' | '’'));
    if n_capitals > 1 && letters.chars().all(|c| c.is_uppercase() || c == '&') && !head.is_empty() {
        return true;
    }
    // "the M 25", "auf der A 7": roads, lines and types have a letter.
    if letters.chars().filter(|c| c.is_alphabetic()).count() == 1 {
        return (is_mid || head.ends_with('&')) && letters != "I";
    }
    let quantities = &reading.language.quantities;
    let is_other = quantities.numbered.is_empty()
        || reading.is_month(&key)
        || reading.knows(&key, WEEKDAYS | DOCUMENT_WORDS | NUMBERED)
        || ends_numbered(reading, &key);
    if is_other {
        return false;
    }
    if quantities.capital_nouns {
        return (is_mid || !is_function_word(reading, &key)) && !counts(reading, end);
    }
    is_mid
        || !is_function_word(reading, &key)
            && (!is_followed(reading, end) || word_after(reading, end).starts_with(char::is_uppercase))
}

/// Whether a word before the digits at a place makes a name with them whatever follows, and no sum or share does: "Boeing 737-800",
/// "Apollo 11", "quốc lộ 1A".
pub(super) fn is_named(reading: &Reading<'_>, at: usize) -> bool {
    let Some(start) = reading.phrase_before(at, NAMED) else { return false };
    let end = reading.digits_end(at);
    let is_short = end - at < 5 && !reading.text[start..at].contains(',');
    // Of several words the first may have no capital: "quốc lộ 1".
    let is_capital = reading.text[start..at].trim_end().contains([' ', '\u{A0}'])
        || reading.text[start..].starts_with(char::is_uppercase);
    is_short
        && is_capital
        && amount(reading, at, at).is_none_or(|found| match found.2 {
            Class::Number => found.1 <= name_end(reading, at),
            Class::Measure => found.1 <= end + 1,
            _ => false,
        })
}

/// Whether a word is the compound of one that has a number: "Hauptstraße".
pub(super) fn ends_numbered(reading: &Reading<'_>, key: &str) -> bool {
    let entries = reading.language.quantities.numbered.iter();
    let mut endings = entries.map_while(|entry| entry.strip_prefix('-'));
    endings.any(|ending| key.len() > ending.len() && key.ends_with(ending))
}

/// Whether no word and no comma stands before the one at a place.
pub(super) fn starts_sentence(reading: &Reading<'_>, start: usize) -> bool {
    let head = reading.text[..start].trim_end();
    !head.ends_with(|c: char| is_word(c) || matches!(c, ',' | '\'' | '’'))
}

/// Whether a word at the head of a sentence is one of those that have a capital only there.
fn is_function_word(reading: &Reading<'_>, key: &str) -> bool {
    let language = reading.language;
    language.stop_words.contains(key)
        || language.starters.contains(key)
        || language.number_words.contains(key)
        || reading.knows(key, QUANTIFIERS)
}

/// The word after a place, where only a space stands between.
fn word_after<'a>(reading: &Reading<'a>, end: usize) -> &'a str {
    let start = reading.skip_space(end);
    let is_apart = start > end;
    let len: usize =
        reading.text[start..].chars().take(MAX_WORD).take_while(|c| is_word(*c)).map(char::len_utf8).sum();
    if is_apart { &reading.text[start..start + len] } else { "" }
}

/// Whether a word follows that may be what is counted: no article, preposition or auxiliary.
pub(super) fn is_followed(reading: &Reading<'_>, end: usize) -> bool {
    let word = word_after(reading, end);
    word.starts_with(char::is_alphabetic) && !reading.language.stop_words.contains_folded(word)
}

/// Whether a noun follows that is counted, where nouns have capitals: at once ("12 Menschen") or after another word ("12 weitere
/// Menschen").
fn counts(reading: &Reading<'_>, end: usize) -> bool {
    let word = word_after(reading, end);
    if word.starts_with(char::is_uppercase) {
        return true;
    }
    let next = reading.skip_space(end) + word.len();
    is_followed(reading, end) && word_after(reading, next).starts_with(char::is_uppercase)
}

/// Whether the digits at a place are a short number that one calls: "dial 112.", "composez le 15".
pub(super) fn is_dialled(reading: &Reading<'_>, at: usize) -> bool {
    let end = reading.digits_end(at);
    (2..=5).contains(&(end - at))
        && reading.phrase_before(at, DIALLED).is_some()
        && !reading.next(end).is_some_and(|c| is_word(c) || matches!(c, '%' | '-'))
        && !is_followed(reading, end)
}

/// The end of a telephone number that starts with the digit at a place.
pub(super) fn telephone(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let bytes = reading.text.as_bytes();
    let is_international = at > 0 && bytes[at - 1] == b'+';
    let mut end = reading.digits_end(at);
    let (mut groups, mut n_groups) = ([0; 9], 1);
    groups[0] = end - at;
    let mut has_hyphens = true;
    while n_groups < groups.len() {
        let next = match reading.next(end) {
            Some(c @ (' ' | '\u{A0}' | '\u{202F}' | '-' | '.' | '/')) => end + c.len_utf8(),
            Some(')') if bytes.get(at.wrapping_sub(1)) == Some(&b'(') => reading.skip_space(end + 1),
            _ => break,
        };
        let next_end = reading.digits_end(next);
        if next_end == next {
            break;
        }
        has_hyphens &= matches!(bytes[end], b'-' | b'.' | b')');
        groups[n_groups] = next_end - next;
        n_groups += 1;
        end = next_end;
    }
    let groups = &groups[..n_groups];
    let n_digits: usize = groups.iter().sum();
    let is_national = bytes[at] == b'0'
        && groups.len() > 1
        && groups[0] < 6
        && (bytes.get(at + groups[0]) != Some(&b'.') || groups.len() > 3);
    let is_american =
        has_hyphens && groups.len() > 2 && groups.last() == Some(&4) && groups[groups.len() - 2] == 3;
    // "1900 0000": a number one pays for, or does not.
    let is_service = *groups == [4, 4] && matches!(&reading.text[at..at + 4], "1800" | "1900");
    (groups.len() > 1
        && (8..=15).contains(&n_digits)
        && (is_international || is_national || is_american || is_service)
        || is_international && n_digits > 7)
        .then_some(end)
}

/// No word is looked at further, so that a look takes bounded time.
const MAX_WORD: usize = 40;

/// The end of a name with digits: `A320`, `29A-123.45`, `8-Mai`.
pub(super) fn name_end(reading: &Reading<'_>, at: usize) -> usize {
    let rest = reading.text[at..].char_indices();
    let mut end = at;
    for (offset, c) in rest {
        let is_part = is_word(c) && !is_east_asian(c)
            || matches!(c, '-' | '/' | '.' | ':' | '_')
                && reading.next(at + offset + c.len_utf8()).is_some_and(is_word);
        if !is_part {
            break;
        }
        end = at + offset + c.len_utf8();
    }
    end
}

/// Whether a piece that looks like code is a date: `2024-06-15T07:12`.
pub(super) fn is_dated(piece: &str) -> bool {
    let bytes = piece.as_bytes();
    bytes.len() > 9 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[..4].iter().all(u8::is_ascii_digit)
}
