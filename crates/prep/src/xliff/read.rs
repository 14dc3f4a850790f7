//! [`Reader`]: the files and units of XLIFF 1.2, 2.0, 2.1 and 2.2, a stream.

use std::borrow::Cow;
use std::io::BufRead;

use epitome_document::{LangTag, Span};

use super::Version;
use super::inline::{CLOSE, OPEN};
use super::tokens::{Token, Tokens};
use super::write::{COUNT_TYPE, FUZZY, SOURCE};
use crate::content::{Content, Part};
use crate::references::resolve;
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
        /// The language of the source.
        source: Option<LangTag>,
        /// The language of the translation.
        target: Option<LangTag>,
        /// How many units were written, where the file still says it: some may not have come back.
        n_units: Option<usize>,
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
    /// Whether the translation is of an earlier text, and nobody has changed or confirmed it.
    pub is_fuzzy: bool,
    /// The ids of codes that no unit of ours has.
    pub foreign: Vec<String>,
    /// Where in the file it begins.
    pub at: Place,
}

impl Translation {
    /// What to call it in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        self.address.as_deref().unwrap_or(&self.id)
    }
}

/// Reads XLIFF, unit by unit.
///
/// Entities of the file's own are not expanded and nothing is fetched. A tag or text of more than 16 MiB and elements more
/// than 256 deep are errors.
pub struct Reader<'a> {
    xml: Tokens<'a>,
    /// The prefix of the elements of XLIFF; all others are passed over with what they hold.
    prefix: String,
    version: Version,
    source: Option<LangTag>,
    target: Option<LangTag>,
    is_done: bool,
    pending: Option<PendingFile>,
}

