//! Which blocks belong to the article, and which to other stories: what one line cannot tell.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::Range;

use epitome_document::{BlockId, Role};
use epitome_langs::words;
use foldhash::HashSet;

use crate::article::rows::{is_line_up, is_value};
use crate::line::dates::{is_clock, is_length};
use crate::line::items::list_marker;
use crate::line::limits::{MAX_TIME_WORDS, MIN_TOPIC_CHARS};
use crate::line::marks::{Mark, Signal, is_day};
use crate::line::phrases::Cuebook;
use crate::line::{Ending, Line, Shape};

/// Captions, titles and texts in turn are teasers when there are so many of each; two may be a short picture story.
const MIN_RHYTHM: usize = 3;
/// Paragraphs before the rhythm begins: a picture story has hardly an introduction, an article has a text.
const MIN_PROSE_BEFORE_RHYTHM: usize = 3;

/// A page counts the comments of its article seldom so often, and never with other figures.
const MIN_COUNTS: usize = 3;

/// So many paragraphs are the standfirst, and a notice of the page above it.
const MAX_STANDFIRST: usize = 2;

/// So many times of entries above a box tell a live page, which goes on with the next time.
const MIN_TIMES: usize = 2;

/// So many words of a line are compared.
const TOPIC_WINDOW: usize = 400;
/// Where a label of other stories ends the article, no more signs of its end than so many follow, itself included: comments, subjects.
const MAX_LATE_SIGNALS: usize = 4;
/// Words of a heading with which the article goes on behind a box of titles, which are longer: of the labelled texts' six such headings five
/// have no more, of four such titles none.
const MAX_RESUMING_WORDS: usize = 7;
/// With fewer such words nothing can be told from them.
const MIN_TOPICS: usize = 8;

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
pub(crate) fn find(lines: &[Line], marks: &[Option<Mark>], book: &Cuebook) -> Vec<Place> {
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
            || before.n_times >= MIN_TIMES && after.n_times > 0
            || match signal {
                Signal::Titles => {
                    let is_late = nth + MAX_LATE_SIGNALS >= signals.len();
                    !(after.is_teasers() || is_late && are_other_stories(lines, marks, book, at))
                }
                // Other stories, and what the page says of itself, are one text each: a paragraph below another goes on with the
                // article. On 791 flattened articles F1 is .9047 and recall .9453 so, .9036 and .9431 where as many may stand alone.
                Signal::None | Signal::End | Signal::Tags => {
                    after.n_in_runs > 0
                        || has_paragraph_with_sentence(lines, marks, segment.clone())
                        || after.is_text_below(&before)
                }
                Signal::Comments => after.is_article() || after.is_text_below(&before),
            };
        if !goes_on {
            places[segment].fill(Place::After(marker));
            continue;
        }
        // Titles of other stories may stand in a box inside the article; it goes on with the first sentence.
        if before.n_prose() > 0 && marks[at].is_some_and(|mark| mark.role == Role::Furniture) {
            // A title may ask; a question above a paragraph is the article's.
            let is_title = |idx: &usize| {
                let line = &lines[*idx];
                let asks = || line.shape == Shape::Sentence && line.ending == Ending::Exclaim;
                let is_above_text = || lines.get(idx + 1).is_some_and(|next| next.shape == Shape::Prose);
                marks[*idx].is_none() && (!line.is_sentence() || asks() && !is_above_text())
            };
            // Rows and points are no titles, unless all are points.
            let is_point = |idx: usize| list_marker(&lines[idx].key).is_some();
            let is_row = |idx: usize| is_value(&lines[idx]) || is_line_up(&lines[idx]);
            let is_other = |idx: &usize| is_row(*idx) || is_point(*idx) && !is_point(at + 1);
            let mut titles: Vec<usize> =
                segment.clone().take_while(|idx| is_title(idx) && !is_other(idx)).collect();
            // In a box of recordings all titles give their length.
            let is_recording = |idx: &usize| gives_length(&lines[*idx], book);
            if titles.first().is_some_and(is_recording) {
                let n_recordings = titles.iter().take_while(|idx| is_recording(idx)).count();
                titles.truncate(n_recordings);
            }
            // The article goes on with a heading rather than with the last and shortest of several titles.
            let is_heading = |idx: usize| {
                lines[idx].shape == Shape::Short
                    && lines[idx].ending == Ending::Open
                    && lines[idx].n_words <= MAX_RESUMING_WORDS
                    && lines.get(idx + 1).is_some_and(|next| next.shape == Shape::Prose || is_row(idx + 1))
            };
            if let [.., title, last] = titles[..]
                && lines[last].n_words < lines[title].n_words
                && is_heading(last)
            {
                titles.pop();
            }
            for idx in titles {
                places[idx] = Place::After(marker);
            }
        }
        before.add(&after);
    }
    mark_rhythm(lines, marks, &mut places);
    places
}

/// "The market at dawn (1 min 12)", "The market at dawn (4:12)".
fn gives_length(line: &Line, book: &Cuebook) -> bool {
    let bracket = line.key.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    bracket.is_some_and(|(_, inner)| is_length(inner, book) || is_clock(inner))
}

