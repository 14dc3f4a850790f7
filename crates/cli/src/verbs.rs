//! The verbs that take articles: what is asked of the library, and how the answer is written.

use std::sync::Arc;

use epitome::{Config, Input, Note, ReadError, Severity, Srx, Stage, analyze};
use epitome_report::wire::Options;
use epitome_report::{html, text, wire};

use crate::args::{
    CleanArgs, DetectArgs, ExplainArgs, Format, JsonArgs, Order, PickArgs, SegmentArgs, SummarizeArgs,
};
use crate::settings::Settings;
use crate::sink::json;
use crate::stream::Rendered;

/// One article on its way through a verb.
pub(crate) struct Article<'a> {
    /// The article.
    pub(crate) input: &'a Input,
    /// What the run was asked for.
    pub(crate) settings: &'a Settings,
    /// What comes out.
    pub(crate) format: Format,
}

/// `summarize`: the sentences that stand for an article.
pub(crate) fn summarize(args: &SummarizeArgs, article: &Article<'_>) -> Result<Rendered, ReadError> {
    let n_key_terms = args.terms.map_or(0, usize::from);
    let mut config = Config { n_key_terms, ..config(&args.pick, article.settings) };
    if let [first, more @ ..] = &args.budgets.budgets()[..] {
        config.budget = *first;
        config.more_budgets = more.to_vec();
    }
    let analysis = analyze(article.input, &config)?;
    let by_rank = args.order == Order::Rank;
    let out = if article.format.is_wire() {
        json(&wire::summary(&analysis, Options { by_rank, ..options(&args.output.json) }))
    } else {
        text::summary(&analysis, by_rank)
    };
    Ok(Rendered { out, warnings: warnings(&analysis.notes) })
}

/// `explain`: the score and the reason of every sentence.
pub(crate) fn explain(args: &ExplainArgs, article: &Article<'_>) -> Result<Rendered, ReadError> {
    let config = config(&args.pick, article.settings);
    let budget = args.budget.budget().unwrap_or(config.budget);
    let analysis = analyze(article.input, &Config { weigh: true, budget, ..config })?;
    let out = match article.format {
        Format::Text => text::explanation(&analysis),
        Format::Html => html::explanation(&analysis),
        Format::Json | Format::Jsonl => json(&wire::explanation(&analysis, options(&args.json))),
    };
    Ok(Rendered { out, warnings: warnings(&analysis.notes) })
}

/// `detect`: the language of an article.
pub(crate) fn detect(args: &DetectArgs, article: &Article<'_>) -> Result<Rendered, ReadError> {
    let stage = if args.raw { Stage::Raw } else { Stage::Cleaned };
    let config = cleaned(article.settings.config.clone(), args.clean);
    let detection = epitome::detect(article.input, &config, stage)?;
    let out = if article.format.is_wire() {
        json(&wire::detection(&detection, Options { runs: args.runs, ..options(&args.output.json) }))
    } else {
        text::detection(&detection, args.runs)
    };
    Ok(Rendered { out, warnings: warnings(&detection.notes) })
}

/// `segment`: the sentences of an article.
pub(crate) fn segment(
    args: &SegmentArgs,
    srx: Option<&Arc<Srx>>,
    article: &Article<'_>,
) -> Result<Rendered, ReadError> {
    let stage = if args.clean { Stage::Cleaned } else { Stage::Raw };
    let config = Config { quotes: args.quotes.into(), srx: srx.cloned(), ..article.settings.config.clone() };
    let segmentation = epitome::segment(article.input, &config, stage)?;
    let out = if article.format.is_wire() {
        json(&wire::segmentation(&segmentation, options(&args.output.json)))
    } else {
        text::segmentation(&segmentation, article.settings.sources.len() > 1)
    };
    Ok(Rendered { out, warnings: warnings(&segmentation.detection.notes) })
}

/// What the flags and the project file ask of an analysis.
pub(crate) fn config(args: &PickArgs, settings: &Settings) -> Config {
    let query = args.query.clone();
    cleaned(Config { query, method: args.method, ..settings.config.clone() }, args.clean)
}

/// A configuration by which more may be dropped.
pub(crate) fn cleaned(config: Config, args: CleanArgs) -> Config {
    Config { orders: config.orders.strict(args.strict), ..config }
}

/// What the flags ask of JSON.
pub(crate) fn options(args: &JsonArgs) -> Options {
    Options { with_text: args.with_text, offsets: args.offsets.into(), ..Options::default() }
}

/// The notes that a person should see whatever the format.
pub(crate) fn warnings<'a>(notes: impl IntoIterator<Item = &'a Note>) -> Vec<String> {
    notes
        .into_iter()
        .filter(|note| note.severity == Severity::Warning)
        .map(|note| format!("warning: {}", note.message))
        .collect()
}
