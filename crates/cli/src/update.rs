//! `update`: a translation carried over to a new version of its article.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use epitome::prep::xliff::{Layout, Translation, Version};
use epitome::prep::{Unit, UnitOptions, Update, update as carry_over};
use epitome::{Config, Extraction, Input, LangTag, ReadOptions, counted, extract, record_id};

use crate::args::UpdateArgs;
use crate::inputs::{XliffFile, find_xliff, shown};
use crate::kind::{Kind, kind_of};
use crate::lines::{Line, too_long};
use crate::opened::Opened;
use crate::origin::Origin;
use crate::records::Records;
use crate::settings;
use crate::sink::Outcome;
use crate::talk::{Talk, in_words};
use crate::translate::{refuse_existing, write_xliff};
use crate::whole::is_standard;

/// Writes the XLIFF of each new version. On standard output stand the names of the files.
pub(crate) fn update(args: &UpdateArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let named = std::slice::from_ref(&args.file);
    let origin = Origin::new(args.source.as_deref(), args.from, named)?;
    let project = settings::of_project()?;
    let run = Run { args, origin, project: &project, talk };
    let mut records = Records::default();
    let files = find_xliff(named)?;
    if let ([file], false) = (&files[..], args.file.is_dir()) {
        run.file(file, &args.out, &mut records).with_context(|| shown(&file.path))?;
        return Ok(Outcome::default());
    }
    let is_file = |path: &PathBuf| path.is_file() || is_standard(path);
    // Each of them finds its record in one file of records.
    let is_one = |path: &PathBuf| is_file(path) && kind_of(path, args.from) != Kind::Records;
    if is_file(&args.out) || args.source.as_ref().is_some_and(is_one) {
        bail!(
            "several files are updated at once: -o must name a folder, and --source the folder of the new articles or \
             one file of records"
        );
    }
    let mut outcome = Outcome::default();
    for file in &files {
        let out = args.out.join(&file.folder).join(file.path.file_name().unwrap_or_default());
        if let Err(err) = run.file(file, &out, &mut records) {
            talk.error(&format!("{}: {}", shown(&file.path), in_words(&err)));
            outcome.n_failed_files += 1;
        }
    }
    Ok(outcome)
}

/// What updates share.
struct Run<'a> {
    args: &'a UpdateArgs,
    origin: Origin<'a>,
    project: &'a Config,
    talk: &'a Talk,
}

