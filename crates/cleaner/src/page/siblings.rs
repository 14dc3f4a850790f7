//! Blocks built alike are decided together, by what most of them are: the items of a list, the headings of a rank, the rows of a table.

use std::collections::BTreeMap;

use epitome_document::{Attribute, BlockKind, Document, ElementId, Reason, Role, Treatment, Use};

use crate::article::roles::treat;
use crate::model::families::{PICTURES, families};
use crate::page::Page;
use crate::page::place::{Place, around, bounding, within};
use crate::page::shares::Shares;
use crate::page::stretch::MAX_LINKED;

/// So much of a class is compared.
const MAX_CLASS_BYTES: usize = 200;
/// A block stands in a row of a table, also one without a `tr`, within so many elements.
const MAX_IN_ROW: usize = 3;
/// A table has so many rows, of so many blocks in the mean; a label and its value are two.
const MIN_ROWS: usize = 3;
const PAIR: usize = 2;
const MAX_ROW_BLOCKS: usize = 8;

/// The name and the class of an element.
pub(crate) type Build<'a> = (&'a str, &'a str);

/// Where those built alike stay, so do the others. Of 406 items, terms and headings beside more that stay, which models had dropped that
/// have not seen their pages (trafilatura's apart) or rules for their words, 354 are of the article. Of what is like three quarters elsewhere, or stands in
/// a table of which a quarter stays, and was dropped for its looks alone, two of three are.
pub(crate) fn decide(page: &Page, blocks: &mut [Treatment]) {
    let first = page.title.map_or(0, |title| title + 1);
    let is_asked = |idx: &usize| page.looks.logits[*idx].is_some() && page.lines[*idx].n_words > 0;
    let asked: Vec<usize> = (0..blocks.len()).filter(is_asked).collect();
    for idx in (page.text..blocks.len()).rev() {
        if heads_section(page, blocks, idx) {
            keep(page, blocks, idx);
        }
    }
    for ((_, list, _), members) in groups(&asked, |idx| beside(page, idx)) {
        let is_table = list == "table";
        if n_kept(blocks, &members) * 2 > members.len() {
            // From the last one on: a heading may stand above others.
            for idx in members.iter().copied().rev().filter(|idx| *idx >= first) {
                let is_weak = match blocks[idx].reason {
                    Reason::PageFrame | Reason::ReaderComments => false,
                    Reason::OtherStories => !is_table && !page.frame(idx).is_other_story,
                    Reason::PageFurniture => matches!(list, "li" | "dl"),
                    _ => true,
                };
                let is_part = !is_table || Place::of_block(page.document, idx, &page.shares).is_some();
                if is_weak && is_part && heads_text(page, blocks, idx) {
                    keep(page, blocks, idx);
                }
            }
        }
    }
    for rows in tables(page.document, &page.shares, &asked) {
        keep_rows(page, blocks, first, &rows);
    }
    keep_teams(page, blocks);
    for (_, members) in groups(&asked, |idx| called(page.document, idx)) {
        let Some(last) = members.iter().rposition(|idx| is_kept(blocks, *idx)) else { continue };
        if n_kept(blocks, &members) * 4 >= members.len() * 3 {
            for idx in members[..last].iter().copied().filter(|idx| *idx >= first) {
                if is_unlike_text(page, blocks, idx) {
                    keep(page, blocks, idx);
                }
            }
        }
    }
}

/// Decides the rows of a table together, and those of labels and values more strongly: also a name or a day may be a value.
fn keep_rows(page: &Page, blocks: &mut [Treatment], first: usize, rows: &[Vec<usize>]) {
    let n_columns = rows[0].len();
    let members = rows.concat();
    let n_rows_kept = rows.iter().filter(|row| n_kept(blocks, row) * 2 >= n_columns).count();
    let has_sentence = |row: &Vec<usize>| row.iter().any(|idx| page.lines[*idx].is_sentence());
    // In a post the author and the day stand above a text.
    let are_values =
        n_kept(blocks, &members) * 2 > members.len() && (n_columns == PAIR || !rows.iter().any(has_sentence));
    for row in rows.iter().filter(|_| n_rows_kept * 4 >= rows.len()) {
        for idx in row.iter().copied().filter(|idx| *idx >= first) {
            let is_named = match blocks[idx].reason {
                Reason::AuthorLine | Reason::DateLine => true,
                Reason::Repeats(_) => !page.lines[idx].is_sentence(),
                _ => false,
            };
            if is_unlike_text(page, blocks, idx) || are_values && idx != row[0] && is_named {
                keep(page, blocks, idx);
            }
        }
    }
}

fn is_kept(blocks: &[Treatment], idx: usize) -> bool {
    blocks[idx].usage != Use::Drop
}

fn n_kept(blocks: &[Treatment], members: &[usize]) -> usize {
    members.iter().filter(|idx| is_kept(blocks, **idx)).count()
}

