//! The last word on what is dropped: a line that may be of the article all the same is set aside, in doubt. It is translated, for a paragraph
//! lost is worse than a line too many, but never summarised, and its role and reason still say what speaks against it.
//!
//! The limits are from lines of the article that earlier rules dropped in 475 of the labelled texts, when nobody had read these: the logits of
//! 28 of 31 that a word or an element named, and of 58 of 66 others, are no lower. In 28 texts that nobody had read when all this stood none
//! of the 13 lines of the article that the rules drop stayed dropped, and 88 lines of the page, one in ten, stood aside.

use std::ops::Range;

use epitome_document::{Reason, Role, Treatment, Use};

/// What a word or an element names as the page's is in doubt when the logit is no lower.
const MIN_NAMED: i32 = -150;
/// What is dropped for its place or its likeness is in doubt when the logit is no lower; where the article stands, always.
const MIN_UNNAMED: i32 = -300;
/// Author and date are of the article and stand in it: they are in doubt when the model takes them for its text.
const MIN_ABOUT: i32 = 0;

/// Sets dropped blocks aside that may be of the article, by the logits of the model, which is asked when one is dropped. A block that is a link
/// leads away and stays dropped.
pub(crate) fn doubt<'l>(
    look: impl FnOnce() -> &'l [Option<i32>],
    is_link: impl Fn(usize) -> bool,
    title: Option<usize>,
    blocks: &mut [Treatment],
) {
    let Some(article) = reach(title, blocks) else { return };
    let limits: Vec<_> = (0..blocks.len()).map(|idx| limit(blocks, idx, article.contains(&idx))).collect();
    if limits.iter().all(Option::is_none) {
        return;
    }
    for (idx, (limit, logit)) in limits.iter().zip(look()).enumerate() {
        if limit.zip(*logit).is_some_and(|(limit, logit)| logit >= limit) && !is_link(idx) {
            blocks[idx] = Treatment { usage: Use::Aside, sure: false, ..blocks[idx] };
        }
    }
}

/// Where the article stands: from its title, or the first line of its text, to the first line behind its last one that says itself what it is.
fn reach(title: Option<usize>, blocks: &[Treatment]) -> Option<Range<usize>> {
    let is_body = |block: &Treatment| block.usage == Use::Body;
    let (first, last) = (blocks.iter().position(is_body)?, blocks.iter().rposition(is_body)?);
    let says_itself = |block: &Treatment| block.usage == Use::Drop && !is_unnamed(blocks, block.reason);
    let n_below = blocks[last + 1..].iter().position(says_itself).unwrap_or(blocks.len() - last - 1);
    Some(title.map_or(first, |title| title.min(first))..last + 1 + n_below)
}

/// The logit from which on a block that is dropped is in doubt; `None` where it is not: it says itself what it is, as "Read also:" does, or
/// stands behind such a line, or is said elsewhere.
fn limit(blocks: &[Treatment], idx: usize, is_in_article: bool) -> Option<i32> {
    let block = blocks[idx];
    if block.usage != Use::Drop {
        return None;
    }
    match block.reason {
        reason if is_unnamed(blocks, reason) => Some(if is_in_article { i32::MIN } else { MIN_UNNAMED }),
        _ if matches!(block.role, Role::Byline | Role::Dateline) => Some(MIN_ABOUT),
        // An element may be called after what else it holds.
        Reason::PageFrame if is_in_article => Some(MIN_UNNAMED),
        Reason::PageFurniture | Reason::PageFrame | Reason::ReaderComments | Reason::OtherStories => {
            Some(MIN_NAMED)
        }
        _ => None,
    }
}

