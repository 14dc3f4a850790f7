//! What only the whole article tells, once each line has a role: headings among others, repeats, the lead.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::{Range, RangeInclusive};

use epitome_document::{BlockId, BlockKind, Document, Reason, Role, Treatment, Use};
use epitome_langs::words;
use foldhash::{HashMap, HashMapExt};
use memchr::memmem::Finder;

use crate::article::Article;
use crate::article::roles::treat;
use crate::article::rows::has_label;
use crate::article::runs::runs;
use crate::line::dates::is_clock;
use crate::line::items::{Marker, list_marker};
use crate::line::marks::{Mark, is_of_page, n_breaks};
use crate::line::phrases::Cuebook;
use crate::line::quotes::is_quotation;
use crate::line::{Ending, Line, Shape};

/// A heading that is a sentence has at most so many words, as the longest one of the seed articles …
const MAX_SENTENCE_HEADING_WORDS: usize = 11;
/// … stands between paragraphs of at least so many …
const MIN_NEIGHBOUR_WORDS: usize = 30;
/// … in an article with so many other headings …
const MIN_OTHER_HEADINGS: usize = 3;
/// … or with a heading and another such sentence, if it has at most so many words: of the six lines that become headings in 1,200
/// Vietnamese news articles without this limit, the four with more are paragraphs.
const MAX_FEW_HEADING_WORDS: usize = 8;
/// A line of so many words that comes twice is a mistake of the page; shorter ones may be a refrain or an answer.
const MIN_REPEAT_WORDS: usize = 6;
/// Short lines in a row that may be the cells of a flattened table.
const MIN_CELLS: usize = 8;
/// So many lines in a row with so many words in the mean are no headings but a list.
const MIN_ITEMS: usize = 3;
const MIN_ITEM_WORDS: usize = 8;
/// Words of a question that is a heading.
pub(crate) const MAX_QUESTION_WORDS: usize = 12;
/// With so many questions between its paragraphs a text is an interview.
pub(crate) const MIN_INTERVIEW_QUESTIONS: usize = 3;
/// … one of them longer than any heading is, and no paragraph.
const LONG_QUESTION_WORDS: RangeInclusive<usize> = 16..=60;
/// Words of a question that only somebody who listens asks.
const MAX_REMARK_WORDS: usize = 2;
/// Words of who is answered in a thread.
const MAX_SPEAKER_WORDS: usize = 5;
/// What is answered stands so many lines above at most.
const MAX_REPLY_DISTANCE: usize = 60;
/// Words of a quotation pulled out of its paragraph.
const MAX_PULL_WORDS: usize = 60;
/// A quotation pulled out of its paragraph stands so near to it.
const MAX_PULL_DISTANCE: usize = 6;

/// A short question above a list is a heading; above a longer text it is one when the article has others. In an interview somebody asks it.
pub(crate) fn question_headings(article: &Article, blocks: &mut [Treatment]) {
    let n_headings = n_headings(blocks);
    if is_interview(article, blocks) {
        let remarks: Vec<usize> = (1..blocks.len()).filter(|idx| is_remark(article, blocks, *idx)).collect();
        for idx in remarks {
            blocks[idx] = treat(Role::Paragraph, Reason::RunningText, false);
        }
        return;
    }
    let is_above_text = |idx: &usize| {
        let next = idx + 1;
        next < blocks.len()
            && (blocks[next].role == Role::ListItem
                || article.runs[next].is_some()
                || n_headings > 0
                    && article.is_free_sentence(next)
                    && (n_headings > 1 || article.lines[next].shape == Shape::Prose))
    };
    let is_question = |idx: &usize| is_short_question(article, blocks, *idx);
    let found: Vec<usize> = (1..blocks.len()).filter(is_question).filter(is_above_text).collect();
    for idx in found {
        blocks[idx] = treat(Role::Heading, Reason::ShortSentenceInText, true);
    }
}

/// How many short lines are surely headings.
fn n_headings(blocks: &[Treatment]) -> usize {
    blocks.iter().filter(|block| block.reason == Reason::ShortLineInText && block.sure).count()
}