/// Whether a paragraph is followed by another sentence, as no other story is. (What readers wrote is, behind another signal.)
fn has_paragraph_with_sentence(lines: &[Line], marks: &[Option<Mark>], range: Range<usize>) -> bool {
    range.skip(1).any(|idx| {
        is_prose(lines, marks, idx - 1) && marks[idx].is_none() && lines[idx].shape == Shape::Sentence
    })
}

/// The lines after which the article may be over. An agency's signature is such a line when it is the only one: a bulletin has
/// one below each of its items.
fn signals(lines: &[Line], marks: &[Option<Mark>]) -> Vec<(usize, Signal)> {
    let is_signed = |idx: &usize| lines[*idx].tail.is_some_and(|tail| tail.role == Role::Signature);
    let mut signed = (0..lines.len()).filter(is_signed);
    let only_signed = signed.next().filter(|_| signed.next().is_none());
    // A page that names a source below each of its parts does not end there.
    let is_source = |idx: &usize| {
        marks[*idx].is_some_and(|mark| mark.role == Role::SourceLine && mark.signal != Signal::None)
    };
    let last_source = (0..lines.len()).rfind(is_source);
    // Nor does one that counts what each author has posted end with any of these counts.
    let is_count = |idx: &usize| marks[*idx].is_some_and(|mark| mark.role == Role::CommentCount);
    let mut counts = (0..lines.len()).filter(is_count);
    let is_thread = counts.clone().nth(MIN_COUNTS - 1).is_some()
        && counts.next().is_some_and(|first| counts.any(|idx| lines[idx].key != lines[first].key));
    let signal = |idx: usize| {
        let own = marks[idx].map_or(Signal::None, |mark| mark.signal);
        let is_inside = is_source(&idx) && last_source != Some(idx) || is_thread && is_count(&idx);
        let own = if is_inside { Signal::None } else { own };
        let signal = if only_signed == Some(idx) { Signal::End } else { own };
        (signal != Signal::None).then_some((idx, signal))
    };
    (0..lines.len()).filter_map(signal).collect()
}

/// Whether behind a label all texts stand alone below titles, and speak of nothing that the article speaks of.
fn are_other_stories(lines: &[Line], marks: &[Option<Mark>], book: &Cuebook, label: usize) -> bool {
    let is_comments = |idx: &usize| marks[*idx].is_some_and(|mark| mark.signal == Signal::Comments);
    let end = (label + 1..lines.len()).find(is_comments).unwrap_or(lines.len());
    let texts: Vec<usize> = (label + 1..end).filter(|idx| is_prose(lines, marks, *idx)).collect();
    let is_below_title = |idx: &usize| marks[idx - 1].is_none() && lines[idx - 1].shape == Shape::Short;
    if texts.is_empty()
        || !texts.iter().all(is_below_title)
        || has_paragraph_with_sentence(lines, marks, label + 1..end)
    {
        return false;
    }
    let is_topic = |word: &&str| word.chars().nth(MIN_TOPIC_CHARS - 1).is_some() && !book.is_stop_word(word);
    let topics = |idx: usize| {
        let key = lines[idx].key.as_str();
        words(key).take(TOPIC_WINDOW).map(move |word| &key[word.range()]).filter(is_topic)
    };
    // Its title and its list of contents say too what an article speaks of.
    let known: HashSet<&str> = (0..label).filter(|idx| marks[*idx].is_none()).flat_map(topics).collect();
    let mut said = texts.iter().flat_map(|idx| topics(*idx).chain(topics(idx - 1)));
    said.clone().nth(MIN_TOPICS - 1).is_some() && !said.any(|word| known.contains(word))
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
    /// Authors and dates, as each comment and each other story has one.
    n_headers: usize,
    /// Times, as each entry of a live page has one.
    n_times: usize,
    /// Words of the paragraphs.
    n_words: usize,
}

impl Tally {
    fn of(lines: &[Line], marks: &[Option<Mark>], range: Range<usize>) -> Tally {
        let mut tally = Tally::default();
        let mut run = 0;
        for idx in range {
            if is_prose(lines, marks, idx) {
                run += 1;
                tally.n_words += lines[idx].n_words;
                continue;
            }
            tally.close(run);
            run = 0;
            let role = marks[idx].map(|mark| mark.role);
            tally.n_captions += usize::from(role == Some(Role::Caption));
            let is_header = role == Some(Role::Byline) || is_day(lines, marks, idx);
            tally.n_headers += usize::from(is_header);
            let is_time = role == Some(Role::Dateline) && lines[idx].n_words <= MAX_TIME_WORDS;
            tally.n_times += usize::from(is_time && !is_day(lines, marks, idx));
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
        self.n_headers += other.n_headers;
        self.n_times += other.n_times;
        self.n_words += other.n_words;
    }

    fn n_prose(&self) -> usize {
        self.n_in_runs + self.n_alone
    }

    /// Paragraph upon paragraph.
    fn is_article(&self) -> bool {
        self.n_in_runs > self.n_alone
    }

    /// Paragraphs under headings, more of them than above, where hardly more than a standfirst stands: a counter of comments in the head
    /// of the page ends no article. Other stories have pictures or dates, comments have authors.
    fn is_text_below(&self, before: &Tally) -> bool {
        before.n_prose() <= MAX_STANDFIRST
            && self.n_alone >= 2
            && self.n_captions * 2 <= self.n_alone
            && self.n_headers <= 1
            && self.n_words > before.n_words
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
