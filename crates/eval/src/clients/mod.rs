//! Runs translation tools on what we write for them: all text and all codes must arrive, and what comes back must merge.
//!
//! The tools are run as they are installed; one that is not here is named as absent, which is no fault.

mod omegat;
mod scripts;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use epitome::prep::xliff::{Event, FileHead, Layout, Reader, Translation, Version, Writer};
use epitome::prep::{Unit, UnitOptions};
use epitome::{Config, Document, Input, LangTag, ReadOptions, extract};
use unicode_normalization::UnicodeNormalization;

/// Where tools are found that are not found by their usual names.
#[derive(Clone, Debug)]
pub struct Tools {
    /// OmegaT.
    pub omegat: PathBuf,
    /// A Python that has Translate Toolkit.
    pub python: PathBuf,
    /// A Node.js.
    pub node: PathBuf,
    /// The folder with the package xliff, where it is not found without.
    pub node_modules: Option<PathBuf>,
}

/// The folders of a run, which the next one makes anew.
const FOLDERS: [&str; 6] = ["xliff-1.2", "xliff-2.0", "omegat", "config", "npm", "toolkit"];

/// What became of our units in one tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientResult {
    /// The tool and the version of XLIFF it was given.
    pub name: String,
    /// What was found out.
    pub outcome: Outcome,
}

/// What arrived; or why the tool was not run.
pub type Outcome = std::result::Result<Arrival, String>;

/// What arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Units that were sent.
    pub n_units: usize,
    /// Codes in them.
    pub n_codes: usize,
    /// Units of which text or codes did not arrive: what they are and what came.
    pub lost: Vec<String>,
    /// How many units came without the white space between two codes, from a tool that is known to drop it.
    pub n_without_space: usize,
    /// Articles that were merged back, where the tool gives anything back.
    pub n_merged: Option<usize>,
}

/// An article on its way.
struct Sent {
    /// The name of its XLIFF.
    name: String,
    input: Input,
    document: Document,
    units: Vec<Unit>,
}

/// Sends the articles of some folders through every tool. `work` is a folder for files on the way.
///
/// # Errors
/// When an article cannot be read, or a file on the way not written.
pub fn clients(articles: &[PathBuf], work: &Path, tools: &Tools) -> Result<Vec<ClientResult>> {
    let sent = sent(articles)?;
    for folder in FOLDERS.map(|folder| work.join(folder)).iter().filter(|folder| folder.exists()) {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    fs::create_dir_all(work).with_context(|| format!("{} cannot be made", work.display()))?;
    let plain = |version| Layout { version, copy_source: false };
    let folder = |name: &str, layout: Layout| -> Result<PathBuf> {
        let folder = work.join(name);
        write(&sent, layout, &folder)?;
        Ok(folder)
    };
    let old = folder("xliff-1.2", plain(Version::V1_2))?;
    let new = folder("xliff-2.0", plain(Version::V2_0))?;
    Ok(vec![
        ClientResult { name: "OmegaT 1.2".to_owned(), outcome: omegat::run_project(&sent, work, tools)? },
        ClientResult {
            name: "npm xliff 1.2".to_owned(),
            outcome: scripts::npm(&sent, &old, false, work, tools)?,
        },
        ClientResult {
            name: "npm xliff 2.0".to_owned(),
            outcome: scripts::npm(&sent, &new, true, work, tools)?,
        },
        ClientResult {
            name: "Translate Toolkit 1.2".to_owned(),
            outcome: scripts::toolkit(&sent, &old, work, tools)?,
        },
    ])
}

/// The results as text: a line a tool, then every unit that was lost.
#[must_use]
pub fn clients_table(results: &[ClientResult]) -> String {
    let mut out = String::from("client                  units  codes   lost  merged back\n");
    for ClientResult { name, outcome } in results {
        out += &match outcome {
            Ok(Arrival { n_units, n_codes, lost, n_merged, .. }) => {
                let merged = n_merged.map_or("-".to_owned(), |n| format!("{n} articles"));
                format!("{name:<21}  {n_units:>6}  {n_codes:>5}  {:>5}  {merged}\n", lost.len())
            }
            Err(why) => format!("{name:<21}  absent: {why}\n"),
        };
    }
    for ClientResult { name, outcome } in results {
        if let Some(n) = outcome.as_ref().ok().map(|arrival| arrival.n_without_space).filter(|n| *n > 0) {
            out += &format!(
                "known  {name}: {n} units came without the white space between two codes, which its reader drops\n"
            );
        }
        for lost in outcome.iter().flat_map(|arrival| &arrival.lost) {
            out += &format!("lost  {name}: {lost}\n");
        }
    }
    out
}

/// Every article below the folders, by the bytes of its path.
fn sent(articles: &[PathBuf]) -> Result<Vec<Sent>> {
    let mut folders = articles.to_vec();
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            match path.extension().and_then(|extension| extension.to_str()) {
                _ if path.is_dir() => folders.push(path),
                // What is said of an article is none.
                Some("txt") if path.file_stem().is_some_and(|stem| stem == "about") => {}
                Some("txt" | "html" | "md") => paths.push(path),
                _ => {}
            }
        }
    }
    paths.sort();
    let mut sent = Vec::new();
    for (idx, path) in paths.iter().enumerate() {
        let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let name = path.display().to_string();
        let input = match path.extension().and_then(|extension| extension.to_str()) {
            Some("html") => Input::html(&name, bytes),
            Some("md") => Input::markdown(&name, bytes),
            _ => Input::text(&name, bytes),
        };
        let options = UnitOptions { all: true, ..UnitOptions::new(target()) };
        let extraction = extract(&input, &Config::default(), &options).with_context(|| name.clone())?;
        // Into a language nothing is in, so that every unit is to be translated.
        let units = extraction.units.into_iter().map(|unit| Unit { skip: None, ..unit }).collect();
        let name = format!("{:03}.xlf", idx + 1);
        sent.push(Sent { name, input, document: extraction.analysis.document, units });
    }
    Ok(sent)
}

