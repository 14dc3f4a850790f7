//! [`Document`]: one read-only text, its blocks, and the way back to the bytes it came from.

use std::sync::Arc;

use crate::{Bytes, ElementId, Elements, LangTag, Note, SourceMap, Span};

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
    /// Where the source names the language of all of it, or of a part.
    pub lang_places: Vec<Declaration>,
    /// Where it names the direction of all of its text, or of a part whose language it names too.
    pub dir_places: Vec<Declaration>,
    /// What a page says of itself in its head.
    pub page: PageMeta,
    /// Where the text is not to be translated, as the source says: in order, disjoint, without a tag inside.
    pub verbatim: Vec<Span>,
    /// Texts that stand outside the running text and are read with it, in the order of the source, disjoint. What is not to be
    /// translated is none of them.
    pub texts: Vec<MetaText>,
}

impl Meta {
    /// The text outside the running text that stands at exactly these bytes of the source.
    #[must_use]
    pub fn text_at(&self, source: Span) -> Option<&MetaText> {
        let idx = self.texts.binary_search_by_key(&source, |text| text.source).ok()?;
        Some(&self.texts[idx])
    }
}

/// What a page says of itself in its head and in the data for machines it holds. Claims, not findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMeta {
    /// Its `title`, often with the name of the site.
    pub title: Option<Located>,
    /// The headline of the article (JSON-LD, else `og:title`).
    pub headline: Option<Located>,
    /// A summary by its makers (JSON-LD, else `og:description`, else `description`).
    pub description: Option<Located>,
    /// Who wrote it (JSON-LD, else `author`).
    pub author: Option<Located>,
    /// When it was published, as written (JSON-LD, else `article:published_time` and its kin).
    pub date: Option<Located>,
    /// The name of the site.
    pub site_name: Option<Located>,
    /// The text of the article as JSON-LD gives it.
    pub article_body: Option<Located>,
    /// Whether JSON-LD or `og:type` calls the page an article.
    pub is_article: bool,
}

/// Where a source names something of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// How it is written.
    pub syntax: MetaSyntax,
    /// Its bytes in the source.
    pub source: Span,
    /// The bytes of the element it speaks of; `None` where it speaks of all.
    pub part: Option<Span>,
}

impl Declaration {
    /// One that speaks of all of the text.
    #[must_use]
    pub const fn of_all(syntax: MetaSyntax, source: Span) -> Declaration {
        Declaration { syntax, source, part: None }
    }
}

/// A value with the place in the source it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The value.
    pub value: Box<str>,
    /// Its bytes in the source; `None` when the caller gave it.
    pub source: Option<Span>,
}

/// A text that stands outside the running text: whoever translates the article translates it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetaText {
    /// What it is.
    pub kind: MetaKind,
    /// How it is written in the source.
    pub syntax: MetaSyntax,
    /// The text, not empty, without white space at its ends.
    pub value: Box<str>,
    /// Its bytes in the source: all that is to be replaced by another text.
    pub source: Span,
}

/// What a text outside the running text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MetaKind {
    /// The title of a page, a record or front matter, or its copy for social networks.
    Title,
    /// A description of the article in the head of a page or in front matter.
    Description,
    /// The alternative text of a picture in the midst of a text. All others are blocks.
    Alt,
    /// What is shown when a pointer rests on an element: its attribute `title`.
    Tooltip,
    /// What is read out instead of an element: its `aria-label`.
    Label,
    /// What stands in an empty field of a form.
    Placeholder,
    /// What stands below a picture or a film, as the data for machines have it.
    Caption,
    /// The words by which an article is to be found.
    Keywords,
}

impl MetaKind {
    /// Its name in notes to translators.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            MetaKind::Title => "title",
            MetaKind::Description => "description",
            MetaKind::Alt => "alternative text",
            MetaKind::Tooltip => "tooltip",
            MetaKind::Label => "label",
            MetaKind::Placeholder => "placeholder",
            MetaKind::Caption => "caption",
            MetaKind::Keywords => "keywords",
        }
    }

    /// Whether it speaks of the whole article and not of a place in it.
    #[must_use]
    pub fn is_of_article(self) -> bool {
        matches!(self, MetaKind::Title | MetaKind::Description | MetaKind::Caption | MetaKind::Keywords)
    }
}

/// How a text outside the running text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MetaSyntax {
    /// As the content of an element of HTML that holds no other.
    Element,
    /// As the value of an attribute of HTML.
    Attribute,
    /// As the description of a picture of Markdown.
    Markdown,
    /// As the title of a link, a picture or a definition of Markdown, between its quotation marks or parentheses.
    MarkdownTitle,
    /// As a value of front matter, with its quotation marks where it has them.
    FrontMatter,
    /// As a string of JSON, between its quotation marks.
    Json,
    /// As a string of JSON in a script of HTML, between its quotation marks.
    JsonScript,
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
