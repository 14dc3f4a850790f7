//! Short strings that are written alike in all languages, though there are words in them: code, postal addresses, handles.

use unicode_normalization::char::is_combining_mark;

use crate::model::Words;

/// A text of so many words is prose, whatever else stands in it.
pub(crate) const MIN_WORDS_OF_PROSE: usize = 13;

/// Code has a sign for every so many words, and two at least.
const WORDS_PER_SIGN: usize = 4;
const MIN_SIGNS: usize = 2;

/// What an option of a command counts for: hardly anything else is written so.
const OPTION: usize = 2;

/// Letters of a postcode, digits included: `0026`, `SW1A`, `01310-200`.
const MIN_POSTCODE: usize = 3;
const MAX_POSTCODE: usize = 9;

/// Digits of a house number.
const MAX_HOUSE_NUMBER: usize = 4;

/// An address has so many words without a capital at most: the kind of the street, a preposition.
const MAX_SMALL_WORDS: usize = 2;

/// Whether a text is code, a command, a postal address, or nothing but handles and hashtags.
pub(crate) fn has_no_language(text: &str, words: &Words) -> bool {
    let n_words = words.iter().len();
    if n_words >= MIN_WORDS_OF_PROSE || !text.bytes().any(|byte| byte.is_ascii_digit() || is_sign(byte)) {
        return false;
    }
    is_handles(text) || is_path(text) || is_postal(text) || is_code(text, n_words)
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, b'@' | b'#' | b'/' | b'{' | b'<' | b'>' | b'=' | b'$' | b'_' | b'-' | b'(')
}

/// "@user #win", "u/someone".
fn is_handles(text: &str) -> bool {
    text.split_whitespace().all(|token| {
        token.starts_with(['@', '#']) && token.chars().nth(1).is_some_and(char::is_alphanumeric)
            || token.as_bytes().get(1) == Some(&b'/') && token.as_bytes()[0].is_ascii_lowercase()
    })
}

/// "/usr/bin/tool".
fn is_path(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('/') && text[1..].contains('/') && !text.contains(char::is_whitespace)
}

/// "12 rue de Rivoli, 75004 Paris": a house number in one part, a postcode in another, and names.
fn is_postal(text: &str) -> bool {
    let is_postcode = |part: &str| part.split_whitespace().any(is_postcode);
    let has_number = |part: &str| {
        let mut tokens = part.split_whitespace();
        let (first, last) = (tokens.next(), tokens.next_back());
        first.into_iter().chain(last).any(is_house_number)
    };
    let parts: Vec<&str> = text.split(',').collect();
    let Some(postcode) = parts.iter().rposition(|part| is_postcode(part)) else { return false };
    if !parts[..postcode].iter().any(|part| has_number(part)) {
        return false;
    }
    let is_inside = |c: char| c.is_alphabetic() || is_combining_mark(c);
    let names = text.split(|c| !is_inside(c)).filter(|word| !word.is_empty());
    let (capitalised, small): (Vec<&str>, Vec<&str>) =
        names.partition(|word| word.starts_with(char::is_uppercase));
    small.len() <= MAX_SMALL_WORDS.min(capitalised.len())
}

fn is_house_number(token: &str) -> bool {
    (1..=MAX_HOUSE_NUMBER).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits first or last, perhaps capitals, one hyphen; but no year.
fn is_postcode(token: &str) -> bool {
    let is_year = token.len() == 4 && (token.starts_with("19") || token.starts_with("20"));
    let is_inside = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'-';
    let n_digits = token.bytes().filter(u8::is_ascii_digit).count();
    let has_capital = token.bytes().any(|byte| byte.is_ascii_uppercase());
    !is_year
        && (MIN_POSTCODE..=MAX_POSTCODE).contains(&token.len())
        && token.bytes().all(is_inside)
        && (n_digits >= 4 || (n_digits > 0 && has_capital))
}

/// Whether a text has so many signs of code, for its words, that it is nothing else.
fn is_code(text: &str, n_words: usize) -> bool {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let n_options = text.split_whitespace().filter(|token| is_option(token)).count();
    let n_signs = n_signs(text) + OPTION * n_options;
    n_signs >= MIN_SIGNS && n_words <= WORDS_PER_SIGN * n_signs
}

/// "-y", "--rm".
fn is_option(token: &str) -> bool {
    let is_small = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
    match token.strip_prefix("--") {
        Some(name) => is_small(name),
        None => token.strip_prefix('-').is_some_and(|name| name.len() <= 2 && is_small(name)),
    }
}

/// Braces, `=` and the like, brackets that call, `$NAME`, a semicolon at the end.
fn n_signs(text: &str) -> usize {
    let chars: Vec<char> = text.chars().collect();
    let at = |idx: usize| chars.get(idx).copied().unwrap_or(' ');
    let is_sign = |idx: usize| {
        let (c, next) = (at(idx), at(idx + 1));
        let previous = if idx == 0 { ' ' } else { at(idx - 1) };
        match c {
            '{' | '}' => true,
            // With a stroke through it it is a sign of mathematics, and doubled the quotation mark of a typewriter.
            '<' | '>' | '=' => !is_combining_mark(next) && (c == '=' || (previous != c && next != c)),
            '(' => next == ')' || previous.is_ascii_alphanumeric(),
            '$' => next.is_alphabetic(),
            '_' | '*' => next == c,
            ':' => next == c,
            // The question mark of Greek is the same character in another encoding.
            ';' | '\u{37E}' => idx + 1 == chars.len(),
            _ => false,
        }
    };
    (0..chars.len()).filter(|idx| is_sign(*idx)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_one(text: &str) -> bool {
        has_no_language(text, &Words::of(text))
    }

    #[test]
    fn strings_that_are_alike_everywhere() {
        for text in [
            "@redaction #Lyon #météo",
            "/etc/default/grub",
            "45 avenue Jean Jaurès, 69007 Lyon",
            "8 Canada Square, London E14 5HQ",
            "Bahnhofstrasse 3, 8001 Zürich",
            "while (n > 1) { n /= 2; }",
            "cargo test --workspace -q",
            "UPDATE articles SET title = 'x';",
        ] {
            assert!(is_one(text), "{text}");
        }
    }

    #[test]
    fn prose_with_numbers_and_signs_is_prose() {
        for text in [
            "En 2024, 15 pays ont signé",
            "In 2024, 15 Countries Signed the Paris Accord",
            "Le maire (PS) a dit -non sans humour- qu'il part",
            "The author(s) of this page",
            "<< Bonjour >>, dit-elle",
            "Liberté = égalité",
            "Use --help for more.",
            "#Lyon se réveille sous la neige",
            "Le 12 mars, 10500 personnes ont défilé à Lyon",
        ] {
            assert!(!is_one(text), "{text}");
        }
    }
}
