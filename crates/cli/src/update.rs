//! `update`: a translation carried over to a new version of its article.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use epitome::prep::xliff::{Event, Layout, Reader, Translation, Version};
use epitome::prep::{Unit, UnitOptions, Update, update as carry_over};
use epitome::{Config, Extraction, Input, Media, ReadOptions, extract, record_id, too_large};

use crate::args::UpdateArgs;
use crate::inputs::{XliffFile, find_xliff, shown};
use crate::kind::{Kind, kind_of};
use crate::lines::Line;
use crate::merge::{input, read_options, record_place, source_path, unreadable};
use crate::records::Records;
use crate::settings;
use crate::stream::Outcome;
use crate::talk::Talk;
use crate::translate::{refuse_existing, write_xliff};
use crate::whole::is_standard;

/// Writes the XLIFF of each new version. On standard output stand the names of the files.
pub(crate) fn update(args: &UpdateArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let files = find_xliff(std::slice::from_ref(&args.file))?;
    if let ([file], false) = (&files[..], args.file.is_dir()) {
        update_file(args, file, &args.out, &mut Records::default(), talk)
            .with_context(|| shown(&file.path))?;
        return Ok(Outcome::default());
    }
    let is_file = |path: &PathBuf| path.is_file() || is_standard(path);
    // Each of them finds its record in one file of records.
    let is_one = |path: &PathBuf| is_file(path) && kind_of(path, args.from) != Kind::Records;
    if is_file(&args.out) || args.source.as_ref().is_some_and(is_one) {
        bail!("several files are updated by a folder or a file of records as --source, into the folder -o");
    }
    let mut outcome = Outcome::default();
    let mut records = Records::default();
    for file in &files {
        let out = args.out.join(&file.folder).join(file.path.file_name().unwrap_or_default());
        if let Err(err) = update_file(args, file, &out, &mut records, talk) {
            talk.error(&format!("{}: {err:#}", shown(&file.path)));
            outcome.n_failed_files += 1;
        }
    }
    Ok(outcome)
}

/// Writes the XLIFF of a new version, in the layout of the earlier one. What was not simply carried over is said on standard
/// error, each unit with its text.
fn update_file(
    args: &UpdateArgs,
    file: &XliffFile,
    out: &Path,
    records: &mut Records,
    talk: &Talk,
) -> anyhow::Result<()> {
    refuse_existing(out, args.overwrite)?;
    let name = shown(&file.path);
    let opened = File::open(&file.path).context("it cannot be read")?;
    let mut reader = Reader::new(BufReader::with_capacity(1 << 16, opened))?;
    let Some(Event::File { original, sha256, record, source: language, target, read: noted, all, .. }) =
        reader.next()?
    else {
        bail!("it holds no unit");
    };
    let target = target.context("it does not name the language of the translation")?;
    let mut earlier: Vec<Translation> = Vec::new();
    while let Some(event) = reader.next()? {
        match event {
            Event::Unit(unit) => earlier.push(unit),
            Event::File { original, .. } => bail!("it holds a second file, {original}"),
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

    let (path, input) = source(args, &original, (sha256.as_deref(), record.as_deref()), file, records)?;
    let project = settings::of_project().unwrap_or_default();
    let read = ReadOptions { max_record: max_record(args), ..read_options(noted, args.source_encoding) };
    let config = Config { read, lang: language.or(project.lang), ..project };
    let options = UnitOptions {
        all: args.all || all,
        gist_first: args.gist_first,
        protection: config.protection.clone(),
        ..UnitOptions::new(target)
    };
    let Extraction { analysis, units: mut new } =
        extract(&input, &config, &options).with_context(|| unreadable(&path))?;
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
fn source(
    args: &UpdateArgs,
    original: &str,
    (sha256, id): (Option<&str>, Option<&str>),
    file: &XliffFile,
    records: &mut Records,
) -> anyhow::Result<(PathBuf, Input)> {
    let named = args.source.as_deref().filter(|source| !source.exists()).map(shown);
    let place = named.and_then(|named| record_place(&named, args.from));
    let noted = record_place(original, args.from);
    let noted_path = noted.as_ref().map_or(Path::new(original), |(noted, _)| noted);
    let path = source_path(args.source.as_deref(), noted_path, file);
    let is_article = path.is_file() && args.source.is_some() && kind_of(&path, args.from) != Kind::Records;
    let (path, n_line, is_named) = match (place, noted) {
        (Some((path, n_line)), _) => (path, n_line, true),
        (None, Some((_, n_line))) if !is_article => (path, n_line, false),
        _ => {
            let input = input(args.from, &path)?;
            return Ok((path, input));
        }
    };
    let limit = max_record(args);
    let lines = records.of(&path, limit).with_context(|| unreadable(&path))?;
    // Where a line was put before others, the records behind it have other numbers now.
    let found = if is_named { None } else { lines.take(sha256, id, n_line) };
    let sought = id.filter(|_| !is_named && found.is_none());
    let n_line = found.unwrap_or(n_line);
    let line = lines.line(n_line).with_context(|| unreadable(&path))?;
    let shown_path = shown(&path);
    let name = format!("{shown_path}:{n_line}");
    match line {
        Some(Line::Bytes { bytes, .. }) => {
            if let Some(id) = sought
                && record_id(&bytes).as_deref() != Some(id)
            {
                bail!(
                    "{shown_path} has no record with the id {id}; --source {shown_path}:LINE names another"
                );
            }
            Ok((path, Input::record(&name, bytes)))
        }
        Some(Line::TooLong(n_bytes)) => {
            let options = ReadOptions { max_record: limit, ..ReadOptions::default() };
            Err(too_large(Media::Record, n_bytes, &options)).context(name)
        }
        None => bail!("{shown_path} has no line {n_line}"),
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
