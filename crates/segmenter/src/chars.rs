//! What single characters can do at the seam of two sentences.

pub(crate) use epitome_document::is_blank;
use unicode_normalization::char::is_combining_mark;

/// A sign that may end a sentence, from the weakest evidence to the strongest. A run of signs is as strong as its strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Terminal {
    /// The full stop of Latin, Cyrillic and many other scripts: also in abbreviations, numbers and names.
    Stop,
    /// Three points.
    Ellipsis,
    /// A question or exclamation mark.
    Mark,
    /// A sign that does nothing else, and needs no space after it: the full stops of East and South Asia.
    Full,
}

/// For each byte, the second bytes with which it may begin a [`Terminal`], a bit for each by its last six bits; all of them
/// for a sign of one byte. What begins otherwise is passed over without a second look: nearly every letter of every script.
const HEADS: [u64; 256] = {
    let mut table = [0; 256];
    let signs = *b".!?;:";
    let mut idx = 0;
    while idx < signs.len() {
        table[signs[idx] as usize] = u64::MAX;
        idx += 1;
    }
    let pairs = *b"\xCD\xBE\xD6\x89\xD8\x9D\xD8\x9E\xD8\x9F\xDB\x94\xDC\x80\xDC\x81\xDC\x82\xDF\xB9\xE0\xA0\xE0\xA5\xE1\x81\
        \xE1\x8D\xE1\x99\xE1\x9C\xE1\x9F\xE1\xA0\xE1\xA5\xE1\xAA\xE1\xAD\xE1\xB0\xE1\xB1\xE2\x80\xE2\x81\xE2\x8B\xE2\xB3\xE2\xB8\
        \xE2\xB9\xE3\x80\xEA\x93\xEA\x98\xEA\x9B\xEA\xA1\xEA\xA3\xEA\xA4\xEA\xA7\xEA\xA9\xEA\xAB\xEA\xAF\xEF\xB8\xEF\xB9\
        \xEF\xBC\xEF\xBD\xF0\x90\xF0\x91\xF0\x96\xF0\x9B\xF0\x9D";
    let mut idx = 0;
    while idx < pairs.len() {
        table[pairs[idx] as usize] |= 1 << (pairs[idx + 1] & 0x3F);
        idx += 2;
    }
    table
};

/// Whether a terminal may begin with these two bytes.
pub(crate) fn may_begin_terminal(byte: u8, next: u8) -> bool {
    HEADS[usize::from(byte)] >> (next & 0x3F) & 1 == 1
}

/// The terminal at byte `at`, and its length.
pub(crate) fn terminal_at(text: &str, at: usize) -> Option<(Terminal, usize)> {
    match text.as_bytes()[at] {
        b'.' => Some((Terminal::Stop, 1)),
        b'!' | b'?' => Some((Terminal::Mark, 1)),
        b';' => follows_script(text, at, is_greek).then_some((Terminal::Mark, 1)),
        b':' => follows_script(text, at, is_armenian).then_some((Terminal::Full, 1)),
        byte if byte.is_ascii() => None,
        // Quotation marks and dashes begin as the ellipsis does, and stand in every other line.
        0xE2 if text.as_bytes()[at + 1] == 0x80 && text.as_bytes()[at + 2] < 0xA6 => None,
        _ => {
            let c = char_at(text, at)?;
            terminal(c).map(|terminal| (terminal, c.len_utf8()))
        }
    }
}

