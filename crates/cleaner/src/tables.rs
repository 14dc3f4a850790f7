//! Tables of which only the cells are left, one a line: figures come again in the same columns.

use std::ops::Range;

use crate::dates::has_year;
use crate::lines::Line;

/// A table has so many columns.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=6;
/// … and so many rows below the names of its columns.
const MIN_ROWS: usize = 2;
/// So many lines of a run may stand above its table: a heading and what it says of itself.
const MAX_LINES_ABOVE: usize = 2;
/// Words of a cell that is a figure ("1 to 37", "58dB", "£4.20").
const MAX_FIGURE_WORDS: usize = 3;
/// Letters of a unit behind a figure.
const MAX_UNIT_LETTERS: usize = 2;
/// So many rows that are one line each make a table, each with so many words and figures at most.
const MIN_LINE_ROWS: usize = 3;
const MAX_ROW_WORDS: usize = 12;
const MAX_FIGURES: usize = 16;

/// The names of the columns of a table, and its other cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) header: Range<usize>,
    pub(crate) cells: Range<usize>,
}

/// The table in a run of short lines: the one that takes most of them.
pub(crate) fn find(lines: &[Line], run: Range<usize>) -> Option<Table> {
    let is_figure: Vec<bool> = run.clone().map(|idx| is_figure(&lines[idx])).collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for start in 0..=MAX_LINES_ABOVE {
        for n_columns in COLUMNS {
            let n_rows = n_rows(is_figure.get(start..).unwrap_or_default(), n_columns);
            if n_rows >= MIN_ROWS && best.is_none_or(|(_, columns, rows)| n_rows * n_columns > rows * columns)
            {
                best = Some((start, n_columns, n_rows));
            }
        }
    }
    let of_lines = || {
        let n_rows = |start: usize| {
            let row = n_figures(&lines[start]);
            let rows = (start..run.end).take_while(|idx| {
                let own = n_figures(&lines[*idx]);
                row > 0 && lines[*idx].n_words <= MAX_ROW_WORDS && (own == row || own.min(row) > 1)
            });
            rows.count()
        };
        // The names of the columns stand above the first row too.
        let start = run.clone().take(MAX_LINES_ABOVE + 2).find(|start| n_rows(*start) >= MIN_LINE_ROWS)?;
        let header = run.start.max(start.saturating_sub(1))..start;
        Some(Table { header, cells: start..start + n_rows(start) })
    };
    let of_cells = best.map(|(start, n_columns, n_rows)| {
        let header = run.start + start..run.start + start + n_columns;
        Table { cells: header.end..header.end + n_columns * n_rows, header }
    });
    of_cells.or_else(of_lines)
}

/// How many rows below a header have figures in the same columns, and a name before them. Two rows may be chance where the header has
/// figures too, as years are.
fn n_rows(is_figure: &[bool], n_columns: usize) -> usize {
    let mut rows = is_figure.chunks_exact(n_columns);
    let Some(header) = rows.next() else { return 0 };
    let Some(first) = rows.clone().next() else { return 0 };
    // A number may stand before the name: "7520320", "Civil engineering", "45".
    if first.iter().all(|is_figure| *is_figure == first[0]) {
        return 0;
    }
    let n_rows = rows.take_while(|row| *row == first).count();
    if header.contains(&true) && (n_rows < MIN_LINE_ROWS || first[0]) { 0 } else { n_rows }
}

/// "14", "1 to 37", "58dB", "33.4 %", "5 h", but not "3 eggs".
pub(crate) fn is_figure(line: &Line) -> bool {
    let opens = line.key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let last = line.key.rsplit(' ').next().unwrap_or_default();
    opens.starts_with(|c: char| c.is_ascii_digit())
        && line.n_words <= MAX_FIGURE_WORDS
        && (!last.contains(char::is_alphabetic)
            || last.contains(|c: char| c.is_ascii_digit())
            || last.chars().nth(MAX_UNIT_LETTERS).is_none())
}

/// How many figures a line ends with, with their signs: "Lạng Sơn 9 13", "Sales 218.6 211.9 + 3.2 %".
pub(crate) fn n_figures(line: &Line) -> usize {
    let is_figure = |piece: &&str| piece.contains(|c: char| c.is_ascii_digit());
    let is_of_figures =
        |piece: &&str| !piece.contains(char::is_alphabetic) && !piece.ends_with([':', '.', ')']);
    let figures = line.key.rsplit(' ').take(MAX_FIGURES).take_while(is_of_figures);
    let (n_pieces, n_figures) = (figures.clone().count(), figures.filter(is_figure).count());
    let has_name = line.key.contains(char::is_alphabetic) && line.key.split(' ').nth(n_pieces).is_some();
    // A year at the end may be of the name.
    if has_name && (n_figures > 1 || !has_year(line.key.rsplit(' ').next().unwrap_or_default())) {
        n_figures
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;
    use epitome_langs::Languages;

    use super::*;
    use crate::phrases::Cuebook;

    fn table(texts: &[&str]) -> Option<(Range<usize>, Range<usize>)> {
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let lines: Vec<Line> = texts.iter().map(|text| Line::new(text, &book)).collect();
        find(&lines, 0..lines.len()).map(|table| (table.header, table.cells))
    }

    #[test]
    fn figures_that_come_again_in_a_column_are_those_of_a_table() {
        let days = ["Street", "Numbers", "Harbour Road", "1 to 37", "Quay Lane", "38 to 74"];
        assert_eq!(table(&days), Some((0..2, 2..6)));
        let scores = [
            "Results", "Team", "Guests", "Score", "Women", "Holt", "27-33", "Men", "Marsh", "24-24", "Youth",
            "Quay", "3-1",
        ];
        assert_eq!(table(&scores), Some((1..4, 4..13)));
        let rows = ["Place Low High", "Holt 9 13", "Marsh End 12 16", "Quay 14 18"];
        assert_eq!(table(&rows), Some((0..1, 1..4)));
        let sums = [
            "H1 2024 H1 2023 Change",
            "Sales 218.6 211.9 + 3.2 %",
            "Profit 19.4 14.8 + 31.1 %",
            "Debt 96 104 - 7.7 %",
        ];
        assert_eq!(table(&sums), Some((0..1, 1..4)));
    }

    #[test]
    fn years_may_be_the_names_of_columns() {
        let years =
            ["Year", "2023", "2024", "Fires", "14", "11", "Floods", "49", "88", "False alarms", "12", "9"];
        assert_eq!(table(&years), Some((0..3, 3..12)));
    }

    #[test]
    fn a_list_is_no_table() {
        assert_eq!(
            table(&["Pastry", "For six", "1 pound of onions", "3 eggs", "A little butter", "2 shallots"]),
            None
        );
        assert_eq!(
            table(&["Ingredients", "250 g flour", "3 eggs", "1 lemon", "A pinch of salt", "20 g butter"]),
            None
        );
        assert_eq!(
            table(&[
                "Spring in Holt, 2019",
                "Summer in Holt, 2020",
                "Autumn in Holt, 2021",
                "Winter in Holt, 2022"
            ]),
            None
        );
        assert_eq!(table(&["By bus", "By train", "On foot", "By bicycle", "By boat", "By car"]), None);
    }
}
