//! [`quotations`]: which sentences belong to one quotation.
//!
//! Marks come from the data file of each sentence's language. A quotation begins and ends within one block: what a block
//! leaves open is no quotation, its mark is only reported as unbalanced (press style opens every paragraph of a long
//! quotation anew, and mistyped marks are common).

use epitome_document::{Document, Sentence, Sentences};
use epitome_langs::{Language, Languages};

/// The deepest nesting followed, more than print needs. The bound keeps a line of a million opening marks from costing more
/// than any other.
const MAX_DEPTH: usize = 4;

/// What the quotation marks say of one sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quoting {
    /// Number of the quotation of several sentences it belongs to.
    pub(crate) group: Option<u32>,
    /// Whether it holds words of a quotation.
    pub(crate) quoted: bool,
    /// Whether it holds a mark without its partner.
    pub(crate) unbalanced: bool,
    /// Whether a quotation goes on into the next sentence.
    goes_on: bool,
}

/// Finds the quotations of all sentences, in one pass.
pub(crate) fn quotations(document: &Document, sentences: &Sentences, languages: &Languages) -> Vec<Quoting> {
    let mut found = vec![Quoting::default(); sentences.items.len()];
    let mut at = 0;
    for block in sentences.items.chunk_by(|a, b| a.block == b.block) {
        scan_block(document, block, languages, &mut found[at..at + block.len()]);
        at += block.len();
    }
    let (mut n_groups, mut goes_on) = (0, false);
    for quoting in &mut found {
        if quoting.goes_on && !goes_on {
            n_groups += 1;
        }
        if quoting.goes_on || goes_on {
            quoting.group = Some(n_groups - 1);
        }
        goes_on = quoting.goes_on;
    }
    found
}

/// A mark that waits for its partner.
struct Open {
    closing: char,
    sentence: usize,
}

fn scan_block(document: &Document, block: &[Sentence], languages: &Languages, found: &mut [Quoting]) {
    let mut open: Vec<Open> = Vec::new();
    for (idx, sentence) in block.iter().enumerate() {
        let pairs = pairs(languages.get(sentence.tag));
        let text = document.slice(sentence.span);
        for (at, c) in text.char_indices().filter(|(_, c)| is_mark(*c, &pairs)) {
            let (before, after) = (text[..at].chars().next_back(), text[at + c.len_utf8()..].chars().next());
            match role(c, &pairs, &open, before, after) {
                Mark::None => {}
                Mark::Opens(closing) => {
                    if open.len() == MAX_DEPTH {
                        report_unclosed(open.drain(..1), found);
                    }
                    open.push(Open { closing, sentence: idx });
                }
                Mark::Closes(depth) => {
                    report_unclosed(open.drain(depth + 1..), found);
                    let first = open.pop().map_or(idx, |open| open.sentence);
                    found[first..=idx].iter_mut().for_each(|quoting| quoting.quoted = true);
                    found[first..idx].iter_mut().for_each(|quoting| quoting.goes_on = true);
                }
                Mark::Stray => found[idx].unbalanced = true,
            }
        }
    }
    report_unclosed(open.drain(..), found);
}

fn report_unclosed(unclosed: impl Iterator<Item = Open>, found: &mut [Quoting]) {
    for mark in unclosed.filter(|mark| !is_apostrophe(mark.closing)) {
        found[mark.sentence].unbalanced = true;
    }
}

/// What a character does to the quotations open before it.
enum Mark {
    /// It is no quotation mark.
    None,
    /// It opens one that this character closes.
    Opens(char),
    /// It closes the open quotation at this depth.
    Closes(usize),
    /// It closes what nobody opened.
    Stray,
}

/// Whether a character is a quotation mark. Most are letters or spaces, which are none in any language.
fn is_mark(c: char, pairs: &[(char, char)]) -> bool {
    !(c.is_ascii_alphanumeric() || c == ' ') && pairs.iter().any(|pair| pair.0 == c || pair.1 == c)
}

fn role(c: char, pairs: &[(char, char)], open: &[Open], before: Option<char>, after: Option<char>) -> Mark {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if is_apostrophe(c) && is_letter(before) && is_letter(after) {
        return Mark::None;
    }
    let is_straight = pairs.contains(&(c, c));
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    // A straight mark opens and closes by turns, except where the spaces around it say which it does: one mistyped mark
    // must not turn all that follow inside out.
    let surely_opens = is_straight && !touches(before) && touches(after);
    let surely_closes = is_straight && touches(before) && !touches(after);
    if !surely_opens && let Some(depth) = open.iter().rposition(|mark| mark.closing == c) {
        return Mark::Closes(depth);
    }
    match pairs.iter().find(|pair| pair.0 == c) {
        Some((_, closing)) if !surely_closes => Mark::Opens(*closing),
        // After a letter an apostrophe is more likely than a quotation whose beginning is missing.
        _ if is_apostrophe(c) => Mark::None,
        _ => Mark::Stray,
    }
}

fn pairs(language: &Language) -> Vec<(char, char)> {
    let pair = |text: &str| {
        let mut chars = text.chars();
        Some((chars.next()?, chars.next()?))
    };
    language.quotes.iter().filter_map(|text| pair(text)).collect()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}
