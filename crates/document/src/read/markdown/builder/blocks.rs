//! Blocks: where they begin and end, and what a block of HTML brings.

use std::cmp::Reverse;

use super::{Builder, Open};
use crate::read::html;
use crate::read::page::moved_through;
use crate::{Block, BlockKind, Hint, Mark, ReadError, SourceMap, Span, trim};

impl Builder<'_> {
    /// Opens a paragraph, or what it is where it stands.
    pub(super) fn open_in_container(&mut self) {
        let (kind, level) = self.paragraph();
        self.open(kind, level, "p", "");
    }

    /// What a paragraph is where it stands.
    pub(super) fn paragraph(&self) -> (BlockKind, u8) {
        match self.containers.last().map(|(_, name)| *name) {
            Some("li") => (BlockKind::ListItem, self.n_items.min(usize::from(u8::MAX)) as u8),
            Some("blockquote") => (BlockKind::Quote, 0),
            _ => (BlockKind::Paragraph, 0),
        }
    }

    /// Takes in a block of HTML, which is read as the part of a page that it is. Its root is named `html`, as that of any page, and
    /// nothing else of Markdown is.
    pub(super) fn html_block(&mut self) -> Result<(), ReadError> {
        // What a quotation or a list puts before its lines is no part of it.
        let (mut source, mut map) = (String::new(), SourceMap::default());
        for range in self.html.drain(..) {
            map.skip_source(range.start - map.source_len());
            map.push_copy(range.len());
            source.push_str(&self.source[range]);
        }
        let page = html::parse_part(&source, self.options, &mut self.names);
        let page = page.map_err(|err| moved_through(err, &map))?.moved_through(&map);
        if !page.text.is_empty() {
            self.end_line();
        }
        let parent = self.containers.last().map(|(element, _)| *element);
        let n_elements = self.elements.append(parent, &page.elements);
        let n_before = self.text.len();
        let paragraph = self.paragraph();
        self.blocks.extend(page.blocks.into_iter().map(|block| {
            let is_paragraph = block.kind == BlockKind::Paragraph;
            let (kind, level) = if is_paragraph { paragraph } else { (block.kind, block.level) };
            let element = block.hint.element.map(|element| element.shifted(n_elements));
            Block { span: block.span.shifted(n_before), kind, level, hint: Hint { element, ..block.hint } }
        }));
        let first_mark = self.marks.len();
        let marks = page.marks.into_iter();
        self.marks.extend(marks.map(|mark| Mark { span: mark.span.shifted(n_before), ..mark }));
        self.sort_marks(first_mark);
        self.text.push_str(&page.text);
        self.map.append(&page.map);
        self.meta.texts.extend(page.meta.texts);
        self.meta.verbatim.extend(page.meta.verbatim.into_iter().map(|span| span.shifted(n_before)));
        Ok(())
    }

    /// Puts what comes next on a line of its own.
    pub(super) fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
            self.map.skip_text(1);
        }
    }

    pub(super) fn open(&mut self, kind: BlockKind, level: u8, name: &'static str, class: &str) {
        self.close();
        self.end_line();
        let element = self.element(name, class);
        self.open = Some(Open {
            kind,
            level,
            element,
            start: self.text.len(),
            first_mark: self.marks.len(),
            n_link_chars: 0,
            alts: Vec::new(),
            has_words: false,
        });
    }

    /// The open block; an item of a tight list opens one with its first word.
    pub(super) fn block(&mut self) -> &mut Open {
        if self.open.is_none() {
            self.open_in_container();
        }
        self.open.as_mut().expect("it was opened")
    }

    /// Ends the open block, if there is one. A block without anything to see is none.
    pub(super) fn close(&mut self) {
        while let Some(open) = self.open_marks.pop() {
            self.unclosed(open);
        }
        let Some(open) = self.open.take() else { return };
        self.elements.close(open.element);
        let span = trim(&self.text, Span::new(open.start, self.text.len()));
        if span.is_empty() {
            self.marks.truncate(open.first_mark);
            return;
        }
        for mark in &mut self.marks[open.first_mark..] {
            let clamp = |at: usize| at.clamp(span.start(), span.end());
            mark.span = Span::new(clamp(mark.span.start()), clamp(mark.span.end()));
        }
        self.sort_marks(open.first_mark);
        let kind = if open.alts.is_empty() || open.has_words { open.kind } else { BlockKind::Alt };
        let hint = Hint { element: Some(open.element), n_link_chars: open.n_link_chars };
        self.blocks.push(Block { span, kind, level: open.level, hint });
    }

    /// Puts the marks from one on in the order of the text, and of the source where they begin together.
    pub(super) fn sort_marks(&mut self, first: usize) {
        self.marks[first..].sort_by_key(|mark| {
            let source = mark.tags.source();
            (mark.span.start(), source.start(), Reverse(source.end()))
        });
    }
}
