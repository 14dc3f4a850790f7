//! Quotations, for [`Quotes::Keep`](crate::Quotes::Keep): where they begin and end.

use epitome_langs::Language;

use crate::chars::{char_at, char_before, is_blank, is_word_char};

/// The most quotations inside one another that are followed. Of more openings the oldest are taken for lost.
const MAX_NESTED: usize = 8;

/// The quotations of a block, in order, as its byte ranges with both marks; one inside another is not listed.
///
/// Only marks that pair up within the block count, by the language's pairs. A mark without a partner does nothing, so that a
/// lost one cannot swallow the rest.
pub(crate) fn quotations(block: &str, language: &Language) -> Vec<(usize, usize)> {
    let mut open: Vec<(char, usize)> = Vec::with_capacity(MAX_NESTED);
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, c) in block.char_indices() {
        if c.is_alphanumeric() || c.is_whitespace() {
            continue;
        }
        let end = at + c.len_utf8();
        let side = side(block, at, end);
        let opener_of = |pair: &str| pair.chars().next().filter(|_| pair.ends_with(c));
        let partner = language.quotes.iter().filter_map(|pair| opener_of(pair)).find_map(|opener| {
            if side == Side::Opening && opener == c {
                None
            } else {
                open.iter().rposition(|(mark, _)| *mark == opener)
            }
        });
        if let Some(idx) = partner
            && side != Side::Apostrophe
        {
            let start = open[idx].1;
            open.truncate(idx);
            let n_outside = found.partition_point(|(inner, _)| *inner < start);
            found.truncate(n_outside);
            found.push((start, end));
        } else if !matches!(side, Side::Apostrophe | Side::Closing)
            && language.quotes.iter().any(|pair| pair.starts_with(c))
        {
            if open.len() == MAX_NESTED {
                open.remove(0);
            }
            open.push((c, at));
        }
    }
    found
}

/// What the neighbours of a mark say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Before a word.
    Opening,
    /// After a word.
    Closing,
    /// Between two letters.
    Apostrophe,
    /// Nothing: blanks on both sides, or other signs.
    Either,
}

fn side(text: &str, start: usize, end: usize) -> Side {
    let before = char_before(text, start);
    let after = char_at(text, end);
    let is_free = |c: Option<char>| c.is_none_or(is_blank);
    let is_word = |c: Option<char>| c.is_some_and(is_word_char);
    match (is_word(before), is_word(after)) {
        (true, true) => Side::Apostrophe,
        (true, false) => Side::Closing,
        (false, true) => Side::Opening,
        _ if is_free(before) && !is_free(after) => Side::Opening,
        _ if is_free(after) && !is_free(before) => Side::Closing,
        _ => Side::Either,
    }
}