fn is_short_question(article: &Article, blocks: &[Treatment], idx: usize) -> bool {
    let line = &article.lines[idx];
    blocks[idx].role == Role::Paragraph
        && line.text.ends_with(['?', '？'])
        && line.n_words <= MAX_QUESTION_WORDS
        && line.key.trim_start_matches('¿').starts_with(char::is_alphabetic)
        && line.key.split_once(':').is_none_or(|(label, _)| words(label).nth(MAX_SPEAKER_WORDS - 1).is_some()) // "Q: And the money?"
        && n_breaks(line.inner()) <= 1
}

/// A question that looks like a heading and is too short for one: "And then?"
fn is_remark(article: &Article, blocks: &[Treatment], idx: usize) -> bool {
    let line = &article.lines[idx];
    blocks[idx].reason == Reason::ShortLineInText
        && line.text.ends_with(['?', '？'])
        && line.n_words <= MAX_REMARK_WORDS
}

/// Whether somebody asks and another one answers: one of the questions is longer than a heading or has hardly a word ("And then?"), or
/// two say something first ("You close in May. Why?").
fn is_interview(article: &Article, blocks: &[Treatment]) -> bool {
    let is_question = |idx: &usize| is_short_question(article, blocks, *idx);
    let is_remark = |idx: usize| is_remark(article, blocks, idx);
    let says_first = |idx: &usize| is_question(idx) && n_breaks(article.lines[*idx].inner()) == 1;
    let is_long_question = |idx: usize| {
        let line = &article.lines[idx];
        blocks[idx].role == Role::Paragraph
            && line.text.ends_with(['?', '？'])
            && LONG_QUESTION_WORDS.contains(&line.n_words)
    };
    (0..blocks.len()).filter(|idx| is_question(idx) || is_remark(*idx)).count() >= MIN_INTERVIEW_QUESTIONS
        && ((0..blocks.len()).any(|idx| is_long_question(idx) || is_remark(idx))
            || (0..blocks.len()).filter(says_first).nth(1).is_some())
}

/// A short sentence between long paragraphs, when the article has other headings.
pub(crate) fn sentence_headings(article: &Article, blocks: &mut [Treatment]) {
    let n_headings = n_headings(blocks);
    if n_headings == 0 {
        return;
    }
    let is_interview = is_interview(article, blocks);
    let has_others = n_headings >= MIN_OTHER_HEADINGS;
    let max_words = if has_others { MAX_SENTENCE_HEADING_WORDS } else { MAX_FEW_HEADING_WORDS };
    let is_long =
        |idx: usize| article.is_free_sentence(idx) && article.lines[idx].n_words >= MIN_NEIGHBOUR_WORDS;
    let is_heading = |idx: &usize| {
        let (idx, line) = (*idx, &article.lines[*idx]);
        let is_sentence = blocks[idx].role == Role::Paragraph
            && line.n_words <= max_words
            && line.ending != Ending::Colon
            && list_marker(&line.key) != Some(Marker::Bullet)
            && !(is_interview && line.text.ends_with(['?', '？']))
            && line.tail.is_none();
        // What names somebody's words, gives a figure or points back belongs to the text around it.
        let is_plain = !line.key.contains(|c: char| matches!(c, '"' | ',' | ';' | ':') || c.is_ascii_digit())
            && !opens_with_anaphora(line, article.book);
        is_sentence && is_plain && is_long(idx - 1) && is_long(idx + 1)
    };
    let found: Vec<usize> = (1..blocks.len().saturating_sub(1)).filter(is_heading).collect();
    if has_others || found.len() > 1 {
        for idx in found {
            blocks[idx] = treat(Role::Heading, Reason::ShortSentenceInText, true);
        }
    }
}

fn opens_with_anaphora(line: &Line, book: &Cuebook) -> bool {
    words(&line.key).take(3).any(|word| book.language.anaphora.contains(&line.key[..word.end()]))
}

