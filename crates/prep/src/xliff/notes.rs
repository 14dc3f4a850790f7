//! [`Notes`]: what stands beside a unit for its translator.

use epitome_document::{Document, LangTag, Role};

use crate::{Keep, Origin, Skip, Unit};

/// The most characters of a neighbour in a note.
const MAX_NEIGHBOUR: usize = 160;

/// What the note is called that says why a translation is not sure to be one of its text.
pub(super) const FUZZY_NOTE: &str = "fuzzy";

/// The categories of all notes of a unit that are ours.
pub(super) const OURS: [&str; 9] =
    ["role", "summary", "translate", "language", FUZZY_NOTE, "keep", "localize", "before", "after"];

/// Notes of a unit, each with its category.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// One after the other.
    text: String,
    /// The category of each, and where it ends.
    ends: Vec<(&'static str, usize)>,
}

impl Notes {
    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(_, end)| *end));
        starts.zip(&self.ends).map(|(start, (category, end))| (*category, &self.text[start..*end]))
    }

    /// Adds a note of several parts.
    fn add<'a>(&mut self, category: &'static str, parts: impl IntoIterator<Item = &'a str>) {
        debug_assert!(
            OURS.contains(&category),
            "an update would take a note on {category} for one of a person"
        );
        self.text.extend(parts);
        self.ends.push((category, self.text.len()));
    }

    /// Takes what a translator is told of a unit. That it is a paragraph goes without saying: nearly all are, and where a tool shows
    /// a note for each unit, nobody looks at the few that say something.
    pub(super) fn take(&mut self, document: &Document, unit: &Unit, main: LangTag, is_reordered: bool) {
        self.text.clear();
        self.ends.clear();
        match unit.origin {
            Origin::Sentence { role: Role::Paragraph, .. } => {}
            Origin::Sentence { role, is_doubtful: true, .. } => {
                self.add("role", [role.as_str(), ", in doubt"]);
            }
            Origin::Sentence { role, .. } => self.add("role", [role.as_str()]),
            Origin::Meta { kind, .. } => self.add("role", [kind.as_str()]),
        }
        if let Some(rank) = unit.rank {
            self.add("summary", ["in the summary, rank ", &rank.to_string()]);
        }
        if unit.skip == Some(Skip::Verbatim) {
            self.add("translate", [Skip::Verbatim.message()]);
        } else if let Some(skip) = unit.skip {
            self.add("language", [unit.tag.as_str(), ": ", skip.message()]);
        } else if unit.tag != main {
            self.add("language", [unit.tag.as_str()]);
        }
        if let Some(fuzzy) = &unit.fuzzy {
            self.add(FUZZY_NOTE, [&*fuzzy.note]);
        }
        let text = match unit.origin {
            Origin::Sentence { span, .. } => document.slice(span),
            Origin::Meta { .. } => &*unit.anatomy.content.text,
        };
        for (name, keep) in [("keep", Keep::Verbatim), ("localize", Keep::Localize)] {
            let mut spans = unit.noted.iter().filter(|inline| inline.keep == keep).peekable();
            if spans.peek().is_some() {
                let separators = std::iter::once("").chain(std::iter::repeat("; "));
                let parts = spans.zip(separators).flat_map(|(inline, separator)| {
                    [separator, &text[inline.span.range()], " (", inline.class.as_str(), ")"]
                });
                self.add(name, parts);
            }
        }
        // Where the summary comes first, what stands around its sentences in the text does not stand around them in the file.
        if let Origin::Sentence { block, span, .. } = unit.origin
            && is_reordered
            && unit.rank.is_some()
        {
            let block = document.block(block).span;
            let before = document.text[block.start()..span.start()].trim_end();
            let after = document.text[span.end()..block.end()].trim_start();
            if !before.is_empty() {
                let cut =
                    before.char_indices().rev().nth(MAX_NEIGHBOUR).map_or(0, |(at, c)| at + c.len_utf8());
                self.add("before", [&before[cut..]]);
            }
            if !after.is_empty() {
                let cut = after.char_indices().nth(MAX_NEIGHBOUR).map_or(after.len(), |(at, _)| at);
                self.add("after", [&after[..cut]]);
            }
        }
    }
}
