//! `cargo xtask bench summarizer`: from bytes to summary, beside sumy's LexRank.
//!
//! Ours reads, cleans, detects the language, finds the sentences and picks three, on one thread; the peer is a Python program
//! (`bench/lexrank.py`), with sentences and words by its own tools. Both get the same articles of about 400 words, go over the first one for what is
//! loaded once and then over each once, and report the CPU time of the second. Both do so in a process of their own: ours keeps words, their
//! stems and what they say of the language as long as its process runs. Of some such rounds of ours the best counts. Then ours alone on longer
//! and longer texts, made of the sentences of all articles.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use epitome::{Budget, Config, Input, analyze};
use serde_json::Value;

use crate::{HELP, memory, timed};

/// How often ours gets its turn.
const N_ROUNDS: usize = 5;

/// The flag of a process that goes over the articles once and prints its seconds.
const ROUND: &str = "--round";

/// How many articles are summarised.
const N_ARTICLES: usize = 1000;

/// Words of an article that is "of about 400 words".
const N_WORDS: std::ops::RangeInclusive<usize> = 350..=450;

/// Sentences of a paragraph of the longer texts.
const N_PER_PARAGRAPH: usize = 3;

/// An article as its paragraphs, and its sentences.
struct Article {
    lang: String,
    text: String,
    sents: Vec<String>,
}

/// Runs the comparison that these words ask for.
pub(crate) fn run(mut words: impl Iterator<Item = String>) -> Result<()> {
    let (mut data, mut python, mut is_round): (Option<PathBuf>, Option<PathBuf>, bool) = (None, None, false);
    while let Some(flag) = words.next() {
        let mut value = || words.next().with_context(|| format!("{flag} needs a value"));
        match flag.as_str() {
            "--data" => data = Some(value()?.into()),
            "--python" => python = Some(value()?.into()),
            ROUND => is_round = true,
            "-h" | "--help" => {
                print!("{HELP}");
                return Ok(());
            }
            _ => bail!("there is no flag {flag}; --help lists them"),
        }
    }
    let data = data.context("bench summarizer needs --data FILE")?;
    let articles = read(&data)?;
    let chosen: Vec<&Article> = articles
        .iter()
        .filter(|article| N_WORDS.contains(&article.text.split_whitespace().count()))
        .take(N_ARTICLES)
        .collect();
    if chosen.is_empty() {
        bail!("no article has {} to {} words", N_WORDS.start(), N_WORDS.end());
    }
    if is_round {
        println!("{}", round(&chosen));
        return Ok(());
    }
    let ours = speed(&chosen, &data)?;
    if let Some(python) = python {
        let peer = sumy(&python, &chosen)?;
        println!("sumy LexRank   {:8.0} articles per CPU second", 1.0 / peer);
        println!("epitome is {:.0} times as fast", peer / ours);
    }
    growth(&articles);
    Ok(())
}

fn read(path: &Path) -> Result<Vec<Article>> {
    let file = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    file.lines()
        .enumerate()
        .map(|(idx, line)| {
            article(line).with_context(|| {
                format!("{}:{}: a line is an object with lang, sents and para", path.display(), idx + 1)
            })
        })
        .collect()
}

/// An article from a line of what `cargo xtask eval summarizer` reads: its title, then a line for each paragraph.
fn article(line: &str) -> Result<Article> {
    let value: Value = serde_json::from_str(line)?;
    let lang = value["lang"].as_str().context("lang")?.to_owned();
    let sents = value["sents"].as_array().context("sents")?.iter();
    let sents: Vec<String> = sents.filter_map(|sent| sent.as_str().map(str::to_owned)).collect();
    let paragraphs = value["para"].as_array().context("para")?;
    let mut text = value["title"].as_str().unwrap_or_default().to_owned();
    let mut before = None;
    for (sent, paragraph) in sents.iter().zip(paragraphs) {
        text.push_str(if before == Some(paragraph) { " " } else { "\n" });
        text.push_str(sent);
        before = Some(paragraph);
    }
    Ok(Article { lang, text, sents })
}

/// CPU seconds of ours for an article: the best of some rounds, each in a process of its own.
fn speed(articles: &[&Article], data: &Path) -> Result<f64> {
    let mut best = f64::INFINITY;
    for _ in 0..N_ROUNDS {
        let output = Command::new(std::env::current_exe()?)
            .args(["summarizer", ROUND, "--data"])
            .arg(data)
            .stderr(Stdio::inherit())
            .output()?;
        let seconds: f64 = String::from_utf8(output.stdout)?.trim().parse().context("a round failed")?;
        best = best.min(seconds / articles.len() as f64);
    }
    let n_words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    println!("{} articles of {} words in the mean, once a process", articles.len(), n_words / articles.len());
    println!("epitome        {:8.0} articles per CPU second", 1.0 / best);
    Ok(best)
}

/// CPU seconds for going over all articles once in this process, which has seen the first one.
fn round(articles: &[&Article]) -> f64 {
    let config = Config::default();
    let all = |articles: &[&Article]| -> usize {
        articles.iter().map(|article| summary(&article.text, &config)).sum()
    };
    all(&articles[..1]);
    timed(|| all(articles)).0
}

/// The number of sentences kept: all is done on the way.
fn summary(text: &str, config: &Config) -> usize {
    let input = Input::text("article", text.as_bytes().to_vec());
    analyze(&input, config).map_or(0, |analysis| analysis.summary().count())
}

/// CPU seconds of sumy's LexRank for an article.
fn sumy(python: &Path, articles: &[&Article]) -> Result<f64> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexrank.py");
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} cannot be run", python.display()))?;
    let mut stdin = child.stdin.take().context("a pipe")?;
    for article in articles {
        writeln!(stdin, "{}", serde_json::json!({"lang": article.lang, "text": article.text}))?;
    }
    drop(stdin);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("lexrank.py failed; it needs the Python packages sumy and nltk");
    }
    let seconds: f64 = String::from_utf8(output.stdout)?.trim().parse()?;
    Ok(seconds / articles.len() as f64)
}

/// Time and memory by length, for the default budget and for a tenth of the words.
fn growth(articles: &[Article]) {
    println!("\nsentences     words   three, s   a tenth, s   memory, MiB   bytes a word");
    for n_sentences in [100, 1_000, 10_000, 30_000] {
        let sents: Vec<&str> = articles
            .iter()
            .flat_map(|article| &article.sents)
            .map(String::as_str)
            .take(n_sentences)
            .collect();
        if sents.len() < n_sentences {
            return;
        }
        let paragraphs: Vec<String> = sents.chunks(N_PER_PARAGRAPH).map(|sents| sents.join(" ")).collect();
        let text = paragraphs.join("\n");
        let n_words = text.split_whitespace().count();
        let best = |budget| {
            let config = Config { budget, ..Config::default() };
            (0..3).map(|_| timed(|| summary(&text, &config)).0).fold(f64::INFINITY, f64::min)
        };
        let (three, tenth) = (best(Budget::Sentences(3)), best(Budget::Percent(10)));
        let (_, n_bytes) = memory::beyond(|| summary(&text, &Config::default()));
        println!(
            "{n_sentences:9} {n_words:9} {three:10.3} {tenth:12.3} {:13.1} {:14}",
            n_bytes as f64 / f64::from(1 << 20),
            n_bytes / n_words
        );
    }
}
