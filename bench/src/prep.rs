//! `cargo xtask bench prep`: extraction, XLIFF and merging, beside Translate Toolkit where it is installed.
//!
//! The text is made of the sentences of our own articles in another order each time, so that no two paragraphs are equal: what
//! repeats is dropped by the cleaner, and would cost nothing. Extraction goes from bytes to XLIFF, with cleaning, detection,
//! segmentation and the summary, none of which the peers do. These are programs, so their time is that of a child, its start
//! included (0.08 seconds: half of what txt2po takes for one megabyte, a fifteenth for ten); of XLIFF, which the toolkit's classes
//! read and write, only that of reading and of writing. The best of as many turns counts on both sides. What is merged comes from
//! XLIFF here and from PO there, which says less.

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use epitome::prep::xliff::{Event, FileHead, Layout, Reader, Writer};
use epitome::prep::{MergeOptions, Merger, Unit, UnitOptions, pseudo};
use epitome::{Config, Input, LangTag, ReadOptions, prepare, read, units};

use crate::{memory, text, timed};

/// How often each step gets its turn, the toolkit's too; the best counts.
const N_ROUNDS: usize = 3;

/// The sizes that show how time and memory grow.
const SIZES: [usize; 2] = [1_000_000, 10_000_000];

const HELP: &str = "\
cargo xtask bench prep [--toolkit DIR]

  --toolkit DIR  the folder of Translate Toolkit's txt2po, html2po and their like, to run them on the same files
";

pub(crate) fn run(mut words: impl Iterator<Item = String>) -> Result<()> {
    let mut toolkit: Option<PathBuf> = None;
    while let Some(flag) = words.next() {
        match flag.as_str() {
            "--toolkit" => toolkit = Some(words.next().context("--toolkit needs a value")?.into()),
            "-h" | "--help" => {
                print!("{HELP}");
                return Ok(());
            }
            _ => bail!("there is no flag {flag}; --help lists them"),
        }
    }
    println!("{:18} {:>6} {:>12} {:>20}", "", "MB", "MB/CPU s", "memory, x document");
    for n_bytes in SIZES {
        let paragraphs = paragraphs(&text::of_articles(LangTag::literal("en"))?, n_bytes);
        let plain = paragraphs.join("\n\n") + "\n";
        let page = page(&paragraphs);
        for input in [Input::text("bench.txt", plain.as_bytes()), Input::html("bench.html", page.as_bytes())]
        {
            let result = steps(&input)?;
            // The time of html2po grows faster than the page: ten megabytes take it a quarter of an hour.
            let is_measured = extension(&input) == "txt" || n_bytes == SIZES[0];
            if let Some(folder) = toolkit.as_ref().filter(|_| is_measured) {
                peers(folder, &input, &result)?;
            }
        }
    }
    Ok(())
}

/// What an article went through.
struct Steps {
    /// Megabytes of the article a second.
    extract: f64,
    merge: f64,
    /// Megabytes of XLIFF a second.
    write: f64,
    read: f64,
    /// Its translation.
    xliff: Vec<u8>,
}