/// Whether a block was dropped for its looks alone, and is no link and no part of a picture.
fn is_unlike_text(page: &Page, blocks: &[Treatment], idx: usize) -> bool {
    let elements = &page.document.elements;
    let is_picture = || {
        let around =
            page.document.blocks[idx].hint.element.into_iter().flat_map(|own| elements.ancestors(own));
        around.take(MAX_IN_ROW).any(|id| families(elements, id) & PICTURES != 0)
    };
    blocks[idx].reason == Reason::UnlikeText
        && page.lines[idx].linked(&page.document.blocks[idx].hint) <= MAX_LINKED
        && !is_picture()
}

/// A heading has something below it.
fn heads_text(page: &Page, blocks: &[Treatment], idx: usize) -> bool {
    let is_block = |idx: &usize| page.document.blocks[*idx].kind != BlockKind::Alt;
    page.document.blocks[idx].kind != BlockKind::Heading
        || (idx + 1..blocks.len()).find(is_block).is_some_and(|next| is_kept(blocks, next))
}

/// A heading in the head of a section of the text, which is none of the page.
fn heads_section(page: &Page, blocks: &[Treatment], idx: usize) -> bool {
    let (elements, block) = (&page.document.elements, &page.document.blocks[idx]);
    let title = page.title.and_then(|title| page.document.blocks[title].hint.element);
    let next = page.document.blocks.get(idx + 1).and_then(|next| next.hint.element);
    let is_section = |head: ElementId| {
        let holds_next = |section| next.is_some_and(|next| elements.contains(section, next));
        !title.is_some_and(|title| elements.contains(head, title))
            && elements.parent(head).is_some_and(holds_next)
    };
    // One of the first rank is the title of another story.
    block.kind == BlockKind::Heading
        && block.level > 1
        && block.hint.n_link_chars == 0
        && matches!(blocks[idx].reason, Reason::PageFrame | Reason::UnlikeText)
        && within(page.document, idx, &["header"]).is_some_and(is_section)
        && heads_text(page, blocks, idx)
}

/// Names on both sides of a score are those who played, not who wrote.
fn keep_teams(page: &Page, blocks: &mut [Treatment]) {
    let is_score = |idx: usize| {
        let key = page.lines[idx].key.as_str();
        key.contains(|c: char| c.is_ascii_digit()) && !key.contains(char::is_alphabetic)
    };
    for score in 1..blocks.len().saturating_sub(1) {
        let teams = [score - 1, score + 1];
        let around = |idx: usize| around(page.document, idx);
        let are_teams = teams.iter().all(|team| blocks[*team].role == Role::Byline)
            && is_kept(blocks, score)
            && is_score(score)
            && called(page.document, score - 1)
                .is_some_and(|own| called(page.document, score + 1) == Some(own))
            && teams.iter().all(|team| around(*team) == around(score));
        if are_teams {
            teams.iter().for_each(|team| blocks[*team] = treat(Role::Paragraph, Reason::AmongAlike, false));
        }
    }
}

/// Keeps a block as what it is in the text, or by its element where it would be author or date there.
fn keep(page: &Page, blocks: &mut [Treatment], idx: usize) {
    if is_kept(blocks, idx) {
        return;
    }
    let role = match (page.inside(idx, false).role, page.document.blocks[idx].kind) {
        (role @ (Role::Heading | Role::ListItem | Role::Quote), _) => role,
        (role, BlockKind::Heading) if role.usage() == Use::Drop => Role::Heading,
        (role, BlockKind::ListItem) if role.usage() == Use::Drop => Role::ListItem,
        _ => Role::Paragraph,
    };
    blocks[idx] = treat(role, Reason::AmongAlike, false);
}

/// The blocks that have a key in common.
fn groups<Key: Ord>(
    blocks: &[usize],
    key: impl Fn(usize) -> Option<Key>,
) -> impl Iterator<Item = (Key, Vec<usize>)> {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for idx in blocks {
        if let Some(key) = key(*idx) {
            groups.entry(key).or_default().push(*idx);
        }
    }
    groups.into_iter().filter(|(_, members)| members.len() >= MIN_ROWS)
}

/// Whose sibling a block is: an item of its list, a cell of its table, a heading of its rank.
fn beside<'a>(page: &Page<'a>, idx: usize) -> Option<(usize, &'static str, Build<'a>)> {
    let elements = &page.document.elements;
    let own = bounding(page.document, idx)?;
    let around = elements.parent(own)?;
    let whole = |name| within(page.document, idx, &[name]).filter(|whole| !page.shares.holds_half(*whole));
    let name = elements.name(own);
    match name {
        _ if page.document.blocks[idx].kind == BlockKind::Heading => Some((around.idx(), "h", (name, ""))),
        "li" => Some((around.idx(), "li", ("", ""))),
        "td" | "th" => Some((whole("table")?.idx(), "table", ("", ""))),
        "dt" | "dd" => Some((whole("dl")?.idx(), "dl", ("", ""))),
        _ if elements.name(around) == "li" => {
            Some((elements.parent(around)?.idx(), "in li", build(page.document, own)))
        }
        _ => None,
    }
}

