//! What a block is that belongs to the article of a page: the markup says so, and where it stands.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::RangeInclusive;

use epitome_document::{BlockId, BlockKind, Document, Mark as Inline, MarkKind, Reason, Role, Treatment};

use crate::article::authors::{is_author_line, is_person, names_office};
use crate::article::passes::{MAX_QUESTION_WORDS, MIN_INTERVIEW_QUESTIONS};
use crate::article::roles::{MIN_STANDFIRST_WORDS, treat};
use crate::article::rows::{has_label, is_value};
use crate::line::dates::is_labelled;
use crate::line::items::list_marker;
use crate::line::marks::Mark;
use crate::line::names::{are_people, is_capital};
use crate::line::quotes::is_quotation;
use crate::line::{Ending, Line, Shape};
use crate::model::families::{CALLS, families};
use crate::page::Page;
use crate::page::place::{self, Place};

/// The name of the author beside a date stands within so many blocks of the title.
const MAX_AUTHOR_DISTANCE: usize = 6;
/// A name that stands so many blocks below the title needs no date.
const MAX_NAME_DISTANCE: usize = 3;
/// So many pictures may stand between a heading and its text.
const MAX_PICTURES: usize = 3;
/// A longer text is not a caption, whatever its element is called.
const MAX_CAPTION_WORDS: usize = 80;
/// Who signs an article stands so many blocks below its last sentence.
const MAX_BELOW_TEXT: usize = 2;
/// Words of the name with which an article is signed.
const SIGNED_WORDS: RangeInclusive<usize> = 2..=4;
/// Words of what an article is filed under.
const MAX_TOPIC_WORDS: usize = 4;
/// The text of an event stands so many blocks below its heading.
const MAX_BELOW_EVENT: usize = 6;

