//! Boxes of a page that a label heads: "Most read", "Comments (2)". What stands below it in the same element are other stories, or what
//! readers wrote.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::collections::BTreeSet;

use epitome_document::{BlockKind, Document, ElementId, Role};

use crate::line::Line;
use crate::line::marks::{Mark, Signal};

/// A sentence outweighs the label above its box from here: of those on the training pages with so much and less than three times as much that
/// were dropped as other stories 28 of 44 are of the article, as comments 9 of 10. So do short lines above the title, 71 of 75.
pub(crate) const OUTWEIGHS_LABEL: i32 = 100;
/// What the labels of boxes with other stories signal, and those of boxes with comments.
pub(crate) const STORIES: &[Signal] = &[Signal::End, Signal::Titles];
const COMMENTS: &[Signal] = &[Signal::Comments];
/// That of the labels above what an article is filed under.
pub(crate) const TAGS: &[Signal] = &[Signal::Tags];

/// So many elements may stand around the label alone.
const MAX_AROUND_LABEL: usize = 4;
/// An item of a list stands in so many elements of it.
const MAX_IN_LIST: usize = 3;
/// A box holds at most so many per cent of the words of the page.
const MAX_SHARE: usize = 40;

/// Which blocks stand in a box whose label gives one of these signals. What holds the title, or much of the page, is no box.
pub(crate) fn find(
    document: &Document,
    lines: &[Line],
    marks: &[Option<Mark>],
    title: usize,
    signals: &[Signal],
) -> Vec<bool> {
    let elements = &document.elements;
    // A page without any block has a place for its title all the same.
    let element = |idx: usize| document.blocks.get(idx)?.hint.element;
    let is_block = |idx: &usize| document.blocks[*idx].kind != BlockKind::Alt && lines[*idx].n_words > 0;
    let is_label = |mark: Mark| {
        matches!(mark.role, Role::Furniture | Role::CommentCount) && signals.contains(&mark.signal)
    };
    let all: usize = lines.iter().map(|line| line.n_words).sum();
    let title = element(title);
    let mut found = vec![false; lines.len()];
    // Each part too large for a box is looked through once.
    let mut too_large = BTreeSet::new();
    for label in 0..lines.len() {
        let Some(own) = element(label).filter(|_| !found[label] && marks[label].is_some_and(is_label)) else {
            continue;
        };
        let Some(next) = (label + 1..lines.len()).find(is_block) else { break };
        let mut around = elements.ancestors(own).take(MAX_AROUND_LABEL);
        let Some(outer) = around.find(|id| element(next).is_some_and(|next| elements.contains(*id, next)))
        else {
            continue;
        };
        // What ends a part of its own is the button below it: "Read more".
        let is_in =
            |part: &ElementId, idx: usize| element(idx).is_some_and(|id| elements.contains(*part, id));
        let mut parts = elements.ancestors(own).take_while(|id| *id != outer);
        if (0..label).rfind(is_block).is_some_and(|above| parts.any(|part| is_in(&part, above))) {
            continue;
        }
        let end_of = |part: ElementId| {
            let is_inside = |idx: &usize| element(*idx).is_none_or(|id| elements.contains(part, id));
            (label + 1..lines.len()).take_while(is_inside).last().map_or(label, |last| last + 1)
        };
        let holds_title = title.is_some_and(|title| elements.contains(outer, title));
        let mut is_box = !holds_title && !too_large.contains(&outer.idx());
        let mut end = label + 1;
        if is_box {
            end = end_of(outer);
            let n_words: usize = lines[label..end].iter().map(|line| line.n_words).sum();
            is_box = n_words * 100 <= all * MAX_SHARE;
        }
        if is_box {
            found[label + 1..end].fill(true);
            continue;
        }
        too_large.insert(outer.idx());
        // Amid the article it heads a list of titles.
        let mut near = element(next).into_iter().flat_map(|own| elements.ancestors(own).take(MAX_IN_LIST));
        if let Some(list) = near.find(|id| matches!(elements.name(*id), "ul" | "ol")) {
            let items = label + 1..end_of(list);
            if !lines[items.clone()].iter().any(Line::is_sentence) {
                found[items].fill(true);
            }
        }
    }
    found
}

