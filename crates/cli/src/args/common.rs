//! What several verbs are asked: their inputs, outputs and budgets.

use std::ops::RangeInclusive;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use epitome::{Budget, Encoding, Engine, LangTag, Newlines, OffsetUnit};

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
    #[arg(long, value_name = "TAG", value_parser = language, hide_short_help = true)]
    pub(crate) lang_hint: Option<LangTag>,
    /// Whose statistics tell the language: own or whatlang [default: own]
    #[arg(long, value_name = "own|whatlang", default_value = "own", hide_default_value = true)]
    #[arg(hide_possible_values = true, hide_short_help = true)]
    pub(crate) engine: EngineName,
    /// Read the input in this encoding instead of finding it out, for example windows-1258
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
    /// The most blocks of an article: paragraphs, headings, items, cells [default: 2097152]
    #[arg(long, value_name = "N", value_parser = limit, hide_short_help = true)]
    pub(crate) max_blocks: Option<usize>,
    /// The most elements, quotations or lists inside each other [default: 512]
    #[arg(long, value_name = "N", value_parser = limit, hide_short_help = true)]
    pub(crate) max_depth: Option<usize>,
    /// The most attributes of an HTML tag [default: 256]
    #[arg(long, value_name = "N", value_parser = limit, hide_short_help = true)]
    pub(crate) max_attributes: Option<usize>,
    /// Threads to work on [default: one for each core]
    #[arg(long, value_name = "N", value_parser = jobs, hide_short_help = true)]
    pub(crate) jobs: Option<u16>,
    /// Exit with status 1 when a record of a stream could not be read; a file that could not is 2 anyway
    #[arg(long, value_name = "error", hide_short_help = true, hide_possible_values = true)]
    pub(crate) fail_on: Option<FailOn>,
}

/// What becomes of what is in doubt, where something is dropped.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct CleanArgs {
    /// Drop what is in doubt as well; it stays otherwise
    #[arg(long, hide_short_help = true)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// What comes out: text, json, jsonl [default: text; jsonl where the input is jsonl]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    pub(crate) json: JsonArgs,
}

/// What the objects hold.
#[derive(Debug, Args)]
pub(crate) struct JsonArgs {
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

/// How much a summary may hold.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(crate) struct BudgetArgs {
    /// At most N sentences [default: 3]
    #[arg(long, value_name = "N", value_parser = count)]
    sentences: Option<u32>,
    /// At most N words
    #[arg(long, value_name = "N", value_parser = count)]
    words: Option<u32>,
    /// At most N characters
    #[arg(long, value_name = "N", value_parser = count)]
    chars: Option<u32>,
    /// At most P per cent of the article's words
    #[arg(long, value_name = "P", value_parser = to_hundred)]
    percent: Option<u8>,
}

impl BudgetArgs {
    /// What was asked for.
    pub(crate) fn budget(&self) -> Option<Budget> {
        let sentences = self.sentences.map(Budget::Sentences);
        let words = self.words.map(Budget::Words);
        let chars = self.chars.map(Budget::Chars);
        sentences.or(words).or(chars).or(self.percent.map(Budget::Percent))
    }
}

/// How much each of several summaries may hold.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(crate) struct BudgetsArgs {
    /// At most N sentences; 1,3,5 for several summaries [default: 3]
    ///
    /// Of several numbers, here and below, each makes the summary that it would make alone.
    #[arg(long, value_name = "N", value_parser = count, value_delimiter = ',')]
    sentences: Vec<u32>,
    /// At most N words
    #[arg(long, value_name = "N", value_parser = count, value_delimiter = ',')]
    words: Vec<u32>,
    /// At most N characters
    #[arg(long, value_name = "N", value_parser = count, value_delimiter = ',')]
    chars: Vec<u32>,
    /// At most P per cent of the article's words
    #[arg(long, value_name = "P", value_parser = to_hundred, value_delimiter = ',')]
    percent: Vec<u8>,
}

impl BudgetsArgs {
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
}

/// A tag that names a language: one to translate into, or to expect.
pub(super) fn language(tag: &str) -> Result<LangTag, String> {
    let tag = tag.parse::<LangTag>().map_err(|err| err.to_string())?;
    if tag.is_language() {
        Ok(tag)
    } else {
        Err(format!("{tag} names no language; write one, such as en or pt-BR"))
    }
}

fn count(given: &str) -> Result<u32, String> {
    whole(given, 1..=u32::MAX).ok_or_else(|| "write a whole number from 1 on".to_owned())
}

pub(super) fn to_hundred(given: &str) -> Result<u8, String> {
    whole(given, 1..=100).ok_or_else(|| "write a whole number from 1 to 100".to_owned())
}

fn limit(given: &str) -> Result<usize, String> {
    whole(given, 1..=usize::MAX).ok_or_else(|| "write a whole number from 1 on".to_owned())
}

fn jobs(given: &str) -> Result<u16, String> {
    whole(given, 1..=1024).ok_or_else(|| "write a whole number from 1 to 1024".to_owned())
}

/// A whole number that lies within bounds.
fn whole<T: FromStr + PartialOrd>(given: &str, bounds: RangeInclusive<T>) -> Option<T> {
    given.parse().ok().filter(|number| bounds.contains(number))
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
    /// A page, which `explain` alone makes.
    #[value(skip)]
    Html,
}

/// The formats of `explain`.
pub(super) fn with_html() -> impl TypedValueParser<Value = Format> {
    let names = ["text", "json", "jsonl", "html"];
    PossibleValuesParser::new(names).map(|name| Format::from_str(&name, false).unwrap_or(Format::Html))
}

impl Format {
    /// Whether scripts parse it. The others are for people to read.
    pub(crate) fn is_wire(self) -> bool {
        matches!(self, Format::Json | Format::Jsonl)
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
pub(super) fn size(given: &str) -> Result<usize, String> {
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
