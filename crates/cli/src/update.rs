//! `update`: a translation carried over to a new version of its article.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use anyhow::{Context, bail};
use epitome::prep::xliff::{Event, Layout, Reader, Translation, Version};
use epitome::prep::{Unit, UnitOptions, Update, update as carry_over};
use epitome::{Config, Input, Media, ReadOptions, Scores, analyze, too_large, units};

use crate::args::UpdateArgs;
use crate::inputs::shown;
use crate::kind::{Kind, kind_of};
use crate::lines::{Line, next_line};
use crate::merge::{input, near, read_options, record_place, unreadable};
use crate::settings;
use crate::stream::Outcome;
use crate::talk::Talk;
use crate::translate::write_xliff;
use crate::whole::is_stdout;

/// Writes the XLIFF of the new version, in the layout of the earlier one. On standard output stands its name; what was not simply
/// carried over is said on standard error, each unit with its text.
pub(crate) fn update(args: &UpdateArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let name = shown(&args.file);
    let opened = File::open(&args.file).with_context(|| format!("{name} cannot be read"))?;
    let mut reader = Reader::new(BufReader::with_capacity(1 << 16, opened)).with_context(|| name.clone())?;
    let Some(Event::File { original, source: language, target, read: noted, all, .. }) =
        reader.next().with_context(|| name.clone())?
    else {
        bail!("{name} holds no unit");
    };
    let target = target.with_context(|| format!("{name} does not name the language of the translation"))?;
    let mut earlier: Vec<Translation> = Vec::new();
    while let Some(event) = reader.next().with_context(|| name.clone())? {
        match event {
            Event::Unit(unit) => earlier.push(unit),
            Event::File { original, .. } => bail!("{name} holds a second file, {original}"),
        }
    }
    // A tool that is told of a unit by a copy of its source must be told so of the new ones. Where all have a target, it may be one.
    let mut told = earlier.iter().filter(|unit| unit.translate);
    let copy_source = earlier.iter().any(|unit| unit.target.as_ref() == Some(&unit.source))
        || reader.version() == Version::V1_2 && told.all(|unit| unit.target.is_some());
    let layout = Layout { version: reader.version(), copy_source };
    let (written, version) = (reader.written_version(), layout.version.as_str());
    if written != version {
        talk.say(&format!(
            "{name} is XLIFF {written}, which is read only; {} is {version}",
            shown(&args.out)
        ));
    }

    let (path, input) = source(args, &original)?;
    let project = settings::of_project().unwrap_or_default();
    let read = ReadOptions { max_record: max_record(args), ..read_options(noted, args.source_encoding) };
    let config = Config { read, lang: language.or(project.lang), ..project };
    let options = UnitOptions {
        all: args.all || all,
        gist_first: args.gist_first,
        protection: config.protection.clone(),
        ..UnitOptions::new(target)
    };
    let mut analysis = analyze(&input, &config).with_context(|| unreadable(&path))?;
    // The summary is made, and what the sentences are worth takes more room than all else that is known of them.
    analysis.scores = Scores::default();
    let mut new: Vec<Unit> = units(&analysis, &config.languages, &options).collect();
    let result = carry_over(&mut new, earlier);
    write_xliff(&args.out, &analysis, &new, layout, &config, &options, args.overwrite)?;
    tell(&result, &new, &shown(&args.out), talk);
    if !is_stdout(&args.out) {
        talk.print(&shown(&args.out))?;
    }
    Ok(Outcome::default())
}

/// The new version of the article: a file, or one line of a file of records. What came as a record may come as a file now, and the
/// other way round.
fn source(args: &UpdateArgs, original: &str) -> anyhow::Result<(PathBuf, Input)> {
    let named = args.source.as_deref().filter(|source| !source.exists()).map(shown);
    let place = named.and_then(|named| record_place(&named, &args.file, None, args.from));
    let is_file = |path: &PathBuf| path.is_file() && kind_of(path, args.from) != Kind::Records;
    let place = match (place, args.source.as_ref().filter(|path| is_file(path))) {
        (None, Some(path)) => return Ok((path.clone(), input(args.from, path)?)),
        (None, None) => record_place(original, &args.file, args.source.as_deref(), args.from),
        (place, _) => place,
    };
    let Some((path, n_line)) = place else {
        let path = args.source.clone().unwrap_or_else(|| near(PathBuf::from(original), &args.file));
        return Ok((path.clone(), input(args.from, &path)?));
    };
    let opened = File::open(&path).with_context(|| unreadable(&path))?;
    let mut reader = BufReader::with_capacity(1 << 16, opened);
    let limit = max_record(args);
    let mut line = None;
    for _ in 0..n_line {
        line = next_line(&mut reader, limit).with_context(|| unreadable(&path))?;
        if line.is_none() {
            break;
        }
    }
    let name = format!("{}:{n_line}", shown(&path));
    match line {
        Some(Line::Bytes { bytes, .. }) => Ok((path, Input::record(&name, bytes))),
        Some(Line::TooLong(n_bytes)) => {
            let options = ReadOptions { max_record: limit, ..ReadOptions::default() };
            Err(too_large(Media::Record, n_bytes, &options)).context(name)
        }
        None => bail!("{} has no line {n_line}", shown(&path)),
    }
}

/// A line is read anew and may be anything by now, so the limit of every reader holds.
fn max_record(args: &UpdateArgs) -> usize {
    args.max_record.unwrap_or(ReadOptions::default().max_record)
}

fn tell(result: &Update, units: &[Unit], name: &str, talk: &Talk) {
    let Update { n_carried, fuzzy, new, gone } = result;
    talk.say(&format!(
        "{name}: {n_carried} units carried over, {} similar, {} new, {} gone",
        fuzzy.len(),
        new.len(),
        gone.len()
    ));
    for unit in fuzzy.iter().map(|idx| &units[*idx]) {
        let percent = unit.fuzzy.as_ref().map_or(0, |fuzzy| fuzzy.percent);
        talk.say(&format!(
            "similar by {percent} %, to be looked at: {}: {}",
            unit.address(),
            unit.anatomy.content
        ));
    }
    for unit in new.iter().map(|idx| &units[*idx]) {
        talk.say(&format!("new: {}: {}", unit.address(), unit.anatomy.content));
    }
    for unit in gone {
        let target = unit.target.as_ref().map(ToString::to_string).unwrap_or_default();
        talk.say(&format!("gone: {}: {}: {target}", unit.name(), unit.source));
    }
}
