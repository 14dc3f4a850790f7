//! [`Rows`]: what every row of a text has several of.

/// The items of rows, one row after the other.
#[derive(Clone, Debug)]
pub(crate) struct Rows<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Rows<T> {
    fn default() -> Rows<T> {
        Rows::with_room(0, 0)
    }
}

impl<T> Rows<T> {
    /// None yet, with room for so many: to double as it grows would take a book tens of megabytes.
    pub(crate) fn with_room(n_rows: usize, n_items: usize) -> Rows<T> {
        Rows { items: Vec::with_capacity(n_items), ends: Vec::with_capacity(n_rows) }
    }

    /// Adds an item to the row that is not at its end, or leaves it. Which cannot be guessed, so there is no branch.
    pub(crate) fn add_if(&mut self, is_added: bool, item: T)
    where
        T: Copy,
    {
        let n_items = self.items.len() + usize::from(is_added);
        self.items.push(item);
        self.items.truncate(n_items);
    }

    /// The same of several.
    pub(crate) fn extend(&mut self, items: impl Iterator<Item = T>) {
        self.items.extend(items);
    }

    /// Ends a row.
    pub(crate) fn end(&mut self) {
        self.ends.push(self.items.len() as u32);
    }

    /// Gives back what is left of the room.
    pub(crate) fn finish(&mut self) {
        self.items.shrink_to_fit();
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many items all rows have.
    pub(crate) fn n_items(&self) -> usize {
        self.items.len()
    }

    /// The items of a row.
    pub(crate) fn of(&self, row: usize) -> &[T] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.items[start as usize..self.ends[row] as usize]
    }
}
