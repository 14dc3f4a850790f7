//! The verbs for translators.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use epitome::prep::xliff::{Client, Version};
use epitome::{Encoding, LangTag};

use super::common::{language, size};
use super::{BudgetArgs, CleanArgs, From, InputArgs, ListFormat};

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) units: UnitArgs,
    /// A folder for NAME.EXT.xlf, or - for stdout [default: .]
    ///
    /// What lies in a folder that is named keeps its path below it.
    #[arg(short, long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) out: PathBuf,
    /// Write what this tool is known to take: omegat, poedit, lokalize, weblate, trados, memoq, phrase
    #[arg(long = "for", value_name = "CLIENT", hide_possible_values = true)]
    pub(crate) client: Option<ClientName>,
    /// The version of XLIFF: 2.0, 1.2 or 2.1 [default: 2.0, or what --for takes]
    #[arg(long, value_name = "VERSION", hide_possible_values = true, hide_short_help = true)]
    pub(crate) xliff: Option<XliffVersion>,
    /// Write over existing files
    #[arg(long, hide_short_help = true)]
    pub(crate) overwrite: bool,
}

/// Which units a translator gets, and in which order.
#[derive(Debug, Args)]
pub(crate) struct UnitArgs {
    /// The language of the translation
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(crate) to: LangTag,
    /// Put the summary's sentences first, as the budget says
    #[arg(long)]
    pub(crate) gist_first: bool,
    #[command(flatten)]
    pub(crate) budget: BudgetArgs,
    #[command(flatten)]
    pub(crate) clean: CleanArgs,
    /// Take menus, teasers and all else that is dropped too
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PackArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) units: UnitArgs,
    /// The folder to be made
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct UpdateArgs {
    /// Translated XLIFF of the earlier version: a file, a folder, or - for standard input, which needs --source
    #[arg(value_name = "FILE.xlf")]
    pub(crate) file: PathBuf,
    /// The new version of the article: a file, FILE:LINE or a folder [default: the path noted in the XLIFF]
    #[arg(long, value_name = "INPUT")]
    pub(crate) source: Option<PathBuf>,
    /// The XLIFF of the new version, or its folder, or - for standard output
    #[arg(short, long, value_name = "NEW.xlf")]
    pub(crate) out: PathBuf,
    /// What the article is: auto, text, html, markdown, jsonl [default: auto, by extension]
    #[arg(long, value_name = "KIND", default_value = "auto", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(crate) from: From,
    /// The encoding of the article, where it is not found out
    #[arg(long, value_name = "NAME")]
    pub(crate) source_encoding: Option<Encoding>,
    /// The largest record read, for example 64MiB [default: 32MiB]
    #[arg(long, value_name = "SIZE", value_parser = size, hide_short_help = true)]
    pub(crate) max_record: Option<usize>,
    /// Take menus, teasers and all else that is dropped too
    #[arg(long)]
    pub(crate) all: bool,
    /// Put the summary's sentences first, as many as the project file says, or 3
    #[arg(long)]
    pub(crate) gist_first: bool,
    /// Write over existing files
    #[arg(long)]
    pub(crate) overwrite: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ValidateArgs {
    /// XLIFF 1.2, 2.0, 2.1 or 2.2: files, folders, patterns, or - for standard input
    #[arg(value_name = "FILE.xlf", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What comes out: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// Translated XLIFF 1.2, 2.0, 2.1 or 2.2: files, folders, patterns, or - for standard input, which needs --source
    #[arg(value_name = "FILE.xlf", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The article it was extracted from, or the folder of all [default: the path noted in the XLIFF]
    #[arg(long, value_name = "INPUT")]
    pub(crate) source: Option<PathBuf>,
    /// The translated article, or - for standard output. Of a folder: NAME.TAG.EXT in it
    ///
    /// What lies in a folder that is named keeps its path below it.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) out: PathBuf,
    /// What the article is: auto, text, html, markdown, jsonl [default: auto, by extension]
    #[arg(long, value_name = "KIND", default_value = "auto", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(crate) from: From,
    /// Write the article in this encoding: source or utf-8 [default: source]
    #[arg(long, value_name = "NAME", default_value = "source", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(crate) encoding: OutputEncoding,
    /// The encoding of the article, where extract was told one
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) source_encoding: Option<Encoding>,
    /// The largest record read, for example 64MiB [default: 32MiB]
    #[arg(long, value_name = "SIZE", value_parser = size, hide_short_help = true)]
    pub(crate) max_record: Option<usize>,
    /// Note the language of the translation in the page, with its direction
    #[arg(long)]
    pub(crate) set_lang: bool,
    /// Merge what can be merged, and leave the source text elsewhere
    #[arg(long)]
    pub(crate) force: bool,
    /// Write over existing files
    #[arg(long)]
    pub(crate) overwrite: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClientName {
    Omegat,
    Poedit,
    Lokalize,
    Weblate,
    Trados,
    Memoq,
    Phrase,
}

impl std::convert::From<ClientName> for Client {
    fn from(name: ClientName) -> Client {
        match name {
            ClientName::Omegat => Client::Omegat,
            ClientName::Poedit => Client::Poedit,
            ClientName::Lokalize => Client::Lokalize,
            ClientName::Weblate => Client::Weblate,
            ClientName::Trados => Client::Trados,
            ClientName::Memoq => Client::Memoq,
            ClientName::Phrase => Client::Phrase,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum XliffVersion {
    #[value(name = "1.2")]
    V1_2,
    #[value(name = "2.0")]
    V2_0,
    #[value(name = "2.1")]
    V2_1,
}

impl std::convert::From<XliffVersion> for Version {
    fn from(version: XliffVersion) -> Version {
        match version {
            XliffVersion::V1_2 => Version::V1_2,
            XliffVersion::V2_0 => Version::V2_0,
            XliffVersion::V2_1 => Version::V2_1,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputEncoding {
    Source,
    #[value(name = "utf-8")]
    Utf8,
}
