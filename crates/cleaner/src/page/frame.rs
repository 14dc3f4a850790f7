//! What the elements around a block are called: parts of the page that are no article, captions, authors and dates.

use epitome_document::{Attribute, ElementId, Elements};
use foldhash::{HashMap, HashMapExt};
use memchr::memmem;

use crate::model::tree::{self, MAX_ANCESTORS, N_NEAR, NAMED_BY, name_words};

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

/// Words in the classes and ids of elements by what they say of what stands in them, a bit each.
const WORDS: [(u32, &[&str]); 15] = [
    (AUTHOR, &["author", "authors", "byline", "autor", "auteur"]),
    (DATE, &["date", "dateline", "time", "timestamp", "published", "datum"]),
    (COMMENT, &["comment", "comments", "disqus", "respond", "kommentare", "commentlist"]),
    (
        OTHER_STORY,
        &[
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
        ],
    ),
    (NEIGHBOUR, &["prev", "previous", "next", "older", "newer"]),
    (
        CONTROL,
        &[
            "nav",
            "menu",
            "footer",
            "breadcrumb",
            "breadcrumbs",
            "cookie",
            "share",
            "vote",
            "votecell",
            "votes",
        ],
    ),
    (TAGS, &["tags", "taglist", "catlinks"]),
    (SIDE, &["sidebar", "banner"]),
    (TOPICS, &["nav", "navbox", "menu", "tags", "taglist", "catlinks", "toc", "topics", "keywords"]),
    (CONTENTS, &["toc", "toctitle"]),
    (CAPTION, &CAPTION_NAMES),
    (
        SUBTITLE,
        &[
            "dek",
            "deck",
            "soustitre",
            "standfirst",
            "subhead",
            "subheader",
            "subheadline",
            "subheading",
            "subtitle",
            "subtitulo",
            "untertitel",
            "unterzeile",
        ],
    ),
    (
        REFERENCES,
        &["biblio", "bibliographie", "bibliography", "footnotes", "literatur", "references", "reflist"],
    ),
    (USER, &["bigusername", "user", "username", "postprofile", "poster", "pseudo"]),
    (
        NOTE,
        &[
            "admonition",
            "callout",
            "endnote",
            "endnotes",
            "footnote",
            "footnotes",
            "fussnote",
            "fussnoten",
            "notes",
            "signatory",
        ],
    ),
];
/// Names of elements, likewise.
const ELEMENTS: [(u32, &[&str]); 5] = [
    (CONTROL, &["nav", "footer", "form", "menu", "button", "select", "dialog"]),
    (TIME, &["time"]),
    (SIDE, &["aside", "header"]),
    (INLINE, &tree::INLINE),
    (TOP, &["body", "html"]),
];

/// Who wrote a post stands within so many elements of the one that holds it.
const MAX_NEAR_USER: usize = 4;

const AUTHOR: u32 = 1;
const DATE: u32 = 1 << 1;
const COMMENT: u32 = 1 << 2;
const OTHER_STORY: u32 = 1 << 3;
const NEIGHBOUR: u32 = 1 << 4;
const CONTROL: u32 = 1 << 5;
const TAGS: u32 = 1 << 6;
const SIDE: u32 = 1 << 7;
const TOPICS: u32 = 1 << 8;
const CAPTION: u32 = 1 << 9;
const TIME: u32 = 1 << 10;
/// What a text refers to.
const REFERENCES: u32 = 1 << 15;
/// What stands below the title and is no sentence.
const SUBTITLE: u32 = 1 << 14;
/// Who wrote a post, with rank and number of posts.
const USER: u32 = 1 << 13;
/// What the text adds in a box or below its end, and who signed it.
const NOTE: u32 = 1 << 16;
/// What stands on the page: "toc", "table-of-contents".
const CONTENTS: u32 = 1 << 17;
/// It flows with the text.
const INLINE: u32 = 1 << 11;
/// All of the page stands in it.
const TOP: u32 = 1 << 12;

/// What the elements of a page are called, as far as [`WORDS`] and [`ELEMENTS`] know it. Told once for each element: a block stands in a
/// dozen of them, most of which it shares with other blocks.
pub(crate) struct Calls {
    of: Vec<u32>,
}

impl Calls {
    pub(crate) fn new(elements: &Elements) -> Calls {
        let tables = [&WORDS[..], &ELEMENTS].map(|table| {
            let mut known: HashMap<&str, u32> = HashMap::new();
            for (bit, words) in table {
                words.iter().for_each(|word| *known.entry(word).or_default() |= bit);
            }
            known
        });
        let [words, names] = &tables;
        let say = |value: &str| {
            name_words(value).fold(0, |bits, word| bits | words.get(&*word).copied().unwrap_or_default())
        };
        let of_element = |id: ElementId| {
            let class = elements.attribute(id, Attribute::Class).unwrap_or_default();
            let is_contents = memmem::find(class.as_bytes(), b"table-of-contents").is_some();
            let bits = if is_contents { CONTENTS } else { 0 };
            let bits = bits | names.get(elements.name(id)).copied().unwrap_or_default();
            NAMED_BY.iter().fold(bits, |bits, attribute| {
                let own = elements.attribute(id, *attribute).map_or(0, say);
                // Only classes and ids tell a caption.
                bits | if matches!(attribute, Attribute::Class | Attribute::Id) {
                    own
                } else {
                    own & !CAPTION
                }
            })
        };
        Calls { of: elements.ids().map(of_element).collect() }
    }

