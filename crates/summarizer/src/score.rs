//! [`score`]: what each eligible sentence is worth.

use epitome_document::{
    BlockKind, Cleaning, Document, End, LangTag, Role, Sentence, SentenceId, Sentences, Use,
};
use epitome_langs::{Languages, has_words, length};
use foldhash::{HashMap, HashMapExt};

use crate::classic::Readings;
use crate::interviews::mark_interviewer;
use crate::quotations::quotations;
use crate::signals::{Title, measure};
use crate::speakers::{Speaker, find_speakers};
use crate::surface::{is_introduced_before, spoken, surface};
use crate::terms::{Reading, Stems, Vocabulary};
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
    /// Where it is said who speaks.
    pub(crate) speaker: Speaker,
    /// Whether it names a day of the week.
    pub(crate) names_weekday: bool,
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
    scores.readings = Readings::with_room(n_rows, document.text.len());
    let mut before = "";
    // The language of the sentence before, which nearly always is that of the next.
    let mut own = (language, languages.get(language));
    let (mut reading, mut first_reading) = (Reading::with_room(), Reading::default());
    for (id, sentence) in sentences.iter().filter(|(_, sentence)| is_eligible(sentence)) {
        let whole = document.slice(sentence.span);
        let text = spoken(whole);
        vocabulary.read_into(&mut reading, text);
        let length = if text.len() == whole.len() { reading.length } else { length(whole) };
        let position = scores.rows.len() as u32;
        let quoting = quotings[id.idx()];
        if sentence.tag != own.0 {
            own = (sentence.tag, languages.get(sentence.tag));
        }
        let own_language = own.1;
        let first = *first_with.entry(reading.hash()).or_insert(position);
        let says_the_same = |row: &Row| {
            let first = spoken(document.slice(sentences.get(row.sentence).span));
            first == text || {
                vocabulary.read_into(&mut first_reading, first);
                first_reading.says_the_same(&reading)
            }
        };
        let is_repeated = scores.rows.get(first as usize).is_some_and(says_the_same);
        let seen = surface(text, &reading, quoting, own_language);
        scores.readings.push(&reading, vocabulary.n_terms(), sentence.block.idx() as u32);
        scores.rows.push(Row {
            sentence: id,
            features: Features {
                position,
                unfinished: sentence.end != End::Terminal || seen.unfinished,
                list_item: cleaning.of(sentence.block).role == Role::ListItem,
                preformatted: document.block(sentence.block).kind == BlockKind::Preformatted,
                anaphoric: seen.anaphoric || is_introduced_before(text, &reading.spans, before, own_language),
                ..seen
            },
            total: 0,
            points: 0,
            asked: 0,
            quotation: quoting.group,
            n_words: length.n_words as u32,
            n_chars: length.n_chars as u32,
            twin: if is_repeated { first } else { position },
            speaker: if quoting.is_bare() { Speaker::Before } else { Speaker::WithinReach },
            names_weekday: reading.has_weekday(),
        });
        before = text;
    }
    // What follows needs the most memory of all.
    drop((first_with, quotings));
    mark_interviewer(&mut scores.rows, document, sentences);
    find_speakers(&mut scores.rows, document, sentences, languages);
    if let Some(title) = title(document, cleaning) {
        vocabulary.read_into(&mut reading, title);
        scores.readings.title = Title { terms: reading.terms(), stems: reading.stems().collect() };
    }
    scores.has_title = !scores.readings.title.terms.is_empty();
    let asked = vocabulary.read(query);
    let terms = asked.terms();
    scores.query = if terms.is_empty() { asked.stems().collect() } else { terms };
    scores.query.sort_unstable();
    scores.query.dedup();
    scores.readings.finish(vocabulary.into_topics());
    count_query_words(&mut scores);
    measure(&mut scores);
    scores.weighed(&Weights::default())
}

impl Scores {
    /// Forgets all that [`select`](crate::select) does not ask about: the [`signals`](Scores::signals), and the words that
    /// [`key_terms`](crate::key_terms) are made of.
    pub fn forget_signals_and_words(&mut self) {
        self.signals = Vec::new();
        self.readings.stems = Stems::default();
    }

    /// The same signals with other coefficients: what training compares.
    #[must_use]
    pub fn weighed(mut self, weights: &Weights) -> Scores {
        let mut sums = [0_i64; N_SIGNALS];
        for signals in &self.signals {
            sums.iter_mut().zip(signals.all()).for_each(|(sum, signal)| *sum += i64::from(*signal));
        }
        // From most signals only the difference to the mean of the article counts, from guards all of it.
        let n_rows = self.rows.len().max(1) as i64;
        let mean = |idx: usize| if SIGNALS[idx].guard.is_none() { (sums[idx] / n_rows) as i32 } else { 0 };
        let means: [i32; N_SIGNALS] = std::array::from_fn(mean);
        let worths: [i32; N_SIGNALS] = std::array::from_fn(|idx| weights.of(idx, self.has_title));
        for (row, signals) in self.rows.iter_mut().zip(&self.signals) {
            let part = |idx: usize| {
                let difference = i32::from(signals.all()[idx]) - means[idx];
                (worths[idx] * difference + 500).div_euclid(1000)
            };
            row.points = 500 + (0..N_SIGNALS).map(part).sum::<i32>();
            row.asked = part(QUERY);
            row.total = row.points.clamp(0, 1000) as u16;
        }
        self.weights = *weights;
        self
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
        let terms = readings.terms.counts(idx).map(|(term, _)| term);
        let is_asked = |number: &u32| query.binary_search(number).is_ok();
        let mut found: Vec<u32> =
            readings.stems.of(idx).iter().copied().chain(terms).filter(is_asked).collect();
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
