//! [`select`]: which sentences stand in a summary of a given length.

use std::ops::Range;

use epitome_document::{Note, NoteCode, Ranked, SentenceId, Sentences, Severity};

use crate::pick::{pick, pick_answers};
use crate::{Budget, Row, Scores};

/// The sentences of a summary, and why the others are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The picks in document order, each with its rank.
    pub kept: Vec<Ranked>,
    /// All other eligible sentences, in document order.
    pub left_out: Vec<LeftOut>,
    /// How much better the last pick was than the best sentence that could have stood in its place, per mille; 1000 where
    /// there was none.
    pub margin: u16,
    /// What the summary was allowed.
    pub budget: Budget,
}

impl Selection {
    /// A margin below this is a close call: a small change of the text or the weights may turn it. Set by
    /// hand, not measured.
    pub const CLOSE_CALL: u16 = 30;

    /// Whether another sentence came near to being the last pick.
    #[must_use]
    pub fn is_close_call(&self) -> bool {
        self.margin < Selection::CLOSE_CALL
    }
}

/// An eligible sentence that is not in the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which one.
    pub sentence: SentenceId,
    /// Why.
    pub why: Why,
}

/// Why a sentence is not in the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// Others scored higher.
    LowerScore,
    /// It scored as high as a pick, but takes up too much room.
    Long,
    /// It scored as high as a pick, but says much of what the picks say.
    Overlaps,
    /// It scored as high as a pick, but asks, and there was room only for sentences that state something.
    Question,
    /// It was its turn, but it is longer than what was left of the budget.
    OverBudget,
    /// It fits where a better one was too long, but is no more than a scrap, or reads badly.
    Filler,
    /// It says the same as a sentence that was picked, word for word.
    Repeats(SentenceId),
    /// It belongs to a quotation that is, as a whole, longer than what was left of the budget.
    PartOfLongQuotation,
    /// It points back to the sentence right before it, which was not picked before it.
    NeedsSentenceBefore(SentenceId),
    /// It is wholly a quotation, and the neighbour that says who speaks was not picked before it.
    NeedsSpeaker(SentenceId),
}

impl Why {
    /// The code in the wire format.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Why::LowerScore => "lower-score",
            Why::Long => "long",
            Why::Overlaps => "overlaps",
            Why::Question => "question",
            Why::OverBudget => "over-budget",
            Why::Filler => "filler",
            Why::Repeats(_) => "repeats",
            Why::PartOfLongQuotation => "part-of-long-quotation",
            Why::NeedsSentenceBefore(_) => "needs-sentence-before",
            Why::NeedsSpeaker(_) => "needs-speaker",
        }
    }

    /// One phrase for a person; the sentences give the addresses.
    #[must_use]
    pub fn message(self, sentences: &Sentences) -> String {
        let address = |id: SentenceId| sentences.get(id).address();
        match self {
            Why::LowerScore => "others scored higher".to_owned(),
            Why::Long => "scored high, but a shorter one says nearly as much".to_owned(),
            Why::Overlaps => "scored high, but says much of what the picks say".to_owned(),
            Why::Question => "scored high, but asks".to_owned(),
            Why::OverBudget => "longer than what was left of the budget".to_owned(),
            Why::Filler => "would only fill what a better one was too long for".to_owned(),
            Why::Repeats(id) => format!("says the same as {}", address(id)),
            Why::PartOfLongQuotation => {
                "part of a quotation longer than what was left of the budget".to_owned()
            }
            Why::NeedsSentenceBefore(id) => {
                format!("points back to {}, which was not picked before it", address(id))
            }
            Why::NeedsSpeaker(id) => {
                format!("a quotation without its speaker, as {} was not picked before it", address(id))
            }
        }
    }
}

/// Picks sentences within a budget: greedily the best first, where likeness to the earlier picks counts against a sentence
/// (maximal marginal relevance, Carbonell and Goldstein 1998).
///
/// - The sentences of one quotation are picked together or not at all; together they are worth the mean of their totals,
///   weighted by their words. What the words asked about add to one of those picked together counts whole.
/// - A sentence that points back is picked only after the sentence right before it, or together with it: the two are worth the mean
///   of both by their words. It stands alone where it holds a word asked about and there is room for no other that does.
/// - A sentence that is wholly a quotation stands in the same way with the neighbour that says who speaks.
/// - A question, or what an interviewer says before one, is picked only where nothing else is left.
/// - Of sentences with the same words one is picked.
/// - A budget of sentences makes long sentences dearer; other budgets do so by themselves.
/// - What is left where a sentence was too long is filled by sentences without faults only; where sentences are counted,
///   a scrap will do, but no half quotation.
/// - Where no sentence fits, the best stands alone, with a note.
///
/// The result depends on the arguments only, so one scoring serves several budgets. Time is linear in the number of terms,
/// but for a factor that grows with the logarithm of the number of sentences.
#[must_use]
pub fn select(scores: &Scores, budget: Budget) -> (Selection, Vec<Note>) {
    let mut notes = Vec::new();
    if scores.rows.is_empty() {
        notes.push(note(NoteCode::NothingToSummarize, "no sentence may stand in a summary"));
        return (Selection { budget, margin: 1000, ..Selection::default() }, notes);
    }
    let one_by_one = || (0..scores.rows.len()).map(|row| row..row + 1).collect();
    // Made anew where they are needed again, which is seldom: here an extraction takes the most memory.
    let units = || if scores.is_ours() { quoted_together(&scores.rows) } else { one_by_one() };
    let holds_asked = |row: &Row| row.features.query_words > 0;
    let mut picks = pick(scores, budget, units());
    if scores.rows.iter().any(holds_asked) && !picks.answer() {
        picks = pick_answers(scores, budget, units());
    }
    if picks.is_empty() && scores.rows.iter().all(|row| row.quotation.is_some()) {
        // All is quoted and no quotation fits: better a part of one than nothing.
        picks = pick(scores, budget, one_by_one());
    }
    if picks.is_empty() && picks.add_best_sentence() {
        let message = format!("no sentence fits into {budget}, so the best stands alone");
        notes.push(note(NoteCode::OverBudget, &message));
    }
    if scores.rows.iter().any(holds_asked) && !picks.answer() {
        let message = format!("within {budget} no pick holds a word that was asked about");
        notes.push(note(NoteCode::QueryUnmatched, &message));
    }
    (picks.finish(), notes)
}

fn note(code: NoteCode, message: &str) -> Note {
    Note { code, severity: Severity::Warning, span: None, message: message.to_owned() }
}

/// Rows that are picked together: those of one quotation, else each alone.
pub(crate) fn quoted_together(rows: &[Row]) -> Vec<Range<usize>> {
    let mut at = 0;
    rows.chunk_by(|a, b| a.quotation.is_some() && a.quotation == b.quotation)
        .map(|chunk| {
            at += chunk.len();
            at - chunk.len()..at
        })
        .collect()
}
