//! Edmundson's method with the title for its cue words: what wins over the other classic methods wherever there is a title.

use super::{Rate, Readings};

pub(super) struct Edmundson;

impl Rate for Edmundson {
    /// Words of the title count three times (as cues, as title, as words of a heading), the first and the last paragraph one,
    /// the first and the last sentence of a paragraph one.
    fn rate(&self, readings: &Readings) -> Vec<f64> {
        let in_title = readings.stems.are_among(&readings.title.terms);
        let paragraphs = &readings.paragraphs;
        let (first, last) = (paragraphs.first().copied(), paragraphs.last().copied());
        (0..readings.n_rows())
            .map(|row| {
                let of_title = readings.terms.counts(row).filter(|entry| in_title[entry.0 as usize]);
                let n: u32 = of_title.map(|entry| entry.1).sum();
                let own = paragraphs[row];
                let at_edge = Some(own) == first || Some(own) == last;
                let starts = row == 0 || paragraphs[row - 1] != own;
                let ends = paragraphs.get(row + 1) != Some(&own);
                f64::from(3 * n + u32::from(at_edge) + u32::from(starts || ends))
            })
            .collect()
    }
}
