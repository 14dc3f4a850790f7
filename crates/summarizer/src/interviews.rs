//! [`mark_interviewer`]: which paragraphs of an interview are the interviewer's.

use std::collections::BTreeMap;

use epitome_document::{Document, Sentences};

use crate::Row;

/// The fewest paragraphs that end in a question in an interview, and the share of all paragraphs they are: one in so many. An answer
/// seldom has more than three. Set by hand.
const FEWEST: usize = 3;
const ONE_IN: usize = 4;

/// The most sentences an interviewer says before the question. Set by hand.
const LONGEST: usize = 3;

/// Whoever speaks is named by a label of no more bytes: "Le Point :", "PV:".
const LONGEST_LABEL: usize = 40;

/// Makes of all that an interviewer says questions ("The minister promises beds. Do you believe it?"): paragraphs that end in a
/// question, where these make up the article, and those that begin as mostly these do ("* Your leading lady had never acted before...").
pub(crate) fn mark_interviewer(rows: &mut [Row], document: &Document, sentences: &Sentences) {
    let block = |row: &Row| sentences.get(row.sentence).block;
    let asks = |paragraph: &[Row]| {
        paragraph.len() <= LONGEST && paragraph.last().is_some_and(|row| row.features.question)
    };
    let mark = |paragraph: &[Row]| {
        let first = paragraph.first()?;
        speaker(document.slice(sentences.get(first.sentence).span))
    };
    let paragraphs = || rows.chunk_by(|a, b| block(a) == block(b));
    // For each mark how many paragraphs begin with it, and how many of them ask.
    let mut marks: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut n_asking, mut n_paragraphs) = (0, 0);
    for paragraph in paragraphs() {
        let asks = usize::from(asks(paragraph));
        (n_asking, n_paragraphs) = (n_asking + asks, n_paragraphs + 1);
        if let Some(mark) = mark(paragraph) {
            let (n, n_asking) = marks.entry(mark).or_default();
            (*n, *n_asking) = (*n + 1, *n_asking + asks);
        }
    }
    marks.retain(|_, (n, n_asking)| *n_asking >= FEWEST && *n_asking * 2 > *n);
    if n_asking < FEWEST || n_asking * ONE_IN < n_paragraphs && marks.is_empty() {
        return;
    }
    for paragraph in rows.chunk_by_mut(|a, b| block(a) == block(b)) {
        if asks(paragraph) || mark(paragraph).is_some_and(|mark| marks.contains_key(mark)) {
            paragraph.iter_mut().for_each(|row| row.features.question = true);
        }
    }
}

/// What a turn of talk begins with, to tell whose it is: a sign ("* Why a circus?"), or a label with a colon ("PV: Vì sao?"). A dash only says
/// that somebody else speaks now.
fn speaker(text: &str) -> Option<&str> {
    let first = text.chars().next().filter(|first| !matches!(first, '-' | '–' | '—'))?;
    if !first.is_alphanumeric() {
        return Some(&text[..first.len_utf8()]);
    }
    let head = &text[..text.floor_char_boundary(LONGEST_LABEL)];
    head.find([':', '：']).map(|colon| &head[..colon])
}
