//! Wire format 1: what scripts parse.
//!
//! Every object carries `schema`, `engine` and `id`. Spans are `[start, end]` of the document's text, in UTF-8 bytes unless
//! [`Options::offsets`] says otherwise; `source_span` stands beside them, in bytes of the file, where the two differ. In a
//! record the source of a text is the string its field holds, as any JSON reader gives it, so there the two do not differ; one with
//! HTML or Markdown has no `source_span` either.
//! Confidence, score and margin are per mille. The schema of every object is `crates/report/schema/epitome-1.json`.

mod digest;
mod manifest;
mod summary;
mod validation;

use epitome::{
    Detection, Document, LangRun, Language, Languages, Media, OffsetUnit, Offsets, Segmentation, Sentence,
    Span, Tagging, Verdict, engine,
};
use serde::Serialize;
use serde_json::value::RawValue;

pub use digest::{DigestView, digest};
pub use manifest::{Packed, PackedArticle, manifest};
pub use summary::{SummaryView, explanation, summary};
pub use validation::{ValidationView, validation};

/// Number of the format.
pub const SCHEMA: u8 = 1;

/// What a caller may choose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether each object carries the whole text its spans point into.
    pub with_text: bool,
    /// The unit of spans.
    pub offsets: OffsetUnit,
    /// Whether a detection lists the runs of languages.
    pub runs: bool,
    /// Whether a summary's picks stand from the best on instead of as in the text.
    pub by_rank: bool,
}

/// What every object starts with.
#[derive(Debug, Serialize)]
pub struct Head {
    schema: u8,
    engine: &'static str,
    id: Id,
}

impl Head {
    fn new(id: Id) -> Head {
        Head { schema: SCHEMA, engine: engine(), id }
    }

    fn of(document: &Document) -> Head {
        Head::new(Id::of(document))
    }
}

/// What an object is about: a path, or the `id` of a record as it was given.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Id {
    /// A file, by its path as given.
    Path(String),
    /// A record, by its own `id`; `null` when it has none.
    Record(Option<Box<RawValue>>),
}

impl Id {
    fn of(document: &Document) -> Id {
        match document.source.media {
            Media::Record => Id::record(document.meta.id.as_deref()),
            _ => Id::Path(document.source.name.replace('\\', "/")),
        }
    }

    /// The id of a record from its JSON text.
    #[must_use]
    pub fn record(json: Option<&str>) -> Id {
        Id::Record(json.and_then(|json| RawValue::from_string(json.to_owned()).ok()))
    }
}

/// An article that failed.
#[derive(Debug, Serialize)]
pub struct ErrorView {
    #[serde(flatten)]
    head: Head,
    error: PlacedCodeView,
}

#[derive(Debug, Serialize)]
struct PlacedCodeView {
    #[serde(flatten)]
    code: CodeView,
    #[serde(flatten)]
    line: Option<Line>,
}

/// Where a record stands: the file, or `-`, and the number of its line, from one.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The file by its path as given.
    pub source: String,
    /// The number of the line.
    pub line: u64,
}

/// A code from a closed list and a phrase for a person.
#[derive(Debug, Serialize)]
pub struct CodeView {
    code: &'static str,
    message: String,
}

impl CodeView {
    fn new(code: &'static str, message: String) -> CodeView {
        CodeView { code, message }
    }
}

/// A language and how sure it is.
#[derive(Debug, Serialize)]
pub struct LanguageView {
    tag: String,
    strength: &'static str,
    confidence: u16,
    evidence: &'static str,
    runner_up: Option<RunnerUpView>,
}

#[derive(Debug, Serialize)]
struct RunnerUpView {
    tag: String,
    confidence: u16,
}

impl From<&Verdict> for LanguageView {
    fn from(verdict: &Verdict) -> LanguageView {
        LanguageView {
            tag: verdict.tag.to_string(),
            strength: verdict.strength.as_str(),
            confidence: verdict.confidence,
            evidence: verdict.evidence.as_str(),
            runner_up: verdict
                .runner_up
                .map(|(tag, confidence)| RunnerUpView { tag: tag.to_string(), confidence }),
        }
    }
}

/// A place in the text and, where it differs, in the source.
#[derive(Debug, Serialize)]
struct Place {
    span: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    source_span: Option<[usize; 2]>,
}

