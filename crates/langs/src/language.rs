//! [`Language`]: one data file.

use epitome_document::LangTag;
use serde::Deserialize;

use crate::List;

/// All that stages ask about a language. Where a list says nothing else, entries are lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Its tag, taken from the name of the file.
    #[serde(skip, default = "undetermined")]
    pub tag: LangTag,
    /// Its English name.
    pub name: Box<str>,
    /// Its name in itself.
    pub own_name: Box<str>,
    /// Its script, as an ISO 15924 code.
    pub script: Box<str>,
    /// The direction it is written in.
    pub direction: Direction,
    /// The Snowball algorithm for its stems, where our stemmer has it; without one, words are compared whole.
    pub stemmer: Option<Box<str>>,
    /// Length of a translation from English into it, per cent of the English characters.
    pub expansion: u16,
    /// Whether a number with a full stop is an ordinal ("3. Oktober"), so that it rarely ends a sentence.
    pub ordinal_stop: bool,
    /// Opening and closing quotation mark, in pairs of two characters, the language's own first.
    pub quotes: Vec<Box<str>>,
    /// How numbers are written.
    pub numbers: NumberFormat,
    /// Words that carry no topic: articles, pronouns, prepositions, auxiliaries. One word each, as [`words`](crate::words)
    /// sees them: an elided word without its apostrophe ("l", "d").
    pub stop_words: List,
    /// Words a sentence often starts with and that are no names: after an abbreviation they tell a new sentence. An
    /// elided word is written with its apostrophe ("l'").
    pub starters: List,
    /// Openers that point back to the sentence before ("il", "this", "tuy nhiên"), words or phrases.
    pub anaphora: List,
    /// Longer openers that begin like one of `anaphora` and point nowhere ("il faut", "it is expected").
    #[serde(default)]
    pub impersonal: List,
    /// Names of the months.
    pub months: List,
    /// Numbers written as words, and words that count ("millions").
    pub number_words: List,
    /// Abbreviations, each with its full stop.
    pub abbreviations: Abbreviations,
    /// What gives away lines that are not text.
    pub cues: Cues,
}

fn undetermined() -> LangTag {
    LangTag::UND
}

/// The direction a language is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// How a language writes numbers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberFormat {
    /// The sign before the decimals.
    pub decimal: Box<str>,
    /// The sign between groups of three digits.
    pub group: Box<str>,
}

/// Abbreviations by what may follow them. An entry is written with its full stop and as it stands inside a sentence: one in
/// lower case stands for every letter case, one with a capital only for itself ("M." is Monsieur, "m." may be metres). One
/// with a hyphen in front stands for every compound that ends so ("-str." for "Bahnhofstr."). One of several words is written
/// with its spaces ("p. ex.").
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviations {
    /// Titles: a name follows, never a new sentence ("M.", "Dr.").
    pub titles: List,
    /// Before a number or a numeral ("p.", "art.", "no.").
    pub before_number: List,
    /// Any other: a new sentence only before one of the starters ("env.", "cf.").
    pub general: List,
    /// May well end a sentence ("etc.", "Inc.").
    pub closing: List,
}

/// What gives away lines that are not text. Entries are folded (see [`fold`](crate::fold)) and without closing punctuation; each
/// list says whether they are whole lines or openings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cues {
    /// Openings of captions ("scène de", "from left").
    pub caption_openers: List,
    /// Labels before the maker of a picture ("photo", "crédit photo").
    pub credit_labels: List,
    /// Labels before the address or name an article was taken from ("source").
    pub source_labels: List,
    /// Words beside a number that counts comments ("commentaires").
    pub comment_words: List,
    /// Whole lines that say the article is over and other stories follow ("voir plus").
    pub end_markers: List,
    /// Openings of a line that points to another story ("lire aussi").
    pub teaser_labels: List,
    /// Whole lines of page furniture ("partager", "imprimer").
    pub furniture: List,
    /// Openings of a sentence in which the page speaks of itself ("we use cookies", "this article is no longer available").
    pub notices: List,
    /// Openings of a line that names the author ("par", "by").
    pub byline_openers: List,
    /// Openings of a line that dates the article ("publié le", "updated").
    pub date_openers: List,
}

impl Cues {
    /// Every list, always in the same order. The pattern names each field, so that none is forgotten.
    pub(crate) fn lists_mut(&mut self) -> [&mut List; 10] {
        let Cues {
            caption_openers,
            credit_labels,
            source_labels,
            comment_words,
            end_markers,
            teaser_labels,
            furniture,
            notices,
            byline_openers,
            date_openers,
        } = self;
        [
            caption_openers,
            credit_labels,
            source_labels,
            comment_words,
            end_markers,
            teaser_labels,
            furniture,
            notices,
            byline_openers,
            date_openers,
        ]
    }
}
