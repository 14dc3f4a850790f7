//! The scan: from byte to byte to the places where a sentence may end.

use epitome_langs::Language;

use crate::Options;
use crate::chars::{
    Terminal, begins_word_char, char_at, char_before, is_blank, is_closing_bracket, is_letter_or_digit,
    is_quotation_mark, may_begin_terminal, skip_blanks, terminal_at,
};
use crate::items::items;
use crate::rules::ends_sentence;

/// A place where a sentence may end: a run of terminals with the closing signs after it.
pub(crate) struct Candidate {
    /// The first byte of the run.
    pub(crate) start: usize,
    /// The strongest terminal of the run.
    pub(crate) terminal: Terminal,
    /// The byte after the run and its closing signs: where the sentence would end.
    pub(crate) end: usize,
    /// The byte after the blanks that follow: where the next sentence would start.
    pub(crate) next: usize,
    /// Whether closing signs follow the run.
    pub(crate) is_closed: bool,
    /// Whether white space follows.
    pub(crate) is_spaced: bool,
}

/// The end of a sentence and the start of the next, with the blanks between; at the end of a text both are its length, or
/// what is left is blank.
pub(crate) struct Boundary {
    pub(crate) end: usize,
    pub(crate) next: usize,
}

/// The boundaries of a text, in order.
///
/// The scanner passes over the bytes a block at a time and stops only at those a terminal can begin with; but for the rest of that
/// block, nothing is carried from one candidate to the next. A text that is a list in one line has boundaries before its items
/// too: a terminal found behind the head of an item is the stop of its number, so that it is not asked for again.
pub(crate) fn boundaries<'a>(
    text: &'a str,
    language: &'a Language,
    options: Options,
) -> impl Iterator<Item = Boundary> + 'a {
    let mut at = 0;
    let mut leads = Leads::new(text);
    let mut items = items(text, language).into_iter().peekable();
    std::iter::from_fn(move || {
        loop {
            let terminal = leads.next_from(at);
            if let Some(item) = items.next_if(|item| terminal.is_none_or(|(start, ..)| item.start <= start)) {
                let is_begun = at >= item.start;
                at = item.end;
                if !is_begun {
                    let end = text[..item.start].trim_end_matches(is_blank).len();
                    return Some(Boundary { end, next: item.start });
                }
                continue;
            }
            let (start, terminal, n_bytes) = terminal?;
            let candidate = read_candidate(text, start, terminal, n_bytes, language);
            at = candidate.end;
            if candidate.next == text.len() || ends_sentence(text, &candidate, language, options) {
                at = candidate.next;
                return Some(Boundary { end: candidate.end, next: candidate.next });
            }
        }
    })
}

/// The bytes of a text a terminal may begin with, found a block at a time.
struct Leads<'a> {
    text: &'a str,
    /// The first byte of the block.
    start: usize,
    /// A bit for each byte of the block, that of the first the lowest.
    bits: u64,
}

/// How many bytes are looked at together: as many as [`Leads`] has bits.
const BLOCK: usize = 64;

