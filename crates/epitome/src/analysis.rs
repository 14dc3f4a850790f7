//! The order of the stages, known here and nowhere else.

use epitome_detector::Request;
use epitome_document::{
    Cleaning, Document, Input, Note, NoteCode, Ranked, ReadError, Role, Sentence, Sentences, Severity, Span,
    Tagging, Verdict, read,
};
use epitome_segmenter::Options;
use epitome_summarizer::{Budget, KeyTerm, Scores, Selection};

use crate::Config;

/// All that was found out about one article.
#[derive(Debug)]
pub struct Analysis {
    /// The text and where it came from.
    pub document: Document,
    /// What each block is, and why.
    pub cleaning: Cleaning,
    /// Which language, where, and how sure.
    pub tagging: Tagging,
    /// The sentences of all blocks.
    pub sentences: Sentences,
    /// The scores of those that may stand in a summary.
    pub scores: Scores,
    /// The picks.
    pub selection: Selection,
    /// The picks for each of [`Config::more_budgets`].
    pub more_selections: Vec<Selection>,
    /// What the article is about, in at most [`Config::n_key_terms`] terms, the most telling first.
    pub key_terms: Vec<KeyTerm>,
    /// What the stages had to say.
    pub notes: Vec<Note>,
}

impl Analysis {
    /// The verdict over the article's body.
    #[must_use]
    pub fn language(&self) -> &Verdict {
        &self.tagging.whole
    }

    /// The title: the one the source names, else the block found to be it.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        let named = self.document.meta.title.as_ref().map(|title| &*title.value);
        named.or_else(|| {
            let span = self.document.block(self.cleaning.title?).span;
            // The link of a heading to its place: "Units¶".
            let mut cuts = self.cleaning.cuts.iter();
            let cut = cuts.find(|cut| {
                cut.role == Role::Furniture && span.start() < cut.span.start() && cut.span.end() == span.end()
            });
            Some(self.document.slice(Span::new(span.start(), cut.map_or(span.end(), |cut| cut.span.start()))))
        })
    }

    /// The picked sentences in document order, each with its rank.
    pub fn summary(&self) -> impl ExactSizeIterator<Item = (Ranked, &Sentence)> {
        self.picks(&self.selection)
    }

    /// The picks for every budget, that of [`Config::budget`] first.
    pub fn selections(&self) -> impl Iterator<Item = &Selection> {
        std::iter::once(&self.selection).chain(&self.more_selections)
    }

    /// The sentences of one of the [`selections`](Analysis::selections) in document order, each with its rank.
    ///
    /// ```
    /// use epitome::{Budget, Config, Input, analyze};
    ///
    /// let text = "The new toll bridge over the Mersey will open to drivers and buses on Monday.\n\
    ///             It took six years to build and cost ninety million pounds.\n\
    ///             Drivers will pay two pounds to cross the bridge, half of the old toll.\n";
    /// let config = Config {
    ///     budget: Budget::Sentences(1),
    ///     more_budgets: vec![Budget::Words(30)],
    ///     ..Config::default()
    /// };
    /// let analysis = analyze(&Input::text("bridge.txt", text.as_bytes()), &config)?;
    ///
    /// let n_picks: Vec<usize> = analysis.selections().map(|selection| analysis.picks(selection).len()).collect();
    /// assert_eq!(n_picks, [1, 2]);
    /// # Ok::<(), epitome::ReadError>(())
    /// ```
    pub fn picks<'a>(
        &'a self,
        selection: &'a Selection,
    ) -> impl ExactSizeIterator<Item = (Ranked, &'a Sentence)> {
        selection.kept.iter().map(|ranked| (*ranked, self.sentences.get(ranked.sentence)))
    }
}

/// What is known after language detection.
#[derive(Debug)]
pub struct Detection {
    /// The text and where it came from.
    pub document: Document,
    /// What each block is; `None` when cleaning was passed over.
    pub cleaning: Option<Cleaning>,
    /// Which language, where, and how sure.
    pub tagging: Tagging,
    /// What the stages had to say.
    pub notes: Vec<Note>,
}

/// What is known after segmentation.
#[derive(Debug)]
pub struct Segmentation {
    /// What was known before.
    pub detection: Detection,
    /// The sentences of all blocks.
    pub sentences: Sentences,
}

/// Whether the text is cleaned first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The text as given: all of it counts, nothing is cut.
    Raw,
    /// Only the article counts: captions, teasers and furniture do not.
    Cleaned,
}

