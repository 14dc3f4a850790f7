//! Which line is the title.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::borrow::Cow;
use std::ops::Range;

use epitome_document::{Document, Role};
use epitome_langs::{folded, words};
use foldhash::HashSet;

use crate::article::Article;
use crate::article::zones::Place;
use crate::line::cuts::dateline;
use crate::line::dates::{is_clock, is_pointed_time};
use crate::line::items::list_marker;
use crate::line::marks::{has_role, is_day, n_breaks};
use crate::line::names::{are_people, is_name};
use crate::line::quotes::is_quotation;
use crate::line::{Ending, Line, Shape, key};

/// Fewer words are the name of a section rather than a title, unless the text speaks of them.
pub(crate) const MIN_TITLE_WORDS: usize = 3;
/// A title has fewer words; the longest of the seed articles' teasers has 26.
const MAX_TITLE_WORDS: usize = 30;
/// So many words are a title rather than the name of a site or of a section.
pub(crate) const MIN_SERIOUS_WORDS: usize = 5;
/// So many lines of fewer words may stand between title and text, a name and an office; more are a menu …
const MAX_SHORT_SUBTITLES: usize = 2;
/// … of which so many count.
const MAX_MENU: usize = 4;
/// The author or the date stands so many lines below the title at most.
const MAX_DATE_DISTANCE: usize = 3;
/// The lines between a sentence of the page and the text.
const MAX_HEAD_LINES: usize = 16;
/// The same where nothing above that sentence may be the title.
const MAX_UNTITLED_LINES: usize = 24;
/// Words of a part of the way to a page.
const MAX_CRUMB_WORDS: usize = 4;
/// The way to a page has no more parts.
const MAX_CRUMBS: usize = 12;
/// The points of a summary: so many lines of so many words, every other one of them longer. Of the lines with nine words and no full stop between
/// title and text one of 40 in the opened labelled texts is the page's.
const MIN_POINTS: usize = 3;
const MAX_POINTS: usize = 8;
const MIN_POINT_WORDS: usize = 5;
const LONG_POINT_WORDS: usize = 9;
/// A dateline has fewer bytes.
const MAX_DATELINE_BYTES: usize = 200;
/// The paragraphs, and the words of each, in which the words of a title are looked for.
const TITLE_WINDOW: (usize, usize) = (5, 400);

