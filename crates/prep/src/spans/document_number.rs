//! The numbers of laws, standards, cases and other documents.

use epitome_langs::fold;

use super::amount::amount;
use super::citation::{court_case, gazette, named_head, with_suffix};
use super::document_sign::{
    law_end, register_before, register_sign, sections_end, sign_before, union_before,
};
use super::lists::{DOCUMENT_WORDS, LAW_PARTS, NUMBERED, QUANTIFIERS, STANDARDS};
use super::moment::date;
use super::name::{ends_numbered, is_followed, starts_sentence};
use super::number::number;
use super::reading::{Reading, is_word};
use crate::Class;

/// No number of a document is longer in bytes, so that a look at one takes bounded time.
const MAX_BYTES: usize = 80;

/// No shop, rank or song has more digits and signs after "No.": what has is the number of a document.
const MAX_COUNT: usize = 6;

/// The number of a document around the digits at a place, not reaching back before `floor`.
pub(super) fn document_number(reading: &Reading<'_>, at: usize, floor: usize) -> Option<(usize, usize)> {
    let (start, end) = token(reading, at, floor);
    let token = &reading.text[start..end];
    let head_end = token.find(['-', ':', '/', '.']).unwrap_or(token.len());
    let letters = token.len() - token.trim_start_matches(|c: char| c.is_alphabetic()).len();
    let is_standard =
        |word: &str| !word.is_empty() && word.split('/').all(|part| reading.knows(part, STANDARDS));
    // "CVE-2021-44228", "doi:10.1000/182", "ISO9001"
    let n_glued = token[letters..].bytes().take_while(u8::is_ascii_digit).count();
    if is_standard(&token[..head_end]) || letters > 1 && n_glued > 2 && is_standard(&token[..letters]) {
        return Some((standards_start(reading, start, floor, is_standard), end));
    }
    if token.starts_with("10.") && token.contains('/') && head_end == 2 && token.find('/') > Some(6) {
        return Some((standards_start(reading, start, floor, is_standard), slug_end(reading, end)));
    }
    let family = standards_start(reading, start, floor, is_standard);
    // "EN 2017" is a year in a headline.
    let is_word_and_year = || {
        let word = reading.text[family..start].trim_end();
        reading.language.stop_words.contains_folded(word) && is_year(token)
    };
    if family < start && !is_word_and_year() {
        return Some((family, grouped_end(reading, family, end)));
    }
    if let Some(found) = gazette(reading, at, floor) {
        return Some(found);
    }
    let before = reading
        .before(start)
        .filter(|word| word.start >= floor || reading.text[word.start..].starts_with('§'));
    let glued_sign = sign_before(reading, start, floor);
    if let Some(sign) = glued_sign.filter(|sign| reading.text[*sign..start].starts_with('§')) {
        return Some((sign, law_end(reading, sections_end(reading, sign, end))));
    }
    if let Some(case) = court_case(reading, start, end, floor) {
        return Some((case, end));
    }
    if start == at
        && let Some(paragraph) = paragraph_end(reading, end)
    {
        return Some((start, paragraph));
    }
    let is_complex = is_complex(token);
    // "Artikel 6 Abs. 1 lit. f DSGVO"
    if start == at
        && reading.symbol(reading.skip_space(end), LAW_PARTS).is_some()
        && before.is_none_or(|word| !reading.knows(word.text, LAW_PARTS))
    {
        let law = law_end(reading, end);
        if reading.text[..law].ends_with(char::is_uppercase) {
            return Some((start, law));
        }
    }
    // "Art. 20a GG"
    if let Some(part) = before.filter(|word| word.start >= floor && reading.knows(word.text, LAW_PARTS)) {
        let law = law_end(reading, end);
        if law > end && reading.text[..law].ends_with(char::is_uppercase) {
            return Some((part.start, law));
        }
    }
    // "CETS No. 108"
    if let Some(sign) = glued_sign {
        let family = standards_start(reading, sign, floor, is_standard);
        if family < sign {
            return Some((family, end));
        }
    }
    let n_digits = if token.bytes().all(|byte| byte.is_ascii_digit()) { token.len() } else { 0 };
    let glued_sign = glued_sign.or_else(|| register_sign(reading, start, floor));
    if let Some(sign) = glued_sign.filter(|_| is_complex || n_digits > 4 && is_bare(reading, at, end, floor))
    {
        let sign = register_before(reading, sign, floor).unwrap_or(sign);
        return Some((union_before(reading, sign, floor).unwrap_or(sign), with_suffix(reading, end)));
    }
    // "Patent No. 9,876,543"
    if let Some(sign) = glued_sign.filter(|_| start == at) {
        let grouped = number(reading, at).end;
        if grouped > end && grouped - at > MAX_COUNT && is_bare(reading, at, grouped, floor) {
            return Some((sign, grouped));
        }
    }
    if token.contains('/')
        && let Some(found) = with_slash(reading, at, (start, end), floor)
    {
        return Some(found);
    }
    if is_reference(reading, token) && start >= floor {
        return Some((start, end));
    }
    if start < floor {
        return None;
    }
    let session = session_end(reading, end);
    // One or two digits alone are the number of no document.
    if (is_complex || n_digits > 2 || session > end) && is_named(reading, start) {
        let is_number =
            n_digits > 0 && !reading.text[..start].ends_with(',') && is_bare(reading, at, end, floor);
        // "số 175/10" is a house.
        let is_house = token.contains('/')
            && !token.contains(char::is_alphabetic)
            && reading.before(start).is_some_and(|word| {
                let is_numbered = reading.knows(&fold(word.text), NUMBERED);
                is_numbered && reading.phrase_before(start, DOCUMENT_WORDS) == Some(word.start)
            });
        // "legge 4/1/1968", but "Notice 2019-63" and "Beschluss 12/2020"
        let is_date = !token.contains(char::is_alphabetic)
            && token.matches(['-', '/', '.']).count() > 1
            && date(reading, start).is_some_and(|date| date.1 == end);
        if is_complex && !is_year_span(token) && !is_house && !is_date {
            return Some((start, with_suffix(reading, end)));
        }
        let is_titled = || n_digits > 2 && is_titled(reading, start, end, token);
        if is_number && (session > end || n_digits > 4 || is_titled()) {
            return Some((start, session));
        }
    }
    named_head(reading, at, floor)
}

