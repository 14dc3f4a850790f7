//! Dates.

use epitome_langs::{fold, is_east_asian};

use super::amount::ordinal;
use super::lists::{
    DATE_OPENERS, DAY_WORDS, DECADE_OPENERS, LINKS, LUNAR_DAY_WORDS, MONTH_WORDS, ORDINALS, PAIRS, QUARTERS,
    RANGES, WEEKDAYS, YEAR_WORDS,
};
use super::reading::{Reading, is_word};

/// The date around the digits at a place: where it starts and ends.
pub(super) fn date(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let first = reading.digits_end(at);
    if let Some(end) = glued_date(reading, at, first) {
        return Some((at, end));
    }
    let (mut start, mut end) = numeric_date(reading, at, first)
        .or_else(|| day_and_month(reading, at, first))
        .or_else(|| quarter(reading, at, first))
        .or_else(|| year(reading, at, first))
        .or_else(|| decade(reading, at, first))?;
    if let Some(day) = reading.phrase_before(start, DAY_WORDS) {
        start = day;
    }
    if let Some(day) = reading.phrase_before(start, WEEKDAYS) {
        start = day;
    }
    // "ngày 23 tháng 10 năm 2023"
    while let Some(next) = vietnamese_rest(reading, end) {
        end = next;
    }
    Some((start, end))
}

/// The end of `2025年10月14日`, `4月3日`, `2026年` and `2025년 10월 14일`: the words stand right behind their numbers.
fn glued_date(reading: &Reading<'_>, at: usize, first: usize) -> Option<usize> {
    let parts = [YEAR_WORDS, MONTH_WORDS, DAY_WORDS];
    let fits = |part: usize, start: usize, end: usize| match part {
        0 => is_year(reading, start, end),
        1 => is_month(value(reading, start, end)),
        _ => is_day(value(reading, start, end)),
    };
    let (mut start, mut end) = (at, first);
    let mut found: Option<(usize, usize)> = None;
    let mut n_parts = 0;
    while end > start && reading.next(end).is_some_and(is_east_asian) {
        let from = found.map_or(0, |(part, _)| part + 1);
        let word = (from..3)
            .filter(|part| fits(*part, start, end))
            .find_map(|part| reading.phrase(end, parts[part]).map(|word| (part, word)));
        let Some((part, word)) = word else { break };
        found = Some((part, word));
        n_parts += 1;
        start = reading.skip_space(word);
        end = reading.digits_end(start);
    }
    found.filter(|(part, _)| n_parts > 1 || *part == 0).map(|(_, end)| end)
}

pub(super) fn value(reading: &Reading<'_>, start: usize, end: usize) -> u32 {
    reading.text[start..end].parse().unwrap_or(u32::MAX)
}

fn is_year(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    end - start == 4 && (1000..2200).contains(&value(reading, start, end))
}

fn is_day(value: u32) -> bool {
    (1..=31).contains(&value)
}

fn is_month(value: u32) -> bool {
    (1..=12).contains(&value)
}

/// Whether nothing of a number or a word follows.
pub(super) fn is_over(reading: &Reading<'_>, end: usize) -> bool {
    let mut rest = reading.text[end..].chars();
    match rest.next() {
        Some(c) if is_word(c) || c == '%' => false,
        Some('.' | ',' | '/' | '-' | ':') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
        _ => true,
    }
}