/// Reads an article and finds its language.
///
/// # Errors
/// When it cannot be read.
pub fn detect(input: &Input, config: &Config, stage: Stage) -> Result<Detection, ReadError> {
    let mut document = read(input, &config.read)?;
    let request = Request {
        lang: document.meta.given.or(input.lang).or(config.lang),
        hint: document.meta.declared.or(input.lang_hint).or(config.lang_hint),
        engine: config.engine,
    };
    // Cleaning needs a language for its stop words and cues, so the whole text is asked first; the body has the last word.
    let cleaning = (stage == Stage::Cleaned).then(|| {
        let hint = epitome_detector::detect(&document.text, request);
        let mut cleaning = epitome_cleaner::clean(&document, hint.tag, &config.languages, &config.orders);
        if config.weigh {
            cleaning.weighings = epitome_cleaner::weigh(&document, hint.tag, &config.languages);
        }
        cleaning
    });
    let (tagging, said) = epitome_detector::tag(&document, cleaning.as_ref(), request);
    let mut notes = std::mem::take(&mut document.notes);
    notes.extend(said);
    let tag = tagging.whole.tag;
    if tag.is_language() && !config.languages.has(tag) {
        // What is found is a fact; what was ordered may be misspelt.
        let severity = if request.lang.is_some() { Severity::Warning } else { Severity::Info };
        notes.push(Note {
            code: NoteCode::LanguageWithoutData,
            severity,
            span: None,
            message: format!("there is no data for {tag}; general rules were used"),
        });
    }
    Ok(Detection { document, cleaning, tagging, notes })
}

/// Reads an article and splits it into sentences.
///
/// # Errors
/// When it cannot be read.
pub fn segment(input: &Input, config: &Config, stage: Stage) -> Result<Segmentation, ReadError> {
    let detection = detect(input, config, stage)?;
    let Detection { document, cleaning, tagging, .. } = &detection;
    let sentences = match &config.srx {
        Some(srx) => epitome_segmenter::segment_by_srx(document, cleaning.as_ref(), tagging, srx),
        None => {
            let options = Options { quotes: config.quotes };
            epitome_segmenter::segment(document, cleaning.as_ref(), tagging, &config.languages, options)
        }
    };
    Ok(Segmentation { detection, sentences })
}

/// The note that a query is in no sentence.
pub(crate) fn unmatched(config: &Config, scores: &Scores) -> Option<Note> {
    let query = config.query.as_deref()?;
    let is_unmatched = scores.rows.iter().all(|row| row.features.query_words == 0);
    (is_unmatched && !scores.rows.is_empty()).then(|| Note {
        code: NoteCode::QueryUnmatched,
        severity: Severity::Warning,
        span: None,
        message: format!("no sentence holds a word of \"{query}\", so none is preferred"),
    })
}

/// Reads an article, scores its sentences and picks those that stand for it.
///
/// # Errors
/// When it cannot be read.
pub fn analyze(input: &Input, config: &Config) -> Result<Analysis, ReadError> {
    let mut analysis = scored(input, config)?;
    pick(&mut analysis, config);
    if config.n_key_terms > 0 {
        let Analysis { document, sentences, scores, .. } = &analysis;
        let language = config.languages.get(analysis.language().tag);
        analysis.key_terms =
            epitome_summarizer::key_terms(document, sentences, scores, language, config.n_key_terms);
    }
    Ok(analysis)
}

/// Reads an article and finds out what its units are made of: all but the [`scores`](Analysis::scores) and the
/// [`key_terms`](Analysis::key_terms), which stay empty. What sentences are worth takes more room than all else that is known of an
/// article.
///
/// # Errors
/// When it cannot be read.
pub fn prepare(input: &Input, config: &Config) -> Result<Analysis, ReadError> {
    let mut analysis = scored(input, config)?;
    // To pick takes much room itself.
    analysis.scores.forget_signals_and_words();
    pick(&mut analysis, config);
    analysis.scores = Scores::default();
    Ok(analysis)
}

/// An article whose sentences are scored, with no picks yet.
fn scored(input: &Input, config: &Config) -> Result<Analysis, ReadError> {
    let Segmentation { detection, sentences } = segment(input, config, Stage::Cleaned)?;
    let Detection { document, cleaning, tagging, mut notes } = detection;
    let cleaning = cleaning.expect("cleaning was asked for");
    let language = tagging.whole.tag;
    let query = config.query.as_deref().unwrap_or_default();
    let scores =
        epitome_summarizer::score_about(query, &document, &cleaning, &sentences, &config.languages, language)
            .by(config.method);
    notes.extend(unmatched(config, &scores));
    let (selection, more_selections, key_terms) = (Selection::default(), Vec::new(), Vec::new());
    Ok(Analysis {
        document,
        cleaning,
        tagging,
        sentences,
        scores,
        selection,
        more_selections,
        key_terms,
        notes,
    })
}

/// Picks the sentences for each budget.
fn pick(analysis: &mut Analysis, config: &Config) {
    let Analysis { scores, notes, .. } = analysis;
    let mut within = |budget: Budget| {
        let (selection, said) = epitome_summarizer::select(scores, budget);
        for note in said {
            // Several budgets may have the same to say.
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        selection
    };
    analysis.selection = within(config.budget);
    analysis.more_selections = config.more_budgets.iter().map(|budget| within(*budget)).collect();
}
