//! The command behind `cargo xtask eval`.

mod cleaner_command;
mod clients_command;
mod detector_command;
mod summarizer_command;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use clap::{Parser, Subcommand, ValueEnum};
use epitome::{Config, Quotes, Srx};
use epitome_eval::{Options, faults, read_texts, segment, span_tables, suite, suite_table, table};

/// Measures epitome against data with known answers.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask eval", max_term_width = 80)]
struct Cli {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Precision, recall and F1 of sentence boundaries, a set a line
    Segment(SegmentArgs),
    /// What summaries are worth against references, beside the lead and classic methods
    Summarizer(summarizer_command::Args),
    /// Precision, recall and F1 of protected and localisable spans, a class a line
    Spans(SpansArgs),
    /// How well the article is found on pages, and what its lines are
    Cleaner(cleaner_command::CleanerArgs),
    /// How often the detector is right, how sure it is then, and what it says of mixed text and of no text at all
    Detector(detector_command::Args),
    /// Whether all text and codes arrive in translation tools, and what comes back merges
    Clients(clients_command::Args),
    /// Whether the validator judges a conformance suite of XLIFF as the suite does
    Xliff(XliffArgs),
    /// Trains a model on data with known answers and measures it on what it has not seen
    #[command(subcommand)]
    Train(Train),
}

#[derive(Debug, Subcommand)]
enum Train {
    /// The models of the cleaner, for pages or for plain text
    Cleaner(cleaner_command::TrainArgs),
    /// The model of the language detector
    Detector(detector_command::TrainArgs),
    /// The summarizer's coefficients, written into its source
    Summarizer(summarizer_command::TrainArgs),
}

#[derive(Debug, clap::Args)]
struct SegmentArgs {
    /// Texts with their sentences: {"set", "lang", "id", "text", "sents"} a line, in a file .jsonl or .jsonl.xz
    #[arg(long, value_name = "FILE")]
    data: PathBuf,
    /// List the first N faults of each set
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    errors: usize,
    /// Only sets whose name contains this
    #[arg(long, value_name = "PART")]
    set: Option<String>,
    /// Whether several sentences in one quotation are split or kept
    #[arg(long, value_name = "split|keep", default_value = "split", hide_possible_values = true)]
    quotes: QuotePolicy,
    /// Split by the rules of this SRX file instead of ours
    #[arg(long, value_name = "FILE", conflicts_with = "quotes")]
    srx: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct XliffArgs {
    /// The folder with core/valid, core/invalid, modules/valid and modules/invalid, or the one in which that is `test-suite`
    #[arg(long, value_name = "DIR")]
    suite: PathBuf,
    /// List why each file was rejected too
    #[arg(long)]
    all: bool,
}

#[derive(Debug, clap::Args)]
struct SpansArgs {
    /// Labelled sentences: fr.tsv, en.tsv, vi.tsv and de.tsv
    #[arg(long, value_name = "DIR", default_value = "crates/eval/data/spans")]
    data: PathBuf,
    /// List the faults of the even lines; the odd ones are only for measuring
    #[arg(long)]
    errors: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum QuotePolicy {
    Split,
    Keep,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().what {
        What::Segment(args) => run_segment(&args),
        What::Cleaner(args) => cleaner_command::cleaner(&args),
        What::Detector(args) => detector_command::run(&args),
        What::Summarizer(args) => summarizer_command::run(&args),
        What::Spans(args) => {
            let tables = span_tables(&args.data, args.errors)?;
            Ok(std::io::stdout().write_all(tables.as_bytes())?)
        }
        What::Clients(args) => clients_command::run(&args),
        What::Xliff(args) => {
            let table = suite_table(&suite(&args.suite)?, args.all);
            Ok(std::io::stdout().write_all(table.as_bytes())?)
        }
        What::Train(Train::Cleaner(args)) => cleaner_command::train_cleaner(&args),
        What::Train(Train::Detector(args)) => detector_command::train(&args),
        What::Train(Train::Summarizer(args)) => summarizer_command::train(&args),
    }
}

fn run_segment(args: &SegmentArgs) -> anyhow::Result<()> {
    let mut texts = read_texts(&args.data)?;
    if let Some(part) = &args.set {
        texts.retain(|text| text.set.contains(part));
    }
    let quotes = match args.quotes {
        QuotePolicy::Split => Quotes::Split,
        QuotePolicy::Keep => Quotes::Keep,
    };
    let srx = args.srx.as_deref().map(srx).transpose()?;
    let options = Options { config: Config { quotes, srx, ..Config::default() }, n_faults: args.errors };
    let results = segment(&texts, &options)?;
    std::io::stdout().write_all((faults(&results) + &table(&results)).as_bytes())?;
    Ok(())
}

fn srx(path: &Path) -> anyhow::Result<Arc<Srx>> {
    let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let (srx, notes) = Srx::read(&bytes).with_context(|| format!("{} cannot be used", path.display()))?;
    for note in notes {
        writeln!(std::io::stderr(), "{}: {note}", path.display())?;
    }
    Ok(Arc::new(srx))
}
