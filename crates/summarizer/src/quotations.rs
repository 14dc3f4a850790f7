//! [`quotations`]: which sentences belong to one quotation.
//!
//! Marks come from the data file of each sentence's language. A quotation begins and ends within one block, but for a long one as the
//! press prints it: each of its paragraphs opens with the mark anew, in Romance languages also with its partner, and the last alone
//! closes. A block that leaves a mark open and has no such heir has lost the partner. Most are half a pair around a few words; where
//! one clearly opens speech, what follows in the paragraph is no statement of the article's own, and stands together with the mark.

use epitome_document::{Cleaning, Document, LangTag, Sentence, Sentences, Use};
use epitome_langs::{Language, Languages, has_words};

/// The deepest nesting followed, more than print needs. The bound keeps a line of a million opening marks from costing more
/// than any other.
const MAX_DEPTH: usize = 4;

/// The most sentences held together behind a mark without a partner; set by hand. A block with more behind it is no paragraph of the
/// press, and one lost mark must not swallow it.
const MAX_UNCLOSED: usize = 6;

/// What the quotation marks say of one sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quoting {
    /// Number of the quotation of several sentences it belongs to.
    pub(crate) group: Option<u32>,
    /// Whether it holds words of a quotation.
    pub(crate) quoted: bool,
    /// Whether it holds a mark without its partner.
    pub(crate) unbalanced: bool,
    /// Whether it has words outside of quotations.
    told: bool,
    /// Whether a quotation goes on into the next sentence.
    goes_on: bool,
}

impl Quoting {
    /// Whether all its words are of a quotation, so that nothing in it says who speaks.
    pub(crate) fn is_bare(self) -> bool {
        self.quoted && !self.told
    }
}

/// Finds the quotations in all sentences of the body, in one pass.
pub(crate) fn quotations(
    document: &Document,
    cleaning: &Cleaning,
    sentences: &Sentences,
    languages: &Languages,
) -> Vec<Quoting> {
    let marks = Marks::of(languages.get(LangTag::UND), LangTag::UND);
    let found = vec![Quoting::default(); sentences.items.len()];
    let mut scan = Scan { document, languages, marks, found, open: Vec::new(), end: 0 };
    let mut at = 0;
    for block in sentences.items.chunk_by(|a, b| a.block == b.block) {
        // What stands amid a speech and is not of the article, as an advertisement, does not part it.
        if cleaning.of(block[0].block).usage == Use::Body {
            scan.block(block, at);
        }
        at += block.len();
    }
    scan.lose(0, scan.end);
    let mut found = scan.found;
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
    opening: char,
    closing: char,
    sentence: usize,
    /// Whether it stands where speech begins: at the head of a sentence, after a colon or a comma.
    is_of_speech: bool,
    /// Whether a later block has opened with it anew.
    is_taken_up: bool,
    /// The first sentence in which its like opened again.
    again: Option<usize>,
}

/// What has been found so far.
struct Scan<'a> {
    document: &'a Document,
    languages: &'a Languages,
    marks: Marks,
    found: Vec<Quoting>,
    open: Vec<Open>,
    /// The number after the last sentence read.
    end: usize,
}

