//! Amounts: money, percentages, quantities with a unit, and plain numbers.

use super::lists::{
    CURRENCIES, DURATIONS, GLUED_SCALES, LINKS, LOOKALIKES, NAMED, NUMBERED, ORDINALS, PER, PERCENTAGES,
    RANGE_OPENERS, RANGES, SCALES, UNIT_SYMBOLS, UNITS,
};
use super::moment::{range_end, second_end};
use super::money::{currency, money_before};
use super::name::{is_name, starts_sentence};
use super::number::{Number, number};
use super::reading::{Reading, is_currency, is_word};

use epitome_langs::{fold, is_east_asian};

use crate::Class;

/// The amount whose first digit stands at a place, not reaching back before `floor`.
pub(super) fn amount(reading: &Reading<'_>, at: usize, floor: usize) -> Option<(usize, usize, Class)> {
    let first = number(reading, at);
    let start = sign_start(reading, at, floor);
    let money = money_before(reading, start, floor);
    let found = suffix(reading, first, money.is_some());
    // "France 2 à 21h" is no range; at the head of a sentence, "Comptez 12 à 15 €", the capital tells nothing.
    let is_capital_told = || {
        !reading.language.quantities.capital_nouns
            && reading.before(at).is_some_and(|word| !starts_sentence(reading, word.start))
    };
    let stands_alone = reading.next(first.end).is_none_or(char::is_whitespace);
    if found.is_none()
        && money.is_none()
        && stands_alone
        && is_capital_told()
        && is_name(reading, at, first.end)
    {
        return None;
    }
    if let Some(end) = dimensions(reading, first) {
        return Some((start, end, Class::Measure));
    }
    // A range is one amount when its first half does not stand alone.
    let second = found
        .is_none_or(|(_, class)| class == Class::Number)
        .then(|| range_end(reading, first.end))
        .flatten();
    if let Some(second_at) = second {
        let second = number(reading, second_at);
        // "thắng 3 – 1"
        let is_short = || first.end - at < 3 && second.end - second_at < 3;
        let is_score = || money.is_none() && is_short() && is_spaced_dash(reading, first.end);
        let is_dash = matches!(reading.next(first.end), Some('-' | '–' | '—' | '~')) || is_score();
        let tail = suffix(reading, second, money.is_some());
        match tail {
            Some((end, class)) if class != Class::Number => {
                return Some((money.unwrap_or(start), end, class));
            }
            _ if (is_dash || is_word_range(reading, at, first, second_at))
                && (is_free(reading, second.end) || tail.is_some()) =>
            {
                let end = tail.map_or_else(|| chain_end(reading, second.end), |(end, _)| end);
                return Some(match money {
                    Some(money) => (money, end, Class::Currency),
                    None => (start, end, Class::Number),
                });
            }
            _ => {}
        }
    }
    if let Some(money) = money {
        let mut end = found.map_or(first.end, |(end, _)| end);
        // "$1,500-$3,000", "$10,000 to $100,000"
        if let Some(second) = second_end(reading, end).filter(|_| !follows_opener(reading, money)) {
            let sign = reading.text[second..]
                .chars()
                .take(4)
                .take_while(|c| is_currency(*c) || c.is_ascii_uppercase());
            let digits = second + sign.map(char::len_utf8).sum::<usize>();
            if digits > second && reading.next(digits).is_some_and(|c| c.is_ascii_digit()) {
                let second = number(reading, digits);
                end = suffix(reading, second, true).map_or(second.end, |(end, _)| end);
            }
        }
        return Some((money, end, Class::Currency));
    }
    if let Some((end, class)) = found {
        // "3 tỷ 200 triệu đồng"
        let rest =
            reading.text[end..].strip_prefix(' ').filter(|_| class == Class::Number && end > first.end + 1);
        if rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            && let Some((end, Class::Currency)) = suffix(reading, number(reading, end + 1), false)
        {
            return Some((start, end, Class::Currency));
        }
        return Some((start, end, class));
    }
    if let Some(end) = joined_end(reading, first.end) {
        // "1/2 l", "3:31,25 min"
        return match measure(reading, end) {
            Some(end) => Some((start, end, Class::Measure)),
            None => is_free(reading, end).then_some((start, end, Class::Number)),
        };
    }
    let has_words = || reading.text[at..first.end].contains(is_east_asian);
    let is_amount = (is_free(reading, first.end) || has_words()) && !is_name(reading, at, first.end);
    is_amount.then_some((start, first.end, Class::Number))
}