/// The title the caller knows; else, of the short lines before the text, the one that shares most words with it.
pub(crate) fn find(article: &Article, document: &Document, sentences: &[usize]) -> Option<usize> {
    if let Some(given) = &document.meta.title {
        let given = key(&given.value);
        let found = (0..article.lines.len())
            .find(|idx| article.places[*idx] == Place::Text && article.lines[*idx].key == given);
        if found.is_some() {
            return found;
        }
    }
    sentences.first()?;
    let text = text_start(article, sentences);
    let is_candidate = |idx: &usize| {
        let line = &article.lines[*idx];
        article.is_free(*idx)
            && (line.shape == Shape::Short && *idx < text && !is_crumbs(line.text)
                || is_title_with_stop(article, *idx))
    };
    let mut candidates: Vec<usize> = (0..=text).filter(is_candidate).collect();
    // An item of a list is none, nor a row of labels with figures, where another line may be it.
    let is_item =
        |idx: &usize| list_marker(&article.lines[*idx].key).is_some() || article.is_labelled_row(*idx);
    // Below the names of sections it may be the first of what look like rows: "Walk of the week: the lost chapel".
    if candidates.iter().any(|idx| !is_item(idx) && article.lines[*idx].n_words >= MIN_TITLE_WORDS) {
        candidates.retain(|idx| !is_item(idx));
    }
    // Where a line may be it by author and date below it, neither is what stands in a list below them nor what is of the posts of a live page.
    let is_dated = |idx: &usize| {
        article.lines[*idx].n_words >= MIN_SERIOUS_WORDS
            && holds_date(article, *idx + 1..*idx + 1 + MAX_DATE_DISTANCE)
    };
    if let Some(dated) = candidates.iter().copied().find(is_dated) {
        let is_time = |idx: &usize| {
            has_role(&article.marks, *idx, Role::Dateline) && is_clock(&article.lines[*idx].key)
        };
        let posts = (dated..text).find(is_time).unwrap_or(text + 1);
        candidates.retain(|idx| *idx <= dated || *idx < posts && !is_summed_up(article, *idx));
    }
    if let Some(title) = candidates.iter().copied().find(|idx| is_title_of_notice(article, *idx)) {
        return Some(title);
    }
    let is_dated = |idx: &usize| holds_date(article, *idx..*idx + 1 + MAX_DATE_DISTANCE);
    let comes_again = |last: usize| {
        candidates[..last].iter().any(|idx| article.lines[*idx].key == article.lines[candidates[last]].key)
    };
    if let Some(last) = candidates.iter().rposition(|idx| is_defined(article, *idx, text))
        && (article.lines[candidates[last]].n_words > 1 || comes_again(last))
        && !candidates.iter().any(is_dated)
    {
        return Some(candidates[last]);
    }
    let has_stop = candidates.last() == Some(&text);
    let sentences = &sentences[sentences.partition_point(|idx| *idx < text) + usize::from(has_stop)..];
    let is_long = |idx: usize| article.lines[idx].n_words >= MIN_TITLE_WORDS;
    // Mostly there is no choice.
    match candidates[..] {
        [] => return None,
        [only] if is_long(only) || only == text => return Some(only),
        _ => {}
    }
    let vocabulary = vocabulary(article, sentences);
    let shared = |idx: &usize| {
        let own: HashSet<Cow<str>> = topic_words(article, *idx).collect();
        own.into_iter().filter(|word| vocabulary.contains(word)).count()
    };
    let n_shared: Vec<usize> = candidates.iter().map(shared).collect();
    let most = n_shared.iter().copied().max().unwrap_or_default();
    let n_words = |nth: usize| article.lines[candidates[nth]].n_words;
    // So many lines of a menu, a few words each, stand between each candidate and the text.
    let mut n_menu = vec![0; candidates.len() + 1];
    for nth in (0..candidates.len()).rev() {
        n_menu[nth] = n_menu[nth + 1] + usize::from(n_words(nth) < MIN_SERIOUS_WORDS);
    }
    let score = |nth: usize| -> usize {
        let idx = candidates[nth];
        // A section may be named by one word that the text holds too.
        let is_near_most =
            n_shared[nth] * 2 >= most && (most > 1 || most > 0 && n_words(nth) >= MIN_SERIOUS_WORDS);
        let shares = usize::from(n_shared[nth] > 0) + 2 * usize::from(is_near_most);
        let length = usize::from(is_long(idx)) + usize::from(n_words(nth) >= MIN_SERIOUS_WORDS);
        let is_dated =
            2 * usize::from(holds_date(article, idx.saturating_sub(1)..idx + 1 + MAX_DATE_DISTANCE));
        // A caption or a paragraph without its full stop, at the end of which its author is named, holds a sentence; so do few titles. A
        // dash parts the name of a site from what it says of itself.
        let own = &article.lines[idx];
        let holds_sentence = 2 * n_breaks(own.inner()).min(2) + 3 * usize::from(own.key.contains(" - "));
        (shares + length + is_dated + MAX_MENU).saturating_sub(
            holds_sentence + n_menu[nth + 1].saturating_sub(MAX_SHORT_SUBTITLES).min(MAX_MENU),
        )
    };
    let mut best = (0..candidates.len()).rev().max_by_key(|nth| score(*nth))?;
    // The way to a page, and what is to be shared of it, name the title before it stands there.
    let last_alike = |nth: usize| {
        let own = &article.lines[candidates[nth]].key;
        (nth..candidates.len()).rfind(|nth| article.lines[candidates[*nth]].key == *own).unwrap_or(nth)
    };
    best = last_alike(best);
    // A subtitle may share more words with the text than the title above it.
    let is_beside = |nth: usize| nth > 0 && candidates[nth - 1] + 1 == candidates[nth];
    let is_above = |nth: usize| {
        let (above, n_above) = (nth - 1, n_words(nth - 1));
        let is_short = n_above < MIN_SERIOUS_WORDS;
        // A menu may stand directly above the title.
        let is_menu = is_short && is_beside(above) && n_words(above - 1) < MIN_SERIOUS_WORDS;
        is_beside(nth)
            && n_above >= MIN_TITLE_WORDS
            && !article.lines[candidates[above]].key.contains(" - ")
            && (n_shared[above] >= if is_menu { 2 } else { 1 }
                || !is_short && is_quotation(article.lines[candidates[above]].inner()))
    };
    while best > 0 && is_above(best) {
        best -= 1;
    }
    if is_kicker(article, &candidates, best) {
        best += 1;
    }
    Some(candidates[last_alike(best)]).filter(|idx| is_long(*idx) || most > 0)
}

