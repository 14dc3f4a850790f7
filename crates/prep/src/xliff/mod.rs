//! XLIFF, the exchange format of translation tools: written in the forms that the tools are known to take, read in all.

mod codes;
mod content;
mod escape;
mod inline;
mod notes;
mod read;
mod review;
mod tag;
mod tokens;
mod unit;
mod window;
mod write;

pub use read::{Event, Reader, Translation};
pub use write::{FileHead, Writer};

/// A version of XLIFF that is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Version {
    /// 1.2, which most tools read.
    V1_2,
    /// 2.0: the core that all tools of the second generation read.
    #[default]
    V2_0,
    /// 2.1: the same core, with the languages of foreign units in ITS.
    V2_1,
}

impl Version {
    /// The number in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Version::V1_2 => "1.2",
            Version::V2_0 => "2.0",
            Version::V2_1 => "2.1",
        }
    }
}

/// The form in which XLIFF is written. All are flat, one unit a segment: some tools keep only one segment of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The version.
    pub version: Version,
    /// Whether the target starts as a copy of the source.
    pub copy_source: bool,
}

/// A translation tool whose habits are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Client {
    /// OmegaT 3.6 sees only units that have a target, and none of 2.0.
    Omegat,
    /// Poedit 3.2 reads 1.2 and 2.0, and refuses 2.1. Of a pair that a sentence cuts it shows a raw tag with all its attributes in
    /// 2.0, and in 1.2 what the code is.
    Poedit,
    /// Lokalize 22.12 opens 2.0 with no units and no error.
    Lokalize,
    /// Weblate reads 2.0 since 5.15 only, and takes any target for a translation.
    Weblate,
    /// Trados Studio.
    Trados,
    /// memoQ.
    Memoq,
    /// Phrase, whose own format is 1.2 too.
    Phrase,
}

impl Client {
    /// The form this tool is known to take.
    #[must_use]
    pub fn layout(self) -> Layout {
        match self {
            Client::Omegat => Layout { version: Version::V1_2, copy_source: true },
            Client::Poedit
            | Client::Lokalize
            | Client::Weblate
            | Client::Trados
            | Client::Memoq
            | Client::Phrase => Layout { version: Version::V1_2, copy_source: false },
        }
    }
}
