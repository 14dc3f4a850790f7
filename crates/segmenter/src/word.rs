//! The words on both sides of a candidate, and what the language's lists say of them.

use epitome_langs::{AbbreviationClass, Language, fold};

use crate::chars::{
    char_at, char_before, is_blank, is_closing_bracket, is_hebrew, is_letter_or_digit, is_mark, is_opener,
    is_plain_letter, is_word_char, skip_blanks, terminal_at,
};

/// The longest word looked at, in characters without their marks: the longest abbreviation of our data has 10. The bound
/// keeps the scan linear where a text is nothing but points and letters.
const MAX_CHARS: usize = 24;

/// The most opening signs stepped over in search of a word, for the same reason. Real text has three: `— « (`.
const MAX_OPENERS: usize = 8;

/// The word before a full stop, with the points, hyphens and apostrophes inside it: "J.-C", "l'art", "57".
#[derive(Clone, Copy)]
pub(crate) struct Left<'a> {
    text: &'a str,
    start: usize,
    stop: usize,
    n_chars: usize,
    has_signs: bool,
}

impl<'a> Left<'a> {
    /// The word that ends at byte `stop`, where a full stop stands. It is empty after a blank or a bracket, and cut off at
    /// its left when it is too long for an abbreviation.
    pub(crate) fn read(text: &'a str, stop: usize) -> Left<'a> {
        let (mut start, mut n_chars, mut has_signs) = (stop, 0, false);
        loop {
            let n_letters = n_alphanumeric_before(text, start, MAX_CHARS - n_chars);
            start -= n_letters;
            n_chars += n_letters;
            let Some(c) = char_before(text, start).filter(|_| n_chars < MAX_CHARS) else { break };
            // Most words are through here.
            if c.is_ascii() && !matches!(c, '.' | '-' | '\'' | '"') {
                break;
            }
            if is_plain_letter(c) {
                n_chars += 1;
            } else if !is_gershayim(text, start, c) {
                let is_sign = matches!(c, '.' | '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '°');
                if !is_sign && !is_word_char(c) {
                    break;
                }
                n_chars += usize::from(!is_mark(c));
                has_signs |= is_sign;
            }
            start -= c.len_utf8();
        }
        for c in text[start..stop].chars() {
            let is_sign = matches!(c, '\'' | '’' | '-' | '.');
            if !is_sign && !is_mark(c) {
                break;
            }
            start += c.len_utf8();
            n_chars -= usize::from(is_sign);
        }
        Left { text, start, stop, n_chars, has_signs }
    }

    /// The word without its stop.
    pub(crate) fn word(self) -> &'a str {
        &self.text[self.start..self.stop]
    }

    /// How many characters it has, those not counted that hang on others.
    pub(crate) fn n_chars(self) -> usize {
        self.n_chars
    }

    /// Whether there may be other signs in it than letters and digits.
    pub(crate) fn has_signs(self) -> bool {
        self.has_signs
    }

    /// The letters and digits at its very end: "art" of "l'art".
    pub(crate) fn last_part(self) -> &'a str {
        let word = self.word();
        if self.has_signs { &word[word.trim_end_matches(is_word_char).len()..] } else { word }
    }

