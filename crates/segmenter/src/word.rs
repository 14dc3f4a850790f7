//! The words on both sides of a candidate, and what the language's lists say of them.

use std::borrow::Cow;

use epitome_langs::{Language, List, fold};
use unicode_normalization::UnicodeNormalization;

use crate::chars::{
    char_at, char_before, is_blank, is_closing_bracket, is_mark, is_opener, is_word_char, skip_blanks,
    terminal_at,
};

/// The longest word looked at, in characters without their marks: the longest abbreviation of our data has 10. The bound
/// keeps the scan linear where a text is nothing but points and letters.
const MAX_CHARS: usize = 24;

/// The most opening signs stepped over in search of a word, for the same reason. Real text has three: `— « (`.
const MAX_OPENERS: usize = 8;

/// What kind of abbreviation a word is; see [`Abbreviations`](epitome_langs::Abbreviations).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Title,
    BeforeNumber,
    General,
    Closing,
}

/// The word before a full stop, with the points, hyphens and apostrophes inside it: "J.-C", "l'art", "57".
#[derive(Clone, Copy)]
pub(crate) struct Left<'a> {
    text: &'a str,
    start: usize,
    stop: usize,
}

impl<'a> Left<'a> {
    /// The word that ends at byte `stop`, where a full stop stands. It is empty after a blank or a bracket, and cut off at
    /// its left when it is too long for an abbreviation.
    pub(crate) fn read(text: &'a str, stop: usize) -> Left<'a> {
        let mut start = stop;
        let mut n_chars = 0;
        for c in text[..stop].chars().rev() {
            let is_inside =
                is_word_char(c) || matches!(c, '.' | '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '°');
            if !is_inside || n_chars == MAX_CHARS {
                break;
            }
            n_chars += usize::from(!is_mark(c));
            start -= c.len_utf8();
        }
        let word =
            text[start..stop].trim_start_matches(|c| matches!(c, '\'' | '’' | '-' | '.') || is_mark(c));
        Left { text, start: stop - word.len(), stop }
    }

    /// The word without its stop.
    pub(crate) fn word(self) -> &'a str {
        &self.text[self.start..self.stop]
    }

    /// The letters and digits at its very end: "art" of "l'art".
    pub(crate) fn last_part(self) -> &'a str {
        let word = self.word();
        &word[word.trim_end_matches(is_word_char).len()..]
    }

    /// Whether the sentence begins with this word, as far as its neighbours show: only opening signs stand between it and a
    /// terminal or the beginning of the text. The stop of an abbreviation is no such terminal: "art. 12".
    pub(crate) fn is_first(self, is_abbreviation: impl Fn(Left<'a>) -> bool) -> bool {
        before(self.text, self.start).is_none_or(|(end, c)| {
            let at = end - c.len_utf8();
            terminal_at(self.text, at).is_some() && !(c == '.' && is_abbreviation(Left::read(self.text, at)))
        })
    }

    /// Whether the word before it begins with a capital: "W" of "George W".
    pub(crate) fn follows_capital(self) -> bool {
        let Some((end, _)) = before(self.text, self.start) else { return false };
        let chars = self.text[..end].chars().rev().filter(|c| !is_mark(*c)).take(MAX_CHARS);
        chars
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.'))
            .last()
            .is_some_and(char::is_uppercase)
    }

    /// Whether a number stands before it: "km" of "10 km".
    pub(crate) fn follows_number(self) -> bool {
        before(self.text, self.start).is_some_and(|(_, c)| c.is_numeric())
    }

    /// Which abbreviation the word is in this language, if it is one; also by its last part ("l'art.") or by the end of a
    /// compound ("Bahnhofstr.").
    pub(crate) fn class(self, language: &Language) -> Option<Class> {
        let whole = &self.text[self.start..=self.stop];
        let by_last_part = || {
            let part = self.last_part();
            let is_part = part.len() < self.word().len() && n_letters(part) > 1;
            if is_part { class_of(&self.text[self.stop - part.len()..=self.stop], language) } else { None }
        };
        class_of(whole, language).or_else(by_last_part).or_else(|| class_of_compound(whole, language))
    }
}

/// The last character before byte `end` that is neither blank nor a quotation mark, dash or bracket, with the byte it ends at.
fn before(text: &str, end: usize) -> Option<(usize, char)> {
    let mut end = end;
    for _ in 0..MAX_OPENERS {
        end = text[..end].trim_end_matches(|c| is_blank(c) || is_mark(c)).len();
        let c = char_before(text, end)?;
        let is_sign = is_opener(c) || is_closing_bracket(c);
        if !is_sign || terminal_at(text, end - c.len_utf8()).is_some() {
            return Some((end, c));
        }
        end -= c.len_utf8();
    }
    None
}

/// What follows a candidate: the first word, and the opening signs before it.
#[derive(Clone, Copy)]
pub(crate) struct Right<'a> {
    text: &'a str,
    /// The first character, be it a letter or a sign.
    pub(crate) sign: char,
    /// Whether signs stand before the first word.
    pub(crate) is_opened: bool,
    /// The first character of the first word, where one follows.
    pub(crate) first: Option<char>,
    /// Where that word starts.
    start: usize,
}

/// How surely a word starts a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Start {
    /// It may be a name.
    Unknown,
    /// A word that often starts sentences, but a capital follows: "Le Pen", "The President".
    Doubtful,
    /// A word that often starts sentences, and the sentence goes on in lower case: "Le ministre".
    Clear,
}

