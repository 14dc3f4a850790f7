//! [`Abbreviations`]: how a word is looked up among them.

use std::borrow::Cow;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::fold::is_arabic_letter;
use crate::list::{Place, is_placed_without_case, last_letter};
use crate::{List, fold};

/// Abbreviations by what may follow them. An entry is written with its full stop and as it stands inside a sentence: one in
/// lower case stands for every letter case, one with a capital only for itself ("M." is Monsieur, "m." may be metres). One
/// with a hyphen in front stands for every compound that ends so ("-str." for "Bahnhofstr."). One of several words is written
/// with its spaces ("p. ex.").
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
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

/// The list of [`Abbreviations`] a word stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbbreviationClass {
    /// `titles`
    Title,
    /// `before_number`
    BeforeNumber,
    /// `general`
    General,
    /// `closing`
    Closing,
}

impl Abbreviations {
    /// The list in which a word stands, given as it stands in a text, with its full stop.
    #[must_use]
    pub fn class(&self, word: &str) -> Option<AbbreviationClass> {
        // Few words are abbreviations: most are turned away here, before they are copied in another form.
        let place = Place::of(word);
        // All four lists are asked before the one branch.
        let may_be_held = self.lists().iter().fold(false, |any, (list, _)| any | list.may_hold(place));
        if !may_be_held && (word.is_ascii() || word.chars().all(is_placed_without_case)) {
            return None;
        }
        let exact = composed(word);
        let folded = exact.chars().any(char::is_uppercase).then(|| fold(&exact));
        let exact = (Place::of(&exact), &*exact);
        let folded = folded.as_deref().map(|folded| (Place::of(folded), folded));
        let holds = |list: &List| {
            list.holds(exact.0, exact.1) || folded.is_some_and(|(place, folded)| list.holds(place, folded))
        };
        self.lists().into_iter().find(|(list, _)| holds(list)).map(|(_, class)| class)
    }

    /// The list whose entry for compounds ("-str.") a word ends like. These entries come first in their lists.
    #[must_use]
    pub fn class_of_compound(&self, word: &str) -> Option<AbbreviationClass> {
        // Few words have the last letter of such an entry, and few languages have entries like that.
        let letters = self.lists().iter().fold(0, |letters, (list, _)| letters | list.last_letters());
        if letters & last_letter(word) == 0 {
            return None;
        }
        let ends_so = |list: &List| list.endings().any(|ending| ends_like(word, ending));
        self.lists().into_iter().find(|(list, _)| ends_so(list)).map(|(_, class)| class)
    }

    fn lists(&self) -> [(&List, AbbreviationClass); 4] {
        [
            (&self.titles, AbbreviationClass::Title),
            (&self.before_number, AbbreviationClass::BeforeNumber),
            (&self.general, AbbreviationClass::General),
            (&self.closing, AbbreviationClass::Closing),
        ]
    }
}

/// Whether a word ends so in any letter case.
fn ends_like(word: &str, ending: &str) -> bool {
    let tail = &word.as_bytes()[word.len().saturating_sub(ending.len())..];
    if tail.is_ascii() { tail.eq_ignore_ascii_case(ending.as_bytes()) } else { fold(word).ends_with(ending) }
}

/// The word as the lists write it but for its letter case: NFC, plain apostrophes and hyphens, nothing invisible. Most words
/// are that already.
fn composed(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| {
        c.is_ascii()
            || matches!(c, '°' | '\u{C0}'..='\u{2FF}' | '\u{388}'..='\u{45F}' | '\u{1E00}'..='\u{1EF9}')
            || is_arabic_letter(c)
    };
    if word.chars().all(is_plain) {
        return Cow::Borrowed(word);
    }
    let visible = |c: char| match c {
        '’' => Some('\''),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
        c => Some(c),
    };
    // Persian writes joiners inside of words.
    let plain: String = word.chars().filter_map(visible).collect();
    let is_composed = plain.chars().all(is_plain);
    Cow::Owned(if is_composed { plain } else { word.nfc().filter_map(visible).collect() })
}
