//! Numbers as they are written.

use super::lists::SCALES;
use epitome_langs::is_east_asian;

use super::reading::{Reading, is_word};

/// A number: its digits with the signs between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) end: usize,
}

/// The number whose first digit stands at a place, with the words that part it by ten thousands in East Asia but for the last of
/// them: `3兆2500` of "3兆2500億円".
pub(super) fn number(reading: &Reading<'_>, at: usize) -> Number {
    // 10¹⁶, 10¹², 10⁸, 10⁴ and 10³ have a word each.
    const MAX_WORDS: usize = 5;
    let mut end = part_end(reading, at);
    for _ in 0..MAX_WORDS {
        let is_glued = reading.next(end).is_some_and(is_east_asian);
        let rest = if is_glued { reading.phrase(end, SCALES) } else { None };
        let Some(rest) = rest.filter(|rest| reading.next(*rest).is_some_and(|c| c.is_ascii_digit())) else {
            break;
        };
        end = part_end(reading, rest);
    }
    Number { end }
}

/// The end of the digits, and of the signs between them, that begin at a place.
fn part_end(reading: &Reading<'_>, at: usize) -> usize {
    let bytes = reading.text.as_bytes();
    let first = reading.digits_end(at);
    let mut end = first;
    if first - at <= 3 {
        let is_zero = bytes[at] == b'0';
        let group = reading.next(first).filter(|c| is_group(reading, *c) && !(is_zero && *c == ' '));
        while let Some(sign) = group.filter(|sign| reading.next(end) == Some(*sign)) {
            let next = end + sign.len_utf8();
            if reading.digits_end(next) != next + 3 {
                break;
            }
            end = next + 3;
        }
    }
    if let Some(end) = fraction_end(reading, at, end) {
        return end;
    }
    let is_decimal = matches!(bytes.get(end), Some(b'.' | b','))
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
        && !(end > first && bytes.get(first) == bytes.get(end));
    if is_decimal {
        end = reading.digits_end(end + 1);
    } else {
        end = no_cents(reading, end).unwrap_or(end);
    }
    power_end(reading, at, end)
}

/// The end of the fraction after a whole number: `1½`, `2 3/4`.
fn fraction_end(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    let sign = |at: usize| reading.next(at).filter(|c| matches!(c, '¼'..='¾' | '⅐'..='⅞'));
    if let Some(c) = sign(end) {
        return Some(end + c.len_utf8());
    }
    let next = reading.skip_space(end);
    let slash = reading.digits_end(next);
    let is_small = end - at < 3 && next > end && slash == next + 1;
    if !is_small || !reading.text[slash..].starts_with('/') {
        return None;
    }
    let last = reading.digits_end(slash + 1);
    let is_proper = last == slash + 2 && reading.text[next..slash] < reading.text[slash + 1..last];
    (is_proper && !reading.text[last..].starts_with(['/', '.', '-'])).then_some(last)
}

/// The end of the power of ten that a number is, or is multiplied by: `1.9 × 10²⁷`, `10^-3`.
fn power_end(reading: &Reading<'_>, at: usize, end: usize) -> usize {
    let exponent = |base: usize| {
        let rest = reading.text[base..].strip_prefix("10")?;
        let is_raised = |c: &char| matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '⁺' | '⁻');
        let raised: usize = rest.chars().take(5).take_while(is_raised).map(char::len_utf8).sum();
        let sign = rest.strip_prefix('^').map(|digits| 1 + usize::from(digits.starts_with(['-', '−', '+'])));
        let digits = sign.map(|sign| reading.digits_end(base + 2 + sign)).filter(|end| *end > base + 3);
        if raised > 0 { Some(base + 2 + raised) } else { digits }
    };
    let cross = reading.skip_space(end);
    let multiplied = reading
        .next(cross)
        .filter(|c| matches!(c, '×' | '·' | '*' | 'x'))
        .and_then(|c| exponent(reading.skip_space(cross + c.len_utf8())));
    multiplied.or_else(|| exponent(at).filter(|power| *power > end)).unwrap_or(end)
}

/// The end of the dash that stands for no cents: `52,-`, `20.–`.
fn no_cents(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let dash = reading.text[end..].strip_prefix([',', '.'])?;
    let rest = dash.strip_prefix("--").or_else(|| dash.strip_prefix(['-', '–', '—']))?;
    (!rest.starts_with(is_word)).then_some(reading.text.len() - rest.len())
}

/// Whether a sign parts groups of three digits: the no-break spaces and apostrophes do everywhere, a plain space where the comma
/// stands before decimals (ISO 31-0 is followed there beside the full stop).
fn is_group(reading: &Reading<'_>, sign: char) -> bool {
    match sign {
        '.' | ',' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’' => true,
        ' ' => &*reading.language.numbers.decimal == ",",
        _ => false,
    }
}
