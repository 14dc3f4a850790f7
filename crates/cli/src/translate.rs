//! The verbs that write files for translators and read what comes back.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, bail};
use epitome::prep::xliff::{Event, FileHead, Layout, Reader, Writer};
use epitome::prep::{MergeOptions, Merger, UnitOptions, UnitPlace, pseudo};
use epitome::{Config, Document, Input, LangTag, Media, ReadOptions, extract as extract_units, read};

use crate::args::{ExtractArgs, Format, MergeArgs, OutputEncoding};
use crate::inputs::{Source, shown};
use crate::itself::write_whole;
use crate::kind::{Kind, kind_of, looks_like_page};
use crate::settings::Settings;
use crate::stream::{self, Outcome, Rendered};
use crate::talk::Talk;
use crate::verbs::warnings;

/// `extract` and `pseudo`: the units of every article, one XLIFF file each. On standard output stand the files written.
pub(crate) fn extract(args: &ExtractArgs, is_pseudo: bool, talk: &Talk) -> anyhow::Result<Outcome> {
    let settings = Settings::new(&args.input, talk)?;
    refuse_clashes(&settings.sources, args)?;
    fs::create_dir_all(&args.out).with_context(|| format!("{} cannot be made", args.out.display()))?;
    let budget = args.budget.only("a translation package")?.unwrap_or(settings.config.budget);
    let config = Config { budget, ..settings.config.clone() };
    let options = UnitOptions {
        all: args.all,
        gist_first: args.gist_first,
        protection: settings.config.protection.clone(),
        ..UnitOptions::new(args.to)
    };
    let mut layout = args
        .client
        .map_or_else(Layout::default, |client| epitome::prep::xliff::Client::from(client).layout());
    if let Some(version) = args.xliff {
        layout.version = version.into();
    }
    // What goes wrong when a file is written is no fault of the article: it is told when all others are done.
    let failures: Mutex<BTreeMap<String, anyhow::Error>> = Mutex::default();
    let outcome = stream::run(&settings, Format::Text, talk, |input| {
        let mut extraction = extract_units(input, &config, &options)?;
        let source = extraction.analysis.language().tag;
        if is_pseudo {
            for unit in extraction.units.iter_mut().filter(|unit| unit.skip.is_none()) {
                let target = pseudo(&unit.anatomy.content, &config.languages, unit.tag, args.to);
                unit.target = Some(target);
            }
        }
        let mut warnings = warnings(&extraction.analysis.notes);
        if extraction.units.is_empty() {
            // XLIFF without a unit is none.
            warnings.push("warning: there is nothing to translate, so nothing is written".to_owned());
            return Ok(Rendered { out: String::new(), warnings });
        }
        let path = args.out.join(xliff_name(&input.name));
        let head = FileHead { document: &extraction.analysis.document, units: &extraction.units };
        let out = match write_xliff(&path, head, layout, source, args) {
            Ok(()) => format!("{}\n", shown(&path)),
            Err(err) => {
                let mut failures = failures.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                failures.insert(input.name.to_string(), err);
                String::new()
            }
        };
        Ok(Rendered { out, warnings })
    })?;
    let failures = failures.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    for (name, err) in &failures {
        talk.error(&format!("{name}: {err:#}"));
    }
    Ok(Outcome { n_failed_files: outcome.n_failed_files + failures.len(), ..outcome })
}

fn write_xliff(
    path: &Path,
    head: FileHead<'_>,
    layout: Layout,
    source: LangTag,
    args: &ExtractArgs,
) -> anyhow::Result<()> {
    if path.exists() && !args.force {
        bail!("{} is there already; --force writes over it", path.display());
    }
    let mut writer = Writer::new(Vec::new(), layout, source, args.to, epitome::engine())?;
    writer.file(head)?;
    write_whole(path, &writer.finish()?)
}

/// Two articles must not become one file, and what is there is not written over: said before anything is written.
fn refuse_clashes(sources: &[Source], args: &ExtractArgs) -> anyhow::Result<()> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for source in sources {
        let Source::File(path, kind) = source else { continue };
        if *kind == Kind::Records {
            continue; // each record has a file of its own, known when it is read
        }
        let (path, name) = (shown(path), xliff_name(&shown(path)));
        if let Some(other) = names.insert(name.clone(), path.clone()) {
            bail!("{other} and {path} would both be written to {name}; extract them into different folders");
        }
        let target = args.out.join(&name);
        if target.exists() && !args.force {
            bail!("{} is there already; --force writes over it", target.display());
        }
    }
    Ok(())
}

/// The file name of an article's XLIFF; that of a record has the number of its line.
fn xliff_name(article: &str) -> String {
    let name = article.rsplit('/').next().unwrap_or(article).replace(':', ".");
    if name == "-" { "stdin.xlf".to_owned() } else { format!("{name}.xlf") }
}