/// Whether one of these lines names the author of an article or its day; the times of a live page do not.
fn holds_date(article: &Article, mut lines: Range<usize>) -> bool {
    lines.any(|idx| has_role(&article.marks, idx, Role::Byline) || is_day(article.lines, &article.marks, idx))
}

/// Among several lines above the text that say in short what it says.
pub(crate) fn is_summed_up(article: &Article, idx: usize) -> bool {
    // "14:31 Second recount"
    let is_timed = |line: &Line| {
        let time = line.key.split(' ').next().unwrap_or_default();
        line.n_words > 1 && (is_clock(time) || is_pointed_time(time))
    };
    let is_point = |idx: &usize| {
        let line = &article.lines[*idx];
        article.is_free(*idx)
            && line.shape == Shape::Short
            && line.ending == Ending::Open
            && (line.n_words >= MIN_POINT_WORDS || is_timed(line))
            && !is_crumbs(line.text)
            && article.title != Some(*idx)
    };
    if idx >= article.lines.len() || !is_point(&idx) {
        return false;
    }
    let before = (0..idx).rev().take(MAX_POINTS).take_while(is_point);
    let after = (idx..article.lines.len()).take(MAX_POINTS).take_while(is_point);
    let (n_points, n_long) = before.chain(after).fold((0, 0), |(n_points, n_long), idx| {
        let line = &article.lines[idx];
        let is_long = line.n_words >= LONG_POINT_WORDS || is_timed(line);
        (n_points + 1, n_long + usize::from(is_long))
    });
    n_points >= MIN_POINTS && n_long * 2 >= n_points
}

/// The sentence with which the text begins. One that stands alone above the line with author or date is the page's own: "This post
/// contains affiliate links."
fn text_start(article: &Article, sentences: &[usize]) -> usize {
    let first = sentences[0];
    let Some(&second) = sentences.get(1) else { return first };
    // Between title and author a standfirst may stand.
    let is_serious = |idx: usize| {
        let line = &article.lines[idx];
        article.is_free(idx) && line.n_words >= MIN_SERIOUS_WORDS && !is_crumbs(line.text)
    };
    let has_title = (0..first).any(is_serious);
    let is_entry = |idx: usize| {
        article.is_free(idx) && article.lines[idx].shape == Shape::Short && is_defined(article, idx, second)
    };
    if !has_title && article.lines[first].shape == Shape::Sentence && (first..second).any(is_entry) {
        return second;
    }
    let third = || sentences.get(2).copied().filter(|third| *third > second + 1 && !has_title);
    let end = if holds_date(article, first..second) { Some(second) } else { third() };
    let n_most = if has_title { MAX_HEAD_LINES } else { MAX_UNTITLED_LINES };
    let is_of_page = second > first + 2
        && end.is_some_and(|end| end <= first + n_most && holds_date(article, first..end))
        && !holds_date(article, 0..first);
    if is_of_page { second } else { first }
}

/// Whether a few words in capitals stand directly above the title: "INVESTIGATION".
fn is_kicker(article: &Article, candidates: &[usize], nth: usize) -> bool {
    let is_in_capitals = |text: &str| text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    let Some([own, next]) = candidates.get(nth..nth + 2) else { return false };
    let (line, below) = (&article.lines[*own], &article.lines[*next]);
    own + 1 == *next
        && (line.n_words <= MIN_SERIOUS_WORDS || is_part_of_series(&line.key))
        && is_in_capitals(line.text)
        && below.n_words >= MIN_TITLE_WORDS
        && !is_in_capitals(below.text)
        && !is_name(below.text, article.book)
        && !are_people(below.text)
}

/// "DOSSIER: THE FIRST STEPS ON THE MARKET (4/6)".
fn is_part_of_series(key: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let bracket = key.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let part = bracket.and_then(|(_, inner)| inner.split_once('/'));
    part.is_some_and(|(part, all)| is_number(part) && is_number(all))
}