/// Whether a dash with a space on either side stands at a place.
fn is_spaced_dash(reading: &Reading<'_>, end: usize) -> bool {
    [" - ", " – "].iter().any(|dash| reading.text[end..].starts_with(dash))
}

/// The end of more numbers with hyphens between them: "4-4-2".
fn chain_end(reading: &Reading<'_>, end: usize) -> usize {
    let mut end = end;
    for _ in 0..3 {
        let next = end + 1;
        let last = if reading.text[end..].starts_with('-') { reading.digits_end(next) } else { end };
        if last <= next || last > next + 2 || !is_free(reading, last) {
            break;
        }
        end = last;
    }
    end
}

/// The end of two numbers and more with a sign between them: "16:9", "1/2", "50/50", "90+4", and the time of a race, "1:42,37".
fn joined_end(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let bytes = reading.text.as_bytes();
    let sign = *bytes.get(end).filter(|byte| b":/+".contains(byte))?;
    let mut last = reading.digits_end(end + 1);
    if last == end + 1 {
        return None;
    }
    if sign == b':' {
        if bytes.get(last) == Some(&b':') && reading.digits_end(last + 1) == last + 3 {
            last += 3;
        }
        let decimals = (last + 1).min(bytes.len());
        let n_decimals = bytes[decimals..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        if matches!(bytes.get(last), Some(b'.' | b',')) && (1..4).contains(&n_decimals) {
            last = decimals + n_decimals;
        }
    }
    (is_free(reading, last) || measure(reading, last).is_some()).then_some(last)
}

/// Whether the first of two numbers with a word between them does not stand alone: "12 à 15", but not "de 12 à 15", "58 to 31" and
/// "16 and 17".
fn is_word_range(reading: &Reading<'_>, at: usize, first: Number, second: usize) -> bool {
    let whole = |start: usize| reading.text[start..reading.digits_end(start)].parse::<u32>().ok();
    reading.phrase(first.end, RANGES).is_some() && whole(at) < whole(second) && !follows_opener(reading, at)
}

/// Whether a word stands before an amount after which each end of a range stands alone: "from 12 to 15".
fn follows_opener(reading: &Reading<'_>, at: usize) -> bool {
    reading.phrase_before(at, RANGE_OPENERS).is_some()
}

/// Whether no letter is glued to the end of a number; what follows a hyphen ("81-Jähriger") is another word.
fn is_free(reading: &Reading<'_>, end: usize) -> bool {
    // "8-Mai" is a name.
    let is_named = reading.text[end..].starts_with('-') && reading.month(end + 1).is_some();
    !is_named && !reading.next(end).is_some_and(|c| is_word(c) || c == '_')
}

/// The start with a sign: a minus where nothing stands before it.
pub(super) fn sign_start(reading: &Reading<'_>, at: usize, floor: usize) -> usize {
    let point = reading.text[floor..at].strip_suffix('.').map(|head| floor + head.len());
    let is_decimal = |point: &usize| {
        &*reading.language.numbers.decimal == "." && reading.previous(*point).is_none_or(char::is_whitespace)
    };
    if let Some(point) = point.filter(is_decimal) {
        return point;
    }
    match reading.previous(at) {
        Some(c @ ('-' | '+' | '−' | '±' | '–')) if at - c.len_utf8() >= floor => {
            let start = at - c.len_utf8();
            let is_sign = reading
                .previous(start)
                .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '«' | '"' | '“' | '/'));
            if is_sign { start } else { at }
        }
        _ => at,
    }
}