/// Whether nothing but its place and what it is like says that a line is of the page. Behind the bare word "Sources" they may be named.
fn is_unnamed(blocks: &[Treatment], reason: Reason) -> bool {
    match reason {
        Reason::UnlikeText | Reason::LineOutsideText | Reason::NoWords => true,
        Reason::AfterEnd(marker) => blocks[marker.idx()].role == Role::SourceLine,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::BlockId;

    use super::*;
    use crate::article::roles::treat;

    /// What a block is used for that is dropped for this reason, in the midst of the article and behind the page's own words.
    fn usage(role: Role, reason: Reason, logit: i32, is_link: bool) -> [Use; 2] {
        let text = treat(Role::Paragraph, Reason::RunningText, true);
        let label = treat(Role::Furniture, Reason::EndMarker, true);
        let mut blocks = [text, treat(role, reason, true), text, label, treat(role, reason, true)];
        let logits = [200, logit, 200, -400, logit].map(Some);
        doubt(|| &logits, |_| is_link, None, &mut blocks);
        assert!(blocks.iter().all(|block| block.sure == (block.usage != Use::Aside)));
        [blocks[1].usage, blocks[4].usage]
    }

    #[test]
    fn a_dropped_line_that_may_be_of_the_article_is_set_aside() {
        let unnamed = |logit| usage(Role::Furniture, Reason::LineOutsideText, logit, false);
        assert_eq!([unnamed(-300), unnamed(-301)], [[Use::Aside; 2], [Use::Aside, Use::Drop]]);
        let named = |logit| usage(Role::Furniture, Reason::PageFurniture, logit, false);
        assert_eq!([named(-150), named(-151)], [[Use::Aside; 2], [Use::Drop; 2]]);
        let framed = |logit| usage(Role::Furniture, Reason::PageFrame, logit, false);
        assert_eq!([framed(-300), framed(-301)], [[Use::Aside, Use::Drop], [Use::Drop; 2]]);
        let date = |logit| usage(Role::Dateline, Reason::DateLine, logit, false);
        assert_eq!([date(0), date(-1)], [[Use::Aside; 2], [Use::Drop; 2]]);
    }

    #[test]
    fn a_link_stays_dropped_and_so_does_what_says_itself_what_it_is() {
        assert_eq!(usage(Role::Teaser, Reason::OtherStories, 100, true), [Use::Drop; 2]);
        assert_eq!(usage(Role::Teaser, Reason::TeaserLabel, 100, false), [Use::Drop; 2]);
    }

    #[test]
    fn the_article_reaches_from_its_title_to_the_first_words_of_the_page_below() {
        let text = treat(Role::Paragraph, Reason::RunningText, true);
        let line = treat(Role::Furniture, Reason::LineOutsideText, true);
        let tags = treat(Role::Furniture, Reason::PageFurniture, true);
        let title = treat(Role::Title, Reason::ShortLineBeforeText, true);
        let blocks = [line, title, line, text, line, line, tags, line];
        assert_eq!(reach(Some(1), &blocks), Some(1..6));
        assert_eq!(reach(None, &blocks[..6]), Some(3..6));
        assert_eq!(reach(None, &[line; 2]), None);
        let sources = treat(Role::SourceLine, Reason::SourceLabel, true);
        let blocks = [text, sources, treat(Role::Furniture, Reason::AfterEnd(BlockId::new(1)), true)];
        assert_eq!((limit(&blocks, 1, true), limit(&blocks, 2, true)), (None, Some(i32::MIN)));
        let blocks = [text, tags, treat(Role::Furniture, Reason::AfterEnd(BlockId::new(1)), true)];
        assert_eq!(limit(&blocks, 2, true), None);
    }

    #[test]
    fn the_model_is_asked_only_where_there_is_a_text_and_a_doubt() {
        let text = treat(Role::Paragraph, Reason::RunningText, true);
        let line = treat(Role::Furniture, Reason::LineOutsideText, true);
        let label = treat(Role::Teaser, Reason::TeaserLabel, true);
        for blocks in [[text; 2], [line; 2], [text, label]] {
            let mut found = blocks;
            doubt(|| unreachable!("the model is asked"), |_| false, None, &mut found);
            assert_eq!(found, blocks);
        }
    }
}
