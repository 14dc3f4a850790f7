//! Language-tagged extractive summaries of multilingual articles: offline, deterministic to the byte.
//!
//! [`analyze`] takes an [`Input`] through every stage and returns an [`Analysis`]: the text as read, what each block is, the
//! language, the sentences, their scores and the picks, each with its reason. [`detect`] and [`segment`] stop earlier, [`together`]
//! summarises many. A [`Config`] says what is wanted and is passed explicitly. Only reading can fail; everything later returns a value and
//! leaves [`Note`]s.
//!
//! ```
//! use epitome::{Budget, Config, Input, analyze};
//!
//! let text = "HANOI (AFP) - Le Vietnam a inauguré lundi son premier centre national de données, près de Hanoï.\n\
//!             Le chantier, qui a duré trois ans, a coûté plus de 300 millions de dollars à l'État.\n\
//!             Lire aussi : La météo de la semaine\n";
//! let config = Config { budget: Budget::Sentences(1), ..Config::default() };
//! let analysis = analyze(&Input::text("centre.txt", text.as_bytes()), &config)?;
//!
//! assert_eq!(analysis.language().tag.as_str(), "fr");
//! let summary: Vec<&str> = analysis.summary().map(|(_, sentence)| analysis.document.slice(sentence.span)).collect();
//! assert_eq!(summary, ["Le Vietnam a inauguré lundi son premier centre national de données, près de Hanoï."]);
//! # Ok::<(), epitome::ReadError>(())
//! ```

mod analysis;
mod config;
mod project;
mod together;
mod translate;

pub use analysis::{Analysis, Detection, Segmentation, Stage, analyze, detect, prepare, segment};
pub use config::Config;
pub use epitome_cleaner::Orders;
pub use epitome_detector::Engine;
pub use epitome_document::{
    Aspect, Attribute, Block, BlockId, BlockKind, Bytes, Cleaning, Cut, Document, ElementId, Elements,
    Encoding, EncodingEvidence, End, Evidence, Input, LangRun, LangTag, LineNumbers, Lines, Located, Mark,
    MarkKind, MarkTags, Media, Meta, Newlines, Note, NoteCode, OffsetUnit, Offsets, PageMeta, Ranked,
    ReadError, ReadErrorKind, ReadOptions, Reason, Role, Run, RunKind, Sentence, SentenceId, Sentences,
    Severity, Source, SourceMap, Span, Strength, TagError, Tagging, Treatment, UnknownEncoding, Use, Verdict,
    Weighing, Weight, counted, is_blank, read, record_id, too_large,
};
pub use epitome_langs::{Language, Languages, Overlay};
pub use epitome_prep as prep;
pub use epitome_segmenter::{Quotes, Srx, SrxError, SrxNote, export_srx};
pub use epitome_summarizer::{Budget, Fact, Features, KeyTerm, LeftOut, Method, Row, Scores, Selection, Why};
pub use project::{Clean, Prep, Project, ProjectError};
pub use together::{Citation, Digest, Place, together};
pub use translate::{Extraction, extract, units};

/// Version of this crate, and the first eight bytes of the SHA-256 of all data and models in hexadecimal: outputs made by another engine
/// can be told apart.
#[must_use]
pub fn engine() -> &'static str {
    concat!(env!("CARGO_PKG_VERSION"), "+data.", include_str!(concat!(env!("OUT_DIR"), "/data_hash")))
}
