//! `summarize --together`: one summary of all articles in a language.

use epitome::{Config, Digest, Note, NoteCode, analyze, together};
use epitome_report::wire::Options;
use epitome_report::{text, wire};

use crate::args::{Order, SummarizeArgs};
use crate::settings::Settings;
use crate::sink::{Outcome, json};
use crate::stream::{self, Rendered};
use crate::talk::Talk;
use crate::verbs::{config, options, warnings};

/// Reads all articles, holds them, and summarises them together.
pub(crate) fn run(args: &SummarizeArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let budgets = args.budgets.budgets();
    if let [first, second, ..] = budgets[..] {
        anyhow::bail!("--together takes one budget, not {first} and {second}");
    }
    if args.pick.method != epitome::Method::Epitome {
        anyhow::bail!("--together is for our own method, not --method {}", args.pick.method.name());
    }
    let settings = Settings::new(&args.pick.input, talk)?;
    let config = config(&args.pick, &settings);
    let config = Config { budget: budgets.first().copied().unwrap_or(config.budget), ..config };
    let format = settings.format(args.output.format);
    let by_rank = args.order == Order::Rank;
    let analyze = |input: &_| {
        let analysis = analyze(input, &config)?;
        let warnings = warnings(analysis.notes.iter().filter(|note| !is_of_summary(note)));
        Ok(Rendered { out: analysis, warnings })
    };
    stream::gather(&settings, format, talk, analyze, |analyses| {
        let render = |digest: &Digest| {
            let out = if format.is_wire() {
                json(&wire::digest(&analyses, digest, Options { by_rank, ..options(&args.output.json) }))
            } else {
                text::digest(&analyses, digest, by_rank)
            };
            let said = warnings(&digest.notes);
            Rendered {
                out,
                warnings: said.iter().map(|said| format!("{}: {said}", digest.language)).collect(),
            }
        };
        together(&analyses, &config).iter().map(render).collect()
    })
}

/// Whether a note is about an article's own summary, which nobody asked for.
fn is_of_summary(note: &Note) -> bool {
    matches!(note.code, NoteCode::OverBudget | NoteCode::QueryUnmatched)
}
