//! What a page says of itself: `title`, `meta`, `link`, JSON-LD.

use super::attributes;
use super::json_ld;
use super::references::{self, Place};
use super::tags::Tag;
use super::tokenizer::Attribute;
use crate::read::written::{self, Piece};
use crate::{
    Attribute as Kept, Declaration, Elements, LangTag, Located, Meta, MetaKind, MetaSyntax, MetaText,
    PageMeta, Span,
};

/// What has been found so far.
#[derive(Default)]
pub(super) struct Head {
    meta: Vec<(Box<str>, Located)>,
    title: Option<Located>,
    canonical: Option<Located>,
    texts: Vec<MetaText>,
    lang_places: Vec<Declaration>,
    dir_places: Vec<Declaration>,
    /// The same of elements, in their order, and whether of the language.
    parts: Vec<(bool, Declaration)>,
    scripts: Vec<Span>,
    /// Whether the script that is open holds JSON-LD.
    is_json_ld: bool,
}

impl Head {
    /// Begins an element whose content is no markup.
    pub(super) fn start(&mut self, tag: Tag, kind: Option<&str>) {
        self.is_json_ld = tag == Tag::Script
            && kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
    }

    /// Takes in text that is none of the page's. What is not to be translated is none that people read, but says what it says.
    pub(super) fn text(&mut self, page: &str, span: Span, tag: Tag, is_verbatim: bool) {
        match tag {
            Tag::Title if self.title.is_none() => {
                self.title = located(page, span);
                let text = text(page, span, MetaKind::Title, MetaSyntax::Element);
                self.texts.extend(text.filter(|_| !is_verbatim));
            }
            Tag::Script if self.is_json_ld => self.scripts.push(span),
            _ => {}
        }
    }

    /// Ends an element.
    pub(super) fn end(&mut self, tag: Tag) {
        self.is_json_ld &= tag != Tag::Script;
    }

    /// Takes in what the tag of a page or of its body says of the language and the direction of all of it.
    pub(super) fn root(&mut self, page: &str, attributes: &[Attribute]) {
        for (is_lang, source) in declared(page, attributes) {
            let places = if is_lang { &mut self.lang_places } else { &mut self.dir_places };
            places.push(Declaration::of_all(MetaSyntax::Attribute, source));
        }
    }

    /// Takes in what the tag at a place says of the language of its element, and with it of the direction: whether it says something.
    pub(super) fn part(&mut self, page: &str, attributes: &[Attribute], start: usize) -> bool {
        let part = Some(Span::new(start, page.len()));
        let has_lang = declared(page, attributes).any(|(is_lang, _)| is_lang);
        if has_lang {
            self.parts.extend(declared(page, attributes).map(|(is_lang, source)| {
                (is_lang, Declaration { part, ..Declaration::of_all(MetaSyntax::Attribute, source) })
            }));
        }
        has_lang
    }

    /// Ends the element that began at a place.
    pub(super) fn end_part(&mut self, start: usize, end: usize) {
        let start_of = |part: &Declaration| part.part.map_or(0, Span::start);
        let first = self.parts.partition_point(|(_, part)| start_of(part) < start);
        for (_, part) in self.parts[first..].iter_mut().take_while(|(_, part)| start_of(part) == start) {
            part.part = Some(Span::new(start, end));
        }
    }

    /// Takes in a `meta` or `link`.
    pub(super) fn tag(&mut self, page: &str, tag: Tag, attributes: &[Attribute]) {
        let get = |name: &str| attributes::find(page, attributes, name);
        if tag == Tag::Link {
            let is_canonical =
                get("rel").is_some_and(|rel| page[rel.range()].trim().eq_ignore_ascii_case("canonical"));
            if is_canonical && self.canonical.is_none() {
                self.canonical = get("href").and_then(|href| located(page, href));
            }
            return;
        }
        let name = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(get);
        if let (Some(name), Some(span)) = (name, get("content"))
            && let Some(content) = located(page, span)
        {
            let name = page[name.range()].trim().to_ascii_lowercase();
            if let Some((_, kind)) = TEXTS.iter().find(|(known, _)| *known == name) {
                self.texts.extend(text(page, span, *kind, MetaSyntax::Attribute));
            }
            if LANGUAGES.iter().chain(&ALSO_LANGUAGES).any(|known| *known == name) {
                self.lang_places.push(Declaration::of_all(MetaSyntax::Attribute, span));
            }
            self.meta.push((name.into(), content));
        }
    }

