//! [`families`]: what kind of part the name of an element speaks of, whatever the site calls it exactly.

use std::sync::OnceLock;

use epitome_document::{Attribute, ElementId, Elements};

use super::tree::name_words;

/// Beginnings of the words by which sites name their parts, a line a family: adverts, comments, other stories, sharing, calls to
/// subscribe, authors, pictures, labels, the frame of the page, the article, boxes, heads. A class has thousands of such words, most on
/// pages of one site only; of a family there is evidence on all pages.
const FAMILIES: [&str; 12] = [
    "ad ads adv advert sponsor promo commercial outbrain taboola partner banner offer shop product price buy",
    "comment kommentar disqus respond discuss reply forum",
    "relat ilrelat recommend similar more readmore also popular trend latest recent mostread next prev other further inline verwandt mehr lire",
    "share sharing social facebook twitter follow whatsapp like tweet instagram",
    "newsletter subscri signup sign mailchimp optin cta donat support paywall regist premium abo login member app hint",
    "author byline bio autor auteur contributor profile editor",
    "caption figcap figure legend credit copyright photo image img media gallery video slide",
    "meta date time tag categor crumb breadcrumb label kicker topic section",
    "nav menu foot header sidebar aside rail modal popup cookie consent overlay banner toolbar skip hidden sr",
    "article content body entry post story text main copy rich paragraph prose",
    "box info fact note embed callout card widget block pull quote highlight toc table expand accordion faq disclaim quiz poll",
    "lead intro standfirst excerpt summary dek chapo sapo teaser sub abstract descri title headline head",
];

/// Those of the frame of the page and of other texts: adverts, comments, other stories, sharing, calls to subscribe, authors, menus.
pub(crate) const FRAME: u16 = 0b1_0011_1111;
/// That of calls to subscribe.
pub(crate) const CALLS: u16 = 0b1_0000;
/// That of pictures, and those of pictures and labels.
pub(crate) const PICTURES: u16 = 0b100_0000;
pub(crate) const LABELS: u16 = 0b1100_0000;

/// How many there are.
pub(super) const N_FAMILIES: usize = FAMILIES.len();
/// So short a beginning is a word of its own: "add" and "address" are no "ad".
const MAX_WHOLE: usize = 3;

/// The families of class and id of an element, a bit each.
pub(crate) fn families(elements: &Elements, element: ElementId) -> u16 {
    let values = [Attribute::Class, Attribute::Id].map(|attribute| elements.attribute(element, attribute));
    values.into_iter().flatten().flat_map(name_words).fold(0, |bits, word| bits | families_of(&word))
}

/// The families of a word of a class or an id.
pub(super) fn families_of(word: &str) -> u16 {
    let opens = |known: &str| if known.len() <= MAX_WHOLE { word == known } else { word.starts_with(known) };
    let known = beginnings(word.as_bytes()[0]).iter().filter(|(known, _)| opens(known));
    known.fold(0, |bits, (_, family)| bits | 1 << *family)
}

/// The beginnings that open with a letter, each with its family: a page has thousands of words in its classes.
fn beginnings(first: u8) -> &'static [(&'static str, usize)] {
    static BEGINNINGS: OnceLock<[Vec<(&str, usize)>; 26]> = OnceLock::new();
    let letter = |first: u8| usize::from(first.wrapping_sub(b'a'));
    let beginnings = BEGINNINGS.get_or_init(|| {
        let mut beginnings = [const { Vec::new() }; 26];
        for (idx, family) in FAMILIES.iter().enumerate() {
            family.split(' ').for_each(|known| beginnings[letter(known.as_bytes()[0])].push((known, idx)));
        }
        beginnings
    });
    beginnings.get(letter(first)).map_or(&[], Vec::as_slice)
}

/// The families whose bits are set.
pub(super) fn set(bits: u16) -> impl Iterator<Item = usize> {
    (0..N_FAMILIES).filter(move |family| bits >> family & 1 == 1)
}

#[cfg(test)]
mod tests {
    use epitome_document::{Input, ReadOptions, read};

    use super::*;

    #[test]
    fn names_of_one_kind_are_of_one_family() {
        let html = "<div class=relatedLinks id=ad-slot><p class='address more-stories'>One</p><p class=x1>Two</p><h2 class=callout>Three</h2></div>";
        let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
        let found: Vec<Vec<usize>> =
            document.elements.ids().map(|id| set(families(&document.elements, id)).collect()).collect();
        let of = |name: &str| {
            let ids = document.elements.ids().filter(|id| document.elements.name(*id) == name);
            ids.map(|id| found[id.idx()].clone()).collect::<Vec<_>>()
        };
        assert_eq!(of("div"), [vec![0, 2]]);
        assert_eq!(of("p"), [vec![2], vec![]]);
        // A box of the text, no call to subscribe.
        assert_eq!(of("h2"), [vec![10]]);
    }
}
