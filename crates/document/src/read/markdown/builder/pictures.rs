//! Pictures: their descriptions are text where a block has no other.

use std::ops::Range;

use super::{Builder, Picture};
use crate::read::markdown::inline;
use crate::{Mark, MarkKind, MarkTags, MetaKind, MetaSyntax, MetaText, Span, trim};

impl Builder<'_> {
    /// Pictures inside the description of a picture belong to it.
    pub(super) fn open_picture(&mut self, range: Range<usize>) {
        self.n_pictures += 1;
        if self.picture.is_none() {
            self.block();
            let inner_start = (range.start + 2).min(range.end);
            self.picture = Some(Picture { source: range, inner_start, value: String::new() });
        }
    }

    /// A picture with nothing but pictures before it is text as far as we know: its description. [`words`](Self::words) takes
    /// that back.
    pub(super) fn close_picture(&mut self) {
        self.n_pictures -= 1;
        if self.n_pictures > 0 {
            return;
        }
        let Some(picture) = self.picture.take() else { return };
        let source = Span::from(picture.source);
        let tag = &self.source[source.range()];
        let inner_end =
            picture.inner_start + inline::description_len(&tag[picture.inner_start - source.start()..]);
        let inner = Span::new(picture.inner_start, inner_end);
        let close = self.with_brackets(Span::new(inner.end(), source.end()));
        let source = Span::new(source.start(), close.end());
        let alt = MetaText {
            kind: MetaKind::Alt,
            syntax: MetaSyntax::Markdown,
            value: picture.value.trim().into(),
            source: trim(self.source, inner),
        };
        let has_alt = !picture.value.trim().is_empty();
        if self.block().has_words || !has_alt {
            if has_alt {
                self.meta.texts.push(alt);
            }
            return self.point(MarkKind::Image, MarkTags::Alone(source));
        }
        let start = self.text.len();
        if start > self.block().start && !self.text.ends_with(char::is_whitespace) {
            self.space(" ", inner.start()..inner.start());
        }
        let start = start.max(self.text.len());
        self.piece(&picture.value, inner.range());
        let tags = MarkTags::Pair { open: Span::new(source.start(), inner.start()), close };
        self.marks.push(Mark { span: Span::new(start, self.text.len()), kind: MarkKind::Image, tags });
        self.block().alts.push(alt);
    }

    /// From here on the block has words of its own, and the pictures it began with only stand in it.
    pub(super) fn see_words(&mut self) {
        let open = self.block();
        open.has_words = true;
        if open.alts.is_empty() {
            return;
        }
        let (alts, start, first_mark) = (std::mem::take(&mut open.alts), open.start, open.first_mark);
        self.meta.texts.extend(alts);
        self.text.truncate(start);
        self.map.truncate_text(start);
        for mark in &mut self.marks[first_mark..] {
            mark.span = Span::new(start, start);
            if mark.kind == MarkKind::Image {
                mark.tags = MarkTags::Alone(mark.tags.source());
            }
        }
        for open in &mut self.open_marks {
            open.start = open.start.min(start);
        }
    }
}
