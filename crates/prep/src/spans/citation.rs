//! Citations: series of laws and cases that are told by what stands around their numbers, and the numbers of patents.

use super::document_number::{is_complex, is_named, is_year, is_year_span, token};
use super::document_sign::{law_end, sign_before};
use super::lists::{CURRENCY_SIGNS, DOCUMENT_SUFFIXES, GAZETTES, NUMBER_SIGNS, STANDARDS};
use super::reading::{Reading, is_word};

/// Whether the digits at a place begin the citation of a code of laws: `42 U.S.C. § 1983`, `29 CFR 1910.95`, `410 U.S. 113`.
pub(super) fn citation_ahead(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let code = reading.skip_space(reading.digits_end(at));
    let is_part = |c: &char| is_word(*c) || *c == '.';
    let len: usize = reading.text[code..].chars().take(8).take_while(is_part).map(char::len_utf8).sum();
    let section = reading.skip_space(code + len);
    let name = &reading.text[code..code + len];
    // "410 U.S. 113": a volume has few digits, the year of "in 2019 U.S. exports" has four.
    let is_report = code - at < 5 && reading.knows(name, GAZETTES) && name.contains('.');
    let is_code = section > code + len && (is_report || reading.knows(name, STANDARDS));
    let sign = reading.text[section..].len() - reading.text[section..].trim_start_matches('§').len();
    let number = reading.skip_space(section + sign);
    let is_cited = is_code && reading.next(number).is_some_and(|c| c.is_ascii_digit());
    is_cited.then(|| (at, law_end(reading, token(reading, number, number).1)))
}

/// Whether the digits at a place are the year in `COM(2023) 240 final`.
pub(super) fn proposal_ahead(reading: &Reading<'_>, at: usize, floor: usize) -> Option<(usize, usize)> {
    let head = reading.text[floor..at].strip_suffix('(')?;
    let n_capitals = head.bytes().rev().take(8).take_while(u8::is_ascii_uppercase).count();
    let year = reading.digits_end(at);
    let number = reading.skip_space(year + usize::from(reading.text[year..].starts_with(')')));
    let end = reading.digits_end(number);
    let is_proposal = n_capitals > 1 && year == at + 4 && number > year && end > number;
    is_proposal.then(|| (floor + head.len() - n_capitals, with_suffix(reading, end)))
}

/// Whether the digits at a place are the year of a court's neutral citation: `[2019] UKSC 41`, `[2020] EWHC 3010 (Admin)`.
pub(super) fn neutral_ahead(reading: &Reading<'_>, at: usize, floor: usize) -> Option<(usize, usize)> {
    let head = reading.text[floor..at].strip_suffix('[')?;
    let year = reading.digits_end(at);
    let rest = reading.text[year..].strip_prefix("] ").filter(|_| year == at + 4)?;
    let court = rest.bytes().take(8).take_while(u8::is_ascii_uppercase).count();
    let mut number = reading.skip_space(year + 2 + court);
    let division = letters(reading, number);
    if division > 0 {
        number = reading.skip_space(number + division);
    }
    let mut end = reading.digits_end(number);
    if court < 2 || end == number {
        return None;
    }
    if reading.text[end..].starts_with(" (") {
        let close = end + 2 + letters(reading, end + 2);
        let is_division = reading.text[close..].starts_with(')') && close > end + 2;
        end = if is_division && reading.text[end + 2..].starts_with(char::is_uppercase) {
            close + 1
        } else {
            end
        };
    }
    Some((floor + head.len(), end))
}

/// The number in an official gazette or in reports of cases: `OJ L 119`, `BGBl. 2023 I Nr. 45`, `NJW 2019, 1234`.
pub(super) fn gazette(reading: &Reading<'_>, at: usize, floor: usize) -> Option<(usize, usize)> {
    let mut start = at;
    for n_parts in 0..4 {
        let word = reading.before(start).filter(|word| word.start >= floor)?;
        if reading.text[word.start..start].contains(',') {
            return None;
        }
        // "410 U.S. 113" has its number before the name too; "U.S. 10-year yields" are none.
        let is_report = word.text.trim_end_matches('.').contains('.');
        if !is_report && reading.knows(word.text, GAZETTES) {
            let end = gazette_end(reading, word.start + word.text.len());
            // "les JO 2024" are games.
            let is_year = n_parts == 0 && end <= at + 4 && reading.digits_end(at) == at + 4;
            return (end > at && !is_year).then_some((word.start, end));
        }
        if !is_series(reading, word.text) {
            return None;
        }
        start = word.start;
    }
    None
}

/// The end of the parts after the name of a gazette, the last of which is a number.
fn gazette_end(reading: &Reading<'_>, name: usize) -> usize {
    let (mut at, mut end) = (name, name);
    for _ in 0..6 {
        let comma = usize::from(end == at && end > name && reading.text[at..].starts_with(", "));
        let start = reading.skip_space(at + comma);
        let is_part = |c: &char| is_word(*c) || matches!(c, '.' | '°' | '/' | '-');
        let len: usize = reading.text[start..].chars().take(12).take_while(is_part).map(char::len_utf8).sum();
        let part = reading.text[start..start + len].trim_end_matches(['/', '-']);
        let number = part.trim_end_matches('.');
        if start == at || comma > 0 && !number.bytes().all(|byte| byte.is_ascii_digit()) {
            break;
        }
        if number.starts_with(|c: char| c.is_ascii_digit()) {
            at = start + number.len();
            end = at;
        } else if is_series(reading, part) {
            at = start + part.len();
        } else {
            break;
        }
    }
    end
}

