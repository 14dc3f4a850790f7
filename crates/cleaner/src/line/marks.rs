//! [`Mark`]: what a line says of itself by its words, whatever stands around it.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{Reason, Role};
use epitome_langs::{press, words};

use crate::article::captions::picture;
use crate::article::rows::is_stars;
use crate::line::bylines::{byline, byline_with_date};
use crate::line::dates::{date, has_day, has_year};
use crate::line::names::{is_agency, is_capital, is_domain, is_name, is_signed_initials};
use crate::line::phrases::Cuebook;
use crate::line::{Ending, Line, Shape};

/// A line that points to another story has at most so many words.
const MAX_TEASER_WORDS: usize = 35;
/// Words of the name of a section.
const MAX_SECTION_WORDS: usize = 1;
/// Words of a line that counts comments ("Ý kiến bạn đọc (12)").
const MAX_COUNTER_WORDS: usize = 5;
/// Pieces of a line that says where an article was taken from: an address is one.
const MAX_SOURCE_PIECES: usize = 12;
/// Words of a line that names one agency or two.
const MAX_AGENCY_WORDS: usize = 6;
/// Words of a line in which the page speaks of itself: more are a paragraph.
const MAX_NOTICE_WORDS: usize = 80;
/// Words of labels of the page side by side.
const MIN_GLUED_WORDS: usize = 3;
const MAX_GLUED_WORDS: usize = 16;
/// Words before the number in a line that counts comments ("Có 36 bình luận").
const MAX_WORDS_BEFORE_COUNT: usize = 2;
/// Words of what an article is filed under, label included ("Topics: oceans, climate, Seychelles").
const MAX_TAG_WORDS: usize = 20;
/// Words behind the label of a number ("Reading time: 6 minutes").
const MAX_VALUE_WORDS: usize = 3;

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
    /// The article is over; other stories follow.
    End,
    /// The article is over; what readers wrote follows.
    Comments,
    /// The article is over; the words it is filed under follow.
    Tags,
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
        .or_else(|| signature(line))
        .or_else(|| source(line, book))
        .or_else(|| whole_line(line, book))
        .or_else(|| teaser(line, book))
        .or_else(|| picture(line, book))
        .or_else(|| byline_with_date(line, book))
        .or_else(|| date(line, book))
        .or_else(|| byline(line, book))
}

pub(crate) fn plain(role: Role, reason: Reason) -> Option<Mark> {
    Some(Mark { role, reason, signal: Signal::None })
}

/// Whether there is a line with a mark of this role at an index.
pub(crate) fn has_role(marks: &[Option<Mark>], idx: usize, role: Role) -> bool {
    marks.get(idx).copied().flatten().is_some_and(|mark| mark.role == role)
}

/// Whether there is a line that says the day, and more than the time as on a live page.
pub(crate) fn is_day(lines: &[Line], marks: &[Option<Mark>], idx: usize) -> bool {
    has_role(marks, idx, Role::Dateline) && has_day(&lines[idx].key)
}

/// Whether a role is that of a line of the page around the article.
pub(crate) fn is_of_page(role: Role) -> bool {
    matches!(role, Role::Furniture | Role::Teaser | Role::CommentCount)
}

fn blank(line: &Line) -> Option<Mark> {
    if line.key.contains(char::is_alphanumeric) || is_stars(&line.key) {
        return None;
    }
    plain(Role::Furniture, Reason::NoWords)
}

fn image_name(line: &Line) -> Option<Mark> {
    let (name, extension) = line.key.rsplit_once('.')?;
    let is_name =
        !name.is_empty() && press().image_extensions.contains(extension) && line.has_pieces_up_to(1);
    if is_name { plain(Role::ImageName, Reason::ImageFileName) } else { None }
}

fn address(line: &Line) -> Option<Mark> {
    if is_address(&line.key) && line.has_pieces_up_to(1) {
        plain(Role::SourceLine, Reason::BareAddress)
    } else {
        None
    }
}

