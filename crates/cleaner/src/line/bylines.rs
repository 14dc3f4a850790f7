//! Lines that name who wrote the article.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{Reason, Role};
use epitome_langs::{folded, words};

use crate::line::dates::{MAX_DATE_WORDS, has_year, holds_date_word, is_clock, names_month};
use crate::line::marks::{Mark, plain};
use crate::line::names::{MAX_INITIALS, is_capital, is_name, is_signed_initials};
use crate::line::phrases::Cuebook;
use crate::line::{Ending, Line, key};

/// What may stand behind the name of an author.
const SEPARATORS: [char; 10] = [',', '|', '•', '·', '–', '—', '(', '/', '@', '»'];
/// Words of a line that names the author, offices and dates included.
const MAX_BYLINE_WORDS: usize = 14;
/// Words of a line that says of several people what each did.
const MAX_CREDITS_WORDS: usize = 40;
/// Words of the name of an author before the time.
const MAX_AUTHOR_WORDS: usize = 4;
/// Words between the name of an author and the figures of the date: "on March", "published", a weekday.
const MAX_WORDS_BEFORE_DATE: usize = 2;
/// Words of the office and the name of an author behind a colon.
const MIN_TITLED_WORDS: usize = 3;
const MAX_TITLED_WORDS: usize = 8;
/// Words that name those who wrote with the author ("and the morning desk").
const MAX_TEAM_WORDS: usize = 4;
/// Words after the name of the author that name an office ("political correspondent in Paris"): more are a sentence.
const MAX_OFFICE_WORDS: usize = 6;

/// "Par Jean Dupont, envoyé spécial", "By Jane Roe and John Smith | May 12, 2024".
pub(crate) fn byline(line: &Line, book: &Cuebook) -> Option<Mark> {
    // Initials have no space between them or are few words, and a name has two pieces: paragraphs need not be walked through.
    let may_be_initials = line.n_words <= MAX_INITIALS || line.has_pieces_up_to(1);
    if may_be_initials && is_signed_initials(line.text)
        || line.has_pieces_up_to(2) && has_surname_in_capitals(line)
    {
        return plain(Role::Byline, Reason::AuthorLine);
    }
    if says_who_did_what(line, book) || says_who_helped(line, book) {
        return plain(Role::Byline, Reason::AuthorLine);
    }
    if line.n_words > MAX_BYLINE_WORDS || line.ending != Ending::Open {
        return None;
    }
    if is_signed_below(line, book) {
        return plain(Role::Byline, Reason::AuthorLine);
    }
    let (end, n_opener) = opener(line, book)?;
    let rest = &line.text[words(line.text).nth(n_opener)?.start()..];
    let name_end = rest.find(SEPARATORS).unwrap_or(rest.len());
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
    let is_author =
        is_office && is_name(name, book) || is_behind_place() || is_titled() || goes_on(rest, n_opener, book);
    if is_author { plain(Role::Byline, Reason::AuthorLine) } else { None }
}

/// Whether two words of a name go on: "Live reporting by Ann Lee at the town hall", where more than one word opens the line, "By Ann Lee and the
/// morning desk", where none but small ones follow.
fn goes_on(rest: &str, n_opener: usize, book: &Cuebook) -> bool {
    let is_small = |word: &str| !word.contains(char::is_uppercase);
    let behind: Vec<&str> =
        words(rest).map(|word| &rest[word.range()]).skip_while(|word| is_capital(word)).collect();
    let n_name = words(rest).count() - behind.len();
    (2..=MAX_AUTHOR_WORDS).contains(&n_name)
        && behind.first().is_some_and(|word| book.is_stop_word(&folded(word)))
        && (n_opener > 1 || behind.len() <= MAX_TEAM_WORDS && behind.iter().all(|word| is_small(word)))
}

/// Where the words end in a key that say that an author follows, and how many they are.
pub(crate) fn opener(line: &Line, book: &Cuebook) -> Option<(usize, usize)> {
    let end = book.line_opener(|cues| &cues.byline_openers, line)?;
    Some((end, words(&line.key[..end]).count()))
}

/// "Ann Lee in London contributed to this report."
fn says_who_helped(line: &Line, book: &Cuebook) -> bool {
    line.n_words <= MAX_CREDITS_WORDS
        && line.ending == Ending::Stop
        && is_capital(line.text)
        && book.line_may_close(|cues| &cues.byline_closers, line)
}

/// "Reporting by Ann Lee in London; editing by Tom Roe": two parts of the line and more open so, with more than one word.
fn says_who_did_what(line: &Line, book: &Cuebook) -> bool {
    let opens = |part: &&str| {
        let end = book.opener(|cues| &cues.byline_openers, part);
        end.is_some_and(|end| words(&part[..end]).nth(1).is_some())
    };
    let mut parts = line.key.split([',', ';']).map(|part| part.trim_start_matches(['(', ' ']));
    line.n_words <= MAX_CREDITS_WORDS
        && parts.next().is_some_and(|part| opens(&part))
        && parts.any(|part| opens(&part))
}

