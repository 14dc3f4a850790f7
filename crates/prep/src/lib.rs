//! Translation preparation: units out of an article, XLIFF for the tools translators use, and translations back into the bytes
//! they came from.
//!
//! [`units()`] makes a [`Unit`] of each sentence that is translated, and of titles and descriptions outside the running text: its
//! [`Content`], a text with codes for markup and for what stays as it is, under an id that other text does not touch.
//! [`xliff::Writer`] and [`xliff::Reader`] carry units out and in; a [`Merger`] writes translations into the source file and
//! leaves every other byte as it was; [`update()`] carries them over to a new version of it. [`spans`] finds what a translation
//! leaves alone or puts into the form of its language; [`pseudo()`] makes translations up.
//!
//! ```
//! use epitome_document::{Input, ReadOptions, Span, read};
//! use epitome_prep::xliff::{Event, Reader};
//! use epitome_prep::{MergeOptions, Merger, UnitPlace, unit_id};
//!
//! // "Le ministère a dit non." in windows-1252, with the line end of another age.
//! let document = read(&Input::text("a.txt", b"Le minist\xE8re a dit non.\r\n".to_vec()), &ReadOptions::default())?;
//! let place = UnitPlace::Text { span: Span::new(0, 24), protected: Vec::new() };
//! let id = unit_id(&document, &place).expect("the document has this place");
//! let xliff = format!(
//!     r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="fr" trgLang="es"><file id="f1">
//!     <unit id="{id}" xmlns:epi="urn:x-epitome:prep:1" epi:at="0-24"><segment><source>Le ministère a dit non.</source>
//!     <target>El ministro se negó.</target></segment></unit></file></xliff>"#
//! );
//!
//! let mut merger = Merger::new(&document, MergeOptions::default());
//! let mut reader = Reader::new(xliff.as_bytes())?;
//! while let Some(event) = reader.next()? {
//!     if let Event::Unit(unit) = event {
//!         merger.take(unit, None);
//!     }
//! }
//! let mut merged = Vec::new();
//! merger.finish(&mut merged)?;
//! assert_eq!(merged, b"El ministro se neg\xF3.\r\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use epitome_document::ReadOptions;

/// The most bytes of an XLIFF file that is validated: the limit of every text that is read. Offsets then fit into 32 bits.
pub const MAX_XLIFF_BYTES: usize = ReadOptions::MAX_TEXT;
/// The deepest nesting of elements of XLIFF: the limit of pages too. The deepest file of the conformance suites has 9 levels, and our
/// own have 74.
const MAX_DEPTH: usize = ReadOptions::MAX_DEPTH;
/// The most attributes of a tag: the limit of pages too.
const MAX_ATTRIBUTES: usize = ReadOptions::MAX_ATTRIBUTES;
/// The most prefixes bound at one place; each name is looked up among them.
const MAX_PREFIXES: usize = 1024;

mod anatomy;
mod content;
mod decimal;
mod encoding;
mod error;
mod merge;
mod names;
mod pseudo;
mod references;
mod review;
mod unit;
mod units;
mod update;
mod validate;

pub mod spans;
pub mod xliff;

pub use anatomy::{Anatomy, Code, CodeKind};
pub use content::{Content, Part, Piece, Placed};
pub use error::{Place, PrepError, PrepErrorKind};
pub use merge::{Ids, Locate, MergeOptions, Merged, Merger};
pub use names::unit_id;
pub use pseudo::pseudo;
pub use review::{Note, Review};
pub use unit::{Class, Fuzzy, Inline, Keep, Origin, Skip, Unit};
pub use units::{Findings, UnitOptions, UnitPlace, Units, units};
pub use update::{Update, update};
pub use validate::{Finding, Validation, validate};
