//! [`Language`]: one data file.

use epitome_document::LangTag;
use serde::Deserialize;

use crate::{Abbreviations, List, Quantities};

/// All that stages ask about a language. Where a list says nothing else, entries are lower case.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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
    /// Whether a number with a full stop is an ordinal ("3. Oktober", "2006. godine", "XX. stoljeće"), so that it rarely ends a
    /// sentence.
    pub ordinal_stop: bool,
    /// Opening and closing quotation mark, in pairs of two characters, the language's own first.
    pub quotes: Vec<Box<str>>,
    /// How numbers are written.
    pub numbers: NumberFormat,
    /// Words that carry no topic: articles, pronouns, prepositions, auxiliaries. One word each, as [`words`](crate::words)
    /// sees them: an elided word without its apostrophe ("l", "d").
    #[serde(default)]
    pub stop_words: List,
    /// Words a sentence often starts with and that are no names: after an abbreviation they tell a new sentence. An
    /// elided word is written with its apostrophe ("l'").
    #[serde(default)]
    pub starters: List,
    /// Openers that point back to the sentence before ("il", "this", "tuy nhiên"), words or phrases.
    #[serde(default)]
    pub anaphora: List,
    /// Phrases that hold one of `anaphora`, `demonstratives` or `pronouns` and point nowhere ("il faut", "this week", "tháng này").
    #[serde(default)]
    pub impersonal: List,
    /// Words, or two of them, that point back where they begin among the first three ("dans ce rapport", "vụ việc này", "of that").
    #[serde(default)]
    pub demonstratives: List,
    /// Words for somebody known that point back unless a name follows, at the head of a sentence and behind the comma of a short
    /// phrase ("ông", "lundi, il").
    #[serde(default)]
    pub pronouns: List,
    /// Forms of verbs of saying ("told", "déclaré"): they tell who speaks, not what about.
    #[serde(default)]
    pub verbs_of_saying: List,
    /// Words that stand right before a noun ("the", "his", "of", "new"); a verb seldom follows one.
    #[serde(default)]
    pub before_nouns: List,
    /// Openers of a sentence that asks the reader of a page to do something there ("click here", "abonnez-vous"), or greets whoever
    /// follows it live ("bonjour à tous"), of up to four words.
    #[serde(default)]
    pub calls_to_action: List,
    /// Names of the months.
    #[serde(default)]
    pub months: List,
    /// Numbers written as words, and words that count ("millions").
    #[serde(default)]
    pub number_words: List,
    /// Abbreviations, each with its full stop.
    pub abbreviations: Abbreviations,
    /// What gives away lines that are not text.
    pub cues: Cues,
    /// The words around numbers.
    #[serde(default)]
    pub quantities: Quantities,
}

impl Language {
    /// A list by its name in the data file: `months`, `abbreviations.titles`.
    pub(crate) fn list_mut(&mut self, name: &str) -> Option<&mut List> {
        let (abbreviations, cues) = (&mut self.abbreviations, &mut self.cues);
        Some(match name {
            "stop_words" => &mut self.stop_words,
            "starters" => &mut self.starters,
            "anaphora" => &mut self.anaphora,
            "demonstratives" => &mut self.demonstratives,
            "pronouns" => &mut self.pronouns,
            "impersonal" => &mut self.impersonal,
            "verbs_of_saying" => &mut self.verbs_of_saying,
            "before_nouns" => &mut self.before_nouns,
            "calls_to_action" => &mut self.calls_to_action,
            "months" => &mut self.months,
            "number_words" => &mut self.number_words,
            "abbreviations.titles" => &mut abbreviations.titles,
            "abbreviations.before_number" => &mut abbreviations.before_number,
            "abbreviations.general" => &mut abbreviations.general,
            "abbreviations.closing" => &mut abbreviations.closing,
            "cues.caption_openers" => &mut cues.caption_openers,
            "cues.caption_labels" => &mut cues.caption_labels,
            "cues.credit_labels" => &mut cues.credit_labels,
            "cues.source_labels" => &mut cues.source_labels,
            "cues.comment_words" => &mut cues.comment_words,
            "cues.end_markers" => &mut cues.end_markers,
            "cues.comment_markers" => &mut cues.comment_markers,
            "cues.tag_labels" => &mut cues.tag_labels,
            "cues.teaser_labels" => &mut cues.teaser_labels,
            "cues.furniture" => &mut cues.furniture,
            "cues.notices" => &mut cues.notices,
            "cues.byline_openers" => &mut cues.byline_openers,
            "cues.date_openers" => &mut cues.date_openers,
            "cues.byline_closers" => &mut cues.byline_closers,
            "cues.date_closers" => &mut cues.date_closers,
            "cues.merit_labels" => &mut cues.merit_labels,
            name => return self.quantities.list_mut(name.strip_prefix("quantities.")?),
        })
    }
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

/// What gives away lines that are not text. Entries are folded (see [`fold`](crate::fold)) and without closing punctuation; each
/// list says whether they are whole lines or openings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cues {
    /// Openings of captions ("scène de", "from left").
    pub caption_openers: List,
    /// Words before the number of a picture or a table ("figure", "tableau").
    pub caption_labels: List,
    /// Labels before the maker of a picture ("photo", "crédit photo").
    pub credit_labels: List,
    /// Labels before the address or name an article was taken from ("source").
    pub source_labels: List,
    /// Words beside a number that counts comments ("commentaires").
    pub comment_words: List,
    /// Whole lines that say the article is over and other stories follow ("voir plus").
    pub end_markers: List,
    /// Whole lines above what readers wrote ("leave a reply", "commentaires").
    pub comment_markers: List,
    /// Whole lines above the words an article is filed under, or labels before them ("tags", "mots-clés").
    pub tag_labels: List,
    /// Openings of a line that points to another story ("lire aussi").
    pub teaser_labels: List,
    /// Whole lines of page furniture ("partager", "imprimer").
    pub furniture: List,
    /// Openings of a sentence in which the page speaks of itself ("we use cookies", "this article is no longer available").
    pub notices: List,
    /// Openings of a line that names the author ("par", "by").
    pub byline_openers: List,
    /// Closings of a sentence that names who helped the author ("contributed to this report").
    pub byline_closers: List,
    /// Openings of a line that dates the article ("publié le", "updated").
    pub date_openers: List,
    /// Closings of a line that says how long ago it was ("ago", "geleden").
    pub date_closers: List,
    /// Whole lines above what a review finds good, or bad ("points forts", "cons").
    pub merit_labels: List,
}

impl Cues {
    /// Every list, always in the same order. The pattern names each field, so that none is forgotten.
    pub(crate) fn lists_mut(&mut self) -> [&mut List; 16] {
        let Cues {
            caption_openers,
            caption_labels,
            credit_labels,
            source_labels,
            comment_words,
            end_markers,
            comment_markers,
            tag_labels,
            teaser_labels,
            furniture,
            notices,
            byline_openers,
            byline_closers,
            date_openers,
            date_closers,
            merit_labels,
        } = self;
        [
            caption_openers,
            caption_labels,
            credit_labels,
            source_labels,
            comment_words,
            end_markers,
            comment_markers,
            tag_labels,
            teaser_labels,
            furniture,
            notices,
            byline_openers,
            byline_closers,
            date_openers,
            date_closers,
            merit_labels,
        ]
    }
}