fn target() -> LangTag {
    LangTag::literal("el")
}

fn write(sent: &[Sent], layout: Layout, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for article in sent {
        // All say the same language, for the sake of tools that take one a project.
        let mut writer = Writer::new(Vec::new(), layout, LangTag::literal("fr"), target(), "eval")?;
        let head = FileHead {
            document: &article.document,
            read: &ReadOptions::default(),
            all: false,
            is_reordered: false,
        };
        writer.file(head, &article.units)?;
        fs::write(folder.join(&article.name), writer.finish()?)?;
    }
    Ok(())
}

/// Compares what arrived, by file and id, with what was sent.
fn arrival(
    sent: &[Sent],
    arrived: &BTreeMap<String, BTreeMap<String, String>>,
    drops_space: bool,
) -> Arrival {
    let mut result = Arrival::default();
    let none = BTreeMap::new();
    for article in sent {
        let arrived = arrived.get(&article.name).unwrap_or(&none);
        for unit in &article.units {
            result.n_units += 1;
            result.n_codes += unit.anatomy.content.codes.len();
            let content = unit.anatomy.content.to_string();
            let came = arrived.get(&*unit.id);
            let is = |content: &str| came.is_some_and(|came| came.nfc().eq(content.nfc()));
            if drops_space && !is(&content) && is(&content.replace("⟧ ⟦", "⟧⟦")) {
                result.n_without_space += 1;
            } else if !is(&content) {
                let came = came.map_or("nothing", String::as_str);
                result.lost.push(format!(
                    "{} {}: {content:?} came as {came:?}",
                    article.input.name,
                    unit.address()
                ));
            }
        }
    }
    result
}

/// The units of an XLIFF file that came back.
fn units_of(path: &Path) -> Result<Vec<Translation>> {
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut reader = Reader::new(&bytes[..])?;
    let mut units = Vec::new();
    while let Some(event) = reader.next()? {
        if let Event::Unit(unit) = event {
            units.push(unit);
        }
    }
    Ok(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_that_is_not_here_is_named_and_what_does_not_arrive_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        let page = "<p>Le port a <b>rouvert</b> lundi matin après la tempête.</p>";
        fs::write(folder.path().join("in/a.html"), page).unwrap();
        let articles = [folder.path().join("in")];
        let nowhere = folder.path().join("nowhere");
        let tools = Tools {
            omegat: nowhere.clone(),
            python: nowhere.clone(),
            node: nowhere.clone(),
            node_modules: None,
        };
        let table = clients_table(&clients(&articles, &folder.path().join("work"), &tools).unwrap());
        assert_eq!(table.matches("absent: ").count(), 4, "{table}");

        let sent = sent(&articles).unwrap();
        let id = sent[0].units[0].id.to_string();
        let came = |text: &str| {
            let units = BTreeMap::from([(id.clone(), text.to_owned())]);
            arrival(&sent, &BTreeMap::from([(sent[0].name.clone(), units)]), false)
        };
        let whole = came("Le port a ⟦1⟧rouvert⟦/1⟧ lundi matin apre\u{300}s la tempête.");
        assert_eq!((whole.n_units, whole.n_codes, whole.lost.len()), (1, 2, 0));
        let lost = came("Le port a rouvert lundi matin après la tempête.").lost;
        assert!(lost[0].contains("a.html p1.s1: \"Le port a ⟦1⟧rouvert⟦/1⟧"), "{lost:?}");
    }
}
