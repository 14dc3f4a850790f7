//! Whether a candidate ends its sentence. Everything is decided by the word before it, the signs at it and the two words
//! after it; what stands farther away is never asked, so that a lost quotation mark can do no harm there.

use epitome_langs::{AbbreviationClass as Class, Language, is_east_asian, is_unspaced};

use crate::chars::{
    Terminal, carries_on, char_before, is_armenian, is_blank, is_closing_bracket, is_dash, is_mark,
    is_opening_bracket, is_quotation_mark,
};
use crate::scan::Candidate;
use crate::word::{Left, Right, Start, n_letters};
use crate::{Options, Quotes};

/// Whether the sentence ends at `candidate`. Something follows it: the end of a text is no question.
///
/// That a sentence may start in lower case is worth 0.9 points of F1 after a full stop and 0.1 after other marks, in the mean
/// of the French, English, German, Spanish, Italian and Portuguese dev sets of Universal Dependencies, and costs less than 0.1
/// of precision. Where quotations are kept it may not: "Leave me alone! he yelled" stays with its speaker.
pub(crate) fn ends_sentence(
    text: &str,
    candidate: &Candidate,
    language: &Language,
    options: Options,
) -> bool {
    let Some(sign) = text[candidate.next..].chars().next() else { return true };
    // Two commas are an opening quotation mark, as typewriters have it: ,,Ja''.
    if carries_on(sign) && !text[candidate.next..].starts_with(",,") {
        return false;
    }
    if candidate.terminal == Terminal::Full {
        // A wide full stop is a decimal point between digits.
        let is_decimal = sign.is_numeric() && text[candidate.start..candidate.end] == *"．";
        // The particle after what somebody said: 「行こう。」と言った。
        let is_said =
            matches!(char_before(text, candidate.end), Some('」' | '』')) && matches!(sign, 'と' | 'っ');
        return !is_decimal && !is_said;
    }
    let right = Right::read(text, candidate.next, sign);
    if !candidate.is_spaced {
        return ends_glued(text, candidate, right, language);
    }
    if is_aside(text, candidate) || (options.quotes == Quotes::Keep && right.is_lower()) {
        return false;
    }
    match candidate.terminal {
        Terminal::Stop => ends_at_stop(text, candidate, right, language),
        // An English "I" has its capital anywhere.
        Terminal::Ellipsis => !right.is_lower() && !right.is_digit() && right.word() != "I",
        Terminal::Mark if right.is_lower() => !candidate.is_closed && !right.is_opened,
        // "Viens !" - dit-il
        Terminal::Mark => !(candidate.is_closed && is_dash(sign)),
        Terminal::Full => true,
    }
}

/// Whether the signs stand for themselves: in brackets, "(...)" and "(!)", or at the head of a sentence, "... et puis".
fn is_aside(text: &str, candidate: &Candidate) -> bool {
    if char_before(text, candidate.start).is_some_and(is_opening_bracket) {
        return true;
    }
    candidate.terminal == Terminal::Ellipsis && {
        let left = Left::read(text, candidate.start);
        left.word().is_empty() && left.is_first(|_| false)
    }
}

/// The full stop, the hard case.
fn ends_at_stop(text: &str, candidate: &Candidate, right: Right<'_>, language: &Language) -> bool {
    let left = Left::read(text, candidate.start);
    let word = left.word();
    if word.is_empty() {
        return !right.is_lower();
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return ends_at_number(left, right, language);
    }
    // "1026.253.553" is none: no list has so many items.
    let is_part = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_outline = left.has_signs() && word.split('.').all(is_part);
    if (left.n_chars() == 1 || is_outline) && is_first(left, language) || is_outline && left.is_listed() {
        // "c. The third box" and "3.2. The bumper" are heads of list items, whatever "c." may stand for elsewhere.
        return false;
    }
    if word.ends_with(['°', 'º']) && word.starts_with(char::is_alphabetic) && right.is_digit() {
        // "N°. 5"
        return false;
    }
    let class = left.class(language);
    if class.is_none() && language.ordinal_stop && is_roman_ordinal(word) {
        // "Papa Benedikt XVI. Otputovao je"
        return !right.is_lower() && (left.follows_capital() || right.start(language) > Start::Unknown);
    }
    if right.is_lower() {
        return class.is_none() && !candidate.is_closed && !is_opening_bracket(right.sign) && is_plain(left);
    }
    if candidate.is_closed && n_letters(left.last_part()) > 1 && class != Some(Class::General) {
        return true;
    }
    match class {
        Some(Class::Title) => {
            word.chars().all(|c| !c.is_uppercase()) && right.start(language) == Start::Clear
        }
        // "He said no. I went home."
        Some(Class::BeforeNumber) if right.is_bracketed_letter() => false,
        Some(Class::BeforeNumber) if right.is_number_like() => right.start(language) == Start::Clear,
        Some(Class::BeforeNumber) if is_initial(left) => ends_at_initial(left, right, language),
        Some(Class::BeforeNumber) => true,
        Some(Class::General) => right.start(language) > Start::Unknown,
        Some(Class::Closing) => true,
        None if is_initial(left) => ends_at_initial(left, right, language),
        None if is_acronym(left) || looks_shortened(left) => right.start(language) > Start::Unknown,
        None => true,
    }
}

