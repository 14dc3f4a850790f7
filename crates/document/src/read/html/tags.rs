//! What each tag means to the reader.

use std::collections::HashMap;

/// What is known of a tag, as a set of the constants below.
pub(super) type Traits = u16;

/// Its content stands apart from what is around it: a block begins and ends with it.
pub(super) const BLOCK: Traits = 1;
/// It has no content and no end tag.
pub(super) const VOID: Traits = 1 << 1;
/// An element of the standard's category "special": an end tag of another name does not reach through it.
pub(super) const SPECIAL: Traits = 1 << 2;
/// End tags of blocks do not reach through it (the standard's scope).
pub(super) const SCOPE: Traits = 1 << 3;
/// It ends an open paragraph.
pub(super) const ENDS_P: Traits = 1 << 4;
/// Its end tag closes it although a block stands between (formatting elements).
pub(super) const FORMAT: Traits = 1 << 5;
/// Inside a picture or a formula it ends that.
pub(super) const ENDS_FOREIGN: Traits = 1 << 6;
/// Its content is no text of the page.
pub(super) const SKIP: Traits = 1 << 7;
/// White space in it counts.
pub(super) const PRE: Traits = 1 << 8;
/// It may stand in the head of a page.
pub(super) const HEAD: Traits = 1 << 9;

macro_rules! tags {
    ($($tag:ident $name:literal $traits:expr;)*) => {
        /// The tags with rules of their own; the rest is inline.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Tag { $($tag,)* Other }

        const KNOWN: &[(Tag, &str, Traits)] = &[$((Tag::$tag, $name, $traits),)*];
    };
}

const SECTION: Traits = BLOCK | SPECIAL | ENDS_P;
const FOREIGN_END: Traits = SECTION | ENDS_FOREIGN;
const TABLE: Traits = BLOCK | SPECIAL;
const CELL: Traits = BLOCK | SPECIAL | SCOPE;
const STYLE: Traits = FORMAT | ENDS_FOREIGN;

tags! {
    A "a" FORMAT;
    Abbr "abbr" 0;
    Address "address" SECTION;
    Annotation "annotation" 0;
    AnnotationXml "annotation-xml" 0;
    Applet "applet" BLOCK | SPECIAL | SCOPE;
    Area "area" VOID | SPECIAL;
    Article "article" SECTION;
    Aside "aside" SECTION;
    Audio "audio" BLOCK;
    B "b" STYLE;
    Base "base" VOID | SPECIAL | HEAD;
    Basefont "basefont" VOID | SPECIAL | HEAD;
    Bgsound "bgsound" VOID | SPECIAL | HEAD;
    Big "big" STYLE;
    Blockquote "blockquote" FOREIGN_END;
    Body "body" BLOCK | SPECIAL | ENDS_FOREIGN;
    Br "br" VOID | SPECIAL | ENDS_FOREIGN;
    Button "button" BLOCK | SPECIAL;
    Canvas "canvas" BLOCK;
    Caption "caption" CELL;
    Center "center" FOREIGN_END;
    Cite "cite" 0;
    Code "code" STYLE;
    Col "col" VOID | SPECIAL | BLOCK;
    Colgroup "colgroup" TABLE;
    Datalist "datalist" SKIP;
    Dd "dd" FOREIGN_END;
    Del "del" 0;
    Desc "desc" 0;
    Details "details" SECTION;
    Dialog "dialog" SECTION;
    Dir "dir" SECTION;
    Div "div" FOREIGN_END;
    Dl "dl" FOREIGN_END;
    Dt "dt" FOREIGN_END;
    Em "em" STYLE;
    Embed "embed" VOID | SPECIAL | ENDS_FOREIGN;
    Fieldset "fieldset" SECTION;
    Figcaption "figcaption" SECTION;
    Figure "figure" SECTION;
    Font "font" FORMAT;
    Footer "footer" SECTION;
    ForeignObject "foreignobject" BLOCK | SCOPE | SPECIAL;
    Form "form" SECTION;
    Frame "frame" VOID | SPECIAL;
    Frameset "frameset" TABLE;
    H1 "h1" FOREIGN_END;
    H2 "h2" FOREIGN_END;
    H3 "h3" FOREIGN_END;
    H4 "h4" FOREIGN_END;
    H5 "h5" FOREIGN_END;
    H6 "h6" FOREIGN_END;
    Head "head" BLOCK | SPECIAL | HEAD | ENDS_FOREIGN;
    Header "header" SECTION;
    Hgroup "hgroup" SECTION;
    Hr "hr" VOID | SECTION | ENDS_FOREIGN;
    Html "html" BLOCK | SPECIAL | SCOPE | HEAD;
    I "i" STYLE;
    Iframe "iframe" SPECIAL | SKIP;
    Img "img" VOID | SPECIAL | ENDS_FOREIGN;
    Input "input" VOID | SPECIAL;
    Ins "ins" 0;
    Kbd "kbd" 0;
    Keygen "keygen" VOID | SPECIAL;
    Label "label" 0;
    Legend "legend" BLOCK;
    Li "li" FOREIGN_END;
    Link "link" VOID | SPECIAL | HEAD;
    Listing "listing" FOREIGN_END | PRE;
    Main "main" SECTION;
    Map "map" 0;
    Mark "mark" 0;
    Marquee "marquee" BLOCK | SPECIAL | SCOPE;
    Math "math" 0;
    Menu "menu" FOREIGN_END;
    Meta "meta" VOID | SPECIAL | HEAD | ENDS_FOREIGN;
    Metadata "metadata" 0;
    Nav "nav" SECTION;
    Nobr "nobr" STYLE;
    Noembed "noembed" SPECIAL | SKIP;
    Noframes "noframes" SPECIAL | HEAD;
    Noscript "noscript" SPECIAL | HEAD;
    Object "object" BLOCK | SPECIAL | SCOPE;
    Ol "ol" FOREIGN_END;
    Optgroup "optgroup" BLOCK;
    Option "option" BLOCK;
    Output "output" 0;
    P "p" FOREIGN_END;
    Param "param" VOID | SPECIAL;
    Picture "picture" 0;
    Plaintext "plaintext" SECTION | PRE;
    Pre "pre" FOREIGN_END | PRE;
    Q "q" 0;
    Ruby "ruby" ENDS_FOREIGN;
    S "s" STYLE;
    Samp "samp" 0;
    Script "script" SPECIAL | SKIP | HEAD;
    Search "search" SECTION;
    Section "section" SECTION;
    Select "select" BLOCK | SPECIAL;
    Small "small" STYLE;
    Source "source" VOID | SPECIAL;
    Span "span" ENDS_FOREIGN;
    Strike "strike" STYLE;
    Strong "strong" STYLE;
    Style "style" SPECIAL | SKIP | HEAD;
    Sub "sub" ENDS_FOREIGN;
    Summary "summary" SECTION;
    Sup "sup" ENDS_FOREIGN;
    Svg "svg" 0;
    Table "table" FOREIGN_END | SCOPE;
    Tbody "tbody" TABLE;
    Td "td" CELL;
    Template "template" SPECIAL | SCOPE | SKIP | HEAD;
    Textarea "textarea" BLOCK | SPECIAL | PRE;
    Tfoot "tfoot" TABLE;
    Th "th" CELL;
    Thead "thead" TABLE;
    Time "time" 0;
    Title "title" SPECIAL | SKIP | HEAD;
    Tr "tr" TABLE;
    Track "track" VOID | SPECIAL;
    Tt "tt" STYLE;
    U "u" STYLE;
    Ul "ul" FOREIGN_END;
    Var "var" ENDS_FOREIGN;
    Video "video" BLOCK;
    Wbr "wbr" VOID | SPECIAL;
    Xmp "xmp" SECTION | PRE;
}

