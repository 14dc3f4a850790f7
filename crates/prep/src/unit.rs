//! What stands inside a unit and is no plain text.

use epitome_document::Span;

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
    pub const ALL: [Class; 12] = [
        Class::Url,
        Class::Email,
        Class::Handle,
        Class::FileName,
        Class::DocumentNumber,
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
            Class::DoNotTranslate => "do-not-translate",
            Class::Number => "number",
            Class::Date => "date",
            Class::Time => "time",
            Class::Currency => "currency",
            Class::Measure => "measure",
            Class::Percent => "percent",
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
            | Class::DoNotTranslate => Keep::Verbatim,
            Class::Number | Class::Date | Class::Time | Class::Currency | Class::Measure | Class::Percent => {
                Keep::Localize
            }
        }
    }
}