/// Which blocks stand in a box with what readers wrote. "Have your say" above what the article says of it heads none.
pub(crate) fn comments(
    document: &Document,
    lines: &[Line],
    marks: &[Option<Mark>],
    title: usize,
    is_text: &dyn Fn(usize) -> bool,
) -> Vec<bool> {
    let mut found = find(document, lines, marks, title, COMMENTS);
    for idx in 1..found.len() {
        let is_below_label = found[idx] && !found[idx - 1];
        if is_below_label && lines[idx].is_sentence() && is_text(idx) {
            found[idx..].iter_mut().take_while(|is_in| **is_in).for_each(|is_in| *is_in = false);
        }
    }
    found
}

/// Whether a sentence is so much like the article that the label above its box does not count.
pub(crate) fn outweighs_label(line: &Line, logit: Option<i32>) -> bool {
    line.is_sentence() && logit.is_some_and(|logit| logit >= OUTWEIGHS_LABEL)
}

#[cfg(test)]
mod tests {
    use epitome_document::{Input, LangTag, ReadOptions, read};
    use epitome_langs::Languages;

    use super::*;
    use crate::line::phrases::Cuebook;

    #[test]
    fn a_label_heads_what_stands_in_its_element() {
        let text =
            "<p>The council voted on Monday to close the old bridge until the spring of next year.</p>";
        let page = |label: &str, n: usize| {
            format!(
                "<h1>The bridge</h1>{text}<div class=x><header><h2>{label}</h2></header>{}</div>{text}",
                "<div><h3>Man fined for singing</h3></div>".repeat(n)
            )
        };
        let boxed = |html: &str| {
            let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
            let languages = Languages::default();
            let book = Cuebook::new(LangTag::literal("en"), &languages);
            let (lines, marks) = crate::read_lines(&document, &book);
            let stories = find(&document, &lines, &marks, 0, STORIES);
            let comments = comments(&document, &lines, &marks, 0, &|_| true);
            stories.iter().chain(&comments).filter(|is_in| **is_in).count()
        };
        assert_eq!(boxed(&page("Most read", 3)), 3);
        assert_eq!(boxed(&page("Comments (3)", 3)), 3);
        assert_eq!(boxed(&page("The vote", 3)), 0);
        assert_eq!(boxed(""), 0);
        // What the article says of it follows.
        let table = "<table><tr><td>Monday<td>Corn Hall</table>";
        let say = |below: &str| {
            boxed(&format!(
                "<h1>The bridge</h1><div>{}<h2>Have your say</h2>{below}{table}</div>",
                text.repeat(9)
            ))
        };
        assert_eq!([say(text), say("")], [0, 2]);
        // What ends a part of its own heads nothing.
        let button =
            "<div><h3>Six charts</h3><a href=/x>Read more</a></div><div><h3>Where things stand</h3></div>";
        assert_eq!(boxed(&format!("<h1>The bridge</h1>{text}<div>{button}</div>{text}{text}{text}")), 0);
        // Amid the article a label heads a list of titles.
        let amid = |item: &str| {
            let list =
                format!("<div>More stories</div><ul><li>{item}</li><li>Man fined for singing</li></ul>");
            boxed(&format!("<h1>The bridge</h1>{text}{list}{text}{text}{text}"))
        };
        assert_eq!(
            [amid("Harbour reopens after the storm"), amid("The mason wrote of the bridge in 1911.")],
            [2, 0]
        );
        // What holds most of the page is no box.
        assert_eq!(boxed(&page("Most read", 30)), 0);
    }
}
