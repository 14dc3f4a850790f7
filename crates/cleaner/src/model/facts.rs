//! [`Facts`]: what is measured of each block, and [`Scene`]: of all of them together.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::Range;

use epitome_document::{BlockId, BlockKind, Document};
use epitome_langs::{fold, words};
use foldhash::{HashMap, HashSet};

use super::group::bucket;
use super::layout::Layout;
use super::named::{self, Title};
use super::tree::Tree;
use crate::line::limits::MIN_TOPIC_CHARS;
use crate::line::marks::Mark;
use crate::line::phrases::Cuebook;
use crate::line::{Ending, Line};

/// So many words at the beginning of a block are looked at: for stop words, and for those that say what it is about.
const WINDOW: usize = 400;
/// Words that make prose of a block, with and without a full stop.
const MIN_PROSE_WORDS: (usize, usize) = (6, 12);
/// Stop words per cent of the words of prose.
const MIN_PROSE_STOP: usize = 15;
/// Per cent of the characters of prose that may stand inside links.
const MAX_PROSE_LINKS: usize = 50;
/// What a block that is no prose costs the run of prose it stands in, in words.
const GAP_COST: i64 = 8;
/// So many topic words of a block are looked for in the title.
const TITLE_WINDOW: usize = 60;
/// A shorter text of the article given to machines is a summary of it.
const MIN_BODY_BYTES: usize = 300;

/// The facts of one block.
pub(super) struct Facts {
    pub(super) id: BlockId,
    pub(super) n_words: usize,
    /// Per cent of its characters inside links.
    pub(super) links: usize,
    pub(super) ending: Ending,
    /// Stop words per cent of its words, where they are known.
    pub(super) stop: Option<usize>,
    /// Its words when it is running text, else 0.
    pub(super) prose: usize,
    /// Its topic words: a range of those of all blocks.
    topics: Range<usize>,
    /// The number of its text; blocks that say the same have the same.
    text: usize,
}