    /// What the nearest elements around a block are called, and what all of them are, up to one that is not asked any more.
    fn around(
        &self,
        elements: &Elements,
        element: ElementId,
        is_end: impl Fn(ElementId) -> bool,
    ) -> (u32, u32) {
        let (mut near, mut far, mut n_bounds) = (0, 0, 0);
        for id in elements.ancestors(element).take(MAX_ANCESTORS) {
            let own = self.of[id.idx()];
            if own & TOP != 0 || is_end(id) {
                break;
            }
            near |= if n_bounds < N_NEAR { own } else { 0 };
            far |= own;
            n_bounds += usize::from(own & INLINE == 0);
        }
        (near, far)
    }

    /// Whether an element is called as one that holds a caption is.
    pub(crate) fn is_caption(&self, elements: &Elements, element: ElementId) -> bool {
        let mut around = elements.ancestors(element).take(MAX_ANCESTORS).map(|id| self.of[id.idx()]);
        around.find(|own| own & CAPTION != 0 || own & INLINE == 0).is_some_and(|own| own & CAPTION != 0)
    }

    /// Whether an element is called as one that holds a subtitle is.
    pub(crate) fn is_subtitle(&self, element: ElementId) -> bool {
        self.of[element.idx()] & SUBTITLE != 0
    }

    /// Whether an element is called as one that holds a date or a time is.
    pub(crate) fn is_date(&self, element: ElementId) -> bool {
        self.of[element.idx()] & (DATE | TIME) != 0
    }

    /// Whether an element is called as a list of references is.
    pub(crate) fn is_references(&self, element: ElementId) -> bool {
        self.of[element.idx()] & REFERENCES != 0
    }

    /// Whether an element is called as a list of contents is.
    pub(crate) fn is_contents(&self, element: ElementId) -> bool {
        self.of[element.idx()] & CONTENTS != 0
    }

    /// Whether an element is called as a note of the text is.
    pub(crate) fn is_note(&self, element: ElementId) -> bool {
        self.of[element.idx()] & NOTE != 0
    }

    /// The outermost element near a block that holds who wrote a post.
    pub(crate) fn user(&self, elements: &Elements, element: ElementId) -> Option<ElementId> {
        elements.ancestors(element).take(MAX_NEAR_USER).filter(|id| self.of[id.idx()] & USER != 0).last()
    }

    /// Whether an element is an item of a menu, or of what the article is filed under.
    pub(crate) fn is_menu(&self, elements: &Elements, element: ElementId) -> bool {
        self.around(elements, element, |_| false).0 & TOPICS != 0
    }
}

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
        calls: &Calls,
        elements: &Elements,
        element: ElementId,
        is_around: impl Fn(ElementId) -> bool,
    ) -> Frame {
        let (near, far) = calls.around(elements, element, is_around);
        let is_control = far & CONTROL != 0;
        Frame {
            is_author: near & AUTHOR != 0,
            is_date: near & DATE != 0 || far & TIME != 0,
            is_comment: far & COMMENT != 0,
            is_other_story: far & OTHER_STORY != 0,
            is_neighbour: near & NEIGHBOUR != 0,
            is_menu: is_control || far & TAGS != 0,
            is_frame: is_control || far & SIDE != 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::{Role, Use};

    use crate::page::tests::{TEXT, roles};

    /// The roles of the blocks of a part amid the text that is unlike it.
    fn amid(part: &str, n: usize) -> Vec<Role> {
        let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{part}<p>{TEXT} Again.</p><p>{TEXT} So.</p>");
        let logits = [&[100, 200][..], &vec![-150; n], &[200, 200]].concat();
        roles(&html, &logits, Some(0))[2..2 + n].iter().map(|(role, _)| *role).collect()
    }

    #[test]
    fn the_names_of_elements_tell_votes_calls_and_the_heads_of_tables() {
        assert_eq!(amid("<div class=votes><div>14</div></div>", 1), [Role::Furniture]);
        assert_eq!(amid("<p class=caption>The bridge in May</p>", 1), [Role::Caption]);
        assert_ne!(amid("<p class=cta-caption>The bridge in May</p>", 1), [Role::Caption]);
        let table =
            "<table><tr><th class=table-header>Day<th>Guide<tr><td>Tue<td>Ann<tr><td>Wed<td>Tom</table>";
        assert!(amid(table, 6).iter().all(|role| role.usage() != Use::Drop));
    }

    #[test]
    fn who_wrote_another_story_stands_in_its_box() {
        let story = "<h4>Harbour reopens after the storm</h4><p>By Ann Lee</p>";
        let found = amid(&format!("<div class=x><h3>Read more</h3><div>{story}</div></div>"), 3);
        assert_eq!(found, [Role::Furniture, Role::Teaser, Role::Teaser]);
    }
}