struct PendingFile {
    original: String,
    sha256: Option<String>,
    source: Option<LangTag>,
    target: Option<LangTag>,
    n_units: Option<usize>,
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
            prefix: String::new(),
            version: Version::V2_0,
            source: None,
            target: None,
            is_done: false,
            pending: None,
        };
        reader.root()?;
        Ok(reader)
    }

    /// The version of the file; 2.2, whose core is that of 2.1 but for its namespace, counts as 2.1.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The next file or unit; `None` at the end.
    ///
    /// # Errors
    /// When the file is not well formed, or not what XLIFF allows.
    #[allow(clippy::should_implement_trait, reason = "it fails, and a for loop would hide that")]
    pub fn next(&mut self) -> Result<Option<Event>, PrepError> {
        while !self.is_done {
            match self.xml.next()? {
                Token::Start(element) => match self.own(element) {
                    Some("file") => {
                        self.pending = Some(PendingFile {
                            original: self.attribute("original").unwrap_or_default(),
                            sha256: self.attribute("sha256"),
                            source: self.tag("source-language")?.or(self.source),
                            target: self.tag("target-language")?.or(self.target),
                            n_units: self.attribute("units").and_then(|n| n.parse().ok()),
                        });
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
                Token::Empty(_) | Token::End | Token::Text(_) | Token::Data(_) => {}
            }
        }
        Ok(None)
    }

    fn is_1(&self) -> bool {
        self.version == Version::V1_2
    }

    fn root(&mut self) -> Result<(), PrepError> {
        let not_xliff = "this is no XLIFF: its root element is not <xliff>";
        loop {
            match self.xml.next()? {
                Token::Text(text) if self.xml.slice(text).trim().is_empty() => {}
                Token::Start(element) | Token::Empty(element) => {
                    let name = self.xml.slice(element);
                    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
                    if local != "xliff" {
                        return Err(self.error(PrepErrorKind::BadXliff, not_xliff));
                    }
                    self.prefix = prefix.to_owned();
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
                    self.source = self.tag("srcLang")?;
                    self.target = self.tag("trgLang")?;
                    return Ok(());
                }
                Token::Text(_) | Token::Data(_) | Token::End | Token::Eof => {
                    return Err(self.error(PrepErrorKind::BadXliff, not_xliff));
                }
            }
        }
    }

    fn file(&mut self) -> Option<Event> {
        let PendingFile { original, sha256, source, target, n_units } = self.pending.take()?;
        Some(Event::File { original, sha256, source, target, n_units })
    }

    /// The header of 1.2, which names the hash of the source and the number of units.
    fn header(&mut self) -> Result<(), PrepError> {
        let depth = self.xml.depth();
        let mut is_count = false;
        while self.xml.depth() >= depth {
            match self.xml.next()? {
                Token::Start(element) | Token::Empty(element) => {
                    let uid = match self.own(element) {
                        Some("external-file") => self.attribute("uid"),
                        _ => None,
                    };
                    let is_ours = self.own(element) == Some("count");
                    is_count = is_ours && self.attribute("count-type").as_deref() == Some(COUNT_TYPE);
                    if let (Some(uid), Some(file)) = (uid, &mut self.pending) {
                        file.sha256 = uid.strip_prefix("sha256-").map(str::to_owned);
                    }
                }
                Token::Text(text) if is_count => {
                    if let Some(file) = &mut self.pending {
                        file.n_units = self.xml.slice(text).trim().parse().ok();
                    }
                    is_count = false;
                }
                Token::Eof => {
                    return Err(self.error(PrepErrorKind::BadXml, "the file ends within its header"));
                }
                Token::End | Token::Text(_) | Token::Data(_) => {}
            }
        }
        Ok(())
    }

    fn unit_2(&mut self) -> Result<Translation, PrepError> {
        let (mut unit, _, fuzzy) = self.translation("name", "at", "fuzzy")?;
        let mut is_confirmed = true;
        let depth = self.xml.depth();
        // Tools may split a segment: the parts of the source come in order, those of the target in theirs.
        let mut targets: Vec<(usize, Option<Content>, Content)> = Vec::new();
        let mut order = 0;
        while self.xml.depth() >= depth {
            match self.xml.next()? {
                Token::Start(element) => match self.own(element) {
                    Some(name @ ("segment" | "ignorable")) => {
                        if name == "segment" {
                            let state = self.attribute("state");
                            is_confirmed &=
                                matches!(state.as_deref(), Some("translated" | "reviewed" | "final"));
                        }
                        order = targets.len() + 1;
                        targets.push((order, None, Content::default()));
                    }
                    Some("source") => {
                        let content = self.content(&mut unit.foreign)?;
                        append(&mut unit.source, &content);
                        if let Some((_, _, source)) = targets.last_mut() {
                            *source = content;
                        }
                    }
                    Some("target") => {
                        let given = self.attribute("order").and_then(|given| given.parse().ok());
                        let content = self.content(&mut unit.foreign)?;
                        if let Some(target) = targets.last_mut() {
                            *target = (given.unwrap_or(order), Some(content), std::mem::take(&mut target.2));
                        }
                    }
                    _ => self.skip()?,
                },
                Token::Empty(element) if self.own(element) == Some("target") => {
                    if let Some((_, target, _)) = targets.last_mut() {
                        *target = Some(Content::default());
                    }
                }
                Token::Eof => return Err(self.cut_off(&unit)),
                Token::Empty(_) | Token::End | Token::Text(_) | Token::Data(_) => {}
            }
        }
        let is_empty = |content: &Content| content.text.is_empty() && content.codes.is_empty();
        // A target with nothing in it is how some tools write that there is none.
        let has_target =
            targets.iter().any(|(_, target, _)| target.as_ref().is_some_and(|target| !is_empty(target)));
        if has_target {
            targets.sort_by_key(|(order, ..)| *order);
            let mut whole = Content::default();
            for (_, target, source) in &targets {
                append(&mut whole, target.as_ref().filter(|target| !is_empty(target)).unwrap_or(source));
            }
            unit.target = Some(whole);
        }
        unit.is_fuzzy = !is_confirmed && is_unchanged(&unit, fuzzy.as_deref());
        Ok(unit)
    }

    fn unit_1(&mut self) -> Result<Translation, PrepError> {
        let (mut unit, place, approved) = self.translation("resname", "extradata", "approved")?;
        let words = place.as_deref().unwrap_or_default().split_ascii_whitespace();
        let fuzzy = words.into_iter().find_map(|word| word.strip_prefix(FUZZY));
        let mut is_confirmed = approved.as_deref() == Some("yes");
        let depth = self.xml.depth();
        while self.xml.depth() >= depth {
            match self.xml.next()? {
                Token::Start(element) => match self.own(element) {
                    Some("source") => unit.source = self.content(&mut unit.foreign)?,
                    Some("target") => {
                        let state = self.attribute("state");
                        is_confirmed |=
                            matches!(state.as_deref(), Some("translated" | "final" | "signed-off"));
                        let target = self.content(&mut unit.foreign)?;
                        unit.target = (!target.text.is_empty() || !target.codes.is_empty()).then_some(target);
                    }
                    _ => self.skip()?,
                },
                Token::Eof => return Err(self.cut_off(&unit)),
                Token::Empty(_) | Token::End | Token::Text(_) | Token::Data(_) => {}
            }
        }
        unit.is_fuzzy = !is_confirmed && is_unchanged(&unit, fuzzy);
        Ok(unit)
    }

    /// A unit by its attributes, given the names of its address, its place and one thing more; with the last two as they are.
    fn translation(
        &mut self,
        address: &str,
        place: &str,
        other: &str,
    ) -> Result<(Translation, Option<String>, Option<String>), PrepError> {
        let Some(id) = self.attribute("id") else {
            return Err(self.error(PrepErrorKind::BadXliff, "a unit has no id"));
        };
        let place = self.attribute(place);
        let unit = Translation {
            id,
            address: self.attribute(address),
            place: place.as_deref().and_then(read_place),
            translate: self.xml.attribute("translate").as_deref() != Some("no"),
            source: Content::default(),
            target: None,
            is_fuzzy: false,
            foreign: Vec::new(),
            at: self.xml.place(),
        };
        Ok((unit, place, self.attribute(other)))
    }

    /// What stands in a source or target, up to its end.
    fn content(&mut self, foreign: &mut Vec<String>) -> Result<Content, PrepError> {
        let mut content = Content::default();
        let depth = self.xml.depth();
        let mut open: Vec<Option<u32>> = Vec::new();
        while self.xml.depth() >= depth {
            match self.xml.next()? {
                Token::Text(text) => push_text(&mut content, self.xml.slice(text)),
                Token::Data(text) => content.push_text(self.xml.slice(text)),
                Token::End => {
                    if let Some(Some(id)) = open.pop() {
                        content.push_code(id, Part::Close);
                    }
                }
                Token::Eof => return Err(self.error(PrepErrorKind::BadXml, "the file ends within a text")),
                Token::Start(element) => match self.own(element) {
                    Some("pc" | "g") => {
                        let id = self.id(element, &["id"], foreign)?;
                        content.push_code(id, Part::Open);
                        open.push(Some(id));
                    }
                    Some("mrk") => open.push(None),
                    Some(_) => {
                        self.single(element, &mut content, foreign)?;
                        self.skip()?;
                    }
                    None => self.skip()?,
                },
                Token::Empty(element) => match self.own(element) {
                    Some("pc" | "g") => {
                        let id = self.id(element, &["id"], foreign)?;
                        content.push_code(id, Part::Open);
                        content.push_code(id, Part::Close);
                    }
                    Some(_) => self.single(element, &mut content, foreign)?,
                    None => {}
                },
            }
        }
        Ok(content)
    }

    /// An element that is a code as a whole; what it holds is code of the source format, no text.
    fn single(
        &mut self,
        element: Span,
        content: &mut Content,
        foreign: &mut Vec<String>,
    ) -> Result<(), PrepError> {
        let (part, names): (Part, &[&str]) = match self.own(element) {
            Some("x") => {
                let id = self.attribute("id").unwrap_or_default();
                let half = [(OPEN, Part::Open), (CLOSE, Part::Close)]
                    .into_iter()
                    .find_map(|(end, part)| Some((id.strip_suffix(end)?, part)));
                if let Some((number, part)) = half {
                    content.push_code(number_of(number, foreign), part);
                    return Ok(());
                }
                (Part::Alone, &["id"])
            }
            Some("ph") => (Part::Alone, &["id"]),
            Some("sc") => (Part::Open, &["id"]),
            Some("ec") => (Part::Close, &["startRef", "id"]),
            Some("bx" | "bpt") => (Part::Open, &["rid", "id"]),
            Some("ex" | "ept") => (Part::Close, &["rid", "id"]),
            Some("it") => {
                let is_close = self.attribute("pos").as_deref() == Some("close");
                (if is_close { Part::Close } else { Part::Open }, &["rid", "id"])
            }
            Some("cp") => {
                let hex = self.attribute("hex").unwrap_or_default();
                let c = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
                content.text.extend(c);
                return Ok(());
            }
            // Annotations say something of a text and are no part of it.
            Some("mrk" | "sm" | "em") => return Ok(()),
            Some(other) => {
                let message = format!("<{other}> may not stand in a text");
                return Err(self.error(PrepErrorKind::BadXliff, message));
            }
            None => return Ok(()),
        };
        let id = self.id(element, names, foreign)?;
        content.push_code(id, part);
        Ok(())
    }

    /// The number of a code, by the first of these attributes there is.
    fn id(&mut self, element: Span, names: &[&str], foreign: &mut Vec<String>) -> Result<u32, PrepError> {
        if let Some(given) = names.iter().find_map(|name| self.xml.attribute(name)) {
            return Ok(number_of(&given, foreign));
        }
        let message = format!("<{}> has no id", self.xml.slice(element));
        Err(self.error(PrepErrorKind::BadXliff, message))
    }

    /// The name of an element of XLIFF; `None` for one of another namespace.
    fn own(&self, element: Span) -> Option<&str> {
        let name = self.xml.slice(element);
        if self.prefix.is_empty() {
            return (!name.contains(':')).then_some(name);
        }
        name.strip_prefix(&*self.prefix)?.strip_prefix(':')
    }

    /// Passes over all up to the end of the element that has just begun.
    fn skip(&mut self) -> Result<(), PrepError> {
        let depth = self.xml.depth();
        while self.xml.depth() >= depth {
            if self.xml.next()? == Token::Eof {
                let message = "the file ends before its elements do: it is cut off";
                return Err(self.error(PrepErrorKind::BadXml, message));
            }
        }
        Ok(())
    }

    /// The value of an attribute of the last tag, whatever its prefix.
    fn attribute(&self, name: &str) -> Option<String> {
        self.xml.attribute(name).map(Cow::into_owned)
    }

    fn tag(&mut self, name: &str) -> Result<Option<LangTag>, PrepError> {
        let Some(given) = self.xml.attribute(name) else { return Ok(None) };
        let parsed = LangTag::parse(&given);
        parsed.map(Some).map_err(|err| self.error(PrepErrorKind::BadXliff, format!("{name}: {err}")))
    }

    fn error(&mut self, kind: PrepErrorKind, message: impl Into<String>) -> PrepError {
        PrepError::new(kind, message).at(self.xml.place())
    }

    fn cut_off(&mut self, unit: &Translation) -> PrepError {
        self.error(
            PrepErrorKind::BadXml,
            format!("the file ends within the unit {}: it is cut off", unit.name()),
        )
    }
}

/// The number in an id of ours.
fn number_of(given: &str, foreign: &mut Vec<String>) -> u32 {
    let number = given.parse().ok().filter(|number: &u32| *number > 0 && number.to_string() == given);
    if number.is_none() {
        foreign.push(given.to_owned());
    }
    number.unwrap_or(0)
}

/// Whether the target is still the one with this digest.
fn is_unchanged(unit: &Translation, digest: Option<&str>) -> bool {
    digest.is_some_and(|digest| unit.target.as_ref().is_some_and(|target| target.digest() == digest))
}

fn append(whole: &mut Content, part: &Content) {
    let shift = whole.text.len() as u32;
    whole.text.push_str(&part.text);
    whole.codes.extend(part.codes.iter().map(|code| crate::content::Placed { at: code.at + shift, ..*code }));
}

/// Adds text whose references are known. What a reference stands for is no half of a line end.
fn push_text(content: &mut Content, text: &str) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        content.push_text(before);
        let (reference, after) = after.split_once(';').unwrap_or((after, ""));
        if let Ok(c) = resolve(reference) {
            content.push_text(c.encode_utf8(&mut [0; 4]));
        }
        rest = after;
    }
    content.push_text(rest);
}

/// A place as the writer writes it.
fn read_place(place: &str) -> Option<UnitPlace> {
    let in_source = place.strip_prefix(SOURCE);
    let place = in_source.unwrap_or(place);
    let words = place.split_ascii_whitespace().filter(|word| !word.starts_with(FUZZY));
    let mut spans = words.map(|span| {
        let (start, end) = span.split_once('-')?;
        let (start, end) = (start.parse::<u32>().ok()?, end.parse::<u32>().ok()?);
        (start <= end).then(|| Span::new(start as usize, end as usize))
    });
    let span = spans.next()??;
    Some(match in_source {
        Some(_) => UnitPlace::Meta(span),
        None => UnitPlace::Text { span, protected: spans.collect::<Option<Vec<Span>>>()? },
    })
}
