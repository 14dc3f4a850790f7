//! [`pool`]: the sentences of several articles as if they were one.
//!
//! A sentence is worth what it is in its own article, and more the more it is like the sentences of all articles
//! together: position, title and centroid, the parts of MEAD (Radev et al., "Centroid-based summarization of multiple documents", 2004).

use std::borrow::Cow;

use epitome_document::{Document, SentenceId, Sentences, Span};
use epitome_langs::{Language, fold};

use crate::centrality::likeness;
use crate::signals::{per_mille, shares};
use crate::surface::{n_digits, spoken};
use crate::terms::Vocabulary;
use crate::twins::{Said, twins};
use crate::{Features, Row, Scores};

/// What parts the sentence that is most like the sum of all from one that is like nothing, in points: about half of what a good
/// sentence of an article has before an average one. Set by hand.
const POINTS_OF_CENTROID: i64 = 200;

/// An article on its way into a pool.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its text.
    pub document: &'a Document,
    /// Its sentences.
    pub sentences: &'a Sentences,
    /// What they are worth, by our own method.
    pub scores: &'a Scores,
}

/// The eligible sentences of several articles.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    /// One row a sentence, article after article: [`select`](crate::select) picks from them. The id in a row is its number
    /// here; `places` says which sentence it is.
    pub scores: Scores,
    /// The number of its article and the sentence, for each row.
    pub places: Vec<(usize, SentenceId)>,
    /// Of each row that is the first of its kind, all rows that say nearly the same.
    kinds: Vec<Vec<usize>>,
}

impl Pool {
    /// The rows that say nearly the same as this one, itself among them, in order.
    #[must_use]
    pub fn alike(&self, row: usize) -> &[usize] {
        &self.kinds[self.scores.rows[row].twin as usize]
    }
}

/// Pools the sentences of articles in one language. Of sentences that say nearly the same, four of five words and all numbers, one at
/// most is picked. Ties go to the earlier article, so let their order depend on what they say, not on how they came.
/// Time is linear in the length of the texts.
#[must_use]
pub fn pool(articles: &[Member<'_>], language: &Language) -> Pool {
    let mut pool = Pool::default();
    let mut vocabulary = Vocabulary::new(language);
    let mut said = Vec::new();
    let mut n_quotations = 0;
    // "Un" is an article far more often than a number.
    let is_number_word =
        |word: &str| language.number_words.contains(word) && !language.stop_words.contains(word);
    for (nth, article) in articles.iter().enumerate() {
        let mut n_here = 0;
        for row in &article.scores.rows {
            let text = spoken(article.document.slice(article.sentences.get(row.sentence).span));
            let text = &*without_groups(text, &language.numbers.decimal);
            let reading = vocabulary.read(text);
            let is_number = |word: &Span| {
                let word = &text[word.range()];
                word.starts_with(char::is_numeric) || is_number_word(&fold(word))
            };
            let numbers = reading.spans.iter().zip(reading.stems()).filter(|(word, _)| is_number(word));
            said.push(Said::new(reading.stems().collect(), numbers.map(|(_, stem)| stem).collect()));
            let readings = &mut pool.scores.readings;
            readings.push(&reading, vocabulary.n_terms(), row.sentence.idx() as u32);
            n_here = n_here.max(row.quotation.map_or(0, |quotation| quotation + 1));
            // The sentence before the first of an article is another article's.
            let anaphoric = row.features.anaphoric && row.features.position > 0;
            pool.scores.rows.push(Row {
                sentence: SentenceId::new(pool.places.len()),
                features: Features { anaphoric, ..row.features },
                quotation: row.quotation.map(|quotation| n_quotations + quotation),
                ..*row
            });
            pool.places.push((nth, row.sentence));
        }
        n_quotations += n_here;
    }
    pool.scores.readings.finish(vocabulary.into_topics());
    pool.kinds = vec![Vec::new(); pool.places.len()];
    for (idx, twin) in twins(&said, pool.scores.readings.stems.n_stems()).into_iter().enumerate() {
        pool.scores.rows[idx].twin = twin;
        pool.kinds[twin as usize].push(idx);
    }
    if articles.len() > 1 {
        add_centroid(&mut pool.scores);
    }
    pool
}

/// A text whose numbers are written without signs between groups of digits, so that "2.000", "2 000" and "2000" are one number. What the
/// language has before decimals parts no groups.
fn without_groups<'a>(text: &'a str, decimal: &str) -> Cow<'a, str> {
    const SIGNS: [char; 8] = ['.', ',', '\'', '’', ' ', '\u{A0}', '\u{2009}', '\u{202F}'];
    let mut out = String::new();
    // Up to where the text is in `out`; where the number being read began.
    let (mut done, mut at) = (0, 0);
    while let Some(first) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + first;
        at = start + n_digits(&text[start..]);
        let is_group = |rest: &str| n_digits(rest) == 3;
        while at - start <= 3 || done > start {
            let Some(sign) = text[at..].chars().next().filter(|c| SIGNS.contains(c)) else { break };
            let group = at + sign.len_utf8();
            if decimal.starts_with(sign) || !is_group(&text[group..]) {
                break;
            }
            out.push_str(&text[done..at]);
            (done, at) = (group, group + 3);
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Makes sentences dearer that are like the sum of all, and the others cheaper.
fn add_centroid(scores: &mut Scores) {
    let likeness = likeness(&scores.readings.terms, &[]);
    let centroid = likeness.iter().map(|row| row.centroid).collect();
    let shares: Vec<i64> = shares(centroid).into_iter().map(per_mille).map(i64::from).collect();
    let mean = shares.iter().sum::<i64>() / shares.len().max(1) as i64;
    for (row, share) in scores.rows.iter_mut().zip(shares) {
        row.points += (POINTS_OF_CENTROID * (share - mean) / 1000) as i32;
        row.total = row.points.clamp(0, 1000) as u16;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_however_its_digits_are_grouped() {
        for text in ["2.000 morts", "2 000 morts", "2\u{A0}000 morts", "2\u{202F}000 morts", "2000 morts"] {
            assert_eq!(without_groups(text, ","), "2000 morts");
        }
        assert_eq!(without_groups("de 1'234'567 à 12.500 F", "."), "de 1234567 à 12.500 F");
        for text in ["3,141 m", "2020 300", "1.5.2023", "12 30", "7.1234", "2.", "4,"] {
            assert_eq!(without_groups(text, ","), text);
        }
    }
}
