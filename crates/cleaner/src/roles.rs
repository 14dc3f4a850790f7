//! What each block is among its neighbours: title, lead, headings, quotations, list items, repeats.

use std::ops::RangeInclusive;

use epitome_document::{BlockId, Document, Reason, Role, Treatment, Use};
use epitome_langs::words;
use foldhash::{HashMap, HashMapExt};

use crate::article::Article;
use crate::doubts;
use crate::headlines::{MIN_UNLABELLED_WORDS, is_headline};
use crate::items::{Marker, list_marker, step_label};
use crate::lines::{Ending, Line, MIN_PROSE_WORDS, Shape};
use crate::marks::{Mark, Signal, n_breaks};
use crate::names::{are_people, is_capital, is_name};
use crate::phrases::Cuebook;
use crate::quotes::is_quotation;
use crate::title::is_crumbs;
use crate::zones::Place;

/// A heading has at most so many words; the longest of the seed articles has 11.
const MAX_HEADING_WORDS: usize = 20;
/// A heading that is a sentence has at most so many words …
const MAX_SENTENCE_HEADING_WORDS: usize = 14;
/// … stands between paragraphs of at least so many …
const MIN_NEIGHBOUR_WORDS: usize = 30;
/// … in an article with so many other headings …
const MIN_OTHER_HEADINGS: usize = 3;
/// … or with a heading and another such sentence, if it has at most so many words: of the six lines that become headings in 1,200
/// Vietnamese news articles without this limit, the four with more are paragraphs.
const MAX_FEW_HEADING_WORDS: usize = 8;
/// A line of so many words that comes twice is a mistake of the page; shorter ones may be a refrain or an answer.
const MIN_REPEAT_WORDS: usize = 6;

/// A line above a list that ends in a colon is a sentence if it has so many words: "Good to know:" is a heading.
const MIN_INTRODUCTION_WORDS: usize = 4;
/// A bare name so many lines below the title, subtitles between them, is the author's.
const MAX_AUTHOR_DISTANCE: usize = 3;
/// Words of the name of an author, if nothing else says that it is one: more may be a heading in capitals.
const NAME_WORDS: RangeInclusive<usize> = 2..=3;
/// The same beside a date.
const AUTHOR_WORDS: RangeInclusive<usize> = 2..=5;
/// Words of a subject an article is filed under.
const MAX_TAG_WORDS: usize = 4;
/// Words of a sentence below a picture that is its caption.
const MAX_CAPTION_WORDS: usize = 30;
/// Words of a sentence above a credit that is the caption of its picture.
const MAX_CREDITED_WORDS: usize = 20;
/// Words of a sentence above a list that is its heading: "Conduite à tenir."
const MAX_STOPPED_HEADING_WORDS: usize = 4;
/// Words of a question that is a heading.
const MAX_QUESTION_WORDS: usize = 12;
/// With so many questions between its paragraphs a text is an interview.
const MIN_INTERVIEW_QUESTIONS: usize = 3;
/// Words of a line below the title that is a standfirst without a full stop: most subtitles have
/// fewer. Of the three such lines in the open labelled texts two are the lead.
const MIN_STANDFIRST_WORDS: usize = 14;
/// Words of a line that counts something between title and text ("3 min", "1.245 views").
const MAX_COUNTER_WORDS: usize = 3;
/// Words of the office and of the name with which a letter is signed, and of the office alone.
const MAX_SIGNATURE_WORDS: usize = 8;
const MAX_OFFICE_WORDS: usize = 5;
/// So many lines in a row that open with a number are a list.
const MIN_LISTED: usize = 3;
/// Words of a label before a value.
const MAX_LABEL_WORDS: usize = 3;
/// So many items may stand below a label of the page.
const MAX_LABELLED_ITEMS: usize = 12;
/// Words of who is answered in a thread, and of what is repeated.
const MAX_SPEAKER_WORDS: usize = 5;
const MIN_REPLY_WORDS: usize = 4;
/// What is answered stands so many lines above at most.
const MAX_REPLY_DISTANCE: usize = 60;
/// Words of a quotation pulled out of its paragraph.
const MAX_PULL_WORDS: usize = 60;
/// A quotation pulled out of its paragraph stands so near to it.
const MAX_PULL_DISTANCE: usize = 3;

