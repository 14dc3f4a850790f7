//! Lines that are a date, a time of day or both.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{Reason, Role};
use epitome_langs::{List, press, words};

use crate::line::cuts::is_dateline_alone;
use crate::line::marks::{Mark, plain};
use crate::line::names::is_name;
use crate::line::phrases::{Cuebook, is_unspaced};
use crate::line::{Ending, Line};

/// Words of a line that dates the article, twice perhaps ("Publié le 14 mars 2024 à 08h15, mis à jour le …").
pub(crate) const MAX_DATE_WORDS: usize = 20;
/// Words of a day and a month.
const MAX_SHORT_DATE_WORDS: usize = 3;
/// Words of a line such as "Updated 3 hours ago".
const MAX_RELATIVE_WORDS: usize = 6;
/// Words of a year or two, or of a season and its year.
const MAX_PERIOD_WORDS: usize = 2;
/// Letters of the short form of a month ("nov", "sept").
const MIN_MONTH_CHARS: usize = 3;
/// Words of a line with a date that are no part of it: a weekday, "GMT".
const MAX_WORDS_BESIDE_DATE: usize = 3;
/// Letters beside the time of day in a line of nothing else ("9:15 am GMT").
const MAX_CLOCK_LETTERS: usize = 6;

/// Words of an entry of what is on, its date among them.
const MIN_ENTRY_WORDS: usize = 4;

/// A date and next to nothing else: "12/05/2024 08:00", "Publié le 12 mai 2024 à 10h30", "Thứ Hai, 12/5/2024".
pub(crate) fn date(line: &Line, book: &Cuebook) -> Option<Mark> {
    if is_clock(&line.key) || is_dateline_alone(line.text) {
        return plain(Role::Dateline, Reason::DateLine);
    }
    let opens = || book.line_opener(|cues| &cues.date_openers, line).is_some();
    if line.n_words > MAX_DATE_WORDS
        || line.text.ends_with(';')
        || line.ending == Ending::Stop && !(opens() && n_beside_date(line, book) <= MAX_WORDS_BESIDE_DATE)
        || !line.key.contains(|c: char| c.is_ascii_digit())
        || line.text.contains(['%', '$', '€', '£'])
        || line.key.contains("pdf")
    {
        return None;
    }
    let has_year = has_year(&line.key);
    let n_month_words = if has_year { n_month_words(&line.key, book) } else { 0 };
    let is_full = n_month_words > 0 || has_numeric_date(&line.key);
    // "Updated 3 hours ago" names no date, and "Updated 2024 guide" is a title.
    let is_relative = !has_year && line.n_words <= MAX_RELATIVE_WORDS;
    let is_ago = || is_relative && closes_as_ago(line, book);
    if is_life(line, book) {
        return None;
    }
    // "Born: 3 May 1931" is a value, "Printed by the paper: 3 May 1931" says when.
    let is_timed = || opens() && line.key.split(' ').any(is_clock);
    let is_date = is_ago()
        || (is_full || is_relative) && opens()
        || (is_full && !is_labelled(&line.key) || is_timed())
            && n_beside_date(line, book) <= MAX_WORDS_BESIDE_DATE;
    if is_date { plain(Role::Dateline, Reason::DateLine) } else { None }
}

