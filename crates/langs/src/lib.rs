//! What epitome knows about each language, and the matching view that all stages share.
//!
//! [`Languages`] finds the [`Language`] of a tag: one data file, `data/<tag>.toml`, embedded and read on first use. Nothing is
//! inherited from another language: a French "est" is not an English abbreviation. [`fold`] and [`words`] are how every stage
//! compares text, so that two stages never disagree on what a word is.
//!
//! ```
//! use epitome_document::LangTag;
//! use epitome_langs::{Languages, fold, words};
//!
//! let languages = Languages::default();
//! let french = languages.get(LangTag::parse("fr-CA")?);
//! assert_eq!(&*french.name, "French");
//! assert!(french.abbreviations.titles.contains("M."));
//!
//! let text = "L’IA pèse 2,2 milliards";
//! let keys: Vec<String> = words(text).map(|word| fold(&text[word.range()])).collect();
//! assert_eq!(keys, ["l", "ia", "pèse", "2,2", "milliards"]);
//! # Ok::<(), epitome_document::TagError>(())
//! ```

mod abbreviations;
mod classes;
mod digits;
mod file;
mod fold;
mod language;
mod length;
mod list;
mod overlay;
mod press;
mod quantities;
mod scripts;
mod table;
mod words;

pub use abbreviations::{AbbreviationClass, Abbreviations};
pub use digits::{ascii_digit, may_open_digit};
pub use fold::{fold, folded, is_plainly_nfc};
pub use language::{Cues, Direction, Language, NumberFormat};
pub use length::{Length, length, length_and_words};
pub use list::{GOLDEN, List, ListId, Place};
pub use overlay::{Overlay, OverlayError};
pub use press::{Press, press};
pub use quantities::Quantities;
pub use scripts::{is_east_asian, is_hangul, is_unspaced};
pub use table::Languages;
pub use words::{has_words, words};
