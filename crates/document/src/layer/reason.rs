//! [`Reason`]: why a block has its role.

use crate::BlockId;

/// Why a block has its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Holds a phrase the user wants kept.
    AlwaysKeep,
    /// Holds a phrase the user wants dropped.
    AlwaysDrop,
    /// In doubt, and only sure blocks are wanted.
    Doubtful,
    /// Running text.
    RunningText,
    /// The first paragraph of running text.
    FirstParagraph,
    /// A short line before the text.
    ShortLineBeforeText,
    /// A short line without a full stop between paragraphs.
    ShortLineInText,
    /// A short sentence between long paragraphs of an article that has headings.
    ShortSentenceInText,
    /// The whole block is a quotation.
    WholeQuotation,
    /// Opens with a bullet or a number.
    ListMarker,
    /// Is built like those beside it, and told together with them.
    AmongAlike,
    /// Names who made a picture.
    PhotoCredit,
    /// Opens as captions do.
    CaptionOpener,
    /// Stands beside a picture's file name or repeats a caption.
    BesidePicture,
    /// Says the same as an earlier block.
    Repeats(BlockId),
    /// Stands after the sign that the article is over.
    AfterEnd(BlockId),
    /// Is that sign.
    EndMarker,
    /// Points to another story.
    TeaserLabel,
    /// Follows the rhythm of teasers: caption, title, text, over and over.
    TeaserRhythm,
    /// The file name of a picture.
    ImageFileName,
    /// Counts comments.
    CommentCounter,
    /// Says where the article was taken from.
    SourceLabel,
    /// Only an address.
    BareAddress,
    /// Known words of a page: share, print, menu.
    PageFurniture,
    /// Names the author.
    AuthorLine,
    /// Only a date.
    DateLine,
    /// Holds no words.
    NoWords,
    /// No sentence, and outside the text.
    LineOutsideText,
    /// Nothing else in the article could be its text.
    NothingElse,
    /// Its markup says what it is.
    Markup,
    /// In a menu, a side column, a footer or another part of the page's frame, by its markup.
    PageFrame,
    /// Hidden by its markup, while other text is shown.
    Hidden,
    /// Preformatted, as code is, beside running text.
    Preformatted,
    /// Among other stories, by its markup.
    OtherStories,
    /// Among what readers wrote below the article.
    ReaderComments,
    /// Unlike the text of the article, by its words, its neighbours and its place.
    UnlikeText,
    /// The line is like those of its role by its words, neighbours and place: what a model says, against the rules.
    LikeSuchLines,
    /// Unlike the text, but it stands in the midst of it and nothing says that it is anything else.
    AmongText,
    /// The alternative text of a picture.
    AlternativeText,
}

impl Reason {
    /// Every reason there is, for the schema; blocks stand for any block.
    pub const ALL: [Reason; 39] = [
        Reason::AlwaysKeep,
        Reason::AlwaysDrop,
        Reason::Doubtful,
        Reason::RunningText,
        Reason::FirstParagraph,
        Reason::ShortLineBeforeText,
        Reason::ShortLineInText,
        Reason::ShortSentenceInText,
        Reason::WholeQuotation,
        Reason::ListMarker,
        Reason::AmongAlike,
        Reason::PhotoCredit,
        Reason::CaptionOpener,
        Reason::BesidePicture,
        Reason::Repeats(BlockId::new(0)),
        Reason::AfterEnd(BlockId::new(0)),
        Reason::EndMarker,
        Reason::TeaserLabel,
        Reason::TeaserRhythm,
        Reason::ImageFileName,
        Reason::CommentCounter,
        Reason::SourceLabel,
        Reason::BareAddress,
        Reason::PageFurniture,
        Reason::AuthorLine,
        Reason::DateLine,
        Reason::NoWords,
        Reason::LineOutsideText,
        Reason::NothingElse,
        Reason::Markup,
        Reason::PageFrame,
        Reason::Hidden,
        Reason::Preformatted,
        Reason::OtherStories,
        Reason::ReaderComments,
        Reason::UnlikeText,
        Reason::LikeSuchLines,
        Reason::AmongText,
        Reason::AlternativeText,
    ];

