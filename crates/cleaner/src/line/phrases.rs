//! [`Cuebook`]: looking up the cues of a language in a line.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::LangTag;
use epitome_langs::{Cues, Language, Languages, List, Place, words};

use crate::line::Line;

/// Cues that open a line are at most this many words long.
const MAX_CUE_WORDS: usize = 8;
/// The same in scripts without spaces, where each letter is a word.
const MAX_CUE_LETTERS: usize = 24;
/// Words of one of several cues side by side.
const MAX_GLUED_WORDS: usize = 6;

/// What is known of the language of a text, and what is international: the template of a page is often in English.
pub(crate) struct Cuebook<'data> {
    pub(crate) language: &'data Language,
    pub(crate) international: &'data Language,
}

impl<'data> Cuebook<'data> {
    pub(crate) fn new(hint: LangTag, languages: &'data Languages) -> Cuebook<'data> {
        Cuebook { language: languages.get(hint), international: languages.get(LangTag::UND) }
    }

    /// Length in bytes of the longest cue of a list with which `key`, a folded text, opens. A cue ends where a word ends, or
    /// with the apostrophe after it ("scène d'").
    pub(crate) fn opener(&self, list: fn(&Cues) -> &List, key: &str) -> Option<usize> {
        if !self.may_open(list, Place::of(&key[words(key).next()?.range()])) {
            return None;
        }
        let has_unspaced = key.chars().take(MAX_CUE_LETTERS).any(is_unspaced);
        let n_words = if has_unspaced { MAX_CUE_LETTERS } else { MAX_CUE_WORDS };
        let word_ends = words(key).take(n_words).map(|word| word.end());
        let ends = word_ends.flat_map(|end| [Some(end), key[end..].starts_with('\'').then_some(end + 1)]);
        ends.flatten().filter(|end| self.holds(list, &key[..*end])).last()
    }

    /// The same of a whole line: most lists are ruled out by its first word.
    pub(crate) fn line_opener(&self, list: fn(&Cues) -> &List, line: &Line) -> Option<usize> {
        if self.line_may_open(list, line) { self.opener(list, &line.key) } else { None }
    }

    /// Whether a line may open with a cue of a list, signs before it apart.
    pub(crate) fn line_may_open(&self, list: fn(&Cues) -> &List, line: &Line) -> bool {
        line.opening.is_some_and(|place| self.may_open(list, place))
    }

    /// Whether a line may close with a cue of a list, numbers and signs behind it apart.
    pub(crate) fn line_may_close(&self, list: fn(&Cues) -> &List, line: &Line) -> bool {
        let core = &line.key[line.core.range()];
        [self.language, self.international]
            .iter()
            .any(|language| list(&language.cues).iter().any(|cue| core.ends_with(cue)))
    }

    /// Whether no cue of a list, nor two beside each other, opens a line: it opens with a word of letters only that opens none.
    pub(crate) fn line_opens_without(&self, list: fn(&Cues) -> &List, line: &Line) -> bool {
        line.opens_with_letters && !self.line_may_open(list, line)
    }

    /// Whether a text may open with a cue of a list, by the place of its first word, folded.
    pub(crate) fn may_open(&self, list: fn(&Cues) -> &List, first_word: Place) -> bool {
        let may_open = |language: &Language| list(&language.cues).may_open_at(first_word);
        may_open(self.language) || may_open(self.international)
    }

    /// Whether `key`, a folded text, is a cue of a list, apart from numbers and signs at its ends.
    pub(crate) fn is_whole(&self, list: fn(&Cues) -> &List, key: &str) -> bool {
        self.holds(list, key.trim_matches(|c: char| !c.is_alphabetic()))
    }

    /// The same of a whole line.
    pub(crate) fn is_line(&self, list: fn(&Cues) -> &List, line: &Line) -> bool {
        let core = &line.key[line.core.range()];
        let holds = |language: &Language| list(&language.cues).holds(line.core_place, core);
        holds(self.language) || holds(self.international)
    }

    /// The most cues of a list that a folded text is made of, side by side; `None` where there is anything else.
    pub(crate) fn n_glued(&self, list: fn(&Cues) -> &List, key: &str) -> Option<usize> {
        let words: Vec<_> = words(key).collect();
        // The most that the words before each one are made of. Few words can open a cue, so most texts are done with the first.
        let mut n_cues: Vec<Option<usize>> = vec![None; words.len() + 1];
        n_cues[0] = Some(0);
        for (start, first) in words.iter().enumerate() {
            let Some(n_before) = n_cues[start] else { continue };
            // What is no letter at the ends of a cue does not count, so a word of nothing else is known by what follows.
            let word = &key[first.range()];
            if word.chars().all(char::is_alphabetic) && !self.may_open(list, Place::of(word)) {
                continue;
            }
            for (end, last) in words.iter().enumerate().skip(start).take(MAX_GLUED_WORDS) {
                if self.is_whole(list, &key[first.start()..last.end()]) {
                    n_cues[end + 1] = n_cues[end + 1].max(Some(n_before + 1));
                }
            }
        }
        n_cues[words.len()]
    }

    /// Whether a folded word is the international name of a button or a service ("facebook", "print").
    pub(crate) fn is_service(&self, word: &str) -> bool {
        self.international.cues.furniture.contains(word)
    }

    /// Whether a folded word carries no topic.
    pub(crate) fn is_stop_word(&self, word: &str) -> bool {
        self.language.stop_words.contains(word)
    }

    fn holds(&self, list: fn(&Cues) -> &List, cue: &str) -> bool {
        let place = Place::of(cue);
        list(&self.language.cues).holds(place, cue) || list(&self.international.cues).holds(place, cue)
    }
}

/// Whether a letter may be of a script without spaces: from Thai on, but for the letters of Europe and Vietnam. This is wider than what a
/// word goes by ([`words`]): it decides how far a cue is looked for, and to look further in Hangul or Ethiopic does no harm.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{1DFF}' | '\u{3005}'..='\u{D7FF}' | '\u{F900}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::key;

