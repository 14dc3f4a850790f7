//! The verbs that write files for translators.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{bail, ensure};
use epitome::prep::xliff::{FileHead, Layout, Writer};
use epitome::prep::{Unit, UnitOptions, pseudo};
use epitome::{Analysis, BlockId, Config, Input, Media, Use, counted, prepare, units};

use crate::args::{ExtractArgs, Format, UnitArgs};
use crate::inputs::{Source, shown};
use crate::kind::Kind;
use crate::settings::Settings;
use crate::sink::Outcome;
use crate::stream::{self, Rendered};
use crate::talk::{Talk, in_words};
use crate::verbs::{cleaned, warnings};
use crate::whole::{is_standard, make_folder, write_whole};

/// How articles are written as XLIFF.
pub(crate) struct Order<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) units: UnitOrder,
    pub(crate) layout: Layout,
    /// The folder of the files.
    pub(crate) out: &'a Path,
    /// The folders in it.
    pub(crate) folders: Folders<'a>,
    /// Whether translations are made up.
    pub(crate) is_pseudo: bool,
    /// Whether files that are there are written over.
    pub(crate) overwrite: bool,
}

/// What is wanted of units, and how long the summary is that is noted in them.
pub(crate) struct UnitOrder {
    pub(crate) config: Config,
    pub(crate) options: UnitOptions,
}

impl UnitOrder {
    pub(crate) fn new(args: &UnitArgs, settings: &Settings) -> UnitOrder {
        let config = cleaned(settings.config.clone(), args.clean);
        let budget = args.budget.budget().unwrap_or(config.budget);
        let options = UnitOptions {
            all: args.all,
            gist_first: args.gist_first,
            protection: settings.config.protection.clone(),
            ..UnitOptions::new(args.to)
        };
        UnitOrder { config: Config { budget, ..config }, options }
    }
}

/// `extract` and `pseudo`: the units of every article, one XLIFF file each. On standard output stand the files written, or the
/// XLIFF itself.
pub(crate) fn extract(args: &ExtractArgs, is_pseudo: bool, talk: &Talk) -> anyhow::Result<Outcome> {
    let settings = Settings::new(&args.input, talk)?;
    let folders = if is_standard(&args.out) {
        let is_one = settings.sources.len() == 1 && !settings.sources[0].is_records();
        ensure!(is_one, "-o - is for the XLIFF of one article; name a folder for several");
        Folders::default()
    } else {
        let folders = Folders::new(&settings.sources, &args.out, args.overwrite)?;
        make_folder(&args.out)?;
        folders
    };
    let mut layout = args
        .client
        .map_or_else(Layout::default, |client| epitome::prep::xliff::Client::from(client).layout());
    if let Some(version) = args.xliff {
        layout.version = version.into();
    }
    let units = UnitOrder::new(&args.units, &settings);
    let (settings, out, overwrite) = (&settings, &*args.out, args.overwrite);
    let order = Order { settings, units, layout, out, folders, is_pseudo, overwrite };
    let written = |path: &Path| if is_standard(path) { String::new() } else { format!("{}\n", shown(path)) };
    write_articles(&order, talk, |input, _| input.name.to_string(), |path, _, _| written(path))
}