fn is_address(key: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|scheme| key.starts_with(scheme))
}

/// A number and a word for comments, and nothing else: "Comment (0)", "12 commentaires".
fn comments(line: &Line, book: &Cuebook) -> Option<Mark> {
    // Longer lines count comments at their head only: most are paragraphs, and need not be looked through.
    let is_short = line.n_words <= MAX_COUNTER_WORDS;
    if !is_short && !line.key.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = line.key.find(|c: char| c.is_ascii_digit())?;
    let names_comments = |text: &str| book.is_whole(|cues| &cues.comment_words, text);
    // "3 comments on “The old bridge”"
    let quote = line.key.find(['"', '\'']).filter(|_| number == 0);
    let is_titled_counter = quote.is_some_and(|quote| {
        let counted = &line.key[..quote];
        let ends = words(counted).map(|word| word.end()).take(MAX_COUNTER_WORDS + 1);
        let start = words(counted).nth(1).map_or(quote, |word| word.start());
        words(counted).count() <= MAX_COUNTER_WORDS + 1
            && ends.filter(|end| *end > start).any(|end| names_comments(&counted[start..end]))
    });
    let (before, count) = line.key.split_at(number);
    let is_counter = is_titled_counter
        || is_short
            && (names_comments(&line.key)
                || names_comments(count) && words(before).count() <= MAX_WORDS_BEFORE_COUNT);
    is_counter.then_some(Mark {
        role: Role::CommentCount,
        reason: Reason::CommentCounter,
        signal: Signal::Comments,
    })
}

/// An agency alone ("AFP", "(EFE)"), or the initials of those who wrote, translated and edited its story: "lmc/ar/jp".
fn signature(line: &Line) -> Option<Mark> {
    let name = line.text.trim_matches(['(', ')', '-', '–', '—', ' ']);
    // Initials with strokes have no space between them.
    let is_signed = line.n_words <= MAX_AGENCY_WORDS && is_agency(name)
        || line.has_pieces_up_to(1) && line.text.contains('/') && is_signed_initials(line.text);
    if is_signed { plain(Role::Signature, Reason::AuthorLine) } else { None }
}

/// "Source", "Source : https://…", "Nguồn: VnExpress", "Theo TTXVN".
fn source(line: &Line, book: &Cuebook) -> Option<Mark> {
    if !book.line_may_open(|cues| &cues.source_labels, line) {
        return None;
    }
    let key = line.key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = key[book.opener(|cues| &cues.source_labels, key)?..].trim_start();
    let n_left = rest.split_whitespace().count();
    let value = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let has_colon = rest.starts_with([':', '：']);
    let has_address = rest.split(' ').any(is_address);
    let signal = if value.is_empty() || has_address { Signal::End } else { Signal::None };
    // The value is compared as written: "AP" is an agency and "ap" is not.
    let n_label = words(&key[..key.len() - rest.len()]).count();
    let written = words(line.text).nth(n_label).map_or("", |word| &line.text[word.start()..]);
    // "SOURCE Old Bridge Pumps" at the end of a release.
    let is_in_capitals = |text: &str| text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    let is_signed = || {
        let label = &line.text[..line.text.len() - written.len()];
        is_in_capitals(label)
            && !is_in_capitals(written)
            && is_name(written, book)
            && line.ending == Ending::Open
    };
    let is_source = value.is_empty()
        || is_signed()
        || has_address && n_left <= MAX_SOURCE_PIECES
        || has_colon && n_left <= MAX_SOURCE_PIECES && line.shape != Shape::Prose
        || is_agency(written.trim_end_matches([')', '.', ' ']))
        || is_domain(value);
    is_source.then_some(Mark { role: Role::SourceLine, reason: Reason::SourceLabel, signal })
}

