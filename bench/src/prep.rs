//! `cargo xtask bench prep`: extraction, XLIFF and merging, beside Translate Toolkit where it is installed.
//!
//! The text is made of the sentences of our own articles in another order each time, so that no two paragraphs are equal: what
//! repeats is dropped by the cleaner, and would cost nothing. Extraction goes from bytes to XLIFF, with cleaning, detection,
//! segmentation and the summary, none of which the peers do. These are programs, so their time is that of a child, its start
//! included.

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use epitome::prep::xliff::{Event, FileHead, Layout, Reader, Writer};
use epitome::prep::{MergeOptions, Merger, Unit, UnitOptions, pseudo};
use epitome::{Config, Input, LangTag, ReadOptions, analyze, read, units};

use crate::{memory, text, timed};

/// How often each step gets its turn; the best counts.
const N_ROUNDS: usize = 3;

/// The sizes that show how time and memory grow.
const SIZES: [usize; 2] = [1_000_000, 10_000_000];

const HELP: &str = "\
cargo xtask bench prep [--toolkit DIR]

  --toolkit DIR  the folder of Translate Toolkit's txt2po and html2po, to run them on the same files
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
        let text_speed = steps("text", &Input::text("bench.txt", plain.as_bytes()))?;
        let page_speed = steps("html", &Input::html("bench.html", page.as_bytes()))?;
        if let Some(folder) = &toolkit {
            peer(&folder.join("txt2po"), "bench.txt", &plain, text_speed)?;
            peer(&folder.join("html2po"), "bench.html", &page, page_speed)?;
        }
    }
    Ok(())
}

/// One article through every step: megabytes of the article a second, and the most memory as a multiple of it. Returns the speed of
/// the extraction.
fn steps(name: &str, input: &Input) -> Result<f64> {
    let megabytes = input.bytes.len() as f64 / 1e6;
    let measure = |step: &str, work: &dyn Fn() -> Result<usize>| -> Result<f64> {
        let mut best = f64::INFINITY;
        let mut most = 0;
        for _ in 0..N_ROUNDS {
            let ((seconds, result), peak) = memory::beyond(|| timed(work));
            black_box(result?);
            (best, most) = (seconds.min(best), peak.max(most));
        }
        let speed = megabytes / best;
        let memory = most as f64 / input.bytes.len() as f64;
        println!("{:18} {megabytes:6.1} {speed:12.2} {memory:20.1}", format!("{name} {step}"));
        Ok(speed)
    };
    let (source, target) = (LangTag::literal("en"), LangTag::literal("fr"));
    let config =
        Config { read: ReadOptions { max_html: usize::MAX, ..ReadOptions::default() }, ..Config::default() };
    let options = UnitOptions::new(target);
    let speed = measure("extract", &|| {
        // The file is in memory, too.
        let input = Input { bytes: input.bytes.to_vec().into(), ..input.clone() };
        let analysis = analyze(&input, &config)?;
        let head = FileHead { document: &analysis.document, is_reordered: false };
        let mut writer = Writer::new(io::sink(), Layout::default(), source, target, "bench")?;
        writer.file(head, units(&analysis, &config.languages, &options))?;
        writer.finish()?;
        Ok(analysis.sentences.items.len())
    })?;

    let analysis = analyze(input, &config)?;
    let translated: Vec<Unit> = units(&analysis, &config.languages, &options)
        .map(|unit| Unit {
            target: Some(pseudo(&unit.anatomy.content, &config.languages, unit.tag, target)),
            ..unit
        })
        .collect();
    let xliff = {
        let mut writer = Writer::new(Vec::new(), Layout::default(), source, target, "bench")?;
        writer.file(FileHead { document: &analysis.document, is_reordered: false }, &translated)?;
        writer.finish()?
    };
    measure("write XLIFF", &|| {
        let mut writer = Writer::new(io::sink(), Layout::default(), source, target, "bench")?;
        writer.file(FileHead { document: &analysis.document, is_reordered: false }, &translated)?;
        writer.finish()?;
        Ok(translated.len())
    })?;
    measure("read XLIFF", &|| {
        let mut reader = Reader::new(&xliff[..])?;
        let mut n_units = 0;
        while let Some(event) = reader.next()? {
            n_units += usize::from(matches!(event, Event::Unit(_)));
        }
        ensure!(n_units == translated.len(), "not every unit that was written is read");
        Ok(n_units)
    })?;
    measure("merge", &|| {
        let document = read(input, &config.read)?;
        let mut merger = Merger::new(&document, MergeOptions::default());
        let mut reader = Reader::new(&xliff[..])?;
        while let Some(event) = reader.next()? {
            if let Event::Unit(unit) = event {
                merger.take(unit, None);
            }
        }
        Ok(merger.finish()?.bytes.len())
    })?;
    Ok(speed)
}

/// A program of Translate Toolkit on a file of its own.
fn peer(program: &Path, name: &str, content: &str, ours: f64) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("epitome-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let (input, output) = (folder.join(name), folder.join("out.po"));
    fs::write(&input, content)?;
    // The time of a child is asked of the system by the interpreter that the toolkit needs anyway.
    let script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); \
                  print(sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]))";
    let command = Command::new("python3")
        .args(["-c", script])
        .arg(program)
        .arg("--progress=none")
        .args([&input, &output])
        .output()
        .with_context(|| format!("{} cannot be run", program.display()));
    fs::remove_dir_all(&folder)?;
    let output = command?;
    if !output.status.success() {
        bail!("{} failed: {}", program.display(), String::from_utf8_lossy(&output.stderr));
    }
    let seconds: f64 = String::from_utf8_lossy(&output.stdout).trim().parse()?;
    let megabytes = content.len() as f64 / 1e6;
    let speed = megabytes / seconds;
    let program = program.file_name().unwrap_or_default().to_string_lossy();
    println!(
        "{program:18} {megabytes:6.1} {speed:12.2}   epitome extracts {:.1} times as fast",
        ours / speed
    );
    Ok(())
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
