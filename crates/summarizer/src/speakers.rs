//! [`find_speakers`]: where it is said who speaks in a sentence that is wholly a quotation.

use std::ops::Range;

use epitome_document::{Document, Sentences};
use epitome_langs::{Languages, words};

use crate::Row;
use crate::select::quoted_together;

/// Where it is said who speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// In the sentence or its quotation, or nobody speaks; or it is an answer to somebody else's question.
    #[default]
    WithinReach,
    /// In the sentence before its quotation.
    Before,
    /// In the sentence behind its quotation.
    Behind,
}

/// Goes through rows whose `speaker` is [`Speaker::Before`] where all their words are quoted, and finds where it really is.
///
/// The press names who speaks before a quotation as a rule, also across a paragraph break ("Mr Okoro disagreed."). It does so behind it
/// where nothing stands before, or where a paragraph opens with the quotation and goes on with a verb of saying.
pub(crate) fn find_speakers(
    rows: &mut [Row],
    document: &Document,
    sentences: &Sentences,
    languages: &Languages,
) {
    let sentence = |row: &Row| sentences.get(row.sentence);
    let says = |row: &Row| {
        let text = document.slice(sentence(row).span);
        let verbs = &languages.get(sentence(row).tag).verbs_of_saying;
        words(text).any(|word| verbs.contains_folded(&text[word.range()]))
    };
    for Range { start, end } in quoted_together(rows) {
        let before = start.checked_sub(1).map(|before| rows[before]);
        let behind = rows.get(end).copied();
        let opens_paragraph =
            || before.is_none_or(|before| sentence(&before).block != sentence(&rows[start]).block);
        let is_introduced = |before: Row| document.slice(sentence(&before).span).ends_with([':', '：']);
        let is_named_behind = |behind: &Row| {
            sentence(behind).block == sentence(&rows[end - 1]).block
                && behind.speaker == Speaker::WithinReach
                && opens_paragraph()
                && says(behind)
        };
        let speaker = if rows[start..end].iter().any(|row| row.speaker == Speaker::WithinReach) {
            Speaker::WithinReach
        } else {
            match (before, behind) {
                (None, None) => Speaker::WithinReach,
                (None, Some(_)) => Speaker::Behind,
                // What an interviewer asks is answered by the one whom the head of the article presents.
                (Some(before), _) if before.features.question && before.speaker == Speaker::WithinReach => {
                    Speaker::WithinReach
                }
                (Some(before), Some(behind)) if !is_introduced(before) && is_named_behind(&behind) => {
                    Speaker::Behind
                }
                _ => Speaker::Before,
            }
        };
        rows[start..end].iter_mut().for_each(|row| row.speaker = speaker);
    }
}
