//! Where the markup of a page speaks against the mark that a block has by its words.

use epitome_document::{BlockKind, Role};

use crate::line::dates::{has_four_digits, has_year, says_more_than_day};
use crate::line::marks::{Mark, has_role};
use crate::page::place::within;
use crate::page::{OUTWEIGHS_CUE, Page};

impl Page<'_> {
    /// Whether a block is not what its words say, for where it stands.
    pub(crate) fn is_overruled(&self, idx: usize, mark: Mark, logit: i32) -> bool {
        let kind = self.document.blocks[idx].kind;
        let is_datum = || self.stays[idx] && within(self.document, idx, &["dl"]).is_some();
        let by_role = match mark.role {
            Role::Caption => logit >= OUTWEIGHS_CUE,
            // Who wrote the book that the article is about stands among its data.
            Role::Byline => is_datum(),
            Role::Dateline => is_datum() || self.is_figure(idx) || self.is_about_day(idx),
            // "Yes" in a table of the article is no button.
            Role::Furniture => is_datum() || kind == BlockKind::Cell && self.is_in_table(idx),
            _ => false,
        };
        self.columns[idx] || by_role
    }

    /// A heading or an item of the text that says more than the day: "3 May 2019: a letter without a name".
    fn is_about_day(&self, idx: usize) -> bool {
        matches!(self.document.blocks[idx].kind, BlockKind::Heading | BlockKind::ListItem)
            && (self.text + 1..self.end).contains(&idx)
            && says_more_than_day(&self.lines[idx], self.book)
    }

    /// A time without a date in a cell is a figure of the table ("3:42"), and so is a date below the first sentence.
    pub(crate) fn is_figure(&self, idx: usize) -> bool {
        self.document.blocks[idx].kind == BlockKind::Cell
            && (!has_four_digits(&self.lines[idx].key)
                || idx > self.text && (self.stays[idx] || self.is_in_table(idx)))
    }

    /// Whose the page is, below the article.
    pub(crate) fn is_claim_of_page(&self, idx: usize, mark: Mark) -> bool {
        mark.role == Role::Credit && self.end <= idx && self.lines[idx].text.starts_with('©')
    }

    /// The day on which the page was asked for.
    pub(crate) fn is_day_of_page(&self, idx: usize, mark: Mark) -> bool {
        mark.role == Role::Dateline && self.title.is_some_and(|title| idx < title) && self.has_day
    }

    /// Whether a day stands between title and text, alone or beside the author.
    pub(crate) fn has_day(&self) -> bool {
        let is_signed =
            |idx: usize| has_role(&self.marks, idx, Role::Byline) && has_year(&self.lines[idx].key);
        let below = self.title.map_or(0, |title| title + 1)..self.text;
        below.into_iter().any(|idx| self.is_date(idx) || is_signed(idx))
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::Role;

    use crate::page::tests::{TEXT, roles};

    /// The role of a line amid the text.
    fn amid(line: &str) -> Role {
        let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{line}<p>{TEXT} Again.</p>");
        roles(&html, &[100, 200, 200, 200], Some(0))[2].0
    }

    #[test]
    fn the_time_of_a_post_is_none_of_its_text_however_near_it_stands() {
        let post = |n: usize| format!("<li>1{n}:05<p>{TEXT} {n}.</p></li>");
        let html =
            format!("<h1>The strike</h1><p>{TEXT}</p><ol>{}</ol>", (1..4).map(post).collect::<String>());
        let found = roles(&html, &[100, 200, 350, 350, 350, 350, 350, 350], Some(0));
        assert_eq!([found[2].0, found[4].0, found[6].0], [Role::Dateline; 3]);
    }

    #[test]
    fn a_heading_or_an_item_with_a_day_and_more_is_of_the_text() {
        for heading in
            ["3 May 2019: a letter", "Before the storm of 6 May 2024", "Release 2.1.0 of 2024-03-02"]
        {
            assert_eq!(amid(&format!("<h2>{heading}</h2>")), Role::Heading, "{heading}");
            assert_eq!(amid(&format!("<ul><li>{heading}</li></ul>")), Role::ListItem, "{heading}");
        }
        assert_eq!(amid("<h2>[2.1.0] - 2024-03-02</h2>"), Role::Heading);
        for day in ["Monday, 3 May 2019", "2024-03-02", "14:05", "Published on 3 May 2019"] {
            assert_eq!(amid(&format!("<h2>{day}</h2>")), Role::Dateline, "{day}");
        }
    }

    /// "About 1790" opens as the label of a page does, and an accession number is no date.
    #[test]
    fn a_day_or_a_button_among_terms_that_stay_is_what_is_said_of_one() {
        let terms = "<dt>Date<dd>3 May 1790<dt>Share<dd>Share<dt>Number<dd>1931.44.2";
        let html = format!("<h1>The tally</h1><dl>{terms}</dl><div><p>{TEXT}</p><p>{TEXT} Again.</p></div>");
        let logits = [100, -300, -300, -300, -300, -300, -300, 200, 200];
        let found = roles(&html, &logits, Some(0));
        assert_eq!([found[2].0, found[4].0, found[6].0], [Role::Paragraph; 3], "{found:?}");
        // However much like the text it is, it does not open it.
        let html = html.replace("Share<dt>", "Two thousand pounds<dt>");
        assert_eq!(roles(&html, &[200; 9], Some(0))[7].0, Role::Lead);
    }

    #[test]
    fn the_words_of_a_button_in_a_table_of_the_article_are_data() {
        let table = |cell: &str| {
            format!("<table><tr><td>{TEXT}<td>{cell}</table>")
                .replace(TEXT, "The ferry takes walkers and bicycles.")
        };
        let role = |part: &str| {
            let html = format!("<h1>The old bridge</h1><p>{TEXT}</p>{part}<p>{TEXT} Again.</p>");
            roles(&html, &[100, 200, 200, 200, 200], Some(0))[3].0
        };
        assert_eq!(role(&table("Yes")), Role::Paragraph);
        assert_eq!(role("<p>The ferry takes walkers and bicycles.</p><p>Yes</p>"), Role::Furniture);
    }
}
