//! [`Unit`]: one text as a translator gets it, and what stands inside it besides plain text.

use epitome_document::{BlockId, LangTag, MetaKind, Role, Span};

use crate::anatomy::{Anatomy, CodeKind};
use crate::content::Content;
use crate::decimal;
use crate::review::Review;
use crate::units::UnitPlace;

/// One text of an article, ready to be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its name: `u`, a hash of its text, its codes and its block's kind, and a number among equals. Other text may change
    /// without touching it.
    pub id: Box<str>,
    /// Where it comes from.
    pub origin: Origin,
    /// What a translator is told of, by its place in the text that the unit is made of: what is to be put into the form of the target
    /// language, and what stays as it is where that is no code.
    pub noted: Vec<Inline>,
    /// Its text, its codes and the bytes it stands for.
    pub anatomy: Anatomy,
    /// Its language.
    pub tag: LangTag,
    /// Its rank in the summary, from 1.
    pub rank: Option<u32>,
    /// Why it is not to be translated.
    pub skip: Option<Skip>,
    /// A translation, where there is one already.
    pub target: Option<Content>,
    /// Why the translation is not sure to be one of this text.
    pub fuzzy: Option<Fuzzy>,
    /// What people have said of it, where they have.
    pub review: Option<Box<Review>>,
}

impl Unit {
    /// Its address as people read it: that of its sentence, `p2.s1`, or the number of its text outside the running text, `m3`.
    #[must_use]
    pub fn address(&self) -> String {
        let mut out = String::new();
        self.push_address(&mut out);
        out
    }

    /// Adds its address to a text.
    pub(crate) fn push_address(&self, out: &mut String) {
        let nth = match self.origin {
            Origin::Sentence { block, nth, .. } => {
                push_block(out, block);
                out.push_str(".s");
                nth
            }
            Origin::Meta { nth, .. } => {
                out.push('m');
                nth
            }
        };
        decimal::push(out, nth as usize + 1);
    }

    /// The block it stands in; `None` for what speaks of the whole article.
    #[must_use]
    pub fn block(&self) -> Option<BlockId> {
        match self.origin {
            Origin::Sentence { block, .. } => Some(block),
            Origin::Meta { block, .. } => block,
        }
    }

    /// Where it stands, and what in it is protected.
    #[must_use]
    pub fn place(&self) -> UnitPlace {
        match self.origin {
            Origin::Sentence { span, .. } => {
                let codes = self.anatomy.codes.iter();
                let protected =
                    codes.filter(|code| matches!(code.kind, CodeKind::Protected(_))).map(|code| code.text);
                UnitPlace::Text { span, protected: protected.collect() }
            }
            Origin::Meta { .. } => UnitPlace::Meta(self.anatomy.source),
        }
    }
}

/// Adds the address of a block to a text: `p2`.
pub(crate) fn push_block(out: &mut String, block: BlockId) {
    out.push('p');
    decimal::push(out, block.idx() + 1);
}

/// Where a unit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is a sentence.
    Sentence {
        /// The block it stands in.
        block: BlockId,
        /// What that is.
        role: Role,
        /// Whether it is of the page, as that says, or of the article, is in doubt.
        is_doubtful: bool,
        /// Its number within the block, from 0.
        nth: u32,
        /// Where it stands.
        span: Span,
    },
    /// It is one of the [texts](epitome_document::Meta::texts) outside the running text.
    Meta {
        /// Its number among them, from 0.
        nth: u32,
        /// What it is.
        kind: MetaKind,
        /// The block it stands in or before; `None` for what speaks of the whole article.
        block: Option<BlockId>,
    },
}

/// What is said of a translation that was made of another text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fuzzy {
    /// How like the texts are, in per cent; 0 where an earlier update compared them.
    pub percent: u32,
    /// What a translator is told, with the other text.
    pub note: String,
}

/// Why a unit is not to be translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It is in the target language already.
    TargetLanguage,
    /// It is in a language that is not the article's: for another translator.
    OtherLanguage,
    /// The page says not to translate it.
    Verbatim,
}

impl Skip {
    /// One phrase for a person.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Skip::TargetLanguage => "already in the target language",
            Skip::OtherLanguage => "in another language than the article",
            Skip::Verbatim => "the page says not to translate it",
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
    /// A phrase from the project's list, or a text that the page says not to translate.
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
