//! [`Note`]: what a stage has to say without failing.

use std::fmt;

use crate::Span;

/// A remark on one article that does not stop the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about, from a closed list.
    pub code: NoteCode,
    /// How much it matters.
    pub severity: Severity,
    /// The place in the text, when there is one.
    pub span: Option<Span>,
    /// One sentence for a person, without a full stop.
    pub message: String,
}

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Info,
    /// The result may not be what was wanted.
    Warning,
}

impl Severity {
    /// The word in the wire format.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
        }
    }
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoteCode {
    /// The encoding was not declared and had to be guessed.
    EncodingGuessed,
    /// Bytes that are no character in the encoding became U+FFFD.
    ReplacedCharacters,
    /// Characters that were UTF-8 read as windows-1252 became what they were.
    RepairedCharacters,
    /// The text holds characters that cannot be seen: zero-width spaces, soft hyphens, direction marks.
    InvisibleCharacters,
    /// Lines end in other ways than with a line feed.
    LineEnds,
    /// The text holds control characters other than white space.
    ControlCharacters,
    /// A page holds its article in a script only.
    ArticleInScript,
    /// The language that was suggested or declared is not the one found.
    HintMismatch,
    /// The language could not be determined.
    LanguageUnknown,
    /// We have no data for the language, so general rules were used.
    LanguageWithoutData,
    /// No sentence may stand in a summary.
    NothingToSummarize,
    /// The first sentence alone exceeds the budget.
    OverBudget,
    /// No sentence holds any word that was asked about.
    QueryUnmatched,
}

impl NoteCode {
    /// Every code there is, for the schema.
    pub const ALL: [NoteCode; 13] = [
        NoteCode::EncodingGuessed,
        NoteCode::ReplacedCharacters,
        NoteCode::RepairedCharacters,
        NoteCode::InvisibleCharacters,
        NoteCode::LineEnds,
        NoteCode::ControlCharacters,
        NoteCode::ArticleInScript,
        NoteCode::HintMismatch,
        NoteCode::LanguageUnknown,
        NoteCode::LanguageWithoutData,
        NoteCode::NothingToSummarize,
        NoteCode::OverBudget,
        NoteCode::QueryUnmatched,
    ];

    /// The code in the wire format.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            NoteCode::EncodingGuessed => "encoding-guessed",
            NoteCode::ReplacedCharacters => "replaced-characters",
            NoteCode::RepairedCharacters => "repaired-characters",
            NoteCode::InvisibleCharacters => "invisible-characters",
            NoteCode::LineEnds => "line-ends",
            NoteCode::ControlCharacters => "control-characters",
            NoteCode::ArticleInScript => "article-in-script",
            NoteCode::HintMismatch => "hint-mismatch",
            NoteCode::LanguageUnknown => "language-unknown",
            NoteCode::LanguageWithoutData => "language-without-data",
            NoteCode::NothingToSummarize => "nothing-to-summarize",
            NoteCode::OverBudget => "over-budget",
            NoteCode::QueryUnmatched => "query-unmatched",
        }
    }
}

impl fmt::Display for NoteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// So many of something, as a message has it: `1 record`, `2 records`.
///
/// ```
/// # use epitome_document::counted;
/// assert_eq!([1, 2].map(|n| counted(n, "record")), ["1 record", "2 records"]);
/// ```
#[must_use]
pub fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
