//! What stands in a block but belongs to none of its sentences: a dateline at its head, an agency's signature or the credit of a
//! photo at its tail.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::sync::LazyLock;

use epitome_document::{Role, Span, trim};
use epitome_langs::{Place, fold, is_plainly_nfc, words};
use memchr::memmem;

use crate::line::names::{is_agency, is_capital, is_domain, is_initials, is_name};
use crate::line::phrases::Cuebook;
use crate::line::{Ending, ending, key};

/// A dateline has no more words before its dash ("Ho Chi Minh City, le 12 mai 2024 (VNA) - ").
const MAX_DATELINE_WORDS: usize = 10;
/// A place in a dateline has no more words.
const MAX_PLACE_WORDS: usize = 5;
/// An agency nobody knows, in brackets behind a place at the head of the text, has no more words.
const MAX_AGENCY_WORDS: usize = 3;
/// A signature or a credit has no more words, the label apart ("Photo: Nguyen Van A/Courtesy of the Ministry of Health").
const MAX_TAIL_WORDS: usize = 10;
/// A credit that ends with a full stop has no more words.
const MAX_STOPPED_WORDS: usize = 4;
/// Words of a caption without a full stop before a slash and an agency.
const MIN_CAPTION_WORDS: usize = 5;
/// Words of a caption before a name in capitals.
const MAX_CAPTIONED_WORDS: usize = 40;
/// The longest label of a credit ("photo courtesy of").
const MAX_LABEL_WORDS: usize = 4;

/// Brackets, dashes and bullets that part a credit from what stands before it.
const OPENINGS: [char; 12] = ['(', '（', '[', '【', '-', '–', '—', '|', '/', '•', '·', '*'];

/// So many words at the end of a text are looked at for a tail.
pub(crate) const TAIL_WINDOW: usize = MAX_TAIL_WORDS + MAX_LABEL_WORDS;

/// A cut at the end of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tail {
    /// The byte of the block's text where it starts, with the white space before it.
    pub(crate) start: usize,
    /// [`Role::Signature`] or [`Role::Credit`].
    pub(crate) role: Role,
}

/// The bytes of the dateline with which a text opens. Only the first paragraph may open with a bare place in capitals
/// ("HÀ NỘI — "); the name of an agency is needed elsewhere.
pub(crate) fn dateline(text: &str, is_first: bool) -> Option<usize> {
    // Both dashes begin with this byte.
    memchr::memchr2(b'-', 0xE2, text.as_bytes())?;
    let head: Vec<Span> = words(text).take(MAX_DATELINE_WORDS + 1).collect();
    let opens_with_bracket = text.starts_with('(');
    head.windows(2).find_map(|pair| {
        let (start, end) = (pair[0].end(), pair[1].start());
        let gap = &text[start..end];
        let dash = start + gap.find(['-', '–', '—'])?;
        // On typewriters a dash was two hyphens, and on many pages it still is ("MARLOW BAY -- ").
        let after_dash = text.len() - text[dash..].trim_start_matches(['-', '–', '—']).len();
        let is_spaced = text[..dash].ends_with(char::is_whitespace)
            || text[after_dash..].starts_with(char::is_whitespace);
        // Spanish agencies put a full stop before the dash ("Madrid, 3 oct (EFE).-").
        let (place, rest) =
            (text[..dash].trim_end_matches(|c: char| c.is_whitespace() || c == '.'), &text[after_dash..]);
        if !is_spaced && !gap.contains('—') {
            return None; // a hyphen inside a name
        }
        if !opens_a_sentence(rest) {
            return Some(None);
        }
        let is_dateline = match place.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
            Some((before, inner)) if opens_with_bracket => {
                before.is_empty() && words(inner).count() <= MAX_PLACE_WORDS
            }
            Some((before, inner)) => {
                let is_short = words(inner).count() <= if is_capital(inner) { MAX_AGENCY_WORDS } else { 1 };
                is_agency(inner)
                    || (is_initials(inner) || is_first && is_short) && is_place(before)
                    || is_capital_place(before)
            }
            None => {
                is_agency(last_part(place)) && is_place(place)
                    || is_domain(place)
                    || is_first && (is_capital_place(place) || is_place(place) && holds_date(place))
            }
        };
        Some(is_dateline.then(|| text.len() - rest.trim_start().len()))
    })?
}

