//! Labelled texts: what each line is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use epitome::{BlockId, BlockKind, Config, Document, Input, Newlines, Role, Stage, Use};

use super::reasons::ReasonTally;
use super::segments::blanks;

/// A text and what its lines are.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// The file of the text, `.txt` or `.html`.
    pub path: PathBuf,
    /// The role and the text of each line, in order.
    pub rows: Vec<(String, String)>,
    /// The role and the text of each part of a line that is no part of its sentences.
    pub cuts: Vec<(String, String)>,
}

/// What came of some labelled texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineTally {
    /// Lines.
    pub n_lines: usize,
    /// Lines whose role is right.
    pub n_right: usize,
    /// Lines of the text that were dropped, or not found as a block at all.
    pub n_lost: usize,
    /// Lines that are not used but were taken for text.
    pub n_false: usize,
    /// Lines of the page that are set aside, in doubt: neither dropped nor taken for text.
    pub n_aside: usize,
    /// Parts of lines that are cut off, and those found.
    pub n_cuts: usize,
    /// Of these, how many were found.
    pub n_cuts_right: usize,
    /// How often a role was taken for another.
    pub confusions: BTreeMap<(String, String), usize>,
    /// The lines that are wrong: file, role, what it was taken for and why, text.
    pub faults: Vec<[String; 5]>,
    /// What lines were dropped for.
    pub reasons: ReasonTally,
}

/// Reads the labelled texts of a folder, or the one whose labels these are.
///
/// # Errors
/// When a file cannot be read, or a label is no role.
pub fn read_labelled(path: &Path) -> Result<Vec<Labelled>> {
    let mut tables = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).with_context(|| format!("{} cannot be read", path.display()))? {
            tables.push(entry?.path());
        }
        tables.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
        tables.sort();
    } else {
        tables.push(path.with_extension("tsv"));
    }
    tables.iter().map(|table| read_one(table)).collect()
}

fn read_one(table: &Path) -> Result<Labelled> {
    let text = fs::read_to_string(table).with_context(|| format!("{} cannot be read", table.display()))?;
    let texts = ["txt", "html"].map(|extension| table.with_extension(extension));
    let path = texts.into_iter().find(|path| path.is_file());
    let path = path.with_context(|| format!("{} has no text beside it", table.display()))?;
    let (mut rows, mut cuts) = (Vec::new(), Vec::new());
    for (idx, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let place = || format!("{}:{}", table.display(), idx + 1);
        let (label, text) = line.split_once('\t').with_context(place)?;
        let role = label.strip_prefix("cut:").unwrap_or(label);
        if role_of(role).is_none() {
            bail!("{}: {role} is no role", place());
        }
        let list = if label == role { &mut rows } else { &mut cuts };
        list.push((role.to_owned(), blanks(text)));
    }
    Ok(Labelled { path, rows, cuts })
}

/// Cleans labelled texts and compares line by line.
///
/// # Errors
/// When a text cannot be read.
pub fn lines(texts: &[Labelled], config: &Config) -> Result<LineTally> {
    let mut tally = LineTally::default();
    for text in texts {
        compare(text, config, &mut tally)?;
    }
    Ok(tally)
}

fn compare(text: &Labelled, config: &Config, tally: &mut LineTally) -> Result<()> {
    let name = text.path.display().to_string();
    let bytes = fs::read(&text.path).with_context(|| format!("{name} cannot be read"))?;
    let is_page = text.path.extension().is_some_and(|extension| extension == "html");
    let input = if is_page { Input::html(&name, bytes) } else { Input::text(&name, bytes) };
    let mut config = config.clone();
    config.read.newlines = Newlines::Line;
    let detection = epitome::detect(&input, &config, Stage::Cleaned)?;
    let (document, cleaning) = (&detection.document, detection.cleaning.context("the text was cleaned")?);
    for ((role, line), block) in text.rows.iter().zip(blocks_of(document, &text.rows)) {
        tally.n_lines += 1;
        let is_body = usage(role) == Some(Use::Body);
        let Some(block) = block else {
            tally.n_lost += usize::from(is_body);
            let fault = [&name, role.as_str(), "(no such block)", "", line];
            tally.faults.push(fault.map(str::to_owned));
            continue;
        };
        let treatment = cleaning.of(block);
        tally.reasons.add(&cleaning, *treatment, line, is_body);
        let ours = treatment.role.as_str();
        tally.n_lost += usize::from(is_body && treatment.usage == Use::Drop);
        tally.n_false += usize::from(!is_body && treatment.usage == Use::Body);
        let is_aside = treatment.usage == Use::Aside && treatment.role.usage() == Use::Drop;
        tally.n_aside += usize::from(!is_body && is_aside);
        if ours == role {
            tally.n_right += 1;
        } else {
            *tally.confusions.entry((role.clone(), ours.to_owned())).or_default() += 1;
            tally.faults.push([&name, role, ours, treatment.reason.code(), line].map(str::to_owned));
        }
    }
    let cuts: Vec<_> =
        cleaning.cuts.iter().map(|cut| (cut.role.as_str(), visible(document.slice(cut.span)))).collect();
    tally.n_cuts += text.cuts.len();
    for (role, part) in &text.cuts {
        if cuts.iter().any(|(ours, text)| ours == role && *text == visible(part)) {
            tally.n_cuts_right += 1;
        } else {
            let fault = [&name, role.as_str(), "(no such cut)", "", part];
            tally.faults.push(fault.map(str::to_owned));
        }
    }
    Ok(())
}

/// What a role is used for; `None` of what is no role.
pub(super) fn usage(role: &str) -> Option<Use> {
    role_of(role).map(Role::usage)
}

/// The role of this name.
pub(super) fn role_of(name: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|known| known.as_str() == name)
}

/// The block of each line, in order; `None` where there is no such block.
pub(super) fn blocks_of(document: &Document, rows: &[(String, String)]) -> Vec<Option<BlockId>> {
    let ids = document.block_ids().filter(|id| document.block(*id).kind != BlockKind::Alt);
    let blocks: Vec<_> = ids.map(|id| (blanks(document.block_text(id)), id)).collect();
    let mut rest = &blocks[..];
    let mut block = |line: &String| {
        let found = rest.iter().position(|(text, _)| text == line)?;
        let id = rest[found].1;
        rest = &rest[found + 1..];
        Some(id)
    };
    rows.iter().map(|(_, line)| block(line)).collect()
}

/// The letters and digits of a cut: which dashes and brackets belong to it is a matter of taste.
fn visible(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
