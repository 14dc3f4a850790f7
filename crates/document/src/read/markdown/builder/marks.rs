//! Marks: emphasis, links, and the tags of HTML that stand in a paragraph.

use std::ops::Range;

use super::{Builder, OpenMark};
use crate::read::html;
use crate::read::markdown::inline::InlineTag;
use crate::{Mark, MarkKind, MarkTags, MetaText, Span};

impl Builder<'_> {
    pub(super) fn open_mark(&mut self, kind: MarkKind, tag_len: usize, range: Range<usize>) {
        self.block();
        let tag = Span::new(range.start, (range.start + tag_len).min(range.end));
        self.open_marks.push(OpenMark { kind, start: self.text.len(), tag, html: None });
    }

    /// Closes what Markdown opened last; tags of HTML opened since then stay open.
    pub(super) fn close_mark(&mut self, range: Range<usize>) {
        while let Some(open) = self.open_marks.pop() {
            if open.html.is_some() {
                self.unclosed(open);
                continue;
            }
            let n_closing = if open.kind == MarkKind::Link { 0 } else { open.tag.len() };
            let inner_end = match n_closing {
                0 => self.map.source_len().max(self.last_tag_end()),
                n => range.end.saturating_sub(n),
            };
            let close = Span::new(inner_end.clamp(open.tag.end(), range.end), range.end);
            let close = self.with_brackets(close);
            let tags = MarkTags::Pair { open: open.tag, close };
            self.marks.push(Mark { span: Span::new(open.start, self.text.len()), kind: open.kind, tags });
            return;
        }
    }

    /// The end of a link or a picture with the brackets behind it: `[port][]` is one that its text names, and so is `[port]`, where
    /// pulldown-cmark has both end.
    pub(super) fn with_brackets(&self, close: Span) -> Span {
        let is_named = &self.source[close.range()] == "]" && self.source[close.end()..].starts_with("[]");
        Span::new(close.start(), close.end() + if is_named { 2 } else { 0 })
    }

    /// Where the tags of the mark closed last end: with what follows it begins the address of a link.
    pub(super) fn last_tag_end(&self) -> usize {
        let first = self.open.as_ref().map_or(0, |open| open.first_mark);
        self.marks[first..].last().map_or(0, |mark| mark.tags.source().end())
    }

    pub(super) fn unclosed(&mut self, open: OpenMark) {
        let span = Span::new(open.start, self.text.len());
        self.marks.push(Mark { span, kind: open.kind, tags: MarkTags::Open(open.tag) });
    }

    /// A mark over no text.
    pub(super) fn point(&mut self, kind: MarkKind, tags: MarkTags) {
        self.block();
        if self.picture.is_none() {
            let at = self.text.len();
            self.marks.push(Mark { span: Span::new(at, at), kind, tags });
        }
    }

    pub(super) fn html_tag(&mut self, html: &str, range: Range<usize>) {
        // In a quotation or a cell a tag may have signs between its lines or before its bars that are none of it.
        if self.picture.is_none() && *html == self.source[range.clone()] {
            let texts = html::texts_of_tag(html, &mut self.names, self.options.max_attributes);
            let texts = texts.into_iter();
            self.meta
                .texts
                .extend(texts.map(|text| MetaText { source: text.source.shifted(range.start), ..text }));
        }
        match InlineTag::of(html) {
            InlineTag::LineBreak => self.line_break(range),
            InlineTag::Alone(kind) => self.point(kind, MarkTags::Alone(range.into())),
            InlineTag::Open(name, kind) if self.picture.is_none() => {
                self.block();
                let open = OpenMark { kind, start: self.text.len(), tag: range.into(), html: Some(name) };
                self.open_marks.push(open);
            }
            InlineTag::Close(name, kind) => match self.open_marks.pop() {
                Some(open) if open.html.as_ref() == Some(&name) => {
                    let tags = MarkTags::Pair { open: open.tag, close: range.into() };
                    let span = Span::new(open.start, self.text.len());
                    self.marks.push(Mark { span, kind: open.kind, tags });
                }
                other => {
                    self.open_marks.extend(other);
                    self.point(kind, MarkTags::Close(range.into()));
                }
            },
            InlineTag::Open(..) => {}
        }
    }

    pub(super) fn line_break(&mut self, range: Range<usize>) {
        if self.picture.is_some() {
            return self.space(" ", range);
        }
        self.block();
        let start = self.text.len();
        self.piece("\n", range.clone());
        let span = Span::new(start, self.text.len());
        self.marks.push(Mark { span, kind: MarkKind::LineBreak, tags: MarkTags::Alone(range.into()) });
    }
}
