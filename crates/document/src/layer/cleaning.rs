//! [`Cleaning`]: what each block is, what it is used for, and why.

use super::{Reason, Weighing};
use crate::{BlockId, Span};

/// The part every block plays. Nothing is deleted: a dropped block stays here with its reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaning {
    /// One for each block of the document, in its order.
    pub blocks: Vec<Treatment>,
    /// Parts of blocks that belong to no sentence, in text order: a dateline at the head, a signature or a credit at the end.
    pub cuts: Vec<Cut>,
    /// The block that is the title, where one is.
    pub title: Option<BlockId>,
    /// What a model weighed of each block; empty unless that was asked for, and where rules alone decided. A rule may overrule it.
    pub weighings: Vec<Option<Weighing>>,
}

impl Cleaning {
    /// How a block is treated.
    #[must_use]
    pub fn of(&self, block: BlockId) -> &Treatment {
        &self.blocks[block.idx()]
    }

    /// What a model weighed of a block, where it did and that was asked for.
    #[must_use]
    pub fn weighing(&self, block: BlockId) -> Option<&Weighing> {
        self.weighings.get(block.idx())?.as_ref()
    }

    /// The span of a block less its cuts at head and tail.
    #[must_use]
    pub fn inner(&self, block: Span) -> Span {
        let (mut start, mut end) = (block.start(), block.end());
        let first = self.cuts.partition_point(|cut| cut.span.end() <= block.start());
        for cut in self.cuts[first..].iter().take_while(|cut| cut.span.start() < block.end()) {
            if cut.span.start() <= start {
                start = cut.span.end().min(end);
            } else {
                end = end.min(cut.span.start());
            }
        }
        Span::new(start, end.max(start))
    }
}

/// How one block is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Treatment {
    /// What it is.
    pub role: Role,
    /// What it is used for.
    pub usage: Use,
    /// Why.
    pub reason: Reason,
    /// Whether the evidence is clear; doubtful blocks stay in use.
    pub sure: bool,
}

/// A part of a block that is no part of its sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Where it stands: at the head or the tail of a block.
    pub span: Span,
    /// What it is: [`Role::Dateline`], [`Role::Signature`] or [`Role::Credit`].
    pub role: Role,
}

/// What a block, or a cut, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Role {
    /// The title of the article.
    Title,
    /// Its first paragraph.
    Lead,
    /// A paragraph.
    Paragraph,
    /// A heading inside the text.
    Heading,
    /// A paragraph that is one quotation.
    Quote,
    /// An item of a list.
    ListItem,
    /// The caption of a picture.
    Caption,
    /// The line that names the author.
    Byline,
    /// Place and agency before the text, or a line with the date.
    Dateline,
    /// Who made a picture.
    Credit,
    /// An agency's name at the end of the text.
    Signature,
    /// Title, picture or text of another story.
    Teaser,
    /// Where the article was taken from.
    SourceLine,
    /// How many comments there are.
    CommentCount,
    /// The file name of a picture.
    ImageName,
    /// Buttons, menus, labels of the page.
    Furniture,
    /// What was said before, word for word.
    Repeat,
}

impl Role {
    /// Every role there is, for the schema.
    pub const ALL: [Role; 17] = [
        Role::Title,
        Role::Lead,
        Role::Paragraph,
        Role::Heading,
        Role::Quote,
        Role::ListItem,
        Role::Caption,
        Role::Byline,
        Role::Dateline,
        Role::Credit,
        Role::Signature,
        Role::Teaser,
        Role::SourceLine,
        Role::CommentCount,
        Role::ImageName,
        Role::Furniture,
        Role::Repeat,
    ];

    /// The name in the wire format and in snapshots.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Title => "title",
            Role::Lead => "lead",
            Role::Paragraph => "paragraph",
            Role::Heading => "heading",
            Role::Quote => "quote",
            Role::ListItem => "list-item",
            Role::Caption => "caption",
            Role::Byline => "byline",
            Role::Dateline => "dateline",
            Role::Credit => "credit",
            Role::Signature => "signature",
            Role::Teaser => "teaser",
            Role::SourceLine => "source-line",
            Role::CommentCount => "comment-count",
            Role::ImageName => "image-name",
            Role::Furniture => "furniture",
            Role::Repeat => "repeat",
        }
    }

    /// What a block of this role is used for, unless its [treatment](Treatment) says otherwise.
    #[must_use]
    pub fn usage(self) -> Use {
        match self {
            Role::Lead | Role::Paragraph | Role::Quote | Role::ListItem => Use::Body,
            Role::Title | Role::Heading | Role::Caption => Use::Aside,
            Role::Byline
            | Role::Dateline
            | Role::Credit
            | Role::Signature
            | Role::Teaser
            | Role::SourceLine
            | Role::CommentCount
            | Role::ImageName
            | Role::Furniture
            | Role::Repeat => Use::Drop,
        }
    }
}

/// What a block is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Summarised and translated.
    Body,
    /// Translated, never summarised: the title, headings, captions, and what may be of the page or of the article.
    Aside,
    /// Kept on record only.
    Drop,
}

impl Use {
    /// The word in the wire format and in snapshots.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Use::Body => "body",
            Use::Aside => "aside",
            Use::Drop => "drop",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_come_off_both_ends() {
        let cut = |start, end| Cut { span: Span::new(start, end), role: Role::Dateline };
        let cleaning =
            Cleaning { cuts: vec![cut(0, 14), cut(90, 100), cut(200, 210)], ..Cleaning::default() };
        assert_eq!(cleaning.inner(Span::new(0, 100)), Span::new(14, 90));
        assert_eq!(cleaning.inner(Span::new(101, 150)), Span::new(101, 150));
        assert_eq!(cleaning.inner(Span::new(200, 210)), Span::new(210, 210));
    }
}