    /// The code in the wire format.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Reason::AlwaysKeep => "always-keep",
            Reason::AlwaysDrop => "always-drop",
            Reason::Doubtful => "doubtful",
            Reason::RunningText => "running-text",
            Reason::FirstParagraph => "first-paragraph",
            Reason::ShortLineBeforeText => "short-line-before-text",
            Reason::ShortLineInText => "short-line-in-text",
            Reason::ShortSentenceInText => "short-sentence-in-text",
            Reason::WholeQuotation => "whole-quotation",
            Reason::ListMarker => "list-marker",
            Reason::AmongAlike => "among-alike",
            Reason::PhotoCredit => "photo-credit",
            Reason::CaptionOpener => "caption-opener",
            Reason::BesidePicture => "beside-picture",
            Reason::Repeats(_) => "repeats",
            Reason::AfterEnd(_) => "after-end",
            Reason::EndMarker => "end-marker",
            Reason::TeaserLabel => "teaser-label",
            Reason::TeaserRhythm => "teaser-rhythm",
            Reason::ImageFileName => "image-file-name",
            Reason::CommentCounter => "comment-counter",
            Reason::SourceLabel => "source-label",
            Reason::BareAddress => "bare-address",
            Reason::PageFurniture => "page-furniture",
            Reason::AuthorLine => "author-line",
            Reason::DateLine => "date-line",
            Reason::NoWords => "no-words",
            Reason::LineOutsideText => "line-outside-text",
            Reason::NothingElse => "nothing-else",
            Reason::Markup => "markup",
            Reason::PageFrame => "page-frame",
            Reason::Hidden => "hidden",
            Reason::Preformatted => "preformatted",
            Reason::OtherStories => "other-stories",
            Reason::ReaderComments => "reader-comments",
            Reason::UnlikeText => "unlike-text",
            Reason::LikeSuchLines => "like-such-lines",
            Reason::AmongText => "among-text",
            Reason::AlternativeText => "alternative-text",
        }
    }

    /// One phrase for a person.
    #[must_use]
    pub fn message(self) -> String {
        let fixed = match self {
            Reason::AlwaysKeep => "holds a phrase that is always kept",
            Reason::AlwaysDrop => "holds a phrase that is always dropped",
            Reason::Doubtful => "in doubt, and only sure blocks are wanted",
            Reason::RunningText => "running text",
            Reason::FirstParagraph => "the first paragraph of running text",
            Reason::ShortLineBeforeText => "a short line before the text",
            Reason::ShortLineInText => "a short line without a full stop between paragraphs",
            Reason::ShortSentenceInText => {
                "a short sentence between long paragraphs of an article with headings"
            }
            Reason::WholeQuotation => "the whole block is a quotation",
            Reason::ListMarker => "opens with a bullet or a number",
            Reason::AmongAlike => "like those beside it, and told together with them",
            Reason::PhotoCredit => "names who made a picture",
            Reason::CaptionOpener => "opens as captions do",
            Reason::BesidePicture => "stands beside a picture",
            Reason::Repeats(block) => return format!("says the same as {block}"),
            Reason::AfterEnd(block) => return format!("the article is over at {block}"),
            Reason::EndMarker => "says that the article is over",
            Reason::TeaserLabel => "points to another story",
            Reason::TeaserRhythm => "follows the rhythm of teasers",
            Reason::ImageFileName => "the file name of a picture",
            Reason::CommentCounter => "counts comments",
            Reason::SourceLabel => "says where the article was taken from",
            Reason::BareAddress => "only an address",
            Reason::PageFurniture => "known words of a page",
            Reason::AuthorLine => "names the author",
            Reason::DateLine => "only a date",
            Reason::NoWords => "holds no words",
            Reason::LineOutsideText => "no sentence, and outside the text",
            Reason::NothingElse => "nothing else could be the text",
            Reason::Markup => "its markup says so",
            Reason::PageFrame => "in the frame of the page, by its markup",
            Reason::Hidden => "its markup hides it, while other text is shown",
            Reason::Preformatted => "preformatted, as code is, beside running text",
            Reason::OtherStories => "among other stories, by its markup",
            Reason::ReaderComments => "among the comments of readers",
            Reason::UnlikeText => "unlike the text by its words, neighbours and place",
            Reason::LikeSuchLines => "like such lines by its words, neighbours and place",
            Reason::AmongText => "stands among the text, and nothing says that it is anything else",
            Reason::AlternativeText => "the alternative text of a picture",
        };
        fixed.to_owned()
    }
}
