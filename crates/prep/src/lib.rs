//! Translation preparation: units out of an article, and their translations back into it.

mod anatomy;
mod content;
mod error;
mod merge;
mod pseudo;
mod unit;
mod units;

pub mod spans;
pub mod xliff;

pub use anatomy::{Anatomy, Code, CodeKind};
pub use content::{Content, Part, Piece, Placed};
pub use error::{Place, PrepError, PrepErrorKind};
pub use merge::{Locate, MergeOptions, Merged, Merger};
pub use pseudo::pseudo;
pub use unit::{Class, Inline, Keep, Skip, Unit};
pub use units::{Findings, UnitOptions, UnitPlace, unit_id, units};
