//! What each block of a page is: the models say which belong to the article, the markup and the words what they are in it.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

pub(crate) mod boxes;
pub(crate) mod cards;
pub(crate) mod clusters;
pub(crate) mod columns;
pub(crate) mod contents;
pub(crate) mod fact_boxes;
pub(crate) mod frame;
pub(crate) mod inside;
pub(crate) mod notes;
pub(crate) mod outside;
pub(crate) mod overruled;
pub(crate) mod permalink;
pub(crate) mod pictures;
pub(crate) mod place;
pub(crate) mod points;
pub(crate) mod posts;
pub(crate) mod regions;
pub(crate) mod shares;
pub(crate) mod siblings;
pub(crate) mod speakers;
pub(crate) mod stories;
pub(crate) mod stretch;
pub(crate) mod untitled;

use epitome_document::{BlockId, BlockKind, Document, Reason, Role, Treatment, Use};

use crate::article::passes::{cells_without_words, name_lead, pull_quotes, repeats, set_aside};
use crate::article::roles::treat;
use crate::article::threads;
use crate::article::title::is_way;
use crate::line::marks::{Mark, has_role, is_of_page};
use crate::line::phrases::Cuebook;
use crate::line::{Line, Shape};
use crate::model::{Looks, SURE};
use crate::page::frame::Calls;
use crate::page::shares::Shares;

/// A block without marks of the frame outweighs a cue of its words from here.
pub(crate) const OUTWEIGHS_CUE: i32 = 300;
/// On a page where no block reaches the cut, those so near to the best are the article.
const NEAR_BEST: i32 = 100;

/// The treatment of every block, and the block that is the title.
pub(crate) fn assign(
    document: &Document,
    lines: &[Line],
    marks: &[Option<Mark>],
    book: &Cuebook,
    looks: &Looks,
) -> (Vec<Treatment>, Option<BlockId>) {
    let page = Page::new(document, lines, marks, book, looks);
    let mut blocks: Vec<Treatment> = (0..lines.len()).map(|idx| page.treatment(idx)).collect();
    // Above the title stands what is of the page; a sentence there stays.
    for idx in (0..page.head).filter(|idx| lines[*idx].shape == Shape::Short) {
        // The way to the page may end with its title.
        let is_clear = looks.logits[idx].is_some_and(|logit| logit >= boxes::OUTWEIGHS_LABEL)
            && lines[idx].key != lines[page.head].key;
        if !is_clear && (blocks[idx].usage == Use::Body || blocks[idx].role == Role::Heading) {
            blocks[idx] = treat(Role::Furniture, Reason::LineOutsideText, false);
        }
    }
    last_headings(&mut blocks);
    if !page.posts.contains(&true) {
        cards::name(&page, &mut blocks);
    }
    cells_without_words(document, &mut blocks);
    repeats(document, lines, &mut blocks);
    pull_quotes(lines, &mut blocks);
    speakers::follow(&page, &mut blocks);
    siblings::decide(&page, &mut blocks);
    set_aside(document, lines, &mut blocks);
    // What stands above the title does not open the text.
    let head = page.title.unwrap_or_default();
    name_lead(&lines[head..], &mut blocks[head..]);
    let title = blocks.iter().position(|block| block.role == Role::Title).map(BlockId::new);
    // What is dropped has a second witness: of 235 such blocks of the labelled pages whose logit is near the cut 230 are none of the article.
    blocks.iter_mut().for_each(|block| block.sure |= block.usage == Use::Drop);
    (blocks, title)
}

pub(crate) struct Page<'a> {
    pub(crate) document: &'a Document,
    pub(crate) lines: &'a [Line<'a>],
    pub(crate) marks: Vec<Option<Mark>>,
    pub(crate) book: &'a Cuebook<'a>,
    pub(crate) looks: &'a Looks,
    /// The logit from which a block is of the article.
    pub(crate) cut: i32,
    /// The first block of the article, and one past the last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// Its first sentence, and its last.
    pub(crate) text: usize,
    pub(crate) last: usize,
    /// Why a block is in a part of the page that is never the article.
    pub(crate) apart: Vec<Option<Reason>>,
    /// Whether a block is a post of a thread that is the article.
    pub(crate) posts: Vec<bool>,
    /// What a block is that heads a post of a thread.
    headers: Vec<Option<Role>>,
    /// Whether a block stands in a box of other stories.
    pub(crate) boxed: Vec<bool>,
    /// Whether a block stands below the label of what the article is filed under.
    pub(crate) tagged: Vec<bool>,
    /// Whether a block below the cut stays for where it stands.
    pub(crate) stays: Vec<bool>,
    /// Whether a block is a caption for where it stands.
    pub(crate) captions: Vec<bool>,
    /// Whether a block is a cell that names a column.
    pub(crate) columns: Vec<bool>,
    /// Whether a block is an entry of a list of contents.
    pub(crate) entries: Vec<bool>,
    /// What each element holds of the article, and what it is called.
    pub(crate) shares: Shares,
    pub(crate) calls: Calls,
    pub(crate) title: Option<usize>,
    /// Whether questions in bold are headings.
    pub(crate) asks_in_bold: bool,
    /// Whether the article has a day of its own.
    pub(crate) has_day: bool,
    /// The title below which the whole text stands, or 0.
    head: usize,
}

