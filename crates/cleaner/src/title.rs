//! Which line is the title.

use std::borrow::Cow;

use epitome_document::{Document, Role};
use epitome_langs::{folded, words};
use foldhash::HashSet;

use crate::article::Article;
use crate::items::list_marker;
use crate::lines::{Ending, Shape, key};
use crate::names::{are_people, is_name};
use crate::zones::Place;

/// Fewer words are the name of a section rather than a title, unless the text speaks of them.
const MIN_TITLE_WORDS: usize = 3;
/// A title has fewer words; the longest of the seed articles' teasers has 26.
const MAX_TITLE_WORDS: usize = 30;
/// So many words are a title rather than the name of a site or of a section …
const MIN_SERIOUS_WORDS: usize = 5;
/// … of which so many stand above it.
const MIN_MENU_LINES: usize = 2;
/// Words of a part of the way to a page.
const MAX_CRUMB_WORDS: usize = 4;
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
    let first = *sentences.first()?;
    let is_candidate = |idx: &usize| {
        let line = &article.lines[*idx];
        article.is_free(*idx) && line.shape == Shape::Short && !is_crumbs(&line.key)
    };
    let mut candidates: Vec<usize> = (0..first).filter(is_candidate).collect();
    if let Some(title) = candidates.iter().copied().find(|idx| is_title_of_notice(article, *idx)) {
        return Some(title);
    }
    let mut sentences = sentences;
    if is_title_with_stop(article, first) {
        if candidates.is_empty() {
            return Some(first);
        }
        candidates.push(first);
        sentences = &sentences[1..];
    }
    let is_long = |idx: usize| article.lines[idx].n_words >= MIN_TITLE_WORDS;
    // Mostly there is no choice.
    match candidates[..] {
        [] => return None,
        [only] if is_long(only) => return Some(only),
        _ => {}
    }
    let vocabulary = vocabulary(article, sentences);
    let shared = |idx: &usize| {
        let own: HashSet<Cow<str>> = topic_words(article, *idx).collect();
        own.into_iter().filter(|word| vocabulary.contains(word)).count()
    };
    let n_shared: Vec<usize> = candidates.iter().map(shared).collect();
    let most = n_shared.iter().copied().max().unwrap_or_default();
    // A subtitle may share more, the name of a section less; the title is the first that comes near the most.
    let near: Vec<usize> =
        (0..candidates.len()).filter(|nth| n_shared[*nth] * 2 >= most && most > 0).collect();
    let n_words = |nth: &usize| article.lines[candidates[*nth]].n_words;
    let first = near.iter().find(|nth| is_long(candidates[**nth])).or(near.first());
    let best = first.map(|first| {
        // The site may be called by what the text is about ("Luthiers' Weekly"): its menu stands between it and the title.
        let serious = near.iter().find(|nth| n_words(nth) >= MIN_SERIOUS_WORDS);
        let is_below_menu = |serious: &&usize| {
            (*first..**serious).filter(|nth| n_words(nth) < MIN_SERIOUS_WORDS).count() >= MIN_MENU_LINES
        };
        *serious.filter(is_below_menu).unwrap_or(first)
    });
    let serious = || (0..candidates.len()).find(|nth| n_words(nth) >= MIN_SERIOUS_WORDS);
    let best = best.map(|best| if is_kicker(article, &candidates, best) { best + 1 } else { best });
    let best = best.or_else(serious).or_else(|| (0..candidates.len()).rfind(|nth| is_long(candidates[*nth])));
    best.map(|nth| candidates[nth])
}

/// Whether a few words in capitals stand directly above the title: "INVESTIGATION".
fn is_kicker(article: &Article, candidates: &[usize], nth: usize) -> bool {
    let is_in_capitals = |text: &str| text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    let Some([own, next]) = candidates.get(nth..nth + 2) else { return false };
    let (line, below) = (&article.lines[*own], &article.lines[*next]);
    own + 1 == *next
        && line.n_words <= MIN_SERIOUS_WORDS
        && is_in_capitals(line.text)
        && below.n_words >= MIN_TITLE_WORDS
        && !is_in_capitals(below.text)
        && !is_name(below.text, article.book)
        && !are_people(below.text)
}

/// In a notice of an office the title stands in capitals below place and date.
fn is_title_of_notice(article: &Article, idx: usize) -> bool {
    let text = article.lines[idx].text;
    let is_dated = |above: usize| {
        let line = &article.lines[above];
        article.marks[above].is_some_and(|mark| mark.role == Role::Dateline)
            && line.text.split_once(',').is_some_and(|(place, _)| is_name(place, article.book))
    };
    idx.checked_sub(1).is_some_and(is_dated)
        && text.contains(char::is_uppercase)
        && !text.contains(char::is_lowercase)
}

/// The way to a page: "Home > News > Islands", "Health | Food".
pub(crate) fn is_crumbs(key: &str) -> bool {
    let pieces = key.split(['>', '›', '»', '|', '→', '/', '•', '·']).map(|piece| words(piece).count());
    pieces.clone().count() > 1 && pieces.clone().all(|n_words| n_words <= MAX_CRUMB_WORDS)
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
    /// Whether the first paragraphs hold a word of this line.
    pub(crate) fn speaks_of(&self, idx: usize) -> bool {
        let sentences: Vec<usize> =
            (self.first..self.end).filter(|idx| self.is_free_sentence(*idx)).take(TITLE_WINDOW.0).collect();
        let vocabulary = vocabulary(self, &sentences);
        topic_words(self, idx).any(|word| vocabulary.contains(&word))
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