/// Turns spans of one document into places.
struct Places<'a> {
    document: &'a Document,
    offsets: Offsets<'a>,
}

impl<'a> Places<'a> {
    fn new(document: &'a Document, options: Options) -> Places<'a> {
        Places { document, offsets: Offsets::new(&document.text, options.offsets) }
    }

    fn place(&mut self, span: Span) -> Place {
        let source = match self.document.source.media {
            Media::Record => None,
            _ => self.document.map.to_source(span).filter(|source| *source != span),
        };
        Place {
            span: [self.offsets.convert(span.start()), self.offsets.convert(span.end())],
            source_span: source.map(|source| [source.start(), source.end()]),
        }
    }
}

/// Findings of `detect`.
#[derive(Debug, Serialize)]
pub struct DetectionView<'a> {
    #[serde(flatten)]
    head: Head,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    language: LanguageView,
    #[serde(skip_serializing_if = "Option::is_none")]
    runs: Option<Vec<RunView>>,
}

#[derive(Debug, Serialize)]
struct RunView {
    #[serde(flatten)]
    place: Place,
    tag: String,
    strength: &'static str,
}

/// The view of a detection.
#[must_use]
pub fn detection(detection: &Detection, options: Options) -> DetectionView<'_> {
    let document = &detection.document;
    DetectionView {
        head: Head::of(document),
        text: options.with_text.then_some(&*document.text),
        language: (&detection.tagging.whole).into(),
        runs: options.runs.then(|| runs(document, &detection.tagging, options)),
    }
}

fn runs(document: &Document, tagging: &Tagging, options: Options) -> Vec<RunView> {
    let mut places = Places::new(document, options);
    let view = |run: &LangRun| RunView {
        place: places.place(run.span),
        tag: run.verdict.tag.to_string(),
        strength: run.verdict.strength.as_str(),
    };
    tagging.runs.iter().map(view).collect()
}

/// Findings of `segment`.
#[derive(Debug, Serialize)]
pub struct SegmentationView<'a> {
    #[serde(flatten)]
    head: Head,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    language: LanguageView,
    sentences: Vec<SentenceView<'a>>,
}

#[derive(Debug, Serialize)]
struct SentenceView<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
    tag: String,
}

/// The view of a segmentation.
#[must_use]
pub fn segmentation(segmentation: &Segmentation, options: Options) -> SegmentationView<'_> {
    let document = &segmentation.detection.document;
    let mut places = Places::new(document, options);
    let view = |sentence: &Sentence| SentenceView {
        place: places.place(sentence.span),
        text: document.slice(sentence.span),
        tag: sentence.tag.to_string(),
    };
    SegmentationView {
        head: Head::of(document),
        text: options.with_text.then_some(&*document.text),
        language: (&segmentation.detection.tagging.whole).into(),
        sentences: segmentation.sentences.items.iter().map(view).collect(),
    }
}

/// The view of an article that failed; `line` is that of a record.
#[must_use]
pub fn error(id: Id, line: Option<Line>, code: &'static str, message: String) -> ErrorView {
    ErrorView { head: Head::new(id), error: PlacedCodeView { code: CodeView::new(code, message), line } }
}

/// A language there is data for.
#[derive(Debug, Serialize)]
pub struct KnownLanguageView<'a> {
    tag: &'a str,
    name: &'a str,
    own_name: &'a str,
    script: &'a str,
    stems: bool,
}

impl<'a> From<&'a Language> for KnownLanguageView<'a> {
    fn from(language: &'a Language) -> KnownLanguageView<'a> {
        KnownLanguageView {
            tag: language.tag.as_str(),
            name: &language.name,
            own_name: &language.own_name,
            script: &language.script,
            stems: language.stemmer.is_some(),
        }
    }
}

/// The languages there is data for.
#[derive(Debug, Serialize)]
pub struct LanguagesView<'a> {
    #[serde(flatten)]
    head: Head,
    languages: Vec<KnownLanguageView<'a>>,
}

/// The languages there is data for, sorted by tag.
#[must_use]
pub fn languages(languages: &Languages) -> LanguagesView<'_> {
    let head = Head::new(Id::Record(None));
    LanguagesView { head, languages: languages.all().map(KnownLanguageView::from).collect() }
}
