//! Emphasis of Markdown that stays such, whatever a translation puts beside its signs.

use std::collections::BTreeMap;

use epitome_document::{BlockId, Span, directives};

use super::line_head::before_on_line;
use super::markdown::{Emphasis, Piece, Unit};
use crate::anatomy::{decoded, unescaped};
use crate::content::{Content, Part};
use crate::spans::is_word;

/// A sign left open is looked for in so many bytes before the unit, so that the time stays linear.
pub(super) const MAX_BEFORE: usize = 4096;

/// The translation with emphasis around its words only: a sign beside white space opens or closes nothing, so the space goes outside.
/// What stands at the ends of the unit goes: between sentences there is white space anyway.
///
/// # Errors
/// When a pair is left with nothing in it.
pub(super) fn tightened(unit: &Unit<'_>, target: &Content, is_in_code: bool) -> Result<Content, String> {
    let Content { text, mut codes } = target.clone();
    let is_blank = |c: char| c.is_whitespace() && c != '\n';
    let signs: Vec<bool> = codes.iter().map(|placed| unit.sign(placed).is_some()).collect();
    for idx in 0..codes.len() {
        if signs[idx] && codes[idx].part == Part::Close {
            let least = if idx == 0 { 0 } else { codes[idx - 1].at };
            let end = text[..codes[idx].at as usize].trim_end_matches(is_blank).len();
            codes[idx].at = least.max(end as u32);
        }
    }
    for idx in (0..codes.len()).rev() {
        if signs[idx] && codes[idx].part == Part::Open {
            let most = codes.get(idx + 1).map_or(text.len() as u32, |next| next.at);
            let rest = &text[codes[idx].at as usize..];
            let start = text.len() - rest.trim_start_matches(is_blank).len();
            codes[idx].at = most.min(start as u32);
        }
    }
    for (pair, is_sign) in codes.windows(2).zip(&signs) {
        if *is_sign && pair[0].id == pair[1].id && pair[0].at == pair[1].at {
            let shown = unit.anatomy.code(pair[0].id).and_then(|code| code.open).map(|open| unit.read(open));
            let sign = shown.unwrap_or_default();
            return Err(format!("the pair of codes {} ({sign}) has no words in it", pair[0].id));
        }
    }
    if is_in_code {
        return Ok(Content { text, codes });
    }
    let first = codes.first().map_or(text.len(), |code| code.at as usize);
    let n_head = first - text[..first].trim_start_matches(is_blank).len();
    let last = codes.last().map_or(n_head, |code| code.at as usize);
    let end = last + text[last..].trim_end_matches(is_blank).len();
    for code in &mut codes {
        code.at -= n_head as u32;
    }
    Ok(Content { text: text[n_head..end].to_owned(), codes })
}

/// Writes letters as character references where they would keep the signs beside them from being read as such. Which run of `*`, `_`
/// or `~` opens or closes emphasis depends on the characters at both sides of it (CommonMark 0.31, section 6.2): "中文**“中文”**中文"
/// has none, and a `~` left open in the text before takes the next one for its partner. A reference ends with a sign and begins with
/// one, which tells the side.
///
/// # Errors
/// When such letters stand behind the unit, as they do in Chinese: there nothing is written anew.
pub(super) fn keep(unit: &Unit<'_>, pieces: &mut [Piece], is_followed: bool) -> Result<(), String> {
    // Few texts have any.
    if pieces.iter().all(|piece| piece.emphasis.is_none()) {
        return Ok(());
    }
    let outside: Vec<char> =
        unit.marks_outside().filter_map(|(_, open)| unit.read(open).chars().next()).collect();
    exchange(unit, pieces, &outside);
    let n = pieces.len();
    if let Some(idx) = (0..n).find(|idx| is_beside(pieces, *idx)) {
        return Err(format!("two pairs of codes ({}) cannot stand side by side", pieces[idx].text));
    }
    let (before, behind) = (neighbours(pieces, 0..n), neighbours(pieces, (0..n).rev()));
    let mut n_open: BTreeMap<char, usize> = BTreeMap::new();
    for sign in outside {
        *n_open.entry(sign).or_default() += 1;
    }
    for idx in 0..n {
        let Some(Emphasis { part, sign, is_whole }) = pieces[idx].emphasis else { continue };
        let (outer, inner) = match part {
            Part::Close => (behind[idx], before[idx]),
            Part::Open | Part::Alone => (before[idx], behind[idx]),
        };
        // Between letters what opens may close as well, where something is open.
        let n_around = n_open.entry(sign).or_default();
        let is_nested = *n_around > 0;
        *n_around = if part == Part::Close { n_around.saturating_sub(1) } else { *n_around + 1 };
        let is_same = |other: usize| sign_of(pieces, other) == Some(sign);
        let is_alone = !(is_same(idx + 1) || idx > 0 && is_same(idx - 1));
        // Between letters only some lengths of runs go together, so both must be known.
        let is_within_words = sign == '*' || sign == '~' && pieces[idx].text.len() > 1;
        let is_sure = is_within_words
            && is_whole
            && is_alone
            && inner.is_some_and(|inner| is_firm(pieces, inner, part))
            && !(part == Part::Open && (is_nested || is_open(unit, sign)));
        match outer.filter(|_| !is_sure) {
            Some(outer) => hide(&mut pieces[outer], part == Part::Close),
            None if is_sure || !is_followed || part != Part::Close => {}
            None => {
                let sign = &pieces[idx].text;
                return Err(format!(
                    "{sign} does not close emphasis between a sign and the sentence behind it"
                ));
            }
        }
    }
    Ok(())
}

