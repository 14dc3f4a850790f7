//! [`Reader`]: the files and units of XLIFF 1.2, 2.0, 2.1 and 2.2, a stream.

use std::borrow::Cow;
use std::io::BufRead;

use epitome_document::{LangTag, Newlines, ReadOptions};

use super::Version;
use super::content::push_escaped;
use super::tag::Owner;
use super::tokens::{Token, Tokens};
use super::unit::Segment;
use super::write::{ALL, COUNT_TYPE, ENCODING, NEWLINES, RECORD, SHA256, UNITS};
use crate::content::Content;
use crate::review::Review;
use crate::units::UnitPlace;
use crate::{Place, PrepError, PrepErrorKind};

/// Something read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A source file begins; the units up to the next are of it.
    File {
        /// The name it was extracted under.
        original: String,
        /// SHA-256 of its bytes, where the file still says it.
        sha256: Option<String>,
        /// The `id` of the record it is, as JSON text, where that was noted.
        record: Option<String>,
        /// The language of the source.
        source: Option<LangTag>,
        /// The language of the translation.
        target: Option<LangTag>,
        /// How many units were written, where the file still says it: some may not have come back.
        n_units: Option<usize>,
        /// Whether dropped blocks are translated too.
        all: bool,
        /// How the source was read. The limits are the usual ones; they are not noted.
        read: ReadOptions,
    },
    /// A unit, with its translation.
    Unit(Translation),
}

/// A unit as it came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Its id.
    pub id: String,
    /// Its address for people, where it has one.
    pub address: Option<String>,
    /// Where it stands in its source; `None` when a tool has dropped that.
    pub place: Option<UnitPlace>,
    /// Whether it was to be translated.
    pub translate: bool,
    /// Its source.
    pub source: Content,
    /// Its translation, where there is one.
    pub target: Option<Content>,
    /// How many of its segments have no translation: a tool may have split it.
    pub n_open: usize,
    /// Whether the translation is of an earlier text, and nobody has changed or confirmed it.
    pub is_fuzzy: bool,
    /// What its note said of that, where it is so.
    pub fuzzy_note: Option<String>,
    /// What people have said of it.
    pub review: Review,
    /// The ids of codes that no unit of ours has.
    pub foreign: Vec<String>,
    /// Where in the file it begins.
    pub at: Place,
}

impl Translation {
    /// Whether it has a translation. A copy of its source, which is how some tools are told of a unit, is one where somebody has
    /// confirmed it.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        self.target.as_ref().is_some_and(|target| *target != self.source || self.review.is_confirmed())
    }

    /// What to call it in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        self.address.as_deref().unwrap_or(&self.id)
    }
}

/// Reads XLIFF, unit by unit.
///
/// Entities of the file's own are not expanded and nothing is fetched. A tag or text of more than 16 MiB and elements more
/// than 512 deep are errors.
pub struct Reader<'a> {
    pub(super) xml: Tokens<'a>,
    version: Version,
    written_version: String,
    source: Option<LangTag>,
    target: Option<LangTag>,
    is_done: bool,
    pending: Option<PendingFile>,
    /// Room for those of a unit, one after the other.
    pub(super) segments: Vec<Segment>,
    /// How many segments of 1.2 have nothing in them.
    pub(super) n_empty: usize,
}

struct PendingFile {
    original: String,
    sha256: Option<String>,
    record: Option<String>,
    source: Option<LangTag>,
    target: Option<LangTag>,
    n_units: Option<usize>,
    all: bool,
    read: ReadOptions,
}

impl PendingFile {
    /// Takes note of something we say of the source, or of the way it was read.
    fn note(&mut self, name: &str, value: &str) {
        match name {
            SHA256 => self.sha256 = Some(value.to_owned()),
            RECORD => self.record = Some(value.to_owned()),
            ALL => self.all = value == "yes",
            UNITS => self.n_units = value.parse().ok(),
            NEWLINES => self.read.newlines = Newlines::named(value).unwrap_or_default(),
            ENCODING => self.read.encoding = value.parse().ok(),
            _ => {}
        }
    }
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("version", &self.version).finish_non_exhaustive()
    }
}

