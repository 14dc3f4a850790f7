//! [`State`]: what a page shows of one article, whether it was found out just now or read from a snapshot.

use epitome::{Analysis, BlockId, Features, Span, Verdict};

use crate::decision::decision;
use crate::weighing::weighed;

/// All that a page shows of an article. Two states of the same text can be laid side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The title, when there is one.
    pub title: Option<String>,
    /// The language of the body.
    pub language: LanguageState,
    /// The tag of the next best language.
    pub runner_up: Option<String>,
    /// What the stages had to say, a phrase each.
    pub notes: Vec<String>,
    /// Every block of the text, in order.
    pub blocks: Vec<BlockState>,
    /// How much better the last pick was than the best that could have stood in its place, per mille.
    pub margin: u16,
    /// Whether that is little.
    pub close_call: bool,
}

/// A language and how sure it is, in the words of the wire format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageState {
    /// A language tag.
    pub tag: String,
    /// How sure.
    pub strength: String,
    /// What it rests on.
    pub evidence: String,
}

/// One block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockState {
    /// Its address: `p5`.
    pub address: String,
    /// What it is used for: `body`, `aside` or `drop`.
    pub usage: String,
    /// What it is.
    pub role: String,
    /// Why, in one phrase.
    pub reason: String,
    /// Whether the evidence is clear.
    pub sure: bool,
    /// What was weighed of it, in one line; `None` where rules alone decided, and in a state read from a snapshot.
    pub weighed: Option<String>,
    /// Its language, where that is not the language of the body.
    pub language: Option<LanguageState>,
    /// Its sentences and what was cut off it, in the order of the text.
    pub pieces: Vec<Piece>,
}

/// A part of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its text on one line, as [`one_line`] puts it.
    pub text: String,
    /// What it is.
    pub kind: PieceKind,
}

/// What a part of a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// No part of any sentence: a dateline, a signature, a credit.
    Cut {
        /// Which of these.
        role: String,
    },
    /// A sentence.
    Sentence {
        /// Its address: `p5.s1`.
        address: String,
        /// What it is worth; `None` when it may not stand in a summary.
        score: Option<Score>,
    },
}

/// What a sentence is worth, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Per mille.
    pub total: u16,
    /// What was counted in it.
    pub features: Features,
    /// In which order it was picked, from 1, or why it was left out, in one phrase.
    pub outcome: Result<u32, String>,
}

impl State {
    /// What there is to show of an analysis.
    #[must_use]
    pub fn of(analysis: &Analysis) -> State {
        let whole = analysis.language();
        State {
            title: analysis.title().map(one_line),
            language: whole.into(),
            runner_up: whole.runner_up.map(|(tag, _)| tag.to_string()),
            notes: analysis.notes.iter().map(|note| one_line(&note.message)).collect(),
            blocks: analysis.document.block_ids().map(|id| block(analysis, id)).collect(),
            margin: analysis.selection.margin,
            close_call: analysis.selection.is_close_call(),
        }
    }
}

impl Piece {
    /// The score of a sentence that may stand in a summary.
    #[must_use]
    pub fn score(&self) -> Option<&Score> {
        match &self.kind {
            PieceKind::Sentence { score, .. } => score.as_ref(),
            PieceKind::Cut { .. } => None,
        }
    }

    /// In which order it was picked, when it was.
    #[must_use]
    pub fn rank(&self) -> Option<u32> {
        self.score()?.outcome.as_ref().ok().copied()
    }
}

impl From<&Verdict> for LanguageState {
    fn from(verdict: &Verdict) -> LanguageState {
        LanguageState {
            tag: verdict.tag.to_string(),
            strength: verdict.strength.as_str().to_owned(),
            evidence: verdict.evidence.as_str().to_owned(),
        }
    }
}

/// A text as a browser shows it: every run of spaces and line ends is one space, none at the ends.
#[must_use]
pub fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

fn block(analysis: &Analysis, id: BlockId) -> BlockState {
    let span = analysis.document.block(id).span;
    let treatment = analysis.cleaning.of(id);
    let verdict = analysis.tagging.at(span.start());
    BlockState {
        address: id.to_string(),
        usage: treatment.usage.as_str().to_owned(),
        role: treatment.role.as_str().to_owned(),
        reason: treatment.reason.message(),
        sure: treatment.sure,
        weighed: weighed(analysis, id),
        language: (verdict.tag != analysis.language().tag).then(|| verdict.into()),
        pieces: pieces(analysis, id, span),
    }
}

fn pieces(analysis: &Analysis, id: BlockId, block: Span) -> Vec<Piece> {
    let piece =
        |span: Span, kind: PieceKind| (span, Piece { text: one_line(analysis.document.slice(span)), kind });
    let rows = &analysis.scores.rows;
    let mut pieces: Vec<(Span, Piece)> = analysis
        .sentences
        .of_block(id)
        .map(|(id, sentence)| {
            let row = rows.binary_search_by_key(&id, |row| row.sentence).ok().map(|idx| &rows[idx]);
            let score = row.map(|row| {
                let decision = decision(analysis, row);
                let outcome = decision.rank.ok_or(decision.message);
                Score { total: row.total, features: row.features, outcome }
            });
            piece(sentence.span, PieceKind::Sentence { address: sentence.address(), score })
        })
        .collect();
    let cuts = &analysis.cleaning.cuts;
    let first = cuts.partition_point(|cut| cut.span.end() <= block.start());
    for cut in cuts[first..].iter().take_while(|cut| cut.span.start() < block.end()) {
        pieces.push(piece(cut.span, PieceKind::Cut { role: cut.role.as_str().to_owned() }));
    }
    pieces.sort_by_key(|(span, _)| *span);
    pieces.into_iter().map(|(_, piece)| piece).collect()
}
