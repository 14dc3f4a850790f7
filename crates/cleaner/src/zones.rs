//! Which blocks belong to the article, and which to other stories: what one line cannot tell.

use std::ops::Range;

use epitome_document::{BlockId, Role};

use crate::lines::{Line, Shape};
use crate::marks::{Mark, Signal};

/// Captions, titles and texts in turn are teasers when there are so many of each; two may be a short picture story.
const MIN_RHYTHM: usize = 3;
/// Paragraphs before the rhythm begins: a picture story has hardly an introduction, an article has a text.
const MIN_PROSE_BEFORE_RHYTHM: usize = 3;

/// Where a block stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the article.
    Text,
    /// Among other stories, behind this marker.
    After(BlockId),
    /// Among other stories, by their rhythm.
    Rhythm,
}

/// The place of every block.
pub(crate) fn find(lines: &[Line], marks: &[Option<Mark>]) -> Vec<Place> {
    let mut places = vec![Place::Text; lines.len()];
    let signals = signals(lines, marks);
    let first = signals.first().map_or(lines.len(), |(at, _)| at + 1);
    let mut before = Tally::of(lines, marks, 0..first);
    for (nth, &(at, signal)) in signals.iter().enumerate() {
        let end = signals.get(nth + 1).map_or(lines.len(), |(next, _)| next + 1);
        let segment = at + 1..end;
        let marker = BlockId::new(at);
        let after = Tally::of(lines, marks, segment.clone());
        let goes_on = before.n_prose() == 0
            || match signal {
                Signal::Titles => !after.is_teasers(),
                Signal::None | Signal::End | Signal::Comments | Signal::Tags => {
                    after.is_article() || before.n_prose() == 1 && after.is_sections()
                }
            };
        if !goes_on {
            places[segment].fill(Place::After(marker));
            continue;
        }
        // Titles of other stories may stand in a box inside the article; it goes on with the first sentence.
        if before.n_prose() > 0 && marks[at].is_some_and(|mark| mark.role == Role::Furniture) {
            for idx in segment.take_while(|idx| !lines[*idx].is_sentence() && marks[*idx].is_none()) {
                places[idx] = Place::After(marker);
            }
        }
        before.add(&after);
    }
    mark_rhythm(lines, marks, &mut places);
    places
}

/// The lines after which the article may be over. An agency's signature is such a line when it is the only one: a bulletin has
/// one below each of its items.
fn signals(lines: &[Line], marks: &[Option<Mark>]) -> Vec<(usize, Signal)> {
    let is_signed = |idx: &usize| lines[*idx].tail.is_some_and(|tail| tail.role == Role::Signature);
    let mut signed = (0..lines.len()).filter(is_signed);
    let only_signed = signed.next().filter(|_| signed.next().is_none());
    let signal = |idx: usize| {
        let own = marks[idx].map_or(Signal::None, |mark| mark.signal);
        let signal = if only_signed == Some(idx) { Signal::End } else { own };
        (signal != Signal::None).then_some((idx, signal))
    };
    (0..lines.len()).filter_map(signal).collect()
}

/// What a stretch of lines is made of.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Paragraphs with another one directly before or after.
    n_in_runs: usize,
    /// Paragraphs that stand alone between other lines, as the texts of teasers do.
    n_alone: usize,
    /// Captions.
    n_captions: usize,
}

impl Tally {
    fn of(lines: &[Line], marks: &[Option<Mark>], range: Range<usize>) -> Tally {
        let mut tally = Tally::default();
        let mut run = 0;
        for idx in range {
            if is_prose(lines, marks, idx) {
                run += 1;
                continue;
            }
            tally.close(run);
            run = 0;
            tally.n_captions += usize::from(marks[idx].is_some_and(|mark| mark.role == Role::Caption));
        }
        tally.close(run);
        tally
    }

    fn close(&mut self, run: usize) {
        if run == 1 {
            self.n_alone += 1;
        } else {
            self.n_in_runs += run;
        }
    }

    fn add(&mut self, other: &Tally) {
        self.n_in_runs += other.n_in_runs;
        self.n_alone += other.n_alone;
        self.n_captions += other.n_captions;
    }

    fn n_prose(&self) -> usize {
        self.n_in_runs + self.n_alone
    }

    /// Paragraph upon paragraph.
    fn is_article(&self) -> bool {
        self.n_in_runs > self.n_alone
    }

    /// Paragraphs under headings and no pictures: after a single paragraph this is more likely the article than other stories.
    fn is_sections(&self) -> bool {
        self.n_alone >= 2 && self.n_captions == 0
    }

    /// Texts that stand alone, with pictures.
    fn is_teasers(&self) -> bool {
        self.n_alone >= 2 && self.n_captions >= 2 && !self.is_article()
    }
}

fn is_prose(lines: &[Line], marks: &[Option<Mark>], idx: usize) -> bool {
    marks[idx].is_none() && lines[idx].shape == Shape::Prose
}

/// Teasers without any marker before them: caption, title and text in turn, from after the text to the end of the article.
fn mark_rhythm(lines: &[Line], marks: &[Option<Mark>], places: &mut [Place]) {
    let is_beat = |at: usize| {
        marks[at].is_some_and(|mark| mark.role == Role::Caption)
            && marks[at + 1].is_none()
            && lines[at + 1].shape == Shape::Short
            && is_prose(lines, marks, at + 2)
    };
    let end = places.iter().rposition(|place| *place == Place::Text).map_or(0, |last| last + 1);
    let mut start = end;
    while start >= 3
        && places[start - 3..start].iter().all(|place| *place == Place::Text)
        && is_beat(start - 3)
    {
        start -= 3;
    }
    let n_before =
        (0..start).filter(|idx| places[*idx] == Place::Text && is_prose(lines, marks, *idx)).count();
    if end - start >= 3 * MIN_RHYTHM && n_before >= MIN_PROSE_BEFORE_RHYTHM {
        places[start..end].fill(Place::Rhythm);
    }
}