/// In a notice of an office the title stands in capitals below place and date.
fn is_title_of_notice(article: &Article, idx: usize) -> bool {
    let text = article.lines[idx].text;
    let is_dated = |above: usize| {
        let line = &article.lines[above];
        has_role(&article.marks, above, Role::Dateline)
            && line.text.split_once(',').is_some_and(|(place, _)| is_name(place, article.book))
    };
    idx.checked_sub(1).is_some_and(is_dated)
        && text.contains(char::is_uppercase)
        && !text.contains(char::is_lowercase)
}

/// In an encyclopaedia the text opens with what it is about, which stands above it: "The Old Bridge is …". The place that opens the text of
/// an agency may be that of a section.
pub(crate) fn is_defined(article: &Article, idx: usize, text: usize) -> bool {
    let (line, opening) = (&article.lines[idx], article.lines[text].key.as_str());
    let subject = opening.split_once(' ').map_or("", |(_, subject)| subject);
    let opens = |text: &str| {
        let rest = text.strip_prefix(line.key.as_str());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let head = article.lines[text].text;
    let head = &head[..head.floor_char_boundary(MAX_DATELINE_BYTES)];
    idx != text && (opens(opening) || opens(subject)) && dateline(head, true).is_none()
}

/// The way to a page: "Home > News > Islands", "Health | Food". The last of three and more may be the title of the page.
pub(crate) fn is_crumbs(text: &str) -> bool {
    let is_quoted = text.contains('«');
    let is_sign =
        |c: char| matches!(c, '>' | '›' | '‹' | '|' | '→' | '/' | '•' | '·') || c == '»' && !is_quoted;
    let n_pieces = text.split(is_sign).take(MAX_CRUMBS + 1).count();
    let is_short = |piece: &&str| words(piece).nth(MAX_CRUMB_WORDS).is_none();
    let n_short = || text.split(is_sign).filter(is_short).count();
    (2..=MAX_CRUMBS).contains(&n_pieces) && n_short() + usize::from(n_pieces > 2) >= n_pieces
}

/// The same, by the sign that is for nothing else: "News >> Notices".
pub(crate) fn is_way(key: &str) -> bool {
    key.contains(['>', '›', '»'])
        && !key.starts_with(['>', '›', '»', '«'])
        && is_crumbs(key.trim_end_matches(['>', '›', '»']))
}

/// A question, an exclamation or an ellipsis on the first line of the article may be a title too.
fn is_title_with_stop(article: &Article, first: usize) -> bool {
    let line = &article.lines[first];
    let ends_as_title =
        line.ending == Ending::Exclaim || line.text.ends_with("...") || line.text.ends_with('…');
    let is_speech = line.text.starts_with('—') || list_marker(&line.key).is_some();
    ends_as_title && line.n_words < MAX_TITLE_WORDS && !is_speech && article.end_prose > first + 1
}

/// The words of the first paragraphs.
fn vocabulary<'a>(article: &Article<'a>, sentences: &[usize]) -> HashSet<Cow<'a, str>> {
    sentences.iter().take(TITLE_WINDOW.0).flat_map(|idx| topic_words(article, *idx)).collect()
}

impl Article<'_> {
    /// Whether the first paragraphs hold the words of this line.
    pub(crate) fn speaks_of(&self, idx: usize) -> bool {
        let sentences: Vec<usize> =
            (self.first..self.end).filter(|idx| self.is_free_sentence(*idx)).take(TITLE_WINDOW.0).collect();
        let vocabulary = vocabulary(self, &sentences);
        let mut own = topic_words(self, idx).peekable();
        own.peek().is_some() && own.all(|word| vocabulary.contains(&word))
    }
}

/// The folded words of a line that are no stop words; where none are known, those of four letters and more.
fn topic_words<'a>(article: &Article<'a>, idx: usize) -> impl Iterator<Item = Cow<'a, str>> {
    let text = article.lines[idx].inner();
    let book = article.book;
    let has_list = !book.language.stop_words.is_empty();
    words(text)
        .take(TITLE_WINDOW.1)
        .map(|word| folded(&text[word.range()]))
        .filter(move |word| if has_list { !book.is_stop_word(word) } else { word.chars().count() >= 4 })
}