/// The treatment of every block, and the block that is the title.
pub(crate) fn assign(
    document: &Document,
    lines: &[Line],
    marks: &[Option<Mark>],
    places: &[Place],
    book: &Cuebook,
    logits: &[Option<i32>],
) -> (Vec<Treatment>, Option<BlockId>) {
    let article = Article::new(document, lines, marks, places, book);
    let mut blocks: Vec<Treatment> = (0..lines.len()).map(|idx| article.treatment(idx)).collect();
    sentence_headings(&article, &mut blocks);
    question_headings(&article, &mut blocks);
    doubts::overrule(logits, &mut blocks);
    replies(lines, &mut blocks);
    repeats(lines, &mut blocks);
    pull_quotes(lines, &mut blocks);
    rescue(lines, marks, &mut blocks);
    name_lead(&mut blocks);
    let title = blocks.iter().position(|block| block.role == Role::Title).map(BlockId::new);
    (blocks, title)
}

pub(crate) fn treat(role: Role, reason: Reason, sure: bool) -> Treatment {
    Treatment { role, usage: role.usage(), reason, sure }
}

impl Article<'_> {
    fn treatment(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        match (self.places[idx], self.marks[idx]) {
            (Place::After(marker), mark) => self.after_end(idx, marker, mark),
            (Place::Rhythm, Some(mark)) if mark.role.usage() == Use::Drop => {
                treat(mark.role, mark.reason, true)
            }
            (Place::Rhythm, _) => treat(Role::Teaser, Reason::TeaserRhythm, true),
            (Place::Text, _) if self.title == Some(idx) => {
                treat(Role::Title, Reason::ShortLineBeforeText, true)
            }
            // Behind the text whose page it is, not whose picture.
            (Place::Text, Some(mark))
                if mark.role == Role::Credit && idx > self.end && line.key.starts_with('©') =>
            {
                treat(Role::Furniture, Reason::PageFurniture, true)
            }
            (Place::Text, Some(mark)) => treat(mark.role, mark.reason, true),
            (Place::Text, None) => match line.shape {
                Shape::Prose | Shape::Sentence => self.sentence(idx),
                Shape::List if self.is_inside(idx) => treat(Role::Paragraph, Reason::RunningText, false),
                Shape::Short if self.is_verse(idx) && !self.is_item(idx) => {
                    treat(Role::Paragraph, Reason::RunningText, false)
                }
                Shape::Short if self.is_inside(idx) => self.short_line(idx),
                Shape::Short
                    if self.is_author(idx) || self.is_signature(idx) || self.is_dated_author(idx) =>
                {
                    treat(Role::Byline, Reason::AuthorLine, true)
                }
                Shape::Short if self.is_subtitle(idx) && self.is_among_items(idx) => {
                    treat(Role::ListItem, Reason::ListMarker, true)
                }
                Shape::Short if self.is_subtitle(idx) && (is_crumbs(&line.key) || is_counter(line)) => {
                    treat(Role::Furniture, Reason::LineOutsideText, true)
                }
                Shape::Short if self.is_standfirst(idx) => treat(Role::Paragraph, Reason::RunningText, false),
                Shape::Short if self.is_subtitle(idx) => {
                    treat(Role::Heading, Reason::ShortLineBeforeText, true)
                }
                Shape::Short | Shape::List if self.is_below_label(idx) => {
                    treat(Role::Furniture, Reason::LineOutsideText, true)
                }
                Shape::Short | Shape::List if self.is_item(idx) => {
                    // Before the text it may be a menu.
                    treat(Role::ListItem, Reason::ListMarker, idx >= self.end)
                }
                Shape::Short if idx >= self.end && self.is_above_items(idx) => self.above_items(idx),
                Shape::Short if idx == self.end && is_quotation(line.inner()) => {
                    treat(Role::Quote, Reason::WholeQuotation, false)
                }
                Shape::Short if idx == self.end && (holds_sentence(line) || line.ending == Ending::Stop) => {
                    treat(Role::Paragraph, Reason::RunningText, false)
                }
                Shape::Short if self.goes_on(idx) => treat(Role::Paragraph, Reason::RunningText, false),
                Shape::Short | Shape::List if self.is_other_title(idx) => {
                    treat(Role::Teaser, Reason::LineOutsideText, false)
                }
                Shape::Short | Shape::List => treat(Role::Furniture, Reason::LineOutsideText, true),
            },
        }
    }

    /// A line behind the sign that the article is over: what it is depends on that sign.
    fn after_end(&self, idx: usize, marker: BlockId, mark: Option<Mark>) -> Treatment {
        let signal = self.marks[marker.idx()].map_or(Signal::None, |mark| mark.signal);
        let line = &self.lines[idx];
        let n_words = line.n_words;
        match mark.filter(|mark| mark.role.usage() == Use::Drop) {
            Some(mark) if !matches!(mark.role, Role::Dateline | Role::Byline) || signal == Signal::None => {
                treat(mark.role, mark.reason, true)
            }
            _ if signal == Signal::Comments => treat(Role::Furniture, Reason::ReaderComments, true),
            _ if signal == Signal::Tags && n_words <= MAX_TAG_WORDS => {
                treat(Role::Furniture, Reason::AfterEnd(marker), true)
            }
            _ if !self.footers[idx] && (line.is_sentence() || is_headline(line, self.book)) => {
                treat(Role::Teaser, Reason::AfterEnd(marker), true)
            }
            _ => treat(Role::Furniture, Reason::AfterEnd(marker), true),
        }
    }

    /// A line as long as a sentence directly below the title: a standfirst without its full stop.
    fn is_standfirst(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        self.is_subtitle(idx)
            && idx.checked_sub(1) == self.title
            && line.n_words >= MIN_STANDFIRST_WORDS
            && line.ending == Ending::Open
    }

    /// The title of another story behind the text, though no label stands above it.
    fn is_other_title(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        self.first < self.end
            && idx >= self.end
            && line.n_words >= MIN_UNLABELLED_WORDS
            && n_breaks(line.inner()) == 0
            && !self.footers[idx]
            && is_headline(line, self.book)
    }

    fn sentence(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        // A sentence far from every paragraph may be the page's own ("We use cookies.").
        let sure = line.shape == Shape::Prose || self.first_prose <= idx + 1 && idx <= self.end_prose;
        if self.is_below_picture(idx) || self.is_above_credit(idx) {
            treat(Role::Caption, Reason::BesidePicture, true)
        } else if is_quotation(line.inner()) {
            treat(Role::Quote, Reason::WholeQuotation, sure)
        } else if self.is_numbered_heading(idx) || self.is_stopped_heading(idx) {
            treat(Role::Heading, Reason::ShortLineInText, true)
        } else if self.is_item(idx) {
            treat(Role::ListItem, Reason::ListMarker, sure)
        } else if let Some(treatment) = self.in_run(idx) {
            treatment
        } else {
            treat(Role::Paragraph, Reason::RunningText, sure)
        }
    }

    /// A short line inside the text.
    fn short_line(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        // In a conversation: "Oui.", "— Vraiment ?"
        let is_answer = matches!(line.ending, Ending::Stop | Ending::Exclaim)
            && (line.n_words == 1 || line.text.starts_with(['—', '–', '-']));
        if self.is_item(idx) && !self.is_numbered_heading(idx) {
            treat(Role::ListItem, Reason::ListMarker, true)
        } else if self.is_above_items(idx) {
            self.above_items(idx)
        } else if let Some(treatment) = self.in_run(idx) {
            treatment
        } else if self.is_counted(idx) {
            treat(Role::ListItem, Reason::ListMarker, false)
        } else if is_answer || is_value(line) {
            treat(Role::Paragraph, Reason::RunningText, false)
        } else if self.is_beside_picture(idx) {
            treat(Role::Caption, Reason::BesidePicture, true)
        } else if line.n_words > MAX_HEADING_WORDS
            || line.ending == Ending::Exclaim && (self.is_conversation || self.is_above_furniture(idx))
        {
            treat(Role::Paragraph, Reason::RunningText, false)
        } else {
            treat(Role::Heading, Reason::ShortLineInText, !self.is_in_row(idx))
        }
    }

    /// Directly above what is not used, as the last line of a post of a thread is: no heading stands there.
    fn is_above_furniture(&self, idx: usize) -> bool {
        self.marks.get(idx + 1).copied().flatten().is_some_and(|mark| mark.role.usage() == Use::Drop)
    }

    /// A short line above a list: "In short, the plan has three parts:" is a sentence of the text, "The plan in figures" is a heading.
    fn above_items(&self, idx: usize) -> Treatment {
        let line = &self.lines[idx];
        if line.ending == Ending::Colon && line.n_words >= MIN_INTRODUCTION_WORDS
            || line.n_words > MAX_HEADING_WORDS
        {
            treat(Role::Paragraph, Reason::RunningText, true)
        } else {
            treat(Role::Heading, Reason::ShortLineInText, true)
        }
    }

    /// A bare name below the title or directly after the text. The text speaks of what a subtitle names, but not of its author.
    fn is_author(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let is_sign = |c: char| matches!(c, '.' | '-' | '\'' | '’') || c.is_whitespace();
        let is_near_title = self.title.is_some_and(|title| idx <= title + MAX_AUTHOR_DISTANCE);
        let is_below_text = self.first < self.end && idx == self.end;
        (is_below_text && !self.is_above_items(idx)
            || (is_below_text || is_near_title && self.is_subtitle(idx)) && !self.speaks_of(idx))
            && line.ending == Ending::Open
            && (NAME_WORDS.contains(&line.n_words)
                && line.key.chars().all(|c| c.is_alphabetic() || is_sign(c))
                && words(line.text).all(|word| is_capital(&line.text[word.range()]))
                || are_people(line.text))
    }

    /// A label with a value directly below the text, or below another such line: "Referee: A. Singh".
    fn goes_on(&self, idx: usize) -> bool {
        let is_labelled = |idx: &usize| {
            let line = &self.lines[*idx];
            self.is_free(*idx)
                && line.shape == Shape::Short
                && line.key.split_once(": ").is_some_and(|(label, value)| {
                    words(label).count() <= MAX_LABEL_WORDS && value.contains(char::is_alphanumeric)
                })
        };
        self.first < self.end
            && idx >= self.end
            && idx - self.end < MAX_LABELLED_ITEMS
            && (self.end..=idx).rev().all(|idx| is_labelled(&idx))
    }

    /// Names below the title and beside the date, with an office perhaps: "Priyanka Rao, Staff Engineer", "Hữu Phước - Minh Tâm".
    fn is_dated_author(&self, idx: usize) -> bool {
        let is_date = |idx: Option<usize>| {
            let mark = idx.and_then(|idx| self.marks.get(idx)).copied().flatten();
            mark.is_some_and(|mark| mark.role == Role::Dateline)
        };
        let is_near_title = self.title.is_some_and(|title| title < idx && idx <= title + MAX_AUTHOR_DISTANCE);
        is_near_title
            && self.is_subtitle(idx)
            && (is_date(Some(idx + 1)) || is_date(idx.checked_sub(1)))
            && is_author_line(&self.lines[idx], self.book)
    }

    /// "The mayor, Jane Roe" directly after the text.
    fn is_signature(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let parts = line.text.split_once(',');
        self.first < self.end
            && idx == self.end
            && line.n_words <= MAX_SIGNATURE_WORDS
            && line.ending == Ending::Open
            && parts.is_some_and(|(office, name)| {
                let mut name = words(name).map(|word| &name[word.range()]);
                (1..=MAX_OFFICE_WORDS).contains(&words(office).count())
                    && NAME_WORDS.contains(&name.clone().count())
                    && name.all(is_capital)
            })
    }

    /// "What to do." between a paragraph and a list.
    fn is_stopped_heading(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        line.n_words <= MAX_STOPPED_HEADING_WORDS
            && line.ending == Ending::Stop
            && self.is_above_items(idx)
            && !self.is_item(idx)
            && self.is_inside(idx)
    }

    /// "3. Where to sleep?" above a paragraph.
    fn is_numbered_heading(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let is_title =
            matches!(line.ending, Ending::Open | Ending::Exclaim) && line.n_words <= MAX_HEADING_WORDS;
        let is_number =
            |idx: usize| self.is_free(idx) && list_marker(&self.lines[idx].key) == Some(Marker::Number);
        is_title
            && is_number(idx)
            && !(idx > 0 && is_number(idx - 1))
            && idx + 1 < self.lines.len()
            && self.is_free_sentence(idx + 1)
            && list_marker(&self.lines[idx + 1].key).is_none()
    }

    /// Directly after a picture's file name, or before the line that says who made it.
    fn is_beside_picture(&self, idx: usize) -> bool {
        let is = |idx: Option<usize>, role| {
            idx.and_then(|idx| self.marks.get(idx)).copied().flatten().is_some_and(|mark| mark.role == role)
        };
        is(idx.checked_sub(1), Role::ImageName) || is(Some(idx + 1), Role::Credit)
    }

    /// A sentence directly below a picture's file name is its caption, as in the seed articles and in all three open labelled texts
    /// with such a name.
    fn is_below_picture(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let above = idx.checked_sub(1).and_then(|above| self.marks[above]);
        above.is_some_and(|mark| mark.role == Role::ImageName)
            && line.n_words <= MAX_CAPTION_WORDS
            && n_breaks(line.inner()) == 0
    }

    /// A short sentence between another line of the page and the one that says who made a picture. Between paragraphs, or where the text
    /// opens, it may be of the text.
    fn is_above_credit(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let is_credit = |mark: &Option<Mark>| mark.is_some_and(|mark| mark.role == Role::Credit);
        self.is_inside(idx)
            && self.marks[idx - 1].is_some()
            && self.marks.get(idx + 1).is_some_and(is_credit)
            && line.n_words <= MAX_CREDITED_WORDS
            && n_breaks(line.inner()) == 0
    }

    /// An item behind the text, below a label of the page: "Sent to:".
    fn is_below_label(&self, idx: usize) -> bool {
        let above = (self.end.min(idx)..idx).rev().take(MAX_LABELLED_ITEMS);
        let mut above = above.skip_while(|above| self.is_free(*above) && self.is_item(*above));
        self.is_item(idx)
            && above.next().is_some_and(|label| {
                self.lines[label].ending == Ending::Colon
                    && self.marks[label].is_some_and(|mark| mark.role == Role::Furniture)
            })
    }

    /// One of three short lines and more in a row that open with a number: "250 g de farine", "1990 : naissance à Épinal".
    fn is_counted(&self, idx: usize) -> bool {
        let is_number = |idx: &usize| {
            let line = &self.lines[*idx];
            self.is_free(*idx)
                && line.shape == Shape::Short
                && line.ending == Ending::Open
                && line.key.starts_with(|c: char| c.is_ascii_digit())
        };
        let n_above = (0..idx).rev().take(MIN_LISTED - 1).take_while(is_number).count();
        let n_below = (idx + 1..self.lines.len()).take(MIN_LISTED - 1).take_while(is_number).count();
        is_number(&idx) && n_above + 1 + n_below >= MIN_LISTED
    }

    fn is_among_items(&self, idx: usize) -> bool {
        let is_beside = |idx: usize| idx < self.lines.len() && self.is_free(idx) && self.is_item(idx);
        self.is_item(idx) && (idx > 0 && is_beside(idx - 1) || is_beside(idx + 1))
    }

    /// "Step 2: …" beside "Step 1: …".
    fn is_step(&self, idx: usize) -> bool {
        let label = |idx: usize| self.lines.get(idx).and_then(|line| step_label(&line.key));
        label(idx).is_some_and(|own| {
            let is_same = |other: usize| label(other) == Some(own);
            idx > 0 && is_same(idx - 1) || is_same(idx + 1)
        })
    }

    /// Whether a line is an item of a list: bullets and numbers are, dashes unless somebody speaks.
    pub(crate) fn is_item(&self, idx: usize) -> bool {
        let is_dashed =
            |idx: usize| self.lines.get(idx).is_some_and(|line| list_marker(&line.key) == Some(Marker::Dash));
        let asks = |idx: usize| is_dashed(idx) && self.lines[idx].ending == Ending::Exclaim;
        match list_marker(&self.lines[idx].key) {
            Some(Marker::Bullet | Marker::Number) => true,
            Some(Marker::Dash) => !(asks(idx) || asks(idx + 1) || idx > 0 && asks(idx - 1)),
            None => self.is_step(idx),
        }
    }
}

