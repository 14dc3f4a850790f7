//! [`Document`]: one read-only text, its blocks, and the way back to the bytes it came from.

use std::sync::Arc;

use crate::{LangTag, Note, SourceMap, Span};

/// An article as read: the text and what the markup says of it. Nothing here is ever edited; every later stage returns a
/// new value made of spans and ids that point into it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text. In plain UTF-8 input it is the file without its byte order mark.
    pub text: Box<str>,
    /// The blocks in text order: disjoint, not empty, trimmed. Text between two blocks is white space.
    pub blocks: Vec<Block>,
    /// Inline markup, in text order. Plain text has none.
    pub marks: Vec<Mark>,
    /// What the source says of the article besides its text.
    pub meta: Meta,
    /// The bytes it was read from.
    pub source: Source,
    /// The way from the text back to those bytes.
    pub map: SourceMap,
    /// What reading had to say.
    pub notes: Vec<Note>,
}

impl Document {
    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The block with this id.
    #[must_use]
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.idx()]
    }

    /// The text of a block.
    #[must_use]
    pub fn block_text(&self, id: BlockId) -> &str {
        self.slice(self.block(id).span)
    }

    /// The ids of all blocks, in order.
    pub fn block_ids(&self) -> impl ExactSizeIterator<Item = BlockId> + use<> {
        (0..self.blocks.len()).map(BlockId::new)
    }
}

/// Number of a block within its document. Written `p1` for the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(u32);

impl BlockId {
    /// The id of the block at this index.
    #[must_use]
    pub const fn new(idx: usize) -> BlockId {
        BlockId(idx as u32)
    }

    /// Its index in [`Document::blocks`].
    #[must_use]
    pub const fn idx(self) -> usize {
        self.0 as usize
    }
}

impl std::fmt::Display for BlockId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "p{}", self.0 + 1)
    }
}

/// A piece of text that stands for itself on the page: a paragraph, a heading, a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// What the markup says it is.
    pub kind: BlockKind,
    /// Depth of a heading or a list item, from 1; 0 where it means nothing.
    pub level: u8,
    /// What the markup around it suggests.
    pub hint: Hint,
}

/// What the markup says a block is. What it *is* decides the cleaner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BlockKind {
    /// A line or a run of lines of plain text: no markup says anything.
    Plain,
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a list.
    ListItem,
    /// A quotation.
    Quote,
    /// The caption of a picture or a table.
    Caption,
    /// A cell of a table.
    Cell,
    /// Preformatted text.
    Preformatted,
}

/// Circumstances of a block in its markup. All empty in plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// Tag names from the root down, joined by `/`.
    pub path: Box<str>,
    /// Words of its and its parents' class and id attributes.
    pub classes: Vec<Box<str>>,
    /// Characters of the block that stand inside links.
    pub n_link_chars: u32,
}

/// Inline markup over a part of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The text it covers.
    pub span: Span,
    /// The source it covers, its tags included.
    pub source: Span,
    /// What it does.
    pub kind: MarkKind,
}

/// What inline markup does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MarkKind {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// A link.
    Link,
    /// Code.
    Code,
    /// Anything else.
    Other,
}

/// What the source says of the article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The `id` of a record, as the JSON text it was given as.
    pub id: Option<Box<str>>,
    /// Its title.
    pub title: Option<Located>,
    /// Its address.
    pub url: Option<Located>,
    /// The language a record orders in its field `lang`: not questioned.
    pub given: Option<LangTag>,
    /// The language the source claims: counts as evidence.
    pub declared: Option<LangTag>,
}

/// A value with the place in the source it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The value.
    pub value: Box<str>,
    /// Its bytes in the source; `None` when the caller gave it.
    pub source: Option<Span>,
}

/// The original bytes and how they were read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The bytes as given: the skeleton into which a translation is spliced.
    pub bytes: Arc<[u8]>,
    /// Name of the input: a path as given, or `-`.
    pub name: Box<str>,
    /// What kind of input it was read as.
    pub media: Media,
    /// Name of the encoding, as in the WHATWG Encoding Standard.
    pub encoding: &'static str,
    /// How the encoding was found.
    pub how: EncodingEvidence,
}

impl Source {
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        use sha2::{Digest, Sha256};
        Sha256::digest(&self.bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// How the encoding of a source was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingEvidence {
    /// A byte order mark says it.
    ByteOrderMark,
    /// The bytes are valid UTF-8.
    Valid,
    /// Mostly valid UTF-8, with bytes that are not.
    Damaged,
    /// The pattern of zero bytes of UTF-16.
    ZeroBytes,
    /// Guessed from the letters it would give.
    Guessed,
}

/// What kind of input something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Media {
    /// Plain text.
    Text,
    /// One JSON record, a line of a stream.
    Record,
}