impl Scan<'_> {
    /// Reads a block; `at` is the number of its first sentence.
    fn block(&mut self, block: &[Sentence], at: usize) {
        for (idx, sentence) in (at..).zip(block) {
            let text = self.document.slice(sentence.span);
            if self.marks.tag != sentence.tag {
                self.marks = Marks::of(self.languages.get(sentence.tag), sentence.tag);
            }
            let mut from = if idx == at { self.take_up(text) } else { 0 };
            while let Some(at) = self.marks.next(text, from) {
                let (before, mut rest) = (&text[..at], text[at..].chars());
                let Some(c) = rest.next() else { break };
                self.found[idx].told |= self.open.is_empty() && has_words(&text[from..at]);
                from = at + c.len_utf8();
                self.mark(c, idx, before, rest.as_str());
            }
            self.found[idx].told |= self.open.is_empty() && has_words(&text[from..]);
        }
        self.end = at + block.len();
    }

    /// Leaves open of the block before only what the first mark of this one opens anew, and gives the bytes up to behind that mark.
    fn take_up(&mut self, text: &str) -> usize {
        let mut rest = text.chars();
        let head = rest.next();
        let next = rest.as_str().trim_start().chars().next();
        // A partner before a capital takes the speech up as well; before anything else it closes.
        let takes_up = |open: &Open| {
            let is_again = head == Some(open.opening);
            (is_again || head == Some(open.closing))
                && next.is_some_and(|c| !CLAUSE_ENDS.contains(&c) && (is_again || c.is_uppercase()))
        };
        let depth = self.open.iter().position(takes_up);
        self.lose(depth.map_or(0, |depth| depth + 1), self.end);
        let Some(depth) = depth else { return 0 };
        let mut heir = self.open.swap_remove(depth);
        self.lose(0, self.end);
        heir.is_taken_up = true;
        self.open.push(heir);
        head.map_or(0, char::len_utf8)
    }

    fn mark(&mut self, c: char, idx: usize, before: &str, rest: &str) {
        match role(c, &self.marks.pairs, &self.open, before.chars().next_back(), rest) {
            Mark::None => {}
            Mark::Opens(closing) => {
                if let Some(like) = self.open.iter_mut().rfind(|mark| mark.opening == c) {
                    like.again.get_or_insert(idx);
                }
                // A straight mark does not stand within its like: the one that is open has lost its partner.
                if let Some(depth) = self.open.iter().position(|mark| mark.closing == c) {
                    self.lose(depth, idx);
                }
                if self.open.len() == MAX_DEPTH {
                    let inner = self.open.split_off(1);
                    self.lose(0, idx);
                    self.open = inner;
                }
                let is_of_speech =
                    before.trim_end().chars().next_back().is_none_or(|c| matches!(c, ':' | ','));
                self.open.push(Open {
                    opening: c,
                    closing,
                    sentence: idx,
                    is_of_speech,
                    is_taken_up: false,
                    again: None,
                });
            }
            Mark::Closes(depth) => {
                self.lose(depth + 1, idx);
                let first = self.open.pop().map_or(idx, |open| open.sentence);
                self.hold(first, idx + 1);
            }
            Mark::Stray => self.found[idx].unbalanced = true,
        }
    }

    /// Reports what is open from this depth on as without a partner; `end` is the number of the sentence up to which it may reach.
    fn lose(&mut self, depth: usize, end: usize) {
        for mark in self.open.split_off(depth).into_iter().filter(|mark| !is_apostrophe(mark.closing)) {
            self.found[mark.sentence].unbalanced = true;
            let end = mark.again.unwrap_or(end).min(end).max(mark.sentence + 1);
            if mark.is_taken_up || mark.is_of_speech && end - mark.sentence <= MAX_UNCLOSED {
                self.hold(mark.sentence, end);
            }
        }
    }

    /// Makes these sentences one quotation.
    fn hold(&mut self, first: usize, end: usize) {
        self.found[first..end].iter_mut().for_each(|quoting| quoting.quoted = true);
        self.found[first..end - 1].iter_mut().for_each(|quoting| quoting.goes_on = true);
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
    /// The bytes their UTF-8 begins with, each once, and of every byte whether it is one.
    firsts: Vec<u8>,
    is_first: [bool; 256],
}

/// Bytes that are looked at together: most have no mark.
const BLOCK: usize = 32;

impl Marks {
    fn of(language: &Language, tag: LangTag) -> Marks {
        let pair = |text: &str| {
            let mut chars = text.chars();
            Some((chars.next()?, chars.next()?))
        };
        let pairs: Vec<(char, char)> = language.quotes.iter().filter_map(|text| pair(text)).collect();
        let first = |mark: char| mark.encode_utf8(&mut [0; 4]).as_bytes()[0];
        let mut firsts: Vec<u8> = pairs.iter().flat_map(|pair| [pair.0, pair.1]).map(first).collect();
        firsts.sort_unstable();
        firsts.dedup();
        let mut is_first = [false; 256];
        firsts.iter().for_each(|byte| is_first[usize::from(*byte)] = true);
        Marks { tag, pairs, firsts, is_first }
    }

    /// Where the next character stands that may be a mark.
    fn next(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = from;
        while bytes[at..].first_chunk().is_some_and(|block| !self.begins_in(block)) {
            at += BLOCK;
        }
        bytes[at..].iter().position(|byte| self.is_first[usize::from(*byte)]).map(|n| at + n)
    }

    /// Whether a mark may begin in a block. There is no branch, so the compiler compares its bytes all at once.
    fn begins_in(&self, block: &[u8; BLOCK]) -> bool {
        let mut is_any = [0; BLOCK];
        for first in &self.firsts {
            is_any.iter_mut().zip(block).for_each(|(is, byte)| *is |= u8::from(byte == first));
        }
        is_any.iter().fold(0, |any, is| any | is) != 0
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
