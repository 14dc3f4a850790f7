//! [`score`]: what each eligible sentence is worth.

use std::hash::BuildHasher;

use epitome_document::{
    BlockKind, Cleaning, Document, End, LangTag, Role, Sentence, SentenceId, Sentences, Use,
};
use epitome_langs::{Languages, has_words, length};
use foldhash::fast::FixedState;
use foldhash::{HashMap, HashMapExt};

use crate::classic::Readings;
use crate::quotations::quotations;
use crate::signals::{Title, measure};
use crate::surface::{is_introduced_before, spoken, surface};
use crate::terms::{Reading, Stems, Terms, Vocabulary};
use crate::weights::{N_SIGNALS, QUERY};
use crate::{Features, Method, Parts, SIGNALS, Weights};

/// What every eligible sentence is worth, and what [`select`](crate::select) needs besides.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// One for each eligible sentence, in document order.
    pub rows: Vec<Row>,
    /// How strong each signal is in each row, 0 to 1000.
    pub signals: Vec<Parts>,
    /// Whether the article has a title, so that likeness to it counts.
    pub has_title: bool,
    /// The coefficients the totals were made with.
    pub(crate) weights: Weights,
    /// The mean of each signal, from which only the difference counts; 0 for guards.
    means: [i64; N_SIGNALS],
    /// How the totals were made.
    pub method: Method,
    /// The stems asked about that the article has, each once and in order.
    pub(crate) query: Vec<u32>,
    /// What the rows and the title say.
    pub(crate) readings: Readings,
}

/// One eligible sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which one.
    pub sentence: SentenceId,
    /// What was counted in it.
    pub features: Features,
    /// 500 and what each of its signals adds, kept within 0 and 1000: an average sentence without faults has 500.
    pub total: u16,
    /// The same without these bounds: what is compared.
    pub(crate) points: i32,
    /// What of them the words asked about add.
    pub(crate) asked: i32,
    /// Sentences with the same number belong to one quotation.
    pub quotation: Option<u32>,
    /// Words as a word processor counts them.
    pub n_words: u32,
    /// Characters: scalar values in NFC, a run of white space counted as one.
    pub n_chars: u32,
    /// The first row with the same words in the same order; itself when there is none before it.
    pub(crate) twin: u32,
}

/// Scores every eligible sentence: those with words, of blocks whose use is [`Use::Body`]. `language` is that of the
/// article; its stop words and stemmer decide which terms two sentences share.
#[must_use]
pub fn score(
    document: &Document,
    cleaning: &Cleaning,
    sentences: &Sentences,
    languages: &Languages,
    language: LangTag,
) -> Scores {
    score_about("", document, cleaning, sentences, languages, language)
}