/// `12/5/2025`, `14.06.2024`, `3. 9. 1948`, `2024-06-15`, `2025-02-11T18:30:00+01:00`, and in some places `16/4` and `5/2020`.
fn numeric_date(reading: &Reading<'_>, at: usize, first: usize) -> Option<(usize, usize)> {
    let sign = reading.next(first).filter(|c| matches!(c, '.' | '/' | '-'))?;
    let spaced = |end: usize| if sign == '.' { reading.skip_space(end + 1) } else { end + 1 };
    let second = spaced(first);
    let second_end = reading.digits_end(second);
    if second_end == second || second_end - second > 4 {
        return None;
    }
    let (a, b) = (value(reading, at, first), value(reading, second, second_end));
    if reading.next(second_end) == Some(sign) {
        let third = spaced(second_end);
        let third_end = reading.digits_end(third);
        if third_end > third
            && first - at == 4
            && is_month(b)
            && is_day(value(reading, third, third_end))
            && second_end - second <= 2
        {
            return Some((at, stamp_end(reading, third_end))).filter(|(_, end)| is_over(reading, *end));
        }
        let short = third_end - third == 2 && sign != '-';
        if (is_year(reading, third, third_end) || short)
            && (is_day(a) && is_month(b) || is_month(a) && is_day(b))
            && first - at <= 2
        {
            return is_over(reading, third_end).then_some((at, third_end));
        }
    }
    // "am 12.5." where a full stop makes an ordinal, and "der 15.08."
    let is_padded = second_end - second == 2 && first - at == 2 && second == first + 1;
    let is_stopped = sign == '.'
        && reading.language.ordinal_stop
        && second_end - second <= 2
        && reading.text[second_end..].starts_with('.');
    if is_stopped
        && is_day(a)
        && is_month(b)
        && first - at <= 2
        && (is_padded || reading.phrase_before(at, DATE_OPENERS).is_some())
    {
        return Some((at, second_end + 1));
    }
    // "sáng 17-5", where a number and a month stand so; "ngày 5-7 tháng 3" is a range.
    let is_day_and_month = sign == '-'
        && !reading.language.quantities.day_words.is_empty()
        && first - at <= 2
        && second_end - second <= 2
        && is_day(a)
        && is_month(b)
        && is_over(reading, second_end)
        && vietnamese_rest(reading, second_end).is_none();
    if is_day_and_month && reading.phrase_before(at, DAY_WORDS | DATE_OPENERS).is_some() {
        return Some((at, second_end));
    }
    if sign == '-' && is_month(a) && is_year(reading, second, second_end) && is_over(reading, second_end) {
        return reading.phrase_before(at, MONTH_WORDS).map(|month| (month, second_end));
    }
    if sign == '/' && first - at <= 2 && is_over(reading, second_end) {
        // "tháng 5/2020", "tối 16/4"
        if is_month(a) && is_year(reading, second, second_end) {
            return Some((reading.phrase_before(at, MONTH_WORDS).unwrap_or(at), second_end));
        }
        let opened = || reading.phrase_before(at, DAY_WORDS | DATE_OPENERS).is_some();
        // "lễ 30/4": no fraction is greater than one; "24/7" is no date.
        let is_improper = a > 12 && !(a == 24 && b == 7) && !reading.language.quantities.day_words.is_empty();
        if second_end - second <= 2 && is_day(a) && is_month(b) && (is_improper || opened()) {
            return Some((at, second_end));
        }
    }
    None
}

/// The end of a stamp as in ISO 8601 after its date.
fn stamp_end(reading: &Reading<'_>, end: usize) -> usize {
    let bytes = &reading.text.as_bytes()[end..];
    if bytes.first() != Some(&b'T') || !bytes.get(1).is_some_and(u8::is_ascii_digit) {
        return end;
    }
    let rest = bytes[1..]
        .iter()
        .take(32)
        .take_while(|byte| byte.is_ascii_digit() || b":.+-Z".contains(byte))
        .count();
    let stamp = &reading.text[end..end + 1 + rest];
    end + stamp.trim_end_matches(['.', ':', '-', '+']).len()
}