    /// Whether the sentence begins with this word, as far as its neighbours show: only opening signs stand between it and a
    /// terminal or the beginning of the text. The stop of an abbreviation is no such terminal: "art. 12".
    pub(crate) fn is_first(self, is_abbreviation: impl Fn(Left<'a>) -> bool) -> bool {
        before(self.text, self.start).is_none_or(|(end, c)| {
            let at = end - c.len_utf8();
            terminal_at(self.text, at).is_some() && !(c == '.' && is_abbreviation(Left::read(self.text, at)))
        })
    }

    /// Whether a colon or a semicolon and a blank stand before it, as before the items of a list: "as follows: 1. Open".
    pub(crate) fn is_listed(self) -> bool {
        let blank = self.text[..self.start].trim_end_matches(is_blank);
        blank.len() < self.start && blank.ends_with([':', ';'])
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

    /// Whether a number is that of something or the end of a score: an abbreviation before numbers or a "§" stands before it, or
    /// a colon or a dash touches it ("art. 3", "§ 5", "2–1").
    pub(crate) fn is_numbering(self, language: &Language) -> bool {
        if char_before(self.text, self.start).is_some_and(|c| matches!(c, ':' | '–' | '−')) {
            return true;
        }
        let is_before_number = |left: Left<'_>| left.class(language) == Some(AbbreviationClass::BeforeNumber);
        before(self.text, self.start).is_some_and(|(end, c)| {
            c == '§' || (c == '.' && is_before_number(Left::read(self.text, end - 1)))
        })
    }

    /// Which abbreviation the word is in this language, if it is one; also by its last part ("l'art.") or by the end of a
    /// compound ("Bahnhofstr.").
    pub(crate) fn class(self, language: &Language) -> Option<AbbreviationClass> {
        let abbreviations = &language.abbreviations;
        let whole = &self.text[self.start..=self.stop];
        let by_last_part = || {
            let part = self.last_part();
            let is_part = part.len() < self.word().len() && n_letters(part) > 1;
            if is_part { abbreviations.class(&self.text[self.stop - part.len()..=self.stop]) } else { None }
        };
        let class = abbreviations.class(whole);
        let class = if self.has_signs { class.or_else(by_last_part) } else { class };
        class.or_else(|| abbreviations.class_of_compound(whole))
    }
}

/// How many letters and digits of ASCII stand right before byte `end`, counted up to `limit`.
fn n_alphanumeric_before(text: &str, end: usize, limit: usize) -> usize {
    let bytes = text.as_bytes()[..end].iter().rev().take(limit);
    bytes.take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// Whether the sign before byte `end` stands before the last letter of a Hebrew abbreviation, as in צה"ל.
fn is_gershayim(text: &str, end: usize, sign: char) -> bool {
    matches!(sign, '"' | '״' | '”')
        && char_at(text, end).is_some_and(is_hebrew)
        && char_before(text, end - sign.len_utf8()).is_some_and(is_hebrew)
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
        let start = if is_letter_or_digit(sign) { next } else { skip_openers(text, next) };
        let first = char_at(text, start).filter(|c| is_letter_or_digit(*c));
        Right { text, sign, is_opened: start > next, first, start }
    }

    /// Whether the first word is written small. "iPhone" is not: names written so start sentences as capitals do. Nor is the
    /// head of a list item, "(b)".
    pub(crate) fn is_lower(self) -> bool {
        !self.is_bracketed_letter()
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
        let n_ascii = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if rest.as_bytes().get(n_ascii).is_none_or(u8::is_ascii) {
            return &rest[..n_ascii];
        }
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
        let end = self.start + word.len();
        let after = char_at(self.text, end);
        // One letter with a stop is an initial, whatever word it may be elsewhere: "J. A. Lorca", "П. А. Волков".
        if n_letters == 0 || n_letters > MAX_CHARS || (n_letters == 1 && after == Some('.')) {
            return Start::Unknown;
        }
        let is_elided = matches!(after, Some('\'' | '’'));
        let is_known = if is_elided {
            // "l'" stands in the list with its apostrophe, "it" of "it's" without.
            language.starters.contains_folded(word) || language.starters.contains(&(fold(word) + "'"))
        } else {
            language.starters.contains_folded(word)
        };
        if !is_known {
            return Start::Unknown;
        }
        let from = end + if is_elided { after.map_or(0, char::len_utf8) } else { 0 };
        let signs = |c: char| is_blank(c) || is_opener(c) || is_closing_bracket(c);
        let follower = self.text[from..].chars().take(MAX_CHARS).find(|c| !signs(*c));
        if follower.is_some_and(char::is_uppercase) { Start::Doubtful } else { Start::Clear }
    }

    /// Whether the first word is the name of a month.
    pub(crate) fn is_month(self, language: &Language) -> bool {
        language.months.contains_folded(self.word())
    }

    /// Whether the first word is a letter in brackets: "(b)".
    pub(crate) fn is_bracketed_letter(self) -> bool {
        self.sign == '(' && self.after_word() == Some(')') && n_letters(self.word()) == 1
    }

    /// Whether a number follows: digits, a Roman numeral, a single capital as in "fig. A", or a letter in brackets: "lit. (a)".
    pub(crate) fn is_number_like(self) -> bool {
        let word = self.word();
        self.is_digit()
            || self.is_bracketed_letter()
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