/// The same for signs directly before the unit, which close behind a full stop and would not before a letter, and for those directly
/// behind it: what they open or close depends on what ends the unit.
pub(super) fn keep_beside(unit: &Unit<'_>, pieces: &mut [Piece], line: &str, is_followed: bool) {
    let is_text = |piece: &&mut Piece| !piece.text.is_empty();
    if line.ends_with(['*', '_', '~'])
        && let Some(first) = pieces.iter_mut().find(is_text)
    {
        hide_first(first);
    }
    if is_followed
        && is_before_sign(unit)
        && let Some(last) = pieces.iter_mut().rfind(is_text)
    {
        hide(last, false);
    }
}

/// Whether a piece opens emphasis directly behind one that closes such, where the source has none: together their signs are one run.
fn is_beside(pieces: &[Piece], idx: usize) -> bool {
    let is_part = |piece: &Piece, part: Part| piece.emphasis.is_some_and(|emphasis| emphasis.part == part);
    let Some(last) = pieces[..idx].iter().rposition(|piece| !piece.text.is_empty()) else { return false };
    let (closing, opening) = (&pieces[last], &pieces[idx]);
    let is_of_source = || closing.source.zip(opening.source).is_some_and(|(a, b)| a.end() == b.start());
    is_part(closing, Part::Close)
        && is_part(opening, Part::Open)
        && sign_of(pieces, last) == sign_of(pieces, idx)
        && !is_of_source()
}

/// Writes emphasis with the other of its signs, where its own would close what is open before it, or be one with what closed there:
/// between two signs of punctuation a run does both, and what stands inside of it is not always a letter.
fn exchange(unit: &Unit<'_>, pieces: &mut [Piece], outside: &[char]) {
    let n = pieces.len();
    let (before, behind) = (neighbours(pieces, 0..n), neighbours(pieces, (0..n).rev()));
    // The pairs around what comes next: their signs in the source, and those that are written.
    let mut open: Vec<(char, char)> = Vec::new();
    for idx in 0..n {
        let Some(Emphasis { part, sign, is_whole: true }) = pieces[idx].emphasis else { continue };
        let written = if part == Part::Close {
            let pair = open.iter().rposition(|(own, _)| *own == sign);
            pair.map_or(sign, |pair| open.remove(pair).1)
        } else {
            let other = match sign {
                '*' => '_',
                '_' => '*',
                _ => sign,
            };
            let is_around = |sign: char| {
                outside.contains(&sign)
                    || open.iter().any(|(_, written)| *written == sign)
                    || is_open(unit, sign)
            };
            let outer = before[idx].and_then(|outer| char_at_end(&pieces[outer].text));
            let inner = behind[idx].and_then(|inner| char_at_start(&pieces[inner].text));
            let is_bare = outer.is_some_and(|c| !c.is_whitespace()) && !inner.is_some_and(is_letter);
            let is_wrong = is_bare && is_around(sign) || is_beside(pieces, idx);
            let written = if is_wrong && !is_around(other) { other } else { sign };
            open.push((sign, written));
            written
        };
        if written != sign {
            pieces[idx] = Piece {
                text: written.to_string().repeat(pieces[idx].text.len()),
                source: None,
                emphasis: Some(Emphasis { part, sign: written, is_whole: true }),
                ..Piece::default()
            };
        }
    }
}

/// For each piece the next one in this order that is no such sign as itself.
fn neighbours(pieces: &[Piece], order: impl Iterator<Item = usize>) -> Vec<Option<usize>> {
    let mut found = vec![None; pieces.len()];
    let mut last: Option<usize> = None;
    for idx in order {
        let sign = sign_of(pieces, idx);
        found[idx] = last.and_then(|last| match sign_of(pieces, last) {
            Some(other) if sign == Some(other) => found[last],
            _ => Some(last),
        });
        if !pieces[idx].text.is_empty() {
            last = Some(idx);
        }
    }
    found
}