/// The end of several numbers with a cross between them and one unit: "30 x 20 x 15 cm".
fn dimensions(reading: &Reading<'_>, first: Number) -> Option<usize> {
    let mut last = first;
    for _ in 0..3 {
        let cross = reading.skip_space(last.end);
        let Some(c @ ('x' | '×' | 'X')) = reading.next(cross) else { break };
        let next = reading.skip_space(cross + c.len_utf8());
        if !reading.next(next).is_some_and(|c| c.is_ascii_digit()) {
            break;
        }
        last = number(reading, next);
    }
    if last.end == first.end { None } else { measure(reading, last.end) }
}

/// What follows a number and makes it an amount: its end and its class.
fn suffix(reading: &Reading<'_>, number: Number, is_money: bool) -> Option<(usize, Class)> {
    let end = number.end;
    let scaled = reading.phrase(end, SCALES).filter(|scaled| {
        is_money && !reading.text[end..].starts_with(' ') || !short_scale_is_word(reading, end, *scaled)
    });
    // "a $1.5-million grant"
    let hyphened = reading.text[end..].starts_with('-').then(|| reading.phrase(end + 1, SCALES)).flatten();
    let scaled = scaled.or(hyphened.filter(|scaled| *scaled > end + 2));
    let ends = [scaled, Some(end)];
    for end in ends.into_iter().flatten() {
        if is_money {
            if end > number.end || scaled.is_none() {
                // The sign stood before it; a code may follow all the same: "$100 USD".
                return (end > number.end).then_some((end, Class::Currency));
            }
            continue;
        }
        let hyphen = reading.text[end..].starts_with('-').then_some(end + 1);
        // "в 3-м" is no length.
        let ordinal = hyphen.and_then(|hyphen| reading.phrase(hyphen, ORDINALS));
        if let Some(end) = ordinal.filter(|end| !reading.next(*end).is_some_and(is_word)) {
            return Some((end, Class::Number));
        }
        let here_or_behind_hyphen = |find: fn(&Reading<'_>, usize) -> Option<usize>| {
            find(reading, end).or_else(|| hyphen.and_then(|hyphen| find(reading, hyphen)))
        };
        if let Some(end) = here_or_behind_hyphen(percentage) {
            return Some((end, Class::Percent));
        }
        // "200C" is no sum of cents.
        let is_glued = reading.next(end).is_some_and(|c| c.is_ascii_uppercase());
        if is_glued && let Some(end) = unit(reading, end).filter(|unit_end| *unit_end == end + 1) {
            return Some((end, Class::Measure));
        }
        if let Some(end) = here_or_behind_hyphen(currency) {
            return Some((end, Class::Currency));
        }
        if let Some(end) = here_or_behind_hyphen(measure) {
            return Some((end, Class::Measure));
        }
    }
    if let Some(end) = scaled {
        return Some((end, Class::Number));
    }
    // "10k followers"
    let glued = reading.run_end(end, char::is_alphabetic);
    if glued > end && is_free(reading, glued) && reading.knows(&reading.text[end..glued], GLUED_SCALES) {
        return Some((glued, Class::Number));
    }
    ordinal(reading, end).or_else(|| stopped_ordinal(reading, end)).map(|end| (end, Class::Number))
}

/// The end of the letters that make an ordinal of a number, with a stop before them too: `1er`, `1ª`, `1.º`, `3.er`.
pub(super) fn ordinal(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let start = if reading.text[end..].starts_with('.') { end + 1 } else { end };
    match reading.next(start)? {
        '°' => reading.symbol(start, ORDINALS),
        c if c.is_alphabetic() => reading.phrase(start, ORDINALS),
        _ => None,
    }
}