/// Two years behind a name: "Ann Lee, born 3 May 1931, died 1 June 2025". A line of nothing but two dates says when something is open.
pub(crate) fn is_life(line: &Line, book: &Cuebook) -> bool {
    let mut years = numbers_of_four(&line.key).filter(|number| is_common_year(number));
    let first = years.next();
    first.is_some()
        && years.any(|year| Some(year) != first)
        && line.n_words <= MAX_DATE_WORDS
        && line
            .text
            .split_once(',')
            .is_some_and(|(name, _)| words(name).nth(1).is_some() && is_name(name, book))
        && !line.key.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word with a colon stands before the figures.
pub(crate) fn is_labelled(key: &str) -> bool {
    let (label, value) = key.split_once(": ").unwrap_or_default();
    value.contains(|c: char| c.is_ascii_digit())
        && words(label).nth(1).is_none()
        && label.chars().count() >= MIN_MONTH_CHARS
        && label.chars().all(char::is_alphabetic)
}

/// A day or a month with its year and nothing else: "14 March 2001", "September 2004".
pub(crate) fn is_date_alone(line: &Line, book: &Cuebook) -> bool {
    line.n_words <= MAX_DATE_WORDS
        && line.ending == Ending::Open
        && has_year(&line.key)
        && (n_month_words(&line.key, book) > 0 || has_numeric_date(&line.key))
        && n_beside_date(line, book) == 0
}

/// A year or two and a word at most: "2011-2013", "Spring 2020".
pub(crate) fn is_period(line: &Line) -> bool {
    let ends_with_year = || has_year(line.key.rsplit([' ', '-', '–']).next().unwrap_or_default());
    line.n_words <= MAX_PERIOD_WORDS
        && line.ending == Ending::Open
        && !line.key.contains([':', ',', '.'])
        && ends_with_year()
}

/// Words of a line with a date that are no part of it. Stop words count where nothing opens a date: "He was there on 6 May 2024".
fn n_beside_date(line: &Line, book: &Cuebook) -> usize {
    let said = || words(&line.key).map(|word| &line.key[word.range()]);
    let is_number = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let is_opened = || book.line_opener(|cues| &cues.date_openers, line).is_some();
    let counts_all = !said().take(2).any(|word| is_number(&word)) && !line.key.contains(": ") && !is_opened();
    let beside = said().filter(|word| !is_number(word) && (counts_all || !book.is_stop_word(word)));
    // Chinese and Japanese words have two letters in the mean: "2025年9月6日 来源：清河晚报".
    let (n_letters, n_others) = beside.fold((0, 0), |(n_letters, n_others), word| {
        let is_letter = word.starts_with(is_unspaced) && word.chars().nth(1).is_none();
        if is_letter { (n_letters + 1, n_others) } else { (n_letters, n_others + 1) }
    });
    let n_beside: usize = n_others + usize::div_ceil(n_letters, 2);
    // "Grenoble, le 18 septembre 2025": the place does not count.
    let place = line.text.split_once(',').map_or("", |(place, _)| place);
    let n_place = if is_name(place, book) { words(place).count() } else { 0 };
    n_beside.saturating_sub(n_month_words(&line.key, book) + n_place)
}

/// The time of day, or the minute of a match, and next to nothing else: "16:48", "7h30", "9:15 am", "90+5'".
pub(crate) fn is_clock(key: &str) -> bool {
    let Some(time) = key.split(' ').next().map(|piece| piece.trim_end_matches([':', '-', '–', '—']))
    else {
        return false;
    };
    let is_hour = |part: &str| matches!(part.len(), 1 | 2) && part.parse().is_ok_and(|hour: u8| hour <= 24);
    let is_minute = |part: &str| part.len() == 2 && part.parse().is_ok_and(|minute: u8| minute < 60);
    let is_time = [':', 'h'].iter().any(|sign| {
        time.split_once(*sign).is_some_and(|(hour, rest)| {
            let minute = rest.trim_end_matches(|c: char| c.is_alphabetic());
            is_hour(hour) && (is_minute(minute) || *sign == 'h' && rest.is_empty())
        })
    });
    // "22.14 BST": a point alone may stand in any figure.
    let is_pointed = || {
        let zone = key.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start();
        time.split_once('.').is_some_and(|(hour, rest)| {
            is_hour(hour) && is_minute(rest.trim_end_matches(|c: char| c.is_alphabetic()))
        }) && press().clock_words.contains(zone)
    };
    (is_time || is_pointed() || is_match_minute(key))
        && key.chars().filter(|c| c.is_alphabetic()).count() <= MAX_CLOCK_LETTERS
        && key.chars().filter(char::is_ascii_digit).count() <= 4
}

/// How long it takes to read or to hear: "4 min", "1 min 12".
pub(crate) fn is_length(key: &str, book: &Cuebook) -> bool {
    let is_number = |piece: &str| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit());
    let quantities = &book.language.quantities;
    let is_unit = |piece: &str| {
        let unit = piece.trim_end_matches('.');
        quantities.minutes.contains(unit) || quantities.durations.contains(unit)
    };
    let mut pieces = key.split(' ');
    pieces.next().is_some_and(is_number)
        && pieces.next().is_some_and(is_unit)
        && pieces.all(|piece| is_number(piece) || is_unit(piece))
}