/// Writes every article. `original` says under which name, for the way back, by the folder its file goes to; `written` what stands on
/// standard output for it and its number of units.
pub(crate) fn write_articles(
    order: &Order<'_>,
    talk: &Talk,
    original: impl Fn(&Input, &Path) -> String + Sync,
    written: impl Fn(&Path, &Analysis, usize) -> String + Sync,
) -> anyhow::Result<Outcome> {
    let UnitOrder { config, options } = &order.units;
    // What goes wrong when a file is written is no fault of the article: it is told when all others are done.
    let failures: Mutex<BTreeMap<String, anyhow::Error>> = Mutex::default();
    let [n_left_out, n_shortened, n_cuts] = [0; 3].map(AtomicUsize::new);
    let outcome = stream::run(order.settings, Format::Text, talk, |input| {
        let folder = order.folders.of(input);
        let path = match order.out {
            out if is_standard(out) => out.to_owned(),
            out => out.join(folder).join(xliff_name(&input.name)),
        };
        let input = Input { name: original(input, folder).into(), ..input.clone() };
        let analysis = prepare(&input, config)?;
        let units = units(&analysis, &config.languages, options).map(|mut unit| {
            if order.is_pseudo && unit.skip.is_none() {
                let target = pseudo(&unit.anatomy.content, &config.languages, unit.tag, options.target);
                unit.target = Some(target);
            }
            unit
        });
        let n_units = units.len();
        let mut warnings = warnings(&analysis.notes);
        let tag = analysis.language().tag;
        // From one country's form to another's is work for a translator.
        if tag == options.target || tag.language() == options.target.as_str() {
            warnings.push(format!("warning: it is in {tag} already, the language of the translation"));
        }
        if !options.all {
            let n_dropped = n_dropped(&analysis);
            let n_cut = analysis.cleaning.cuts.len();
            n_cuts.fetch_add(n_cut, Ordering::Relaxed);
            n_left_out.fetch_add(n_dropped, Ordering::Relaxed);
            n_shortened.fetch_add(usize::from(n_dropped + n_cut > 0), Ordering::Relaxed);
        }
        if n_units == 0 {
            // XLIFF without a unit is none.
            warnings.push("warning: there is nothing to translate, so nothing is written".to_owned());
            return Ok(Rendered { out: String::new(), warnings });
        }
        let out = match write_xliff(&path, &analysis, units, order.layout, config, options, order.overwrite) {
            Ok(()) => written(&path, &analysis, n_units),
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
        talk.error(&format!("{name}: {}", in_words(err)));
    }
    let [n_left_out, n_shortened, n_cuts] = [n_left_out, n_shortened, n_cuts].map(AtomicUsize::into_inner);
    if n_left_out + n_cuts > 0 {
        talk.say(&format!(
            "left out as not of the article: {}, {} of {}; --all takes them, epitome explain says why",
            counted(n_left_out, "block"),
            counted(n_cuts, "cut"),
            counted(n_shortened, "article")
        ));
    }
    Ok(Outcome { n_failed_files: outcome.n_failed_files + failures.len(), ..outcome })
}

/// How many blocks are no part of the article.
fn n_dropped(analysis: &Analysis) -> usize {
    let is_dropped = |block: &BlockId| analysis.cleaning.of(*block).usage == Use::Drop;
    analysis.document.block_ids().filter(is_dropped).count()
}

/// Writes one article.
pub(crate) fn write_xliff(
    path: &Path,
    analysis: &Analysis,
    units: impl IntoIterator<Item: Borrow<Unit>, IntoIter: ExactSizeIterator>,
    layout: Layout,
    config: &Config,
    options: &UnitOptions,
    overwrite: bool,
) -> anyhow::Result<()> {
    refuse_existing(path, overwrite)?;
    write_whole(path, |out| {
        let mut writer =
            Writer::new(out, layout, analysis.language().tag, options.target, epitome::engine())?;
        let head = FileHead {
            document: &analysis.document,
            read: &config.read,
            all: options.all,
            is_reordered: options.gist_first,
        };
        writer.file(head, units)?;
        writer.finish()?;
        Ok(())
    })
}

/// The folders that files of articles go to, relative to that of all, by the names of the articles' files.
#[derive(Default)]
pub(crate) struct Folders<'a>(BTreeMap<String, &'a Path>);

impl<'a> Folders<'a> {
    /// Two articles must not become one file, and what is there is not written over: said before anything is written.
    pub(crate) fn new(sources: &'a [Source], out: &Path, overwrite: bool) -> anyhow::Result<Folders<'a>> {
        let mut folders = Folders::default();
        let mut names: BTreeMap<PathBuf, String> = BTreeMap::new();
        for source in sources {
            let Source::File { path, kind, folder } = source else { continue };
            // Each record has a file of its own, which is known only when it is read.
            let line = if *kind == Kind::Records { ":N" } else { "" };
            let path = shown(path);
            let name = folder.join(xliff_name(&format!("{path}{line}")));
            ensure!(folders.0.insert(path.clone(), folder).is_none(), "{path} is named twice; name it once");
            if let Some(other) = names.insert(name.clone(), path.clone()) {
                bail!(
                    "{other} and {path} would both be written to {}; name the folder above them, which keeps their paths, or \
                     extract them into different folders",
                    shown(&name)
                );
            }
            refuse_existing(&out.join(&name), overwrite)?;
        }
        Ok(folders)
    }

    fn of(&self, article: &Input) -> &'a Path {
        let is_record = article.media == Media::Record;
        let file =
            article.name.rsplit_once(':').filter(|_| is_record).map_or(&*article.name, |(file, _)| file);
        self.0.get(file).copied().unwrap_or(Path::new(""))
    }
}

/// What is there stays there, unless it is said that it need not.
pub(crate) fn refuse_existing(path: &Path, overwrite: bool) -> anyhow::Result<()> {
    let is_taken = !overwrite && !is_standard(path) && (path.exists() || path.is_symlink());
    ensure!(!is_taken, "{} is there already; --overwrite writes over it", path.display());
    Ok(())
}

/// The file name of an article's XLIFF; that of a record has the number of its line.
pub(crate) fn xliff_name(article: &str) -> String {
    let name = article.rsplit('/').next().unwrap_or(article).replace(':', ".");
    // Standard input, `-`, or a record of it, `-.1`, which would look like a flag on the command line.
    match name.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with('.')) {
        Some(record) => format!("stdin{record}.xlf"),
        None => format!("{name}.xlf"),
    }
}
