//! [`quotations`]: which sentences belong to one quotation.
//!
//! Marks come from the data file of each sentence's language; those of other languages count where they clearly open. A quotation begins
//! and ends within one block, but for a long one as the press prints it: each of its paragraphs opens with the mark anew, in Romance
//! languages also with its partner, and the last alone closes; or none opens anew and the partner stands a few sentences on. What is left
//! open has lost its partner. Most are half a pair around a few words; where one clearly opens speech, what follows in the paragraph is
//! no statement of the article's own, and stands together with the mark.

use epitome_document::{Cleaning, Document, LangTag, Sentence, Sentences, Use};
use epitome_langs::{Languages, has_words};

/// The deepest nesting followed, more than print needs. The bound keeps a line of a million opening marks from costing more
/// than any other.
const MAX_DEPTH: usize = 4;

/// The most sentences held together behind a mark without a partner in its block; set by hand. A block with more behind it is no
/// paragraph of the press, and one lost mark must not swallow it.
const MAX_UNCLOSED: usize = 6;

/// The most paragraphs a speech goes on in without opening anew. With five, three Vietnamese sentences lose 0.04 points of ROUGE (on the
/// fitting split, where each sentence is a paragraph).
const MAX_CARRIED: usize = 2;

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
    let tag = sentences.items.first().map_or(LangTag::UND, |sentence| sentence.tag);
    let marks = Marks::of(tag, languages);
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
    sentence: usize,
    /// Whether it stands where speech begins: at the head of a sentence, after a colon or a comma.
    is_of_speech: bool,
    /// Whether a later block has opened with it anew.
    is_taken_up: bool,
    /// How many later blocks have begun otherwise while it waits for its partner.
    n_carried: usize,
    /// The first sentence in which its like opened again, or of the block that did not open with it anew.
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
                self.marks = Marks::of(sentence.tag, self.languages);
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

    /// Leaves open of the block before only what the first mark of this one opens anew, and gives the bytes up to behind that mark;
    /// else a mark of speech whose partner may follow.
    fn take_up(&mut self, text: &str) -> usize {
        let mut rest = text.chars();
        let head = rest.next();
        let next = rest.as_str().trim_start().chars().next();
        // A partner before a capital takes the speech up as well; before anything else it closes.
        let takes_up = |open: &Open| {
            let is_again = head == Some(open.opening);
            (is_again || head.is_some_and(|head| self.marks.is_pair(open.opening, head)))
                && next.is_some_and(|c| !CLAUSE_ENDS.contains(&c) && (is_again || c.is_uppercase()))
        };
        let taken_up = self.open.iter().position(takes_up);
        let is_near = |open: &Open| open.n_carried < MAX_CARRIED && self.end - open.sentence < MAX_UNCLOSED;
        let goes_on = |open: &Open| open.is_of_speech && !is_single(open.opening) && is_near(open);
        let depth = taken_up.or_else(|| self.open.iter().position(goes_on));
        self.lose(depth.map_or(0, |depth| depth + 1), self.end);
        let Some(depth) = depth else { return 0 };
        let mut heir = self.open.swap_remove(depth);
        self.lose(0, self.end);
        if taken_up.is_some() {
            (heir.is_taken_up, heir.n_carried) = (true, 0);
        } else {
            heir.n_carried += 1;
            heir.again.get_or_insert(self.end);
        }
        self.open.push(heir);
        if taken_up.is_some() { head.map_or(0, char::len_utf8) } else { 0 }
    }

    fn mark(&mut self, c: char, idx: usize, before: &str, rest: &str) {
        match self.role(c, before, rest) {
            Mark::None => {}
            Mark::Opens => {
                if let Some(like) = self.open.iter_mut().rfind(|mark| mark.opening == c) {
                    like.again.get_or_insert(idx);
                }
                // A straight mark does not stand within its like, nor any within its like of a block before: the one that is open has
                // lost its partner.
                let is_lost =
                    |mark: &Open| mark.opening == c && (mark.n_carried > 0 || self.marks.is_pair(c, c));
                if let Some(depth) = self.open.iter().position(is_lost) {
                    self.lose(depth, idx);
                }
                if self.open.len() == MAX_DEPTH {
                    let inner = self.open.split_off(1);
                    self.lose(0, idx);
                    self.open = inner;
                }
                self.open.push(Open {
                    opening: c,
                    sentence: idx,
                    is_of_speech: is_of_speech(before),
                    is_taken_up: false,
                    n_carried: 0,
                    again: None,
                });
            }
            Mark::Closes(depth)
                if self.open[depth].n_carried > 0 && idx - self.open[depth].sentence >= MAX_UNCLOSED =>
            {
                self.lose(depth, idx);
                self.found[idx].unbalanced = true;
            }
            Mark::Closes(depth) => {
                self.lose(depth + 1, idx);
                let first = self.open.pop().map_or(idx, |open| open.sentence);
                self.hold(first, idx + 1);
            }
            Mark::Stray => self.found[idx].unbalanced = true,
        }
    }

    /// What a character does between the text before and behind it.
    fn role(&self, c: char, before: &str, rest: &str) -> Mark {
        let Marks { own, others, .. } = &self.marks;
        let is_any = |pairs: &[(char, char)]| pairs.iter().any(|pair| pair.0 == c || pair.1 == c);
        if !is_any(own) && !is_any(others) {
            return Mark::None;
        }
        let (last, after) = (before.chars().next_back(), rest.chars().next());
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // Within a word, and behind the "s" of a possessive ("the workers' union").
        let is_of_word = is_letter(last) && is_letter(after) || last == Some('s') && rest.starts_with(' ');
        if is_apostrophe(c) && is_of_word {
            return Mark::None;
        }
        let is_straight = own.contains(&(c, c));
        let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        // A straight mark opens and closes by turns, except where what stands around it says which it does: one mistyped mark must
        // not turn all that follow inside out, and make one long quotation of what stands between two.
        let is_at_clause_end = rest.starts_with(CLAUSE_ENDS) && !rest.starts_with("..");
        let surely_closes = is_straight && (is_at_clause_end || touches(last) && !touches(after));
        let leans_right = last.is_none_or(|c| c.is_whitespace() || is_apostrophe(c) || BRACKETS.contains(&c));
        let stands_open = leans_right && touches(after) && !is_at_clause_end;
        let is_closed_by = |mark: &Open| self.marks.is_pair(mark.opening, c);
        if !(is_straight && stands_open)
            && let Some(depth) = self.open.iter().rposition(is_closed_by)
        {
            return Mark::Closes(depth);
        }
        let opens = |pairs: &[(char, char)]| pairs.iter().any(|pair| pair.0 == c);
        if c == '\'' {
            // Most are apostrophes ("rock 'n' roll").
            if stands_open && is_of_speech(before) { Mark::Opens } else { Mark::None }
        } else if opens(own) && !surely_closes || opens(others) && stands_open {
            Mark::Opens
        } else if is_apostrophe(c) || !is_any(own) {
            // After a letter an apostrophe is more likely than a quotation whose beginning is missing.
            Mark::None
        } else {
            Mark::Stray
        }
    }

    /// Reports what is open from this depth on as without a partner; `end` is the number of the sentence up to which it may reach.
    fn lose(&mut self, depth: usize, end: usize) {
        for mark in self.open.split_off(depth).into_iter().filter(|mark| !is_single(mark.opening)) {
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
    /// It opens one.
    Opens,
    /// It closes the open quotation at this depth.
    Closes(usize),
    /// It closes what nobody opened.
    Stray,
}

/// The quotation marks of a language.
struct Marks {
    tag: LangTag,
    /// Its opening and closing marks.
    own: Vec<(char, char)>,
    /// Those that other languages have besides.
    others: Vec<(char, char)>,
    /// Of every byte whether the UTF-8 of one begins with it.
    is_first: [bool; 256],
}

impl Marks {
    fn of(tag: LangTag, languages: &Languages) -> Marks {
        let pair = |text: &str| {
            let mut chars = text.chars();
            Some((chars.next()?, chars.next()?))
        };
        let pairs = |tag| languages.get(tag).quotes.iter().filter_map(|text| pair(text));
        let mut own: Vec<(char, char)> = pairs(tag).collect();
        // Typewriters have the one for the other, as they have the straight double mark.
        if own.contains(&('‘', '’')) && !own.contains(&('\'', '\'')) {
            own.push(('\'', '\''));
        }
        let others: Vec<(char, char)> = pairs(LangTag::UND).filter(|pair| !own.contains(pair)).collect();
        let mut is_first = [false; 256];
        for mark in own.iter().chain(&others).flat_map(|pair| [pair.0, pair.1]) {
            is_first[usize::from(mark.encode_utf8(&mut [0; 4]).as_bytes()[0])] = true;
        }
        Marks { tag, own, others, is_first }
    }

    /// Whether a mark that is open may be closed by another.
    fn is_pair(&self, opening: char, closing: char) -> bool {
        self.own.contains(&(opening, closing)) || self.others.contains(&(opening, closing))
    }

    /// Where the next character stands that may be a mark.
    fn next(&self, text: &str, from: usize) -> Option<usize> {
        let mut bytes = text.as_bytes()[from..].iter();
        bytes.position(|byte| self.is_first[usize::from(*byte)]).map(|n| from + n)
    }
}

/// What stands behind a closing mark and never behind an opening one, but for three full stops.
const CLAUSE_ENDS: [char; 8] = [',', '.', ';', ':', '!', '?', ')', ']'];
/// What an opening mark may touch before it.
const BRACKETS: [char; 2] = ['(', '['];

/// Whether a character may stand behind an elided word.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// The opening marks that apostrophes may close.
fn is_single(opening: char) -> bool {
    matches!(opening, '\'' | '‘')
}

/// Whether speech begins behind a text: at the head of a sentence, after a colon or a comma.
fn is_of_speech(before: &str) -> bool {
    before.trim_end().chars().next_back().is_none_or(|c| matches!(c, ':' | ','))
}
