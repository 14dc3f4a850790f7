//! `merge`: translations back into their articles.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use epitome::prep::{Ids, MergeOptions, Merger, Unit, UnitOptions, UnitPlace};
use epitome::{Config, Document, Input, LangTag, ReadError, counted, extract, read};

use crate::args::{MergeArgs, OutputEncoding};
use crate::inputs::{find_xliff, shown};
use crate::opened::Opened;
use crate::origin::Origin;
use crate::settings;
use crate::sink::Outcome;
use crate::talk::{Talk, in_words};
use crate::translate::refuse_existing;
use crate::whole::{is_standard, write_whole};

/// One file to be written.
struct Job {
    /// What is translated.
    source: PathBuf,
    target: LangTag,
    /// Where it is put below the folder of all.
    folder: PathBuf,
    xliff: Xliff,
}

/// What a file is made of.
enum Xliff {
    /// An article has one.
    Article(PathBuf),
    /// Some lines of a file of records have one each.
    Records(BTreeMap<u64, PathBuf>),
}

impl Job {
    /// The files it is made of.
    fn inputs(&self) -> Vec<&Path> {
        let mut files = vec![&*self.source];
        match &self.xliff {
            Xliff::Article(file) => files.push(file),
            Xliff::Records(all) => files.extend(all.values().map(PathBuf::as_path)),
        }
        files
    }
}

/// Writes every article that was translated. On standard output stand the files written, or the article itself.
pub(crate) fn merge(args: &MergeArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let is_folder = |path: &PathBuf| path.is_dir();
    let origin = Origin::new(args.source.as_deref(), args.from, &args.files)?;
    let project = settings::of_project()?;
    let run = Run { args, origin, project: &project, talk };
    let mut outcome = Outcome::default();
    let jobs = jobs(&run, &mut outcome)?;
    let is_folder_name = is_folder(&args.out) || shown(&args.out).ends_with('/');
    // Several files need a folder, which may be made.
    let into_folder =
        is_folder_name || args.files.iter().any(is_folder) || jobs.len() > 1 && !args.out.exists();
    if jobs.len() > 1 && !into_folder {
        bail!("several files are merged into a folder; {} is none", args.out.display());
    }
    if jobs.len() > 1 && args.source.as_ref().is_some_and(|source| !is_folder(source)) {
        bail!(
            "--source names the article of one file, or the folder of several; without it, each is found by the path noted in \
             its XLIFF"
        );
    }
    let out_of = |Job { source, target, folder, .. }: &Job| match into_folder {
        true => args.out.join(folder).join(merged_name(source, *target)),
        false => args.out.clone(),
    };
    let inputs: BTreeSet<PathBuf> = jobs.iter().flat_map(Job::inputs).flat_map(fs::canonicalize).collect();
    let mut outputs: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    for job in &jobs {
        let out = out_of(job);
        refuse_existing(&out, args.overwrite)?;
        if fs::canonicalize(&out).is_ok_and(|out| inputs.contains(&out)) {
            bail!("{} is read for the merge, and is not written over; name another file", shown(&out));
        }
        if let Some(other) = outputs.insert(out.clone(), &job.source) {
            let [out, source, other] = [&out, &job.source, other].map(shown);
            bail!("{other} and {source} would both be written to {out}; name the folder above their XLIFF");
        }
    }
    for job in &jobs {
        let (source, out) = (&job.source, out_of(job));
        let (name, merged) = match &job.xliff {
            Xliff::Article(file) => (file, run.article(file, source, &out)),
            Xliff::Records(files) => (source, run.records(source, files, &out)),
        };
        match merged {
            Ok(()) if is_standard(&out) => {}
            Ok(()) => talk.print(&shown(&out))?,
            Err(err) => {
                talk.error(&format!("{}: {}", shown(name), in_words(&err)));
                outcome.n_failed_files += 1;
            }
        }
    }
    Ok(outcome)
}

/// What merges share.
pub(crate) struct Run<'a> {
    pub(crate) args: &'a MergeArgs,
    pub(crate) origin: Origin<'a>,
    /// What the project file of today asks for: what stays as it is counts in the ids of units.
    pub(crate) project: &'a Config,
    pub(crate) talk: &'a Talk,
}

