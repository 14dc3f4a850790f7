//! What stands around the number of a document: its sign, its register, the law that a section is of.

use super::document_number::token;
use super::lists::{CLOSES, LAW_PARTS, NUMBER_SIGNS, PAIRS, RANGES};
use super::reading::{Reading, is_word};

/// The start of a sign before a number: `n° 57`, `No. 21`, `§ 433`, `Az.: 4`, `Pub. L. 116`.
pub(super) fn sign_before(reading: &Reading<'_>, start: usize, floor: usize) -> Option<usize> {
    let head = reading.text[..start].trim_end_matches([' ', '\u{A0}']);
    let word = reading.before(head.strip_suffix(':').map_or(start, str::len))?;
    let text = word.text.trim_start_matches(|c| !is_word(c) && c != '§');
    let at = word.start + word.text.len() - text.len();
    if at < floor || reading.text[at..start].contains(',') {
        return None;
    }
    if reading.knows(text, CLOSES)
        && let Some(first) = reading.before(at).filter(|first| first.start >= floor)
        && reading.knows(&format!("{} {text}", first.text), NUMBER_SIGNS)
    {
        return Some(first.start);
    }
    reading.knows(text, NUMBER_SIGNS).then_some(at)
}

/// The start of a sign with the name of a register after it: `n° RG 22/04517`.
pub(super) fn register_sign(reading: &Reading<'_>, start: usize, floor: usize) -> Option<usize> {
    let register = reading.before(start).filter(|word| word.text.len() < 5 && word.start >= floor)?;
    let is_register = register.text.chars().all(char::is_uppercase);
    is_register.then(|| sign_before(reading, register.start, floor)).flatten()
}

/// The start of the name of a register before a sign: `RG n° 19/04521`.
pub(super) fn register_before(reading: &Reading<'_>, sign: usize, floor: usize) -> Option<usize> {
    let word = reading.before(sign).filter(|word| word.start >= floor)?;
    let is_near = sign - word.start - word.text.len() < 3 && !reading.text[word.start..sign].contains(',');
    let is_register =
        (2..5).contains(&word.text.len()) && word.text.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_near && is_register).then_some(word.start)
}

/// `(EU) ` before a number.
pub(super) fn union_before(reading: &Reading<'_>, start: usize, floor: usize) -> Option<usize> {
    let head = reading.text[floor..start].trim_end().strip_suffix(')')?;
    let open =
        head.len().checked_sub(1 + head.bytes().rev().take(8).take_while(u8::is_ascii_uppercase).count())?;
    (head.as_bytes()[open] == b'(' && head.len() - open > 2).then_some(floor + open)
}

/// The end of the other numbers after the sign for several sections: `§§ 823, 1004 BGB`, `§§ 5 bis 7`.
pub(super) fn sections_end(reading: &Reading<'_>, sign: usize, end: usize) -> usize {
    let mut end = end;
    if !reading.text[sign..].starts_with("§§") {
        return end;
    }
    for _ in 0..8 {
        let comma = reading.text[end..].starts_with(", ").then_some(end + 2);
        let word = || reading.phrase(end, PAIRS | RANGES).map(|word| reading.skip_space(word));
        let Some(next) = comma.or_else(word).filter(|next| reading.digits_end(*next) > *next) else { break };
        end = token(reading, next, next).1;
    }
    end
}

/// `Abs. 1 BGB` after the number of a section, also `ff. BGB`.
pub(super) fn law_end(reading: &Reading<'_>, end: usize) -> usize {
    let following = ["ff.", "f."].into_iter().find_map(|word| {
        let start = reading.skip_space(end);
        (start > end && reading.text[start..].starts_with(word)).then_some(start + word.len())
    });
    let mut end = following.unwrap_or(end);
    for _ in 0..6 {
        let start = reading.skip_space(end);
        let Some(part) = reading.symbol(start, LAW_PARTS) else { break };
        let number = reading.skip_space(part);
        let digits = reading.digits_end(number);
        // "lit. f"
        let is_letter = reading.next(number).is_some_and(|c| c.is_ascii_lowercase())
            && !reading.next(number + 1).is_some_and(is_word);
        if digits == number && !is_letter {
            break;
        }
        end = digits.max(number + usize::from(is_letter));
    }
    let start = reading.skip_space(end);
    let law: usize =
        reading.text[start..].chars().take(12).take_while(|c| is_word(*c)).map(char::len_utf8).sum();
    let law = &reading.text[start..start + law];
    if start > end && law.chars().filter(|c| c.is_uppercase()).count() > 1 {
        end = start + law.len();
        let book = reading.skip_space(end);
        let numeral = reading.text[book..].bytes().take(5).take_while(|byte| b"IVX".contains(byte)).count();
        if numeral > 0 && !reading.next(book + numeral).is_some_and(is_word) {
            end = book + numeral;
        }
    }
    end
}