/// What stands in brackets at the end of a dateline: "TALLINN (Baltic Wire) — ".
pub(crate) fn agency_of(dateline: &str) -> Option<&str> {
    let place = dateline.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '.'));
    place.strip_suffix(')')?.rsplit_once('(').map(|(_, inner)| inner)
}

/// Where the signature of an agency that the dateline names begins at the end of a text: " (Baltic Wire)".
pub(crate) fn signature_of(agency: &str, text: &str) -> Option<usize> {
    let before = text.trim_end_matches('.').strip_suffix(')')?.strip_suffix(agency)?.strip_suffix('(')?;
    let end = before.trim_end().len();
    matches!(ending(&before[..end]), Ending::Stop | Ending::Exclaim).then_some(end)
}

/// Whether a line is a dateline whose text stands in the next one: "JAKARTA, 17 août (Agence du Sud) -".
pub(crate) fn is_dateline_alone(text: &str) -> bool {
    let Some(place) = text.trim_end().strip_suffix(['-', '–', '—']) else { return false };
    let Some((before, inner)) = place.trim_end().strip_suffix(')').and_then(|inner| inner.rsplit_once('('))
    else {
        return false;
    };
    let n_inner = words(inner).take(MAX_PLACE_WORDS + 1).count();
    let n_before = words(before).take(MAX_DATELINE_WORDS + 1).count();
    (1..=MAX_PLACE_WORDS).contains(&n_inner)
        && n_before <= MAX_DATELINE_WORDS
        && is_capital(inner)
        && is_place(before)
}

/// The agency signature or photo credit with which a text ends, whose last words these are.
pub(crate) fn tail(text: &str, last_words: &[Span], book: &Cuebook) -> Option<Tail> {
    let offset = last_words.first()?.start();
    let last_stop = after_last_stop(text, offset);
    let tail = signature(text, offset, last_stop, book).map(|start| (start, Role::Signature));
    let (start, role) =
        tail.or_else(|| credit(text, last_words, last_stop, book).map(|start| (start, Role::Credit)))?;
    Some(Tail { start: trim(text, Span::new(0, start)).end(), role })
}

/// After a full stop: "– VNA", "— VNS", "(AFP)", "(Theo TTXVN)", "EFE".
fn signature(text: &str, offset: usize, last_stop: Option<usize>, book: &Cuebook) -> Option<usize> {
    marked_signature(text, offset, book).or_else(|| bare_signature(text, last_stop?))
}

/// After a full stop, without a dash or a bracket: "EFE". A sentence that ends with the name of an agency has its full stop behind it.
fn bare_signature(text: &str, at: usize) -> Option<usize> {
    let name = text[at..].trim();
    (ending(&text[..at]) == Ending::Stop && ending(name) == Ending::Open && is_agency(name)).then_some(at)
}

/// Where what follows the last sentence of a text begins, with the white space before it.
fn after_last_stop(text: &str, offset: usize) -> Option<usize> {
    let spaces = text[offset..].char_indices().rev().filter(|(_, c)| c.is_whitespace());
    let ends = spaces.map(|(at, _)| offset + at);
    // Most spaces stand behind a letter, which is no end of a sentence.
    let is_behind_letter =
        |at: usize| text[..at].bytes().next_back().is_some_and(|byte| byte.is_ascii_alphanumeric());
    ends.take(TAIL_WINDOW)
        .find(|at| !is_behind_letter(*at) && matches!(ending(&text[..*at]), Ending::Stop | Ending::Exclaim))
}

