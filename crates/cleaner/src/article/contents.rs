//! The list of what an article contains: lines that come again, in the same order, as its headings.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{Reason, Role};
use foldhash::{HashMap, HashMapExt};

use crate::article::lists::is_result;
use crate::line::marks::{Mark, plain};
use crate::line::{Line, Shape};

/// So many lines in a row that come again are such a list: two may be a refrain.
const MIN_ENTRIES: usize = 3;
/// A heading may go on where the list is short; so many words of both are compared.
const MAX_ENTRY_WORDS: usize = 25;
/// Words of the label above the list ("Contents", "On this page").
const MAX_LABEL_WORDS: usize = 4;

/// Marks the lists of contents, labels included.
pub(crate) fn mark(lines: &[Line], marks: &mut [Option<Mark>]) {
    let later = later_headings(lines);
    let furniture = plain(Role::Furniture, Reason::PageFurniture);
    // Below the heading of a part may stand that of its first section; what is numbered in the list alone is no refrain.
    let gap = |entry: usize, at: usize| usize::from(lines[at].key.starts_with(lines[entry].key.as_str()));
    let mut start = 0;
    while start < lines.len() {
        // Each entry comes again behind the one before it, with text between them, and behind the list. (A refrain comes again at once.)
        let mut end = start;
        let mut last = None;
        let mut n_above_text = 0;
        while let Some(at) = later.get(end).copied().flatten()
            && last.is_none_or(|last| at > last + gap(end, at))
        {
            last = Some(at);
            end += 1;
            // A button may stand between: "[edit]".
            n_above_text += usize::from(lines[at + 1..].iter().take(2).any(Line::is_sentence));
        }
        // Buttons that stand below every post of a thread come again too.
        // Results stand above the reports of their matches.
        let is_new = |idx: &usize| marks[*idx].is_none() && !is_result(&lines[*idx].key);
        let n_new = (start..end).filter(is_new).count();
        let is_list =
            n_new >= MIN_ENTRIES && n_above_text > 0 && later[start].is_some_and(|first| first >= end);
        if is_list {
            marks[start..end].fill(furniture);
            let label = start.checked_sub(1).filter(|label| {
                marks[*label].is_none()
                    && lines[*label].shape == Shape::Short
                    && lines[*label].n_words <= MAX_LABEL_WORDS
                    && later[*label].is_none()
            });
            if let Some(label) = label.filter(|label| *label > 0) {
                marks[label] = furniture;
            }
        }
        start = end.max(start + 1);
    }
}

/// For each line where it comes again for the first time, whole or as the opening of a longer one.
fn later_headings(lines: &[Line]) -> Vec<Option<usize>> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut later = vec![None; lines.len()];
    for (idx, line) in lines.iter().enumerate().rev() {
        if line.n_words == 0 || line.n_words > MAX_ENTRY_WORDS || line.shape == Shape::Prose {
            continue;
        }
        let whole = seen.get(line.key.as_str());
        later[idx] = whole.or_else(|| seen.get(unnumbered(&line.key)?)).copied();
        // "2. Tools" in the list, "2. Tools (and where to buy them)" above the text.
        let ends = line.key.match_indices([' ', ':']).map(|(at, _)| at).take(MAX_ENTRY_WORDS);
        for end in ends.chain([line.key.len()]).filter(|end| line.key[..*end].contains(char::is_alphabetic)) {
            seen.insert(&line.key[..end], idx);
        }
    }
    later
}

/// "2.1 Tools" without its number, as the heading may be.
fn unnumbered(key: &str) -> Option<&str> {
    let (number, heading) = key.split_once(' ')?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (is_number && number.starts_with(|c: char| c.is_ascii_digit())).then_some(heading)
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;
    use epitome_langs::Languages;

    use super::*;
    use crate::line::phrases::Cuebook;

    const TEXT: &str = "The council voted on Monday to close the old bridge until the spring of next year.";

    fn marked(texts: &[&str]) -> Vec<bool> {
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let lines: Vec<Line> = texts.iter().map(|text| Line::new(text, &book)).collect();
        let mut marks = vec![None; lines.len()];
        mark(&lines, &mut marks);
        marks.iter().map(Option::is_some).collect()
    }

    /// An encyclopaedia numbers them in the list alone.
    #[test]
    fn a_number_in_the_list_alone_does_not_hide_what_comes_again() {
        let list = ["Contents", "1 History", "1.1 The strike", "2 Notes"];
        let text = ["History", "The strike", TEXT, "Notes", TEXT];
        let marked = marked(&[&[TEXT][..], &list, &text].concat());
        assert_eq!(marked[..6], [false, true, true, true, true, false]);
    }

    #[test]
    fn a_line_of_signs_takes_no_time() {
        let signs = format!("a{}", ":".repeat(3_000_000));
        assert!(!marked(&[TEXT, &signs, TEXT]).contains(&true));
    }

    #[test]
    fn three_lines_that_come_again_above_texts_are_a_list_of_contents() {
        let headings = ["1. Why", "2. Which tools", "3. What it costs"];
        let [why, tools, costs] = headings;
        let longer = "3. What it costs (and who pays)";
        let page = [TEXT, "What is inside", why, tools, costs, TEXT, why, TEXT, tools, TEXT, longer, TEXT];
        let marked_lines: Vec<usize> =
            marked(&page).iter().enumerate().filter(|(_, is)| **is).map(|(at, _)| at).collect();
        assert_eq!(marked_lines, [1, 2, 3, 4]);
        let two = [TEXT, why, tools, TEXT, why, TEXT, tools, TEXT];
        assert!(!marked(&two).contains(&true), "two may be said again");
        let refrain = [why, tools, costs, TEXT, why, tools, costs, TEXT];
        assert!(!marked(&refrain).contains(&true), "a refrain");
        let [one, two, three] = ["Holt 2-1 Wray", "Thurlby 0-0 Vale", "Seaburn 3-1 Rook"];
        let results = [TEXT, "Results", one, two, three, TEXT, one, TEXT, two, TEXT, three, TEXT];
        assert!(!marked(&results).contains(&true), "results");
        let list = [TEXT, why, tools, costs, TEXT, TEXT];
        assert!(!marked(&list).contains(&true), "a list of the text");
    }
}