/// A short question above a list is a heading; above a longer text it is one when the article has others. In an interview somebody asks it.
fn question_headings(article: &Article, blocks: &mut [Treatment]) {
    let n_headings =
        blocks.iter().filter(|block| block.reason == Reason::ShortLineInText && block.sure).count();
    if is_interview(article, blocks) {
        return;
    }
    let is_above_text = |idx: &usize| {
        let next = idx + 1;
        next < blocks.len()
            && (blocks[next].role == Role::ListItem
                || n_headings > 0
                    && article.is_free_sentence(next)
                    && (n_headings > 1 || article.lines[next].shape == Shape::Prose))
    };
    let is_question = |idx: &usize| is_short_question(article, blocks, *idx);
    let found: Vec<usize> = (1..blocks.len()).filter(is_question).filter(is_above_text).collect();
    for idx in found {
        blocks[idx] = treat(Role::Heading, Reason::ShortSentenceInText, true);
    }
}

fn is_short_question(article: &Article, blocks: &[Treatment], idx: usize) -> bool {
    let line = &article.lines[idx];
    blocks[idx].role == Role::Paragraph
        && line.text.ends_with(['?', '？'])
        && line.n_words <= MAX_QUESTION_WORDS
        && line.key.starts_with(char::is_alphabetic)
        && !line.key.contains(':') // "Q: And the money?"
        && n_breaks(line.inner()) == 0
}

