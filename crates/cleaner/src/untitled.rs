//! The title of a page that neither says it nor has headings.

use epitome_document::{BlockKind, Document, Role};
use epitome_langs::words;
use foldhash::HashSet;

use crate::authors::is_author_line;
use crate::dates::has_year;
use crate::lines::{Line, Shape};
use crate::marks::{Mark, has_role};
use crate::phrases::Cuebook;
use crate::stretch::MAX_LINKED;
use crate::title::{MIN_SERIOUS_WORDS, MIN_TITLE_WORDS, is_crumbs};

/// The title stands so many blocks above the text at most, with author or date so many blocks below it.
const MAX_ABOVE: usize = 40;
const MAX_DATE_DISTANCE: usize = 6;
const MAX_NEAR_DATE: usize = 2;
/// The sentences, and the words of each, in which the words of a title are looked for.
const TEXT_WINDOW: (usize, usize) = (5, 200);

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
        marks[*idx].is_none()
            && line.shape == Shape::Short
            && line.n_words >= MIN_TITLE_WORDS
            && !matches!(block.kind, BlockKind::ListItem | BlockKind::Alt)
            && !line.text.ends_with(':')
            && line.linked(&block.hint) <= MAX_LINKED
            && !is_crumbs(line.text)
            && !is_author_line(line, book)
    };
    let sentences = (text..lines.len()).filter(|idx| lines[*idx].is_sentence()).take(TEXT_WINDOW.0);
    let known: HashSet<&str> = sentences.flat_map(|idx| topics(&lines[idx], book)).collect();
    let candidates: Vec<usize> = (text.saturating_sub(MAX_ABOVE)..text).filter(is_candidate).collect();
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
            + usize::from(idx + 1 == text)
            // The first line is the name of the site more often.
            + usize::from(idx > 0)
    };
    candidates.into_iter().rev().max_by_key(|idx| score(*idx))
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

    #[test]
    fn the_title_of_a_page_without_headings_speaks_of_the_text() {
        let head =
            "<div>The River Post</div><div>Masons of the old county</div><div>Bridge / Ferry / Mill</div>";
        let title = "<div>Old bridge to close until spring</div><div>Walkers take the ferry</div><div>By Ann Lee</div>";
        let text =
            "<p>The council voted on Monday to close the old bridge until the spring of next year.</p>";
        let html = format!("{head}{title}{text}");
        let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let (lines, marks) = crate::read_lines(&document, &book);
        assert_eq!(find(&document, &lines, &marks, &book, 6), Some(3));
        assert_eq!(find(&document, &lines, &marks, &book, 0), None);
    }
}