fn marked_signature(text: &str, offset: usize, book: &Cuebook) -> Option<usize> {
    // Both dashes begin with this byte.
    memchr::memchr3(b'-', b'(', 0xE2, &text.as_bytes()[offset..])?;
    let at = offset + text[offset..].rfind(['-', '–', '—', '('])?;
    let at = hyphenated_start(text, at);
    let mark = text[at..].chars().next()?;
    let name = text[at + mark.len_utf8()..].trim();
    let mut is_source = false;
    let (name, is_closed) = if mark == '(' {
        let name = name.trim_end_matches('.').strip_suffix(')')?;
        let source = without_source_label(name, book);
        is_source =
            source.len() < name.len() && is_capital(source) && words(source).count() <= MAX_PLACE_WORDS;
        (source, true)
    } else {
        (name.trim_end_matches('.'), text[..at].ends_with(char::is_whitespace))
    };
    let before = text[..at].trim_end();
    let follows_a_sentence = matches!(ending(before), Ending::Stop | Ending::Exclaim) && !before.is_empty();
    (is_closed
        && follows_a_sentence
        && (is_source || is_agency(name) || is_initials(name) || is_domain(name)))
    .then_some(at)
}

/// After a sentence, a dash, a bracket or plain text: "Photo: VNA", "(Photo : VNA)", "— Photo vtv.vn |", "© AFP", "Kham/REUTERS".
fn credit(text: &str, last_words: &[Span], last_stop: Option<usize>, book: &Cuebook) -> Option<usize> {
    // As bytes: the last of this sign is also that of "é". From the front, where sixteen are looked at at a time.
    static SIGN: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new("©"));
    if let Some(at) = SIGN.find_iter(text.as_bytes()).last() {
        let rest = &text[at + '©'.len_utf8()..];
        let n_left = words(rest).take(MAX_TAIL_WORDS + 1).count();
        if ends_with_name(rest, n_left, book) {
            return Some(opening(text, at));
        }
        // "© Holt Museum. Photo: Ann Lee"
        let (owner, maker) = rest.split_once(". ")?;
        let maker_words: Vec<Span> = words(maker).take(MAX_TAIL_WORDS).collect();
        let first = maker_words.first()?;
        let n_label = label(maker, &maker_words, book)?;
        let span = Span::new(first.start(), maker_words[n_label - 1].end());
        let is_labelled = is_credit(maker, span, words(maker).count() - n_label, book);
        return (is_name(owner, book) && is_labelled).then(|| opening(text, at));
    }
    // A letter with its marks beside it may be another one when it is put together.
    let is_nfc = is_plainly_nfc(&text[last_words[0].start()..]);
    let labelled = (0..last_words.len()).find_map(|idx| {
        let first = Place::of_folded(&text[last_words[idx].range()]);
        if is_nfc && !book.may_open(|cues| &cues.credit_labels, first) {
            return None;
        }
        let n_label = label(text, &last_words[idx..], book)?;
        let span = Span::new(last_words[idx].start(), last_words[idx + n_label - 1].end());
        let n_left = last_words.len() - idx - n_label;
        is_credit(text, span, n_left, book).then(|| opening(text, span.start()))
    });
    labelled
        .or_else(|| agency_after_sentence(text, last_stop?))
        .or_else(|| capitals_after_sentence(text, last_stop?))
        .or_else(|| name_after_slash(text, last_words[0].start(), book))
}

/// The number of words of the credit label that stands first.
fn label(text: &str, words: &[Span], book: &Cuebook) -> Option<usize> {
    let n_most = words.len().min(MAX_LABEL_WORDS);
    let phrase = key(&text[words[0].start()..words[n_most - 1].end()]);
    let len = book.opener(|cues| &cues.credit_labels, &phrase)?;
    Some(epitome_langs::words(&phrase[..len]).count())
}

