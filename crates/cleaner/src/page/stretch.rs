//! What stands in the stretch of the article and is nothing else by its markup: in doubt it stays.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_document::{BlockKind, Document, ElementId};

use crate::line::Line;
use crate::line::phrases::Cuebook;
use crate::page::fact_boxes::fact_box;
use crate::page::place::{Place, around, within};
use crate::page::points::points;
use crate::page::shares::Shares;

/// What stays is no link: so many per cent of its letters may be inside one.
pub(crate) const MAX_LINKED: usize = 30;
/// A paragraph or an item of a list stays when its logit lies no further below the cut: a chance of one in four. On the training
/// pages, each by a model that has not seen it, these cost .001 of precision for .002 of recall; what else stays costs nothing and
/// gives .0034 of recall.
const IN_DOUBT: i32 = 100;
/// So many lines below the text go on with it, if they stand where it stands. On the training pages this costs nothing.
const MAX_BELOW: usize = 3;
/// A table has so many cells.
const MIN_CELLS: usize = 4;
/// A list has so many items, of so many words in the mean: what stories are filed under has fewer, and items of menus too.
const MIN_ITEMS: usize = 2;
const MIN_ITEM_WORDS: usize = 4;

/// Which blocks below the cut stay, by how far above it the logit of each lies. The models ask whether a block is like the text, and a cell of a table, a heading in it or a
/// telephone number is not: they are told by where they stand.
pub(crate) fn find(
    document: &Document,
    lines: &[Line],
    book: &Cuebook,
    above_cut: &[Option<i32>],
    is_kept: &dyn Fn(&usize) -> bool,
    shares: &Shares,
    title: Option<usize>,
) -> Vec<bool> {
    let Some(first) = (0..lines.len()).find(is_kept) else { return vec![false; lines.len()] };
    let end = (0..lines.len()).rfind(is_kept).map_or(0, |last| last + 1);
    let start = title.map_or(first, |title| title.min(first));
    let stays = |idx: usize, end: usize| {
        let block = &document.blocks[idx];
        let Some(above_cut) = above_cut[idx] else { return false };
        if above_cut >= 0 || idx < start || lines[idx].linked(&block.hint) > MAX_LINKED {
            return false;
        }
        let Some(place) = Place::of_block(document, idx, shares) else { return false };
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
        let is_close = above_cut >= -IN_DOUBT && !place.is_labelled;
        if idx < first {
            is_text && place.is_direct && is_close
        } else if idx < end {
            !is_text || place.is_direct || is_close || place.is_beside_text && !place.is_labelled
        } else {
            is_text && (place.is_direct || place.is_direct_list) && is_close
                // No frame of a page is set in the letters of programs.
                || block.kind == BlockKind::Preformatted && !place.is_labelled
        }
    };
    let mut found: Vec<bool> = (0..lines.len()).map(|idx| stays(idx, end)).collect();
    if let Some(title) = title {
        let text = (title + 1..lines.len()).find(is_kept).unwrap_or_default();
        points(document, lines, title + 1..text, shares, &mut found);
    }
    // What goes on directly below the text: "Contact: 0800 12 34". Below a heading something else begins.
    let end_of =
        |found: &[bool]| found.iter().rposition(|stays| *stays).map_or(end, |last| end.max(last + 1));
    let last = end_of(&found);
    let ends_with_heading = document.blocks[last - 1].kind == BlockKind::Heading;
    let asked = (last..lines.len()).filter(|idx| {
        above_cut[*idx].is_some() && document.blocks[*idx].kind != BlockKind::Caption && !ends_with_heading
    });
    for idx in asked.take(MAX_BELOW).take_while(|idx| {
        around(document, *idx) == around(document, last - 1) && goes_on(document, lines, *idx, shares)
    }) {
        found[idx] = true;
    }
    // What stands between these and the text stands in its midst.
    for idx in end..end_of(&found) {
        found[idx] |= document.blocks[idx].kind != BlockKind::Heading && stays(idx, lines.len());
    }
    let mut start = end_of(&found);
    let above = title.map_or(start, |title| title + 1)..start;
    let boxes = above.filter_map(|idx| Some(idx..fact_box(document, lines, book, idx, shares)?));
    boxes.filter(|facts| facts.end <= start).for_each(|facts| found[facts].fill(true));
    while let Some(table) =
        table_at(document, lines, start, shares).or_else(|| fact_box(document, lines, book, start, shares))
    {
        found[start..table].fill(true);
        start = table;
    }
    // The heading of what stays below the text.
    for idx in (end..lines.len().saturating_sub(1)).rev() {
        found[idx] |= found[idx + 1]
            && document.blocks[idx].kind == BlockKind::Heading
            && document.blocks[idx].hint.n_link_chars == 0
            && is_unlabelled(document, idx, shares);
    }
    found
}