/// No heading stands directly above what is of the page: a name there is the author's, and anything else belongs to the page too. Above
/// that, again, stands no heading. In a conversation such a line is the last one of what somebody wrote; and a button that comes again
/// stands in each part of the article, below its heading.
pub(crate) fn lines_above_furniture(article: &Article, blocks: &mut [Treatment]) {
    if article.is_conversation {
        return;
    }
    let mut n_said: HashMap<&str, usize> = HashMap::new();
    for (line, _) in article.lines.iter().zip(&*blocks).filter(|(_, block)| block.role == Role::Furniture) {
        *n_said.entry(line.key.as_str()).or_default() += 1;
    }
    // Three lines of many words each are no headings, and no buttons either, but the end of a list.
    let is_heading = |idx: usize| is_short_heading(&blocks[idx]);
    let is_list = |run: &Range<usize>| {
        let n_words: usize = run.clone().map(|idx| article.lines[idx].n_words).sum();
        run.len() >= MIN_ITEMS
            && n_words >= MIN_ITEM_WORDS * run.len()
            && blocks.get(run.end).is_some_and(|block| is_of_page(block.role))
    };
    for run in runs(blocks.len(), is_heading).filter(is_list).collect::<Vec<_>>() {
        blocks[run].fill(treat(Role::ListItem, Reason::ListMarker, false));
    }
    let mut comes_again = false;
    for idx in (0..blocks.len().saturating_sub(1)).rev() {
        let below = blocks[idx + 1];
        comes_again |= n_said.get(article.lines[idx + 1].key.as_str()).is_some_and(|n| *n > 1);
        // Above the times of a live page a button says in which order they stand.
        let is_above_posts = blocks.get(idx + 2).is_some_and(|block| block.role == Role::Dateline)
            && is_clock(&article.lines[idx + 2].key);
        if !is_of_page(below.role) || is_above_posts || !is_short_heading(&blocks[idx]) {
            comes_again = false;
        } else if article.is_person(idx) {
            blocks[idx] = treat(Role::Byline, Reason::AuthorLine, true);
        } else if !comes_again {
            blocks[idx] = treat(Role::Furniture, Reason::PageFurniture, false);
        }
    }
}

fn is_short_heading(block: &Treatment) -> bool {
    block.role == Role::Heading && block.reason == Reason::ShortLineInText
}

/// A cell without words behind one that is used belongs to its table: a dash for none, a tick.
pub(crate) fn cells_without_words(document: &Document, blocks: &mut [Treatment]) {
    let is_cell = |idx: usize| document.blocks[idx].kind == BlockKind::Cell;
    for idx in 1..blocks.len() {
        if blocks[idx].reason == Reason::NoWords
            && is_cell(idx)
            && is_cell(idx - 1)
            && matches!(blocks[idx - 1].usage, Use::Body | Use::Aside)
        {
            blocks[idx] = treat(Role::Paragraph, Reason::AmongText, false);
        }
    }
}

/// What is said again, word for word, is used once: the first time it is used at all. Two cells of a table may say the same, and one the title.
pub(crate) fn repeats(document: &Document, lines: &[Line], blocks: &mut [Treatment]) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut are_cells = vec![false; lines.len()];
    let is_short = |idx: usize| document.elements.is_empty() && lines[idx].shape == Shape::Short;
    for cells in runs(lines.len(), is_short).filter(|run| run.len() >= MIN_CELLS) {
        are_cells[cells].fill(true);
    }
    for (idx, line) in lines.iter().enumerate() {
        if blocks[idx].usage == Use::Drop {
            continue;
        }
        match first.get(line.key.as_str()) {
            Some(&earlier) => {
                let is_cell = document.blocks[idx].kind == BlockKind::Cell;
                let is_mistake = line.n_words >= MIN_REPEAT_WORDS && !are_cells[idx]
                    || earlier + 1 == idx && !is_cell && !are_cells[idx]
                    || blocks[earlier].role == Role::Title && !is_cell
                    || blocks[idx].role == Role::Caption;
                if is_mistake {
                    blocks[idx] = treat(Role::Repeat, Reason::Repeats(BlockId::new(earlier)), true);
                }
            }
            None => {
                first.insert(&line.key, idx);
            }
        }
    }
}

