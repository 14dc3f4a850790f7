//! [`pieces`]: a translation as running text of Markdown.
//!
//! What a sign of Markdown is depends on what is written before and behind it, so the codes of the source are looked at too: whether
//! a line begins, whether code does, and which letter stands beside emphasis.

use std::borrow::Cow;
use std::collections::BTreeSet;

use epitome_document::{Document, MarkKind, MarkTags, Span};

use super::brackets::{Around, brackets, closing};
use super::code::{in_code, n_ticks};
use super::directive;
use super::emphasis;
use super::escape::{Surroundings, escape};
use super::line_head::{before_on_line, behind_on_line, is_line_head};
use crate::anatomy::{Anatomy, Code, CodeKind, decoded, unescaped};
use crate::content::{self, Content, Part, Placed};

/// Marks around a unit are looked for among so many before it, so that the time stays linear.
pub(super) const N_MARKS: usize = 64;

/// A unit of running text.
#[derive(Clone, Copy)]
pub(super) struct Unit<'a> {
    pub(super) document: &'a Document,
    pub(super) span: Span,
    pub(super) anatomy: &'a Anatomy,
    /// What links are named by.
    pub(super) labels: &'a BTreeSet<String>,
}

/// A part of what is written.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// What a reader of Markdown finds there.
    pub(super) text: String,
    /// The bytes of the source that are copied.
    pub(super) source: Option<Span>,
    /// The part of emphasis that it is.
    pub(super) emphasis: Option<Emphasis>,
    /// What may be written instead of the copy.
    pub(super) instead: Option<String>,
    /// Whether it opens or closes code.
    pub(super) is_fence: bool,
}

/// A run of signs that opens or closes emphasis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Emphasis {
    pub(super) part: Part,
    pub(super) sign: char,
    /// Whether the unit has the other part too.
    pub(super) is_whole: bool,
}

impl Unit<'_> {
    /// What is written at a place.
    pub(super) fn read(&self, source: Span) -> Cow<'_, str> {
        unescaped(self.document, source)
    }

    /// The sign of which the source makes this side of the emphasis.
    pub(super) fn sign(&self, placed: &Placed) -> Option<char> {
        let code = self.anatomy.code(placed.id)?;
        let is_emphasis =
            matches!(code.kind, CodeKind::Mark(MarkKind::Bold | MarkKind::Italic | MarkKind::Strike));
        let sign = self.read(code.source(placed.part)?).chars().next();
        sign.filter(|sign| is_emphasis && matches!(sign, '*' | '_' | '~'))
    }

    /// Whether it is a comment or the like, which would begin a block of HTML at the head of a line.
    fn is_declaration(&self, placed: &Placed) -> bool {
        let source = self.anatomy.code(placed.id).and_then(|code| code.source(placed.part));
        source.is_some_and(|source| ["<!", "<?"].iter().any(|sign| self.read(source).starts_with(sign)))
    }

    /// The number of backticks before or behind code; a tag of HTML has none, and what is in it is text as any other.
    pub(super) fn n_ticks(&self, code: &Code, part: Part) -> Option<usize> {
        let tag = self.read(code.source(part).filter(|_| code.kind == CodeKind::Mark(MarkKind::Code))?);
        n_ticks(&tag)
    }

    /// The markup that opens outside of the unit and goes on in it: what is around all of it, or began in a unit before.
    pub(super) fn marks_outside(&self) -> impl Iterator<Item = (MarkKind, Span)> {
        let marks = &self.document.marks;
        let end = marks.partition_point(|mark| mark.span.start() <= self.span.start());
        marks[..end].iter().rev().take(N_MARKS).filter_map(|mark| {
            let (MarkTags::Pair { open, .. } | MarkTags::Open(open)) = mark.tags else { return None };
            let is_around = mark.span.end() > self.span.start()
                && !self.anatomy.codes.iter().any(|code| code.open == Some(open));
            is_around.then_some((mark.kind, open))
        })
    }

    /// The backticks of the code that opens outside of the unit and goes on in it.
    fn fence_outside(&self) -> Option<usize> {
        let mut code = self.marks_outside().filter(|(kind, _)| *kind == MarkKind::Code);
        code.find_map(|(_, open)| n_ticks(&self.read(open)))
    }

    /// Whether its block is one of these elements; a picture alone in a cell is a block of another kind.
    fn stands_in(&self, names: &[&str]) -> bool {
        let block = self.document.block(self.document.block_at(self.span.start()));
        block.hint.element.is_some_and(|id| names.contains(&self.document.elements.name(id)))
    }

    /// Whether a backtick stands in one of its codes that is none of code: in the description of a picture.
    fn has_tick(&self) -> bool {
        let sources = self.anatomy.codes.iter().flat_map(|code| [code.open, code.close]).flatten();
        sources.map(|source| self.read(source)).any(|tag| n_ticks(&tag).is_none() && tag.contains('`'))
    }

    /// The codes that stand inside of code.
    fn in_code(&self, fence: Option<usize>) -> BTreeSet<u32> {
        let mut is_in_code = fence.is_some();
        let mut inside = BTreeSet::new();
        for placed in &self.anatomy.content.codes {
            let Some(code) = self.anatomy.code(placed.id) else { continue };
            match self.n_ticks(code, placed.part) {
                Some(_) => is_in_code = placed.part == Part::Open,
                None if is_in_code => inside.extend([placed.id]),
                None => {}
            }
        }
        inside
    }
}

