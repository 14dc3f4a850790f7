//! Times of day.

use super::lists::{
    CLOCK_OPENERS, CLOCK_WORDS, DAY_PARTS, DURATION_OPENERS, DURATIONS, HOURS, LOOKALIKES, MINUTES,
    TIME_OPENERS, TIME_ZONES, UNIT_SYMBOLS, UNITS,
};
use super::moment::{is_over, range_end, value};
use super::reading::Reading;

/// The time of day whose hour stands at a place.
pub(super) fn time(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let first = reading.digits_end(at);
    let hour = value(reading, at, first);
    // "1335 GMT"
    if first - at == 4 && hour < 2400 && hour % 100 < 60 {
        return Some((at, ending(reading, first)))
            .filter(|(_, end)| *end > first && ends_in_zone(reading, *end));
    }
    if first - at > 2 || hour > 24 {
        return None;
    }
    let rest = &reading.text[first..];
    let minutes_at = |start: usize| {
        let end = reading.digits_end(start);
        (end - start == 2 && value(reading, start, end) < 60).then_some(end)
    };
    let mut end = None;
    if rest.starts_with(':') {
        let mut minutes = minutes_at(first + 1)?;
        if reading.text[minutes..].starts_with(':') {
            minutes = minutes_at(minutes + 1)?;
        }
        // "3:31 min" is how long something takes.
        if reading
            .symbol(reading.skip_space(minutes), UNIT_SYMBOLS)
            .is_some_and(|symbol| reading.text[..symbol].trim_end_matches('.').ends_with("min"))
        {
            return None;
        }
        end = is_done(reading, minutes).then_some(minutes).or_else(|| reading.phrase(minutes, CLOCK_WORDS));
        end = end.map(|end| reading.phrase(end, CLOCK_WORDS).unwrap_or(end));
    } else if rest.starts_with(['.', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
        // "16.45 Uhr", "10.15 GMT": the word tells it from a decimal.
        let minutes = minutes_at(first + 1)?;
        let has_zone = ending(reading, minutes) > minutes;
        let word = reading.phrase(minutes, CLOCK_WORDS).or_else(|| clock_range(reading, minutes));
        let word = word.or(has_zone.then_some(minutes)).or_else(|| opened_end(reading, at, minutes))?;
        return Some((at, ending(reading, word)));
    }
    let spaced = reading.skip_space(first);
    let is_h = reading.text[spaced..].starts_with(['h', 'H'])
        && !reading.text[spaced + 1..].starts_with(char::is_alphabetic);
    if end.is_none() && is_h {
        // "14h30", "6 h 47", "17h"
        let minutes = reading.skip_space(spaced + 1);
        end = minutes_at(minutes).filter(|end| is_done(reading, *end));
        end = end.map(|end| reading.phrase(end, MINUTES).unwrap_or(end));
        if end.is_none() && is_done(reading, spaced + 1) {
            let lasts = reading.phrase_before(at, DURATION_OPENERS).is_some();
            end = (!lasts).then_some(spaced + 1);
        }
        return end.map(|end| (at, ending(reading, end)));
    }
    if end.is_none() {
        if let Some(word) = reading.phrase(first, CLOCK_WORDS) {
            // "20 Uhr 15"
            let minutes = reading.skip_space(word);
            let with_minutes = minutes_at(minutes).filter(|end| minutes > word && is_over(reading, *end));
            end = Some(with_minutes.unwrap_or(word));
        } else {
            end = spoken(reading, at, first).or_else(|| clock_range(reading, first));
            end = end.or_else(|| opened_end(reading, at, first));
        }
    }
    end.map(|end| (at, ending(reading, end)))
}

/// The end of a time of day whose first number ends at `end`, where the word before it makes it one whatever follows: "kl. 18.30",
/// "saat 9". In "24 saat 7 gün" the word belongs to the number before it; in "iki saat 20 dakika" a unit follows.
fn opened_end(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    let word = reading.phrase_before(at, CLOCK_OPENERS)?;
    let is_count = reading.text[..word].trim_end().ends_with(|c: char| c.is_ascii_digit());
    let hours = |start: usize| {
        let hour = reading.digits_end(start);
        let minutes = if matches!(reading.next(hour), Some('.' | ':')) { hour + 1 } else { hour };
        let end = reading.digits_end(minutes);
        let end = if end > minutes { end } else { hour };
        (hour > start && value(reading, start, hour) <= 24).then_some(end)
    };
    // "kl. 9-11" is one.
    let second = reading.next(end).filter(|c| matches!(c, '-' | '–')).and_then(|c| hours(end + c.len_utf8()));
    let end = second.unwrap_or(end);
    let is_measure = || reading.phrase(end, DURATIONS | MINUTES | UNITS).is_some();
    (!is_count && is_over(reading, end) && !is_measure()).then_some(end)
}

/// Whether a time is over at a place, or the dash of a range and the next one follow: `8h-12h`, `10:00–11:30`.
fn is_done(reading: &Reading<'_>, end: usize) -> bool {
    let next = reading.text[end..].strip_prefix(['-', '–']);
    is_over(reading, end) || next.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a time zone ends at a place.
fn ends_in_zone(reading: &Reading<'_>, end: usize) -> bool {
    let zone: usize = reading.text[..end].bytes().rev().take(8).take_while(u8::is_ascii_alphabetic).count();
    reading.knows(&reading.text[end - zone..end], TIME_ZONES)
}

/// The end of `10 to 11 a.m.` and `9.00 bis 17.00 Uhr` after the first half, which does not stand alone.
fn clock_range(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let second = range_end(reading, end)?;
    let hour = reading.digits_end(second);
    if hour - second > 2 || value(reading, second, hour) > 24 {
        return None;
    }
    let minutes =
        if matches!(reading.next(hour), Some('.' | ':')) { reading.digits_end(hour + 1) } else { hour };
    reading
        .phrase(minutes, CLOCK_WORDS)
        .filter(|word| !reading.text[minutes..*word].trim().eq_ignore_ascii_case("h"))
}

/// `6 heures du matin`, `9 heures 30`, `6 giờ 47 phút`: words that also say how long something takes.
fn spoken(reading: &Reading<'_>, at: usize, first: usize) -> Option<usize> {
    let word = reading.phrase(first, HOURS)?;
    if reading.phrase(first, LOOKALIKES).is_some_and(|lookalike| lookalike > word) {
        return None;
    }
    if reading.phrase_before(at, DURATION_OPENERS).is_some() {
        return None;
    }
    let minutes = reading.skip_space(word);
    let minutes_end = reading.digits_end(minutes);
    if minutes_end > minutes && minutes_end - minutes <= 2 {
        let end = reading.phrase(minutes_end, MINUTES);
        let end = end.or_else(|| is_over(reading, minutes_end).then_some(minutes_end));
        if end.is_some() {
            return end;
        }
    }
    let opened = reading.phrase_before(at, TIME_OPENERS).is_some();
    let has_part = reading.phrase(word, DAY_PARTS).is_some();
    (opened || has_part).then_some(word)
}

/// The end after the part of the day and the time zone.
fn ending(reading: &Reading<'_>, end: usize) -> usize {
    let end = reading.phrase(end, DAY_PARTS).unwrap_or(end);
    let start = reading.skip_space(end);
    let Some(zone) = reading.symbol(start, TIME_ZONES) else { return end };
    match reading.text.as_bytes().get(zone) {
        Some(b'+' | b'-') => {
            let offset = reading.digits_end(zone + 1);
            if offset > zone + 1 { offset } else { zone }
        }
        _ => zone,
    }
}
