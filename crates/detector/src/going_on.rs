//! [`goes_on`]: whether a text is in the language around it from end to end, told without a search. Nearly all texts are.

use crate::known::Key;
use crate::model::{Stretch, Word, Words, stretches};
use crate::path::path;
use crate::runs::{MAX_WORDS, NOWHERE, SEARCH, ends_phrase, phrase_starts};
use crate::says::{N_LANES, Row, Says};

/// How many words a text has, if a search through them would find that each is in the language before; `None` where it would find
/// another one, or where only the whole of it would tell.
///
/// All other languages are counted as one that goes over among them for nothing, so none of them is further ahead than that. Where it is
/// further behind than it costs to go over, every path comes from the language before: what stands on either side is a part that can be
/// searched by itself. And where it is never so far ahead that a path would come back from it, no path that ends in the language before
/// has left it, and the part need not be searched. What is needed of a stretch of text for that are two numbers, which stay known.
pub(crate) fn goes_on(text: &str, own: u8, says: &mut Says) -> Option<usize> {
    let mut walk = Walk::new(text, own, says);
    for stretch in stretches(text) {
        let (core, closing) = stretch.without_closing();
        walk.over(core)?;
        walk.starts_phrase |= !closing.is_empty() && ends_phrase(closing);
    }
    walk.end_passage(Some(text.len()))?;
    Some(walk.n_words)
}

/// What is known of a stretch: by how much its word speaks for the language, and what it is. The latter are bits: whether it has one
/// word, and whether a phrase ends before it (or anywhere, where there is no word) and behind it.
pub(crate) type Told = [i16; 2];

const HAS_WORD: i16 = 1;
const ENDS_BEFORE: i16 = 2;
const ENDS_BEHIND: i16 = 4;

struct Walk<'t, 's> {
    text: &'t str,
    own: u8,
    says: &'s mut Says,
    n_words: usize,
    /// Whether the next word starts a phrase.
    starts_phrase: bool,
    /// By how much the other languages are ahead.
    ahead: i32,
    part: Part,
    /// Room for the words of a stretch.
    words: Words,
}

/// Words that can be searched by themselves.
struct Part {
    /// Where it starts, if that is where a stretch does.
    start: Option<usize>,
    starts_phrase: bool,
    is_in_doubt: bool,
}

impl Walk<'_, '_> {
    fn new<'t, 's>(text: &'t str, own: u8, says: &'s mut Says) -> Walk<'t, 's> {
        let part = Part { start: Some(0), starts_phrase: true, is_in_doubt: false };
        let words = Words::default();
        Walk { text, own, says, n_words: 0, starts_phrase: true, ahead: i32::MIN, part, words }
    }

    fn over(&mut self, stretch: Stretch) -> Option<()> {
        let span = stretch.span();
        if span.is_empty() {
            return Some(());
        }
        let key = Key::new(self.text, span, self.own);
        let known = key.and_then(|key| self.says.stretches.get(&key).copied());
        let told = match known {
            Some(told) => told,
            None => {
                let mut words = std::mem::take(&mut self.words);
                words.clear();
                words.add_stretch(stretch);
                let told = self.told(stretch, &words);
                if told.is_none() {
                    self.over_several(stretch, &words)?;
                }
                self.words = words;
                let Some(told) = told else { return Some(()) };
                if let Some(key) = key {
                    self.says.stretches.put(key, &told);
                }
                told
            }
        };
        let [margin, kind] = told;
        self.starts_phrase |= kind & ENDS_BEFORE != 0;
        if kind & HAS_WORD != 0 {
            self.over_word(margin, Some(span.start()))?;
            self.starts_phrase = kind & ENDS_BEHIND != 0;
        }
        Some(())
    }

    /// What is to be known of a stretch with these words; `None` where there are several.
    fn told(&mut self, stretch: Stretch, words: &Words) -> Option<Told> {
        let span = stretch.span();
        let bit = |gap: &str, bit: i16| if ends_phrase(gap) { bit } else { 0 };
        let mut all = words.iter();
        let Some(word) = all.next() else { return Some([0, bit(&self.text[span.range()], ENDS_BEFORE)]) };
        if all.next().is_some() {
            return None;
        }
        let before = bit(&self.text[span.start()..word.span.start()], ENDS_BEFORE);
        let behind = bit(&self.text[word.span.end()..span.end()], ENDS_BEHIND);
        Some([self.margin(words, word), HAS_WORD | before | behind])
    }

    /// Goes over the words of a stretch that has several.
    fn over_several(&mut self, stretch: Stretch, words: &Words) -> Option<()> {
        let span = stretch.span();
        let mut end = span.start();
        for (nth, word) in words.iter().enumerate() {
            self.starts_phrase |= ends_phrase(&self.text[end..word.span.start()]);
            let margin = self.known_margin(words, word);
            self.over_word(margin, (nth == 0).then(|| span.start()))?;
            end = word.span.end();
            self.starts_phrase = false;
        }
        self.starts_phrase = ends_phrase(&self.text[end..span.end()]);
        Some(())
    }

