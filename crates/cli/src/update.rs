//! `update`: a translation carried over to a new version of its article.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use epitome::prep::xliff::{Event, Layout, Reader, Translation, Version};
use epitome::prep::{Unit, UnitOptions, Update, update as carry_over};
use epitome::{Config, Input, Media, ReadOptions, Scores, analyze, too_large, units};

use crate::args::UpdateArgs;
use crate::inputs::{XliffFile, find_xliff, shown};
use crate::kind::{Kind, kind_of};
use crate::lines::{Line, next_line};
use crate::merge::{input, read_options, record_place, source_path, unreadable};
use crate::settings;
use crate::stream::Outcome;
use crate::talk::Talk;
use crate::translate::{refuse_existing, write_xliff};
use crate::whole::is_standard;

/// Writes the XLIFF of each new version. On standard output stand the names of the files.
pub(crate) fn update(args: &UpdateArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let files = find_xliff(std::slice::from_ref(&args.file))?;
    if let ([file], false) = (&files[..], args.file.is_dir()) {
        update_file(args, file, &args.out, talk)?;
        return Ok(Outcome::default());
    }
    let is_file = |path: &PathBuf| path.is_file() || is_standard(path);
    if is_file(&args.out) || args.source.as_ref().is_some_and(is_file) {
        bail!("several files are updated by the folder --source, into the folder -o");
    }
    let mut outcome = Outcome::default();
    for file in &files {
        let out = args.out.join(&file.folder).join(file.path.file_name().unwrap_or_default());
        if let Err(err) = update_file(args, file, &out, talk) {
            talk.error(&format!("{err:#}"));
            outcome.n_failed_files += 1;
        }
    }
    Ok(outcome)
}

/// Writes the XLIFF of a new version, in the layout of the earlier one. What was not simply carried over is said on standard
/// error, each unit with its text.
fn update_file(args: &UpdateArgs, file: &XliffFile, out: &Path, talk: &Talk) -> anyhow::Result<()> {
    refuse_existing(out, args.overwrite)?;
    let name = shown(&file.path);
    let opened = File::open(&file.path).with_context(|| format!("{name} cannot be read"))?;
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
        talk.say(&format!("{name} is XLIFF {written}, which is read only; {} is {version}", shown(out)));
    }

    let (path, input) = source(args, &original, file)?;
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
    write_xliff(out, &analysis, &new, layout, &config, &options, args.overwrite)?;
    tell(&result, &new, &shown(out), talk);
    if !is_standard(out) {
        talk.print(&shown(out))?;
    }
    Ok(())
}

/// The new version of the article: a file, or one line of a file of records. What came as a record may come as a file now, and the
/// other way round.
fn source(args: &UpdateArgs, original: &str, file: &XliffFile) -> anyhow::Result<(PathBuf, Input)> {
    let named = args.source.as_deref().filter(|source| !source.exists()).map(shown);
    let place = named.and_then(|named| record_place(&named, args.from));
    let noted = record_place(original, args.from);
    let path = match &noted {
        Some((noted, _)) => source_path(args.source.as_deref(), noted, file),
        None => source_path(args.source.as_deref(), Path::new(original), file),
    };
    let is_article = path.is_file() && args.source.is_some() && kind_of(&path, args.from) != Kind::Records;
    let place = place.or_else(|| noted.filter(|_| !is_article).map(|(_, n_line)| (path.clone(), n_line)));
    let Some((path, n_line)) = place else {
        let input = input(args.from, &path)?;
        return Ok((path, input));
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
