//! [`update`]: the translations of an article, carried over to a new version of it.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;

use foldhash::quality::FixedState;

use epitome_document::Span;
use epitome_langs::words;

use crate::content::{Content, Placed};
use crate::review::Review;
use crate::xliff::Translation;
use crate::{Fuzzy, Unit};

/// The least likeness of two sources for the translation of one to be offered for the other: the band below which translation
/// tools offer nothing either.
const LEAST_PERCENT: u32 = 75;

/// What other codes take from the likeness: their places in the translation are not known.
const CODES_PERCENT: u32 = 5;

/// How many earlier units a new one is compared with, those that share most words: the work stays in proportion to the text.
const MAX_COMPARED: usize = 4;

/// A word that stands in more units than this says nothing of any of them.
const MAX_SAME_WORD: usize = 64;

/// What became of a translation when its source changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// How many units have kept their translation.
    pub n_carried: usize,
    /// The numbers of units that have one of a similar text, to be looked at.
    pub fuzzy: Vec<usize>,
    /// The numbers of units that have none and whose text is new.
    pub new: Vec<usize>,
    /// How many units have none and had none before.
    pub n_untranslated: usize,
    /// Units of the earlier version that were translated, or noted something of, and stand nowhere any more.
    pub gone: Vec<Translation>,
}

/// Gives the units of an article the translations of an earlier version of it.
///
/// A unit whose text and codes have not changed has kept its id and keeps its translation, wherever it stands now. So does one whose
/// words are the same with codes at the same places: that a link leads elsewhere, or a paragraph is a list item now, changes nothing
/// that is translated. One whose text is like that of a unit that is gone, by at least three quarters of its words, gets that
/// translation as a [`Fuzzy`] one: a merge leaves it out until a person has changed or confirmed it. Where its codes are others, they
/// stand at the end. What people have said of a translation stays with it while its text does, and their notes also where the text
/// is a similar one. The time is linear in the number of units.
#[must_use]
pub fn update(units: &mut [Unit], earlier: Vec<Translation>) -> Update {
    let mut result = Update::default();
    let (earlier, waiting): (Vec<Translation>, Vec<Translation>) =
        earlier.into_iter().partition(|unit| unit.translate && unit.is_translated());
    let (mut known, mut known_waiting) = (Known::new(&earlier), Known::new(&waiting));
    let mut open = Vec::new();
    for (idx, unit) in units.iter_mut().enumerate() {
        let own = |found: Option<Found>| found.filter(|found| found.is_own).map(|found| found.nth);
        let found = known.find(unit);
        let waits = if own(found).is_some() { None } else { known_waiting.find(unit) };
        let said = match (own(found), own(waits)) {
            (Some(nth), _) => Some(&earlier[nth]),
            (None, Some(nth)) => {
                known_waiting.is_used[nth] = true;
                Some(&waiting[nth])
            }
            (None, None) => None,
        };
        match found {
            _ if unit.skip.is_some() => {}
            Some(Found { nth, .. }) => {
                known.is_used[nth] = true;
                let old = &earlier[nth];
                unit.target.clone_from(&old.target);
                unit.fuzzy = doubt(old).map(|note| Fuzzy { percent: 0, note });
                result.n_carried += 1;
            }
            None if waits.is_some_and(|found| waiting[found.nth].translate) => result.n_untranslated += 1,
            None => open.push(idx),
        }
        let Some(review) = said.map(|said| &said.review) else { continue };
        // What was confirmed is no longer where there is no translation, or one that is not sure to be of this text.
        let is_same = unit.fuzzy.is_none()
            && if unit.target.is_some() { own(found).is_some() } else { !review.is_confirmed() };
        unit.review = boxed(if unit.skip.is_none() && is_same { review.clone() } else { review.of_text() });
    }
    let gone = known.unused(|_| true);
    let similar = Similar::new(gone.iter().map(|idx| &*earlier[*idx].source.text));
    let gone_codes: Vec<_> = gone.iter().map(|idx| code_set(&earlier[*idx].source)).collect();
    let noted = known_waiting.unused(|unit| !unit.review.notes.is_empty());
    let similar_noted = Similar::new(noted.iter().map(|idx| &*waiting[*idx].source.text));
    for idx in open {
        let unit = &mut units[idx];
        let content = &unit.anatomy.content;
        let codes = code_set(content);
        let has_same = |nth: usize| gone_codes[nth] == codes;
        let penalty =
            |nth: usize| (!known.is_used[gone[nth]]).then(|| if has_same(nth) { 0 } else { CODES_PERCENT });
        if let Some((nth, percent)) = similar.find(&content.text, penalty) {
            let old = &earlier[gone[nth]];
            known.is_used[gone[nth]] = true;
            let target = old.target.as_ref();
            unit.target =
                target.map(|target| if has_same(nth) { target.clone() } else { with_codes(target, content) });
            let note = format!("the translation is of a text {percent} % like this: {}", old.source);
            unit.fuzzy = Some(Fuzzy { percent, note });
            unit.review = boxed(old.review.of_text());
            result.fuzzy.push(idx);
            continue;
        }
        let is_free = |nth: usize| (!known_waiting.is_used[noted[nth]]).then_some(0);
        if let Some((nth, _)) = similar_noted.find(&content.text, is_free) {
            known_waiting.is_used[noted[nth]] = true;
            unit.review = boxed(waiting[noted[nth]].review.of_text());
        }
        result.new.push(idx);
    }
    let (is_used, is_used_waiting) = (known.is_used, known_waiting.is_used);
    let noted = waiting.into_iter().zip(is_used_waiting).filter(|(unit, _)| !unit.review.notes.is_empty());
    let all = earlier.into_iter().zip(is_used).chain(noted);
    result.gone = all.filter_map(|(unit, is_used)| (!is_used).then_some(unit)).collect();
    result
}