/// The terminals outside ASCII: the characters with Unicode's property Sentence_Terminal (PropList.txt), and the ellipsis.
/// Left out are U+2024, a dot leader, and U+104A, which Burmese uses as a comma.
fn terminal(c: char) -> Option<Terminal> {
    Some(match c {
        '…' | '⋯' => Terminal::Ellipsis,
        // The Greek question mark; normalising turns it into a semicolon.
        '\u{37E}' => Terminal::Mark,
        '\u{61D}'..='\u{61F}' | '\u{203C}' | '\u{203D}' | '\u{2047}'..='\u{2049}' => Terminal::Mark,
        '\u{2CF9}'..='\u{2CFB}' | '\u{2E2E}' | '\u{2E53}' | '\u{2E54}' => Terminal::Mark,
        '\u{FE56}' | '\u{FE57}' => Terminal::Mark,
        '\u{589}' | '\u{6D4}' | '\u{700}'..='\u{702}' | '\u{7F9}' => Terminal::Full,
        '\u{837}' | '\u{839}' | '\u{83D}' | '\u{83E}' | '\u{964}' | '\u{965}' => Terminal::Full,
        '\u{104B}' | '\u{1362}' | '\u{1367}' | '\u{1368}' | '\u{166E}' => Terminal::Full,
        '\u{1735}' | '\u{1736}' | '\u{17D4}' | '\u{17D5}' | '\u{1803}' | '\u{1809}' => Terminal::Full,
        '\u{1944}' | '\u{1945}' | '\u{1AA8}'..='\u{1AAB}' | '\u{1B5A}' | '\u{1B5B}' => Terminal::Full,
        '\u{1B5E}' | '\u{1B5F}' | '\u{1B7D}' | '\u{1B7E}' | '\u{1C3B}' | '\u{1C3C}' => Terminal::Full,
        '\u{1C7E}' | '\u{1C7F}' | '\u{2E3C}' | '\u{3002}' | '\u{A4FF}' => Terminal::Full,
        '\u{A60E}' | '\u{A60F}' | '\u{A6F3}' | '\u{A6F7}' | '\u{A876}' | '\u{A877}' => Terminal::Full,
        '\u{A8CE}' | '\u{A8CF}' | '\u{A92F}' | '\u{A9C8}' | '\u{A9C9}' => Terminal::Full,
        '\u{AA5D}'..='\u{AA5F}' | '\u{AAF0}' | '\u{AAF1}' | '\u{ABEB}' => Terminal::Full,
        '\u{FE12}' | '\u{FE15}' | '\u{FE16}' | '\u{FE52}' | '\u{FF01}' | '\u{FF0E}' | '\u{FF1F}'
        | '\u{FF61}' => Terminal::Full,
        '\u{10A56}' | '\u{10A57}' | '\u{10F55}'..='\u{10F59}' | '\u{10F86}'..='\u{10F89}' => Terminal::Full,
        '\u{11047}' | '\u{11048}' | '\u{110BE}'..='\u{110C1}' | '\u{11141}'..='\u{11143}' => Terminal::Full,
        '\u{111C5}' | '\u{111C6}' | '\u{111CD}' | '\u{111DE}' | '\u{111DF}' => Terminal::Full,
        '\u{11238}' | '\u{11239}' | '\u{1123B}' | '\u{1123C}' | '\u{112A9}' => Terminal::Full,
        '\u{1144B}' | '\u{1144C}' | '\u{115C2}' | '\u{115C3}' | '\u{115C9}'..='\u{115D7}' => Terminal::Full,
        '\u{11641}' | '\u{11642}' | '\u{1173C}'..='\u{1173E}' | '\u{11944}' | '\u{11946}' => Terminal::Full,
        '\u{11A42}' | '\u{11A43}' | '\u{11A9B}' | '\u{11A9C}' | '\u{11C41}' | '\u{11C42}' => Terminal::Full,
        '\u{11EF7}' | '\u{11EF8}' | '\u{11F43}' | '\u{11F44}' | '\u{16A6E}' | '\u{16A6F}' => Terminal::Full,
        '\u{16AF5}' | '\u{16B37}' | '\u{16B38}' | '\u{16B44}' | '\u{16E98}' | '\u{1BC9F}' => Terminal::Full,
        '\u{1DA88}' => Terminal::Full,
        _ => return None,
    })
}

/// Whether the letter before byte `at` is of a script: the ASCII semicolon ends Greek questions, the colon Armenian sentences.
fn follows_script(text: &str, at: usize, is_of_script: fn(char) -> bool) -> bool {
    text[..at].chars().rev().find(|c| !is_mark(*c)).is_some_and(is_of_script)
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')
}

/// Letters of the Armenian script.
pub(crate) fn is_armenian(c: char) -> bool {
    matches!(c, '\u{531}'..='\u{587}')
}

/// What hangs on the character before it and is no character of its own for a reader: combining marks, the later parts of a
/// decomposed Hangul syllable, and what cannot be seen.
pub(crate) fn is_mark(c: char) -> bool {
    match c {
        '\0'..'\u{300}' => c == '\u{AD}',
        '\u{1160}'..='\u{11FF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => true,
        _ => !is_plain_letter(c) && is_combining_mark(c),
    }
}

