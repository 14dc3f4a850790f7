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
//! let short = "À la une";
//! assert_eq!(detect(short, Request::default()).evidence, Evidence::TooShort);
//! let page = Request { hint: Some(LangTag::parse("fr")?), ..Request::default() };
//! assert_eq!(detect(short, page).tag.as_str(), "fr");
//! # Ok::<(), epitome_document::TagError>(())
//! ```
//!
//! # What the figures mean
//!
//! [`Verdict::confidence`] is how many of a thousand texts with as clear an answer are right, measured over languages of
//! equal weight. [`Strength`] is the same in words: sure is 990 and more, likely 950 and more. The share of the runner-up is
//! its part of the rest: where the answer is wrong, the next best is right in six of ten texts.

mod calibration;
mod model;
mod prepare;
mod tag;
mod verdict;

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
}

/// Judges one text.
///
/// The tag is `und` when there are too few letters or letters of no language we have statistics for, and `zxx` when there
/// is no letter at all but something else: digits, emoji, signs. Of a long text, windows at equal distances are read.
#[must_use]
pub fn detect(text: &str, request: Request) -> Verdict {
    if let Some(tag) = request.lang {
        return verdict::given(tag);
    }
    verdict::conclude(&verdict::find(once(text)), request.hint)
}