impl Page<'_> {
    /// Whether the markup says that a block is a caption: by its element or by what that is called.
    pub(crate) fn is_caption(&self, idx: usize) -> bool {
        let block = &self.document.blocks[idx];
        let elements = &self.document.elements;
        // A call to subscribe may have a caption too.
        let named = || {
            block.hint.element.is_some_and(|element| {
                self.calls.is_caption(elements, element) && families(elements, element) & CALLS == 0
            })
        };
        block.kind == BlockKind::Caption
            || self.captions[idx]
            || block.kind != BlockKind::Heading && self.lines[idx].n_words <= MAX_CAPTION_WORDS && named()
    }

    /// An item of a menu, or of what the article is filed under.
    pub(crate) fn is_topic(&self, idx: usize) -> bool {
        let block = &self.document.blocks[idx];
        block.kind == BlockKind::ListItem
            && self.lines[idx].n_words <= MAX_TOPIC_WORDS
            && self.lines[idx].ending == Ending::Open
            && (self.tagged[idx]
                || block.hint.element.is_some_and(|own| self.calls.is_menu(&self.document.elements, own)))
    }

    /// Names alone directly below the last sentence of the article: who wrote it.
    pub(crate) fn is_signed(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let is_below_text = self.last < idx && idx <= self.last + MAX_BELOW_TEXT;
        let is_one_word = || line.n_words == 1 && is_capital(line.text) && idx < self.end;
        let place = || Place::of_block(self.document, idx, &self.shares);
        is_below_text
            && (idx < self.end || self.last + 1 == idx || place().is_some_and(|place| place.is_direct))
            && self.document.blocks[idx].hint.n_link_chars == 0
            && !line.key.starts_with('#')
            && self.document.blocks[idx].kind == BlockKind::Paragraph
            && line.ending == Ending::Open
            && (are_people(line.text)
                || names_office(line)
                || is_one_word()
                || SIGNED_WORDS.contains(&line.n_words) && is_author_line(line, self.book))
    }

    /// A name below the title beside a date, also where the text has begun: a standfirst may stand above it.
    pub(crate) fn is_dated_author(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        self.title.is_some_and(|title| title < idx && idx <= title + MAX_AUTHOR_DISTANCE)
            && self.document.blocks[idx].kind != BlockKind::Heading
            && line.shape == Shape::Short
            && is_author_line(line, self.book)
            && (idx > 0 && self.is_date(idx - 1) || self.is_date(idx + 1))
    }

    /// The name of a person alone directly below the title.
    pub(crate) fn is_name_below_title(&self, idx: usize) -> bool {
        self.title.is_some_and(|title| title < idx && idx <= title + MAX_NAME_DISTANCE)
            && idx <= self.text
            && self.document.blocks[idx].kind == BlockKind::Paragraph
            // "Present: Ann, Bert" says who was there.
            && !has_label(&self.lines[idx])
            && (is_person(self.lines[idx].text) || are_people(self.lines[idx].text))
    }

    fn is_below_title(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        self.title.is_some_and(|title| title < idx)
            && line.shape == Shape::Short
            && line.ending != Ending::Colon
    }

    /// Whether a line with this mark names author or date above the text.
    pub(crate) fn is_head(&self, idx: usize, mark: Mark) -> bool {
        idx < self.text && matches!(mark.role, Role::Byline | Role::Dateline)
    }

    /// What a short line between the title and the text is.
    fn above_text(&self, idx: usize, sure: bool) -> Treatment {
        let is_heading = self.document.blocks[idx].kind == BlockKind::Heading;
        if !is_heading && self.lines[idx].n_words > 0 && list_marker(&self.lines[idx].key).is_some() {
            treat(Role::ListItem, Reason::ListMarker, sure)
        } else if !is_heading
            && !has_label(&self.lines[idx])
            && (self.is_authors(idx) || is_author_line(&self.lines[idx], self.book))
        {
            treat(Role::Byline, Reason::AuthorLine, sure)
        } else if !is_heading && (is_labelled(&self.lines[idx].key) || is_no_heading(&self.lines[idx])) {
            treat(Role::Paragraph, Reason::AmongText, sure)
        } else {
            treat(Role::Heading, Reason::ShortLineBeforeText, sure)
        }
    }

    /// What a block of the article is.
    pub(crate) fn inside(&self, idx: usize, sure: bool) -> Treatment {
        let line = &self.lines[idx];
        match self.document.blocks[idx].kind {
            _ if self.cut < 0 => treat(Role::Paragraph, Reason::NothingElse, false),
            _ if self.is_standfirst(idx) => treat(Role::Paragraph, Reason::RunningText, sure),
            // Terms and what is said of them are a table of two columns.
            BlockKind::ListItem if self.is_in(idx, "dt") => treat(Role::Heading, Reason::Markup, sure),
            BlockKind::ListItem if self.is_in(idx, "dd") => treat(Role::Paragraph, Reason::AmongText, sure),
            BlockKind::ListItem if self.is_reference(idx) || self.is_event(idx) => {
                treat(Role::Paragraph, Reason::RunningText, sure)
            }
            BlockKind::Paragraph | BlockKind::Cell if self.is_marked_item(idx) => {
                treat(Role::ListItem, Reason::ListMarker, sure)
            }
            BlockKind::ListItem if !self.is_authors(idx) => treat(Role::ListItem, Reason::Markup, sure),
            _ if self.columns[idx] => treat(Role::Heading, Reason::Markup, sure),
            BlockKind::Cell if self.is_in_table(idx) => treat(Role::Paragraph, Reason::AmongText, sure),
            _ if idx < self.text && self.is_below_title(idx) => self.above_text(idx, sure),
            BlockKind::Heading => treat(Role::Heading, Reason::Markup, sure),
            BlockKind::Quote => treat(Role::Quote, Reason::Markup, sure),
            // What stands above a part that folds away.
            _ if self.is_in(idx, "summary") => treat(Role::Heading, Reason::Markup, sure),
            _ if self.is_dated_author(idx) => treat(Role::Byline, Reason::AuthorLine, sure),
            _ if self.is_signed(idx) => treat(Role::Byline, Reason::AuthorLine, sure),
            _ if is_quotation(line.inner()) && !line.inner().ends_with(['»', '”', '"']) => {
                treat(Role::Quote, Reason::WholeQuotation, sure)
            }
            _ if self.is_above_text(idx) && (self.asks_in_bold || !is_question(line)) => {
                treat(Role::Heading, Reason::ShortLineInText, sure)
            }
            _ if is_quotation(line.inner()) => treat(Role::Quote, Reason::WholeQuotation, sure),
            _ => treat(Role::Paragraph, Reason::RunningText, sure),
        }
    }

    /// A reference: it opens with the way back to its place in the text, or its list is called so.
    fn is_reference(&self, idx: usize) -> bool {
        let list = || place::within(self.document, idx, &["ol", "ul"]);
        self.lines[idx].key.starts_with(['↑', '^'])
            || list().is_some_and(|list| self.calls.is_references(list))
    }

    /// The text of an event or a post below its heading, in an item of a list.
    fn is_event(&self, idx: usize) -> bool {
        let item = |idx: usize| place::within(self.document, idx, &["li"]);
        let above = idx.saturating_sub(MAX_BELOW_EVENT)..idx;
        let is_heading = |above: &usize| self.document.blocks[*above].kind == BlockKind::Heading;
        above.into_iter().filter(is_heading).any(|above| item(above).is_some() && item(above) == item(idx))
    }

    /// An item of a list that only its mark tells, with another one above or below. Behind longer dashes somebody speaks.
    fn is_marked_item(&self, idx: usize) -> bool {
        let marker = |idx: usize| {
            let is_kept =
                self.looks.logits.get(idx).copied().flatten().is_some_and(|logit| logit >= self.cut);
            let line = self.lines.get(idx).filter(|line| is_kept && line.ending != Ending::Exclaim)?;
            let is_speech = line.text.starts_with(['–', '—']);
            list_marker(&line.key).filter(|_| !is_speech)
        };
        let own = marker(idx);
        own.is_some()
            && (marker(idx + 1) == own || idx.checked_sub(1).is_some_and(|above| marker(above) == own))
    }

    /// A line as long as a sentence between title and text: a standfirst, also one without its full stop or marked up as a heading.
    pub(crate) fn is_standfirst(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let is_heading = self.document.blocks[idx].kind == BlockKind::Heading;
        self.title.is_some_and(|title| title < idx)
            && (idx < self.text && line.ending == Ending::Open && line.n_words >= MIN_STANDFIRST_WORDS
                || idx <= self.text && line.shape == Shape::Prose && is_heading)
    }

    /// Whether an element around a block is called after the author.
    fn is_authors(&self, idx: usize) -> bool {
        self.frame(idx).is_author
    }

    /// Whether the element that bounds a block is called so.
    fn is_in(&self, idx: usize, name: &str) -> bool {
        let bounding = place::bounding(self.document, idx);
        bounding.is_some_and(|element| self.document.elements.name(element) == name)
    }

    /// Whether questions in bold are headings: in an interview there are more of them than of other headings.
    pub(crate) fn asks_in_bold(&self) -> bool {
        let blocks = (self.first..self.end).filter(|idx| self.is_above_text(*idx));
        let (asked, others): (Vec<usize>, Vec<usize>) =
            blocks.partition(|idx| is_question(&self.lines[*idx]));
        let is_heading = |idx: &usize| self.document.blocks[*idx].kind == BlockKind::Heading;
        let n_headings = (self.first..self.end).filter(is_heading).count();
        asked.len() < MIN_INTERVIEW_QUESTIONS || asked.len() <= others.len() + n_headings
    }

    /// Whether a short line stands above a longer block of the text, a list or a table: a heading whose markup does not say so.
    fn is_above_text(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let kind = self.document.blocks[idx].kind;
        let is_next = |other: &usize| self.looks.logits[*other].is_some();
        let next = (idx + 1..self.lines.len().min(idx + 1 + MAX_PICTURES)).find(is_next);
        let is_kept = |next: usize| self.looks.logits[next].is_some_and(|logit| logit >= self.cut);
        let is_text = |next: usize| is_kept(next) && self.lines[next].is_sentence();
        let is_listed = |next: usize| {
            let is_entry = matches!(self.document.blocks[next].kind, BlockKind::ListItem | BlockKind::Cell);
            is_entry && kind == BlockKind::Paragraph && (is_kept(next) || self.stays[next])
        };
        let is_bold = is_all(self.document, BlockId::new(idx), MarkKind::Bold);
        (line.shape == Shape::Short && line.ending == Ending::Open || is_question(line))
            && !is_no_heading(line)
            // On old pages the text stands in the cells of a table.
            && (kind == BlockKind::Paragraph && line.ending == Ending::Open || is_bold)
            && next.is_some_and(|next| is_text(next) || is_listed(next))
    }
}

