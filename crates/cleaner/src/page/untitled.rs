//! The title of a page that neither says it nor has headings.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{Attribute, BlockKind, Document, Role};
use epitome_langs::words;
use foldhash::HashSet;

use crate::article::authors::is_author_line;
use crate::article::title::{MIN_SERIOUS_WORDS, MIN_TITLE_WORDS, is_crumbs};
use crate::line::dates::has_year;
use crate::line::marks::{Mark, has_role};
use crate::line::phrases::Cuebook;
use crate::line::{Line, Shape};
use crate::model::Looks;
use crate::model::tree::name_words;
use crate::page::place::{bounding, within};
use crate::page::stretch::MAX_LINKED;

/// The title stands so many blocks above the text at most, with author or date so many blocks below it.
const MAX_ABOVE: usize = 40;
const MAX_DATE_DISTANCE: usize = 6;
const MAX_NEAR_DATE: usize = 2;
/// The sentences, and the words of each, in which the words of a title are looked for.
const TEXT_WINDOW: (usize, usize) = (5, 200);

/// Words in the class or id of the element that holds a title.
const TITLE_NAMES: [&str; 8] = ["headline", "tit", "titel", "title", "titre", "titular", "titulo", "ttl"];
/// Between the name of a site and the title stand so many lines.
const MIN_MENU: usize = 4;
/// A question that is the title has no more words.
const MAX_QUESTION_WORDS: usize = 20;

/// The line above the first sentence that is most like a title: it shares words with the text, is longer than the name of a section, and
/// author or date follow.
pub(crate) fn find(
    document: &Document,
    lines: &[Line],
    marks: &[Option<Mark>],
    book: &Cuebook,
    text: usize,
) -> Option<usize> {
    let is_candidate = |idx: &usize| {
        let (line, block) = (&lines[*idx], &document.blocks[*idx]);
        let is_question = line.n_words <= MAX_QUESTION_WORDS && line.text.ends_with(['?', '？']);
        marks[*idx].is_none()
            && (is_question || *idx < text && line.shape == Shape::Short)
            && line.n_words >= MIN_TITLE_WORDS
            && !matches!(block.kind, BlockKind::ListItem | BlockKind::Alt)
            && !is_column(document, *idx)
            && !line.text.ends_with(':')
            && line.linked(&block.hint) <= MAX_LINKED
            && !is_crumbs(line.text)
            && !is_author_line(line, book)
    };
    let known = known_topics(lines, book, text);
    let candidates: Vec<usize> =
        (text.saturating_sub(MAX_ABOVE)..lines.len().min(text + 1)).filter(is_candidate).collect();
    let n_shared = |idx: usize| topics(&lines[idx], book).filter(|word| known.contains(word)).count();
    let most = candidates.iter().map(|idx| n_shared(*idx)).max()?;
    let score = |idx: usize| {
        let is_near_most = most > 0 && n_shared(idx) * 2 >= most;
        let mut below = idx + 1..(idx + 1 + MAX_DATE_DISTANCE).min(text);
        let date = below.find(|idx| {
            has_role(marks, *idx, Role::Byline)
                || has_role(marks, *idx, Role::Dateline) && has_year(&lines[*idx].key)
        });
        let dated = date.map_or(0, |date| if date <= idx + MAX_NEAR_DATE { 2 } else { 1 });
        2 * usize::from(is_near_most)
            + 2 * usize::from(lines[idx].n_words >= MIN_SERIOUS_WORDS)
            + dated
            + if is_called_title(document, idx) { 2 } else { 0 }
            + usize::from(idx + 1 == text)
            // The first line is the name of the site more often.
            + usize::from(idx > 0)
    };
    candidates.into_iter().rev().max_by_key(|idx| score(*idx))
}

/// The title of a page that is called as its site is: the name stands above a menu, and a heading or a line like one, of which the text speaks
/// more than of the name, stands nearer to the text.
pub(crate) fn below_site(
    document: &Document,
    lines: &[Line],
    marks: &[Option<Mark>],
    book: &Cuebook,
    named: usize,
    text: usize,
) -> Option<usize> {
    if document.blocks[named].kind == BlockKind::Heading {
        let is_site = lines[named].n_words < MIN_TITLE_WORDS && !is_in_main(document, named);
        return if is_site { main_heading(document, lines, text) } else { None };
    }
    if named + MIN_MENU > text {
        return None;
    }
    let known = known_topics(lines, book, text);
    let n_shared = |idx: usize| topics(&lines[idx], book).filter(|word| known.contains(word)).count();
    let n_named = n_shared(named);
    let is_title = |idx: &usize| {
        let (line, block) = (&lines[*idx], &document.blocks[*idx]);
        let is_set_off = block.kind == BlockKind::Heading || is_called_title(document, *idx);
        marks[*idx].is_none()
            && is_set_off
            && (MIN_SERIOUS_WORDS..=MAX_QUESTION_WORDS).contains(&line.n_words)
            && line.linked(&block.hint) <= MAX_LINKED
            && n_shared(*idx) > n_named.max(1)
    };
    (named + MIN_MENU..lines.len().min(text + 1)).find(is_title)
}

/// The only heading of the first rank, however short, in the main part of the page or directly above the first sentence.
pub(crate) fn first_heading(
    document: &Document,
    lines: &[Line],
    looks: &Looks,
    text: usize,
) -> Option<usize> {
    let is_first = |idx: &usize| is_first_rank(document, lines, *idx);
    let above = || (0..text).rfind(|idx| looks.logits[*idx].is_some() && lines[*idx].n_words > 0);
    let is_only = |own: &usize| is_first(own) && (0..lines.len()).filter(is_first).all(|idx| idx == *own);
    main_heading(document, lines, text).or_else(|| above().filter(is_only))
}

