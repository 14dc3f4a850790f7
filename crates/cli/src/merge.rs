//! `merge`: translations back into their articles.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, bail};
use epitome::prep::xliff::{Event, Reader};
use epitome::prep::{Ids, MergeOptions, Merger, Unit, UnitOptions, UnitPlace};
use epitome::{Config, Document, Encoding, Input, LangTag, Media, ReadError, ReadOptions, extract, read};

use crate::args::{From, MergeArgs, OutputEncoding};
use crate::inputs::{XliffFile, find_xliff, shown};
use crate::kind::{Kind, kind_of, looks_like_page};
use crate::merge_records::merge_records;
use crate::settings;
use crate::stream::Outcome;
use crate::talk::Talk;
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
    if args.source.is_none() && args.files.iter().any(|file| is_standard(file)) {
        bail!("XLIFF on standard input lies in no folder; --source names its article");
    }
    let mut outcome = Outcome::default();
    let jobs = jobs(args, talk, &mut outcome)?;
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
            Xliff::Article(file) => (file, merge_article(args, file, source, &out, talk)),
            Xliff::Records(files) => (source, merge_records(args, source, files, &out, talk)),
        };
        match merged {
            Ok(()) if is_standard(&out) => {}
            Ok(()) => talk.print(&shown(&out))?,
            Err(err) => {
                talk.error(&format!("{}: {err:#}", shown(name)));
                outcome.n_failed_files += 1;
            }
        }
    }
    Ok(outcome)
}

/// The beginning of an XLIFF file, and what is left to read.
pub(crate) struct Opened {
    pub(crate) original: String,
    pub(crate) target: LangTag,
    sha256: Option<String>,
    n_units: Option<usize>,
    read: ReadOptions,
    reader: Reader<'static>,
}

impl Opened {
    /// Opens an XLIFF file up to its first unit.
    pub(crate) fn open(file: &Path) -> anyhow::Result<Opened> {
        let opened: io::Result<Box<dyn Read>> = if is_standard(file) {
            held_stdin().map(|bytes| Box::new(bytes) as _)
        } else {
            File::open(file).map(|file| Box::new(file) as _)
        };
        let opened = opened.context("it cannot be read")?;
        let mut reader = Reader::new(BufReader::with_capacity(1 << 16, opened))?;
        let Some(Event::File { original, sha256, target, n_units, read, .. }) = reader.next()? else {
            bail!("it holds no unit");
        };
        let target =
            target.context("it does not name the language of the translation (trgLang, target-language)")?;
        Ok(Opened { original, target, sha256, n_units, read, reader })
    }

    /// The article as it was read when it was extracted.
    pub(crate) fn document(&self, args: &MergeArgs, input: &Input) -> Result<Document, ReadError> {
        read(input, &read_options(self.read, args.source_encoding))
    }

    /// Writes the document with its units merged. What is worth saying is said under the name of the file.
    pub(crate) fn merge(
        mut self,
        args: &MergeArgs,
        name: &str,
        input: &Input,
        document: &Document,
        out: &mut impl Write,
        talk: &Talk,
    ) -> anyhow::Result<()> {
        if self.sha256.is_some_and(|sha256| sha256 != document.source.sha256()) {
            let name = &document.source.name;
            bail!("{name} has changed since it was extracted; epitome update carries the translation over");
        }
        let options = MergeOptions {
            force: args.force,
            to_utf8: args.encoding == OutputEncoding::Utf8,
            set_lang: args.set_lang.then_some(self.target),
        };
        let read = read_options(self.read, args.source_encoding);
        let locate = || places(input, read, self.target);
        let mut merger = Merger::new(document, options);
        while let Some(event) = self.reader.next()? {
            match event {
                Event::Unit(unit) => merger.take(unit, Some(&locate)),
                Event::File { original, .. } => {
                    bail!("it holds a second file, {original}; one at a time is merged")
                }
            }
        }
        let merged = merger.finish(out)?;
        for warning in &merged.warnings {
            talk.say(&format!("{name}: warning: {warning}"));
        }
        let n_missing = self.n_units.map_or(0, |n_units| n_units.saturating_sub(merged.ids.n()));
        if n_missing > 0 {
            let which = missing(input, read, self.target, &merged.ids, n_missing);
            let are = if n_missing == 1 { "unit is" } else { "units are" };
            talk.say(&format!("{name}: warning: {n_missing} {are} missing{which}; the source stays there"));
        }
        if merged.n_fuzzy > 0 {
            let (n, of) = (merged.n_fuzzy, merged.ids.n());
            talk.say(&format!(
                "{name}: {n} of {of} units have a translation of an earlier text that nobody has confirmed; the source stays there"
            ));
        }
        if merged.n_untranslated > 0 {
            let (n, of) = (merged.n_untranslated, merged.ids.n());
            talk.say(&format!("{name}: {n} of {of} units have no translation; the source stays there"));
        }
        Ok(())
    }
}

/// Standard input, which is held: XLIFF is read to know what is written, and again to write it.
fn held_stdin() -> io::Result<&'static [u8]> {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    if let Some(bytes) = BYTES.get() {
        return Ok(bytes);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(BYTES.get_or_init(|| bytes))
}

/// How an article is read again, by what its XLIFF notes of the first time: the text does not depend on what is known about
/// languages, and it was within the limits then, whatever they were.
pub(crate) fn read_options(noted: ReadOptions, encoding: Option<Encoding>) -> ReadOptions {
    ReadOptions {
        encoding: encoding.or(noted.encoding),
        max_text: usize::MAX,
        max_record: usize::MAX,
        max_html: usize::MAX,
        max_blocks: usize::MAX,
        max_depth: usize::MAX,
        max_attributes: usize::MAX,
        ..noted
    }
}