/// The blocks of a document and what they have in common.
pub(super) struct Scene<'a> {
    pub(super) document: &'a Document,
    pub(super) lines: &'a [Line<'a>],
    pub(super) marks: &'a [Option<Mark>],
    /// All blocks but alternative texts, which stand wherever a picture does.
    pub(super) facts: Vec<Facts>,
    /// How each of them begins; nothing where there is markup.
    pub(super) layouts: Vec<Layout>,
    pub(super) tree: Option<Tree<'a>>,
    /// Prose before each block, in words and in blocks; one more entry than blocks.
    pub(super) words_before: Vec<usize>,
    pub(super) prose_before: Vec<usize>,
    /// The densest run of prose, as indices of `facts`.
    pub(super) run: Range<usize>,
    /// The topic words of all blocks, by their numbers.
    topics: Vec<u32>,
    /// In how many blocks of prose of that run, or of the densest element, a topic word occurs.
    vocabulary: Vec<u32>,
    /// How often a text occurs.
    said: Vec<u32>,
    pub(super) title: Title,
    /// Whether a topic word stands in a name of the page.
    in_title: Vec<bool>,
    /// Whether the text of the article as the page gives it to machines holds a block; `None` where that cannot be told.
    pub(super) claimed: Vec<Option<bool>>,
    /// The heading above each block, the title apart.
    pub(super) headings: Vec<Option<usize>>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        document: &'a Document,
        lines: &'a [Line<'a>],
        marks: &'a [Option<Mark>],
        book: &Cuebook,
    ) -> Scene<'a> {
        let ids = document.block_ids().filter(|id| document.block(*id).kind != BlockKind::Alt);
        let mut texts = Texts::default();
        let facts: Vec<Facts> =
            ids.map(|id| Facts::new(document, id, &lines[id.idx()], book, &mut texts)).collect();
        let tree = (!document.elements.is_empty()).then(|| Tree::new(document, &facts));
        let before = |of: fn(&Facts) -> usize| {
            let mut sums = vec![0];
            sums.extend(facts.iter().scan(0, |sum, facts| {
                *sum += of(facts);
                Some(*sum)
            }));
            sums
        };
        let words_before = before(|facts| facts.prose);
        let prose_before = before(|facts| usize::from(facts.prose > 0));
        let run = densest_run(facts.iter().map(|facts| match facts.prose {
            0 => -GAP_COST,
            n => n as i64,
        }));
        let layouts = match tree {
            Some(_) => Vec::new(),
            None => facts.iter().map(|facts| Layout::of(&lines[facts.id.idx()])).collect(),
        };
        let mut scene = Scene {
            document,
            lines,
            marks,
            layouts,
            tree,
            words_before,
            prose_before,
            run,
            vocabulary: vec![0; texts.words.len()],
            topics: texts.topics,
            said: texts.said,
            title: Title::default(),
            in_title: Vec::new(),
            claimed: Vec::new(),
            headings: Vec::new(),
            facts,
        };
        scene.learn_vocabulary();
        scene.title = named::find(&scene);
        let names = &scene.title.names;
        scene.in_title =
            texts.words.iter().map(|word| names.iter().any(|name| name.contains(word))).collect();
        scene.claimed = scene.find_claimed();
        scene.headings = scene.find_headings();
        scene
    }

    pub(super) fn key(&self, idx: usize) -> &'a str {
        let lines: &'a [Line<'a>] = self.lines;
        &lines[self.facts[idx].id.idx()].key
    }

    pub(super) fn mark(&self, idx: usize) -> Option<Mark> {
        self.marks[self.facts[idx].id.idx()]
    }

    /// Whether a block is among the prose that surely belongs to the article.
    pub(super) fn is_central(&self, idx: usize) -> bool {
        let inside = match &self.tree {
            Some(tree) => tree.is_in_top(idx),
            None => self.run.contains(&idx),
        };
        inside && self.facts[idx].prose > 0
    }

    /// Whether another block says the same.
    pub(super) fn is_said_twice(&self, idx: usize) -> bool {
        self.said[self.facts[idx].text] > 1
    }

    fn learn_vocabulary(&mut self) {
        let mut last = vec![usize::MAX; self.vocabulary.len()];
        for idx in (0..self.facts.len()).filter(|idx| self.is_central(*idx)).collect::<Vec<_>>() {
            for word in &self.topics[self.facts[idx].topics.clone()] {
                if std::mem::replace(&mut last[*word as usize], idx) != idx {
                    self.vocabulary[*word as usize] += 1;
                }
            }
        }
    }

    /// Of the words of a block, per cent that other blocks of the article hold too; `None` without such words.
    pub(super) fn known_words(&self, idx: usize) -> Option<usize> {
        let needed = if self.is_central(idx) { 2 } else { 1 };
        let words = &self.topics[self.facts[idx].topics.clone()];
        share(words.iter().map(|word| self.vocabulary[*word as usize] >= needed))
    }

    /// Of the first words of a block, per cent that stand in a name of the page; `None` without such words.
    pub(super) fn title_words(&self, idx: usize) -> Option<usize> {
        let words = &self.topics[self.facts[idx].topics.clone()];
        share(words.iter().take(TITLE_WINDOW).map(|word| self.in_title[*word as usize]))
    }

    fn find_headings(&self) -> Vec<Option<usize>> {
        let mut above = None;
        let heading = |idx: usize| {
            let found = above;
            if self.document.block(self.facts[idx].id).kind == BlockKind::Heading
                && self.title.at != Some(idx)
            {
                above = Some(idx);
            }
            found
        };
        (0..self.facts.len()).map(heading).collect()
    }

    fn find_claimed(&self) -> Vec<Option<bool>> {
        let body = self.document.meta.page.article_body.as_ref();
        let Some(body) =
            body.map(|body| spaced_words(&body.value)).filter(|body| body.len() > MIN_BODY_BYTES)
        else {
            return vec![None; self.facts.len()];
        };
        let known: HashSet<&str> = triples(&body).collect();
        let holds = |idx: usize| {
            let own = spaced_words(self.key(idx));
            share(triples(&own).map(|triple| known.contains(triple))).map(|share| share >= 50)
        };
        (0..self.facts.len()).map(holds).collect()
    }
}