/// The author and the date in one line, in either order: "Par Odile, 3 avril 2024", "Posted by Jill at 20:14", "3 juillet 2023 par Sidonie",
/// "Hoài Nam - 15:20, 08/03/2025".
pub(crate) fn byline_with_date(line: &Line, book: &Cuebook) -> Option<Mark> {
    if line.n_words > MAX_DATE_WORDS || line.ending != Ending::Open {
        return None;
    }
    let first_digit = line.text.find(|c: char| c.is_ascii_digit())?;
    let has_year = has_year(&line.key);
    let has_clock = || line.key.split(' ').any(is_clock);
    let n_opener = opener(line, book).map_or(0, |(_, n_words)| n_words);
    let start = words(line.text).nth(n_opener)?.start();
    let is_byline = match line.text.get(start..first_digit) {
        Some(head) if n_opener > 0 => {
            // What stands between the name and the date may be a weekday.
            let name = head[..head.find(SEPARATORS).unwrap_or(head.len())].trim();
            let is_author = |name: &str| is_name(name, book) && !names_month(name, book);
            // Boards part what a user is called from the date by an arrow: "by old_swan » Sun Nov 19, 2023 8:15 pm".
            let is_user = head.contains('»') && (1..=MAX_AUTHOR_WORDS).contains(&words(name).count());
            (has_year || has_clock())
                && (is_user || is_author(name) || before_date(head).is_some_and(is_author))
        }
        // Without a word for it a name and a time behind a dash are the author's; a place has a date alone.
        Some(head) => {
            // A weekday may stand behind the dash.
            let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '|' | '•' | '·');
            let name = head.find(is_dash).map(|end| head.split_at(end));
            let is_author =
                |name: &str| (2..=MAX_AUTHOR_WORDS).contains(&words(name).count()) && is_name(name, book);
            has_year
                && has_clock()
                && name.is_some_and(|(name, rest)| {
                    is_author(name)
                        && words(rest).count() <= MAX_WORDS_BEFORE_DATE
                        && !holds_date_word(name, book)
                })
        }
        None => false,
    };
    if is_byline || has_year && ends_with_author(line, book) {
        plain(Role::Byline, Reason::AuthorLine)
    } else {
        None
    }
}

/// The name before the words that lead to the date: "Ann Lee on March", "Ann Lee published". Those are written small.
fn before_date(head: &str) -> Option<&str> {
    let mut rest = words(head).skip_while(|word| is_capital(&head[word.range()]));
    let lead = rest.next()?;
    (rest.count() < MAX_WORDS_BEFORE_DATE).then(|| &head[..lead.start()])
}

/// Whether a line that opens with a date ends with its author: "3 juillet 2023 par Sidonie".
fn ends_with_author(line: &Line, book: &Cuebook) -> bool {
    let rest = line.text.rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let folded = key(rest);
    let Some(end) = book.opener(|cues| &cues.byline_openers, &folded) else { return false };
    let n_opener = words(&folded[..end]).count();
    let name = words(rest).nth(n_opener).map_or("", |word| &rest[word.start()..]);
    (1..=MAX_AUTHOR_WORDS).contains(&words(name).count()) && is_name(name, book)
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
    words(&line.key).enumerate().skip(2).any(|(n_name, word)| {
        let is_opener = book.is_whole(|cues| &cues.byline_openers, &line.key[word.start()..]);
        let mut name = words(line.text).take(n_name).map(|word| &line.text[word.range()]);
        is_opener && name.all(is_capital)
    })
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;
    use epitome_langs::Languages;

    use super::*;

    /// Whether each line, in its language, names an author.
    fn assert_told(told: fn(&Line, &Cuebook) -> Option<Mark>, cases: &[(&str, &str, bool)]) {
        let languages = Languages::default();
        for (tag, text, is_author) in cases {
            let book = Cuebook::new(LangTag::literal(tag), &languages);
            assert_eq!(told(&Line::new(text, &book), &book).is_some(), *is_author, "{text}");
        }
    }

    #[test]
    fn what_each_of_several_people_did_is_said_in_one_line() {
        let cases = [
            (
                "en",
                "Reporting by Ann Lee and Zoe Hill in London and Kim Orr in York; Editing by Tom Roe and Dan Fox",
                true,
            ),
            ("fr", "(Rédigé par Odile Brun, édité par Jean Rey)", true),
            (
                "en",
                "Reporting by the paper has shown that the bridge was closed, and the town has not said why or for how long",
                false,
            ),
        ];
        assert_told(byline, &cases);
    }

    /// The line was the title then, and the one above it a button.
    #[test]
    fn who_wrote_may_have_a_place_or_others_behind_the_name() {
        let cases = [
            ("en", "By Ann Lee and the morning desk", true),
            ("en", "Live reporting by Ann Lee and Tom Roe at Holt Town Hall", true),
            ("fr", "Suivi par Odile Brun, au stade des Ormes", true),
            ("vi", "Ký của Trần Khoa Nam", true),
            ("en", "By Ann and the morning desk", false),
            ("en", "By Ann Lee and those who come to the old quay", false),
        ];
        assert_told(byline, &cases);
    }

    #[test]
    fn author_and_date_stand_in_one_line_in_either_order() {
        let cases = [
            ("en", "Posted by Ann at 7:05", true),
            ("en", "by old_swan » Sun Nov 19, 2023 8:15 pm", true),
            ("en", "By Ann Lee, Monday 3 March 2025", true),
            ("en", "By Ann Lee on March 3, 2025, updated March 5, 2025", true),
            ("en", "By Ann Lee published March 3, 2025", true),
            ("de", "Eingestellt von Renate Kern am 23.03.2026", true),
            ("vi", "Minh Anh - Thứ Ba, 12/03/2024 08:02 (GMT+7)", true),
            ("en", "By March 3, 2025", false),
            ("en", "3 March 2025 by Ann Lee", true),
            ("en", "3 March 2025 by bus", false),
            ("fr", "2 mai 2021 par Odile", true),
            ("vi", "Bởi Minh Anh / 3 Tháng mười một, 2021", true),
        ];
        assert_told(byline_with_date, &cases);
    }
}
