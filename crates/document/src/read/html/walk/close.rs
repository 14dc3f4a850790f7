//! What ends an element: its end tag, the end of one around it, or a start tag that cannot stand in it.

use super::Walk;
use crate::read::html::kinds::mark_kind;
use crate::read::html::stack::{Barrier, Open};
use crate::read::html::tags::{self, Named, Tag};
use crate::{MarkKind, Span};

const HEADINGS: [Tag; 6] = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];

impl Walk<'_, '_> {
    /// Closes what the start tag of `named` closes without its being written; true when the tag itself is to be ignored.
    pub(super) fn close_implied(&mut self, named: Named) -> bool {
        let Some(top) = self.stack.top().copied() else { return false };
        if top.is_foreign {
            if named.traits & tags::ENDS_FOREIGN == 0 {
                return false;
            }
            self.end_foreign();
        }
        let in_head = self.stack.top().is_some_and(|top| top.named.tag == Tag::Head);
        if in_head && named.traits & tags::HEAD == 0 {
            self.pop(None);
        }
        if named.traits & tags::ENDS_P != 0 {
            self.close(&[Tag::P], Barrier::Paragraph);
        }
        match named.tag {
            Tag::Html => return true,
            Tag::Body => {
                // Anything but the head opens a body that is not written.
                if let Some(head) = self.stack.find_anywhere(Tag::Head) {
                    self.pop_to(head);
                }
                return self.stack.len() > 1;
            }
            Tag::Head => return self.stack.has(Tag::Head) || self.stack.has(Tag::Body),
            Tag::Form => return self.stack.has(Tag::Form) && !self.stack.has(Tag::Template),
            Tag::Li => self.close(&[Tag::Li], Barrier::Item),
            Tag::Dd | Tag::Dt => self.close(&[Tag::Dd, Tag::Dt], Barrier::Item),
            Tag::Tr => self.close(&[Tag::Tr], Barrier::Table),
            Tag::Td | Tag::Th => self.close(&[Tag::Td, Tag::Th, Tag::Caption], Barrier::Table),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                self.close(&[Tag::Tbody, Tag::Thead, Tag::Tfoot], Barrier::Table);
            }
            Tag::Button => self.close(&[Tag::Button], Barrier::Scope),
            Tag::Select => self.close(&[Tag::Select], Barrier::Scope),
            Tag::A | Tag::Nobr => {
                if let Some(idx) = self.stack.find(named, Barrier::Scope) {
                    self.end_formatting(idx, None);
                }
            }
            Tag::Option | Tag::Optgroup => self.pop_while(|tag| tag == Tag::Option || tag == named.tag),
            tag if tag.heading().is_some() => self.pop_one(|tag| tag.heading().is_some()),
            _ => {}
        }
        false
    }

    /// Ends a picture or a formula that is open.
    fn end_foreign(&mut self) {
        while self.stack.top().is_some_and(|top| top.is_foreign) {
            self.pop(None);
        }
    }

    fn close(&mut self, of: &[Tag], barrier: Barrier) {
        if let Some(idx) = self.stack.find_any(of, barrier) {
            self.pop_to(idx);
        }
    }

    fn pop_one(&mut self, closes: impl Fn(Tag) -> bool) {
        if self.stack.top().is_some_and(|top| closes(top.named.tag)) {
            self.pop(None);
        }
    }

    fn pop_while(&mut self, closes: impl Fn(Tag) -> bool) {
        while self.stack.top().is_some_and(|top| closes(top.named.tag)) {
            self.pop(None);
        }
    }

    pub(super) fn end_tag(&mut self, span: Span, name: Span) {
        let named = self.names.number(&self.page[name.range()]);
        if matches!(named.tag, Tag::P | Tag::Br) {
            self.end_foreign();
        }
        let found = match named.tag {
            Tag::Html | Tag::Body => {
                // What follows the end of the body still belongs to it.
                self.flow.flush();
                return;
            }
            Tag::Br => {
                self.void_tag(span, named);
                return;
            }
            Tag::P => self.stack.find(named, Barrier::Paragraph),
            Tag::Li => self.stack.find(named, Barrier::List),
            tag if tag.heading().is_some() => self.stack.find_any(&HEADINGS, Barrier::Scope),
            Tag::Table
            | Tag::Tbody
            | Tag::Thead
            | Tag::Tfoot
            | Tag::Tr
            | Tag::Td
            | Tag::Th
            | Tag::Caption => self.stack.find(named, Barrier::Table),
            Tag::Template => self.stack.find_anywhere(Tag::Template),
            _ if named.traits & (tags::BLOCK | tags::FORMAT) != 0 => self.stack.find(named, Barrier::Scope),
            _ => self.stack.find(named, Barrier::Special),
        };
        match found {
            None if named.traits & tags::BLOCK != 0 && !self.is_skipped() => self.flow.flush(),
            None => self.alone(span, MarkKind::Other),
            Some(idx) if named.traits & tags::FORMAT != 0 => self.end_formatting(idx, Some(span)),
            Some(idx) if named.tag == Tag::Form && idx + 1 < self.stack.len() => {
                // Forms may overlap with other elements, which stay open.
                self.flow.flush();
                self.stack.end_in_place(idx);
            }
            Some(idx) => {
                self.pop_to(idx + 1);
                self.pop(Some(span));
            }
        }
    }

    /// Ends a formatting element; the blocks in it stay open.
    fn end_formatting(&mut self, idx: usize, tag: Option<Span>) {
        let Some(open) = self.stack.get(idx).copied() else { return };
        if self.stack.find(open.named, Barrier::Special) == Some(idx) {
            self.pop_to(idx + 1);
            self.pop(tag);
        } else {
            // The standard takes off what stands below the last block, of which only pictures and formulas matter here.
            self.end_foreign();
            self.stack.end_in_place(idx);
            self.end_inline(&open, tag);
        }
    }

    pub(super) fn pop_to(&mut self, idx: usize) {
        while self.stack.len() > idx {
            self.pop(None);
        }
    }

    /// Takes the innermost element off, ended by a tag or without one.
    pub(super) fn pop(&mut self, tag: Option<Span>) {
        let Some(open) = self.stack.pop() else { return };
        self.low_water = self.low_water.min(self.stack.len());
        self.elements.close(open.element);
        if let Some(start) = open.lang_at {
            self.head.end_part(start, self.at);
        }
        self.tokens.is_foreign = self.stack.top().is_some_and(|top| top.is_foreign);
        self.head.end(open.named.tag);
        self.is_behind_formula |= open.named.tag == Tag::Math;
        if open.named.traits & tags::BLOCK != 0 && !open.is_skipped {
            self.flow.flush();
        } else if !open.is_ended {
            self.end_inline(&open, tag);
        }
    }

    fn end_inline(&mut self, open: &Open, tag: Option<Span>) {
        if let Some(mark) = open.mark {
            if open.is_skipped && tag.is_none() {
                self.flow.extend_mark(mark, self.at);
            }
            self.flow.end_mark(mark, tag, mark_kind(open.named.tag));
        }
        if open.named.tag == Tag::A && !open.is_skipped {
            self.flow.end_link();
        }
    }
}
