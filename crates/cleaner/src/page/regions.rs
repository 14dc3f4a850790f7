//! Parts of a page that hold sentences in plenty and never the article: what readers wrote below it, the notice about cookies,
//! what a form offers for choice, what stands in place of something else.

use std::borrow::Cow;

use epitome_document::{Attribute, Document, Reason};

use crate::line::Line;
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
/// Words in a class or an id of what is shown in place of something else, over it, in turns, to nobody, or in defence. Of what the model
/// took for text inside such elements on the pages it was trained on, cross-validated, less than a thirtieth was, by words.
const NEVER_TEXT: [&str; 10] = [
    "ambox",
    "carousel",
    DISCLAIMER,
    "hatnote",
    "homonymie",
    "mbox",
    "modal",
    "placeholder",
    "postmetadata",
    "visually",
];
/// A paragraph so called may be of the text: it says who paid for the journey.
const DISCLAIMER: &str = "disclaimer";
/// Elements whose text is to be chosen or written over, or shown only where scripts do not run. (A `button` is not among them: it
/// may hold the heading of a part that folds away.)
const CONTROLS: [&str; 6] = ["datalist", "noframes", "noscript", "option", "select", "textarea"];
/// Roles of elements in which no text of an article stands, as WAI-ARIA has them.
const ROLES: [&str; 7] = ["alertdialog", "dialog", "menu", "menubar", "navigation", "search", "toolbar"];
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
            let words: Vec<Cow<str>> = values.into_iter().flatten().flat_map(name_words).collect();
            let is_paragraph = elements.name(id) == "p";
            let has = |known: &[&str]| {
                words.iter().any(|word| known.contains(&&**word) && !(is_paragraph && word == DISCLAIMER))
            };
            if has(&COMMENTS) {
                Some(Reason::ReaderComments)
            } else if has(&COOKIES)
                || has(&NEVER_TEXT)
                || CONTROLS.contains(&elements.name(id))
                || elements.attribute(id, Attribute::Role).is_some_and(|role| ROLES.contains(&role))
            {
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

#[cfg(test)]
mod tests {
    use epitome_document::{Input, LangTag, ReadOptions, read};
    use epitome_langs::Languages;

    use super::*;
    use crate::line::phrases::Cuebook;

    const TEXT: &str = "The council voted on Monday to close the old bridge until the spring of next year.";

    fn reasons(html: &str) -> Vec<Option<Reason>> {
        let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let (lines, _) = crate::read_lines(&document, &book);
        find(&document, &lines, &|_| true, 0)
    }

    #[test]
    fn comments_cookies_and_choices_are_apart_however_well_they_read() {
        let article = format!("<p>{TEXT}</p>").repeat(4);
        for (part, reason) in [
            (format!("<div id=disqus><div><p>{TEXT}</p></div></div>"), Reason::ReaderComments),
            (format!("<div class=\"box cookieBanner\"><p>{TEXT}</p></div>"), Reason::PageFrame),
            (format!("<form><select><option>{TEXT}</option></select></form>"), Reason::PageFrame),
            (format!("<noscript><p>{TEXT}</p></noscript>"), Reason::PageFrame),
            (format!("<noframes><p>{TEXT}</p></noframes>"), Reason::PageFrame),
            (format!("<div role=dialog><p>{TEXT}</p></div>"), Reason::PageFrame),
            (format!("<div role=navigation><p>{TEXT}</p></div>"), Reason::PageFrame),
            (format!("<div class=ad-placeholder><p>{TEXT}</p></div>"), Reason::PageFrame),
            (format!("<p class=visually-hidden>{TEXT}</p>"), Reason::PageFrame),
            (format!("<div role=note class=hatnote>{TEXT}</div>"), Reason::PageFrame),
            (format!("<table class='plainlinks ambox'><tr><td>{TEXT}</table>"), Reason::PageFrame),
        ] {
            let found = reasons(&format!("{article}{part}"));
            assert_eq!(found.last(), Some(&Some(reason)), "{part}");
            assert!(found[..4].iter().all(Option::is_none));
        }
        let disclosed =
            |open: &str| reasons(&format!("{article}<{open} class=disclaimer>{TEXT}</{open}>"))[4];
        assert_eq!([disclosed("p"), disclosed("div")], [None, Some(Reason::PageFrame)]);
    }

    #[test]
    fn what_holds_the_title_is_not_apart() {
        let page = format!(
            "<div class=has-comments><h1>The bridge</h1>{}</div>",
            format!("<p>{TEXT}</p>").repeat(4)
        );
        assert!(reasons(&page).iter().all(Option::is_none));
    }

    #[test]
    fn where_the_words_of_readers_are_all_there_is_they_are_the_text() {
        let page = format!(
            "<h1>Which saw?</h1><div class=comment><p>{TEXT}</p></div><div class=comment><p>{TEXT}</p></div>"
        );
        assert!(reasons(&page).iter().all(Option::is_none));
    }
}