/// A translation by the rules of Markdown.
///
/// # Errors
/// Says what Markdown has no way to write.
pub(super) fn pieces(unit: Unit<'_>, target: &Content) -> Result<Vec<Piece>, String> {
    let fence = unit.fence_outside();
    let target = emphasis::tightened(&unit, target, fence.is_some())?;
    let line = before_on_line(unit.document, unit.anatomy.source.start());
    let around = Surroundings {
        is_cell: unit.stands_in(&["td", "th"]),
        is_heading: unit.stands_in(&["h1", "h2", "h3", "h4", "h5", "h6"]),
        // What stands before the words of a paragraph may be no part of it: a picture.
        has_tick: line.contains('`') || emphasis::is_open(&unit, '`') || unit.has_tick(),
    };
    let starts_line = is_line_head(&line);
    let mut writer = Writer {
        unit,
        around,
        starts_line,
        is_line_start: starts_line,
        before: line.chars().next_back(),
        fence,
        in_code: unit.in_code(fence),
        code_start: 0,
        pieces: Vec::new(),
    };
    let pieces: Vec<content::Piece<'_>> = target.pieces().collect();
    let mut next = vec![behind(&unit)];
    for piece in pieces.iter().rev() {
        let first = match piece {
            content::Piece::Text(text) => text.chars().next(),
            content::Piece::Code(placed) => {
                let source = unit.anatomy.code(placed.id).and_then(|code| code.source(placed.part));
                source.and_then(|source| unit.read(source).chars().next())
            }
        };
        next.push(first.or(next[next.len() - 1]));
    }
    let n_head = directive::kept_head(&unit, &target);
    if n_head > 0 {
        writer.push(Piece { text: target.text[..n_head].to_owned(), ..Piece::default() });
    }
    let around =
        Around { beside: (writer.before, next[0]), starts_line: writer.is_line_start, labels: unit.labels };
    // Few texts have any.
    let has_brackets = memchr::memchr2(b'[', b']', target.text.as_bytes()).is_some();
    let (starts, mut free, lone) = match has_brackets.then(|| brackets(&unit, &pieces, fence.is_some())) {
        Some((starts, brackets)) => (starts, brackets.free(around), brackets.lone()),
        None => (vec![0; pieces.len()], BTreeSet::new(), Vec::new()),
    };
    free.extend(closing(&unit, lone, fence.is_some())?);
    for (idx, piece) in pieces.iter().enumerate() {
        let behind = next[pieces.len() - idx - 1];
        match piece {
            content::Piece::Text(text) => {
                let n_done = if idx == 0 { n_head } else { 0 };
                let is_free = |at: usize| free.contains(&(starts[idx] + n_done + at));
                writer.text(&text[n_done..], behind, &is_free);
            }
            content::Piece::Code(placed) => {
                writer.code(*placed, &target.text, pieces.get(idx + 1), behind)?;
            }
        }
    }
    if let Some(fence) = writer.fence {
        writer.check_code(fence, false)?;
    }
    let mut written = writer.pieces;
    emphasis::keep(&unit, &mut written, next[0].is_none())?;
    if fence.is_none() {
        let behind = || behind_on_line(unit.document, unit.anatomy.source.end());
        directive::hide(&mut written, &line, behind);
        emphasis::keep_beside(&unit, &mut written, &line, next[0].is_none());
    }
    Ok(written)
}

/// The character behind a unit; `None` where the text goes on at once, as Chinese does: there another translation may come.
fn behind(unit: &Unit<'_>) -> Option<char> {
    let Unit { document, span, anatomy, .. } = *unit;
    let block = document.block(document.block_at(span.start()));
    let rest = document.slice(Span::new(span.end(), block.span.end().max(span.end())));
    if rest.starts_with(|c: char| !c.is_whitespace()) {
        return None;
    }
    let (end, n_bytes) = (anatomy.source.end(), document.source.bytes.len());
    let behind = decoded(document, Span::new(end, n_bytes.min(end + 4))).chars().next();
    Some(behind.unwrap_or('\n'))
}

pub(super) struct Writer<'a> {
    pub(super) unit: Unit<'a>,
    around: Surroundings,
    /// Whether the unit begins a line, and whether nothing but white space stands before what comes next on its line.
    starts_line: bool,
    is_line_start: bool,
    /// What stands before the unit on its line.
    before: Option<char>,
    /// The number of backticks around the code that comes next, and its first piece.
    pub(super) fence: Option<usize>,
    pub(super) code_start: usize,
    /// The codes that stand inside of code in the source.
    in_code: BTreeSet<u32>,
    pub(super) pieces: Vec<Piece>,
}

