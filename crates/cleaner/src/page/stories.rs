//! What tells the title of another story from a block of the article: a link, the box it stands in, an arrow, a date.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{Block, BlockId, BlockKind, MarkKind};

use crate::article::headlines::{ends_with_price, holds_offer};
use crate::line::Shape;
use crate::line::dates::{is_clock, is_dated_entry};
use crate::page::Page;

/// The title of another story is one link of so many words: fewer are a section or a subject, more a text …
const MIN_LINKED_WORDS: usize = 4;
const MAX_LINKED_WORDS: usize = 30;
/// … so many per cent of whose letters are inside the link: a date may stand behind it.
const MIN_LINKED: usize = 80;
/// Words of the title of a story to which an arrow points.
const MIN_ASIDE_WORDS: usize = 3;
/// Words of the label above other stories.
const MAX_LABEL_WORDS: usize = 8;

impl Page<'_> {
    /// Whether a block is long enough for title or text of a story.
    pub(crate) fn is_story(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        self.marks[idx].is_none() && (line.n_words >= MIN_LINKED_WORDS || line.is_sentence())
    }

    /// Whether a block is one link with as many words as the title of a story has.
    pub(crate) fn is_linked_title(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let marks = self.document.block_marks(BlockId::new(idx));
        let n_links = marks.iter().filter(|mark| mark.kind == MarkKind::Link).take(2).count();
        (MIN_LINKED_WORDS..=MAX_LINKED_WORDS).contains(&line.n_words)
            && line.linked(&self.document.blocks[idx].hint) >= MIN_LINKED
            && !holds_offer(line)
            && !ends_with_price(&line.key)
            // Above the article stand its site and menu, and several links side by side are a menu everywhere.
            && self.title.is_none_or(|title| title < idx)
            && n_links < 2
    }

    /// Whether a block without any link stands directly above a list, a heading of a lower rank or the title of a story: the label of a box.
    pub(crate) fn heads_stories(&self, idx: usize) -> bool {
        let (block, next) = (&self.document.blocks[idx], idx + 1);
        let is_above = |below: &Block| match (block.kind, below.kind) {
            (BlockKind::Heading, BlockKind::Heading) => below.level > block.level,
            (_, BlockKind::Heading | BlockKind::ListItem) => true,
            _ => self.is_linked_title(next),
        };
        block.hint.n_link_chars == 0
            && block.kind != BlockKind::ListItem
            && self.lines[idx].n_words <= MAX_LABEL_WORDS
            && self.document.blocks.get(next).is_some_and(is_above)
    }

    /// The story before this one or behind it, where arrows point to both: "← Harbour reopens", "Man fined again →".
    pub(crate) fn points_aside(&self, idx: usize) -> bool {
        let key = |idx: usize| self.lines.get(idx).map_or("", |line| line.key.as_str());
        let points_back = |idx: usize| key(idx).starts_with(['←', '‹', '«']) && !key(idx).ends_with('»');
        let points_on = |idx: usize| key(idx).ends_with(['→', '›', '»']) && !key(idx).starts_with('«');
        self.last < idx
            && self.lines[idx].n_words >= MIN_ASIDE_WORDS
            && (points_back(idx) && points_on(idx + 1) || points_on(idx) && points_back(idx - 1))
    }

    /// An entry of what is on or what is new, beside the article or below it; "07:12 Snow: no buses to the schools".
    pub(crate) fn is_dated_entry(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        self.title.is_some_and(|title| title < idx)
            && line.shape == Shape::Short
            && (is_dated_entry(line, self.book)
                || line.n_words > MIN_LINKED_WORDS && line.key.split(' ').next().is_some_and(is_clock))
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::Role;

    use crate::page::tests::{TEXT, roles};

    #[test]
    fn a_label_behind_a_word_for_those_who_hear_the_page_is_one() {
        let role = |line: &str| {
            let html = format!("<h1>The old bridge</h1><p>{TEXT}</p><p>{line}</p><p>{TEXT} Again.</p>");
            roles(&html, &[100, 200, 150, 200], Some(0))[2].0
        };
        let link = "<a href=/x>Harbour reopens after the storm</a>";
        assert_eq!(role(&format!("<span class=sr-only>Link: </span>Read more: {link}")), Role::Teaser);
        assert_eq!(role("<span>Article</span><a href=/x>Read more: Harbour reopens again</a>"), Role::Teaser);
        assert_ne!(role(&format!("<span>Link: </span>{link}")), Role::Teaser);
    }
}
