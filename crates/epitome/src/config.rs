//! [`Config`]: what is wanted.

use std::sync::Arc;

use epitome_cleaner::Orders;
use epitome_detector::Engine;
use epitome_document::{LangTag, ReadOptions};
use epitome_langs::Languages;
use epitome_prep::spans::Protection;
use epitome_segmenter::{Quotes, Srx};
use epitome_summarizer::{Budget, Method};

/// What is wanted of an analysis. The same configuration and the same bytes give the same result on every machine.
///
/// ```
/// use epitome::{Budget, Config, Input, analyze};
///
/// let text = "The new toll bridge over the Mersey will open to drivers and buses on Monday.\n\
///             Fishermen complain that the noise of the works has scared all salmon away.\n\
///             Crossing the toll bridge will cost a driver two pounds.\n";
/// let config = Config {
///     budget: Budget::Sentences(1),
///     query: Some("noises".to_owned()),
///     n_key_terms: 2,
///     ..Config::default()
/// };
/// let analysis = analyze(&Input::text("bridge.txt", text.as_bytes()), &config)?;
///
/// let (_, pick) = analysis.summary().next().expect("a sentence is picked");
/// assert_eq!(pick.address(), "p2.s1");
/// let terms: Vec<&str> = analysis.key_terms.iter().map(|term| &*term.text).collect();
/// assert_eq!(terms, ["toll bridge", "drivers"]);
/// # Ok::<(), epitome::ReadError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// How to read, and how much at most.
    pub read: ReadOptions,
    /// The language, ordered: not questioned. The `lang` of an input or a record comes before it.
    pub lang: Option<LangTag>,
    /// The language, suggested: counts as evidence. The one of an input or a record comes before it.
    pub lang_hint: Option<LangTag>,
    /// Whose statistics are asked for the language.
    pub engine: Engine,
    /// Whether several sentences inside one quotation are split.
    pub quotes: Quotes,
    /// Rules to split by instead of ours; `quotes` has no say then.
    pub srx: Option<Arc<Srx>>,
    /// How long a summary may be.
    pub budget: Budget,
    /// Other lengths wanted of the same article: each gives one more summary, as if it had been asked for alone.
    pub more_budgets: Vec<Budget>,
    /// How many key terms to name.
    pub n_key_terms: usize,
    /// Words asked about: sentences that hold them, in any form, are preferred. Only [`Method::Epitome`] hears of them.
    pub query: Option<String>,
    /// How sentences are rated.
    pub method: Method,
    /// What is known about languages.
    pub languages: Languages,
    /// What is dropped or kept whatever the rules of cleaning say.
    pub orders: Orders,
    /// Whether to tell what was weighed of each block, in [`Cleaning::weighings`](crate::Cleaning::weighings).
    pub weigh: bool,
    /// What a translation leaves as it is, besides what the rules find.
    pub protection: Protection,
}