impl<'a> Leads<'a> {
    fn new(text: &'a str) -> Leads<'a> {
        Leads { text, start: 0, bits: leads(text.as_bytes(), 0) }
    }

    /// The first terminal that begins at byte `from` or later: where, which, and its length. What lies before was asked for
    /// already.
    fn next_from(&mut self, from: usize) -> Option<(usize, Terminal, usize)> {
        loop {
            while self.bits != 0 {
                let at = self.start + self.bits.trailing_zeros() as usize;
                self.bits &= self.bits - 1;
                if at >= from
                    && let Some((terminal, n_bytes)) = terminal_from(self.text, at)
                {
                    return Some((at, terminal, n_bytes));
                }
            }
            self.start = from.max(self.start + BLOCK);
            if self.start >= self.text.len() {
                return None;
            }
            self.bits = leads(self.text.as_bytes(), self.start);
        }
    }
}

/// A bit for each byte of the block at byte `start` that a terminal may begin with.
fn leads(bytes: &[u8], start: usize) -> u64 {
    match bytes[start..].first_chunk() {
        Some(block) => leads_of_block(block),
        None => {
            let rest = &bytes[start..];
            let mut block = [0; BLOCK + 1];
            block[..rest.len()].copy_from_slice(rest);
            leads_of_block(&block)
        }
    }
}

/// The same of a block and the byte behind it. There is no branch in the first half and no table, so that the compiler
/// compares the bytes all at once. It takes a few too many: the sign ">", and letters beyond Latin, Greek, Cyrillic and
/// Hebrew. The Vietnamese (U+1E00 to U+1EFF) and nearly all Arabic are left out by their second byte.
fn leads_of_block(block: &[u8; BLOCK + 1]) -> u64 {
    let mut leads = [0; BLOCK];
    for (lead, (byte, next)) in leads.iter_mut().zip(block.iter().zip(&block[1..])) {
        let is_sign = (*byte == b'.') | (*byte == b'!') | (*byte | 5 == b'?');
        let is_vietnamese = (*byte == 0xE1) & (*next >= 0xB8);
        let is_arabic = (*byte & 0xFC == 0xD8) & (*next & 0xF0 != 0x90);
        let is_letter = is_vietnamese | is_arabic;
        *lead = u8::from(is_sign | ((*byte >= 0xD8) & !is_letter) | (*byte == 0xCD) | (*byte == 0xD6));
    }
    // The product moves the lowest bit of byte n of a word to its bit 56 + n.
    leads
        .as_chunks::<8>()
        .0
        .iter()
        .rev()
        .fold(0, |bits, word| bits << 8 | u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56)
}

fn read_candidate(
    text: &str,
    start: usize,
    terminal: Terminal,
    n_bytes: usize,
    language: &Language,
) -> Candidate {
    let end = start + n_bytes;
    // As nearly all are: nothing but a space, or nothing at all, before the next word.
    let is_spaced = match text.as_bytes()[end..] {
        [b' ', next, ..] if begins_word_char(next) => Some(true),
        [next, ..] if begins_word_char(next) => Some(false),
        _ => None,
    };
    if let Some(is_spaced) = is_spaced {
        return Candidate {
            start,
            terminal,
            end,
            next: end + usize::from(is_spaced),
            is_closed: false,
            is_spaced,
        };
    }
    let (mut terminal, mut end) = extend_run(text, start, terminal, end);
    let mut start = start;
    let mut is_closed = false;
    while let Some(closer_end) = closer_at(text, end, language) {
        is_closed = true;
        end = closer_end;
        // `Vraiment ? ».` and `(...).`: it is the later sign that counts.
        if let Some((again, n_bytes)) = terminal_from(text, end) {
            start = end;
            (terminal, end) = extend_run(text, start, again, start + n_bytes);
            is_closed = false;
        }
    }
    let next = skip_blanks(text, end);
    let is_spaced = text[end..next].contains(char::is_whitespace);
    Candidate { start, terminal, end, next, is_closed, is_spaced }
}

/// Extends a run of terminals that ends at byte `end` so far: "?!", "...", and with spaces ". . ." and "! !". Returns its
/// strongest sign, several full stops being an ellipsis, and its end.
fn extend_run(text: &str, start: usize, first: Terminal, end: usize) -> (Terminal, usize) {
    let (mut strongest, mut end) = (first, end);
    loop {
        let n_spaces = usize::from(strongest == Terminal::Mark && text[end..].starts_with(' '));
        match terminal_from(text, end + n_spaces) {
            Some((terminal, n_bytes)) if n_spaces == 0 || terminal == Terminal::Mark => {
                strongest = strongest.max(terminal);
                end += n_spaces + n_bytes;
            }
            _ => break,
        }
    }
    if text[end..].starts_with(" . .") {
        // "of compounds. . . . The practice": the first stop ends its sentence, and what was left out begins the next.
        let is_own =
            end - start == 1 && strongest == Terminal::Stop && is_before_word_left_out(text, start, end);
        if !is_own {
            end += text.as_bytes()[end..].chunks_exact(2).take_while(|pair| pair == b" .").count() * 2;
        }
    }
    let is_row = end - start > 1 && strongest == Terminal::Stop;
    (if is_row { Terminal::Ellipsis } else { strongest }, end)
}

/// Whether a word ends at byte `start` and three spaced points with a capital after them follow byte `end`.
fn is_before_word_left_out(text: &str, start: usize, end: usize) -> bool {
    char_before(text, start).is_some_and(char::is_alphabetic)
        && text[end..].strip_prefix(" . . . ").is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// The terminal at byte `at`, and its length; `None` at the end of the text too.
fn terminal_from(text: &str, at: usize) -> Option<(Terminal, usize)> {
    let bytes = text.as_bytes();
    let byte = bytes.get(at)?;
    // As nearly all are.
    if *byte == b'.' {
        return Some((Terminal::Stop, 1));
    }
    let next = bytes.get(at + 1).unwrap_or(&0);
    if may_begin_terminal(*byte, *next) { terminal_at(text, at) } else { None }
}

/// The end of the closing sign at byte `at`: a quotation mark or a bracket, a footnote's number, or after a space, as French
/// sets it, one with no word right behind.
fn closer_at(text: &str, at: usize, language: &Language) -> Option<usize> {
    let c = char_at(text, at)?;
    let end = at + c.len_utf8();
    if is_closing_bracket(c) || matches!(c, '”' | '’' | '⁰'..='⁹' | '¹' | '²' | '³') {
        return Some(end);
    }
    if is_quotation_mark(c) {
        return (!opens_only(c, language) && !is_before_word(text, end)).then_some(end);
    }
    if matches!(c, '[' | '(') {
        return reference_end(text, end);
    }
    if !is_blank(c) {
        return None;
    }
    let at = skip_blanks(text, at);
    let c = char_at(text, at)?;
    let end = if matches!(c, '[' | '(') { reference_end(text, at + 1)? } else { at + c.len_utf8() };
    let may_close = match c {
        '[' | '(' => true,
        '»' | '›' | '”' | '’' | '"' | '\'' => !opens_only(c, language),
        _ => is_closing_bracket(c),
    };
    (may_close && !is_before_word(text, end)).then_some(end)
}

/// Whether a mark opens quotations in this language and never closes them.
fn opens_only(c: char, language: &Language) -> bool {
    language.quotes.iter().any(|pair| pair.starts_with(c))
        && !language.quotes.iter().any(|pair| pair.ends_with(c))
}

fn is_before_word(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(is_letter_or_digit)
}

/// The end of what a bracket before byte `at` says about the sentence before it: a footnote's number, `[12]`, or that words
/// were left out, `(...)`.
fn reference_end(text: &str, at: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[at..];
    let is_footnote = text[..at].ends_with('[');
    let n_digits = bytes.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let n_bytes = match bytes {
        [b'.', b'.', b'.', ..] => 3,
        [0xE2, 0x80, 0xA6, ..] => 3,
        _ if is_footnote && (1..=3).contains(&n_digits) => n_digits,
        _ => return None,
    };
    matches!(bytes.get(n_bytes), Some(b']' | b')')).then_some(at + n_bytes + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_terminal_is_found_wherever_it_stands_in_a_block() {
        for c in '\0'..=char::MAX {
            let text = format!("{}{c}", "a".repeat(c as usize % 70));
            let is_terminal = terminal_at(&text, text.len() - c.len_utf8()).is_some();
            let found = Leads::new(&text).next_from(0).map(|(at, _, n_bytes)| at + n_bytes);
            assert_eq!(found, is_terminal.then_some(text.len()), "{c:?}");
        }
    }
}