/// Whether somebody asks and another one answers.
fn is_interview(article: &Article, blocks: &[Treatment]) -> bool {
    let is_question = |idx: &usize| is_short_question(article, blocks, *idx);
    (0..blocks.len()).filter(is_question).count() >= MIN_INTERVIEW_QUESTIONS
}

/// A short sentence between long paragraphs, when the article has other headings.
fn sentence_headings(article: &Article, blocks: &mut [Treatment]) {
    let n_headings =
        blocks.iter().filter(|block| block.reason == Reason::ShortLineInText && block.sure).count();
    if n_headings == 0 {
        return;
    }
    let is_interview = is_interview(article, blocks);
    let has_others = n_headings >= MIN_OTHER_HEADINGS;
    let max_words = if has_others { MAX_SENTENCE_HEADING_WORDS } else { MAX_FEW_HEADING_WORDS };
    let is_long =
        |idx: usize| article.is_free_sentence(idx) && article.lines[idx].n_words >= MIN_NEIGHBOUR_WORDS;
    let is_heading = |idx: &usize| {
        let (idx, line) = (*idx, &article.lines[*idx]);
        let is_sentence = blocks[idx].role == Role::Paragraph
            && line.n_words <= max_words
            && line.ending != Ending::Colon
            && !(is_interview && line.text.ends_with(['?', '？']))
            && line.tail.is_none();
        // What names somebody's words, gives a figure or points back belongs to the text around it.
        let is_plain = !line.key.contains(|c: char| matches!(c, '"' | ',' | ';' | ':') || c.is_ascii_digit())
            && !opens_with_anaphora(line, article.book);
        is_sentence && is_plain && is_long(idx - 1) && is_long(idx + 1)
    };
    let found: Vec<usize> = (1..blocks.len().saturating_sub(1)).filter(is_heading).collect();
    if has_others || found.len() > 1 {
        for idx in found {
            blocks[idx] = treat(Role::Heading, Reason::ShortSentenceInText, true);
        }
    }
}

