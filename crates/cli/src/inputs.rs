//! Finds what the names on the command line mean.

use std::fs;
use std::io::{BufRead, stdin};
use std::path::{Component, Path, PathBuf};

use anyhow::ensure;
use epitome::counted;

use crate::args::From;
use crate::kind::{EXTENSIONS, Kind, is_known, kind_of, looks_like_records};
use crate::talk::{Talk, reason};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input.
    Stdin(Kind),
    /// A file.
    File {
        path: PathBuf,
        kind: Kind,
        /// The folder of what is written of it, below that of all outputs: as it lies below the folder that was named, or below
        /// the part of a pattern that matches itself only. A file named outright has none.
        folder: PathBuf,
    },
    /// Something that cannot be read, and why: it keeps its place in the output.
    Failed { name: String, code: &'static str, message: String },
}

impl Source {
    /// Whether records come out of it.
    pub(crate) fn is_records(&self) -> bool {
        matches!(self, Source::File { kind: Kind::Records, .. } | Source::Stdin(Kind::Records))
    }
}

/// A path as it is shown: with `/` on every system.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Finds the sources of all names, in their order. Names are relative to `folder`, where one is given. Each problem becomes a
/// [`Source::Failed`], so that the others are still read.
pub(crate) fn find(names: &[String], folder: Option<&Path>, from: From, talk: &Talk) -> Vec<Source> {
    let mut sources = Vec::new();
    for name in names {
        if name == "-" {
            if sources.iter().any(|source| matches!(source, Source::Stdin(_))) {
                sources.push(failed(name, "unreadable", "standard input is named twice; name it once"));
            } else {
                sources.push(Source::Stdin(kind_of_stdin(from)));
            }
            continue;
        }
        let path = folder.map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
        match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => add_folder(&path, &path, from, talk, &mut sources),
            Ok(_) => sources.push(file(&path, &path, from)),
            Err(_) if is_pattern(name) => add_pattern(&path, from, talk, &mut sources),
            Err(err) => sources.push(failed(&shown(&path), "unreadable", &reason(&err))),
        }
    }
    sources
}

/// The kind of standard input, by its first bytes, which stay there to be read.
fn kind_of_stdin(from: From) -> Kind {
    match from {
        From::Auto if looks_like_records(stdin().lock().fill_buf().unwrap_or_default()) => Kind::Records,
        _ => kind_of(Path::new("-"), from),
    }
}

fn failed(name: &str, code: &'static str, message: &str) -> Source {
    Source::Failed { name: name.to_owned(), code, message: message.to_owned() }
}

/// A file named outright is read whatever it is called.
fn file(path: &Path, root: &Path, from: From) -> Source {
    Source::File { path: path.to_owned(), kind: kind_of(path, from), folder: folder_below(path, root) }
}

/// The folder of a file, as it lies below another; empty where it does not.
pub(crate) fn folder_below(path: &Path, root: &Path) -> PathBuf {
    fn parts(path: &Path) -> impl Iterator<Item = Component<'_>> {
        path.components().filter(|part| *part != Component::CurDir)
    }
    let (root, folder): (PathBuf, PathBuf) = (parts(root).collect(), parts(path).collect());
    let folder = folder.parent().and_then(|folder| folder.strip_prefix(root).ok()).unwrap_or(Path::new(""));
    let is_below = folder.components().all(|part| matches!(part, Component::Normal(_)));
    if is_below { folder.to_owned() } else { PathBuf::new() }
}

/// Whether a name that no file has is a pattern.
fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?', '['])
}

/// The part of a pattern that matches itself only.
fn root_of(pattern: &Path) -> PathBuf {
    let is_fixed = |part: &Component<'_>| !is_pattern(&part.as_os_str().to_string_lossy());
    pattern.components().take_while(is_fixed).collect()
}

fn add_pattern(pattern: &Path, from: From, talk: &Talk, sources: &mut Vec<Source>) {
    let name = shown(pattern);
    let root = root_of(pattern);
    let found = match glob::glob(&name) {
        Ok(found) => found,
        Err(err) => {
            sources.push(failed(&name, "unreadable", &format!("there is no such file, and as a pattern it is malformed at character {}: {}; [[] stands for [", err.pos + 1, err.msg)));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in found {
        match entry {
            Ok(path) => paths.push(path),
            Err(err) => sources.push(failed(&shown(err.path()), "unreadable", &reason(err.error()))),
        }
    }
    paths.sort_by(|a, b| bytes(a).cmp(bytes(b)));
    if paths.is_empty() {
        sources.push(failed(&name, "unreadable", "no file matches the pattern"));
    }
    for path in paths {
        if path.is_dir() {
            add_folder(&path, &root, from, talk, sources);
        } else {
            sources.push(file(&path, &root, from));
        }
    }
}

/// All files of a folder with an extension we know, recursively, in byte-wise order of their paths. Hidden files are passed
/// over, and links that lead out of the folder or to folders, so that nothing is read twice or for ever.
fn add_folder(folder: &Path, named: &Path, from: From, talk: &Talk, sources: &mut Vec<Source>) {
    let root = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let mut walk = Walk { root, named, from, found: Vec::new(), n_other: 0, n_links: 0 };
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        walk.list(&next, &mut folders);
    }
    let Walk { mut found, n_other, n_links, .. } = walk;
    if n_other > 0 {
        talk.say(&format!(
            "{}: not read: {} with an extension that is none of {EXTENSIONS}; name it to read it",
            shown(folder),
            counted(n_other, "file")
        ));
    }
    // Whoever named a wrong folder is not told that all is well.
    if found.is_empty() {
        sources.push(failed(
            &shown(folder),
            "unreadable",
            &format!("the folder holds no article ({EXTENSIONS})"),
        ));
    }
    if n_links > 0 {
        talk.say(&format!(
            "{}: not followed: {} to folders or out of the folder",
            shown(folder),
            counted(n_links, "link")
        ));
    }
    found.sort_by(|(a, _), (b, _)| bytes(a).cmp(bytes(b)));
    sources.extend(found.into_iter().map(|(_, source)| source));
}

struct Walk<'a> {
    /// What the paths of outputs are relative to.
    named: &'a Path,
    root: PathBuf,
    from: From,
    found: Vec<(PathBuf, Source)>,
    n_other: usize,
    n_links: usize,
}

