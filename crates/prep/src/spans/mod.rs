//! Recognisers of protected and localisable spans.
//!
//! One pass over the pieces between white space. A piece of letters is passed over; one with signs may be an address, the name
//! of a file or code (`address`); at a digit, amounts, dates, times and numbers of documents are tried, each of which looks a
//! bounded number of words around it. So the time is linear in the length of the text.

mod address;
mod amount;
mod citation;
mod clock;
mod digits;
mod document_number;
mod document_sign;
mod formula;
mod lists;
mod moment;
mod money;
mod name;
mod number;
mod phrases;
mod reading;
#[cfg(test)]
mod tests;

use std::ops::Range;

use epitome_document::Span;
use epitome_langs::{Language, is_east_asian};
use unicode_normalization::UnicodeNormalization;

use digits::Plain;
use lists::{QUANTIFIERS, TEXT_PARTS};
use reading::{Reading, is_glued};

pub(crate) use lists::Lexicon;
pub(crate) use reading::is_word;

use crate::{Class, Inline, Keep};

/// What a project asks of the recognisers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protection {
    /// Phrases that stay as they are, with letter case as given.
    pub do_not_translate: Vec<Box<str>>,
    /// Classes that stay as they are although they would be localised.
    pub verbatim: Vec<Class>,
    /// Classes that are localised although they would stay as they are.
    pub localize: Vec<Class>,
}

impl Protection {
    /// What a translation does with spans of a class.
    #[must_use]
    pub fn keep(&self, class: Class) -> Keep {
        if self.verbatim.contains(&class) {
            Keep::Verbatim
        } else if self.localize.contains(&class) {
            Keep::Localize
        } else {
            class.keep()
        }
    }
}

/// The spans of a text that a translation treats by a rule: in order, disjoint.
///
/// ```
/// use epitome_document::LangTag;
/// use epitome_langs::Languages;
/// use epitome_prep::spans::{Protection, spans};
///
/// let text = "Écrivez à info@example.org ou voyez https://example.org/fr.";
/// let languages = Languages::default();
/// let found = spans(text, languages.get(LangTag::parse("fr")?), &Protection::default());
/// let found: Vec<&str> = found.iter().map(|inline| &text[inline.span.range()]).collect();
/// assert_eq!(found, ["info@example.org", "https://example.org/fr"]);
/// # Ok::<(), epitome_document::TagError>(())
/// ```
#[must_use]
pub fn spans(text: &str, language: &Language, protection: &Protection) -> Vec<Inline> {
    spans_by(text, &Lexicon::new(language), protection)
}

/// The same where the words around numbers are at hand.
pub(crate) fn spans_by(text: &str, lexicon: &Lexicon<'_>, protection: &Protection) -> Vec<Inline> {
    let plain = Plain::new(text);
    let text = &*plain.text;
    let phrases = phrases(text, &protection.do_not_translate);
    let mut at = 0;
    if phrases.is_empty() {
        // Most sentences have neither signs nor digits.
        let Some(first) = signed_piece(text, 0, text.len()) else { return Vec::new() };
        at = first.start;
    }
    let reading = Reading::new(text, lexicon);
    let mut found = Vec::new();
    for phrase in phrases {
        scan(&reading, at..phrase.start, &mut found);
        found.push((phrase.start, phrase.end, Class::DoNotTranslate));
        at = phrase.end;
    }
    scan(&reading, at..text.len(), &mut found);
    let inline = |(start, end, class)| {
        let span = Span::new(plain.source(start), plain.source(end));
        Inline { span, class, keep: protection.keep(class) }
    };
    found.into_iter().map(inline).collect()
}

type Found = (usize, usize, Class);