impl Run<'_> {
    fn article(&self, file: &Path, source: &Path, out: &Path) -> anyhow::Result<()> {
        let opened = Opened::new(file)?;
        let input = self.origin.input(source)?;
        let document = self.document(&opened, &input).with_context(|| self.origin.unreadable(source))?;
        write_whole(out, |out| self.merge(opened, &shown(file), &input, &document, out))
    }

    /// The article as it was read when it was extracted.
    pub(crate) fn document(&self, opened: &Opened, input: &Input) -> Result<Document, ReadError> {
        read(input, &opened.read_options(self.args.source_encoding))
    }

    /// Writes the document with its units merged. What is worth saying is said under the name of the file.
    pub(crate) fn merge(
        &self,
        mut opened: Opened,
        name: &str,
        input: &Input,
        document: &Document,
        out: &mut impl Write,
    ) -> anyhow::Result<()> {
        let target = opened.target;
        if opened.sha256.as_ref().is_some_and(|sha256| *sha256 != document.source.sha256()) {
            let source = &document.source.name;
            bail!(
                "{source} has changed since it was extracted; epitome update {name} --source {source} -o NEW.xlf carries \
                 the translation over"
            );
        }
        let options = MergeOptions {
            force: self.args.force,
            to_utf8: self.args.encoding == OutputEncoding::Utf8,
            set_lang: self.args.set_lang.then_some(target),
        };
        let config = Config { read: opened.read_options(self.args.source_encoding), ..self.project.clone() };
        let locate = || places(input, &config, target);
        let mut merger = Merger::new(document, options);
        while let Some(unit) = opened.next_unit()? {
            merger.take(unit, Some(&locate));
        }
        let merged = merger.finish(out)?;
        let talk = self.talk;
        for warning in &merged.warnings {
            talk.say(&format!("{name}: warning: {warning}"));
        }
        let n_missing = opened.n_units.map_or(0, |n_units| n_units.saturating_sub(merged.ids.n()));
        if n_missing > 0 {
            let which = missing(input, &config, target, &merged.ids, n_missing);
            let are = if n_missing == 1 { "unit is" } else { "units are" };
            talk.say(&format!("{name}: warning: {n_missing} {are} missing{which}; the source stays there"));
        }
        let of = counted(merged.ids.n(), "unit");
        for (n, what) in [
            (merged.n_fuzzy, "with a translation of an earlier text that nobody has confirmed"),
            (merged.n_untranslated, "without a translation"),
        ] {
            if n > 0 {
                talk.say(&format!("{name}: {what}: {n} of {of}; the source stays there"));
            }
        }
        Ok(())
    }
}

/// Where the units of an article stand, for XLIFF that has lost its places: as an extraction finds them today.
fn places(input: &Input, config: &Config, target: LangTag) -> BTreeMap<String, UnitPlace> {
    let units = extracted(input, config, target, true);
    units.iter().map(|unit| (unit.id.to_string(), unit.place())).collect()
}

/// Which units did not come back, as far as an extraction of today finds as many.
fn missing(input: &Input, config: &Config, target: LangTag, ids: &Ids, n_missing: usize) -> String {
    for all in [false, true] {
        let mut units = extracted(input, config, target, all);
        units.retain(|unit| !ids.contains(&unit.id));
        if units.len() == n_missing {
            let names: Vec<String> = units.iter().map(Unit::address).collect();
            return format!(", {}", names.join(", "));
        }
    }
    String::new()
}

/// The units of an article as they are found today.
fn extracted(input: &Input, config: &Config, target: LangTag, all: bool) -> Vec<Unit> {
    let options = UnitOptions { all, protection: config.protection.clone(), ..UnitOptions::new(target) };
    extract(input, config, &options).map(|extraction| extraction.units).unwrap_or_default()
}

/// What is to be written, in the order the files were named; the XLIFF of records goes together by source and language.
fn jobs(run: &Run<'_>, outcome: &mut Outcome) -> anyhow::Result<Vec<Job>> {
    let Run { args, origin, talk, .. } = *run;
    let mut jobs: Vec<Job> = Vec::new();
    let mut by_source: BTreeMap<(PathBuf, LangTag), usize> = BTreeMap::new();
    for file in find_xliff(&args.files)? {
        let path = &file.path;
        let mut fail = |err: &anyhow::Error| {
            talk.error(&format!("{}: {}", shown(path), in_words(err)));
            outcome.n_failed_files += 1;
        };
        let opened = match Opened::new(path) {
            Ok(opened) => opened,
            Err(err) => {
                fail(&err);
                continue;
            }
        };
        let record = origin.record_place(&opened.original);
        let noted = record.as_ref().map_or(Path::new(&opened.original), |(noted, _)| noted);
        let source = origin.path(noted, &file);
        let (target, folder) = (opened.target, file.folder.clone());
        let Some((_, n_line)) = record else {
            jobs.push(Job { source, target, folder, xliff: Xliff::Article(path.clone()) });
            continue;
        };
        let job = *by_source.entry((source.clone(), target)).or_insert_with(|| {
            jobs.push(Job { source, target, folder, xliff: Xliff::Records(BTreeMap::new()) });
            jobs.len() - 1
        });
        if let Xliff::Records(files) = &mut jobs[job].xliff
            && let Some(other) = files.insert(n_line, path.clone())
        {
            fail(&anyhow::anyhow!("{} is a translation of the same record", shown(&other)));
        }
    }
    Ok(jobs)
}

/// `NAME.TAG.EXT`.
fn merged_name(path: &Path, target: LangTag) -> String {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    match path.extension() {
        Some(extension) => format!("{}.{target}.{}", part(path.file_stem()), part(Some(extension))),
        None => format!("{}.{target}", part(path.file_name())),
    }
}
