//! [`Meta`]: what a source says of its article, and the texts that stand outside the running text.

use crate::{LangTag, Span};

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
    pub(crate) const fn of_all(syntax: MetaSyntax, source: Span) -> Declaration {
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