/// Most letters of Europe, Vietnam and the Arabic script, without a look into the tables of Unicode. None is a mark.
#[inline]
pub(crate) fn is_plain_letter(c: char) -> bool {
    matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ʯ' | 'Ύ'..='Ρ' | 'Σ'..='ϵ' | 'Ѐ'..='ҁ' | 'Ḁ'..='ỿ'
        | '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}')
}

/// Letters and digits, as [`char::is_alphanumeric`] has them.
#[inline]
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        _ if is_plain_letter(c) => true,
        // And most signs.
        '\u{A0}'..='\u{A9}' | '\u{AB}'..='\u{B1}' | '\u{BB}' | '\u{BF}' | '\u{2000}'..='\u{206F}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Letters and digits and what hangs on them.
pub(crate) fn is_word_char(c: char) -> bool {
    is_letter_or_digit(c) || is_mark(c)
}

/// Letters of the Hebrew script.
pub(crate) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5EA}')
}

/// Whether a byte is a digit or begins a letter of Latin, Greek or Cyrillic script, a mark on it, or at worst × or ÷.
pub(crate) fn begins_word_char(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, 0xC3..=0xCC | 0xCE..=0xD4)
}

/// Brackets that close.
pub(crate) fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '］' | '】' | '〕' | '》' | '〉' | '」' | '』' | '｣' | '﴾')
}

/// Brackets that open.
pub(crate) fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '【' | '〔' | '《' | '〈' | '「' | '『' | '｢' | '﴿')
}

/// Quotation marks that open in one language and close in another, or look the same on both sides; and asterisks and
/// underscores, which mark emphasis.
pub(crate) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201F}' | '＂' | '＇' | '*' | '_')
}

/// Dashes, as they stand before a speaker's words, a list item or an agency's name.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '−')
}

/// What may stand before the first word of a sentence and is part of it.
pub(crate) fn is_opener(c: char) -> bool {
    is_opening_bracket(c)
        || is_quotation_mark(c)
        || is_dash(c)
        || matches!(c, '¿' | '¡' | '•' | '·' | '#' | '…' | '►' | '▪' | '■' | '●' | '★' | '➤' | '✓')
}

/// What never begins a sentence: the sentence before it goes on.
pub(crate) fn carries_on(c: char) -> bool {
    // Nearly always it is a letter.
    let is_letter = c.is_ascii_alphanumeric() || is_plain_letter(c);
    let is_sign =
        || matches!(c, ',' | ';' | ':' | '%' | '&' | '=' | '/' | '،' | '؛' | '、' | '，' | '；' | '：' | '·');
    !is_letter && (is_closing_bracket(c) || is_sign())
}

/// The character at byte `at`.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The character that ends at byte `at`.
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The first byte from `at` on that is not blank.
pub(crate) fn skip_blanks(text: &str, at: usize) -> usize {
    // Nearly always it is one space.
    let at = at + usize::from(text.as_bytes().get(at) == Some(&b' '));
    if text.as_bytes().get(at).is_some_and(u8::is_ascii_graphic) {
        return at;
    }
    text.len() - text[at..].trim_start_matches(is_blank).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_characters_are_letters_digits_and_marks() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_word_char(c), c.is_alphanumeric() || is_mark(c), "{c:?}");
            assert!(!(is_plain_letter(c) && (is_combining_mark(c) || !c.is_alphanumeric())), "{c:?}");
            if begins_word_char(c.to_string().as_bytes()[0]) && !is_word_char(c) {
                assert!(matches!(c, '\u{C0}'..='\u{33F}' | '\u{380}'..='\u{53F}') && !is_blank(c), "{c:?}");
                assert!(!is_closing_bracket(c) && !is_opener(c) && terminal(c).is_none(), "{c:?}");
            }
        }
    }

    #[test]
    fn a_semicolon_ends_a_question_in_greek_only() {
        assert_eq!(terminal_at("τι;", 4), Some((Terminal::Mark, 1)));
        assert_eq!(terminal_at("τι\u{301};", 6), Some((Terminal::Mark, 1)));
        assert_eq!(terminal_at("oui;", 3), None);
    }
}
