//! `cargo xtask eval summarizer` and `cargo xtask train summarizer`.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;
use epitome::Languages;
use epitome_eval::summarizer::{
    self, Article, Comparison, Ranking, Split, comparison_table, fitted, measure, read_articles,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Articles with reference summaries: {"id", "lang", "title", "sents", "para", "ref"} a line, in files .jsonl or .jsonl.xz
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    data: Vec<PathBuf>,
    /// Which articles: all, those coefficients are fitted on, or those held back from that
    #[arg(long, value_name = "all|fit|held", default_value = "all", hide_possible_values = true)]
    split: SplitName,
    /// Leave the titles out
    #[arg(long)]
    no_titles: bool,
    /// Write each method's ranking of each article's sentences: {"id", "method", "by_words", "three"} a line, sentences numbered from 0
    #[arg(long, value_name = "FILE")]
    ranks: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SplitName {
    All,
    Fit,
    Held,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TrainArgs {
    /// Articles with reference summaries: {"id", "lang", "title", "sents", "para", "ref"} a line, in files .jsonl or .jsonl.xz
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    data: Vec<PathBuf>,
    /// Fit on this language only, show what that gives on all, and write nothing
    #[arg(long, value_name = "TAG")]
    only: Option<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let split = match args.split {
        SplitName::All => Split::All,
        SplitName::Fit => Split::Fit,
        SplitName::Held => Split::Held,
    };
    let mut articles = articles(&args.data, split)?;
    if args.no_titles {
        articles.iter_mut().for_each(|article| article.title = None);
    }
    let comparisons = measure(&articles, &Languages::default())?;
    std::io::stdout().write_all(comparison_table(&comparisons).as_bytes())?;
    if let Some(path) = &args.ranks {
        std::fs::write(path, ranks(&comparisons))
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

pub(crate) fn train(args: &TrainArgs) -> anyhow::Result<()> {
    let articles = articles(&args.data, Split::Fit)?;
    let trained = summarizer::train(&articles, &Languages::default(), args.only.as_deref())?;
    let source = fitted(&trained, &args.data)?;
    std::io::stdout().write_all(source.as_bytes())?;
    if args.only.is_none() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../summarizer/src/fitted.rs");
        std::fs::write(&path, source).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

/// All rankings of all methods, a JSON object a line.
fn ranks(comparisons: &[Comparison]) -> String {
    let mut out = String::new();
    for result in comparisons.iter().flat_map(|comparison| &comparison.methods) {
        for (id, Ranking { by_words, three }) in &result.rankings {
            let method = result.method.name();
            let line = serde_json::json!({"id": id, "method": method, "by_words": by_words, "three": three});
            out += &format!("{line}\n");
        }
    }
    out
}

fn articles(files: &[PathBuf], split: Split) -> anyhow::Result<Vec<Article>> {
    let mut articles = Vec::new();
    for path in files {
        articles.extend(read_articles(path)?.into_iter().filter(|article| split.has(article)));
    }
    Ok(articles)
}
