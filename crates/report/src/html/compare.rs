//! [`Comparison`]: which parts of two states of one article are the same stretch of its text.
//!
//! Addresses do not tell: a block that was split renames all after it. The text does, letter by letter: all sentences and
//! cuts of a state, one after the other and without white space, are the whole text, and stay the same when only epitome
//! changed. So a part now stands where the part was whose letters have the same numbers. Where the article itself was
//! edited, the letters before its first and after its last difference are still known.

use std::ops::Range;

use epitome::is_blank;

use super::state::{BlockState, Piece, State};

/// Two states of one article, laid over each other.
pub(super) struct Comparison<'a> {
    /// The earlier state.
    pub(super) before: &'a State,
    /// The present state.
    pub(super) now: &'a State,
    /// Parts of the earlier state, in order.
    earlier: Vec<Placed<'a>>,
    /// Parts of the present state, in order, with what stood in their place.
    pairs: Vec<Pair<'a>>,
    /// For each present block, its first part.
    first_pair: Vec<usize>,
    /// Whether the article itself is another.
    pub(super) edited: bool,
}

/// A part of a state with its place.
pub(super) struct Placed<'a> {
    /// The block it stands in.
    pub(super) block: &'a BlockState,
    /// The part.
    pub(super) piece: &'a Piece,
    /// The numbers of its letters in the present text; `None` when they stand there no more.
    letters: Option<Range<usize>>,
}

/// A part of the present state, and what stood in its place.
pub(super) struct Pair<'a> {
    /// The part.
    pub(super) now: &'a Piece,
    /// The earlier parts that share letters with it: indices into those of the comparison.
    before: Range<usize>,
    /// Whether that is one part with the very same letters.
    pub(super) same_borders: bool,
    /// Whether no present part before it shares letters with those: what is said of an earlier part is said once.
    pub(super) is_first: bool,
}

/// A sentence that is picked in one state only.
pub(super) struct Move<'a> {
    /// The sentence where it is picked.
    pub(super) piece: &'a Piece,
    /// The same stretch of text in the other state, where it has the same borders.
    pub(super) counterpart: Option<&'a Piece>,
}

impl Move<'_> {
    fn is_news(&self) -> bool {
        self.counterpart.and_then(Piece::rank).is_none()
    }
}

impl<'a> Comparison<'a> {
    /// Lays two states over each other, in time linear in their length.
    pub(super) fn new(before: &'a State, now: &'a State) -> Comparison<'a> {
        let (old_letters, old_places) = letters(before);
        let (new_letters, new_places) = letters(now);
        let shift = Shift::new(&old_letters, &new_letters);
        let placed = |(block, piece, letters): (&'a BlockState, &'a Piece, Range<usize>)| Placed {
            block,
            piece,
            letters: shift.apply(letters),
        };
        let earlier: Vec<Placed<'a>> = old_places.into_iter().map(placed).collect();
        let mut first_pair: Vec<usize> = Vec::with_capacity(now.blocks.len());
        let mut n_pairs = 0;
        for block in &now.blocks {
            first_pair.push(n_pairs);
            n_pairs += block.pieces.len();
        }
        let pairs = pairs(new_places, &earlier);
        Comparison { before, now, earlier, pairs, first_pair, edited: old_letters != new_letters }
    }

    /// The parts of a present block.
    pub(super) fn of_block(&self, idx: usize) -> &[Pair<'a>] {
        let end = self.first_pair.get(idx + 1).copied().unwrap_or(self.pairs.len());
        &self.pairs[self.first_pair[idx]..end]
    }

    /// All present parts.
    pub(super) fn pairs(&self) -> &[Pair<'a>] {
        &self.pairs
    }

    /// The earlier parts that share letters with a present one.
    pub(super) fn before(&self, pair: &Pair<'a>) -> &[Placed<'a>] {
        &self.earlier[pair.before.clone()]
    }

    /// The one earlier part with the same borders.
    pub(super) fn same(&self, pair: &Pair<'a>) -> Option<&'a Piece> {
        pair.same_borders.then(|| self.earlier[pair.before.start].piece)
    }

    /// The block that stood where a present block begins.
    pub(super) fn block_before(&self, idx: usize) -> Option<&'a BlockState> {
        let pair = self.of_block(idx).first()?;
        self.before(pair).first().map(|placed| placed.block)
    }

    /// Sentences that are picked now and were not, with the same borders, before.
    pub(super) fn came(&self) -> Vec<Move<'a>> {
        let picked = self.pairs.iter().filter(|pair| pair.now.rank().is_some());
        let moves = picked.map(|pair| Move { piece: pair.now, counterpart: self.same(pair) });
        moves.filter(Move::is_news).collect()
    }

    /// Sentences that were picked and are not, with the same borders, now.
    pub(super) fn went(&self) -> Vec<Move<'a>> {
        let mut present: Vec<Option<&'a Piece>> = vec![None; self.earlier.len()];
        for pair in self.pairs.iter().filter(|pair| pair.same_borders) {
            present[pair.before.start] = Some(pair.now);
        }
        let moves = self.earlier.iter().zip(present);
        moves
            .filter(|(placed, _)| placed.piece.rank().is_some())
            .map(|(placed, counterpart)| Move { piece: placed.piece, counterpart })
            .filter(Move::is_news)
            .collect()
    }

    /// Earlier parts whose letters stand in the text no more.
    pub(super) fn lost(&self) -> impl Iterator<Item = &Placed<'a>> {
        self.earlier.iter().filter(|placed| placed.letters.is_none())
    }
}