/// One article through every step: its speed, and the most memory as a multiple of the article.
fn steps(input: &Input) -> Result<Steps> {
    let name = extension(input);
    let measure = |step: &str, n_bytes: usize, work: &dyn Fn() -> Result<usize>| -> Result<f64> {
        let mut best = f64::INFINITY;
        let mut most = 0;
        for _ in 0..N_ROUNDS {
            let ((seconds, result), peak) = memory::beyond(|| timed(work));
            black_box(result?);
            (best, most) = (seconds.min(best), peak.max(most));
        }
        let megabytes = n_bytes as f64 / 1e6;
        let speed = megabytes / best;
        let memory = most as f64 / input.bytes.len() as f64;
        println!("{:18} {megabytes:6.1} {speed:12.2} {memory:20.1}", format!("{name} {step}"));
        Ok(speed)
    };
    let (source, target) = (LangTag::literal("en"), LangTag::literal("fr"));
    let config =
        Config { read: ReadOptions { max_html: usize::MAX, ..ReadOptions::default() }, ..Config::default() };
    let options = UnitOptions::new(target);
    let extract = measure("extract", input.bytes.len(), &|| {
        // The file is in memory, too.
        let input = Input { bytes: input.bytes.to_vec().into(), ..input.clone() };
        let analysis = prepare(&input, &config)?;
        let head = FileHead { document: &analysis.document, read: &config.read, all: false, is_reordered: false };
        let mut writer = Writer::new(io::sink(), Layout::default(), source, target, "bench")?;
        writer.file(head, units(&analysis, &config.languages, &options))?;
        writer.finish()?;
        Ok(analysis.sentences.items.len())
    })?;

    let analysis = prepare(input, &config)?;
    let translated: Vec<Unit> = units(&analysis, &config.languages, &options)
        .map(|unit| Unit {
            target: Some(pseudo(&unit.anatomy.content, &config.languages, unit.tag, target)),
            ..unit
        })
        .collect();
    let head = FileHead { document: &analysis.document, read: &config.read, all: false, is_reordered: false };
    let xliff = {
        let mut writer = Writer::new(Vec::new(), Layout::default(), source, target, "bench")?;
        writer.file(head, &translated)?;
        writer.finish()?
    };
    let write = measure("write XLIFF", xliff.len(), &|| {
        let mut writer = Writer::new(io::sink(), Layout::default(), source, target, "bench")?;
        writer.file(head, &translated)?;
        writer.finish()?;
        Ok(translated.len())
    })?;
    let read_speed = measure("read XLIFF", xliff.len(), &|| {
        let mut reader = Reader::new(&xliff[..])?;
        let mut n_units = 0;
        while let Some(event) = reader.next()? {
            n_units += usize::from(matches!(event, Event::Unit(_)));
        }
        ensure!(n_units == translated.len(), "not every unit that was written is read");
        Ok(n_units)
    })?;
    let merge = measure("merge", input.bytes.len(), &|| {
        let document = read(input, &config.read)?;
        let mut merger = Merger::new(&document, MergeOptions::default());
        let mut reader = Reader::new(&xliff[..])?;
        while let Some(event) = reader.next()? {
            if let Event::Unit(unit) = event {
                merger.take(unit, None);
            }
        }
        Ok(merger.finish(&mut io::sink())?.n_changed)
    })?;
    Ok(Steps { extract, merge, write, read: read_speed, xliff })
}

/// The toolkit on the same article, and on its XLIFF.
fn peers(toolkit: &Path, input: &Input, ours: &Steps) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("epitome-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let result = peers_in(&folder, toolkit, input, ours);
    fs::remove_dir_all(&folder)?;
    result
}

fn peers_in(folder: &Path, toolkit: &Path, input: &Input, ours: &Steps) -> Result<()> {
    let name = extension(input);
    let [article, po, merged, xliff] =
        [&*format!("a.{name}"), "a.po", &*format!("b.{name}"), "a.xlf"].map(|file| folder.join(file));
    fs::write(&article, &*input.bytes)?;
    fs::write(&xliff, &ours.xliff)?;
    let (to_po, from_po) = match name {
        "html" => ("html2po", "po2html"),
        _ => ("txt2po", "po2txt"),
    };
    let megabytes = input.bytes.len() as f64 / 1e6;
    let quiet = Path::new("--progress=none");
    let seconds = child_seconds(&toolkit.join(to_po), &[quiet, &article, &po])?;
    compare(to_po, megabytes, seconds, ("extracts", ours.extract));
    let seconds = child_seconds(&toolkit.join(from_po), &[quiet, Path::new("-t"), &article, &po, &merged])?;
    compare(from_po, megabytes, seconds, ("merges", ours.merge));
    let seconds = best(&toolkit.join("python"), &["-c", XLIFF, &xliff.to_string_lossy()])?;
    let [read, write] = seconds[..] else { bail!("the toolkit's own time is two numbers, not {seconds:?}") };
    let megabytes = ours.xliff.len() as f64 / 1e6;
    compare("Xliff2File", megabytes, read, ("reads", ours.read));
    compare("Xliff2File", megabytes, write, ("writes", ours.write));
    Ok(())
}

