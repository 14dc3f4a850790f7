//! The flow of text: characters into blocks, white space collapsed as a browser does, inline tags into marks.

use super::references::{self, Place};
use super::tokenizer::is_space;
use crate::{Block, BlockKind, ElementId, Hint, Mark, MarkKind, MarkTags, SourceMap, Span, trim};

/// What the elements around a piece of text make of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub(super) kind: BlockKind,
    pub(super) level: u8,
    /// The innermost element that holds all of the block so far.
    pub(super) element: ElementId,
    /// Whether white space counts.
    pub(super) is_pre: bool,
    /// Whether the page says not to translate it.
    pub(super) is_verbatim: bool,
    /// Whether ampersands begin references, and where.
    pub(super) references: Option<Place>,
}

/// Blocks in the making.
pub(super) struct Flow<'page> {
    page: &'page str,
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) blocks: Vec<Block>,
    pub(super) marks: Vec<Mark>,
    /// What the page says not to translate.
    pub(super) verbatim: Vec<Span>,
    /// Where the open block begins in the text.
    start: usize,
    /// What the open block is, once it has text.
    open: Option<Around>,
    /// The marks of the open block.
    open_marks: Vec<OpenMark>,
    /// Number of the open block, also of blocks that come to nothing.
    pub(super) serial: u32,
    /// How many links are open.
    n_links: usize,
    /// Where the text of the open link begins.
    link_start: usize,
    /// The text of the closed links of the open block.
    links: Vec<Span>,
}

struct OpenMark {
    kind: MarkKind,
    start: usize,
    end: Option<usize>,
    tags: MarkTags,
}