/// Whether what stands at `label` is a label, and what follows is a name: `n_left` words.
fn is_credit(text: &str, label: Span, n_left: usize, book: &Cuebook) -> bool {
    let rest = &text[label.end()..];
    let before = text[..label.start()].trim_end();
    let has_colon = rest.trim_start().starts_with([':', '：', '©']);
    let is_apart = before.is_empty() || before.ends_with(OPENINGS) || ending(before) != Ending::Open;
    let name = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = bare_name(name);
    let is_written_as_label = is_capital(&text[label.range()]) || is_apart;
    // In running text the label has neither a colon nor a mark before it ("une photo de famille").
    let is_marked = has_colon && is_written_as_label
        || is_apart && (is_agency(bare) || !before.is_empty() && (is_name(bare, book) || has_domain(bare)));
    // "Pictures: 9/10" is a rating.
    is_marked && rest.contains(char::is_alphabetic) && ends_with_name(rest, n_left, book)
}

/// Whether `rest`, the `n_words` words to the end of a text, can be the name of who made a picture: "Foto: privat" too. A long one with a full stop is a
/// sentence: "Photo: The minister waves to the crowd."
fn ends_with_name(rest: &str, n_words: usize, book: &Cuebook) -> bool {
    let name = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = bare_name(name);
    let is_closed = match ending(rest) {
        Ending::Open => true,
        Ending::Stop => {
            n_words <= MAX_STOPPED_WORDS && is_name(bare, book) || is_agency(bare) || is_domain(bare)
        }
        Ending::Exclaim | Ending::Colon => false,
    };
    (1..=MAX_TAIL_WORDS).contains(&n_words)
        && is_closed
        && (is_capital_or_domain(name) || n_words == 1 && rest.trim_start().starts_with(':'))
        && !has_sentence_break(name)
}

/// After a sentence: "/ C. RUEDA", "/ EFE".
fn name_after_slash(text: &str, offset: usize, book: &Cuebook) -> Option<usize> {
    let at = offset + text[offset..].rfind('/')?;
    let (before, name) = (&text[..at], text[at + 1..].trim());
    let is_spaced = before.ends_with(char::is_whitespace) && text[at + 1..].starts_with(char::is_whitespace);
    let is_in_capitals = !name.contains(char::is_lowercase) && is_name(name, book);
    let is_short = words(name).count() <= MAX_STOPPED_WORDS;
    let follows_a_sentence = matches!(ending(before), Ending::Stop | Ending::Exclaim);
    // A caption without a full stop has more words than the things between which a slash stands.
    let follows_a_caption = !before.contains('/') && words(before).nth(MIN_CAPTION_WORDS - 1).is_some();
    (is_spaced
        && is_short
        && (follows_a_sentence && (is_in_capitals || is_agency(name))
            || follows_a_caption && is_agency(name)))
    .then_some(at)
}

fn bare_name(name: &str) -> &str {
    name.trim_end_matches([')', ']', '|', '.', ' ', '\u{A0}'])
}

/// Whether a text is words with a capital and nothing else.
fn is_capital_words(text: &str) -> bool {
    !text.trim().is_empty() && words(text).all(|word| is_capital(&text[word.range()]))
}

/// After a sentence: "Kham/REUTERS", "AFP/Getty Images", "(AFP/Nhac Nguyen)".
fn agency_after_sentence(text: &str, start: usize) -> Option<usize> {
    let name = text[start..].trim().trim_matches(['(', ')', '[', ']', '|', ' ']);
    // "OLIVIER MERCŒUR / AGENCE LUMEN", "(Baltic Wire/Ann Lee)", "Ann Lee • The Coaster": words with a capital on both sides need not
    // be known.
    let parts = || name.split(['/', '•']);
    let has_agency = name.contains(['/', '•']) && (parts().all(is_capital_words) || parts().any(is_agency));
    let is_short = words(name).count() <= MAX_TAIL_WORDS / 2;
    (has_agency && is_short && is_capital(name) && ending(name) == Ending::Open).then_some(start)
}

