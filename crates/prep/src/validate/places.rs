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
        Places { text, at: 0, place: Place::START }
    }

    /// The place of an offset that is not before the last one asked for.
    pub(super) fn next(&mut self, at: u32) -> Place {
        let at = (at as usize).clamp(self.at, self.text.len());
        self.place = self.place.after(&self.text[self.at..at]);
        self.at = at;
        self.place
    }
}
