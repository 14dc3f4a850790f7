//! Trains the models of the cleaner on trafilatura's evaluation pages, and says how well they do on pages not seen.

mod examples;
mod labelled;
mod logistic;
mod whole;

use anyhow::Result;
use epitome::{BlockKind, Config, Document, LangTag, Orders, Role, Use};
use epitome_cleaner::model::{ANSWERS, Model, RoleWeights, Weights, answer, chance, clean_by, observe};

use self::examples::{Labels, Vocabulary};
use super::pages::{Page, Taken, kept, read, read_flat};
use super::segments::Segments;
use super::shingles::PageMeans;
use crate::figures::Tally;

/// The pages are parted into so many folds: each is measured with a model that has not seen it.
const N_FOLDS: usize = 5;
/// Evidence of fewer pages is no evidence.
const MIN_PAGES: [u32; 2] = [12, 8];
/// How much a weight may cost, as `C` of the usual packages.
const STRENGTH: [f64; 2] = [0.05, 0.1];
/// The same for what a line is.
const ROLE_STRENGTH: f64 = 0.5;

/// What is known of a page that is trained on.
#[derive(Clone, Debug)]
pub enum Known {
    /// Pieces of the article and of the rest.
    Pieces(Segments),
    /// The whole text of the article.
    Text(String),
    /// The role and the text of each line.
    Lines(Vec<(String, String)>),
}

/// What training came to.
#[derive(Clone, Debug)]
pub struct Trained {
    /// The model, trained on all pages.
    pub model: Model,
    /// How it does on pages it has not seen of whose article pieces are known.
    pub tally: Tally,
    /// The same for pages of whose article the whole text is known.
    pub means: PageMeans,
    /// The same for pages of which each line is known: lines of the article that are dropped, lines of the rest that are kept.
    pub lines: [usize; 2],
    /// The text taken from each page by a model that has not seen it.
    pub found: Vec<String>,
}

/// One page, ready to be trained on.
struct Lesson<'a> {
    known: &'a Known,
    document: Document,
    hint: LangTag,
    labels: Labels,
    /// The evidence of each block, first look and second.
    looks: [Vec<Vec<u32>>; 2],
}

impl Known {
    /// Whether each block of a page is of the article; `None` where that is not known.
    #[must_use]
    pub fn blocks(&self, document: &Document) -> Vec<Option<bool>> {
        let labels = self.labels(document);
        let mut labels = labels.iter().map(|label| (label.weight > 0.0).then_some(label.is_article));
        let is_asked = |id| document.block(id).kind != BlockKind::Alt;
        document.block_ids().map(|id| if is_asked(id) { labels.next().flatten() } else { None }).collect()
    }

    fn labels(&self, document: &Document) -> Labels {
        match self {
            Known::Pieces(segments) => Labels::new(document, segments),
            Known::Text(text) => Labels::of_text(document, text),
            Known::Lines(rows) => Labels::of_lines(document, rows),
        }
    }
}