/// `12 mai 2025`, `11 au 14 octobre 2022`, `September 9, 2025`, `Mai 2013`, `ngày 23 tháng 10`.
fn day_and_month(reading: &Reading<'_>, at: usize, first: usize) -> Option<(usize, usize)> {
    if first - at <= 2 && is_day(value(reading, at, first)) {
        let mut end = after_ordinal(reading, first);
        if let Some(range) = range_end(reading, end) {
            let second = reading.digits_end(range);
            if second - range <= 2 && second > range && is_day(value(reading, range, second)) {
                if let Some((_, end)) = numeric_date(reading, range, second) {
                    return (second - range <= 2 && first - at <= 2).then_some((at, end));
                }
                let second = after_ordinal(reading, second);
                if let Some(end) = vietnamese_rest(reading, second)
                    .filter(|_| !reading.language.quantities.month_words.is_empty())
                {
                    return Some((at, end));
                }
                if let Some(month) = month_after(reading, second) {
                    return Some((at, with_year(reading, month)));
                }
            }
        }
        if let Some(month) = month_after(reading, end) {
            return Some((at, with_year(reading, month)));
        }
        if let Some(day) = reading.phrase_before(at, LUNAR_DAY_WORDS) {
            return is_over(reading, first).then_some((day, first));
        }
        if let Some(day) = reading.phrase_before(at, DAY_WORDS) {
            return (is_over(reading, first) && vietnamese_rest(reading, first).is_some())
                .then_some((day, first));
        }
        if let Some(month) =
            reading.phrase_before(at, MONTH_WORDS).filter(|_| is_month(value(reading, at, first)))
        {
            return is_over(reading, first).then_some((month, first));
        }
        if vietnamese_rest(reading, first)
            .is_some_and(|end| reading.text[first..end].bytes().filter(u8::is_ascii_digit).count() < 3)
        {
            return Some((at, first));
        }
        let month = month_before(reading, at)?;
        if let Some(range) = range_end(reading, end) {
            let second = reading.digits_end(range);
            if second > range && second - range <= 2 && is_over(reading, second) {
                end = second;
            }
        }
        return is_over(reading, end).then(|| (month, with_year(reading, end)));
    }
    if is_year(reading, at, first) && is_over(reading, first) {
        return month_before(reading, at).map(|month| (month, first));
    }
    None
}

/// The start of the name of a month before a place; after a comma another thing begins.
fn month_before(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let word = reading.before(at)?;
    let is_next = !reading.text[word.start..at].contains(',');
    let key = fold(word.text);
    // "mar" and "sep" without a capital may be other words.
    let is_whole = word.text.starts_with(char::is_uppercase)
        || word.text.chars().count() > 3
        || reading.language.months.contains(&key);
    (is_next && is_whole && reading.is_month(&key)).then_some(word.start)
}

/// The end of a month's name after a day.
fn month_after(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let at = reading.phrase(at, LINKS).unwrap_or(at);
    let start = reading.skip_space(at);
    (start > at).then(|| reading.month(at)).flatten()
}

/// The end after a year that follows, as in `mai 2025`, `September 9, 2025`, `May of 2025` and `mayo de 2025`.
fn with_year(reading: &Reading<'_>, end: usize) -> usize {
    let comma = if reading.text[end..].starts_with(", ") { end + 1 } else { end };
    let link = if comma == end { reading.phrase(end, LINKS).unwrap_or(end) } else { comma };
    let start = reading.skip_space(link);
    let year = reading.digits_end(start);
    let is_year = start > end && is_year(reading, start, year) && is_over(reading, year);
    if is_year { year } else { end }
}

/// The end after what makes a day's number an ordinal: `1er`, `3rd`, `12.`.
fn after_ordinal(reading: &Reading<'_>, end: usize) -> usize {
    if reading.text[end..].starts_with('.') && reading.language.ordinal_stop {
        return end + 1;
    }
    ordinal(reading, end).unwrap_or(end)
}

/// The place of the second number of a range, or of two numbers that share what follows.
pub(super) fn range_end(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let next = second_end(reading, end)?;
    let next = reading.phrase(next, DAY_WORDS).map_or(next, |word| reading.skip_space(word));
    reading.next(next).filter(char::is_ascii_digit).map(|_| next)
}

/// The place of what follows the dash or the word between the ends of a range.
pub(super) fn second_end(reading: &Reading<'_>, end: usize) -> Option<usize> {
    if let Some(c @ ('-' | '–' | '—' | '~')) = reading.next(end) {
        return Some(end + c.len_utf8());
    }
    let spaced = reading.skip_space(end);
    if let Some(c @ ('-' | '–' | '—')) = reading.next(spaced) {
        return Some(reading.skip_space(spaced + c.len_utf8()));
    }
    let word = reading.phrase(end, RANGES | PAIRS | DAY_WORDS)?;
    Some(reading.skip_space(word))
}

/// `tháng 10` after a day, `năm 2023` after a month.
fn vietnamese_rest(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let word = reading.phrase(end, MONTH_WORDS | YEAR_WORDS)?;
    let start = reading.skip_space(word);
    let digits = reading.digits_end(start);
    (digits > start && digits - start <= 4 && is_over(reading, digits)).then_some(digits)
}