/// What is said of a unit, where anything is.
fn boxed(review: Review) -> Option<Box<Review>> {
    (review != Review::default()).then(|| Box::new(review))
}

/// Earlier units, to be found again.
struct Known<'a> {
    units: &'a [Translation],
    is_used: Vec<bool>,
    by_id: BTreeMap<&'a str, usize>,
    /// By a hash of its words: their copies would take as much room as the translations.
    by_source: BTreeMap<u64, usize>,
}

/// An earlier unit.
#[derive(Clone, Copy)]
struct Found {
    nth: usize,
    /// Whether it is the same one: equal units share a translation, and what is said of one is not said of the others.
    is_own: bool,
}

impl<'a> Known<'a> {
    fn new(units: &'a [Translation]) -> Known<'a> {
        let (mut by_id, mut by_source) = (BTreeMap::new(), BTreeMap::new());
        for (idx, unit) in units.iter().enumerate().rev() {
            by_id.insert(&*unit.id, idx);
            // Also where there are more of them now.
            by_id.entry(hash_of(&unit.id)).or_insert(idx);
            by_source.insert(hash(&in_one_line(&unit.source)), idx);
        }
        Known { units, is_used: vec![false; units.len()], by_id, by_source }
    }

    /// The unit that one of now is: by its id, that of an equal one, its words.
    fn find(&self, unit: &Unit) -> Option<Found> {
        if let Some(nth) = self.by_id.get(&*unit.id).or_else(|| self.by_id.get(hash_of(&unit.id))) {
            return Some(Found { nth: *nth, is_own: self.units[*nth].id == *unit.id });
        }
        let line = in_one_line(&unit.anatomy.content);
        let found =
            self.by_source.get(&hash(&line)).filter(|nth| in_one_line(&self.units[**nth].source) == line);
        found.map(|nth| Found { nth: *nth, is_own: !self.is_used[*nth] })
    }

    /// The numbers of those that stand nowhere any more.
    fn unused(&self, is_wanted: impl Fn(&Translation) -> bool) -> Vec<usize> {
        (0..self.units.len()).filter(|nth| !self.is_used[*nth] && is_wanted(&self.units[*nth])).collect()
    }
}

fn hash(line: &str) -> u64 {
    FixedState::default().hash_one(line)
}

/// Why a translation is not sure to be one of all its text; an earlier update may have said it.
fn doubt(old: &Translation) -> Option<String> {
    let said =
        || old.fuzzy_note.clone().unwrap_or_else(|| "the translation is of an earlier text".to_owned());
    let in_part = || (old.n_open > 0).then(|| "the translation is of a part of the text".to_owned());
    old.is_fuzzy.then(said).or_else(in_part)
}

/// The part of an id that its text decides.
fn hash_of(id: &str) -> &str {
    id.split_once('-').map_or(id, |(hash, _)| hash)
}

/// A content whatever its white space is: a text that was wrapped anew is the same.
fn in_one_line(content: &Content) -> String {
    content.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn code_set(content: &Content) -> BTreeSet<(u32, crate::Part)> {
    content.codes.iter().map(|code| (code.id, code.part)).collect()
}

/// A translation with the codes of a source behind it, for a person to put them in their places.
fn with_codes(target: &Content, source: &Content) -> Content {
    let at = target.text.len() as u32;
    let codes = source.codes.iter().map(|code| Placed { at, ..*code }).collect();
    Content { text: target.text.clone(), codes }
}

/// What a text is found by: its words, but each letter of a script without spaces with the next one, as alone it stands in every text.
/// And its words themselves.
fn keys_and_words(text: &str) -> (BTreeSet<&str>, Vec<&str>) {
    let words: Vec<Span> = words(text).collect();
    let next = words.iter().skip(1).map(Some).chain([None]);
    let key = |(word, next): (&Span, Option<&Span>)| match next {
        Some(next) if next.start() == word.end() => &text[word.start()..next.end()],
        _ => &text[word.range()],
    };
    let keys = words.iter().zip(next).map(key).collect();
    (keys, words.iter().map(|word| &text[word.range()]).collect())
}

/// Texts that can be asked for the one most like another.
struct Similar<'a> {
    texts: Vec<Vec<&'a str>>,
    by_key: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Similar<'a> {
    fn new(texts: impl Iterator<Item = &'a str>) -> Similar<'a> {
        let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut of_text = |(nth, text)| {
            let (keys, words) = keys_and_words(text);
            keys.into_iter().for_each(|key| by_key.entry(key).or_default().push(nth));
            words
        };
        let texts = texts.enumerate().map(&mut of_text).collect();
        by_key.retain(|_, places| places.len() <= MAX_SAME_WORD);
        Similar { texts, by_key }
    }

    /// The text most like this one of those that have a penalty, the first of equals, and how like it is in per cent with that taken
    /// off. Other signs between the same words make another text too.
    fn find(&self, text: &str, penalty: impl Fn(usize) -> Option<u32>) -> Option<(usize, u32)> {
        let (keys, words) = keys_and_words(text);
        let mut n_shared: BTreeMap<usize, usize> = BTreeMap::new();
        for key in keys {
            for nth in self.by_key.get(key).into_iter().flatten() {
                *n_shared.entry(*nth).or_default() += 1;
            }
        }
        let with_penalty = |(nth, n_shared)| Some((nth, n_shared, penalty(nth)?));
        let mut candidates: Vec<(usize, usize, u32)> =
            n_shared.into_iter().filter_map(with_penalty).collect();
        candidates.sort_by_key(|(nth, n_shared, _)| (std::cmp::Reverse(*n_shared), *nth));
        let compared = candidates.into_iter().take(MAX_COMPARED);
        let rated = compared.map(|(nth, _, penalty)| {
            (nth, likeness(&words, &self.texts[nth]).min(99).saturating_sub(penalty))
        });
        let best = rated.max_by_key(|(nth, percent)| (*percent, std::cmp::Reverse(*nth)))?;
        (best.1 >= LEAST_PERCENT).then_some(best)
    }
}

/// How much of two texts is the same words in the same order, in per cent: twice the longest common subsequence by the words of
/// both. Beyond some hundreds of words, which no sentence has, only the beginnings are compared.
fn likeness(a: &[&str], b: &[&str]) -> u32 {
    const MAX_WORDS: usize = 400;
    if a.len().max(b.len()) > MAX_WORDS && a.len().abs_diff(b.len()) > MAX_WORDS {
        return 0;
    }
    let (a, b) = (&a[..a.len().min(MAX_WORDS)], &b[..b.len().min(MAX_WORDS)]);
    let mut row = vec![0_u32; b.len() + 1];
    for word in a {
        let mut diagonal = 0;
        for (nth, other) in b.iter().enumerate() {
            let above = row[nth + 1];
            row[nth + 1] = if word == other { diagonal + 1 } else { above.max(row[nth]) };
            diagonal = above;
        }
    }
    let n_words = (a.len() + b.len()).max(1) as u32;
    200 * row[b.len()] / n_words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_words_in_their_order() {
        let of = |a: &str, b: &str| {
            let words = |text: &'static str| text.split(' ').collect::<Vec<_>>();
            likeness(&words(a.to_owned().leak()), &words(b.to_owned().leak()))
        };
        assert_eq!(of("a b c d", "a b c d"), 100);
        assert_eq!(of("a b c d", "a b x d"), 75);
        assert_eq!(of("a b c d", "d c b a"), 25);
        assert_eq!(of("a", "b"), 0);
    }

    #[test]
    fn the_most_like_is_found_and_the_first_of_equals() {
        let texts = ["le ministre a parlé hier", "le ministre a parlé demain", "le conseil se réunit demain"];
        let similar = Similar::new(texts.into_iter());
        assert_eq!(similar.find("le ministre a parlé lundi", |_| Some(0)), Some((0, 80)));
        assert_eq!(similar.find("le ministre a parlé lundi", |nth| (nth != 0).then_some(0)), Some((1, 80)));
        assert_eq!(similar.find("le ministre se tait", |_| Some(0)), None);
    }

    /// No sentence of a script without spaces was ever like another: it was one word.
    #[test]
    fn letters_are_compared_where_no_spaces_part_words() {
        let texts = ["部长昨天在河内宣布了新的计划。", "会议将于明天上午举行。", "รัฐมนตรีประกาศแผนใหม่เมื่อวานนี้"];
        let similar = Similar::new(texts.into_iter());
        assert_eq!(similar.find("部长今天在河内宣布了新的计划。", |_| Some(0)), Some((0, 92)));
        assert_eq!(similar.find("รัฐมนตรีประกาศแผนเก่าเมื่อวานนี้", |_| Some(0)).map(|found| found.0), Some(2));
        assert_eq!(similar.find("部长明天不参加会议。", |_| Some(0)), None);
    }
}