/// Whether a line is a question no longer than a heading.
fn is_question(line: &Line) -> bool {
    line.n_words <= MAX_QUESTION_WORDS && line.text.ends_with(['?', '？'])
}

/// Figures alone, a label with its figure, or what somebody is greeted with.
fn is_no_heading(line: &Line) -> bool {
    !line.key.contains(char::is_alphabetic) || is_value(line) || line.text.ends_with(',')
}

/// Whether all of a block is marked in one way: in bold, in italics.
pub(crate) fn is_all(document: &Document, id: BlockId, kind: MarkKind) -> bool {
    let span = document.block(id).span;
    let holds = |mark: &Inline| {
        mark.kind == kind && mark.span.start() <= span.start() && mark.span.end() >= span.end()
    };
    document.block_marks(id).iter().any(holds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::{TEXT, roles};

    #[test]
    fn a_short_line_above_text_or_list_is_a_heading_unless_it_gives_a_figure_or_greets() {
        let role = |line: &str, below: &str| {
            let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{line}{below}<p>{TEXT} Again.</p>");
            roles(&html, &[200; 6], Some(0))[2].0
        };
        let (text, list) = (format!("<p>{TEXT} And so on.</p>"), "<ul><li>A torch<li>Boots</ul>");
        for line in ["<p>The vote</p>", "<p><b>Who pays?</b></p>"] {
            assert_eq!([role(line, &text), role(line, list)], [Role::Heading; 2], "{line}");
        }
        for line in ["<p>Who pays?</p>", "<p>Seats: 4 of 5</p>", "<p>41</p>", "<p>Dear Ann,</p>"] {
            assert_eq!([role(line, &text), role(line, list)], [Role::Paragraph; 2], "{line}");
        }
        assert_eq!(role("<p>“The river took it back.” Ann Lee, farmer</p>", &text), Role::Quote);
    }

    #[test]
    fn references_and_events_in_a_list_are_paragraphs_and_marked_lines_are_items() {
        let found = |part: &str| {
            let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{part}<p>{TEXT} Again.</p>");
            let found = roles(&html, &[200; 7], Some(0));
            found[2..].iter().map(|(role, _)| *role).collect::<Vec<Role>>()
        };
        let (h, p, l) = (Role::Heading, Role::Paragraph, Role::ListItem);
        assert_eq!(found("<ol class=references><li>Lee 1987, page 44.</li></ol>")[..1], [p]);
        assert_eq!(found("<ol><li>↑ Lee 1987, page 44.</li><li>Lee 1988</li></ol>")[..2], [p, l]);
        assert_eq!(
            found("<ol><li><h3>The vote</h3><p>All were for it.</p></li><li>Lee</li></ol>")[..3],
            [h, p, l]
        );
        assert_eq!(found("<p>- The vote was short.</p><p>- All were for it.</p>")[..2], [l; 2]);
        for speech in ["<p>- Was it short?</p><p>- It was.</p>", "<p>– It was short.</p><p>– It was.</p>"]
        {
            assert_eq!(found(speech)[..2], [p; 2], "{speech}");
        }
    }

    #[test]
    fn stars_below_the_title_are_a_rating() {
        let role = |stars: &str| {
            let html = format!("<h1>The old bridge</h1><div>{stars}</div><p>{TEXT}</p>");
            roles(&html, &[200; 3], Some(0))[1].0
        };
        assert_eq!([role("★★★☆☆"), role("***")], [Role::Paragraph, Role::Furniture]);
    }

    #[test]
    fn figures_and_cells_of_a_table_above_the_first_sentence_are_not_the_lead() {
        let table = "<table><tr><th>Name<td>Ann Lee Bridge<tr><th>Built<td>By hand</table>";
        let html = format!("<h1>The old bridge</h1><p>7/10</p>{table}<p>{TEXT}</p><p>{TEXT} Again.</p>");
        let found: Vec<Role> = roles(&html, &[200; 8], Some(0)).iter().map(|(role, _)| *role).collect();
        let (h, p) = (Role::Heading, Role::Paragraph);
        assert_eq!(found, [Role::Title, p, h, p, h, p, Role::Lead, p]);
    }

    #[test]
    fn the_name_of_a_column_is_no_label_of_the_page() {
        let table = "<table><tr><th>Lot<th>Share<tr><td>1<td>A tenth</table>";
        let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{table}<p>{TEXT} Again.</p>");
        assert_eq!(roles(&html, &[200; 7], Some(0))[3], (Role::Heading, Reason::Markup));
    }

    #[test]
    fn who_wrote_the_article_signs_below_its_last_sentence_or_stands_below_its_title() {
        let signed = |line: &str| {
            let html = format!("<h1>The old bridge</h1><p>{TEXT}</p><p>{TEXT} Again.</p><p>{line}</p>");
            roles(&html, &[200; 4], Some(0))[3].0
        };
        for line in ["Ann", "Ann Lee", "Ann Lee, clerk to the council", "The clerk, Ann Lee"] {
            assert_eq!(signed(line), Role::Byline, "{line}");
        }
        assert_eq!([signed("Closed until spring"), signed("#Holt #Roads")], [Role::Paragraph; 2]);
        let html = format!("<h1>The old bridge</h1><p>Ann Lee</p><p>{TEXT}</p><p>{TEXT} Again.</p>");
        assert_eq!(roles(&html, &[200, -300, 200, 200], Some(0))[1].0, Role::Byline);
    }

    #[test]
    fn what_the_article_is_filed_under_and_the_buttons_of_an_encyclopaedia_are_of_the_page() {
        let html = format!(
            "<h1>The old bridge</h1><p>{TEXT}</p><div><h2>Related topics</h2><ul><li>Holt<li>Roads</ul></div>\
             <h2>The vote</h2><span>[<a>edit</a>]</span><p>{TEXT} Again.</p>\
             <div class=navbox><ul><li>Old bridge<li>New bridge</ul></div><p>{TEXT} And so on.</p>"
        );
        let found: Vec<Role> = roles(&html, &[200; 11], Some(0)).iter().map(|(role, _)| *role).collect();
        let (f, h, p) = (Role::Furniture, Role::Heading, Role::Paragraph);
        assert_eq!(found[3..], [f, f, h, f, p, f, f, p]);
    }

    #[test]
    fn questions_in_bold_are_headings_unless_somebody_answers_them() {
        let part = |n| format!("<p><b>Who pays for bridge number {n}?</b></p><p>{TEXT} {n}.</p>");
        let role = |n: usize| {
            let html =
                format!("<h1>The old bridge</h1><p>{TEXT}</p>{}", (0..n).map(part).collect::<String>());
            roles(&html, &vec![200; 2 + 2 * n], Some(0))[2].0
        };
        assert_eq!([role(1), role(2), role(4)], [Role::Heading, Role::Heading, Role::Paragraph]);
    }
}