/// The number of a document in a token with a slash: `C-131/12`, `2019/123456`.
fn with_slash(
    reading: &Reading<'_>,
    at: usize,
    (start, end): (usize, usize),
    floor: usize,
) -> Option<(usize, usize)> {
    let token = &reading.text[start..end];
    // "(EU) 2016/679"
    if let Some(union) = union_before(reading, start, floor) {
        return Some((union, end));
    }
    let parts: Vec<&str> = token.split(['/', '-']).collect();
    let has_capitals = parts.iter().any(|part| {
        part.starts_with(char::is_uppercase) && part.chars().filter(|c| c.is_uppercase()).count() > 1
    });
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(&parts[0]) && has_capitals {
        return Some((start, end));
    }
    let is_year_and_number = !is_year_span(token)
        && parts.len() == 2
        && parts[0].len() == 4
        && parts[1].len() > 2
        && parts.iter().all(is_number);
    if is_year_and_number {
        // "WO 2019/123456 A1"
        return Some(named_head(reading, at, floor).unwrap_or((start, end)));
    }
    // "C-131/12", "A/RES/70/1", "HS/2024/017"
    let is_case = parts.len() > 2
        && parts[0].chars().all(char::is_uppercase)
        && token.bytes().filter(u8::is_ascii_digit).count() > if parts[0].len() < 3 { 0 } else { 3 };
    is_case.then(|| (start, with_suffix(reading, end)))
}

