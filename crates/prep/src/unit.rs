//! [`Unit`]: one sentence as a translator gets it, and what stands inside it besides plain text.

use epitome_document::{BlockId, LangTag, Role, Span};

use crate::anatomy::{Anatomy, CodeKind};
use crate::content::Content;
use crate::units::UnitPlace;

/// One segment of an article, ready to be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its name: `u`, a hash of its text, its codes and its block's kind, and a number among equals. Other text may change
    /// without touching it.
    pub id: Box<str>,
    /// The block it stands in.
    pub block: BlockId,
    /// Its number within the block, from 0.
    pub nth: u32,
    /// Where it stands.
    pub span: Span,
    /// What a translator is told to put into the form of the target language.
    pub localize: Vec<Inline>,
    /// Its text, its codes and the bytes it stands for.
    pub anatomy: Anatomy,
    /// Its language.
    pub tag: LangTag,
    /// What its block is.
    pub role: Role,
    /// Its rank in the summary, from 1.
    pub rank: Option<u32>,
    /// Why it is not to be translated.
    pub skip: Option<Skip>,
    /// A translation, where there is one already.
    pub target: Option<Content>,
    /// Why the translation is not sure to be one of this text.
    pub fuzzy: Option<Fuzzy>,
}

impl Unit {
    /// Its address as people read it, the same as that of its sentence: `p2.s1`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}.s{}", self.block, self.nth + 1)
    }

    /// Where it stands, and what in it is protected.
    #[must_use]
    pub fn place(&self) -> UnitPlace {
        let codes = self.anatomy.codes.iter();
        let protected =
            codes.filter(|code| matches!(code.kind, CodeKind::Protected(_))).map(|code| code.text);
        UnitPlace { span: self.span, protected: protected.collect() }
    }
}

/// What a translation that was made of another text was made of; all empty where that is no longer known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fuzzy {
    /// How like the texts are, in per cent.
    pub percent: u32,
    /// The other text, as [`Content`] is shown.
    pub source: String,
}

/// Why a unit is not to be translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It is in the target language already.
    TargetLanguage,
    /// It is in a language that is not the article's: for another translator.
    OtherLanguage,
}

impl Skip {
    /// One phrase for a person.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Skip::TargetLanguage => "already in the target language",
            Skip::OtherLanguage => "in another language than the article",
        }
    }
}

/// A stretch of text that a translation treats by a rule: it stays as it is, or is put into the form of the target language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub class: Class,
    /// What a translation does with it.
    pub keep: Keep,
}

/// What a translation does with an [`Inline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// It stays as it is: a code that nobody can edit.
    Verbatim,
    /// It is written as the target language does ("2,2" becomes "2.2"): text, with a note for the translator.
    Localize,
}

/// What an [`Inline`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Class {
    /// An address of the web.
    Url,
    /// An e-mail address.
    Email,
    /// A name or a topic of a network: `@name`, `#topic`.
    Handle,
    /// The name of a file.
    FileName,
    /// The number of a law, a decree, a file: `n°57-NQ/TW`.
    DocumentNumber,
    /// An identifier, an option, a version, a placeholder.
    Code,
    /// A phrase from the project's list.
    DoNotTranslate,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// An amount of money.
    Currency,
    /// A quantity with its unit.
    Measure,
    /// A percentage.
    Percent,
}

impl Class {
    /// Every class there is.
    pub const ALL: [Class; 13] = [
        Class::Url,
        Class::Email,
        Class::Handle,
        Class::FileName,
        Class::DocumentNumber,
        Class::Code,
        Class::DoNotTranslate,
        Class::Number,
        Class::Date,
        Class::Time,
        Class::Currency,
        Class::Measure,
        Class::Percent,
    ];

    /// Its name in notes, snapshots and the project file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Url => "url",
            Class::Email => "email",
            Class::Handle => "handle",
            Class::FileName => "file-name",
            Class::DocumentNumber => "document-number",
            Class::Code => "code",
            Class::DoNotTranslate => "do-not-translate",
            Class::Number => "number",
            Class::Date => "date",
            Class::Time => "time",
            Class::Currency => "currency",
            Class::Measure => "unit",
            Class::Percent => "percentage",
        }
    }

    /// What a translation does with it unless the project says otherwise.
    #[must_use]
    pub fn keep(self) -> Keep {
        match self {
            Class::Url
            | Class::Email
            | Class::Handle
            | Class::FileName
            | Class::DocumentNumber
            | Class::Code
            | Class::DoNotTranslate => Keep::Verbatim,
            Class::Number | Class::Date | Class::Time | Class::Currency | Class::Measure | Class::Percent => {
                Keep::Localize
            }
        }
    }
}
