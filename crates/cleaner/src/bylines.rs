//! Lines that name who wrote the article.

use epitome_document::{Reason, Role};
use epitome_langs::words;

use crate::dates::{MAX_DATE_WORDS, date, has_year, holds_date_word, is_clock};
use crate::lines::{Ending, Line};
use crate::marks::{Mark, plain};
use crate::names::{is_capital, is_name, is_signed_initials};
use crate::phrases::Cuebook;

/// Words of a line that names the author, offices and dates included.
const MAX_BYLINE_WORDS: usize = 14;
/// Words of the name of an author before the time.
const MAX_AUTHOR_WORDS: usize = 4;
/// Words of the office and the name of an author behind a colon.
const MIN_TITLED_WORDS: usize = 3;
const MAX_TITLED_WORDS: usize = 8;
/// Words after the name of the author that name an office ("political correspondent in Paris"): more are a sentence.
const MAX_OFFICE_WORDS: usize = 6;

/// "Par Jean Dupont, envoyé spécial", "By Jane Roe and John Smith | May 12, 2024".
pub(crate) fn byline(line: &Line, book: &Cuebook) -> Option<Mark> {
    if is_signed_initials(line.text) || has_surname_in_capitals(line) {
        return plain(Role::Byline, Reason::AuthorLine);
    }
    if line.n_words > MAX_BYLINE_WORDS || line.ending != Ending::Open {
        return None;
    }
    if is_signed_below(line, book) {
        return plain(Role::Byline, Reason::AuthorLine);
    }
    let end = book.opener(|cues| &cues.byline_openers, &line.key)?;
    let n_opener = words(&line.key[..end]).count();
    let rest = &line.text[words(line.text).nth(n_opener)?.start()..];
    let name_end = rest.find([',', '|', '•', '·', '–', '—', '(', '/', '@']).unwrap_or(rest.len());
    let (name, office) = rest.split_at(name_end);
    let is_office =
        words(office).count() <= MAX_OFFICE_WORDS || office.contains(|c: char| c.is_ascii_digit());
    // "De notre envoyé spécial à Isola, Tristan Caulier"
    let is_behind_place = || {
        let last = rest.rsplit_once(',').map_or("", |(_, last)| last);
        n_opener > 1 && words(last).nth(1).is_some() && is_name(last, book)
    };
    // "Autor: Rechtsanwalt in Bonn Jan Roth": behind a colon an office may stand before the name.
    let is_titled = || {
        let capitals: Vec<bool> = words(rest).map(|word| is_capital(&rest[word.range()])).collect();
        line.key[end..].trim_start().starts_with([':', '：'])
            && (MIN_TITLED_WORDS..=MAX_TITLED_WORDS).contains(&capitals.len())
            && capitals[0]
            && capitals.ends_with(&[true, true])
            && !rest.contains(|c: char| c.is_ascii_digit())
    };
    let is_author = is_office && is_name(name, book) || is_behind_place() || is_titled();
    if is_author { plain(Role::Byline, Reason::AuthorLine) } else { None }
}

/// The author and the date in one line: "Par Odile, 3 avril 2024", "Hoài Nam - 15:20, 08/03/2025".
pub(crate) fn byline_with_date(line: &Line, book: &Cuebook) -> Option<Mark> {
    let first_digit = line.text.find(|c: char| c.is_ascii_digit())?;
    if line.n_words > MAX_DATE_WORDS || line.ending != Ending::Open || !has_year(&line.key) {
        return None;
    }
    let opener = book.opener(|cues| &cues.byline_openers, &line.key);
    let n_opener = opener.map_or(0, |end| words(&line.key[..end]).count());
    let start = words(line.text).nth(n_opener)?.start();
    let head = line.text.get(start..first_digit)?;
    let is_byline = if n_opener > 0 {
        words(head).next().is_some_and(|word| is_capital(&head[word.range()])) && date(line, book).is_some()
    } else {
        // Without a word for it a name and a time behind a dash are the author's; a place has a date alone.
        let name = head.trim_end();
        let name = name.strip_suffix(['-', '–', '—', '|', '•', '·']);
        name.is_some_and(|name| (2..=MAX_AUTHOR_WORDS).contains(&words(name).count()) && is_name(name, book))
            && line.key.split(' ').any(is_clock)
            && !holds_date_word(head, book)
    };
    if is_byline { plain(Role::Byline, Reason::AuthorLine) } else { None }
}

/// "Maëlle QUÉRÉ.": as French authors sign.
fn has_surname_in_capitals(line: &Line) -> bool {
    let text = line.text.trim_end_matches('.');
    let is_in_capitals = |word: &str| !word.contains(char::is_lowercase);
    let mut names = text.split(' ');
    let (Some(first), Some(surname), None) = (names.next(), names.next(), names.next()) else { return false };
    let is_word =
        |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '-') && word.chars().nth(2).is_some();
    is_word(first)
        && is_word(surname)
        && is_capital(first)
        && first.contains(char::is_lowercase)
        && surname.contains(char::is_uppercase)
        && is_in_capitals(surname)
}

/// The name first and then what was done: "Thu Hằng thực hiện".
fn is_signed_below(line: &Line, book: &Cuebook) -> bool {
    let starts: Vec<usize> = words(&line.key).map(|word| word.start()).collect();
    (2..starts.len()).any(|n_name| {
        let is_opener = book.is_whole(|cues| &cues.byline_openers, &line.key[starts[n_name]..]);
        let mut name = words(line.text).take(n_name).map(|word| &line.text[word.range()]);
        is_opener && name.all(is_capital)
    })
}