/// Whether a word that names the kind of a document stands before a place, alone or as the end of a compound:
/// "Bundestagsdrucksache 20/8765".
pub(super) fn is_named(reading: &Reading<'_>, start: usize) -> bool {
    let named = reading.phrase_before(start, DOCUMENT_WORDS);
    // "tỷ số 25-20" is a score, "số" alone the sign of a document.
    let counted = reading.phrase_before(start, QUANTIFIERS);
    named.is_some() && (counted.is_none() || counted >= named)
        || reading.before(start).is_some_and(|word| {
            let key = fold(word.text);
            let mut ends = reading.language.quantities.document_words.iter();
            key.len() > 5 && ends.any(|word| word.len() > 5 && key.ends_with(word))
        })
}

/// Whether the word before a few digits names one document with them, "Resolution 1701": it has a capital, they are no year, and
/// it is none that also counts its parts.
fn is_titled(reading: &Reading<'_>, start: usize, end: usize, token: &str) -> bool {
    let word = reading.before(start).filter(|word| word.text.starts_with(char::is_uppercase));
    !is_year(token)
        && word.is_some_and(|word| {
            let key = fold(word.text);
            // At the head of a sentence the capital tells nothing.
            let is_told = !starts_sentence(reading, word.start) || !is_followed(reading, end);
            is_told && !reading.knows(&key, NUMBERED) && !ends_numbered(reading, &key)
        })
}

