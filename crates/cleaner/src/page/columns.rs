//! The names of the columns of a table on a page, also where no element says that they are.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::collections::BTreeMap;

use epitome_document::{BlockId, BlockKind, Document, MarkKind};

use crate::article::tables::is_figure;
use crate::line::Line;
use crate::line::phrases::Cuebook;
use crate::page::inside::is_all;
use crate::page::place::within;

/// A table has so many columns, and so many rows below their names.
const MIN_COLUMNS: usize = 2;
const MIN_ROWS: usize = 2;

/// Which blocks are cells that name a column: `th`, or in a table without any the first row, if it is in bold as the others are not, or
/// stands above figures and holds none.
pub(crate) fn find(document: &Document, lines: &[Line], book: &Cuebook) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    let mut tables: BTreeMap<usize, Vec<(usize, Vec<usize>)>> = BTreeMap::new();
    for idx in (0..lines.len()).filter(|idx| document.blocks[*idx].kind != BlockKind::Alt) {
        let around = |names| within(document, idx, names);
        let Some(cell) = around(&["td", "th"]) else { continue };
        found[idx] = document.elements.name(cell) == "th";
        let (Some(table), Some(row)) = (around(&["table"]), around(&["tr"])) else { continue };
        let rows = tables.entry(table.idx()).or_default();
        match rows.last_mut().filter(|(last, _)| *last == row.idx()) {
            Some((_, cells)) => cells.push(idx),
            None => rows.push((row.idx(), vec![idx])),
        }
    }
    for rows in tables.values() {
        let Some(((_, names), rows)) = rows.split_first() else { continue };
        let is_bold = |idx: &usize| is_all(document, BlockId::new(*idx), MarkKind::Bold);
        let is_figure = |idx: &usize| is_figure(&lines[*idx], book);
        let is_regular = names.len() >= MIN_COLUMNS
            && rows.len() >= MIN_ROWS
            && rows
                .iter()
                .all(|(_, cells)| cells.len() == names.len() && !cells.iter().any(|idx| found[*idx]));
        let are_figures = |column: usize| rows.iter().all(|(_, cells)| is_figure(&cells[column]));
        let are_names = || {
            names.iter().all(is_bold) && !rows[0].1.iter().all(is_bold)
                || !names.iter().any(is_figure) && (1..names.len()).any(are_figures)
        };
        if is_regular && are_names() {
            names.iter().for_each(|idx| found[*idx] = true);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use epitome_document::{Input, LangTag, ReadOptions, read};
    use epitome_langs::Languages;

    use super::*;

    #[test]
    fn the_first_row_names_the_columns_if_it_is_set_apart() {
        let names = |rows: &[[&str; 2]]| {
            let row = |[one, two]: &[&str; 2]| format!("<tr><td>{one}<td>{two}</tr>");
            let html = format!("<table>{}</table>", rows.iter().map(row).collect::<String>());
            let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
            let languages = Languages::default();
            let book = Cuebook::new(LangTag::literal("en"), &languages);
            let (lines, _) = crate::read_lines(&document, &book);
            find(&document, &lines, &book).iter().filter(|is_name| **is_name).count()
        };
        let figures = [["Hall", "310"], ["Chapel", "1.275"]];
        assert_eq!(names(&[&[["Place", "Seats"]][..], &figures].concat()), 2);
        assert_eq!(names(&[&[["Barn", "120"]][..], &figures].concat()), 0);
        let words = [["Hall", "Ann"], ["Chapel", "Tom"]];
        assert_eq!(names(&[&[["<b>Place</b>", "<b>Host</b>"]][..], &words].concat()), 2);
        assert_eq!(names(&[&[["Place", "Host"]][..], &words].concat()), 0);
    }
}