/// In a thread who answers repeats what was said, behind a name and a colon: "pixelmoss said: every single day at 4:17".
pub(crate) fn replies(lines: &[Line], blocks: &mut [Treatment]) {
    let colons = Finder::new(": ");
    let repeated = |idx: usize| {
        let key = &lines[idx].key;
        let colon = colons.find(key.as_bytes())?;
        let (name, said) = (&key[..colon], &key[colon + 2..]);
        let n_said = || words(said).take(MAX_PULL_WORDS + 1).count();
        let is_reply = words(name).nth(MAX_SPEAKER_WORDS).is_none()
            && (MIN_REPEAT_WORDS..=MAX_PULL_WORDS).contains(&n_said());
        let said = said.trim_end_matches(|c: char| !c.is_alphanumeric());
        let said = is_reply.then(|| Finder::new(said))?;
        let holds = |other: &usize| said.find(lines[*other].key.as_bytes()).is_some();
        (0..idx).rev().take(MAX_REPLY_DISTANCE).find(holds)
    };
    for (idx, block) in blocks.iter_mut().enumerate() {
        let is_text = block.usage == Use::Body || block.role == Role::Heading;
        if is_text && repeated(idx).is_some() {
            *block = treat(Role::Quote, Reason::WholeQuotation, true);
        }
    }
}

/// A quotation that stands, word for word, in a paragraph beside it was pulled out of there to catch the eye. What the markup calls a
/// quotation needs no quotation marks and may stand farther away, as in a thread.
pub(crate) fn pull_quotes(lines: &[Line], blocks: &mut [Treatment]) {
    for idx in 0..blocks.len() {
        let line = &lines[idx];
        let is_marked_up = blocks[idx].reason == Reason::Markup;
        let is_set_off = match blocks[idx].role {
            Role::Quote => is_marked_up || is_quotation(line.inner()),
            Role::Heading => !is_marked_up && is_quotation(line.inner()),
            _ => false,
        };
        let is_pulled = is_set_off && (MIN_REPEAT_WORDS..=MAX_PULL_WORDS).contains(&line.n_words);
        let reach = if is_marked_up { MAX_REPLY_DISTANCE } else { MAX_PULL_DISTANCE };
        let words = line.key.trim_matches(|c: char| !c.is_alphanumeric());
        // A heading quotes what follows it.
        let below = if blocks[idx].role == Role::Heading { 0 } else { reach };
        let mut near = idx.saturating_sub(reach)..(idx + below + 1).min(blocks.len());
        let holds = |other: &usize| {
            *other != idx
                && blocks[*other].usage == Use::Body
                && lines[*other].n_words > line.n_words
                && lines[*other].key.contains(words)
        };
        if is_pulled && let Some(source) = near.find(holds) {
            blocks[idx] = treat(Role::Repeat, Reason::Repeats(BlockId::new(source)), true);
        }
    }
}

/// Nothing is silently lost: an article without any body keeps its sentences as one, or else every line that bears no mark.
pub(crate) fn rescue(lines: &[Line], marks: &[Option<Mark>], blocks: &mut [Treatment]) {
    if blocks.iter().any(|block| block.usage == Use::Body) {
        return;
    }
    let is_weak = |block: &Treatment| {
        matches!(block.role, Role::Title | Role::Heading | Role::Caption | Role::Teaser | Role::Byline)
            || block.reason == Reason::LineOutsideText
    };
    // A page with a notice and no sentence of its own is nothing but its frame: the article is gone.
    let is_notice = |(line, mark): (&Line, &Option<Mark>)| {
        line.is_sentence() && mark.is_some_and(|mark| mark.reason == Reason::PageFurniture)
    };
    let has_notice = lines.iter().zip(marks).any(is_notice);
    let has_sentence = blocks.iter().zip(lines).any(|(block, line)| is_weak(block) && line.is_sentence());
    for ((block, line), mark) in blocks.iter_mut().zip(lines).zip(marks) {
        if is_weak(block) && if has_sentence { line.is_sentence() } else { mark.is_none() && !has_notice } {
            *block = treat(Role::Paragraph, Reason::NothingElse, false);
        }
    }
}

