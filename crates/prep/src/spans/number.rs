//! Numbers as they are written, and what looks like one and counts nothing.

use super::reading::{Reading, is_east_asian, is_word};

/// A number: its digits with the signs between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) end: usize,
}

/// The number whose first digit stands at a place.
pub(super) fn number(reading: &Reading<'_>, at: usize) -> Number {
    let bytes = reading.text.as_bytes();
    let first = reading.digits_end(at);
    let mut end = first;
    if first - at <= 3 {
        let group = reading.next(first).filter(|c| is_group(reading, *c));
        while let Some(sign) = group.filter(|sign| reading.next(end) == Some(*sign)) {
            let next = end + sign.len_utf8();
            if reading.digits_end(next) != next + 3 {
                break;
            }
            end = next + 3;
        }
    }
    let is_decimal = matches!(bytes.get(end), Some(b'.' | b','))
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
        && !(end > first && bytes.get(first) == bytes.get(end));
    if is_decimal {
        end = reading.digits_end(end + 1);
    } else {
        end = no_cents(reading, end).unwrap_or(end);
    }
    Number { end }
}

/// The end of the dash that stands for no cents: `52,-`, `20.–`.
fn no_cents(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let dash = reading.text[end..].strip_prefix([',', '.'])?;
    let rest = dash.strip_prefix("--").or_else(|| dash.strip_prefix(['-', '–', '—']))?;
    (!rest.starts_with(is_word)).then_some(reading.text.len() - rest.len())
}

/// Whether a sign parts groups of three digits: the no-break spaces and apostrophes do everywhere, a plain space where the
/// language writes one.
fn is_group(reading: &Reading<'_>, sign: char) -> bool {
    match sign {
        '.' | ',' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’' => true,
        ' ' => {
            reading.language.numbers.group.chars().all(char::is_whitespace)
                || &*reading.language.numbers.group == "\u{A0}"
        }
        _ => false,
    }
}

/// The end of a telephone number that starts with the digit at a place.
pub(super) fn telephone(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let bytes = reading.text.as_bytes();
    let is_international = at > 0 && bytes[at - 1] == b'+';
    let mut end = reading.digits_end(at);
    let mut groups = vec![end - at];
    let mut has_hyphens = true;
    while groups.len() < 9 {
        let next = match reading.next(end) {
            Some(c @ (' ' | '\u{A0}' | '\u{202F}' | '-' | '.' | '/')) => end + c.len_utf8(),
            Some(')') if bytes.get(at.wrapping_sub(1)) == Some(&b'(') => reading.skip_space(end + 1),
            _ => break,
        };
        let next_end = reading.digits_end(next);
        if next_end == next {
            break;
        }
        has_hyphens &= bytes[end] == b'-';
        groups.push(next_end - next);
        end = next_end;
    }
    let n_digits: usize = groups.iter().sum();
    let is_national =
        bytes[at] == b'0' && groups.len() > 1 && groups[0] < 6 && bytes.get(at + groups[0]) != Some(&b'.');
    let is_american =
        has_hyphens && groups.len() > 2 && groups.last() == Some(&4) && groups[groups.len() - 2] == 3;
    // "1900 0000": a number one pays for, or does not.
    let is_service = groups == [4, 4] && matches!(&reading.text[at..at + 4], "1800" | "1900");
    (groups.len() > 1
        && (8..=15).contains(&n_digits)
        && (is_international || is_national || is_american || is_service)
        || is_international && n_digits > 7)
        .then_some(end)
}

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
