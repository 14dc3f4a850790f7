//! [`Origin`]: where the article lies that an XLIFF file was extracted from.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use epitome::{Input, Media};

use crate::args::From;
use crate::inputs::{XliffFile, shown};
use crate::kind::{Kind, kind_of, looks_like_page};
use crate::whole::is_standard;

/// Where articles are looked for, and as what they are read.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'a> {
    named: Option<&'a Path>,
    from: From,
}

impl<'a> Origin<'a> {
    /// The origin of these XLIFF files. A path noted in one leads from the folder that it lies in.
    pub(crate) fn new(named: Option<&'a Path>, from: From, files: &[PathBuf]) -> anyhow::Result<Origin<'a>> {
        let is_found = named.is_some() || !files.iter().any(|file| is_standard(file));
        ensure!(is_found, "XLIFF on standard input lies in no folder; --source names its article");
        Ok(Origin { named, from })
    }

    /// The file and the line of a record, which extraction names `FILE:LINE`.
    pub(crate) fn record_place(&self, original: &str) -> Option<(PathBuf, u64)> {
        let (path, line) = file_and_line(original)?;
        let is_records = path == Path::new("-") || kind_of(path, self.from) == Kind::Records;
        is_records.then(|| (path.to_owned(), line))
    }

    /// The article: as named; in the folder that is named, below which it lies as its XLIFF lies below the one of all; else as noted.
    pub(crate) fn path(&self, noted: &Path, file: &XliffFile) -> PathBuf {
        match self.named {
            Some(named) if named.is_dir() => {
                named.join(&file.folder).join(noted.file_name().unwrap_or_default())
            }
            Some(named) => named.to_owned(),
            None => near(noted.to_owned(), &file.path),
        }
    }

    /// An article as it is read by its name.
    pub(crate) fn input(&self, path: &Path) -> anyhow::Result<Input> {
        let name = shown(path);
        let of_line = file_and_line(&name).filter(|(file, _)| !path.exists() && file.is_file());
        if let Some((file, line)) = of_line {
            let file = shown(file);
            bail!(
                "{file} is no file of records, so none stands on line {line}; --from jsonl reads it as records"
            );
        }
        let bytes = fs::read(path).with_context(|| self.unreadable(path))?;
        let media = match kind_of(path, self.from) {
            Kind::Article(media) => media,
            Kind::Records => bail!(
                "{name} is read as records, one a line, and the XLIFF is of no record; --source names its article, \
                 --from what it is"
            ),
            Kind::TextOrPage if looks_like_page(&bytes) => Media::Html,
            Kind::TextOrPage => Media::Text,
        };
        Ok(Input { media, ..Input::text(&name, bytes) })
    }

    /// Which article it is that cannot be read, in the words that whoever named it knows it by.
    pub(crate) fn unreadable(&self, path: &Path) -> String {
        match self.named {
            Some(named) if named == path => format!("--source {}", shown(path)),
            Some(named) => format!("--source {}: {}", shown(named), shown(path)),
            None => format!("its source {} cannot be read; --source names it", shown(path)),
        }
    }
}

/// `FILE:LINE`, taken apart.
fn file_and_line(name: &str) -> Option<(&Path, u64)> {
    let (path, line) = name.rsplit_once(':')?;
    let line = line.parse().ok().filter(|line| *line > 0)?;
    Some((Path::new(path), line))
}

/// The path of a source as it is noted in an XLIFF file: as it stands, or from a folder that holds that file, as in a package.
fn near(source: PathBuf, file: &Path) -> PathBuf {
    // A relative path does not name the folders above the one it begins in.
    let whole = std::path::absolute(file).unwrap_or_default();
    let folders = file.ancestors().skip(1).chain(whole.ancestors().skip(1));
    let mut places = std::iter::once(source.clone()).chain(folders.map(|folder| folder.join(&source)));
    places.find(|place| place.is_file()).unwrap_or(source)
}