    /// The same for a word of several, which stays known as a stretch by itself.
    fn known_margin(&mut self, words: &Words, word: &Word) -> i16 {
        let key = Key::new(self.text, word.span, self.own);
        if let Some([margin, HAS_WORD]) = key.and_then(|key| self.says.stretches.get(&key).copied()) {
            return margin;
        }
        let margin = self.margin(words, word);
        if let Some(key) = key {
            self.says.stretches.put(key, &[margin, HAS_WORD]);
        }
        margin
    }

    /// By how much a word makes the language more likely than any other.
    fn margin(&mut self, words: &Words, word: &Word) -> i16 {
        let mut others = self.says.row(self.text, words, word);
        let own = std::mem::replace(&mut others[usize::from(self.own)], i16::MIN);
        own - others.iter().fold(i16::MIN, |most, next| most.max(*next))
    }

    /// Goes over the next word; `start` is where its stretch starts, if it is the first one there.
    fn over_word(&mut self, margin: i16, start: Option<usize>) -> Option<()> {
        if self.n_words.is_multiple_of(MAX_WORDS) {
            self.end_passage(start)?;
        }
        let cost = i32::from(SEARCH.of(self.starts_phrase));
        self.part.is_in_doubt |= self.ahead > cost;
        if self.ahead < -cost && start.is_some() {
            self.end_part(start)?;
        }
        self.ahead = self.ahead.max(-cost) - i32::from(margin);
        self.n_words += 1;
        Some(())
    }

    /// Ends a part, and looks whether a search stays in the language if there is any doubt.
    fn end_part(&mut self, end: Option<usize>) -> Option<()> {
        if self.part.is_in_doubt && !self.stays(&self.text[self.part.start?..end?]) {
            return None;
        }
        self.part = Part { start: end, starts_phrase: self.starts_phrase, is_in_doubt: false };
        Some(())
    }

    /// Ends what a search holds in memory at once, where the language that is ahead is the last one.
    fn end_passage(&mut self, end: Option<usize>) -> Option<()> {
        self.part.is_in_doubt |= self.ahead >= 0;
        self.starts_phrase = true;
        self.ahead = i32::MIN;
        self.end_part(end)
    }

    fn stays(&mut self, part: &str) -> bool {
        let words = Words::of(part);
        let rows: Vec<Row> = words.iter().map(|word| self.says.row(part, &words, word)).collect();
        let starts_phrase = phrase_starts(part, words.iter(), self.part.starts_phrase);
        let mut start = [NOWHERE; N_LANES];
        start[usize::from(self.own)] = 0;
        path(&rows, &starts_phrase, &start, SEARCH).lanes.iter().all(|lane| *lane == self.own)
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;

    use super::*;
    use crate::runs::searched;
    use crate::says::{states, with_says};

    /// Texts in French but for some phrases, with more words than a search holds at once.
    fn texts() -> impl Iterator<Item = String> {
        let phrases = [
            "les ministres du gouvernement,",
            "se réunissent peut-être lundi.",
            "en 2024 (ou avant) :",
            "die Regierung hat beschlossen",
            "the house of the",
            "« de la »",
            "no",
            "El presidente en la",
            "Hanoi Vuong vtv.vn",
            "президент страны",
            "東京都は新しい",
        ];
        (0..300_usize).map(move |seed| {
            let phrase = |at: usize| {
                let mixed = (seed * 31 + at) * 2_654_435_761;
                let is_other = (mixed >> 13) % 16 < seed % 8;
                phrases[if is_other { (mixed >> 17) % phrases.len() } else { at % 3 }]
            };
            (0..if seed % 20 == 0 { 900 } else { 12 }).map(phrase).collect::<Vec<_>>().join(" ")
        })
    }

    #[test]
    fn a_search_finds_nothing_else_where_the_language_goes_on() {
        let french = states().number(LangTag::literal("fr")).expect("a language of the model");
        let (mut n_told, mut n_in_one) = (0, 0);
        for text in texts() {
            let words = Words::of(&text);
            let (n_going_on, found) =
                with_says(|says| (goes_on(&text, french, says), searched(&text, &words, Some(french), says)));
            let is_in_one = found.iter().all(|state| *state == french);
            n_in_one += usize::from(is_in_one);
            if let Some(n_words) = n_going_on {
                assert_eq!(n_words, words.iter().len(), "{text}");
                assert!(is_in_one, "{text}");
                n_told += 1;
            }
        }
        assert!(n_told * 3 > n_in_one * 2 && n_in_one < 300, "{n_told} of {n_in_one}");
    }
}