/// `merge`: translations back into their articles. On standard output stand the files written.
pub(crate) fn merge(args: &MergeArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let into_folder = args.out.is_dir() || shown(&args.out).ends_with('/');
    if args.files.len() > 1 && !into_folder {
        bail!("several files are merged into a folder; {} is none", args.out.display());
    }
    if args.files.len() > 1 && args.source.is_some() {
        bail!(
            "--source names the article of one file; without it, each is found by the path noted in its XLIFF"
        );
    }
    let mut outcome = Outcome::default();
    for file in &args.files {
        match merge_file(args, file, into_folder, talk) {
            Ok(path) => talk.print(&shown(&path))?,
            Err(err) => {
                talk.error(&format!("{}: {err:#}", shown(file)));
                outcome.n_failed_files += 1;
            }
        }
    }
    Ok(outcome)
}

fn merge_file(args: &MergeArgs, file: &Path, into_folder: bool, talk: &Talk) -> anyhow::Result<PathBuf> {
    let opened = File::open(file).context("it cannot be read")?;
    let mut reader = Reader::new(BufReader::with_capacity(1 << 16, opened))?;
    let Some(Event::File { original, sha256, target }) = reader.next()? else {
        bail!("it holds no unit");
    };
    let path = args.source.clone().unwrap_or_else(|| PathBuf::from(&original));
    let target =
        target.context("it does not name the language of the translation (trgLang, target-language)")?;
    let out = if into_folder { args.out.join(merged_name(&path, target)) } else { args.out.clone() };
    if out.exists() && !args.force {
        bail!("{} is there already; --force writes over it", out.display());
    }
    let (input, document) = read_source(args, &path)?;
    if let Some(sha256) = sha256
        && sha256 != document.source.sha256()
    {
        bail!("{} has changed since it was extracted; extract it again", path.display());
    }
    let options = MergeOptions {
        force: args.force,
        to_utf8: args.encoding == OutputEncoding::Utf8,
        set_lang: args.set_lang.then_some(target),
    };
    let locate = || places(&input, target);
    let mut merger = Merger::new(&document, options);
    while let Some(event) = reader.next()? {
        match event {
            Event::Unit(unit) => merger.take(unit, Some(&locate)),
            Event::File { original, .. } => {
                bail!("it holds a second file, {original}; one at a time is merged")
            }
        }
    }
    let merged = merger.finish()?;
    write_whole(&out, &merged.bytes)?;
    for warning in &merged.warnings {
        talk.say(&format!("{}: warning: {warning}", shown(file)));
    }
    if merged.n_untranslated > 0 {
        let (n, of) = (merged.n_untranslated, merged.n_units);
        talk.say(&format!("{}: {n} of {of} units have no translation; the source stays there", shown(file)));
    }
    Ok(out)
}

/// The article as it was read when it was extracted: the text does not depend on what is known about languages.
fn read_source(args: &MergeArgs, path: &Path) -> anyhow::Result<(Input, Document)> {
    let unreadable = || format!("its source {} cannot be read; --source names it", path.display());
    let bytes = fs::read(path).with_context(unreadable)?;
    let media = match kind_of(path, args.from) {
        Kind::Article(media) => media,
        Kind::Records => bail!("records cannot be merged yet: {}", path.display()),
        Kind::TextOrPage if looks_like_page(&bytes) => Media::Html,
        Kind::TextOrPage => Media::Text,
    };
    let input = Input { media, ..Input::text(&shown(path), bytes) };
    // It was within the limits when it was extracted, whatever they were.
    let options = ReadOptions {
        encoding: args.source_encoding,
        max_text: usize::MAX,
        max_html: usize::MAX,
        max_depth: usize::MAX,
        max_attributes: usize::MAX,
        ..ReadOptions::default()
    };
    let document = read(&input, &options).with_context(unreadable)?;
    Ok((input, document))
}

/// Where the units of an article stand, for XLIFF that has lost its places: as an extraction finds them today.
fn places(input: &Input, target: LangTag) -> BTreeMap<String, UnitPlace> {
    let options = UnitOptions { all: true, ..UnitOptions::new(target) };
    let extraction = extract_units(input, &Config::default(), &options);
    let units = extraction.map(|extraction| extraction.units).unwrap_or_default();
    units.iter().map(|unit| (unit.id.to_string(), unit.place())).collect()
}

/// `NAME.TAG.EXT`.
fn merged_name(path: &Path, target: LangTag) -> String {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    match path.extension() {
        Some(extension) => format!("{}.{target}.{}", part(path.file_stem()), part(Some(extension))),
        None => format!("{}.{target}", part(path.file_name())),
    }
}