/// Whether so many lines of so many words are a list that says something.
pub(crate) fn is_list(items: &[Line]) -> bool {
    let n_filled = items.iter().filter(|item| item.n_words > 0).count();
    let n_words: usize = items.iter().map(|item| item.n_words).sum();
    n_filled >= MIN_ITEMS && n_words >= n_filled * MIN_ITEM_WORDS
}

/// The end of a table or a list directly behind the text, with a heading above it perhaps, or of a list of terms and what is said of
/// them. It stands where the text stands, and nothing in it is a link.
fn table_at(document: &Document, lines: &[Line], start: usize, shares: &Shares) -> Option<usize> {
    let elements = &document.elements;
    let is_heading = document.blocks.get(start)?.kind == BlockKind::Heading;
    let first = start + usize::from(is_heading);
    let table = |idx: usize| within(document, idx, &["table", "dl", "ul", "ol"]);
    let own = table(first)?;
    let end = (first..lines.len()).find(|idx| table(*idx) != Some(own)).unwrap_or(lines.len());
    let stands = |element: Option<ElementId>| {
        let place = element.and_then(|element| Place::of(document, element, shares));
        place.is_some_and(|place| (place.is_direct || place.is_beside_text) && !place.is_labelled)
    };
    let is_plain = |idx: usize| document.blocks[idx].hint.n_link_chars == 0;
    let is_long = match elements.name(own) {
        "ul" | "ol" => is_list(&lines[first..end]),
        _ => lines[first..end].iter().filter(|line| line.n_words > 0).count() >= MIN_CELLS,
    };
    let heading = document.blocks[start].hint.element.filter(|_| is_heading);
    let is_in_text = || stands(Some(own)) && (!is_heading || stands(heading));
    // A box of its own says in sentences what there is to know: "Rubble: in front of the hall, every day from 8 to 18."
    let is_box = || {
        let around = elements.parent(own).filter(|around| !shares.holds_some(*around));
        let holds = |around: ElementId| heading.is_some_and(|heading| elements.contains(around, heading));
        around.is_some_and(|around| holds(around) && stands(Some(around)))
            && lines[first..end].iter().all(Line::is_sentence)
    };
    (is_long && !shares.holds_some(own) && (start..end).all(is_plain) && (is_in_text() || is_box()))
        .then_some(end)
}

fn goes_on(document: &Document, lines: &[Line], idx: usize, shares: &Shares) -> bool {
    let block = &document.blocks[idx];
    block.hint.n_link_chars == 0
        && lines[idx].n_words > 0
        && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)
        && is_unlabelled(document, idx, shares)
}

/// Whether a block stands in no part that is no text, and nothing around it names a picture or a label.
pub(crate) fn is_unlabelled(document: &Document, idx: usize, shares: &Shares) -> bool {
    Place::of_block(document, idx, shares).is_some_and(|place| !place.is_labelled)
}

#[cfg(test)]
pub(crate) mod tests {
    use epitome_document::{Input, LangTag, ReadOptions, read};
    use epitome_langs::Languages;

    use super::*;

    pub(crate) const TEXT: &str =
        "The council voted on Monday to close the old bridge until the spring of next year.";

