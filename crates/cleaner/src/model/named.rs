//! [`find`]: which block is the title, by the names that the page gives itself.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{Attribute, BlockKind, MarkKind};
use epitome_langs::words;

use super::facts::Scene;
use super::tree::N_NEAR;
use crate::article::title::MIN_TITLE_WORDS;
use crate::line::key;
use crate::page::inside::is_all;

/// A title is compared up to this length.
const MAX_TITLE_BYTES: usize = 400;
/// What stands between the title and the name of the site.
const SITE_SEPARATORS: [&str; 8] = [" - ", " | ", " – ", " — ", " :: ", " · ", " » ", " « "];
/// The same before a title: behind one, a colon is a part of it.
const SITE_COLON: &str = ": ";
/// With so many words the first part of the name of a page is its title, if perhaps not all of it, where a heading opens so, or any block.
const MIN_NAME_WORDS: usize = 4;
const MIN_LONG_NAME_WORDS: usize = 6;
/// A block of more words is no title.
const MAX_NAMED_WORDS: usize = 30;

/// What is known of the title.
#[derive(Default)]
pub(super) struct Title {
    /// The block that seems to be it.
    pub(super) at: Option<usize>,
    /// What the page calls itself, folded.
    pub(super) names: Vec<String>,
}

/// The title of a page.
pub(super) fn find(scene: &Scene) -> Title {
    let page = &scene.document.meta.page;
    let fold_key = |value: &str| key(&value[..value.floor_char_boundary(MAX_TITLE_BYTES)]);
    let given = scene.document.meta.title.as_ref();
    let names: Vec<String> = [given, page.headline.as_ref(), page.title.as_ref()]
        .into_iter()
        .flatten()
        .map(|located| fold_key(&located.value))
        .collect();
    let is_of_first_rank = |idx: &usize| {
        let block = scene.document.block(scene.facts[*idx].id);
        block.kind == BlockKind::Heading && block.level == 1 && !is_way_home(scene, *idx)
    };
    let is_heading = |idx: &usize| is_of_first_rank(idx) && scene.facts[*idx].n_words >= MIN_TITLE_WORDS;
    let mut headings = (0..scene.facts.len()).filter(is_heading);
    let only = headings.next().filter(|_| headings.next().is_none());
    // Behind a heading of the same rank and its text it heads a part of the article.
    let only = only.filter(|only| {
        let first = (0..*only).find(is_of_first_rank).unwrap_or(*only);
        scene.facts[first..*only].iter().all(|facts| facts.prose == 0)
    });
    let is_named = |idx: &usize| {
        let own = scene.key(*idx);
        let n_words = scene.facts[*idx].n_words;
        // A word by which a page is called stands in its menu too.
        let is_told = n_words >= MIN_TITLE_WORDS || only.is_none();
        is_told && n_words > 0 && names.iter().any(|name| name == own)
            || is_heading(idx) && names.iter().any(|name| name.contains(own))
    };
    let firsts = first_parts(&names);
    // The way to the page may end with the name of the page, a word of its title, and a box in the text be called so.
    let is_longer = |only: &usize| {
        let holds =
            |(first, n_words): &(&str, usize)| *n_words >= MIN_NAME_WORDS && scene.key(*only).contains(first);
        let is_part = |name: &String| {
            scene.key(*only).starts_with(name)
                || words(name).count() >= MIN_TITLE_WORDS && scene.key(*only).contains(name.as_str())
        };
        names.iter().any(is_part) || firsts.iter().any(holds)
    };
    // The only heading of the first rank may be the name of the site.
    let is_part = |idx: &usize| {
        let block = scene.document.block(scene.facts[*idx].id);
        block.kind == BlockKind::Heading
            && scene.facts[*idx].n_words >= MIN_TITLE_WORDS
            && names.iter().any(|name| {
                let key = scene.key(*idx);
                name.starts_with(key) || ends_with_part(name, key) || opens_with_last(key, name)
            })
            && !is_way_home(scene, *idx)
    };
    let kind = |idx: usize| scene.document.block(scene.facts[idx].id).kind;
    // An item of the menu may be called as the page is.
    let is_item = |idx: usize| kind(idx) == BlockKind::ListItem;
    // A heading of a word or two is the title where the page is called so before its site.
    let is_first = |idx: &usize| {
        let block = scene.document.block(scene.facts[*idx].id);
        block.kind == BlockKind::Heading
            && block.level == 1
            && block.hint.n_link_chars == 0
            && firsts.iter().any(|(first, _)| *first == scene.key(*idx))
    };
    let all = 0..scene.facts.len();
    // The page may be called after the first words of its title and then after the site, whose name stands above.
    let is_long = |idx: &usize| opens_with_name(scene, *idx, &firsts, MIN_LONG_NAME_WORDS);
    let full_or_named = || {
        let full = all.clone().find(|idx| is_heading_of(scene, *idx, &firsts));
        let full = full.or_else(|| all.clone().find(is_long));
        let named = all.clone().find(is_named).filter(|idx| only.is_none() || !is_item(*idx));
        let is_same =
            |full: &usize| named.is_some_and(|named| scene.key(*full).starts_with(scene.key(named)));
        full.filter(|full| !is_same(full)).or(named)
    };
    // Old pages set their title in bold letters, not as a heading.
    let is_set_off = |idx: &usize| {
        let id = scene.facts[*idx].id;
        scene.facts[*idx].n_words >= MIN_NAME_WORDS
            && is_all(scene.document, id, MarkKind::Bold)
            && names
                .iter()
                .any(|name| is_first_part(name, scene.key(*idx)) || ends_with_part(name, scene.key(*idx)))
    };
    let at = only.filter(is_longer).or_else(full_or_named).or_else(|| all.clone().find(is_part)).or(only);
    let at = at.or_else(|| all.clone().find(is_first)).or_else(|| all.clone().find(is_set_off));
    // What has no name, as Markdown and parts of pages have none, is called by its only heading of the first rank.
    let alone = || {
        let mut headings = all.clone().filter(is_of_first_rank);
        headings.next().filter(|_| names.is_empty() && headings.next().is_none())
    };
    let at = at.or_else(alone);
    Title { at, names }
}