impl<'a> Page<'a> {
    fn new(
        document: &'a Document,
        lines: &'a [Line<'a>],
        marks: &[Option<Mark>],
        book: &'a Cuebook<'a>,
        looks: &'a Looks,
    ) -> Page<'a> {
        let best = looks.logits.iter().flatten().max().copied().unwrap_or_default();
        let cut = (best - NEAR_BEST).min(0);
        let is_likely = |idx: usize| looks.logits[idx].is_some_and(|logit| logit >= cut);
        // The posts of a thread have headers with author and date.
        let thread = threads::of_page(lines, marks);
        let calls = Calls::new(&document.elements);
        let users = posts::users(document, lines, &calls);
        let are_authors = posts::are_authors(document, lines, &users, &|idx| is_likely(*idx));
        let posts = posts::find(document, lines, &is_likely, thread.is_some() || are_authors);
        let thread = thread.filter(|_| posts.contains(&true));
        let is_kept = |idx: usize| is_likely(idx) || posts[idx] && looks.logits[idx].is_some();
        let anchor = looks.title.or_else(|| (0..lines.len()).find(|idx| is_kept(*idx))).unwrap_or_default();
        let mut apart = regions::find(document, lines, &is_kept, anchor);
        let boxed = boxes::find(document, lines, marks, anchor, boxes::STORIES);
        let is_strong = |idx: usize| looks.logits[idx].is_some_and(|logit| logit >= OUTWEIGHS_CUE);
        let tagged = boxes::find(document, lines, marks, anchor, boxes::TAGS);
        let is_clear = |idx: usize| is_strong(idx) || boxes::outweighs_label(&lines[idx], looks.logits[idx]);
        let comments = boxes::comments(document, lines, marks, anchor, &is_clear);
        let is_noted = |idx: usize| notes::is_named(document, idx, &calls);
        for idx in (0..lines.len())
            .filter(|idx| comments[*idx] && !posts[*idx] && !is_clear(*idx) && !is_noted(*idx))
        {
            apart[idx] = apart[idx].or(Some(Reason::ReaderComments));
        }
        let is_article =
            |idx: &usize| is_kept(*idx) && apart[*idx].is_none() && (!boxed[*idx] || is_clear(*idx));
        let first = (0..lines.len()).find(is_article).unwrap_or(lines.len());
        let end = (0..lines.len()).rfind(is_article).map_or(0, |last| last + 1);
        let shares = Shares::new(document, lines, is_article);
        let text = (first..end).find(|idx| is_article(idx) && lines[*idx].is_sentence()).unwrap_or(first);
        let is_heading = |idx: &usize| {
            document.blocks[*idx].kind == BlockKind::Heading
                && lines[*idx].n_words > 0
                && apart[*idx].is_none()
        };
        // A page that does not say its title has it in the last heading before its text, or in a line there.
        let title = looks.title.filter(|idx| *idx < end);
        let title = title
            .map(|named| untitled::below_site(document, lines, marks, book, named, text).unwrap_or(named));
        let title = title
            .or_else(|| untitled::first_heading(document, lines, looks, text))
            .or_else(|| (0..text).rfind(|idx| is_heading(idx) && is_article(idx)))
            .or_else(|| untitled::find(document, lines, marks, book, text))
            .or_else(|| (0..text).rfind(is_heading));
        let above_cut: Vec<_> = looks.logits.iter().map(|logit| logit.map(|logit| logit - cut)).collect();
        let mut stays = stretch::find(document, lines, book, &above_cut, &is_article, &shares, title);
        let is_named = |idx: usize| marks[idx].is_some_and(|mark| is_of_page(mark.role));
        let head = title.map_or(first, |title| title + 1);
        clusters::complete(document, lines, head, &is_article, &is_named, &mut stays);
        for idx in (head..lines.len()).filter(|idx| looks.logits[*idx].is_some() && !is_article(idx)) {
            stays[idx] |= notes::is_note(document, lines, idx, &calls, &shares);
        }
        let end = stays.iter().rposition(|stays| *stays).map_or(end, |last| end.max(last + 1));
        let is_text = |idx: &usize| is_article(idx) && lines[*idx].is_sentence();
        let head = title.filter(|title| *title < text).unwrap_or_default();
        let text = title.and_then(|title| (title..end).skip(1).find(is_text)).unwrap_or(text);
        let last = (first..end).rfind(|idx| is_text(idx)).unwrap_or(text);
        let captions = pictures::captions(document, lines, book);
        let mut marks = thread.unwrap_or_else(|| marks.to_vec());
        let is_in_text = |idx: usize| is_article(&idx) || stays[idx] && !boxed[idx];
        clusters::clear_labels(document, lines, &is_in_text, &mut marks);
        let is_thread = posts.contains(&true) || posts::are_authors(document, lines, &users, &is_article);
        let headers = match is_thread {
            true => posts::headers(lines, &marks, &users, title),
            false => vec![None; lines.len()],
        };
        let mut page = Page {
            document,
            lines,
            marks,
            book,
            looks,
            cut,
            first,
            end,
            text,
            last,
            apart,
            posts,
            headers,
            boxed,
            tagged,
            stays,
            captions,
            columns: columns::find(document, lines, book),
            entries: contents::entries(document, lines, &calls),
            shares,
            calls,
            title,
            head,
            asks_in_bold: true,
            has_day: false,
        };
        page.asks_in_bold = page.asks_in_bold();
        page.has_day = page.has_day();
        page
    }

    fn treatment(&self, idx: usize) -> Treatment {
        // The pictures below the title are the article's too.
        let start = self.title.map_or(self.first, |title| title.min(self.first));
        let is_inside = start <= idx && idx < self.end;
        let Some(logit) = self.looks.logits[idx] else {
            let role = if is_inside { Role::Caption } else { Role::Furniture };
            return treat(role, Reason::AlternativeText, true);
        };
        if self.title == Some(idx) {
            return treat(Role::Title, Reason::Markup, true);
        }
        if let Some(role) = self.headers[idx] {
            return treat(role, Reason::Markup, true);
        }
        let sure = (logit - self.cut).abs() >= SURE && (logit >= self.cut || !self.posts[idx]);
        let mark = self.marks[idx].filter(|mark| !self.is_overruled(idx, *mark, logit));
        if let Some(reason) = self.apart[idx] {
            if let Some(mark) = self.marks[idx].filter(|mark| mark.role == Role::CommentCount) {
                return treat(mark.role, mark.reason, true);
            }
            return treat(Role::Furniture, reason, true);
        }
        if idx < self.text && self.lines[idx].shape == Shape::Short && is_way(&self.lines[idx].key) {
            return treat(Role::Furniture, Reason::PageFrame, true);
        }
        if self.is_speaker(idx) {
            return treat(Role::Quote, Reason::Markup, sure);
        }
        if self.is_topic(idx) || self.is_entry(idx) || self.is_above_entries(idx) {
            return treat(Role::Furniture, Reason::PageFrame, true);
        }
        if self.boxed[idx]
            && logit < OUTWEIGHS_CUE
            && !boxes::outweighs_label(&self.lines[idx], Some(logit))
            && (self.is_story(idx) || self.is_date(idx) || has_role(&self.marks, idx, Role::Byline))
        {
            return treat(Role::Teaser, Reason::OtherStories, sure);
        }
        if logit < self.cut && !self.posts[idx] {
            return self.outside(idx, is_inside, mark, sure);
        }
        match mark {
            Some(mark) if mark.role == Role::Caption => treat(Role::Caption, mark.reason, sure),
            Some(mark)
                if mark.role == Role::Dateline
                    || mark.role.usage() == Use::Drop
                        && (logit < OUTWEIGHS_CUE || self.is_head(idx, mark)) =>
            {
                treat(mark.role, mark.reason, true)
            }
            _ if self.is_caption(idx) => treat(Role::Caption, Reason::Markup, sure),
            _ => self.inside(idx, sure),
        }
    }

    pub(crate) fn is_date(&self, idx: usize) -> bool {
        has_role(&self.marks, idx, Role::Dateline)
    }
}

/// A heading without any text below it belongs to what follows the article.
fn last_headings(blocks: &mut [Treatment]) {
    for block in blocks.iter_mut().rev() {
        match block.usage {
            Use::Body => break,
            _ if block.role == Role::Heading => {
                *block = treat(Role::Furniture, Reason::LineOutsideText, block.sure)
            }
            _ => {}
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