    /// Takes in the attributes of an element that people read.
    pub(super) fn attributes(&mut self, page: &str, tag: Tag, attributes: &[Attribute]) {
        let more = more_read(page, tag, attributes);
        for attribute in attributes {
            let name = &page[attribute.name.range()];
            let is_named = |known: &&(&str, MetaKind)| name.eq_ignore_ascii_case(known.0);
            if let Some((_, kind)) = READ.iter().chain(more).find(is_named) {
                self.texts.extend(text(page, attribute.value, *kind, MetaSyntax::Attribute));
            }
        }
    }

    /// The texts that people read in the attributes of one tag alone, as it stands in a paragraph of Markdown.
    pub(super) fn texts_of(page: &str, tag: Tag, attributes: &[Attribute]) -> Vec<MetaText> {
        let mut head = Head::default();
        if attributes::translate(page, attributes) != Some(false) {
            head.attributes(page, tag, attributes);
            let alt = attributes::find(page, attributes, "alt").filter(|_| tag == Tag::Img);
            head.texts.extend(alt.and_then(|alt| text(page, alt, MetaKind::Alt, MetaSyntax::Attribute)));
        }
        head.texts
    }

    /// Takes in the alternative text of a picture that stands in the midst of a text.
    pub(super) fn alt(&mut self, page: &str, value: Span) {
        self.texts.extend(text(page, value, MetaKind::Alt, MetaSyntax::Attribute));
    }

    /// Makes up the mind: JSON-LD goes before Open Graph, which goes before the rest.
    pub(super) fn finish(mut self, page: &str, elements: &Elements) -> Meta {
        let mut article =
            self.scripts.iter().find_map(|span| json_ld::article(page, *span)).unwrap_or_default();
        self.texts.append(&mut article.texts);
        for (is_lang, part) in self.parts {
            if is_lang { &mut self.lang_places } else { &mut self.dir_places }.push(part);
        }
        // The `alt` of a picture may stand before or after its `title`.
        self.texts.sort_by_key(|text| text.source);
        let first = |names: &[&str]| {
            let mut found =
                names.iter().filter_map(|name| self.meta.iter().find(|(known, _)| **known == **name));
            found.next().map(|(_, value)| value.clone())
        };
        let root = elements.ids().next();
        let html_lang = root.and_then(|root| elements.attribute(root, Kept::Lang));
        let named = |name: &&str| first(&[*name]).and_then(|lang| tag(&lang.value));
        let of_article = article.lang.as_deref().and_then(tag);
        let declared = html_lang.and_then(tag).or(of_article).or_else(|| LANGUAGES.iter().find_map(named));
        // What a script names besides may be a translation, or a site in several languages.
        let is_of_page = |name: &str| {
            let mut known = [declared, of_article].into_iter().flatten();
            tag(name).is_some_and(|named| known.any(|known| known.language() == named.language()))
        };
        let named = self.scripts.iter().flat_map(|script| json_ld::languages(page, *script));
        self.lang_places.extend(
            named
                .filter(|(name, _)| is_of_page(name))
                .map(|(_, place)| Declaration::of_all(MetaSyntax::JsonScript, place)),
        );
        let author = first(&["author", "article:author", "dc.creator", "parsely-author", "sailthru.author"])
            .filter(|author| !author.value.starts_with("http"));
        let og_type = first(&["og:type"]);
        Meta {
            declared,
            url: self.canonical.clone().or_else(|| first(&["og:url"])).or(article.url),
            page: PageMeta {
                headline: article.headline.or_else(|| first(&["og:title", "twitter:title"])),
                description: article
                    .description
                    .or_else(|| first(&["og:description", "description", "twitter:description"])),
                author: article.author.or(author),
                date: article.date.or_else(|| first(&DATES)),
                site_name: first(&["og:site_name", "application-name"]).or(article.publisher),
                article_body: article.body,
                is_article: article.is_article
                    || og_type.is_some_and(|kind| kind.value.eq_ignore_ascii_case("article")),
                title: self.title,
            },
            texts: self.texts,
            lang_places: self.lang_places,
            dir_places: self.dir_places,
            ..Meta::default()
        }
    }
}

