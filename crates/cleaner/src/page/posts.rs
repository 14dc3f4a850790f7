//! Texts built alike, each in an element of its own, as the posts of a thread are: where half of them or more are of the article, all are.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::collections::{BTreeMap, BTreeSet};

use epitome_document::{BlockKind, Document, ElementId, Role};
use epitome_langs::press;

use crate::line::Line;
use crate::line::limits::{MAX_USER_WORDS, MIN_POSTS};
use crate::line::marks::Mark;
use crate::page::frame::Calls;
use crate::page::siblings::{self, Build};

/// A post has so many texts at the mean, and so many where author and date stand above each; more are the sections of an article.
const MAX_TEXTS: usize = 2;
const MAX_TEXTS_BELOW_AUTHOR: usize = 4;
/// What is written stands so many blocks below its author.
const MAX_HEADER_BLOCKS: usize = 8;

/// What the element of a text is called, and the one around it.
type Builds<'a> = [Build<'a>; 2];

/// Which blocks are posts of a thread at least half of whose posts are kept. The paragraphs of an article stand in one element; of them each is
/// asked about alone.
pub(crate) fn find(
    document: &Document,
    lines: &[Line],
    is_kept: &dyn Fn(usize) -> bool,
    is_thread: bool,
) -> Vec<bool> {
    let build = |idx: usize| -> Option<(Builds, usize)> {
        let elements = &document.elements;
        let own = document.blocks[idx].hint.element.filter(|_| lines[idx].is_sentence())?;
        let around = elements.parent(own)?;
        let build = [own, around].map(|id| siblings::build(document, id));
        // What has no class and is no item of a list is built like any other text.
        let is_told = |(name, class): &(&str, &str)| *name == "li" || !class.is_empty();
        build.iter().any(is_told).then_some((build, around.idx()))
    };
    let mut kinds: BTreeMap<Builds, (BTreeSet<usize>, usize, usize)> = BTreeMap::new();
    let builds: Vec<Option<(Builds, usize)>> = (0..lines.len()).map(build).collect();
    for (idx, build) in builds.iter().enumerate() {
        let Some((build, around)) = *build else { continue };
        let (elements, n, n_kept) = kinds.entry(build).or_default();
        elements.insert(around);
        *n += 1;
        *n_kept += usize::from(is_kept(idx));
    }
    let max_texts = if is_thread { MAX_TEXTS_BELOW_AUTHOR } else { MAX_TEXTS };
    let is_thread = |(elements, n, n_kept): &(BTreeSet<usize>, usize, usize)| {
        elements.len() >= MIN_POSTS && elements.len() * max_texts >= *n && n_kept * 2 >= *n
    };
    builds.iter().map(|build| build.is_some_and(|(build, _)| is_thread(&kinds[&build]))).collect()
}

/// For each short block the element around it that is called after who wrote a post.
pub(crate) fn users(document: &Document, lines: &[Line], calls: &Calls) -> Vec<Option<ElementId>> {
    let user = |idx: usize| {
        let element = document.blocks[idx].hint.element.filter(|_| !lines[idx].is_sentence())?;
        calls.user(&document.elements, element)
    };
    (0..lines.len()).map(user).collect()
}

/// Whether most of these have written what is kept.
pub(crate) fn are_authors(
    document: &Document,
    lines: &[Line],
    users: &[Option<ElementId>],
    is_kept: &dyn Fn(&usize) -> bool,
) -> bool {
    let is_last = |idx: &usize| users[*idx].is_some() && users.get(idx + 1).copied().flatten() != users[*idx];
    let (mut n, mut n_kept) = (0, 0);
    for idx in (0..lines.len()).filter(is_last) {
        let mut below = idx + 1..lines.len().min(idx + 1 + MAX_HEADER_BLOCKS);
        let is_text =
            |idx: &usize| lines[*idx].is_sentence() && document.blocks[*idx].kind != BlockKind::Heading;
        n += 1;
        n_kept += usize::from(below.find(is_text).is_some_and(|idx| is_kept(&idx)));
    }
    n_kept + 1 >= MIN_POSTS && n_kept * 2 > n
}

