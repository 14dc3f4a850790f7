//! `cargo xtask bench cleaner`: pages to articles, epitome beside other extractors.
//!
//! Each engine reads the pages of the article-extraction-benchmark in a process of its own, engines in turns, so that a busy machine
//! slows all alike and the peak of memory is that of one engine. The best round counts, in CPU time of one thread; reading and
//! unpacking the files is not counted. Python's trafilatura takes part where `--python` has it.
//!
//! Then come pages that are made to be slow, by epitome alone: the others take minutes for some of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use epitome_eval::cleaner::{Page, PageMeans, Taken, article, article_benchmark};
use serde_json::{Value, json};

use crate::{memory, timed};

/// How often each engine gets its turn.
const N_ROUNDS: usize = 3;

const HELP: &str = "\
cargo xtask bench cleaner --aeb DIR [--python PROGRAM]

  --aeb DIR          the article-extraction-benchmark: html/ and ground-truth.json
  --python PROGRAM   a Python that has trafilatura [default: python3, left out where it has not]
";

/// The engines of this process; the first is ours.
const ENGINES: [&str; 4] = ["epitome", "dom_smoothie", "trafilatura, fast", "trafilatura"];
const PYTHON_ENGINE: &str = "trafilatura, Python";

struct Args {
    dir: PathBuf,
    python: PathBuf,
    /// In a process of one engine: which.
    engine: Option<String>,
}

pub(crate) fn run(words: impl Iterator<Item = String>) -> Result<()> {
    let Some(args) = parse(words)? else {
        print!("{HELP}");
        return Ok(());
    };
    if let Some(engine) = &args.engine {
        println!("{}", one(engine, &args.dir)?);
        return Ok(());
    }
    compare(&args)?;
    hostile()
}

fn parse(mut words: impl Iterator<Item = String>) -> Result<Option<Args>> {
    let (mut dir, mut python, mut engine) = (None, PathBuf::from("python3"), None);
    while let Some(flag) = words.next() {
        let mut value = || words.next().with_context(|| format!("{flag} needs a value"));
        match flag.as_str() {
            "--aeb" => dir = Some(PathBuf::from(value()?)),
            "--python" => python = value()?.into(),
            "--engine" => engine = Some(value()?),
            "-h" | "--help" => return Ok(None),
            _ => bail!("there is no flag {flag}; --help lists them"),
        }
    }
    Ok(dir.map(|dir| Args { dir, python, engine }))
}

/// What one engine makes of the pages, and what that takes: seconds, the peak of memory in KiB, the bytes it allocated of that, the
/// texts by page. One page is held at a time.
fn one(engine: &str, dir: &Path) -> Result<Value> {
    let config = epitome::Config::default();
    let extract = |bytes: &[u8]| match engine {
        "epitome" => article(bytes, Taken::Page, &config, None).unwrap_or_default(),
        "dom_smoothie" => dom_smoothie_text(&String::from_utf8_lossy(bytes)).unwrap_or_default(),
        _ => {
            let html = String::from_utf8_lossy(bytes);
            trafilatura_text(&html, engine == "trafilatura").unwrap_or_default()
        }
    };
    let (mut seconds, mut most_allocated) = (0.0, 0);
    let mut texts = serde_json::Map::new();
    for page in article_benchmark(dir)? {
        let page = page?;
        let ((of_page, text), allocated) = memory::beyond(|| timed(|| extract(&page.bytes)));
        seconds += of_page;
        most_allocated = most_allocated.max(allocated + page.bytes.len());
        texts.insert(page.name, text.into());
    }
    Ok(json!({ "seconds": seconds, "peak": peak()?, "allocated": most_allocated, "texts": texts }))
}

fn dom_smoothie_text(html: &str) -> Option<String> {
    let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
    let mut reader = dom_smoothie::Readability::new(html, None, Some(config)).ok()?;
    Some(reader.parse().ok()?.text_content.to_string())
}

fn trafilatura_text(html: &str, fallback: bool) -> Option<String> {
    let options = trafilatura::Options::default().with_fallback(fallback).with_exclude_comments(true);
    Some(trafilatura::extract(html, &options).ok()?.content_text)
}

/// The most memory this process has held so far, in KiB.
fn peak() -> Result<u64> {
    let status =
        fs::read_to_string("/proc/self/status").context("this system does not tell the peak of memory")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.context("no VmHWM")?.parse().context("VmHWM is no number")
}

const PYTHON_SCRIPT: &str = r#"
import glob, gzip, json, os, resource, sys, time
import trafilatura
seconds, texts = 0.0, {}
for path in sorted(glob.glob(os.path.join(sys.argv[1], "html", "*.html.gz"))):
    page = gzip.open(path, "rb").read()
    start = time.thread_time()
    text = trafilatura.extract(page, include_comments=False)
    seconds += time.thread_time() - start
    texts[os.path.basename(path)[: -len(".html.gz")]] = text or ""