    /// The texts of the blocks that stay of a page between two paragraphs, and behind them, when the model gave them this logit.
    fn staying(logit: i32, between: &str, behind: &str) -> Vec<String> {
        let html = format!("<body><div><p>{TEXT}</p>{between}<p>{TEXT} And so on.</p>{behind}</div></body>");
        staying_of(&html, logit, None)
    }

    pub(crate) fn staying_of(html: &str, logit: i32, title: Option<usize>) -> Vec<String> {
        let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let (lines, _) = crate::read_lines(&document, &book);
        let is_kept = |idx: &usize| lines[*idx].text.starts_with(TEXT);
        let logits: Vec<_> =
            (0..lines.len()).map(|idx| Some(if is_kept(&idx) { 200 } else { logit })).collect();
        let shares = Shares::new(&document, &lines, is_kept);
        let stays = find(&document, &lines, &book, &logits, &is_kept, &shares, title);
        let texts = lines.iter().zip(stays).filter(|(_, stays)| *stays);
        texts.map(|(line, _)| line.text.to_owned()).collect()
    }

    #[test]
    fn cells_and_headings_stay_however_unlike_the_text_they_are() {
        let table = "<table><tr><th>Lot</th><td>27.350</td></tr></table><h3>The vote</h3>";
        assert_eq!(staying(-600, table, ""), ["Lot", "27.350", "The vote"]);
        assert!(staying(-600, "", table).is_empty());
    }

    #[test]
    fn lines_stay_directly_in_the_text_or_where_the_doubt_is_small() {
        let (line, item) = ("<p>Call 0800.</p>", "<ul class=a><li>Call 0800.</li></ul>");
        assert_eq!(staying(-600, line, "").len(), 1);
        assert_eq!([staying(-600, item, "").len(), staying(-90, item, "").len()], [0, 1]);
        assert_eq!([staying(-600, "", item).len(), staying(-90, "", item).len()], [0, 1]);
    }

    #[test]
    fn lines_stay_in_a_part_that_holds_some_of_the_text() {
        let part = |class: &str| {
            format!(
                "<div class={class}><p>{TEXT} Once.</p><div class=score><div>Score: 4/5</div></div></div>"
            )
        };
        assert_eq!(staying(-600, &part("walk"), "").len(), 1);
        assert!(staying(-600, &part("walk-newsletter"), "").is_empty());
        assert!(
            staying(-600, "<div class=walk><div class=score><div>Score: 4/5</div></div></div>", "")
                .is_empty()
        );
        assert!(staying(-600, "", &part("walk")).is_empty());
    }

    #[test]
    fn a_table_may_stand_in_a_figure() {
        let table = |open: &str| format!("<{open}><table><tr><th>Lot<td>27.350</table></{open}>");
        assert_eq!(staying(-600, &table("figure"), "").len(), 2);
        assert!(staying(-600, &table("aside"), "").is_empty());
    }

    #[test]
    fn a_few_lines_directly_below_the_text_go_on_with_it() {
        assert_eq!(staying(-600, "", &"<p>Call 0800.</p>".repeat(9)).len(), MAX_BELOW);
        assert!(staying(-600, "", "<p class=share>Call 0800.</p><p>Call 0800.</p>").is_empty());
    }

    #[test]
    fn a_table_below_the_text_stays_whole_with_its_heading() {
        let rows = "<tr><td>Lot</td><td>27.350</td></tr><tr><td>Fee</td><td>12</td></tr>";
        let table = format!("<h3>Figures</h3><table>{rows}</table>");
        assert_eq!(staying(-600, "", &table), ["Figures", "Lot", "27.350", "Fee", "12"]);
        for other in [
            "<table><tr><td>Lot</td><td>27.350</td></tr></table>".to_owned(),
            format!("<table>{rows}<tr><td><a href=/x>More</a></td></tr></table>"),
            format!("<div class=sidebar><table>{rows}</table></div>"),
        ] {
            assert!(staying(-600, "", &other).is_empty(), "{other}");
        }
    }

