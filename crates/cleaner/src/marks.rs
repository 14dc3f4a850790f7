//! [`Mark`]: what a line says of itself by its words, whatever stands around it.

use epitome_document::{Reason, Role};
use epitome_langs::{fold, press, words};

use crate::lines::{Ending, Line, Shape};
use crate::names::{is_agency, is_domain, is_name};
use crate::phrases::Cuebook;

/// Longer lines with a credit are paragraphs that swallowed one. The longest caption of the seed articles has 44 words.
const MAX_CAPTION_WORDS: usize = 60;
/// A line that opens as a caption and is one has at most so many words; the seed article's has 24.
const MAX_OPENER_WORDS: usize = 40;
/// A line that points to another story has at most so many words.
const MAX_TEASER_WORDS: usize = 35;
/// Pieces of a line that says where an article was taken from: an address is one.
const MAX_SOURCE_PIECES: usize = 12;
/// Words of a line that names the author, offices and dates included.
const MAX_BYLINE_WORDS: usize = 14;
/// Words of a line with a date that are no part of it: a weekday, "GMT".
const MAX_WORDS_BESIDE_DATE: usize = 3;

/// What a line is by its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) role: Role,
    pub(crate) reason: Reason,
    pub(crate) signal: Signal,
}

/// What a line says about those after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    /// Nothing.
    None,
    /// The article is over, other stories follow.
    End,
    /// The article is over, comments follow.
    Comments,
    /// The next lines are titles of other stories; the article may go on after them.
    Titles,
}

/// The mark of a line, if it bears any.
pub(crate) fn mark(line: &Line, book: &Cuebook) -> Option<Mark> {
    // From the certain to the less certain; the first one counts.
    blank(line)
        .or_else(|| image_name(line))
        .or_else(|| address(line))
        .or_else(|| comments(line, book))
        .or_else(|| source(line, book))
        .or_else(|| whole_line(line, book))
        .or_else(|| teaser(line, book))
        .or_else(|| picture(line, book))
        .or_else(|| date(line, book))
        .or_else(|| byline(line, book))
}

fn plain(role: Role, reason: Reason) -> Option<Mark> {
    Some(Mark { role, reason, signal: Signal::None })
}

fn blank(line: &Line) -> Option<Mark> {
    if !line.key.contains(char::is_alphanumeric) { plain(Role::Furniture, Reason::NoWords) } else { None }
}

fn image_name(line: &Line) -> Option<Mark> {
    let (name, extension) = line.key.rsplit_once('.')?;
    let is_name = !name.is_empty() && line.n_pieces() == 1 && press().image_extensions.contains(extension);
    if is_name { plain(Role::ImageName, Reason::ImageFileName) } else { None }
}

fn address(line: &Line) -> Option<Mark> {
    if line.n_pieces() == 1 && is_address(&line.key) { plain(Role::SourceLine, Reason::BareAddress) } else { None }
}

fn is_address(key: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|scheme| key.starts_with(scheme))
}

/// A number and a word for comments, and nothing else: "Comment (0)", "12 commentaires".
fn comments(line: &Line, book: &Cuebook) -> Option<Mark> {
    let is_counter = line.key.contains(|c: char| c.is_ascii_digit())
        && line.n_words <= 4
        && book.is_whole(|cues| &cues.comment_words, &line.key);
    is_counter.then_some(Mark {
        role: Role::CommentCount,
        reason: Reason::CommentCounter,
        signal: Signal::Comments,
    })
}

/// "Source", "Source : https://…", "Nguồn: VnExpress", "Theo TTXVN".
fn source(line: &Line, book: &Cuebook) -> Option<Mark> {
    let key = line.key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = key[book.opener(|cues| &cues.source_labels, key)?..].trim_start();
    let n_left = rest.split_whitespace().count();
    let value = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let has_colon = rest.starts_with([':', '：']);
    let has_address = rest.split(' ').any(is_address);
    let signal = if value.is_empty() || has_address { Signal::End } else { Signal::None };
    // The value is compared as written: "AP" is an agency and "ap" is not.
    let written = &line.text[words(line.text).nth(words(&key[..key.len() - rest.len()]).count())?.start()..];
    let is_source = value.is_empty()
        || has_address && n_left <= MAX_SOURCE_PIECES
        || has_colon && n_left <= MAX_SOURCE_PIECES && line.shape != Shape::Prose
        || is_agency(written.trim_end_matches([')', '.', ' '])) || is_domain(value);
    is_source.then_some(Mark { role: Role::SourceLine, reason: Reason::SourceLabel, signal })
}

/// Lines known word for word.
fn whole_line(line: &Line, book: &Cuebook) -> Option<Mark> {
    let furniture = |reason, signal| Some(Mark { role: Role::Furniture, reason, signal });
    if book.is_whole(|cues| &cues.end_markers, &line.key) {
        furniture(Reason::EndMarker, Signal::End)
    } else if book.is_whole(|cues| &cues.teaser_labels, &line.key) {
        furniture(Reason::TeaserLabel, Signal::Titles)
    } else if is_furniture(line, book) {
        furniture(Reason::PageFurniture, Signal::None)
    } else {
        None
    }
}

