//! What the elements around a block are called: parts of the page that are no article, captions, authors and dates.

use epitome_document::{Document, ElementId};

use crate::model::tree::{Names, own_words};

/// Words in the class or id of the element that holds a caption, where it is no `figcaption`.
const CAPTION_NAMES: [&str; 11] = [
    "bildunterschrift",
    "bu",
    "caption",
    "cutline",
    "didascalia",
    "figcaption",
    "imagecaption",
    "legend",
    "legende",
    "leyenda",
    "onderschrift",
];

/// What the names of the elements around a block say of its place.
#[derive(Clone, Copy, Default)]
pub(crate) struct Frame {
    pub(crate) is_author: bool,
    pub(crate) is_date: bool,
    pub(crate) is_comment: bool,
    pub(crate) is_other_story: bool,
    /// Where the stories before and after this one are linked.
    pub(crate) is_neighbour: bool,
    pub(crate) is_menu: bool,
    pub(crate) is_frame: bool,
}

impl Frame {
    /// What is said around an element, up to one that is around the article too.
    pub(crate) fn of(
        document: &Document,
        element: ElementId,
        is_around: impl Fn(ElementId) -> bool,
    ) -> Frame {
        let names = Names::below(&document.elements, element, is_around);
        let near = |words: &[&str]| words.iter().any(|word| names.near.contains(*word));
        let far = |words: &[&str]| words.iter().any(|word| names.far.contains(*word));
        let inside = |elements: &[&str]| {
            elements.iter().any(|name| names.around.contains(name) || names.element == *name)
        };
        let is_control = inside(&["nav", "footer", "form", "menu", "button", "select", "dialog"])
            || far(&["nav", "menu", "footer", "breadcrumb", "breadcrumbs", "cookie", "share"]);
        Frame {
            is_author: near(&["author", "authors", "byline", "autor", "auteur"]),
            is_date: near(&["date", "dateline", "time", "timestamp", "published", "datum"])
                || inside(&["time"]),
            is_comment: far(&["comment", "comments", "disqus", "respond", "kommentare", "commentlist"]),
            is_other_story: far(&[
                "related",
                "teaser",
                "teasers",
                "recommended",
                "recommendations",
                "recommendation",
                "more",
                "popular",
                "trending",
                "mostread",
                "crp",
                "yarpp",
                "outbrain",
                "taboola",
                "similar",
                "recent",
                "latest",
            ]),
            is_neighbour: near(&["prev", "previous", "next", "older", "newer"]),
            is_menu: is_control || far(&["tags"]),
            is_frame: is_control || inside(&["aside", "header"]) || far(&["sidebar", "banner"]),
        }
    }
}

/// Whether an element is called as one that holds a caption is.
pub(crate) fn names_caption(document: &Document, element: ElementId) -> bool {
    own_words(&document.elements, element).iter().any(|word| CAPTION_NAMES.contains(&&**word))
}

/// Whether an element is an item of a menu, or of what the article is filed under.
pub(crate) fn names_menu(document: &Document, element: ElementId) -> bool {
    let names = Names::new(&document.elements, element);
    ["nav", "menu", "tags", "topics", "keywords"].iter().any(|name| names.near.contains(*name))
}