/// The first paragraph of the text; figures and values may stand above it.
pub(crate) fn name_lead(lines: &[Line], blocks: &mut [Treatment]) {
    // What stands above the title is in doubt. A list of what is new may stand before the lead.
    let title = blocks.iter().position(|block| block.role == Role::Title).unwrap_or_default();
    let below = if blocks[title..].iter().any(|block| block.usage == Use::Body) { title } else { 0 };
    let is_value = |idx: usize| {
        !lines[idx].is_sentence()
            && (matches!(blocks[idx].reason, Reason::AmongText | Reason::AmongAlike)
                || has_label(&lines[idx]))
    };
    let mut body = (below..blocks.len()).filter(|idx| blocks[*idx].usage == Use::Body && !is_value(*idx));
    if let Some(first) = body.find(|idx| blocks[*idx].role != Role::ListItem)
        && blocks[first].role == Role::Paragraph
        && matches!(blocks[first].reason, Reason::RunningText | Reason::AmongText | Reason::AmongAlike)
    {
        blocks[first] = treat(Role::Lead, Reason::FirstParagraph, blocks[first].sure);
    }
}

/// What a page hides beside text that it shows is set aside: parts that fold away are of the article, traps for machines and drafts are not.
/// So is what is preformatted beside running text, mostly code. Where most of the article is so, it is the article.
pub(crate) fn set_aside(document: &Document, lines: &[Line], blocks: &mut [Treatment]) {
    let body: Vec<usize> = (0..lines.len()).filter(|idx| blocks[*idx].usage == Use::Body).collect();
    let n_words = |of: &[usize]| of.iter().map(|idx| lines[*idx].n_words).sum::<usize>();
    let is_so = |idx: usize, reason: Reason| {
        let block = &document.blocks[idx];
        match reason {
            Reason::Preformatted => block.kind == BlockKind::Preformatted,
            _ => block.hint.element.is_some_and(|element| document.elements.is_hidden(element)),
        }
    };
    for reason in [Reason::Preformatted, Reason::Hidden] {
        let found: Vec<usize> = body.iter().copied().filter(|idx| is_so(*idx, reason)).collect();
        if n_words(&found) * 4 > n_words(&body) * 3 {
            continue;
        }
        for idx in found {
            blocks[idx] = Treatment { usage: Use::Aside, reason, sure: false, ..blocks[idx] };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::{TEXT, roles};

    #[test]
    fn two_cells_of_a_table_may_say_the_same() {
        let cells = "<table><tr><td>Renewal<td>Free<td>Free</table>";
        let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{cells}<p>{TEXT} Again.</p>");
        assert_eq!(
            roles(&html, &[100, 200, 200, 200, 200, 200], Some(0))[3..5],
            [(Role::Paragraph, Reason::AmongText); 2]
        );
        let html = html.replace("<td>Renewal", "<td>The old bridge");
        assert_ne!(roles(&html, &[100, 200, 200, 200, 200, 200], Some(0))[2].0, Role::Repeat);
    }

    #[test]
    fn a_dash_amid_the_cells_of_a_table_is_one() {
        let cells = "<table><tr><td>Renewal<td>—<td>Free<tr><td>Lost card<td>€3<td>–</table>";
        let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{cells}<p>—</p><p>{TEXT} Again.</p>");
        let roles = roles(&html, &[100, 200, 200, -300, 200, 200, 200, -300, -300, 200], Some(0));
        assert_eq!([roles[3], roles[7]], [(Role::Paragraph, Reason::AmongText); 2]);
        assert_eq!(roles[8], (Role::Furniture, Reason::NoWords));
    }
}
