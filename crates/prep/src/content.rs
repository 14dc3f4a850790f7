//! [`Content`]: what a translator sees of a unit, a text with codes in it.

use std::collections::BTreeSet;
use std::fmt;

use sha2::{Digest, Sha256};

/// A text with codes at places in it. Line ends are `\n`; what a code covers is no part of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The text.
    pub text: String,
    /// The codes, in their order.
    pub codes: Vec<Placed>,
}

/// A code at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The byte of the text it stands before.
    pub at: u32,
    /// Which code it is, from 1; 0 stands for one that the unit does not have.
    pub id: u32,
    /// Which part of it.
    pub part: Part,
}

/// Which part of a code stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The one that opens.
    Open,
    /// The one that closes.
    Close,
    /// It has one part only.
    Alone,
}

/// A stretch of text, or a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text between two codes, not empty.
    Text(&'a str),
    /// A code.
    Code(Placed),
}

impl Content {
    /// Adds a code at the end.
    pub fn push_code(&mut self, id: u32, part: Part) {
        self.codes.push(Placed { at: self.text.len() as u32, id, part });
    }

    /// Adds text at the end, each line end as one line feed.
    pub(crate) fn push_text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
            self.text.push_str(&rest[..at]);
            self.text.push('\n');
            rest = &rest[at + 1..];
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        // Most texts are one piece, and a string that grows costs more than one that is made at once.
        if self.text.is_empty() { self.text = rest.to_owned() } else { self.text.push_str(rest) }
    }

    /// Whether it has neither words nor codes.
    pub(crate) fn is_blank(&self) -> bool {
        self.codes.is_empty() && self.text.trim().is_empty()
    }

    /// Without the white space at its ends, which belongs to the gaps around it; `None` when nothing is left.
    pub(crate) fn trimmed(mut self) -> Option<Content> {
        let last = self.codes.last().map_or(0, |code| code.at as usize);
        self.text.truncate(last + self.text[last..].trim_end().len());
        let first = self.codes.first().map_or(self.text.len(), |code| code.at as usize);
        let n_head = first - self.text[..first].trim_start().len();
        if n_head > 0 {
            self.text.drain(..n_head);
            self.codes.iter_mut().for_each(|code| code.at -= n_head as u32);
        }
        (self != Content::default()).then_some(self)
    }

    /// A few digits that tell whether it was changed.
    pub(crate) fn digest(&self) -> String {
        let digest = Sha256::digest(self.to_string());
        digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Text and codes in their order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let mut done = 0;
        let mut codes = self.codes.iter().peekable();
        std::iter::from_fn(move || {
            let end = codes.peek().map_or(self.text.len(), |code| code.at as usize);
            if done < end {
                let text = &self.text[done..end];
                done = end;
                return Some(Piece::Text(text));
            }
            codes.next().map(|code| Piece::Code(*code))
        })
    }

    /// The ids of codes whose two parts stand inside, rightly nested: they can be written as elements.
    #[must_use]
    pub fn nested(&self) -> Vec<u32> {
        let closed: BTreeSet<u32> =
            self.codes.iter().filter(|code| code.part == Part::Close).map(|code| code.id).collect();
        let mut open: Vec<u32> = Vec::new();
        let mut crossed: BTreeSet<u32> = BTreeSet::new();
        let mut nested = Vec::new();
        for code in &self.codes {
            match code.part {
                Part::Open if closed.contains(&code.id) => open.push(code.id),
                Part::Close => {
                    while open.last().is_some_and(|id| crossed.contains(id)) {
                        open.pop();
                    }
                    if open.last() == Some(&code.id) {
                        open.pop();
                        nested.push(code.id);
                    } else {
                        // It closes although one that opened inside it is still open.
                        crossed.insert(code.id);
                    }
                }
                Part::Open | Part::Alone => {}
            }
        }
        nested.sort_unstable();
        nested
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in self.pieces() {
            match piece {
                Piece::Text(text) => f.write_str(text)?,
                Piece::Code(Placed { id, part: Part::Open, .. }) => write!(f, "⟦{id}⟧")?,
                Piece::Code(Placed { id, part: Part::Close, .. }) => write!(f, "⟦/{id}⟧")?,
                Piece::Code(Placed { id, part: Part::Alone, .. }) => write!(f, "⟦{id}/⟧")?,
            }
        }
        Ok(())
    }
}
