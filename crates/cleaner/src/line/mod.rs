//! [`Line`]: what can be said of a block by itself, without its neighbours.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

pub(crate) mod bylines;
pub(crate) mod cuts;
pub(crate) mod dates;
pub(crate) mod items;
pub(crate) mod limits;
pub(crate) mod marks;
pub(crate) mod names;
pub(crate) mod phrases;
pub(crate) mod quotes;

use epitome_document::{Hint, Span};
use epitome_langs::{Place, ascii_digit, fold, may_open_digit, words};

use crate::line::cuts::Tail;
use crate::line::names::is_name;
use crate::line::phrases::Cuebook;

/// Words with a full stop that make a paragraph. The shortest paragraph of the seed articles has 20 words, the longest heading that
/// ends with a stop has 11.
pub(crate) const MIN_PROSE_WORDS: usize = 12;
/// Words without a full stop that make a paragraph. The longest title of the seed articles has 26.
const MIN_OPEN_PROSE_WORDS: usize = 30;
/// Words of a line that is a sentence if it has a full stop.
const MIN_SENTENCE_WORDS: usize = 3;
/// Words of a line that is a sentence if it ends in a colon: fewer are a label.
const MIN_COLON_WORDS: usize = 6;
/// Per cent of stop words below which a long line without a full stop is a menu or a list of names. Of the paragraphs of 1,500
/// Vietnamese news articles 99.5 of 100 have 6 and more, of as many French ones all have 30 and more.
const MIN_STOP_SHARE: usize = 6;
/// Words of the name of a company.
const MAX_COMPANY_WORDS: usize = 5;
/// Closing marks after a full stop are looked through up to this number, so that a line of nothing else takes no time.
const MAX_CLOSING: usize = 32;
/// Words of a bracket behind a full stop that is no part of the sentence.
const MAX_BRACKET_WORDS: usize = 4;
/// Bytes of the numbers of notes, with their brackets.
const MAX_NOTE_BYTES: usize = 12;
/// Letters of the last word of a sentence before such a number.
const MIN_NOTED_CHARS: usize = 4;
/// The stop words are counted over so many words at the beginning of a line.
const SHARE_WINDOW: usize = 400;

/// The facts of one block.
pub(crate) struct Line<'text> {
    /// Its text, with what is cut off.
    pub(crate) text: &'text str,
    /// The same folded, with single spaces.
    pub(crate) key: String,
    /// Where the first word of the key is looked for in a list of cues: none may open with it in most.
    pub(crate) opening: Option<Place>,
    /// Whether the key begins with that word, and the word has nothing but letters.
    pub(crate) opens_with_letters: bool,
    /// The key without numbers and signs at its ends, and where that is looked for in a list of cues.
    pub(crate) core: Span,
    pub(crate) core_place: Place,
    /// The spaces of the key.
    n_spaces: usize,
    /// The agency signature or photo credit at its end.
    pub(crate) tail: Option<Tail>,
    /// Words before the tail.
    pub(crate) n_words: usize,
    /// How it ends before the tail.
    pub(crate) ending: Ending,
    /// What it looks like before the tail.
    pub(crate) shape: Shape,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With a full stop or an ellipsis.
    Stop,
    /// With a question or an exclamation mark, as titles may too.
    Exclaim,
    /// With a colon or a semicolon.
    Colon,
    /// With a word.
    Open,
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A paragraph.
    Prose,
    /// A sentence, too short to be sure of a paragraph.
    Sentence,
    /// Many words, but no sentence.
    List,
    /// A few words without a full stop.
    Short,
}

impl<'text> Line<'text> {
    pub(crate) fn new(text: &'text str, book: &Cuebook) -> Line<'text> {
        let (n_words, last_words) = count(text);
        let tail = cuts::tail(text, &last_words, book);
        let inner = tail.as_ref().map_or(text, |tail| &text[..tail.start]);
        let n_words = n_words - words(&text[inner.len()..]).count();
        let ending = ending(inner);
        let ending =
            if ending == Ending::Stop && is_company(inner, n_words, book) { Ending::Open } else { ending };
        let shape = shape(inner, n_words, ending, book);
        let key = key(text);
        let first = words(&key).next();
        let opening = first.map(|word| Place::of(&key[word.range()]));
        let opens_with_letters =
            first.is_some_and(|word| word.start() == 0 && key[word.range()].chars().all(char::is_alphabetic));
        let core = core(&key);
        let core_place = Place::of(&key[core.range()]);
        let n_spaces = memchr::memchr_iter(b' ', key.as_bytes()).count();
        Line {
            text,
            key,
            opening,
            opens_with_letters,
            core,
            core_place,
            n_spaces,
            tail,
            n_words,
            ending,
            shape,
        }
    }

    /// The text before the tail.
    pub(crate) fn inner(&self) -> &'text str {
        self.tail.as_ref().map_or(self.text, |tail| &self.text[..tail.start])
    }

