//! Words, white space and code: text that grows together with its map.

use std::ops::Range;

use super::Builder;
use crate::read::markdown::inline;
use crate::{Mark, MarkKind, MarkTags, Span};

impl Builder<'_> {
    pub(super) fn space(&mut self, text: &str, range: Range<usize>) {
        match &mut self.picture {
            Some(picture) => picture.value.push_str(text),
            None if self.open.is_some() => self.piece(text, range),
            None => {}
        }
    }

    pub(super) fn words(&mut self, text: &str, range: Range<usize>) {
        if self.picture.is_some() || text.trim().is_empty() {
            return self.space(text, range);
        }
        self.see_words();
        let n_link_chars = if self.n_links > 0 { text.chars().count() as u32 } else { 0 };
        self.block().n_link_chars += n_link_chars;
        let start = self.text.len();
        let source = self.autolink.clone().unwrap_or(range);
        self.piece(text, source.clone());
        if self.autolink.is_some() {
            let tags = MarkTags::Alone(source.into());
            self.marks.push(Mark { span: Span::new(start, self.text.len()), kind: MarkKind::Link, tags });
        }
    }

    /// A code span: its text is what stands between the backticks, line ends as spaces.
    pub(super) fn code(&mut self, text: &str, range: Range<usize>) {
        if self.picture.is_some() {
            return self.space(text, range);
        }
        self.see_words();
        let start = self.text.len();
        let inner = inline::code(&self.source[range.clone()], text);
        let (inner_start, inner_end) = (range.start + inner.start, range.start + inner.end);
        // The line ends of code are spaces of its text, and what opens its lines is none of it.
        let (mut text, mut at) = (text, inner_start);
        loop {
            let source = &self.source[at..inner_end];
            let n_same = inline::common_start(text, source);
            self.piece(&text[..n_same], at..at + n_same);
            (text, at) = (&text[n_same..], at + n_same);
            let source = &source[n_same..];
            let n_end = source.len() - source.trim_start_matches(['\r', '\n']).len();
            let Some(rest) = text.strip_prefix(' ').filter(|_| n_end > 0) else { break };
            self.piece(" ", at..at + n_end);
            let first = rest.chars().next();
            let opens_line = |c: char| matches!(c, ' ' | '\t' | '>') && Some(c) != first;
            let n_head = n_end + source[n_end..].find(|c| !opens_line(c)).unwrap_or(0);
            (text, at) = (rest, at + n_head);
        }
        // What else differs cannot be told apart.
        let tail = inline::common_end(text, &self.source[at..inner_end]);
        self.piece(&text[..text.len() - tail], at..inner_end - tail);
        self.piece(&text[text.len() - tail..], inner_end - tail..inner_end);
        let tags = MarkTags::Pair {
            open: Span::new(range.start, inner_start),
            close: Span::new(inner_end, range.end),
        };
        self.marks.push(Mark { span: Span::new(start, self.text.len()), kind: MarkKind::Code, tags });
    }

    /// Text and the source it came from: the same bytes, or something indivisible like an entity or an escape.
    pub(super) fn piece(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let at = self.map.source_len();
        // The event of an escaped sign leaves its backslash out; that of a bar in code of a cell differs by it.
        let is_escaped = range.start > at && self.source.as_bytes()[range.start - 1] == b'\\';
        if is_escaped
            && text.starts_with(|c: char| c.is_ascii_punctuation())
            && text == &self.source[range.clone()]
        {
            self.text.push_str(&text[..1]);
            self.map.skip_source(range.start - 1 - at);
            self.map.push_atom(1, 2);
            return if text.len() > 1 {
                self.piece(&text[1..], range.start + 1..range.end)
            };
        }
        self.text.push_str(text);
        if range.start < at || range.is_empty() {
            return self.map.skip_text(text.len());
        }
        self.map.skip_source(range.start - at);
        let source = &self.source[range];
        if text == source {
            self.map.push_copy(text.len());
        } else if text.len() == source.len() && source.split('\r').zip(text.split('\n')).all(|(a, b)| a == b)
        {
            // A carriage return that stands alone was read as a line feed.
            for line in source.split_inclusive('\r') {
                let n_end = usize::from(line.ends_with('\r'));
                self.map.push_copy(line.len() - n_end);
                self.map.push_atom(n_end, n_end);
            }
        } else {
            self.map.push_atom(text.len(), source.len());
        }
    }
}