    #[test]
    fn the_longest_cue_counts_and_ends_with_a_word() {
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("fr"), &languages);
        let opener =
            |text: &str| book.opener(|cues| &cues.teaser_labels, text).map(|end| text[..end].to_owned());
        assert_eq!(opener("lire aussi : le rail").as_deref(), Some("lire aussi"));
        assert_eq!(opener("lire aussitôt"), None);
        let caption = "scène d'ouverture du congrès";
        assert_eq!(book.opener(|cues| &cues.caption_openers, caption), Some("scène d'".len()));
    }

    #[test]
    fn cues_side_by_side_are_counted() {
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let n_glued = |key: &str| book.n_glued(|cues| &cues.furniture, key);
        assert_eq!(
            [n_glued("share print"), n_glued("share 12 print"), n_glued("share")],
            [Some(2), Some(2), Some(1)]
        );
        assert_eq!([n_glued("share the bridge"), n_glued("the bridge share")], [None, None]);
    }

    #[test]
    fn every_cue_can_be_found() {
        let languages = Languages::default();
        let lists: [fn(&Cues) -> &List; 9] = [
            |cues| &cues.caption_openers,
            |cues| &cues.caption_labels,
            |cues| &cues.credit_labels,
            |cues| &cues.source_labels,
            |cues| &cues.teaser_labels,
            |cues| &cues.byline_openers,
            |cues| &cues.date_openers,
            |cues| &cues.furniture,
            |cues| &cues.notices,
        ];
        for language in languages.all() {
            let book = Cuebook::new(language.tag, &languages);
            for list in lists {
                for cue in list(&language.cues).iter() {
                    assert_eq!(book.opener(list, &key(cue)), Some(cue.len()), "{}: {cue:?}", language.name);
                }
            }
        }
    }
}