/// What is to be written, in the order the files were named; the XLIFF of records goes together by source and language.
fn jobs(args: &MergeArgs, talk: &Talk, outcome: &mut Outcome) -> anyhow::Result<Vec<Job>> {
    let mut jobs: Vec<Job> = Vec::new();
    let mut by_source: BTreeMap<(PathBuf, LangTag), usize> = BTreeMap::new();
    let named = args.source.as_deref();
    for file in find_xliff(&args.files)? {
        let path = &file.path;
        let mut fail = |err: &anyhow::Error| {
            talk.error(&format!("{}: {err:#}", shown(path)));
            outcome.n_failed_files += 1;
        };
        let opened = match Opened::open(path) {
            Ok(opened) => opened,
            Err(err) => {
                fail(&err);
                continue;
            }
        };
        let record = record_place(&opened.original, args.from);
        let noted = record.as_ref().map_or(Path::new(&opened.original), |(noted, _)| noted);
        let source = source_path(named, noted, &file);
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

/// The file and the line of a record, which extraction names `FILE:LINE`.
pub(crate) fn record_place(original: &str, from: From) -> Option<(PathBuf, u64)> {
    let (path, line) = original.rsplit_once(':')?;
    let line = line.parse().ok().filter(|line| *line > 0)?;
    let is_records = path == "-" || kind_of(Path::new(path), from) == Kind::Records;
    is_records.then(|| (PathBuf::from(path), line))
}

fn merge_article(
    args: &MergeArgs,
    file: &Path,
    source: &Path,
    out: &Path,
    talk: &Talk,
) -> anyhow::Result<()> {
    let opened = Opened::open(file)?;
    let input = input(args.from, source)?;
    let document = opened.document(args, &input).with_context(|| unreadable(source))?;
    write_whole(out, |out| opened.merge(args, &shown(file), &input, &document, out, talk))
}

/// Where the source of an XLIFF file lies: as named; in the folder that is named, below which it lies as its XLIFF lies below the
/// one of all; else as noted.
pub(crate) fn source_path(named: Option<&Path>, noted: &Path, file: &XliffFile) -> PathBuf {
    match named {
        Some(named) if named.is_dir() => named.join(&file.folder).join(noted.file_name().unwrap_or_default()),
        Some(named) => named.to_owned(),
        None => near(noted.to_owned(), &file.path),
    }
}

/// The path of a source as it is noted in an XLIFF file: as it stands, or from a folder that holds that file, as in a package.
fn near(source: PathBuf, file: &Path) -> PathBuf {
    // A relative path does not name the folders above the one it begins in.
    let whole = std::path::absolute(file).unwrap_or_default();
    let folders = file.ancestors().skip(1).chain(whole.ancestors().skip(1));
    let mut places = std::iter::once(source.clone()).chain(folders.map(|folder| folder.join(&source)));
    places.find(|place| place.is_file()).unwrap_or(source)
}

/// An article as it is read by its name.
pub(crate) fn input(from: From, path: &Path) -> anyhow::Result<Input> {
    let bytes = fs::read(path).with_context(|| unreadable(path))?;
    let media = match kind_of(path, from) {
        Kind::Article(media) => media,
        Kind::Records => {
            bail!("{} holds records, but the XLIFF does not say of which line it is", shown(path))
        }
        Kind::TextOrPage if looks_like_page(&bytes) => Media::Html,
        Kind::TextOrPage => Media::Text,
    };
    Ok(Input { media, ..Input::text(&shown(path), bytes) })
}

pub(crate) fn unreadable(path: &Path) -> String {
    format!("its source {} cannot be read; --source names it", path.display())
}

/// Where the units of an article stand, for XLIFF that has lost its places: as an extraction finds them today.
fn places(input: &Input, read: ReadOptions, target: LangTag) -> BTreeMap<String, UnitPlace> {
    let units = extracted(input, read, target, true);
    units.iter().map(|unit| (unit.id.to_string(), unit.place())).collect()
}

/// Which units did not come back, as far as an extraction of today finds as many.
fn missing(input: &Input, read: ReadOptions, target: LangTag, ids: &Ids, n_missing: usize) -> String {
    for all in [false, true] {
        let mut units = extracted(input, read, target, all);
        units.retain(|unit| !ids.contains(&unit.id));
        if units.len() == n_missing {
            let names: Vec<String> = units.iter().map(Unit::address).collect();
            return format!(", {}", names.join(", "));
        }
    }
    String::new()
}

/// The units of an article by the project file of today: what stays as it is counts in their ids.
fn extracted(input: &Input, read: ReadOptions, target: LangTag, all: bool) -> Vec<Unit> {
    let config = Config { read, ..settings::of_project().unwrap_or_default() };
    let options = UnitOptions { all, protection: config.protection.clone(), ..UnitOptions::new(target) };
    extract(input, &config, &options).map(|extraction| extraction.units).unwrap_or_default()
}

/// `NAME.TAG.EXT`.
fn merged_name(path: &Path, target: LangTag) -> String {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    match path.extension() {
        Some(extension) => format!("{}.{target}.{}", part(path.file_stem()), part(Some(extension))),
        None => format!("{}.{target}", part(path.file_name())),
    }
}