/// After the sentence of a caption: "T. ROE", "ANN LEE FOR “THE HOLT GAZETTE”".
fn capitals_after_sentence(text: &str, last_stop: usize) -> Option<usize> {
    // The stop of an initial ends no sentence.
    let before = text[..last_stop].trim_end();
    let initial =
        before.rsplit(' ').next().filter(|word| word.len() < before.len() && words(word).count() == 1);
    let is_initial = |word: &&str| word.ends_with('.') && fold(word).chars().count() == 2;
    let start = initial.filter(is_initial).map_or(last_stop, |word| before.len() - word.len());
    let name = text[start..].trim();
    let n_words = words(name).take(MAX_TAIL_WORDS).count();
    let is_in_capitals = name.chars().all(|c| c.is_alphabetic() && !c.is_lowercase() || !c.is_alphanumeric());
    (is_in_capitals
        && (2..MAX_TAIL_WORDS).contains(&n_words)
        && ending(name) == Ending::Open
        && matches!(ending(&text[..start]), Ending::Stop | Ending::Exclaim)
        && text[..start].contains(char::is_lowercase)
        && words(&text[..start]).nth(MAX_CAPTIONED_WORDS).is_none())
    .then_some(start)
}

/// Takes the bracket or dash before a credit along.
fn opening(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end();
    before.trim_end_matches(OPENINGS).len()
}

/// A hyphen inside the name of an agency ("EPA-EFE") is not the dash before it.
fn hyphenated_start(text: &str, at: usize) -> usize {
    if !text[at..].starts_with('-') || text[..at].ends_with(char::is_whitespace) {
        return at;
    }
    text[..at].rfind(['-', '–', '—', '(']).unwrap_or(at)
}

fn without_source_label<'text>(name: &'text str, book: &Cuebook) -> &'text str {
    let Some(first) = words(name).next() else { return name };
    let is_label = book.opener(|cues| &cues.source_labels, &fold(&name[first.range()])).is_some();
    if is_label {
        name[first.end()..].trim_start_matches([':', '：', ' ', '\u{A0}', '\u{202F}'])
    } else {
        name
    }
}

/// "Grenoble, le 18 septembre 2025".
fn holds_date(place: &str) -> bool {
    place.split_once(',').is_some_and(|(_, date)| date.contains(|c: char| c.is_ascii_digit()))
}

fn last_part(place: &str) -> &str {
    place.rsplit([',', '(']).next().unwrap_or(place).trim()
}

/// A place, and perhaps a date after it: "Hanoi, le 12 mai", at most five words that open with a capital.
fn is_place(text: &str) -> bool {
    let place = text.split(',').next().unwrap_or(text);
    let n_words = words(place).count();
    n_words > 0 && n_words <= MAX_PLACE_WORDS && words(place).all(|word| is_capital(&place[word.range()]))
}

/// A place in capitals: "HÀ NỘI", "LONDON, May 12".
fn is_capital_place(text: &str) -> bool {
    let place = text.split(',').next().unwrap_or(text);
    let n_letters = place.chars().filter(|c| c.is_alphabetic()).count();
    is_place(text)
        && n_letters >= 3
        && !place.contains(char::is_lowercase)
        && place.contains(char::is_uppercase)
}

fn opens_a_sentence(rest: &str) -> bool {
    let first = rest.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| !c.is_lowercase()) && words(rest).nth(3).is_some()
}

/// A full stop, a space and a capital, unless the stop is an initial's ("J. Smith").
fn has_sentence_break(text: &str) -> bool {
    let mut previous: Option<Span> = None;
    words(text).any(|word| {
        let breaks = previous.is_some_and(|before| {
            let gap = &text[before.end()..word.start()];
            gap.starts_with(['.', '!', '?', '…'])
                && gap.contains(char::is_whitespace)
                && fold(&text[before.range()]).chars().count() > 2
        });
        previous = Some(word);
        breaks
    })
}

fn is_capital_or_domain(name: &str) -> bool {
    // An agency may write itself small: "dpx/Ole Brandt".
    name.split('/').any(|part| part.starts_with(|c: char| !c.is_lowercase())) || has_domain(name)
}

fn has_domain(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    is_domain(first.trim_end_matches([')', '|', '.', ',', ']']))
}