impl<'a> Right<'a> {
    /// What stands from byte `next` on; `sign` is the character there.
    pub(crate) fn read(text: &'a str, next: usize, sign: char) -> Right<'a> {
        let start = skip_openers(text, next);
        let first = char_at(text, start).filter(|c| c.is_alphanumeric());
        Right { text, sign, is_opened: start > next, first, start }
    }

    /// Whether the first word is written small. "iPhone" is not: names written so start sentences as capitals do. Nor is the
    /// head of a list item, "(b)".
    pub(crate) fn is_lower(self) -> bool {
        let is_head = self.sign == '(' && self.after_word() == Some(')') && n_letters(self.word()) == 1;
        !is_head
            && self.first.is_some_and(char::is_lowercase)
            && !self.word().chars().filter(|c| !is_mark(*c)).take(3).any(char::is_uppercase)
    }

    /// Whether the first word begins with a capital.
    pub(crate) fn is_upper(self) -> bool {
        self.first.is_some_and(char::is_uppercase)
    }

    /// Whether it begins with a digit.
    pub(crate) fn is_digit(self) -> bool {
        self.first.is_some_and(char::is_numeric)
    }

    /// The first word: letters, digits and their marks.
    pub(crate) fn word(self) -> &'a str {
        let rest = &self.text[self.start..];
        let end = rest.char_indices().find(|(_, c)| !is_word_char(*c)).map_or(rest.len(), |(at, _)| at);
        &rest[..end]
    }

    /// The character after the first word.
    pub(crate) fn after_word(self) -> Option<char> {
        char_at(self.text, self.start + self.word().len())
    }

    /// How surely the first word starts a sentence.
    pub(crate) fn start(self, language: &Language) -> Start {
        let word = self.word();
        let n_letters = n_letters(word);
        // One letter with a stop is an initial, whatever word it may be elsewhere: "J. A. Lorca", "П. А. Волков".
        if n_letters == 0 || n_letters > MAX_CHARS || (n_letters == 1 && self.after_word() == Some('.')) {
            return Start::Unknown;
        }
        let end = self.start + word.len();
        let is_elided = matches!(self.after_word(), Some('\'' | '’'));
        let is_known = if is_elided {
            // "l'" stands in the list with its apostrophe, "it" of "it's" without.
            let word = fold(word);
            language.starters.contains(&word) || language.starters.contains(&(word + "'"))
        } else {
            language.starters.contains(&fold(word))
        };
        if !is_known {
            return Start::Unknown;
        }
        let from = end + if is_elided { char_at(self.text, end).map_or(0, char::len_utf8) } else { 0 };
        let signs = |c: char| is_blank(c) || is_opener(c) || is_closing_bracket(c);
        let follower = self.text[from..].chars().take(MAX_CHARS).find(|c| !signs(*c));
        if follower.is_some_and(char::is_uppercase) { Start::Doubtful } else { Start::Clear }
    }

    /// Whether the first word is the name of a month.
    pub(crate) fn is_month(self, language: &Language) -> bool {
        language.months.contains(&fold(self.word()))
    }

    /// Whether a number follows: digits, a Roman numeral, or a single capital as in "fig. A".
    pub(crate) fn is_number_like(self) -> bool {
        let word = self.word();
        self.is_digit()
            || matches!(self.sign, '§' | '°' | '#')
            || is_roman(word)
            || (n_letters(word) == 1 && self.is_upper() && !matches!(self.after_word(), Some('\'' | '’')))
    }
}

/// The byte after the opening signs at `at`, and the blanks among them.
fn skip_openers(text: &str, at: usize) -> usize {
    let mut at = at;
    for _ in 0..MAX_OPENERS {
        match char_at(text, at) {
            Some(c) if is_opener(c) => at = skip_blanks(text, at + c.len_utf8()),
            _ => break,
        }
    }
    at
}

/// Letters and digits of a word, its marks not counted.
pub(crate) fn n_letters(word: &str) -> usize {
    word.chars().filter(|c| !is_mark(*c)).count()
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| b"IVXLCDM".contains(&byte))
}

/// The lists of a language, each with its class.
fn lists(language: &Language) -> [(&List, Class); 4] {
    let lists = &language.abbreviations;
    [
        (&lists.titles, Class::Title),
        (&lists.before_number, Class::BeforeNumber),
        (&lists.general, Class::General),
        (&lists.closing, Class::Closing),
    ]
}

/// Looks up a word with its stop. An entry with a capital stands only for itself, one in lower case for every letter case.
fn class_of(word: &str, language: &Language) -> Option<Class> {
    let exact = composed(word);
    let folded = if exact.chars().any(char::is_uppercase) { Cow::Owned(fold(&exact)) } else { exact.clone() };
    lists(language)
        .into_iter()
        .find(|(list, _)| list.contains(&exact) || (folded != exact && list.contains(&folded)))
        .map(|(_, class)| class)
}

/// Looks up the end of a compound: "-str." stands for every word that ends so. These entries come first in their lists.
fn class_of_compound(word: &str, language: &Language) -> Option<Class> {
    let ends_so = |list: &List| {
        let mut endings = list.iter().map_while(|entry| entry.strip_prefix('-')).peekable();
        endings.peek().is_some() && {
            let folded = fold(word);
            endings.any(|ending| folded.ends_with(ending))
        }
    };
    lists(language).into_iter().find(|(list, _)| ends_so(list)).map(|(_, class)| class)
}

/// The word as the lists write it but for its letter case: NFC, plain apostrophes and hyphens, nothing invisible. Most words
/// are that already.
fn composed(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| {
        c.is_ascii()
            || matches!(c, '°' | '\u{C0}'..='\u{2FF}' | '\u{400}'..='\u{45F}' | '\u{1E00}'..='\u{1EF9}')
    };
    if word.chars().all(is_plain) {
        return Cow::Borrowed(word);
    }
    let visible = word.nfc().filter_map(|c| match c {
        '’' => Some('\''),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
        c => Some(c),
    });
    Cow::Owned(visible.collect())
}
