//! What can be asked. Help, man pages and completions come from here.

mod common;
mod itself;
mod read;
mod translate;

use clap::{Parser, Subcommand};

pub(crate) use common::*;
pub(crate) use itself::*;
pub(crate) use read::*;
pub(crate) use translate::*;

/// What stands below the long help of the program.
const AFTER: &str = "\
Examples:
  epitome summarize articles/
  epitome explain --format html article.html > why.html
  epitome extract --to en --gist-first articles/ -o xliff/

Exit status:
  0  done
  1  --fail-on error and a record could not be read, or a file is not valid XLIFF
  2  an error; all else is done all the same

The nearest epitome.toml, here or above, gives defaults; epitome init writes one.";

/// Language-tagged summaries of multilingual articles: offline, with reasons.
#[derive(Debug, Parser)]
#[command(name = "epitome", version = epitome::engine(), max_term_width = 80, arg_required_else_help = true)]
#[command(after_long_help = AFTER)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
    /// Say nothing but errors
    #[arg(short, long, global = true, hide_short_help = true)]
    pub(crate) quiet: bool,
    /// When to colour text [possible: auto, always, never]
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_short_help = true)]
    #[arg(hide_possible_values = true)]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Pick the sentences that stand for each article
    Summarize(SummarizeArgs),
    /// Show every sentence's score and why it was kept or left out
    Explain(ExplainArgs),
    /// Name each article's language and how sure that is
    Detect(DetectArgs),
    /// Split each article into sentences, one a line
    Segment(SegmentArgs),
    /// Write each article as XLIFF, for the tools of translators
    Extract(ExtractArgs),
    /// Put translated XLIFF back into its article
    Merge(MergeArgs),
    /// Carry a translation over to a new version of its article
    Update(UpdateArgs),
    /// Make a folder to send off: articles, XLIFF, an OmegaT project
    Pack(PackArgs),
    /// Write XLIFF with a made-up translation, to try things out
    Pseudo(ExtractArgs),
    /// Check XLIFF against every rule of its standard
    Validate(ValidateArgs),
    /// List the languages there is data for
    Langs(LangsArgs),
    /// Write a project file, epitome.toml, into this folder
    Init(InitArgs),
    /// Write completions for a shell
    Completions(CompletionsArgs),
    /// Write the manual: of the program, a verb, or all into a folder
    Man(ManArgs),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
