//! Code of Markdown: the backticks around it, and what is written between them.

use std::collections::BTreeSet;

use epitome_document::Span;

use super::emphasis::MAX_BEFORE;
use super::markdown::{Piece, Writer};
use crate::anatomy::{Code, decoded};
use crate::content::{Part, Placed};

impl Writer<'_> {
    /// Writes so many backticks, which open code or close it.
    pub(super) fn backticks(
        &mut self,
        code: &Code,
        placed: Placed,
        source: Span,
        n: usize,
    ) -> Result<(), String> {
        let text = self.unit.read(source).into_owned();
        let piece = Piece { text, source: Some(source), is_fence: true, ..Piece::default() };
        match (placed.part, self.fence) {
            (Part::Open, None) if self.pieces.last().is_some_and(|last| last.is_fence) => {
                return Err(format!(
                    "code {} ({}) cannot stand directly behind other code",
                    placed.id, piece.text
                ));
            }
            (Part::Open, None) => {
                self.push(piece);
                self.fence = Some(n);
                self.code_start = self.pieces.len();
                self.push(Piece::default()); // for a space
            }
            (Part::Close, Some(fence)) => {
                let n_needed = self.check_code(fence, code.open.is_some())?;
                self.fence = None;
                self.push(piece);
                if n_needed != fence {
                    for tag in [self.code_start - 1, self.pieces.len() - 1] {
                        let text = self.pieces[tag].text.replace(&"`".repeat(fence), &"`".repeat(n_needed));
                        self.pieces[tag] = Piece { text, is_fence: true, ..Piece::default() };
                    }
                }
            }
            _ => return Err(format!("code {} cannot stand inside of other code", placed.id)),
        }
        Ok(())
    }

    /// Between how many backticks what was written since `code_start` reads as that, so many if it can be; with a space at both ends,
    /// if it needs them (CommonMark 0.31, section 6.1).
    pub(super) fn check_code(&mut self, fence: usize, is_whole: bool) -> Result<usize, String> {
        let inner: String = self.pieces[self.code_start..].iter().map(|piece| &*piece.text).collect();
        if inner.is_empty() {
            return Err("Markdown has no code without a text".to_owned());
        }
        let mut n_ticks = fence;
        if ticks(&inner).any(|n| n == fence) {
            if !is_whole {
                return Err(format!("{fence} backticks cannot stand inside code between as many"));
            }
            // Nor may a run before it be as long that is text now.
            let at = self.unit.anatomy.source.start();
            let before = decoded(self.unit.document, Span::new(at.saturating_sub(MAX_BEFORE), at));
            let written = self.pieces.iter().map(|piece| &*piece.text);
            let used: BTreeSet<usize> = written.chain([&*before]).flat_map(ticks).collect();
            n_ticks += 1;
            while used.contains(&n_ticks) {
                n_ticks += 1;
            }
        }
        let has_ticks = inner.starts_with('`') || inner.ends_with('`');
        let has_spaces =
            inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim_matches(' ').is_empty();
        let is_padded = is_whole && self.pieces[self.code_start - 1].text.ends_with([' ', '\n']);
        if (has_ticks || has_spaces) && is_whole && !is_padded {
            self.pieces[self.code_start].text.push(' ');
            self.push(Piece { text: " ".to_owned(), ..Piece::default() });
        } else if has_ticks && !is_whole {
            return Err("a backtick cannot stand at an end of this code".to_owned());
        }
        Ok(n_ticks)
    }
}

/// The lengths of the runs of backticks in a text.
fn ticks(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.split(|c| c != '`').map(str::len).filter(|n| *n > 0)
}

/// The number of backticks that a tag is made of, if it is.
pub(super) fn n_ticks(tag: &str) -> Option<usize> {
    let ticks = tag.trim();
    (!ticks.is_empty() && ticks.bytes().all(|byte| byte == b'`')).then_some(ticks.len())
}

/// Text inside of code.
pub(super) fn in_code(text: &str, is_cell: bool) -> String {
    let text = text.replace(['\n', '\r'], " ");
    if is_cell { text.replace('|', "\\|") } else { text }
}
