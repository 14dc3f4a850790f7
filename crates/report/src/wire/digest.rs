//! What `summarize --together` found.

use epitome::{Analysis, Citation, Digest, Document, LineNumbers, Media, Note};
use serde::Serialize;

use super::summary::{BudgetView, NoteView, note};
use super::{Head, Id, LanguageView, Options, Places};

/// The summary of all articles in one language.
#[derive(Debug, Serialize)]
pub struct DigestView<'a> {
    #[serde(flatten)]
    head: Head,
    tag: String,
    articles: Vec<ArticleView<'a>>,
    n_sentences: usize,
    budget: BudgetView,
    margin: u16,
    summary: Vec<CitationView<'a>>,
    notes: Vec<NoteView>,
}

#[derive(Debug, Serialize)]
struct ArticleView<'a> {
    id: Id,
    language: LanguageView,
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct CitationView<'a> {
    #[serde(flatten)]
    place: PlaceView<'a>,
    rank: u32,
    score: u16,
    also: Vec<PlaceView<'a>>,
}

#[derive(Debug, Serialize)]
struct PlaceView<'a> {
    article: Id,
    id: String,
    #[serde(flatten)]
    place: super::Place,
    text: &'a str,
    line: usize,
}

/// The view of a digest of `analyses`.
#[must_use]
pub fn digest<'a>(analyses: &'a [Analysis], digest: &Digest, options: Options) -> DigestView<'a> {
    let place = |place: &epitome::Place| {
        let Analysis { document, sentences, .. } = &analyses[place.article];
        let sentence = sentences.get(place.sentence);
        PlaceView {
            article: article_id(document),
            id: sentence.address(),
            place: Places::new(document, options).place(sentence.span),
            text: document.slice(sentence.span),
            line: LineNumbers::new(document).line(sentence.span),
        }
    };
    let article = |idx: &usize| {
        let analysis = &analyses[*idx];
        ArticleView {
            id: article_id(&analysis.document),
            language: analysis.language().into(),
            title: analysis.title(),
            text: options.with_text.then_some(&*analysis.document.text),
        }
    };
    let citation = |pick: &Citation| CitationView {
        place: place(&pick.place),
        rank: pick.rank,
        score: pick.score,
        also: pick.also.iter().map(place).collect(),
    };
    let mut picks: Vec<CitationView<'_>> = digest.picks.iter().map(citation).collect();
    if options.by_rank {
        picks.sort_by_key(|pick| pick.rank);
    }
    DigestView {
        head: Head::new(Id::record(None)),
        tag: digest.language.to_string(),
        articles: digest.articles.iter().map(article).collect(),
        n_sentences: digest.n_sentences,
        budget: digest.budget.into(),
        margin: digest.margin,
        summary: picks,
        notes: digest.notes.iter().map(|said: &Note| note(said, None)).collect(),
    }
}

/// The id of an article among others; a record without one goes by the place of its line.
fn article_id(document: &Document) -> Id {
    let is_nameless = document.source.media == Media::Record && document.meta.id.is_none();
    if is_nameless { Id::Path(document.source.name.replace('\\', "/")) } else { Id::of(document) }
}