/// Reads XLIFF with the toolkit's own class, all units with both texts, and writes it; says how long each took.
const XLIFF: &str = "\
import sys, time
from translate.storage.xliff2 import Xliff2File
start = time.process_time()
store = Xliff2File.parsefile(sys.argv[1])
assert all(unit.source for unit in store.units if unit.target)
read = time.process_time()
store.savefile(sys.argv[1] + '.out')
print(read - start, time.process_time() - read)
";

/// The time of a program, asked of the system by the interpreter that the toolkit needs anyway.
fn child_seconds(program: &Path, arguments: &[&Path]) -> Result<f64> {
    let script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); \
                  print(sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]))";
    let arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    let words: Vec<String> =
        [program.to_string_lossy()].into_iter().chain(arguments).map(|word| word.into_owned()).collect();
    let words: Vec<&str> = ["-c", script].into_iter().chain(words.iter().map(String::as_str)).collect();
    best(Path::new("python3"), &words)?.first().copied().context("no time was measured")
}

/// The least of each number that a program in Python prints, which has as many turns as our own steps.
fn best(interpreter: &Path, words: &[&str]) -> Result<Vec<f64>> {
    let mut best = python(interpreter, words)?;
    for _ in 1..N_ROUNDS {
        let turn = python(interpreter, words)?;
        best.iter_mut().zip(turn).for_each(|(best, seconds)| *best = best.min(seconds));
    }
    Ok(best)
}

/// The numbers a program in Python prints.
fn python(interpreter: &Path, words: &[&str]) -> Result<Vec<f64>> {
    let output = Command::new(interpreter)
        .args(words)
        .output()
        .with_context(|| format!("{} cannot be run", interpreter.display()))?;
    if !output.status.success() {
        bail!("{words:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let words = String::from_utf8_lossy(&output.stdout);
    Ok(words.split_ascii_whitespace().map(str::parse).collect::<Result<_, _>>()?)
}

fn compare(program: &str, megabytes: f64, seconds: f64, (verb, ours): (&str, f64)) {
    let speed = megabytes / seconds;
    println!("{program:18} {megabytes:6.1} {speed:12.2}   epitome {verb} {:.1} times as fast", ours / speed);
}

fn extension(input: &Input) -> &str {
    input.name.rsplit('.').next().unwrap_or_default()
}

fn page(paragraphs: &[String]) -> String {
    let mut page = String::from("<html lang=en><body><article>\n");
    for paragraph in paragraphs {
        page.push_str("<p>");
        page.push_str(&paragraph.replace('&', "&amp;").replace('<', "&lt;"));
        page.push_str("</p>\n");
    }
    page + "</article></body></html>\n"
}

/// Paragraphs of four sentences each, all different, of this many bytes in all.
fn paragraphs(seed: &str, n_bytes: usize) -> Vec<String> {
    let sentences: Vec<&str> =
        seed.split_inclusive(". ").map(str::trim).filter(|sentence| sentence.len() > 20).collect();
    let mut paragraphs = Vec::new();
    let (mut state, mut n_done) = (1_u64, 0);
    while n_done < n_bytes {
        let mut paragraph = String::new();
        for _ in 0..4 {
            // The generator of Knuth's MMIX: the same text on every machine.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(sentences[(state >> 33) as usize % sentences.len()]);
        }
        n_done += paragraph.len() + 2;
        paragraphs.push(paragraph);
    }
    paragraphs
}
