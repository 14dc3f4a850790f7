//! Parts of a page that hold sentences in plenty and never the article: what readers wrote below it, and the notice about cookies.

use epitome_document::{Attribute, Document, Reason};

use crate::lines::Line;
use crate::model::tree::name_words;

/// Words in a class or an id of what holds the comments of readers.
const COMMENTS: [&str; 9] = [
    "comment",
    "commentaires",
    "commentlist",
    "comments",
    "disqus",
    "kommentar",
    "kommentare",
    "respond",
    "comentarios",
];
/// Words in a class or an id of the notice about cookies.
const COOKIES: [&str; 8] =
    ["cmplz", "cookie", "cookiebanner", "cookies", "consent", "gdpr", "onetrust", "usercentrics"];
/// With fewer words outside, the readers' words are all there is, as in a forum.
const MIN_WORDS_OUTSIDE: usize = 40;

/// For each block the reason why it is in such a part. `anchor` is a block of the article, its title where it is known: what
/// holds it is no such part.
pub(crate) fn find(
    document: &Document,
    lines: &[Line],
    is_kept: &dyn Fn(usize) -> bool,
    anchor: usize,
) -> Vec<Option<Reason>> {
    let elements = &document.elements;
    let anchor = document.blocks.get(anchor).and_then(|block| block.hint.element);
    let mut reasons: Vec<Option<Reason>> = Vec::with_capacity(elements.len());
    for id in elements.ids() {
        let around = elements.parent(id).and_then(|parent| reasons[parent.idx()]);
        let holds_anchor = anchor.is_some_and(|anchor| elements.contains(id, anchor));
        let own = || {
            let values = [Attribute::Class, Attribute::Id].map(|attribute| elements.attribute(id, attribute));
            let words: Vec<String> = values.into_iter().flatten().flat_map(name_words).collect();
            let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
            if has(&COMMENTS) {
                Some(Reason::ReaderComments)
            } else if has(&COOKIES) {
                Some(Reason::PageFrame)
            } else {
                None
            }
        };
        reasons.push(if holds_anchor { None } else { around.or_else(own) });
    }
    let blocks = document.blocks.iter();
    let found: Vec<Option<Reason>> =
        blocks.map(|block| block.hint.element.and_then(|element| reasons[element.idx()])).collect();
    let outside = (0..lines.len()).filter(|idx| found[*idx].is_none() && is_kept(*idx));
    if outside.map(|idx| lines[idx].n_words).sum::<usize>() < MIN_WORDS_OUTSIDE {
        return vec![None; lines.len()];
    }
    found
}
