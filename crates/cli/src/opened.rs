//! [`Opened`]: an XLIFF file of which each unit is read in turn.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Context, bail};
use epitome::prep::xliff::{Event, Reader, Translation, Version};
use epitome::{Encoding, LangTag, ReadOptions};

use crate::whole::is_standard;

/// What an XLIFF file says of the article it was extracted from, and its units, which are still to be read.
pub(crate) struct Opened {
    pub(crate) original: String,
    /// The hash of the article, and the id of its record.
    pub(crate) sha256: Option<String>,
    pub(crate) record: Option<String>,
    pub(crate) language: Option<LangTag>,
    pub(crate) target: LangTag,
    pub(crate) n_units: Option<usize>,
    /// Whether it has what is dropped too.
    pub(crate) all: bool,
    read: ReadOptions,
    reader: Reader<'static>,
}

impl Opened {
    /// Opens an XLIFF file up to its first unit.
    pub(crate) fn new(file: &Path) -> anyhow::Result<Opened> {
        let opened: Box<dyn Read> =
            if is_standard(file) { Box::new(held_stdin()?) } else { Box::new(File::open(file)?) };
        let mut reader = Reader::new(BufReader::with_capacity(1 << 16, opened))?;
        let Some(Event::File { original, sha256, record, source, target, n_units, all, read, .. }) =
            reader.next()?
        else {
            bail!("it holds no unit");
        };
        let place = match reader.version() {
            Version::V1_2 => "target-language=\"de\" into <file>",
            _ => "trgLang=\"de\" into <xliff>",
        };
        let target = target.with_context(|| {
            format!("it does not name the language of the translation; for German, write {place}")
        })?;
        Ok(Opened { original, sha256, record, language: source, target, n_units, all, read, reader })
    }

    /// The next unit; `None` at the end.
    pub(crate) fn next_unit(&mut self) -> anyhow::Result<Option<Translation>> {
        match self.reader.next()? {
            Some(Event::Unit(unit)) => Ok(Some(unit)),
            Some(Event::File { original, .. }) => {
                bail!("it holds the units of a second article, {original}; give each a file of its own")
            }
            None => Ok(None),
        }
    }

    /// The version of the file, and its number as the file has it.
    pub(crate) fn version(&self) -> (Version, &str) {
        (self.reader.version(), self.reader.written_version())
    }

    /// How the article is read again, by what is noted of the first time: the text does not depend on what is known about
    /// languages, and it was within the limits then, whatever they were.
    pub(crate) fn read_options(&self, encoding: Option<Encoding>) -> ReadOptions {
        ReadOptions {
            encoding: encoding.or(self.read.encoding),
            max_text: usize::MAX,
            max_record: usize::MAX,
            max_html: usize::MAX,
            max_blocks: usize::MAX,
            max_depth: usize::MAX,
            max_attributes: usize::MAX,
            ..self.read
        }
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
