//! Tables of which only the cells are left, one a line: figures come again in the same columns.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::Range;

use epitome_langs::fold;

use crate::line::Line;
use crate::line::dates::has_year;
use crate::line::phrases::Cuebook;

/// A table has so many columns.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=6;
/// … and so many rows below the names of its columns.
const MIN_ROWS: usize = 2;
/// So many lines of a run may stand above its table: a heading and what it says of itself.
const MAX_LINES_ABOVE: usize = 2;
/// Words of a cell that is a figure ("1 to 37", "58dB", "£4.20").
const MAX_FIGURE_WORDS: usize = 3;
/// Words of one that counts in words known: "9 h - 12 h", "6 hours 25 minutes".
const MAX_SPAN_WORDS: usize = 6;
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

/// The tables in a run of short lines, one behind the other.
pub(crate) fn find(lines: &[Line], run: Range<usize>, book: &Cuebook) -> impl Iterator<Item = Table> {
    let is_figure: Vec<bool> = run.clone().map(|idx| is_figure(&lines[idx], book)).collect();
    let (start, mut rest) = (run.start, run);
    std::iter::from_fn(move || {
        let table = first(lines, rest.clone(), &is_figure[rest.start - start..])?;
        rest.start = table.cells.end;
        Some(table)
    })
}

/// The first table in a run, some of whose lines are figures: the one that takes most of them.
fn first(lines: &[Line], run: Range<usize>, is_figure: &[bool]) -> Option<Table> {
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
            let is_row = |idx: &usize| lines[*idx].n_words <= MAX_ROW_WORDS && n_figures(&lines[*idx]) > 0;
            (start..run.end).take_while(is_row).count()
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
    // Figures above the rows are a row too, unless they are years.
    let is_name = |idx: usize| !is_figure[idx - run.start] || has_year(&lines[idx].key);
    let of_cells = of_cells.filter(|table| table.header.clone().all(is_name));
    let n_lines = |table: &Table| table.header.len() + table.cells.len();
    let of_cells = [ragged(is_figure, run.start), of_cells].into_iter().flatten().max_by_key(n_lines);
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
    let n_rows = rows.clone().take_while(|row| *row == first).count();
    if n_rows < MIN_ROWS || header.contains(&true) && (n_rows < MIN_LINE_ROWS || first[0]) {
        return 0;
    }
    // Below rows that are alike one cell may be of another kind: "about 7".
    let n_others = |row: &[bool]| row.iter().zip(first).filter(|(own, first)| own != first).count();
    rows.take_while(|row| n_others(row) * MIN_LINE_ROWS <= n_columns && row[0] == first[0]).count()
}

/// Names with their figures in rows that are not all as long, since empty cells are lost: the columns are not known, and the names of the
/// columns stand above the first row.
fn ragged(is_figure: &[bool], start: usize) -> Option<Table> {
    let is_row = |at: &usize| !is_figure[*at] && is_figure.get(at + 1) == Some(&true);
    let first = (0..is_figure.len()).take(COLUMNS.end() + MAX_LINES_ABOVE + 1).find(is_row)?;
    let (mut end, mut n_rows, mut n_columns) = (first, 0, 0);
    while end < is_figure.len() && is_row(&end) {
        let n_cells = 1 + is_figure[end + 1..].iter().take_while(|is_figure| **is_figure).count();
        (end, n_rows, n_columns) = (end + n_cells, n_rows + 1, n_columns.max(n_cells));
    }
    let header = start + first.saturating_sub(n_columns)..start + first;
    let is_table =
        n_rows >= MIN_LINE_ROWS && COLUMNS.contains(&n_columns) && first <= n_columns + MAX_LINES_ABOVE;
    is_table.then_some(Table { header, cells: start + first..start + end })
}

/// "14", "1 to 37", "58dB", "33.4 %", "5 h", "6 hours 25 minutes", "about 3 euros", or a dash for none, but not "3 eggs".
pub(crate) fn is_figure(line: &Line, book: &Cuebook) -> bool {
    if is_nil(line.text) {
        return true;
    }
    let opens = line.key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let last = line.key.rsplit(' ').next().unwrap_or_default();
    opens.starts_with(opens_figure)
        && line.n_words <= MAX_FIGURE_WORDS
        && (!last.contains(char::is_alphabetic)
            || last.contains(opens_figure)
            || last.chars().nth(MAX_UNIT_LETTERS).is_none())
        || line.n_words <= MAX_SPAN_WORDS && is_quantity(line.text, book)
}

fn opens_figure(c: char) -> bool {
    c.is_ascii_digit()
}

/// Numbers and words for what they count in, and nothing else.
fn is_quantity(text: &str, book: &Cuebook) -> bool {
    let known = [&book.language.quantities, &book.international.quantities];
    let is_known = |word: &str, piece: &str| {
        known.iter().any(|known| {
            let units = [&known.units, &known.currencies, &known.scales];
            let times = [&known.durations, &known.periods, &known.hours, &known.minutes];
            known.unit_symbols.contains(piece) || units.iter().chain(&times).any(|list| list.contains(word))
        })
    };
    let is_unit = |piece: &str| {
        let word = fold(piece);
        piece.chars().nth(MAX_UNIT_LETTERS).is_none() && !book.is_stop_word(&word) || is_known(&word, piece)
    };
    let counts = |piece: &str| known.iter().any(|known| known.quantifiers.contains(&fold(piece)));
    let mut pieces = text.split_whitespace().filter(|piece| piece.contains(char::is_alphanumeric));
    let is_number =
        |piece: &&str| piece.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(opens_figure);
    let first = pieces.next().filter(|first| !counts(first)).or_else(|| pieces.next());
    first.is_some_and(|first| is_number(&first)) && pieces.all(|piece| is_number(&piece) || is_unit(piece))
}

/// A cell with nothing in it: "-", "--", "..", "n/a".
pub(crate) fn is_nil(text: &str) -> bool {
    matches!(
        text,
        "-" | "--" | "–" | "—" | "." | ".." | "…" | "..." | "/" | "n/a" | "N/A" | "n.a." | "n.d." | "NC"
    )
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

    fn table(texts: &[&str]) -> Option<(Range<usize>, Range<usize>)> {
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let lines: Vec<Line> = texts.iter().map(|text| Line::new(text, &book)).collect();
        find(&lines, 0..lines.len(), &book).next().map(|table| (table.header, table.cells))
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
    fn rows_may_lack_a_cell_or_hold_another_kind_of_one() {
        let sums = [
            "Item", "In", "Out", "Fees", "3 280,00", "Grant", "1 500,00", "Water", "-", "60,50", "Total",
            "4 780,00", "60,50",
        ];
        assert_eq!(table(&sums), Some((0..3, 3..13)));
        let tests = [
            "Test",
            "Claimed",
            "Found",
            "Range",
            "110 km",
            "97 km",
            "Charging",
            "6 hours",
            "6 hours 25 minutes",
            "Cost",
            "little",
            "0,30 €",
        ];
        assert_eq!(table(&tests), Some((0..3, 3..12)));
        let days = [
            "Day",
            "Hours",
            "Place",
            "Monday",
            "9 h - 12 h",
            "Town hall",
            "Friday",
            "14 h - 17 h",
            "Old school",
        ];
        assert_eq!(table(&days), Some((0..3, 3..9)));
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