/// `Q2 2026`, `2. Quartal 2026`, `quý II/2026`.
fn quarter(reading: &Reading<'_>, at: usize, first: usize) -> Option<(usize, usize)> {
    let bytes = reading.text.as_bytes();
    if first - at == 1 && (b'1'..=b'4').contains(&bytes[at]) {
        let end = after_ordinal(reading, first);
        if let Some(word) = reading.phrase(end, QUARTERS) {
            let year = with_year(
                reading,
                reading.phrase(word, LINKS).filter(|end| with_year(reading, *end) > *end).unwrap_or(word),
            );
            // "im 3. Quartal", but "trong 3 quý" counts.
            return (year > word || end > first).then_some((at, year));
        }
        let is_short =
            at > 0 && matches!(bytes[at - 1], b'Q' | b'T') && !reading.previous(at - 1).is_some_and(is_word);
        let opened = reading.phrase_before(at, QUARTERS);
        let start = if is_short { Some(at - 1) } else { opened }?;
        let slash = if bytes.get(first) == Some(&b'/') { first + 1 } else { reading.skip_space(first) };
        let year = reading.digits_end(slash);
        return is_year(reading, slash, year).then_some((start, year)).or(opened.map(|start| (start, first)));
    }
    if !is_year(reading, at, first) {
        return None;
    }
    // "quý II/2026": the numeral stands before the year.
    let head = reading.text[..at].trim_end_matches([' ', '/', '\u{A0}']);
    let numeral =
        head.len() - head.bytes().rev().take(3).take_while(|byte| matches!(byte, b'I' | b'V')).count();
    if numeral == head.len() || at - head.len() > 2 {
        return None;
    }
    reading.phrase_before(numeral, QUARTERS).map(|start| (start, first))
}

/// A year alone, a span of years, a decade.
fn year(reading: &Reading<'_>, at: usize, first: usize) -> Option<(usize, usize)> {
    let before = reading.phrase_before(at, YEAR_WORDS);
    if !is_year(reading, at, first) || before.is_none() && !(1500..2100).contains(&value(reading, at, first))
    {
        return None;
    }
    let start = before.unwrap_or(at);
    if reading.text[first..].starts_with('s') && !reading.text[first + 1..].starts_with(is_word) {
        return Some((start, first + 1));
    }
    // "die 1990er Jahre"
    if reading.text[first..].starts_with("er") {
        return reading.phrase(first, ORDINALS).map(|end| (start, end));
    }
    if let Some(c) = reading.next(first).filter(|c| matches!(c, '-' | '–' | '/')) {
        let second = first + c.len_utf8();
        let end = reading.digits_end(second);
        // "Notice 2025-14" and "1998-30 June" are no spans.
        let first_in_century = value(reading, at, first) % 100;
        let n_years = (value(reading, second, end).saturating_add(100) - first_in_century) % 100;
        let is_short = end - second == 2 && (1..=80).contains(&n_years) && reading.month(end).is_none();
        let is_long =
            is_year(reading, second, end) && value(reading, second, end) > value(reading, at, first);
        if (is_short || is_long) && is_over(reading, end) {
            return Some((start, end));
        }
    }
    is_over(reading, first).then_some((start, first))
}

/// A year with a part of it in front: `mid-2026`, `mi-2024`.
pub(super) fn part_of_year(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let head = reading.text[..at].strip_suffix('-')?;
    let part: usize = head.chars().rev().take(8).take_while(|c| is_word(*c)).map(char::len_utf8).sum();
    let part = &head[head.len() - part..];
    let n_letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let is_part = (1..6).contains(&n_letters) && !part.contains(|c: char| c.is_uppercase() || c.is_numeric());
    let end = reading.digits_end(at);
    let is_recent = end == at + 4 && (1800..2100).contains(&value(reading, at, end));
    (is_part && is_recent && is_over(reading, end)).then_some((at, end))
}

/// The two digits of a decade: `the 90s`, `’70s`.
fn decade(reading: &Reading<'_>, at: usize, first: usize) -> Option<(usize, usize)> {
    let is_decade = first == at + 2 && reading.text[at + 1..].starts_with("0s");
    let is_told = || {
        reading.previous(at).is_some_and(|c| matches!(c, '\'' | '’' | '‘'))
            || reading.phrase_before(at, DECADE_OPENERS).is_some()
    };
    (is_decade && is_over(reading, first + 1) && is_told()).then_some((at, first + 1))
}