impl<'page> Flow<'page> {
    pub(super) fn new(page: &'page str) -> Flow<'page> {
        Flow {
            page,
            text: String::with_capacity(page.len() / 8),
            map: SourceMap::default(),
            blocks: Vec::new(),
            marks: Vec::new(),
            verbatim: Vec::new(),
            start: 0,
            open: None,
            open_marks: Vec::new(),
            serial: 0,
            n_links: 0,
            link_start: 0,
            links: Vec::new(),
        }
    }

    /// Whether the open block has text.
    pub(super) fn has_text(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the open block has text, or marks that may come to hold some.
    fn is_begun(&self) -> bool {
        self.has_text() || !self.open_marks.is_empty()
    }

    /// Takes in text of the page.
    pub(super) fn push(&mut self, span: Span, around: Around) {
        let bytes = self.page.as_bytes();
        let start = self.text.len();
        let mut at = span.start();
        let mut copied = at; // everything before is done
        while at < span.end() {
            let byte = bytes[at];
            if !is_of_note(byte) {
                at += 1;
            } else if is_space(byte) {
                let end = at + bytes[at..span.end()].iter().take_while(|byte| is_space(**byte)).count();
                if around.is_pre {
                    self.copy(copied, at, around);
                    self.preformatted_space(at, end);
                    copied = end;
                } else if at == copied || end > at + 1 || byte != b' ' {
                    self.copy(copied, at, around);
                    self.space(at, end);
                    copied = end;
                }
                at = end;
            } else if byte == b'&' {
                let found =
                    around.references.and_then(|place| references::reference(&bytes[at..span.end()], place));
                let Some(reference) = found else {
                    at += 1;
                    continue;
                };
                self.copy(copied, at, around);
                let mut buffer = [0; 4];
                let text = reference.text(&mut buffer);
                if text.bytes().all(is_space) && !around.is_pre {
                    self.space(at, at + reference.len);
                } else {
                    self.open.get_or_insert(around);
                    self.atom(text, at, at + reference.len);
                }
                at += reference.len;
                copied = at;
            } else {
                self.copy(copied, at, around); // NUL is no text
                at += 1;
                copied = at;
            }
        }
        self.copy(copied, at, around);
        if around.is_verbatim {
            let text = trim(&self.text, Span::new(start, self.text.len()));
            self.verbatim.extend(Some(text).filter(|text| !text.is_empty()));
        }
        if let Some(open) = &mut self.open {
            open.element = around.element;
        }
    }

    /// Takes in white space.
    pub(super) fn push_blank(&mut self, span: Span, is_pre: bool) {
        if is_pre {
            self.preformatted_space(span.start(), span.end());
        } else {
            self.space(span.start(), span.end());
        }
    }

    fn copy(&mut self, start: usize, end: usize, around: Around) {
        if start < end {
            self.open.get_or_insert(around);
            self.append(start, end);
        }
    }

    fn append(&mut self, start: usize, end: usize) {
        self.map.skip_source(start - self.map.source_len());
        self.map.push_copy(end - start);
        self.text.push_str(&self.page[start..end]);
    }

    fn atom(&mut self, text: &str, start: usize, end: usize) {
        self.map.skip_source(start - self.map.source_len());
        self.map.push_atom(text.len(), end - start);
        self.text.push_str(text);
    }

    /// White space becomes one space, none at the start of a block or behind another.
    fn space(&mut self, start: usize, end: usize) {
        if self.text.len() > self.start && !self.text.ends_with([' ', '\n']) {
            match &self.page[start..end] {
                " " => self.append(start, end),
                _ => self.atom(" ", start, end),
            }
        }
    }

    /// White space that counts: as it is, but every line end is one line feed.
    fn preformatted_space(&mut self, start: usize, end: usize) {
        let bytes = self.page.as_bytes();
        let mut at = start;
        while at < end {
            let len = if bytes[at..end].starts_with(b"\r\n") { 2 } else { 1 };
            if self.text.len() > self.start {
                match bytes[at] {
                    b'\r' => self.atom("\n", at, at + len),
                    _ => self.append(at, at + len),
                }
            }
            at += len;
        }
    }

    /// A line break. The second in a row ends the block, but not in preformatted text.
    pub(super) fn line_break(&mut self, tag: Span, is_pre: bool) {
        if !self.has_text() {
            self.alone(tag, MarkKind::LineBreak);
            return;
        }
        if !is_pre && self.text.ends_with('\n') {
            self.flush();
            return;
        }
        let start = self.text.len();
        self.atom("\n", tag.start(), tag.end());
        let end = Some(self.text.len());
        self.open_marks.push(OpenMark { kind: MarkKind::LineBreak, start, end, tags: MarkTags::Alone(tag) });
    }

    /// A tag that stands alone, or something that is no text: it is kept in its place when it stands inside a block.
    pub(super) fn alone(&mut self, source: Span, kind: MarkKind) {
        if self.is_begun() {
            let at = self.text.len();
            self.open_marks.push(OpenMark { kind, start: at, end: Some(at), tags: MarkTags::Alone(source) });
        }
    }

    /// Begins a mark; what comes back is to be given to [`end_mark`](Self::end_mark).
    pub(super) fn start_mark(&mut self, tag: Span, kind: MarkKind) -> (u32, u32) {
        let start = self.text.len();
        self.open_marks.push(OpenMark { kind, start, end: None, tags: MarkTags::Open(tag) });
        (self.serial, self.open_marks.len() as u32 - 1)
    }

    /// Makes a mark without an end tag hold all up to `end`, because its content is no text and has nowhere else to be.
    pub(super) fn extend_mark(&mut self, (serial, idx): (u32, u32), end: usize) {
        if serial == self.serial {
            let mark = &mut self.open_marks[idx as usize];
            mark.tags = MarkTags::Alone(Span::new(mark.tags.source().start(), end));
        }
    }

    /// Ends a mark, by a tag or without one.
    pub(super) fn end_mark(&mut self, (serial, idx): (u32, u32), tag: Option<Span>, kind: MarkKind) {
        let end = self.text.len();
        if serial == self.serial {
            let mark = &mut self.open_marks[idx as usize];
            mark.end = Some(end);
            if let (MarkTags::Open(open), Some(close)) = (mark.tags, tag) {
                mark.tags = MarkTags::Pair { open, close };
            }
        } else if let Some(close) = tag
            && self.is_begun()
        {
            self.open_marks.push(OpenMark {
                kind,
                start: self.start,
                end: Some(end),
                tags: MarkTags::Close(close),
            });
        }
    }

    pub(super) fn start_link(&mut self) {
        if self.n_links == 0 {
            self.link_start = self.text.len();
        }
        self.n_links += 1;
    }

    pub(super) fn end_link(&mut self) {
        self.n_links = self.n_links.saturating_sub(1);
        if self.n_links == 0 {
            self.keep_link();
        }
    }

    fn keep_link(&mut self) {
        let start = self.link_start.max(self.start);
        if start < self.text.len() {
            self.links.push(Span::new(start, self.text.len()));
        }
    }

    /// Ends the open block.
    pub(super) fn flush(&mut self) {
        let span = trim(&self.text, Span::new(self.start, self.text.len()));
        self.serial += 1;
        let open = self.open.take();
        let Some(around) = open.filter(|_| !span.is_empty()) else {
            self.truncate(self.start);
            self.open_marks.clear();
            self.links.clear();
            self.link_start = self.start;
            return;
        };
        if self.n_links > 0 {
            self.keep_link();
        }
        self.truncate(self.text.trim_end_matches([' ', '\n']).len());
        self.keep_marks(span);
        let links = self.links.drain(..).filter_map(|link| link.intersection(span));
        let n_link_chars = links.map(|link| self.text[link.range()].chars().count()).sum::<usize>() as u32;
        let hint = Hint { element: Some(around.element), n_link_chars };
        self.blocks.push(Block { span, kind: around.kind, level: around.level, hint });
        self.text.push('\n');
        self.map.skip_text(1);
        self.start = self.text.len();
        self.link_start = self.start;
    }

    /// Keeps the marks that cover text of the block and those that stand between its first and its last byte, counted from
    /// and to the tags of the former, or to a picture behind its text; what else stands at its edges is outside.
    fn keep_marks(&mut self, span: Span) {
        let Some(text) = self.map.to_source(span) else { return };
        let covered = |mark: &OpenMark| {
            let start = mark.start.clamp(span.start(), span.end());
            Span::new(start, mark.end.unwrap_or(span.end()).clamp(start, span.end()))
        };
        let covering = self.open_marks.iter().filter(|mark| !covered(mark).is_empty());
        let source = covering.fold(text, |all, mark| {
            let tags = mark.tags.source();
            Span::new(all.start().min(tags.start()), all.end().max(tags.end()))
        });
        let source = Span::new(source.start(), self.last_picture(source.end()));
        let kept = self.open_marks.iter().filter(|mark| source.contains(mark.tags.source()));
        self.marks.extend(kept.map(|mark| Mark { span: covered(mark), kind: mark.kind, tags: mark.tags }));
        self.open_marks.clear();
    }

    /// Where the last picture ends that stands behind a place with nothing but marks before it; that place where there is none.
    fn last_picture(&self, from: usize) -> usize {
        let (mut end, mut last) = (from, from);
        for mark in &self.open_marks {
            let tags = mark.tags.source();
            if tags.start() > end && !self.page[end..tags.start()].trim().is_empty() {
                break;
            }
            if tags.start() >= from {
                end = end.max(tags.end());
                last = if mark.kind == MarkKind::Image { end } else { last };
            }
        }
        last
    }

    fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
        self.map.truncate_text(len);
    }

    /// Ends the last block; the text ends with it.
    pub(super) fn finish(&mut self) {
        self.flush();
        self.truncate(self.text.trim_end_matches('\n').len());
        self.map.skip_source(self.page.len() - self.map.source_len());
    }
}

/// White space, an ampersand or NUL.
fn is_of_note(byte: u8) -> bool {
    byte <= b'&' && (is_space(byte) || byte == b'&' || byte == 0)
}
