//! OmegaT without its window: a project is made, loaded, translated and written, as its translators do with the mouse.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use epitome::prep::xliff::Client;
use epitome::prep::{MergeOptions, Merger};
use epitome::{Input, ReadOptions, read};
use unicode_normalization::UnicodeNormalization;

use super::scripts::{run, succeeds};
use super::{Arrival, Outcome, Sent, Tools, arrival, units_of, write};
use crate::data::visible;

/// What every translation begins with: letters that every encoding has and no article.
const SIGN: &str = "@@ ";

/// Sends all articles through one project and merges what comes back.
pub(super) fn run_project(sent: &[Sent], work: &Path, tools: &Tools) -> Result<Outcome> {
    if !succeeds(Command::new(&tools.omegat).arg("--help")) {
        return Ok(Err("there is no program omegat; --omegat names it".to_owned()));
    }
    let project = work.join("omegat");
    for folder in ["source", "target", "tm", "omegat", "glossary", "dictionary"] {
        fs::create_dir_all(project.join(folder))?;
    }
    fs::write(project.join("omegat.project"), PROJECT)?;
    write(sent, Client::Omegat.layout(), &project.join("source"))?;
    let seen = work.join("seen.tmx");
    let config = format!("--config-dir={}", work.join("config").display());
    let omegat = |mode: &str| {
        let mut command = Command::new(&tools.omegat);
        command.arg(&project).arg(format!("--mode={mode}")).arg(&config);
        command
    };
    let mut listing = omegat("console-createpseudotranslatetmx");
    listing.arg(format!("--pseudotranslatetmx={}", seen.display())).arg("--pseudotranslatetype=equal");
    run(&mut listing)?;
    let tmx = fs::read_to_string(&seen).with_context(|| format!("{} cannot be read", seen.display()))?;
    fs::write(project.join("omegat/project_save.tmx"), translated(&tmx))?;
    run(&mut omegat("console-translate"))?;

    let mut arrived = BTreeMap::new();
    let mut n_merged = 0;
    for article in sent {
        let path = project.join("target").join(&article.name);
        let mut units = BTreeMap::new();
        let mut merger = Merger::new(&article.document, MergeOptions::default());
        for unit in units_of(&path)? {
            let target = unit.target.as_ref().map(ToString::to_string).unwrap_or_default();
            units.insert(unit.id.clone(), without_sign(&target));
            merger.take(unit, None);
        }
        arrived.insert(article.name.clone(), units);
        let mut merged = Vec::new();
        merger.finish(&mut merged).with_context(|| article.input.name.to_string())?;
        let again = Input { bytes: merged.into(), ..article.input.clone() };
        let text =
            read(&again, &ReadOptions::default()).with_context(|| article.input.name.to_string())?.text;
        // It writes letters and their marks as one.
        let composed = |text: &str| text.nfc().collect::<String>();
        let text = composed(&text.replace(SIGN.trim(), ""));
        if !visible(&text).eq(visible(&composed(&article.document.text))) {
            bail!("{}: the merged article is not the article, translated", article.input.name);
        }
        n_merged += 1;
    }
    Ok(Ok(Arrival { n_merged: Some(n_merged), ..arrival(sent, &arrived, false) }))
}

const PROJECT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>fr</source_lang><target_lang>el</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"#;

/// The memory with a sign before every translation: the second text of each unit.
fn translated(tmx: &str) -> String {
    let mut out = String::with_capacity(tmx.len() * 2);
    let mut is_target = false;
    for line in tmx.lines() {
        is_target |= line.contains("<tuv lang=\"el\">");
        match line.split_once("<seg>") {
            Some((before, after)) if is_target => {
                out += &format!("{before}<seg>{SIGN}{after}\n");
                is_target = false;
            }
            _ => out += &format!("{line}\n"),
        }
    }
    out
}

/// OmegaT may leave a code that begins or ends a text outside, so the sign does not always stand first.
fn without_sign(target: &str) -> String {
    target.replacen(SIGN, "", 1)
}