    #[test]
    fn a_table_between_the_text_and_a_line_that_goes_on_with_it_stays() {
        let table = "<table><tr><td>Lot</td><td>27.350</td></tr></table>";
        assert_eq!(staying(-90, "", &format!("{table}<p>Call 0800.</p>")), ["Lot", "27.350", "Call 0800."]);
        assert!(staying(-90, "", table).is_empty());
    }

    #[test]
    fn programs_and_tables_beside_the_last_text_go_on_with_it() {
        let rows = "<tr><td>Lot</td><td>27.350</td></tr><tr><td>Fee</td><td>12</td></tr>";
        let program = "<div class=code><pre>harbour = 1</pre></div>";
        let part = |below: &str| {
            let section = format!("<section><p>{TEXT} Once.</p>{below}</section>");
            staying(-600, &format!("<p>{TEXT} Twice.</p>"), &section).len()
        };
        assert_eq!(part(&format!("{program}<table>{rows}</table>")), 5);
        assert_eq!(staying(-600, "", &format!("<div class=x>{program}</div>")).len(), 1);
        assert_eq!(staying(-600, "", &format!("<div class=sidebar>{program}</div>")).len(), 0);
    }

    #[test]
    fn a_line_between_two_that_stay_does_too() {
        let role = |line: &str| {
            let html = format!(
                "<h1>The match</h1><p>{TEXT}</p><p>{TEXT} Again.</p><p>{line}</p><p>Neary; Lusby; Tilley</p>"
            );
            crate::page::tests::roles(&html, &[100, 200, 200, -150, -50], Some(0))[3].0.usage()
                == epitome_document::Use::Drop
        };
        assert_eq!([role("Line-ups"), role("<a href=/x>Line-ups</a>")], [false, true]);
    }

    /// Only rows in elements of their own were told.
    #[test]
    fn terms_and_what_is_said_of_them_are_facts_of_the_article() {
        let terms = "<dt>Date</dt><dd>about 1790</dd><dt>Material</dt><dd>boxwood</dd><dt>Number</dt><dd>1931.44.2</dd>";
        let part = |terms: &str| {
            let html =
                format!("<h1>The tally</h1><dl>{terms}</dl><div><p>{TEXT}</p><p>{TEXT} And so on.</p></div>");
            staying_of(&html, -600, Some(0)).len()
        };
        assert_eq!(part(terms), 6);
        assert_eq!(part(&terms.replace("boxwood", "<a href=/x>boxwood</a>")), 0);
        assert_eq!(part(&terms.replace("<dt>Number</dt>", "")), 0);
    }

    #[test]
    fn a_box_below_the_text_says_when_and_for_how_much() {
        let facts =
            ["The Crane Keeper, by the Wray Company", "Until 30 August, quay 4, Holt", "Running time: 1h25"];
        let part = |facts: &[&str]| {
            let lines: String = facts.iter().map(|fact| format!("<p>{fact}</p>")).collect();
            staying(-600, "", &format!("<div class=xk>{lines}</div>")).len()
        };
        assert_eq!(part(&facts), 3);
        assert_eq!(part(&["Call us", facts[0], facts[1]]), 0);
        assert_eq!(part(&facts.repeat(2)), 0);
    }

    #[test]
    fn a_list_below_the_text_stays_if_it_says_more_than_a_menu() {
        let list = |items: &[&str]| {
            let items: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
            format!("<ul>{items}</ul>")
        };
        let items = ["Open by night: Tuesday and Friday", "From the age of 16 on"];
        assert_eq!(staying(-600, "", &list(&items)), items);
        for other in
            [&["Bridges", "Roads", "Holt"][..], &["<a href=/x>Harbour reopens after the storm</a>", items[0]]]
        {
            assert!(staying(-600, "", &list(other)).is_empty(), "{other:?}");
        }
        // A box of its own with a longer label has to speak in sentences.
        let in_box =
            |items: &[&str]| format!("<section><h3>What it is good to know</h3>{}</section>", list(items));
        let sentences = ["The ferry goes from six to nine.", "Walkers pay no fare until the spring."];
        assert_eq!(
            staying(-600, "", &in_box(&sentences)),
            ["What it is good to know", sentences[0], sentences[1]]
        );
        assert!(staying(-600, "", &in_box(&items)).is_empty());
    }

