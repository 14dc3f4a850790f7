//! What can be asked. Help, and later man pages and completions, come from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use epitome::prep::xliff::{Client, Version};
use epitome::{Budget, Encoding, Engine, LangTag, Method, Newlines, OffsetUnit, Quotes};

/// Language-tagged summaries of multilingual articles: offline, with reasons.
#[derive(Debug, Parser)]
#[command(name = "epitome", version = epitome::engine(), max_term_width = 80, arg_required_else_help = true)]
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

#[derive(Debug, Args)]
pub(crate) struct SummarizeArgs {
    #[command(flatten)]
    pub(crate) pick: PickArgs,
    /// Summarise all articles as one, each language by itself
    ///
    /// Sentences of which another says nearly the same, four of five words and all numbers, are given once, with all their places. All
    /// articles are held in memory. A budget holds for each language.
    #[arg(long, conflicts_with = "terms")]
    pub(crate) together: bool,
    /// Name the N terms that say most of each article too
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) terms: Option<u8>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) pick: PickArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// What sentences are picked of, how many, and by what.
#[derive(Debug, Args)]
pub(crate) struct PickArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) budget: BudgetArgs,
    /// Prefer sentences that hold these words, in any form
    #[arg(long, value_name = "WORDS", value_parser = query)]
    pub(crate) query: Option<String>,
    /// How sentences are rated: epitome, or a classic way to compare with
    ///
    /// lead: the first ones. luhn: clusters of words that return. edmundson: words of the title, and places. textrank and
    /// lexrank: a walk over similar sentences. sumbasic: frequent words. These have no guards: half a quotation or a
    /// sentence that points back may stand alone.
    #[arg(long, value_name = "NAME", default_value = "epitome", value_parser = method)]
    #[arg(hide_default_value = true, hide_short_help = true)]
    pub(crate) method: Method,
    /// Whether picks stand as in the text or the best first [default: text]
    #[arg(long, value_name = "text|rank", default_value = "text", hide_default_value = true)]
    #[arg(hide_possible_values = true, hide_short_help = true)]
    pub(crate) order: Order,
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
    if has_words { Ok(given.to_owned()) } else { Err("there is no word in it".to_owned()) }
}

#[derive(Debug, Args)]
pub(crate) struct DetectArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Judge the text as given: captions, teasers and menus count too
    #[arg(long)]
    pub(crate) raw: bool,
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

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) units: UnitArgs,
    /// The folder for NAME.EXT.xlf [default: this one]
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
    pub(crate) force: bool,
}