/// The end of "3." in "zum 3. Mal", in a language that writes ordinals so: what follows does not start a sentence. In "1. FC" it is
/// part of a name.
fn stopped_ordinal(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let is_short = reading.text[..end].bytes().rev().take(3).take_while(u8::is_ascii_digit).count() < 3;
    let rest = reading.text[end..].strip_prefix('.').filter(|_| is_short && reading.language.ordinal_stop)?;
    // "der 10., sagte er", "1:0 (12.)"
    let digits = reading.text[..end].bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let is_bracketed = rest.starts_with(')') && reading.text[..end - digits].ends_with('(');
    if rest.starts_with(',') || is_bracketed {
        return Some(end + 1);
    }
    let word: String = rest.strip_prefix(' ')?.chars().take_while(|c| is_word(*c)).take(24).collect();
    let starts_sentence =
        word.starts_with(char::is_uppercase) && reading.language.starters.contains_folded(&word);
    let is_name = reading.knows(&fold(&word), NAMED) && word.starts_with(char::is_uppercase);
    (word.starts_with(char::is_alphabetic) && !starts_sentence && !is_name).then_some(end + 1)
}

/// Scales of one letter stand only before the sign of a currency or, glued to their number, before its name ("4.5m euros").
fn short_scale_is_word(reading: &Reading<'_>, end: usize, scaled: usize) -> bool {
    reading.text[end..scaled].trim().len() == 1
        && !(reading.next(scaled).is_some_and(is_currency)
            || reading.next(reading.skip_space(scaled)).is_some_and(is_currency)
            || scaled == end + 1 && reading.phrase(scaled, CURRENCIES).is_some())
}

fn percentage(reading: &Reading<'_>, end: usize) -> Option<usize> {
    reading.phrase(end, PERCENTAGES)
}

fn measure(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let link = reading.phrase(end, LINKS);
    let linked = link.and_then(|link| reading.phrase(link, UNITS));
    let mut found = linked.or_else(|| unit(reading, end))?;
    if reading.text[found..].starts_with('/') {
        // "5,1 l/100 km"
        let count = reading.digits_end(found + 1);
        let per = if count > found + 1 { reading.skip_space(count) } else { count };
        let second = reading.symbol(per, UNIT_SYMBOLS);
        let second = second.or_else(|| reading.phrase(per, UNITS | DURATIONS));
        found = second.unwrap_or(found);
    } else if let Some(per) = reading.phrase(found, PER) {
        let second = reading.phrase(per, DURATIONS | UNITS);
        found = second.unwrap_or(found);
    }
    Some(found)
}

/// Whether a capital makes a label with the number before it and no quantity: "2A", "lớp 9A", "9 A 1", "39K".
fn is_label(reading: &Reading<'_>, end: usize, symbol: &str) -> bool {
    let letter = symbol.trim_start();
    if !matches!(letter, "A" | "B" | "C" | "F" | "K" | "N" | "V") {
        return false;
    }
    let head = reading.text[..end].trim_end_matches(|c: char| c.is_ascii_digit());
    let is_decimal = head.ends_with(['.', ',']);
    let is_numbered = || reading.phrase_before(head.len(), NUMBERED).is_some();
    let rest = &reading.text[end + symbol.len()..];
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let goes_on = rest.starts_with(|c: char| c.is_ascii_digit())
        || rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let is_glued = symbol.len() == 1 && matches!(letter, "A" | "B" | "K");
    goes_on || reading.text[head.len()..end].starts_with('0') || is_glued && !is_decimal || is_numbered()
}

fn unit(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let start = reading.skip_space(end);
    let stands = |end: &usize| {
        let mut rest = reading.text[*end..].chars();
        match rest.next() {
            Some('\'' | '’') => false,
            // A number plate: "29A-123.45".
            Some('-') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
            _ => true,
        }
    };
    let symbol = reading.symbol(start, UNIT_SYMBOLS).filter(stands);
    let symbol = symbol.filter(|symbol| !is_label(reading, end, &reading.text[end..*symbol]));
    let phrase = reading.phrase(end, UNITS);
    let found = symbol.max(phrase)?;
    let is_lookalike = reading.phrase(end, LOOKALIKES).is_some_and(|lookalike| lookalike > found);
    (!is_lookalike).then_some(found)
}
