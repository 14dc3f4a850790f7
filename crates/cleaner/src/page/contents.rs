//! The list of what a page contains: links to its own places, items that come again as headings, or what its element is called.

use std::collections::BTreeMap;

use epitome_document::{Attribute, BlockKind, Document};
use foldhash::{HashMap, HashMapExt};

use crate::line::{Line, Shape};
use crate::model::tree::MAX_ANCESTORS;
use crate::page::Page;
use crate::page::frame::Calls;
use crate::page::place::{around, bounding};
use crate::page::shares::Shares;

/// Words of the label above the list.
const MAX_LABEL_WORDS: usize = 4;
/// An entry is a link within so many elements.
const MAX_AROUND_ENTRY: usize = 3;
/// One of so many lines in an element that is called so may be a sentence.
const MAX_SENTENCES: usize = 4;
/// So many items that all come again are such a list; of links, where half of them do, fewer.
const MIN_ENTRIES: usize = 3;
const MIN_LINKED_ENTRIES: usize = 2;

/// Which blocks are items of a list that come again as headings below it, or lines in an element that is called after such a list.
pub(crate) fn entries(document: &Document, lines: &[Line], calls: &Calls) -> Vec<bool> {
    let kind = |idx: usize| document.blocks[idx].kind;
    let mut headings: HashMap<&str, usize> = HashMap::new();
    let mut lists: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (idx, line) in lines.iter().enumerate() {
        if kind(idx) == BlockKind::Heading {
            headings.insert(unnumbered(line), idx);
        } else if kind(idx) == BlockKind::ListItem
            && let Some(list) = around(document, idx)
        {
            lists.entry(list.idx()).or_default().push(idx);
        }
    }
    let elements = &document.elements;
    let count =
        |is_counted: &dyn Fn(usize) -> bool| Shares::sum(document, |idx| usize::from(is_counted(idx)));
    let words = Shares::sum(document, |idx| lines[idx].n_words);
    let (all, sentences) = (count(&|_| true), count(&|idx| lines[idx].is_sentence()));
    let is_called = |idx: usize| {
        // A heading may be called after the entry that leads to it, and a part of the text so too.
        let own = bounding(document, idx).into_iter();
        let mut around = own.flat_map(|own| elements.ancestors(own).skip(1).take(MAX_ANCESTORS));
        around.any(|id| {
            calls.is_contents(id) && !words.holds_half(id) && sentences.of(id) * MAX_SENTENCES <= all.of(id)
        })
    };
    let mut found: Vec<bool> =
        (0..lines.len()).map(|idx| lines[idx].shape == Shape::Short && is_called(idx)).collect();
    for items in lists.into_values() {
        let comes_again =
            |idx: &&usize| headings.get(unnumbered(&lines[**idx])).is_some_and(|heading| heading > *idx);
        let n_again = items.iter().filter(comes_again).count();
        let are_links = items.iter().all(|idx| document.blocks[*idx].hint.n_link_chars > 0);
        if are_links && n_again >= MIN_LINKED_ENTRIES && n_again * 2 >= items.len()
            || n_again >= MIN_ENTRIES && n_again == items.len()
        {
            items.iter().for_each(|idx| found[*idx] = true);
        }
    }
    found
}

/// "2. Tools" and "Tools" are the same.
fn unnumbered<'a>(line: &'a Line) -> &'a str {
    line.key.trim_start_matches(|c: char| !c.is_alphabetic())
}

impl Page<'_> {
    /// An entry of a list of contents: it comes again, or all of it is one link to a place on the page itself.
    pub(crate) fn is_entry(&self, idx: usize) -> bool {
        let (block, elements) = (&self.document.blocks[idx], &self.document.elements);
        let is_list = matches!(block.kind, BlockKind::ListItem | BlockKind::Paragraph | BlockKind::Cell);
        let leads_inside = |element| {
            let mut around = elements.ancestors(element).take(MAX_AROUND_ENTRY);
            let target = around.find_map(|id| elements.attribute(id, Attribute::Href));
            target.and_then(|target| target.strip_prefix('#')).is_some_and(|place| !place.is_empty())
        };
        self.entries[idx]
            || is_list
                && self.lines[idx].shape == Shape::Short
                && block.hint.element.is_some_and(leads_inside)
    }

    /// The label above such a list.
    pub(crate) fn is_above_entries(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        line.shape == Shape::Short
            && line.n_words <= MAX_LABEL_WORDS
            && idx + 1 < self.lines.len()
            && self.is_entry(idx + 1)
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::Use;

    use crate::page::tests::{TEXT, roles};

    /// How many blocks of a list of contents are dropped, however much the models take it for text; its headings stay.
    fn n_dropped(contents: &str, n: usize) -> usize {
        let parts = ["The vote", "The cost of it", "The shops"];
        let parts: String =
            parts.iter().map(|part| format!("<h2>{part}</h2><p>{TEXT} {part}.</p>")).collect();
        let html = format!("<body><h1>The old bridge</h1><div><p>{TEXT}</p>{contents}{parts}</div></body>");
        let found = roles(&html, &vec![350; n + 8], Some(0));
        assert!(found[2 + n..].iter().all(|(role, _)| role.usage() != Use::Drop), "{contents} {found:?}");
        found[2..2 + n].iter().filter(|(role, _)| role.usage() == Use::Drop).count()
    }

    #[test]
    fn what_plug_ins_write_as_contents_is_none_of_the_text() {
        let list = "<li>The vote</li><li>The cost of it</li><li>The shops</li>";
        assert_eq!(n_dropped(&format!("<div>Inside</div><ol>{list}</ol>"), 4), 4);
        let links = "<li><a href='https://x.example/#v'>1 The vote</a><li><a href='https://x.example/#c'>2 The cost of it</a>\
            <li><a href='https://x.example/#s'>3 Shops</a>";
        assert_eq!(n_dropped(&format!("<p>Inside</p><ul>{links}</ul>"), 4), 4);
        for open in
            ["<div id=ez-toc-container>", "<div id=toc_container>", "<div class=wp-block-table-of-contents>"]
        {
            let contents = format!(
                "{open}<p>What you will find in this article</p><ul><li><a href=/x>Prices</a></ul></div>"
            );
            assert_eq!(n_dropped(&contents, 2), 2, "{open}");
        }
        let wiki = "<div class=toc><div class=toctitle><h2>Contents</h2><span>hide</span></div><ul><li><a href='#a'>The vote</a></ul></div>";
        assert_eq!(n_dropped(wiki, 3), 3);
        // A list of which one item comes again.
        assert_eq!(n_dropped("<ul><li>The vote<li>Nails and boards<li>Ropes</ul>", 3), 0);
    }
}