fn opens_with_anaphora(line: &Line, book: &Cuebook) -> bool {
    words(&line.key).take(3).any(|word| book.language.anaphora.contains(&line.key[..word.end()]))
}

/// What is said again, word for word, is used once: the first time it is used at all.
pub(crate) fn repeats(lines: &[Line], blocks: &mut [Treatment]) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (idx, line) in lines.iter().enumerate() {
        if blocks[idx].usage == Use::Drop {
            continue;
        }
        match first.get(line.key.as_str()) {
            Some(&earlier) => {
                let is_mistake = line.n_words >= MIN_REPEAT_WORDS
                    || earlier + 1 == idx
                    || blocks[earlier].role == Role::Title
                    || blocks[idx].role == Role::Caption;
                if is_mistake {
                    blocks[idx] = treat(Role::Repeat, Reason::Repeats(BlockId::new(earlier)), true);
                }
            }
            None => {
                first.insert(&line.key, idx);
            }
        }
    }
}

/// In a thread who answers repeats what was said, behind a name and a colon: "pixelmoss said: every single day at 4:17".
fn replies(lines: &[Line], blocks: &mut [Treatment]) {
    let repeated = |idx: usize| {
        let (name, said) = lines[idx].key.split_once(": ")?;
        let n_said = words(said).take(MAX_PULL_WORDS + 1).count();
        let is_reply =
            words(name).count() <= MAX_SPEAKER_WORDS && (MIN_REPLY_WORDS..=MAX_PULL_WORDS).contains(&n_said);
        let said = said.trim_end_matches(|c: char| !c.is_alphanumeric());
        is_reply
            .then(|| (0..idx).rev().take(MAX_REPLY_DISTANCE).find(|other| lines[*other].key.contains(said)))?
    };
    for (idx, block) in blocks.iter_mut().enumerate() {
        let is_text = block.usage == Use::Body || block.role == Role::Heading;
        if is_text && repeated(idx).is_some() {
            *block = treat(Role::Quote, Reason::WholeQuotation, true);
        }
    }
}