    #[test]
    fn the_heading_of_what_stays_below_the_text_stays() {
        let list = "<h3>How to get there</h3><ul class=a><li>Bus 84 from Holt, every hour.</ul>";
        assert_eq!(staying(-90, "", list).len(), 2);
        assert!(staying(-300, "", list).is_empty());
        assert_eq!(staying(-90, "", &list.replace("How", "<a href=/x>How</a>")).len(), 1);
    }

    #[test]
    fn links_and_parts_of_the_frame_do_not_stay() {
        for part in [
            "<p><a href=/x>Call 0800.</a></p>",
            "<aside><h3>Call 0800.</h3></aside>",
            "<div class=newsletter-box><h3>Call 0800.</h3></div>",
            "<div class=image-label><p>Call 0800.</p></div>",
        ] {
            assert!(staying(-90, part, "").is_empty(), "{part}");
        }
    }

    #[test]
    fn a_label_and_its_items_below_the_text_stay_if_nothing_names_their_box() {
        let cons = |class: &str, item: &str| {
            staying(
                -600,
                "",
                &format!("<div class={class}><div>Cons</div><ul><li>{item}<li>Price</ul></div>"),
            )
        };
        assert_eq!(cons("x1", "Heavy"), ["Cons", "Heavy", "Price"]);
        assert!(cons("share", "Heavy").is_empty());
        assert!(cons("x1", "<a href=/x>Heavy</a>").is_empty());
    }

    #[test]
    fn a_chronology_without_a_table_stays_and_cards_of_text_do_not() {
        let row = |day: &str, text: &str| {
            format!(
                "<div class=timeline-item><div><p>{day}</p></div><div><p>{text}</p><p>It was so.</p></div></div>"
            )
        };
        let line = |days: [&str; 3]| {
            let rows = days.map(|day| row(day, "The last car leaves the harbour at night.")).concat();
            staying(-600, "", &format!("<div class=timeline>{rows}</div>")).len()
        };
        assert_eq!([line(["1901", "7 May 1903", "1957"]), line(["Saver", "Bond", "Loan"])], [9, 0]);
        let list = "<section class=x><header><h2>Not taken along</h2></header><ul><li>Tyres<li>Rubble</ul></section>";
        assert_eq!(
            staying(-600, "", &list.replace("<header>", "<div>").replace("</header>", "</div>")).len(),
            3
        );
    }

    #[test]
    fn facts_in_a_box_that_nothing_names_stay_below_and_above_the_text() {
        let facts = "<div class=x1><h4>Repères</h4><p><b>1962.</b> Ouverture.</p><p>2009. Un record.</p><p>Arbitre : A. Lee</p></div>";
        assert_eq!(
            staying(-600, "", facts),
            ["Repères", "1962. Ouverture.", "2009. Un record.", "Arbitre : A. Lee"]
        );
        assert!(staying(-600, "", &facts.replace("<p>2009. Un record.</p>", "")).is_empty());
        assert!(staying(-600, "", &facts.replace("x1", "newsletter")).is_empty());
        assert!(staying(-600, "", &facts.replace("Arbitre : ", "Par ")).is_empty());
        let row = |label: &str| format!("<div class=r><div>{label}</div><div>Ericales</div></div>");
        let card = ["Order", "Family", "Genus"].map(row).concat();
        let page = |card: &str| {
            format!(
                "<body><div><h1>Wild plum</h1><div class=x1><div>Taxonomy</div>{card}</div><p>{TEXT}</p><p>{TEXT} So.</p></div></body>"
            )
        };
        let found = staying_of(&page(&card), -600, Some(0));
        assert_eq!(found[..4], ["Taxonomy", "Order", "Ericales", "Family"]);
        assert!(staying_of(&page(&row("Order")), -600, Some(0)).is_empty());
    }
}
