//! What a block of a page is that does not belong to the article.

use epitome_document::{BlockKind, ElementId, Media, Reason, Role, Treatment};

use crate::article::roles::treat;
use crate::article::rows::has_label;
use crate::line::Shape;
use crate::line::limits::MAX_TIME_WORDS;
use crate::line::marks::Mark;
use crate::line::quotes::is_quotation;
use crate::model::IN_DOUBT;
use crate::page::Page;
use crate::page::frame::Frame;
use crate::page::notes;
use crate::page::place::{Place, around, bounding, within};
use crate::page::stretch::MAX_LINKED;

/// Author and date stand within so many blocks of the title.
pub(crate) const MAX_BYLINE_DISTANCE: usize = 12;

impl Page<'_> {
    /// What the elements around a block are called, up to one that holds the title or half of the article.
    pub(crate) fn frame(&self, idx: usize) -> Frame {
        let elements = &self.document.elements;
        let element = |idx: usize| self.document.blocks.get(idx)?.hint.element;
        let title = self.title.and_then(element);
        let is_around = |id: ElementId| {
            self.shares.holds_half(id) || title.is_some_and(|title| elements.contains(id, title))
        };
        element(idx).map(|own| Frame::of(&self.calls, elements, own, is_around)).unwrap_or_default()
    }

    /// What a block is that does not belong to the text of the article.
    pub(crate) fn outside(&self, idx: usize, is_inside: bool, mark: Option<Mark>, sure: bool) -> Treatment {
        let place = self.frame(idx);
        match mark {
            // The day on which the page was asked for, the months of an archive.
            Some(mark) if mark.role == Role::Dateline && place.is_frame => {
                return treat(Role::Furniture, Reason::PageFrame, sure);
            }
            // Whose the page is, and the day on which it was asked for above the title of what has a day of its own.
            Some(mark) if self.is_claim_of_page(idx, mark) || self.is_day_of_page(idx, mark) => {
                return treat(Role::Furniture, Reason::PageFrame, sure);
            }
            Some(mark) if mark.role != Role::Caption || is_inside => {
                return treat(mark.role, mark.reason, true);
            }
            _ if self.is_caption(idx) && (is_inside || self.is_in_figure_below_text(idx)) => {
                return treat(Role::Caption, Reason::Markup, sure);
            }
            _ => {}
        }
        let title = self.title.unwrap_or(self.first);
        let is_near_title = idx.abs_diff(title) <= MAX_BYLINE_DISTANCE;
        if is_near_title && place.is_author && self.lines[idx].shape == Shape::Short {
            treat(Role::Byline, Reason::Markup, sure)
        } else if is_near_title && place.is_date && self.lines[idx].shape == Shape::Short
            || is_inside && self.is_time_of_post(idx)
        {
            treat(Role::Dateline, Reason::Markup, sure)
        } else if self.is_subtitle(idx) || self.stays[idx] && notes::is_named(self.document, idx, &self.calls)
        {
            Treatment { reason: Reason::AmongText, ..self.inside(idx, false) }
        } else if self.is_dated_author(idx) || self.is_name_below_title(idx) || self.is_signed(idx) {
            treat(Role::Byline, Reason::AuthorLine, sure)
        } else if place.is_comment {
            treat(Role::Furniture, Reason::ReaderComments, sure)
        } else if place.is_other_story && self.heads_stories(idx) {
            treat(Role::Furniture, Reason::PageFrame, sure)
        } else if place.is_other_story || (place.is_neighbour || !place.is_menu) && self.is_linked_title(idx)
        {
            treat(Role::Teaser, Reason::OtherStories, sure)
        } else if is_inside && self.is_set_off_quotation(idx) {
            treat(Role::Quote, Reason::WholeQuotation, false)
        } else if self.points_aside(idx) {
            treat(Role::Teaser, Reason::OtherStories, sure)
        } else if place.is_frame {
            treat(Role::Furniture, Reason::PageFrame, sure)
        } else if !is_inside && self.is_dated_entry(idx) {
            treat(Role::Teaser, Reason::OtherStories, sure)
        } else if self.stays[idx] || self.is_in_table(idx) {
            Treatment { reason: Reason::AmongText, ..self.inside(idx, false) }
        } else if self.is_unnamed_text(idx) || self.is_markdown_text(idx) {
            self.inside(idx, false)
        } else {
            treat(Role::Furniture, Reason::UnlikeText, sure)
        }
    }

    /// A line between title and text that is called a subtitle, or a heading beside the title.
    fn is_subtitle(&self, idx: usize) -> bool {
        let own = bounding(self.document, idx);
        let block = &self.document.blocks[idx];
        let is_below = |title: usize| {
            title < idx
                && around(self.document, title) == around(self.document, idx)
                && (block.kind != BlockKind::Heading || block.level > self.document.blocks[title].level)
        };
        self.title.is_some_and(is_below)
            && idx < self.text
            && block.hint.n_link_chars == 0
            && (block.kind == BlockKind::Heading || own.is_some_and(|own| self.calls.is_subtitle(own)))
    }

    /// The minute of a match, or how long ago it was, above a post of a live page: "76e", "Half-time", "5 min ago".
    fn is_time_of_post(&self, idx: usize) -> bool {
        let (own, line) = (bounding(self.document, idx), &self.lines[idx]);
        let heads_post = |below: usize| {
            self.lines[below].is_sentence() || self.document.blocks[below].kind == BlockKind::Heading
        };
        line.n_words <= MAX_TIME_WORDS
            && !has_label(line)
            && self.document.blocks[idx].kind == BlockKind::Paragraph
            && own.is_some_and(|own| self.calls.is_date(own))
            && idx + 1 < self.lines.len()
            && heads_post(idx + 1)
    }

    /// The caption of a figure that stands where the text stands, below it.
    fn is_in_figure_below_text(&self, idx: usize) -> bool {
        let elements = &self.document.elements;
        let around = within(self.document, idx, &["figure"]).and_then(|figure| elements.parent(figure));
        self.last < idx
            && self.document.blocks[idx].kind == BlockKind::Caption
            && around.is_some_and(|around| self.shares.holds_half(around))
    }

    /// A quotation that an element of its own sets off amid the text, to catch the eye.
    fn is_set_off_quotation(&self, idx: usize) -> bool {
        let own = around(self.document, idx);
        let is_alone = [idx.wrapping_sub(1), idx + 1]
            .iter()
            .all(|other| *other >= self.lines.len() || around(self.document, *other) != own);
        is_alone && is_quotation(self.lines[idx].inner()) && self.document.blocks[idx].hint.n_link_chars == 0
    }

    /// The net below all that is dropped for where it stands or for what it is like: a sentence or more that nothing names as a part
    /// of the page, neither a word, nor a link, nor an element, stays in doubt, unless the models are sure that it is none of the text.
    fn is_unnamed_text(&self, idx: usize) -> bool {
        let is_in_doubt = self.looks.logits[idx].is_some_and(|logit| logit >= self.cut - IN_DOUBT);
        // A standfirst may stand in the head of the article.
        let is_unlinked = || self.lines[idx].linked(&self.document.blocks[idx].hint) <= MAX_LINKED;
        self.lines[idx].is_sentence() && is_in_doubt && self.is_unnamed(idx)
            || self.is_standfirst(idx) && is_unlinked()
    }

    /// Markdown has no frame: what stands below the title and is no link is in doubt.
    fn is_markdown_text(&self, idx: usize) -> bool {
        self.document.source.media == Media::Markdown
            && self.title.is_some_and(|title| title < idx)
            && self.lines[idx].n_words > 0
            && (self.document.blocks[idx].kind == BlockKind::Heading
                || self.lines[idx].linked(&self.document.blocks[idx].hint) <= MAX_LINKED)
    }

    /// Whether neither a link nor an element names a block as a part of the page.
    fn is_unnamed(&self, idx: usize) -> bool {
        self.lines[idx].linked(&self.document.blocks[idx].hint) <= MAX_LINKED
            && Place::of_block(self.document, idx, &self.shares).is_some()
    }

    /// Whether a block stands in a table, or among terms and what is said of them, of which the models keep a part.
    pub(crate) fn is_in_table(&self, idx: usize) -> bool {
        let table = within(self.document, idx, &["table", "dl"]);
        // What holds half of the article is the frame of an old page.
        table.is_some_and(|table| self.shares.holds_some(table) && !self.shares.holds_half(table))
            && self.lines[idx].n_words > 0
            && self.is_unnamed(idx)
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::{Document, Input, LangTag, ReadOptions, read};
    use epitome_langs::Languages;

    use super::*;
    use crate::line::phrases::Cuebook;
    use crate::model::Looks;

    const TEXT: &str = "The council voted on Monday to close the old bridge until the spring of next year.";

    /// The treatment of the block behind a text, to which the model gave this logit.
    fn behind(logit: i32, part: &str) -> Treatment {
        let html =
            format!("<body class='has-sidebar more'><div><p>{TEXT}</p><p>{TEXT} Again.</p></div>{part}");
        *treated(&html, |idx, n| if idx + 1 == n { logit } else { 200 }, None).last().unwrap()
    }

    /// The treatment of each block, with the logits that the models gave them.
    fn treated(html: &str, logit: impl Fn(usize, usize) -> i32, title: Option<usize>) -> Vec<Treatment> {
        let document: Document =
            read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let (lines, marks) = crate::read_lines(&document, &book);
        let logits = (0..lines.len()).map(|idx| Some(logit(idx, lines.len()))).collect();
        crate::page::assign(&document, &lines, &marks, &book, &Looks { logits, title, opinions: Vec::new() })
            .0
    }

    #[test]
    fn a_sentence_much_like_the_text_outweighs_the_label_above_its_box() {
        let part = "<div><h3>Most read</h3><p>The old bridge will be missed by many.</p></div>";
        assert_eq!(behind(150, part).role, Role::Paragraph);
        assert_eq!(behind(50, part).role, Role::Teaser);
    }

    #[test]
    fn short_lines_above_the_title_are_of_the_page_unless_they_are_much_like_the_text() {
        let html = format!("<div>Shop</div><h1>The old bridge</h1><p>{TEXT}</p><p>{TEXT} Again.</p>");
        let role = |logit| treated(&html, |idx, _| if idx == 0 { logit } else { 200 }, Some(1))[0].role;
        assert_eq!([role(50), role(150)], [Role::Furniture, Role::Paragraph]);
        // The way to the page ends with its title.
        let html = html.replace("Shop", "The old bridge");
        let found = treated(&html, |idx, _| if idx == 0 { 150 } else { 200 }, Some(1));
        assert_eq!([found[0].role, found[1].role], [Role::Furniture, Role::Title]);
    }

    #[test]
    fn a_figure_below_the_text_has_a_caption_too() {
        let role = |around: &str| {
            let part = format!(
                "<{around}><figure><img src=a><figcaption>The bridge in May</figcaption></figure></{around}>"
            );
            let html =
                format!("<article><h1>The old bridge</h1><p>{TEXT}</p><p>{TEXT} Again.</p>{part}</article>");
            treated(&html, |idx, _| if idx == 3 { -300 } else { 200 }, Some(0))[3].role
        };
        assert_eq!(role("aside"), Role::Furniture);
        let html = format!(
            "<article><h1>The old bridge</h1><p>{TEXT}</p><p>{TEXT} Again.</p><figure><figcaption>The bridge in May</figcaption></figure></article>"
        );
        assert_eq!(
            treated(&html, |idx, _| if idx == 3 { -300 } else { 200 }, Some(0))[3].role,
            Role::Caption
        );
    }

    #[test]
    fn the_time_above_a_post_is_a_date_and_how_long_it_takes_to_cook_is_none() {
        let role = |line: &str| {
            let post = format!(
                "<div class=item><div class=item-time>{line}</div><div><p>{TEXT} Once.</p></div></div>"
            );
            let below = format!("<p>{TEXT} Again.</p>").repeat(MAX_BYLINE_DISTANCE);
            let html = format!("<h1>The match</h1>{below}{post}<p>{TEXT} So.</p>");
            let at = MAX_BYLINE_DISTANCE + 1;
            treated(&html, |idx, _| if idx == at { -200 } else { 200 }, Some(0))[at].role
        };
        assert_eq!([role("76e"), role("Half-time")], [Role::Dateline; 2]);
        assert_ne!(role("Oven: 15 min"), Role::Dateline);
    }

    #[test]
    fn a_label_with_a_date_below_the_title_is_a_value() {
        let html = format!("<h1>Ann Lee, mason</h1><div>Born: May 3, 1931</div><p>{TEXT}</p>");
        assert_eq!(treated(&html, |_, _| 200, Some(0))[1].role, Role::Paragraph);
    }

    #[test]
    fn a_sentence_that_nothing_names_stays_in_doubt() {
        let text = "<div class=xk7><p>The old bridge will be missed by many.</p></div>";
        assert_eq!(behind(-50, text), treat(Role::Paragraph, Reason::RunningText, false));
        assert_eq!(behind(-90, text).reason, Reason::UnlikeText);
    }

    #[test]
    fn a_quotation_set_off_amid_the_text_is_of_it() {
        let html =
            |aside: &str| format!("<p>{TEXT}</p><aside>{aside}</aside><p>{TEXT} Again.</p><p>{TEXT}</p>");
        let second =
            |aside: &str| treated(&html(aside), |idx, _| if idx == 1 { -200 } else { 200 }, None)[1].role;
        assert_eq!(second("<p>“A bridge is a door that nobody shuts.”</p>"), Role::Quote);
        assert_eq!(second("<p>A bridge is a door that nobody shuts.</p>"), Role::Furniture);
        assert_eq!(second("<p><a href=/x>“A bridge is a door that nobody shuts.”</a></p>"), Role::Teaser);
    }

    #[test]
    fn a_subtitle_is_told_by_its_rank_below_the_title_or_by_its_name() {
        let role = |line: &str| {
            let html = format!("<h1>The old bridge</h1>{line}<p>{TEXT}</p><p>{TEXT} Again.</p>");
            treated(&html, |idx, _| if idx < 2 { -400 } else { 200 }, Some(0))[1].role
        };
        for line in ["<h2>Masons in six towns</h2>", "<p class=soustitre>Masons in six towns</p>"] {
            assert_eq!(role(line), Role::Heading, "{line}");
        }
        for line in [
            "<h1>Masons in six towns</h1>",
            "<h2><a href=/x>Masons in town</a></h2>",
            "<p class=x>Masons</p>",
        ] {
            assert_ne!(role(line), Role::Heading, "{line}");
        }
    }

    #[test]
    fn two_arrows_point_to_the_stories_beside_this_one() {
        let role = |on: &str| {
            let html = format!(
                "<h1>The bridge</h1><p>{TEXT}</p><p>{TEXT} Again.</p><nav><p>← Man fined again</p><p>{on}</p></nav>"
            );
            treated(&html, |idx, _| if idx < 3 { 200 } else { -300 }, Some(0))[3].role
        };
        assert_eq!([role("Harbour is open →"), role("Harbour is open")], [Role::Teaser, Role::Furniture]);
    }

    #[test]
    fn a_byline_among_terms_is_what_is_said_of_one() {
        let html = |open: &str| {
            format!(
                "<h1>The bridge</h1><{open}><dt>The Salt<dd>By Ann Lee</{open}><p>{TEXT}</p><p>{TEXT} Again.</p>"
            )
        };
        let logit = |idx: usize, _: usize| match idx {
            0 => 100,
            2 => -200,
            _ => 200,
        };
        assert_eq!(treated(&html("dl"), logit, Some(0))[2].role, Role::Paragraph);
        let lines = html("div").replace("dt>", "p>").replace("<dd", "<p");
        assert_eq!(treated(&lines, logit, Some(0))[2].role, Role::Byline);
    }

    #[test]
    fn whose_the_page_is_and_its_day_are_of_the_page() {
        let html = |day: &str| {
            format!(
                "<div>Sunday, May 3, 2020</div><h1>The old bridge</h1>{day}<p>{TEXT}</p><p>{TEXT} Again.</p><div>© River Post Media</div>"
            )
        };
        let roles = |day: &str| -> Vec<Role> {
            let blocks =
                treated(&html(day), |idx, _| if (1..5).contains(&idx) { 200 } else { -300 }, Some(1));
            blocks.iter().map(|block| block.role).collect()
        };
        let both = roles("<div>May 1, 2020</div>");
        assert_eq!([both[0], both[2], both[5]], [Role::Furniture, Role::Dateline, Role::Furniture]);
        assert_eq!(roles("")[0], Role::Dateline);
    }

    #[test]
    fn the_label_of_a_box_of_other_stories_is_no_story() {
        let html = |label: &str| {
            let link = "<a href=/x>Harbour reopens after the storm</a>";
            format!(
                "<h1>The old bridge</h1><p>{TEXT}</p><p>{TEXT} Again.</p><div class=latest>{label}<h4>{link}</h4></div>"
            )
        };
        let role =
            |label: &str| treated(&html(label), |idx, _| if idx < 3 { 200 } else { -300 }, Some(0))[3].role;
        assert_eq!([role("<h3>New this week</h3>"), role("<p>New this week</p>")], [Role::Furniture; 2]);
        assert_eq!(
            [role("<h4>Man fined again</h4>"), role("<p><a href=/y>Man fined again</a></p>")],
            [Role::Teaser; 2]
        );
    }

    #[test]
    fn an_entry_of_what_is_on_or_new_is_another_story() {
        for entry in [
            "28 March: lottery of the school",
            "13. Sept. Forum of the clubs",
            "Results of the swimming gala for schools (30/11/2023)",
            "07:12 Snow: no buses to the schools",
        ] {
            let html =
                format!("<h1>The old bridge</h1><p>{TEXT}</p><p>{TEXT} Again.</p><div><p>{entry}</div>");
            assert_eq!(
                treated(&html, |idx, _| if idx < 3 { 200 } else { -300 }, Some(0))[3].role,
                Role::Teaser,
                "{entry}"
            );
        }
        assert_eq!(behind(-300, "<p>Room 204, City Hall</p>").role, Role::Furniture);
    }

    #[test]
    fn a_cell_of_a_table_of_which_the_models_keep_a_part_stays() {
        let table = "<table><tr><td>A year on the bridge costs thirty pounds.<td>£30</table>";
        assert_eq!(behind(-500, table).role, Role::Paragraph);
        let alone = "<table><tr><td>£30</table>";
        assert_eq!(behind(-500, alone).reason, Reason::UnlikeText);
    }

    #[test]
    fn what_names_a_block_as_a_part_of_the_page_drops_it() {
        for (part, reason) in [
            ("<div class=xk7><p>The old bridge</p></div>", Reason::UnlikeText),
            ("<div class=newsletter><p>The old bridge will be missed by many.</p></div>", Reason::UnlikeText),
            ("<aside><p>The old bridge will be missed by many.</p></aside>", Reason::PageFrame),
            ("<p><a href=/x>The old bridge will be missed by many of us.</a></p>", Reason::OtherStories),
        ] {
            assert_eq!(behind(-50, part).reason, reason, "{part}");
            assert!(behind(-50, part).sure, "two witnesses: {part}");
        }
    }
}
