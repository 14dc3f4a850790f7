//! [`Overlay`]: what a user adds to a language without compiling.

use std::fmt;

use serde::Deserialize;

use crate::{Cues, Language, List, fold};

/// Entries a user adds to the lists of a language, as in `[language.fr]` of a project file. Cues and stop words are folded
/// when they are added, so they may be written as they stand on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Overlay {
    /// Abbreviations with their full stop, for the class `general` of [`Abbreviations`](crate::Abbreviations).
    pub abbreviations: Vec<Box<str>>,
    /// Abbreviated titles with their full stop: a name follows, never a new sentence.
    pub titles: Vec<Box<str>>,
    /// Words that carry no topic.
    pub stop_words: Vec<Box<str>>,
    /// What gives away lines that are not text.
    pub cues: Cues,
}

/// An entry of an overlay that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlayError {
    entry: Box<str>,
}

impl fmt::Display for OverlayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an abbreviation is written with its full stop: \"{}.\", not {:?}", self.entry, self.entry)
    }
}

impl std::error::Error for OverlayError {}

impl Language {
    /// The same language with the entries of an overlay added.
    ///
    /// # Errors
    /// When an abbreviation has no full stop at its end.
    pub(crate) fn with(&self, overlay: &Overlay) -> Result<Language, OverlayError> {
        let abbreviations = overlay.abbreviations.iter().chain(&overlay.titles);
        if let Some(entry) = abbreviations.into_iter().find(|entry| !entry.ends_with('.')) {
            return Err(OverlayError { entry: entry.clone() });
        }
        let mut language = self.clone();
        add(&mut language.abbreviations.general, overlay.abbreviations.iter().map(|word| word.to_string()));
        add(&mut language.abbreviations.titles, overlay.titles.iter().map(|word| word.to_string()));
        add(&mut language.stop_words, overlay.stop_words.iter().map(|word| fold(word)));
        let mut cues = overlay.cues.clone();
        for (list, more) in language.cues.lists_mut().into_iter().zip(cues.lists_mut()) {
            add(list, more.iter().map(fold));
        }
        Ok(language)
    }
}

fn add(list: &mut List, more: impl Iterator<Item = String>) {
    *list = list.iter().map(str::to_owned).chain(more).collect();
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;

    use super::*;
    use crate::Languages;

    #[test]
    fn entries_are_added_to_one_language_only() {
        let overlay = Overlay {
            abbreviations: vec!["réf.".into()],
            cues: Cues { furniture: List::from_iter(["Voir la VIDÉO"]), ..Cues::default() },
            ..Overlay::default()
        };
        let french = LangTag::literal("fr");
        let languages = Languages::default().with(french, &overlay).unwrap();
        assert!(languages.get(french).abbreviations.general.contains("réf."));
        assert!(languages.get(french).abbreviations.titles.contains("M."), "what was there stays");
        assert!(languages.get(LangTag::literal("fr-CA")).cues.furniture.contains("voir la vidéo"));
        assert!(!languages.get(LangTag::literal("en")).cues.furniture.contains("voir la vidéo"));
        assert!(!Languages::default().get(french).cues.furniture.contains("voir la vidéo"));
    }

    #[test]
    fn a_language_without_data_can_be_given_some() {
        let yoruba = LangTag::literal("yo");
        let overlay = Overlay { titles: vec!["Ọ̀gb.".into()], ..Overlay::default() };
        let languages = Languages::default().with(yoruba, &overlay).unwrap();
        assert_eq!(languages.get(yoruba).tag, yoruba);
        assert!(languages.has(yoruba) && !Languages::default().has(yoruba));
    }

    #[test]
    fn an_abbreviation_without_its_stop_is_refused_with_the_remedy() {
        let overlay = Overlay { abbreviations: vec!["réf".into()], ..Overlay::default() };
        let err = Languages::default().with(LangTag::literal("fr"), &overlay).unwrap_err();
        assert_eq!(err.to_string(), "an abbreviation is written with its full stop: \"réf.\", not \"réf\"");
    }
}