/// Where phrases of the project's list stand as whole words, in order and disjoint, the longest of those that start together.
fn phrases(text: &str, list: &[Box<str>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for phrase in list.iter().filter(|phrase| !phrase.trim().is_empty()) {
        let phrase = Plain::new(phrase).text;
        let composed: String = phrase.nfc().collect();
        let decomposed: String = phrase.nfd().collect();
        let forms = if composed == decomposed { vec![composed] } else { vec![composed, decomposed] };
        for form in forms {
            for at in memchr::memmem::find_iter(text.as_bytes(), &form) {
                let end = at + form.len();
                let goes_on_before = form.starts_with(is_word) && text[..at].ends_with(is_word);
                let goes_on_after = text[end..]
                    .starts_with(|c: char| is_word(c) && (form.ends_with(is_word) || !c.is_alphanumeric()));
                let is_whole = !goes_on_before && !goes_on_after;
                if is_whole {
                    found.push(at..end);
                }
            }
        }
    }
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        range.start >= end && {
            end = range.end;
            true
        }
    });
    found
}

/// Finds the spans of a stretch that starts and ends between other spans.
fn scan(reading: &Reading<'_>, stretch: Range<usize>, found: &mut Vec<Found>) {
    let floor_of = |found: &[Found]| found.last().map_or(stretch.start, |last| last.1.max(stretch.start));
    let mut at = stretch.start;
    let ends_within = |end: usize| end <= stretch.end;
    // A piece is measured once, however many spans it holds.
    let mut known = stretch.start;
    while at < stretch.end {
        if at >= known {
            let Some(piece) = signed_piece(reading.text, at, stretch.end) else { break };
            (at, known) = (piece.start, piece.end);
        }
        let end = known;
        if let Some(len) = address::placeholder(&reading.text[at..stretch.end], reading.common) {
            found.push((at, at + len, Class::Code));
            at += len;
            continue;
        }
        let text = &reading.text[at..end];
        let inner = text.char_indices().skip(1).find(|(offset, c)| {
            matches!(c, '{' | '<')
                || matches!(c, '$' | '%') && address::placeholder(&text[*offset..], reading.common).is_some()
        });
        let (end, text) = match inner {
            Some((offset, _)) if !text[..offset].contains("://") => (at + offset, &text[..offset]),
            _ => (end, text),
        };
        let near = &text[..text.floor_char_boundary(MAX_TECHNICAL)];
        if let Some((start, stop, class)) = address::technical(near, reading.common) {
            let found_text = &text[start..stop];
            let is_prose = class == Class::Code && is_prose(reading, at + start, found_text);
            let is_other = is_prose || name::is_dated(found_text) || is_title(reading, found_text);
            let class = if class == Class::Code && is_part(reading, at + start, found_text) {
                Class::Number
            } else {
                class
            };
            if !is_other && at + start >= floor_of(found) {
                if start > 0 {
                    quantities(reading, at..at + start, &ends_within, found);
                }
                if at + start >= floor_of(found) {
                    found.push((at + start, at + stop, class));
                }
                at += stop;
                continue;
            }
        }
        let floor = floor_of(found);
        // A telephone number is passed over whole, and reaches further than its first piece.
        let passed = quantities(reading, at.max(floor)..end, &ends_within, found);
        at = end.max(floor_of(found)).max(passed.min(stretch.end));
        if at == end && at < stretch.end && !address::opens(&reading.text[at..]) {
            at += reading.next(at).map_or(0, char::len_utf8);
        }
    }
}

/// Whether the name of a file is a title with several parts: "PGS.TS".
fn is_title(reading: &Reading<'_>, piece: &str) -> bool {
    !piece.contains(|c: char| c.is_lowercase())
        && reading.language.abbreviations.titles.contains(&format!("{piece}."))
}

