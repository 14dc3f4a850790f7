//! `pack`: a folder to send to a translator, which is an OmegaT project too.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, bail};
use epitome::LangTag;
use epitome::prep::xliff::Client;
use epitome_report::wire::{Packed, PackedArticle, manifest};

use crate::args::PackArgs;
use crate::inputs::{MANIFEST, Source, shown};
use crate::settings::Settings;
use crate::sink::Outcome;
use crate::talk::Talk;
use crate::translate::{Folders, Order, UnitOrder, write_articles};
use crate::whole::{cannot_write, draft_beside, make_folder, write_bytes};

/// The folders of a package. OmegaT asks for all but the first; its own notes go into `omegat`.
const FOLDERS: [&str; 7] = ["source", "xliff", "target", "tm", "glossary", "dictionary", "omegat"];

/// Makes the folder, whole or not at all. On standard output stands its name.
pub(crate) fn pack(args: &PackArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let settings = Settings::new(&args.input, talk)?;
    let name = shown(&args.out);
    if args.out.exists() {
        bail!("{name} is there already; what a translator has done in it is not written over");
    }
    if settings.sources.iter().any(|source| matches!(source, Source::Stdin(_))) {
        bail!("a package holds its articles as files; standard input is none");
    }
    let (draft, ()) = draft_beside(&args.out, |draft| fs::create_dir(draft))?;
    let made = make(args, &settings, &draft, talk).and_then(|outcome| {
        fs::rename(&draft, &args.out).with_context(|| cannot_write(&args.out))?;
        Ok(outcome)
    });
    if made.is_err() {
        let _ = fs::remove_dir_all(&draft); // the error to tell is the first one
    }
    let outcome = made?;
    talk.print(&name)?;
    Ok(outcome)
}

fn make(args: &PackArgs, settings: &Settings, folder: &Path, talk: &Talk) -> anyhow::Result<Outcome> {
    let xliff = folder.join("xliff");
    let folders = Folders::new(&settings.sources, &xliff, false)?;
    for name in FOLDERS {
        make_folder(&folder.join(name))?;
    }
    for source in &settings.sources {
        let Source::File { path, folder: below, .. } = source else { continue };
        let copies = folder.join("source").join(below);
        fs::create_dir_all(&copies)
            .and_then(|()| fs::copy(path, copies.join(path.file_name().unwrap_or_default())))
            .with_context(|| format!("{} cannot be copied", path.display()))?;
    }
    let order = Order {
        settings,
        units: UnitOrder::new(&args.units, settings),
        layout: Client::Omegat.layout(),
        out: &xliff,
        folders,
        is_pseudo: false,
        overwrite: false,
    };
    let articles: Mutex<BTreeMap<String, PackedArticle>> = Mutex::default();
    let outcome = write_articles(
        &order,
        talk,
        |input, below| {
            let name = input.name.rsplit('/').next().unwrap_or_default();
            shown(&Path::new("source").join(below).join(name))
        },
        |path, analysis, n_units| {
            let document = &analysis.document;
            let article = PackedArticle {
                source: document.source.name.to_string(),
                sha256: document.source.sha256(),
                xliff: shown(path.strip_prefix(folder).unwrap_or(path)),
                language: analysis.language().tag,
                n_units,
            };
            let mut articles = articles.lock().unwrap_or_else(PoisonError::into_inner);
            articles.insert(article.xliff.clone(), article);
            String::new()
        },
    )?;
    let articles: Vec<PackedArticle> =
        articles.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect();
    let Some(source) = main_language(&articles) else {
        bail!("none of the articles has anything to translate, so no package is made")
    };
    let UnitOrder { config, options } = &order.units;
    let packed = Packed { articles: &articles, options, budget: config.budget };
    write_bytes(&folder.join(MANIFEST), manifest(&packed).as_bytes())?;
    write_bytes(&folder.join("omegat.project"), project(source, args.units.to).as_bytes())?;
    Ok(outcome)
}

/// The language of most articles, the first of equals: a project has one.
fn main_language(articles: &[PackedArticle]) -> Option<LangTag> {
    let count = |tag: LangTag| articles.iter().filter(|article| article.language == tag).count();
    let tags = articles.iter().map(|article| article.language);
    tags.rev().max_by_key(|tag| count(*tag))
}

/// The project file of OmegaT: its sources are our XLIFF, and each text of it is one segment.
fn project(source: LangTag, target: LangTag) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>xliff/</source_dir>
    <target_dir>target/</target_dir>
    <tm_dir>tm/</tm_dir>
    <glossary_dir>glossary/</glossary_dir>
    <glossary_file>glossary/glossary.txt</glossary_file>
    <dictionary_dir>dictionary/</dictionary_dir>
    <source_lang>{source}</source_lang>
    <target_lang>{target}</target_lang>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"#
    )
}