impl<'a> Reader<'a> {
    /// Begins to read: up to the root element.
    ///
    /// # Errors
    /// When it is no XLIFF of a version that is read.
    pub fn new(input: impl BufRead + 'a) -> Result<Reader<'a>, PrepError> {
        let mut reader = Reader {
            xml: Tokens::new(input)?,
            version: Version::V2_0,
            written_version: String::new(),
            source: None,
            target: None,
            is_done: false,
            pending: None,
            segments: Vec::new(),
            n_empty: 0,
        };
        reader.root()?;
        Ok(reader)
    }

    /// The version of the file; 2.2, whose core is that of 2.1 but for its namespace, counts as 2.1.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The number of the version as the file has it.
    #[must_use]
    pub fn written_version(&self) -> &str {
        &self.written_version
    }

    /// The next file or unit; `None` at the end.
    ///
    /// # Errors
    /// When the file is not well formed, or not what XLIFF allows.
    #[allow(clippy::should_implement_trait, reason = "it fails, and a for loop would hide that")]
    pub fn next(&mut self) -> Result<Option<Event>, PrepError> {
        while !self.is_done {
            match self.xml.next_tag()? {
                Token::Start => match self.own() {
                    Some("file") => {
                        let mut file = PendingFile {
                            original: self.attribute("original").unwrap_or_default(),
                            sha256: None,
                            record: None,
                            source: self.tag("source-language")?.or(self.source),
                            target: self.tag("target-language")?.or(self.target),
                            n_units: None,
                            all: false,
                            read: ReadOptions::default(),
                        };
                        let ours = self.xml.attributes().filter(|(owner, ..)| *owner == Owner::Ours);
                        ours.for_each(|(_, name, value)| file.note(name, &value));
                        self.pending = Some(file);
                        if !self.is_1() {
                            return Ok(self.file());
                        }
                    }
                    Some("header") => self.header()?,
                    Some("body" | "group") => {
                        if let Some(file) = self.file() {
                            return Ok(Some(file));
                        }
                    }
                    Some("unit") if !self.is_1() => {
                        return self.unit_2().map(|unit| Some(Event::Unit(unit)));
                    }
                    Some("trans-unit") if self.is_1() => {
                        return self.unit_1().map(|unit| Some(Event::Unit(unit)));
                    }
                    Some(
                        "notes" | "skeleton" | "note" | "bin-unit" | "context-group" | "count-group"
                        | "prop-group",
                    )
                    | None => self.skip()?,
                    Some(other) => {
                        let message = format!("<{other}> may not stand here");
                        return Err(self.error(PrepErrorKind::BadXliff, message));
                    }
                },
                Token::Eof if self.xml.depth() > 0 => {
                    return Err(self.error(
                        PrepErrorKind::BadXml,
                        "the file ends before its elements do: it is cut off",
                    ));
                }
                Token::Eof => self.is_done = true,
                Token::Empty | Token::End | Token::Text | Token::Escaped | Token::Data => {}
            }
        }
        Ok(None)
    }

    pub(super) fn is_1(&self) -> bool {
        self.version == Version::V1_2
    }

    fn root(&mut self) -> Result<(), PrepError> {
        let not_xliff = "this is no XLIFF: its root element is not <xliff>";
        self.xml.begins()?;
        loop {
            match self.xml.next()? {
                Token::Text if self.xml.text().trim().is_empty() => {}
                Token::Start | Token::Empty => {
                    if self.own() != Some("xliff") {
                        return Err(self.error(PrepErrorKind::BadXliff, not_xliff));
                    }
                    let version = self.attribute("version").unwrap_or_default();
                    self.version = match version.as_str() {
                        "1.2" => Version::V1_2,
                        "2.0" => Version::V2_0,
                        "2.1" | "2.2" => Version::V2_1,
                        _ => {
                            let message = format!("XLIFF {version:?} is not read; 1.2, 2.0, 2.1 and 2.2 are");
                            return Err(self.error(PrepErrorKind::BadXliff, message));
                        }
                    };
                    self.written_version = version;
                    self.source = self.tag("srcLang")?;
                    self.target = self.tag("trgLang")?;
                    return Ok(());
                }
                Token::Text | Token::Escaped | Token::Data | Token::End | Token::Eof => {
                    return Err(self.error(PrepErrorKind::BadXliff, not_xliff));
                }
            }
        }
    }

    fn file(&mut self) -> Option<Event> {
        let PendingFile { original, sha256, record, source, target, n_units, all, read } =
            self.pending.take()?;
        Some(Event::File { original, sha256, record, source, target, n_units, all, read })
    }

    /// The header of 1.2, which names the hash of the source, the number of units, and how the source was read.
    fn header(&mut self) -> Result<(), PrepError> {
        let depth = self.xml.depth();
        let mut is_count = false;
        let mut said: Option<Content> = None;
        while self.xml.depth() >= depth {
            match self.xml.next()? {
                Token::Start | Token::Empty => {
                    let uid = match self.own() {
                        Some("external-file") => self.attribute("uid"),
                        _ => None,
                    };
                    let is = |element: &str, name: &str, value: &str| {
                        self.own() == Some(element) && self.xml.attribute(name).as_deref() == Some(value)
                    };
                    is_count = is("count", "count-type", COUNT_TYPE);
                    said = (is_count || is("note", "from", "epitome")).then(Content::default);
                    if let (Some(uid), Some(file)) = (uid, &mut self.pending) {
                        file.sha256 = uid.strip_prefix("sha256-").map(str::to_owned);
                    }
                }
                Token::Text => said.iter_mut().for_each(|said| said.push_text(self.xml.text())),
                Token::Escaped => said.iter_mut().for_each(|said| push_escaped(said, self.xml.text())),
                Token::End => {
                    let Some((said, file)) = said.take().zip(self.pending.as_mut()) else { continue };
                    let text = said.text.trim();
                    match text.split_once(": ") {
                        _ if is_count => file.n_units = text.parse().ok(),
                        Some((name, value)) => file.note(name, value),
                        None => {}
                    }
                }
                Token::Eof => {
                    return Err(self.error(PrepErrorKind::BadXml, "the file ends within its header"));
                }
                Token::Data => {}
            }
        }
        Ok(())
    }

    /// The name of the last tag's element where that is one of XLIFF; all others are passed over with what they hold.
    pub(super) fn own(&self) -> Option<&str> {
        self.xml.own()
    }

    /// Passes over all up to the end of the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), PrepError> {
        let depth = self.xml.depth();
        while self.xml.depth() >= depth {
            if self.xml.next_tag()? == Token::Eof {
                let message = "the file ends before its elements do: it is cut off";
                return Err(self.error(PrepErrorKind::BadXml, message));
            }
        }
        Ok(())
    }

    /// The value of one of XLIFF's own attributes of the last tag.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.xml.attribute(name).map(Cow::into_owned)
    }

    fn tag(&mut self, name: &str) -> Result<Option<LangTag>, PrepError> {
        let Some(given) = self.xml.attribute(name) else { return Ok(None) };
        let parsed = LangTag::parse(&given);
        parsed.map(Some).map_err(|err| self.error(PrepErrorKind::BadXliff, format!("{name}: {err}")))
    }

    pub(super) fn error(&mut self, kind: PrepErrorKind, message: impl Into<String>) -> PrepError {
        PrepError::new(kind, message).at(self.xml.place())
    }
}
