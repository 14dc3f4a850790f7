//! [`quotations`]: which sentences belong to one quotation.
//!
//! Marks come from the data file of each sentence's language. A quotation begins and ends within one block: what a block
//! leaves open is no quotation, its mark is only reported as unbalanced (press style opens every paragraph of a long
//! quotation anew, and mistyped marks are common).

use epitome_document::{Document, LangTag, Sentence, Sentences};
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
    let mut marks = Marks::of(languages.get(LangTag::UND), LangTag::UND);
    for block in sentences.items.chunk_by(|a, b| a.block == b.block) {
        scan_block(document, block, languages, &mut marks, &mut found[at..at + block.len()]);
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

fn scan_block(
    document: &Document,
    block: &[Sentence],
    languages: &Languages,
    marks: &mut Marks,
    found: &mut [Quoting],
) {
    let mut open: Vec<Open> = Vec::new();
    for (idx, sentence) in block.iter().enumerate() {
        let text = document.slice(sentence.span);
        if marks.tag != sentence.tag {
            *marks = Marks::of(languages.get(sentence.tag), sentence.tag);
        }
        let mut from = 0;
        while let Some(at) = marks.next(text, from) {
            let (before, mut rest) = (text[..at].chars().next_back(), text[at..].chars());
            let Some(c) = rest.next() else { break };
            from = at + c.len_utf8();
            match role(c, &marks.pairs, &open, before, rest.as_str()) {
                Mark::None => {}
                Mark::Opens(closing) => {
                    // A straight mark does not stand within its like: the one that is open has lost its partner.
                    if let Some(depth) = open.iter().position(|mark| mark.closing == c) {
                        report_unclosed(open.drain(depth..), found);
                    }
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

/// The quotation marks of a language.
struct Marks {
    tag: LangTag,
    /// Opening and closing mark.
    pairs: Vec<(char, char)>,
    /// The bytes their UTF-8 begins with.
    is_first: [bool; 256],
}

impl Marks {
    fn of(language: &Language, tag: LangTag) -> Marks {
        let pair = |text: &str| {
            let mut chars = text.chars();
            Some((chars.next()?, chars.next()?))
        };
        let pairs: Vec<(char, char)> = language.quotes.iter().filter_map(|text| pair(text)).collect();
        let mut is_first = [false; 256];
        for mark in pairs.iter().flat_map(|pair| [pair.0, pair.1]) {
            is_first[usize::from(mark.encode_utf8(&mut [0; 4]).as_bytes()[0])] = true;
        }
        Marks { tag, pairs, is_first }
    }

    /// Where the next character stands that may be a mark.
    fn next(&self, text: &str, from: usize) -> Option<usize> {
        let mut bytes = text.as_bytes()[from..].iter();
        bytes.position(|byte| self.is_first[usize::from(*byte)]).map(|at| from + at)
    }
}

fn role(c: char, pairs: &[(char, char)], open: &[Open], before: Option<char>, rest: &str) -> Mark {
    if !pairs.iter().any(|pair| pair.0 == c || pair.1 == c) {
        return Mark::None;
    }
    let after = rest.chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if is_apostrophe(c) && is_letter(before) && is_letter(after) {
        return Mark::None;
    }
    let is_straight = pairs.contains(&(c, c));
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    // A straight mark opens and closes by turns, except where what stands around it says which it does: one mistyped mark must
    // not turn all that follow inside out, and make one long quotation of what stands between two.
    let is_at_clause_end = rest.starts_with(CLAUSE_ENDS) && !rest.starts_with("..");
    let surely_closes = is_straight && (is_at_clause_end || touches(before) && !touches(after));
    let leans_right = before.is_none_or(|c| c.is_whitespace() || is_apostrophe(c) || BRACKETS.contains(&c));
    let surely_opens = is_straight && leans_right && touches(after) && !is_at_clause_end;
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

/// What stands behind a closing mark and never behind an opening one, but for three full stops.
const CLAUSE_ENDS: [char; 8] = [',', '.', ';', ':', '!', '?', ')', ']'];
/// What an opening mark may touch before it.
const BRACKETS: [char; 2] = ['(', '['];

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}