/// A quotation that stands, word for word, in a paragraph beside it was pulled out of there to catch the eye.
pub(crate) fn pull_quotes(lines: &[Line], blocks: &mut [Treatment]) {
    for idx in 0..blocks.len() {
        let line = &lines[idx];
        let is_pulled = matches!(blocks[idx].role, Role::Heading | Role::Quote)
            && (MIN_REPEAT_WORDS..=MAX_PULL_WORDS).contains(&line.n_words)
            && is_quotation(line.inner());
        let words = line.key.trim_matches(|c: char| !c.is_alphanumeric());
        let mut near = idx.saturating_sub(MAX_PULL_DISTANCE)..(idx + MAX_PULL_DISTANCE + 1).min(blocks.len());
        let holds = |other: &usize| {
            *other != idx
                && blocks[*other].usage == Use::Body
                && lines[*other].n_words > line.n_words
                && lines[*other].key.contains(words)
        };
        if is_pulled && let Some(source) = near.find(holds) {
            blocks[idx] = treat(Role::Repeat, Reason::Repeats(BlockId::new(source)), true);
        }
    }
}

/// Nothing is silently lost: an article without any body keeps its sentences as one, or else every line that bears no mark.
fn rescue(lines: &[Line], marks: &[Option<Mark>], blocks: &mut [Treatment]) {
    if blocks.iter().any(|block| block.usage == Use::Body) {
        return;
    }
    let is_weak = |block: &Treatment| {
        matches!(block.role, Role::Title | Role::Heading | Role::Caption | Role::Teaser | Role::Byline)
            || block.reason == Reason::LineOutsideText
    };
    // A page with a notice and no sentence of its own is nothing but its frame: the article is gone.
    let is_notice = |(line, mark): (&Line, &Option<Mark>)| {
        line.is_sentence() && mark.is_some_and(|mark| mark.reason == Reason::PageFurniture)
    };
    let has_notice = lines.iter().zip(marks).any(is_notice);
    let has_sentence = blocks.iter().zip(lines).any(|(block, line)| is_weak(block) && line.is_sentence());
    for ((block, line), mark) in blocks.iter_mut().zip(lines).zip(marks) {
        if is_weak(block) && if has_sentence { line.is_sentence() } else { mark.is_none() && !has_notice } {
            *block = treat(Role::Paragraph, Reason::NothingElse, false);
        }
    }
}

