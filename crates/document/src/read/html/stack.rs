//! The stack of open elements and the tags that close without being written (WHATWG HTML, section 13.2.4.2 and following).
//!
//! Each entry knows the nearest entry of each kind of barrier below it, and each name its topmost entry; so every question a
//! tag asks is answered at once, however deep the page.

use super::tags::{self, Named, Tag};
use crate::{BlockKind, ElementId};

/// What an end tag, written or not, does not reach through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Barrier {
    /// The standard's scope: `table`, `td`, `object` and the like.
    Scope,
    /// The same and `button`: for `p`.
    Paragraph,
    /// The same as the first and lists: for `li`.
    List,
    /// The table itself.
    Table,
    /// Every special element: for end tags of inline elements.
    Special,
    /// Special elements but `address`, `div` and `p`: for the start tag of an item.
    Item,
}

const N_BARRIERS: usize = 6;

/// An open element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) named: Named,
    pub(super) element: ElementId,
    /// What a block in it is.
    pub(super) kind: BlockKind,
    /// Level of a heading, else how many lists are open.
    pub(super) level: u8,
    /// How many lists are open.
    pub(super) n_lists: u8,
    /// Whether white space counts.
    pub(super) is_pre: bool,
    /// Whether its content is a picture's or a formula's.
    pub(super) is_foreign: bool,
    /// Whether its content is no text.
    pub(super) is_skipped: bool,
    /// Whether the page says not to translate its content.
    pub(super) is_verbatim: bool,
    /// Its inline mark, with the number of the block that has it.
    pub(super) mark: Option<(u32, u32)>,
    /// Where its tag begins, if that says of which language it is.
    pub(super) lang_at: Option<usize>,
    /// Whether its end tag has come, though it stays until a block inside it ends.
    pub(super) is_ended: bool,
}

struct Entry {
    open: Open,
    /// The entry below with the same name, counted from 1.
    same_below: u32,
    /// The nearest barrier of each kind at this entry or below, counted from 1.
    barriers: [u32; N_BARRIERS],
}

/// The open elements, outermost first.
#[derive(Default)]
pub(super) struct Stack {
    entries: Vec<Entry>,
    /// For each name its topmost entry, counted from 1.
    topmost: Vec<u32>,
}

impl Stack {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn top(&self) -> Option<&Open> {
        self.entries.last().map(|entry| &entry.open)
    }

    pub(super) fn get(&self, idx: usize) -> Option<&Open> {
        self.entries.get(idx).map(|entry| &entry.open)
    }

    pub(super) fn push(&mut self, open: Open) {
        let number = self.entries.len() as u32 + 1;
        let name = open.named.name as usize;
        if self.topmost.len() <= name {
            self.topmost.resize(name + 1, 0);
        }
        let mut barriers = self.entries.last().map_or([0; N_BARRIERS], |entry| entry.barriers);
        for (barrier, place) in BARRIERS.iter().zip(&mut barriers) {
            if is_barrier(open.named, *barrier) {
                *place = number;
            }
        }
        let same_below = std::mem::replace(&mut self.topmost[name], number);
        self.entries.push(Entry { open, same_below, barriers });
    }

    pub(super) fn pop(&mut self) -> Option<Open> {
        let entry = self.entries.pop()?;
        if !entry.open.is_ended {
            self.topmost[entry.open.named.name as usize] = entry.same_below;
        }
        Some(entry.open)
    }

    /// Ends an element without taking it off; an element of its name below it is now the topmost.
    pub(super) fn end_in_place(&mut self, idx: usize) -> Open {
        let entry = &mut self.entries[idx];
        let before = entry.open;
        entry.open.is_ended = true;
        self.topmost[before.named.name as usize] = entry.same_below;
        before
    }

    /// The topmost open element of this name that no barrier hides.
    pub(super) fn find(&self, named: Named, barrier: Barrier) -> Option<usize> {
        self.find_name(named.name, barrier)
    }

    /// The topmost open element of one of these tags that no barrier hides.
    pub(super) fn find_any(&self, of: &[Tag], barrier: Barrier) -> Option<usize> {
        of.iter().filter_map(|tag| self.find_name(*tag as u32, barrier)).max()
    }

    /// Whether an element of this tag is open anywhere.
    pub(super) fn has(&self, tag: Tag) -> bool {
        self.topmost.get(tag as usize).is_some_and(|number| *number > 0)
    }

    /// Where an element of this tag is open, whatever is in between.
    pub(super) fn find_anywhere(&self, tag: Tag) -> Option<usize> {
        self.topmost.get(tag as usize)?.checked_sub(1).map(|idx| idx as usize)
    }

    fn find_name(&self, name: u32, barrier: Barrier) -> Option<usize> {
        let number = *self.topmost.get(name as usize)?;
        let hidden_up_to = self.entries.last()?.barriers[barrier as usize];
        (number > 0 && number >= hidden_up_to).then(|| number as usize - 1)
    }
}

const BARRIERS: [Barrier; N_BARRIERS] =
    [Barrier::Scope, Barrier::Paragraph, Barrier::List, Barrier::Table, Barrier::Special, Barrier::Item];

fn is_barrier(named: Named, barrier: Barrier) -> bool {
    let is = |traits| named.traits & traits != 0;
    match barrier {
        Barrier::Scope => is(tags::SCOPE),
        Barrier::Paragraph => is(tags::SCOPE) || named.tag == Tag::Button,
        Barrier::List => is(tags::SCOPE) || matches!(named.tag, Tag::Ol | Tag::Ul),
        Barrier::Table => matches!(named.tag, Tag::Html | Tag::Table | Tag::Template),
        Barrier::Special => is(tags::SPECIAL),
        Barrier::Item => is(tags::SPECIAL) && !matches!(named.tag, Tag::Address | Tag::Div | Tag::P),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::html::kinds;
    use crate::read::html::tags::Names;

    #[test]
    fn barriers_hide_what_is_below_them() {
        let mut names = Names::new();
        let mut elements = crate::Elements::default();
        let mut stack = Stack::default();
        for name in ["p", "b", "table", "td", "b", "li"] {
            let named = names.number(name);
            stack.push(kinds::root(named, elements.open(None, named.name, false)));
        }
        let (p, b) = (names.number("p"), names.number("b"));
        assert_eq!(stack.find(p, Barrier::Paragraph), None);
        assert_eq!(stack.find(b, Barrier::Scope), Some(4));
        assert_eq!(stack.find(b, Barrier::Special), None);
        assert_eq!(stack.find_any(&[Tag::Td, Tag::Th], Barrier::Table), Some(3));
        stack.end_in_place(4);
        assert_eq!(stack.find(b, Barrier::Scope), None);
        assert_eq!(stack.find_anywhere(Tag::B), Some(1));
        for _ in 0..4 {
            stack.pop();
        }
        assert_eq!(stack.find(p, Barrier::Paragraph), Some(0));
        assert_eq!(stack.find(b, Barrier::Special), Some(1));
    }
}