/// Whether the name of a page opens with a part of it: "The old bridge - Site".
fn is_first_part(name: &str, part: &str) -> bool {
    let behind = name.strip_prefix(part);
    behind.is_some_and(|behind| SITE_SEPARATORS.iter().any(|separator| behind.starts_with(separator)))
}

/// Whether the name of a page ends with a part of it: "Site - View topic - The old bridge".
fn ends_with_part(name: &str, part: &str) -> bool {
    let before = name.strip_suffix(part);
    let mut separators = SITE_SEPARATORS.iter().chain([&SITE_COLON]);
    before.is_some_and(|before| separators.any(|separator| before.ends_with(separator)))
}

/// Whether a title opens with the last part of a name, behind that of the site: "Site - View topic - Damp under the bridge".
fn opens_with_last(key: &str, name: &str) -> bool {
    let ends = SITE_SEPARATORS.iter().filter_map(|sign| name.rfind(sign).map(|at| at + sign.len()));
    ends.max().is_some_and(|start| {
        words(&name[start..]).count() >= MIN_NAME_WORDS && key.starts_with(&name[start..])
    })
}

/// Whether a block is one link to the first page of the site, whose name it is.
fn is_way_home(scene: &Scene, idx: usize) -> bool {
    let (elements, block) = (&scene.document.elements, scene.document.block(scene.facts[idx].id));
    let targets = || block.hint.element.into_iter().flat_map(|own| elements.ancestors(own).take(N_NEAR));
    let is_home = |target: &str| {
        let path =
            target.split_once("://").map_or(target, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        path == "/"
    };
    block.hint.n_link_chars > 0
        && targets().find_map(|id| elements.attribute(id, Attribute::Href)).is_some_and(is_home)
}

/// The first parts of the names of the page, before the name of the site, each with how many words it has.
fn first_parts(names: &[String]) -> Vec<(&str, usize)> {
    let first = |name: &String| SITE_SEPARATORS.iter().filter_map(|sign| name.find(sign)).min();
    let parts = names.iter().filter_map(|name| first(name).map(|end| &name[..end]));
    parts.map(|part| (part, words(part).count())).collect()
}

/// Whether a short block opens with the first part of a name of the page, of so many words.
fn opens_with_name(scene: &Scene, idx: usize, firsts: &[(&str, usize)], n_least: usize) -> bool {
    let is_opening =
        |(first, n_words): &(&str, usize)| *n_words >= n_least && scene.key(idx).starts_with(first);
    scene.facts[idx].n_words <= MAX_NAMED_WORDS && firsts.iter().any(is_opening)
}

fn is_heading_of(scene: &Scene, idx: usize, firsts: &[(&str, usize)]) -> bool {
    scene.document.block(scene.facts[idx].id).kind == BlockKind::Heading
        && opens_with_name(scene, idx, firsts, MIN_NAME_WORDS)
}

#[cfg(test)]
mod tests {
    use epitome_document::{Input, LangTag, ReadOptions, read};
    use epitome_langs::Languages;

    use super::*;
    use crate::line::phrases::Cuebook;

    /// The text of the block that seems to be the title of a page with this name.
    fn title(name: &str, body: &str) -> Option<String> {
        let html = format!("<html><head><title>{name}</title></head><body>{body}</body></html>");
        let document = read(&Input::html("page.html", html.into_bytes()), &ReadOptions::default()).unwrap();
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let (lines, marks) = crate::read_lines(&document, &book);
        let scene = Scene::new(&document, &lines, &marks, &book);
        find(&scene).at.map(|idx| lines[scene.facts[idx].id.idx()].text.to_owned())
    }

    #[test]
    fn the_name_of_the_page_may_be_a_part_of_its_title_and_end_with_the_site() {
        let bridge = "The old bridge closes until spring";
        for (name, body) in [
            (format!("{bridge} - The River Post"), format!("<h2>News</h2><h1>{bridge}</h1>")),
            (format!("The River Post | {bridge}"), format!("<h1>News</h1><h2>{bridge}</h2>")),
            ("The old bridge closes - The River Post".to_owned(), format!("<h1>{bridge}</h1>")),
            // A box in the text is called as the page is.
            (
                "Soup of roast squash - Table".to_owned(),
                "<h1>My soup of roast squash, for wet days</h1><h3>Soup of roast squash</h3>".to_owned(),
            ),
            // The page is called after its section, or after a part of its title.
            ("News".to_owned(), format!("<ul><li>News</ul><h1>{bridge}</h1>")),
            (
                "Old bridge closes".to_owned(),
                format!("<h1>{bridge}</h1><h3>Old bridge closes</h3>").replace("Old", "old"),
            ),
        ] {
            let found = title(&name, &body).unwrap();
            assert!(found == bridge || found.starts_with("My soup"), "{name}: {found}");
        }
        assert_eq!(title("The River Post", "<p>Closed today.</p>"), None);
        // An item of the menu is called as the page is, and a heading of one word as the page is before its site.
        let menu = format!("<ul><li>Letters to us</ul><h1>{bridge}</h1>");
        assert_eq!(title("Letters to us", &menu).as_deref(), Some(bridge));
        assert_eq!(title("Pontoon - Pedia", "<h1>Pontoon</h1>").as_deref(), Some("Pontoon"));
        assert_eq!(title("Pontoon - Pedia", "<h1><a href=/>Pontoon</a></h1>"), None);
    }

    #[test]
    fn the_heading_that_leads_home_is_the_site_and_one_below_text_heads_a_part() {
        let bridge = "The old bridge";
        for (name, body) in [
            (
                format!("{bridge} « The River Post"),
                format!("<h1><a href=/>The River Post</a></h1><h2>{bridge}</h2>"),
            ),
            (
                format!("The River Post: {bridge}"),
                format!("<h1><a href='https://river.example/'>The River Post</a></h1><h3>{bridge}</h3>"),
            ),
        ] {
            assert_eq!(title(&name, &body).as_deref(), Some(bridge), "{name}");
        }
        let text =
            "<p>The council voted on Monday to close the old bridge until the spring of next year.</p>";
        let parts = |between: &str| title("", &format!("<h1>Water</h1>{between}<h1>Any other business</h1>"));
        assert_eq!(parts(text), None);
        assert_eq!(parts("").as_deref(), Some("Any other business"));
    }

    #[test]
    fn a_title_is_found_that_is_no_heading_and_so_is_a_short_one_where_nothing_has_a_name() {
        let body = "<h1>Courier</h1><p><font size=5><b>Council votes for footbridge</b></font><p>A row comes to an end";
        for name in ["Courier: Council votes for footbridge", "Council votes for footbridge | Print"] {
            assert_eq!(title(name, body).as_deref(), Some("Council votes for footbridge"), "{name}");
        }
        assert_eq!(title("", "<h1>Weighing</h1><p>What the scale says").as_deref(), Some("Weighing"));
        assert_eq!(title("Scales", "<h1>Weighing</h1><p>What the scale says"), None);
    }
}
