//! `cleaner` and `train cleaner`: what they are given and what they print.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};
use epitome::{Config, Use};
use epitome_cleaner::model::{Model, Weights};
use epitome_eval::Tally;
use epitome_eval::cleaner::{
    Known, Page, PageMeans, ReasonTally, Taken, article, cleaned, kept, lines, read_article_benchmark,
    read_labelled, read_segment_pages, read_text_pages, train,
};

#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(group(clap::ArgGroup::new("data").required(true)))]
pub(crate) struct CleanerArgs {
    /// The article-extraction-benchmark: html/ and ground-truth.json
    #[arg(long, value_name = "DIR", group = "data")]
    aeb: Option<PathBuf>,
    /// trafilatura's evaluation pages: tests/evaldata.json, tests/cache, tests/eval
    #[arg(long, value_name = "DIR", group = "data")]
    trafilatura: Option<PathBuf>,
    /// Texts with the role of every line: NAME.txt or NAME.html beside NAME.tsv
    #[arg(long, value_name = "FILE|DIR", group = "data")]
    lines: Option<PathBuf>,
    /// Pages with the whole text of their article beside them, as for training
    #[arg(long, value_name = "DIR", group = "data")]
    texts: Option<PathBuf>,
    /// Take the text of the pages, a block a line, without their markup
    #[arg(long)]
    flat: bool,
    /// For each reason count the lines dropped for it, those of the article and those of the rest
    #[arg(long, conflicts_with = "aeb")]
    reasons: bool,
    /// Measure with the tables of this folder instead of those built in
    #[arg(long, value_name = "DIR", conflicts_with = "lines")]
    model: Option<PathBuf>,
    /// List the first N lines that are wrong
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    errors: usize,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TrainArgs {
    /// trafilatura's evaluation pages: tests/evaldata.json, tests/cache, tests/eval
    #[arg(long, value_name = "DIR")]
    trafilatura: PathBuf,
    /// Pages with the whole text of their article beside them: html/NAME.html.gz, ground-truth/NAME.json, as WCXB has them
    #[arg(long, value_name = "DIR")]
    texts: Vec<PathBuf>,
    /// Pages with the role of every line: NAME.html beside NAME.tsv; for plain text NAME.txt too
    #[arg(long, value_name = "DIR")]
    lines: Vec<PathBuf>,
    /// Train the model for plain text, on the text of the pages
    #[arg(long)]
    flat: bool,
    /// Write the tables into this folder: crates/cleaner/data
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write what is taken from each page by a model that has not seen it, as {"url", "text"} a line
    #[arg(long, value_name = "FILE")]
    found: Option<PathBuf>,
}

pub(crate) fn cleaner(args: &CleanerArgs) -> Result<()> {
    let config = Config::default();
    let taken = if args.flat { Taken::Flat } else { Taken::Page };
    let model = args.model.as_deref().map(|dir| read_model(dir, taken)).transpose()?;
    let take = |bytes: &[u8]| article(bytes, taken, &config, model.as_ref());
    let mut out = String::new();
    let mut reasons = ReasonTally::default();
    let start = Instant::now();
    let mut faults = Vec::new();
    let mut kept = |name: &str, bytes: &[u8], answer: &Known| -> Result<String> {
        let (document, cleaning) = cleaned(bytes, taken, &config, model.as_ref())?;
        if args.reasons || args.errors > 0 {
            for (id, is_article) in document.block_ids().zip(answer.blocks(&document)) {
                let (treatment, text) = (*cleaning.of(id), document.block_text(id));
                let Some(is_article) = is_article else { continue };
                reasons.add(&cleaning, treatment, text, is_article);
                if is_article && treatment.usage == Use::Drop && faults.len() < args.errors {
                    let (role, reason) = (treatment.role.as_str(), treatment.reason.code());
                    faults.push([name, role, reason, text].join("  "));
                }
            }
        }
        Ok(kept(&document, &cleaning))
    };
    if let Some(dir) = &args.aeb {
        let mut tally = PageMeans::default();
        for page in read_article_benchmark(dir)? {
            tally.add(&page.answer, &take(&page.bytes)?);
        }
        writeln!(out, "article-extraction-benchmark: {}", means(&tally))?;
    } else if let Some(dir) = &args.trafilatura {
        let mut tally = Tally::default();
        for page in read_segment_pages(dir)? {
            let found = kept(&page.name, &page.bytes, &Known::Pieces(page.answer.clone()))?;
            tally += page.answer.compared(&found);
        }
        writeln!(out, "{}, by the model trained on them", segments(&tally))?;
    } else if let Some(dir) = &args.texts {
        let mut tally = PageMeans::default();
        for page in read_text_pages(dir)? {
            let found = kept(&page.name, &page.bytes, &Known::Text(page.answer.clone()))?;
            tally.add(&page.answer, &found);
        }
        writeln!(out, "pages with whole texts: {}, by the model trained on them", means(&tally))?;
    } else if let Some(path) = &args.lines {
        let texts = read_labelled(path)?;
        let tally = lines(&texts, &config)?;
        faults.extend(tally.faults.iter().take(args.errors).map(|fault| fault.join("  ")));
        reasons = tally.reasons;
        writeln!(
            out,
            "{} texts, {} lines: roles right {:.1} %, body lines dropped {}, other lines taken for body {}, set aside {}, cuts found {}/{}",
            texts.len(),
            tally.n_lines,
            tally.n_right as f64 * 100.0 / tally.n_lines.max(1) as f64,
            tally.n_lost,
            tally.n_false,
            tally.n_aside,
            tally.n_cuts_right,
            tally.n_cuts
        )?;
    }
    for fault in faults {
        writeln!(std::io::stdout(), "{fault}")?;
    }
    if args.reasons {
        write!(std::io::stdout(), "{}", reasons.table())?;
    }
    std::io::stdout().write_all(out.as_bytes())?;
    writeln!(std::io::stderr(), "{:.1} s", start.elapsed().as_secs_f64())?;
    Ok(())
}

fn read_model(dir: &Path, taken: Taken) -> Result<Model> {
    let name = name(taken);
    let roles = (taken == Taken::Flat).then(|| read_table(&dir.join("roles.txt"))).transpose()?;
    let look = |look: u8| read_table(&dir.join(format!("{name}-{look}.txt")));
    Ok(Model { first: look(1)?, second: look(2)?, roles })
}

fn read_table<const N: usize>(path: &Path) -> Result<Weights<N>> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Weights::parse(&text).map_err(|line| anyhow!("{}: {line:?} is no row of a table", path.display()))
}