/// The same with a bias: sentences gain by how many of the words in `query` they hold, in any form that has the same stem. Stop
/// words count only where there are no others. [`Features::query_words`] says how many a sentence holds.
///
/// A sentence with all the words that the article has comes before nearly all that have none, and among its like it must still be
/// good: [`SIGNALS`].
#[must_use]
pub fn score_about(
    query: &str,
    document: &Document,
    cleaning: &Cleaning,
    sentences: &Sentences,
    languages: &Languages,
    language: LangTag,
) -> Scores {
    let mut vocabulary = Vocabulary::new(languages.get(language));
    let quotings = quotations(document, cleaning, sentences, languages);
    let is_eligible = |sentence: &Sentence| {
        cleaning.of(sentence.block).usage == Use::Body && has_words(document.slice(sentence.span))
    };
    // Asked twice, the first time only to count: rows that double as they grow would leave up to half of their room empty, which a
    // book is too large for. The answer stands at the first letter.
    let n_rows = sentences.items.iter().filter(|sentence| is_eligible(sentence)).count();
    let mut scores = Scores { rows: Vec::with_capacity(n_rows), ..Scores::default() };
    // Rows by a hash of their words: a book has hundreds of thousands, and few repeat another.
    let mut first_with: HashMap<u64, u32> = HashMap::with_capacity(n_rows);
    scores.readings.terms = Terms::with_room(n_rows, document.text.len());
    scores.readings.stems = Stems::with_room(n_rows, document.text.len());
    scores.readings.paragraphs = Vec::with_capacity(n_rows);
    let mut before = "";
    // The language of the sentence before, which nearly always is that of the next.
    let mut own = (language, languages.get(language));
    let (mut reading, mut first_reading) = (Reading::with_room(), Reading::default());
    for (id, sentence) in sentences.iter().filter(|(_, sentence)| is_eligible(sentence)) {
        let text = spoken(document.slice(sentence.span));
        vocabulary.read_into(&mut reading, text);
        let position = scores.rows.len() as u32;
        let quoting = quotings[id.idx()];
        if sentence.tag != own.0 {
            own = (sentence.tag, languages.get(sentence.tag));
        }
        let own_language = own.1;
        let first = *first_with.entry(FixedState::default().hash_one(&reading.words)).or_insert(position);
        let says_the_same = |row: &Row| {
            let first = spoken(document.slice(sentences.get(row.sentence).span));
            first == text || {
                vocabulary.read_into(&mut first_reading, first);
                first_reading.words == reading.words
            }
        };
        let is_repeated = scores.rows.get(first as usize).is_some_and(says_the_same);
        let length = length(document.slice(sentence.span));
        let seen = surface(text, &reading, quoting, own_language);
        scores.readings.terms.push(&reading.terms);
        scores.readings.stems.push(&reading.stems);
        scores.readings.paragraphs.push(sentence.block.idx() as u32);
        scores.rows.push(Row {
            sentence: id,
            features: Features {
                position,
                unfinished: sentence.end != End::Terminal,
                list_item: cleaning.of(sentence.block).role == Role::ListItem,
                preformatted: document.block(sentence.block).kind == BlockKind::Preformatted,
                anaphoric: seen.anaphoric || is_introduced_before(text, before, own_language),
                ..seen
            },
            total: 0,
            points: 0,
            asked: 0,
            quotation: quoting.group,
            n_words: length.n_words as u32,
            n_chars: length.n_chars as u32,
            twin: if is_repeated { first } else { position },
        });
        before = text;
    }
    // What follows needs the most memory of all.
    drop((first_with, quotings));
    if let Some(title) = title(document, cleaning) {
        vocabulary.read_into(&mut reading, title);
        scores.readings.title = Title { terms: reading.terms.clone(), stems: reading.stems.clone() };
    }
    scores.has_title = !scores.readings.title.terms.is_empty();
    let asked = vocabulary.read(query);
    let has_terms = !asked.terms.is_empty();
    scores.query = if has_terms { asked.terms.iter().map(|entry| entry.0).collect() } else { asked.stems };
    scores.query.sort_unstable();
    scores.query.dedup();
    scores.readings.n_terms = vocabulary.n_terms();
    scores.readings.terms.shrink();
    scores.readings.stems.finish(vocabulary.into_topics());
    count_query_words(&mut scores);
    measure(&mut scores);
    scores.weighed(&Weights::default())
}

impl Scores {
    /// The same signals with other coefficients: what training compares.
    #[must_use]
    pub fn weighed(mut self, weights: &Weights) -> Scores {
        let n_rows = self.rows.len().max(1) as i64;
        self.means = std::array::from_fn(|idx| {
            let is_centred = SIGNALS[idx].guard.is_none();
            let sum = || self.signals.iter().map(|signals| i64::from(signals.get(idx))).sum::<i64>();
            if is_centred { sum() / n_rows } else { 0 }
        });
        self.weights = *weights;
        let mut rows = std::mem::take(&mut self.rows);
        for (nth, row) in rows.iter_mut().enumerate() {
            let points = 500 + (0..N_SIGNALS).map(|idx| self.part(nth, idx)).sum::<i64>();
            row.points = points as i32;
            row.asked = self.part(nth, QUERY) as i32;
            row.total = points.clamp(0, 1000) as u16;
        }
        self.rows = rows;
        self
    }

    /// What a signal adds to the total of a row; nothing in a [pool](crate::pool), whose articles were scored each by itself.
    fn part(&self, nth: usize, idx: usize) -> i64 {
        let Some(signals) = self.signals.get(nth) else { return 0 };
        let difference = i64::from(signals.get(idx)) - self.means[idx];
        (self.weights.of(idx, self.has_title) * difference + 500).div_euclid(1000)
    }
}

/// Counts the stems asked about in each row, and forgets those that no row has.
fn count_query_words(scores: &mut Scores) {
    if scores.query.is_empty() {
        return;
    }
    let Scores { rows, query, readings, .. } = scores;
    let mut all = Vec::new();
    for (idx, row) in rows.iter_mut().enumerate() {
        // Pairs of letters that touch are terms without being stems, stop words are stems without being terms.
        let terms = readings.terms.of(idx).iter().map(|entry| entry.0);
        let mut found: Vec<u32> = terms.chain(readings.stems.of(idx).iter().copied()).collect();
        found.retain(|stem| query.binary_search(stem).is_ok());
        found.sort_unstable();
        found.dedup();
        row.features.query_words = found.len() as u32;
        all.extend(found);
        all.sort_unstable();
        all.dedup();
    }
    *query = all;
}

/// The title of the article: what the source says, else the block the cleaner found.
fn title<'a>(document: &'a Document, cleaning: &Cleaning) -> Option<&'a str> {
    let of_block = || cleaning.title.map(|id| document.slice(cleaning.inner(document.block(id).span)));
    document.meta.title.as_ref().map(|title| &*title.value).or_else(of_block)
}
