//! [`Document`]: one read-only text, its blocks, and the way back to the bytes it came from.

use std::sync::Arc;

use crate::{Bytes, ElementId, Elements, Meta, Note, SourceMap, Span};

/// An article as read: the text and what the markup says of it. Nothing here is ever edited; every later stage returns a
/// new value made of spans and ids that point into it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text. In plain UTF-8 input it is the file without its byte order mark, the same bytes where it has none.
    pub text: Arc<str>,
    /// The blocks in text order: disjoint, not empty, trimmed. Text between two blocks is white space.
    pub blocks: Vec<Block>,
    /// Inline markup, in the order it opens. Plain text has none.
    pub marks: Vec<Mark>,
    /// The elements the blocks stand in. Only pages have them.
    pub elements: Elements,
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

    /// The block that holds this place of the text, a byte offset, or the next one behind it. Behind the last block there is none with this
    /// id.
    #[must_use]
    pub fn block_at(&self, at: usize) -> BlockId {
        BlockId::new(self.blocks.partition_point(|block| block.span.end() <= at))
    }

    /// The text of a block.
    #[must_use]
    pub fn block_text(&self, id: BlockId) -> &str {
        self.slice(self.block(id).span)
    }

    /// The marks of a block, in the order they open.
    #[must_use]
    pub fn block_marks(&self, id: BlockId) -> &[Mark] {
        let span = self.block(id).span;
        let first = self.marks.partition_point(|mark| mark.span.start() < span.start());
        let marks = &self.marks[first..];
        &marks[..marks.partition_point(|mark| mark.span.start() <= span.end())]
    }

    /// The source of a block: of its text and of its marks, the tags at its ends included.
    #[must_use]
    pub fn block_source(&self, id: BlockId) -> Option<Span> {
        let text = self.map.to_source(self.block(id).span)?;
        let marks = self.block_marks(id).iter().map(|mark| mark.tags.source());
        Some(marks.fold(text, |all, one| Span::new(all.start().min(one.start()), all.end().max(one.end()))))
    }

    /// The names of the elements around a block from the root down, joined by `/`; empty where there are none.
    #[must_use]
    pub fn block_path(&self, id: BlockId) -> String {
        self.block(id).hint.element.map(|element| self.elements.path(element)).unwrap_or_default()
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
    /// The alternative text of a picture.
    Alt,
}

/// Circumstances of a block in its markup. All empty in plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The innermost element that holds the whole block.
    pub element: Option<ElementId>,
    /// Characters of the block that stand inside links.
    pub n_link_chars: u32,
}

/// Inline markup over a part of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The text it covers, within one block; empty where it covers none.
    pub span: Span,
    /// What it does.
    pub kind: MarkKind,
    /// Where its tags stand in the source.
    pub tags: MarkTags,
}

/// The tags of a mark in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkTags {
    /// It opens and closes in its block.
    Pair {
        /// The opening tag.
        open: Span,
        /// The closing tag.
        close: Span,
    },
    /// It opens in its block and closes elsewhere or never.
    Open(Span),
    /// It closes in its block and opens elsewhere or never.
    Close(Span),
    /// It stands for itself: a line break, a picture, a comment.
    Alone(Span),
}

impl MarkTags {
    /// All of its source, from the first tag to the last.
    #[must_use]
    pub fn source(self) -> Span {
        match self {
            MarkTags::Pair { open, close } => Span::new(open.start(), close.end()),
            MarkTags::Open(tag) | MarkTags::Close(tag) | MarkTags::Alone(tag) => tag,
        }
    }
}

/// What inline markup does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MarkKind {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Underlined.
    Underline,
    /// Struck out.
    Strike,
    /// Superscript.
    Superscript,
    /// Subscript.
    Subscript,
    /// A link.
    Link,
    /// Code.
    Code,
    /// A line break; its text is a line feed.
    LineBreak,
    /// A picture.
    Image,
    /// Anything else.
    Other,
}

/// The original bytes and how they were read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The bytes as given: the skeleton into which a translation is spliced.
    pub bytes: Bytes,
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
        sha256(&self.bytes)
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How the encoding of a source was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingEvidence {
    /// The caller says it.
    Given,
    /// A byte order mark says it.
    ByteOrderMark,
    /// The bytes are valid UTF-8.
    Valid,
    /// The page says it.
    Declared,
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
    /// A page in HTML.
    Html,
    /// A text in Markdown.
    Markdown,
}