/// Each present part with the earlier ones that share letters with it. Both run through the text from left to right.
fn pairs<'a>(places: Vec<Place<'a>>, earlier: &[Placed<'a>]) -> Vec<Pair<'a>> {
    let mut next = 0;
    let mut n_met = 0;
    let mut pairs = Vec::with_capacity(places.len());
    for (_, piece, letters) in places {
        let ends_before =
            |placed: &Placed<'_>| placed.letters.as_ref().is_none_or(|old| old.end <= letters.start);
        while next < earlier.len() && ends_before(&earlier[next]) {
            next += 1;
        }
        let shares =
            |placed: &&Placed<'_>| placed.letters.as_ref().is_some_and(|old| old.start < letters.end);
        let before = next..next + earlier[next..].iter().take_while(shares).count();
        let same_borders = before.len() == 1 && earlier[next].letters.as_ref() == Some(&letters);
        let is_first = n_met <= before.start;
        n_met = before.end;
        pairs.push(Pair { now: piece, before, same_borders, is_first });
    }
    pairs
}

/// A part with its block and the numbers of its letters.
type Place<'a> = (&'a BlockState, &'a Piece, Range<usize>);

/// The letters of a state, and where its parts stand in them.
fn letters(state: &State) -> (Vec<char>, Vec<Place<'_>>) {
    let (mut letters, mut places) = (Vec::new(), Vec::new());
    for block in &state.blocks {
        for piece in &block.pieces {
            let start = letters.len();
            letters.extend(piece.text.chars().filter(|c| !is_blank(*c)));
            places.push((block, piece, start..letters.len()));
        }
    }
    (letters, places)
}

/// Where earlier letters stand now.
struct Shift {
    /// So many at the start are the same.
    head: usize,
    /// From this one on, the earlier ones are the same to the end.
    tail: usize,
    /// How far the tail moved.
    by: isize,
}

impl Shift {
    fn new(old: &[char], new: &[char]) -> Shift {
        let same = |(a, b): &(&char, &char)| a == b;
        let head = old.iter().zip(new).take_while(same).count();
        let rest = old[head..].iter().rev().zip(new[head..].iter().rev());
        let tail = old.len() - rest.take_while(same).count();
        Shift { head, tail, by: new.len() as isize - old.len() as isize }
    }

    fn apply(&self, letters: Range<usize>) -> Option<Range<usize>> {
        if letters.end <= self.head {
            Some(letters)
        } else if letters.start >= self.tail {
            Some(letters.start.saturating_add_signed(self.by)..letters.end.saturating_add_signed(self.by))
        } else {
            None
        }
    }
}
