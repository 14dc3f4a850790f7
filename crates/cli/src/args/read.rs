//! The verbs that say something of articles.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use epitome::{Method, Quotes};

use super::common::{to_hundred, with_html};
use super::{BudgetArgs, BudgetsArgs, CleanArgs, Format, InputArgs, JsonArgs, OutputArgs};

#[derive(Debug, Args)]
pub(crate) struct SummarizeArgs {
    #[command(flatten)]
    pub(crate) pick: PickArgs,
    #[command(flatten)]
    pub(crate) budgets: BudgetsArgs,
    /// Whether picks stand as in the text or the best first [default: text]
    #[arg(long, value_name = "text|rank", default_value = "text", hide_default_value = true)]
    #[arg(hide_possible_values = true, hide_short_help = true)]
    pub(crate) order: Order,
    /// Summarise all articles as one, each language by itself
    ///
    /// Sentences of which another says nearly the same, four of five words and all numbers, are given once, with all their places. All
    /// articles are held in memory. A budget holds for each language.
    #[arg(long, conflicts_with = "terms")]
    pub(crate) together: bool,
    /// Name the N terms that say most of each article too
    #[arg(long, value_name = "N", value_parser = to_hundred)]
    pub(crate) terms: Option<u8>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) pick: PickArgs,
    #[command(flatten)]
    pub(crate) budget: BudgetArgs,
    /// What comes out: text, json, jsonl or html [default: text; jsonl where the input is jsonl]
    #[arg(long, value_name = "FORMAT", value_parser = with_html(), hide_possible_values = true)]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    pub(crate) json: JsonArgs,
}

/// What sentences are picked of, and by what.
#[derive(Debug, Args)]
pub(crate) struct PickArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) clean: CleanArgs,
    /// Prefer sentences that hold these words, in any form
    #[arg(long, value_name = "WORDS", value_parser = query)]
    pub(crate) query: Option<String>,
    /// How sentences are rated: epitome, or one of the published methods, for comparison
    ///
    /// lead: the first ones. luhn: clusters of words that return. edmundson: words of the title, and places. textrank and
    /// lexrank: a walk over similar sentences. sumbasic: frequent words. These have no guards: half a quotation or a
    /// sentence that points back may stand alone.
    #[arg(long, value_name = "NAME", default_value = "epitome", value_parser = method)]
    #[arg(hide_default_value = true, hide_short_help = true)]
    pub(crate) method: Method,
}

impl PickArgs {
    /// Refuses what would have no effect.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        if self.query.is_some() && self.method != Method::Epitome {
            anyhow::bail!("--query is for our own method; --method {} knows no query", self.method.name());
        }
        Ok(())
    }
}

/// In which order picks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    Text,
    Rank,
}

fn method(name: &str) -> Result<Method, String> {
    let named = Method::ALL.into_iter().find(|method| method.name() == name);
    named.ok_or_else(|| format!("the methods are {}", Method::ALL.map(Method::name).join(", ")))
}

fn query(given: &str) -> Result<String, String> {
    let has_words = given.contains(char::is_alphanumeric);
    if has_words {
        Ok(given.to_owned())
    } else {
        Err("there is no word in it; write what the sentences should hold, for example \"toll bridge\""
            .to_owned())
    }
}

#[derive(Debug, Args)]
pub(crate) struct DetectArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Judge the text as given: captions, teasers and menus count too
    #[arg(long, conflicts_with = "strict")]
    pub(crate) raw: bool,
    #[command(flatten)]
    pub(crate) clean: CleanArgs,
    /// List the language of every block too
    #[arg(long)]
    pub(crate) runs: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct SegmentArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Whether several sentences in one quotation are split or kept [default: split]
    #[arg(long, value_name = "split|keep", default_value = "split", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(crate) quotes: QuotePolicy,
    /// Split by the rules of this SRX 2.0 file instead of ours
    #[arg(long, value_name = "FILE", conflicts_with = "quotes")]
    pub(crate) srx: Option<PathBuf>,
    /// Cut datelines, signatures and photo credits off first
    #[arg(long)]
    pub(crate) clean: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum QuotePolicy {
    Split,
    Keep,
}

impl std::convert::From<QuotePolicy> for Quotes {
    fn from(policy: QuotePolicy) -> Quotes {
        match policy {
            QuotePolicy::Split => Quotes::Split,
            QuotePolicy::Keep => Quotes::Keep,
        }
    }
}