/// "1. Introduction" is the head of a list item, "3. Oktober" a date; "en 2023. Le ministre" ends a sentence.
fn ends_at_number(left: Left<'_>, right: Right<'_>, language: &Language) -> bool {
    let n_digits = left.word().len();
    if n_digits <= 3 && is_first(left, language) {
        return false;
    }
    if right.is_lower() {
        // Croatian, Hungarian and Latvian write years as ordinals: "2004. godine".
        let may_end = n_digits > 2 && !language.ordinal_stop;
        return may_end && !right.is_opened && !right.is_month(language);
    }
    // An ordinal stands right before its noun, and neither "art. 3" nor "2–1" is one.
    let is_ordinal = language.ordinal_stop
        && n_digits <= 2
        && right.first == Some(right.sign)
        && !right.is_digit()
        && !left.is_numbering(language);
    !right.is_month(language) && (!is_ordinal || right.start(language) > Start::Unknown)
}

/// One letter: of a name ("J. Dupont"), a list item ("a. Titre"), a class ("vitamine C. Le corps"), a unit ("5 m. Le mur").
fn ends_at_initial(left: Left<'_>, right: Right<'_>, language: &Language) -> bool {
    if is_first(left, language) {
        return false;
    }
    let is_capital = left.word().chars().all(|c| !c.is_lowercase());
    if !is_capital && left.follows_number() {
        return !right.is_digit();
    }
    match right.start(language) {
        Start::Unknown => false,
        Start::Doubtful => !(is_capital && left.follows_capital()),
        Start::Clear => true,
    }
}

/// Whether the sentence begins with this word.
fn is_first(left: Left<'_>, language: &Language) -> bool {
    left.is_first(|before| {
        is_initial(before) || before.class(language).is_some_and(|class| class != Class::Closing)
    })
}

/// A single letter, or two with a hyphen ("J.-P", "J-P"). A syllable of Hangul or a Han character is a word.
fn is_initial(left: Left<'_>) -> bool {
    if left.n_chars() > 1 && !left.has_signs() {
        return false;
    }
    let word = left.word();
    let letters = || word.chars().filter(|c| !is_mark(*c));
    let n_letters = letters().filter(|c| c.is_alphabetic()).count();
    let is_short = n_letters == 1 || (n_letters == 2 && word.contains('-'));
    is_short && letters().all(|c| c.is_alphabetic() && !is_east_asian(c) || matches!(c, '.' | '-'))
}

/// Letters with a point after each but the last: "U.S", "N.A.S.A", "p.m", and such as "Ph.D".
fn is_acronym(left: Left<'_>) -> bool {
    let word = left.word();
    left.has_signs()
        && word.contains('.')
        && word.split(['.', '-']).all(|part| match n_letters(part) {
            1 => part.chars().all(|c| c.is_alphabetic() || is_mark(c)),
            2 => part.chars().next().is_some_and(char::is_uppercase),
            _ => false,
        })
}

/// A Roman numeral as ordinals have it ("XIX. století", "II. Erzsébet"). With D and M it may be "CD", "DVD" or "MM".
fn is_roman_ordinal(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| b"IVXLC".contains(&byte))
}

/// Whether a word nobody listed is shortened all the same: two to four letters without a vowel that are no acronym ("Mr",
/// "Str", "vgl") and no unit after a number.
fn looks_shortened(left: Left<'_>) -> bool {
    let word = left.word();
    (2..=4).contains(&left.n_chars())
        && word.chars().all(is_consonant)
        && word.chars().skip(1).all(|c| c.is_lowercase())
        && !left.follows_number()
}

/// A consonant of the Latin or the Cyrillic script. Letters with a diacritic count as vowels: most are.
fn is_consonant(c: char) -> bool {
    let c = c.to_ascii_lowercase();
    (c.is_ascii_lowercase() && !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
        || matches!(c, 'б'..='д' | 'ж' | 'з' | 'к'..='н' | 'п'..='т' | 'ф'..='щ')
}

/// Whether a word may end a sentence even before a lower-case letter: it is a whole word, long or with a vowel. In Armenian
/// this point only parts clauses, as a semicolon does; the full stop is another sign.
fn is_plain(left: Left<'_>) -> bool {
    let word = left.word();
    let n_chars = left.n_chars();
    n_chars >= 2
        && !word.contains('.')
        && !word.ends_with(is_armenian)
        && (n_chars >= 4 || !word.chars().all(is_consonant))
}

/// A terminal with a letter right after it: "vtv.vn" and "2.2" go on, "la réunion.Le ministre" lost its space.
fn ends_glued(text: &str, candidate: &Candidate, right: Right<'_>, language: &Language) -> bool {
    let Some(first) = right.first else { return false };
    if candidate.terminal == Terminal::Mark && is_unspaced(first) {
        return true;
    }
    if candidate.terminal == Terminal::Ellipsis && !candidate.is_closed || !right.is_upper() {
        return false;
    }
    let word = right.word();
    let is_word = word.chars().skip(1).all(|c| c.is_lowercase() || is_mark(c))
        && right.after_word().is_none_or(|c| {
            is_blank(c) || is_quotation_mark(c) || is_opening_bracket(c) || is_closing_bracket(c) || c == ','
        });
    if !is_word {
        return false;
    }
    let left = Left::read(text, candidate.start);
    let part = left.last_part();
    let is_small = n_letters(part) >= 4
        && part.chars().all(|c| c.is_lowercase() || is_mark(c))
        && !left.word().contains('.');
    let is_address = char_before(text, candidate.start - left.word().len())
        .is_some_and(|c| matches!(c, '/' | '@' | '\\' | '_'));
    (is_small || (n_letters(part) >= 3 || candidate.is_closed) && right.start(language) > Start::Unknown)
        && !is_address
}