impl Tag {
    /// The level of a heading.
    pub(super) fn heading(self) -> Option<u8> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        }
    }

    /// Whether its content is a picture's or a formula's.
    pub(super) fn is_foreign(self) -> bool {
        matches!(self, Tag::Svg | Tag::Math)
    }
}

/// A tag as met on a page: the number of its name, and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: u32,
    pub(super) tag: Tag,
    pub(super) traits: Traits,
}

impl Named {
    /// The tag inside a picture or a formula, where only these mean something of their own.
    pub(super) fn in_foreign(self) -> Named {
        match self.tag {
            Tag::ForeignObject | Tag::Svg | Tag::Math => self,
            Tag::Title
            | Tag::Desc
            | Tag::Metadata
            | Tag::Style
            | Tag::Script
            | Tag::Annotation
            | Tag::AnnotationXml => Named { traits: SKIP, ..self },
            _ => Named { tag: Tag::Other, traits: 0, ..self },
        }
    }
}

/// Numbers for the names of tags.
pub(in crate::read) struct Names {
    numbers: HashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
    lower: String,
}

impl Names {
    pub(in crate::read) fn new() -> Names {
        let names: Vec<Box<str>> = KNOWN.iter().map(|(_, name, _)| Box::from(*name)).collect();
        let numbers = names.iter().cloned().zip(0..).collect();
        Names { numbers, names, lower: String::new() }
    }

    /// The number of an element's name.
    pub(in crate::read) fn of_element(&mut self, name: &str) -> u32 {
        self.number(name).name
    }

    /// The number of a name in any case.
    pub(super) fn number(&mut self, name: &str) -> Named {
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            self.lower.clear();
            self.lower.push_str(name);
            self.lower.make_ascii_lowercase();
            &self.lower
        } else {
            name
        };
        let number = match self.numbers.get(name) {
            Some(number) => *number,
            None => {
                let number = self.names.len() as u32;
                self.names.push(name.into());
                self.numbers.insert(name.into(), number);
                number
            }
        };
        match KNOWN.get(number as usize) {
            Some((tag, _, traits)) => Named { name: number, tag: *tag, traits: *traits },
            None => Named { name: number, tag: Tag::Other, traits: 0 },
        }
    }

    /// All names in the order of their numbers.
    pub(in crate::read) fn into_names(self) -> Vec<Box<str>> {
        self.names
    }
}