impl Writer<'_> {
    /// The character before what comes next.
    fn before(&self) -> Option<char> {
        self.pieces.last().map_or(self.before, |piece| piece.text.chars().next_back())
    }

    pub(super) fn push(&mut self, piece: Piece) {
        self.is_line_start = match piece.text.rfind(['\n', '\r']) {
            Some(at) => is_line_head(&piece.text[at + 1..]),
            None => self.is_line_start && piece.text.trim().is_empty(),
        };
        self.pieces.push(piece);
    }

    /// Whether the line that the unit begins is a tag of HTML so far: alone on a line it would begin a block of HTML.
    fn is_tag_alone(&self) -> bool {
        let line: String = self.pieces.iter().map(|piece| &*piece.text).collect();
        let tag = line.trim();
        let is_tag = tag.starts_with('<') && tag.ends_with('>') && !tag[1..].contains('<');
        self.starts_line && is_tag && !line.contains(['\n', '\r'])
    }

    fn text(&mut self, text: &str, next: Option<char>, is_free: &dyn Fn(usize) -> bool) {
        let text = match self.fence {
            Some(_) => in_code(text, self.around.is_cell),
            None => escape(text, self.around, (self.before(), next), self.is_line_start, is_free),
        };
        self.push(Piece { text, ..Piece::default() });
    }

    fn code(
        &mut self,
        placed: Placed,
        target: &str,
        follows: Option<&content::Piece<'_>>,
        next: Option<char>,
    ) -> Result<(), String> {
        let unit = self.unit;
        let Some(code) = unit.anatomy.code(placed.id) else { return Ok(()) };
        let beside = target.split_at(placed.at as usize);
        let Some(source) = code.source_between(unit.document, placed.part, beside) else {
            return Ok(());
        };
        if let Some(n_ticks) = unit.n_ticks(code, placed.part) {
            return self.backticks(code, placed, source, n_ticks);
        }
        let text = unit.read(source).into_owned();
        let is_whole = code.open.is_some() && code.close.is_some();
        let emphasis = unit.sign(&placed).map(|sign| Emphasis { part: placed.part, sign, is_whole });
        match code.kind {
            CodeKind::Mark(_) if self.fence.is_some() => {
                return Err(format!("code {} ({}) cannot stand inside of code", placed.id, text.trim()));
            }
            CodeKind::Mark(_) if self.is_line_start && unit.is_declaration(&placed) => {
                return Err(format!("code {} ({text}) cannot begin a line", placed.id));
            }
            CodeKind::Mark(MarkKind::LineBreak) if text.contains(['\n', '\r']) => {
                // White space inside of emphasis is none at its end.
                let opened = self.pieces.last().and_then(|piece| piece.emphasis);
                let is_behind = opened.is_some_and(|opened| opened.part == Part::Open);
                let is_before = match follows {
                    Some(content::Piece::Code(code)) => {
                        code.part == Part::Close && unit.sign(code).is_some() || unit.is_declaration(code)
                    }
                    Some(content::Piece::Text(_)) => false,
                    None => true,
                };
                if self.is_line_start || is_behind || is_before || self.is_tag_alone() {
                    self.push(Piece { text: "<br>".to_owned(), ..Piece::default() });
                    return Ok(());
                }
            }
            CodeKind::Protected(_) => {
                self.protected(placed.id, code, source, next);
                return Ok(());
            }
            _ => {}
        }
        self.push(Piece { text, source: Some(source), emphasis, ..Piece::default() });
        Ok(())
    }

    /// What stays as it is keeps its bytes where these mean the same as in the source.
    fn protected(&mut self, id: u32, code: &Code, source: Span, next: Option<char>) {
        let text = self.unit.document.slice(code.text);
        if self.fence.is_some() != self.in_code.contains(&id) {
            return self.text(text, next, &|_| false);
        }
        let before = self.before();
        let here = escape(text, self.around, (before, next), self.is_line_start, &|_| false);
        let there = || escape(text, self.around, (before, Some(' ')), false, &|_| false);
        let read = self.unit.read(source);
        let is_same = self.fence.is_some() || here == there() && !has_open_sign(&read);
        let (text, source) = if is_same { (read.into_owned(), Some(source)) } else { (here.clone(), None) };
        self.push(Piece { text, source, instead: Some(here), ..Piece::default() });
    }
}

/// Whether what is written has a sign that is text for what stands beside it only.
fn has_open_sign(written: &str) -> bool {
    let is_sign = |c: char| matches!(c, '\\' | '*' | '_' | '~' | '[' | ']');
    written.starts_with(is_sign) || written.ends_with(is_sign) || written.contains(['`', '<'])
}
