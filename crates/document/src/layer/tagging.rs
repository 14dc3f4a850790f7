//! [`Tagging`]: which language, where, and how sure.

use crate::{LangTag, Span};

/// The languages of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagging {
    /// The verdict over the article's body: what every verb reports.
    pub whole: Verdict,
    /// The blocks, in order, one run each: sorted, disjoint.
    pub runs: Vec<LangRun>,
}

impl Tagging {
    /// The verdict for the text at `byte`: that of its run, else that of the whole.
    #[must_use]
    pub fn at(&self, byte: usize) -> &Verdict {
        let idx = self.runs.partition_point(|run| run.span.end() <= byte);
        match self.runs.get(idx) {
            Some(run) if run.span.start() <= byte => &run.verdict,
            _ => &self.whole,
        }
    }
}

/// A stretch of text in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LangRun {
    /// Where it stands.
    pub span: Span,
    /// Its language.
    pub verdict: Verdict,
}

/// A language and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The language; `und` when it cannot be told.
    pub tag: LangTag,
    /// How sure, in a word: what people and snapshots see.
    pub strength: Strength,
    /// How sure, per mille.
    pub confidence: u16,
    /// The next best language and its share, per mille.
    pub runner_up: Option<(LangTag, u16)>,
    /// What it rests on.
    pub evidence: Evidence,
}

/// How sure a verdict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Nothing to go by.
    Unknown,
    /// A guess.
    Unsure,
    /// Right far more often than not.
    Likely,
    /// As good as certain.
    Sure,
}

impl Strength {
    /// The word in the wire format.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Strength::Sure => "sure",
            Strength::Likely => "likely",
            Strength::Unsure => "unsure",
            Strength::Unknown => "unknown",
        }
    }
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The caller ordered it.
    Given,
    /// The source declares it, or the caller suggested it, and nothing speaks against it.
    Declared,
    /// The letters and words of the text.
    Statistics,
    /// The script has one language only.
    ScriptOnly,
    /// Too few letters to tell; a block takes the language of the whole.
    TooShort,
}

impl Evidence {
    /// The word in the wire format.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Evidence::Given => "given",
            Evidence::Declared => "declared",
            Evidence::Statistics => "statistics",
            Evidence::ScriptOnly => "script-only",
            Evidence::TooShort => "too-short",
        }
    }
}
