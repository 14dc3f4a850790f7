//! Character references: `&eacute;`, `&#233;`, `&#xE9;` (WHATWG HTML, section 13.2.5.72 and following).

use std::borrow::Cow;

use super::named::NAMED;

/// The characters some references stand for, and the bytes of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) value: Value,
    pub(super) len: usize,
}

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Char(char),
    Named(&'static str),
}

impl Reference {
    /// Its characters, for which `buffer` may be needed.
    pub(super) fn text<'buffer>(&self, buffer: &'buffer mut [u8; 4]) -> &'buffer str {
        match self.value {
            Value::Char(c) => c.encode_utf8(buffer),
            Value::Named(text) => text,
        }
    }
}

/// Where a reference stands: in an attribute, `&copy=` is a part of an address and no copyright sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// The longest name with its semicolon, and the longest that needs none.
const LONGEST_NAME: usize = 32;
const LONGEST_BARE: usize = 6;

/// The reference that `bytes`, which begin with an ampersand, begin with.
pub(super) fn reference(bytes: &[u8], place: Place) -> Option<Reference> {
    match bytes.get(1)? {
        b'#' => numeric(bytes),
        first if first.is_ascii_alphanumeric() => named(&bytes[1..], place),
        _ => None,
    }
}

/// The text of an attribute value.
pub(super) fn unescape(value: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', value.as_bytes()) else { return Cow::Borrowed(value) };
    let mut text = String::with_capacity(value.len());
    let (mut copied, mut at) = (0, first);
    loop {
        match reference(&value.as_bytes()[at..], Place::Attribute) {
            Some(reference) => {
                text.push_str(&value[copied..at]);
                text.push_str(reference.text(&mut [0; 4]));
                at += reference.len;
                copied = at;
            }
            None => at += 1,
        }
        match memchr::memchr(b'&', &value.as_bytes()[at..]) {
            Some(next) => at += next,
            None => break,
        }
    }
    text.push_str(&value[copied..]);
    Cow::Owned(text)
}

fn named(name: &[u8], place: Place) -> Option<Reference> {
    let window = &name[..name.len().min(LONGEST_NAME)];
    let n_letters = window.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if name.get(n_letters) == Some(&b';')
        && let Some(text) = look_up(&name[..=n_letters])
    {
        return Some(Reference { value: Value::Named(text), len: n_letters + 2 });
    }
    // Old names need no semicolon, even in front of other letters: "&eacutete".
    (2..=n_letters.min(LONGEST_BARE)).rev().find_map(|len| {
        let text = look_up(&name[..len])?;
        let next = name.get(len).copied().unwrap_or(b' ');
        let is_address = place == Place::Attribute && (next == b'=' || next.is_ascii_alphanumeric());
        (!is_address).then_some(Reference { value: Value::Named(text), len: len + 1 })
    })
}

fn look_up(name: &[u8]) -> Option<&'static str> {
    let idx = NAMED.binary_search_by(|(known, _)| known.as_bytes().cmp(name)).ok()?;
    Some(NAMED[idx].1)
}

fn numeric(bytes: &[u8]) -> Option<Reference> {
    let is_hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let start = if is_hex { 3 } else { 2 };
    let radix = if is_hex { 16 } else { 10 };
    let mut len = start;
    let mut code = 0_u32;
    while let Some(digit) = bytes.get(len).and_then(|byte| char::from(*byte).to_digit(radix)) {
        code = code.saturating_mul(radix).saturating_add(digit);
        len += 1;
    }
    if len == start {
        return None;
    }
    len += usize::from(bytes.get(len) == Some(&b';'));
    Some(Reference { value: Value::Char(character(code)), len })
}

/// The character of a number: zero, surrogates and numbers beyond Unicode are U+FFFD, and the numbers of the C1 controls mean
/// the characters of windows-1252.
fn character(code: u32) -> char {
    match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9F => WINDOWS_1252[code as usize - 0x80],
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// The characters of windows-1252 from 0x80 on; the five bytes it leaves free stay controls.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, place: Place) -> Option<(String, usize)> {
        let found = reference(text.as_bytes(), place)?;
        Some((found.text(&mut [0; 4]).to_owned(), found.len))
    }

    #[test]
    fn names_and_numbers() {
        for (text, expected, len) in [
            ("&eacute;t&eacute;", "é", 8),
            ("&eacutet", "é", 7),
            ("&notin;", "∉", 7),
            ("&notit;", "¬", 4),
            ("&CounterClockwiseContourIntegral;", "∳", 33),
            ("&NotEqualTilde;", "≂̸", 15),
            ("&#233;", "é", 6),
            ("&#xE9 ", "é", 5),
            ("&#146;", "’", 6),
            ("&#0;", "\u{FFFD}", 4),
            ("&#xD800;", "\u{FFFD}", 8),
            ("&#99999999999999;", "\u{FFFD}", 17),
        ] {
            assert_eq!(all(text, Place::Text), Some((expected.to_owned(), len)), "{text}");
        }
        for text in ["&", "& ", "&;", "&#;", "&#x;", "&#xg", "&unknown;", "&é;"] {
            assert_eq!(all(text, Place::Text), None, "{text}");
        }
    }

    #[test]
    fn an_address_keeps_its_ampersands() {
        assert_eq!(unescape("?a=1&copy=2&amp;b=&lt"), "?a=1&copy=2&b=<");
        assert_eq!(unescape("?a=1&copy;=2"), "?a=1©=2");
        assert_eq!(unescape("l&#39;&eacute;t&eacute; & co"), "l'été & co");
    }

    #[test]
    fn the_table_is_sorted_and_its_bounds_hold() {
        assert!(NAMED.is_sorted_by(|a, b| a.0 < b.0));
        let longest = |bare: bool| {
            NAMED.iter().filter(|(name, _)| name.ends_with(';') != bare).map(|(name, _)| name.len()).max()
        };
        assert_eq!(longest(false), Some(LONGEST_NAME));
        assert_eq!(longest(true), Some(LONGEST_BARE));
    }
}
