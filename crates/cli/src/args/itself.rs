//! What the program is asked of itself: its languages, project file, completions and manual.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct LangsArgs {
    /// What comes out: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(crate) format: ListFormat,
    /// Write the rules of all languages as a file for other tools instead: srx
    #[arg(long, value_name = "KIND", conflicts_with = "format", hide_possible_values = true)]
    pub(crate) export: Option<Export>,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Files, folders or patterns to read when none is named [default: what lies here]
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    /// Write over an existing file
    #[arg(long)]
    pub(crate) overwrite: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell to write for
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The verb whose page is wanted
    #[arg(value_name = "VERB")]
    pub(crate) verb: Option<String>,
    /// Write all pages into this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "verb")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Export {
    Srx,
}