/// The only heading of the first rank in what the page calls its main part.
fn main_heading(document: &Document, lines: &[Line], text: usize) -> Option<usize> {
    let is_main = |idx: &usize| is_first_rank(document, lines, *idx) && is_in_main(document, *idx);
    let mut main = (0..lines.len()).filter(is_main);
    main.next().filter(|only| *only < text && main.next().is_none())
}

fn is_first_rank(document: &Document, lines: &[Line], idx: usize) -> bool {
    let block = &document.blocks[idx];
    block.kind == BlockKind::Heading
        && block.level == 1
        && block.hint.n_link_chars == 0
        && lines[idx].n_words > 0
}

fn is_in_main(document: &Document, idx: usize) -> bool {
    within(document, idx, &["main", "article"]).is_some()
}

/// Whether a block names a column of a table.
fn is_column(document: &Document, idx: usize) -> bool {
    bounding(document, idx).is_some_and(|own| document.elements.name(own) == "th")
}

/// Whether the element that bounds a block is called after the title.
fn is_called_title(document: &Document, idx: usize) -> bool {
    let elements = &document.elements;
    bounding(document, idx).is_some_and(|own| {
        let values = [Attribute::Class, Attribute::Id].map(|attribute| elements.attribute(own, attribute));
        values.into_iter().flatten().flat_map(name_words).any(|word| TITLE_NAMES.contains(&&*word))
    })
}

/// What the first sentences are about.
fn known_topics<'a>(lines: &'a [Line], book: &'a Cuebook, text: usize) -> HashSet<&'a str> {
    let sentences = (text..lines.len()).filter(|idx| lines[*idx].is_sentence()).take(TEXT_WINDOW.0);
    sentences.flat_map(|idx| topics(&lines[idx], book)).collect()
}

/// The words of a line that say what it is about.
fn topics<'a>(line: &'a Line, book: &'a Cuebook) -> impl Iterator<Item = &'a str> {
    let key = line.key.as_str();
    let own = words(key).take(TEXT_WINDOW.1).map(move |word| &key[word.range()]);
    own.filter(|word| word.len() > 1 && !book.is_stop_word(word))
}

#[cfg(test)]
mod tests {
    use epitome_document::{Input, LangTag, ReadOptions, read};
    use epitome_langs::Languages;

    use super::*;
    use crate::page::tests::roles;

    const TEXT: &str =
        "<p>The council voted on Monday to close the old bridge until the spring of next year.</p>";

    /// The title of a page by how many blocks stand above its text, or below the name of its site.
    fn found(head: &str, text: usize, named: Option<usize>) -> Option<usize> {
        let html = format!("{head}{TEXT}");
        let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let (lines, marks) = crate::read_lines(&document, &book);
        match named {
            Some(named) => below_site(&document, &lines, &marks, &book, named, text),
            None => find(&document, &lines, &marks, &book, text),
        }
    }

    #[test]
    fn the_title_of_a_page_without_headings_speaks_of_the_text() {
        let head =
            "<div>The River Post</div><div>Masons of the old county</div><div>Bridge / Ferry / Mill</div>";
        let title = "<div>Old bridge to close until spring</div><div>Walkers take the ferry</div><div>By Ann Lee</div>";
        let head = format!("{head}{title}");
        assert_eq!(found(&head, 6, None), Some(3));
        assert_eq!(found(&head, 0, None), None);
        // What it is called tells it too, and a question may be the first sentence.
        let two = "<div>News</div><div class=post-title>Walkers and masons protest again</div><div>Letters from six towns today</div>";
        assert_eq!(found(two, 3, None), Some(1));
        assert_eq!(
            found("<div>The River Post News</div><div>Why is the old bridge closed?</div>", 1, None),
            Some(1)
        );
    }

    #[test]
    fn a_word_above_the_text_of_the_main_part_is_its_title_however_the_page_is_called() {
        let site = "<header><h1>The River Post</h1></header>";
        let role = |site: &str, title: Option<usize>| {
            let html = format!(
                "<body>{site}<main><hgroup><h1>Closed</h1><p>Of masons</p></hgroup>{TEXT}{TEXT}</main>"
            );
            let n = usize::from(!site.is_empty());
            roles(&html, &vec![-200; n].into_iter().chain([-200, 150, 200, 200]).collect::<Vec<_>>(), title)
                [n]
                .0
        };
        assert_eq!(role("", None), Role::Title);
        assert_eq!(role(site, None), Role::Title);
        assert_eq!(role("<h1>Holt</h1>", Some(0)), Role::Title);
    }

    #[test]
    fn the_title_stands_below_the_menu_of_a_page_called_as_its_site() {
        let page = |title: &str| {
            format!(
                "<div>The River Post</div><ul><li>News<li>Sport<li>Letters</ul>{title}<div>By Ann Lee</div>"
            )
        };
        let title = "<div class=news-title>Old bridge to close until spring</div>";
        assert_eq!(found(&page(title), 6, Some(0)), Some(4));
        assert_eq!(found(&page(&title.replace("news-title", "x1")), 6, Some(0)), None);
        assert_eq!(found(&page("<h2>Masons of the whole county</h2>"), 6, Some(0)), None);
        assert_eq!(found(&page(title).replace("<li>News", ""), 5, Some(0)), None);
    }
}
