//! Which language a text is in, and how sure that is.
//!
//! [`detect`] judges one text, [`tag`] a whole document: the article's body and every block of it. Both answer with a
//! [`Verdict`]: a canonical tag, a word and a figure for how sure it is, and what that rests on. A [`Request`] carries what
//! the caller knows of the language.
//!
//! ```
//! use epitome_detector::{Request, detect};
//! use epitome_document::{Evidence, LangTag, Strength};
//!
//! let verdict = detect("Le Parti a tenu lundi à Hanoï une conférence sur les données.", Request::default());
//! assert_eq!((verdict.tag.as_str(), verdict.strength), ("fr", Strength::Sure));
//!
//! // Too little to go by, unless the page says what it is.
//! assert_eq!(detect("OK", Request::default()).evidence, Evidence::TooShort);
//! let page = Request { hint: Some(LangTag::parse("fr")?), ..Request::default() };
//! assert_eq!(detect("OK", page).tag.as_str(), "fr");
//! # Ok::<(), epitome_document::TagError>(())
//! ```
//!
//! # What the figures mean
//!
//! [`Verdict::confidence`] is how many of a thousand texts of that length with as clear an answer were right, on text held back
//! from the training and over languages of equal weight. [`Strength`] is the same in words: sure is 990 and more, likely 950
//! and more. The share of the runner-up is its part of the rest, by what the model gives the languages.
//!
//! The statistics are in [`model`]; `cargo xtask train detector` makes them.

mod by_script;
mod count;
mod doubts;
mod finding;
mod han;
mod known;
mod lead;
pub mod model;
mod path;
mod plain;
mod runs;
mod says;
mod strings;
mod tag;
mod verdict;
mod whatlang;
mod windows;

use std::iter::once;

#[cfg(doc)]
use epitome_document::Strength;
use epitome_document::{LangTag, Verdict};

pub use tag::tag;

/// What the caller says of the language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The language, ordered: the verdict is [`Evidence::Given`](epitome_document::Evidence::Given) and not questioned.
    pub lang: Option<LangTag>,
    /// The language, suggested: lifts short text and decides close calls, but never overrules clear evidence.
    pub hint: Option<LangTag>,
    /// Whose statistics are asked.
    pub engine: Engine,
}

/// Whose statistics are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Our own model, with whatlang's opinion where it has a language that the model lacks.
    #[default]
    Own,
    /// whatlang alone, for comparison: no runs within a block, no runner-up, and confidence that is not calibrated.
    Whatlang,
}

/// Judges one text.
///
/// The tag is `und` when there are too few letters, a name, an address, handles or code alone, or letters of no language we have
/// statistics for, and `zxx` when there is no letter at all but something else: digits, emoji, signs. Of a long text, windows at
/// equal distances are read.
#[must_use]
pub fn detect(text: &str, request: Request) -> Verdict {
    if let Some(tag) = request.lang {
        return verdict::given(tag);
    }
    let finding = says::with_says(|says| finding::find(once(text), request.engine, says));
    request.hint.map_or(finding.verdict, |hint| verdict::with_hint(&finding, hint))
}