/// Which units a translator gets, and in which order.
#[derive(Debug, Args)]
pub(crate) struct UnitArgs {
    /// The language of the translation
    #[arg(long, value_name = "TAG")]
    pub(crate) to: LangTag,
    /// Put the summary's sentences first, within a budget
    #[arg(long)]
    pub(crate) gist_first: bool,
    #[command(flatten)]
    pub(crate) budget: BudgetArgs,
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
    /// Translated XLIFF of the earlier version of the article
    #[arg(value_name = "FILE.xlf")]
    pub(crate) file: PathBuf,
    /// The new version of the article [default: the path noted in the XLIFF]
    #[arg(long, value_name = "INPUT")]
    pub(crate) source: Option<PathBuf>,
    /// The XLIFF of the new version
    #[arg(short, long, value_name = "NEW.xlf")]
    pub(crate) out: PathBuf,
    /// What the article is: auto, text, html, markdown [default: auto, by extension]
    #[arg(long, value_name = "KIND", default_value = "auto", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(crate) from: From,
    /// The encoding of the article, where it is not found out
    #[arg(long, value_name = "NAME")]
    pub(crate) source_encoding: Option<Encoding>,
    /// Take menus, teasers and all else that is dropped too
    #[arg(long)]
    pub(crate) all: bool,
    /// Put the summary's sentences first
    #[arg(long)]
    pub(crate) gist_first: bool,
    /// Write over an existing file
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ValidateArgs {
    /// XLIFF 1.2, 2.0, 2.1 or 2.2: files, folders, or - for standard input
    #[arg(value_name = "FILE.xlf", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What comes out: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// Translated XLIFF: 1.2, 2.0, 2.1 or 2.2
    #[arg(value_name = "FILE.xlf", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The article it was extracted from [default: the path noted in the XLIFF]
    #[arg(long, value_name = "INPUT")]
    pub(crate) source: Option<PathBuf>,
    /// The translated article; in a folder, it is NAME.TAG.EXT there
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
    /// Note the language of the translation in the page, with its direction
    #[arg(long)]
    pub(crate) set_lang: bool,
    /// Leave the source where a unit cannot be merged; write over an existing file
    #[arg(long)]
    pub(crate) force: bool,
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
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
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

#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files, folders, patterns, or - for standard input [default: the inputs of epitome.toml]
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    /// What the input is: auto, text, html, markdown, jsonl [default: auto, by extension]
    #[arg(long, value_name = "KIND", default_value = "auto", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(crate) from: From,
    /// The language of every article, not questioned: fr, pt-BR, zh-Hant
    #[arg(long, value_name = "TAG")]
    pub(crate) lang: Option<LangTag>,
    /// The language to expect; clear evidence overrules it
    #[arg(long, value_name = "TAG", hide_short_help = true)]
    pub(crate) lang_hint: Option<LangTag>,
    /// Drop blocks that may not belong to the article too; by default what is in doubt stays
    #[arg(long, hide_short_help = true)]
    pub(crate) strict: bool,
    /// Whose statistics tell the language: own or whatlang [default: own]
    #[arg(long, value_name = "own|whatlang", default_value = "own", hide_default_value = true)]
    #[arg(hide_possible_values = true, hide_short_help = true)]
    pub(crate) engine: EngineName,
    /// The encoding of the input, where it is not found out: macintosh, windows-1258
    ///
    /// Any label of the WHATWG Encoding Standard. A byte order mark overrules it. Characters that were UTF-8 and read as
    /// windows-1252 are repaired unless an encoding is named.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) encoding: Option<Encoding>,
    /// What a line end means in text [default: auto]
    ///
    /// line: every line is a block. wrapped: lines were broken to a width. blank: only a blank line ends a block. auto:
    /// wrapped where it shows, else line.
    #[arg(long, value_name = "auto|line|wrapped|blank", hide_short_help = true, hide_possible_values = true)]
    pub(crate) newlines: Option<NewlinePolicy>,
    /// The largest text or Markdown file read, for example 64MiB [default: 256MiB]
    #[arg(long, value_name = "SIZE", value_parser = size, hide_short_help = true)]
    pub(crate) max_text: Option<usize>,
    /// The largest record read, for example 1MiB [default: 32MiB]
    #[arg(long, value_name = "SIZE", value_parser = size, hide_short_help = true)]
    pub(crate) max_record: Option<usize>,
    /// The largest HTML page read, for example 64MiB [default: 32MiB]
    #[arg(long, value_name = "SIZE", value_parser = size, hide_short_help = true)]
    pub(crate) max_html: Option<usize>,
    /// The most elements, quotations or lists inside each other [default: 512]
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(crate) max_depth: Option<usize>,
    /// The most attributes of an HTML tag [default: 256]
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(crate) max_attributes: Option<usize>,
    /// Threads to work on [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), hide_short_help = true)]
    pub(crate) jobs: Option<u16>,
    /// Exit with status 1 when a record could not be read
    #[arg(long, value_name = "error", hide_short_help = true, hide_possible_values = true)]
    pub(crate) fail_on: Option<FailOn>,
}

#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// What comes out: text, json, jsonl or (explain) html [default: text, or jsonl as the input]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<Format>,
    /// The unit of offsets in JSON: bytes (of UTF-8), chars or utf16
    #[arg(
        long,
        value_name = "UNIT",
        default_value = "bytes",
        hide_short_help = true,
        hide_possible_values = true
    )]
    pub(crate) offsets: Unit,
    /// Put the whole text into each JSON object too
    #[arg(long, hide_short_help = true)]
    pub(crate) with_text: bool,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
pub(crate) struct BudgetArgs {
    /// At most N sentences; 1,3,5 for several [default: 3]
    ///
    /// Only summarize takes several numbers, here and below. Each summary is the one its number alone would give.
    #[arg(long, value_name = "N", value_parser = count, value_delimiter = ',')]
    sentences: Vec<u32>,
    /// At most N words
    #[arg(long, value_name = "N", value_parser = count, value_delimiter = ',')]
    words: Vec<u32>,
    /// At most N characters
    #[arg(long, value_name = "N", value_parser = count, value_delimiter = ',')]
    chars: Vec<u32>,
    /// At most P per cent of the article's words
    #[arg(long, value_name = "P", value_parser = percent, value_delimiter = ',')]
    percent: Vec<u8>,
}

