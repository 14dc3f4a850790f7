//! Offsets into lines and columns.

use crate::Place;

/// Turns offsets of a text into places, in rising order and in one walk over the text, however long its lines are.
pub(super) struct Places<'a> {
    text: &'a str,
    at: usize,
    place: Place,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Places<'a> {
        Places { text, at: 0, place: Place { line: 1, column: 1 } }
    }

    /// The place of an offset that is not before the last one asked for.
    pub(super) fn next(&mut self, at: u32) -> Place {
        let at = (at as usize).clamp(self.at, self.text.len());
        let between = &self.text.as_bytes()[self.at..at];
        let n_lines = memchr::memchr_iter(b'\n', between).count();
        let last = memchr::memrchr(b'\n', between).map_or(between, |newline| &between[newline + 1..]);
        let n_chars = last.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
        let column = if n_lines == 0 { self.place.column } else { 1 } + n_chars;
        self.at = at;
        self.place = Place { line: self.place.line + n_lines as u64, column };
        self.place
    }
}