/// What a tag says of the language, and of the direction, where it says something.
fn declared(page: &str, attributes: &[Attribute]) -> impl Iterator<Item = (bool, Span)> {
    attributes.iter().filter(|attribute| !attribute.value.is_empty()).filter_map(|attribute| {
        let is = |name: &str| page[attribute.name.range()].eq_ignore_ascii_case(name);
        let is_lang = is("lang") || is("xml:lang");
        (is_lang || is("dir")).then_some((is_lang, attribute.value))
    })
}

/// The texts of a head that a reader meets: in a tab, in a list of results, in a social network.
const TEXTS: [(&str, MetaKind); 8] = [
    ("description", MetaKind::Description),
    ("keywords", MetaKind::Keywords),
    ("og:description", MetaKind::Description),
    ("og:image:alt", MetaKind::Alt),
    ("og:title", MetaKind::Title),
    ("twitter:description", MetaKind::Description),
    ("twitter:image:alt", MetaKind::Alt),
    ("twitter:title", MetaKind::Title),
];

/// Where a head names the language of its page.
const LANGUAGES: [&str; 2] = ["content-language", "og:locale"];

/// Where else, in names of languages too.
const ALSO_LANGUAGES: [&str; 4] = ["dc.language", "dcterms.language", "inlanguage", "language"];

/// The attributes of any element that a reader meets.
const READ: [(&str, MetaKind); 7] = [
    ("title", MetaKind::Tooltip),
    ("aria-label", MetaKind::Label),
    ("aria-description", MetaKind::Label),
    ("aria-placeholder", MetaKind::Placeholder),
    ("aria-roledescription", MetaKind::Label),
    ("aria-valuetext", MetaKind::Label),
    ("placeholder", MetaKind::Placeholder),
];

/// Those of one element only.
fn more_read(page: &str, tag: Tag, attributes: &[Attribute]) -> &'static [(&'static str, MetaKind)] {
    match tag {
        Tag::Area => &[("alt", MetaKind::Alt)],
        Tag::Table => &[("summary", MetaKind::Label)],
        Tag::Th => &[("abbr", MetaKind::Label)],
        Tag::Optgroup | Tag::Option | Tag::Track => &[("label", MetaKind::Label)],
        Tag::Input => {
            let kind = attributes::value(page, attributes, "type").unwrap_or_default();
            match &*kind.to_ascii_lowercase() {
                "submit" | "button" | "reset" => &[("value", MetaKind::Label)],
                "image" => &[("alt", MetaKind::Alt)],
                _ => &[],
            }
        }
        _ => &[],
    }
}

const DATES: [&str; 9] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "date",
];

/// A value of the page, references resolved and white space collapsed; `None` when nothing is left.
fn located(page: &str, span: Span) -> Option<Located> {
    let text = references::unescape(&page[span.range()]);
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    (!words.is_empty()).then(|| Located { value: words.join(" ").into(), source: Some(span) })
}

/// A text that people read, white space collapsed but for what is written as a reference; `None` when nothing is left.
fn text(page: &str, span: Span, kind: MetaKind, syntax: MetaSyntax) -> Option<MetaText> {
    let source = written::trimmed(page, span, |rest| {
        let reference =
            rest.starts_with('&').then(|| references::reference(rest.as_bytes(), Place::Attribute));
        reference.flatten().map_or_else(
            || Piece::of_char(rest),
            |found| Piece { len: found.len, is_space: found.text(&mut [0; 4]).trim().is_empty() },
        )
    });
    let words: Vec<&str> = page[source.range()].split_ascii_whitespace().collect();
    let value: Box<str> = references::unescape(&words.join(" ")).into();
    (!value.is_empty()).then_some(MetaText { kind, syntax, value, source })
}

/// A language tag as pages write them: with an underscore, or the first of several.
fn tag(written: &str) -> Option<LangTag> {
    let first = written.split([',', ';']).next()?.trim();
    LangTag::parse(&first.replace('_', "-")).ok()
}