/// One label of a page, or several side by side: "Partager | Imprimer", "Facebook Twitter Email".
fn is_furniture(line: &Line, book: &Cuebook) -> bool {
    let known = |piece: &str| book.is_whole(|cues| &cues.furniture, piece);
    let all_known = |piece: &str| known(piece) || piece.split_whitespace().all(known);
    known(&line.key)
        || line.n_pieces() <= MAX_TEASER_WORDS
            && line.key.contains(char::is_alphabetic)
            && line.key.split(['|', '•', '·', '›', '>', '/', ',']).all(|piece| !piece.contains(char::is_alphabetic) || all_known(piece))
}

/// "Lire aussi : un autre titre".
fn teaser(line: &Line, book: &Cuebook) -> Option<Mark> {
    let key = line.key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = key[book.opener(|cues| &cues.teaser_labels, key)?..].trim_start();
    let is_set_off = rest.starts_with([':', '：', '>', '»', '|', '→', '▶', '►', '-', '–', '—', '"']);
    // Without a colon it may be a sentence: "Lire aussi ce livre, c'est comprendre son auteur."
    let is_title = line.ending != Ending::Stop && line.shape != Shape::Prose;
    let is_teaser = line.n_words <= MAX_TEASER_WORDS && (is_set_off || is_title);
    if is_teaser { plain(Role::Teaser, Reason::TeaserLabel) } else { None }
}

/// Captions and credits.
fn picture(line: &Line, book: &Cuebook) -> Option<Mark> {
    let has_credit = line.tail.is_some_and(|tail| tail.role == Role::Credit);
    if has_credit && line.n_words == 0 {
        return plain(Role::Credit, Reason::PhotoCredit);
    }
    if has_credit && line.n_words <= MAX_CAPTION_WORDS {
        return plain(Role::Caption, Reason::PhotoCredit);
    }
    let opens = book.opener(|cues| &cues.caption_openers, &line.key).is_some();
    let labelled = book.opener(|cues| &cues.credit_labels, &line.key).is_some_and(|end| line.key[end..].trim_start().starts_with(':'));
    let is_one_sentence = line.n_words <= MAX_OPENER_WORDS && n_breaks(line.inner()) <= 1;
    if (opens || labelled) && is_one_sentence { plain(Role::Caption, Reason::CaptionOpener) } else { None }
}

/// Full stops with more text behind them. "M." counts too, so one is allowed.
fn n_breaks(text: &str) -> usize {
    let stops = text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…'));
    stops.filter(|(at, c)| {
        let rest = text[at + c.len_utf8()..].trim_start_matches(['"', '”', '»', ')']);
        rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
    }).count()
}

/// A date and next to nothing else: "12/05/2024 08:00", "Publié le 12 mai 2024 à 10h30", "Thứ Hai, 12/5/2024".
fn date(line: &Line, book: &Cuebook) -> Option<Mark> {
    if line.n_words > MAX_BYLINE_WORDS || line.ending == Ending::Stop || !line.key.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let opens = book.opener(|cues| &cues.date_openers, &line.key).is_some();
    let has_month = n_months(&line.key, book) > 0;
    let is_full = has_year(&line.key) && (has_month || n_numbers(&line.key) >= 3);
    let n_beside = words(&line.key).filter(|word| {
        let word = &line.key[word.range()];
        !word.contains(|c: char| c.is_ascii_digit()) && !book.is_stop_word(word) && !book.language.months.contains(word)
    }).count();
    let is_date = opens && line.shape != Shape::Prose || is_full && n_beside <= MAX_WORDS_BESIDE_DATE;
    if is_date { plain(Role::Dateline, Reason::DateLine) } else { None }
}

fn n_months(key: &str, book: &Cuebook) -> usize {
    words(key).filter(|word| book.language.months.contains(&key[word.range()])).count()
}

fn n_numbers(key: &str) -> usize {
    key.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).count()
}

fn has_year(key: &str) -> bool {
    key.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

/// "Par Jean Dupont, envoyé spécial", "By Jane Roe and John Smith | May 12, 2024".
fn byline(line: &Line, book: &Cuebook) -> Option<Mark> {
    if line.n_words > MAX_BYLINE_WORDS || line.ending != Ending::Open {
        return None;
    }
    book.opener(|cues| &cues.byline_openers, &line.key)?;
    let n_opener = longest_opener(line, book);
    let name_start = words(line.text).nth(n_opener)?.start();
    let name = line.text[name_start..].split([',', '|', '•', '·', '–', '—', '(', '/']).next().unwrap_or_default();
    if is_name(name, book) { plain(Role::Byline, Reason::AuthorLine) } else { None }
}

fn longest_opener(line: &Line, book: &Cuebook) -> usize {
    let end = book.opener(|cues| &cues.byline_openers, &line.key).unwrap_or_default();
    words(&fold(&line.key[..end])).count()
}