/// Whether a word is a part of a gazette's own: a letter, a Roman numeral, or the sign of a number or a page.
fn is_series(reading: &Reading<'_>, word: &str) -> bool {
    let is_numeral = !word.is_empty() && word.bytes().all(|byte| b"IVX".contains(&byte));
    let is_letter = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    is_numeral || is_letter || word == "S." || reading.knows(word, NUMBER_SIGNS)
}

/// The number of a patent, or another that a word for its kind and capitals stand before: `EP 1 234 567 B1`, `Formular N 220`.
pub(super) fn named_head(reading: &Reading<'_>, at: usize, floor: usize) -> Option<(usize, usize)> {
    let head = reading.before(at).filter(|head| head.start >= floor)?;
    let is_head = head.text.len() < 6 && head.text.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_head || at - head.start - head.text.len() > 2 || reading.text[head.start..at].contains(',') {
        return None;
    }
    let (_, mut end) = token(reading, at, at);
    let is_number =
        reading.text[at..end].bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'/');
    let mut n_digits = reading.text[at..end].bytes().filter(u8::is_ascii_digit).count();
    for _ in 0..5 {
        let next = match reading.next(end).filter(|_| is_number) {
            Some(',') => end + 1,
            _ => reading.skip_space(end),
        };
        let digits = reading.digits_end(next);
        if next == end || digits == next || reading.next(digits).is_some_and(is_word) {
            break;
        }
        n_digits += digits - next;
        end = digits;
    }
    let kind = reading.skip_space(end);
    let rest = reading.text[kind..].strip_prefix(['A', 'B', 'C', 'T', 'U', 'Y']);
    let kind_end = rest.map(|_| reading.digits_end(kind + 1).min(kind + 2));
    let kind_end = kind_end.filter(|end| kind > at && !reading.next(*end).is_some_and(is_word));
    if let Some(kind_end) = kind_end.filter(|_| is_number && n_digits > 5 && head.text.len() == 2) {
        return Some((head.start, kind_end));
    }
    let number = &reading.text[at..end];
    let is_span = number.len() > 8 && is_year_span(number);
    let is_money = reading.knows(head.text, CURRENCY_SIGNS);
    let is_long = (n_digits > 2 || is_complex(number)) && !is_year(number) && !is_span;
    (is_long && !is_money && is_named(reading, head.start)).then_some((head.start, end))
}

/// The end with what may follow a number and belongs to it: `2019-796 DC`, `C-402/05 P`.
pub(super) fn with_suffix(reading: &Reading<'_>, end: usize) -> usize {
    let start = reading.skip_space(end);
    let suffix = start + letters(reading, start);
    let is_known = start > end && reading.knows(&reading.text[start..suffix], DOCUMENT_SUFFIXES);
    if is_known && !reading.next(suffix).is_some_and(is_word) { suffix } else { end }
}

/// The length of the letters at a place, no more than a court or its divisions have.
fn letters(reading: &Reading<'_>, at: usize) -> usize {
    reading.text[at..].chars().take(8).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum()
}

/// The start of the case of a court before its year: `4 O 217/23`, `VI ZR 123/20`, with the sign before it.
pub(super) fn court_case(reading: &Reading<'_>, start: usize, end: usize, floor: usize) -> Option<usize> {
    let token = &reading.text[start..end];
    let (number, year) = token.split_once('/')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(number) || !digits(year) || year.len() != 2 {
        return None;
    }
    let register = reading.before(start).filter(|word| word.start >= floor)?;
    let is_register = register.text.len() < 5
        && register.text.chars().all(char::is_alphabetic)
        && register.text.starts_with(char::is_uppercase);
    let chamber = reading.before(register.start).filter(|word| is_register && word.start >= floor)?;
    let is_chamber = digits(chamber.text) || chamber.text.bytes().all(|byte| b"IVX".contains(&byte));
    is_chamber.then(|| sign_before(reading, chamber.start, floor).unwrap_or(chamber.start))
}

/// Whether the digits at a place begin the case of a court: the chamber before its register.
pub(super) fn case_ahead(reading: &Reading<'_>, at: usize, floor: usize) -> Option<(usize, usize)> {
    let chamber = reading.digits_end(at);
    let register = reading.skip_space(chamber);
    let len: usize =
        reading.text[register..].chars().take(5).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let number = reading.skip_space(register + len);
    if len == 0
        || register == chamber
        || number == register + len
        || !reading.next(number).is_some_and(|c| c.is_ascii_digit())
    {
        return None;
    }
    let (start, end) = token(reading, number, number);
    court_case(reading, start, end, floor).map(|case| (case, end))
}