/// Lines known word for word.
fn whole_line(line: &Line, book: &Cuebook) -> Option<Mark> {
    let furniture = |reason, signal| Some(Mark { role: Role::Furniture, reason, signal });
    if book.is_line(|cues| &cues.end_markers, line) {
        furniture(Reason::EndMarker, Signal::End)
    } else if book.is_line(|cues| &cues.comment_markers, line) {
        furniture(Reason::EndMarker, Signal::Comments)
    } else if book.is_line(|cues| &cues.tag_labels, line) {
        furniture(Reason::EndMarker, Signal::Tags)
    } else if book.is_line(|cues| &cues.teaser_labels, line) {
        furniture(Reason::TeaserLabel, Signal::Titles)
    } else if is_answer(line) {
        None
    } else if is_furniture(line, book)
        || is_notice(line, book)
        || is_labelled(line, book)
        || is_contact(line)
        || is_post_number(line)
        || is_count(&line.key)
    {
        furniture(Reason::PageFurniture, Signal::None)
    } else {
        None
    }
}

/// One word with a full stop: in a conversation somebody says so, and no button does.
fn is_answer(line: &Line) -> bool {
    line.n_words == 1
        && line.ending == Ending::Stop
        && !line.text.ends_with('…')
        && !line.text.ends_with("...")
}

/// A label of the page with its value: "Topics: oceans, climate", "Reading time: 6 minutes".
fn is_labelled(line: &Line, book: &Cuebook) -> bool {
    let value = |list| {
        let rest = line.key[book.line_opener(list, line)?..].trim_start();
        rest.strip_prefix([':', '：'])
    };
    let is_number =
        |value: &str| value.contains(|c: char| c.is_ascii_digit()) && words(value).count() <= MAX_VALUE_WORDS;
    line.ending == Ending::Open && line.n_words <= MAX_TAG_WORDS && value(|cues| &cues.tag_labels).is_some()
        || matches!(line.ending, Ending::Open | Ending::Stop)
            && value(|cues| &cues.furniture).is_some_and(is_number)
}

/// "#12" above a post of a thread.
fn is_post_number(line: &Line) -> bool {
    let number = line.key.strip_prefix('#');
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// How many liked it: "1.2K".
fn is_count(key: &str) -> bool {
    let number = key.strip_suffix('k').map_or("", str::trim_end);
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

/// A label of the page with numbers: "Page 1 of 3", "Trang 1 của 3".
fn is_counted(key: &str, book: &Cuebook) -> bool {
    if !key.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let Some(end) = book.opener(|cues| &cues.furniture, key) else { return false };
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let rest = &key[end..];
    rest.contains(|c: char| c.is_ascii_digit())
        && words(rest).count() <= MAX_VALUE_WORDS
        && words(rest).map(|word| &rest[word.range()]).all(|word| is_number(word) || book.is_stop_word(word))
}

/// A short line with an address for letters: "Lena Marsh, press@port.example".
fn is_contact(line: &Line) -> bool {
    let is_mail = |piece: &str| {
        piece.split_once('@').is_some_and(|(user, domain)| !user.is_empty() && is_domain(domain))
    };
    line.shape == Shape::Short && line.key.contains('@') && line.key.split(' ').any(is_mail)
}

/// A sentence of the page about itself: "We use cookies to …", "This article is no longer available."
fn is_notice(line: &Line, book: &Cuebook) -> bool {
    line.n_words <= MAX_NOTICE_WORDS && book.line_opener(|cues| &cues.notices, line).is_some()
}

/// One label of a page, or several side by side: "Partager | Imprimer", "Facebook Twitter Email".
fn is_furniture(line: &Line, book: &Cuebook) -> bool {
    // One label or several, they stand at the beginning: most lines need not be taken apart.
    if book.line_opens_without(|cues| &cues.furniture, line) {
        return is_copyright(line, book);
    }
    let known =
        |piece: &str| book.is_whole(|cues| &cues.furniture, piece) || is_counted(piece.trim_start(), book);
    let all_known = |piece: &str| known(piece) || piece.split_whitespace().all(|word| book.is_service(word));
    // "[Advertisement] Sea water for the whole family"
    let label =
        line.key.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or("", |(label, _)| label);
    known(&line.key)
        || !label.is_empty() && known(label)
        || is_glued(line, book)
        || is_copyright(line, book)
        || line.has_pieces_up_to(MAX_TEASER_WORDS)
            && line.key.contains(char::is_alphabetic)
            && line
                .key
                .split(['|', '•', '·', '›', '>', '/', ','])
                .all(|piece| !piece.contains(char::is_alphabetic) || all_known(piece))
}

/// Labels of the page without a sign between them, as a row of buttons is flattened: "Share Print Send by e-mail".
fn is_glued(line: &Line, book: &Cuebook) -> bool {
    if line.n_words > MAX_GLUED_WORDS || line.ending != Ending::Open || line.key.contains([',', '"', ':']) {
        return false;
    }
    words(&line.key).nth(MIN_GLUED_WORDS - 1).is_some()
        && book.n_glued(|cues| &cues.furniture, &line.key).is_some_and(|n_labels| n_labels > 1)
}

/// "© 2024 Example Media. All rights reserved.", "Copyright 2024", "Bản quyền © 2024".
fn is_copyright(line: &Line, book: &Cuebook) -> bool {
    let has_label = || book.line_opener(|cues| &cues.furniture, line).is_some();
    // "(Copyright 2024 Wire. All rights reserved.)", "2009-2023 © The Press"
    let key = line.key.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | '-' | '–' | ' '));
    let is_claim =
        || key.starts_with('©') || key.starts_with("copyright") || line.key.contains('©') && has_label();
    // "© Example. All rights of reproduction are reserved.": who made a picture is named without a sentence.
    let is_sentence = || line.key.starts_with('©') && line.is_sentence() && line.n_words > MAX_COUNTER_WORDS;
    line.has_pieces_up_to(MAX_TEASER_WORDS) && is_claim() && has_year(&line.key) || is_sentence()
}