impl Run<'_> {
    /// Writes the XLIFF of a new version, in the layout of the earlier one. What was not simply carried over is said on standard
    /// error, each unit with its text.
    fn file(&self, file: &XliffFile, out: &Path, records: &mut Records) -> anyhow::Result<()> {
        let Run { args, origin, talk, .. } = *self;
        refuse_existing(out, args.overwrite)?;
        let mut opened = Opened::new(&file.path)?;
        let mut earlier: Vec<Translation> = Vec::new();
        while let Some(unit) = opened.next_unit()? {
            earlier.push(unit);
        }
        let (version, written) = opened.version();
        // A tool that is told of a unit by a copy of its source must be told so of the new ones. Where all have a target, it may be one.
        let mut told = earlier.iter().filter(|unit| unit.translate);
        let copy_source = earlier.iter().any(|unit| unit.target.is_some() && !unit.is_translated())
            || version == Version::V1_2 && told.all(|unit| unit.target.is_some());
        let layout = Layout { version, copy_source };
        let version = version.as_str();
        if written != version {
            let [name, out] = [&file.path, out].map(shown);
            talk.say(&format!("{name} is XLIFF {written}, which is read only; {out} is {version}"));
        }

        let (path, input) = self.source(&opened, file, records)?;
        let read = ReadOptions { max_record: max_record(args), ..opened.read_options(args.source_encoding) };
        let options = UnitOptions {
            all: args.all || opened.all,
            gist_first: args.gist_first,
            protection: self.project.protection.clone(),
            ..UnitOptions::new(opened.target)
        };
        let config = Config { read, ..self.project.clone() };
        let extracted = |lang: Option<LangTag>| {
            let config = Config { lang, ..config.clone() };
            extract(&input, &config, &options).with_context(|| origin.unreadable(&path))
        };
        let before = opened.language.filter(|tag| tag.is_language());
        let mut extraction = extracted(before.or(config.lang))?;
        // A translator, or a tool, may have named the language better than it is found. Where most of the text is another one, it may
        // be in another language.
        let ids: BTreeSet<&str> = earlier.iter().map(|unit| &*unit.id).collect();
        let n_same = extraction.units.iter().filter(|unit| ids.contains(&*unit.id)).count();
        if let Some(before) = before
            && 2 * n_same < extraction.units.len()
        {
            let anew = extracted(config.lang)?;
            let tag = anew.analysis.language().tag;
            if tag.is_language() && tag.language() != before.language() {
                extraction = anew;
            }
        }
        let Extraction { analysis, units: mut new } = extraction;
        let result = carry_over(&mut new, earlier);
        write_xliff(out, &analysis, &new, layout, &config, &options, args.overwrite)?;
        if result.n_carried + result.fuzzy.len() + result.n_untranslated == 0 && !result.new.is_empty() {
            let [name, source] = [&*file.path, &*path].map(shown);
            talk.say(&format!("warning: nothing of {source} is in {name}; is it the same article?"));
        }
        tell(&result, &new, &shown(out), talk);
        if !is_standard(out) {
            talk.print(&shown(out))?;
        }
        Ok(())
    }

    /// The new version of the article: a file, or one line of a file of records. What came as a record may come as a file now, and the
    /// other way round.
    fn source(
        &self,
        opened: &Opened,
        file: &XliffFile,
        records: &mut Records,
    ) -> anyhow::Result<(PathBuf, Input)> {
        let Run { args, origin, .. } = *self;
        let named = args.source.as_deref().filter(|source| !source.exists()).map(shown);
        let place = named.and_then(|named| origin.record_place(&named));
        let noted = origin.record_place(&opened.original);
        let noted_path = noted.as_ref().map_or(Path::new(&opened.original), |(noted, _)| noted);
        let path = origin.path(noted_path, file);
        let is_article =
            path.is_file() && args.source.is_some() && kind_of(&path, args.from) != Kind::Records;
        let (path, n_line, is_named) = match (place, noted) {
            (Some((path, n_line)), _) => (path, n_line, true),
            (None, Some((_, n_line))) if !is_article => (path, n_line, false),
            _ => {
                let input = origin.input(&path)?;
                return Ok((path, input));
            }
        };
        let (sha256, id) = (opened.sha256.as_deref(), opened.record.as_deref());
        let limit = max_record(args);
        let lines = records.of(&path, limit).with_context(|| origin.unreadable(&path))?;
        // Where a line was put before others, the records behind it have other numbers now.
        let found = if is_named { None } else { lines.take(sha256, id, n_line) };
        let sought = id.filter(|_| !is_named && found.is_none());
        let n_line = found.unwrap_or(n_line);
        let line = lines.line(n_line).with_context(|| origin.unreadable(&path))?;
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
            Some(Line::TooLong(n_bytes)) => Err(too_long(n_bytes, limit)).context(name),
            None => bail!("{shown_path} has no line {n_line}"),
        }
    }
}

/// A line is read anew and may be anything by now, so the limit of every reader holds.
fn max_record(args: &UpdateArgs) -> usize {
    args.max_record.unwrap_or(ReadOptions::MAX_RECORD)
}

fn tell(result: &Update, units: &[Unit], name: &str, talk: &Talk) {
    let Update { n_carried, fuzzy, new, n_untranslated, gone } = result;
    let carried = counted(*n_carried, "unit");
    let [n_fuzzy, n_new, n_gone] = [fuzzy.len(), new.len(), gone.len()];
    let still = match n_untranslated {
        0 => String::new(),
        n => format!(", {n} still without a translation"),
    };
    talk.say(&format!(
        "{name}: {carried} carried over, {n_fuzzy} similar, {n_new} new, {n_gone} gone{still}"
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
        for note in &unit.review.notes {
            talk.say(&format!("gone: {}: its note: {}", unit.name(), note.text));
        }
    }
}