/// Whether a token is a year of the last century or of this one.
pub(super) fn is_year(token: &str) -> bool {
    token.len() == 4
        && (token.starts_with("19") || token.starts_with("20"))
        && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether nothing makes the digits of a token an amount of something.
fn is_bare(reading: &Reading<'_>, at: usize, end: usize, floor: usize) -> bool {
    amount(reading, at, floor).is_none_or(|found| found.1 == end && found.2 == Class::Number)
}

/// Whether a token is a span of years: `2023-24`, `2019/2020`.
pub(super) fn is_year_span(token: &str) -> bool {
    let Some((first, second)) = token.split_once(['-', '–', '/']) else { return false };
    let (Ok(start), Ok(end)) = (first.parse::<u32>(), second.parse::<u32>()) else { return false };
    let end = if second.len() == 2 { start / 100 * 100 + end } else { end };
    let longest = if token.contains('/') { 1 } else { 30 };
    first.len() == 4 && (1000..2200).contains(&start) && (start + 1..=start + longest).contains(&end)
}

/// The end of the paragraphs of a section, two at least: `501(c)(3)`, `12(b)(6)`.
fn paragraph_end(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let bytes = reading.text.as_bytes();
    let mut last = end;
    let mut n_paragraphs = 0;
    while n_paragraphs < 6 && bytes.get(last) == Some(&b'(') {
        let name = bytes[last + 1..].iter().take(5).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if name == 0 || name > 4 || bytes.get(last + 1 + name) != Some(&b')') {
            break;
        }
        last += name + 2;
        n_paragraphs += 1;
    }
    (n_paragraphs > 1).then_some(last)
}

/// The end of the session after the number of a resolution: `2758 (XXVI)`, `2231 (2015)`.
fn session_end(reading: &Reading<'_>, end: usize) -> usize {
    let Some(rest) = reading.text[end..].strip_prefix(" (") else { return end };
    let numeral = rest.bytes().take(8).take_while(|byte| b"IVXLC".contains(byte)).count();
    let year = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let len = if year == 4 { year } else { numeral };
    if len > 1 && rest[len..].starts_with(')') { end + 3 + len } else { end }
}

/// Whether a token is a reference wherever it stands: `PF-2025-031`, `REF-4471-B`, `2024-OV-117`, `KD-48213`.
fn is_reference(reading: &Reading<'_>, token: &str) -> bool {
    let is_capitals = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let n_digits = token.bytes().filter(u8::is_ascii_digit).count();
    let n_parts = token.split('-').count();
    n_parts > 1
        && token.split('-').all(is_part)
        && token.split('-').any(|part| is_capitals(part) && !reading.is_month(&fold(part)))
        && (n_parts > 2 && n_digits > 3
            || n_parts == 2 && n_digits > 4 && token.starts_with(char::is_alphabetic))
}

/// The letters, digits and signs around a place that white space and brackets bound.
pub(super) fn token(reading: &Reading<'_>, at: usize, floor: usize) -> (usize, usize) {
    let is_part = |c: char| is_word(c) || matches!(c, '-' | '/' | ':' | '.' | '*' | '_' | '‑' | '–');
    let head = reading.text[floor..at].chars().rev().take(MAX_BYTES).take_while(|c| is_part(*c));
    let mut start = at - head.map(char::len_utf8).sum::<usize>();
    let tail = reading.text[at..].chars().take(MAX_BYTES).take_while(|c| is_part(*c));
    let mut end = at + tail.map(char::len_utf8).sum::<usize>();
    // "ISO 27001-certified"
    let is_small = |c: char| is_word(c) && !c.is_uppercase() && !c.is_numeric();
    if let Some((number, word)) = reading.text[at..end].rsplit_once('-')
        && word.chars().filter(|c| c.is_alphabetic()).count() > 2
        && word.chars().all(is_small)
    {
        end = at + number.len();
    }
    start +=
        reading.text[start..at].len() - reading.text[start..at].trim_start_matches(|c| !is_word(c)).len();
    // An abbreviation glued to its number is its sign: "No.5", "n°5" ends before it anyway.
    if let Some(dot) = reading.text[start..at]
        .rfind('.')
        .filter(|dot| reading.text[start..start + dot].chars().all(char::is_alphabetic))
    {
        start += dot + 1;
    }
    let end = at + reading.text[at..end].trim_end_matches(|c| !is_word(c)).len();
    (start, end.max(at))
}

pub(super) fn is_complex(token: &str) -> bool {
    let has_sign = token.contains(['-', '/', '*', '–']);
    let has_letters =
        token.contains(char::is_alphabetic) && token.chars().filter(|c| c.is_uppercase()).count() > 0;
    has_sign && (has_letters || token.bytes().filter(u8::is_ascii_digit).count() > 3)
}

/// Where the names of families before a number begin: `DIN EN ISO`.
fn standards_start(
    reading: &Reading<'_>,
    start: usize,
    floor: usize,
    is_standard: impl Fn(&str) -> bool,
) -> usize {
    let mut found = start;
    for _ in 0..4 {
        let Some(word) = reading.before(found) else { break };
        // "NF C 15-100": a letter of the family's own.
        let is_letter = found == start && word.text.len() == 1 && word.text.starts_with(char::is_uppercase);
        let word = if is_letter { reading.before(word.start).unwrap_or(word) } else { word };
        let text = word.text.trim_start_matches(|c| !is_word(c));
        let at = word.start + word.text.len() - text.len();
        if at < floor || !is_standard(text) || reading.text[at..found].contains(',') {
            break;
        }
        found = at;
    }
    // "ISBN: 978-…", "NOR : INTA2400123C"
    if found == start {
        let head = reading.text[floor..start].trim_end();
        if let Some(head) = head.strip_suffix(':') {
            let head = head.trim_end();
            let name = head.len()
                - head
                    .chars()
                    .rev()
                    .take(8)
                    .take_while(|c| is_word(*c) || *c == '-')
                    .map(char::len_utf8)
                    .sum::<usize>();
            if is_standard(&head[name..]) {
                return floor + name;
            }
        }
    }
    found
}

/// The end of a number in groups: `ISBN 978 2 07 036822 8`.
fn grouped_end(reading: &Reading<'_>, start: usize, end: usize) -> usize {
    let mut end = end;
    if reading.text[start..].starts_with("ISBN") || reading.text[start..].starts_with("ISSN") {
        for _ in 0..5 {
            let next = reading.skip_space(end);
            let digits = reading.digits_end(next);
            if next == end || digits == next {
                break;
            }
            end = digits;
        }
    }
    end
}

/// The end of a DOI.
fn slug_end(reading: &Reading<'_>, end: usize) -> usize {
    let rest = &reading.text[end..];
    let len = rest
        .bytes()
        .take(MAX_BYTES)
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"()-._;/:".contains(byte))
        .count();
    end + rest[..len].trim_end_matches(['.', ';', ':', ')', '-']).len()
}