/// Trains on pages, or on their flattened text.
///
/// # Errors
/// When a page cannot be read.
pub fn train(pages: &[Page<Known>], taken: Taken, config: &Config) -> Result<Trained> {
    let mut lessons = pages.iter().map(|page| lesson(page, taken, config)).collect::<Result<Vec<_>>>()?;
    let mut vocabularies = [Vocabulary::default(), Vocabulary::default()];
    for lesson in &mut lessons {
        lesson.observe(0, None, config, &mut vocabularies[0]);
    }
    vocabularies[0].prune(MIN_PAGES[0]);
    // The second look learns from chances that a model gave which had not seen the page.
    let firsts: Vec<Weights> =
        (0..N_FOLDS).map(|fold| fit(&lessons, 0, Some(fold), &vocabularies[0])).collect();
    for (idx, lesson) in lessons.iter_mut().enumerate() {
        let logits = vocabularies[0].logits(&firsts[idx % N_FOLDS], &lesson.looks[0]);
        let chances = logits.into_iter().map(chance).collect();
        lesson.observe(1, Some(chances), config, &mut vocabularies[1]);
    }
    vocabularies[1].prune(MIN_PAGES[1]);
    let roles = |without| (taken == Taken::Flat).then(|| fit_roles(&lessons, without, &vocabularies[0]));
    let (mut tally, mut means) = (Tally::default(), PageMeans::default());
    let mut lines = [0; 2];
    let mut found = vec![String::new(); lessons.len()];
    for (fold, first) in firsts.into_iter().enumerate() {
        let second = fit(&lessons, 1, Some(fold), &vocabularies[1]);
        let model = Model { first, second, roles: roles(Some(fold)) };
        for (idx, lesson) in lessons.iter().enumerate().filter(|(idx, _)| idx % N_FOLDS == fold) {
            let cleaning =
                clean_by(|| &model, &lesson.document, lesson.hint, &config.languages, &Orders::default());
            found[idx] = kept(&lesson.document, &cleaning);
            match lesson.known {
                Known::Pieces(segments) => tally += segments.compared(&found[idx]),
                Known::Text(text) => means.add(text, &found[idx]),
                Known::Lines(_) => {
                    for (treatment, is_article) in
                        cleaning.blocks.iter().zip(lesson.known.blocks(&lesson.document))
                    {
                        let is_kept = treatment.usage != Use::Drop;
                        match is_article {
                            Some(true) => lines[0] += usize::from(!is_kept),
                            Some(false) => lines[1] += usize::from(is_kept),
                            None => {}
                        }
                    }
                }
            }
        }
    }
    let all = |look: usize| fit(&lessons, look, None, &vocabularies[look]);
    let model = Model { first: all(0), second: all(1), roles: roles(None) };
    Ok(Trained { model, tally, means, lines, found })
}

fn lesson<'a>(page: &'a Page<Known>, taken: Taken, config: &Config) -> Result<Lesson<'a>> {
    let (document, hint) = match &page.answer {
        Known::Lines(rows) if taken == Taken::Flat => {
            read_flat(rows.iter().map(|(_, line)| line.clone() + "\n").collect(), config)?
        }
        _ => read(&page.bytes, taken, config)?,
    };
    let labels = page.answer.labels(&document);
    Ok(Lesson { known: &page.answer, document, hint, labels, looks: [Vec::new(), Vec::new()] })
}

impl Lesson<'_> {
    fn observe(
        &mut self,
        look: usize,
        chances: Option<Vec<usize>>,
        config: &Config,
        vocabulary: &mut Vocabulary,
    ) {
        let mut sink = vocabulary.page();
        observe(&self.document, self.hint, &config.languages, chances, &mut sink);
        self.looks[look] = sink.finish();
    }
}

/// Fits the weights of a look to all pages but those of a fold.
fn fit(lessons: &[Lesson], look: usize, without: Option<usize>, vocabulary: &Vocabulary) -> Weights {
    let mut examples = logistic::Examples::default();
    for lesson in seen(lessons, without) {
        for (clues, label) in lesson.looks[look].iter().zip(lesson.labels.iter()) {
            if label.weight > 0.0 {
                examples.push(vocabulary.known(clues), label.is_article.then_some(0), label.weight);
            }
        }
    }
    let weights = logistic::fit::<1>(&examples, vocabulary.len(), STRENGTH[look]);
    vocabulary.weights(&weights)
}

/// Fits what each line is, where that is known, to all pages but those of a fold.
fn fit_roles(lessons: &[Lesson], without: Option<usize>, vocabulary: &Vocabulary) -> RoleWeights {
    let mut examples = logistic::Examples::default();
    for lesson in seen(lessons, without) {
        let Known::Lines(rows) = lesson.known else { continue };
        for (clues, role) in lesson.looks[0].iter().zip(labelled::roles(&lesson.document, rows)) {
            let Some(role) = role else { continue };
            if role == Role::Furniture || answer(role).is_some() {
                examples.push(vocabulary.known(clues), answer(role), 1.0);
            }
        }
    }
    let weights = logistic::fit::<{ ANSWERS.len() }>(&examples, vocabulary.len(), ROLE_STRENGTH);
    vocabulary.weights(&weights)
}

/// All pages but those of a fold.
fn seen<'l, 'a>(lessons: &'l [Lesson<'a>], without: Option<usize>) -> impl Iterator<Item = &'l Lesson<'a>> {
    let is_seen = move |idx: usize| without.is_none_or(|fold| idx % N_FOLDS != fold);
    lessons.iter().enumerate().filter(move |(idx, _)| is_seen(*idx)).map(|(_, lesson)| lesson)
}