/// The tables of a page, also those that no element calls so: elements beside each other that are called alike and hold as many blocks each,
/// and terms with what is said of each.
pub(crate) fn tables(document: &Document, shares: &Shares, blocks: &[usize]) -> Vec<Vec<Vec<usize>>> {
    let elements = &document.elements;
    let mut found: BTreeMap<(usize, Build), BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    let mut term = None;
    for idx in blocks {
        let own = bounding(document, *idx);
        if let Some(own) = own.filter(|own| matches!(elements.name(*own), "dt" | "dd"))
            && let Some(list) = within(document, *idx, &["dl"]).filter(|list| !shares.holds_half(*list))
        {
            term = if elements.name(own) == "dt" { Some(own) } else { term };
            if let Some(term) = term.filter(|term| elements.contains(list, *term)) {
                found.entry((list.idx(), ("dt", ""))).or_default().entry(term.idx()).or_default().push(*idx);
            }
            continue;
        }
        let around = own.into_iter().flat_map(|own| elements.ancestors(own).skip(1));
        for row in around.take(MAX_IN_ROW).take_while(|row| !shares.holds_half(*row)) {
            let build = build(document, row);
            if (!build.1.is_empty() || build.0 == "tr")
                && let Some(table) = elements.parent(row)
            {
                found.entry((table.idx(), build)).or_default().entry(row.idx()).or_default().push(*idx);
            }
        }
    }
    let tables = found.into_values().map(|rows| rows.into_values().collect::<Vec<_>>());
    let is_table = |rows: &Vec<Vec<usize>>| {
        let n_columns = rows[0].len();
        rows.len() >= MIN_ROWS
            && (PAIR..=MAX_ROW_BLOCKS).contains(&n_columns)
            && rows.iter().all(|row| row.len() == n_columns)
    };
    tables.filter(is_table).collect()
}

/// What a block and the element around it are called, where there is a class.
fn called(document: &Document, idx: usize) -> Option<[Build<'_>; 2]> {
    let own = bounding(document, idx)?;
    let called = [own, document.elements.parent(own)?].map(|id| build(document, id));
    called.iter().any(|(_, class)| !class.is_empty()).then_some(called)
}

