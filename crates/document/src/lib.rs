//! What an article is, and reading bytes into one.
//!
//! A [`Document`] is one read-only text with its blocks, made from an [`Input`] by [`read()`]; its [`SourceMap`] leads from
//! any place in the text back to the original bytes. What the later stages find out are layers of [`Span`]s and ids over it:
//! [`Cleaning`], [`Tagging`], [`Sentences`].
//!
//! ```
//! use epitome_document::{Input, ReadOptions, Span, read};
//!
//! // "Le ministère a tenu une réunion." in windows-1252, as an old site serves it.
//! let bytes = b"Le minist\xE8re a tenu une r\xE9union.".to_vec();
//! let document = read(&Input::text("old.txt", bytes), &ReadOptions::default())?;
//!
//! assert_eq!(&*document.text, "Le ministère a tenu une réunion.");
//! assert_eq!(document.source.encoding, "windows-1252");
//! assert_eq!(document.map.to_source(Span::new(3, 13)), Some(Span::new(3, 12)), "ministère is a byte shorter there");
//! # Ok::<(), epitome_document::ReadError>(())
//! ```
//!
//! Reading is the only stage that can fail ([`ReadError`]); what it merely doubts it says in [`Note`]s.

mod bytes;
mod document;
mod elements;
mod encoding;
mod error;
mod input;
mod layer;
mod lines;
mod meta;
mod note;
mod read;
mod source_map;
mod span;
mod tag;

pub use bytes::Bytes;
pub use document::{
    Block, BlockId, BlockKind, Document, EncodingEvidence, Hint, Mark, MarkKind, MarkTags, Media, Source,
};
pub use elements::{Attribute, ElementId, Elements};
pub use encoding::{Encoding, UnknownEncoding};
pub use error::{ReadError, ReadErrorKind};
pub use input::{Input, MAX_TEXT_BYTES, Newlines, ReadOptions};
pub use layer::{
    Aspect, Cleaning, Cut, End, Evidence, LangRun, Ranked, Reason, Role, Sentence, SentenceId, Sentences,
    Strength, Tagging, Treatment, Use, Verdict, Weighing, Weight,
};
pub use lines::{LineNumbers, Lines, OffsetUnit, Offsets};
pub use meta::{Declaration, Located, Meta, MetaKind, MetaSyntax, MetaText, PageMeta};
pub use note::{Note, NoteCode, Severity, counted};
pub use read::{directives, may_have_directives, read, record_id, too_large};
pub use source_map::{Run, RunKind, SourceMap};
pub use span::{Span, is_blank, trim};
pub use tag::{LangTag, TagError};