print(json.dumps({"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "texts": texts}))
"#;

fn compare(args: &Args) -> Result<()> {
    let answer = |page: Result<Page<String>>| page.map(|page| (page.name, page.answer));
    let answers: Vec<(String, String)> = article_benchmark(&args.dir)?.map(answer).collect::<Result<_>>()?;
    let own = std::env::current_exe()?;
    let mut commands: Vec<(&str, Command)> = Vec::new();
    for engine in ENGINES {
        let mut command = Command::new(&own);
        command.args(["cleaner", "--engine", engine, "--aeb"]).arg(&args.dir);
        commands.push((engine, command));
    }
    if has_trafilatura(&args.python) {
        let mut command = Command::new(&args.python);
        command.args(["-c", PYTHON_SCRIPT]).arg(&args.dir);
        commands.push((PYTHON_ENGINE, command));
    }
    let mut best: Vec<Option<(f64, Value)>> = commands.iter().map(|_| None).collect();
    for _ in 0..N_ROUNDS {
        for ((engine, command), best) in commands.iter_mut().zip(&mut best) {
            let output = command.output().with_context(|| format!("{engine} cannot be run"))?;
            ensure!(output.status.success(), "{engine}: {}", String::from_utf8_lossy(&output.stderr));
            let told: Value = serde_json::from_slice(&output.stdout)?;
            let seconds = told["seconds"].as_f64().context("no seconds")?;
            if best.as_ref().is_none_or(|(least, _)| seconds < *least) {
                *best = Some((seconds, told));
            }
        }
    }
    println!("{} pages, best of {N_ROUNDS} rounds, one thread, CPU time", answers.len());
    println!(
        "peak: of the process, which holds the answers and one page; page: the most allocated for one page, itself included"
    );
    println!(
        "{:22} {:>9} {:>10} {:>9} {:>9} {:>7} {:>7} {:>7}",
        "", "pages/s", "of epitome", "peak MiB", "page MiB", "F1", "P", "R"
    );
    let ours = best[0].as_ref().map_or(f64::NAN, |(seconds, _)| *seconds);
    for ((engine, _), best) in commands.iter().zip(&best) {
        let Some((seconds, told)) = best else { continue };
        let mut means = PageMeans::default();
        for (name, answer) in &answers {
            means.add(answer, told["texts"][name].as_str().unwrap_or_default());
        }
        println!(
            "{engine:22} {:9.1} {:10.3} {:9.1} {:9.1} {:7.4} {:7.4} {:7.4}",
            answers.len() as f64 / seconds,
            ours / seconds,
            told["peak"].as_f64().unwrap_or(f64::NAN) / 1024.0,
            told["allocated"].as_f64().unwrap_or(f64::NAN) / f64::from(1 << 20),
            means.f1(),
            means.precision(),
            means.recall()
        );
    }
    Ok(())
}

fn has_trafilatura(python: &Path) -> bool {
    let output = Command::new(python).args(["-c", "import trafilatura"]).output();
    output.is_ok_and(|output| output.status.success())
}

/// Pages that other readers take minutes for, or more memory than there is (research on cleaning, 2026).
fn hostile() -> Result<()> {
    const TEXT: &str = "The minister said on Monday that the plan, which was first proposed last year, would be reviewed by the \
        committee before the end of the month. ";
    let text = TEXT.repeat(5);
    let link = |n| format!("<li><a href=\"/{n}\">Some headline number {n} about things</a></li>");
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=\"x\"")).collect();
    let noise = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let pages: [(&str, Vec<u8>); 9] = [
        ("20,000 nested elements", (0..20_000).map(|_| "<div>").collect::<String>().into_bytes()),
        ("200,000 nested elements", "<div>".repeat(200_000).into_bytes()),
        ("200,000 attributes on one tag", format!("<p{attributes}>{text}").into_bytes()),
        ("one paragraph of 10 MB", format!("<p>{}</p>", TEXT.repeat(70_000)).into_bytes()),
        (
            "20,000 paragraphs",
            format!("<article>{}", format!("<p>{}</p>", TEXT.repeat(3)).repeat(20_000)).into_bytes(),
        ),
        (
            "50,000 links and nothing else",
            format!("<ul>{}</ul>", (0..50_000).map(link).collect::<String>()).into_bytes(),
        ),
        ("3,000 unclosed elements", format!("{}{text}", "<p><b>".repeat(3_000)).into_bytes()),
        ("an empty page", Vec::new()),
        ("bytes that are no text", noise),
    ];
    println!("\npages made to be slow, epitome, CPU seconds");
    let config = epitome::Config::default();
    for (name, page) in pages {
        let megabytes = page.len() as f64 / 1e6;
        let (seconds, taken) = timed(|| article(&page, Taken::Page, &config, None));
        let end = match taken {
            Ok(text) => format!("{} bytes of article", text.len()),
            Err(err) => err.to_string(),
        };
        println!("{name:32} {megabytes:5.1} MB {seconds:7.3} s  {end}");
    }
    Ok(())
}
