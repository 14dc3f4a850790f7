//! What `summarize` and `explain` found.

use epitome::{
    Analysis, BlockId, Budget, Cut, Document, Features, KeyTerm, LineNumbers, Note, Ranked, Reason, Row,
    Selection, Sentence, Weighing, Weight,
};
use serde::Serialize;

use super::{CodeView, Head, LanguageView, Options, Place, Places};
use crate::decision::{Decision, decision, total};

/// Findings of `summarize` and `explain`.
#[derive(Debug, Serialize)]
pub struct SummaryView<'a> {
    #[serde(flatten)]
    head: Head,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    language: LanguageView,
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<TermView<'a>>,
    method: &'static str,
    #[serde(flatten)]
    first: SelectionView<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summaries: Option<Vec<SelectionView<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentences: Option<Vec<ScoredView<'a>>>,
    blocks: Vec<BlockView<'a>>,
    cuts: Vec<CutView>,
    notes: Vec<NoteView>,
}

#[derive(Debug, Serialize)]
struct TermView<'a> {
    text: &'a str,
    count: u32,
}

/// The picks for one budget.
#[derive(Debug, Serialize)]
struct SelectionView<'a> {
    budget: BudgetView,
    margin: u16,
    summary: Vec<PickView<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum BudgetView {
    Sentences(u32),
    Words(u32),
    Chars(u32),
    Percent(u8),
}

#[derive(Debug, Serialize)]
struct PickView<'a> {
    id: String,
    #[serde(flatten)]
    place: Place,
    text: &'a str,
    rank: u32,
    score: u16,
    line: usize,
}

#[derive(Debug, Serialize)]
struct ScoredView<'a> {
    id: String,
    #[serde(flatten)]
    place: Place,
    text: &'a str,
    tag: String,
    score: u16,
    rank: Option<u32>,
    kept: bool,
    reason: CodeView,
    features: FeaturesView,
}

#[derive(Debug, Serialize)]
struct BlockView<'a> {
    id: String,
    role: &'static str,
    r#use: &'static str,
    #[serde(flatten)]
    place: Place,
    sure: bool,
    reason: CodeView,
    #[serde(skip_serializing_if = "Option::is_none")]
    weighing: Option<WeighingView<'a>>,
}

/// What was weighed of a block, in hundredths of a nat.
#[derive(Debug, Serialize)]
struct WeighingView<'a> {
    total: i32,
    parts: Vec<WeightView<'a>>,
    alone: Vec<WeightView<'a>>,
}

#[derive(Debug, Serialize)]
struct WeightView<'a> {
    aspect: &'static str,
    weight: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct CutView {
    block: String,
    role: &'static str,
    #[serde(flatten)]
    place: Place,
}

#[derive(Debug, Serialize)]
pub(super) struct NoteView {
    code: &'static str,
    severity: &'static str,
    span: Option<[usize; 2]>,
    message: String,
}

/// The view of a summary. Of several budgets each has its summary.
#[must_use]
pub fn summary(analysis: &Analysis, options: Options) -> SummaryView<'_> {
    let document = &analysis.document;
    let within = |selection| of_selection(analysis, selection, options);
    SummaryView {
        head: Head::of(document),
        text: options.with_text.then_some(&*document.text),
        language: analysis.language().into(),
        title: analysis.title(),
        terms: analysis.key_terms.iter().map(TermView::from).collect(),
        method: analysis.scores.method.name(),
        first: within(&analysis.selection),
        summaries: (!analysis.more_selections.is_empty())
            .then(|| analysis.selections().map(within).collect()),
        sentences: None,
        blocks: blocks(analysis, options),
        cuts: cuts(analysis, options),
        notes: notes(document, &analysis.notes, options),
    }
}

fn of_selection<'a>(analysis: &'a Analysis, selection: &'a Selection, options: Options) -> SelectionView<'a> {
    let document = &analysis.document;
    let lines = LineNumbers::new(document);
    let mut places = Places::new(document, options);
    let pick = |(ranked, sentence): (Ranked, &'a Sentence)| PickView {
        id: sentence.address(),
        place: places.place(sentence.span),
        text: document.slice(sentence.span),
        rank: ranked.rank,
        score: total(analysis, ranked.sentence),
        line: lines.line(sentence.span),
    };
    // Places are looked up in the order of the text.
    let mut picks: Vec<PickView> = analysis.picks(selection).map(pick).collect();
    if options.by_rank {
        picks.sort_by_key(|pick| pick.rank);
    }
    SelectionView { budget: selection.budget.into(), margin: selection.margin, summary: picks }
}