/// "Lire aussi : un autre titre".
fn teaser(line: &Line, book: &Cuebook) -> Option<Mark> {
    let is_pointed = line.key.starts_with(">>") || line.key.starts_with("» ");
    if is_pointed && line.n_words <= MAX_TEASER_WORDS && line.ending != Ending::Stop {
        return plain(Role::Teaser, Reason::TeaserLabel);
    }
    if !book.line_may_open(|cues| &cues.teaser_labels, line) {
        return None;
    }
    let key = line.key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = key[book.opener(|cues| &cues.teaser_labels, key)?..].trim_start();
    let is_set_off = rest.starts_with([':', '：', '>', '»', '|', '→', '▶', '►', '-', '–', '—']);
    // Without a colon it may be a sentence ("Lire aussi ce livre, c'est comprendre son auteur.") or a heading ("Read the room").
    let n_label = words(&key[..key.len() - rest.len()]).count();
    let title = words(line.text).nth(n_label).map_or("", |word| &line.text[word.start()..]);
    let is_label =
        n_label > 1 && is_capital(title) && line.n_words.saturating_sub(n_label) <= MAX_SECTION_WORDS;
    if is_label && line.ending == Ending::Open {
        // "More from Lives", "Plus de Cuisine": the label of other stories, with the section they are from.
        return Some(Mark { role: Role::Furniture, reason: Reason::TeaserLabel, signal: Signal::Titles });
    }
    let is_title =
        n_label > 1 && is_capital(title) && line.ending != Ending::Stop && line.shape != Shape::Prose;
    let is_teaser = line.n_words <= MAX_TEASER_WORDS && (is_set_off || is_title);
    if is_teaser { plain(Role::Teaser, Reason::TeaserLabel) } else { None }
}

/// Full stops with more text behind them. "M." counts too, so one is allowed.
pub(crate) fn n_breaks(text: &str) -> usize {
    let stops = text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…'));
    stops
        .filter(|(at, c)| {
            let rest = text[at + c.len_utf8()..].trim_start_matches(['"', '”', '»', ')']);
            rest.starts_with(char::is_whitespace)
                && rest.trim_start().starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
        })
        .count()
}