impl Walk<'_> {
    fn list(&mut self, folder: &Path, folders: &mut Vec<PathBuf>) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(err) => return self.fail(folder, &err),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(err) => {
                    self.fail(folder, &err);
                    continue;
                }
            };
            if bytes(Path::new(&entry.file_name())).starts_with(b".") {
                continue;
            }
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if kind.is_symlink() => self.link(path),
                Ok(_) => self.file(path),
                Err(err) => self.fail(&path, &err),
            }
        }
    }

    fn link(&mut self, path: PathBuf) {
        match path.canonicalize() {
            Ok(target) if target.starts_with(&self.root) && !target.is_dir() => self.file(path),
            Ok(_) => self.n_links += 1,
            Err(err) => self.fail(&path, &err),
        }
    }

    fn file(&mut self, path: PathBuf) {
        if is_known(&path) {
            let source = file(&path, self.named, self.from);
            self.found.push((path, source));
        } else {
            self.n_other += 1;
        }
    }

    fn fail(&mut self, path: &Path, err: &std::io::Error) {
        self.found.push((path.to_owned(), failed(&shown(path), "unreadable", &reason(err))));
    }
}

/// The bytes of a path, for an order that no locale changes.
fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// What a package says of itself.
pub(crate) const MANIFEST: &str = "manifest.json";

/// The extensions of XLIFF, as messages have them.
pub(crate) const XLIFF: &str = "xlf, xliff";

/// A file, or the XLIFF files of a folder and the folders in it, or those that a pattern matches, by the bytes of their names; and how
/// many others lie there.
pub(crate) fn xliff_files(name: &Path) -> (Vec<PathBuf>, usize) {
    let mut found = Vec::new();
    let mut n_other = 0;
    let mut open = match shown(name) {
        pattern if is_pattern(&pattern) && !name.exists() => {
            glob::glob(&pattern).into_iter().flatten().flatten().collect()
        }
        _ => vec![name.to_owned()],
    };
    while let Some(path) = open.pop() {
        // A link to a folder could lead round in a circle, and is followed only where it was named.
        let is_folder = path.is_dir() && (path == name || !path.is_symlink());
        if !is_folder {
            let is_xliff = path.extension().is_some_and(|extension| {
                XLIFF.split(", ").any(|known| extension.eq_ignore_ascii_case(known))
            });
            if path == name || (is_xliff && path.is_file()) {
                found.push(path);
            } else {
                n_other += usize::from(path.is_file());
            }
            continue;
        }
        match fs::read_dir(&path) {
            Ok(entries) => open.extend(entries.flatten().map(|entry| entry.path())),
            // Reading it as a file then says why not.
            Err(_) => found.push(path),
        }
    }
    found.sort();
    found.dedup();
    (found, n_other)
}

/// An XLIFF file, and its folder below the one that was named, which is empty for a file named outright.
pub(crate) struct XliffFile {
    pub(crate) path: PathBuf,
    pub(crate) folder: PathBuf,
}

/// The XLIFF files of all names, in their order. In a package, what a tool has written into `target/` stands for what it read in `xliff/`.
pub(crate) fn find_xliff(names: &[PathBuf]) -> anyhow::Result<Vec<XliffFile>> {
    let mut files = Vec::new();
    for name in names {
        let (paths, _) = xliff_files(name);
        ensure!(!paths.is_empty(), no_xliff(name));
        let root = if name.exists() { name.clone() } else { root_of(name) };
        let [xliff, target] = ["xliff", "target"].map(|part| root.join(part));
        let is_package = root.join(MANIFEST).is_file() && xliff.is_dir();
        for path in paths {
            if is_package && path.strip_prefix(&xliff).is_ok_and(|file| target.join(file).is_file()) {
                continue;
            }
            let part = [&xliff, &target].into_iter().find(|part| is_package && path.starts_with(part));
            files.push(XliffFile { folder: folder_below(&path, part.unwrap_or(&root)), path });
        }
    }
    Ok(files)
}

/// Whoever asks for XLIFF where there is none is not told that all is well.
pub(crate) fn no_xliff(name: &Path) -> String {
    let what = if name.is_dir() { "the folder holds" } else { "the pattern matches" };
    format!("{}: {what} no XLIFF ({XLIFF})", shown(name))
}
