//! What stands behind the sign that the article is over.

use epitome_document::{BlockId, Reason, Role, Treatment, Use};

use crate::article::Article;
use crate::article::headlines::is_headline;
use crate::article::roles::treat;
use crate::article::runs::runs;
use crate::article::zones::Place;
use crate::line::dates::{has_four_digits, has_year, is_short_date};
use crate::line::limits::MAX_USER_WORDS;
use crate::line::marks::{Mark, Signal, has_role};
use crate::line::{Ending, Line, Shape};

/// Words of a subject an article is filed under.
const MAX_TAG_WORDS: usize = 4;
/// Words of the title of another story below comments, where fewer may be a comment.
const MIN_TITLE_WORDS: usize = 4;
/// Words of an entry of a bibliography.
const MIN_REFERENCE_WORDS: usize = 6;
/// The same below the word "Sources".
const MIN_SOURCE_WORDS: usize = 4;
/// So many of them are looked for.
const MAX_REFERENCES: usize = 40;

impl Article<'_> {
    /// A line behind the sign that the article is over: what it is depends on that sign.
    pub(crate) fn after_end(&self, idx: usize, marker: BlockId, mark: Option<Mark>) -> Treatment {
        let signal = self.marks[marker.idx()].map_or(Signal::None, |mark| mark.signal);
        let line = &self.lines[idx];
        let n_words = line.n_words;
        match mark.filter(|mark| mark.role.usage() == Use::Drop) {
            Some(mark) if is_claim(mark, line) => treat(Role::Furniture, Reason::PageFurniture, true),
            Some(mark) if !matches!(mark.role, Role::Dateline | Role::Byline) || signal == Signal::None => {
                treat(mark.role, mark.reason, true)
            }
            _ if self.is_comment_date(idx) || idx > 0 && self.is_comment_date(idx - 1) => {
                treat(Role::Furniture, Reason::ReaderComments, true)
            }
            // The date of another story.
            Some(mark)
                if mark.role == Role::Dateline
                    && matches!(signal, Signal::End | Signal::Titles)
                    && !self.footers[idx] =>
            {
                treat(Role::Teaser, Reason::AfterEnd(marker), true)
            }
            _ if self.is_reference(idx, marker) => treat(Role::ListItem, Reason::ListMarker, false),
            _ if signal == Signal::Comments => treat(Role::Furniture, Reason::ReaderComments, true),
            _ if signal == Signal::Tags && n_words <= MAX_TAG_WORDS => {
                treat(Role::Furniture, Reason::AfterEnd(marker), true)
            }
            _ if !self.footers[idx] && (line.is_sentence() || is_headline(line, self.book)) => {
                treat(Role::Teaser, Reason::AfterEnd(marker), true)
            }
            _ => treat(Role::Furniture, Reason::AfterEnd(marker), true),
        }
    }

    /// Among books and documents directly below a label; below the word "Sources" others may stand between these.
    fn is_reference(&self, idx: usize, marker: BlockId) -> bool {
        let first = marker.idx() + 1;
        if idx >= first + MAX_REFERENCES {
            return false;
        }
        let is_source = has_role(&self.marks, marker.idx(), Role::SourceLine);
        let is_reference = |idx: &usize| is_reference(&self.lines[*idx], is_source);
        let is_below = |idx: &usize| self.marks[*idx].is_none() && self.places[*idx] == Place::After(marker);
        let below = (first..self.lines.len()).take(MAX_REFERENCES).take_while(is_below);
        let n_listed = match is_source && is_reference(&first) {
            true => below.filter(is_reference).last().map_or(0, |last| last + 1 - first),
            false => below.take_while(is_reference).count(),
        };
        idx < first + n_listed
    }

    /// A date between the name of a reader and what that reader wrote.
    fn is_comment_date(&self, idx: usize) -> bool {
        let is_name = |above: usize| {
            let line = &self.lines[above];
            self.marks[above].is_none_or(|mark| mark.role == Role::Byline)
                && matches!(line.ending, Ending::Open | Ending::Colon)
                && line.n_words <= MAX_USER_WORDS
        };
        idx > 0
            && has_role(&self.marks, idx, Role::Dateline)
            && is_name(idx - 1)
            && self.lines.get(idx + 1).is_some_and(Line::is_sentence)
    }
}

/// Titles in a row below what readers wrote are those of other stories.
pub(crate) fn titles_below_comments(article: &Article, blocks: &mut [Treatment]) {
    let is_title = |idx: usize| {
        let line = &article.lines[idx];
        blocks[idx].reason == Reason::ReaderComments
            && line.shape == Shape::Short
            && line.n_words >= MIN_TITLE_WORDS
            && is_headline(line, article.book)
    };
    let titles: Vec<_> = runs(blocks.len(), is_title).filter(|run| run.len() > 1).collect();
    for run in titles {
        blocks[run].fill(treat(Role::Teaser, Reason::ReaderComments, true));
    }
}

/// A date behind the text beside the title of another story is that story's.
pub(crate) fn dates_of_stories(article: &Article, blocks: &mut [Treatment]) {
    for idx in article.end.max(1)..blocks.len() {
        let is_story = |other: usize| blocks.get(other).is_some_and(|block| block.role == Role::Teaser);
        let is_date = blocks[idx].role == Role::Dateline
            || matches!(blocks[idx].reason, Reason::AfterEnd(_) | Reason::LineOutsideText)
                && is_short_date(&article.lines[idx].key, article.book);
        if is_date && (is_story(idx + 1) || is_story(idx - 1)) {
            blocks[idx] = treat(Role::Teaser, blocks[idx].reason, true);
        }
    }
}

/// "© Example Media" behind the text.
pub(crate) fn is_claim(mark: Mark, line: &Line) -> bool {
    mark.role == Role::Credit && line.key.starts_with('©')
}

/// "Ann Lee, The Lamp, Holt Press, 2011": a book or a document, with its year at the end; of sources the first and the last year perhaps.
fn is_reference(line: &Line, is_source: bool) -> bool {
    let last = line.key.rsplit(' ').next().unwrap_or_default().trim_end_matches('.');
    line.n_words >= if is_source { MIN_SOURCE_WORDS } else { MIN_REFERENCE_WORDS }
        && line.key.contains(", ")
        && (has_year(last) || is_source && has_four_digits(last))
        && last.chars().all(|c| c.is_ascii_digit() || is_source && matches!(c, '-' | '–'))
}