/// The name of the tables.
fn name(taken: Taken) -> &'static str {
    match taken {
        Taken::Page => "page",
        Taken::Flat => "text",
    }
}

fn means(means: &PageMeans) -> String {
    let (f1, p, r) = (means.f1(), means.precision(), means.recall());
    format!("F1 {f1:.4}  P {p:.4}  R {r:.4}  exact {} of {}", means.n_exact, means.n_pages)
}

fn segments(tally: &Tally) -> String {
    let [f1, p, r] = [tally.f1(), tally.precision(), tally.recall()].map(|percent| percent / 100.0);
    format!("trafilatura's pages: F1 {f1:.4}  P {p:.4}  R {r:.4}")
}

pub(crate) fn train_cleaner(args: &TrainArgs) -> Result<()> {
    let taken = if args.flat { Taken::Flat } else { Taken::Page };
    let mut pages: Vec<Page<Known>> = Vec::new();
    pages.extend(read_segment_pages(&args.trafilatura)?.into_iter().map(|page| page.map(Known::Pieces)));
    for dir in &args.texts {
        let texts = read_text_pages(dir)?;
        ensure!(!texts.is_empty(), "there are no pages in {}", dir.display());
        pages.extend(texts.into_iter().map(|page| page.map(Known::Text)));
    }
    for dir in &args.lines {
        for text in read_labelled(dir)?
            .into_iter()
            .filter(|text| args.flat || text.path.extension().is_some_and(|end| end == "html"))
        {
            let bytes =
                fs::read(&text.path).with_context(|| format!("{} cannot be read", text.path.display()))?;
            pages.push(Page {
                name: text.path.display().to_string(),
                bytes,
                answer: Known::Lines(text.rows),
            });
        }
    }
    let trained = train(&pages, taken, &Config::default())?;
    let mut tally = segments(&trained.tally);
    if !args.texts.is_empty() {
        tally += &format!("; pages with whole texts: {}", means(&trained.means));
    }
    if !args.lines.is_empty() {
        let [n_lost, n_false] = trained.lines;
        tally +=
            &format!("; labelled pages: {n_lost} lines of the article dropped, {n_false} of the rest kept");
    }
    tally += ", each by a model that has not seen it";
    writeln!(std::io::stdout(), "{tally}")?;
    if let Some(path) = &args.found {
        let mut out = String::new();
        for (page, text) in pages.iter().zip(&trained.found) {
            writeln!(out, "{}", serde_json::json!({ "url": page.name, "text": text }))?;
        }
        fs::write(path, out).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    if let Some(dir) = &args.out {
        let flag = if args.flat { " --flat" } else { "" };
        let texts = " --texts DIR".repeat(args.texts.len()) + &" --lines DIR".repeat(args.lines.len());
        let head = format!(
            "# Weights in hundredths of a logit. Made by: cargo xtask train cleaner --trafilatura DIR{texts}{flag} -o crates/cleaner/data\n\
             # {} pages, named in SOURCES.md; {tally}\n",
            pages.len()
        );
        for (look, weights) in [(1, &trained.model.first), (2, &trained.model.second)] {
            write(&dir.join(format!("{}-{look}.txt", name(taken))), &(head.clone() + &weights.table()))?;
        }
        if let Some(roles) = &trained.model.roles {
            write(&dir.join("roles.txt"), &(head + &roles.table()))?;
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}
