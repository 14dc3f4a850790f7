//! [`Brackets`]: which brackets of a text are read as such where they stand in Markdown, so that nothing need be escaped that means
//! something to a program beyond CommonMark: `[@smith p. 3]`, `[[page]]`, `^[a note]`.

use std::collections::BTreeSet;

use super::emphasis::is_open;
use super::line_head::is_line_head;
use super::markdown::Unit;
use crate::content::{Part, Piece};

/// No name of a link is longer (CommonMark 0.31, section 6.3), and a look at it takes bounded time.
const MAX_LABEL: usize = 1000;

/// A translation as it reads, with its brackets.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    text: String,
    /// Where they stand, and what they are.
    signs: Vec<(usize, Sign)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Open,
    Close,
    /// The first of a link.
    OpenLink,
    /// The last of a link.
    CloseLink,
}

/// What stands around a translation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    /// The characters before it and behind it, of which the second may be any.
    pub(super) beside: (Option<char>, Option<char>),
    pub(super) starts_line: bool,
    /// What links are named by, each as a [`key`].
    pub(super) labels: &'a BTreeSet<String>,
}

/// A bracket that is open.
struct Open {
    at: usize,
    is_link: bool,
    /// Whether other brackets stand within, so that it is no name of a link.
    has_inner: bool,
}

impl Brackets {
    /// Adds text.
    pub(super) fn push_text(&mut self, text: &str) {
        let start = self.text.len();
        let sign = |byte| if byte == b'[' { Sign::Open } else { Sign::Close };
        self.signs.extend(
            memchr::memchr2_iter(b'[', b']', text.as_bytes())
                .map(|at| (start + at, sign(text.as_bytes()[at]))),
        );
        self.text.push_str(text);
    }

    /// Adds what brackets mean nothing in, or something that does not depend on what is around: code, the whole of a link or a picture.
    pub(super) fn push_other(&mut self, written: &str) {
        self.text.push_str(written);
    }

    /// Adds one side of a link or of other markup.
    pub(super) fn push_side(&mut self, written: &str) {
        let sign = match written.as_bytes().first() {
            Some(b'[') => Some(Sign::OpenLink),
            Some(b']') => Some(Sign::CloseLink),
            _ => None,
        };
        self.signs.extend(sign.map(|sign| (self.text.len(), sign)));
        self.text.push_str(written);
    }

    /// How long it is so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The brackets of text that go together, and are neither the name of a link nor what may be one with what follows.
    pub(super) fn free(&self, around: Around<'_>) -> BTreeSet<usize> {
        let mut free = BTreeSet::new();
        let mut open: Vec<Open> = Vec::new();
        for (at, sign) in &self.signs {
            match sign {
                Sign::Open | Sign::OpenLink => {
                    open.push(Open { at: *at, is_link: *sign == Sign::OpenLink, has_inner: false });
                }
                Sign::CloseLink => while open.pop().is_some_and(|open| !open.is_link) {},
                Sign::Close => {
                    let Some(pair) = open.pop_if(|open| !open.is_link) else { continue };
                    if !self.is_bound(&pair, *at, around) {
                        free.extend([pair.at, *at]);
                    }
                }
            }
            if let (Sign::Close | Sign::CloseLink, Some(outer)) = (sign, open.last_mut()) {
                outer.has_inner = true;
            }
        }
        free
    }

    /// The brackets of text that close nothing here, but perhaps one before the unit, which no longer begins a link then.
    pub(super) fn lone(&self) -> Vec<usize> {
        let mut n_open = 0_usize;
        let mut lone = Vec::new();
        for (at, sign) in &self.signs {
            match sign {
                Sign::Open | Sign::OpenLink => n_open += 1,
                Sign::Close if n_open == 0 => lone.push(*at),
                Sign::Close | Sign::CloseLink => n_open = n_open.saturating_sub(1),
            }
        }
        let goes_on = |at: &usize| self.text[at + 1..].starts_with(['(', '[', ':']);
        lone.retain(|at| !goes_on(at));
        lone
    }

