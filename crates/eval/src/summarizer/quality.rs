//! [`Quality`]: what a reader sees that no reference knows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use epitome_langs::{fold, words};
use serde::Deserialize;

use super::article::Prepared;

/// What is counted in one summary.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    /// Words.
    pub n_words: f64,
    /// Whether a sentence begins with a word that points back and the sentence before it is not there.
    pub dangles: f64,
    /// Whether a quotation mark has no partner.
    pub is_unbalanced: f64,
    /// The share of pairs of neighbouring words that have stood before.
    pub repetition: f64,
    /// The share of the article's names and numbers of several sentences that are there.
    pub coverage: f64,
    /// The share of sentences that are among the article's first three.
    pub of_the_start: f64,
}

impl Quality {
    /// Of the summary made of these sentences.
    #[must_use]
    pub fn of(article: &Prepared, picks: &[usize]) -> Quality {
        let flag = |holds: bool| f64::from(u8::from(holds));
        let mut picks = picks.to_vec();
        picks.sort_unstable();
        let n_words = picks.iter().map(|idx| article.stems[*idx].len()).sum::<usize>();
        Quality {
            n_words: n_words as f64,
            dangles: flag(picks.iter().any(|idx| {
                let has_before =
                    idx.checked_sub(1).is_some_and(|before| picks.binary_search(&before).is_ok());
                !has_before && dangles(article.text(*idx), article.tag.language())
            })),
            is_unbalanced: flag(is_unbalanced(
                &picks.iter().map(|idx| article.text(*idx)).collect::<Vec<_>>(),
            )),
            repetition: repetition(article, &picks),
            coverage: coverage(article, &picks),
            of_the_start: picks.iter().filter(|idx| **idx < 3).count() as f64 / picks.len().max(1) as f64,
        }
    }

    /// The mean over many summaries.
    #[must_use]
    pub fn mean(all: &[Quality]) -> Quality {
        let mean = |of: fn(&Quality) -> f64| all.iter().map(of).sum::<f64>() / all.len().max(1) as f64;
        Quality {
            n_words: mean(|one| one.n_words),
            dangles: mean(|one| one.dangles),
            is_unbalanced: mean(|one| one.is_unbalanced),
            repetition: mean(|one| one.repetition),
            coverage: mean(|one| one.coverage),
            of_the_start: mean(|one| one.of_the_start),
        }
    }
}

/// The lists of `data/dangling.toml` of one language.
#[derive(Debug, Deserialize)]
struct Starts {
    openers: BTreeSet<String>,
    within: BTreeSet<String>,
    exempt: BTreeSet<String>,
}

static STARTS: LazyLock<BTreeMap<String, Starts>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/dangling.toml")).expect("the file is checked by a test")
});

/// Whether a sentence begins with words that point back, by the list of its language.
pub(crate) fn dangles(text: &str, language: &str) -> bool {
    let Some(starts) = STARTS.get(language) else { return false };
    let first: Vec<_> = words(text).take(4).collect();
    let phrases = |from: usize, n: usize| {
        let ends = first[from..first.len().min(from + n)].iter();
        ends.map(|word| fold(&text[first[from].start()..word.end()])).collect::<Vec<_>>()
    };
    let begins_with = |list: &BTreeSet<String>, from: usize, n: usize| {
        from < first.len() && phrases(from, n).iter().any(|phrase| list.contains(phrase))
    };
    (begins_with(&starts.openers, 0, 4) || (0..3).any(|from| begins_with(&starts.within, from, 3 - from)))
        && !(0..4).any(|from| begins_with(&starts.exempt, from, 4 - from))
}

fn is_unbalanced(sents: &[&str]) -> bool {
    let count = |mark: char| sents.iter().map(|sent| sent.matches(mark).count()).sum::<usize>();
    count('"') % 2 == 1 || count('«') != count('»') || count('“') != count('”')
}

fn repetition(article: &Prepared, picks: &[usize]) -> f64 {
    let pairs = || picks.iter().flat_map(|idx| article.stems[*idx].windows(2));
    let different: BTreeSet<&[u32]> = pairs().collect();
    let n = pairs().count();
    (n - different.len()) as f64 / n.max(1) as f64
}

/// Names are words with a capital that do not open a sentence.
fn coverage(article: &Prepared, picks: &[usize]) -> f64 {
    let mut sents_with: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for idx in 0..article.stems.len() {
        let text = article.text(idx);
        for (at, word) in words(text).enumerate() {
            let word = &text[word.range()];
            let is_name = at > 0 && word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some();
            if is_name || word.starts_with(char::is_numeric) {
                sents_with.entry(fold(word)).or_default().push(idx);
            }
        }
    }
    sents_with.retain(|_, sents| {
        sents.dedup();
        sents.len() > 1
    });
    let is_there = |sents: &&Vec<usize>| sents.iter().any(|idx| picks.binary_search(idx).is_ok());
    match sents_with.len() {
        0 => 1.0,
        n => sents_with.values().filter(is_there).count() as f64 / n as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_that_hang_in_the_air_are_known() {
        for (language, text) in [
            ("fr", "Il a promis deux milliards."),
            ("fr", "Dans ce rapport, l'agence compte large."),
            ("fr", "« Mais c'est fini », dit M. Lam."),
            ("vi", "Tuy nhiên, giá vẫn tăng."),
            ("vi", "Vụ việc này gây xôn xao."),
            ("en", "However, prices rose."),
        ] {
            assert!(dangles(text, language), "{text}");
        }
        for (language, text) in [
            ("fr", "Il faut deux milliards."),
            ("fr", "Ce lundi, la ville vote."),
            ("vi", "Ông Nguyễn Văn An đã đến."),
            ("en", "This week the city votes."),
            ("xx", "Il a promis."),
        ] {
            assert!(!dangles(text, language), "{text}");
        }
    }

    #[test]
    fn marks_need_partners() {
        assert!(is_unbalanced(&["« Oui.", "Non."]) && is_unbalanced(&["Un \" deux"]));
        assert!(!is_unbalanced(&["« Oui.", "Non. »"]));
    }
}