/// The minute of a match: "79'", "90+5'".
fn is_match_minute(key: &str) -> bool {
    let minute = |text: &str| matches!(text.len(), 1..=3) && text.bytes().all(|byte| byte.is_ascii_digit());
    key.strip_suffix('\'').is_some_and(|time| {
        let (regular, added) = time.split_once('+').unwrap_or((time, "0"));
        minute(regular) && minute(added)
    })
}

/// "08:31", "16/07", "12/02 14:31", "17th Nov": the day or the time of another story.
pub(crate) fn is_short_date(key: &str, book: &Cuebook) -> bool {
    let is_day = |piece: &str| {
        let parts = piece.split_once(['/', '-', '.']);
        parts.is_some_and(|(day, month)| {
            [day, month]
                .iter()
                .all(|part| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    let is_time = |piece: &str| is_clock(piece) || is_day(piece);
    let n_words = words(key).take(MAX_SHORT_DATE_WORDS + 1).count();
    !key.is_empty() && key.split(' ').all(is_time)
        || n_words <= MAX_SHORT_DATE_WORDS
            && key.starts_with(|c: char| c.is_ascii_digit())
            && n_month_words(key, book) > 0
}

/// "02.31": a time of day, or a figure.
pub(crate) fn is_pointed_time(key: &str) -> bool {
    key.split_once('.').is_some_and(|(hour, minute)| {
        let is_below =
            |part: &str, end: u8| part.len() == 2 && part.parse().is_ok_and(|number: u8| number < end);
        is_below(hour, 24) && is_below(minute, 60)
    })
}

/// Whether a line closes with a word that says how long ago it was.
fn closes_as_ago(line: &Line, book: &Cuebook) -> bool {
    book.line_may_close(|cues| &cues.date_closers, line)
        && words(&line.key)
            .last()
            .is_some_and(|last| book.is_whole(|cues| &cues.date_closers, &line.key[last.range()]))
}

/// How many words name months: "march", "nov", "tháng tám", and "tháng 8" in a language whose months are a word and a number.
fn n_month_words(key: &str, book: &Cuebook) -> usize {
    let months = &book.language.months;
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let opens_month =
        |word: &str| months.iter().any(|month| month.split_once(' ').is_some_and(|(first, _)| first == word));
    let words: Vec<&str> = words(key).map(|word| &key[word.range()]).collect();
    let is_short_form = |word: &str| {
        word.chars().count() >= MIN_MONTH_CHARS && months.iter().any(|month| month.starts_with(word))
    };
    let is_month = |word: &str| months.contains(word) || !opens_month(word) && is_short_form(word);
    let single = words.iter().filter(|word| is_month(word)).count();
    let pairs = words
        .windows(2)
        .filter(|pair| months.contains(&pair.join(" ")) || is_number(pair[1]) && opens_month(pair[0]));
    single + pairs.count()
}

/// Whether a piece of a folded line is a date in numbers.
fn has_numeric_date(key: &str) -> bool {
    memchr::memchr3(b'/', b'-', b'.', key.as_bytes()).is_some() && key.split(' ').any(is_numeric_date)
}

/// "12/05/2024", "2024-05-12", "12.5.24".
pub(crate) fn is_numeric_date(piece: &str) -> bool {
    let piece = piece.trim_matches(|c: char| !c.is_ascii_digit());
    if piece.is_empty() {
        return false;
    }
    let is_day = |part: &str| matches!(part.len(), 1 | 2) && part.chars().all(|c| c.is_ascii_digit());
    ['/', '-', '.'].iter().any(|sign| {
        let mut parts = piece.split(*sign);
        let (Some(first), Some(middle), Some(last), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return false;
        };
        // A time may be glued to an ISO date ("2024-05-12T08:30").
        let last = last.split('t').next().unwrap_or(last);
        is_day(middle)
            // "4-4-2" is how a team stands.
            && (is_day(first) && (has_year(last) || is_day(last) && last.len() == 2)
                || has_year(first) && is_day(last))
    })
}

pub(crate) fn has_year(key: &str) -> bool {
    // The Persian calendar counts from 622.
    let is_persian = || key.contains(|c| matches!(c, '\u{620}'..='\u{6CC}'));
    let is_year =
        |number: &[u8]| is_common_year(number) || matches!(number, [b'1', b'3' | b'4', ..] if is_persian());
    numbers_of_four(key).any(is_year)
}

fn is_common_year(number: &[u8]) -> bool {
    number.starts_with(b"19") || number.starts_with(b"20")
}

/// Whether a number of four digits stands in a folded line, as the year does in every full date.
pub(crate) fn has_four_digits(key: &str) -> bool {
    numbers_of_four(key).next().is_some()
}

/// Whether a folded line that dates something says more than the time of day: a year, or a date in numbers ("14/9/22").
pub(crate) fn has_day(key: &str) -> bool {
    has_four_digits(key) || has_numeric_date(key)
}

/// Whether a line with a date says more than the day: "3 May 2019: a letter without a name", "[2.1.0] - 2024-03-02".
pub(crate) fn says_more_than_day(line: &Line, book: &Cuebook) -> bool {
    let quantities = &book.language.quantities;
    let is_part = |list: &List, word: &str| list.iter().any(|day| day.split(' ').any(|part| part == word));
    let is_of_date = |word: &str| {
        word.contains(|c: char| c.is_ascii_digit())
            || book.is_stop_word(word)
            || is_part(&book.language.months, word)
            || is_part(&quantities.weekdays, word)
            || n_month_words(word, book) > 0
            || press().clock_words.contains(word)
    };
    let is_version = |piece: &str| piece.matches('.').count() > 1 && !is_numeric_date(piece);
    book.line_opener(|cues| &cues.date_openers, line).is_none()
        && (words(&line.key).any(|word| !is_of_date(&line.key[word.range()]))
            || line.key.split(' ').any(is_version))
}

/// "28 March: lottery of the school", "Results of the swimming gala for schools (30/11/2023)": an entry of what is on or what is new.
pub(crate) fn is_dated_entry(line: &Line, book: &Cuebook) -> bool {
    let is_day = |piece: &str| {
        let mut parts = piece.trim_matches(['(', ')', '[', ']', ',', ':', '.']).split(['/', '.']);
        let is_number = |part: Option<&str>| {
            part.is_some_and(|part| matches!(part.len(), 1 | 2) && part.parse().is_ok_and(|n: u8| n <= 31))
        };
        is_number(parts.next()) && is_number(parts.next())
    };
    let mut pieces = line.key.split(' ');
    let (first, second) = (pieces.next().unwrap_or_default(), pieces.next().unwrap_or_default());
    let opens_with_month = first.trim_end_matches('.').parse().is_ok_and(|day: u8| day <= 31)
        && names_month(second.trim_end_matches('.'), book);
    line.n_words >= MIN_ENTRY_WORDS
        && (opens_with_month || is_day(first) || line.key.rsplit(' ').next().is_some_and(is_day))
}

fn numbers_of_four(key: &str) -> impl Iterator<Item = &[u8]> {
    key.as_bytes().split(|byte| !byte.is_ascii_digit()).filter(|number| number.len() == 4)
}

/// Whether a text names a month.
pub(crate) fn names_month(text: &str, book: &Cuebook) -> bool {
    n_month_words(&crate::line::key(text), book) > 0
}

/// Whether a text opens as dates do, or names a month.
pub(crate) fn holds_date_word(text: &str, book: &Cuebook) -> bool {
    let key = crate::line::key(text);
    let weekdays = &book.language.quantities.weekdays;
    book.opener(|cues| &cues.date_openers, &key).is_some()
        || n_month_words(&key, book) > 0
        || weekdays.iter().any(|day| key.contains(day))
}