    /// Whether Markdown would make something of the text between two brackets: a link, its definition, the box of a task, a note.
    fn is_bound(&self, open: &Open, close: usize, around: Around<'_>) -> bool {
        let (before, label, behind) =
            (&self.text[..open.at], &self.text[open.at + 1..close], &self.text[close + 1..]);
        let line = before.trim_end_matches(' ');
        let opens_line = line.ends_with('\n') || line.is_empty() && around.starts_line;
        let next = behind.chars().next().or(around.beside.1);
        let is_marker = opens_line && (label.starts_with('!') || label.chars().nth(1).is_none());
        let is_named = || !open.has_inner && label.len() < MAX_LABEL && around.labels.contains(&key(label));
        next.is_none_or(|next| matches!(next, '(' | '[') || next == ':' && opens_line)
            || before.chars().next_back().or(around.beside.0) == Some(']')
            || before.is_empty() && around.beside.0 == Some('!')
            || is_marker
            || is_named()
    }
}

/// The brackets of a translation, and where each piece begins among them.
pub(super) fn brackets(
    unit: &Unit<'_>,
    pieces: &[Piece<'_>],
    mut is_in_code: bool,
) -> (Vec<usize>, Brackets) {
    let mut brackets = Brackets::default();
    let mut starts = Vec::new();
    for piece in pieces {
        starts.push(brackets.len());
        match piece {
            Piece::Text(text) if is_in_code => brackets.push_other(text),
            Piece::Text(text) => brackets.push_text(text),
            Piece::Code(placed) => {
                let Some(code) = unit.anatomy.code(placed.id) else { continue };
                if unit.n_ticks(code, placed.part).is_some() {
                    is_in_code = placed.part == Part::Open;
                }
                let written = unit.read(code.source(placed.part).unwrap_or_default());
                match placed.part {
                    Part::Alone => brackets.push_other(&written),
                    Part::Open | Part::Close => brackets.push_side(&written),
                }
            }
        }
    }
    (starts, brackets)
}

/// Which of the `lone` brackets of a translation stay as they are: as many as its source has, which end some before it.
///
/// # Errors
/// When one is missing, without which a link would begin before the unit and end behind it.
pub(super) fn closing(unit: &Unit<'_>, lone: Vec<usize>, is_in_code: bool) -> Result<Vec<usize>, String> {
    let content = &unit.anatomy.content;
    if memchr::memchr(b']', content.text.as_bytes()).is_none() {
        return Ok(Vec::new());
    }
    let pieces: Vec<Piece<'_>> = content.pieces().collect();
    let n_lone = brackets(unit, &pieces, is_in_code).1.lone().len();
    let text = &unit.document.text;
    let behind = &text[unit.span.end()..text.floor_char_boundary(unit.span.end() + MAX_LABEL)];
    if lone.len() < n_lone && (behind.contains("](") || behind.contains("][")) && is_open(unit, '[') {
        return Err("the bracket is missing that ends one before it in the source".to_owned());
    }
    Ok(lone.into_iter().take(n_lone).collect())
}

/// The names that links and notes of a Markdown text are defined by, and perhaps others: what stands in brackets at the head of a line,
/// or behind other brackets there, with a colon behind it.
pub(super) fn labels(source: &str) -> BTreeSet<String> {
    let ends = memchr::memmem::find_iter(source.as_bytes(), "]:");
    let label = |end: usize| {
        let near = &source[source.floor_char_boundary(end.saturating_sub(MAX_LABEL))..end];
        let (before, label) = near.rsplit_once('[')?;
        let line = before.rsplit(['\n', '\r', '\u{FEFF}']).next().unwrap_or(before);
        let is_head = line.is_empty() || line.ends_with([' ', '\t', '>']) && is_line_head(line);
        (is_head || line.trim_end().ends_with([']', ':'])).then(|| key(label))
    };
    ends.filter_map(label).collect()
}

/// A label without what does not count in it, or may be written otherwise: the case of letters, white space, backslashes.
fn key(label: &str) -> String {
    let counts = |c: &char| !c.is_whitespace() && *c != '\\';
    label.chars().filter(counts).flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}