    /// Whether it holds a sentence.
    pub(crate) fn is_sentence(&self) -> bool {
        matches!(self.shape, Shape::Prose | Shape::Sentence)
    }

    /// Whether it ends in a comma, as a greeting or a line of verse does and no heading, label or name.
    pub(crate) fn goes_on(&self) -> bool {
        self.inner().ends_with([',', '،', '，', '、'])
    }

    /// "($1 = 0.91 euros)": no heading stands in brackets.
    pub(crate) fn is_in_brackets(&self) -> bool {
        self.text.starts_with('(') && self.text.find(')') == Some(self.text.len() - 1)
    }

    /// How many of a hundred of its letters and signs are inside links, by the hint of its block.
    pub(crate) fn linked(&self, hint: &Hint) -> usize {
        if hint.n_link_chars == 0 {
            return 0;
        }
        let n_chars = self.text.chars().filter(|c| !c.is_whitespace()).count();
        (hint.n_link_chars as usize * 100 / n_chars.max(1)).min(100)
    }

    /// Whether it has no more pieces between white space: an address is one, whatever words it is made of.
    pub(crate) fn has_pieces_up_to(&self, n: usize) -> bool {
        self.n_spaces < n
    }
}

/// Where a folded text stands but for numbers and signs at its ends.
fn core(key: &str) -> Span {
    let start = key.find(char::is_alphabetic).unwrap_or(key.len());
    Span::new(start, start + key[start..].trim_end_matches(|c: char| !c.is_alphabetic()).len())
}

/// Whether a full stop is that of a short form at the end of a name: "Old Bridge Pumps, Inc."
fn is_company(text: &str, n_words: usize, book: &Cuebook) -> bool {
    let last = text.trim_end().rsplit(' ').next().unwrap_or_default();
    n_words <= MAX_COMPANY_WORDS
        && is_name(text, book)
        && book.language.abbreviations.closing.contains(&fold(last))
}

/// How many words a text has, and the last of them. Those before are counted without being found.
fn count(text: &str) -> (usize, Vec<Span>) {
    let (mut cut, mut last_words) = (0, Vec::with_capacity(2 * cuts::TAIL_WINDOW));
    for n_bytes in TAIL_BYTES {
        let near_end = text.floor_char_boundary(text.len().saturating_sub(n_bytes));
        // No word goes on behind a space.
        cut = if near_end == 0 {
            0
        } else {
            near_end + text[near_end..].find(' ').unwrap_or(text.len() - near_end)
        };
        last_words.clear();
        last_words.extend(words(&text[cut..]).map(|word| Span::new(cut + word.start(), cut + word.end())));
        if cut == 0 || last_words.len() >= cuts::TAIL_WINDOW {
            break;
        }
    }
    let n_words = words(&text[..cut]).count() + last_words.len();
    last_words.drain(..last_words.len().saturating_sub(cuts::TAIL_WINDOW));
    (n_words, last_words)
}

/// The last words of a text mostly have no more bytes, hardly ever so many, and never more than all.
const TAIL_BYTES: [usize; 3] = [112, 336, usize::MAX];

/// The key of a text: folded, with single spaces, so that CRLF inside a wrapped paragraph is one space too.
pub(crate) fn key(text: &str) -> String {
    let folded = fold(text);
    // What is folded has no white space beyond ASCII. All bytes are looked at without a branch, sixteen at a time.
    let bytes = folded.as_bytes();
    let odd = bytes.iter().fold(0, |odd, byte| odd | u8::from(opens_odd(*byte)));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let two_spaces =
        pairs.fold(0, |two, (byte, next)| two | (u8::from(*byte == b' ') & u8::from(*next == b' ')));
    if odd | two_spaces == 0 && folded.trim_ascii().len() == folded.len() {
        return folded;
    }
    let mut key = String::with_capacity(folded.len());
    for piece in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(piece.chars().map(|c| ascii_digit(c).unwrap_or(c)));
    }
    key
}

/// Whether a byte is white space but for a plain space, or a digit of another script may begin with it.
fn opens_odd(byte: u8) -> bool {
    matches!(byte, 9..=13) || may_open_digit(byte)
}