/// Whether what looks like code is prose that lost a space or has dashes of two hyphens: "saisonLa suite", "tous --dont moi-- là".
fn is_prose(reading: &Reading<'_>, start: usize, piece: &str) -> bool {
    let language = reading.language;
    if let Some(word) = piece.strip_prefix("--") {
        let after = &reading.text.as_bytes()[start + piece.len()..];
        let after = &after[..after.len().min(MAX_ASIDE)];
        let closes = |two: &[u8]| two[0] != b' ' && &two[1..] == b"--";
        return word.ends_with("--") || language.stop_words.contains(word) || after.windows(3).any(closes);
    }
    let mut capitals = piece.char_indices().filter(|(_, c)| c.is_uppercase());
    let (Some((at, _)), None) = (capitals.next(), capitals.next()) else { return false };
    let word = &piece[at..];
    at > 2
        && piece.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (language.starters.contains_folded(word) || language.stop_words.contains_folded(word))
}

/// No aside between dashes is looked at further.
const MAX_ASIDE: usize = 300;

/// Whether what looks like a version is the number of a part of the text: "paragraph 4.2.1".
fn is_part(reading: &Reading<'_>, start: usize, piece: &str) -> bool {
    let is_number = piece.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && piece.len() < 12;
    is_number && reading.phrase_before(start, TEXT_PARTS).is_some()
}

/// The first piece from a place on that holds signs a span may have.
fn signed_piece(text: &str, from: usize, limit: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let end_of_piece = |at: usize| piece_end(&text[..limit], at);
    let mut at = from;
    loop {
        at += bytes[at..limit].iter().position(|byte| IS_SIGN[usize::from(*byte)])?;
        // Behind the last word of a sentence they are signs of that.
        let n_stops = bytes[at..limit].iter().take_while(|byte| b".,;:!?'".contains(byte)).count();
        if n_stops > 0 && end_of_piece(at) == at + n_stops {
            at += n_stops;
            continue;
        }
        let start = from + piece_start(&text[from..limit], at - from);
        // A capital is one where it is not the first letter of its piece.
        if !bytes[at].is_ascii_uppercase() || at > start + 1 {
            return Some(start..end_of_piece(start));
        }
        at += 1;
    }
}

fn piece_start(text: &str, at: usize) -> usize {
    let mut next = text[at..].chars().next();
    let is_within = |(_, c): &(usize, char)| {
        let next = next.replace(*c);
        !ends_piece(*c) && !next.is_some_and(|next| is_seam(*c, next))
    };
    text[..at].char_indices().rev().take_while(is_within).last().map_or(at, |(start, _)| start)
}

fn piece_end(text: &str, at: usize) -> usize {
    // Names of topics and of people go on in any script.
    let is_name = text[at..].starts_with(['#', '@']);
    let mut before = None;
    let is_end = |c: char| {
        let before = before.replace(c);
        ends_piece(c) || !is_name && before.is_some_and(|before| is_seam(before, c))
    };
    text[at..].find(is_end).map_or(text.len(), |offset| at + offset)
}

/// Whether words without spaces between them meet an address, the name of a file or code in ASCII, or go on behind one: what stands
/// behind its signs may be of it ("/路径/"), but not what begins with a particle of Japanese.
fn is_seam(before: char, c: char) -> bool {
    let is_particle = |c: char| matches!(c, '\u{3041}'..='\u{3096}');
    (before.is_ascii_alphanumeric() || before == ')') && is_glued(c)
        || is_glued(before) && c.is_ascii_alphanumeric()
        || before.is_ascii() && !matches!(before, '#' | '@') && is_particle(c)
}

fn ends_piece(c: char) -> bool {
    match c {
        ' ' | '\n' | '\t' | '\r' | '"' | '>' | '|' => true,
        '«' | '»' | '“' | '”' | '„' | '’' | '…' => true,
        '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' => true,
        '！' | '（' | '）' | '，' | '：' | '；' | '？' | '｡' | '､' => true,
        c => !c.is_ascii() && c.is_whitespace(),
    }
}

/// Whether a byte may be a sign: all of ASCII but small letters, what stands between words and what ends a piece.
const IS_SIGN: [bool; 256] = {
    let mut signs = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        signs[byte as usize] = !matches!(
            byte,
            b' ' | b'\n' | b'\t' | b'\r' | b'"' | b'>' | b'|' | b'a'
                ..=b'z' | b',' | b';' | b'!' | b'?' | b'\''
        );
        byte += 1;
    }
    signs
};

