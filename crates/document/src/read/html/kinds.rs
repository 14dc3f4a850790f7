//! What elements make of the text in them.

use super::stack::Open;
use super::tags::{self, Named, Tag};
use super::tokenizer::Content;
use crate::{BlockKind, ElementId, MarkKind};

/// The outermost element.
pub(super) fn root(named: Named, element: ElementId) -> Open {
    Open {
        named,
        element,
        kind: BlockKind::Paragraph,
        level: 0,
        n_lists: 0,
        is_pre: false,
        is_foreign: false,
        is_skipped: false,
        is_verbatim: false,
        mark: None,
        lang_at: None,
        is_ended: false,
    }
}

/// An element inside another. What a block in it is follows from the nearest element that says so: a paragraph inside a list
/// item, a quotation or a caption is one too; a section starts anew.
pub(super) fn inside(parent: &Open, named: Named) -> Open {
    let mut open = Open { named, mark: None, lang_at: None, is_ended: false, ..*parent };
    open.is_pre |= named.traits & tags::PRE != 0;
    match named.tag {
        Tag::Ul | Tag::Ol | Tag::Dl | Tag::Menu | Tag::Dir => open.n_lists = parent.n_lists.saturating_add(1),
        _ => {}
    }
    let (kind, level) = match named.tag {
        Tag::Li | Tag::Dd | Tag::Dt => (BlockKind::ListItem, open.n_lists.max(1)),
        Tag::Blockquote => (BlockKind::Quote, 0),
        Tag::Figcaption | Tag::Caption => (BlockKind::Caption, 0),
        Tag::Td | Tag::Th => (BlockKind::Cell, 0),
        Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext | Tag::Textarea => (BlockKind::Preformatted, 0),
        Tag::P | Tag::Div if parent.kind == BlockKind::Cell => (BlockKind::Paragraph, 0),
        Tag::Article | Tag::Section | Tag::Main | Tag::Nav | Tag::Aside | Tag::Body => {
            (BlockKind::Paragraph, 0)
        }
        tag => match tag.heading() {
            Some(level) => (BlockKind::Heading, level),
            None => (parent.kind, parent.level),
        },
    };
    Open { kind, level, ..open }
}

/// How the content of an element is read when it is no markup.
pub(super) fn content(tag: Tag) -> Option<Content> {
    match tag {
        Tag::Script => Some(Content::Script),
        Tag::Title | Tag::Textarea => Some(Content::References),
        Tag::Style | Tag::Xmp | Tag::Iframe | Tag::Noembed => Some(Content::Raw),
        Tag::Plaintext => Some(Content::Rest),
        _ => None,
    }
}

pub(super) fn mark_kind(tag: Tag) -> MarkKind {
    match tag {
        Tag::B | Tag::Strong => MarkKind::Bold,
        Tag::I | Tag::Em => MarkKind::Italic,
        Tag::U | Tag::Ins => MarkKind::Underline,
        Tag::S | Tag::Strike | Tag::Del => MarkKind::Strike,
        Tag::Sup => MarkKind::Superscript,
        Tag::Sub => MarkKind::Subscript,
        Tag::A => MarkKind::Link,
        Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => MarkKind::Code,
        Tag::Img | Tag::Svg | Tag::Picture => MarkKind::Image,
        _ => MarkKind::Other,
    }
}