/// A number and a word or two.
fn is_counter(line: &Line) -> bool {
    line.n_words <= MAX_COUNTER_WORDS && line.key.starts_with(|c: char| c.is_ascii_digit())
}

/// Names and nothing else, or a name with an office behind a sign.
pub(crate) fn is_author_line(line: &Line, book: &Cuebook) -> bool {
    let text = line.inner();
    let parts = text.split([',', '|', '•', '·', '–', '—', '(', '/', '&']).flat_map(|part| part.split(" - "));
    let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let is_person = |name: &str| AUTHOR_WORDS.contains(&words(name).count()) && is_name(name, book);
    line.ending == Ending::Open
        && line.n_words <= MAX_SIGNATURE_WORDS
        && !line.key.contains(|c: char| c.is_ascii_digit() || c == '"')
        && parts.next().is_some_and(is_person)
}

/// A label with a figure: "Note : 4/5", "Cuisson : 35 min".
pub(crate) fn is_value(line: &Line) -> bool {
    let value = line.key.split_once(':').map_or("", |(_, value)| value.trim_start());
    value.starts_with(|c: char| c.is_ascii_digit())
}

/// A line without a full stop that goes on after a sentence, or is too long for anything else.
fn holds_sentence(line: &Line) -> bool {
    line.n_words > MAX_HEADING_WORDS || line.n_words >= MIN_PROSE_WORDS && n_breaks(line.inner()) > 0
}

pub(crate) fn name_lead(blocks: &mut [Treatment]) {
    // A list of what is new may stand before it.
    let mut body = blocks.iter_mut().filter(|block| block.usage == Use::Body);
    let first = body.find(|block| block.role != Role::ListItem);
    if let Some(block) = first
        && block.reason == Reason::RunningText
    {
        *block = treat(Role::Lead, Reason::FirstParagraph, block.sure);
    }
}
