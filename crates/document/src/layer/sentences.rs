//! [`Sentences`]: where sentences start and end.

use crate::{BlockId, LangTag, Span};

/// The sentences of all blocks, in text order: disjoint, trimmed, not empty. With the cuts of the cleaning and the white
/// space between, those of a block cover the block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentences {
    /// The sentences.
    pub items: Vec<Sentence>,
}

impl Sentences {
    /// The sentence with this id.
    #[must_use]
    pub fn get(&self, id: SentenceId) -> &Sentence {
        &self.items[id.idx()]
    }

    /// All sentences with their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (SentenceId, &Sentence)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(idx, sentence)| (SentenceId::new(idx), sentence))
    }

    /// The sentences of one block with their ids.
    pub fn of_block(&self, block: BlockId) -> impl ExactSizeIterator<Item = (SentenceId, &Sentence)> {
        let start = self.items.partition_point(|sentence| sentence.block < block);
        let end = self.items.partition_point(|sentence| sentence.block <= block);
        self.items[start..end]
            .iter()
            .enumerate()
            .map(move |(idx, sentence)| (SentenceId::new(start + idx), sentence))
    }
}

/// Number of a sentence within its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(u32);

impl SentenceId {
    /// The id of the sentence at this index.
    #[must_use]
    pub const fn new(idx: usize) -> SentenceId {
        SentenceId(idx as u32)
    }

    /// Its index in [`Sentences::items`].
    #[must_use]
    pub const fn idx(self) -> usize {
        self.0 as usize
    }
}

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// The block it stands in.
    pub block: BlockId,
    /// Its number within the block, from 0.
    pub nth: u32,
    /// Its language.
    pub tag: LangTag,
    /// What ended it.
    pub end: End,
}

impl Sentence {
    /// Its address as people read it: `p2.s1` is the first sentence of the second block. Numbering restarts in each block, so
    /// that a split in one paragraph renames nothing elsewhere.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}.s{}", self.block, self.nth + 1)
    }
}

/// What ended a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A full stop, a question mark or another sign that ends sentences.
    Terminal,
    /// The end of its block or a cut, without such a sign.
    BlockEnd,
    /// Split because nothing ended it for too long.
    Forced,
}
