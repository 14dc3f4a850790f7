//! [`pseudo`]: a translation that no one can read as one, and everyone can see.

use epitome_document::LangTag;
use epitome_langs::Languages;

use crate::content::{Content, Piece};
use crate::merge::is_right_to_left;

/// A translation for trying out the way there and back: letters with accents, as long as a real translation would be, in
/// brackets so that a cut end is seen, and each word turned where the target language runs from right to left. The codes stay.
///
/// ```
/// use epitome_document::LangTag;
/// use epitome_langs::Languages;
/// use epitome_prep::{Content, pseudo};
///
/// let source = Content { text: "The minister resigned.".to_owned(), codes: Vec::new() };
/// let (english, german) = (LangTag::parse("en")?, LangTag::parse("de")?);
/// assert_eq!(pseudo(&source, &Languages::default(), english, german).text, "[Ţĥé ɱîñîšţéŕ ŕéšîĝñéð. one two]");
/// # Ok::<(), epitome_document::TagError>(())
/// ```
#[must_use]
pub fn pseudo(source: &Content, languages: &Languages, from: LangTag, to: LangTag) -> Content {
    let expansion = |tag| u64::from(languages.get(tag).expansion.max(1));
    let n_chars = source.text.chars().count() as u64;
    let n_wanted = (n_chars * expansion(to)).div_ceil(expansion(from));
    let turns = is_right_to_left(to);
    let mut target = Content::default();
    target.text.push('[');
    for piece in source.pieces() {
        match piece {
            Piece::Code(code) => target.push_code(code.id, code.part),
            Piece::Text(text) => accent(text, turns, &mut target.text),
        }
    }
    // Numbers in words are padding whose missing end is seen: "one two thr".
    let mut n_missing = n_wanted.saturating_sub(n_chars);
    for word in PADDING.iter().cycle() {
        if n_missing == 0 {
            break;
        }
        target.text.push(' ');
        target.text.push_str(word);
        n_missing = n_missing.saturating_sub(word.len() as u64 + 1);
    }
    target.text.push(']');
    target
}

const PADDING: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Right-to-left override, and the end of it.
const TURN: (char, char) = ('\u{202E}', '\u{202C}');

fn accent(text: &str, turns: bool, out: &mut String) {
    let mut is_turned = false;
    for c in text.chars() {
        if turns && c.is_alphanumeric() != is_turned {
            out.push(if is_turned { TURN.1 } else { TURN.0 });
            is_turned = !is_turned;
        }
        out.push(accented(c));
    }
    if is_turned {
        out.push(TURN.1);
    }
}

#[rustfmt::skip]
fn accented(c: char) -> char {
    match c {
        'a' => 'å', 'b' => 'ƀ', 'c' => 'ç', 'd' => 'ð', 'e' => 'é', 'f' => 'ƒ', 'g' => 'ĝ', 'h' => 'ĥ', 'i' => 'î',
        'j' => 'ĵ', 'k' => 'ķ', 'l' => 'ļ', 'm' => 'ɱ', 'n' => 'ñ', 'o' => 'ö', 'p' => 'þ', 'q' => 'ǫ', 'r' => 'ŕ',
        's' => 'š', 't' => 'ţ', 'u' => 'û', 'v' => 'ṽ', 'w' => 'ŵ', 'x' => 'ẋ', 'y' => 'ý', 'z' => 'ž',
        'A' => 'Å', 'B' => 'Ɓ', 'C' => 'Ç', 'D' => 'Ð', 'E' => 'É', 'F' => 'Ƒ', 'G' => 'Ĝ', 'H' => 'Ĥ', 'I' => 'Î',
        'J' => 'Ĵ', 'K' => 'Ķ', 'L' => 'Ļ', 'M' => 'Ṁ', 'N' => 'Ñ', 'O' => 'Ö', 'P' => 'Þ', 'Q' => 'Ǫ', 'R' => 'Ŕ',
        'S' => 'Š', 'T' => 'Ţ', 'U' => 'Û', 'V' => 'Ṽ', 'W' => 'Ŵ', 'X' => 'Ẋ', 'Y' => 'Ý', 'Z' => 'Ž',
        other => other,
    }
}