/// What an element is called.
pub(crate) fn build(document: &Document, id: ElementId) -> Build<'_> {
    let class = document.elements.attribute(id, Attribute::Class).unwrap_or_default();
    (document.elements.name(id), &class[..class.floor_char_boundary(MAX_CLASS_BYTES)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::{TEXT, roles};

    /// The roles of the blocks of a part behind the first paragraph, to which the models gave these logits.
    fn amid(part: &str, logits: &[i32]) -> Vec<Role> {
        let html = format!("<body><h1>The old bridge</h1><div><p>{TEXT}</p>{part}<p>{TEXT} So.</p></div>");
        let all = [&[100, 200], logits, &[200]].concat();
        let found = roles(&html, &all, Some(0));
        found[2..found.len() - 1].iter().map(|(role, _)| *role).collect()
    }

    #[test]
    fn items_headings_and_cells_stay_with_most_of_those_beside_them() {
        let (f, h, i, p) = (Role::Furniture, Role::Heading, Role::ListItem, Role::Paragraph);
        let list = "<ul><li>Tent<li>Rope<li><a href=/x>Whistle</a><li>Map</ul>";
        assert_eq!(amid(list, &[200, 200, -200, 200]), [i; 4]);
        let half = list.replace("<li>Map", "<li><a href=/x>Map</a>");
        assert_eq!(amid(&half, &[200, 200, -200, -200])[2], f, "half of them are not most");
        assert_eq!(amid(list, &[-150, -150, -200, -150])[2], f);
        // A name in a heading between headings is nobody's who wrote, and a button stays one.
        let tools = |last| {
            let heading = |text| format!("<h3>{text}</h3><p>{TEXT} {text}.</p>");
            ["Ropes and nails", "Ann Lee", last].map(heading).concat()
        };
        assert_eq!(amid(&tools("Boards"), &[200, 200, 90, 200, 200, 200])[2], h);
        let asked = "What the council says of it today";
        let parts = [(asked, 1), (asked, 2), ("Noise", 3)]
            .map(|(heading, n)| format!("<h3>{heading}</h3><p>{TEXT} {n}.</p>"));
        assert_eq!(amid(&parts.concat(), &[200; 6])[2], h, "said again");
        let row = |day: &str, text: &str| format!("<tr><td>{day}<td>{text}</tr>");
        let text = "Easy running for half an hour";
        let table = format!("<table>{}{}{}</table>", row("Mon", text), row("Tue", text), row("Wed", "Rest"));
        assert_eq!(amid(&table, &[200; 6])[3], p);
    }

    #[test]
    fn a_heading_with_nothing_below_it_is_not_kept_by_those_above() {
        let part = format!("<h2>Ropes</h2><p>{TEXT} Once.</p><h2>Nails</h2><p>{TEXT} Twice.</p>");
        let html = format!("<body><h1>The old bridge</h1><div><p>{TEXT}</p>{part}<h2>Our shop</h2></div>");
        assert_eq!(roles(&html, &[100, 200, 200, 200, 200, 200, -300], Some(0))[6].0, Role::Furniture);
    }

    #[test]
    fn rows_of_labels_and_values_stay_together_also_where_a_value_is_a_name_or_a_day() {
        let row = |label: &str, value: &str| {
            format!("<div class=row><span class=a><p>{label}</p></span><p class=v>{value}</p></div>")
        };
        let card =
            |day: &str| [row("Type", "Stone bridge"), row("Mason", "Ann Lee"), row("Opened", day)].concat();
        let card = |day: &str| format!("<div class=xk><div>{}</div></div>", card(day));
        for day in ["3 May 1911", "in May"] {
            let found = amid(&card(day), &[100, 100, -50, 100, 100, -50]);
            assert!(found.iter().all(|role| role.usage() != Use::Drop), "{day} {found:?}");
        }
    }

    #[test]
    fn a_line_called_as_those_of_other_parts_of_the_text_are_stays_with_them() {
        let part = |n: usize, label: &str| {
            format!("<div class=walk><div><div class=length>{label}</div></div><p>{TEXT} {n}.</p></div>")
        };
        let page = |label: &str| -> String {
            (0..4).map(|n| part(n, if n == 2 { label } else { "Eight miles" })).collect()
        };
        let logits = [100, 200, 100, 200, -200, 200, 100, 200];
        assert_eq!(amid(&page("Two miles"), &logits)[4], Role::Heading);
        assert_eq!(amid(&page("<a href=/x>Two miles</a>"), &logits)[4], Role::Furniture);
        assert_eq!(amid(&page("Share"), &logits)[4], Role::Furniture);
    }

    #[test]
    fn times_in_the_cells_of_a_table_of_divs_are_values_and_days_above_texts_are_days() {
        let row = |time: &str, noise: &str| {
            format!(
                "<div class=tr><div class=td>Kettle {noise}</div><div class=td>{time}</div><div class=td>{noise} dB</div></div>"
            )
        };
        let table =
            [("2:48", "51"), ("2:31", "64"), ("3:05", "58")].map(|(time, noise)| row(time, noise)).concat();
        let found = amid(&format!("<div>{table}</div>"), &[-50; 9]);
        assert!(found.iter().all(|role| role.usage() != Use::Drop), "{found:?}");
        let post = |n: usize| {
            format!("<div class=post><p>Ann {n}</p><p class=d>{n} May 2024</p><p>{TEXT} {n}.</p></div>")
        };
        let posts: String = (1..4).map(post).collect();
        assert_eq!(
            amid(&format!("<div>{posts}</div>"), &[50, -50, 200, 50, -50, 200, 50, -50, 200])[1],
            Role::Dateline
        );
    }

    #[test]
    fn names_on_both_sides_of_a_score_have_written_nothing() {
        let board = |score: &str| {
            format!(
                "<div class=xk><div class=team>Ann Lee</div><div class=s>{score}</div><div class=team>Tom Roe</div></div>"
            )
        };
        let found = |score: &str| {
            let html =
                format!("<body><h1>The match</h1>{}<div><p>{TEXT}</p><p>{TEXT} So.</p></div>", board(score));
            roles(&html, &[100, 50, 50, 50, 200, 200], Some(0))
        };
        assert_eq!([found("2 - 2")[1].0, found("2 - 2")[4].0], [Role::Paragraph, Role::Lead]);
        assert_ne!(found("of Holt")[1].0, Role::Paragraph);
    }

    #[test]
    fn the_heading_of_a_section_may_stand_in_its_head() {
        let section =
            |n: usize| format!("<section><header><h2>Part {n}</h2></header><p>{TEXT} {n}.</p></section>");
        let sections: String = (0..3).map(section).collect();
        let found = amid(&sections, &[-200, 200, -200, 200, -200, 200]);
        assert_eq!([found[0], found[2], found[4]], [Role::Heading; 3]);
        let story = "<section><header><h2>Harbour reopens</h2></header><p><a href=/x>Harbour reopens after the storm</a></p></section>";
        assert_eq!(amid(story, &[-200, -300])[0].usage(), Use::Drop);
    }
}
