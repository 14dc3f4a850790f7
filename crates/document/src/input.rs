//! [`Input`]: what a caller hands in.

use crate::{Bytes, Encoding, LangTag, Media};

/// The longest text: 2 GiB, so that every offset fits a signed 32-bit number on its way out.
pub const MAX_TEXT_BYTES: usize = i32::MAX as usize;

/// One article as given.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its bytes.
    pub bytes: Bytes,
    /// What to call it in messages: a path as given, or `-`.
    pub name: Box<str>,
    /// What kind of input it is.
    pub media: Media,
    /// The language, ordered: not questioned.
    pub lang: Option<LangTag>,
    /// The language, suggested: counts as evidence.
    pub lang_hint: Option<LangTag>,
    /// The title, where the caller knows it.
    pub title: Option<Box<str>>,
}

impl Input {
    /// SHA-256 of the bytes, in lower-case hexadecimal: that of the [`Source`](crate::Source) of what is read of them.
    #[must_use]
    pub fn sha256(&self) -> String {
        crate::document::sha256(&self.bytes)
    }

    /// Plain text.
    #[must_use]
    pub fn text(name: &str, bytes: impl Into<Bytes>) -> Input {
        Input {
            bytes: bytes.into(),
            name: name.into(),
            media: Media::Text,
            lang: None,
            lang_hint: None,
            title: None,
        }
    }

    /// One JSON record: `{"id": …, "text" or "html" or "markdown": "…", "title"?, "lang"?, "lang_hint"?, "url"?}`.
    #[must_use]
    pub fn record(name: &str, bytes: impl Into<Bytes>) -> Input {
        Input { media: Media::Record, ..Input::text(name, bytes) }
    }

    /// A page in HTML.
    #[must_use]
    pub fn html(name: &str, bytes: impl Into<Bytes>) -> Input {
        Input { media: Media::Html, ..Input::text(name, bytes) }
    }

    /// Markdown.
    #[must_use]
    pub fn markdown(name: &str, bytes: impl Into<Bytes>) -> Input {
        Input { media: Media::Markdown, ..Input::text(name, bytes) }
    }
}

/// How to read, and how much at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// What a line end means in plain text.
    pub newlines: Newlines,
    /// The encoding of the bytes, ordered: only a byte order mark overrules it. `None` finds it out, and repairs text that
    /// was UTF-8 and was read as windows-1252 before.
    pub encoding: Option<Encoding>,
    /// The most bytes of a text, also of one in Markdown.
    pub max_text: usize,
    /// The most bytes of a record.
    pub max_record: usize,
    /// The most bytes of a page in HTML.
    pub max_html: usize,
    /// The most blocks of an article.
    pub max_blocks: usize,
    /// The most elements of a page, or quotations and lists of Markdown, inside each other.
    pub max_depth: usize,
    /// The most attributes of a tag.
    pub max_attributes: usize,
}

impl ReadOptions {
    /// 256 MiB for a text.
    pub const MAX_TEXT: usize = 256 << 20;
    /// 32 MiB for a record.
    pub const MAX_RECORD: usize = 32 << 20;
    /// 32 MiB for a page in HTML.
    pub const MAX_HTML: usize = 32 << 20;
    /// 2,097,152 blocks, which take as much memory as the longest text: some 400 bytes each as lines of one word, 800 as
    /// paragraphs of a page (measured), from reading to the summary.
    pub const MAX_BLOCKS: usize = 1 << 21;
    /// 512 elements inside each other, where browsers stop too.
    pub const MAX_DEPTH: usize = 512;
    /// 256 attributes of a tag.
    pub const MAX_ATTRIBUTES: usize = 256;

    /// The most bytes of an input of this kind, whatever was asked for within 2 GiB.
    #[must_use]
    pub fn limit(&self, media: Media) -> usize {
        match media {
            Media::Text | Media::Markdown => self.max_text.min(MAX_TEXT_BYTES),
            Media::Record => self.max_record.min(MAX_TEXT_BYTES),
            Media::Html => self.max_html.min(MAX_TEXT_BYTES),
        }
    }
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            newlines: Newlines::Auto,
            encoding: None,
            max_text: ReadOptions::MAX_TEXT,
            max_record: ReadOptions::MAX_RECORD,
            max_html: ReadOptions::MAX_HTML,
            max_blocks: ReadOptions::MAX_BLOCKS,
            max_depth: ReadOptions::MAX_DEPTH,
            max_attributes: ReadOptions::MAX_ATTRIBUTES,
        }
    }
}

/// What a line end means in plain text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Newlines {
    /// [`Wrapped`](Newlines::Wrapped) where the text is visibly wrapped at a width, else [`Line`](Newlines::Line).
    #[default]
    Auto,
    /// Every line is a block, as in scraped text.
    Line,
    /// Lines were broken to a width: a block ends at a blank line, and where a line ends although the next word would have fitted, but not amid
    /// a sentence.
    Wrapped,
    /// Only a blank line ends a block.
    Blank,
}

impl Newlines {
    /// Its name in flags, the project file and XLIFF.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Newlines::Auto => "auto",
            Newlines::Line => "line",
            Newlines::Wrapped => "wrapped",
            Newlines::Blank => "blank",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Newlines> {
        let all = [Newlines::Auto, Newlines::Line, Newlines::Wrapped, Newlines::Blank];
        all.into_iter().find(|newlines| newlines.as_str() == name)
    }
}