/// The view of a summary with the score and the reason of every sentence that might have stood in it.
#[must_use]
pub fn explanation(analysis: &Analysis, options: Options) -> SummaryView<'_> {
    let mut places = Places::new(&analysis.document, options);
    let view = |row: &Row| {
        let sentence = analysis.sentences.get(row.sentence);
        let Decision { rank, code, message } = decision(analysis, row);
        ScoredView {
            id: sentence.address(),
            place: places.place(sentence.span),
            text: analysis.document.slice(sentence.span),
            tag: sentence.tag.to_string(),
            score: row.total,
            rank,
            kept: rank.is_some(),
            reason: CodeView::new(code, message),
            features: row.features.into(),
        }
    };
    let sentences = analysis.scores.rows.iter().map(view).collect();
    SummaryView { sentences: Some(sentences), ..summary(analysis, options) }
}

fn blocks(analysis: &Analysis, options: Options) -> Vec<BlockView<'_>> {
    let mut places = Places::new(&analysis.document, options);
    let view = |id: BlockId| {
        let treatment = analysis.cleaning.of(id);
        BlockView {
            id: id.to_string(),
            role: treatment.role.as_str(),
            r#use: treatment.usage.as_str(),
            place: places.place(analysis.document.block(id).span),
            sure: treatment.sure,
            reason: treatment.reason.into(),
            weighing: analysis.cleaning.weighing(id).map(WeighingView::from),
        }
    };
    analysis.document.block_ids().map(view).collect()
}

fn cuts(analysis: &Analysis, options: Options) -> Vec<CutView> {
    let document = &analysis.document;
    let mut places = Places::new(document, options);
    let view = |cut: &Cut| CutView {
        block: document.block_at(cut.span.start()).to_string(),
        role: cut.role.as_str(),
        place: places.place(cut.span),
    };
    analysis.cleaning.cuts.iter().map(view).collect()
}

fn notes(document: &Document, notes: &[Note], options: Options) -> Vec<NoteView> {
    let mut places = Places::new(document, options);
    let mut span = |span| places.place(span).span;
    notes.iter().map(|said| note(said, said.span.map(&mut span))).collect()
}

/// The view of a note, with its place as it is shown.
pub(super) fn note(note: &Note, span: Option<[usize; 2]>) -> NoteView {
    NoteView {
        code: note.code.as_str(),
        severity: note.severity.as_str(),
        span,
        message: note.message.clone(),
    }
}

impl<'a> From<&'a Weighing> for WeighingView<'a> {
    fn from(weighing: &'a Weighing) -> WeighingView<'a> {
        let views = |weights: &'a [Weight]| weights.iter().map(WeightView::from).collect();
        WeighingView { total: weighing.total, parts: views(&weighing.parts), alone: views(&weighing.alone) }
    }
}

impl<'a> From<&'a Weight> for WeightView<'a> {
    fn from(weight: &'a Weight) -> WeightView<'a> {
        WeightView { aspect: weight.aspect.code(), weight: weight.hundredths, name: weight.name.as_deref() }
    }
}

impl From<Reason> for CodeView {
    fn from(reason: Reason) -> CodeView {
        CodeView::new(reason.code(), reason.message())
    }
}

impl<'a> From<&'a KeyTerm> for TermView<'a> {
    fn from(term: &'a KeyTerm) -> TermView<'a> {
        TermView { text: &term.text, count: term.count }
    }
}

impl From<Budget> for BudgetView {
    fn from(budget: Budget) -> BudgetView {
        match budget {
            Budget::Sentences(n) => BudgetView::Sentences(n),
            Budget::Words(n) => BudgetView::Words(n),
            Budget::Chars(n) => BudgetView::Chars(n),
            Budget::Percent(share) => BudgetView::Percent(share),
        }
    }
}

/// What was counted in a sentence.
#[derive(Debug, Serialize)]
struct FeaturesView {
    position: u32,
    words: u32,
    query_words: u32,
    title_words: u32,
    lead_words: u32,
    frequent_words: u32,
    numbers: u32,
    centrality: u16,
    anaphoric: bool,
    question: bool,
    call_to_action: bool,
    unfinished: bool,
    list_item: bool,
    preformatted: bool,
    quoted: bool,
    unbalanced: bool,
}

impl From<Features> for FeaturesView {
    fn from(features: Features) -> FeaturesView {
        FeaturesView {
            position: features.position,
            words: features.words,
            query_words: features.query_words,
            title_words: features.title_words,
            lead_words: features.lead_words,
            frequent_words: features.frequent_words,
            numbers: features.numbers,
            centrality: features.centrality,
            anaphoric: features.anaphoric,
            question: features.question,
            call_to_action: features.call_to_action,
            unfinished: features.unfinished,
            list_item: features.list_item,
            preformatted: features.preformatted,
            quoted: features.quoted,
            unbalanced: features.unbalanced,
        }
    }
}
