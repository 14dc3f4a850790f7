//! Elements that hold nothing: line breaks, pictures, what the head says.

use super::Walk;
use crate::read::html::attributes;
use crate::read::html::flow::Around;
use crate::read::html::references::Place;
use crate::read::html::tags::{self, Named, Tag};
use crate::{BlockKind, MarkKind, Span};

impl Walk<'_, '_> {
    pub(super) fn void_tag(&mut self, span: Span, named: Named) {
        if self.is_skipped() {
            return;
        }
        let is_verbatim = self.is_verbatim(self.stack.top().copied(), named);
        if !is_verbatim {
            self.head.attributes(self.page, named.tag, &self.tokens.attributes);
        }
        match named.tag {
            Tag::Br => self.flow.line_break(span, self.stack.top().is_some_and(|top| top.is_pre)),
            Tag::Img => {
                let alt = attributes::find(self.page, &self.tokens.attributes, "alt");
                if let Some(alt) = alt.filter(|_| !self.is_formula_again()) {
                    self.alt(alt, is_verbatim);
                }
                self.alone(span, MarkKind::Image);
            }
            Tag::Meta | Tag::Link => {
                self.head.tag(self.page, named.tag, &self.tokens.attributes);
                self.alone(span, MarkKind::Other);
            }
            _ if named.traits & tags::BLOCK != 0 => self.flow.flush(),
            _ => self.alone(span, MarkKind::Other),
        }
    }

    /// An alternative text is a block of its own, but not in the midst of another.
    fn alt(&mut self, value: Span, is_verbatim: bool) {
        if self.flow.has_text() {
            if !is_verbatim {
                self.head.alt(self.page, value);
            }
            return;
        }
        let Some(top) = self.stack.top().copied() else { return };
        self.flow.flush();
        let around = Around {
            kind: BlockKind::Alt,
            level: 0,
            element: top.element,
            is_pre: false,
            is_verbatim,
            references: Some(Place::Attribute),
        };
        self.flow.push(value, around);
        self.flow.flush();
    }

    /// Whether the element whose tag is being read shows the formula before it once more.
    pub(super) fn is_formula_again(&self) -> bool {
        let is_hidden =
            |tag| attributes::value(self.page, tag, "aria-hidden").is_some_and(|value| value == "true");
        self.is_behind_formula && is_hidden(&self.tokens.attributes)
    }

    pub(super) fn alone(&mut self, span: Span, kind: MarkKind) {
        if !self.is_skipped() {
            self.flow.alone(span, kind);
        }
    }
}