/// The texts of all blocks and their topic words, by number.
#[derive(Default)]
struct Texts<'a> {
    topics: Vec<u32>,
    words: Vec<&'a str>,
    numbers: HashMap<&'a str, u32>,
    said: Vec<u32>,
    keys: HashMap<&'a str, usize>,
}

impl Facts {
    fn new<'a>(
        document: &Document,
        id: BlockId,
        line: &'a Line,
        book: &Cuebook,
        texts: &mut Texts<'a>,
    ) -> Facts {
        let links = line.linked(&document.block(id).hint);
        let first_topic = texts.topics.len();
        let (mut n_words, mut n_stop) = (0, 0);
        for word in words(&line.key).take(WINDOW).map(|word| &line.key[word.range()]) {
            n_words += 1;
            n_stop += usize::from(book.is_stop_word(word));
            if is_topic_word(word) {
                let number = *texts.numbers.entry(word).or_insert(texts.words.len() as u32);
                if number as usize == texts.words.len() {
                    texts.words.push(word);
                }
                texts.topics.push(number);
            }
        }
        let has_list = !book.language.stop_words.is_empty();
        let stop = has_list.then(|| n_stop * 100 / n_words.max(1));
        let text = *texts.keys.entry(&line.key).or_insert(texts.said.len());
        if text == texts.said.len() {
            texts.said.push(0);
        }
        texts.said[text] += 1;
        let stops = matches!(line.ending, Ending::Stop | Ending::Exclaim);
        let n_least = if stops { MIN_PROSE_WORDS.0 } else { MIN_PROSE_WORDS.1 };
        let is_prose = line.n_words >= n_least
            && links < MAX_PROSE_LINKS
            && stop.is_none_or(|stop| stop >= MIN_PROSE_STOP);
        let prose = if is_prose { line.n_words } else { 0 };
        let topics = first_topic..texts.topics.len();
        Facts { id, n_words: line.n_words, links, ending: line.ending, stop, prose, topics, text }
    }

    pub(super) fn words_bucket(&self) -> usize {
        bucket(self.n_words, &[1, 2, 4, 7, 12, 20, 40])
    }

    pub(super) fn links_bucket(&self) -> usize {
        bucket(self.links, &[1, 20, 50, 90])
    }
}

/// Per cent of what is true; `None` of nothing.
pub(super) fn share(answers: impl Iterator<Item = bool>) -> Option<usize> {
    let (mut n, mut n_true) = (0, 0);
    for answer in answers {
        n += 1;
        n_true += usize::from(answer);
    }
    (n > 0).then(|| n_true * 100 / n)
}

/// Whether a folded word may say what a text is about.
fn is_topic_word(word: &str) -> bool {
    word.len() >= MIN_TOPIC_CHARS && word.chars().nth(MIN_TOPIC_CHARS - 1).is_some()
}

/// The words of a text, folded, with a space behind each.
fn spaced_words(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in words(&folded) {
        out.push_str(&folded[word.range()]);
        out.push(' ');
    }
    out
}

/// All three words in a row of a text made by [`spaced_words`].
fn triples(spaced: &str) -> impl Iterator<Item = &str> {
    let ends = spaced.match_indices(' ').map(|(at, _)| at).skip(2);
    let starts = std::iter::once(0).chain(spaced.match_indices(' ').map(|(at, _)| at + 1));
    starts.zip(ends).map(|(start, end)| &spaced[start..end])
}

/// The stretch with the greatest sum; the first of several.
pub(super) fn densest_run(values: impl Iterator<Item = i64>) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (idx, value) in values.enumerate() {
        if sum <= 0 {
            (start, sum) = (idx, 0);
        }
        sum += value;
        if sum > best_sum {
            (best, best_sum) = (start..idx + 1, sum);
        }
    }
    best
}
