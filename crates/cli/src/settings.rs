//! [`Settings`]: arguments and project file made into things ready to use.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use epitome::{Config, Project, Severity, Srx};

use crate::args::{FailOn, Format, InputArgs, NewlinePolicy};
use crate::inputs::{self, Source};
use crate::talk::Talk;

/// All that a run needs to know.
#[derive(Debug)]
pub(crate) struct Settings {
    /// What to read, in order.
    pub(crate) sources: Vec<Source>,
    /// How to analyse. The verbs add their own wishes.
    pub(crate) config: Config,
    /// Threads.
    pub(crate) n_jobs: usize,
    /// Whether an unreadable record makes the run fail.
    pub(crate) fail_on_error: bool,
}

impl Settings {
    /// Reads the project file, if it is needed, and finds the inputs.
    pub(crate) fn new(args: &InputArgs, talk: &Talk) -> anyhow::Result<Settings> {
        let here = here()?;
        let project = Loaded::find(&here)?;
        let sources = match &project {
            _ if !args.inputs.is_empty() => inputs::find(&args.inputs, None, args.from, talk),
            Some(Loaded { path, inputs, .. }) if !inputs.is_empty() => {
                let folder = relative_folder(&here, path);
                say_default(talk, &folder, inputs);
                inputs::find(inputs, Some(&folder), args.from, talk)
            }
            _ => bail!(
                "nothing to read: name files or folders (epitome summarize articles/), or write an {} \
                 with inputs = [\"articles\"] in this folder or above",
                Project::FILE
            ),
        };
        Ok(Settings {
            sources,
            config: config(args, project.map(|project| project.config).unwrap_or_default()),
            n_jobs: args.jobs.map_or_else(default_jobs, usize::from),
            fail_on_error: args.fail_on == Some(FailOn::Error),
        })
    }

    /// What comes out: as asked, else text, or JSON lines where any input is such.
    pub(crate) fn format(&self, asked: Option<Format>) -> Format {
        let has_records = || self.sources.iter().any(Source::is_records);
        asked.unwrap_or_else(|| if has_records() { Format::Jsonl } else { Format::Text })
    }
}

/// The configuration that the nearest project file asks for.
pub(crate) fn of_project() -> anyhow::Result<Config> {
    let project = Loaded::find(&here()?)?;
    Ok(project.map(|project| project.config).unwrap_or_default())
}

/// A project file.
struct Loaded {
    path: PathBuf,
    inputs: Vec<String>,
    config: Config,
}

impl Loaded {
    /// The nearest one, in this folder or above. One that cannot be used is an error whatever of it is wanted: what it says of
    /// languages and of texts that stay as they are counts in the ids of units.
    fn find(here: &Path) -> anyhow::Result<Option<Loaded>> {
        let Some(path) = Project::find(here) else { return Ok(None) };
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let project = Project::parse(&text).and_then(|project| Ok((project.config()?, project.inputs)));
        let (config, inputs) = project.with_context(|| format!("{} cannot be used", path.display()))?;
        Ok(Some(Loaded { path, inputs, config }))
    }
}

fn here() -> anyhow::Result<PathBuf> {
    std::env::current_dir().context("the current folder cannot be read")
}

/// Reads an SRX file, and says on standard error what of it is not honoured.
pub(crate) fn srx(path: &Path, talk: &Talk) -> anyhow::Result<Arc<Srx>> {
    let named = || format!("--srx {}", path.display());
    let bytes = std::fs::read(path).with_context(named)?;
    let (srx, notes) = Srx::read(&bytes).with_context(named)?;
    for note in notes {
        let kind = if note.severity == Severity::Warning { "warning" } else { "note" };
        talk.say(&format!("{kind}: {}:{}: {}", path.display(), note.line, note.message));
    }
    Ok(Arc::new(srx))
}

fn default_jobs() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The folder of the project file as seen from here: empty, or `../` as often as it lies above.
fn relative_folder(here: &Path, project_file: &Path) -> PathBuf {
    let folder = project_file.parent().unwrap_or(here);
    let n_up = here.strip_prefix(folder).map_or(0, |below| below.components().count());
    std::iter::repeat_n("..", n_up).collect()
}

fn say_default(talk: &Talk, folder: &Path, inputs: &[String]) {
    let file = folder.join(Project::FILE);
    let ignored = if stdin_has_data() { "; standard input is ignored, - reads it" } else { "" };
    talk.say(&format!("no input named, reading those of {}: {}{ignored}", file.display(), inputs.join(", ")));
}

/// Whether somebody pipes or redirects something into the program.
fn stdin_has_data() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        std::fs::metadata("/dev/stdin").is_ok_and(|stdin| stdin.is_file() || stdin.file_type().is_fifo())
    }
    #[cfg(not(unix))]
    {
        use std::io::IsTerminal;
        !std::io::stdin().is_terminal()
    }
}

/// What the project file asks for, and over it what the flags do.
fn config(args: &InputArgs, mut config: Config) -> Config {
    config.read.newlines = args.newlines.map_or(config.read.newlines, NewlinePolicy::into);
    config.read.encoding = args.encoding.or(config.read.encoding);
    config.read.max_text = args.max_text.unwrap_or(config.read.max_text);
    config.read.max_record = args.max_record.unwrap_or(config.read.max_record);
    config.read.max_html = args.max_html.unwrap_or(config.read.max_html);
    config.read.max_blocks = args.max_blocks.unwrap_or(config.read.max_blocks);
    config.read.max_depth = args.max_depth.unwrap_or(config.read.max_depth);
    config.read.max_attributes = args.max_attributes.unwrap_or(config.read.max_attributes);
    config.lang = args.lang.or(config.lang);
    config.lang_hint = args.lang_hint.or(config.lang_hint);
    config.engine = args.engine.into();
    config
}
