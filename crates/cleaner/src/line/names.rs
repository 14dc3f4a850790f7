//! Names of agencies and of people, by how they are written.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::sync::OnceLock;

use epitome_langs::{List, Place, fold, folded, press, words};

use crate::line::key;
use crate::line::limits::MAX_PERSON_WORDS;
use crate::line::phrases::Cuebook;

/// A name of a person or an office has no more words.
const MAX_NAME_WORDS: usize = 6;
/// So many people sign together.
const MAX_PEOPLE: usize = 3;
/// Initials of an author ("J. M.-C. D.").
pub(crate) const MAX_INITIALS: usize = 4;

/// Whether a text is the name of one agency, or of several joined by a slash, a comma or a dash ("VNA/VNS").
pub(crate) fn is_agency(text: &str) -> bool {
    const JOINTS: [char; 7] = ['/', ',', '-', '–', '—', '&', '|'];
    !text.trim().is_empty()
        && (is_one_agency(text) || text.contains(JOINTS) && text.split(JOINTS).all(is_one_agency))
}

/// Whether a text is nothing but initials, as authors sign: "T.H.", "M.-C. D.", "lmc/ar/jp".
pub(crate) fn is_signed_initials(text: &str) -> bool {
    let is_sign = |c: char| matches!(c, '.' | '-' | '/') || c.is_whitespace();
    let mut parts = text.split(is_sign).filter(|part| !part.is_empty());
    let n_letters = |part: &str| {
        let folded = fold(part);
        folded.chars().all(char::is_alphabetic).then(|| folded.chars().count())
    };
    if text.contains('/') {
        // A desk may stand before the first: "bur-lpt/mdr/sk".
        let mut parts = text.split(['/', '-']);
        parts.clone().count() >= 2 && parts.all(|part| n_letters(part).is_some_and(|n| (2..=3).contains(&n)))
    } else {
        text.ends_with('.')
            && (2..=MAX_INITIALS).contains(&parts.clone().take(MAX_INITIALS + 1).count())
            && parts.all(|part| is_capital(part) && n_letters(part) == Some(1))
    }
}

/// Whether a text is a short name in capitals, as offices sign: "VNS".
pub(crate) fn is_initials(text: &str) -> bool {
    let text = text.trim();
    let n_letters = fold(text).chars().filter(|c| c.is_alphabetic()).count();
    let is_sign = |c: char| c.is_whitespace() || c.is_numeric();
    (2..=6).contains(&n_letters)
        && text.chars().all(|c| if c.is_alphabetic() { c.is_uppercase() } else { !is_sign(c) })
}

/// Whether a text is an address such as `vtv.vn`, without a path.
pub(crate) fn is_domain(text: &str) -> bool {
    let text = text.trim();
    text.split_once('.').is_some_and(|(site, end)| {
        !site.is_empty()
            && end.len() >= 2
            && end.chars().all(|c| c.is_ascii_alphabetic() || c == '.')
            && site.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !end.ends_with('.')
    })
}

/// Whether all words are written as in a name: with a capital, or stop words between such ("and", "de"). Scripts without
/// letter case pass.
pub(crate) fn is_name(text: &str, book: &Cuebook) -> bool {
    let mut n_words = 0;
    words(text).all(|word| {
        n_words += 1;
        let word = &text[word.range()];
        n_words <= MAX_NAME_WORDS && (is_capital(word) || n_words > 1 && book.is_stop_word(&folded(word)))
    }) && n_words > 0
}

/// Whether a text is two or three names of people and no more: "Ann Lee - Tom Roe". Scripts without letter case pass.
pub(crate) fn are_people(text: &str) -> bool {
    let names: Vec<&str> =
        text.split(&['-', '–', '—', '&', '/']).map(str::trim).take(MAX_PEOPLE + 1).collect();
    let is_person = |name: &&str| {
        let mut words = words(name).map(|word| &name[word.range()]);
        (2..=MAX_PERSON_WORDS).contains(&words.clone().count())
            && words.all(is_capital)
            && fold(name)
                .chars()
                .all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '\'' | '’'))
    };
    (2..=MAX_PEOPLE).contains(&names.len()) && names.iter().all(is_person)
}

/// Whether a text opens with a letter that is no small one.
pub(crate) fn is_capital(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

fn is_one_agency(text: &str) -> bool {
    static KEYS: OnceLock<(Vec<(String, &str)>, List)> = OnceLock::new();
    let (keys, list) = KEYS.get_or_init(|| {
        let mut keys: Vec<_> = press().agencies.iter().map(|name| (key(name), name)).collect();
        keys.sort_unstable();
        let list = keys.iter().map(|(key, _)| key.clone()).collect();
        (keys, list)
    });
    let text = text.trim();
    // Most texts do not even open with a word that an agency opens with. (What cannot be seen parts no words of ASCII.)
    let first = words(text).next().map(|word| Place::of(&text[word.range()]));
    if text.is_ascii() && !first.is_some_and(|first| list.may_open_at(first)) {
        return false;
    }
    let name = key(text);
    // "AP" is an agency and "ap" is not; "REUTERS" is as good as "Reuters", and "dpa" is written so.
    keys.binary_search_by(|(probe, _)| probe.as_str().cmp(&name)).is_ok_and(|found| {
        let written = keys[found].1;
        text == written || if has_small(written) { is_capital(text) } else { !has_small(text) }
    })
}

fn has_small(text: &str) -> bool {
    text.contains(char::is_lowercase)
}