/// Finds what stands around the digits of a stretch.
fn quantities(
    reading: &Reading<'_>,
    stretch: Range<usize>,
    ends_within: &impl Fn(usize) -> bool,
    found: &mut Vec<Found>,
) -> usize {
    let bytes = reading.text.as_bytes();
    let mut at = stretch.start;
    let floor_at_first = found.last().map_or(0, |last| last.1);
    while at < stretch.end {
        let Some(offset) = bytes[at..stretch.end].iter().position(u8::is_ascii_digit) else { break };
        at += offset;
        let floor = found.last().map_or(0, |last| last.1).max(floor_at_first);
        if let Some((start, end, class)) =
            at_digit(reading, at, floor).filter(|found| found.0 >= floor && ends_within(found.1))
        {
            found.push((start, end, class));
            at = end;
        } else {
            at = name::telephone(reading, at).unwrap_or_else(|| name::name_end(reading, at)).max(at + 1);
        }
    }
    at
}

fn at_digit(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Found> {
    if let Some((start, end)) = document_number::document_number(reading, at, floor)
        .or_else(|| citation::case_ahead(reading, at, floor))
        .or_else(|| citation::citation_ahead(reading, at))
        .or_else(|| citation::proposal_ahead(reading, at, floor))
        .or_else(|| citation::neutral_ahead(reading, at, floor))
    {
        return Some((start, end, Class::DocumentNumber));
    }
    let is_glued = reading.previous(at).is_some_and(|c| (is_word(c) || c == '_') && !is_east_asian(c));
    let is_hyphened = reading.previous(at).is_some_and(|c| matches!(c, '-' | '/'))
        && reading.text[..at].chars().rev().nth(1).is_some_and(is_word)
        && at > floor + 1;
    let money_glued =
        || amount::amount(reading, at, floor).filter(|found| found.2 == Class::Currency && found.0 < at);
    if is_glued || is_hyphened {
        let date = moment::date(reading, at)
            .filter(|found| found.0 < at)
            .or_else(|| moment::part_of_year(reading, at));
        return date.map(|(start, end)| (start, end, Class::Date)).or_else(money_glued);
    }
    if name::telephone(reading, at).is_some() && moment::date(reading, at).is_none()
        || name::is_dialled(reading, at)
        || name::is_named(reading, at)
    {
        return None;
    }
    if let Some((start, end)) = moment::date(reading, at) {
        let amount = amount::amount(reading, at, floor);
        // "the 2026 Cup": a unit has no capital where nouns have none.
        let is_title = end == at + 4
            && !reading.language.quantities.capital_nouns
            && reading.text[reading.skip_space(end)..].starts_with(char::is_uppercase);
        let is_decade = reading.text[at..end].ends_with('s');
        let is_amount = amount.is_some_and(|found| match found.2 {
            Class::Number => false,
            Class::Measure if is_decade => false,
            Class::Measure => end - at <= 4 && !is_title,
            _ => end - at <= 4,
        });
        // "rund 1900 Stellen"
        let is_counted = end == at + 4
            && start == at
            && reading.phrase_before(at, QUANTIFIERS).is_some()
            && name::is_followed(reading, end);
        if !is_amount && !is_counted {
            return Some((start, end, Class::Date));
        }
    }
    // "verse 3:16"
    let is_part = || {
        reading.text[reading.digits_end(at)..].starts_with(':')
            && reading.phrase_before(at, TEXT_PARTS).is_some()
    };
    if let Some((start, end)) = clock::time(reading, at).filter(|_| !is_part()) {
        return Some((start, end, Class::Time));
    }
    amount::amount(reading, at, floor)
}

/// Longer than the addresses that pages hold, so that a look at one takes bounded time.
const MAX_TECHNICAL: usize = 4096;