/// What each block is that heads a post: its author, who stands first in the element called after them, the author's rank and the like, and
/// what the post is about, as all others are.
pub(crate) fn headers(
    lines: &[Line],
    marks: &[Option<Mark>],
    users: &[Option<ElementId>],
    title: Option<usize>,
) -> Vec<Option<Role>> {
    let mut named = BTreeSet::new();
    let subject = |idx: usize| {
        let key = lines[idx].key.as_str();
        let mut openers = press().reply_openers.iter();
        openers.find_map(|reply| Some(key.strip_prefix(reply)?.trim_start())).unwrap_or(key)
    };
    let header = |idx: usize| {
        if title.is_some_and(|title| title < idx && subject(idx) == subject(title)) {
            return Some(Role::Furniture);
        }
        let user = users[idx]?;
        // The day on which a post was written may stand before its author, the day of joining behind.
        if marks[idx].is_some() && !named.contains(&user.idx()) {
            return marks[idx].map(|mark| mark.role);
        }
        let is_name = (1..=MAX_USER_WORDS).contains(&lines[idx].n_words);
        let is_first = is_name && named.insert(user.idx());
        Some(if is_first { Role::Byline } else { Role::Furniture })
    };
    (0..lines.len()).map(header).collect()
}

#[cfg(test)]
mod tests {
    use epitome_document::{Input, LangTag, ReadOptions, read};
    use epitome_langs::Languages;

    use super::*;
    use crate::line::phrases::Cuebook;
    use crate::page::tests::{TEXT, roles};

    #[test]
    fn paragraphs_of_one_element_are_no_thread() {
        let text = "The council voted on Monday to close the old bridge until the spring.";
        for (html, is_thread) in [
            (format!("<div class=text>{}</div>", format!("<p>{text}</p>").repeat(4)), false),
            (format!("<div class=text><p>{text}</p></div>").repeat(4), true),
        ] {
            let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
            let languages = Languages::default();
            let book = Cuebook::new(LangTag::literal("en"), &languages);
            let (lines, _) = crate::read_lines(&document, &book);
            assert_eq!(find(&document, &lines, &|idx| idx < 3, false), [is_thread; 4], "{html}");
        }
    }

    #[test]
    fn a_post_is_headed_by_its_author_and_by_what_all_are_about() {
        let post = |n| {
            format!(
                "<div class=post><dl class=postprofile><dt>ann_{n}<dd>Member<dd>Posts: 1{n}</dl>\
                 <h3>Re: The old bridge</h3><div class=content>{TEXT} {n}.</div></div>"
            )
        };
        let html = format!("<h1>The old bridge</h1>{}", (0..3).map(post).collect::<String>());
        let found: Vec<Role> = roles(&html, &[200; 16], Some(0)).iter().map(|(role, _)| *role).collect();
        let (b, f) = (Role::Byline, Role::Furniture);
        assert_eq!(found[1..6], [b, f, f, f, Role::Lead]);
        assert_eq!(found[11..], [b, f, f, f, Role::Paragraph]);
        // Below an article those are the readers.
        let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{}", post(0).replace("Re: The old", "A new"));
        assert_eq!(roles(&html, &[200, 200, 200, 200, 200, 200, -300], Some(0))[2].0, Role::Heading);
    }

    #[test]
    fn posts_of_a_thread_are_kept_with_those_around_them() {
        let post = |n| format!("<div class=reply><div class=user>Ann {n}</div><p>{TEXT} {n}.</p></div>");
        let html = format!("<h1>The old bridge</h1>{}", (0..4).map(post).collect::<String>());
        let logits = [100, -300, 200, -300, 200, -300, -250, -300, -90];
        assert_eq!(roles(&html, &logits, Some(0))[6].0, Role::Paragraph);
        assert_eq!(roles(&html, &logits, Some(0))[8].0, Role::Paragraph);
        // Without a class a text is built like any other.
        let bare = html.replace(" class=reply", "");
        assert_eq!(roles(&bare, &logits, Some(0))[6].0, Role::Furniture);
        // Where most are dropped so are all.
        let html = format!("<h1>The old bridge</h1>{}", (0..4).map(post).collect::<String>());
        let logits = [100, -300, 200, -300, -200, -300, -250, -300, -90];
        assert_eq!(roles(&html, &logits, Some(0))[6].0, Role::Furniture);
    }

    #[test]
    fn posts_with_their_authors_are_a_thread_however_many_lines_they_have() {
        let post = |text: &str| {
            format!("<div class=post><div class=username>Ann</div><div class=text>{text}</div></div>")
        };
        let lines = [TEXT; 3].join("<br><br>");
        let html = format!(
            "<h1>The old bridge</h1>{0}{0}{1}",
            post(&lines),
            post("Well done, the two of you and the masons.")
        );
        let logits = [100, -300, 200, 200, 200, -300, 200, 200, 200, -300, -200];
        assert_eq!(roles(&html, &logits, Some(0))[10].0, Role::Paragraph);
        assert_eq!(roles(&html.replace("username", "x1"), &logits, Some(0))[10].0, Role::Furniture);
    }
}