fn sign_of(pieces: &[Piece], idx: usize) -> Option<char> {
    pieces.get(idx)?.emphasis.map(|emphasis| emphasis.sign)
}

fn char_at_start(text: &str) -> Option<char> {
    text.chars().next()
}

fn char_at_end(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// Whether a character is neither white space nor a sign for the rules of emphasis. What shows nothing is no sign either: a mark of
/// direction keeps the `_` behind it from opening anything.
fn is_letter(c: char) -> bool {
    let shows_nothing = |c| {
        matches!(
            c,
            '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        )
    };
    is_word(c) || shows_nothing(c)
}

/// Whether the piece inside of this part of emphasis begins or ends with a letter beside it that stays one: a letter alone may have to
/// be written as a reference for the sake of the emphasis on its other side.
fn is_firm(pieces: &[Piece], inner: usize, part: Part) -> bool {
    let text = &pieces[inner].text;
    let (nearest, beyond) = match part {
        Part::Close => (char_at_end(text), inner.checked_sub(1)),
        Part::Open | Part::Alone => (char_at_start(text), Some(inner + 1)),
    };
    let beyond = beyond.and_then(|beyond| pieces.get(beyond)?.emphasis);
    let is_shared = text.chars().nth(1).is_none() && beyond.is_some_and(|beyond| beyond.part == part);
    nearest.is_some_and(is_letter) && !is_shared
}

/// Writes the first letter of a piece as a reference, where it begins with one.
pub(super) fn hide_first(piece: &mut Piece) {
    hide(piece, true);
}

/// Writes the first or the last letter of a piece as a reference, where it begins or ends with one.
fn hide(piece: &mut Piece, at_start: bool) {
    let nearest = if at_start { char_at_start } else { char_at_end };
    let Some(c) = nearest(&piece.text).filter(|c| is_letter(*c)) else { return };
    if piece.source.is_some() {
        let Some(instead) = piece.instead.take() else { return };
        (piece.text, piece.source) = (instead, None);
    }
    let reference = format!("&#{};", u32::from(c));
    let n = piece.text.len();
    let range = if at_start { 0..c.len_utf8() } else { n - c.len_utf8()..n };
    // A sign between two letters is not escaped, and now stands beside one only.
    let (before, rest) = (&piece.text[..range.start], &piece.text[range.end..]);
    let is_sign = before.ends_with(['_', '~']) && !(before.ends_with("\\_") || before.ends_with("\\~"));
    let at = if rest.starts_with(['_', '~']) { Some(range.end) } else { is_sign.then(|| range.start - 1) };
    piece.text.replace_range(range, &reference);
    if let Some(at) = at {
        piece.text.insert(if at_start { reference.len() } else { at }, '\\');
    }
}

/// Whether such a sign stands directly behind the unit and behind punctuation in the source.
fn is_before_sign(unit: &Unit<'_>) -> bool {
    let end = unit.anatomy.source.end();
    let behind = Span::new(end, unit.document.source.bytes.len().min(end + 2));
    decoded(unit.document, behind).starts_with(['*', '_', '~'])
        && !char_at_end(unit.document.slice(unit.span)).is_some_and(is_letter)
}

/// Whether a sign stands in the text before the unit in its paragraph, or in what is written for a program there.
pub(super) fn is_open(unit: &Unit<'_>, sign: char) -> bool {
    let document = unit.document;
    let near = document.text.floor_char_boundary(unit.span.start().saturating_sub(MAX_BEFORE));
    let mut id = document.block_at(unit.span.start());
    // Up to where the text is still to be looked at.
    let mut behind = unit.span.start();
    loop {
        let block = document.block(id).span;
        if document.text[block.start().max(near)..behind].contains(sign) {
            return true;
        }
        behind = block.start();
        let start = document.map.to_source(block).unwrap_or(unit.anatomy.source).start();
        let line = before_on_line(document, start);
        if line.contains(sign) && directives(&line).into_iter().any(|range| line[range].contains(sign)) {
            return true;
        }
        // What is written for a program parts a paragraph in two blocks.
        let Some(before) = id.idx().checked_sub(1).map(BlockId::new).filter(|_| block.start() > near) else {
            return false;
        };
        let end = document.map.to_source(document.block(before).span).map_or(start, |source| source.end());
        let between = unescaped(document, Span::new(end.min(start), start));
        let is_blank = |line: &&str| line.trim_matches([' ', '\t', '\r', '>']).is_empty();
        let lines: Vec<&str> = between.split('\n').collect();
        let [_, inner @ .., _] = &*lines else { return false };
        if inner.iter().any(is_blank) {
            return false;
        }
        id = before;
    }
}