/// How a text ends, closing brackets and quotation marks apart. Behind a full stop a bracket of a few words does not count: "… in
/// full length. (apx)".
pub(crate) fn ending(text: &str) -> Ending {
    let own = plain_ending(text);
    let trimmed = text.trim_end();
    if own == Ending::Open && is_noted(trimmed) {
        return Ending::Stop;
    }
    if !matches!(own, Ending::Open | Ending::Stop) || !trimmed.ends_with(')') {
        return own;
    }
    let bracket = trimmed.rfind('(').filter(|at| words(&trimmed[*at..]).nth(MAX_BRACKET_WORDS).is_none());
    match bracket.filter(|at| *at > 0).map(|at| plain_ending(&trimmed[..at])) {
        // A stop in the bracket is that of a short form: "Low Water (156 pp.)".
        Some(ending @ (Ending::Stop | Ending::Open)) => ending,
        _ => own,
    }
}

/// Whether a number stands behind the full stop of a sentence, as those of notes and ratings do: "… of the year.[12]", "Well worth a look. 4".
/// A short form may stand before one too ("no. 4"), so that the last word has some letters, all of them small.
fn is_noted(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | ' '));
    let Some(sentence) = number.strip_suffix('.').filter(|_| text.len() - number.len() <= MAX_NOTE_BYTES)
    else {
        return false;
    };
    let last = sentence.rsplit(' ').next().unwrap_or_default();
    number.len() < text.len()
        && last.len() < sentence.len()
        && last.chars().nth(MIN_NOTED_CHARS - 1).is_some()
        && last.chars().all(char::is_lowercase)
}

fn plain_ending(text: &str) -> Ending {
    let closing = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ')' | ']' | '}' | '»' | '«' | '"' | '”' | '“' | '’' | '\'' | '」' | '』' | '）' | '›'
            )
    };
    match text.chars().rev().take(MAX_CLOSING).find(|c| !closing(*c)) {
        Some('.' | '…' | '。' | '．' | '｡' | '।' | '॥' | '۔' | '።' | '։' | '។' | '။') => {
            Ending::Stop
        }
        Some('?' | '!' | '؟' | '？' | '！' | '‼' | '⁇' | '⁈' | '⁉' | '፧') => Ending::Exclaim,
        Some(':' | ';' | '：' | '；' | '؛') => Ending::Colon,
        _ => Ending::Open,
    }
}

fn shape(inner: &str, n_words: usize, ending: Ending, book: &Cuebook) -> Shape {
    let stops = matches!(ending, Ending::Stop | Ending::Exclaim);
    if !inner.contains(char::is_alphabetic) {
        Shape::Short
    } else if n_words >= MIN_PROSE_WORDS && (stops || ending == Ending::Colon) {
        Shape::Prose
    } else if n_words >= MIN_OPEN_PROSE_WORDS {
        let is_prose = stop_share(inner, book).is_none_or(|share| share >= MIN_STOP_SHARE);
        if is_prose { Shape::Prose } else { Shape::List }
    } else if n_words >= MIN_SENTENCE_WORDS && stops || n_words >= MIN_COLON_WORDS && ending == Ending::Colon
    {
        Shape::Sentence
    } else {
        Shape::Short
    }
}

/// Stop words per cent of the words; `None` when none are known of the language.
fn stop_share(text: &str, book: &Cuebook) -> Option<usize> {
    if book.language.stop_words.is_empty() {
        return None;
    }
    let (mut n, mut n_stop) = (0, 0);
    for word in words(text).take(SHARE_WINDOW) {
        n += 1;
        n_stop += usize::from(book.language.stop_words.contains_folded(&text[word.range()]));
    }
    Some(n_stop * 100 / n.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_counted_twice_and_the_last_are_found_however_long_they_are() {
        let address = format!("Source: https://example.org/{}", "a-b/".repeat(40));
        for text in [
            "",
            "One",
            "Один",
            &"Один из многих ".repeat(90),
            &"one two ".repeat(90),
            &address,
            &"長".repeat(999),
        ] {
            for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
                let text = &text[..end];
                let all: Vec<Span> = words(text).collect();
                let last = &all[all.len().saturating_sub(cuts::TAIL_WINDOW)..];
                assert_eq!(count(text), (all.len(), last.to_vec()), "{text}");
            }
        }
    }

    #[test]
    fn a_key_has_single_spaces_and_plain_digits() {
        assert_eq!(key("Le\u{A0}Port  rouvre\r\nlundi "), "le port rouvre lundi");
        assert_eq!(key("١٢ ۳۴ ५ ６"), "12 34 5 6");
    }

    #[test]
    fn a_number_behind_a_full_stop_is_a_note_or_a_rating() {
        for text in ["The mill closed that winter.[12]", "It burned down.[3][4]", "Well worth a look. 4"] {
            assert_eq!(ending(text), Ending::Stop, "{text}");
        }
        for text in ["The Mill, vol. 4", "Sonata no. 12", "Chapter IV. 3", "Winter 12"] {
            assert_eq!(ending(text), Ending::Open, "{text}");
        }
    }
}