fn count(given: &str) -> Result<u32, String> {
    let number = given.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "write a whole number from 1 on, or several: 1,3,5".to_owned())
}

fn percent(given: &str) -> Result<u8, String> {
    let number = given.parse().ok().filter(|number| (1..=100).contains(number));
    number.ok_or_else(|| "write a whole number from 1 to 100, or several: 10,20".to_owned())
}

impl BudgetArgs {
    /// All that were asked for, in that order, each once.
    pub(crate) fn budgets(&self) -> Vec<Budget> {
        let sentences = self.sentences.iter().copied().map(Budget::Sentences);
        let words = self.words.iter().copied().map(Budget::Words);
        let chars = self.chars.iter().copied().map(Budget::Chars);
        let percent = self.percent.iter().copied().map(Budget::Percent);
        let mut budgets = Vec::new();
        for budget in sentences.chain(words).chain(chars).chain(percent) {
            if !budgets.contains(&budget) {
                budgets.push(budget);
            }
        }
        budgets
    }

    /// The one that was asked for, of something that is written for one only.
    pub(crate) fn only(&self, what: &str) -> anyhow::Result<Option<Budget>> {
        match self.budgets()[..] {
            [] => Ok(None),
            [budget] => Ok(Some(budget)),
            [first, second, ..] => anyhow::bail!(
                "{what} takes one budget, not {first} and {second}; summarize makes several summaries"
            ),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum From {
    Auto,
    Text,
    Html,
    Markdown,
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Jsonl,
    Html,
}

impl Format {
    /// Whether scripts parse it. The others are for people to read.
    pub(crate) fn is_wire(self) -> bool {
        matches!(self, Format::Json | Format::Jsonl)
    }
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum NewlinePolicy {
    Auto,
    Line,
    Wrapped,
    Blank,
}

impl std::convert::From<NewlinePolicy> for Newlines {
    fn from(policy: NewlinePolicy) -> Newlines {
        match policy {
            NewlinePolicy::Auto => Newlines::Auto,
            NewlinePolicy::Line => Newlines::Line,
            NewlinePolicy::Wrapped => Newlines::Wrapped,
            NewlinePolicy::Blank => Newlines::Blank,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum EngineName {
    Own,
    Whatlang,
}

impl std::convert::From<EngineName> for Engine {
    fn from(name: EngineName) -> Engine {
        match name {
            EngineName::Own => Engine::Own,
            EngineName::Whatlang => Engine::Whatlang,
        }
    }
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

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Unit {
    Bytes,
    Chars,
    Utf16,
}

impl std::convert::From<Unit> for OffsetUnit {
    fn from(unit: Unit) -> OffsetUnit {
        match unit {
            Unit::Bytes => OffsetUnit::Bytes,
            Unit::Chars => OffsetUnit::Chars,
            Unit::Utf16 => OffsetUnit::Utf16,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Sets the choice for every stream of the program.
    pub(crate) fn write_global(self) {
        let choice = match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// A number of bytes: `4096`, `64KiB`, `256MiB`, `1GiB`; the letters after the number may be short or in lower case.
fn size(given: &str) -> Result<usize, String> {
    let digits_end = given.find(|c: char| !c.is_ascii_digit()).unwrap_or(given.len());
    let (number, unit) = given.split_at(digits_end);
    let shift = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return Err("write a number of bytes, for example 64MiB".to_owned()),
    };
    let number: usize =
        number.parse().map_err(|_| "write a number of bytes, for example 64MiB".to_owned())?;
    number
        .checked_mul(1 << shift)
        .filter(|size| (1..=2 << 30).contains(size))
        .ok_or("the most is 2GiB".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(
            ["4096", "64KiB", "1m", "2 GB"].map(size),
            [Ok(4096), Ok(65536), Ok(1 << 20), Ok(2 << 30)]
        );
        assert!(
            ["", "MiB", "-1", "3GiB", "0", "1.5M", "99999999999999999999"]
                .iter()
                .all(|given| size(given).is_err())
        );
    }
}
