//! [`Config`]: what is wanted.

use std::sync::Arc;

use epitome_cleaner::Orders;
use epitome_document::{LangTag, ReadOptions};
use epitome_langs::Languages;
use epitome_prep::spans::Protection;
use epitome_segmenter::{Quotes, Srx};
use epitome_summarizer::{Budget, Method};

/// What is wanted of an analysis. The same configuration and the same bytes give the same result on every machine.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// How to read, and how much at most.
    pub read: ReadOptions,
    /// The language, ordered: not questioned. The `lang` of an input or a record comes before it.
    pub lang: Option<LangTag>,
    /// The language, suggested: counts as evidence. The one of an input or a record comes before it.
    pub lang_hint: Option<LangTag>,
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
    /// How sentences are rated.
    pub method: Method,
    /// What is known about languages.
    pub languages: Languages,
    /// What is dropped or kept whatever the rules of cleaning say.
    pub orders: Orders,
    /// What a translation leaves as it is, besides what the rules find.
    pub protection: Protection,
}
